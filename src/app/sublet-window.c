/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

struct _SubletWindow
{
  AdwApplicationWindow parent_instance;

  /* template children */
  AdwViewStack *stack;
};

G_DEFINE_FINAL_TYPE (SubletWindow, sublet_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_show_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWindow *self = SUBLET_WINDOW (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  if (adw_view_stack_get_child_by_name (self->stack, name) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, name);
}

static void
sublet_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_WINDOW);

  G_OBJECT_CLASS (sublet_window_parent_class)->dispose (object);
}

static void
sublet_window_class_init (SubletWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/app/sublet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, stack);

  gtk_widget_class_install_action (widget_class, "win.show-page", "s", on_show_page);
}

static void
sublet_window_init (SubletWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window that GTK owns until it is destroyed
 */
SubletWindow *
sublet_window_new (SubletApplication *application)
{
  return g_object_new (SUBLET_TYPE_WINDOW,
                       "application",
                       application,
                       "title",
                       sublet_application_get_demo (application)
                       ? _ ("Sublet Demo")
                       : _ ("Sublet"), NULL);
}
