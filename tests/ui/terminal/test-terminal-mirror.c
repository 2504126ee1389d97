/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "terminal-scene.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-assistive-status.h"
#include "ui/terminal/sublet-terminal-mirror.h"

/* What a desktop has on its session bus: org.a11y.Status, with a switch. */
typedef struct
{
  GDBusConnection *bus; /* (owned) */
  GDBusNodeInfo *node;
  guint object;
  guint name;
  gboolean owned;
  gboolean reader;
} Desktop;

static GVariant *
on_get_property (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *property,
                 GError **error,
                 gpointer user_data)
{
  Desktop *desktop = user_data;

  return g_variant_new_boolean (g_str_equal (property, "ScreenReaderEnabled") && desktop->reader);
}

static void
on_owned (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Desktop *) user_data)->owned = TRUE;
}

static bool
is_owned (gpointer user_data)
{
  return ((Desktop *) user_data)->owned;
}

static void
desktop_init (Desktop *desktop, gboolean reader)
{
  static const char xml[] = "<node><interface name='org.a11y.Status'>"
                            "<property name='IsEnabled' type='b' access='read'/>"
                            "<property name='ScreenReaderEnabled' type='b' access='read'/>"
                            "</interface></node>";
  static const GDBusInterfaceVTable vtable = { .get_property = on_get_property };
  g_autoptr (GError) error = NULL;

  *desktop = (Desktop){ .reader = reader };
  desktop->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  desktop->node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  desktop->object = g_dbus_connection_register_object (desktop->bus,
                                                       "/org/a11y/bus",
                                                       desktop->node->interfaces[0],
                                                       &vtable,
                                                       desktop,
                                                       NULL,
                                                       &error);
  g_assert_no_error (error);
  desktop->name = g_bus_own_name_on_connection (desktop->bus,
                                                "org.a11y.Bus",
                                                G_BUS_NAME_OWNER_FLAGS_NONE,
                                                on_owned,
                                                NULL,
                                                desktop,
                                                NULL);
  sublet_test_await (is_owned, desktop);
}

static void
desktop_set_reader (Desktop *desktop, gboolean reader)
{
  g_autoptr (GError) error = NULL;
  GVariantBuilder changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  desktop->reader = reader;
  g_variant_builder_add (&changed, "{sv}", "ScreenReaderEnabled", g_variant_new_boolean (reader));
  g_dbus_connection_emit_signal (desktop->bus,
                                 NULL,
                                 "/org/a11y/bus",
                                 "org.freedesktop.DBus.Properties",
                                 "PropertiesChanged",
                                 g_variant_new ("(sa{sv}as)", "org.a11y.Status", &changed, NULL),
                                 &error);
  g_assert_no_error (error);
}

static void
desktop_clear (Desktop *desktop)
{
  g_bus_unown_name (desktop->name);
  g_dbus_connection_unregister_object (desktop->bus, desktop->object);
  g_dbus_node_info_unref (desktop->node);
  g_object_unref (desktop->bus);
}

static bool
is_present (gpointer user_data)
{
  return sublet_assistive_status_get_present (user_data);
}

static bool
is_absent (gpointer user_data)
{
  return !sublet_assistive_status_get_present (user_data);
}

static void
test_assistive_status (void)
{
  g_autoptr (SubletAssistiveStatus) status = sublet_assistive_status_new ();
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (status, "present");
  Desktop desktop;

  /* Nobody tells yet. */
  g_assert_false (sublet_assistive_status_get_present (status));
  desktop_init (&desktop, FALSE);
  desktop_set_reader (&desktop, TRUE);
  sublet_test_await (is_present, status);
  desktop_set_reader (&desktop, FALSE);
  sublet_test_await (is_absent, status);
  desktop_set_reader (&desktop, TRUE);
  sublet_test_await (is_present, status);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 3);
  desktop_clear (&desktop);
  sublet_test_await (is_absent, status);
}

/* In a sandbox nobody tells: somebody may be there. Who is seen to tell is believed. */
static void
test_assistive_status_hidden (void)
{
  g_autoptr (SubletAssistiveStatus) status = NULL;
  Desktop desktop;

  g_setenv ("AT_SPI_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  status = sublet_assistive_status_new ();
  g_assert_false (sublet_assistive_status_get_present (status));
  sublet_test_await (is_present, status);
  desktop_init (&desktop, FALSE);
  sublet_test_await (is_absent, status);
  desktop_clear (&desktop);
  sublet_test_await (is_present, status);
  g_unsetenv ("AT_SPI_BUS_ADDRESS");
}

static bool
clock_is_waited_for (gpointer user_data)
{
  return sublet_manual_clock_get_n_waiting (user_data) == 1;
}

static void
test_mirror (void)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (SubletAssistiveStatus) status = NULL;
  SubletTerminalMirror *mirror;
  Desktop desktop;
  TerminalScene scene;

  desktop_init (&desktop, TRUE);
  status = sublet_assistive_status_new ();
  sublet_test_await (is_present, status);
  terminal_scene_init (&scene);
  mirror = sublet_terminal_mirror_new (scene.view, status, SUBLET_CLOCK (clock));
  sublet_ui_line_say (scene.line, "python train.py\r\n\r\nepoch 1   \r\n");
  terminal_scene_await (&scene, "epoch 1");

  /* Gathered, then read once. */
  sublet_test_await (clock_is_waited_for, clock);
  g_assert_null (sublet_terminal_mirror_get_text (mirror));
  sublet_manual_clock_advance (clock, 600);
  sublet_test_drain ();
  g_assert_cmpstr (sublet_terminal_mirror_get_text (mirror), ==, "python train.py\nepoch 1");
  gtk_test_accessible_assert_property (terminal_scene_get_terminal (&scene),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "python train.py\nepoch 1");

  /* Nobody is there: nothing is read, and nothing old stays. */
  desktop_set_reader (&desktop, FALSE);
  sublet_test_await (is_absent, status);
  g_assert_null (sublet_terminal_mirror_get_text (mirror));
  sublet_ui_line_say (scene.line, "epoch 2\r\n");
  terminal_scene_await (&scene, "epoch 2");
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (clock), ==, 0);

  desktop_set_reader (&desktop, TRUE);
  sublet_test_await (is_present, status);
  sublet_manual_clock_advance (clock, 600);
  sublet_test_drain ();
  g_assert_cmpstr (sublet_terminal_mirror_get_text (mirror),
                   ==,
                   "python train.py\nepoch 1\nepoch 2");
  g_object_run_dispose (G_OBJECT (mirror));
  g_object_unref (mirror);
  terminal_scene_clear (&scene);
  desktop_clear (&desktop);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/view/assistive-status", test_assistive_status);
  g_test_add_func ("/ui/terminal/view/assistive-status-hidden", test_assistive_status_hidden);
  g_test_add_func ("/ui/terminal/view/mirror", test_mirror);

  return g_test_run ();
}
