/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-charge.h"

G_BEGIN_DECLS

/* A charge as SubletChargeData has it, but that its texts are another's. */
typedef struct
{
  gint64 start_us;
  gint64 end_us;
  gint64 instance_id;
  const char *type;        /* (borrowed) (nullable) */
  const char *source;      /* (borrowed) (nullable) */
  const char *label;       /* (borrowed) (nullable) */
  const char *description; /* (borrowed) (nullable) */
  gint64 amount_uusd;
  gint64 parts_uusd[SUBLET_N_CHARGE_KINDS];
} SubletChargeRow;

/*
 * Charges in one array, each text of theirs once. 100,000 objects take longer to make and to free
 * than a frame has time. Whoever makes a pack adds to it on one thread; after that it never
 * changes, and is read, referenced and dropped on any.
 */
typedef struct _SubletChargePack SubletChargePack;

SubletChargePack *sublet_charge_pack_new (void);
SubletChargePack *sublet_charge_pack_ref (SubletChargePack *pack);
void sublet_charge_pack_unref (SubletChargePack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletChargePack, sublet_charge_pack_unref)

/* Copies the row and its texts. */
void sublet_charge_pack_add (SubletChargePack *pack, const SubletChargeRow *row);
guint sublet_charge_pack_get_n_rows (const SubletChargePack *pack);
const SubletChargeRow *sublet_charge_pack_get_rows (const SubletChargePack *pack);

G_END_DECLS
