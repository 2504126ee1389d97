/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-model-private.h"

#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_spend_model_get_error:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): why days were not answered last
 */
const GError *
sublet_spend_model_get_error (SubletSpendModel *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), NULL);

  return self->history != NULL ? sublet_charge_history_get_error (self->history) : NULL;
}

/**
 * sublet_spend_model_get_account:
 * @self: a model
 *
 * Returns: whose charges they are; 0: nobody's, or not known
 */
gint64
sublet_spend_model_get_account (SubletSpendModel *self)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), 0);

  return self->history != NULL ? sublet_charge_history_get_account (self->history) : 0;
}

/**
 * sublet_spend_model_get_n_days:
 * @self: a model
 *
 * Returns: how many days of the range there are until today
 */
guint
sublet_spend_model_get_n_days (SubletSpendModel *self)
{
  gint64 now_us;
  gint64 from_us;
  gint64 until_us;

  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), 0);

  now_us = sublet_clock_get_service_us (sublet_spend_model_get_clock (self));
  sublet_spend_model_get_days (self, &from_us, &until_us);
  until_us = MIN (until_us, now_us);
  if (until_us < sublet_charge_day_floor (from_us))
    return 0;

  return (guint) ((sublet_charge_day_floor (until_us) - sublet_charge_day_floor (from_us)) /
                  G_TIME_SPAN_DAY) +
         1;
}

/**
 * sublet_spend_model_get_n_missing:
 * @self: a model
 *
 * Returns: how many of them are not known
 */
guint
sublet_spend_model_get_n_missing (SubletSpendModel *self)
{
  gint64 from_us;
  gint64 until_us;

  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), 0);

  if (self->history == NULL)
    return sublet_spend_model_get_n_days (self);

  sublet_spend_model_get_days (self, &from_us, &until_us);
  return sublet_charge_history_count_missing (self->history, from_us, until_us);
}

/**
 * sublet_spend_model_get_known_at_us:
 * @self: a model
 *
 * Returns: when the latest answer about a day of the range came
 */
gint64
sublet_spend_model_get_known_at_us (SubletSpendModel *self)
{
  GPtrArray *days;
  gint64 known_at_us = 0;
  gint64 from_us;
  gint64 until_us;
  guint i;

  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), 0);

  if (self->history == NULL)
    return 0;

  sublet_spend_model_get_days (self, &from_us, &until_us);
  days = sublet_charge_history_get_days (self->history);
  for (i = 0; i < days->len; i++)
    {
      const SubletChargeDay *day = g_ptr_array_index (days, i);

      if (day->day_us >= sublet_charge_day_floor (from_us) && day->day_us <= until_us)
        known_at_us = MAX (known_at_us, day->known_at_us);
    }

  return known_at_us;
}

/**
 * sublet_spend_model_make_series:
 * @self: a model
 *
 * Returns: (transfer full) (nullable): the range by steps
 */
SubletSpendSeries *
sublet_spend_model_make_series (SubletSpendModel *self)
{
  gint64 from_us;
  gint64 until_us;

  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), NULL);

  if (self->spend == NULL)
    return NULL;

  sublet_spend_model_get_days (self, &from_us, &until_us);
  return sublet_spend_make_series (self->spend, from_us, until_us, self->step);
}

/**
 * sublet_spend_model_make_groups:
 * @self: a model
 *
 * Returns: (transfer full) (nullable) (element-type SubletSpendGroup): the range by what charges
 *   have in common, the dearest first; its texts are valid until the next "changed"
 */
GArray *
sublet_spend_model_make_groups (SubletSpendModel *self)
{
  gint64 from_us;
  gint64 until_us;

  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), NULL);

  if (self->spend == NULL)
    return NULL;

  sublet_spend_model_get_days (self, &from_us, &until_us);
  return sublet_spend_make_groups (self->spend, from_us, until_us, self->grouping);
}

/* (nullable): as the journal has it. */
static const char *
get_label (SubletSpendModel *self, gint64 id)
{
  const SubletSpendModelPlace *place = g_hash_table_lookup (self->places, &id);

  return place != NULL && place->label != NULL && *place->label != '\0' ? place->label : NULL;
}

static char *
dup_instance (SubletSpendModel *self, gint64 id, const char *name)
{
  const char *label = get_label (self, id);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (label != NULL)
    return sublet_format_name (label);
  if (id != 0)
    /* TRANSLATORS: an instance without a label; %s is its id */
    return g_strdup_printf (_ ("Instance %s"), number);

  /* TRANSLATORS: a row of the bill that does not say what it is for */
  return name != NULL ? sublet_format_name (name) : g_strdup (_ ("Other Charge"));
}

/**
 * sublet_spend_model_dup_title:
 * @self: a model
 * @id: a group's id
 * @name: (nullable): its name
 *
 * Returns: (transfer full): what the group is called
 */
char *
sublet_spend_model_dup_title (SubletSpendModel *self, gint64 id, const char *name)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), NULL);

  switch (self->grouping)
    {
    case SUBLET_SPEND_GROUPING_LABEL:
      return name != NULL ? sublet_format_name (name) : g_strdup (_ ("Without a Label"));
    case SUBLET_SPEND_GROUPING_GPU:
      return name != NULL ? sublet_format_name (name) : g_strdup (_ ("GPU Not Known"));
    case SUBLET_SPEND_GROUPING_MACHINE:
      /* TRANSLATORS: a host's computer; %s is its id */
      return id != 0 ? g_strdup_printf (_ ("Machine %s"), number)
                     : g_strdup (_ ("Machine Not Known"));
    case SUBLET_SPEND_GROUPING_INSTANCE:
    default:
      return dup_instance (self, id, name);
    }
}

/**
 * sublet_spend_model_get_hidden_id:
 * @self: a model
 * @id: a group's id
 *
 * Returns: the id, where it is an instance's and its title does not say it; else 0
 */
gint64
sublet_spend_model_get_hidden_id (SubletSpendModel *self, gint64 id)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), 0);

  return self->grouping == SUBLET_SPEND_GROUPING_INSTANCE && get_label (self, id) != NULL ? id : 0;
}

/**
 * sublet_spend_model_export_async:
 * @self: a model whose series is known
 * @file: where to; replaced when it is there
 * @format: how
 * @cancellable: (nullable): gives up; the old file stays then
 * @callback: called when it is written, with the history
 * @user_data: for @callback
 *
 * Writes the charges of the days of the range that are known.
 */
void
sublet_spend_model_export_async (SubletSpendModel *self,
                                 GFile *file,
                                 SubletChargeFormat format,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  gint64 from_us;
  gint64 until_us;

  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));
  g_return_if_fail (self->spend != NULL && self->history != NULL);

  sublet_spend_model_get_days (self, &from_us, &until_us);
  sublet_charge_history_export_async (self->history,
                                      self->spend,
                                      from_us,
                                      until_us,
                                      file,
                                      format,
                                      cancellable,
                                      callback,
                                      user_data);
}

/**
 * sublet_spend_model_check_bill_async:
 * @self: a model
 * @cancellable: (nullable): nobody waits for it any more
 * @callback: called when it was compared, with the history
 * @user_data: for @callback
 *
 * Holds the charges of each rental against its quote, whatever the range; see
 * sublet_spend_model_limit_check().
 *
 * Returns: whether there are charges; if not, @callback is not called
 */
gboolean
sublet_spend_model_check_bill_async (SubletSpendModel *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_val_if_fail (SUBLET_IS_SPEND_MODEL (self), FALSE);

  if (self->spend == NULL || self->history == NULL)
    return FALSE;

  sublet_charge_history_check_bill_async (self->history,
                                          self->spend,
                                          cancellable,
                                          callback,
                                          user_data);
  return TRUE;
}

/**
 * sublet_spend_model_limit_check:
 * @self: a model
 * @check: what was compared
 *
 * Leaves out the rentals of other days than the range's.
 */
void
sublet_spend_model_limit_check (SubletSpendModel *self, SubletBillCheck *check)
{
  gint64 from_us;
  gint64 until_us;

  g_return_if_fail (SUBLET_IS_SPEND_MODEL (self));

  sublet_spend_model_get_days (self, &from_us, &until_us);
  sublet_bill_check_limit (check,
                           from_us,
                           until_us,
                           sublet_clock_get_service_us (sublet_spend_model_get_clock (self)));
}
