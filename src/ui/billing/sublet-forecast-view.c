/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-forecast-view-private.h"

#include "core/base/sublet-money.h"
#include "ui/billing/sublet-forecast-text.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SubletForecastView, sublet_forecast_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_OUTLOOK = 1,
} SubletForecastViewProperty;

static GParamSpec *properties[PROP_OUTLOOK + 1];

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

/**
 * sublet_forecast_view_update: (skip)
 * @self: a view
 *
 * Everything in it, by what is known now.
 */
void
sublet_forecast_view_update (SubletForecastView *self)
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

  sublet_forecast_view_make_rows (self, burn);
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
  sublet_forecast_view_update_rows (self, forecast);
  update_sentences (self, forecast, offset_us, now_local_us);
}

/* Only while somebody looks. */
static void
on_changed (SubletForecastView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    sublet_forecast_view_update (self);
}

/* ---- object ---- */

static void
sublet_forecast_view_map (GtkWidget *widget)
{
  SubletForecastView *self = SUBLET_FORECAST_VIEW (widget);

  GTK_WIDGET_CLASS (sublet_forecast_view_parent_class)->map (widget);

  sublet_outlook_set_watched (self->outlook, TRUE);
  sublet_forecast_view_update (self);
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
