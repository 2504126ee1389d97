/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-filter-pane-private.h"

#include "ui/market/sublet-filter-choices.h"

G_DEFINE_FINAL_TYPE (SubletFilterPane, sublet_filter_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_MARKET = 1,
} SubletFilterPaneProperty;

static GParamSpec *properties[PROP_MARKET + 1];

typedef enum
{
  SIGNAL_CHANGED,
} SubletFilterPaneSignal;

static guint signals[SIGNAL_CHANGED + 1];

/* ---- from the person to the market ---- */

static SubletOfferFilter *
begin_change (SubletFilterPane *self)
{
  return sublet_offer_filter_copy (sublet_market_get_filter (self->market));
}

/* (transfer full) */
static void
end_change (SubletFilterPane *self, SubletOfferFilter *filter)
{
  sublet_market_set_filter (self->market, filter);
  sublet_offer_filter_free (filter);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_model_toggled (SubletFilterPane *self, const char *id, gboolean active)
{
  SubletOfferFilter *filter = begin_change (self);

  sublet_offer_filter_set_model (filter, id, active);
  end_change (self, filter);
}

static void
on_place_toggled (SubletFilterPane *self, const char *id, gboolean active)
{
  SubletOfferFilter *filter = begin_change (self);
  g_autoptr (GEnumClass) regions = g_type_class_ref (SUBLET_TYPE_REGION);
  GEnumValue *region = g_enum_get_value_by_nick (regions, id);

  if (region != NULL)
    sublet_offer_filter_set_region (filter, (SubletRegion) region->value, active);
  else
    sublet_offer_filter_set_country (filter, id, active);
  end_change (self, filter);
}

static void
on_count_toggled (SubletFilterPane *self, GtkToggleButton *button)
{
  SubletOfferFilter *filter;
  guint count;

  if (self->updating || !gtk_toggle_button_get_active (button))
    return;

  filter = begin_change (self);
  for (count = 0; count < SUBLET_FILTER_PANE_COUNTS; count++)
    if (self->counts[count] == button)
      sublet_offer_filter_set_count (filter, (SubletGpuCount) count);
  end_change (self, filter);
}

static void
on_choice_toggled (SubletFilterPane *self, const char *id, gboolean active, SubletChoiceList *list)
{
  SubletFilterPart part = list == self->architectures ? SUBLET_FILTER_PART_ARCHITECTURE
                                                      : SUBLET_FILTER_PART_VERIFICATION;
  g_autoptr (GEnumClass) values = g_type_class_ref (sublet_filter_part_get_choice_type (part));
  SubletOfferFilter *filter = begin_change (self);

  sublet_offer_filter_set_choice (filter,
                                  part,
                                  (guint) g_enum_get_value_by_nick (values, id)->value,
                                  active);
  end_change (self, filter);
}

static void
on_flag_toggled (SubletFilterPane *self, GtkCheckButton *check)
{
  SubletOfferFilter *filter;

  if (self->updating)
    return;

  filter = begin_change (self);
  sublet_offer_filter_set_flag (filter,
                                check == self->static_ip_check ? SUBLET_FILTER_PART_STATIC_IP
                                                               : SUBLET_FILTER_PART_DATA_CENTER,
                                gtk_check_button_get_active (check));
  end_change (self, filter);
}

static void
on_range_changed (SubletFilterPane *self, SubletFilterPart part, gint64 lower, gint64 upper)
{
  SubletOfferFilter *filter = begin_change (self);

  sublet_offer_filter_set_range (filter, part, lower, upper);
  end_change (self, filter);
}

static void
on_ids_changed (SubletFilterPane *self, SubletIdsRow *row)
{
  SubletOfferFilter *filter = begin_change (self);

  sublet_ids_row_apply (row, filter);
  end_change (self, filter);
}

/* ---- from the market to the widgets ---- */

static void
update_values (SubletFilterPane *self)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);
  guint i;

  gtk_toggle_button_set_active (self->counts[sublet_offer_filter_get_count (filter)], TRUE);
  sublet_filter_pane_update_choices (self->verifications, filter, SUBLET_FILTER_PART_VERIFICATION);
  sublet_filter_pane_update_choices (self->architectures, filter, SUBLET_FILTER_PART_ARCHITECTURE);
  gtk_check_button_set_active (self->data_center_check,
                               sublet_offer_filter_get_flag (filter,
                                                             SUBLET_FILTER_PART_DATA_CENTER));
  gtk_check_button_set_active (self->static_ip_check,
                               sublet_offer_filter_get_flag (filter, SUBLET_FILTER_PART_STATIC_IP));
  for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
    {
      SubletFilterPart part = sublet_range_row_get_part (self->ranges[i]);

      sublet_range_row_update (self->ranges[i],
                               filter,
                               sublet_filter_pane_get_n_hidden (self, part),
                               sublet_market_get_n_unknown (self->market, part));
    }
  sublet_ids_row_update (self->machine_ids,
                         filter,
                         sublet_filter_pane_get_n_hidden (self, SUBLET_FILTER_PART_MACHINE));
  sublet_ids_row_update (self->host_ids,
                         filter,
                         sublet_filter_pane_get_n_hidden (self, SUBLET_FILTER_PART_HOST));
}

static void
update (SubletFilterPane *self)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);

  self->updating = TRUE;
  sublet_filter_pane_update_models (self->models, self->market, &self->known_models);
  sublet_filter_pane_update_places (self->places, self->market);
  update_values (self);
  sublet_filter_pane_update_parts (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "filters.clear-all",
                                 sublet_offer_filter_count_active (filter) > 0);
  self->updating = FALSE;
}

static void
on_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletFilterPart part;

  if (sublet_filter_part_from_nick (g_variant_get_string (parameter, NULL), &part))
    sublet_filter_pane_clear (SUBLET_FILTER_PANE (widget), part);
}

static void
on_clear_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_filter_pane_clear_all (SUBLET_FILTER_PANE (widget));
}

static void
sublet_filter_pane_constructed (GObject *object)
{
  SubletFilterPane *self = SUBLET_FILTER_PANE (object);

  G_OBJECT_CLASS (sublet_filter_pane_parent_class)->constructed (object);

  g_signal_connect_object (self->market,
                           "view-changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->market,
                           "notify::state",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_filter_pane_dispose (GObject *object)
{
  SubletFilterPane *self = SUBLET_FILTER_PANE (object);

  if (self->market != NULL)
    g_signal_handlers_disconnect_by_data (self->market, self);
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_FILTER_PANE);
  g_clear_object (&self->market);

  G_OBJECT_CLASS (sublet_filter_pane_parent_class)->dispose (object);
}

static void
sublet_filter_pane_finalize (GObject *object)
{
  SubletFilterPane *self = SUBLET_FILTER_PANE (object);

  g_free (self->known_models);

  G_OBJECT_CLASS (sublet_filter_pane_parent_class)->finalize (object);
}

static void
sublet_filter_pane_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletFilterPane *self = SUBLET_FILTER_PANE (object);

  if (prop_id == PROP_MARKET)
    self->market = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_filter_pane_class_init (SubletFilterPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_filter_pane_constructed;
  object_class->dispose = sublet_filter_pane_dispose;
  object_class->finalize = sublet_filter_pane_finalize;
  object_class->set_property = sublet_filter_pane_set_property;

  properties[PROP_MARKET] =
    g_param_spec_object ("market",
                         NULL,
                         NULL,
                         SUBLET_TYPE_MARKET,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* The person changed the filter; the market has it already. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  g_type_ensure (SUBLET_TYPE_CHOICE_LIST);
  g_type_ensure (SUBLET_TYPE_FILTER_HINT);
  g_type_ensure (SUBLET_TYPE_RANGE_ROW);
  g_type_ensure (SUBLET_TYPE_IDS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-filter-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, title);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, models);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, places);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, verifications);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, architectures);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, data_center_check);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, static_ip_check);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, machine_ids);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, host_ids);
  sublet_filter_pane_bind_parts (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_model_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_place_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_count_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_flag_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_range_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_ids_changed);

  gtk_widget_class_install_action (widget_class, "filters.clear", "s", on_clear);
  gtk_widget_class_install_action (widget_class, "filters.clear-all", NULL, on_clear_all);
}

static void
sublet_filter_pane_init (SubletFilterPane *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_filter_pane_fill_choices (self->verifications, SUBLET_FILTER_PART_VERIFICATION);
  sublet_filter_pane_fill_choices (self->architectures, SUBLET_FILTER_PART_ARCHITECTURE);
}

/**
 * sublet_filter_pane_new:
 * @market: what to filter
 *
 * Returns: (transfer floating): its filters
 */
GtkWidget *
sublet_filter_pane_new (SubletMarket *market)
{
  return g_object_new (SUBLET_TYPE_FILTER_PANE, "market", market, NULL);
}

/**
 * sublet_filter_pane_clear:
 * @self: a pane
 * @part: the filter to take away
 */
void
sublet_filter_pane_clear (SubletFilterPane *self, SubletFilterPart part)
{
  SubletOfferFilter *filter;

  g_return_if_fail (SUBLET_IS_FILTER_PANE (self));

  filter = begin_change (self);
  sublet_offer_filter_clear (filter, part);
  end_change (self, filter);
}

/**
 * sublet_filter_pane_clear_all:
 * @self: a pane
 *
 * Nothing is hidden afterwards, what was hidden at the first start included.
 */
void
sublet_filter_pane_clear_all (SubletFilterPane *self)
{
  g_return_if_fail (SUBLET_IS_FILTER_PANE (self));

  end_change (self, sublet_offer_filter_new ());
}

/**
 * sublet_filter_pane_focus_search:
 * @self: a pane
 *
 * To the field that searches among the models.
 */
void
sublet_filter_pane_focus_search (SubletFilterPane *self)
{
  g_return_if_fail (SUBLET_IS_FILTER_PANE (self));

  gtk_widget_grab_focus (sublet_choice_list_get_search_entry (self->models));
}

/**
 * sublet_filter_pane_set_titled:
 * @self: a pane
 * @titled: whether it says itself what it is
 */
void
sublet_filter_pane_set_titled (SubletFilterPane *self, gboolean titled)
{
  g_return_if_fail (SUBLET_IS_FILTER_PANE (self));

  gtk_widget_set_visible (self->title, titled);
}
