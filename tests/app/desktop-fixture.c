/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "desktop-fixture.h"

#include "core/rental/sublet-rental-private.h"

#include "support/sublet-test-bus.h"
#include "support/sublet-test.h"

static const char interface[] =
  "<node><interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/></method>"
  "<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "</method></interface></node>";

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
  DesktopFixture *f = user_data;

  if (g_str_equal (method, "AddNotification"))
    {
      g_autoptr (GVariant) details = g_variant_get_child_value (parameters, 2);
      const char *title = NULL;

      g_assert_true (g_variant_lookup (details, "title", "&s", &title));
      g_string_append_printf (f->told, "%s;", title);
    }
  else
    g_string_append (f->told, "~");
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const GDBusInterfaceVTable vtable = { .method_call = on_call };

void
desktop_fixture_set_up (DesktopFixture *f, gconstpointer data)
{
  static guint count = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  f->told = g_string_new (NULL);
  f->desktop = sublet_test_bus_connect ();
  f->registration =
    sublet_test_bus_export (f->desktop, "/org/gtk/Notifications", interface, &vtable, f);
  sublet_test_bus_own_name (f->desktop, "org.gtk.Notifications");

  /* Another one each time: GApplication keeps its object on the bus for a moment. */
  id = g_strdup_printf (APPLICATION_ID ".Notifier%u", ++count);
  f->application = gtk_application_new (id, G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (G_APPLICATION (f->application), NULL, &error);
  g_assert_no_error (error);
  f->fixture = sublet_ui_fixture_new ();
  f->settings = sublet_settings_new (TRUE);
  f->notifier = sublet_notifier_new (f->application, f->settings);
  f->credit_alert = sublet_credit_alert_new (f->application, f->settings);
  f->lease_alert = sublet_topic_alert_new (f->application, f->settings, &sublet_lease_topic);
  f->idle_alert = sublet_topic_alert_new (f->application, f->settings, &sublet_idle_topic);
  f->increase_alert = sublet_topic_alert_new (f->application, f->settings, &sublet_increase_topic);
}

void
desktop_fixture_tear_down (DesktopFixture *f, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&f->notifier));
  g_assert_finalize_object (g_steal_pointer (&f->credit_alert));
  g_assert_finalize_object (g_steal_pointer (&f->lease_alert));
  g_assert_finalize_object (g_steal_pointer (&f->idle_alert));
  g_assert_finalize_object (g_steal_pointer (&f->increase_alert));
  g_clear_object (&f->settings);
  g_clear_pointer (&f->fixture, sublet_ui_fixture_free);
  g_clear_object (&f->application);
  g_dbus_connection_unregister_object (f->desktop, f->registration);
  g_assert_true (g_dbus_connection_close_sync (f->desktop, NULL, NULL));
  g_clear_object (&f->desktop);
  g_string_free (f->told, TRUE);
}

void
desktop_fixture_enter (SubletRental *rental, SubletRentalState state)
{
  sublet_rental_set_state (rental, state, SUBLET_RENTAL_REASON_NONE, 1);
}

static bool
is_told (gpointer user_data)
{
  return g_str_has_suffix (((DesktopFixture *) user_data)->told->str,
                           "last is still listed and billing;");
}

void
desktop_fixture_assert_told (DesktopFixture *f, SubletRental *last, const char *expected)
{
  g_autofree char *all = g_strconcat (expected, "~last is still listed and billing;", NULL);

  desktop_fixture_enter (last, SUBLET_RENTAL_STATE_STILL_LISTED);
  sublet_test_await (is_told, f);
  g_assert_cmpstr (f->told->str, ==, all);
}

bool
desktop_fixture_has_words (gpointer user_data)
{
  return ((DesktopFixture *) user_data)->told->len > 0;
}
