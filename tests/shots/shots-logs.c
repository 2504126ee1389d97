/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/rental/sublet-rental-private.h"
#include "ui/logs/sublet-log-view-private.h"
#include "ui/logs/sublet-log-window-private.h"
#include "ui/sublet-ui-log.h"
#include "ui/sublet-ui-test.h"

#define LINES                                                                                 \
  "2026-11-23T14:02:02Z ==> starting sshd\n"                                                  \
  "2026-11-23T14:02:02Z Server listening on 0.0.0.0 port 22.\n"                               \
  "2026-11-23T14:02:11Z Pulling layer 7 of 12\n"                                              \
  "downloading model: 10%\rdownloading model: 100% done\n"                                    \
  "2026-11-23T14:02:40Z WARNING low on shared memory: /dev/shm has 64 MB, and a worker that " \
  "loads data wants 512 MB of it; training may stop without another word\n"                   \
  "2026-11-23T14:02:55Z epoch 1  loss 1.932\n"                                                \
  "2026-11-23T14:03:00Z epoch 2  loss 1.551\n"                                                \
  "2026-11-23T14:03:02Z ERROR CUDA out of memory. Tried to allocate 2.00 GiB\n"               \
  "2026-11-23T14:03:02Z ERROR CUDA out of memory. Tried to allocate 2.00 GiB\n"               \
  "2026-11-23T14:03:03Z ERROR CUDA out of memory. Tried to allocate 2.00 GiB\n"               \
  "2026-11-23T14:03:03Z ERROR CUDA out of memory. Tried to allocate 2.00 GiB\n"               \
  "2026-11-23T14:03:05Z INFO trying again with half of the batch\n"                           \
  "2026-11-23T14:03:09Z epoch 3  loss 1.204\n"

typedef struct
{
  GtkWidget *window;
  SubletLog *container; /* (borrowed): the window's */
  SubletLog *host;      /* (borrowed): likewise */
} Scene;

static GtkWidget *
make_nothing (SubletUiFixture *fixture)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
}

static bool
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static Scene
open_window (SubletUiFixture *fixture, GtkWidget *behind)
{
  g_autoptr (SubletLog) container = sublet_ui_log_new (fixture, FALSE);
  g_autoptr (SubletLog) host = sublet_ui_log_new (fixture, TRUE);
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  Scene scene = { GTK_WIDGET (sublet_log_window_new (NULL, rental, container, host)),
                  container,
                  host };

  gtk_window_set_decorated (GTK_WINDOW (scene.window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (scene.window),
                               gtk_widget_get_width (behind),
                               gtk_widget_get_height (behind));
  gtk_window_present (GTK_WINDOW (scene.window));
  sublet_test_await (is_mapped, scene.window);
  sublet_ui_test_settle (scene.window);

  return scene;
}

static SubletLogPage *
get_page (const Scene *scene)
{
  return SUBLET_LOG_WINDOW (scene->window)->page;
}

static SubletLogView *
get_view (const Scene *scene)
{
  return SUBLET_LOG_VIEW (sublet_ui_test_find (GTK_WIDGET (get_page (scene)), "view"));
}

static bool
shows_loading (gpointer user_data)
{
  GtkStack *stack = GTK_STACK (sublet_ui_test_find (user_data, "stack"));

  return g_str_equal (gtk_stack_get_visible_child_name (stack), "loading");
}

static GtkWidget *
show_loading (SubletUiFixture *fixture, GtkWidget *behind)
{
  Scene scene = open_window (fixture, behind);

  sublet_test_await (shows_loading, get_page (&scene));
  return scene.window;
}

static GtkWidget *
show_lines (SubletUiFixture *fixture, GtkWidget *behind)
{
  Scene scene = open_window (fixture, behind);

  sublet_ui_log_say (scene.container, LINES);
  return scene.window;
}

static char *
make_many (guint first, guint n)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = first; i < first + n; i++)
    g_string_append_printf (text,
                            "step %u  loss %.3f%s\n",
                            i,
                            2.0 / (1 + i * 0.01),
                            i % 50 == 49 ? "  WARNING: gradient clipped" : "");

  return g_string_free (text, FALSE);
}

static GtkWidget *
show_new (SubletUiFixture *fixture, GtkWidget *behind)
{
  g_autofree char *text = make_many (0, 794);
  g_autofree char *more = make_many (700, 112);
  Scene scene = open_window (fixture, behind);
  SubletLogView *view = get_view (&scene);

  sublet_ui_log_say (scene.container, text);
  sublet_ui_test_settle (scene.window);
  view->input_us = g_get_monotonic_time ();
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (
                              GTK_SCROLLED_WINDOW (view->scrolled)),
                            800);
  sublet_ui_log_say (scene.container, more);
  return scene.window;
}

static GtkWidget *
show_gap (SubletUiFixture *fixture, GtkWidget *behind)
{
  g_autofree char *text = make_many (0, 5);
  g_autofree char *more = make_many (6000, 5);
  Scene scene = open_window (fixture, behind);

  sublet_ui_log_say (scene.container, text);
  sublet_ui_log_say (scene.container, more);
  sublet_ui_log_fail (scene.container,
                      SUBLET_ERROR_HOST_SILENT,
                      "the log did not appear within 30 s");
  return scene.window;
}

static GtkWidget *
show_empty (SubletUiFixture *fixture, GtkWidget *behind)
{
  Scene scene = open_window (fixture, behind);

  sublet_ui_log_say (scene.container, "");
  return scene.window;
}

static GtkWidget *
show_error (SubletUiFixture *fixture, GtkWidget *behind)
{
  Scene scene = open_window (fixture, behind);

  sublet_ui_log_fail (scene.container,
                      SUBLET_ERROR_HOST_SILENT,
                      "the log did not appear within 30 s");
  return scene.window;
}

static GtkWidget *
show_gone (SubletUiFixture *fixture, GtkWidget *behind)
{
  Scene scene = open_window (fixture, behind);

  sublet_ui_log_fail (scene.container, SUBLET_ERROR_NOT_FOUND, "log: no_such_instance");
  return scene.window;
}

static GtkWidget *
show_host (SubletUiFixture *fixture, GtkWidget *behind)
{
  Scene scene = open_window (fixture, behind);

  sublet_ui_log_say (scene.host,
                     "kaalia: pulling image\nkaalia: image pulled\nkaalia: docker start\n");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (SUBLET_LOG_WINDOW (scene.window)->host_button),
                                TRUE);
  return scene.window;
}

static GtkWidget *
show_search (SubletUiFixture *fixture, GtkWidget *behind, const char *text)
{
  Scene scene = open_window (fixture, behind);
  GtkWidget *entry;

  sublet_ui_log_say (scene.container, LINES);
  sublet_ui_test_settle (scene.window);
  sublet_log_page_set_search_mode (get_page (&scene), TRUE);
  entry = sublet_ui_test_find (GTK_WIDGET (get_page (&scene)), "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  return scene.window;
}

static GtkWidget *
show_found (SubletUiFixture *fixture, GtkWidget *behind)
{
  return show_search (fixture, behind, "epoch");
}

static GtkWidget *
show_not_found (SubletUiFixture *fixture, GtkWidget *behind)
{
  return show_search (fixture, behind, "segmentation");
}

const Shot logs_shots[] = {
  { "logs-loading", make_nothing, show_loading, false },
  { "logs-lines", make_nothing, show_lines, true },
  { "logs-new", make_nothing, show_new, true },
  { "logs-gap", make_nothing, show_gap, false },
  { "logs-empty", make_nothing, show_empty, false },
  { "logs-error", make_nothing, show_error, false },
  { "logs-gone", make_nothing, show_gone, false },
  { "logs-host", make_nothing, show_host, false },
  { "logs-found", make_nothing, show_found, true },
  { "logs-not-found", make_nothing, show_not_found, false },
  { NULL },
};
