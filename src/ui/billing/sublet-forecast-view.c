/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-forecast-view.h"

#include "core/base/sublet-money.h"
#include "core/billing/sublet-forecast.h"
#include "ui/billing/sublet-forecast-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* A row knows whose it is, and what can be done with it. */
#define ROW_ID "sublet-burn-item"
#define ROW_CAN_STOP "sublet-can-stop"

struct _SubletForecastView
{
  AdwBin parent_instance;

  /* construct-only */
  SubletOutlook *outlook; /* (owned) */

  /* state */
  GHashTable *what_ifs; /* (owned) of those that have a row */
  GPtrArray *rows;      /* (owned) (element-type AdwComboRow) borrowed from the group */
  GPtrArray *sentences; /* (owned) (element-type AdwActionRow) likewise */
  char *shape;          /* (owned) (nullable): which rows there are */
  gboolean filling;     /* what is selected is no person's doing */

  /* template children */
  GtkWidget *sum_box;
  GtkWidget *total_label;
  GtkWidget *spent_label;
  GtkWidget *difference_label;
  GtkWidget *budget_box;
  GtkWidget *budget_icon;
  GtkWidget *budget_label;
  GtkWidget *credit_label;
  AdwPreferencesGroup *what_group;
  AdwPreferencesGroup *assumptions_group;
};

G_DEFINE_FINAL_TYPE (SubletForecastView, sublet_forecast_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_OUTLOOK = 1,
} SubletForecastViewProperty;

static GParamSpec *properties[PROP_OUTLOOK + 1];

static void update (SubletForecastView *self);

/* ---- what if ---- */

static bool
can_stop (const SubletBurnItem *item)
{
  return item->kind == SUBLET_BURN_KIND_RUNNING || item->kind == SUBLET_BURN_KIND_STARTING;
}

static bool
has_row (const SubletBurnItem *item)
{
  return can_stop (item) || item->kind == SUBLET_BURN_KIND_STOPPED ||
         item->kind == SUBLET_BURN_KIND_OFFLINE;
}

static SubletWhatIf
get_what (GObject *row, guint selected)
{
  bool stops = GPOINTER_TO_INT (g_object_get_data (row, ROW_CAN_STOP)) != 0;

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return SUBLET_WHAT_IF_NOTHING;

  return stops && selected == 1 ? SUBLET_WHAT_IF_STOP : SUBLET_WHAT_IF_DESTROY;
}

static void
on_selected (SubletForecastView *self, GParamSpec *pspec, AdwComboRow *row)
{
  if (self->filling)
    return;

  sublet_what_ifs_set (self->what_ifs,
                       g_object_get_data (G_OBJECT (row), ROW_ID),
                       get_what (G_OBJECT (row), adw_combo_row_get_selected (row)));
  update (self);
}

static GtkWidget *
make_row (SubletForecastView *self, const SubletBurnItem *item)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_autofree char *name = sublet_forecast_text_dup_name (item);

  /* TRANSLATORS: what if an instance goes on as it does, is stopped, is destroyed */
  gtk_string_list_append (choices, C_ ("what if", "Goes On"));
  if (can_stop (item))
    gtk_string_list_append (choices, C_ ("what if", "Stopped"));
  gtk_string_list_append (choices, C_ ("what if", "Destroyed"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  g_object_set_data_full (G_OBJECT (row), ROW_ID, g_strdup (item->id), g_free);
  g_object_set_data (G_OBJECT (row), ROW_CAN_STOP, GINT_TO_POINTER (can_stop (item)));
  g_signal_connect_object (row,
                           "notify::selected",
                           G_CALLBACK (on_selected),
                           self,
                           G_CONNECT_SWAPPED);

  return row;
}

static void
remove_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  guint i;

  for (i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* Which rows there are, in order, and what each lets choose. */
static char *
dup_shape (const SubletBurn *burn)
{
  GString *shape = g_string_new (NULL);
  guint i;

  for (i = 0; i < burn->items->len; i++)
    {
      const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, i);

      if (has_row (item))
        g_string_append_printf (shape, "%s%c", item->id, can_stop (item) ? '!' : '.');
    }

  return g_string_free (shape, FALSE);
}

/* Rows that are the same stay, and whoever has the focus in them; what is chosen goes with them. */
static void
make_rows (SubletForecastView *self, const SubletBurn *burn)
{
  g_autofree char *shape = dup_shape (burn);
  guint i;

  if (g_strcmp0 (shape, self->shape) == 0)
    return;

  g_free (self->shape);
  self->shape = g_steal_pointer (&shape);
  g_hash_table_remove_all (self->what_ifs);
  remove_rows (self->what_group, self->rows);
  self->filling = TRUE;
  for (i = 0; i < burn->items->len; i++)
    {
      const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, i);
      GtkWidget *row;

      if (!has_row (item))
        continue;
      row = make_row (self, item);
      adw_preferences_group_add (self->what_group, row);
      g_ptr_array_add (self->rows, row);
    }
  self->filling = FALSE;
}

static void
update_rows (SubletForecastView *self, const SubletForecast *forecast)
{
  guint at = 0;
  guint i;

  for (i = 0; i < forecast->items->len; i++)
    {
      const SubletForecastItem *item = &g_array_index (forecast->items, SubletForecastItem, i);
      g_autofree char *figure = sublet_forecast_text_dup_item (item);

      if (has_row (item->item))
        adw_action_row_set_subtitle (g_ptr_array_index (self->rows, at++), figure);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->what_group), self->rows->len > 0);
}

/* ---- what it rests on ---- */

static void
show_sentence (SubletForecastView *self, guint place, const char *sentence)
{
  GtkWidget *row;

  if (place < self->sentences->len)
    {
      adw_preferences_row_set_title (g_ptr_array_index (self->sentences, place), sentence);
      return;
    }

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (self->assumptions_group, row);
  g_ptr_array_add (self->sentences, row);
}

static void
update_sentences (SubletForecastView *self,
                  const SubletForecast *forecast,
                  gint64 offset_us,
                  gint64 now_local_us)
{
  guint place = 0;
  guint kind;

  for (kind = 0; kind < SUBLET_N_ASSUMPTIONS; kind++)
    {
      g_autofree char *sentence = sublet_forecast_text_dup_assumption (forecast,
                                                                       (SubletAssumptionKind) kind,
                                                                       offset_us,
                                                                       now_local_us);

      if (sentence != NULL)
        show_sentence (self, place++, sentence);
    }
  while (self->sentences->len > place)
    {
      adw_preferences_group_remove (self->assumptions_group,
                                    g_ptr_array_index (self->sentences, place));
      g_ptr_array_remove_index (self->sentences, place);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->assumptions_group), place > 0);
}

/* ---- the sum ---- */

static void
show_text (GtkWidget *label, char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, *text != '\0');
  g_free (text);
}

static void
update_budget (SubletForecastView *self, const SubletSpent *spent, gint64 total_uusd)
{
  gint64 budget_uusd = sublet_outlook_get_budget_uusd (self->outlook, SUBLET_BUDGET_PERIOD_MONTH);
  g_autofree char *budget = sublet_format_amount (budget_uusd);
  bool over = sublet_budget_get_level (budget_uusd, total_uusd) == SUBLET_BUDGET_LEVEL_OVER;
  char *text;

  gtk_widget_set_visible (self->budget_box, budget_uusd > 0);
  gtk_widget_set_visible (self->budget_icon, over);
  if (over)
    /* TRANSLATORS: %s is the monthly budget */
    text = g_strdup_printf (_ ("That is more than your budget of %s."), budget);
  else
    /* TRANSLATORS: %s is the monthly budget */
    text = g_strdup_printf (_ ("That is within your budget of %s."), budget);
  show_text (self->budget_label, text);
}

static void
update_credit (SubletForecastView *self,
               const SubletBurn *burn,
               gint64 offset_us,
               gint64 now_local_us)
{
  SubletRentalEngine *engine = sublet_outlook_get_engine (self->outlook);
  SubletAccount *account = sublet_rental_engine_get_account (engine);
  gint64 end_us;

  gtk_widget_set_visible (self->credit_label, account != NULL);
  if (account == NULL)
    return;

  end_us = sublet_forecast_get_credit_end_us (burn,
                                              self->what_ifs,
                                              sublet_account_get_data (account)->credit_uusd,
                                              sublet_account_get_known_at_us (account));
  show_text (self->credit_label,
             sublet_forecast_text_dup_credit (end_us,
                                              sublet_rental_engine_get_credit_end_us (engine),
                                              offset_us,
                                              now_local_us));
}

static void
update (SubletForecastView *self)
{
  SubletRentalEngine *engine = sublet_outlook_get_engine (self->outlook);
  SubletClock *clock = sublet_rental_engine_get_clock (engine);
  gint64 offset_us = sublet_clock_get_service_offset_us (clock);
  gint64 now_us = sublet_clock_get_service_us (clock);
  gint64 now_local_us = sublet_clock_get_wall_us (clock);
  bool unknown = sublet_rental_engine_get_knowledge (engine) != SUBLET_KNOWLEDGE_KNOWN;
  g_autoptr (SubletBurn) burn = sublet_outlook_make_burn (self->outlook);
  g_autoptr (SubletForecast) forecast = NULL;
  g_autofree char *total = NULL;
  SubletSpent spent;
  gint64 total_uusd;

  make_rows (self, burn);
  forecast = sublet_forecast_new (burn,
                                  self->what_ifs,
                                  unknown ? sublet_rental_engine_get_unknown_since_us (engine) : 0,
                                  now_us,
                                  sublet_forecast_get_month_end_us (now_us));
  sublet_outlook_read_spent (self->outlook, SUBLET_BUDGET_PERIOD_MONTH, &spent);
  total_uusd = sublet_money_add (spent.spent_uusd, forecast->total_uusd);
  total = sublet_format_amount (total_uusd);
  gtk_label_set_label (GTK_LABEL (self->total_label), total);
  show_text (self->spent_label, sublet_forecast_text_dup_sum (forecast, &spent));
  show_text (self->difference_label, sublet_forecast_text_dup_difference (forecast));
  update_budget (self, &spent, total_uusd);
  update_credit (self, burn, offset_us, now_local_us);
  update_rows (self, forecast);
  update_sentences (self, forecast, offset_us, now_local_us);
}

/* Only while somebody looks. */
static void
on_changed (SubletForecastView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/* ---- object ---- */

static void
sublet_forecast_view_map (GtkWidget *widget)
{
  SubletForecastView *self = SUBLET_FORECAST_VIEW (widget);

  GTK_WIDGET_CLASS (sublet_forecast_view_parent_class)->map (widget);

  sublet_outlook_set_watched (self->outlook, TRUE);
  update (self);
}

static void
sublet_forecast_view_unmap (GtkWidget *widget)
{
  sublet_outlook_set_watched (SUBLET_FORECAST_VIEW (widget)->outlook, FALSE);

  GTK_WIDGET_CLASS (sublet_forecast_view_parent_class)->unmap (widget);
}

static void
sublet_forecast_view_constructed (GObject *object)
{
  SubletForecastView *self = SUBLET_FORECAST_VIEW (object);

  G_OBJECT_CLASS (sublet_forecast_view_parent_class)->constructed (object);

  g_signal_connect_object (self->outlook,
                           "changed",
                           G_CALLBACK (on_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
sublet_forecast_view_dispose (GObject *object)
{
  SubletForecastView *self = SUBLET_FORECAST_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_FORECAST_VIEW);
  g_clear_object (&self->outlook);

  G_OBJECT_CLASS (sublet_forecast_view_parent_class)->dispose (object);
}

static void
sublet_forecast_view_finalize (GObject *object)
{
  SubletForecastView *self = SUBLET_FORECAST_VIEW (object);

  g_hash_table_unref (self->what_ifs);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->sentences);
  g_free (self->shape);

  G_OBJECT_CLASS (sublet_forecast_view_parent_class)->finalize (object);
}

static void
sublet_forecast_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletForecastView *self = SUBLET_FORECAST_VIEW (object);

  switch ((SubletForecastViewProperty) prop_id)
    {
    case PROP_OUTLOOK:
      g_value_set_object (value, self->outlook);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_forecast_view_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  SubletForecastView *self = SUBLET_FORECAST_VIEW (object);

  switch ((SubletForecastViewProperty) prop_id)
    {
    case PROP_OUTLOOK:
      self->outlook = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletForecastView, child)

static void
sublet_forecast_view_class_init (SubletForecastViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_forecast_view_constructed;
  object_class->dispose = sublet_forecast_view_dispose;
  object_class->finalize = sublet_forecast_view_finalize;
  object_class->get_property = sublet_forecast_view_get_property;
  object_class->set_property = sublet_forecast_view_set_property;
  widget_class->map = sublet_forecast_view_map;
  widget_class->unmap = sublet_forecast_view_unmap;

  properties[PROP_OUTLOOK] =
    g_param_spec_object ("outlook",
                         NULL,
                         NULL,
                         SUBLET_TYPE_OUTLOOK,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-forecast-view.ui");
  BIND (sum_box);
  BIND (total_label);
  BIND (spent_label);
  BIND (difference_label);
  BIND (budget_box);
  BIND (budget_icon);
  BIND (budget_label);
  BIND (credit_label);
  BIND (what_group);
  BIND (assumptions_group);
}

static void
sublet_forecast_view_init (SubletForecastView *self)
{
  self->what_ifs = sublet_what_ifs_new ();
  self->rows = g_ptr_array_new ();
  self->sentences = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_forecast_view_new:
 * @outlook: what knows what comes
 *
 * Returns: (transfer floating): a view
 */
GtkWidget *
sublet_forecast_view_new (SubletOutlook *outlook)
{
  return g_object_new (SUBLET_TYPE_FORECAST_VIEW, "outlook", outlook, NULL);
}
