/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sublet-background-portal.h"
#include "support/sublet-test-bus.h"
#include "support/sublet-test.h"

/* Leave to go on without a window: the portal is played here, on a connection of its own. */

typedef struct
{
  GDBusConnection *bus;
  GDBusConnection *desktop;
  guint registration;

  /* what the desktop does */
  guint response;
  gboolean background;
  gboolean silent; /* about the result's details */
  gboolean early;  /* the answer comes before the call's own end */
  char *reason;    /* what it was told */

  bool done;
  gboolean allowed;
  GError *error;
} Scene;

static const char interface[] =
  "<node><interface name='org.freedesktop.portal.Background'>"
  "<method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' "
  "direction='in'/><arg type='o' direction='out'/></method></interface></node>";

static void
respond (Scene *scene, const char *handle)
{
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  if (!scene->silent)
    g_variant_builder_add (&results,
                           "{sv}",
                           "background",
                           g_variant_new_boolean (scene->background));
  g_assert_true (
    g_dbus_connection_emit_signal (scene->desktop,
                                   NULL,
                                   handle,
                                   "org.freedesktop.portal.Request",
                                   "Response",
                                   g_variant_new ("(ua{sv})", scene->response, &results),
                                   NULL));
}

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface_name,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Scene *scene = user_data;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *handle = NULL;
  const char *token = NULL;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "reason", "s", &scene->reason));
  handle = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  if (scene->early)
    respond (scene, handle);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  if (!scene->early)
    respond (scene, handle);
}

static const GDBusInterfaceVTable vtable = { .method_call = on_call };

static void
own_name (Scene *scene)
{
  sublet_test_bus_own_name (scene->desktop, "org.freedesktop.portal.Desktop");
}

static void
offer (Scene *scene)
{
  scene->registration = sublet_test_bus_export (scene->desktop,
                                                "/org/freedesktop/portal/desktop",
                                                interface,
                                                &vtable,
                                                scene);
}

static void
set_up (Scene *scene, gconstpointer data)
{
  scene->bus = sublet_test_bus_connect ();
  scene->desktop = sublet_test_bus_connect ();
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  if (scene->registration != 0)
    g_dbus_connection_unregister_object (scene->desktop, scene->registration);
  g_assert_true (g_dbus_connection_close_sync (scene->desktop, NULL, NULL));
  g_assert_true (g_dbus_connection_close_sync (scene->bus, NULL, NULL));
  g_clear_object (&scene->desktop);
  g_clear_object (&scene->bus);
  g_clear_error (&scene->error);
  g_free (scene->reason);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Scene *scene = user_data;

  scene->allowed = sublet_background_portal_request_finish (result, &scene->error);
  scene->done = true;
}

static bool
is_done (gpointer user_data)
{
  return ((Scene *) user_data)->done;
}

static void
request (Scene *scene)
{
  scene->done = false;
  g_clear_error (&scene->error);
  sublet_background_portal_request_async (scene->bus, "It watches.", on_answered, scene);
  sublet_test_await (is_done, scene);
}

static void
test_allowed (Scene *scene, gconstpointer data)
{
  scene->background = TRUE;
  offer (scene);
  own_name (scene);

  request (scene);
  g_assert_no_error (scene->error);
  g_assert_true (scene->allowed);
  g_assert_cmpstr (scene->reason, ==, "It watches.");

  /* In the other order, and a second time. */
  g_clear_pointer (&scene->reason, g_free);
  scene->early = TRUE;
  request (scene);
  g_assert_no_error (scene->error);
  g_assert_true (scene->allowed);
}

static void
assert_refused (Scene *scene)
{
  g_clear_pointer (&scene->reason, g_free);
  request (scene);
  g_assert_false (scene->allowed);
  g_assert_error (scene->error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static void
test_refused (Scene *scene, gconstpointer data)
{
  offer (scene);
  own_name (scene);

  /* Answered, but with no. */
  assert_refused (scene);
  /* Not answered with anything: no leave either. */
  scene->silent = TRUE;
  assert_refused (scene);
  /* The person has closed the question. */
  scene->silent = FALSE;
  scene->background = TRUE;
  scene->response = 1;
  assert_refused (scene);
}

/* A desktop without portals, and portals without a backend for this one. */
static void
test_absent (Scene *scene, gconstpointer data)
{
  request (scene);
  g_assert_false (scene->allowed);
  g_assert_error (scene->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);

  own_name (scene);
  request (scene);
  g_assert_false (scene->allowed);
  g_assert_error (scene->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_needed (void)
{
  g_unsetenv ("GTK_USE_PORTAL");
  g_assert_false (sublet_background_portal_is_needed ());
  g_setenv ("GTK_USE_PORTAL", "1", TRUE);
  g_assert_true (sublet_background_portal_is_needed ());
  g_unsetenv ("GTK_USE_PORTAL");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/app/background-portal/" path, Scene, NULL, set_up, function, tear_down)

  ADD ("allowed", test_allowed);
  ADD ("refused", test_refused);
  ADD ("absent", test_absent);
  g_test_add_func ("/app/background-portal/needed", test_needed);

  return g_test_run ();
}
