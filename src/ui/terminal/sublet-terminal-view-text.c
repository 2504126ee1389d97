/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-view-private.h"

#include "ui/terminal/sublet-terminal-paste.h"

#include <string.h>

/* What text goes in and out: copy, paste, and what the last line says. */

/* How prompts end: sh, root, zsh and csh, fish, and a sign that many themes use. */
static const gunichar prompt_signs[] = { '$', '#', '%', '>', 0x276f };

/* Larger text is no command, and would be laid out and typed for minutes. */
#define MOST_BYTES (4 * 1024 * 1024)

typedef struct
{
  SubletTerminalView *self; /* (owned) */
  char *text;               /* (owned) (nullable): until it was read */
} Pasting;

static void
pasting_free (Pasting *pasting)
{
  g_object_unref (pasting->self);
  g_free (pasting->text);
  g_free (pasting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pasting, pasting_free)

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pasting) pasting = user_data;
  SubletTerminalView *self = pasting->self;

  /* Cancelled: the view is gone. */
  if (!sublet_terminal_paste_ask_finish (result, NULL) || self->terminal == NULL)
    return;

  /* The shell may have ended while the question stood. */
  if (vte_terminal_get_input_enabled (self->terminal))
    vte_terminal_paste_text (self->terminal, pasting->text);
  gtk_widget_grab_focus (GTK_WIDGET (self->terminal));
}

/* Lines end in one way: the shell sees no difference, and "\r\n" is no hidden character. */
static char *
dup_normal (const char *text)
{
  GString *normal = g_string_new (text);

  g_string_replace (normal, "\r\n", "\n", 0);
  g_string_replace (normal, "\r", "\n", 0);

  return g_string_free (normal, FALSE);
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pasting) pasting = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || pasting->self->terminal == NULL)
    return;
  if (text == NULL || *text == '\0' || strlen (text) > MOST_BYTES ||
      !g_utf8_validate (text, -1, NULL))
    {
      /* Nothing that a shell could use: a picture, files, or nothing at all. */
      g_debug ("Nothing to paste: %s", error != NULL ? error->message : "not a usable text");
      gtk_widget_error_bell (GTK_WIDGET (pasting->self));
      return;
    }

  pasting->text = dup_normal (text);
  sublet_terminal_paste_ask_async (GTK_WIDGET (pasting->self),
                                   pasting->text,
                                   pasting->self->cancellable,
                                   on_asked,
                                   pasting);
  g_steal_pointer (&pasting);
}

/**
 * sublet_terminal_view_copy:
 * @self: a view
 *
 * What is selected goes to the clipboard; nothing selected changes nothing.
 */
void
sublet_terminal_view_copy (SubletTerminalView *self)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_VIEW (self));

  if (vte_terminal_get_has_selection (self->terminal))
    vte_terminal_copy_clipboard_format (self->terminal, VTE_FORMAT_TEXT);
}

/**
 * sublet_terminal_view_paste:
 * @self: a view
 * @primary: what is selected somewhere, as the middle button pastes it
 */
void
sublet_terminal_view_paste (SubletTerminalView *self, bool primary)
{
  GdkClipboard *clipboard;
  Pasting *pasting;

  g_return_if_fail (SUBLET_IS_TERMINAL_VIEW (self));

  if (!vte_terminal_get_input_enabled (self->terminal))
    return;

  clipboard = primary ? gtk_widget_get_primary_clipboard (GTK_WIDGET (self))
                      : gtk_widget_get_clipboard (GTK_WIDGET (self));
  pasting = g_new0 (Pasting, 1);
  pasting->self = g_object_ref (self);
  gdk_clipboard_read_text_async (clipboard, self->cancellable, on_text_read, pasting);
}

/**
 * sublet_terminal_view_is_at_prompt:
 * @self: a view
 *
 * What runs on the other side cannot be seen from here without asking there. A prompt can: the
 * cursor stands one blank behind a sign that ends prompts, on the last line. Anything else may be
 * a program, or a command that is half typed; a prompt that looks otherwise is taken for one too,
 * which costs a question and no work.
 *
 * Returns: whether a shell waits with nothing typed
 */
bool
sublet_terminal_view_is_at_prompt (SubletTerminalView *self)
{
  g_autofree char *text = NULL;
  const char *last;
  long cursor_column = 0;
  long n_characters;
  gunichar sign;
  gsize i;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_VIEW (self), false);

  text = sublet_terminal_view_dup_text (self);
  g_strchomp (text);
  last = strrchr (text, '\n');
  last = last == NULL ? text : last + 1;
  n_characters = g_utf8_strlen (last, -1);
  vte_terminal_get_cursor_position (self->terminal, &cursor_column, NULL);
  if (n_characters == 0 || cursor_column != n_characters + 1)
    return false;

  sign = g_utf8_get_char (g_utf8_offset_to_pointer (last, n_characters - 1));
  for (i = 0; i < G_N_ELEMENTS (prompt_signs); i++)
    {
      if (sign == prompt_signs[i])
        return true;
    }

  return false;
}
