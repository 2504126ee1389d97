/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-volume-text.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>

static gint64
get_rate_nusd (SubletVolume *volume)
{
  return sublet_volume_get_rate_nusd (volume, sublet_volume_get_data (volume)->size_gb);
}

/* (nullable): it is not said. */
static char *
dup_size (SubletVolume *volume)
{
  double size_gb = sublet_volume_get_data (volume)->size_gb;
  g_autofree char *number = NULL;

  if (!isfinite (size_gb))
    return NULL;

  number = sublet_format_number (size_gb, 0);
  /* TRANSLATORS: gigabytes; %s is a number; a no-break space */
  return g_strdup_printf (_ ("%s GB"), number);
}

/**
 * sublet_volume_text_dup_name:
 * @volume: a volume
 *
 * Returns: (transfer full): its label, or its number where it has none
 */
char *
sublet_volume_text_dup_name (SubletVolume *volume)
{
  const SubletVolumeData *data = sublet_volume_get_data (volume);
  g_autofree char *number = NULL;

  if (data->label != NULL && *data->label != '\0')
    return sublet_format_name (data->label);

  number = g_strdup_printf ("%" G_GINT64_FORMAT, data->id);
  /* TRANSLATORS: %s is the number of a volume without a name */
  return g_strdup_printf (_ ("Volume %s"), number);
}

/* Takes the fact. */
static void
add_fact (GString *line, char *fact)
{
  g_autofree char *owned = fact;

  if (owned == NULL)
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, owned);
}

static char *
dup_machine (const SubletVolumeData *data)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, data->machine_id);

  /* TRANSLATORS: where a volume is; %s is the number of a machine */
  return g_strdup_printf (_ ("on machine %s"), number);
}

static char *
dup_since (const SubletVolumeData *data, SubletClock *clock)
{
  g_autofree char *time = NULL;

  if (data->start_us <= 0)
    return NULL;

  time = sublet_format_time (data->start_us - sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
  /* TRANSLATORS: how long a volume has been there; %s is a time, as in "3 Dec 14:02" */
  return g_strdup_printf (_ ("since %s"), time);
}

/**
 * sublet_volume_text_dup_facts:
 * @volume: a volume
 * @clock: the engine's
 *
 * Returns: (transfer full): its size, where it is and since when
 */
char *
sublet_volume_text_dup_facts (SubletVolume *volume, SubletClock *clock)
{
  const SubletVolumeData *data = sublet_volume_get_data (volume);
  g_autoptr (GString) line = g_string_new (NULL);

  add_fact (line, dup_size (volume));
  add_fact (line, dup_machine (data));
  add_fact (line, dup_since (data, clock));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sublet_volume_text_dup_price:
 * @volume: a volume
 *
 * Returns: (transfer full) (nullable): what a day of it costs, if it is known
 */
char *
sublet_volume_text_dup_price (SubletVolume *volume)
{
  gint64 rate_nusd = get_rate_nusd (volume);

  return rate_nusd != SUBLET_MONEY_UNKNOWN ? sublet_format_rate_per_day (rate_nusd) : NULL;
}

/**
 * sublet_volume_text_dup_sum:
 * @volumes: (element-type SubletVolume): the volumes
 *
 * Returns: (transfer full) (nullable): what a day of all of them costs, as far as it is known; NULL
 *   when there are none
 */
char *
sublet_volume_text_dup_sum (GListModel *volumes)
{
  guint n = g_list_model_get_n_items (volumes);
  g_autofree char *text = NULL;
  gint64 sum_nusd = 0;
  bool all = true;
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr (SubletVolume) volume = g_list_model_get_item (volumes, i);
      gint64 rate_nusd = get_rate_nusd (volume);

      if (rate_nusd == SUBLET_MONEY_UNKNOWN)
        all = false;
      else
        sum_nusd = sublet_money_add (sum_nusd, rate_nusd);
    }
  if (n == 0)
    return NULL;
  if (sum_nusd == SUBLET_MONEY_UNKNOWN || (!all && sum_nusd == 0))
    return g_strdup ("–");

  text = sublet_format_rate_per_day (sum_nusd);
  if (all)
    return g_steal_pointer (&text);

  /* TRANSLATORS: of some volumes it is not known; %s is a rate, as in "$0.28 a day" */
  return g_strdup_printf (_ ("at least %s"), text);
}

/**
 * sublet_volume_text_dup_heading:
 * @volumes: (element-type SubletVolume): volumes that no instance uses
 *
 * Returns: (transfer full) (nullable): how many there are and what a day of them costs; NULL when
 *   there are none
 */
char *
sublet_volume_text_dup_heading (GListModel *volumes)
{
  guint n = g_list_model_get_n_items (volumes);
  g_autofree char *sum = sublet_volume_text_dup_sum (volumes);

  if (sum == NULL)
    return NULL;

  return g_strdup_printf (
    /* TRANSLATORS: volumes that no instance uses; their number, and a rate, as in "$0.28 a day" */
    ngettext ("%1$u unused volume, %2$s", "%1$u unused volumes, %2$s", n),
    n,
    sum);
}

/**
 * sublet_volume_text_dup_failure:
 * @error: why a deletion failed
 *
 * Returns: (transfer full): a sentence or two, without the volume's name
 */
char *
sublet_volume_text_dup_failure (const GError *error)
{
  g_autofree char *why = NULL;

  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN))
    return g_strdup (_ ("That it is deleted is not confirmed. It may still bill."));
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_INVALID))
    return g_strdup (_ ("Not deleted. An instance uses it, or did until just now."));
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN))
    return g_strdup (_ ("Not deleted. Whether an instance uses it is not known."));

  why = sublet_error_text_dup_both (error);
  /* TRANSLATORS: %s is a sentence that says why */
  return g_strdup_printf (_ ("Not deleted. %s"), why);
}

/**
 * sublet_volume_text_dup_loss:
 * @volume: a volume
 *
 * Returns: (transfer full): what is lost and what is saved when it is deleted
 */
char *
sublet_volume_text_dup_loss (SubletVolume *volume)
{
  g_autofree char *size = dup_size (volume);
  g_autofree char *price = sublet_volume_text_dup_price (volume);

  if (size == NULL && price == NULL)
    return g_strdup (_ ("All data on it is lost for good."));
  if (size == NULL)
    /* TRANSLATORS: %s is a rate, as in "$0.28 a day" */
    return g_strdup_printf (_ ("All data on it is lost for good. This saves %s."), price);
  if (price == NULL)
    /* TRANSLATORS: %s is a size, as in "50 GB" */
    return g_strdup_printf (_ ("All data on its %s is lost for good."), size);

  /* TRANSLATORS: a size and a rate, as in "50 GB" and "$0.28 a day" */
  return g_strdup_printf (_ ("All data on its %1$s is lost for good. This saves %2$s."),
                             size,
                             price);
}

/**
 * sublet_volume_text_dup_doubt:
 * @volumes: the volumes
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): that not all is known, since when and why; NULL while nobody
 *   asked in vain
 */
char *
sublet_volume_text_dup_doubt (SubletIdleVolumes *volumes, SubletClock *clock)
{
  gint64 known_at_us = sublet_idle_volumes_get_known_at_us (volumes);
  const GError *error = sublet_idle_volumes_get_error (volumes);
  const char *why;
  g_autofree char *time = NULL;

  if (sublet_idle_volumes_get_knowledge (volumes) != SUBLET_KNOWLEDGE_UNKNOWN || error == NULL)
    return NULL;

  why = sublet_error_text_get_sentence (error);
  if (g_list_model_get_n_items (G_LIST_MODEL (volumes)) == 0)
    /* TRANSLATORS: %s is a sentence that says why */
    return g_strdup_printf (_ ("Whether volumes bill is not known. %s"), why);
  if (known_at_us <= 0)
    /* TRANSLATORS: below the ones that are known; %s is a sentence that says why */
    return g_strdup_printf (_ ("There may be more volumes than these. %s"), why);

  time = sublet_format_time (known_at_us - sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
  /* TRANSLATORS: a time, as in "14:02", and a sentence that says why */
  return g_strdup_printf (_ ("Which volumes bill is unknown since %1$s. %2$s"), time, why);
}
