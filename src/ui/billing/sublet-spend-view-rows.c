/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-view-private.h"

#include "ui/billing/sublet-billing-face.h"
#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-spend-bar.h"
#include "ui/billing/sublet-spend-figure.h"
#include "ui/billing/sublet-spend-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * All of the section is one list, as the bill is: widgets that are rows by themselves, then what
 * the charges have in common.
 */

/* ---- what charges have in common, as an item ---- */

#define SUBLET_TYPE_SPEND_ITEM (sublet_spend_item_get_type ())

static G_DECLARE_FINAL_TYPE (SubletSpendItem, sublet_spend_item, SUBLET, SPEND_ITEM, GObject)

struct _SubletSpendItem
{
  GObject parent_instance;

  SubletSpendGroup group;
  char *name; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SubletSpendItem, sublet_spend_item, G_TYPE_OBJECT)

static void
sublet_spend_item_finalize (GObject *object)
{
  g_free (SUBLET_SPEND_ITEM (object)->name);

  G_OBJECT_CLASS (sublet_spend_item_parent_class)->finalize (object);
}

static void
sublet_spend_item_class_init (SubletSpendItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_spend_item_finalize;
}

static void
sublet_spend_item_init (SubletSpendItem *self)
{
}

static SubletSpendItem *
make_item (const SubletSpendGroup *group)
{
  SubletSpendItem *item = g_object_new (SUBLET_TYPE_SPEND_ITEM, NULL);

  item->group = *group;
  item->name = g_strdup (group->name);
  /* The spend's own goes with it. */
  item->group.name = NULL;

  return item;
}

/* ---- rows of the list ---- */

static bool
is_at (GListModel *model, guint position, gpointer item)
{
  g_autoptr (GObject) there = g_list_model_get_item (model, position);

  return there == item;
}

static void
show_item (SubletSpendView *self, SubletBillingRow *row, SubletSpendItem *item)
{
  GListModel *groups = G_LIST_MODEL (self->groups);
  g_autofree char *title = sublet_spend_model_dup_title (self->model, item->group.id, item->name);
  g_autofree char *facts =
    sublet_spend_text_dup_facts (sublet_spend_model_get_hidden_id (self->model, item->group.id),
                                 item->group.parts_uusd);
  g_autofree char *amount = sublet_format_amount (item->group.total_uusd);

  sublet_billing_row_set_words (row, title, facts, amount);
  sublet_billing_row_set_ends (row,
                               is_at (groups, 0, item),
                               is_at (groups, g_list_model_get_n_items (groups) - 1, item));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, SubletSpendView *self)
{
  GObject *item = gtk_list_item_get_item (list_item);
  GtkWidget *row;

  /* Selectable, although nothing here can be selected: a row that is not takes no focus. */
  gtk_list_item_set_activatable (list_item, FALSE);
  if (GTK_IS_WIDGET (item))
    {
      gtk_list_item_set_child (list_item, GTK_WIDGET (item));
      return;
    }

  row = gtk_list_item_get_child (list_item);
  if (!SUBLET_IS_BILLING_ROW (row))
    {
      row = sublet_billing_row_new ();
      gtk_list_item_set_child (list_item, row);
    }
  show_item (self, SUBLET_BILLING_ROW (row), SUBLET_SPEND_ITEM (item));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  if (!SUBLET_IS_BILLING_ROW (gtk_list_item_get_child (list_item)))
    gtk_list_item_set_child (list_item, NULL);
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
  gtk_box_append (GTK_BOX (box), chooser);
  gtk_widget_add_css_class (box, "spend-grouping");

  return g_object_ref_sink (box);
}

/**
 * sublet_spend_view_make_rows: (skip)
 * @self: a view with its model
 */
void
sublet_spend_view_make_rows (SubletSpendView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  self->bar = g_object_ref_sink (sublet_spend_bar_new (self->model));
  self->face = g_object_ref_sink (sublet_billing_face_new ());
  self->caption = make_caption (self);
  self->figure = g_object_ref_sink (sublet_spend_figure_new ());
  self->grouping_bar = make_grouping_bar (self);
  self->before = g_list_store_new (GTK_TYPE_WIDGET);
  self->groups = g_list_store_new (SUBLET_TYPE_SPEND_ITEM);
  g_list_store_append (self->before, self->bar);
  g_list_store_append (models, self->before);
  g_list_store_append (models, self->groups);

  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  selection =
    gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
}

/* ---- what they show ---- */

/* The bar stays, with the focus that it may have. */
static void
put (SubletSpendView *self, bool content)
{
  gpointer faces[] = { self->face };
  gpointer contents[] = { self->caption, self->figure, self->grouping_bar };
  gpointer *wanted = content ? contents : faces;
  guint n_there = g_list_model_get_n_items (G_LIST_MODEL (self->before)) - 1;

  if (n_there > 0 && is_at (G_LIST_MODEL (self->before), 1, wanted[0]))
    return;

  g_list_store_splice (self->before,
                       1,
                       n_there,
                       wanted,
                       content ? G_N_ELEMENTS (contents) : G_N_ELEMENTS (faces));
}

static bool
is_same (SubletSpendItem *item, const SubletSpendGroup *group)
{
  return item->group.id == group->id && item->group.total_uusd == group->total_uusd &&
         memcmp (item->group.parts_uusd, group->parts_uusd, sizeof group->parts_uusd) == 0 &&
         g_strcmp0 (item->name, group->name) == 0;
}

/* Those at the start that are the same stay, and so does the place to which one has scrolled. */
static void
update_groups (SubletSpendView *self, const GArray *groups, gboolean same_words)
{
  GListModel *there = G_LIST_MODEL (self->groups);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_there = g_list_model_get_n_items (there);
  guint n_same = 0;
  guint i;

  while (same_words && n_same < n_there && n_same < groups->len)
    {
      g_autoptr (SubletSpendItem) item = g_list_model_get_item (there, n_same);

      if (!is_same (item, &g_array_index (groups, SubletSpendGroup, n_same)))
        break;
      n_same++;
    }
  if (n_same == n_there && n_same == groups->len)
    return;

  /* Whether a row is the first or the last is shown, too. */
  n_same = n_same > 0 ? n_same - 1 : 0;
  for (i = n_same; i < groups->len; i++)
    g_ptr_array_add (items, make_item (&g_array_index (groups, SubletSpendGroup, i)));
  g_list_store_splice (self->groups, n_same, n_there - n_same, items->pdata, items->len);
}

static void
say_total (SubletSpendView *self, gint64 total_uusd)
{
  SubletClock *clock = sublet_spend_model_get_clock (self->model);
  g_autofree char *total = sublet_format_amount (total_uusd);
  g_autofree char *days = NULL;
  g_autofree char *sentence = NULL;
  gint64 from_us;
  gint64 until_us;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  sublet_spend_model_get_days (self->model, &from_us, &until_us);
  days = sublet_billing_text_dup_days (from_us, until_us, sublet_clock_get_service_us (clock));
  /* TRANSLATORS: said aloud: an amount, and the days that it was billed in, as in "30 Oct to 28
   * Nov, UTC days" */
  sentence = g_strdup_printf (_ ("%1$s billed, %2$s"), total, days);
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

  return sublet_billing_text_choose_face (SUBLET_BILLING_STATE_LOADING, error, self->waited, 0);
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
  put (self, content);
  if (!content)
    {
      g_list_store_remove_all (self->groups);
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
  update_groups (self, groups, self->grouping == sublet_spend_model_get_grouping (self->model));
  self->grouping = sublet_spend_model_get_grouping (self->model);
  sublet_spend_view_update_budget (self);
  sublet_spend_figure_take_series (SUBLET_SPEND_FIGURE (self->figure), g_steal_pointer (&series));
}
