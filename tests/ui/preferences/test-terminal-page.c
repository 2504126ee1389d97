/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-terminal-page.h"

#include "support/sublet-test.h"
#include "ui/common/sublet-field-row.h"
#include "ui/sublet-ui-test.h"

typedef struct
{
  SubletSettings *settings;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = sublet_settings_new (TRUE);
  fixture->window = sublet_ui_test_present (sublet_terminal_page_new (fixture->settings), 600, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone ((gpointer *) &window);
  sublet_test_drain ();
  g_assert_finalize_object (fixture->settings);
}

static GtkWidget *
find_row (Fixture *fixture, const char *control, GType type)
{
  return gtk_widget_get_ancestor (sublet_ui_test_find (fixture->window, control), type);
}

static void
assert_font (Fixture *fixture, const char *expected)
{
  GtkWidget *row = find_row (fixture, "font", ADW_TYPE_ACTION_ROW);

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, expected);
}

/* The dialog that is open. */
static GtkWindow *
find_dialog (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
        return window;
    }

  return NULL;
}

static void
answer (Fixture *fixture, int response)
{
  GtkWindow *dialog;

  sublet_ui_test_click (sublet_ui_test_find (fixture->window, "font"));
  dialog = find_dialog (fixture);
  g_assert_nonnull (dialog);
  g_signal_emit_by_name (dialog, "response", response);
  sublet_ui_test_settle (fixture->window);
  g_assert_null (find_dialog (fixture));
}

static void
test_font (Fixture *fixture, gconstpointer data)
{
  GtkWidget *system_font = sublet_ui_test_find (fixture->window, "system-font");
  g_autofree char *kept = NULL;
  g_autofree char *chosen = NULL;

  assert_font (fixture, "The system's monospace font");
  g_assert_false (gtk_widget_get_visible (system_font));

  answer (fixture, GTK_RESPONSE_CANCEL);
  g_object_get (fixture->settings, "terminal-font", &kept, NULL);
  g_assert_cmpstr (kept, ==, "");

  g_object_set (fixture->settings, "terminal-font", "Monospace 14", NULL);
  assert_font (fixture, "Monospace 14");
  answer (fixture, GTK_RESPONSE_OK);
  g_object_get (fixture->settings, "terminal-font", &chosen, NULL);
  g_assert_nonnull (strstr (chosen, "14"));
  assert_font (fixture, chosen);

  g_assert_true (gtk_widget_get_visible (system_font));
  sublet_ui_test_click (system_font);
  assert_font (fixture, "The system's monospace font");
  g_assert_false (gtk_widget_get_visible (system_font));
}

/* A font is called what it is called. */
static void
test_font_hostile (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_row (fixture, "font", ADW_TYPE_ACTION_ROW);

  g_object_set (fixture->settings, "terminal-font", "Bold & <b>Italic</b> 14", NULL);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (row, "Bold & <b>Italic</b> 14"));
}

/* The window goes while the dialog is open. */
static void
test_font_left_open (Fixture *fixture, gconstpointer data)
{
  sublet_ui_test_click (sublet_ui_test_find (fixture->window, "font"));
  g_assert_nonnull (find_dialog (fixture));
}

static void
test_colors (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *row = ADW_COMBO_ROW (sublet_ui_test_find_type (fixture->window, ADW_TYPE_COMBO_ROW));
  g_autofree char *kept = NULL;

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  adw_combo_row_set_selected (row, 2);
  g_object_get (fixture->settings, "terminal-colors", &kept, NULL);
  g_assert_cmpstr (kept, ==, "dark");
  g_object_set (fixture->settings, "terminal-colors", "light", NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
}

static void
test_behavior (Fixture *fixture, gconstpointer data)
{
  GtkWidget *lines = sublet_ui_test_find (fixture->window, "scrollback");
  SubletFieldRow *row = SUBLET_FIELD_ROW (find_row (fixture, "scrollback", SUBLET_TYPE_FIELD_ROW));
  gboolean bell;
  int kept;

  gtk_switch_set_active (GTK_SWITCH (sublet_ui_test_find (fixture->window, "bell")), FALSE);
  g_object_get (fixture->settings, "terminal-bell", &bell, NULL);
  g_assert_false (bell);

  gtk_editable_set_text (GTK_EDITABLE (lines), "7");
  g_assert_cmpstr (sublet_field_row_get_problem (row),
                   ==,
                   "A terminal remembers 100 to 1000000 lines.");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (lines), 5000);
  g_assert_null (sublet_field_row_get_problem (row));
  g_object_get (fixture->settings, "terminal-scrollback-lines", &kept, NULL);
  g_assert_cmpint (kept, ==, 5000);
}

#define ADD(name, func) \
  g_test_add ("/ui/preferences/terminal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("font", test_font);
  ADD ("font-hostile", test_font_hostile);
  ADD ("font-left-open", test_font_left_open);
  ADD ("colors", test_colors);
  ADD ("behavior", test_behavior);

  return g_test_run ();
}
