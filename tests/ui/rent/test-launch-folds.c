/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "launch-folds-fixture.h"

#include "ui/rent/sublet-env-line.h"
#include "ui/rent/sublet-port-line.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* The three folded rows: what is typed is what the launch has, and back. */

static void
test_plain (LaunchFolds *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) plain = sublet_launch_new ();

  launch_folds_fill (fixture, plain);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_true (sublet_launch_equal (plain, fixture->launch));
  g_assert_cmpuint (fixture->n_changed, ==, 0);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->mode)), ==, "SSH");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->onstart)), ==, "None");
}

static void
test_modes (LaunchFolds *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_mapped (launch_folds_find (fixture, "jupyter-dir")));
  g_assert_false (gtk_widget_get_mapped (launch_folds_find (fixture, "args")));

  launch_folds_press (fixture, "mode-jupyter");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (launch_folds_find (fixture, "jupyter-dir")));
  launch_folds_type_in (fixture, "jupyter-dir", "/workspace");
  gtk_switch_set_active (GTK_SWITCH (launch_folds_find (fixture, "jupyter-lab")), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (launch_folds_find (fixture, "route")),
                              SUBLET_LAUNCH_ROUTE_PROXY);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpint (sublet_launch_get_mode (fixture->launch), ==, SUBLET_LAUNCH_MODE_JUPYTER);
  g_assert_cmpint (sublet_launch_get_route (fixture->launch), ==, SUBLET_LAUNCH_ROUTE_PROXY);
  g_assert_cmpstr (sublet_launch_get_jupyter_dir (fixture->launch), ==, "/workspace");
  g_assert_true (sublet_launch_get_jupyter_lab (fixture->launch));

  launch_folds_type_in (fixture, "jupyter-dir", "workspace");
  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "A folder on the instance begins with /.");
  g_assert_cmpstr (launch_folds_get_problem (fixture, "jupyter-dir"),
                   ==,
                   "A folder on the instance begins with /.");

  /* What belongs to the other mode is not sent, and comes back with it. */
  launch_folds_press (fixture, "mode-args");
  launch_folds_type_in (fixture, "args", "serve --port 7860");
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_null (sublet_launch_get_jupyter_dir (fixture->launch));
  g_assert_cmpstr (sublet_launch_get_args (fixture->launch), ==, "serve --port 7860");
  launch_folds_press (fixture, "mode-ssh");
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_null (sublet_launch_get_args (fixture->launch));
  launch_folds_press (fixture, "mode-args");
  g_assert_cmpstr (launch_folds_get_text (fixture, "args"), ==, "serve --port 7860");
}

static void
test_direct_ports (LaunchFolds *fixture, gconstpointer data)
{
  GtkDropDown *route = GTK_DROP_DOWN (launch_folds_find (fixture, "route"));

  /* Auto takes what there is. */
  sublet_launch_fold_set_direct_ports (fixture->mode, 0);
  g_assert_null (launch_folds_read_fields (fixture));
  gtk_drop_down_set_selected (route, SUBLET_LAUNCH_ROUTE_DIRECT);
  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "This machine has no port for a direct connection.");
  sublet_launch_fold_set_direct_ports (fixture->mode, 1);
  g_assert_null (launch_folds_read_fields (fixture));
  launch_folds_press (fixture, "mode-jupyter");
  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "Jupyter needs two ports for this, and the machine has one.");
  sublet_launch_fold_set_direct_ports (fixture->mode, 2);
  g_assert_null (launch_folds_read_fields (fixture));
}

static void
test_env (LaunchFolds *fixture, gconstpointer data)
{
  const char *names[] = { "HF_TOKEN", "WANDB_API_KEY", NULL };
  GtkWidget *value;
  GtkWidget *line;
  GtkEditable *text;

  sublet_ui_test_click (launch_folds_find (fixture, "env-add"));
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_n_env (fixture->launch), ==, 0);

  launch_folds_type_in (fixture, "env-name", "MY VAR");
  value = launch_folds_find (fixture, "env-value");
  gtk_editable_set_text (GTK_EDITABLE (value), "s3cr3t");
  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "A name has letters, digits and _, and does not begin with a digit.");
  g_assert_true (gtk_widget_has_css_class (launch_folds_find (fixture, "env-name"), "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (launch_folds_find (fixture, "env-name")),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  launch_folds_type_in (fixture, "env-name", "MY_VAR");
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_false (gtk_widget_has_css_class (launch_folds_find (fixture, "env-name"), "error"));
  g_assert_cmpstr (sublet_launch_get_env_name (fixture->launch, 0), ==, "MY_VAR");
  g_assert_cmpstr (sublet_launch_get_env_value (fixture->launch, 0), ==, "s3cr3t");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (fixture->mode)),
                   ==,
                   "SSH · 1 variable");

  /* Hidden until it is revealed, with the keyboard too. */
  line = gtk_widget_get_ancestor (value, SUBLET_TYPE_ENV_LINE);
  text = gtk_editable_get_delegate (GTK_EDITABLE (value));
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (text)));
  g_assert_true (gtk_widget_get_focusable (launch_folds_find (fixture, "reveal_button")));
  launch_folds_press (fixture, "reveal_button");
  g_assert_true (gtk_text_get_visibility (GTK_TEXT (text)));

  /* Names alone of what the account has. */
  g_assert_null (sublet_ui_test_find_label (fixture->window, "Already there"));
  sublet_launch_fold_set_account_secrets (fixture->mode, names);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "HF_TOKEN, WANDB_API_KEY"));

  gtk_widget_activate_action (line, "line.remove", NULL);
  g_assert_null (sublet_ui_test_find_type (fixture->window, SUBLET_TYPE_ENV_LINE));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 launch_folds_find (fixture, "env-add"));
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_n_env (fixture->launch), ==, 0);
}

static void
test_ports (LaunchFolds *fixture, gconstpointer data)
{
  const SubletLaunchPort *port;

  sublet_launch_fold_set_direct_ports (fixture->mode, 0);
  sublet_ui_test_click (launch_folds_find (fixture, "port-add"));
  launch_folds_type_in (fixture, "port", "x");
  g_assert_cmpstr (launch_folds_read_fields (fixture), ==, "A port is a number from 1 to 65535.");
  g_assert_true (gtk_widget_has_css_class (launch_folds_find (fixture, "port"), "error"));
  launch_folds_type_in (fixture, "port", "9000");
  g_assert_cmpstr (launch_folds_read_fields (fixture), ==, "This machine has no port to open.");
  sublet_launch_fold_set_direct_ports (fixture->mode, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (launch_folds_find (fixture, "protocol")), 1);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_ports (fixture->launch)->len, ==, 1);
  port = &g_array_index (sublet_launch_get_ports (fixture->launch), SubletLaunchPort, 0);
  g_assert_cmpint (port->port, ==, 9000);
  g_assert_true (port->udp);
  gtk_widget_activate_action (gtk_widget_get_ancestor (launch_folds_find (fixture, "port"),
                                                       SUBLET_TYPE_PORT_LINE),
                              "line.remove",
                              NULL);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_ports (fixture->launch)->len, ==, 0);
}

static void
test_packages (LaunchFolds *fixture, gconstpointer data)
{
  static const char *const lines[] = { "torch>=2.4,<3", "flash-attn", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (SubletLaunch) recipe = sublet_launch_new ();
  GtkTextView *view = GTK_TEXT_VIEW (launch_folds_find (fixture, "packages"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkAccessible *accessible = GTK_ACCESSIBLE (view);
  AdwExpanderRow *fold = ADW_EXPANDER_ROW (fixture->mode);

  gtk_text_buffer_set_text (buffer, "\n torch>=2.4,<3 \r\n\nflash-attn", -1);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_true (g_strv_equal (sublet_launch_get_packages (fixture->launch), lines));
  g_assert_cmpstr (adw_expander_row_get_subtitle (fold), ==, "SSH · 2 packages");
  g_assert_false (gtk_text_view_get_accepts_tab (view));
  gtk_test_accessible_assert_property (accessible,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Required packages, one a line");

  /* The line is named, and is no markup under the fold's title, which would be a warning. */
  gtk_text_buffer_set_text (buffer, "numpy\na<b>two", -1);
  g_assert_true (
    g_str_has_prefix (launch_folds_read_fields (fixture), "“a<b>two”: these are no versions."));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "“a<b>two”: these"));
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (fold), "two”: these"));
  gtk_test_accessible_assert_state (accessible,
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  /* Without SSH nobody could look for them. */
  launch_folds_press (fixture, "mode-args");
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_true (g_strv_equal (sublet_launch_get_packages (fixture->launch), none));
  launch_folds_press (fixture, "mode-ssh");
  g_assert_nonnull (launch_folds_read_fields (fixture));

  sublet_launch_set_packages (recipe, lines);
  launch_folds_fill (fixture, recipe);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_true (sublet_launch_equal (recipe, fixture->launch));
  gtk_test_accessible_assert_state (accessible,
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
}

/* What is pasted is what is sent: tabs, trailing blanks, line ends of another system. */
static void
test_onstart (LaunchFolds *fixture, gconstpointer data)
{
  const char *script = "#!/bin/sh\r\n\tif true; then  \n\t\techo \"ä → ok\"\t\n\tfi\n\n";
  GtkTextView *view = GTK_TEXT_VIEW (launch_folds_find (fixture, "onstart"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_insert_at_cursor (buffer, script, -1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpstr (sublet_launch_get_onstart (fixture->launch), ==, script);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, " of 4048"));
  g_assert_true (gtk_text_view_get_monospace (view));
  g_assert_true (gtk_text_view_get_accepts_tab (view));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "Ctrl+Tab leaves the editor"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "On-start script");

  gtk_text_buffer_set_text (buffer, "", 0);
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_null (sublet_launch_get_onstart (fixture->launch));
}

/* What a recipe without keyring names and nobody kept is asked for where it belongs. */
static void
test_not_kept (LaunchFolds *fixture, gconstpointer data)
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
  launch_folds_fill (fixture, fixture->launch);

  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "The value of HF_TOKEN was not kept. Type it again.");
  g_assert_true (gtk_widget_has_css_class (launch_folds_find (fixture, "env-value"), "error"));
  launch_folds_type_in (fixture, "env-value", "n3w");
  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "The script was not kept. Type it again, or leave it out.");
  gtk_widget_activate_action (GTK_WIDGET (fixture->onstart), "onstart.drop", NULL);
  g_assert_cmpstr (launch_folds_read_fields (fixture),
                   ==,
                   "The password was not kept. Type it again.");
  launch_folds_type_in (fixture, "registry-password", "n3w");
  g_assert_null (launch_folds_read_fields (fixture));
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (fixture->launch), ==, 0);
  g_assert_null (sublet_launch_get_onstart (fixture->launch));
}

/* With large text in little room nothing is wider than the narrowest window. */
static void
test_narrow (LaunchFolds *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *folds[] = { GTK_WIDGET (fixture->mode),
                         GTK_WIDGET (fixture->onstart),
                         GTK_WIDGET (fixture->access) };
  gsize i;

  g_object_set (settings, "gtk-xft-dpi", 2 * 98304, NULL);
  launch_folds_press (fixture, "mode-jupyter");
  sublet_ui_test_click (launch_folds_find (fixture, "env-add"));
  sublet_ui_test_click (launch_folds_find (fixture, "port-add"));
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

  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/plain", test_plain);
  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/modes", test_modes);
  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/direct-ports", test_direct_ports);
  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/env", test_env);
  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/ports", test_ports);
  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/packages", test_packages);
  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/onstart", test_onstart);
  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/not-kept", test_not_kept);
  LAUNCH_FOLDS_ADD ("/ui/rent/launch-folds/narrow", test_narrow);

  return g_test_run ();
}
