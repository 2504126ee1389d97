/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-simulator-clock.h"

#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

#include "support/sublet-test.h"

/*
 * How long, in real time, nothing may happen before this process asks itself whether it sleeps.
 * Databases and decoders work on threads that no clock knows of, and on a busy computer they may
 * take as long as they like: what counts is that none of them has anything left to do.
 */
#define REST_MS 5

typedef struct
{
  SubletSimulatorClock *clock; /* (borrowed): it owns the wait */
  GTask *task;                 /* (owned) */
  GSource *cancelled;          /* (owned) (nullable) */
  gint64 due_us;
} Wait;

struct _SubletSimulatorClock
{
  SubletClock parent_instance;

  SoupSession *session; /* (owned) */
  char *url;            /* (owned) */
  char *name;           /* (owned) */
  char *peer;           /* (owned) (nullable): the simulator's process id */

  gint64 elapsed_us;
  gint64 now_us;
  gint64 wall_offset_us; /* by which this computer's clock is wrong */
  GPtrArray *waits;      /* (owned) (element-type Wait) */
  guint rest_ms;
  guint rest_id;         /* until the simulator is told that we sleep; 0: not yet */
  GCancellable *asleep;  /* (owned) (nullable): ends the wait that is open at the simulator */
  gint64 asleep_till_us; /* while asleep */
};

G_DEFINE_FINAL_TYPE (SubletSimulatorClock, sublet_simulator_clock, SUBLET_TYPE_CLOCK)

static void
wait_free (Wait *wait)
{
  if (wait->cancelled != NULL)
    {
      g_source_destroy (wait->cancelled);
      g_source_unref (wait->cancelled);
    }
  g_object_unref (wait->task);
  g_free (wait);
}

static Wait *
find_next_wait (SubletSimulatorClock *self)
{
  Wait *next = NULL;
  guint i;

  for (i = 0; i < self->waits->len; i++)
    {
      Wait *wait = g_ptr_array_index (self->waits, i);

      if (next == NULL || wait->due_us < next->due_us)
        next = wait;
    }

  return next;
}

static void
take_time (SubletSimulatorClock *self, GBytes *answer)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  json_parser_load_from_data (parser,
                              g_bytes_get_data (answer, NULL),
                              (gssize) g_bytes_get_size (answer),
                              &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  self->elapsed_us = json_object_get_int_member (object, "elapsed_us");
  self->now_us = (gint64) (json_object_get_double_member (object, "now") * 1e6);
}

static SoupMessage *
make_request (SubletSimulatorClock *self, const char *path, const char *json)
{
  g_autofree char *uri = g_strconcat (self->url, path, NULL);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  SoupMessage *message = soup_message_new ("POST", uri);

  g_assert_nonnull (message);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  return message;
}

static void
end_due_waits (SubletSimulatorClock *self)
{
  Wait *next;

  while ((next = find_next_wait (self)) != NULL && next->due_us <= self->elapsed_us)
    {
      g_autoptr (GTask) task = g_object_ref (next->task);

      g_ptr_array_remove (self->waits, next);
      g_task_return_boolean (task, TRUE);
    }
}

/* Whether every thread of a process waits for something to happen; of our own, all but this one. */
static gboolean
threads_sleep (const char *process)
{
  g_autofree char *path = g_build_filename ("/proc", process, "task", NULL);
  g_autoptr (GDir) threads = g_dir_open (path, 0, NULL);
  gboolean ourselves = g_str_equal (process, "self");
  g_autofree char *main_thread = g_strdup_printf ("%d", (int) getpid ());
  const char *thread;

  /* A simulator that was killed does nothing any more. */
  while (threads != NULL && (thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, thread, "stat", NULL);
      g_autofree char *stat = NULL;
      const char *state;

      if ((ourselves && g_str_equal (thread, main_thread)) ||
          !g_file_get_contents (file, &stat, NULL, NULL))
        continue;
      /* The name stands in parentheses and may hold any sign. */
      state = strrchr (stat, ')');
      if (state == NULL || strlen (state) < 3 || strchr ("SZX", state[2]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Nothing under way: no thread works, here or at the simulator, and nothing has come from either.
 * The order matters: whoever went to sleep has left its result before. */
static gboolean
is_at_rest (SubletSimulatorClock *self)
{
  return threads_sleep ("self") && (self->peer == NULL || threads_sleep (self->peer)) &&
         threads_sleep ("self") && !g_main_context_pending (NULL);
}

static gboolean on_rested (gpointer user_data);

/* Whatever happens puts the sleep off by one rest. */
static void
rest_again (SubletSimulatorClock *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->asleep == NULL && self->waits->len > 0)
    self->rest_id = g_timeout_add_full (G_PRIORITY_LOW, self->rest_ms, on_rested, self, NULL);
}

static void
on_woken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;
  SubletSimulatorClock *self;

  answer = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  /* Cancelled: by us, who may be gone, or by a simulator that was killed. */
  if (answer == NULL)
    return;

  self = user_data;
  g_clear_object (&self->asleep);
  take_time (self, answer);
  end_due_waits (self);
  rest_again (self);
}

static gboolean
on_rested (gpointer user_data)
{
  SubletSimulatorClock *self = user_data;
  Wait *next = find_next_wait (self);
  g_autofree char *json = NULL;
  g_autoptr (SoupMessage) message = NULL;

  self->rest_id = 0;
  g_assert_null (self->asleep);
  if (!is_at_rest (self))
    {
      rest_again (self);
      return G_SOURCE_REMOVE;
    }

  self->asleep = g_cancellable_new ();
  self->asleep_till_us = next->due_us;
  json = g_strdup_printf ("{\"client\": \"%s\", \"ms\": %" G_GINT64_FORMAT ", \"early\": true}",
                          self->name,
                          MAX (0, (next->due_us - self->elapsed_us + 999) / 1000));
  message = make_request (self, "/_sim/clock/wait", json);
  soup_session_send_and_read_async (self->session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    self->asleep,
                                    on_woken,
                                    self);

  return G_SOURCE_REMOVE;
}

static void
wake (SubletSimulatorClock *self)
{
  if (self->asleep != NULL)
    g_cancellable_cancel (self->asleep);
  g_clear_object (&self->asleep);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Wait *wait = user_data;
  SubletSimulatorClock *self = wait->clock;
  g_autoptr (GTask) task = g_object_ref (wait->task);

  g_ptr_array_remove (self->waits, wait);
  wake (self);
  rest_again (self);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static gboolean
on_next_turn (gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static gint64
sublet_simulator_clock_get_monotonic_us (SubletClock *clock)
{
  return SUBLET_SIMULATOR_CLOCK (clock)->elapsed_us;
}

static gint64
sublet_simulator_clock_get_wall_us (SubletClock *clock)
{
  SubletSimulatorClock *self = SUBLET_SIMULATOR_CLOCK (clock);

  return self->now_us + self->wall_offset_us;
}

static void
sublet_simulator_clock_wait_async (SubletClock *clock,
                                   gint64 duration_ms,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  SubletSimulatorClock *self = SUBLET_SIMULATOR_CLOCK (clock);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Wait *wait;

  g_task_set_source_tag (task, sublet_clock_wait_async);

  if (duration_ms <= 0)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_task_attach_source (task, source, on_next_turn);
      return;
    }

  wait = g_new0 (Wait, 1);
  wait->clock = self;
  wait->task = g_steal_pointer (&task);
  wait->due_us = self->elapsed_us + duration_ms * 1000;
  if (cancellable != NULL)
    {
      wait->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (wait->cancelled, G_SOURCE_FUNC (on_cancelled), wait, NULL);
      g_source_attach (wait->cancelled, NULL);
    }
  g_ptr_array_add (self->waits, wait);
  if (self->asleep != NULL && wait->due_us < self->asleep_till_us)
    wake (self);
  rest_again (self);
}

static void
sublet_simulator_clock_dispose (GObject *object)
{
  SubletSimulatorClock *self = SUBLET_SIMULATOR_CLOCK (object);

  wake (self);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sublet_simulator_clock_parent_class)->dispose (object);
}

static void
sublet_simulator_clock_finalize (GObject *object)
{
  SubletSimulatorClock *self = SUBLET_SIMULATOR_CLOCK (object);

  g_ptr_array_unref (self->waits);
  g_free (self->url);
  g_free (self->name);
  g_free (self->peer);

  G_OBJECT_CLASS (sublet_simulator_clock_parent_class)->finalize (object);
}

static void
sublet_simulator_clock_class_init (SubletSimulatorClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SubletClockClass *clock_class = SUBLET_CLOCK_CLASS (klass);

  object_class->dispose = sublet_simulator_clock_dispose;
  object_class->finalize = sublet_simulator_clock_finalize;
  clock_class->get_monotonic_us = sublet_simulator_clock_get_monotonic_us;
  clock_class->get_wall_us = sublet_simulator_clock_get_wall_us;
  clock_class->wait_async = sublet_simulator_clock_wait_async;
}

static void
sublet_simulator_clock_init (SubletSimulatorClock *self)
{
  self->waits = g_ptr_array_new_with_free_func ((GDestroyNotify) wait_free);
  self->session = soup_session_new ();
  self->rest_ms = REST_MS;
}

/**
 * sublet_simulator_clock_set_peer:
 * @self: a simulator's clock
 * @process_id: the simulator's process
 *
 * Time then never jumps while the simulator is still at work on something of ours.
 */
void
sublet_simulator_clock_set_peer (SubletSimulatorClock *self, const char *process_id)
{
  g_free (self->peer);
  self->peer = g_strdup (process_id);
}

/**
 * sublet_simulator_clock_set_rest_ms:
 * @self: a simulator's clock
 * @rest_ms: how long, in real time, nothing may happen before time jumps
 *
 * Shorter for a test that does not mind when an answer on its way is overtaken now and then.
 */
void
sublet_simulator_clock_set_rest_ms (SubletSimulatorClock *self, guint rest_ms)
{
  self->rest_ms = rest_ms;
}

/**
 * sublet_simulator_clock_set_wall_offset_us:
 * @self: a simulator's clock
 * @offset_us: how much later it is on this computer than at the simulator; negative: earlier
 *
 * Somebody sets this computer's clock. Durations and waits go on as they are.
 */
void
sublet_simulator_clock_set_wall_offset_us (SubletSimulatorClock *self, gint64 offset_us)
{
  self->wall_offset_us = offset_us;
}

/**
 * sublet_simulator_clock_new:
 * @url: a simulator's base address, without a slash at the end
 * @name: what this process is called among the simulator's clients
 *
 * Stops the simulator's time and follows it from then on: when this process and all others that
 * follow it sleep, it jumps to the next due moment. Hours pass in milliseconds, and the service's
 * `Date` and ours agree. For the default main context only.
 *
 * Returns: (transfer full): the simulator's clock
 */
SubletSimulatorClock *
sublet_simulator_clock_new (const char *url, const char *name)
{
  SubletSimulatorClock *self = g_object_new (SUBLET_TYPE_SIMULATOR_CLOCK, NULL);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  self->url = g_strdup (url);
  self->name = g_strdup (name);

  json =
    g_strdup_printf ("{\"virtual\": true, \"register\": {\"client\": \"%s\", \"waits\": 1}}", name);
  message = make_request (self, "/_sim/clock", json);
  soup_session_send_and_read_async (self->session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  answer = soup_session_send_and_read_finish (self->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_OK);
  take_time (self, answer);

  return self;
}
