/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletPriceKind:
 * @SUBLET_PRICE_KIND_UNKNOWN: not said
 * @SUBLET_PRICE_KIND_ON_DEMAND: a fixed rate
 * @SUBLET_PRICE_KIND_INTERRUPTIBLE: a bid; the wire word is `bid`
 * @SUBLET_PRICE_KIND_RESERVED: on-demand, prepaid afterwards for a discount
 *
 * What was searched for. A row does not know it (`is_bid` is false even in bid searches), so the
 * kind travels beside the row.
 */
typedef enum
{
  SUBLET_PRICE_KIND_UNKNOWN,
  SUBLET_PRICE_KIND_ON_DEMAND,
  SUBLET_PRICE_KIND_INTERRUPTIBLE,
  SUBLET_PRICE_KIND_RESERVED,
} SubletPriceKind;

#define SUBLET_TYPE_PRICE_KIND (sublet_price_kind_get_type ())

GType sublet_price_kind_get_type (void);

/**
 * SubletVerification:
 * @SUBLET_VERIFICATION_UNKNOWN: not said, or a word this version does not know
 * @SUBLET_VERIFICATION_VERIFIED: the service has tested the machine
 * @SUBLET_VERIFICATION_UNVERIFIED: not tested
 * @SUBLET_VERIFICATION_DEVERIFIED: failed a test; such rows are "rentable" all the same
 */
typedef enum
{
  SUBLET_VERIFICATION_UNKNOWN,
  SUBLET_VERIFICATION_VERIFIED,
  SUBLET_VERIFICATION_UNVERIFIED,
  SUBLET_VERIFICATION_DEVERIFIED,
} SubletVerification;

#define SUBLET_TYPE_VERIFICATION (sublet_verification_get_type ())

GType sublet_verification_get_type (void);

/**
 * SubletGpuArchitecture:
 * @SUBLET_GPU_ARCHITECTURE_UNKNOWN: not said, or a word this version does not know
 *
 * Whose GPUs they are, and so which software runs on them. The nick is the word on the wire.
 * Source: fact sheet 2.5, `gpu_arch`.
 */
typedef enum
{
  SUBLET_GPU_ARCHITECTURE_UNKNOWN,
  SUBLET_GPU_ARCHITECTURE_NVIDIA,
  SUBLET_GPU_ARCHITECTURE_AMD,
} SubletGpuArchitecture;

#define SUBLET_TYPE_GPU_ARCHITECTURE (sublet_gpu_architecture_get_type ())

GType sublet_gpu_architecture_get_type (void);

/**
 * SubletOfferRow:
 *
 * One offer as the service sent it, in our units. Plain data, so that twenty thousand of them lie
 * in one array. Texts are shared reference-counted strings (sublet_text_intern) or NULL.
 * Missing: text NULL, double NAN, integer -1, money SUBLET_MONEY_UNKNOWN, time 0.
 * Source of every field: fact sheet 2.5 and 2.7.
 */
typedef struct
{
  gint64 id;
  gint64 machine_id;
  gint64 host_id;

  GRefString *gpu_name;       /* wire spelling, with blanks */
  GRefString *region;         /* "Uusimaa", may be NULL beside a country */
  GRefString *cpu_name;       /* trimmed; trademark signs kept */
  GRefString *driver_version; /* "570.133.07" */
  GRefString *disk_name;
  char country[3]; /* upper case, "" when unknown */

  /* Money; kind as searched. */
  gint64 dph_base_nusd;       /* GPU part per hour; the lowest bid in a bid search */
  gint64 dph_total_nusd;      /* as sent, with the disk that was asked for */
  gint64 discounted_dph_nusd; /* reserved search only */
  gint64 storage_nusd_per_gb_month;
  gint64 inet_up_nusd_per_tb;
  gint64 inet_down_nusd_per_tb;
  gint64 min_bid_nusd;

  gint64 start_us;    /* Unix µs, start of the host's offer */
  gint64 end_us;      /* Unix µs, end of the host's offer; longest possible rental */
  gint64 duration_us; /* longest possible rental from the moment of the reply */

  double gpu_frac;
  double gpu_ram_mb;       /* one GPU; slightly under nominal */
  double gpu_total_ram_mb; /* all GPUs of the offer */
  double gpu_mem_bw_gb_s;
  double total_flops; /* TFLOPS, all GPUs */
  double dlperf;
  double cuda_max_good; /* 12.8 */
  double compute_cap;   /* 8.9; the wire's 890 ÷ 100 */
  double pcie_bw_gb_s;
  double nvlink_bw_gb_s;
  double cpu_cores_effective;
  double cpu_ghz;
  double cpu_ram_mb; /* the whole machine */
  double disk_space_gb;
  double disk_bw_mb_s;
  double inet_up_mbps;
  double inet_down_mbps;
  double reliability; /* 0 to 1 */

  int num_gpus;
  int cpu_cores; /* machine total */
  int direct_port_count;
  int hosting_type; /* 0 community, 1 data centre, -1 unknown */

  SubletVerification verification;
  SubletGpuArchitecture architecture;
  bool rentable; /* missing counts as true: the search asked for it */
  bool rented;   /* null and missing count as false */
  bool static_ip;
  bool external;
} SubletOfferRow;

void sublet_offer_row_init (SubletOfferRow *row);
void sublet_offer_row_copy (const SubletOfferRow *source, SubletOfferRow *copy);
void sublet_offer_row_clear (SubletOfferRow *row);

/* An array of SubletOfferRow that clears its elements. */
GArray *sublet_offer_rows_new (guint reserved);

#define SUBLET_TYPE_OFFER (sublet_offer_get_type ())

/* One offer that outlives the list it came from: for details, the rent window and a rental. */
G_DECLARE_FINAL_TYPE (SubletOffer, sublet_offer, SUBLET, OFFER, GObject)

SubletOffer *sublet_offer_new (const SubletOfferRow *row, SubletPriceKind kind, gint64 known_at_us);

const SubletOfferRow *sublet_offer_get_row (SubletOffer *self);
SubletPriceKind sublet_offer_get_kind (SubletOffer *self);
gint64 sublet_offer_get_known_at_us (SubletOffer *self);

G_END_DECLS
