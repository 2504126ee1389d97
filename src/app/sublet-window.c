/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

#include "app/sublet-window-private.h"

typedef enum
{
  PROP_SERVICES = 1,
} SubletWindowProperty;

G_DEFINE_FINAL_TYPE (SubletWindow, sublet_window, ADW_TYPE_APPLICATION_WINDOW)

static GParamSpec *properties[PROP_SERVICES + 1];

static void
on_services_state (SubletWindow *self)
{
  if (sublet_services_get_state (self->services) == SUBLET_SERVICES_STATE_READY)
    sublet_window_connect_services (self);
  else
    sublet_window_disconnect_services (self);
  sublet_window_update (self);
}

static void
on_session_state (SubletWindow *self)
{
  const char *root = gtk_stack_get_visible_child_name (self->root_stack);

  /* A key that was taken away in mid-work leaves the work in sight. */
  self->looking = sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_REJECTED &&
                  g_strcmp0 (root, "main") == 0 && sublet_services_count_open (self->services) > 0;
  sublet_window_update (self);
}

static void
on_welcome_done (SubletWindow *self)
{
  self->replacing = FALSE;
  sublet_welcome_page_reset (self->welcome_page);
  sublet_window_update (self);
}

static void
on_visible_page (SubletWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (self->stack);

  if (self->filling)
    return;

  if (self->services != NULL && page != NULL && self->session != NULL)
    g_object_set (sublet_services_get_settings (self->services), "page", page, NULL);
  sublet_window_update (self);
}

static void
restore_size (SubletWindow *self)
{
  SubletSettings *settings = sublet_services_get_settings (self->services);
  gboolean maximized;
  int width, height;

  g_object_get (settings,
                "window-width",
                &width,
                "window-height",
                &height,
                "window-maximized",
                &maximized,
                NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (SubletWindow *self)
{
  SubletSettings *settings = sublet_services_get_settings (self->services);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_object_set (settings,
                "window-maximized",
                gtk_window_is_maximized (GTK_WINDOW (self)),
                "window-width",
                CLAMP (width, 360, 16384),
                "window-height",
                CLAMP (height, 300, 16384),
                NULL);
}

static gboolean
sublet_window_close_request (GtkWindow *window)
{
  SubletWindow *self = SUBLET_WINDOW (window);

  if (!self->closing && sublet_window_ask_before_closing (self))
    return GDK_EVENT_STOP;

  save_size (self);
  return GTK_WINDOW_CLASS (sublet_window_parent_class)->close_request (window);
}

static void
sublet_window_map (GtkWidget *widget)
{
  SubletWindow *self = SUBLET_WINDOW (widget);

  GTK_WIDGET_CLASS (sublet_window_parent_class)->map (widget);

  if (self->engine != NULL)
    sublet_rental_engine_set_visible (self->engine, TRUE);
}

static void
sublet_window_unmap (GtkWidget *widget)
{
  SubletWindow *self = SUBLET_WINDOW (widget);

  if (self->engine != NULL)
    sublet_rental_engine_set_visible (self->engine, FALSE);

  GTK_WIDGET_CLASS (sublet_window_parent_class)->unmap (widget);
}

static void
sublet_window_constructed (GObject *object)
{
  SubletWindow *self = SUBLET_WINDOW (object);

  G_OBJECT_CLASS (sublet_window_parent_class)->constructed (object);

  g_signal_connect_object (self->services,
                           "notify::state",
                           G_CALLBACK (on_services_state),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_title (GTK_WINDOW (self),
                        sublet_services_get_demo (self->services)
                        ? _ ("Sublet Demo")
                        : _ ("Sublet"));
  restore_size (self);
  sublet_window_adopt_terminals (self);
  on_services_state (self);
}

static void
sublet_window_dispose (GObject *object)
{
  SubletWindow *self = SUBLET_WINDOW (object);

  g_clear_handle_id (&self->slow_id, g_source_remove);
  if (self->stack != NULL)
    sublet_window_disconnect_services (self);
  g_clear_object (&self->session_group);
  g_clear_object (&self->engine_group);
  g_clear_object (&self->rentals_group);
  g_clear_object (&self->services);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_WINDOW);

  G_OBJECT_CLASS (sublet_window_parent_class)->dispose (object);
}

static void
sublet_window_finalize (GObject *object)
{
  g_free (SUBLET_WINDOW (object)->errand_rental);

  G_OBJECT_CLASS (sublet_window_parent_class)->finalize (object);
}

static void
sublet_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletWindow *self = SUBLET_WINDOW (object);

  switch ((SubletWindowProperty) prop_id)
    {
    case PROP_SERVICES:
      g_value_set_object (value, self->services);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SubletWindow *self = SUBLET_WINDOW (object);

  switch ((SubletWindowProperty) prop_id)
    {
    case PROP_SERVICES:
      self->services = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_window_class_init (SubletWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->constructed = sublet_window_constructed;
  object_class->dispose = sublet_window_dispose;
  object_class->finalize = sublet_window_finalize;
  object_class->get_property = sublet_window_get_property;
  object_class->set_property = sublet_window_set_property;
  widget_class->map = sublet_window_map;
  widget_class->unmap = sublet_window_unmap;
  window_class->close_request = sublet_window_close_request;

  properties[PROP_SERVICES] =
    g_param_spec_object ("services",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SERVICES,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SUBLET_TYPE_SIZE_BIN);
  g_type_ensure (SUBLET_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/app/sublet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, start_stack);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, pill_slot);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, strip_slot);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, starting_box);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, starting_spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, starting_label);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, failed_details);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SubletWindow, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_page);
  gtk_widget_class_bind_template_callback (widget_class, on_welcome_done);
  gtk_widget_class_bind_template_callback (widget_class, sublet_window_update);
  sublet_window_class_install_actions (widget_class);
}

static void
sublet_window_init (SubletWindow *self)
{
  self->session_group = g_signal_group_new (SUBLET_TYPE_SESSION);
  g_signal_group_connect_object (self->session_group,
                                 "notify::state",
                                 G_CALLBACK (on_session_state),
                                 self,
                                 G_CONNECT_SWAPPED);

  sublet_window_init_services (self);
  self->rentals_group = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_object (self->rentals_group,
                                 "items-changed",
                                 G_CALLBACK (sublet_window_update),
                                 self,
                                 G_CONNECT_SWAPPED);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->size_bin,
                          "size-class",
                          self->welcome_page,
                          "size-class",
                          G_BINDING_SYNC_CREATE);
}

/**
 * sublet_window_new:
 * @application: the application
 * @services: what the window stands on
 *
 * Returns: (transfer none): a window that GTK owns until it is destroyed
 */
SubletWindow *
sublet_window_new (GtkApplication *application, SubletServices *services)
{
  return g_object_new (SUBLET_TYPE_WINDOW, "application", application, "services", services, NULL);
}

/**
 * sublet_window_quit:
 * @self: the window
 *
 * Closes it as the program's end: it asks while something bills, and offers no watching.
 */
void
sublet_window_quit (SubletWindow *self)
{
  g_autoptr (SubletWindow) held = NULL;

  g_return_if_fail (SUBLET_IS_WINDOW (self));

  /* It may be gone once it has closed. */
  held = g_object_ref (self);
  self->quitting = TRUE;
  gtk_window_close (GTK_WINDOW (self));
  self->quitting = FALSE;
}

/**
 * sublet_window_get_services:
 * @self: the window
 *
 * Returns: (transfer none): what the window stands on
 */
SubletServices *
sublet_window_get_services (SubletWindow *self)
{
  g_return_val_if_fail (SUBLET_IS_WINDOW (self), NULL);

  return self->services;
}
