/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-bill-view-private.h"

#include "core/base/sublet-money.h"
#include "ui/billing/sublet-bill-text.h"
#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-figure-list.h"
#include "ui/billing/sublet-figure-table.h"
#include "ui/billing/sublet-spend-bar.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <math.h>

typedef enum
{
  COLUMN_INSTANCE,
  COLUMN_RENTED,
  COLUMN_HOURS,
  COLUMN_QUOTED,
  COLUMN_COUNTED,
  COLUMN_BILLED,
  COLUMN_DIFFERENCE,
  COLUMN_PERCENT,
  COLUMN_REMARK,
} Column;

#define N_COLUMNS (COLUMN_REMARK + 1)

static GtkWidget *
make_table (void)
{
  const SubletFigureColumn columns[N_COLUMNS] = {
    { "instance",
      _ ("Instance"), _ ("Instance and GPU"), false },
      /* TRANSLATORS: a column's title: the day on which an instance was rented */
      { "rented",
        _ ("Rented"), _ ("UTC day on which it was rented"), true },
        { "hours",
          _ ("Hours"), _ ("Hours that it ran for"), true },
          /* TRANSLATORS: a column's title: what a rental's time came to at the price that was
             accepted */
          { "quoted",
            _ ("Quoted"), _ ("Its time at the price that was accepted"), true },
            /* TRANSLATORS: a column's title: what Sublet counted while it ran */
            { "counted",
              _ ("Counted"), _ ("Running total, as counted while it ran"), true },
              /* TRANSLATORS: a column's title: what the service charged */
              { "billed",
                _ ("Billed"), _ ("What Vast charged"), true },
                { "difference",
                  _ ("Difference"), _ ("By how much the bill is above the quote"), true },
                  { "percent", "%", _ ("The difference in per cent of the quote"), true },
                    /* TRANSLATORS: a column's title: words on a bill */
                    { "remark",
                      _ ("Remark"), _ ("What is still to come, or why it is more"), false },
                    };

  return sublet_figure_table_new (columns, N_COLUMNS, _ ("Quotes and bills"));
}

/* ---- a rental ---- */

static gint64
get_end_us (const SubletBillCheckRow *row, gint64 now_us)
{
  if (row->about_us != 0)
    return row->about_us;

  return row->until_us != 0 ? row->until_us : now_us;
}

static void
take_amount (SubletFigureRow *item, Column column, gint64 amount_uusd)
{
  sublet_figure_row_take_figure (item, column, sublet_format_amount (amount_uusd), amount_uusd);
}

static SubletFigureRow *
make_item (const SubletBillCheckRow *row, gint64 now_us)
{
  SubletFigureRow *item = sublet_figure_row_new (N_COLUMNS,
                                                 sublet_bill_text_dup_title (row),
                                                 sublet_bill_text_dup_facts (row, now_us),
                                                 sublet_bill_text_dup_difference (row));
  gint64 durations_us[SUBLET_N_BILL_SPAN_KINDS];
  double percent = sublet_bill_check_row_get_percent (row);
  bool billed = row->until_us != 0;
  double hours;

  sublet_bill_rental_measure (row->rental, 0, get_end_us (row, now_us), durations_us);
  hours = (double) durations_us[SUBLET_BILL_SPAN_RUNNING] / G_TIME_SPAN_HOUR;
  sublet_figure_row_take_words (item, COLUMN_INSTANCE, sublet_bill_text_dup_title (row));
  sublet_figure_row_take_figure (item,
                                 COLUMN_RENTED,
                                 sublet_billing_text_dup_span (row->rental->made_us,
                                                               row->rental->made_us,
                                                               now_us),
                                 row->rental->made_us);
  sublet_figure_row_take_figure (item,
                                 COLUMN_HOURS,
                                 sublet_format_number (hours, 1),
                                 durations_us[SUBLET_BILL_SPAN_RUNNING]);
  take_amount (item, COLUMN_QUOTED, row->quoted_uusd);
  take_amount (item, COLUMN_COUNTED, row->metered_uusd);
  take_amount (item, COLUMN_BILLED, billed ? row->billed_uusd : SUBLET_MONEY_UNKNOWN);
  sublet_figure_row_take_figure (item,
                                 COLUMN_DIFFERENCE,
                                 sublet_bill_text_dup_difference (row),
                                 billed ? row->difference_uusd : SUBLET_MONEY_UNKNOWN);
  sublet_figure_row_take_figure (item,
                                 COLUMN_PERCENT,
                                 sublet_bill_text_dup_percent (row),
                                 billed && isfinite (percent) ? (gint64) (percent * 1000)
                                                              : SUBLET_MONEY_UNKNOWN);
  sublet_figure_row_take_words (item, COLUMN_REMARK, sublet_bill_text_dup_remark (row, now_us));

  return item;
}

/* ---- what there is ---- */

/**
 * sublet_bill_view_make_rows: (skip)
 * @self: a view with its model
 */
void
sublet_bill_view_make_rows (SubletBillView *self)
{
  self->bar = g_object_ref_sink (sublet_spend_bar_new (self->model));
  sublet_spend_bar_set_days_only (SUBLET_SPEND_BAR (self->bar), _ ("The same days as in Spending"));
  self->face = g_object_ref_sink (sublet_billing_face_new ());
  sublet_billing_face_set_clock (SUBLET_BILLING_FACE (self->face),
                                 sublet_spend_model_get_clock (self->model));
  self->table = g_object_ref_sink (make_table ());
  sublet_figure_table_set_sort (SUBLET_FIGURE_TABLE (self->table), "-rented");
  self->caption = g_object_ref_sink (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_label_set_wrap (GTK_LABEL (self->caption), TRUE);
  gtk_widget_add_css_class (self->caption, "bill-caption");
  gtk_widget_add_css_class (self->caption, "of-bar");
  gtk_widget_add_css_class (sublet_figure_table_get_sort_bar (SUBLET_FIGURE_TABLE (self->table)),
                            "spend-grouping");
  gtk_widget_add_css_class (sublet_figure_table_get_sort_bar (SUBLET_FIGURE_TABLE (self->table)),
                            "next");
  self->before = g_list_store_new (GTK_TYPE_WIDGET);
  g_list_store_append (self->before, self->bar);
  self->models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (self->models, self->before);
  sublet_figure_list_set_up (GTK_LIST_VIEW (self->list),
                             self->models,
                             sublet_figure_table_get_rows (SUBLET_FIGURE_TABLE (self->table)));
}

static guint
get_n_rentals (SubletBillView *self)
{
  return g_list_model_get_n_items (
    sublet_figure_table_get_rows (SUBLET_FIGURE_TABLE (self->table)));
}

/* What there is to be seen, or why there is nothing. */
static SubletBillingFaceKind
choose_face (SubletBillView *self, const GError **error)
{
  bool waited = sublet_billing_face_get_waited (SUBLET_BILLING_FACE (self->face));
  guint n_days = sublet_spend_model_get_n_days (self->model);

  *error = self->error != NULL ? self->error : sublet_spend_model_get_error (self->model);
  if (self->error != NULL ||
      (n_days > 0 && sublet_spend_model_get_n_missing (self->model) == n_days))
    return sublet_billing_text_choose_face (*error, waited);
  if (!self->compared)
    return sublet_billing_text_choose_face (NULL, waited);

  return get_n_rentals (self) > 0 ? SUBLET_BILLING_FACE_CONTENT : SUBLET_BILLING_FACE_EMPTY;
}

static char *
dup_caption (SubletBillView *self)
{
  if (get_n_rentals (self) == 0)
    return g_strdup (_ ("Nothing was rented in these days."));
  if (self->n_exceeding == 0)
    return g_strdup (_ ("No bill is above its quote by more than 10 cents and 5 %."));

  /* TRANSLATORS: %u is a number of bills */
  return g_strdup_printf (ngettext ("%u bill is above its quote by more than 10 cents and 5 %%.",
                                    "%u bills are above their quotes by more than 10 cents and 5 "
                                    "%%.",
                                    self->n_exceeding),
                          self->n_exceeding);
}

/**
 * sublet_bill_view_update_rows: (skip)
 * @self: a view
 */
void
sublet_bill_view_update_rows (SubletBillView *self)
{
  bool columns = self->size_class == SUBLET_SIZE_CLASS_WIDE; /* there is room for all of them */
  SubletFigureTable *table = SUBLET_FIGURE_TABLE (self->table);
  g_autofree char *caption = dup_caption (self);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  const GError *error;

  self->kind = choose_face (self, &error);
  gtk_label_set_label (GTK_LABEL (self->caption), caption);
  g_ptr_array_add (wanted, self->bar);
  if (self->kind != SUBLET_BILLING_FACE_CONTENT && self->kind != SUBLET_BILLING_FACE_EMPTY)
    {
      g_ptr_array_add (wanted, self->face);
      sublet_billing_face_update (SUBLET_BILLING_FACE (self->face), self->kind, error);
    }
  else
    g_ptr_array_add (wanted, self->caption);
  if (self->kind == SUBLET_BILLING_FACE_CONTENT)
    {
      g_ptr_array_add (wanted, sublet_figure_table_get_sort_bar (table));
      if (columns)
        g_ptr_array_add (wanted, self->table);
    }
  sublet_figure_list_put (self->before, wanted);
  sublet_figure_list_set_rows (self->models,
                               !columns && self->kind == SUBLET_BILLING_FACE_CONTENT
                                 ? sublet_figure_table_get_rows (table)
                                 : NULL);
}

/**
 * sublet_bill_view_show_check: (skip)
 * @self: a view
 * @found: (nullable): what was compared
 */
void
sublet_bill_view_show_check (SubletBillView *self, const SubletBillCheck *found)
{
  SubletClock *clock = sublet_spend_model_get_clock (self->model);
  gint64 now_us = sublet_clock_get_service_us (clock);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  self->n_exceeding = 0;
  for (i = 0; found != NULL && i < found->rows->len; i++)
    {
      const SubletBillCheckRow *row = &g_array_index (found->rows, SubletBillCheckRow, i);

      g_ptr_array_add (items, make_item (row, now_us));
      self->n_exceeding += row->exceeds;
    }
  sublet_figure_table_set_rows (SUBLET_FIGURE_TABLE (self->table), items);
  sublet_bill_view_update_rows (self);
}
