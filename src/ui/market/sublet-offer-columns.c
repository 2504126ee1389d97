/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-columns.h"

#include <glib/gi18n.h>

#define DEFAULT SUBLET_OFFER_COLUMN_DEFAULT
#define NUMERIC SUBLET_OFFER_COLUMN_NUMERIC
#define REPEAT SUBLET_OFFER_COLUMN_REPEAT
#define EXPAND SUBLET_OFFER_COLUMN_EXPAND
#define ICON SUBLET_OFFER_COLUMN_ICON

/* The formatter cannot lay out marked texts in a table. */
/* clang-format off */
static const SubletOfferColumn columns[] = {
  { "mark", -1, 36, DEFAULT | ICON,
    "", N_ ("Warning") },
  { "gpu", SUBLET_OFFER_KEY_GPU, 140, DEFAULT | REPEAT | EXPAND,
    N_ ("GPU"), N_ ("How many GPUs, and which") },
  { "job-rate", SUBLET_OFFER_KEY_JOB_RATE, 84, DEFAULT | NUMERIC,
    N_ ("Job $/h"), N_ ("GPU, disk and traffic of the job, in dollars per hour") },
  { "on-demand-rate", SUBLET_OFFER_KEY_ON_DEMAND_RATE, 104, NUMERIC,
    N_ ("On-Demand $/h"), N_ ("The job on demand, in dollars per hour") },
  { "bid-rate", SUBLET_OFFER_KEY_BID_RATE, 104, NUMERIC,
    N_ ("Bid $/h"), N_ ("The job interruptible, at the bid that would be placed, in dollars per hour") },
  { "reserved-rate", SUBLET_OFFER_KEY_RESERVED_RATE, 104, NUMERIC,
    N_ ("Reserved $/h"), N_ ("The job paid ahead, in dollars per hour") },
  { "job-cost", SUBLET_OFFER_KEY_JOB_COST, 72, DEFAULT | NUMERIC,
    N_ ("Job $"), N_ ("The whole job, in dollars") },
  { "gpu-ram", SUBLET_OFFER_KEY_GPU_RAM, 88, DEFAULT | NUMERIC,
    N_ ("VRAM GB"), N_ ("Memory of each GPU, in GB") },
  { "reliability", SUBLET_OFFER_KEY_RELIABILITY, 76, DEFAULT | NUMERIC,
    N_ ("Rel. %"), N_ ("Reliability: how likely the machine stays up, in per cent") },
  { "place", SUBLET_OFFER_KEY_PLACE, 112, DEFAULT | REPEAT | EXPAND,
    N_ ("Place"), N_ ("Where the machine stands") },
  { "ends", SUBLET_OFFER_KEY_ENDS, 80, DEFAULT | NUMERIC,
    N_ ("Ends in"), N_ ("How long the host offers it at the longest") },
  { "down", SUBLET_OFFER_KEY_DOWN, 92, DEFAULT | NUMERIC,
    N_ ("Down Mb/s"), N_ ("Speed from the internet to the machine, in Mb/s") },
  { "cuda", SUBLET_OFFER_KEY_CUDA, 68, DEFAULT | NUMERIC,
    N_ ("CUDA"), N_ ("The newest CUDA that the machine's driver supports") },
  { "ports", SUBLET_OFFER_KEY_PORTS, 68, DEFAULT | NUMERIC,
    N_ ("Ports"), N_ ("How many ports can be opened to the internet") },
  { "verified", SUBLET_OFFER_KEY_VERIFIED, 108, DEFAULT | ICON,
    N_ ("Verified"), N_ ("Whether Vast has tested the machine") },
  { "up", SUBLET_OFFER_KEY_UP, 84, NUMERIC,
    N_ ("Up Mb/s"), N_ ("Speed from the machine to the internet, in Mb/s") },
  { "value", SUBLET_OFFER_KEY_VALUE, 84, NUMERIC,
    N_ ("DLPerf/$"), N_ ("Vast's deep learning score per dollar of the job's rate") },
  { "flops-value", SUBLET_OFFER_KEY_FLOPS_VALUE, 92, NUMERIC,
    N_ ("TFLOPS/$"), N_ ("TFLOPS of all GPUs per dollar of the job's rate") },
  { "disk", SUBLET_OFFER_KEY_DISK, 80, NUMERIC,
    N_ ("Disk GB"), N_ ("Free disk, in GB") },
  { "disk-speed", SUBLET_OFFER_KEY_DISK_SPEED, 92, NUMERIC,
    N_ ("Disk MB/s"), N_ ("Speed of the disk, in MB/s") },
  { "cpu", SUBLET_OFFER_KEY_CPU, 140, REPEAT,
    N_ ("CPU"), N_ ("Processor") },
  { "cores", SUBLET_OFFER_KEY_CORES, 72, NUMERIC,
    N_ ("Cores"), N_ ("Processor cores of your share") },
  { "ram", SUBLET_OFFER_KEY_RAM, 80, NUMERIC,
    N_ ("RAM GB"), N_ ("Memory of the whole machine, in GB") },
  { "gpu-rate", SUBLET_OFFER_KEY_GPU_RATE, 84, NUMERIC,
    N_ ("GPU $/h"), N_ ("The GPU alone, in dollars per hour") },
  { "lowest-bid", SUBLET_OFFER_KEY_LOWEST_BID, 96, NUMERIC,
    N_ ("Lowest Bid"), N_ ("The lowest bid that gets it now, in dollars per hour") },
  { "machine", SUBLET_OFFER_KEY_MACHINE, 84, NUMERIC,
    N_ ("Machine"), N_ ("Number of the machine") },
};
/* clang-format on */

/**
 * sublet_offer_columns_get:
 * @n_columns: (out): how many
 *
 * Returns: (transfer none) (array length=n_columns): all columns in their first order
 */
const SubletOfferColumn *
sublet_offer_columns_get (gsize *n_columns)
{
  *n_columns = G_N_ELEMENTS (columns);

  return columns;
}

/**
 * sublet_offer_columns_find:
 * @id: (nullable): a column's id
 *
 * Returns: (transfer none) (nullable): the column
 */
const SubletOfferColumn *
sublet_offer_columns_find (const char *id)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_strcmp0 (columns[i].id, id) == 0)
      return &columns[i];

  return NULL;
}

/**
 * sublet_offer_column_get_price_kind:
 * @column: a column
 *
 * Returns: the kind of price that it is about, whatever the job's is; SUBLET_PRICE_KIND_UNKNOWN: of
 *   no such
 */
SubletPriceKind
sublet_offer_column_get_price_kind (const SubletOfferColumn *column)
{
  return column->key >= 0 ? sublet_offer_key_get_price_kind ((SubletOfferKey) column->key)
                          : SUBLET_PRICE_KIND_UNKNOWN;
}
