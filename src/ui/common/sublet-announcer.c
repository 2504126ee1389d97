/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-announcer.h"

#include "ui/compat/sublet-ui-compat.h"

#define PAUSE_MS 2000

struct _SubletAnnouncer
{
  GtkWidget parent_instance;

  SubletClock *clock;    /* (owned) */
  GCancellable *pausing; /* (owned) (nullable): while the last sentence is not 2 s old */
  char *said;            /* (owned) (nullable) */
  char *next;            /* (owned) (nullable): what to say after the pause */
};

G_DEFINE_FINAL_TYPE (SubletAnnouncer, sublet_announcer, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CLOCK = 1,
} SubletAnnouncerProperty;

static GParamSpec *properties[PROP_CLOCK + 1];

static void on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data);

static void
say_now (SubletAnnouncer *self, char *sentence)
{
  g_free (self->said);
  self->said = sentence;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
  sublet_ui_announce (GTK_WIDGET (self), sentence);

  self->pausing = g_cancellable_new ();
  sublet_clock_wait_async (self->clock,
                           PAUSE_MS,
                           self->pausing,
                           on_pause_over,
                           g_object_ref (self));
}

static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletAnnouncer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    return;

  g_clear_object (&self->pausing);
  if (self->next != NULL)
    say_now (self, g_steal_pointer (&self->next));
}

static void
sublet_announcer_unroot (GtkWidget *widget)
{
  SubletAnnouncer *self = SUBLET_ANNOUNCER (widget);

  if (self->pausing != NULL)
    g_cancellable_cancel (self->pausing);
  g_clear_object (&self->pausing);
  g_clear_pointer (&self->next, g_free);

  GTK_WIDGET_CLASS (sublet_announcer_parent_class)->unroot (widget);
}

static void
sublet_announcer_dispose (GObject *object)
{
  SubletAnnouncer *self = SUBLET_ANNOUNCER (object);

  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_announcer_parent_class)->dispose (object);
}

static void
sublet_announcer_finalize (GObject *object)
{
  SubletAnnouncer *self = SUBLET_ANNOUNCER (object);

  g_free (self->said);
  g_free (self->next);

  G_OBJECT_CLASS (sublet_announcer_parent_class)->finalize (object);
}

static void
sublet_announcer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletAnnouncer *self = SUBLET_ANNOUNCER (object);

  switch ((SubletAnnouncerProperty) prop_id)
    {
    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_announcer_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SubletAnnouncer *self = SUBLET_ANNOUNCER (object);

  switch ((SubletAnnouncerProperty) prop_id)
    {
    case PROP_CLOCK:
      sublet_announcer_set_clock (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_announcer_class_init (SubletAnnouncerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_announcer_dispose;
  object_class->finalize = sublet_announcer_finalize;
  object_class->get_property = sublet_announcer_get_property;
  object_class->set_property = sublet_announcer_set_property;
  widget_class->unroot = sublet_announcer_unroot;

  properties[PROP_CLOCK] =
    g_param_spec_object ("clock",
                         NULL,
                         NULL,
                         SUBLET_TYPE_CLOCK,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "announcer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
sublet_announcer_init (SubletAnnouncer *self)
{
  self->clock = sublet_clock_new ();
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

/**
 * sublet_announcer_new:
 *
 * Returns: (transfer floating): an announcer to put anywhere on a page
 */
GtkWidget *
sublet_announcer_new (void)
{
  return g_object_new (SUBLET_TYPE_ANNOUNCER, NULL);
}

/**
 * sublet_announcer_set_clock:
 * @self: an announcer
 * @clock: (nullable): what measures the pause between two sentences
 */
void
sublet_announcer_set_clock (SubletAnnouncer *self, SubletClock *clock)
{
  g_return_if_fail (SUBLET_IS_ANNOUNCER (self));
  g_return_if_fail (clock == NULL || SUBLET_IS_CLOCK (clock));

  if (clock == NULL || !g_set_object (&self->clock, clock))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK]);
}

/**
 * sublet_announcer_say:
 * @self: an announcer
 * @sentence: what a person who does not see the page should hear now
 *
 * At most one in two seconds; of those that come in between the last one counts.
 */
void
sublet_announcer_say (SubletAnnouncer *self, const char *sentence)
{
  g_return_if_fail (SUBLET_IS_ANNOUNCER (self));
  g_return_if_fail (sentence != NULL);

  if (self->pausing == NULL)
    {
      say_now (self, g_strdup (sentence));
      return;
    }

  g_free (self->next);
  self->next = g_strdup (sentence);
}

/**
 * sublet_announcer_get_said:
 * @self: an announcer
 *
 * Returns: (transfer none) (nullable): the last sentence that was said
 */
const char *
sublet_announcer_get_said (SubletAnnouncer *self)
{
  g_return_val_if_fail (SUBLET_IS_ANNOUNCER (self), NULL);

  return self->said;
}
