/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "launch-folds-fixture.h"

#include "core/base/sublet-money.h"
#include "core/model/sublet-ssh-text.h"
#include "core/ssh/key-agent-fixture.h"
#include "core/ssh/key-fixture.h"
#include "ui/sublet-ui-test.h"

/* SSH key, registry login and volume: what is typed is what the launch has, and back. */

static void
test_registry (LaunchFolds *fixture, gconstpointer data)
{
  launch_folds_type_in (fixture, "registry-server", "ghcr.io");
  g_assert_cmpstr (launch_folds_read_fields (fixture), ==, "A login has a user and a password.");
  g_assert_nonnull (launch_folds_get_problem (fixture, "registry-user"));
  launch_folds_type_in (fixture, "registry-user", "ada");
  g_assert_nonnull (launch_folds_read_fields (fixture));
  g_assert_null (launch_folds_get_problem (fixture, "registry-user"));
  g_assert_nonnull (launch_folds_get_problem (fixture, "registry-password"));
  launch_folds_type_in (fixture, "registry-password", "s3cr3t");
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpstr (sublet_launch_get_registry_server (fixture->launch), ==, "ghcr.io");
  g_assert_cmpstr (sublet_launch_get_registry_user (fixture->launch), ==, "ada");
  g_assert_cmpstr (sublet_launch_get_registry_password (fixture->launch), ==, "s3cr3t");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->access)),
                   ==,
                   "SSH key as in Preferences · ada at ghcr.io");

  gtk_widget_activate_action (GTK_WIDGET (fixture->access), "access.show-keys", NULL);
  g_assert_cmpuint (fixture->n_show_keys, ==, 1);
}

static bool
has_looked (gpointer data)
{
  return ((LaunchFolds *) data)->n_changed > 0;
}

/* What was found is told a moment after it was chosen. */
static const char *
await_look (LaunchFolds *fixture)
{
  fixture->n_changed = 0;
  sublet_test_await (has_looked, fixture);

  return launch_folds_read_fields (fixture);
}

/* The key of a rental's own: as chosen, as a recipe has it, and what is wrong with it. */
static void
test_ssh_key (LaunchFolds *fixture, gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = key_fixture_make (folder, "lab", "-t ed25519 -N ''");
  g_autofree char *rsa = key_fixture_make (folder, "old", "-t dsa -N ''");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) bad = g_file_new_for_path (rsa);
  SubletKeyField *field = sublet_access_fold_get_key_field (fixture->access);
  GtkDropDown *choice = GTK_DROP_DOWN (launch_folds_find (fixture, "ssh-key"));
  g_autoptr (SubletLaunch) recipe = sublet_launch_new ();

  /* Whatever the desktop has. */
  sublet_key_field_set_agent_path (field, folder);
  g_assert_null (await_look (fixture));
  g_assert_null (sublet_launch_get_ssh_key (fixture->launch));
  gtk_drop_down_set_selected (choice, 1);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, "own");
  g_assert_false (gtk_widget_get_mapped (launch_folds_find (fixture, "ssh-key-file")));

  sublet_key_field_take_file (field, file);
  g_assert_null (await_look (fixture));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 2);
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, uri);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (launch_folds_find (fixture, "ssh-key-file")));
  g_assert_true (
    g_str_has_prefix (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->access)), "lab"));

  /* The chooser was closed: what was chosen before stays. */
  sublet_key_field_take_file (field, NULL);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 2);
  sublet_key_field_take_file (field, bad);
  g_assert_true (g_str_has_prefix (await_look (fixture), "That is a DSA key"));
  g_assert_nonnull (launch_folds_get_problem (fixture, "ssh-key-file"));

  /* A recipe's whose file is gone is said, and what another version chose too; both are kept. */
  sublet_launch_set_ssh_key (recipe, "file:///nonexistent/lab");
  launch_folds_fill (fixture, recipe);
  g_assert_true (g_str_has_prefix (await_look (fixture), "The file of your SSH key is not there."));
  g_assert_true (
    g_str_has_suffix (launch_folds_read_fields (fixture), "choose another for this rental."));
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, "file:///nonexistent/lab");
  sublet_launch_set_ssh_key (recipe, "moon:7");
  launch_folds_fill (fixture, recipe);
  g_assert_true (
    g_str_has_prefix (launch_folds_read_fields (fixture), "This SSH key was chosen by another"));
  g_assert_nonnull (launch_folds_get_problem (fixture, "ssh-key"));
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, "moon:7");
  gtk_drop_down_set_selected (choice, 0);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_null (sublet_launch_get_ssh_key (fixture->launch));

  /* An agent's key that the agent does not have stays in the list. */
  sublet_launch_set_ssh_key (recipe, "agent:SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  launch_folds_fill (fixture, recipe);
  g_assert_nonnull (await_look (fixture));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 3);
  g_assert_nonnull (launch_folds_get_problem (fixture, "ssh-key"));
  sublet_test_remove_folder (folder);
}

static char *
dup_entry (GtkDropDown *choice, guint position)
{
  return g_strdup (
    gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (choice)), position));
}

/* What the agent has is in the list, what cannot be used is not; a name that is too long is cut,
 * and what is chosen is told by its fingerprint. */
static void
test_agent_key (LaunchFolds *fixture, gconstpointer data)
{
  KeyAgent agent = { NULL };
  char *folder = sublet_test_make_folder ();
  g_autofree char *first = key_fixture_make (folder, "lab", "-t ed25519 -N '' -C ada@lab");
  g_autofree char *second =
    key_fixture_make (folder, "farm", "-t ed25519 -N '' -C deploy-key-of-the-render-farm");
  g_autofree char *line = key_fixture_dup_line (second);
  g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);
  g_autofree char *wanted = g_strconcat ("agent:", fingerprint, NULL);
  SubletKeyField *field = sublet_access_fold_get_key_field (fixture->access);
  GtkDropDown *choice = GTK_DROP_DOWN (launch_folds_find (fixture, "ssh-key"));
  g_autofree char *short_name = NULL;
  g_autofree char *long_name = NULL;
  g_autofree char *lost = NULL;

  key_agent_start (&agent);
  key_agent_add (&agent, first, NULL);
  key_agent_add (&agent, second, NULL);
  sublet_key_field_set_agent_path (field, agent.path);
  g_assert_null (await_look (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), ==, 5);
  short_name = dup_entry (choice, 3);
  g_assert_cmpstr (short_name, ==, "Agent: ada@lab");
  long_name = dup_entry (choice, 4);
  g_assert_cmpstr (long_name, ==, "Agent: deploy-key-of-the-rende…");

  gtk_drop_down_set_selected (choice, 4);
  g_assert_null (await_look (fixture));
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, wanted);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 4);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, fingerprint));
  g_assert_true (
    g_str_has_prefix (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->access)),
                      "a key of your SSH agent"));

  /* One that the agent no longer has stays in the list, and is said. */
  key_agent_tell (&agent, "-D");
  key_agent_add (&agent, first, NULL);
  sublet_key_field_look (field);
  g_assert_true (g_str_has_prefix (await_look (fixture), "Your SSH agent no longer has the key"));
  g_assert_nonnull (launch_folds_get_problem (fixture, "ssh-key"));
  g_assert_cmpstr (sublet_launch_get_ssh_key (fixture->launch), ==, wanted);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 4);
  lost = dup_entry (choice, 4);
  g_assert_true (g_str_has_prefix (lost, "Agent: SHA256:"));
  key_agent_stop (&agent);
  sublet_test_remove_folder (folder);
}

static void
test_volume (LaunchFolds *fixture, gconstpointer data)
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
  GtkDropDown *choice = GTK_DROP_DOWN (launch_folds_find (fixture, "volume"));
  const SubletLaunchVolume *volume;
  g_autoptr (SubletLaunch) recipe = sublet_launch_new ();

  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (choice)));
  sublet_access_fold_set_volumes (fixture->access, 20417, choices, G_N_ELEMENTS (choices));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (choice)));

  gtk_drop_down_set_selected (choice, 1);
  g_assert_null (launch_folds_read_fields (fixture));
  volume = sublet_launch_get_volume (fixture->launch);
  g_assert_cmpint (volume->kind, ==, SUBLET_LAUNCH_VOLUME_EXISTING);
  g_assert_cmpint (volume->id, ==, 61);
  g_assert_cmpint (volume->machine_id, ==, 20417);
  g_assert_cmpstr (volume->mount_path, ==, "/data");
  g_assert_cmpint (sublet_access_fold_get_volume_rate_nusd (fixture->access), ==, 0);

  gtk_drop_down_set_selected (choice, 2);
  launch_folds_type_in (fixture, "volume-size", "50");
  sublet_ui_test_settle (fixture->window);
  g_assert_null (launch_folds_read_fields (fixture));
  volume = sublet_launch_get_volume (fixture->launch);
  g_assert_cmpint (volume->kind, ==, SUBLET_LAUNCH_VOLUME_NEW);
  g_assert_cmpfloat_with_epsilon (volume->size_gb, 50, 1e-9);
  g_assert_cmpint (volume->nusd_per_gb_month, ==, 170000000);
  g_assert_cmpint (sublet_access_fold_get_volume_rate_nusd (fixture->access),
                   ==,
                   sublet_money_disk_rate_nusd (170000000, 50));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "$0.28 a day until you delete it"));
  launch_folds_type_in (fixture, "volume-size", "300");
  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "A new volume must be 1 to 200\u00a0GB on this machine.");
  launch_folds_type_in (fixture, "volume-size", "50");
  launch_folds_type_in (fixture, "volume-path", "data");
  g_assert_nonnull (launch_folds_read_fields (fixture));

  /* A recipe's volume that is on another machine is said, not dropped. */
  sublet_launch_set_volume (recipe, &elsewhere);
  launch_folds_fill (fixture, recipe);
  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "That volume is not on this machine. Choose one, or none.");
  gtk_drop_down_set_selected (choice, 1);
  g_assert_null (launch_folds_read_fields (fixture));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  LAUNCH_FOLDS_ADD ("/ui/rent/access-fold/registry", test_registry);
  LAUNCH_FOLDS_ADD ("/ui/rent/access-fold/ssh-key", test_ssh_key);
  LAUNCH_FOLDS_ADD ("/ui/rent/access-fold/agent-key", test_agent_key);
  LAUNCH_FOLDS_ADD ("/ui/rent/access-fold/volume", test_volume);

  return g_test_run ();
}
