/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer.h"

G_BEGIN_DECLS

/*
 * The fields of an offer that Sublet reads, by the kind of value they hold. Decoding has two steps:
 * the values as sent, one by one, are read into SubletOfferFields; then one function makes a row in
 * our units of them. A test reads the same values with json-glib and compares.
 * Source: fact sheet 2.5 and 2.7.
 */

#define SUBLET_OFFER_NUMBERS(X) \
  X (bw_nvlink)                 \
  X (compute_cap)               \
  X (cpu_cores_effective)       \
  X (cpu_ghz)                   \
  X (cpu_ram)                   \
  X (cuda_max_good)             \
  X (discounted_dph_total)      \
  X (discounted_hourly)         \
  X (disk_bw)                   \
  X (disk_space)                \
  X (dlperf)                    \
  X (dph_base)                  \
  X (dph_total)                 \
  X (duration)                  \
  X (end_date)                  \
  X (gpu_frac)                  \
  X (gpu_mem_bw)                \
  X (gpu_ram)                   \
  X (gpu_total_ram)             \
  X (inet_down)                 \
  X (inet_down_cost)            \
  X (inet_up)                   \
  X (inet_up_cost)              \
  X (internet_down_cost_per_tb) \
  X (internet_up_cost_per_tb)   \
  X (min_bid)                   \
  X (pcie_bw)                   \
  X (reliability)               \
  X (reliability2)              \
  X (start_date)                \
  X (storage_cost)              \
  X (total_flops)

#define SUBLET_OFFER_INTEGERS(X) \
  X (ask_contract_id)            \
  X (cpu_cores)                  \
  X (direct_port_count)          \
  X (host_id)                    \
  X (hosting_type)               \
  X (id)                         \
  X (machine_id)                 \
  X (num_gpus)

#define SUBLET_OFFER_FLAGS(X) \
  X (external)                \
  X (rentable)                \
  X (rented)                  \
  X (static_ip)

#define SUBLET_OFFER_TEXTS(X) \
  X (cpu_name)                \
  X (disk_name)               \
  X (driver_version)          \
  X (geolocation)             \
  X (gpu_arch)                \
  X (gpu_name)                \
  X (verification)

typedef enum
{
#define X(name) SUBLET_OFFER_FIELD_##name,
  SUBLET_OFFER_NUMBERS (X) SUBLET_OFFER_INTEGERS (X) SUBLET_OFFER_FLAGS (X) SUBLET_OFFER_TEXTS (X)
#undef X
    SUBLET_OFFER_N_FIELDS
} SubletOfferField;

typedef enum
{
  SUBLET_OFFER_FIELD_KIND_NUMBER,
  SUBLET_OFFER_FIELD_KIND_INTEGER,
  SUBLET_OFFER_FIELD_KIND_FLAG,
  SUBLET_OFFER_FIELD_KIND_TEXT,
} SubletOfferFieldKind;

/* Values as sent. Missing: NAN, G_MININT64, -1, NULL. Texts are trimmed and never empty. */
typedef struct
{
#define X(name) double name;
  SUBLET_OFFER_NUMBERS (X)
#undef X
#define X(name) gint64 name;
  SUBLET_OFFER_INTEGERS (X)
#undef X
#define X(name) GRefString *name;
  SUBLET_OFFER_TEXTS (X)
#undef X
#define X(name) int name;
  SUBLET_OFFER_FLAGS (X)
#undef X
} SubletOfferFields;

const char *sublet_offer_field_get_name (SubletOfferField field);
SubletOfferFieldKind sublet_offer_field_get_kind (SubletOfferField field);

void sublet_offer_fields_clear (SubletOfferFields *fields);
bool sublet_offer_row_from_fields (const SubletOfferFields *fields, SubletOfferRow *row);

void sublet_place_split (const char *geolocation, char **region, char country[3]);

G_END_DECLS
