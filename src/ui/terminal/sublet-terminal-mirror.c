/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-mirror.h"

#include <string.h>

#define MOST_LINES 12
#define PAUSE_MS 500

struct _SubletTerminalMirror
{
  GObject parent_instance;

  SubletTerminalView *view;      /* (borrowed): who owns it ends with it */
  SubletAssistiveStatus *status; /* (owned) */
  SubletClock *clock;            /* (owned) */
  GCancellable *pausing;         /* (owned) (nullable): while what changed is gathered */
  char *text;                    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SubletTerminalMirror, sublet_terminal_mirror, G_TYPE_OBJECT)

static void
show (SubletTerminalMirror *self)
{
  g_autofree char *screen = sublet_terminal_view_dup_text (self->view);
  g_autofree char *text = sublet_terminal_mirror_dup_last_lines (screen);

  if (g_strcmp0 (text, self->text) == 0)
    return;

  g_free (self->text);
  self->text = g_steal_pointer (&text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sublet_terminal_view_get_terminal (self->view)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->text,
                                  -1);
}

static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletTerminalMirror) self = user_data;

  /* Cancelled: it went away, or nobody is there any more. */
  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->pausing);
  show (self);
}

/* What comes within the pause is read once, at its end: however much a program writes, the screen
 * is read twice a second at most. */
static void
on_contents_changed (SubletTerminalMirror *self)
{
  if (self->pausing != NULL || !sublet_assistive_status_get_present (self->status))
    return;

  self->pausing = g_cancellable_new ();
  sublet_clock_wait_async (self->clock,
                           PAUSE_MS,
                           self->pausing,
                           on_pause_over,
                           g_object_ref (self));
}

static void
stop (SubletTerminalMirror *self)
{
  if (self->pausing != NULL)
    g_cancellable_cancel (self->pausing);
  g_clear_object (&self->pausing);
}

static void
on_present_changed (SubletTerminalMirror *self)
{
  if (sublet_assistive_status_get_present (self->status))
    {
      on_contents_changed (self);
      return;
    }

  stop (self);
  g_clear_pointer (&self->text, g_free);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (sublet_terminal_view_get_terminal (self->view)),
                                 GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
sublet_terminal_mirror_dispose (GObject *object)
{
  SubletTerminalMirror *self = SUBLET_TERMINAL_MIRROR (object);

  stop (self);
  g_clear_object (&self->status);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_terminal_mirror_parent_class)->dispose (object);
}

static void
sublet_terminal_mirror_finalize (GObject *object)
{
  g_free (SUBLET_TERMINAL_MIRROR (object)->text);

  G_OBJECT_CLASS (sublet_terminal_mirror_parent_class)->finalize (object);
}

static void
sublet_terminal_mirror_class_init (SubletTerminalMirrorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_terminal_mirror_dispose;
  object_class->finalize = sublet_terminal_mirror_finalize;
}

static void
sublet_terminal_mirror_init (SubletTerminalMirror *self)
{
}

/**
 * sublet_terminal_mirror_new:
 * @view: what to mirror; the mirror must be disposed of before it
 * @status: whether anybody looks into it
 * @clock: for the pause between two readings
 *
 * Returns: (transfer full): a mirror
 */
SubletTerminalMirror *
sublet_terminal_mirror_new (SubletTerminalView *view,
                            SubletAssistiveStatus *status,
                            SubletClock *clock)
{
  SubletTerminalMirror *self;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_VIEW (view), NULL);
  g_return_val_if_fail (SUBLET_IS_ASSISTIVE_STATUS (status), NULL);
  g_return_val_if_fail (SUBLET_IS_CLOCK (clock), NULL);

  self = g_object_new (SUBLET_TYPE_TERMINAL_MIRROR, NULL);
  self->view = view;
  self->status = g_object_ref (status);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (sublet_terminal_view_get_terminal (view),
                           "contents-changed",
                           G_CALLBACK (on_contents_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (status,
                           "notify::present",
                           G_CALLBACK (on_present_changed),
                           self,
                           G_CONNECT_SWAPPED);
  on_contents_changed (self);

  return self;
}

/**
 * sublet_terminal_mirror_get_text:
 * @self: a mirror
 *
 * Returns: (transfer none) (nullable): what an assistive program finds
 */
const char *
sublet_terminal_mirror_get_text (SubletTerminalMirror *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_MIRROR (self), NULL);

  return self->text;
}

/**
 * sublet_terminal_mirror_dup_last_lines:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): its last lines that say something, twelve at most
 */
char *
sublet_terminal_mirror_dup_last_lines (const char *text)
{
  g_auto (GStrv) lines = NULL;
  const char *last[MOST_LINES];
  GString *joined = g_string_new (NULL);
  guint n_last = 0;
  guint i;

  g_return_val_if_fail (text != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  for (i = g_strv_length (lines); i > 0 && n_last < MOST_LINES; i--)
    {
      const char *line = g_strchomp (lines[i - 1]);

      if (*line != '\0')
        last[n_last++] = line;
    }
  for (i = n_last; i > 0; i--)
    {
      g_string_append (joined, last[i - 1]);
      if (i > 1)
        g_string_append_c (joined, '\n');
    }

  return g_string_free (joined, FALSE);
}
