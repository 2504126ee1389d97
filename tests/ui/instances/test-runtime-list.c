/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/instances/sublet-runtime-list-private.h"

#include "support/sublet-manual-clock.h"
#include "ui/instances/sublet-runtime-row.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

typedef struct
{
  GtkWidget *window;
  GtkWidget *list;
  guint n_runs;
} Fixture;

static void
on_run_again (Fixture *fixture)
{
  fixture->n_runs++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = sublet_runtime_list_new ();
  g_signal_connect_swapped (fixture->list, "run-again", G_CALLBACK (on_run_again), fixture);
  fixture->window = sublet_ui_test_present (fixture->list, 500, 500);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer weak_pointer = fixture->list;

  g_object_add_weak_pointer (G_OBJECT (fixture->list), &weak_pointer);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&weak_pointer);
}

static void
set_report (Fixture *fixture, SubletRuntimeReport *report)
{
  sublet_runtime_list_set_report (SUBLET_RUNTIME_LIST (fixture->list), report);
  sublet_ui_test_settle (fixture->list);
}

static GtkWidget *
find (Fixture *fixture, const char *name)
{
  GtkWidget *widget = sublet_ui_test_find (fixture->list, name);

  g_assert_nonnull (widget);
  return widget;
}

static void
assert_label (GtkWidget *label, const char *text)
{
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, text);
}

static GtkWidget *
find_row (Fixture *fixture, SubletRuntimeLine line)
{
  GtkListBox *list_box = GTK_LIST_BOX (find (fixture, "list_box"));

  return GTK_WIDGET (gtk_list_box_get_row_at_index (list_box, (int) line));
}

static void
test_never (Fixture *fixture, gconstpointer data)
{
  assert_label (find (fixture, "headline_label"), "Not Checked Yet");
  assert_label (find (fixture, "age_label"), "Takes about 20 s and costs nothing extra.");
  g_assert_false (gtk_widget_get_visible (find (fixture, "list_box")));

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->list, "Check Now"));
  g_assert_cmpuint (fixture->n_runs, ==, 1);
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (SubletRuntimeReport)
    report = sublet_ui_runtime_report_new (sublet_clock_get_service_us (SUBLET_CLOCK (clock)),
                                           "=imported xformers",
                                           "=error ImportError: built for CUDA 12.1",
                                           NULL);
  GtkWidget *row;
  int i;

  set_report (fixture, report);
  assert_label (find (fixture, "headline_label"), "Fit, with gaps: xformers is broken");
  g_assert_false (gtk_widget_get_visible (find (fixture, "age_label")));
  sublet_runtime_list_set_clock (SUBLET_RUNTIME_LIST (fixture->list), SUBLET_CLOCK (clock));
  g_assert_true (gtk_widget_get_visible (find (fixture, "age_label")));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (find (fixture, "age_label"))),
                                   "Checked at "));
  g_assert_true (gtk_widget_has_css_class (find (fixture, "icon"), "state-warning"));

  for (i = 0; i < SUBLET_RUNTIME_N_LINES; i++)
    {
      g_autofree char *sentence = sublet_runtime_text_dup_sentence (report, i);
      g_autofree char *line = sublet_runtime_text_dup_line (report, i);

      row = find_row (fixture, i);
      gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
      assert_label (sublet_ui_test_find (row, "text_label"), line);
    }

  /* A later one in its place. */
  g_clear_pointer (&report, sublet_runtime_report_unref);
  report = sublet_ui_runtime_report_new (1, NULL);
  set_report (fixture, report);
  assert_label (find (fixture, "headline_label"), "Fit for work");
  g_assert_false (gtk_widget_has_css_class (find (fixture, "icon"), "state-warning"));
  row = find_row (fixture, SUBLET_RUNTIME_LINE_XFORMERS);
  assert_label (sublet_ui_test_find (row, "value_label"), "0.0.29.post3");
  g_assert_true (gtk_widget_has_css_class (sublet_ui_test_find (row, "icon"), "state-success"));

  set_report (fixture, NULL);
  assert_label (find (fixture, "headline_label"), "Not Checked Yet");
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static bool
has_text (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport)
    report = sublet_ui_runtime_report_new (1,
                                           "=imported xformers",
                                           "=error ImportError: built for CUDA 12.1",
                                           NULL);
  g_autoptr (SubletRuntimeReport) fine = sublet_ui_runtime_report_new (1, NULL);
  g_autofree char *copied = NULL;
  GtkWidget *row;
  GtkWidget *button;
  GtkWidget *label;

  set_report (fixture, report);
  row = find_row (fixture, SUBLET_RUNTIME_LINE_XFORMERS);
  button = sublet_ui_test_find (row, "detail_button");
  label = sublet_ui_test_find (row, "detail_label");
  gtk_test_accessible_assert_property (button,
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Details: xformers is broken");
  g_assert_true (gtk_widget_get_focusable (button));
  g_assert_false (gtk_widget_get_mapped (label));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  sublet_ui_test_settle (fixture->list);
  g_assert_true (gtk_widget_get_mapped (label));
  assert_label (label, "ImportError: built for CUDA 12.1");
  gtk_widget_activate_action (row, "check.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (row), NULL, on_text, &copied);
  sublet_test_await (has_text, &copied);
  g_assert_cmpstr (copied, ==, "ImportError: built for CUDA 12.1");

  /* Nothing to be open. */
  set_report (fixture, fine);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_false (gtk_widget_get_mapped (label));
}

static void
on_cancel (guint *n_cancels)
{
  (*n_cancels)++;
}

static SubletRuntimeProgress *
show_progress (Fixture *fixture, const char *output)
{
  static const char *const texts[] = { "numpy", NULL };
  g_autoptr (GPtrArray) packages = sublet_runtime_packages_new_from_texts (texts);
  const SubletRuntimeWish wish = { "RTX 4090", 1, 24564, packages };
  g_autoptr (SubletRuntimeProgress) progress = sublet_runtime_progress_new (packages, false);
  g_autoptr (GBytes) bytes = g_bytes_new (output, strlen (output));
  g_autoptr (SubletRuntimeReport) so_far = sublet_runtime_report_new (bytes, &wish, 1);

  sublet_runtime_progress_take (progress, output, strlen (output));
  sublet_runtime_list_set_progress (SUBLET_RUNTIME_LIST (fixture->list), progress, so_far);
  sublet_ui_test_settle (fixture->list);

  return g_steal_pointer (&progress);
}

static void
assert_row (Fixture *fixture, int line, const char *text, const char *sentence)
{
  GtkWidget *row = find_row (fixture, (SubletRuntimeLine) line);

  g_assert_true (gtk_widget_get_visible (row));
  assert_label (sublet_ui_test_find (row, "text_label"), text);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
}

#define GPUS \
  "@sublet gpus ?\n@sublet gpus : NVIDIA GeForce RTX 4090, 24564, 570.86.15\n@sublet gpus . 0\n"

/* Results come one by one, each where its row has been from the start. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  SubletRuntimeList *list = SUBLET_RUNTIME_LIST (fixture->list);
  g_autoptr (SubletRuntimeReport) before = sublet_ui_runtime_report_new (1, NULL);
  g_autoptr (SubletRuntimeProgress) first = NULL;
  g_autoptr (SubletRuntimeProgress) second = NULL;
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  GtkWidget *row;
  int heights[2];

  sublet_runtime_list_set_clock (list, SUBLET_CLOCK (clock));
  sublet_runtime_list_set_report (list, before);
  sublet_runtime_list_set_running (list, TRUE);
  first = show_progress (fixture, "@sublet gpus ?\n");
  assert_label (find (fixture, "age_label"), "0 of 12 answered");
  assert_row (fixture, SUBLET_RUNTIME_LINE_GPU, "GPUs", "Checking…: GPUs");
  assert_row (fixture, SUBLET_RUNTIME_LINE_DRIVER, "Driver and CUDA", "Checking…: Driver and CUDA");
  assert_row (fixture, SUBLET_RUNTIME_LINE_TORCH, "PyTorch", "Waiting: PyTorch");
  assert_row (fixture, SUBLET_RUNTIME_N_LINES, "numpy", "Waiting: numpy");
  /* It is not measured. */
  g_assert_false (gtk_widget_get_visible (find_row (fixture, SUBLET_RUNTIME_LINE_NETWORK)));
  g_assert_false (gtk_widget_get_sensitive (find (fixture, "more_button")));
  heights[0] = gtk_widget_get_height (find (fixture, "list_box"));

  second = show_progress (fixture, GPUS "@sublet cuda ?\n");
  assert_label (find (fixture, "age_label"), "1 of 12 answered");
  assert_row (fixture,
              SUBLET_RUNTIME_LINE_GPU,
              "RTX 4090, 24\u00a0GB, as rented",
              "Fine: RTX 4090, 24\u00a0GB, as rented");
  assert_row (fixture, SUBLET_RUNTIME_LINE_DRIVER, "Driver and CUDA", "Checking…: Driver and CUDA");
  assert_row (fixture, SUBLET_RUNTIME_LINE_TORCH, "PyTorch", "Waiting: PyTorch");
  heights[1] = gtk_widget_get_height (find (fixture, "list_box"));
  g_assert_cmpint (heights[0], ==, heights[1]);

  /* Ended: what came stays, the rest is said to be missing, and no verdict is made of it. */
  sublet_runtime_list_set_running (list, FALSE);
  g_assert_cmpstr (sublet_runtime_list_get_headline (list), ==, "Checks Ended Early");
  assert_label (find (fixture, "age_label"), "1 of 12 answered");
  row = find_row (fixture, SUBLET_RUNTIME_LINE_GPU);
  g_assert_true (gtk_widget_has_css_class (sublet_ui_test_find (row, "icon"), "state-success"));
  assert_row (fixture, SUBLET_RUNTIME_LINE_TORCH, "PyTorch", "Not checked: PyTorch");
  g_assert_false (gtk_widget_has_css_class (find (fixture, "icon"), "state-success"));

  sublet_runtime_list_set_progress (list, NULL, NULL);
  assert_label (find (fixture, "headline_label"), "Fit for work");
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  SubletRuntimeList *list = SUBLET_RUNTIME_LIST (fixture->list);
  g_autoptr (SubletRuntimeProgress) progress = NULL;
  guint n_cancels = 0;

  g_signal_connect_swapped (list, "cancel", G_CALLBACK (on_cancel), &n_cancels);
  sublet_runtime_list_set_running (list, TRUE);
  progress = show_progress (fixture, GPUS);
  assert_label (find (fixture, "age_label"), "1 of 12 answered");
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->list, "Cancel"));
  g_assert_cmpuint (n_cancels, ==, 1);
  g_assert_cmpuint (fixture->n_runs, ==, 0);

  sublet_runtime_list_set_running (list, FALSE);
  sublet_runtime_list_set_progress (list, NULL, NULL);
  assert_label (find (fixture, "age_label"), "Takes about 20 s and costs nothing extra.");
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->list, "Check Now"));
  g_assert_cmpuint (fixture->n_runs, ==, 1);
  g_assert_cmpuint (n_cancels, ==, 1);
}

static void
test_running (Fixture *fixture, gconstpointer data)
{
  SubletRuntimeList *list = SUBLET_RUNTIME_LIST (fixture->list);
  g_autoptr (SubletRuntimeReport) report = sublet_ui_runtime_report_new (1, NULL);
  GtkSpinner *spinner = GTK_SPINNER (find (fixture, "spinner"));
  GtkWidget *button = find (fixture, "run_button");

  sublet_runtime_list_set_running (list, TRUE);
  assert_label (find (fixture, "headline_label"), "Checking…");
  g_assert_true (gtk_spinner_get_spinning (spinner));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Cancel");
  gtk_widget_activate_action (fixture->list, "checks.run", NULL);
  g_assert_cmpuint (fixture->n_runs, ==, 0);

  /* What was found stays while it is checked again. */
  sublet_runtime_list_set_report (list, report);
  assert_label (find (fixture, "headline_label"), "Checking Again…");
  g_assert_true (gtk_widget_get_visible (find (fixture, "list_box")));
  gtk_widget_set_visible (fixture->list, FALSE);
  g_assert_false (gtk_spinner_get_spinning (spinner));
  gtk_widget_set_visible (fixture->list, TRUE);

  sublet_runtime_list_set_running (list, FALSE);
  assert_label (find (fixture, "headline_label"), "Fit for work");
  g_assert_false (gtk_spinner_get_spinning (spinner));
  g_assert_true (gtk_widget_get_sensitive (button));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->list, "Run Again"));
  g_assert_cmpuint (fixture->n_runs, ==, 1);

  sublet_runtime_list_set_can_run (list, FALSE);
  g_assert_false (gtk_widget_get_sensitive (button));
  sublet_runtime_list_set_can_run (list, TRUE);
  g_assert_true (gtk_widget_get_sensitive (button));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

/* ---- for others ---- */

static bool
is_written (gpointer user_data)
{
  return ((SubletRuntimeList *) user_data)->saving == NULL;
}

static void
assert_written (Fixture *fixture, const char *path, gboolean as_json, const char *expected)
{
  SubletRuntimeList *list = SUBLET_RUNTIME_LIST (fixture->list);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  sublet_runtime_list_write (list, file, as_json);
  sublet_test_await (is_written, list);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (SubletRuntimeReport)
    report = sublet_ui_runtime_report_new (sublet_clock_get_service_us (SUBLET_CLOCK (clock)),
                                           "=imported xformers",
                                           "=error ImportError: built for CUDA 12.1",
                                           NULL);
  g_autofree char *json = sublet_runtime_report_to_json (report);
  g_autofree char *text = sublet_runtime_text_dup_all (report, SUBLET_CLOCK (clock));
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "checks", NULL);
  g_autofree char *copied = NULL;

  g_assert_false (gtk_widget_get_visible (find (fixture, "more_button")));
  set_report (fixture, report);
  sublet_runtime_list_set_clock (SUBLET_RUNTIME_LIST (fixture->list), SUBLET_CLOCK (clock));
  g_assert_true (gtk_widget_get_visible (find (fixture, "more_button")));

  g_assert_true (g_str_has_prefix (text, "Fit, with gaps: xformers is broken\nChecked at "));
  g_assert_nonnull (strstr (text,
                            "\nGap: xformers is broken (0.0.29.post3)\n"
                            "  ImportError: built for CUDA 12.1\n"));
  /* What was not asked for is not told. */
  g_assert_null (strstr (text, "etwork"));
  assert_written (fixture, path, FALSE, text);
  assert_written (fixture, path, TRUE, json);

  g_assert_true (gtk_widget_activate_action (fixture->list, "checks.copy", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->list), NULL, on_text, &copied);
  sublet_test_await (has_text, &copied);
  g_assert_cmpstr (copied, ==, text);

  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  add ("/ui/instances/runtime-list/never", test_never);
  add ("/ui/instances/runtime-list/report", test_report);
  add ("/ui/instances/runtime-list/details", test_details);
  add ("/ui/instances/runtime-list/running", test_running);
  add ("/ui/instances/runtime-list/progress", test_progress);
  add ("/ui/instances/runtime-list/rows", test_rows);
  add ("/ui/instances/runtime-list/save", test_save);

  return g_test_run ();
}
