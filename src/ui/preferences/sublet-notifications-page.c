/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-notifications-page.h"

#include "ui/preferences/sublet-notification-server.h"

struct _SubletNotificationsPage
{
  SubletSettingsPage parent_instance;

  SubletSettings *settings; /* (borrowed): the parent's */
  GCancellable *looking;    /* (owned) */
  GtkWidget *nobody;        /* template child: shown while nobody shows notifications */
};

G_DEFINE_FINAL_TYPE (SubletNotificationsPage, sublet_notifications_page, SUBLET_TYPE_SETTINGS_PAGE)

/* The template's switches, and the settings of the same kind. */
static const struct
{
  const char *child;
  const char *setting;
} switches[] = {
  { "ready", "notify-ready" },
  { "failed", "notify-failed" },
  { "lease", "notify-lease" },
  { "idle", "notify-idle" },
  { "not_destroyed", "notify-not-destroyed" },
  { "outbid", "notify-outbid" },
  { "offline", "notify-offline" },
  { "increase", "notify-increase" },
  { "bill", "notify-bill" },
  { "budget", "notify-budget" },
  { "low_credit", "notify-low-credit" },
};

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletNotificationsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean found = sublet_notification_server_look_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    g_info ("looking for who shows notifications: %s", error->message);
  else
    gtk_widget_set_visible (self->nobody, !found);
}

static void
sublet_notifications_page_constructed (GObject *object)
{
  SubletNotificationsPage *self = SUBLET_NOTIFICATIONS_PAGE (object);
  gsize i;

  G_OBJECT_CLASS (sublet_notifications_page_parent_class)->constructed (object);

  self->settings = sublet_settings_page_get_settings (SUBLET_SETTINGS_PAGE (self));
  g_return_if_fail (self->settings != NULL);

  for (i = 0; i < G_N_ELEMENTS (switches); i++)
    g_object_bind_property (self->settings,
                            switches[i].setting,
                            gtk_widget_get_template_child (GTK_WIDGET (self),
                                                           SUBLET_TYPE_NOTIFICATIONS_PAGE,
                                                           switches[i].child),
                            "active",
                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  sublet_notification_server_look_async (self->looking, on_looked, g_object_ref (self));
}

static void
sublet_notifications_page_dispose (GObject *object)
{
  SubletNotificationsPage *self = SUBLET_NOTIFICATIONS_PAGE (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->settings = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_NOTIFICATIONS_PAGE);

  G_OBJECT_CLASS (sublet_notifications_page_parent_class)->dispose (object);
}

static void
sublet_notifications_page_class_init (SubletNotificationsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  gsize i;

  object_class->constructed = sublet_notifications_page_constructed;
  object_class->dispose = sublet_notifications_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/preferences/sublet-notifications-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletNotificationsPage, nobody);
  for (i = 0; i < G_N_ELEMENTS (switches); i++)
    gtk_widget_class_bind_template_child_full (widget_class, switches[i].child, FALSE, 0);
}

static void
sublet_notifications_page_init (SubletNotificationsPage *self)
{
  self->looking = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_notifications_page_new:
 * @settings: what the person wants to hear
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sublet_notifications_page_new (SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_NOTIFICATIONS_PAGE, "settings", settings, NULL);
}
