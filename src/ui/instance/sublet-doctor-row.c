/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-doctor-row.h"

#include "ui/common/sublet-label.h"
#include "ui/instance/sublet-doctor-text.h"
#include "ui/instances/sublet-state-icon.h"

#include <glib/gi18n.h>

struct _SubletDoctorRow
{
  GtkListBoxRow parent_instance;

  /* template children */
  GtkWidget *icon;
  GtkLabel *text_label;
  GtkLabel *time_label;
  GtkWidget *buttons;
  GtkWidget *fix_button;
  GtkWidget *detail_button;
  GtkLabel *detail_label;
};

G_DEFINE_FINAL_TYPE (SubletDoctorRow, sublet_doctor_row, GTK_TYPE_LIST_BOX_ROW)

static void
sublet_doctor_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_DOCTOR_ROW);

  G_OBJECT_CLASS (sublet_doctor_row_parent_class)->dispose (object);
}

static void
sublet_doctor_row_class_init (SubletDoctorRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_doctor_row_dispose;

  g_type_ensure (SUBLET_TYPE_STATE_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/instance/sublet-doctor-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletDoctorRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletDoctorRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, SubletDoctorRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, SubletDoctorRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, SubletDoctorRow, fix_button);
  gtk_widget_class_bind_template_child (widget_class, SubletDoctorRow, detail_button);
  gtk_widget_class_bind_template_child (widget_class, SubletDoctorRow, detail_label);
}

static void
sublet_doctor_row_init (SubletDoctorRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_doctor_row_new:
 *
 * Returns: (transfer floating): a row that says nothing yet
 */
GtkWidget *
sublet_doctor_row_new (void)
{
  return g_object_new (SUBLET_TYPE_DOCTOR_ROW, NULL);
}

static void
show_sign (SubletDoctorRow *self, SubletDoctorState state)
{
  SubletStateIcon *icon = SUBLET_STATE_ICON (self->icon);

  switch (state)
    {
    case SUBLET_DOCTOR_STATE_DONE:
      sublet_state_icon_set (icon, "object-select-symbolic", "state-success", -1);
      break;
    case SUBLET_DOCTOR_STATE_LIMPING:
      sublet_state_icon_set (icon, "dialog-warning-symbolic", "state-warning", -1);
      break;
    case SUBLET_DOCTOR_STATE_BROKEN:
      sublet_state_icon_set (icon, "window-close-symbolic", "state-error", -1);
      break;
    case SUBLET_DOCTOR_STATE_TRYING:
      sublet_state_icon_set (icon, "sublet-state-provisioning-symbolic", "state-accent", 0.5);
      break;
    case SUBLET_DOCTOR_STATE_WAITING:
    default:
      sublet_state_icon_set (icon, "sublet-state-provisioning-symbolic", "state-todo", 0.0);
    }
}

/* What is said of a link that holds is one short line, which stands there; the rest is unfolded by
 * whoever wants it. */
static void
show_detail (SubletDoctorRow *self, const SubletDoctorResult *result)
{
  gboolean folds = result->detail != NULL && result->state != SUBLET_DOCTOR_STATE_DONE;
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (self->detail_button);

  if (!folds)
    gtk_toggle_button_set_active (button, result->detail != NULL);
  else if (!gtk_widget_get_visible (self->detail_button))
    gtk_toggle_button_set_active (button, FALSE);
  gtk_widget_set_visible (self->detail_button, folds);
  sublet_label_set_text (self->detail_label, result->detail != NULL ? result->detail : "");
}

static void
show_buttons (SubletDoctorRow *self,
              SubletDoctor *doctor,
              const SubletDoctorResult *result,
              gboolean mends)
{
  const char *fix = mends ? sublet_doctor_text_get_fix (doctor, result) : NULL;

  gtk_widget_set_visible (self->fix_button, fix != NULL);
  if (fix != NULL)
    gtk_button_set_label (GTK_BUTTON (self->fix_button), fix);
  show_detail (self, result);
  gtk_widget_set_visible (self->buttons,
                          fix != NULL || gtk_widget_get_visible (self->detail_button));
}

/**
 * sublet_doctor_row_show:
 * @self: a row
 * @doctor: what has looked
 * @link: at what
 * @name: the instance's label
 * @mends: whether it is the link to mend
 */
void
sublet_doctor_row_show (SubletDoctorRow *self,
                        SubletDoctor *doctor,
                        SubletDoctorLink link,
                        const char *name,
                        gboolean mends)
{
  const SubletDoctorResult *result = sublet_doctor_get_result (doctor, link);
  g_autofree char *text = sublet_doctor_text_dup_row (doctor, link, name);
  g_autofree char *time = sublet_doctor_text_dup_time (result);
  g_autofree char *sentence = NULL;

  show_sign (self, result->state);
  sublet_label_set_text (self->text_label, text);
  sublet_label_set_text (self->time_label, time);
  if (result->state == SUBLET_DOCTOR_STATE_WAITING)
    gtk_widget_add_css_class (GTK_WIDGET (self->text_label), "subdued");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text_label), "subdued");
  show_buttons (self, doctor, result, mends);

  /* TRANSLATORS: a link of the chain for those who listen: what it is, and how it stands */
  sentence = g_strdup_printf (_ ("%1$s: %2$s"), text, sublet_doctor_text_get_state (result->state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

/**
 * sublet_doctor_row_set_narrow:
 * @self: a row
 * @narrow: whether there is little room
 */
void
sublet_doctor_row_set_narrow (SubletDoctorRow *self, gboolean narrow)
{
  g_return_if_fail (SUBLET_IS_DOCTOR_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * sublet_doctor_row_get_fix:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its button, while there is something to mend
 */
GtkWidget *
sublet_doctor_row_get_fix (SubletDoctorRow *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR_ROW (self), NULL);

  return gtk_widget_get_visible (self->buttons) && gtk_widget_get_visible (self->fix_button)
           ? self->fix_button
           : NULL;
}
