/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"
#include "ui/rent/sublet-key-field.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A volume that this machine has, or what it offers for a new one. */
typedef struct
{
  SubletLaunchVolumeKind kind; /* EXISTING or NEW */
  gint64 id;                   /* the volume's, or its offer's */
  const char *name;            /* (nullable) EXISTING */
  double size_gb;              /* EXISTING: its size; NEW: the most that is offered */
  gint64 storage_nusd_per_gb_month;
} SubletVolumeChoice;

#define SUBLET_TYPE_ACCESS_FOLD (sublet_access_fold_get_type ())

/*
 * SSH key, registry login and volume, folded away; folded, it says what is set. Signals: "changed";
 * "show-keys" when the person wants to see the SSH keys.
 */
G_DECLARE_FINAL_TYPE (SubletAccessFold, sublet_access_fold, SUBLET, ACCESS_FOLD, AdwExpanderRow)

/* Starts afresh; emits nothing. */
void sublet_access_fold_fill (SubletAccessFold *self, SubletLaunch *launch);
void sublet_access_fold_write (SubletAccessFold *self, SubletLaunch *launch);
/* Marks what is wrong with a launch that was written here; returns the first sentence about it. */
const char *sublet_access_fold_check (SubletAccessFold *self, SubletLaunch *launch);
/* Of the machine that is rented; copied. Before sublet_access_fold_fill(), or the choice goes. */
void sublet_access_fold_set_volumes (SubletAccessFold *self,
                                     gint64 machine_id,
                                     const SubletVolumeChoice *choices,
                                     guint n_choices);
/* What a new volume costs, per hour; 0 when none is chosen. */
gint64 sublet_access_fold_get_volume_rate_nusd (SubletAccessFold *self);
/* (transfer none): the row of the SSH key. */
SubletKeyField *sublet_access_fold_get_key_field (SubletAccessFold *self);
/* narrow: long texts get a line of their own; tight: everything does. */
void sublet_access_fold_set_narrow (SubletAccessFold *self, gboolean narrow, gboolean tight);

G_END_DECLS
