/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

static SubletSshLink *
get_link (SubletSshWorker *self, guint i)
{
  return g_ptr_array_index (self->links, i);
}

static bool
all_have_failed (SubletSshWorker *self)
{
  guint i;

  for (i = 0; i < self->n_started; i++)
    {
      if (get_link (self, i)->error == NULL)
        return false;
    }

  return true;
}

/* The next one starts when the one before takes long, or when there is none left that may come
 * through. */
static bool
start_next (SubletSshWorker *self, gint64 now_us)
{
  SubletSshLink *link;

  if (self->n_started == self->links->len ||
      (now_us < self->next_start_us && !all_have_failed (self)))
    return false;

  link = get_link (self, self->n_started++);
  sublet_ssh_link_start (link, now_us);
  self->next_start_us = now_us + self->times.proxy_after_ms * G_TIME_SPAN_MILLISECOND;

  return true;
}

/* The one that came furthest tells most; the others are named. */
static void
fail (SubletSshWorker *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  SubletSshLink *best = get_link (self, 0);
  guint i;

  for (i = 0; i < self->links->len; i++)
    {
      SubletSshLink *link = get_link (self, i);
      g_autofree char *route = sublet_ssh_route_to_string (link->route);

      if (link->phase > best->phase)
        best = link;
      g_string_append_printf (words,
                              "%s%s, %s: %s",
                              i > 0 ? "; " : "",
                              route,
                              sublet_ssh_phase_get_nick (link->phase),
                              link->error->message);
    }

  self->link = best;
  self->phase = best->phase;
  sublet_ssh_worker_fail (self, g_error_new_literal (SUBLET_ERROR, best->error->code, words->str));
}

static void
follow (SubletSshWorker *self)
{
  SubletSshPhase furthest = SUBLET_SSH_PHASE_RESOLVING;
  guint i;

  for (i = 0; i < self->n_started; i++)
    {
      SubletSshLink *link = get_link (self, i);

      if (link->error == NULL)
        furthest = MAX (furthest, link->phase);
    }
  if (furthest > self->phase)
    sublet_ssh_worker_enter (self, furthest, 0);
}

static void
choose (SubletSshWorker *self, SubletSshLink *chosen)
{
  guint i;

  self->link = chosen;
  for (i = self->links->len; i > 0; i--)
    {
      if (get_link (self, i - 1) != chosen)
        g_ptr_array_remove_index (self->links, i - 1);
    }
  sublet_ssh_worker_enter (self, SUBLET_SSH_PHASE_HOST_KEY, 0);
}

/**
 * sublet_ssh_worker_step_routes: (skip)
 * @self: a worker that has no connection yet
 * @now_us: monotonic time
 */
void
sublet_ssh_worker_step_routes (SubletSshWorker *self, gint64 now_us)
{
  guint i;

  do
    {
      for (i = 0; i < self->n_started; i++)
        {
          SubletSshLink *link = get_link (self, i);

          sublet_ssh_link_flush (link);
          if (link->error == NULL)
            sublet_ssh_link_step (link, now_us);
          if (link->error == NULL && link->phase == SUBLET_SSH_PHASE_HOST_KEY)
            {
              choose (self, link);
              return;
            }
        }
    }
  while (start_next (self, now_us));

  if (all_have_failed (self))
    fail (self);
  else
    follow (self);
}
