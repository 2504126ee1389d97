/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include "core/base/sublet-export.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-enums-private.h"

#include <math.h>

/*
 * The journal as CSV (RFC 4180) and JSON. Names of columns and words in them never change; new ones
 * come at the end.
 */

#define JSON_VERSION_OF_EXPORT 1

/* What a column is about; of the others its cell is empty. */
typedef enum
{
  OF_ANY,
  OF_RENTALS,
  OF_VOLUMES,
} Subject;

typedef struct
{
  const char *name;
  SubletExportKind kind;
  Subject subject;
  char *(*get) (const SubletJournalRow *row, gint64 service_us); /* (nullable) */
} Column;

static char *
format_decimal (gint64 value, int digits)
{
  GString *text = NULL;

  if (value == SUBLET_MONEY_UNKNOWN)
    return NULL;

  text = g_string_new (NULL);
  sublet_export_append_decimal (text, value, digits);
  return g_string_free (text, FALSE);
}

static char *
format_time (gint64 time_us)
{
  GString *text = NULL;

  if (time_us <= 0)
    return NULL;

  text = g_string_new (NULL);
  sublet_export_append_time (text, time_us);
  return g_string_free (text, FALSE);
}

static char *
format_number (gint64 value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static char *
format_nonzero (gint64 value)
{
  return value != 0 ? format_number (value) : NULL;
}

static char *
get_id (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (row->id);
}

static char *
get_made_at (const SubletJournalRow *row, gint64 service_us)
{
  return format_time (row->made_us);
}

static char *
get_ended_at (const SubletJournalRow *row, gint64 service_us)
{
  return format_time (row->ended_us);
}

static char *
get_duration (const SubletJournalRow *row, gint64 service_us)
{
  return format_number (sublet_journal_row_get_duration_us (row, service_us) / G_TIME_SPAN_SECOND);
}

static char *
get_label (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (row->label);
}

static char *
get_gpu (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (row->gpu_name);
}

static char *
get_gpus (const SubletJournalRow *row, gint64 service_us)
{
  return format_number (row->num_gpus);
}

static char *
get_place (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (row->place);
}

static char *
get_image (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (row->image);
}

static char *
get_disk (const SubletJournalRow *row, gint64 service_us)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return isfinite (row->disk_gb)
           ? g_strdup (g_ascii_formatd (text, sizeof text, "%.10g", row->disk_gb))
           : NULL;
}

static char *
get_quoted (const SubletJournalRow *row, gint64 service_us)
{
  return format_decimal (row->quoted_running_nusd, 9);
}

static char *
get_quoted_stopped (const SubletJournalRow *row, gint64 service_us)
{
  return format_decimal (row->quoted_stopped_nusd, 9);
}

static char *
get_cost (const SubletJournalRow *row, gint64 service_us)
{
  return format_decimal (sublet_journal_row_get_cost_uusd (row, service_us), 6);
}

static char *
get_state (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_STATE, (int) row->state));
}

static char *
get_reason (const SubletJournalRow *row, gint64 service_us)
{
  return row->reason != SUBLET_RENTAL_REASON_NONE
           ? g_strdup (sublet_rental_enum_nick (SUBLET_TYPE_RENTAL_REASON, (int) row->reason))
           : NULL;
}

static char *
get_ended_by (const SubletJournalRow *row, gint64 service_us)
{
  return row->ending != SUBLET_JOURNAL_ENDING_NONE
           ? g_strdup (sublet_rental_enum_nick (SUBLET_TYPE_JOURNAL_ENDING, (int) row->ending))
           : NULL;
}

static char *
get_lease_end (const SubletJournalRow *row, gint64 service_us)
{
  return format_time (row->lease_end_us);
}

static char *
get_instance (const SubletJournalRow *row, gint64 service_us)
{
  return format_nonzero (row->contract_id);
}

static char *
get_machine (const SubletJournalRow *row, gint64 service_us)
{
  return format_nonzero (row->machine_id);
}

static char *
get_adopted (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (row->adopted ? "true" : "false");
}

static char *
get_server (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (row->server);
}

static char *
get_account (const SubletJournalRow *row, gint64 service_us)
{
  return format_nonzero (row->account_id);
}

static char *
get_kind (const SubletJournalRow *row, gint64 service_us)
{
  return g_strdup (row->volume_id == 0 ? "rental" : "volume-deletion");
}

static char *
get_volume (const SubletJournalRow *row, gint64 service_us)
{
  return format_nonzero (row->volume_id);
}

static const Column columns[] = {
  { "id", SUBLET_EXPORT_WORD, OF_ANY, get_id },
  { "rented_at", SUBLET_EXPORT_TIME, OF_RENTALS, get_made_at },
  { "ended_at", SUBLET_EXPORT_TIME, OF_ANY, get_ended_at },
  { "duration_s", SUBLET_EXPORT_NUMBER, OF_RENTALS, get_duration },
  { "label", SUBLET_EXPORT_TEXT, OF_RENTALS, get_label },
  { "gpu", SUBLET_EXPORT_TEXT, OF_RENTALS, get_gpu },
  { "gpus", SUBLET_EXPORT_NUMBER, OF_RENTALS, get_gpus },
  { "place", SUBLET_EXPORT_TEXT, OF_RENTALS, get_place },
  { "image", SUBLET_EXPORT_TEXT, OF_RENTALS, get_image },
  { "disk_gb", SUBLET_EXPORT_NUMBER, OF_RENTALS, get_disk },
  { "quoted_usd_per_hour", SUBLET_EXPORT_MONEY, OF_RENTALS, get_quoted },
  { "quoted_stopped_usd_per_hour", SUBLET_EXPORT_MONEY, OF_RENTALS, get_quoted_stopped },
  { "cost_usd", SUBLET_EXPORT_MONEY, OF_RENTALS, get_cost },
  { "state", SUBLET_EXPORT_WORD, OF_RENTALS, get_state },
  { "reason", SUBLET_EXPORT_WORD, OF_RENTALS, get_reason },
  { "ended_by", SUBLET_EXPORT_WORD, OF_ANY, get_ended_by },
  { "lease_end_at", SUBLET_EXPORT_TIME, OF_RENTALS, get_lease_end },
  { "instance_id", SUBLET_EXPORT_NUMBER, OF_RENTALS, get_instance },
  { "machine_id", SUBLET_EXPORT_NUMBER, OF_ANY, get_machine },
  { "adopted", SUBLET_EXPORT_TRUTH, OF_RENTALS, get_adopted },
  { "server", SUBLET_EXPORT_TEXT, OF_ANY, get_server },
  { "account_id", SUBLET_EXPORT_NUMBER, OF_ANY, get_account },
  { "kind", SUBLET_EXPORT_WORD, OF_ANY, get_kind },
  { "volume_id", SUBLET_EXPORT_NUMBER, OF_VOLUMES, get_volume },
  { "ordered_at", SUBLET_EXPORT_TIME, OF_VOLUMES, get_made_at },
};

/* (transfer full) (nullable): nothing is known, or there is nothing to know */
static char *
dup_cell (const SubletJournalRows *rows, guint index, const Column *column, gint64 service_us)
{
  const SubletJournalRow *row = &g_array_index (rows->rows, SubletJournalRow, index);
  Subject subject = row->volume_id != 0 ? OF_VOLUMES : OF_RENTALS;

  return column->subject == OF_ANY || column->subject == subject ? column->get (row, service_us)
                                                                 : NULL;
}

/**
 * sublet_journal_export_csv: (skip)
 * @rows: rentals
 * @service_us: service time now, for those that are open
 *
 * Any thread that has @rows for itself.
 *
 * Returns: (transfer full): a header line and one for each rental; an empty cell is not known
 */
GString *
sublet_journal_export_csv (const SubletJournalRows *rows, gint64 service_us)
{
  GString *csv = g_string_sized_new ((rows->rows->len + 1) * 256);
  guint i;
  gsize c;

  for (c = 0; c < G_N_ELEMENTS (columns); c++)
    g_string_append_printf (csv, "%s%s", c > 0 ? "," : "", columns[c].name);
  g_string_append (csv, "\r\n");
  for (i = 0; i < rows->rows->len; i++)
    {
      for (c = 0; c < G_N_ELEMENTS (columns); c++)
        {
          g_autofree char *text = dup_cell (rows, i, &columns[c], service_us);

          if (c > 0)
            g_string_append_c (csv, ',');
          sublet_export_append_csv (csv, text, columns[c].kind);
        }
      g_string_append (csv, "\r\n");
    }

  return csv;
}

/**
 * sublet_journal_export_json: (skip)
 * @rows: rentals
 * @service_us: service time now, for those that are open
 *
 * Any thread that has @rows for itself.
 *
 * Returns: (transfer full): one object; null is not known, money is text
 */
GString *
sublet_journal_export_json (const SubletJournalRows *rows, gint64 service_us)
{
  GString *json = g_string_sized_new ((rows->rows->len + 1) * 512);
  g_autofree char *now = format_time (service_us);
  guint i;
  gsize c;

  g_string_append_printf (json,
                          "{\n\"format\": \"sublet-journal\",\n\"version\": %d,\n"
                          "\"exported_at\": \"%s\",\n\"rentals\": [",
                          JSON_VERSION_OF_EXPORT,
                          now != NULL ? now : "");
  for (i = 0; i < rows->rows->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n{" : "\n{");
      for (c = 0; c < G_N_ELEMENTS (columns); c++)
        {
          g_autofree char *text = dup_cell (rows, i, &columns[c], service_us);

          if (c > 0)
            g_string_append (json, ", ");
          g_string_append_printf (json, "\"%s\": ", columns[c].name);
          sublet_export_append_json (json, text, columns[c].kind);
        }
      g_string_append_c (json, '}');
    }
  g_string_append (json, "\n]\n}\n");

  return json;
}
