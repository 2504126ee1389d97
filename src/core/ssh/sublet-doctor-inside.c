/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-doctor-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-ssh-quote.h"

#include <string.h>

/* What has to come back. A login may say something of its own before. */
#define COMMAND "echo sublet-ready"
#define COMMAND_WORD "sublet-ready"

/* For sh: a file that is written, read and gone again. What it says when it cannot is an answer. */
#define HOME                                                        \
  "LC_ALL=C; export LC_ALL; exec 2>&1; f=$HOME/.sublet-doctor.$$; " \
  "(umask 077; echo sublet-home > \"$f\") && cat \"$f\"; rm -f \"$f\""
#define HOME_WORD "sublet-home"
#define FULL_WORDS "No space left on device"

#define OUTPUT_BYTES (16 * 1024)
#define DETAIL_BYTES 400

static bool
contains (GBytes *output, const char *word)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (output, &length);

  return data != NULL && g_strstr_len (data, (gssize) length, word) != NULL;
}

/* The first words that came, made fit to be shown. */
static char *
dup_said (const SubletSshExecResult *answer)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (answer->output, &length);
  g_autofree char *words =
    g_utf8_make_valid (data != NULL ? data : "", (gssize) MIN (length, DETAIL_BYTES));

  return g_strdup_printf ("exit status %d: %s", answer->exit_status, g_strstrip (words));
}

static void
run (SubletDoctor *self, const char *command, GAsyncReadyCallback callback)
{
  const SubletSshExecLimits limits = { .output_bytes = OUTPUT_BYTES,
                                       .errors_bytes = OUTPUT_BYTES,
                                       .timeout_ms = self->times.command_ms };

  sublet_ssh_session_exec_async (self->best->session,
                                 command,
                                 &limits,
                                 self->run,
                                 callback,
                                 sublet_doctor_turn_new (self));
}

/* Only a command that does not end in time says something of the machine: a link that was lost, or
 * a command that was not run, is to be looked at again. */
static void
break_without_answer (SubletDoctor *self,
                      SubletDoctorLink link,
                      const GError *error,
                      SubletDoctorFinding late,
                      SubletDoctorFix late_fix)
{
  bool is_late = g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT);

  sublet_doctor_break (self,
                       link,
                       is_late ? late : SUBLET_DOCTOR_FINDING_INSIDE_CUT,
                       is_late ? late_fix : SUBLET_DOCTOR_FIX_CHECK_AGAIN,
                       error->message);
}

static void
on_home (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletDoctorTurn) turn = user_data;
  SubletDoctor *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshExecResult)
    answer = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);
  g_autofree char *said = NULL;
  bool full;

  if (sublet_doctor_turn_is_over (turn))
    return;
  if (answer == NULL)
    {
      /* A job may keep the disk busy, which a restart would end. */
      break_without_answer (self,
                            SUBLET_DOCTOR_LINK_HOME,
                            error,
                            SUBLET_DOCTOR_FINDING_HOME_SLOW,
                            SUBLET_DOCTOR_FIX_CHECK_AGAIN);
      return;
    }
  if (contains (answer->output, HOME_WORD))
    {
      sublet_doctor_pass (self, SUBLET_DOCTOR_LINK_HOME, 0);
      sublet_doctor_end (self);
      return;
    }

  full = contains (answer->output, FULL_WORDS);
  said = dup_said (answer);
  sublet_doctor_break (self,
                       SUBLET_DOCTOR_LINK_HOME,
                       full ? SUBLET_DOCTOR_FINDING_HOME_FULL : SUBLET_DOCTOR_FINDING_HOME_SHUT,
                       full ? SUBLET_DOCTOR_FIX_TERMINAL : SUBLET_DOCTOR_FIX_REBOOT,
                       said);
}

static void
judge_speed (SubletDoctor *self)
{
  gint64 took_us = self->results[SUBLET_DOCTOR_LINK_COMMAND].duration_us;

  if (took_us > self->times.slow_ms * G_TIME_SPAN_MILLISECOND)
    sublet_doctor_limp (self,
                        SUBLET_DOCTOR_LINK_COMMAND,
                        SUBLET_DOCTOR_FINDING_SLOW,
                        SUBLET_DOCTOR_FIX_SWITCH_ROUTE);
}

static void
on_command (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletDoctorTurn) turn = user_data;
  SubletDoctor *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshExecResult)
    answer = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);
  g_autofree char *said = NULL;
  g_autofree char *home = NULL;

  if (sublet_doctor_turn_is_over (turn))
    return;
  if (answer == NULL)
    {
      break_without_answer (self,
                            SUBLET_DOCTOR_LINK_COMMAND,
                            error,
                            SUBLET_DOCTOR_FINDING_COMMAND_HANGS,
                            SUBLET_DOCTOR_FIX_REBOOT);
      return;
    }
  if (!contains (answer->output, COMMAND_WORD))
    {
      said = dup_said (answer);
      sublet_doctor_break (self,
                           SUBLET_DOCTOR_LINK_COMMAND,
                           SUBLET_DOCTOR_FINDING_SHELL_BROKEN,
                           SUBLET_DOCTOR_FIX_REBOOT,
                           said);
      return;
    }

  sublet_doctor_pass (self, SUBLET_DOCTOR_LINK_COMMAND, 0);
  judge_speed (self);
  sublet_doctor_try (self, SUBLET_DOCTOR_LINK_HOME);
  home = sublet_ssh_quote_sh (HOME);
  run (self, home, on_home);
}

/**
 * sublet_doctor_go_inside: (skip)
 * @self: a doctor whose best route lets in
 */
void
sublet_doctor_go_inside (SubletDoctor *self)
{
  sublet_doctor_try (self, SUBLET_DOCTOR_LINK_COMMAND);
  run (self, COMMAND, on_command);
}
