/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-onstart-fold.h"

#include "ui/rent/sublet-launch-text.h"

#include <glib/gi18n.h>

struct _SubletOnstartFold
{
  AdwExpanderRow parent_instance;

  /* state */
  gboolean asked; /* the script was not kept, and nothing was typed since */
  gboolean filling;

  /* template children */
  GtkTextView *view;
  GtkLabel *hint_label;
  GtkLabel *size_label;
  GtkLabel *problem_label;
  GtkButton *drop_button;
};

G_DEFINE_FINAL_TYPE (SubletOnstartFold, sublet_onstart_fold, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} SubletOnstartFoldSignal;

static guint signals[N_SIGNALS];

static void
show_size (SubletOnstartFold *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *size = sublet_launch_text_size (gtk_text_buffer_get_char_count (buffer));

  gtk_label_set_label (self->size_label, size);
}

static void
on_changed (SubletOnstartFold *self)
{
  if (self->filling)
    return;

  self->asked = FALSE;
  show_size (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* On purpose without the script that is not known any more. */
static void
on_drop (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletOnstartFold *self = SUBLET_ONSTART_FOLD (widget);

  on_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
sublet_onstart_fold_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_ONSTART_FOLD);

  G_OBJECT_CLASS (sublet_onstart_fold_parent_class)->dispose (object);
}

static void
sublet_onstart_fold_class_init (SubletOnstartFoldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_onstart_fold_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-onstart-fold.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletOnstartFold, view);
  gtk_widget_class_bind_template_child (widget_class, SubletOnstartFold, hint_label);
  gtk_widget_class_bind_template_child (widget_class, SubletOnstartFold, size_label);
  gtk_widget_class_bind_template_child (widget_class, SubletOnstartFold, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SubletOnstartFold, drop_button);

  gtk_widget_class_install_action (widget_class, "onstart.drop", NULL, on_drop);
}

static void
sublet_onstart_fold_init (SubletOnstartFold *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (gtk_text_view_get_buffer (self->view),
                           "changed",
                           G_CALLBACK (on_changed),
                           self,
                           G_CONNECT_SWAPPED);
  show_size (self);
}

/**
 * sublet_onstart_fold_fill:
 * @self: a fold
 * @launch: what to show
 */
void
sublet_onstart_fold_fill (SubletOnstartFold *self, SubletLaunch *launch)
{
  const char *text;

  g_return_if_fail (SUBLET_IS_ONSTART_FOLD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  text = sublet_launch_get_onstart (launch);
  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text == NULL ? "" : text, -1);
  self->filling = FALSE;
  self->asked = sublet_launch_is_onstart_missing (launch);
  show_size (self);
}

/**
 * sublet_onstart_fold_write:
 * @self: a fold
 * @launch: where to. While a script that was not kept is not typed, it stays as it is.
 */
void
sublet_onstart_fold_write (SubletOnstartFold *self, SubletLaunch *launch)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  g_return_if_fail (SUBLET_IS_ONSTART_FOLD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  if (self->asked)
    return;

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  sublet_launch_set_onstart (launch, *text == '\0' ? NULL : text);
}

/**
 * sublet_onstart_fold_check:
 * @self: a fold
 * @launch: what was written here
 *
 * Marks what is wrong, and says in the subtitle how long the script is.
 *
 * Returns: (transfer none) (nullable): what is wrong with it; %NULL when it is fine
 */
const char *
sublet_onstart_fold_check (SubletOnstartFold *self, SubletLaunch *launch)
{
  g_autofree char *problem = NULL;
  g_autofree char *subtitle = NULL;
  GtkAccessible *view;

  g_return_val_if_fail (SUBLET_IS_ONSTART_FOLD (self), NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);

  view = GTK_ACCESSIBLE (self->view);
  problem = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_ONSTART, NULL);
  subtitle = sublet_launch_text_onstart (launch);
  gtk_label_set_label (self->problem_label, problem == NULL ? "" : problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->drop_button), self->asked);
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
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), problem == NULL ? subtitle : problem);

  return problem == NULL ? NULL : gtk_label_get_label (self->problem_label);
}
