/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-application-private.h"

#include <glib/gi18n.h>

#include "ui/compat/sublet-ui-compat.h"

/* The keys of the window's pages and dialogs are theirs; these hold everywhere. Each stands in
 * sublet-help-overlay.ui too, and a test compares the two. */
static const SubletAccelerator accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "win.refresh", { "F5", "<Control>r" } },
  { "win.show-money", { "<Control>m" } },
  { "win.show-page('billing')", { "<Control>3" } },
  { "win.show-page('instances')", { "<Control>2" } },
  { "win.show-page('market')", { "<Control>1" } },
  { "win.show-preferences", { "<Control>comma" } },
  { "win.show-shortcuts", { "<Control>question" } },
  { "window.close", { "<Control>w" } },
};

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SubletApplication *self = SUBLET_APPLICATION (user_data);
  GList *windows;
  GList *item;

  sublet_background_leave (sublet_application_get_background (self));
  /* Each window may have a question before it goes, and takes others with it; the application ends
   * with the last one. */
  windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (self)),
                              (GCopyFunc) (GCallback) g_object_ref,
                              NULL);
  for (item = windows; item != NULL; item = item->next)
    {
      if (SUBLET_IS_WINDOW (item->data))
        sublet_window_quit (item->data);
      else
        gtk_window_close (GTK_WINDOW (item->data));
    }
  g_list_free_full (windows, g_object_unref);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SubletApplication *self = SUBLET_APPLICATION (user_data);
  g_autofree char *troubleshooting = sublet_application_dup_troubleshooting (self);

  sublet_ui_present_about (gtk_application_get_active_window (GTK_APPLICATION (self)),
                           troubleshooting);
}

/* The demo and the real window are programs of their own, each with its own application id. */
static void
start_other (SubletApplication *self, const char *option)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);
  g_autoptr (GAppInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *quoted = NULL;
  g_autoptr (GString) command = NULL;

  /* After an update the running program's own file may be gone. */
  if (program == NULL || !g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_free (program);
      program = g_find_program_in_path ("sublet");
    }
  quoted = g_shell_quote (program != NULL ? program : "sublet");
  /* The command line of a desktop file, where a percent sign is a code. */
  command = g_string_new (quoted);
  g_string_replace (command, "%", "%%", 0);
  g_string_append (command, option);

  info = g_app_info_create_from_commandline (command->str,
                                             _ ("Sublet"),
                                                G_APP_INFO_CREATE_SUPPORTS_STARTUP_NOTIFICATION,
                                                &error);
  if (info == NULL || !g_app_info_launch (info, NULL, G_APP_LAUNCH_CONTEXT (context), &error))
    g_warning ("starting %s: %s", command->str, error->message);
}

static void
on_explore_demo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_other (SUBLET_APPLICATION (user_data), " --demo");
}

static void
on_use_own_key (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_other (SUBLET_APPLICATION (user_data), "");
}

/* ---- what the desktop asks for ---- */

/* An action of the same name for each, which the desktop file offers. */
static const char *const pages[] = { "market", "instances", "billing", NULL };

static void
on_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sublet_window_show_page (sublet_application_present_window (user_data),
                           g_action_get_name (G_ACTION (action)));
}

static void
on_quotes (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sublet_window_show_billing_section (sublet_application_present_window (user_data), "quotes");
}

static void
run_errand (SubletApplication *self, SubletErrand errand, GVariant *rental_id)
{
  sublet_window_take_errand (sublet_application_present_window (self),
                             errand,
                             g_variant_get_string (rental_id, NULL));
}

static void
on_find_cause (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_errand (SUBLET_APPLICATION (user_data), SUBLET_ERRAND_CAUSE, parameter);
}

static void
on_show_rental (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_errand (SUBLET_APPLICATION (user_data), SUBLET_ERRAND_SHOW, parameter);
}

static void
on_open_terminal (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_errand (SUBLET_APPLICATION (user_data), SUBLET_ERRAND_TERMINAL, parameter);
}

static void
on_stop_rental (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_errand (SUBLET_APPLICATION (user_data), SUBLET_ERRAND_STOP, parameter);
}

static void
on_destroy_rental (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_errand (SUBLET_APPLICATION (user_data), SUBLET_ERRAND_DESTROY, parameter);
}

static void
on_extend_lease (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_errand (SUBLET_APPLICATION (user_data), SUBLET_ERRAND_EXTEND, parameter);
}

static void
on_replace_rental (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_errand (SUBLET_APPLICATION (user_data), SUBLET_ERRAND_REPLACE, parameter);
}

static void
on_change_bid (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  run_errand (SUBLET_APPLICATION (user_data), SUBLET_ERRAND_BID, parameter);
}

static const GActionEntry entries[] = {
  { .name = "about", .activate = on_about },
  { .name = "billing", .activate = on_page },
  { .name = "change-bid", .activate = on_change_bid, .parameter_type = "s" },
  { .name = "destroy-rental", .activate = on_destroy_rental, .parameter_type = "s" },
  { .name = "explore-demo", .activate = on_explore_demo },
  { .name = "extend-lease", .activate = on_extend_lease, .parameter_type = "s" },
  { .name = "find-cause", .activate = on_find_cause, .parameter_type = "s" },
  { .name = "instances", .activate = on_page },
  { .name = "market", .activate = on_page },
  { .name = "open-terminal", .activate = on_open_terminal, .parameter_type = "s" },
  { .name = "quit", .activate = on_quit },
  { .name = "quotes", .activate = on_quotes },
  { .name = "replace-rental", .activate = on_replace_rental, .parameter_type = "s" },
  { .name = "show-rental", .activate = on_show_rental, .parameter_type = "s" },
  { .name = "stop-rental", .activate = on_stop_rental, .parameter_type = "s" },
  { .name = "use-own-key", .activate = on_use_own_key },
};

/**
 * sublet_application_get_accelerators:
 * @n_accelerators: (out): how many
 *
 * Returns: (transfer none) (array length=n_accelerators): the keys that hold in every window
 */
const SubletAccelerator *
sublet_application_get_accelerators (gsize *n_accelerators)
{
  *n_accelerators = G_N_ELEMENTS (accelerators);

  return accelerators;
}

/**
 * sublet_application_has_page:
 * @page: a word
 *
 * Returns: whether a page of the window has that name
 */
bool
sublet_application_has_page (const char *page)
{
  return g_strv_contains (pages, page);
}

/**
 * sublet_application_install_actions:
 * @self: the application
 *
 * Adds the `app` actions and their keys, once.
 */
void
sublet_application_install_actions (SubletApplication *self)
{
  gsize i;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  for (i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accelerators[i].action,
                                           accelerators[i].accelerators);
}
