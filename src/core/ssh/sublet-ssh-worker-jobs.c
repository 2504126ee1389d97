/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

/* Two tries to free what an unfinished call holds are enough; this one ends a loop for certain. */
#define MAX_TRIES 16

/* Small enough to go out whole, since nothing else waits to be written. */
static void
keep_alive (SubletSshWorker *self, gint64 now_us)
{
  struct pollfd writable = { .fd = self->link->fd, .events = POLLOUT };
  int next_s;

  if (now_us < self->keepalive_us)
    return;
  self->keepalive_us = now_us + self->times.keepalive_ms * G_TIME_SPAN_MILLISECOND;
  if (!sublet_ssh_link_wants_output (self->link) && poll (&writable, 1, 0) == 1)
    libssh2_keepalive_send (self->link->session, &next_s);
}

static void
lose (SubletSshWorker *self, const char *doing)
{
  sublet_ssh_worker_fail_on_route (self, sublet_ssh_link_make_error (self->link, doing));
}

/* Channels that the server has still to close, while nothing else is at a call. */
static bool
step_leaving (SubletSshWorker *self)
{
  GList *l = self->leaving.head;

  while (l != NULL)
    {
      GList *next = l->next;
      SubletSshJob *job = l->data;
      SubletSshStep step;

      do
        step = sublet_ssh_job_step (job, self->link);
      while (step == SUBLET_SSH_STEP_BUSY);
      if (step == SUBLET_SSH_STEP_BROKEN)
        return false;
      if (step == SUBLET_SSH_STEP_OVER)
        {
          sublet_ssh_job_unref (job);
          g_queue_delete_link (&self->leaving, l);
        }
      else if (sublet_ssh_link_wants_output (self->link))
        return true;
      l = next;
    }

  return true;
}

static void
step_idle (SubletSshWorker *self)
{
  if (!step_leaving (self) ||
      (g_queue_is_empty (&self->leaving) && !sublet_ssh_link_read_ahead (self->link)))
    lose (self, "waiting for a command");
}

/* Whether there is more to do at once. */
static bool
step_job (SubletSshWorker *self, SubletSshJob *job, gint64 now_us)
{
  SubletSshStep step;

  if (job->state == SUBLET_SSH_JOB_QUEUED)
    sublet_ssh_job_start (job, now_us);
  step = sublet_ssh_job_step (job, self->link);
  if (step == SUBLET_SSH_STEP_BROKEN)
    {
      lose (self, "running a command");
      return false;
    }
  if (step == SUBLET_SSH_STEP_OVER)
    {
      sublet_ssh_job_unref (g_queue_pop_head (&self->jobs));
      return true;
    }
  if (step == SUBLET_SSH_STEP_BLOCKED && sublet_ssh_job_is_leaving (job, self->link))
    {
      g_queue_push_tail (&self->leaving, g_queue_pop_head (&self->jobs));
      return true;
    }

  if (now_us < job->deadline_us)
    return step == SUBLET_SSH_STEP_BUSY;
  if (job->reported)
    sublet_ssh_worker_fail_on_route (self,
                                     g_error_new (SUBLET_ERROR,
                                                  SUBLET_ERROR_TIMED_OUT,
                                                  "the server does not answer"));
  else
    sublet_ssh_job_give_up (job,
                            g_error_new (SUBLET_ERROR,
                                         SUBLET_ERROR_TIMED_OUT,
                                         "the command did not end within %u ms",
                                         job->limits.timeout_ms));

  return true;
}

/**
 * sublet_ssh_worker_step_ready: (skip)
 * @self: a worker that is ready
 * @now_us: monotonic time
 *
 * Returns: whether there is more to do at once
 */
bool
sublet_ssh_worker_step_ready (SubletSshWorker *self, gint64 now_us)
{
  SubletSshJob *job = g_queue_peek_head (&self->jobs);
  bool busy = false;

  if (job != NULL)
    busy = step_job (self, job, now_us);
  else
    step_idle (self);
  if (!self->finished)
    keep_alive (self, now_us);

  return busy;
}

/**
 * sublet_ssh_worker_cancel_job: (skip)
 * @self: a worker
 * @job: a job that may be over
 */
void
sublet_ssh_worker_cancel_job (SubletSshWorker *self, SubletSshJob *job)
{
  if (!g_queue_find (&self->jobs, job))
    return;

  sublet_ssh_job_give_up (job, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
  if (job->state == SUBLET_SSH_JOB_QUEUED)
    {
      g_queue_remove (&self->jobs, job);
      sublet_ssh_job_unref (job);
    }
}

/* Until its call has failed, with what that held. */
static void
let_fail (SubletSshWorker *self, SubletSshJob *job)
{
  SubletSshStep step = SUBLET_SSH_STEP_BUSY;
  int tries;

  for (tries = 0; step != SUBLET_SSH_STEP_OVER && step != SUBLET_SSH_STEP_BROKEN; tries++)
    {
      if (job->state == SUBLET_SSH_JOB_QUEUED || tries == MAX_TRIES)
        break;
      step = sublet_ssh_job_step (job, self->link);
    }
  sublet_ssh_job_unref (job);
}

/**
 * sublet_ssh_worker_end_jobs: (skip)
 * @self: a worker whose link is cut
 *
 * Each job ends as the session did.
 */
void
sublet_ssh_worker_end_jobs (SubletSshWorker *self)
{
  SubletSshJob *job;

  while ((job = g_queue_pop_head (&self->leaving)) != NULL)
    let_fail (self, job);
  while ((job = g_queue_pop_head (&self->jobs)) != NULL)
    {
      sublet_ssh_job_give_up (job,
                              self->failure != NULL ? g_error_copy (self->failure->error)
                                                    : g_error_new (G_IO_ERROR,
                                                                   G_IO_ERROR_CANCELLED,
                                                                   "the session was closed"));
      let_fail (self, job);
    }
}
