/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"
#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

struct _SubletIdleVolumes
{
  GObject parent_instance;

  SubletRentalEngine *engine; /* (owned) */
  GCancellable *cancellable;  /* (owned) */

  GPtrArray *all;   /* (owned) (element-type SubletVolume) of the latest list */
  GPtrArray *shown; /* (owned) (element-type SubletVolume) those that are not used */
  GError *error;    /* (owned) (nullable) */
  SubletKnowledge knowledge;
  gint64 known_at_us;
  gint64 rate_nusd;
  GHashTable *deletions; /* (owned) volume id to how its deletion stands; -delete.c knows */
  guint generation;      /* of the engine's key */
  gboolean watched;
  GCancellable *wait; /* (owned) (nullable) until it is asked for again */
};

/* -delete.c: what is going on, and what failed, of each volume. */
GHashTable *sublet_idle_volumes_make_deletions (void);
void sublet_idle_volumes_set_deletion (SubletIdleVolumes *self,
                                       gint64 volume_id,
                                       bool busy,
                                       GError *error);
void sublet_idle_volumes_forget_deletions (SubletIdleVolumes *self);
bool sublet_idle_volumes_has (GPtrArray *volumes, gint64 volume_id);

G_END_DECLS
