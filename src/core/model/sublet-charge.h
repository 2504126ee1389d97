/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletChargeKind:
 * @SUBLET_CHARGE_KIND_GPU: time of a running GPU
 * @SUBLET_CHARGE_KIND_DISK: space, also while stopped
 * @SUBLET_CHARGE_KIND_DOWNLOAD: what the instance received
 * @SUBLET_CHARGE_KIND_UPLOAD: what the instance sent
 * @SUBLET_CHARGE_KIND_OTHER: a kind that is not known here
 *
 * What was paid for. Source: fact sheet 7.2.
 */
typedef enum
{
  SUBLET_CHARGE_KIND_GPU,
  SUBLET_CHARGE_KIND_DISK,
  SUBLET_CHARGE_KIND_DOWNLOAD,
  SUBLET_CHARGE_KIND_UPLOAD,
  SUBLET_CHARGE_KIND_OTHER,
} SubletChargeKind;

#define SUBLET_N_CHARGE_KINDS (SUBLET_CHARGE_KIND_OTHER + 1)

#define SUBLET_TYPE_CHARGE (sublet_charge_get_type ())

/*
 * What one instance, volume or endpoint cost in the days that were asked for, as the service bills
 * it. Immutable. Source: fact sheet 7.2.
 */
G_DECLARE_FINAL_TYPE (SubletCharge, sublet_charge, SUBLET, CHARGE, GObject)

typedef struct
{
  gint64 start_us;    /* Unix microseconds, the start of a UTC day; 0: not said */
  gint64 end_us;      /* the end of the last day; 0: not said */
  gint64 instance_id; /* 0: not an instance's */
  char *type;         /* (owned) (nullable) "instance", "volume", "serverless" */
  char *source;       /* (owned) (nullable) "instance-40112233" */
  char *label;        /* (owned) (nullable) the instance's */
  char *description;  /* (owned) (nullable) the service's own words */
  gint64 amount_uusd;
  /* What the amount is made of; the rest of it, when the parts add up to less, is OTHER. */
  gint64 parts_uusd[SUBLET_N_CHARGE_KINDS];
} SubletChargeData;

void sublet_charge_data_clear (SubletChargeData *data);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SubletChargeData, sublet_charge_data_clear)

/* Takes the data's members. */
SubletCharge *sublet_charge_new_take (SubletChargeData *data);

const SubletChargeData *sublet_charge_get_data (SubletCharge *self);

G_END_DECLS
