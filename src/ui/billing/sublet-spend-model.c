/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-model-private.h"

G_DEFINE_FINAL_TYPE (SubletSpendModel, sublet_spend_model, G_TYPE_OBJECT)

static guint changed_signal;

static void
emit_changed (SubletSpendModel *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* ---- what the journal knows of instances ---- */

static void
place_free (SubletSpendModelPlace *place)
{
  g_free (place->label);
  g_free (place->gpu_name);
  g_free (place);
}

static void
add_place (const SubletJournalRow *row, gpointer user_data)
{
  GHashTable *places = user_data;
  SubletSpendModelPlace *place;

  if (row->contract_id == 0)
    return;

  place = g_new0 (SubletSpendModelPlace, 1);
  place->label = g_strdup (row->label);
  place->gpu_name = g_strdup (row->gpu_name);
  place->machine_id = row->machine_id;
  g_hash_table_insert (places, g_memdup2 (&row->contract_id, sizeof row->contract_id), place);
}

static SubletSpendPlace
look_up (gint64 instance_id, gpointer user_data)
{
  GHashTable *places = user_data;
  const SubletSpendModelPlace *place = g_hash_table_lookup (places, &instance_id);
  SubletSpendPlace found = { 0, NULL };

  if (place != NULL)
    {
      found.machine_id = place->machine_id;
      found.gpu_name = place->gpu_name;
    }

  return found;
}

/* ---- the charges ---- */

/* Has the history ask for the range, as long as somebody looks. */
static void
want (SubletSpendModel *self)
{
  gint64 from_us;
  gint64 until_us;

  if (self->history == NULL || self->n_looking == 0)
    {
      g_clear_object (&self->watch);
      return;
    }

  sublet_spend_model_get_days (self, &from_us, &until_us);
  if (self->watch == NULL)
    self->watch = sublet_charge_watch_new (self->history, from_us, until_us);
  else
    sublet_charge_watch_set_range (self->watch, from_us, until_us);
}

/* Who is told holds groups of the one before, until it was. */
static void
take_spend (SubletSpendModel *self, SubletSpend *added)
{
  SubletSpend *before = self->spend;

  self->spend = NULL;
  g_clear_pointer (&self->added, sublet_spend_unref);
  if (added != NULL)
    {
      g_hash_table_remove_all (self->places);
      sublet_journal_history_foreach (self->journal, add_place, self->places);
      self->added = sublet_spend_ref (added);
      self->spend = sublet_spend_place (added, look_up, self->places);
    }
  emit_changed (self);
  g_clear_pointer (&before, sublet_spend_unref);
}

static void
on_history (SubletSpendModel *self)
{
  SubletSpend *added = sublet_charge_history_get_spend (self->history);

  /* Days go on with the clock. */
  want (self);
  if (added != self->added)
    take_spend (self, added);
  else
    emit_changed (self);
}

/* Names and places of instances came. */
static void
on_journal (SubletSpendModel *self)
{
  if (self->history != NULL &&
      sublet_journal_history_get_state (self->journal) == SUBLET_JOURNAL_STATE_KNOWN)
    take_spend (self, sublet_charge_history_get_spend (self->history));
}

/* ---- the object ---- */

static void
sublet_spend_model_dispose (GObject *object)
{
  SubletSpendModel *self = SUBLET_SPEND_MODEL (object);

  sublet_spend_model_set_history (self, NULL);
  g_clear_object (&self->journal);

  G_OBJECT_CLASS (sublet_spend_model_parent_class)->dispose (object);
}

static void
sublet_spend_model_finalize (GObject *object)
{
  SubletSpendModel *self = SUBLET_SPEND_MODEL (object);

  g_clear_pointer (&self->spend, sublet_spend_unref);
  g_clear_pointer (&self->added, sublet_spend_unref);
  g_hash_table_unref (self->places);

  G_OBJECT_CLASS (sublet_spend_model_parent_class)->finalize (object);
}

static void
sublet_spend_model_class_init (SubletSpendModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_spend_model_dispose;
  object_class->finalize = sublet_spend_model_finalize;

  changed_signal = g_signal_new ("changed",
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
sublet_spend_model_init (SubletSpendModel *self)
{
  self->range = SUBLET_BILLING_RANGE_THIS_MONTH;
  self->places =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) place_free);
}

/**
 * sublet_spend_model_new:
 * @journal: names and places of what was rented
 *
 * Returns: (transfer full): a model of this month, without charges
 */
SubletSpendModel *
sublet_spend_model_new (SubletJournalHistory *journal)
{
  SubletSpendModel *self;

  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (journal), NULL);

  self = g_object_new (SUBLET_TYPE_SPEND_MODEL, NULL);
  self->journal = g_object_ref (journal);
  g_signal_connect_object (journal,
                           "notify::state",
                           G_CALLBACK (on_journal),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * sublet_spend_model_get_clock:
 * @self: a model
 *
 * Returns: (transfer none): the clock
 */
SubletClock *
sublet_spend_model_get_clock (SubletSpendModel *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), NULL);

  return sublet_journal_history_get_clock (self->journal);
}

/**
 * sublet_spend_model_set_history:
 * @self: a model
 * @history: (nullable): the charges
 */
void
sublet_spend_model_set_history (SubletSpendModel *self, SubletChargeHistory *history)
{
  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));

  if (self->history == history)
    return;

  g_clear_object (&self->watch);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_func (self->history, on_history, self);
  g_set_object (&self->history, history);
  if (history != NULL)
    g_signal_connect_object (history, "changed", G_CALLBACK (on_history), self, G_CONNECT_SWAPPED);
  want (self);
  take_spend (self, history != NULL ? sublet_charge_history_get_spend (history) : NULL);
}

/**
 * sublet_spend_model_set_visible:
 * @self: a model
 * @visible: whether one more looks, or one fewer
 *
 * Of two sections the one that comes is seen before the one that goes is not.
 */
void
sublet_spend_model_set_visible (SubletSpendModel *self, gboolean visible)
{
  gboolean before;

  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));
  g_return_if_fail (visible || self->n_looking > 0);

  before = self->n_looking > 0;
  self->n_looking += visible ? 1 : -1;
  if (before == (self->n_looking > 0))
    return;

  if (visible)
    sublet_journal_history_load (self->journal);
  want (self);
}

/**
 * sublet_spend_model_set_range:
 * @self: a model
 * @range: which days, which go on with the clock; SUBLET_BILLING_RANGE_DAYS: those that were chosen
 *   last
 */
void
sublet_spend_model_set_range (SubletSpendModel *self, SubletBillingRange range)
{
  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));

  if (range == SUBLET_BILLING_RANGE_DAYS)
    sublet_spend_model_get_days (self, &self->from_us, &self->until_us);
  self->range = range;
  want (self);
  emit_changed (self);
}

/**
 * sublet_spend_model_get_range:
 * @self: a model
 *
 * Returns: which days
 */
SubletBillingRange
sublet_spend_model_get_range (SubletSpendModel *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), SUBLET_BILLING_RANGE_THIS_MONTH);

  return self->range;
}

/**
 * sublet_spend_model_set_days:
 * @self: a model
 * @from_us: a moment of the first UTC day
 * @until_us: a moment of the last one, not before @from_us
 */
void
sublet_spend_model_set_days (SubletSpendModel *self, gint64 from_us, gint64 until_us)
{
  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));
  g_return_if_fail (from_us > 0 && until_us >= from_us);

  self->range = SUBLET_BILLING_RANGE_DAYS;
  self->from_us = from_us;
  self->until_us = until_us;
  want (self);
  emit_changed (self);
}

/**
 * sublet_spend_model_get_days:
 * @self: a model
 * @from_us: (out): a moment of the first UTC day
 * @until_us: (out): a moment of the last one
 */
void
sublet_spend_model_get_days (SubletSpendModel *self, gint64 *from_us, gint64 *until_us)
{
  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));

  if (self->range == SUBLET_BILLING_RANGE_DAYS)
    {
      *from_us = self->from_us;
      *until_us = self->until_us;
      return;
    }

  sublet_billing_range_get (self->range,
                            sublet_clock_get_service_us (sublet_spend_model_get_clock (self)),
                            from_us,
                            until_us);
}

/**
 * sublet_spend_model_set_step:
 * @self: a model
 * @step: how many days belong together
 */
void
sublet_spend_model_set_step (SubletSpendModel *self, SubletSpendStep step)
{
  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));

  if (self->step == step)
    return;

  self->step = step;
  emit_changed (self);
}

/**
 * sublet_spend_model_get_step:
 * @self: a model
 *
 * Returns: how many days belong together
 */
SubletSpendStep
sublet_spend_model_get_step (SubletSpendModel *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), SUBLET_SPEND_STEP_DAY);

  return self->step;
}

/**
 * sublet_spend_model_set_grouping:
 * @self: a model
 * @grouping: what charges have in common
 */
void
sublet_spend_model_set_grouping (SubletSpendModel *self, SubletSpendGrouping grouping)
{
  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));

  if (self->grouping == grouping)
    return;

  self->grouping = grouping;
  emit_changed (self);
}

/**
 * sublet_spend_model_get_grouping:
 * @self: a model
 *
 * Returns: what charges have in common
 */
SubletSpendGrouping
sublet_spend_model_get_grouping (SubletSpendModel *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), SUBLET_SPEND_GROUPING_INSTANCE);

  return self->grouping;
}

/**
 * sublet_spend_model_retry:
 * @self: a model that somebody looks at
 */
void
sublet_spend_model_retry (SubletSpendModel *self)
{
  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));

  want (self);
  if (self->history != NULL)
    sublet_charge_history_retry (self->history);
}
