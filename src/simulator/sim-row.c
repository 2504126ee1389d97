/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-row.h"

#define SIM_FIELD_NAME_ENTRY(symbol, name) #name,

static const char *const field_names[] = { SIM_FIELD_LIST (SIM_FIELD_NAME_ENTRY) };

G_STATIC_ASSERT (G_N_ELEMENTS (field_names) == SIM_FIELD_COUNT);

/**
 * sim_field_get_name:
 * @field: a field
 *
 * Returns: (transfer none): its name on the wire
 */
const char *
sim_field_get_name (SimField field)
{
  g_assert (field < SIM_FIELD_COUNT);

  return field_names[field];
}

/**
 * sim_field_from_name:
 * @name: a name on the wire
 * @field: (out): the field
 *
 * Returns: whether there is such a field
 */
bool
sim_field_from_name (const char *name, SimField *field)
{
  static GHashTable *fields = NULL;
  gpointer found;
  int i;

  if (fields == NULL)
    {
      fields = g_hash_table_new (g_str_hash, g_str_equal);
      for (i = 0; i < SIM_FIELD_COUNT; i++)
        g_hash_table_insert (fields, (gpointer) field_names[i], GINT_TO_POINTER (i));
    }

  if (!g_hash_table_lookup_extended (fields, name, NULL, &found))
    return false;

  *field = GPOINTER_TO_INT (found);
  return true;
}

/**
 * sim_row_get_double:
 * @row: a row
 * @field: a field
 * @fallback: what a null or missing number is
 *
 * Returns: the number
 */
double
sim_row_get_double (const SimRow *row, SimField field, double fallback)
{
  double number;

  return sim_value_to_double (row->values[field], &number) ? number : fallback;
}

/**
 * sim_row_get_int:
 * @row: a row
 * @field: a field
 *
 * Returns: the number without its fraction, 0 when null or missing
 */
gint64
sim_row_get_int (const SimRow *row, SimField field)
{
  return (gint64) sim_row_get_double (row, field, 0);
}

/**
 * sim_row_get_string:
 * @row: a row
 * @field: a field
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
sim_row_get_string (const SimRow *row, SimField field)
{
  return row->values[field].kind == SIM_VALUE_STRING ? row->values[field].string : NULL;
}

/**
 * sim_row_write_cost:
 * @json: where to
 * @name: `search` or `instance`
 * @gpu: dollars per hour
 * @disk: dollars per hour
 * @discount: dollars per hour that a deposit takes off
 *
 * Source: fact sheet 2.5, the two cost objects.
 */
void
sim_row_write_cost (SimJson *json, const char *name, double gpu, double disk, double discount)
{
  sim_json_begin_object (json, name);
  sim_json_double (json, "gpuCostPerHour", gpu);
  sim_json_double (json, "diskHour", disk);
  sim_json_double (json, "totalHour", gpu + disk);
  sim_json_value (json, "discountTotalHour", discount > 0 ? SIM_DOUBLE (discount) : SIM_INT (0));
  sim_json_double (json, "discountedTotalPerHour", gpu + disk - discount);
  sim_json_end_object (json);
}

/**
 * sim_row_write:
 * @row: a row
 * @json: where to; an array
 *
 * Writes the row as one offer of a search reply. `search` is the price to rent, `instance` the
 * price when stopped (fact sheet 2.7).
 */
void
sim_row_write (const SimRow *row, SimJson *json)
{
  double gpu = sim_row_get_double (row, SIM_FIELD_DPH_BASE, 0);
  double disk = sim_row_get_double (row, SIM_FIELD_STORAGE_TOTAL_COST, 0);
  int i;

  sim_json_begin_object (json, NULL);
  for (i = 0; i < SIM_FIELD_COUNT; i++)
    sim_json_value (json, field_names[i], row->values[i]);
  sim_row_write_cost (json, "search", gpu, disk, 0);
  sim_row_write_cost (json, "instance", 0, disk, 0);
  sim_json_end_object (json);
}
