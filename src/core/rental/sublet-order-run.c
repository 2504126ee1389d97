/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-order-run-private.h"

#include "core/base/sublet-error.h"

G_DEFINE_FINAL_TYPE (SubletOrderRun, sublet_order_run, G_TYPE_OBJECT)

typedef enum
{
  PROP_RUNNING = 1,
} SubletOrderRunProperty;

static GParamSpec *properties[PROP_RUNNING + 1];

typedef enum
{
  SIGNAL_CHANGED,
} SubletOrderRunSignal;

static guint signals[SIGNAL_CHANGED + 1];

static void order_next (SubletOrderRun *self);

static void
item_free (SubletRunItem *item)
{
  g_object_unref (item->rental);
  g_clear_error (&item->error);
  g_free (item);
}

/* (nullable) */
static SubletRunItem *
find_item (SubletOrderRun *self, SubletRunOutcome outcome)
{
  guint i;

  for (i = 0; i < self->items->len; i++)
    {
      if (sublet_order_run_get_item (self, i)->outcome == outcome)
        return sublet_order_run_get_item (self, i);
    }

  return NULL;
}

/* Takes the error. */
static void
set_outcome (SubletRunItem *item, SubletRunOutcome outcome, GError *error)
{
  item->outcome = outcome;
  g_clear_error (&item->error);
  item->error = error;
}

static void
fail_waiting (SubletOrderRun *self, const GError *error)
{
  SubletRunItem *item;

  while ((item = find_item (self, SUBLET_RUN_WAITING)) != NULL)
    set_outcome (item, SUBLET_RUN_FAILED, g_error_copy (error));
}

/* What failed before has failed still, if it was to be tried again: it keeps its error. */
static void
rename_outcome (SubletOrderRun *self, SubletRunOutcome from, SubletRunOutcome to)
{
  SubletRunItem *item;

  while ((item = find_item (self, from)) != NULL)
    item->outcome = to;
}

static void
set_running (SubletOrderRun *self, bool running)
{
  if (self->running == running)
    return;

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* What holds for this one holds for all: the key is not accepted, or this program only shows. What
 * is forbidden may be so for this machine alone. */
static bool
concerns_all (const GError *error)
{
  return g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY);
}

/* Takes the error. */
static void
settle (SubletOrderRun *self, GError *error)
{
  SubletRunItem *item = find_item (self, SUBLET_RUN_ORDERING);

  if (error == NULL)
    set_outcome (item, SUBLET_RUN_DONE, NULL);
  else
    {
      set_outcome (item, SUBLET_RUN_FAILED, error);
      if (concerns_all (error))
        fail_waiting (self, error);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  order_next (self);
}

static void
on_ordered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletOrderRun) self = user_data;
  GError *error = NULL;

  sublet_rental_engine_order_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  settle (self, error);
}

static void
on_lease_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletOrderRun) self = user_data;
  GError *error = NULL;

  sublet_rental_engine_set_lease_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  settle (self, error);
}

static void
extend (SubletOrderRun *self, SubletRunItem *item)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_rental_engine_get_clock (self->engine));

  item->before_us = sublet_rental_get_lease_end_us (item->rental);
  item->end_us = MAX (item->before_us, now_us) + SUBLET_RUN_EXTENSION_US;
  sublet_rental_engine_set_lease_async (self->engine,
                                        item->rental,
                                        item->end_us,
                                        sublet_rental_get_lease_at_end (item->rental),
                                        NULL,
                                        on_lease_set,
                                        g_object_ref (self));
}

static void
order (SubletOrderRun *self, SubletRunItem *item)
{
  if (self->kind == SUBLET_RUN_EXTEND)
    extend (self, item);
  else
    sublet_rental_engine_order_async (self->engine,
                                      item->rental,
                                      self->kind == SUBLET_RUN_STOP ? SUBLET_ORDER_STOP
                                                                    : SUBLET_ORDER_DESTROY,
                                      NULL,
                                      on_ordered,
                                      g_object_ref (self));
}

static bool
is_listed (SubletOrderRun *self, SubletRental *rental)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) listed = g_list_model_get_item (rentals, i);

      if (listed == rental)
        return true;
    }

  return false;
}

/* It was tried before, and whether that has stopped it is still to be seen: it has failed until the
 * lists tell. */
static bool
is_in_doubt (SubletOrderRun *self, SubletRunItem *item)
{
  return item->error != NULL && is_listed (self, item->rental) &&
         sublet_rental_get_state (item->rental) == SUBLET_RENTAL_STATE_STOPPING;
}

static void
order_next (SubletOrderRun *self)
{
  g_autoptr (SubletOrderRun) kept = g_object_ref (self);
  SubletRunItem *item;

  while ((item = find_item (self, SUBLET_RUN_WAITING)) != NULL &&
         !(is_listed (self, item->rental) &&
           sublet_order_run_can (self->engine, self->kind, item->rental)))
    {
      if (is_in_doubt (self, item))
        item->outcome = SUBLET_RUN_FAILED;
      else
        set_outcome (item, SUBLET_RUN_SKIPPED, NULL);
    }

  if (item != NULL)
    {
      set_outcome (item, SUBLET_RUN_ORDERING, NULL);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      order (self, item);
      return;
    }

  set_running (self, false);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
sublet_order_run_dispose (GObject *object)
{
  g_clear_object (&SUBLET_ORDER_RUN (object)->engine);

  G_OBJECT_CLASS (sublet_order_run_parent_class)->dispose (object);
}

static void
sublet_order_run_finalize (GObject *object)
{
  g_ptr_array_unref (SUBLET_ORDER_RUN (object)->items);

  G_OBJECT_CLASS (sublet_order_run_parent_class)->finalize (object);
}

static void
sublet_order_run_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_RUNNING)
    g_value_set_boolean (value, SUBLET_ORDER_RUN (object)->running);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_order_run_class_init (SubletOrderRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_order_run_dispose;
  object_class->finalize = sublet_order_run_finalize;
  object_class->get_property = sublet_order_run_get_property;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
sublet_order_run_init (SubletOrderRun *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
}

/**
 * sublet_order_run_new: (skip)
 * @engine: what gives the orders
 * @kind: which order
 * @rentals: (element-type SubletRental): for whom
 *
 * Returns: (transfer full): a run that has not begun
 */
SubletOrderRun *
sublet_order_run_new (SubletRentalEngine *engine, SubletRunKind kind, GPtrArray *rentals)
{
  SubletOrderRun *self = g_object_new (SUBLET_TYPE_ORDER_RUN, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint i;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), self);

  self->engine = g_object_ref (engine);
  self->kind = kind;
  for (i = 0; i < rentals->len; i++)
    {
      SubletRunItem *item;

      if (!g_hash_table_add (seen, g_ptr_array_index (rentals, i)))
        continue;
      item = g_new0 (SubletRunItem, 1);
      item->rental = g_object_ref (g_ptr_array_index (rentals, i));
      g_ptr_array_add (self->items, item);
    }

  return self;
}

/**
 * sublet_order_run_start:
 * @self: a run
 *
 * Begins with the first that waits, if it does not run already.
 */
void
sublet_order_run_start (SubletOrderRun *self)
{
  g_return_if_fail (SUBLET_IS_ORDER_RUN (self));

  if (self->running || find_item (self, SUBLET_RUN_WAITING) == NULL)
    return;

  set_running (self, true);
  order_next (self);
}

/**
 * sublet_order_run_stop_here:
 * @self: a run
 *
 * No other is begun: what waits is left as it is, and what had failed keeps its error.
 */
void
sublet_order_run_stop_here (SubletOrderRun *self)
{
  g_return_if_fail (SUBLET_IS_ORDER_RUN (self));

  rename_outcome (self, SUBLET_RUN_WAITING, SUBLET_RUN_LEFT);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * sublet_order_run_try_again:
 * @self: a run that is over
 *
 * Orders once more for those that failed.
 */
void
sublet_order_run_try_again (SubletOrderRun *self)
{
  g_return_if_fail (SUBLET_IS_ORDER_RUN (self));

  if (self->running)
    return;

  rename_outcome (self, SUBLET_RUN_FAILED, SUBLET_RUN_WAITING);
  sublet_order_run_start (self);
}
