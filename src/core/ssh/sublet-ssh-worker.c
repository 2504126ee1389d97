/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* What Sublet takes, the best first. Source: libssh2_session_method_pref(3); "ssh-rsa" is signed
 * with SHA-1 and left out, libssh2 1.11 has the other two. */
static const char *const host_key_methods[] = {
  "ssh-ed25519",         "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521", "rsa-sha2-512",        "rsa-sha2-256",
};

/* The server has to show the pinned key if it has it at all: libssh2 would take an ecdsa key first,
 * and a change would be seen where there is none. */
static char *
make_methods (SubletSshHostKey *expected)
{
  const char *algorithm = expected != NULL ? sublet_ssh_host_key_get_algorithm (expected) : "";
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) others = g_string_new (NULL);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (host_key_methods); i++)
    {
      const char *method = host_key_methods[i];
      bool wanted = strcmp (method, algorithm) == 0 ||
                    (strcmp (algorithm, "ssh-rsa") == 0 && g_str_has_prefix (method, "rsa-"));

      g_string_append_printf (wanted ? first : others, "%s,", method);
    }
  g_string_append (first, others->str);
  g_string_truncate (first, first->len - 1);

  return g_string_free (g_steal_pointer (&first), FALSE);
}

SubletSshWorker *
sublet_ssh_worker_new (SubletSshIdentity *identity,
                       const char *user,
                       GPtrArray *routes,
                       SubletSshHostKey *expected,
                       const SubletSshTimes *times,
                       SubletSshNoteFunc on_note)
{
  SubletSshWorker *self = g_new0 (SubletSshWorker, 1);
  guint i;

  self->reference_count = 1;
  self->identity = g_object_ref (identity);
  self->user = g_strdup (user);
  self->methods = make_methods (expected);
  self->expected = expected != NULL ? sublet_ssh_host_key_ref (expected) : NULL;
  self->times = *times;
  self->context = g_main_context_ref_thread_default ();
  self->on_note = on_note;
  self->wake_fd = eventfd (0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (self->wake_fd < 0)
    g_error ("no event descriptor could be made");
  self->polls = g_array_new (FALSE, TRUE, sizeof (struct pollfd));
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_ssh_link_free);
  for (i = 0; i < routes->len; i++)
    g_ptr_array_add (self->links,
                     sublet_ssh_link_new (g_ptr_array_index (routes, i), times, self->methods));

  return self;
}

SubletSshWorker *
sublet_ssh_worker_ref (SubletSshWorker *self)
{
  g_atomic_int_inc (&self->reference_count);
  return self;
}

static void
free_notes (SubletSshMailbox *box)
{
  SubletSshNote *note = sublet_ssh_mailbox_take (box);

  while (note != NULL)
    {
      SubletSshNote *next = note->next;

      sublet_ssh_note_free (note);
      note = next;
    }
}

/* Not before the thread has ended: it holds a reference. */
void
sublet_ssh_worker_unref (SubletSshWorker *self)
{
  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;

  g_assert (self->thread == NULL);
  free_notes (&self->orders);
  free_notes (&self->news);
  g_array_unref (self->polls);
  g_ptr_array_unref (self->links);
  g_clear_pointer (&self->failure, sublet_ssh_failure_free);
  g_clear_error (&self->signing_error);
  close (self->wake_fd);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->expected, sublet_ssh_host_key_unref);
  g_free (self->methods);
  g_free (self->user);
  g_object_unref (self->identity);
  g_free (self);
}

/* ---- to the main thread ---- */

static gboolean
on_news (gpointer user_data)
{
  SubletSshWorker *self = user_data;
  SubletSshNote *note = sublet_ssh_mailbox_take (&self->news);

  while (note != NULL)
    {
      SubletSshNote *next = note->next;

      self->on_note (self, note);
      sublet_ssh_note_free (note);
      note = next;
    }

  return G_SOURCE_REMOVE;
}

/* Drops the last reference on the main thread only: the thread has its own until it was joined. */
static void
on_news_over (gpointer user_data)
{
  sublet_ssh_worker_unref (user_data);
}

void
sublet_ssh_worker_tell (SubletSshWorker *self, SubletSshNote *note)
{
  GSource *source;

  if (!sublet_ssh_mailbox_put (&self->news, note))
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_news, sublet_ssh_worker_ref (self), on_news_over);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

void
sublet_ssh_worker_order (SubletSshWorker *self, SubletSshNote *note)
{
  const guint64 one = 1;

  sublet_ssh_mailbox_put (&self->orders, note);
  /* It fails only when it is already so full that the thread wakes. */
  if (write (self->wake_fd, &one, sizeof one) < 0)
    g_debug ("the worker is awake");
}

/* ---- on the thread ---- */

void
sublet_ssh_worker_enter (SubletSshWorker *self, SubletSshPhase phase, guint limit_ms)
{
  SubletSshNote *note = sublet_ssh_note_new (SUBLET_SSH_NOTE_PHASE);

  self->phase = phase;
  self->deadline_us = limit_ms == 0 ? G_MAXINT64
                                    : g_get_monotonic_time () + limit_ms * G_TIME_SPAN_MILLISECOND;
  self->keepalive_us = g_get_monotonic_time () + self->times.keepalive_ms * G_TIME_SPAN_MILLISECOND;
  note->phase = phase;
  note->route = self->link != NULL ? sublet_ssh_route_ref (self->link->route) : NULL;
  sublet_ssh_worker_tell (self, note);
}

/**
 * sublet_ssh_worker_fail_on_route: (skip)
 * @self: a worker with a connection
 * @error: (transfer full): why it ends; the route and the phase are put before its words
 *
 * Returns: (transfer none): the failure
 */
SubletSshFailure *
sublet_ssh_worker_fail_on_route (SubletSshWorker *self, GError *error)
{
  g_autofree char *route = sublet_ssh_route_to_string (self->link->route);

  g_prefix_error (&error, "%s, %s: ", route, sublet_ssh_phase_get_nick (self->phase));

  return sublet_ssh_worker_fail (self, error);
}

SubletSshFailure *
sublet_ssh_worker_fail (SubletSshWorker *self, GError *error)
{
  g_assert (self->failure == NULL);

  self->failure = g_new0 (SubletSshFailure, 1);
  self->failure->phase = self->phase;
  self->failure->route = self->link != NULL ? sublet_ssh_route_ref (self->link->route) : NULL;
  self->failure->error = error;
  self->finished = true;

  return self->failure;
}

static void
take_order (SubletSshWorker *self, SubletSshNote *note)
{
  switch (note->kind)
    {
    case SUBLET_SSH_NOTE_ADDRESSES:
      if (self->link == NULL)
        sublet_ssh_link_take_addresses (g_ptr_array_index (self->links, note->index),
                                        g_steal_pointer (&note->addresses),
                                        note->problem);
      break;

    case SUBLET_SSH_NOTE_OPEN:
      g_queue_push_tail (&self->channels, g_steal_pointer (&note->channel));
      break;

    case SUBLET_SSH_NOTE_RESIZE:
      sublet_ssh_terminal_resize (note->channel, note->columns, note->rows);
      break;

    case SUBLET_SSH_NOTE_CANCEL:
      sublet_ssh_worker_cancel_channel (self, note->channel);
      break;

    case SUBLET_SSH_NOTE_CLOSE:
      self->finished = true;
      break;

    case SUBLET_SSH_NOTE_PHASE:
    case SUBLET_SSH_NOTE_HOST_KEY:
    case SUBLET_SSH_NOTE_STARTED:
    case SUBLET_SSH_NOTE_MOVED:
    case SUBLET_SSH_NOTE_ENDED:
    case SUBLET_SSH_NOTE_GONE:
    default:
      g_assert_not_reached ();
    }
}

static void
take_orders (SubletSshWorker *self)
{
  SubletSshNote *note = sublet_ssh_mailbox_take (&self->orders);

  while (note != NULL)
    {
      SubletSshNote *next = note->next;

      take_order (self, note);
      sublet_ssh_note_free (note);
      note = next;
    }
}

/* Whether there is more to do at once. */
static bool
step (SubletSshWorker *self)
{
  gint64 now_us = g_get_monotonic_time ();
  SubletSshPhase before = self->phase;
  bool busy = false;

  if (self->link != NULL)
    sublet_ssh_link_flush (self->link);
  if (self->link == NULL)
    sublet_ssh_worker_step_routes (self, now_us);
  else if (self->phase < SUBLET_SSH_PHASE_READY)
    sublet_ssh_worker_step_sign_in (self);
  else
    busy = sublet_ssh_worker_step_channels (self, now_us);

  if (!self->finished && self->phase == before && now_us >= self->deadline_us)
    sublet_ssh_worker_fail_on_route (self,
                                     g_error_new (SUBLET_ERROR,
                                                  SUBLET_ERROR_TIMED_OUT,
                                                  "no answer in time"));

  return busy || self->phase != before;
}

/* Says good-bye when that can be done at once, and fails what was begun, so that it is freed. */
static void
hang_up (SubletSshWorker *self)
{
  if (self->link != NULL && self->failure == NULL && self->phase == SUBLET_SSH_PHASE_READY &&
      !sublet_ssh_link_has_unsent (self->link))
    libssh2_session_disconnect (self->link->session, "closed");
  if (self->link != NULL)
    sublet_ssh_link_sever (self->link);
  sublet_ssh_worker_end_channels (self);
  if (self->link != NULL)
    {
      sublet_ssh_link_cut (self->link);
      sublet_ssh_worker_abandon_sign_in (self);
    }
  sublet_ssh_worker_free_channels (self);
  g_ptr_array_set_size (self->links, 0);
  self->link = NULL;
}

static gpointer
run (gpointer data)
{
  SubletSshWorker *self = data;
  SubletSshNote *note;
  bool busy = true;
  sigset_t signals;

  /* What is written to a socket here that nobody has any more is an error and no signal. */
  sigemptyset (&signals);
  sigaddset (&signals, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);

  sublet_ssh_worker_enter (self, SUBLET_SSH_PHASE_RESOLVING, 0);
  while (!self->finished)
    {
      if (!busy)
        sublet_ssh_worker_wait (self);
      take_orders (self);
      if (!self->finished)
        busy = step (self);
    }
  hang_up (self);

  note = sublet_ssh_note_new (SUBLET_SSH_NOTE_GONE);
  note->failure = g_steal_pointer (&self->failure);
  sublet_ssh_worker_tell (self, note);

  return NULL;
}

/**
 * sublet_ssh_worker_start: (skip)
 * @self: a worker
 *
 * Starts the thread. It ends with SUBLET_SSH_NOTE_GONE, and whoever reads that joins it and gives
 * up the reference that is taken here.
 */
void
sublet_ssh_worker_start (SubletSshWorker *self)
{
  self->thread = g_thread_new ("sublet-ssh", run, sublet_ssh_worker_ref (self));
}
