/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-table.h"

#include "core/market/sublet-offer-warnings.h"

#include <string.h>

/* What no figure of a machine reaches; beyond it the table shows a dash. */
#define LIMIT 1e14
#define CUDA_LIMIT 1e6

/* Between the parts of a place's text; occurs in no name. */
#define SEPARATOR "\x1f"

typedef struct
{
  const SubletOfferTable *table;
  SubletPlaceNamer place_namer;
  GString *text; /* (owned): scratch */
} Reading;

static const char *
read_model (guint row, gpointer user_data)
{
  Reading *reading = user_data;

  return sublet_offer_table_get_row (reading->table, row)->gpu_name;
}

static const char *
read_cpu (guint row, gpointer user_data)
{
  Reading *reading = user_data;

  return sublet_offer_table_get_row (reading->table, row)->cpu_name;
}

static const char *
read_country (guint row, gpointer user_data)
{
  Reading *reading = user_data;
  const SubletOfferRow *offer = sublet_offer_table_get_row (reading->table, row);

  return offer->country[0] != '\0' ? offer->country : NULL;
}

static const char *
read_place (guint row, gpointer user_data)
{
  Reading *reading = user_data;
  const SubletOfferRow *offer = sublet_offer_table_get_row (reading->table, row);

  if (offer->region == NULL && offer->country[0] == '\0')
    return NULL;

  g_string_assign (reading->text, offer->country);
  g_string_append (reading->text, SEPARATOR);
  if (offer->region != NULL)
    g_string_append (reading->text, offer->region);

  return reading->text->str;
}

static char *
name_place (const char *text, gpointer user_data)
{
  Reading *reading = user_data;
  const char *separator = strstr (text, SEPARATOR);
  const char *region = separator + strlen (SEPARATOR);
  g_autofree char *country = g_strndup (text, (gsize) (separator - text));

  if (reading->place_namer != NULL)
    return reading->place_namer (region[0] != '\0' ? region : NULL, country);

  return g_strconcat (country, " ", region, NULL);
}

static SubletSortKey
key_from_count (gint64 value)
{
  return value < 0 ? SUBLET_SORT_KEY_MISSING : sublet_sort_key_from_int (value);
}

static SubletSortKey
key_from_word (guint32 word)
{
  return word == SUBLET_DICTIONARY_MISSING ? SUBLET_SORT_KEY_MISSING
                                           : sublet_sort_key_from_int (word);
}

static SubletSortKey
key_from_verification (SubletVerification verification)
{
  return verification == SUBLET_VERIFICATION_UNKNOWN
           ? SUBLET_SORT_KEY_MISSING
           : sublet_sort_key_from_int ((gint64) verification);
}

static SubletSortKey
key_from_gpu (guint32 model, int num_gpus)
{
  if (model == SUBLET_DICTIONARY_MISSING)
    return SUBLET_SORT_KEY_MISSING;

  return sublet_sort_key_from_int (((gint64) model << 32) + MAX (num_gpus, 0));
}

static bool
depends_on_job (guint key)
{
  return key == SUBLET_OFFER_KEY_JOB_RATE || key == SUBLET_OFFER_KEY_JOB_COST ||
         key == SUBLET_OFFER_KEY_VALUE || key == SUBLET_OFFER_KEY_FLOPS_VALUE ||
         key == SUBLET_OFFER_KEY_GPU_RATE ||
         sublet_offer_key_get_price_kind ((SubletOfferKey) key) != SUBLET_PRICE_KIND_UNKNOWN;
}

static void
fill_row_keys (SubletOfferTable *self, guint i)
{
  const SubletOfferRow *row = sublet_offer_table_get_row (self, i);
  SubletSortKey **keys = self->keys;
  gint64 ends_us = sublet_offer_row_get_ends_us (row, self->known_at_us);

  keys[SUBLET_OFFER_KEY_GPU][i] = key_from_gpu (self->models.of_row[i], row->num_gpus);
  keys[SUBLET_OFFER_KEY_GPU_RAM][i] = sublet_sort_key_from_figure (row->gpu_ram_mb, 0, LIMIT);
  keys[SUBLET_OFFER_KEY_RELIABILITY][i] =
    sublet_sort_key_from_figure (row->reliability, -LIMIT, LIMIT);
  keys[SUBLET_OFFER_KEY_PLACE][i] = key_from_word (self->places.of_row[i]);
  keys[SUBLET_OFFER_KEY_ENDS][i] = ends_us > 0 ? sublet_sort_key_from_int (ends_us)
                                               : SUBLET_SORT_KEY_MISSING;
  keys[SUBLET_OFFER_KEY_DOWN][i] = sublet_sort_key_from_figure (row->inet_down_mbps, -LIMIT, LIMIT);
  keys[SUBLET_OFFER_KEY_CUDA][i] = sublet_sort_key_from_figure (row->cuda_max_good, 0, CUDA_LIMIT);
  keys[SUBLET_OFFER_KEY_PORTS][i] = key_from_count (row->direct_port_count);
  keys[SUBLET_OFFER_KEY_VERIFIED][i] = key_from_verification (row->verification);
  keys[SUBLET_OFFER_KEY_UP][i] = sublet_sort_key_from_figure (row->inet_up_mbps, -LIMIT, LIMIT);
  keys[SUBLET_OFFER_KEY_DISK][i] = sublet_sort_key_from_figure (row->disk_space_gb, -LIMIT, LIMIT);
  keys[SUBLET_OFFER_KEY_DISK_SPEED][i] =
    sublet_sort_key_from_figure (row->disk_bw_mb_s, -LIMIT, LIMIT);
  keys[SUBLET_OFFER_KEY_CPU][i] = key_from_word (self->cpus.of_row[i]);
  keys[SUBLET_OFFER_KEY_CORES][i] =
    sublet_sort_key_from_figure (row->cpu_cores_effective, -LIMIT, LIMIT);
  keys[SUBLET_OFFER_KEY_RAM][i] = sublet_sort_key_from_figure (row->cpu_ram_mb, 0, LIMIT);
  keys[SUBLET_OFFER_KEY_LOWEST_BID][i] = sublet_sort_key_from_money (row->min_bid_nusd);
  keys[SUBLET_OFFER_KEY_MACHINE][i] = key_from_count (row->machine_id);
}

static void
fill_range_keys (SubletOfferTable *self)
{
  guint i;
  guint row;

  for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
    {
      const SubletFilterRange *range = sublet_filter_range_get (i);
      SubletSortKey *keys;

      if (range->key >= 0)
        continue;

      keys = g_new (SubletSortKey, MAX (self->n_rows, 1));
      for (row = 0; row < self->n_rows; row++)
        keys[row] = sublet_filter_range_read_key (range, sublet_offer_table_get_row (self, row));
      self->range_keys[range->part] = keys;
    }
}

/* The same offer twice, in two pages or by the service's mistake, is one offer: the later row. */
static void
fill_by_id (SubletOfferTable *self)
{
  g_autofree SubletSortKey *ids = g_new (SubletSortKey, MAX (self->n_rows, 1));
  guint i;

  self->by_id = g_new (guint32, MAX (self->n_rows, 1));
  for (i = 0; i < self->n_rows; i++)
    {
      ids[i] = sublet_sort_key_from_int (sublet_offer_table_get_row (self, i)->id);
      self->by_id[i] = i;
    }
  sublet_radix_sort (self->by_id, self->n_rows, ids, false);

  for (i = 0; i < self->n_rows; i++)
    {
      guint32 row = self->by_id[i];

      if (self->n_by_id > 0 && ids[self->by_id[self->n_by_id - 1]] == ids[row])
        self->by_id[self->n_by_id - 1] = row;
      else
        self->by_id[self->n_by_id++] = row;
    }
}

static void
table_clear (gpointer data)
{
  SubletOfferTable *self = data;
  guint key;
  guint part;

  g_array_unref (self->rows);
  g_free (self->by_id);
  sublet_dictionary_clear (&self->models);
  sublet_dictionary_clear (&self->countries);
  sublet_dictionary_clear (&self->places);
  sublet_dictionary_clear (&self->cpus);
  for (key = 0; key < SUBLET_N_OFFER_KEYS; key++)
    g_free (self->keys[key]);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    g_free (self->range_keys[part]);
}

/**
 * sublet_offer_table_new:
 * @rows: (element-type SubletOfferRow): the rows, which nobody changes from now on
 * @kind: what they were searched with
 * @known_at_us: when the service sent them, service time
 * @place_namer: (nullable): for sorting by place
 *
 * Any thread.
 *
 * Returns: (transfer full): the table
 */
SubletOfferTable *
sublet_offer_table_new (GArray *rows,
                        SubletPriceKind kind,
                        gint64 known_at_us,
                        SubletPlaceNamer place_namer)
{
  SubletOfferTable *self = g_atomic_rc_box_new0 (SubletOfferTable);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { self, place_namer, text };
  guint key;
  guint i;

  self->rows = g_array_ref (rows);
  self->n_rows = rows->len;
  self->kind = kind;
  self->known_at_us = known_at_us;

  fill_by_id (self);
  sublet_dictionary_init (&self->models, self->n_rows, read_model, NULL, &reading);
  sublet_dictionary_init (&self->countries, self->n_rows, read_country, NULL, &reading);
  sublet_dictionary_init (&self->places, self->n_rows, read_place, name_place, &reading);
  sublet_dictionary_init (&self->cpus, self->n_rows, read_cpu, NULL, &reading);

  for (key = 0; key < SUBLET_N_OFFER_KEYS; key++)
    if (!depends_on_job (key))
      self->keys[key] = g_new (SubletSortKey, MAX (self->n_rows, 1));
  for (i = 0; i < self->n_rows; i++)
    fill_row_keys (self, i);
  fill_range_keys (self);

  return self;
}

/**
 * sublet_offer_table_ref:
 * @self: a table
 *
 * Returns: (transfer full): @self
 */
SubletOfferTable *
sublet_offer_table_ref (SubletOfferTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * sublet_offer_table_unref:
 * @self: (transfer full): a table
 *
 * The last one frees the rows, which takes milliseconds when they are many.
 */
void
sublet_offer_table_unref (SubletOfferTable *self)
{
  g_atomic_rc_box_release_full (self, table_clear);
}

/**
 * sublet_offer_table_find:
 * @self: a table
 * @offer_id: an offer
 *
 * Returns: its row, G_MAXUINT when it is not in the table
 */
guint
sublet_offer_table_find (const SubletOfferTable *self, gint64 offer_id)
{
  guint low = 0;
  guint high = self->n_by_id;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (sublet_offer_table_get_row (self, self->by_id[middle])->id < offer_id)
        low = middle + 1;
      else
        high = middle;
    }

  if (low == self->n_by_id || sublet_offer_table_get_row (self, self->by_id[low])->id != offer_id)
    return G_MAXUINT;

  return self->by_id[low];
}
