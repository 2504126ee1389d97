/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-log.h"

#include <string.h>

/*
 * Read from the life of the instance, as everything else of it is. The words are invented; that
 * there are escapes and what is no UTF-8 among them is not (fact sheet 5.7).
 */

/* While it runs it says something so often, for so long. */
#define EPOCH_US (5 * G_USEC_PER_SEC)
#define MAX_EPOCHS 20000
#define WARNING_EPOCH 3

static const char *const start_lines[] = {
  "==> starting sshd",
  "Server listening on 0.0.0.0 port 22.",
  "\033[32mINFO\033[0m onstart script found",
  "downloading model: 12%\rdownloading model: 57%\rdownloading model: 100% done",
  "not UTF-8: \xff\xfe\x80",
  "ready",
};

static void
append_time (GString *text, gint64 at_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ ");

  g_string_append (text, stamp);
}

static void
append_line (GString *text, gint64 at_us, const char *line)
{
  append_time (text, at_us);
  g_string_append_printf (text, "%s\n", line);
}

/* Until the state ends, or the moment comes. */
static void
append_epochs (GString *text, gint64 since_us, gint64 end_us)
{
  int epoch;

  for (epoch = 1; epoch <= MAX_EPOCHS && since_us + epoch * EPOCH_US <= end_us; epoch++)
    {
      gint64 at_us = since_us + epoch * EPOCH_US;

      append_time (text, at_us);
      g_string_append_printf (text, "epoch %d  loss %.3f\n", epoch, 2.0 / (1 + 0.1 * epoch));
      if (epoch == WARNING_EPOCH)
        append_line (text, at_us, "WARNING: low on shared memory: /dev/shm has 64 MB");
    }
}

static gint64
get_end_us (SimInstance *instance, guint i, gint64 until_us)
{
  return i + 1 < instance->history->len
           ? MIN (g_array_index (instance->history, SimState, i + 1).since_us, until_us)
           : until_us;
}

static bool
was_up (SimInstance *instance, guint i)
{
  return i > 0 && g_array_index (instance->history, SimState, i - 1).up;
}

/**
 * sim_log_append_container:
 * @text: (inout): grows
 * @instance: an instance
 * @until_us: service time
 *
 * Nothing until it ran for the first time.
 */
void
sim_log_append_container (GString *text, SimInstance *instance, gint64 until_us)
{
  gint64 up_us = 0;
  guint i;
  guint j;

  for (i = 0; i < instance->history->len; i++)
    {
      const SimState *state = &g_array_index (instance->history, SimState, i);

      if (state->since_us > until_us)
        return;
      if (state->up && !was_up (instance, i))
        {
          up_us = state->since_us;
          for (j = 0; j < G_N_ELEMENTS (start_lines); j++)
            g_string_append_printf (text, "%s\n", start_lines[j]);
        }
      if (state->up && (i + 1 == instance->history->len ||
                        !g_array_index (instance->history, SimState, i + 1).up ||
                        g_array_index (instance->history, SimState, i + 1).since_us > until_us))
        append_epochs (text, up_us, get_end_us (instance, i, until_us));
      if (was_up (instance, i) && g_strcmp0 (state->actual, "exited") == 0)
        append_line (text, state->since_us, "RuntimeError: CUDA out of memory. Tried 2.00 GiB");
    }
}

/**
 * sim_log_append_host:
 * @text: (inout): grows
 * @instance: an instance
 * @until_us: service time
 *
 * What the service shows of it as a message, and when it was started.
 */
void
sim_log_append_host (GString *text, SimInstance *instance, gint64 until_us)
{
  const char *last = NULL;
  guint i;

  for (i = 0; i < instance->history->len; i++)
    {
      const SimState *state = &g_array_index (instance->history, SimState, i);

      if (state->since_us > until_us)
        return;
      if (state->message != NULL && g_strcmp0 (state->message, last) != 0)
        {
          g_autofree char *line = g_strdup_printf ("kaalia: %s", state->message);

          append_line (text, state->since_us, g_strchomp (line));
        }
      last = state->message;
      if (state->up && !was_up (instance, i))
        append_line (text, state->since_us, "kaalia: docker start");
    }
}
