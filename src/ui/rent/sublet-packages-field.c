/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-packages-field.h"

#include "ui/common/sublet-signal.h"

struct _SubletPackagesField
{
  AdwPreferencesRow parent_instance;

  /* state */
  gboolean filling;

  /* template children */
  GtkTextView *view;
  GtkLabel *hint_label;
  GtkLabel *problem_label;
};

G_DEFINE_FINAL_TYPE (SubletPackagesField, sublet_packages_field, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} SubletPackagesFieldSignal;

static guint signals[N_SIGNALS];

static void
on_changed (SubletPackagesField *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sublet_packages_field_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_PACKAGES_FIELD);

  G_OBJECT_CLASS (sublet_packages_field_parent_class)->dispose (object);
}

static void
sublet_packages_field_class_init (SubletPackagesFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_packages_field_dispose;

  signals[SIGNAL_CHANGED] = sublet_signal_add (klass, "changed", G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-packages-field.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletPackagesField, view);
  gtk_widget_class_bind_template_child (widget_class, SubletPackagesField, hint_label);
  gtk_widget_class_bind_template_child (widget_class, SubletPackagesField, problem_label);
}

static void
sublet_packages_field_init (SubletPackagesField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_text_view_get_buffer (self->view),
                           "changed",
                           G_CALLBACK (on_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_packages_field_fill:
 * @self: a field
 * @launch: what to show
 */
void
sublet_packages_field_fill (SubletPackagesField *self, SubletLaunch *launch)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SUBLET_IS_PACKAGES_FIELD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  text = g_strjoinv ("\n", (char **) sublet_launch_get_packages (launch));
  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->filling = FALSE;
}

/**
 * sublet_packages_field_write:
 * @self: a field
 * @launch: where to; lines without anything on them are left out
 */
void
sublet_packages_field_write (SubletPackagesField *self, SubletLaunch *launch)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;
  g_auto (GStrv) typed = NULL;
  g_auto (GStrv) lines = NULL;
  gsize i;

  g_return_if_fail (SUBLET_IS_PACKAGES_FIELD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  typed = g_strsplit_set (text, "\r\n", -1);
  for (i = 0; typed[i] != NULL; i++)
    {
      if (*g_strstrip (typed[i]) != '\0')
        g_strv_builder_add (builder, typed[i]);
    }
  lines = g_strv_builder_end (builder);
  sublet_launch_set_packages (launch, (const char *const *) lines);
}

/**
 * sublet_packages_field_set_problem:
 * @self: a field
 * @problem: (nullable): what is wrong, as one sentence; %NULL: nothing
 */
void
sublet_packages_field_set_problem (SubletPackagesField *self, const char *problem)
{
  GtkAccessible *view;

  g_return_if_fail (SUBLET_IS_PACKAGES_FIELD (self));

  view = GTK_ACCESSIBLE (self->view);
  gtk_label_set_label (self->problem_label, problem == NULL ? "" : problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_accessible_update_relation (view,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  problem == NULL ? self->hint_label : self->problem_label,
                                  NULL,
                                  -1);
  gtk_accessible_update_state (view,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
