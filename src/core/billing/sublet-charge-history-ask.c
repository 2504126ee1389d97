/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-history-private.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-error.h"
#include "core/billing/sublet-charge-store.h"

#include <stdbool.h>

/* After a failure, as after an answer about today. */
#define REPEAT_MS (5 * 60 * 1000)

static gint64
get_now_us (SubletChargeHistory *self)
{
  return sublet_clock_get_service_us (sublet_client_get_clock (self->client));
}

/* ---- the days ---- */

/* The index of the first day that is not before @day_us. */
static guint
find_place (SubletChargeHistory *self, gint64 day_us)
{
  guint low = 0;
  guint high = self->days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const SubletChargeDay *day = g_ptr_array_index (self->days, middle);

      if (day->day_us < day_us)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* (nullable): what is known of it. */
static const SubletChargeDay *
find_day (SubletChargeHistory *self, gint64 day_us)
{
  guint place = find_place (self, day_us);
  const SubletChargeDay *day = place < self->days->len ? g_ptr_array_index (self->days, place)
                                                       : NULL;

  return day != NULL && day->day_us == day_us ? day : NULL;
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_charge_store_put_finish (SUBLET_DATABASE (source), result, &error))
    g_info ("not kept in the cache: %s", error->message);
}

static void
put_day (SubletChargeHistory *self, SubletChargeDay *day)
{
  guint place = find_place (self, day->day_us);

  sublet_charge_store_put_async (self->database,
                                 sublet_client_get_server (self->client),
                                 self->account_id,
                                 day,
                                 on_kept,
                                 NULL);
  if (find_day (self, day->day_us) != NULL)
    g_ptr_array_remove_index (self->days, place);
  g_ptr_array_insert (self->days, (int) place, day);
  sublet_charge_history_add_up (self);
}

/* The start of the last day of a range that has begun. */
static gint64
get_last_day_us (SubletChargeHistory *self, gint64 until_us)
{
  return sublet_charge_day_floor (MIN (until_us, get_now_us (self)));
}

/**
 * sublet_charge_history_count_missing:
 * @self: a history
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one
 *
 * Returns: how many of these days, until today, are not known
 */
guint
sublet_charge_history_count_missing (SubletChargeHistory *self, gint64 from_us, gint64 until_us)
{
  gint64 last_day_us;
  gint64 day_us;
  guint n = 0;

  g_return_val_if_fail (SUBLET_IS_CHARGE_HISTORY (self), 0);

  last_day_us = get_last_day_us (self, until_us);
  for (day_us = sublet_charge_day_floor (from_us); day_us <= last_day_us; day_us += G_TIME_SPAN_DAY)
    n += find_day (self, day_us) == NULL;

  return n;
}

/* ---- which of them are wanted ---- */

static bool
is_wanted (SubletChargeHistory *self, gint64 day_us)
{
  guint i;

  for (i = 0; i < self->ranges->len; i++)
    {
      const SubletChargeRange *range = g_ptr_array_index (self->ranges, i);

      if (day_us >= sublet_charge_day_floor (range->from_us) && day_us <= range->until_us)
        return true;
    }

  return false;
}

/* The first and the last day of all that is wanted; between them some may not be. */
static void
get_ends (SubletChargeHistory *self, gint64 *first_us, gint64 *last_us)
{
  guint i;

  *first_us = G_MAXINT64;
  *last_us = 0;
  for (i = 0; i < self->ranges->len; i++)
    {
      const SubletChargeRange *range = g_ptr_array_index (self->ranges, i);

      *first_us = MIN (*first_us, sublet_charge_day_floor (range->from_us));
      *last_us = MAX (*last_us, get_last_day_us (self, range->until_us));
    }
}

/**
 * sublet_charge_history_add_range: (skip)
 * @self: a history
 * @range: what one more wants; borrowed until it is forgotten
 */
void
sublet_charge_history_add_range (SubletChargeHistory *self, SubletChargeRange *range)
{
  g_ptr_array_add (self->ranges, range);
  sublet_charge_history_go_on (self);
}

/**
 * sublet_charge_history_forget_range: (skip)
 * @self: a history
 * @range: what one wanted
 *
 * The last one's question is given up.
 */
void
sublet_charge_history_forget_range (SubletChargeHistory *self, SubletChargeRange *range)
{
  g_ptr_array_remove_fast (self->ranges, range);
  if (self->ranges->len > 0)
    return;

  sublet_cancel_clear (&self->asking);
  sublet_cancel_clear (&self->waiting);
  g_hash_table_remove_all (self->failed);
}

static gint64
get_due_us (SubletChargeHistory *self, gint64 day_us)
{
  const SubletChargeDay *day = find_day (self, day_us);

  return sublet_charge_day_get_due_us (day_us,
                                       day != NULL ? day->known_at_us : 0,
                                       get_now_us (self));
}

/* The latest day that is due, 0: none is. *next_us: when the first of the others is. */
static gint64
find_due (SubletChargeHistory *self, gint64 *next_us)
{
  gint64 now_us = get_now_us (self);
  gint64 first_us;
  gint64 day_us;

  *next_us = G_MAXINT64;
  get_ends (self, &first_us, &day_us);
  for (; day_us >= first_us; day_us -= G_TIME_SPAN_DAY)
    {
      gint64 due_us = get_due_us (self, day_us);

      if (!is_wanted (self, day_us) || g_hash_table_contains (self->failed, &day_us))
        continue;
      if (due_us <= now_us)
        return day_us;
      *next_us = MIN (*next_us, due_us);
    }

  return 0;
}

/* ---- asking ---- */

/* One question about one day. */
typedef struct
{
  SubletChargeHistory *history; /* (owned) */
  GCancellable *cancellable;    /* (owned) */
  gint64 day_us;
  gint64 asked_at_us;
  gboolean again; /* the second try */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->history);
  g_object_unref (asking->cancellable);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void ask (SubletChargeHistory *self, gint64 day_us, gboolean again);

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletChargeHistory) self = user_data;

  /* The only error of a wait is that nobody waits any more. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    {
      g_clear_object (&self->waiting);
      sublet_charge_history_go_on (self);
    }
}

static void
wait (SubletChargeHistory *self, gint64 duration_ms)
{
  sublet_cancel_clear (&self->waiting);
  g_hash_table_remove_all (self->failed);
  self->waiting = g_cancellable_new ();
  sublet_clock_wait_async (sublet_client_get_clock (self->client),
                           duration_ms,
                           self->waiting,
                           on_waited,
                           g_object_ref (self));
}

static void
take (SubletChargeHistory *self, const Asking *asking, SubletBillingListing *listing)
{
  /* What was booked while the pages came may not be in them. */
  gint64 known_at_us = MIN (asking->asked_at_us, listing->known_at_us);

  if (g_hash_table_size (self->failed) == 0)
    sublet_charge_history_set_error (self, NULL);
  put_day (self, sublet_charge_day_new (asking->day_us, known_at_us, listing->rows));
}

/* A page's token may have expired in the middle, or charges came while they were counted. */
static void
retry_or_give_up (SubletChargeHistory *self, const Asking *asking, const GError *error)
{
  if (!asking->again)
    {
      ask (self, asking->day_us, TRUE);
      return;
    }

  g_hash_table_add (self->failed, g_memdup2 (&asking->day_us, sizeof asking->day_us));
  sublet_charge_history_set_error (self, error);
  sublet_charge_history_go_on (self);
}

static void
on_charges (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletChargeHistory *self = asking->history;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletBillingListing)
    listing = sublet_client_list_charges_finish (SUBLET_CLIENT (source), result, &error);

  if (asking->cancellable != self->asking)
    return;

  g_clear_object (&self->asking);
  if (listing != NULL && !listing->complete)
    g_set_error (&error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "charges of a day are missing");
  if (error == NULL)
    {
      take (self, asking, listing);
      sublet_charge_history_go_on (self);
    }
  else if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_INVALID) ||
           g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL))
    retry_or_give_up (self, asking, error);
  else
    {
      /* Cancelled by the client: the key is being changed, which is no reason to show. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sublet_charge_history_set_error (self, error);
      wait (self, REPEAT_MS);
    }
  sublet_charge_history_emit_changed (self);
}

static void
ask (SubletChargeHistory *self, gint64 day_us, gboolean again)
{
  Asking *asking = g_new0 (Asking, 1);

  self->asking = g_cancellable_new ();
  asking->history = g_object_ref (self);
  asking->cancellable = g_object_ref (self->asking);
  asking->day_us = day_us;
  asking->asked_at_us = get_now_us (self);
  asking->again = again;
  sublet_client_list_charges_async (self->client, day_us, day_us, self->asking, on_charges, asking);
}

/**
 * sublet_charge_history_go_on: (skip)
 * @self: a history
 *
 * Asks for the next day that is due, or waits for it; nothing when it is not wanted, or asks
 * already.
 */
void
sublet_charge_history_go_on (SubletChargeHistory *self)
{
  gint64 next_us;
  gint64 day_us;

  if (self->ranges->len == 0 || self->account_id == 0 || self->awaited || self->loading != NULL ||
      self->asking != NULL)
    return;

  sublet_cancel_clear (&self->waiting);
  day_us = find_due (self, &next_us);
  if (day_us != 0)
    ask (self, day_us, FALSE);
  else if (g_hash_table_size (self->failed) > 0 || next_us == G_MAXINT64)
    wait (self, REPEAT_MS);
  else
    wait (self, MAX ((next_us - get_now_us (self)) / 1000, 0) + 1);
}
