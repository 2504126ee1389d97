/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-offer-fields-private.h"

#include "core/base/sublet-money.h"
#include "core/model/sublet-text.h"

#include <math.h>
#include <string.h>

/* The year 3000: a time after it is nonsense. */
#define MAX_EPOCH_S 32503680000.0

typedef struct
{
  const char *name;
  SubletOfferFieldKind kind;
} Field;

static const Field fields_table[] = {
#define X(field) { #field, SUBLET_OFFER_FIELD_KIND_NUMBER },
  SUBLET_OFFER_NUMBERS (X)
#undef X
#define X(field) { #field, SUBLET_OFFER_FIELD_KIND_INTEGER },
    SUBLET_OFFER_INTEGERS (X)
#undef X
#define X(field) { #field, SUBLET_OFFER_FIELD_KIND_FLAG },
      SUBLET_OFFER_FLAGS (X)
#undef X
#define X(field) { #field, SUBLET_OFFER_FIELD_KIND_TEXT },
        SUBLET_OFFER_TEXTS (X)
#undef X
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields_table) == SUBLET_OFFER_N_FIELDS);

/* A measure below 0 is the service's way to say that it is not known. */
static double
measure (double value)
{
  return value >= 0 ? value : NAN;
}

static gint64
rate_nusd (double usd)
{
  gint64 nusd;

  sublet_money_nusd_from_usd (measure (usd), &nusd);
  return nusd;
}

/* The price per TB, or made from the one per GB. */
static gint64
traffic_nusd (double usd_per_tb, double usd_per_gb)
{
  return isnan (usd_per_tb) ? rate_nusd (usd_per_gb * SUBLET_GB_PER_TB) : rate_nusd (usd_per_tb);
}

static gint64
epoch_us (double seconds)
{
  return seconds > 0 && seconds < MAX_EPOCH_S ? llround (seconds * 1e6) : 0;
}

static int
count (gint64 value)
{
  return value >= 0 && value <= G_MAXINT ? (int) value : -1;
}

static gint64
identity (gint64 value)
{
  return value > 0 ? value : 0;
}

/* 890 is 8.9, 1200 is 12.0; two digits were seen in hand-made rows only, and mean the same. */
static double
compute_capability (double value)
{
  if (!(value > 0))
    return NAN;

  return value >= 100 ? value / 100 : value >= 20 ? value / 10 : value;
}

static double
probability (double value)
{
  return value >= 0 && value <= 1 ? value : NAN;
}

static SubletVerification
verification (const char *word)
{
  if (g_strcmp0 (word, "verified") == 0)
    return SUBLET_VERIFICATION_VERIFIED;
  if (g_strcmp0 (word, "unverified") == 0)
    return SUBLET_VERIFICATION_UNVERIFIED;
  if (g_strcmp0 (word, "deverified") == 0)
    return SUBLET_VERIFICATION_DEVERIFIED;

  return SUBLET_VERIFICATION_UNKNOWN;
}

static SubletGpuArchitecture
architecture (const char *word)
{
  if (g_strcmp0 (word, "nvidia") == 0)
    return SUBLET_GPU_ARCHITECTURE_NVIDIA;
  if (g_strcmp0 (word, "amd") == 0)
    return SUBLET_GPU_ARCHITECTURE_AMD;

  return SUBLET_GPU_ARCHITECTURE_UNKNOWN;
}

static GRefString *
share (GRefString *text)
{
  return text != NULL ? g_ref_string_acquire (text) : NULL;
}

static bool
is_country (const char *text, gsize length)
{
  return length == 2 && g_ascii_isalpha (text[0]) && g_ascii_isalpha (text[1]);
}

/* The last comma at or before @end, or NULL; the part after it without blanks. */
static const char *
last_part (const char *text, const char *end, const char **part, gsize *length)
{
  const char *comma = end;
  const char *start;

  while (comma > text && comma[-1] != ',')
    comma--;
  start = comma;
  while (start < end && g_ascii_isspace (*start))
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  *part = start;
  *length = (gsize) (end - start);

  return comma > text ? comma - 1 : NULL;
}

/**
 * sublet_place_split:
 * @geolocation: (nullable): "Bavaria, DE", ", US", "Norway", "Bavaria, DE, EU"
 * @region: (out) (transfer full) (nullable): the text before the country, NULL when there is none
 * @country: (out): the two letters in upper case, "" when there are none
 *
 * Source: fact sheet 2.7, "geolocation".
 */
void
sublet_place_split (const char *geolocation, char **region, char country[3])
{
  const char *part;
  const char *before;
  const char *comma;
  const char *comma_before;
  gsize length;
  gsize length_before;
  g_autofree char *text = NULL;

  *region = NULL;
  memset (country, 0, 3);
  if (geolocation == NULL)
    return;

  comma = last_part (geolocation, geolocation + strlen (geolocation), &part, &length);
  if (is_country (part, length))
    {
      /* In "Bavaria, DE, EU" the continent comes last. */
      if (comma != NULL)
        {
          comma_before = last_part (geolocation, comma, &before, &length_before);
          if (comma_before != NULL && is_country (before, length_before))
            {
              part = before;
              comma = comma_before;
            }
        }
      country[0] = g_ascii_toupper (part[0]);
      country[1] = g_ascii_toupper (part[1]);
      text = comma != NULL ? g_strndup (geolocation, (gsize) (comma - geolocation)) : NULL;
    }
  else
    {
      text = g_strdup (geolocation);
    }

  if (text != NULL && *g_strstrip (text) != '\0')
    *region = g_steal_pointer (&text);
}

/**
 * sublet_offer_field_get_name:
 * @field: a field
 *
 * Returns: (transfer none): its name on the wire
 */
const char *
sublet_offer_field_get_name (SubletOfferField field)
{
  return fields_table[field].name;
}

/**
 * sublet_offer_field_get_kind:
 * @field: a field
 *
 * Returns: what is read from it
 */
SubletOfferFieldKind
sublet_offer_field_get_kind (SubletOfferField field)
{
  return fields_table[field].kind;
}

/**
 * sublet_offer_fields_clear:
 * @fields: (out caller-allocates): values of an offer, or zeros
 *
 * Gives the texts back; every value is missing afterwards.
 */
void
sublet_offer_fields_clear (SubletOfferFields *fields)
{
#define X(name) g_clear_pointer (&fields->name, g_ref_string_release);
  SUBLET_OFFER_TEXTS (X)
#undef X
#define X(name) fields->name = NAN;
  SUBLET_OFFER_NUMBERS (X)
#undef X
#define X(name) fields->name = G_MININT64;
  SUBLET_OFFER_INTEGERS (X)
#undef X
#define X(name) fields->name = -1;
  SUBLET_OFFER_FLAGS (X)
#undef X
}

/**
 * sublet_offer_row_from_fields:
 * @fields: an offer's values as sent
 * @row: (out caller-allocates): memory of any content; to be cleared when this succeeds
 *
 * Returns: whether it is an offer: one without a number cannot be rented
 */
bool
sublet_offer_row_from_fields (const SubletOfferFields *fields, SubletOfferRow *row)
{
  g_autofree char *region = NULL;

  sublet_offer_row_init (row);
  row->id = identity (fields->id);
  if (row->id == 0)
    row->id = identity (fields->ask_contract_id);
  if (row->id == 0)
    return false;

  row->machine_id = identity (fields->machine_id);
  row->host_id = identity (fields->host_id);

  row->gpu_name = share (fields->gpu_name);
  row->cpu_name = share (fields->cpu_name);
  row->driver_version = share (fields->driver_version);
  row->disk_name = share (fields->disk_name);
  sublet_place_split (fields->geolocation, &region, row->country);
  row->region = sublet_text_intern (region);

  row->dph_base_nusd = rate_nusd (fields->dph_base);
  row->dph_total_nusd = rate_nusd (fields->dph_total);
  row->discounted_dph_nusd = rate_nusd (isnan (fields->discounted_dph_total)
                                          ? fields->discounted_hourly
                                          : fields->discounted_dph_total);
  row->storage_nusd_per_gb_month = rate_nusd (fields->storage_cost);
  row->inet_up_nusd_per_tb = traffic_nusd (fields->internet_up_cost_per_tb, fields->inet_up_cost);
  row->inet_down_nusd_per_tb =
    traffic_nusd (fields->internet_down_cost_per_tb, fields->inet_down_cost);
  row->min_bid_nusd = rate_nusd (fields->min_bid);

  row->start_us = epoch_us (fields->start_date);
  row->end_us = epoch_us (fields->end_date);
  row->duration_us = epoch_us (fields->duration);

  row->num_gpus = count (fields->num_gpus);
  row->gpu_frac = measure (fields->gpu_frac);
  row->gpu_ram_mb = measure (fields->gpu_ram);
  row->gpu_total_ram_mb = measure (fields->gpu_total_ram);
  if (isnan (row->gpu_total_ram_mb) && row->num_gpus > 0)
    row->gpu_total_ram_mb = row->gpu_ram_mb * row->num_gpus;
  row->gpu_mem_bw_gb_s = measure (fields->gpu_mem_bw);
  row->total_flops = measure (fields->total_flops);
  row->dlperf = measure (fields->dlperf);
  row->cuda_max_good = measure (fields->cuda_max_good);
  row->compute_cap = compute_capability (fields->compute_cap);
  row->pcie_bw_gb_s = measure (fields->pcie_bw);
  row->nvlink_bw_gb_s = measure (fields->bw_nvlink);
  row->cpu_cores = count (fields->cpu_cores);
  row->cpu_cores_effective = measure (fields->cpu_cores_effective);
  row->cpu_ghz = measure (fields->cpu_ghz);
  row->cpu_ram_mb = measure (fields->cpu_ram);
  row->disk_space_gb = measure (fields->disk_space);
  row->disk_bw_mb_s = measure (fields->disk_bw);
  row->inet_up_mbps = measure (fields->inet_up);
  row->inet_down_mbps = measure (fields->inet_down);
  row->reliability =
    probability (isnan (fields->reliability2) ? fields->reliability : fields->reliability2);
  row->direct_port_count = count (fields->direct_port_count);
  row->hosting_type = count (fields->hosting_type);

  row->verification = verification (fields->verification);
  row->architecture = architecture (fields->gpu_arch);
  row->rentable = fields->rentable != 0;
  row->rented = fields->rented == 1;
  row->static_ip = fields->static_ip == 1;
  row->external = fields->external == 1;

  return true;
}
