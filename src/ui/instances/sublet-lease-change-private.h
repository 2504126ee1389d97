/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-lease-change.h"

G_BEGIN_DECLS

/* A change of a lease from the question to the toast that takes it back. */
typedef struct
{
  SubletRentalEngine *engine;   /* (owned) */
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) (nullable) */
  GtkWidget *toasts;            /* (owned) (nullable): where it is told */
  bool undo;                    /* it takes another one back, and is only told when it fails */
  GtkDropDown *hours;           /* (owned) (nullable): the question's */
  GtkDropDown *endings;         /* (owned) (nullable): likewise */

  gint64 end_us; /* the one to set, 0: none; at first the one that it has */
  SubletLeaseEnd at_end;
  gint64 before_us; /* the one before it, once it is being set */
  SubletLeaseEnd before_at_end;
} SubletLeaseChange;

/* As it is, or is as soon as what is under way is written down. */
SubletLeaseChange *sublet_lease_change_new (GtkWidget *widget,
                                            SubletRentalEngine *engine,
                                            SubletRental *rental,
                                            SubletInstanceRecord *record);
void sublet_lease_change_free (SubletLeaseChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletLeaseChange, sublet_lease_change_free)

/* (transfer full): makes it so, and tells. */
void sublet_lease_change_set (SubletLeaseChange *change);

G_END_DECLS
