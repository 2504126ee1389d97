/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-account.h"
#include "simulator/sim-market.h"

G_BEGIN_DECLS

/* Local volumes: each on one machine, billed from its making on, used by instances there alone
 * (fact sheet 8.2). */
typedef struct
{
  gint64 id;
  SimAccount *account; /* (borrowed) */
  SimMachine *machine; /* (borrowed) */
  char *label;         /* (owned) (nullable) */
  double size_gb;
  gint64 created_us;
  gint64 deleted_us; /* 0 while it is there; billing ends here */
} SimVolume;

/* What a create says about one. */
typedef struct
{
  bool wanted;
  bool create;
  gint64 id; /* the volume's, or that of the offer of one */
  double size_gb;
  const char *mount_path;
  const char *name; /* (nullable) */
} SimVolumeOrder;

void sim_volume_free (SimVolume *self);

gint64 sim_volume_get_offer_id (const SimMachine *machine);
double sim_volume_get_free_gb (GPtrArray *volumes, const SimMachine *machine);
SimVolume *sim_volume_find (GPtrArray *volumes, gint64 id);
SimVolume *sim_volume_add (GPtrArray *volumes,
                           SimAccount *account,
                           SimMachine *machine,
                           const char *label,
                           double size_gb,
                           gint64 now_us);
gint64 sim_volume_get_cost_uusd (const SimVolume *self, gint64 from_us, gint64 until_us);

G_END_DECLS
