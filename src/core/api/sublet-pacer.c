/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-pacer-private.h"

#include "core/base/sublet-cancel.h"

/*
 * About five requests in ten seconds were measured for one account over all endpoints, fewer under
 * load; four leave room for the web console beside us, and are fewer than one per second sustained.
 * Source: fact sheet 9.3.
 */
#define WINDOW_US (10 * G_TIME_SPAN_SECOND)
#define MAX_WINDOW 16

/* The last place in the window is for what a person ordered: a poll never delays a destroy. */
#define KEPT_FOR_ORDERS 1

const SubletPace sublet_pace_service = { .gap_percent = 100, .max_in_window = 4 };

/*
 * A server on this computer is the simulator or a test: nobody else's service is spared by waiting,
 * and ten seconds of patience in every test would be unbearable. A tenth of each gap stays, so that
 * the demo and the tests run through the same queue as the real thing.
 */
const SubletPace sublet_pace_loopback = { .gap_percent = 10, .max_in_window = 0 };

typedef enum
{
  RANK_LOWERS_BILL,
  RANK_ORDERED,
  RANK_READ,
} Rank;

typedef struct
{
  SubletPacer *pacer; /* (borrowed): it owns the wait */
  const SubletEndpoint *endpoint;
  Rank rank;
  GTask *task;        /* (owned) */
  GSource *cancelled; /* (owned) (nullable) */
} Wait;

struct _SubletPacer
{
  GObject parent_instance;

  SubletClock *clock; /* (owned) */
  SubletPace pace;

  GPtrArray *waits;                   /* (owned) (element-type Wait), best first */
  gint64 free_us[SUBLET_N_ENDPOINTS]; /* not before this moment */
  gint64 granted_us[MAX_WINDOW];      /* the moments of the last grants, a ring */
  guint n_granted;                    /* ever */
  gint64 reads_free_us;               /* no read before this moment, whichever */
  GCancellable *alarm;                /* (owned) (nullable): of the wait for the next grant */
};

G_DEFINE_FINAL_TYPE (SubletPacer, sublet_pacer, G_TYPE_OBJECT)

static void pump (SubletPacer *self);

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

static Rank
get_rank (const SubletEndpoint *endpoint, bool ordered)
{
  if (endpoint->bill == SUBLET_BILL_LOWERS)
    return RANK_LOWERS_BILL;

  return endpoint->writes || ordered ? RANK_ORDERED : RANK_READ;
}

/* When the window over all endpoints has a place for this rank. */
static gint64
get_window_free_us (SubletPacer *self, Rank rank)
{
  int places = self->pace.max_in_window;

  if (places == 0)
    return G_MININT64;
  if (rank == RANK_READ)
    places -= KEPT_FOR_ORDERS;
  if (self->n_granted < (guint) places)
    return G_MININT64;

  /* The grant that must be ten seconds old before there is room for one more. */
  return self->granted_us[(self->n_granted - (guint) places) % MAX_WINDOW] + WINDOW_US;
}

static gint64
get_free_us (SubletPacer *self, const Wait *wait)
{
  gint64 free_us = MAX (self->free_us[wait->endpoint->id], get_window_free_us (self, wait->rank));

  return wait->rank == RANK_READ ? MAX (free_us, self->reads_free_us) : free_us;
}

static void
hold_until (SubletPacer *self, const SubletEndpoint *endpoint, gint64 moment_us)
{
  guint i;

  for (i = 0; i < SUBLET_N_ENDPOINTS; i++)
    {
      if (sublet_endpoint_shares_gap (endpoint, sublet_endpoint_get (i)))
        self->free_us[i] = MAX (self->free_us[i], moment_us);
    }
}

static void
grant (SubletPacer *self, guint position)
{
  Wait *wait = g_ptr_array_index (self->waits, position);
  g_autoptr (GTask) task = g_object_ref (wait->task);
  gint64 now_us = sublet_clock_get_monotonic_us (self->clock);

  hold_until (self,
              wait->endpoint,
              now_us + (gint64) wait->endpoint->gap_ms * self->pace.gap_percent * 10);
  self->granted_us[self->n_granted % MAX_WINDOW] = now_us;
  self->n_granted++;
  g_ptr_array_remove_index (self->waits, position);
  g_task_return_boolean (task, TRUE);
}

static void
on_alarm (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletPacer) self = user_data;

  /* Cancelled: another alarm was set, or nobody waits any more. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    pump (self);
}

static void
set_alarm (SubletPacer *self, gint64 moment_us)
{
  gint64 left_us = moment_us - sublet_clock_get_monotonic_us (self->clock);

  self->alarm = g_cancellable_new ();
  sublet_clock_wait_async (self->clock,
                           (left_us + 999) / 1000,
                           self->alarm,
                           on_alarm,
                           g_object_ref (self));
}

/* Lets go whoever may go now, and sets the alarm for the next. */
static void
pump (SubletPacer *self)
{
  gint64 next_us = G_MAXINT64;
  guint i = 0;

  sublet_cancel_clear (&self->alarm);

  while (i < self->waits->len)
    {
      gint64 free_us = get_free_us (self, g_ptr_array_index (self->waits, i));

      if (free_us <= sublet_clock_get_monotonic_us (self->clock))
        {
          grant (self, i);
          continue;
        }
      next_us = MIN (next_us, free_us);
      i++;
    }

  if (self->waits->len > 0)
    set_alarm (self, next_us);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Wait *wait = user_data;
  SubletPacer *self = wait->pacer;
  g_autoptr (GTask) task = g_object_ref (wait->task);

  g_ptr_array_remove (self->waits, wait);
  g_task_return_error_if_cancelled (task);
  pump (self);

  return G_SOURCE_REMOVE;
}

static void
sublet_pacer_dispose (GObject *object)
{
  SubletPacer *self = SUBLET_PACER (object);

  /* Waiting tasks hold a reference, so there is none left. */
  sublet_cancel_clear (&self->alarm);
  g_clear_pointer (&self->waits, g_ptr_array_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_pacer_parent_class)->dispose (object);
}

static void
sublet_pacer_class_init (SubletPacerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_pacer_dispose;
}

static void
sublet_pacer_init (SubletPacer *self)
{
  guint i;

  self->waits = g_ptr_array_new_with_free_func ((GDestroyNotify) wait_free);
  self->reads_free_us = G_MININT64;
  for (i = 0; i < SUBLET_N_ENDPOINTS; i++)
    self->free_us[i] = G_MININT64;
}

/**
 * sublet_pacer_new: (skip)
 * @clock: what time it is
 * @pace: how fast
 *
 * Returns: (transfer full): an empty queue
 */
SubletPacer *
sublet_pacer_new (SubletClock *clock, const SubletPace *pace)
{
  SubletPacer *self;

  g_return_val_if_fail (SUBLET_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (pace->max_in_window == 0 || (pace->max_in_window > KEPT_FOR_ORDERS &&
                                                     pace->max_in_window <= MAX_WINDOW),
                        NULL);

  self = g_object_new (SUBLET_TYPE_PACER, NULL);
  self->clock = g_object_ref (clock);
  self->pace = *pace;

  return self;
}

/**
 * sublet_pacer_wait_async: (skip)
 * @self: the queue
 * @endpoint: what is to be sent
 * @ordered: a person waits for this read; a write is always ordered
 * @cancellable: (nullable): leaves the queue; nothing was counted then
 * @callback: called when it may be sent, at once or later
 * @user_data: for @callback
 */
void
sublet_pacer_wait_async (SubletPacer *self,
                         const SubletEndpoint *endpoint,
                         bool ordered,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Wait *wait;
  guint position = 0;

  g_return_if_fail (SUBLET_IS_PACER (self));
  g_return_if_fail (endpoint != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_pacer_wait_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  wait = g_new0 (Wait, 1);
  wait->pacer = self;
  wait->endpoint = endpoint;
  wait->rank = get_rank (endpoint, ordered);
  wait->task = g_steal_pointer (&task);
  if (cancellable != NULL)
    {
      wait->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (wait->cancelled, G_SOURCE_FUNC (on_cancelled), wait, NULL);
      g_source_attach (wait->cancelled, g_main_context_get_thread_default ());
    }

  while (position < self->waits->len &&
         ((Wait *) g_ptr_array_index (self->waits, position))->rank <= wait->rank)
    position++;
  g_ptr_array_insert (self->waits, (int) position, wait);
  pump (self);
}

/**
 * sublet_pacer_wait_finish: (skip)
 * @self: the queue
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: whether the request may be sent now
 */
gboolean
sublet_pacer_wait_finish (SubletPacer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_pacer_hold: (skip)
 * @self: the queue
 * @endpoint: what the service answered with 429
 * @duration_ms: how long it wants to be left alone
 *
 * Nothing of this endpoint goes out before, and no read of any: nobody knows which of its limits
 * the service means.
 */
void
sublet_pacer_hold (SubletPacer *self, const SubletEndpoint *endpoint, gint64 duration_ms)
{
  gint64 moment_us;

  g_return_if_fail (SUBLET_IS_PACER (self));

  moment_us = sublet_clock_get_monotonic_us (self->clock) + duration_ms * 1000;
  hold_until (self, endpoint, moment_us);
  self->reads_free_us = MAX (self->reads_free_us, moment_us);
  pump (self);
}
