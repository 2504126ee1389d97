/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-background-portal.h"

#include "core/base/sublet-sandbox.h"

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

/* Of the portal's requests: the person said yes. */
#define RESPONSE_SUCCESS 0

/* One request, the task's data. */
typedef struct
{
  GDBusConnection *bus; /* (owned) */
  guint subscription;   /* to the answer, 0 once it came */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  g_object_unref (request->bus);
  g_free (request);
}

/**
 * sublet_background_portal_is_needed:
 *
 * Returns: whether the desktop must be asked: in a sandbox, or where GTK was told to act like one
 */
bool
sublet_background_portal_is_needed (void)
{
  return sublet_is_sandboxed () || g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0;
}

/* The answer and the end of the call that asked may come in either order, and both hold the task.
 */
static void
answer (GTask *task, GError *error)
{
  Request *request = g_task_get_task_data (task);

  if (g_task_get_completed (task) || request->subscription == 0)
    {
      g_clear_error (&error);
      return;
    }

  g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  request->subscription = 0;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_response (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  g_autoptr (GVariant) results = NULL;
  gboolean allowed = FALSE;
  guint response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  if (response == RESPONSE_SUCCESS)
    g_variant_lookup (results, "background", "b", &allowed);
  answer (task,
          allowed ? NULL
                  : g_error_new (G_IO_ERROR,
                                 G_IO_ERROR_PERMISSION_DENIED,
                                 "the desktop refuses (response %u)",
                                 response));
}

static bool
is_absent (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_INTERFACE) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT);
}

/* It has taken the request; what it thinks of it comes as a signal. */
static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply != NULL)
    return;

  answer (task,
          is_absent (error)
            ? g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no portal: %s", error->message)
            : g_error_copy (error));
}

/* Where the answer will come from, known before it is asked: none can be missed. Source: the
 * portal's documentation of org.freedesktop.portal.Request. */
static char *
dup_handle (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  g_strdelimit (sender, ".", '_');

  return g_strconcat (PORTAL_PATH "/request/", sender, "/", token, NULL);
}

/**
 * sublet_background_portal_request_async:
 * @bus: the session bus
 * @reason: translated: what the desktop may show of why
 * @callback: told what the desktop says, which may take as long as a person takes
 * @user_data: for @callback
 *
 * Asks for leave to run without a window. Errors: NOT_SUPPORTED (the desktop has nobody to ask),
 * PERMISSION_DENIED (it was told not to allow it), and those of D-Bus.
 */
void
sublet_background_portal_request_async (GDBusConnection *bus,
                                        const char *reason,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (bus, NULL, callback, user_data);
  g_autofree char *token = g_strdup_printf ("sublet%u", g_random_int ());
  g_autofree char *handle = dup_handle (bus, token);
  Request *request = g_new0 (Request, 1);
  GVariantBuilder options;

  g_task_set_source_tag (task, sublet_background_portal_request_async);
  request->bus = g_object_ref (bus);
  g_task_set_task_data (task, request, request_free);
  request->subscription = g_dbus_connection_signal_subscribe (bus,
                                                              PORTAL_NAME,
                                                              "org.freedesktop.portal.Request",
                                                              "Response",
                                                              handle,
                                                              NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE,
                                                              on_response,
                                                              g_object_ref (task),
                                                              g_object_unref);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_call (bus,
                          PORTAL_NAME,
                          PORTAL_PATH,
                          "org.freedesktop.portal.Background",
                          "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          on_called,
                          g_object_ref (task));
}

/**
 * sublet_background_portal_request_finish:
 * @result: of the request
 * @error: (out) (optional): why not
 *
 * Returns: whether the program may go on without a window
 */
gboolean
sublet_background_portal_request_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sublet_background_portal_request_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
