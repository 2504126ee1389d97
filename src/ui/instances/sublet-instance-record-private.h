/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-instance-record.h"

G_BEGIN_DECLS

/*
 * The record, shared by its files:
 *
 *   sublet-instance-record      what is remembered of a rental
 *   sublet-instance-record-use  how busy it is
 */

struct _SubletInstanceRecord
{
  GObject parent_instance;

  GArray *samples;  /* (owned) (element-type SubletUsageSample): oldest first */
  SubletUse use;    /* what the machine said itself */
  gint64 use_at_us; /* service time; 0: it did not */
  gint64 host_at_us;
  gint64 loading_at_us;
  const char *order;           /* (nullable): what failed; a literal */
  GError *failure;             /* (owned) (nullable) */
  SubletNextOffer *next_offer; /* (owned) */
};

void sublet_instance_record_add_sample (SubletInstanceRecord *self,
                                        const SubletUsageSample *sample);
/* "changed" */
void sublet_instance_record_tell (SubletInstanceRecord *self);

G_END_DECLS
