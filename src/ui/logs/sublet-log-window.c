/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-window-private.h"

#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

#define CONTAINER "container"
#define HOST "host"

typedef enum
{
  PROP_RENTAL = 1,
  PROP_CONTAINER_LOG,
  PROP_HOST_LOG,
} SubletLogWindowProperty;

static GParamSpec *properties[PROP_HOST_LOG + 1];

G_DEFINE_FINAL_TYPE (SubletLogWindow, sublet_log_window, ADW_TYPE_WINDOW)

/* ---- what it says ---- */

static void
update_title (SubletLogWindow *self)
{
  g_autofree char *name = sublet_rental_text_dup_name (self->rental);
  g_autofree char *title = NULL;

  /* TRANSLATORS: a window's title; %s is an instance's name */
  title = g_strdup_printf (_ ("Log of %s"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/* The page in sight says how its buttons stand. */
static void
update_buttons (SubletLogWindow *self)
{
  gboolean has_lines = sublet_log_page_get_has_lines (self->page);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search_button),
                                sublet_log_page_get_search_mode (self->page));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->follow_button),
                                sublet_log_page_get_follow (self->page));
  gtk_widget_set_sensitive (self->search_button, has_lines);
  gtk_widget_set_sensitive (self->follow_button, has_lines);
  gtk_widget_action_set_enabled (widget, "log.find", has_lines);
  gtk_widget_action_set_enabled (widget, "log.save", has_lines);
}

static void
on_page_changed (SubletLogWindow *self, GParamSpec *pspec, SubletLogPage *page)
{
  if (page == self->page)
    update_buttons (self);
}

static void
on_lines_changed (SubletLogWindow *self, GParamSpec *pspec, SubletLogPage *page)
{
  if (page != self->page)
    return;

  update_buttons (self);
  /* Nobody is anywhere else yet. */
  if (!self->was_shown && sublet_log_page_get_has_lines (page))
    {
      self->was_shown = TRUE;
      gtk_widget_grab_focus (GTK_WIDGET (page));
    }
}

static void
on_host_toggled (SubletLogWindow *self)
{
  gboolean host = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->host_button));
  const char *name = host ? HOST : CONTAINER;

  self->page = SUBLET_LOG_PAGE (gtk_stack_get_child_by_name (self->stack, name));
  gtk_stack_set_visible_child_name (self->stack, name);
  update_buttons (self);
}

static void
on_search_toggled (SubletLogWindow *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search_button));

  if (active != sublet_log_page_get_search_mode (self->page))
    sublet_log_page_set_search_mode (self->page, active);
}

static void
on_follow_toggled (SubletLogWindow *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->follow_button));

  if (active != sublet_log_page_get_follow (self->page))
    sublet_log_page_set_follow (self->page, active);
}

/* ---- actions ---- */

static void
on_find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_log_page_set_search_mode (SUBLET_LOG_WINDOW (widget)->page, TRUE);
}

static void
on_ask (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_log_ask (sublet_log_page_get_log (SUBLET_LOG_WINDOW (widget)->page));
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_log_window_save (SUBLET_LOG_WINDOW (widget));
}

/* The search first, then the window. */
static void
on_leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletLogWindow *self = SUBLET_LOG_WINDOW (widget);

  if (sublet_log_page_get_search_mode (self->page))
    sublet_log_page_set_search_mode (self->page, FALSE);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- the window ---- */

static void
add_page (SubletLogWindow *self, SubletLog *log, const char *name)
{
  GtkWidget *page = sublet_log_page_new (log);

  gtk_stack_add_named (self->stack, page, name);
  g_signal_connect_object (page,
                           "notify::has-lines",
                           G_CALLBACK (on_lines_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page,
                           "notify::follow",
                           G_CALLBACK (on_page_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page,
                           "notify::search-mode",
                           G_CALLBACK (on_page_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
sublet_log_window_constructed (GObject *object)
{
  SubletLogWindow *self = SUBLET_LOG_WINDOW (object);

  G_OBJECT_CLASS (sublet_log_window_parent_class)->constructed (object);

  g_return_if_fail (self->rental != NULL && self->container != NULL && self->host != NULL);

  add_page (self, self->container, CONTAINER);
  add_page (self, self->host, HOST);
  on_host_toggled (self);
  sublet_log_window_update_layout (self);
  update_title (self);
  g_signal_connect_object (self->rental,
                           "notify::label",
                           G_CALLBACK (update_title),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
sublet_log_window_dispose (GObject *object)
{
  SubletLogWindow *self = SUBLET_LOG_WINDOW (object);

  g_cancellable_cancel (self->saving);
  g_clear_object (&self->saving);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_LOG_WINDOW);
  g_clear_object (&self->rental);
  g_clear_object (&self->container);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (sublet_log_window_parent_class)->dispose (object);
}

static void
sublet_log_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletLogWindow *self = SUBLET_LOG_WINDOW (object);

  switch ((SubletLogWindowProperty) prop_id)
    {
    case PROP_RENTAL:
      g_value_set_object (value, self->rental);
      break;
    case PROP_CONTAINER_LOG:
      g_value_set_object (value, self->container);
      break;
    case PROP_HOST_LOG:
      g_value_set_object (value, self->host);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_log_window_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  SubletLogWindow *self = SUBLET_LOG_WINDOW (object);

  switch ((SubletLogWindowProperty) prop_id)
    {
    case PROP_RENTAL:
      self->rental = g_value_dup_object (value);
      break;
    case PROP_CONTAINER_LOG:
      self->container = g_value_dup_object (value);
      break;
    case PROP_HOST_LOG:
      self->host = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletLogWindow, child)

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SUBLET_TYPE_SIZE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/logs/sublet-log-window.ui");
  BIND (size_bin);
  BIND (header);
  BIND (sources);
  BIND (second_line);
  BIND (container_button);
  BIND (host_button);
  BIND (search_button);
  BIND (follow_button);
  BIND (save_button);
  BIND (toasts);
  BIND (stack);
  gtk_widget_class_bind_template_callback (widget_class, on_follow_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_host_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_search_toggled);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "log.ask", NULL, on_ask);
  gtk_widget_class_install_action (widget_class, "log.find", NULL, on_find);
  gtk_widget_class_install_action (widget_class, "log.leave", NULL, on_leave);
  gtk_widget_class_install_action (widget_class, "log.save", NULL, on_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "log.ask", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "log.ask", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "log.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "log.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "log.leave", NULL);
}

static void
sublet_log_window_class_init (SubletLogWindowClass *klass)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_log_window_constructed;
  object_class->dispose = sublet_log_window_dispose;
  object_class->get_property = sublet_log_window_get_property;
  object_class->set_property = sublet_log_window_set_property;

  properties[PROP_RENTAL] = g_param_spec_object ("rental", NULL, NULL, SUBLET_TYPE_RENTAL, fixed);
  properties[PROP_CONTAINER_LOG] =
    g_param_spec_object ("container-log", NULL, NULL, SUBLET_TYPE_LOG, fixed);
  properties[PROP_HOST_LOG] = g_param_spec_object ("host-log", NULL, NULL, SUBLET_TYPE_LOG, fixed);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  install_actions (widget_class);
  bind_template (widget_class);
}

static void
sublet_log_window_init (SubletLogWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->size_bin,
                           "notify::size-class",
                           G_CALLBACK (sublet_log_window_update_layout),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_log_window_new:
 * @application: (nullable): what it belongs to
 * @rental: whose instance it is
 * @container: what its container says
 * @host: what its host says of it
 *
 * Returns: (transfer none): a window that GTK owns, for gtk_window_present()
 */
SubletLogWindow *
sublet_log_window_new (GtkApplication *application,
                       SubletRental *rental,
                       SubletLog *container,
                       SubletLog *host)
{
  g_return_val_if_fail (application == NULL || GTK_IS_APPLICATION (application), NULL);

  return g_object_new (SUBLET_TYPE_LOG_WINDOW,
                       "application",
                       application,
                       "rental",
                       rental,
                       "container-log",
                       container,
                       "host-log",
                       host,
                       NULL);
}

/**
 * sublet_log_window_get_rental:
 * @self: a window
 *
 * Returns: (transfer none): whose instance it is
 */
SubletRental *
sublet_log_window_get_rental (SubletLogWindow *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG_WINDOW (self), NULL);

  return self->rental;
}
