/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-pack.h"

#define TEXT_BLOCK_SIZE 4096

/* Reference counted. */
struct _SubletChargePack
{
  GArray *rows;        /* (owned) (element-type SubletChargeRow) */
  GStringChunk *texts; /* (owned) */
};

/**
 * sublet_charge_pack_new:
 *
 * Returns: (transfer full): a pack without rows
 */
SubletChargePack *
sublet_charge_pack_new (void)
{
  SubletChargePack *pack = g_atomic_rc_box_new0 (SubletChargePack);

  pack->rows = g_array_new (FALSE, FALSE, sizeof (SubletChargeRow));
  pack->texts = g_string_chunk_new (TEXT_BLOCK_SIZE);

  return pack;
}

/**
 * sublet_charge_pack_ref:
 * @pack: a pack
 *
 * Returns: (transfer full): @pack
 */
SubletChargePack *
sublet_charge_pack_ref (SubletChargePack *pack)
{
  return g_atomic_rc_box_acquire (pack);
}

static void
clear_pack (gpointer data)
{
  SubletChargePack *pack = data;

  g_array_unref (pack->rows);
  g_string_chunk_free (pack->texts);
}

/**
 * sublet_charge_pack_unref:
 * @pack: (transfer full): a pack
 */
void
sublet_charge_pack_unref (SubletChargePack *pack)
{
  g_atomic_rc_box_release_full (pack, clear_pack);
}

static const char *
keep (SubletChargePack *pack, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (pack->texts, text) : NULL;
}

/**
 * sublet_charge_pack_add:
 * @pack: a pack that nobody else knows of yet
 * @row: a charge; copied with its texts
 *
 * Rows that were got before are not to be read any more.
 */
void
sublet_charge_pack_add (SubletChargePack *pack, const SubletChargeRow *row)
{
  SubletChargeRow kept = *row;

  kept.type = keep (pack, row->type);
  kept.source = keep (pack, row->source);
  kept.label = keep (pack, row->label);
  kept.description = keep (pack, row->description);
  g_array_append_val (pack->rows, kept);
}

/**
 * sublet_charge_pack_get_n_rows:
 * @pack: a pack
 *
 * Returns: how many rows it has
 */
guint
sublet_charge_pack_get_n_rows (const SubletChargePack *pack)
{
  return pack->rows->len;
}

/**
 * sublet_charge_pack_get_rows:
 * @pack: a pack
 *
 * Returns: (transfer none): the rows in the order they were added, as long as there is @pack
 */
const SubletChargeRow *
sublet_charge_pack_get_rows (const SubletChargePack *pack)
{
  return (const SubletChargeRow *) (gconstpointer) pack->rows->data;
}
