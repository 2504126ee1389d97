/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-figures.h"
#include "bench-forward.h"
#include "bench-line.h"
#include "bench-upload.h"

#include "support/sublet-test.h"

#include <string.h>

/*
 * What a person waits for at a shell, beside the OpenSSH client on the same server: from the click
 * to the prompt, on a connection that stands and on one that is made for it, and much output. Both
 * clients have a pseudo-terminal, whose other end is read in the same way. And ports of the server,
 * reached through both, and a file that goes there.
 */

#define PROMPT_REPETITIONS 15
#define OUTPUT_REPETITIONS 7
#define WARM_UPS 2

/* 100 MB, in turns that are shorter than what else a computer does: it slows both. */
#define N_PIECES 20
#define PIECE_BYTES 5000000

#define PROMPT_BUDGET 1.3
#define OUTPUT_BUDGET 0.8

/* What root's name has as its prompt where its number is not 0. */
#define PROMPT "$ "

static void
take_time (BenchFigures *times, int turn, gint64 start_us)
{
  if (turn >= WARM_UPS)
    bench_figures_add_since (times, start_us);
}

static void
end_session (SubletSshSession *session)
{
  ssh_close (session);
  g_object_unref (session);
}

/* ---- from the click to the prompt ---- */

static void
reach_prompt_over (SubletSshSession *session, BenchFigures *times, int turn)
{
  gint64 start_us = g_get_monotonic_time ();
  BenchLine line = { 0 };

  bench_line_open_shell (&line, session);
  bench_line_await (&line, PROMPT);
  take_time (times, turn, start_us);
  bench_line_close (&line);
}

static void
reach_prompt (BenchServer *server, BenchFigures *times, int turn)
{
  gint64 start_us = g_get_monotonic_time ();
  SubletSshSession *session = bench_server_make_session (server);
  BenchLine line = { 0 };

  ssh_connect_well (session);
  bench_line_open_shell (&line, session);
  bench_line_await (&line, PROMPT);
  take_time (times, turn, start_us);
  bench_line_close (&line);
  end_session (session);
}

static void
reach_prompt_of_client (BenchServer *server, BenchFigures *times, int turn)
{
  gint64 start_us = g_get_monotonic_time ();
  BenchLine line = { 0 };

  bench_line_start_client (&line, server);
  bench_line_await (&line, PROMPT);
  take_time (times, turn, start_us);
  bench_line_close (&line);
}

static void
bench_prompt (BenchServer *server)
{
  SubletSshSession *session = bench_server_make_session (server);
  BenchFigures standing = { 0 };
  BenchFigures fresh = { 0 };
  BenchFigures client = { 0 };
  int turn;

  ssh_connect_well (session);
  for (turn = 0; turn < WARM_UPS + PROMPT_REPETITIONS; turn++)
    {
      reach_prompt_of_client (server, &client, turn);
      reach_prompt_over (session, &standing, turn);
      reach_prompt (server, &fresh, turn);
    }
  bench_print_ratio ("click to prompt, connected", &standing, &client, PROMPT_BUDGET);
  bench_print_ratio ("click to prompt, with the connection", &fresh, &client, PROMPT_BUDGET);
  end_session (session);
}

/* ---- much output ---- */

static gint64
take_piece (BenchLine *line)
{
  g_autofree char *output = bench_make_text_command (PIECE_BYTES);
  g_autofree char *command = g_strconcat (output, "\n", NULL);
  gint64 start_us = g_get_monotonic_time ();

  bench_line_type (line, command);
  bench_line_await_size (line, PIECE_BYTES);
  return g_get_monotonic_time () - start_us;
}

static void
bench_output (BenchServer *server)
{
  SubletSshSession *session = bench_server_make_session (server);
  BenchLine line = { 0 };
  BenchLine client = { 0 };
  BenchFigures times = { 0 };
  BenchFigures client_times = { 0 };
  int turn;

  ssh_connect_well (session);
  bench_line_open_shell (&line, session);
  bench_line_start_client (&client, server);
  bench_line_await (&line, PROMPT);
  bench_line_await (&client, PROMPT);
  bench_line_quieten (&line);
  bench_line_quieten (&client);
  for (turn = 0; turn < WARM_UPS + OUTPUT_REPETITIONS; turn++)
    {
      gint64 client_us = 0;
      gint64 us = 0;
      int piece;

      for (piece = 0; piece < N_PIECES; piece++)
        {
          client_us += take_piece (&client);
          us += take_piece (&line);
        }
      if (turn < WARM_UPS)
        continue;
      bench_figures_add (&client_times, (double) client_us / 1000);
      bench_figures_add (&times, (double) us / 1000);
    }
  bench_print_rate ("100 MB of a shell's output", &times, &client_times, OUTPUT_BUDGET);
  bench_line_close (&client);
  bench_line_close (&line);
  end_session (session);
}

typedef struct
{
  const char *name;
  void (*run) (BenchServer *server);
} Part;

static const Part parts[] = {
  { "prompt", bench_prompt },
  { "output", bench_output },
  { "forward", bench_forward },
  { "upload", bench_upload },
};

static bool
is_wanted (const char *name, int argc, char *argv[])
{
  int i;

  for (i = 1; i < argc; i++)
    {
      if (strcmp (argv[i], name) == 0)
        return true;
    }

  return argc == 1;
}

/* All of them, or those that are named. */
int
main (int argc, char *argv[])
{
  BenchServer server = { 0 };
  gsize i;

  sublet_test_init (&argc, &argv);

  bench_print_header ();
  bench_server_start (&server);
  for (i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (is_wanted (parts[i].name, argc, argv))
        parts[i].run (&server);
    }
  bench_server_stop (&server);

  return bench_get_status ();
}
