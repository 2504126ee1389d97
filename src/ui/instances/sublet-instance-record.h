/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/runtime/sublet-use.h"
#include "ui/instances/sublet-next-offer.h"

G_BEGIN_DECLS

/* How far back a card's small charts look. */
#define SUBLET_USAGE_SPAN_US (10 * G_TIME_SPAN_MINUTE)

typedef struct
{
  gint64 at_us;     /* service time of the reading */
  double gpu_ratio; /* 0 to 1, NAN when not known */
  double vram_ratio;
} SubletUsageSample;

#define SUBLET_TYPE_INSTANCE_RECORD (sublet_instance_record_get_type ())

/*
 * What this window remembers of one rental: its readings, when it was first seen further on, and
 * the last order that failed, and what could be taken instead. It outlives the card that shows it.
 * Properties: "failure" (boxed GError, nullable), "next-offer" (notified when more is known of it).
 * Signal: "changed", after a reading, or the machine's own word.
 */
G_DECLARE_FINAL_TYPE (SubletInstanceRecord,
                      sublet_instance_record,
                      SUBLET,
                      INSTANCE_RECORD,
                      GObject)

SubletInstanceRecord *sublet_instance_record_new (SubletRental *rental);

guint sublet_instance_record_get_n_samples (SubletInstanceRecord *self);
const SubletUsageSample *sublet_instance_record_get_sample (SubletInstanceRecord *self,
                                                            guint index);

void sublet_instance_record_take_use (SubletInstanceRecord *self,
                                      const SubletUse *use,
                                      gint64 at_us);
void sublet_instance_record_get_use (SubletInstanceRecord *self,
                                     SubletInstance *instance,
                                     SubletUse *use);

/* Service time at which the host first reported, or the image was first being loaded; 0: not seen.
 */
gint64 sublet_instance_record_get_host_at_us (SubletInstanceRecord *self);
gint64 sublet_instance_record_get_loading_at_us (SubletInstanceRecord *self);

/* (transfer none) */
SubletNextOffer *sublet_instance_record_get_next_offer (SubletInstanceRecord *self,
                                                        SubletRental *rental);

const GError *sublet_instance_record_get_failure (SubletInstanceRecord *self);
const char *sublet_instance_record_get_failed_order (SubletInstanceRecord *self);
void sublet_instance_record_set_failure (SubletInstanceRecord *self,
                                         const char *order,
                                         const GError *failure);

/* -outcome.c: how an order of this person ended. */
void sublet_instance_record_note_outcome (SubletInstanceRecord *self,
                                          const char *order,
                                          const GError *error);
void sublet_instance_record_note_order (SubletInstanceRecord *self,
                                        SubletOrder order,
                                        const GError *error);

G_END_DECLS
