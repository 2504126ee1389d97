/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-application-private.h"
#include "app/sublet-locale.h"
#include "core/base/sublet-sandbox.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <libssh2.h>
#include <sqlite3.h>

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) enum_class = g_type_class_ref (type);
  GEnumValue *entry = g_enum_get_value (enum_class, value);

  return entry != NULL ? entry->value_nick : "?";
}

static void
append_session (GString *text, SubletSession *session)
{
  SubletKeyStore *key_store = sublet_session_get_key_store (session);
  const GError *error = sublet_key_store_get_error (key_store);

  g_string_append_printf (text,
                          "Server: %s\n",
                          sublet_client_get_server (sublet_session_get_client (session)));
  g_string_append_printf (text,
                          "Key: %s, from %s, kept in %s, may do 0x%x\n",
                          get_nick (SUBLET_TYPE_SESSION_STATE, sublet_session_get_state (session)),
                          get_nick (SUBLET_TYPE_KEY_ORIGIN, sublet_session_get_origin (session)),
                          get_nick (SUBLET_TYPE_KEY_KEEPING,
                                    sublet_key_store_get_keeping (key_store)),
                          (guint) sublet_session_get_scopes (session));
  if (error != NULL)
    g_string_append_printf (text, "Keyring: %s\n", error->message);
}

/* What the desktop lacks costs language, speed or comfort, and is asked for in every report. */
static void
append_desktop (GString *text, SubletApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  GskRenderer *renderer = window != NULL ? gtk_native_get_renderer (GTK_NATIVE (window)) : NULL;
  const char *missing = sublet_locale_get_missing ();

  g_string_append_printf (text,
                          "Language: %s%s%s\n",
                          pango_language_to_string (gtk_get_default_language ()),
                          missing != NULL ? ", not installed: " : "",
                          missing != NULL ? missing : "");
  g_string_append_printf (text,
                          "Display: %s, drawn by %s\n",
                          G_OBJECT_TYPE_NAME (gdk_display_get_default ()),
                          renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "nobody yet");
  g_string_append_printf (text,
                          "Session bus: %s\n",
                          g_application_get_dbus_connection (G_APPLICATION (self)) != NULL ? "yes"
                                                                                           : "no");
}

/**
 * sublet_application_dup_troubleshooting:
 * @self: the application
 *
 * What helps to understand a report: versions and states, in technical English. No secret, no
 * address of an instance, no label, nothing that says what is rented.
 *
 * Returns: (transfer full): some lines
 */
char *
sublet_application_dup_troubleshooting (SubletApplication *self)
{
  SubletServices *services = sublet_application_get_services (self);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "Sublet %s, %s%s%s\n",
                          VERSION,
                          PROFILE,
                          sublet_application_get_demo (self) ? ", demo" : "",
                          sublet_is_sandboxed () ? ", Flatpak" : "");
  g_string_append_printf (text,
                          "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n",
                          gtk_get_major_version (),
                          gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (),
                          adw_get_minor_version (),
                          adw_get_micro_version (),
                          glib_major_version,
                          glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (text,
                          "libsoup %u.%u.%u, json-glib %s, libssh2 %s, SQLite %s\n",
                          soup_get_major_version (),
                          soup_get_minor_version (),
                          soup_get_micro_version (),
                          JSON_VERSION_S,
                          libssh2_version (0),
                          sqlite3_libversion ());
  append_desktop (text, self);
  if (services != NULL)
    {
      SubletProfile *profile = sublet_services_get_profile (services);
      const GError *error = sublet_services_get_error (services);

      g_string_append_printf (text,
                              "Services: %s\n",
                              get_nick (SUBLET_TYPE_SERVICES_STATE,
                                        sublet_services_get_state (services)));
      if (error != NULL)
        g_string_append_printf (text, "Error: %s\n", error->message);
      if (profile != NULL)
        g_string_append_printf (text,
                                "Profile: %s\n",
                                sublet_profile_get_locked (profile) ? "ours" : "held elsewhere");
      if (sublet_services_get_session (services) != NULL)
        append_session (text, sublet_services_get_session (services));
    }

  return g_string_free (text, FALSE);
}
