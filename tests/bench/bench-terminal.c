/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-figures.h"
#include "bench-line.h"
#include "bench-pulse.h"

#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-view.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/*
 * Much output into a terminal in a mapped window: the longest stall of the main loop, and how much
 * memory it takes. Beside it the OpenSSH client in a terminal of the same kind, as in other
 * programs.
 *
 * A frame of a terminal of this size takes longer by itself than the budget, in what GTK and VTE
 * compute for it. So the budget is for what the output adds: what the main loop computed in its
 * longest stall, without the longest frame.
 */

/* A gigabyte each. */
#define TURNS 4
#define TURN_BYTES 250000000

#define STALL_BUDGET_MS 8.0
#define MEMORY_BUDGET_MB 32.0

typedef struct
{
  GtkWidget *window;
  VteTerminal *terminal; /* (borrowed) */
  guint n_bells;
} Scene;

static void
on_bell (Scene *self)
{
  self->n_bells++;
}

static bool
has_rung (gpointer user_data)
{
  return ((Scene *) user_data)->n_bells > 0;
}

/* Types what ends with a bell, and shows what is said until that. */
static void
run (Scene *self, const char *command)
{
  self->n_bells = 0;
  vte_terminal_feed_child (self->terminal, command, (gssize) strlen (command));
  if (!sublet_test_wait_for (has_rung, self, 20 * SUBLET_TEST_TIMEOUT_MS))
    g_error ("no end of: %s", command);
}

static void
scene_init (Scene *self, BenchLine *line, SubletSettings *settings)
{
  GtkWidget *view = sublet_terminal_view_new (settings);
  g_autoptr (GError) error = NULL;

  self->terminal = sublet_terminal_view_get_terminal (SUBLET_TERMINAL_VIEW (view));
  g_signal_connect_swapped (view, "bell", G_CALLBACK (on_bell), self);
  self->window = sublet_ui_test_present (view, 1280, 800);
  sublet_terminal_view_join (SUBLET_TERMINAL_VIEW (view), line->fd, &error);
  g_assert_no_error (error);
  run (self, "PS1=; stty -echo; printf '\\a'\n");
}

static void
show_much (Scene *self)
{
  g_autofree char *output = bench_make_text_command (TURN_BYTES);
  g_autofree char *command = g_strdup_printf ("%s; printf '\\a'\n", output);

  run (self, command);
}

/* Each line is drawn by itself: what a frame takes, with next to nothing to take in. */
static void
show_lines (Scene *self)
{
  run (self, "for i in $(seq 50); do echo $i; sleep 0.05; done; printf '\\a'\n");
}

/* The longest times of each turn, without and with what else the computer did. */
typedef struct
{
  BenchFigures gaps;
  BenchFigures cpu;
  BenchFigures times;
} Stalls;

static void
take_turn (Scene *self, void (*show) (Scene *self), Stalls *stalls)
{
  BenchPulse pulse;
  gint64 start_us = g_get_monotonic_time ();

  bench_pulse_start (&pulse);
  show (self);
  bench_pulse_stop (&pulse);
  bench_figures_add (&stalls->gaps, (double) pulse.longest_us / 1000);
  bench_figures_add (&stalls->cpu, (double) pulse.longest_cpu_us / 1000);
  bench_figures_add_since (&stalls->times, start_us);
}

/* Of this process, the most that it has had in memory, or from now on will have had. Source:
 * proc(5), /proc/pid/clear_refs and /proc/pid/status. */
static void
forget_most_memory (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL || fputs ("5", file) < 0 || fclose (file) != 0)
    g_error ("what was in memory cannot be forgotten");
}

static double
get_most_memory_mb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) ||
      (line = strstr (text, "VmHWM:")) == NULL)
    g_error ("what is in memory cannot be read");

  return g_ascii_strtod (line + strlen ("VmHWM:"), NULL) * 1024 / 1e6;
}

/* What the longest stalls of each turn have more than a frame. */
static void
take_off_frame (BenchFigures *stalls, BenchFigures *frames, BenchFigures *beyond)
{
  double frame_ms = bench_figures_get_median (frames);
  int i;

  for (i = 0; i < stalls->n; i++)
    bench_figures_add (beyond, MAX (0, stalls->values[i] - frame_ms));
}

static void
scene_clear (Scene *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
bench_output (BenchServer *server)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletSshSession) session = bench_server_make_session (server);
  BenchLine line = { 0 };
  BenchLine client_line = { 0 };
  Scene scene = { 0 };
  Scene client_scene = { 0 };
  Stalls stalls = { 0 };
  Stalls client_stalls = { 0 };
  Stalls frames = { 0 };
  Stalls client_frames = { 0 };
  BenchFigures beyond = { 0 };
  BenchFigures client_beyond = { 0 };
  double memory_mb;
  int turn;

  ssh_connect_well (session);
  bench_line_open_paced_shell (&line, session);
  bench_line_start_client (&client_line, server);
  scene_init (&client_scene, &client_line, settings);
  scene_init (&scene, &line, settings);
  forget_most_memory ();
  memory_mb = get_most_memory_mb ();
  for (turn = 0; turn < TURNS; turn++)
    {
      take_turn (&client_scene, show_much, &client_stalls);
      take_turn (&scene, show_much, &stalls);
    }
  memory_mb = get_most_memory_mb () - memory_mb;
  for (turn = 0; turn < TURNS; turn++)
    {
      take_turn (&client_scene, show_lines, &client_frames);
      take_turn (&scene, show_lines, &frames);
    }
  take_off_frame (&stalls.cpu, &frames.cpu, &beyond);
  take_off_frame (&client_stalls.cpu, &client_frames.cpu, &client_beyond);
  bench_print_beside ("1 GB into a terminal, longest stall", &stalls.gaps, &client_stalls.gaps, 0);
  bench_print_beside ("... computed by the main loop", &stalls.cpu, &client_stalls.cpu, 0);
  bench_print_beside ("... beyond a frame", &beyond, &client_beyond, STALL_BUDGET_MS);
  bench_print_beside ("... time for each 250 MB", &stalls.times, &client_stalls.times, 0);
  bench_print_beside ("a line at a time, longest stall", &frames.gaps, &client_frames.gaps, 0);
  bench_print_beside ("... computed by the main loop", &frames.cpu, &client_frames.cpu, 0);
  bench_print_memory ("1 GB into each of two terminals, memory", memory_mb, MEMORY_BUDGET_MB);

  scene_clear (&scene);
  scene_clear (&client_scene);
  g_object_unref (line.shell);
  kill (client_line.client, SIGTERM);
  g_assert_cmpint (waitpid (client_line.client, NULL, 0), ==, client_line.client);
  ssh_close (session);
}

int
main (int argc, char *argv[])
{
  BenchServer server = { 0 };

  sublet_ui_test_init (&argc, &argv);

  bench_print_header ();
  bench_server_start (&server);
  bench_output (&server);
  bench_server_stop (&server);

  return bench_get_status ();
}
