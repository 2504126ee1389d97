/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-field-row.h"
#include "ui/rent/sublet-access-fold.h"
#include "ui/rent/sublet-env-line.h"
#include "ui/rent/sublet-launch-fold.h"
#include "ui/rent/sublet-onstart-fold.h"
#include "ui/rent/sublet-port-line.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* The three folded rows: what is typed is what the launch has, and back. */

typedef struct
{
  GtkWidget *window;
  SubletLaunchFold *mode;
  SubletOnstartFold *onstart;
  SubletAccessFold *access;
  SubletLaunch *launch; /* as it was written last */
  guint n_changed;
  guint n_show_keys;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
on_show_keys (Fixture *fixture)
{
  fixture->n_show_keys++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->launch = sublet_launch_new ();
  fixture->mode = g_object_new (SUBLET_TYPE_LAUNCH_FOLD, "expanded", TRUE, NULL);
  fixture->onstart = g_object_new (SUBLET_TYPE_ONSTART_FOLD, "expanded", TRUE, NULL);
  fixture->access = g_object_new (SUBLET_TYPE_ACCESS_FOLD, "expanded", TRUE, NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->mode));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->onstart));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->access));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  fixture->window = sublet_ui_test_present (scroller, 600, 900);
  g_signal_connect_swapped (fixture->mode, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->onstart, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->access, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->access, "show-keys", G_CALLBACK (on_show_keys), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer folds[] = { fixture->mode, fixture->onstart, fixture->access };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (folds); i++)
    g_object_add_weak_pointer (folds[i], &folds[i]);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  for (i = 0; i < G_N_ELEMENTS (folds); i++)
    sublet_ui_test_assert_gone (&folds[i]);
  g_assert_finalize_object (fixture->launch);
}

static GtkWidget *
find (Fixture *fixture, const char *name)
{
  return sublet_ui_test_find (fixture->window, name);
}

static void
type_in (Fixture *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, name)), text);
}

static const char *
get_text (Fixture *fixture, const char *name)
{
  return gtk_editable_get_text (GTK_EDITABLE (find (fixture, name)));
}

static void
press (Fixture *fixture, const char *name)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find (fixture, name)), TRUE);
}

/* The first sentence about a field, or NULL. */
static const char *
read_fields (Fixture *fixture)
{
  const char *problems[3];
  gsize i;

  sublet_launch_fold_write (fixture->mode, fixture->launch);
  sublet_onstart_fold_write (fixture->onstart, fixture->launch);
  sublet_access_fold_write (fixture->access, fixture->launch);
  problems[0] = sublet_launch_fold_check (fixture->mode, fixture->launch);
  problems[1] = sublet_onstart_fold_check (fixture->onstart, fixture->launch);
  problems[2] = sublet_access_fold_check (fixture->access, fixture->launch);
  for (i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      if (problems[i] != NULL)
        return problems[i];
    }

  return NULL;
}

static void
fill (Fixture *fixture, SubletLaunch *launch)
{
  sublet_launch_fold_fill (fixture->mode, launch);
  sublet_onstart_fold_fill (fixture->onstart, launch);
  sublet_access_fold_fill (fixture->access, launch);
}

static const char *
get_problem (Fixture *fixture, const char *name)
{
  GtkWidget *row = gtk_widget_get_ancestor (find (fixture, name), SUBLET_TYPE_FIELD_ROW);

  return sublet_field_row_get_problem (SUBLET_FIELD_ROW (row));
}

static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) plain = sublet_launch_new ();

  fill (fixture, plain);
  g_assert_null (read_fields (fixture));
  g_assert_true (sublet_launch_equal (plain, fixture->launch));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->mode)), ==, "SSH");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->onstart)), ==, "None");
}

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_mapped (find (fixture, "jupyter-dir")));
  g_assert_false (gtk_widget_get_mapped (find (fixture, "args")));

  press (fixture, "mode-jupyter");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (find (fixture, "jupyter-dir")));
  type_in (fixture, "jupyter-dir", "/workspace");
  gtk_switch_set_active (GTK_SWITCH (find (fixture, "jupyter-lab")), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, "route")), SUBLET_LAUNCH_ROUTE_PROXY);
  g_assert_null (read_fields (fixture));
  g_assert_cmpint (sublet_launch_get_mode (fixture->launch), ==, SUBLET_LAUNCH_MODE_JUPYTER);
  g_assert_cmpint (sublet_launch_get_route (fixture->launch), ==, SUBLET_LAUNCH_ROUTE_PROXY);
  g_assert_cmpstr (sublet_launch_get_jupyter_dir (fixture->launch), ==, "/workspace");
  g_assert_true (sublet_launch_get_jupyter_lab (fixture->launch));

  type_in (fixture, "jupyter-dir", "workspace");
  g_assert_cmpstr (read_fields (fixture), ==, "A folder on the instance begins with /.");
  g_assert_cmpstr (get_problem (fixture, "jupyter-dir"),
                   ==,
                   "A folder on the instance begins with /.");

  /* What belongs to the other mode is not sent, and comes back with it. */
  press (fixture, "mode-args");
  type_in (fixture, "args", "serve --port 7860");
  g_assert_null (read_fields (fixture));
  g_assert_null (sublet_launch_get_jupyter_dir (fixture->launch));
  g_assert_cmpstr (sublet_launch_get_args (fixture->launch), ==, "serve --port 7860");
  press (fixture, "mode-ssh");
  g_assert_null (read_fields (fixture));
  g_assert_null (sublet_launch_get_args (fixture->launch));
  press (fixture, "mode-args");
  g_assert_cmpstr (get_text (fixture, "args"), ==, "serve --port 7860");
}

static void
test_direct_ports (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *route = GTK_DROP_DOWN (find (fixture, "route"));

  /* Auto takes what there is. */
  sublet_launch_fold_set_direct_ports (fixture->mode, 0);
  g_assert_null (read_fields (fixture));
  gtk_drop_down_set_selected (route, SUBLET_LAUNCH_ROUTE_DIRECT);
  g_assert_cmpstr (read_fields (fixture), ==, "This machine has no port for a direct connection.");
  sublet_launch_fold_set_direct_ports (fixture->mode, 1);
  g_assert_null (read_fields (fixture));
  press (fixture, "mode-jupyter");
  g_assert_cmpstr (read_fields (fixture),
                   ==,
                   "Jupyter needs two ports for this, and the machine has one.");
  sublet_launch_fold_set_direct_ports (fixture->mode, 2);
  g_assert_null (read_fields (fixture));
}

static void
test_env (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "HF_TOKEN", "WANDB_API_KEY", NULL };
  GtkWidget *value;
  GtkWidget *line;
  GtkEditable *text;

  sublet_ui_test_click (find (fixture, "env-add"));
  g_assert_null (read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_n_env (fixture->launch), ==, 0);

  type_in (fixture, "env-name", "MY VAR");
  value = find (fixture, "env-value");
  gtk_editable_set_text (GTK_EDITABLE (value), "s3cr3t");
  g_assert_cmpstr (read_fields (fixture),
                   ==,
                   "A name has letters, digits and _, and does not begin with a digit.");
  g_assert_true (gtk_widget_has_css_class (find (fixture, "env-name"), "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find (fixture, "env-name")),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  type_in (fixture, "env-name", "MY_VAR");
  g_assert_null (read_fields (fixture));
  g_assert_false (gtk_widget_has_css_class (find (fixture, "env-name"), "error"));
  g_assert_cmpstr (sublet_launch_get_env_name (fixture->launch, 0), ==, "MY_VAR");
  g_assert_cmpstr (sublet_launch_get_env_value (fixture->launch, 0), ==, "s3cr3t");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->mode)),
                   ==,
                   "SSH · 1 variable");

  /* Hidden until it is revealed, with the keyboard too. */
  line = gtk_widget_get_ancestor (value, SUBLET_TYPE_ENV_LINE);
  text = gtk_editable_get_delegate (GTK_EDITABLE (value));
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (text)));
  g_assert_true (gtk_widget_get_focusable (find (fixture, "reveal_button")));
  press (fixture, "reveal_button");
  g_assert_true (gtk_text_get_visibility (GTK_TEXT (text)));

  /* Names alone of what the account has. */
  g_assert_null (sublet_ui_test_find_label (fixture->window, "Already there"));
  sublet_launch_fold_set_account_secrets (fixture->mode, names);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "HF_TOKEN, WANDB_API_KEY"));

  gtk_widget_activate_action (line, "line.remove", NULL);
  g_assert_null (sublet_ui_test_find_type (fixture->window, SUBLET_TYPE_ENV_LINE));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == find (fixture, "env-add"));
  g_assert_null (read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_n_env (fixture->launch), ==, 0);
}

static void
test_ports (Fixture *fixture, gconstpointer data)
{
  const SubletLaunchPort *port;

  sublet_launch_fold_set_direct_ports (fixture->mode, 0);
  sublet_ui_test_click (find (fixture, "port-add"));
  type_in (fixture, "port", "x");
  g_assert_cmpstr (read_fields (fixture), ==, "A port is a number from 1 to 65535.");
  g_assert_true (gtk_widget_has_css_class (find (fixture, "port"), "error"));
  type_in (fixture, "port", "9000");
  g_assert_cmpstr (read_fields (fixture), ==, "This machine has no port to open.");
  sublet_launch_fold_set_direct_ports (fixture->mode, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture, "protocol")), 1);
  g_assert_null (read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_ports (fixture->launch)->len, ==, 1);
  port = &g_array_index (sublet_launch_get_ports (fixture->launch), SubletLaunchPort, 0);
  g_assert_cmpint (port->port, ==, 9000);
  g_assert_true (port->udp);
  gtk_widget_activate_action (gtk_widget_get_ancestor (find (fixture, "port"),
                                                       SUBLET_TYPE_PORT_LINE),
                              "line.remove",
                              NULL);
  g_assert_null (read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_ports (fixture->launch)->len, ==, 0);
}

static void
test_packages (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { "torch>=2.4,<3", "flash-attn", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (SubletLaunch) recipe = sublet_launch_new ();
  GtkTextView *view = GTK_TEXT_VIEW (find (fixture, "packages"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkAccessible *accessible = GTK_ACCESSIBLE (view);
  AdwExpanderRow *fold = ADW_EXPANDER_ROW (fixture->mode);

  gtk_text_buffer_set_text (buffer, "\n torch>=2.4,<3 \r\n\nflash-attn", -1);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  g_assert_null (read_fields (fixture));
  g_assert_true (g_strv_equal (sublet_launch_get_packages (fixture->launch), lines));
  g_assert_cmpstr (adw_expander_row_get_subtitle (fold), ==, "SSH · 2 packages");
  g_assert_false (gtk_text_view_get_accepts_tab (view));
  gtk_test_accessible_assert_property (accessible,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Required packages, one a line");

  /* The line is named, and is no markup under the fold's title, which would be a warning. */
  gtk_text_buffer_set_text (buffer, "numpy\na<b>two", -1);
  g_assert_true (g_str_has_prefix (read_fields (fixture), "“a<b>two”: these are no versions."));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "“a<b>two”: these"));
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (fold), "two”: these"));
  gtk_test_accessible_assert_state (accessible,
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  /* Without SSH nobody could look for them. */
  press (fixture, "mode-args");
  g_assert_null (read_fields (fixture));
  g_assert_true (g_strv_equal (sublet_launch_get_packages (fixture->launch), none));
  press (fixture, "mode-ssh");
  g_assert_nonnull (read_fields (fixture));

  sublet_launch_set_packages (recipe, lines);
  fill (fixture, recipe);
  g_assert_null (read_fields (fixture));
  g_assert_true (sublet_launch_equal (recipe, fixture->launch));
  gtk_test_accessible_assert_state (accessible,
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

/* What is pasted is what is sent: tabs, trailing blanks, line ends of another system. */
static void
test_onstart (Fixture *fixture, gconstpointer data)
{
  const char *script = "#!/bin/sh\r\n\tif true; then  \n\t\techo \"ä → ok\"\t\n\tfi\n\n";
  GtkTextView *view = GTK_TEXT_VIEW (find (fixture, "onstart"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_insert_at_cursor (buffer, script, -1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_null (read_fields (fixture));
  g_assert_cmpstr (sublet_launch_get_onstart (fixture->launch), ==, script);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, " of 4048"));
  g_assert_true (gtk_text_view_get_monospace (view));
  g_assert_true (gtk_text_view_get_accepts_tab (view));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "Ctrl+Tab leaves the editor"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "On-start script");

  gtk_text_buffer_set_text (buffer, "", 0);
  g_assert_null (read_fields (fixture));
  g_assert_null (sublet_launch_get_onstart (fixture->launch));
}

static void
test_registry (Fixture *fixture, gconstpointer data)
{
  type_in (fixture, "registry-server", "ghcr.io");
  g_assert_cmpstr (read_fields (fixture), ==, "A login has a user and a password.");
  g_assert_nonnull (get_problem (fixture, "registry-user"));
  type_in (fixture, "registry-user", "ada");
  g_assert_nonnull (read_fields (fixture));
  g_assert_null (get_problem (fixture, "registry-user"));
  g_assert_nonnull (get_problem (fixture, "registry-password"));
  type_in (fixture, "registry-password", "s3cr3t");
  g_assert_null (read_fields (fixture));
  g_assert_cmpstr (sublet_launch_get_registry_server (fixture->launch), ==, "ghcr.io");
  g_assert_cmpstr (sublet_launch_get_registry_user (fixture->launch), ==, "ada");
  g_assert_cmpstr (sublet_launch_get_registry_password (fixture->launch), ==, "s3cr3t");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->access)),
                   ==,
                   "SSH key as in Preferences · ada at ghcr.io");

  gtk_widget_activate_action (GTK_WIDGET (fixture->access), "access.show-keys", NULL);
  g_assert_cmpuint (fixture->n_show_keys, ==, 1);
}

static char *
make_key (const char *folder, const char *name, const char *options)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -q %s -C ada@lab -N '' -f '%s'", options, path);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_steal_pointer (&path);
}

static bool
has_looked (gpointer data)
{
  return ((Fixture *) data)->n_changed > 0;
}

/* What was found is told a moment after it was chosen. */
static const char *
await_look (Fixture *fixture)
{
  fixture->n_changed = 0;
  sublet_test_await (has_looked, fixture);

  return read_fields (fixture);
}

/* The key of a rental's own: as chosen, as a recipe has it, and what is wrong with it. */
static void
test_ssh_key (Fixture *fixture, gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make_key (folder, "lab", "-t ed25519");
  g_autofree char *rsa = make_key (folder, "old", "-t dsa");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) bad = g_file_new_for_path (rsa);
  SubletKeyField *field = sublet_access_fold_get_key_field (fixture->access);
  GtkDropDown *choice = GTK_DROP_DOWN (find (fixture, "ssh-key"));
  g_autoptr (SubletLaunch) recipe = sublet_launch_new ();

  g_assert_null (read_fields (fixture));
  g_assert_null (sublet_launch_get_ssh_key (fixture->launch));
  gtk_drop_down_set_selected (choice, 1);
  g_assert_null (read_fields (fixture));
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, "own");
  g_assert_false (gtk_widget_get_mapped (find (fixture, "ssh-key-file")));

  sublet_key_field_take_file (field, file);
  g_assert_null (await_look (fixture));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 2);
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, uri);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (find (fixture, "ssh-key-file")));
  g_assert_true (
    g_str_has_prefix (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->access)), "lab"));

  /* The chooser was closed: what was chosen before stays. */
  sublet_key_field_take_file (field, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 2);
  sublet_key_field_take_file (field, bad);
  g_assert_true (g_str_has_prefix (await_look (fixture), "That is a DSA key"));
  g_assert_nonnull (get_problem (fixture, "ssh-key-file"));

  /* A recipe's whose file is gone is said, and what another version chose too; both are kept. */
  sublet_launch_set_ssh_key (recipe, "file:///nonexistent/lab");
  fill (fixture, recipe);
  g_assert_true (g_str_has_prefix (await_look (fixture), "The file of your SSH key is not there."));
  g_assert_true (g_str_has_suffix (read_fields (fixture), "choose another for this rental."));
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, "file:///nonexistent/lab");
  sublet_launch_set_ssh_key (recipe, "moon:7");
  fill (fixture, recipe);
  g_assert_true (g_str_has_prefix (read_fields (fixture), "This SSH key was chosen by another"));
  g_assert_nonnull (get_problem (fixture, "ssh-key"));
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, "moon:7");
  gtk_drop_down_set_selected (choice, 0);
  g_assert_null (read_fields (fixture));
  g_assert_null (sublet_launch_get_ssh_key (fixture->launch));

  /* An agent's key that the agent does not have stays in the list. */
  sublet_launch_set_ssh_key (recipe, "agent:SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  fill (fixture, recipe);
  g_assert_nonnull (await_look (fixture));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 3);
  g_assert_nonnull (get_problem (fixture, "ssh-key"));
  sublet_test_remove_folder (folder);
}

static void
test_volume (Fixture *fixture, gconstpointer data)
{
  const SubletVolumeChoice choices[] = {
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, "d1", 50, SUBLET_MONEY_UNKNOWN },
    { SUBLET_LAUNCH_VOLUME_NEW, 900, NULL, 200, 170000000 },
  };
  const SubletLaunchVolume elsewhere = {
    .kind = SUBLET_LAUNCH_VOLUME_EXISTING,
    .id = 62,
    .mount_path = (char *) "/elsewhere",
  };
  GtkDropDown *choice = GTK_DROP_DOWN (find (fixture, "volume"));
  const SubletLaunchVolume *volume;
  g_autoptr (SubletLaunch) recipe = sublet_launch_new ();

  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (choice)));
  sublet_access_fold_set_volumes (fixture->access, 20417, choices, G_N_ELEMENTS (choices));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (choice)));

  gtk_drop_down_set_selected (choice, 1);
  g_assert_null (read_fields (fixture));
  volume = sublet_launch_get_volume (fixture->launch);
  g_assert_cmpint (volume->kind, ==, SUBLET_LAUNCH_VOLUME_EXISTING);
  g_assert_cmpint (volume->id, ==, 61);
  g_assert_cmpint (volume->machine_id, ==, 20417);
  g_assert_cmpstr (volume->mount_path, ==, "/data");
  g_assert_cmpint (sublet_access_fold_get_volume_rate_nusd (fixture->access), ==, 0);

  gtk_drop_down_set_selected (choice, 2);
  type_in (fixture, "volume-size", "50");
  sublet_ui_test_settle (fixture->window);
  g_assert_null (read_fields (fixture));
  volume = sublet_launch_get_volume (fixture->launch);
  g_assert_cmpint (volume->kind, ==, SUBLET_LAUNCH_VOLUME_NEW);
  g_assert_cmpfloat_with_epsilon (volume->size_gb, 50, 1e-9);
  g_assert_cmpint (volume->nusd_per_gb_month, ==, 170000000);
  g_assert_cmpint (sublet_access_fold_get_volume_rate_nusd (fixture->access),
                   ==,
                   sublet_money_disk_rate_nusd (170000000, 50));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "$0.28 a day until you delete it"));
  type_in (fixture, "volume-size", "300");
  g_assert_cmpstr (read_fields (fixture),
                   ==,
                   "A new volume must be 1 to 200\u00a0GB on this machine.");
  type_in (fixture, "volume-size", "50");
  type_in (fixture, "volume-path", "data");
  g_assert_nonnull (read_fields (fixture));

  /* A recipe's volume that is on another machine is said, not dropped. */
  sublet_launch_set_volume (recipe, &elsewhere);
  fill (fixture, recipe);
  g_assert_cmpstr (read_fields (fixture),
                   ==,
                   "That volume is not on this machine. Choose one, or none.");
  gtk_drop_down_set_selected (choice, 1);
  g_assert_null (read_fields (fixture));
}

/* What a recipe without keyring names and nobody kept is asked for where it belongs. */
static void
test_not_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) full = sublet_launch_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  sublet_launch_set_image (full, "a/b");
  sublet_launch_add_env (full, "HF_TOKEN", "s3cr3t");
  sublet_launch_set_onstart (full, "echo s3cr3t");
  sublet_launch_set_registry (full, "ghcr.io", "ada", "s3cr3t");
  json = sublet_launch_to_json (full);
  g_clear_object (&fixture->launch);
  fixture->launch = sublet_launch_from_json (json, &error);
  g_assert_no_error (error);
  fill (fixture, fixture->launch);

  g_assert_cmpstr (read_fields (fixture), ==, "The value of HF_TOKEN was not kept. Type it again.");
  g_assert_true (gtk_widget_has_css_class (find (fixture, "env-value"), "error"));
  type_in (fixture, "env-value", "n3w");
  g_assert_cmpstr (read_fields (fixture),
                   ==,
                   "The script was not kept. Type it again, or leave it out.");
  gtk_widget_activate_action (GTK_WIDGET (fixture->onstart), "onstart.drop", NULL);
  g_assert_cmpstr (read_fields (fixture), ==, "The password was not kept. Type it again.");
  type_in (fixture, "registry-password", "n3w");
  g_assert_null (read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (fixture->launch), ==, 0);
  g_assert_null (sublet_launch_get_onstart (fixture->launch));
}

/* With large text in little room nothing is wider than the narrowest window. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *folds[] = { GTK_WIDGET (fixture->mode),
                         GTK_WIDGET (fixture->onstart),
                         GTK_WIDGET (fixture->access) };
  gsize i;

  g_object_set (settings, "gtk-xft-dpi", 2 * 98304, NULL);
  press (fixture, "mode-jupyter");
  sublet_ui_test_click (find (fixture, "env-add"));
  sublet_ui_test_click (find (fixture, "port-add"));
  sublet_launch_fold_set_narrow (fixture->mode, TRUE, TRUE);
  sublet_access_fold_set_narrow (fixture->access, TRUE, TRUE);
  sublet_ui_test_settle (fixture->window);
  for (i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      int least;

      gtk_widget_measure (folds[i], GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_test_message ("%s: %d", G_OBJECT_TYPE_NAME (folds[i]), least);
      g_assert_cmpint (least, <=, 336);
    }
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/ui/rent/launch-folds/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("plain", test_plain);
  ADD ("modes", test_modes);
  ADD ("direct-ports", test_direct_ports);
  ADD ("env", test_env);
  ADD ("ports", test_ports);
  ADD ("packages", test_packages);
  ADD ("onstart", test_onstart);
  ADD ("registry", test_registry);
  ADD ("ssh-key", test_ssh_key);
  ADD ("volume", test_volume);
  ADD ("not-kept", test_not_kept);
  ADD ("narrow", test_narrow);

  return g_test_run ();
}
