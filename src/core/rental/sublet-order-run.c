/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-order-run.h"

#include "core/base/sublet-error.h"

#include <stdbool.h>

typedef struct
{
  SubletRental *rental; /* (owned) */
  SubletRunOutcome outcome;
  GError *error;    /* (owned) (nullable) */
  gint64 before_us; /* service time at which its lease ended when it was ordered; 0: not yet */
  gint64 end_us;    /* likewise: at which it was to end then */
} Item;

struct _SubletOrderRun
{
  GObject parent_instance;

  SubletRentalEngine *engine; /* (owned) */
  SubletRunKind kind;
  GPtrArray *items; /* (owned) (element-type Item) */
  bool running;
};

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
item_free (Item *item)
{
  g_object_unref (item->rental);
  g_clear_error (&item->error);
  g_free (item);
}

static Item *
get_item (SubletOrderRun *self, guint i)
{
  return g_ptr_array_index (self->items, i);
}

/* (nullable) */
static Item *
find_item (SubletOrderRun *self, SubletRunOutcome outcome)
{
  guint i;

  for (i = 0; i < self->items->len; i++)
    {
      if (get_item (self, i)->outcome == outcome)
        return get_item (self, i);
    }

  return NULL;
}

/* Takes the error. */
static void
set_outcome (Item *item, SubletRunOutcome outcome, GError *error)
{
  item->outcome = outcome;
  g_clear_error (&item->error);
  item->error = error;
}

static void
fail_waiting (SubletOrderRun *self, const GError *error)
{
  Item *item;

  while ((item = find_item (self, SUBLET_RUN_WAITING)) != NULL)
    set_outcome (item, SUBLET_RUN_FAILED, g_error_copy (error));
}

/* What failed before has failed still, if it was to be tried again: it keeps its error. */
static void
rename_outcome (SubletOrderRun *self, SubletRunOutcome from, SubletRunOutcome to)
{
  Item *item;

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
  Item *item = find_item (self, SUBLET_RUN_ORDERING);

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
extend (SubletOrderRun *self, Item *item)
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
order (SubletOrderRun *self, Item *item)
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
is_in_doubt (SubletOrderRun *self, Item *item)
{
  return item->error != NULL && is_listed (self, item->rental) &&
         sublet_rental_get_state (item->rental) == SUBLET_RENTAL_STATE_STOPPING;
}

static void
order_next (SubletOrderRun *self)
{
  g_autoptr (SubletOrderRun) kept = g_object_ref (self);
  Item *item;

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
 * sublet_order_run_can:
 * @engine: an engine
 * @kind: what is to be done
 * @rental: one of its rentals
 *
 * Returns: whether it can be done with it now
 */
gboolean
sublet_order_run_can (SubletRentalEngine *engine, SubletRunKind kind, SubletRental *rental)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), FALSE);
  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), FALSE);

  if (sublet_rental_engine_get_read_only (engine))
    return FALSE;

  switch (kind)
    {
    case SUBLET_RUN_STOP:
      return sublet_rental_can_stop (rental);
    case SUBLET_RUN_EXTEND:
      return sublet_rental_can_extend (rental);
    case SUBLET_RUN_DESTROY:
    default:
      return sublet_rental_can_destroy (rental);
    }
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
      Item *item;

      if (!g_hash_table_add (seen, g_ptr_array_index (rentals, i)))
        continue;
      item = g_new0 (Item, 1);
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

/**
 * sublet_order_run_get_running:
 * @self: a run
 *
 * Returns: whether an order is on its way
 */
gboolean
sublet_order_run_get_running (SubletOrderRun *self)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self), FALSE);

  return self->running;
}

/**
 * sublet_order_run_get_kind:
 * @self: a run
 *
 * Returns: what is done with each
 */
SubletRunKind
sublet_order_run_get_kind (SubletOrderRun *self)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self), SUBLET_RUN_STOP);

  return self->kind;
}

/**
 * sublet_order_run_get_n_items:
 * @self: a run
 *
 * Returns: how many there are
 */
guint
sublet_order_run_get_n_items (SubletOrderRun *self)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self), 0);

  return self->items->len;
}

/**
 * sublet_order_run_count:
 * @self: a run
 * @outcome: an outcome
 *
 * Returns: how many have it
 */
guint
sublet_order_run_count (SubletOrderRun *self, SubletRunOutcome outcome)
{
  guint count = 0;
  guint i;

  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self), 0);

  for (i = 0; i < self->items->len; i++)
    count += get_item (self, i)->outcome == outcome;

  return count;
}

/**
 * sublet_order_run_get_rental:
 * @self: a run
 * @index: less than how many there are
 *
 * Returns: (transfer none): one of them
 */
SubletRental *
sublet_order_run_get_rental (SubletOrderRun *self, guint index)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self) && index < self->items->len, NULL);

  return get_item (self, index)->rental;
}

/**
 * sublet_order_run_get_outcome:
 * @self: a run
 * @index: less than how many there are
 *
 * Returns: what became of its order
 */
SubletRunOutcome
sublet_order_run_get_outcome (SubletOrderRun *self, guint index)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self) && index < self->items->len, SUBLET_RUN_WAITING);

  return get_item (self, index)->outcome;
}

/**
 * sublet_order_run_get_lease:
 * @self: a run that extends
 * @index: less than how many there are
 * @before_us: (out): service time at which its lease ended before; 0: its turn has not come
 * @end_us: (out): service time at which it ends by its order; 0 likewise
 */
void
sublet_order_run_get_lease (SubletOrderRun *self, guint index, gint64 *before_us, gint64 *end_us)
{
  g_return_if_fail (SUBLET_IS_ORDER_RUN (self) && index < self->items->len);

  *before_us = get_item (self, index)->before_us;
  *end_us = get_item (self, index)->end_us;
}

/**
 * sublet_order_run_get_error:
 * @self: a run
 * @index: less than how many there are
 *
 * Returns: (transfer none) (nullable): why its order failed, the last time that it was tried
 */
const GError *
sublet_order_run_get_error (SubletOrderRun *self, guint index)
{
  g_return_val_if_fail (SUBLET_IS_ORDER_RUN (self) && index < self->items->len, NULL);

  return get_item (self, index)->error;
}
