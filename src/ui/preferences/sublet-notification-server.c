/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-notification-server.h"

#include "core/base/sublet-sandbox.h"

#include <stdbool.h>

/* Whom GLib gives a notification to, outside a sandbox. Source: GLib, gio/ggtknotificationbackend.c
 * and gio/gfdonotificationbackend.c. */
static const char *const servers[] = { "org.gtk.Notifications", "org.freedesktop.Notifications" };

/* The questions, one after the other: who is there, and who comes when called. */
static const char *const questions[] = { "ListNames", "ListActivatableNames" };

static void ask (GTask *task, GDBusConnection *bus, gsize question);

static bool
has_server (GVariant *answer)
{
  g_autofree const char **names = NULL;
  gsize i;

  g_variant_get (answer, "(^a&s)", &names);
  for (i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      if (g_strv_contains (names, servers[i]))
        return true;
    }

  return false;
}

static void
on_names (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  gsize next = GPOINTER_TO_SIZE (g_task_get_task_data (task)) + 1;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (has_server (answer))
    g_task_return_boolean (task, TRUE);
  else if (next < G_N_ELEMENTS (questions))
    ask (g_steal_pointer (&task), G_DBUS_CONNECTION (source), next);
  else
    g_task_return_boolean (task, FALSE);
}

/* @task: (transfer full) */
static void
ask (GTask *task, GDBusConnection *bus, gsize question)
{
  g_task_set_task_data (task, GSIZE_TO_POINTER (question), NULL);
  g_dbus_connection_call (bus,
                          "org.freedesktop.DBus",
                          "/org/freedesktop/DBus",
                          "org.freedesktop.DBus",
                          questions[question],
                          NULL,
                          G_VARIANT_TYPE ("(as)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          g_task_get_cancellable (task),
                          on_names,
                          task);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    ask (g_steal_pointer (&task), bus, 0);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, FALSE);
}

/**
 * sublet_notification_server_look_async:
 * @cancellable: (nullable): to look no further
 * @callback: what is called with the result
 * @user_data: its data
 *
 * Looks whether anybody on this desktop shows notifications. Nobody is started for it. In a sandbox
 * the portal takes them, and does not tell who shows them: there the answer is yes.
 */
void
sublet_notification_server_look_async (GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sublet_notification_server_look_async);
  if (sublet_is_sandboxed ())
    g_task_return_boolean (task, TRUE);
  else
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus, g_steal_pointer (&task));
}

/**
 * sublet_notification_server_look_finish:
 * @result: the result
 * @error: where to put why nobody knows
 *
 * Returns: whether there is one; FALSE with @error when the bus did not say
 */
gboolean
sublet_notification_server_look_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
