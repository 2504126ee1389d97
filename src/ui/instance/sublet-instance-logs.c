/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-logs.h"

#include "ui/logs/sublet-log-page.h"

#define CONTAINER "container"
#define HOST "host"

struct _SubletInstanceLogs
{
  SubletInstanceSection parent_instance;

  /* template children */
  GtkWidget *bar;
  GtkWidget *host_button;
  GtkWidget *window_button;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (SubletInstanceLogs, sublet_instance_logs, SUBLET_TYPE_INSTANCE_SECTION)

/* (nullable): nothing is known to be asked. */
static SubletLogPage *
get_page (SubletInstanceLogs *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);

  return shown == NULL ? NULL : SUBLET_LOG_PAGE (shown);
}

static void
on_host_toggled (SubletInstanceLogs *self)
{
  gboolean host = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->host_button));

  gtk_stack_set_visible_child_name (self->stack, host ? HOST : CONTAINER);
}

static void
on_find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletLogPage *page = get_page (SUBLET_INSTANCE_LOGS (widget));

  if (page != NULL && sublet_log_page_get_has_lines (page))
    sublet_log_page_set_search_mode (page, TRUE);
}

static void
on_ask (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletLogPage *page = get_page (SUBLET_INSTANCE_LOGS (widget));

  if (page != NULL)
    sublet_log_ask (sublet_log_page_get_log (page));
}

/* The search first, then what is around. */
static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletLogPage *page = get_page (SUBLET_INSTANCE_LOGS (widget));

  if (page == NULL || !sublet_log_page_get_search_mode (page))
    return GDK_EVENT_PROPAGATE;

  sublet_log_page_set_search_mode (page, FALSE);
  return GDK_EVENT_STOP;
}

static gboolean
sublet_instance_logs_grab_focus (GtkWidget *widget)
{
  SubletLogPage *page = get_page (SUBLET_INSTANCE_LOGS (widget));

  return page != NULL && (gtk_widget_grab_focus (GTK_WIDGET (page)) ||
                          gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD));
}

static void
add_log (SubletInstanceLogs *self, const char *name, gboolean host)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletRental *rental = sublet_instance_subject_get_rental (subject);
  g_autoptr (SubletLog) log = sublet_log_new (sublet_instance_subject_get_client (subject),
                                              sublet_rental_get_instance_id (rental),
                                              host);

  gtk_stack_add_named (self->stack, sublet_log_page_new (log), name);
}

/* A log is of a contract: none is made before there is one. */
static void
sublet_instance_logs_update (SubletInstanceSection *section)
{
  SubletInstanceLogs *self = SUBLET_INSTANCE_LOGS (section);
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletRental *rental = sublet_instance_subject_get_rental (subject);

  if (get_page (self) != NULL || sublet_instance_subject_get_client (subject) == NULL ||
      sublet_rental_get_instance_id (rental) == 0)
    return;

  add_log (self, CONTAINER, FALSE);
  add_log (self, HOST, TRUE);
  on_host_toggled (self);
}

static void
sublet_instance_logs_constructed (GObject *object)
{
  SubletInstanceLogs *self = SUBLET_INSTANCE_LOGS (object);
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletRental *rental = sublet_instance_subject_get_rental (subject);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->window_button),
                                    "s",
                                    sublet_rental_get_id (rental));

  G_OBJECT_CLASS (sublet_instance_logs_parent_class)->constructed (object);
}

static void
sublet_instance_logs_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_INSTANCE_LOGS);

  G_OBJECT_CLASS (sublet_instance_logs_parent_class)->dispose (object);
}

static void
sublet_instance_logs_class_init (SubletInstanceLogsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_instance_logs_constructed;
  object_class->dispose = sublet_instance_logs_dispose;
  widget_class->grab_focus = sublet_instance_logs_grab_focus;
  SUBLET_INSTANCE_SECTION_CLASS (klass)->update = sublet_instance_logs_update;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/instance/sublet-instance-logs.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletInstanceLogs, bar);
  gtk_widget_class_bind_template_child (widget_class, SubletInstanceLogs, host_button);
  gtk_widget_class_bind_template_child (widget_class, SubletInstanceLogs, window_button);
  gtk_widget_class_bind_template_child (widget_class, SubletInstanceLogs, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_host_toggled);

  gtk_widget_class_install_action (widget_class, "log.ask", NULL, on_ask);
  gtk_widget_class_install_action (widget_class, "log.find", NULL, on_find);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "log.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "log.ask", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
sublet_instance_logs_init (SubletInstanceLogs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_instance_logs_new:
 * @subject: what the page is about
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
sublet_instance_logs_new (SubletInstanceSubject *subject)
{
  return g_object_new (SUBLET_TYPE_INSTANCE_LOGS, "subject", subject, NULL);
}
