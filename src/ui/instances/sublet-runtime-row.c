/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-runtime-row.h"

#include "ui/common/sublet-label.h"

#include <glib/gi18n.h>

struct _SubletRuntimeRow
{
  GtkListBoxRow parent_instance;

  const char *icon_class; /* (nullable): of the sign that is shown */

  GtkImage *icon;
  GtkLabel *text_label;
  GtkLabel *value_label;
  GtkToggleButton *detail_button;
  GtkLabel *detail_label;
  GtkButton *copy_button;
};

G_DEFINE_FINAL_TYPE (SubletRuntimeRow, sublet_runtime_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletRuntimeRow *self = SUBLET_RUNTIME_ROW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gtk_label_get_label (self->detail_label));
}

static void
sublet_runtime_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_RUNTIME_ROW);

  G_OBJECT_CLASS (sublet_runtime_row_parent_class)->dispose (object);
}

static void
sublet_runtime_row_class_init (SubletRuntimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_runtime_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/instances/sublet-runtime-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeRow, detail_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeRow, copy_button);

  gtk_widget_class_install_action (widget_class, "check.copy", NULL, on_copy);
}

static void
sublet_runtime_row_init (SubletRuntimeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_runtime_row_new:
 *
 * Returns: (transfer floating): a row that says nothing yet
 */
GtkWidget *
sublet_runtime_row_new (void)
{
  return g_object_new (SUBLET_TYPE_RUNTIME_ROW, NULL);
}

static void
show_look (SubletRuntimeRow *self, const SubletRuntimeLook *look)
{
  if (self->icon_class != NULL && self->icon_class != look->icon_class)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->icon_class);
  if (look->icon_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), look->icon_class);
  self->icon_class = look->icon_class;

  gtk_image_set_from_icon_name (self->icon, look->icon_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (look->word), -1);
}

static void
show_detail (SubletRuntimeRow *self, const char *detail, const char *text)
{
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->detail_button), detail != NULL);
  if (detail == NULL)
    gtk_toggle_button_set_active (self->detail_button, FALSE);
  sublet_label_set_text (self->detail_label, detail);

  /* TRANSLATORS: %s is a line of the checks, as in "xformers is broken" */
  name = g_strdup_printf (_ ("Details: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->detail_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
}

/**
 * sublet_runtime_row_show:
 * @self: a row
 * @report: what was found
 * @line: what it is about
 *
 * What it says from now on. Details that are open stay open while there are some.
 */
void
sublet_runtime_row_show (SubletRuntimeRow *self,
                         const SubletRuntimeReport *report,
                         SubletRuntimeLine line)
{
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *value = NULL;

  g_return_if_fail (SUBLET_IS_RUNTIME_ROW (self));
  g_return_if_fail (report != NULL);

  text = sublet_runtime_text_dup_line (report, line);
  sentence = sublet_runtime_text_dup_sentence (report, line);
  value = sublet_runtime_text_dup_value (report, line);

  gtk_widget_set_visible (GTK_WIDGET (self), sublet_runtime_text_has_line (report, line));
  show_look (self, sublet_runtime_text_get_look (sublet_runtime_text_get_sign (report, line)));
  sublet_label_set_text (self->text_label, text);
  sublet_label_set_text (self->value_label, value);
  gtk_widget_set_visible (GTK_WIDGET (self->value_label), value != NULL);
  show_detail (self, sublet_runtime_text_get_detail (report, line), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

static const SubletRuntimeLook *
get_stage_look (SubletRuntimeStage stage, gboolean ended)
{
  static const SubletRuntimeLook waiting = { "sublet-state-provisioning-symbolic",
                                             "state-todo",
                                             N_ ("Waiting") };
  static const SubletRuntimeLook running = { "sublet-state-provisioning-symbolic",
                                             "state-accent",
                                             N_ ("Checking…") };
  static const SubletRuntimeLook left_out = { "sublet-checks-symbolic", NULL, N_ ("Not checked") };

  if (ended)
    return &left_out;

  return stage == SUBLET_RUNTIME_STAGE_WAITING ? &waiting : &running;
}

/**
 * sublet_runtime_row_show_stage:
 * @self: a row
 * @so_far: what was found until now
 * @line: what it is about
 * @stage: how far the checks are with it; not done
 * @ended: whether somebody ended them
 *
 * It takes as much room as what it will say.
 */
void
sublet_runtime_row_show_stage (SubletRuntimeRow *self,
                               const SubletRuntimeReport *so_far,
                               SubletRuntimeLine line,
                               SubletRuntimeStage stage,
                               gboolean ended)
{
  const SubletRuntimeLook *look = get_stage_look (stage, ended);
  g_autofree char *text = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (SUBLET_IS_RUNTIME_ROW (self));
  g_return_if_fail (so_far != NULL);

  text = sublet_runtime_text_dup_subject (so_far, line);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_look (self, look);
  sublet_label_set_text (self->text_label, text);
  sublet_label_set_text (self->value_label, _ (look->word));
  gtk_widget_set_visible (GTK_WIDGET (self->value_label), TRUE);
  show_detail (self, NULL, text);
  /* TRANSLATORS: read aloud: how it stands with a check and which, "Waiting: PyTorch" */
  sentence = g_strdup_printf (_ ("%1$s: %2$s"), _ (look->word), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}
