/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-view-private.h"

#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-figure-list.h"
#include "ui/billing/sublet-figure-table.h"
#include "ui/billing/sublet-spend-bar.h"
#include "ui/billing/sublet-spend-figure.h"
#include "ui/billing/sublet-spend-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/*
 * All of the section is one list, as the bill is: widgets that are rows by themselves, the last of
 * which is what the charges have in common as a table; when narrow, as rows.
 */

typedef enum
{
  COLUMN_NAME,
  COLUMN_FIRST_KIND,
  COLUMN_TOTAL = COLUMN_FIRST_KIND + SUBLET_N_CHARGE_KINDS,
} Column;

#define N_COLUMNS (COLUMN_TOTAL + 1)

static GtkWidget *
make_table (void)
{
  static const char *const ids[SUBLET_N_CHARGE_KINDS] = {
    "gpu", "disk", "download", "upload", "other",
  };
  SubletFigureColumn columns[N_COLUMNS];
  guint kind;

  /* TRANSLATORS: a column's title: what charges have in common, as an instance or a GPU */
  columns[COLUMN_NAME] =
    (SubletFigureColumn){ "name", C_ ("charge", "Name"), _ ("What charges have in common"), false };
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    {
      const char *title = sublet_spend_text_get_kind ((SubletChargeKind) kind);

      columns[COLUMN_FIRST_KIND + kind] = (SubletFigureColumn){ ids[kind], title, title, true };
    }
  columns[COLUMN_TOTAL] =
    (SubletFigureColumn){ "total", C_ ("charge", "Total"), _ ("All of it"), true };

  return sublet_figure_table_new (columns, N_COLUMNS, _ ("Parts of the spending"));
}

/* An instance's number tells those of one label apart. */
static char *
dup_name (SubletSpendView *self, const SubletSpendGroup *group)
{
  g_autofree char *title = sublet_spend_model_dup_title (self->model, group->id, group->name);
  gint64 id = sublet_spend_model_get_hidden_id (self->model, group->id);

  return id != 0 ? g_strdup_printf ("%s · %" G_GINT64_FORMAT, title, id) : g_steal_pointer (&title);
}

static SubletFigureRow *
make_item (SubletSpendView *self, const SubletSpendGroup *group)
{
  gint64 id = sublet_spend_model_get_hidden_id (self->model, group->id);
  SubletFigureRow *row =
    sublet_figure_row_new (N_COLUMNS,
                           sublet_spend_model_dup_title (self->model, group->id, group->name),
                           sublet_spend_text_dup_facts (id, group->parts_uusd),
                           sublet_format_amount (group->total_uusd));
  guint kind;

  sublet_figure_row_take_words (row, COLUMN_NAME, dup_name (self, group));
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    sublet_figure_row_take_figure (row,
                                   COLUMN_FIRST_KIND + kind,
                                   sublet_format_amount (group->parts_uusd[kind]),
                                   group->parts_uusd[kind]);
  sublet_figure_row_take_figure (row,
                                 COLUMN_TOTAL,
                                 sublet_format_amount (group->total_uusd),
                                 group->total_uusd);

  return row;
}

/* ---- rows by themselves ---- */

static GtkWidget *
make_caption (SubletSpendView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->title_label), TRUE);
  gtk_widget_set_hexpand (self->title_label, TRUE);
  gtk_widget_add_css_class (self->title_label, "heading");
  gtk_box_append (GTK_BOX (box), self->title_label);
  self->total_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->total_label, "heading");
  gtk_widget_set_name (self->total_label, "total");
  gtk_widget_add_css_class (self->total_label, "numeric");
  gtk_box_append (GTK_BOX (box), self->total_label);
  gtk_widget_add_css_class (box, "bill-caption");

  return g_object_ref_sink (box);
}

static void
on_grouping (SubletSpendView *self, GParamSpec *pspec, GtkDropDown *chooser)
{
  sublet_spend_model_set_grouping (self->model,
                                   (SubletSpendGrouping) gtk_drop_down_get_selected (chooser));
}

static GtkWidget *
make_grouping_bar (SubletSpendView *self)
{
  const char *const names[] = {
    _ ("By Instance"), _ ("By Label"), _ ("By GPU"), _ ("By Machine"), NULL,
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *chooser = gtk_drop_down_new_from_strings (names);

  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Parts of the spending"), -1);
  g_signal_connect_object (chooser,
                           "notify::selected",
                           G_CALLBACK (on_grouping),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_name (chooser, "grouping");
  gtk_widget_set_halign (chooser, GTK_ALIGN_START);
  gtk_widget_set_hexpand (chooser, TRUE);
  gtk_box_append (GTK_BOX (box), chooser);
  gtk_box_append (GTK_BOX (box),
                  sublet_figure_table_get_sort_bar (SUBLET_FIGURE_TABLE (self->table)));
  gtk_widget_add_css_class (box, "spend-grouping");
  self->grouping_chooser = chooser;

  return g_object_ref_sink (box);
}

/**
 * sublet_spend_view_make_rows: (skip)
 * @self: a view with its model
 */
void
sublet_spend_view_make_rows (SubletSpendView *self)
{
  self->bar = g_object_ref_sink (sublet_spend_bar_new (self->model));
  self->face = g_object_ref_sink (sublet_billing_face_new ());
  sublet_billing_face_set_clock (SUBLET_BILLING_FACE (self->face),
                                 sublet_spend_model_get_clock (self->model));
  self->caption = make_caption (self);
  self->figure = g_object_ref_sink (sublet_spend_figure_new ());
  self->table = g_object_ref_sink (make_table ());
  sublet_figure_table_set_sort (SUBLET_FIGURE_TABLE (self->table), "-total");
  self->grouping_bar = make_grouping_bar (self);
  self->before = g_list_store_new (GTK_TYPE_WIDGET);
  g_list_store_append (self->before, self->bar);
  self->models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (self->models, self->before);
  sublet_figure_list_set_up (GTK_LIST_VIEW (self->list),
                             self->models,
                             sublet_figure_table_get_rows (SUBLET_FIGURE_TABLE (self->table)));
}

/* ---- what they show ---- */

/* The bar stays, with the focus that it may have. */
static void
put (SubletSpendView *self, bool content)
{
  bool narrow = self->size_class == SUBLET_SIZE_CLASS_NARROW;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  g_ptr_array_add (wanted, self->bar);
  if (!content)
    g_ptr_array_add (wanted, self->face);
  else
    {
      g_ptr_array_add (wanted, self->caption);
      g_ptr_array_add (wanted, self->figure);
      g_ptr_array_add (wanted, self->grouping_bar);
    }
  if (content && !narrow)
    g_ptr_array_add (wanted, self->table);
  sublet_figure_list_put (self->before, wanted);
  sublet_figure_list_set_rows (self->models,
                               content && narrow
                                 ? sublet_figure_table_get_rows (SUBLET_FIGURE_TABLE (self->table))
                                 : NULL);
}

static void
show_groups (SubletSpendView *self, const GArray *groups)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < groups->len; i++)
    g_ptr_array_add (items, make_item (self, &g_array_index (groups, SubletSpendGroup, i)));
  sublet_figure_table_set_rows (SUBLET_FIGURE_TABLE (self->table), items);
}

static void
say_total (SubletSpendView *self, gint64 total_uusd)
{
  SubletClock *clock = sublet_spend_model_get_clock (self->model);
  g_autofree char *sentence = NULL;
  gint64 from_us;
  gint64 until_us;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  sublet_spend_model_get_days (self->model, &from_us, &until_us);
  sentence = sublet_billing_text_dup_total (total_uusd,
                                            from_us,
                                            until_us,
                                            sublet_clock_get_service_us (clock));
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}

static SubletBillingFaceKind
choose_face (SubletSpendView *self, const SubletSpendSeries *series, const GArray *groups)
{
  guint n_days = sublet_spend_model_get_n_days (self->model);
  guint n_missing = sublet_spend_model_get_n_missing (self->model);
  const GError *error = sublet_spend_model_get_error (self->model);

  /* Nothing is spent in days to come. */
  if (n_days == 0)
    return SUBLET_BILLING_FACE_EMPTY;
  if (n_missing < n_days && series != NULL)
    return groups->len > 0 || n_missing > 0 ? SUBLET_BILLING_FACE_CONTENT
                                            : SUBLET_BILLING_FACE_EMPTY;

  return sublet_billing_text_choose_face (error,
                                          sublet_billing_face_get_waited (
                                            SUBLET_BILLING_FACE (self->face)));
}

/* Of a bar; 0: there is none. */
static gint64
get_budget_uusd (SubletSpendView *self)
{
  g_autoptr (SubletOutlook) outlook = g_signal_group_dup_target (self->outlook_group);

  if (outlook == NULL)
    return 0;

  switch (sublet_spend_model_get_step (self->model))
    {
    case SUBLET_SPEND_STEP_DAY:
      return sublet_outlook_get_budget_uusd (outlook, SUBLET_BUDGET_PERIOD_DAY);
    case SUBLET_SPEND_STEP_MONTH:
      return sublet_outlook_get_budget_uusd (outlook, SUBLET_BUDGET_PERIOD_MONTH);
    case SUBLET_SPEND_STEP_WEEK:
    default:
      return 0;
    }
}

/**
 * sublet_spend_view_update_budget: (skip)
 * @self: a view
 */
void
sublet_spend_view_update_budget (SubletSpendView *self)
{
  sublet_spend_figure_set_budget_uusd (SUBLET_SPEND_FIGURE (self->figure), get_budget_uusd (self));
}

/**
 * sublet_spend_view_update_rows: (skip)
 * @self: a view
 */
void
sublet_spend_view_update_rows (SubletSpendView *self)
{
  g_autoptr (SubletSpendSeries) series = sublet_spend_model_make_series (self->model);
  g_autoptr (GArray) groups = sublet_spend_model_make_groups (self->model);
  SubletBillingFaceKind kind = choose_face (self, series, groups);
  bool content = kind == SUBLET_BILLING_FACE_CONTENT;
  bool appears = content && self->kind != kind;
  g_autofree char *total = NULL;

  self->kind = kind;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->grouping_chooser),
                              sublet_spend_model_get_grouping (self->model));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->grouping_bar),
                                  self->size_class == SUBLET_SIZE_CLASS_NARROW
                                    ? GTK_ORIENTATION_VERTICAL
                                    : GTK_ORIENTATION_HORIZONTAL);
  put (self, content);
  if (!content)
    {
      sublet_billing_face_update (SUBLET_BILLING_FACE (self->face),
                                  kind,
                                  sublet_spend_model_get_error (self->model));
      return;
    }

  total = sublet_format_amount (series->sum.total_uusd);
  gtk_label_set_label (GTK_LABEL (self->title_label),
                       sublet_spend_text_get_caption (sublet_spend_model_get_step (self->model)));
  gtk_label_set_label (GTK_LABEL (self->total_label), total);
  if (appears)
    say_total (self, series->sum.total_uusd);
  show_groups (self, groups);
  sublet_spend_view_update_budget (self);
  sublet_spend_figure_take_series (SUBLET_SPEND_FIGURE (self->figure), g_steal_pointer (&series));
}
