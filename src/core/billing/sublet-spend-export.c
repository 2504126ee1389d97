/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-spend-private.h"

#include "core/base/sublet-export.h"
#include "core/base/sublet-money.h"

/*
 * The charges of a range of UTC days as CSV and JSON, one row for each, as the service sent them.
 * Names of columns never change; new ones come at the end.
 */

#define JSON_VERSION_OF_EXPORT 1

/* Micro-dollars. */
#define DIGITS 6

/* One charge, and what is known beside it. */
typedef struct
{
  const SubletChargeDay *day;
  const SubletChargeRow *row;
  const SubletSpendGroup *gpu;
  const SubletSpendGroup *machine;
  const SubletSpendScope *scope;
} Line;

typedef struct
{
  const char *name;
  SubletExportKind kind;
  bool (*append) (GString *text, const Line *line); /* false: not known */
} Column;

static bool
append_text (GString *text, const char *value)
{
  g_string_append (text, value != NULL ? value : "");

  return value != NULL;
}

static bool
append_id (GString *text, gint64 id)
{
  g_string_append_printf (text, "%" G_GINT64_FORMAT, id);

  return id != 0;
}

static bool
append_time (GString *text, gint64 time_us)
{
  if (time_us <= 0)
    return false;

  sublet_export_append_time (text, time_us);
  return true;
}

static bool
append_money (GString *text, gint64 uusd)
{
  sublet_export_append_decimal (text, uusd, DIGITS);

  return true;
}

static bool
append_day (GString *text, const Line *line)
{
  append_time (text, line->day->day_us);
  g_string_truncate (text, 10);

  return true;
}

static bool
append_start (GString *text, const Line *line)
{
  return append_time (text, line->row->start_us);
}

static bool
append_end (GString *text, const Line *line)
{
  return append_time (text, line->row->end_us);
}

static bool
append_type (GString *text, const Line *line)
{
  return append_text (text, line->row->type);
}

static bool
append_source (GString *text, const Line *line)
{
  return append_text (text, line->row->source);
}

static bool
append_instance (GString *text, const Line *line)
{
  return append_id (text, line->row->instance_id);
}

static bool
append_label (GString *text, const Line *line)
{
  return append_text (text, line->row->label);
}

static bool
append_gpu (GString *text, const Line *line)
{
  return append_text (text, line->gpu->name);
}

static bool
append_machine (GString *text, const Line *line)
{
  return append_id (text, line->machine->id);
}

static bool
append_amount (GString *text, const Line *line)
{
  return append_money (text, line->row->amount_uusd);
}

static bool
append_gpu_part (GString *text, const Line *line)
{
  return append_money (text, line->row->parts_uusd[SUBLET_CHARGE_KIND_GPU]);
}

static bool
append_disk_part (GString *text, const Line *line)
{
  return append_money (text, line->row->parts_uusd[SUBLET_CHARGE_KIND_DISK]);
}

static bool
append_download_part (GString *text, const Line *line)
{
  return append_money (text, line->row->parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD]);
}

static bool
append_upload_part (GString *text, const Line *line)
{
  return append_money (text, line->row->parts_uusd[SUBLET_CHARGE_KIND_UPLOAD]);
}

static bool
append_other_part (GString *text, const Line *line)
{
  return append_money (text, line->row->parts_uusd[SUBLET_CHARGE_KIND_OTHER]);
}

static bool
append_description (GString *text, const Line *line)
{
  return append_text (text, line->row->description);
}

static bool
append_known (GString *text, const Line *line)
{
  return append_time (text, line->day->known_at_us);
}

static bool
append_server (GString *text, const Line *line)
{
  return append_text (text, line->scope->server);
}

static bool
append_account (GString *text, const Line *line)
{
  return append_id (text, line->scope->account_id);
}

static const Column columns[] = {
  { "day", SUBLET_EXPORT_TIME, append_day },
  { "start_at", SUBLET_EXPORT_TIME, append_start },
  { "end_at", SUBLET_EXPORT_TIME, append_end },
  { "type", SUBLET_EXPORT_TEXT, append_type },
  { "source", SUBLET_EXPORT_TEXT, append_source },
  { "instance_id", SUBLET_EXPORT_NUMBER, append_instance },
  { "label", SUBLET_EXPORT_TEXT, append_label },
  { "gpu", SUBLET_EXPORT_TEXT, append_gpu },
  { "machine_id", SUBLET_EXPORT_NUMBER, append_machine },
  { "amount_usd", SUBLET_EXPORT_MONEY, append_amount },
  { "gpu_usd", SUBLET_EXPORT_MONEY, append_gpu_part },
  { "disk_usd", SUBLET_EXPORT_MONEY, append_disk_part },
  { "download_usd", SUBLET_EXPORT_MONEY, append_download_part },
  { "upload_usd", SUBLET_EXPORT_MONEY, append_upload_part },
  { "other_usd", SUBLET_EXPORT_MONEY, append_other_part },
  { "description", SUBLET_EXPORT_TEXT, append_description },
  { "known_at", SUBLET_EXPORT_TIME, append_known },
  { "server", SUBLET_EXPORT_TEXT, append_server },
  { "account_id", SUBLET_EXPORT_NUMBER, append_account },
};

/* ---- the rows ---- */

typedef void (*AppendLine) (GString *out, const Line *line, GString *scratch);

static void
append_csv_line (GString *out, const Line *line, GString *scratch)
{
  gsize c;

  for (c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      if (c > 0)
        g_string_append_c (out, ',');
      g_string_truncate (scratch, 0);
      if (columns[c].append (scratch, line))
        sublet_export_append_csv (out, scratch->str, columns[c].kind);
    }
  g_string_append (out, "\r\n");
}

static void
append_json_line (GString *out, const Line *line, GString *scratch)
{
  gsize c;

  g_string_append (out, out->str[out->len - 1] == '[' ? "\n{" : ",\n{");
  for (c = 0; c < G_N_ELEMENTS (columns); c++)
    {
      bool known;

      g_string_append (out, c > 0 ? ", \"" : "\"");
      g_string_append (out, columns[c].name);
      g_string_append (out, "\": ");
      g_string_truncate (scratch, 0);
      known = columns[c].append (scratch, line);
      sublet_export_append_json (out, known ? scratch->str : NULL, columns[c].kind);
    }
  g_string_append_c (out, '}');
}

static void
append_lines (const SubletSpend *self,
              const SubletSpendScope *scope,
              GString *out,
              AppendLine append)
{
  g_autoptr (GString) scratch = g_string_new (NULL);
  guint end =
    sublet_spend_find_day (self, sublet_charge_day_floor (scope->until_us) + G_TIME_SPAN_DAY);
  guint i;
  guint row;

  for (i = sublet_spend_find_day (self, sublet_charge_day_floor (scope->from_us)); i < end; i++)
    {
      Line line = { .day = g_ptr_array_index (self->days, i), .scope = scope };
      guint first = g_array_index (self->sums, SubletSpendDay, i).first_row;

      for (row = 0; row < line.day->n_rows; row++)
        {
          line.row = &line.day->rows[row];
          line.gpu = sublet_spend_get_group_of (self, first + row, SUBLET_SPEND_GROUPING_GPU);
          line.machine =
            sublet_spend_get_group_of (self, first + row, SUBLET_SPEND_GROUPING_MACHINE);
          append (out, &line, scratch);
        }
    }
}

/**
 * sublet_spend_export_csv: (skip)
 * @self: a spend
 * @scope: whose, and which days of it
 *
 * Any thread.
 *
 * Returns: (transfer full): a header line and one for each charge; an empty cell is not known
 */
GString *
sublet_spend_export_csv (const SubletSpend *self, const SubletSpendScope *scope)
{
  GString *csv = g_string_new (NULL);
  gsize c;

  for (c = 0; c < G_N_ELEMENTS (columns); c++)
    g_string_append_printf (csv, "%s%s", c > 0 ? "," : "", columns[c].name);
  g_string_append (csv, "\r\n");
  append_lines (self, scope, csv, append_csv_line);

  return csv;
}

/**
 * sublet_spend_export_json: (skip)
 * @self: a spend
 * @scope: whose, and which days of it
 *
 * Any thread.
 *
 * Returns: (transfer full): one object; null is not known, money is text. "complete" says whether
 *   each day of the range was answered after it had ended.
 */
GString *
sublet_spend_export_json (const SubletSpend *self, const SubletSpendScope *scope)
{
  g_autoptr (SubletSpendSeries) series =
    sublet_spend_make_series (self, scope->from_us, scope->until_us, SUBLET_SPEND_STEP_MONTH);
  GString *json = g_string_new ("{\n\"format\": \"sublet-charges\",\n");

  g_string_append_printf (json, "\"version\": %d,\n\"exported_at\": \"", JSON_VERSION_OF_EXPORT);
  sublet_export_append_time (json, scope->now_us);
  g_string_append (json, "\",\n\"from_at\": \"");
  sublet_export_append_time (json, series->sum.start_us);
  g_string_append (json, "\",\n\"until_at\": \"");
  sublet_export_append_time (json, series->sum.end_us);
  g_string_append_printf (json,
                          "\",\n\"complete\": %s,\n\"total_usd\": \"",
                          series->sum.complete ? "true" : "false");
  sublet_export_append_decimal (json, series->sum.total_uusd, DIGITS);
  g_string_append (json, "\",\n\"charges\": [");
  append_lines (self, scope, json, append_json_line);
  g_string_append (json, "\n]\n}\n");

  return json;
}
