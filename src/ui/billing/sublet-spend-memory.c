/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-memory.h"

/* As the settings have them; what a page does not offer has no word. */
static const char *const range_words[] = {
  [SUBLET_BILLING_RANGE_30_DAYS] = "30-days",
  [SUBLET_BILLING_RANGE_THIS_MONTH] = "this-month",
  [SUBLET_BILLING_RANGE_LAST_MONTH] = "last-month",
  [SUBLET_BILLING_RANGE_THIS_YEAR] = "this-year",
  [SUBLET_BILLING_RANGE_DAYS] = "days",
};

static const char *const step_words[] = { "day", "week", "month" };

static const char *const grouping_words[] = { "instance", "label", "gpu", "machine" };

/* -1: it is none of them. */
static int
find_word (const char *const *words, gsize n, const char *word)
{
  gsize i;

  for (i = 0; i < n; i++)
    {
      if (words[i] != NULL && g_strcmp0 (words[i], word) == 0)
        return (int) i;
    }

  return -1;
}

/* ---- chosen days ---- */

/* Whether there are some. */
static gboolean
read_days (const char *text, gint64 *from_us, gint64 *until_us)
{
  g_auto (GStrv) days = g_strsplit (text, "/", -1);

  if (g_strv_length (days) != 2)
    return FALSE;

  *from_us = sublet_billing_range_read_day (days[0]);
  *until_us = sublet_billing_range_read_day (days[1]);

  return *from_us > 0 && *until_us >= *from_us &&
         *until_us - *from_us <= SUBLET_SPEND_MODEL_MAX_DAYS * G_TIME_SPAN_DAY;
}

/* ---- both ways ---- */

static void
restore (SubletSpendModel *model, SubletSettings *settings)
{
  g_autofree char *range_word = NULL;
  g_autofree char *days = NULL;
  g_autofree char *step_word = NULL;
  g_autofree char *grouping_word = NULL;
  gint64 from_us;
  gint64 until_us;
  int range;
  int step;
  int grouping;

  g_object_get (settings,
                "spending-range",
                &range_word,
                "spending-days",
                &days,
                "spending-step",
                &step_word,
                "spending-grouping",
                &grouping_word,
                NULL);
  range = find_word (range_words, G_N_ELEMENTS (range_words), range_word);
  step = find_word (step_words, G_N_ELEMENTS (step_words), step_word);
  grouping = find_word (grouping_words, G_N_ELEMENTS (grouping_words), grouping_word);
  if (step >= 0)
    sublet_spend_model_set_step (model, (SubletSpendStep) step);
  if (grouping >= 0)
    sublet_spend_model_set_grouping (model, (SubletSpendGrouping) grouping);
  if (range == SUBLET_BILLING_RANGE_DAYS)
    {
      if (read_days (days, &from_us, &until_us))
        sublet_spend_model_set_days (model, from_us, until_us);
    }
  else if (range >= 0)
    sublet_spend_model_set_range (model, (SubletBillingRange) range);
}

/* What is the same is not written again. */
static void
keep (SubletSettings *settings, SubletSpendModel *model)
{
  SubletBillingRange range = sublet_spend_model_get_range (model);

  if (range == SUBLET_BILLING_RANGE_DAYS)
    {
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;
      g_autofree char *days = NULL;
      gint64 from_us;
      gint64 until_us;

      sublet_spend_model_get_days (model, &from_us, &until_us);
      first = sublet_billing_range_dup_day (from_us);
      last = sublet_billing_range_dup_day (until_us);
      days = g_strconcat (first, "/", last, NULL);
      g_object_set (settings, "spending-days", days, NULL);
    }
  g_object_set (settings,
                "spending-range",
                range_words[range],
                "spending-step",
                step_words[sublet_spend_model_get_step (model)],
                "spending-grouping",
                grouping_words[sublet_spend_model_get_grouping (model)],
                NULL);
}

/**
 * sublet_spend_memory_bind:
 * @model: a model
 * @settings: where its choices are kept
 *
 * Chooses what was chosen last, and keeps what is chosen from now on.
 */
void
sublet_spend_memory_bind (SubletSpendModel *model, SubletSettings *settings)
{
  g_return_if_fail (SUBLET_IS_SPEND_MODEL (model));
  g_return_if_fail (SUBLET_IS_SETTINGS (settings));

  restore (model, settings);
  g_signal_connect_object (model, "changed", G_CALLBACK (keep), settings, G_CONNECT_SWAPPED);
}
