/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* A volume of the account's, or an offer of one. Source: fact sheet 8.2. Missing: text NULL, double
 * NAN, number 0, money SUBLET_MONEY_UNKNOWN. */
typedef struct
{
  gint64 id; /* the volume's; of an offer, what a create names */
  gint64 machine_id;
  char *label;    /* (nullable) */
  char *status;   /* (nullable) as sent */
  double size_gb; /* that it has; of an offer: that can be had */
  gint64 nusd_per_gb_month;
  gint64 start_us;
  int n_instances; /* that use it; -1: not said, which is not none; of an offer 0 */
  bool offer;
} SubletVolumeData;

void sublet_volume_data_clear (SubletVolumeData *data);

#define SUBLET_TYPE_VOLUME (sublet_volume_get_type ())

/* Immutable; any thread. */
G_DECLARE_FINAL_TYPE (SubletVolume, sublet_volume, SUBLET, VOLUME, GObject)

/* Takes the data's members. */
SubletVolume *sublet_volume_new_take (SubletVolumeData *data);

const SubletVolumeData *sublet_volume_get_data (SubletVolume *self);
gint64 sublet_volume_get_rate_nusd (SubletVolume *self, double size_gb);

G_END_DECLS
