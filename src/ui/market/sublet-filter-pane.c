/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-filter-pane.h"

#include "ui/market/sublet-filter-choices.h"
#include "ui/market/sublet-filter-hint.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_COUNTS (SUBLET_GPU_COUNT_8_OR_MORE + 1)

struct _SubletFilterPane
{
  AdwBin parent_instance;

  SubletMarket *market; /* (owned) */
  char *known_models;   /* (owned) (nullable): names of those in the list, to see a change */
  gboolean updating;    /* the widgets follow the market, they do not lead it */

  /* template children */
  GtkWidget *title;
  SubletChoiceList *models;
  SubletChoiceList *places;
  GtkToggleButton *counts[N_COUNTS];
  GtkSpinButton *price_spin;
  GtkSpinButton *reliability_spin;
  GtkSpinButton *memory_spin;
  GtkCheckButton *verified_check;
  GtkCheckButton *data_center_check;
  SubletFilterHint *hints[SUBLET_N_FILTER_PARTS]; /* NULL for what has none */
};

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

static const char *const count_ids[N_COUNTS] = {
  "count_any", "count_1", "count_2", "count_4", "count_8",
};

static const char *const hint_ids[SUBLET_N_FILTER_PARTS] = {
  [SUBLET_FILTER_PART_MODEL] = "model_hint",
  [SUBLET_FILTER_PART_COUNT] = "count_hint",
  [SUBLET_FILTER_PART_PRICE] = "price_hint",
  [SUBLET_FILTER_PART_RELIABILITY] = "reliability_hint",
  [SUBLET_FILTER_PART_MEMORY] = "memory_hint",
  [SUBLET_FILTER_PART_PLACE] = "place_hint",
  [SUBLET_FILTER_PART_VERIFICATION] = "verified_hint",
  [SUBLET_FILTER_PART_DATA_CENTER] = "data_center_hint",
};

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
  for (count = 0; count < N_COUNTS; count++)
    if (self->counts[count] == button)
      sublet_offer_filter_set_count (filter, (SubletGpuCount) count);
  end_change (self, filter);
}

static void
change_range (SubletFilterPane *self, SubletFilterPart part, double lower, double upper)
{
  const SubletFilterRange *range = sublet_filter_range_of_part (part);
  SubletOfferFilter *filter = begin_change (self);

  sublet_offer_filter_set_range (filter,
                                 part,
                                 sublet_filter_bound_from_double (range, lower > 0 ? lower : NAN),
                                 sublet_filter_bound_from_double (range, upper > 0 ? upper : NAN));
  end_change (self, filter);
}

static void
on_price_changed (SubletFilterPane *self)
{
  if (!self->updating)
    change_range (self, SUBLET_FILTER_PART_PRICE, 0, gtk_spin_button_get_value (self->price_spin));
}

static void
on_reliability_changed (SubletFilterPane *self)
{
  if (!self->updating)
    change_range (self,
                  SUBLET_FILTER_PART_RELIABILITY,
                  gtk_spin_button_get_value (self->reliability_spin),
                  0);
}

static void
on_memory_changed (SubletFilterPane *self)
{
  if (!self->updating)
    change_range (self,
                  SUBLET_FILTER_PART_MEMORY,
                  gtk_spin_button_get_value (self->memory_spin),
                  0);
}

static void
on_verified_toggled (SubletFilterPane *self)
{
  SubletOfferFilter *filter;

  if (self->updating)
    return;

  filter = begin_change (self);
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_VERIFIED,
                                  gtk_check_button_get_active (self->verified_check));
  end_change (self, filter);
}

static void
on_data_center_toggled (SubletFilterPane *self)
{
  SubletOfferFilter *filter;

  if (self->updating)
    return;

  filter = begin_change (self);
  sublet_offer_filter_set_flag (filter,
                                SUBLET_FILTER_PART_DATA_CENTER,
                                gtk_check_button_get_active (self->data_center_check));
  end_change (self, filter);
}

/* Zero means that the filter is not set, and says so. */
static gboolean
on_output (GtkSpinButton *spin)
{
  if (gtk_spin_button_get_value (spin) > 0)
    return FALSE;

  /* TRANSLATORS: in a number field: no limit */
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), _ ("Any")) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), _ ("Any"));
  return TRUE;
}

static int
on_input (GtkSpinButton *spin, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));

  if (text[0] != '\0' && g_strcmp0 (text, _ ("Any")) != 0)
    return FALSE;

  *value = 0;
  return TRUE;
}

/* ---- from the market to the widgets ---- */

static void
set_spin (GtkSpinButton *spin, gint64 bound)
{
  double value = bound != SUBLET_FILTER_NO_BOUND ? sublet_filter_bound_to_double (bound) : 0;

  if (islessgreater (gtk_spin_button_get_value (spin), value))
    gtk_spin_button_set_value (spin, value);
}

static void
update_values (SubletFilterPane *self)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);

  gtk_toggle_button_set_active (self->counts[sublet_offer_filter_get_count (filter)], TRUE);
  set_spin (self->price_spin, sublet_offer_filter_get_upper (filter, SUBLET_FILTER_PART_PRICE));
  set_spin (self->reliability_spin,
            sublet_offer_filter_get_lower (filter, SUBLET_FILTER_PART_RELIABILITY));
  set_spin (self->memory_spin, sublet_offer_filter_get_lower (filter, SUBLET_FILTER_PART_MEMORY));
  gtk_check_button_set_active (self->verified_check,
                               sublet_offer_filter_has_choice (filter,
                                                               SUBLET_FILTER_PART_VERIFICATION,
                                                               SUBLET_VERIFICATION_VERIFIED));
  gtk_check_button_set_active (self->data_center_check,
                               sublet_offer_filter_get_flag (filter,
                                                             SUBLET_FILTER_PART_DATA_CENTER));
}

static void
update (SubletFilterPane *self)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);
  gboolean known = sublet_market_get_state (self->market) == SUBLET_MARKET_STATE_KNOWN;
  guint part;

  self->updating = TRUE;
  sublet_filter_pane_update_models (self->models, self->market, &self->known_models);
  sublet_filter_pane_update_places (self->places, self->market);
  update_values (self);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (self->hints[part] != NULL)
      sublet_filter_hint_update (self->hints[part],
                                 sublet_offer_filter_is_active (filter, (SubletFilterPart) part),
                                 known ? sublet_market_get_n_hidden (self->market,
                                                                     (SubletFilterPart) part)
                                       : SUBLET_CHOICE_COUNT_UNKNOWN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "filters.clear-all",
                                 sublet_offer_filter_count_active (filter) > 0);
  self->updating = FALSE;
}

static void
on_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GEnumClass) parts = g_type_class_ref (SUBLET_TYPE_FILTER_PART);
  GEnumValue *part = g_enum_get_value_by_nick (parts, g_variant_get_string (parameter, NULL));

  if (part != NULL)
    sublet_filter_pane_clear (SUBLET_FILTER_PANE (widget), (SubletFilterPart) part->value);
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
  guint i;

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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-filter-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, title);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, models);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, places);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, price_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, reliability_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, memory_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, verified_check);
  gtk_widget_class_bind_template_child (widget_class, SubletFilterPane, data_center_check);
  for (i = 0; i < N_COUNTS; i++)
    gtk_widget_class_bind_template_child_full (widget_class,
                                               count_ids[i],
                                               FALSE,
                                               G_STRUCT_OFFSET (SubletFilterPane, counts) +
                                                 (gssize) (i * sizeof (GtkToggleButton *)));
  for (i = 0; i < SUBLET_N_FILTER_PARTS; i++)
    if (hint_ids[i] != NULL)
      gtk_widget_class_bind_template_child_full (widget_class,
                                                 hint_ids[i],
                                                 FALSE,
                                                 G_STRUCT_OFFSET (SubletFilterPane, hints) +
                                                   (gssize) (i * sizeof (SubletFilterHint *)));
  gtk_widget_class_bind_template_callback (widget_class, on_model_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_place_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_count_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_price_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reliability_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_memory_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_verified_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_data_center_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_output);
  gtk_widget_class_bind_template_callback (widget_class, on_input);

  gtk_widget_class_install_action (widget_class, "filters.clear", "s", on_clear);
  gtk_widget_class_install_action (widget_class, "filters.clear-all", NULL, on_clear_all);
}

static void
sublet_filter_pane_init (SubletFilterPane *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
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
