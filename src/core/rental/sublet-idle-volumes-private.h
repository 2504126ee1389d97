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

  GPtrArray *all;       /* (owned) (element-type SubletVolume) of the latest list */
  GPtrArray *shown;     /* (owned) (element-type SubletVolume) those that are not used */
  GError *error;        /* (owned) (nullable) */
  gint64 asked_mono_us; /* monotonic: when the latest list was asked for */
  SubletKnowledge knowledge;
  gint64 known_at_us;
  gint64 rate_nusd;
  GHashTable *deletions; /* (owned) volume id to how its deletion stands; -delete.c knows */
  guint generation;      /* of the engine's key */
  guint n_watching;
  GCancellable *wait; /* (owned) (nullable) until it is asked for again */
};

void sublet_idle_volumes_forget (SubletIdleVolumes *self);

/* -show.c */
bool sublet_idle_volumes_is_idle (SubletIdleVolumes *self, SubletVolume *volume);
void sublet_idle_volumes_show (SubletIdleVolumes *self);

/* -ask.c */
void sublet_idle_volumes_ask_async (SubletIdleVolumes *self,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
SubletCatalogueListing *sublet_idle_volumes_ask_finish (SubletIdleVolumes *self,
                                                        GAsyncResult *result,
                                                        GError **error);
void sublet_idle_volumes_cancel_wait (SubletIdleVolumes *self);
void sublet_idle_volumes_follow_engine (SubletIdleVolumes *self);

/* -deletions.c: what is going on, and what failed, of each volume. */
GHashTable *sublet_idle_volumes_make_deletions (void);
void sublet_idle_volumes_set_deletion (SubletIdleVolumes *self,
                                       gint64 volume_id,
                                       bool busy,
                                       GError *error);
/* What the journal has of a deletion is something else. */
void sublet_idle_volumes_tell_journal (SubletIdleVolumes *self);
void sublet_idle_volumes_forget_deletions (SubletIdleVolumes *self);
SubletVolume *sublet_idle_volumes_find (GPtrArray *volumes, gint64 volume_id);

/* -delete.c: whether a fresh list leaves anything to delete, and lets it be deleted. */
typedef enum
{
  SUBLET_VOLUME_REFUSED, /* and why */
  SUBLET_VOLUME_IDLE,
  SUBLET_VOLUME_GONE,
} SubletVolumeFate;

SubletVolumeFate sublet_idle_volumes_judge (SubletIdleVolumes *self,
                                            const SubletCatalogueListing *listing,
                                            gint64 volume_id,
                                            GError **error);

/* -settle.c: what became of a deletion whose answer was lost. */
void sublet_idle_volumes_settle_by (SubletIdleVolumes *self, const SubletCatalogueListing *listing);

G_END_DECLS
