/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-filter-pane.h"

#include "ui/market/sublet-filter-choices.h"
#include "ui/market/sublet-filter-hint.h"
#include "ui/market/sublet-ids-row.h"
#include "ui/market/sublet-range-row.h"

#include <glib/gi18n.h>

#define N_COUNTS (SUBLET_GPU_COUNT_8_OR_MORE + 1)

/* The groups that are folded, and which filters are in them. */
#define N_GROUPS 7
#define MAX_PARTS 6
#define NO_PART -1

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
  SubletChoiceList *verifications;
  SubletChoiceList *architectures;
  GtkToggleButton *counts[N_COUNTS];
  GtkCheckButton *data_center_check;
  GtkCheckButton *static_ip_check;
  SubletRangeRow *ranges[SUBLET_N_FILTER_RANGES];
  SubletIdsRow *machine_ids;
  SubletIdsRow *host_ids;
  GtkExpander *groups[N_GROUPS];
  GtkLabel *group_counts[N_GROUPS];
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
  [SUBLET_FILTER_PART_ARCHITECTURE] = "architecture_hint",
  [SUBLET_FILTER_PART_PLACE] = "place_hint",
  [SUBLET_FILTER_PART_VERIFICATION] = "verification_hint",
  [SUBLET_FILTER_PART_DATA_CENTER] = "data_center_hint",
  [SUBLET_FILTER_PART_STATIC_IP] = "static_ip_hint",
};

static const struct
{
  const char *id;
  int parts[MAX_PARTS + 1];
} groups[N_GROUPS] = {
  { "memory", { SUBLET_FILTER_PART_MEMORY, SUBLET_FILTER_PART_TOTAL_MEMORY, NO_PART } },
  { "gpu",
    { SUBLET_FILTER_PART_ARCHITECTURE,
      SUBLET_FILTER_PART_COMPUTE,
      SUBLET_FILTER_PART_CUDA,
      NO_PART } },
  { "place", { SUBLET_FILTER_PART_PLACE, NO_PART } },
  { "network",
    { SUBLET_FILTER_PART_DOWN,
      SUBLET_FILTER_PART_UP,
      SUBLET_FILTER_PART_DOWN_PRICE,
      SUBLET_FILTER_PART_UP_PRICE,
      SUBLET_FILTER_PART_PORTS,
      SUBLET_FILTER_PART_STATIC_IP,
      NO_PART } },
  { "disk", { SUBLET_FILTER_PART_DISK, SUBLET_FILTER_PART_DISK_SPEED, NO_PART } },
  { "cpu", { SUBLET_FILTER_PART_CORES, SUBLET_FILTER_PART_RAM, NO_PART } },
  { "offer",
    { SUBLET_FILTER_PART_DURATION, SUBLET_FILTER_PART_MACHINE, SUBLET_FILTER_PART_HOST, NO_PART } },
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

static guint
get_n_hidden (SubletFilterPane *self, SubletFilterPart part)
{
  return sublet_market_get_state (self->market) == SUBLET_MARKET_STATE_KNOWN
           ? sublet_market_get_n_hidden (self->market, part)
           : SUBLET_CHOICE_COUNT_UNKNOWN;
}

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
                               get_n_hidden (self, part),
                               sublet_market_get_n_unknown (self->market, part));
    }
  sublet_ids_row_update (self->machine_ids,
                         filter,
                         get_n_hidden (self, SUBLET_FILTER_PART_MACHINE));
  sublet_ids_row_update (self->host_ids, filter, get_n_hidden (self, SUBLET_FILTER_PART_HOST));
}

/* A folded group says how many of its filters are set. */
static void
update_group (SubletFilterPane *self, guint i)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);
  g_autofree char *text = NULL;
  guint n_active = 0;
  const int *part;

  for (part = groups[i].parts; *part != NO_PART; part++)
    n_active += sublet_offer_filter_is_active (filter, (SubletFilterPart) *part);

  gtk_widget_set_visible (GTK_WIDGET (self->group_counts[i]), n_active > 0);
  /* TRANSLATORS: beside the title of a group of filters: how many of them are set */
  text = g_strdup_printf (ngettext ("%u set", "%u set", n_active), n_active);
  if (g_strcmp0 (gtk_label_get_text (self->group_counts[i]), text) != 0)
    gtk_label_set_text (self->group_counts[i], text);
}

static void
update (SubletFilterPane *self)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);
  guint part;
  guint i;

  self->updating = TRUE;
  sublet_filter_pane_update_models (self->models, self->market, &self->known_models);
  sublet_filter_pane_update_places (self->places, self->market);
  update_values (self);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (self->hints[part] != NULL)
      sublet_filter_hint_update (self->hints[part],
                                 sublet_offer_filter_is_active (filter, (SubletFilterPart) part),
                                 get_n_hidden (self, (SubletFilterPart) part));
  for (i = 0; i < N_GROUPS; i++)
    update_group (self, i);
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
bind_child (GtkWidgetClass *widget_class, const char *id, gsize offset, guint i)
{
  gtk_widget_class_bind_template_child_full (widget_class,
                                             id,
                                             FALSE,
                                             (gssize) (offset + i * sizeof (GtkWidget *)));
}

/* The children that are one of many: "count_8", "down_price_range", "memory_group". */
static void
bind_arrays (GtkWidgetClass *widget_class)
{
  guint i;

  for (i = 0; i < N_COUNTS; i++)
    bind_child (widget_class, count_ids[i], G_STRUCT_OFFSET (SubletFilterPane, counts), i);
  for (i = 0; i < SUBLET_N_FILTER_PARTS; i++)
    if (hint_ids[i] != NULL)
      bind_child (widget_class, hint_ids[i], G_STRUCT_OFFSET (SubletFilterPane, hints), i);
  for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
    {
      const char *nick = sublet_filter_part_get_nick (sublet_filter_range_get (i)->part);
      g_autofree char *id = g_strdelimit (g_strconcat (nick, "_range", NULL), "-", '_');

      bind_child (widget_class, id, G_STRUCT_OFFSET (SubletFilterPane, ranges), i);
    }
  for (i = 0; i < N_GROUPS; i++)
    {
      g_autofree char *id = g_strconcat (groups[i].id, "_group", NULL);
      g_autofree char *count_id = g_strconcat (groups[i].id, "_group_count", NULL);

      bind_child (widget_class, id, G_STRUCT_OFFSET (SubletFilterPane, groups), i);
      bind_child (widget_class, count_id, G_STRUCT_OFFSET (SubletFilterPane, group_counts), i);
    }
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
  bind_arrays (widget_class);
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
