/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-offer.h"

#include "core/base/sublet-money.h"

#include <math.h>

struct _SubletOffer
{
  GObject parent_instance;

  SubletOfferRow row; /* (owned) */
  SubletPriceKind kind;
  gint64 known_at_us;
};

G_DEFINE_FINAL_TYPE (SubletOffer, sublet_offer, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SubletPriceKind,
                    sublet_price_kind,
                    G_DEFINE_ENUM_VALUE (SUBLET_PRICE_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PRICE_KIND_ON_DEMAND, "on-demand"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PRICE_KIND_INTERRUPTIBLE, "bid"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PRICE_KIND_RESERVED, "reserved"))

G_DEFINE_ENUM_TYPE (SubletVerification,
                    sublet_verification,
                    G_DEFINE_ENUM_VALUE (SUBLET_VERIFICATION_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_VERIFICATION_VERIFIED, "verified"),
                    G_DEFINE_ENUM_VALUE (SUBLET_VERIFICATION_UNVERIFIED, "unverified"),
                    G_DEFINE_ENUM_VALUE (SUBLET_VERIFICATION_DEVERIFIED, "deverified"))

G_DEFINE_ENUM_TYPE (SubletGpuArchitecture,
                    sublet_gpu_architecture,
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_ARCHITECTURE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_ARCHITECTURE_NVIDIA, "nvidia"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_ARCHITECTURE_AMD, "amd"))

static GRefString *
acquire (GRefString *text)
{
  return text != NULL ? g_ref_string_acquire (text) : NULL;
}

static void
release (GRefString **text)
{
  g_clear_pointer (text, g_ref_string_release);
}

static void
sublet_offer_finalize (GObject *object)
{
  SubletOffer *self = SUBLET_OFFER (object);

  sublet_offer_row_clear (&self->row);

  G_OBJECT_CLASS (sublet_offer_parent_class)->finalize (object);
}

static void
sublet_offer_class_init (SubletOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_offer_finalize;
}

static void
sublet_offer_init (SubletOffer *self)
{
  sublet_offer_row_init (&self->row);
}

/**
 * sublet_offer_row_init:
 * @row: (out caller-allocates): memory of any content
 *
 * Every field becomes "missing". `rentable` is true, since the search asked for it.
 */
void
sublet_offer_row_init (SubletOfferRow *row)
{
  *row = (SubletOfferRow){
    .dph_base_nusd = SUBLET_MONEY_UNKNOWN,
    .dph_total_nusd = SUBLET_MONEY_UNKNOWN,
    .discounted_dph_nusd = SUBLET_MONEY_UNKNOWN,
    .storage_nusd_per_gb_month = SUBLET_MONEY_UNKNOWN,
    .inet_up_nusd_per_tb = SUBLET_MONEY_UNKNOWN,
    .inet_down_nusd_per_tb = SUBLET_MONEY_UNKNOWN,
    .min_bid_nusd = SUBLET_MONEY_UNKNOWN,
    .gpu_frac = NAN,
    .gpu_ram_mb = NAN,
    .gpu_total_ram_mb = NAN,
    .gpu_mem_bw_gb_s = NAN,
    .total_flops = NAN,
    .dlperf = NAN,
    .cuda_max_good = NAN,
    .compute_cap = NAN,
    .pcie_bw_gb_s = NAN,
    .nvlink_bw_gb_s = NAN,
    .cpu_cores_effective = NAN,
    .cpu_ghz = NAN,
    .cpu_ram_mb = NAN,
    .disk_space_gb = NAN,
    .disk_bw_mb_s = NAN,
    .inet_up_mbps = NAN,
    .inet_down_mbps = NAN,
    .reliability = NAN,
    .num_gpus = -1,
    .cpu_cores = -1,
    .direct_port_count = -1,
    .hosting_type = -1,
    .rentable = true,
  };
}

/**
 * sublet_offer_row_copy:
 * @source: a row
 * @copy: (out caller-allocates): memory of any content
 *
 * Makes an independent row, for sublet_offer_row_clear().
 */
void
sublet_offer_row_copy (const SubletOfferRow *source, SubletOfferRow *copy)
{
  *copy = *source;
  acquire (copy->gpu_name);
  acquire (copy->region);
  acquire (copy->cpu_name);
  acquire (copy->driver_version);
  acquire (copy->disk_name);
}

/**
 * sublet_offer_row_clear:
 * @row: a row
 *
 * Gives its texts back; the row's memory belongs to the caller.
 */
void
sublet_offer_row_clear (SubletOfferRow *row)
{
  release (&row->gpu_name);
  release (&row->region);
  release (&row->cpu_name);
  release (&row->driver_version);
  release (&row->disk_name);
}

/**
 * sublet_offer_rows_new:
 * @reserved: how many rows to make room for
 *
 * Returns: (transfer full) (element-type SubletOfferRow): an empty array that clears its elements
 */
GArray *
sublet_offer_rows_new (guint reserved)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (SubletOfferRow), reserved);

  g_array_set_clear_func (rows, (GDestroyNotify) sublet_offer_row_clear);

  return rows;
}

/**
 * sublet_offer_new:
 * @row: a row; copied
 * @kind: what was searched for
 * @known_at_us: service time of the reply, Unix microseconds
 *
 * Returns: (transfer full): an immutable offer
 */
SubletOffer *
sublet_offer_new (const SubletOfferRow *row, SubletPriceKind kind, gint64 known_at_us)
{
  SubletOffer *self;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_OFFER, NULL);
  sublet_offer_row_copy (row, &self->row);
  self->kind = kind;
  self->known_at_us = known_at_us;

  return self;
}

/**
 * sublet_offer_get_row:
 * @self: an offer
 *
 * Returns: (transfer none): its fields
 */
const SubletOfferRow *
sublet_offer_get_row (SubletOffer *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER (self), NULL);

  return &self->row;
}

/**
 * sublet_offer_get_kind:
 * @self: an offer
 *
 * Returns: what was searched for when it was found
 */
SubletPriceKind
sublet_offer_get_kind (SubletOffer *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER (self), SUBLET_PRICE_KIND_UNKNOWN);

  return self->kind;
}

/**
 * sublet_offer_get_known_at_us:
 * @self: an offer
 *
 * Returns: service time of the reply, Unix microseconds
 */
gint64
sublet_offer_get_known_at_us (SubletOffer *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER (self), 0);

  return self->known_at_us;
}
