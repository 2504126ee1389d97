/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-dialog-private.h"

/* What buttons, menus and keys ask for. */

static void
on_rent (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_rent_dialog_rent (SUBLET_RENT_DIALOG (widget));
}

static void
on_cancel (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
on_use_recipe (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_rent_dialog_on_use_recipe (SUBLET_RENT_DIALOG (widget),
                                    g_variant_get_string (parameter, NULL));
}

static void
on_use_rental (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_rent_dialog_on_use_rental (SUBLET_RENT_DIALOG (widget),
                                    g_variant_get_string (parameter, NULL));
}

static void
on_save_recipe (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_rent_dialog_on_save_recipe (SUBLET_RENT_DIALOG (widget));
}

static void
on_hide_failure (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_set_visible (GTK_WIDGET (SUBLET_RENT_DIALOG (widget)->failure_strip), FALSE);
}

void
sublet_rent_dialog_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "rent.rent", NULL, on_rent);
  gtk_widget_class_install_action (widget_class, "rent.cancel", NULL, on_cancel);
  gtk_widget_class_install_action (widget_class, "rent.use-recipe", "s", on_use_recipe);
  gtk_widget_class_install_action (widget_class, "rent.use-rental", "s", on_use_rental);
  gtk_widget_class_install_action (widget_class, "rent.save-recipe", NULL, on_save_recipe);
  gtk_widget_class_install_action (widget_class, "rent.hide-failure", NULL, on_hide_failure);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "rent.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "rent.rent",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_KP_Enter,
                                       GDK_CONTROL_MASK,
                                       "rent.rent",
                                       NULL);
}
