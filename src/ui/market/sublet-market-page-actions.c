/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "ui/market/sublet-columns-popover.h"
#include "ui/market/sublet-offer-columns.h"

#include <glib/gi18n.h>

/* ---- plain actions ---- */

static void
on_rent (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_market_page_rent (SUBLET_MARKET_PAGE (widget));
}

/* The offer that the details show, in a kind of price; handed over at that kind's own prices. */
static void
on_rent_kind (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);
  SubletOffer *shown = sublet_offer_details_get_offer (self->details);
  g_autoptr (GEnumClass) kinds = g_type_class_ref (SUBLET_TYPE_PRICE_KIND);
  GEnumValue *kind = g_enum_get_value_by_nick (kinds, g_variant_get_string (parameter, NULL));
  g_autoptr (SubletOffer) offer = NULL;

  if (shown == NULL || kind == NULL ||
      !sublet_market_has_offer (self->market, sublet_offer_get_row (shown)->id))
    return;

  offer = sublet_market_dup_kind_offer (self->market, shown, (SubletPriceKind) kind->value);
  if (offer != NULL)
    sublet_market_page_request_rent (self, offer);
}

static void
on_rent_policy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  sublet_market_page_on_policy_clicked (self);
}

static void
on_toggle_filters (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  sublet_pane_view_set_start_shown (self->panes, !sublet_pane_view_get_start_shown (self->panes));
}

static void
on_toggle_details (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  sublet_pane_view_set_end_shown (self->panes, !sublet_pane_view_get_end_shown (self->panes));
}

static void
on_search_models (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  sublet_pane_view_set_start_shown (self->panes, TRUE);
  sublet_filter_pane_focus_search (self->filter_pane);
}

static void
on_refresh (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_market_refresh (SUBLET_MARKET_PAGE (widget)->market);
}

static void
on_show_changes (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_market_show_changes (SUBLET_MARKET_PAGE (widget)->market);
}

static void
on_clear_filter (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);
  g_autoptr (GEnumClass) parts = g_type_class_ref (SUBLET_TYPE_FILTER_PART);
  GEnumValue *part = g_enum_get_value_by_nick (parts, g_variant_get_string (parameter, NULL));

  if (part != NULL)
    sublet_filter_pane_clear (self->filter_pane, (SubletFilterPart) part->value);
}

static void
on_clear_filters (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_filter_pane_clear_all (SUBLET_MARKET_PAGE (widget)->filter_pane);
}

static void
on_save_search (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_market_page_save_search (SUBLET_MARKET_PAGE (widget));
}

static void
on_show_searches (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_market_page_show_searches (SUBLET_MARKET_PAGE (widget));
}

static void
on_show_policies (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_policy_button_popup (SUBLET_MARKET_PAGE (widget)->policy);
}

static void
on_show_sort (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_market_status_popup_sort (SUBLET_MARKET_PAGE (widget)->status);
}

/* ---- keys ---- */

typedef struct
{
  const char *trigger;
  const char *action;
} Key;

/* Mirrored in the help overlay. They hold wherever the focus is in the window, as long as the page
 * is seen. */
static const Key keys[] = {
  { "F9", "market.toggle-filters" },        { "<Alt>Return", "market.toggle-details" },
  { "<Control>f", "market.search-models" }, { "<Control>n", "market.rent-policy" },
  { "<Control>s", "market.save-search" },   { "<Control><Shift>s", "market.show-searches" },
  { "<Control>o", "market.show-sort" },     { "<Control><Shift>n", "market.show-policies" },
};

static gboolean
on_key (GtkWidget *widget, GVariant *action, gpointer user_data)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;

  return gtk_widget_activate_action_variant (widget, g_variant_get_string (action, NULL), NULL);
}

static void
add_keys (SubletMarketPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  gsize i;

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                                gtk_callback_action_new (on_key, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* ---- the Sort menu ---- */

static void
on_sort_first (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (user_data);
  SubletOfferOrder order;
  SubletOfferKey key;

  if (!sublet_offer_key_from_id (g_variant_get_string (value, NULL), &key))
    return;

  sublet_market_get_order (self->market, &order);
  sublet_offer_order_sort_by (&order, key, sublet_offer_key_is_better_high (key));
  sublet_market_set_order (self->market, &order);
}

/* "": by nothing. */
static void
on_sort_second (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (user_data);
  SubletOfferOrder order;
  SubletOfferKey key;

  sublet_market_get_order (self->market, &order);
  if (g_variant_get_string (value, NULL)[0] == '\0')
    key = order.first;
  else if (!sublet_offer_key_from_id (g_variant_get_string (value, NULL), &key))
    return;

  order.second = key;
  order.second_descending = sublet_offer_key_is_better_high (key);
  sublet_market_set_order (self->market, &order);
}

static void
on_sort_direction (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (user_data);
  bool descending = g_str_equal (g_variant_get_string (value, NULL), "descending");
  SubletOfferOrder order;

  sublet_market_get_order (self->market, &order);
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "direction"))
    order.first_descending = descending;
  else
    order.second_descending = descending;
  sublet_market_set_order (self->market, &order);
}

static void
append_columns (GMenu *menu, const char *action)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  for (i = 0; i < n_columns; i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (columns[i].key < 0)
        continue;
      item = g_menu_item_new (_ (columns[i].title), NULL);
      g_menu_item_set_action_and_target (item, action, "s", columns[i].id);
      g_menu_append_item (menu, item);
    }
}

static GMenuModel *
make_sort_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first_keys = g_menu_new ();
  g_autoptr (GMenu) second_keys = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();

  append_columns (first_keys, "sort.first");
  /* TRANSLATORS: the offers are in no second order, among those that are first alike */
  g_menu_append (second_keys, _ ("Nothing"), "sort.second::");
  append_columns (second_keys, "sort.second");

  g_menu_append_submenu (first, _ ("_First By"), G_MENU_MODEL (first_keys));
  g_menu_append (first, _ ("_Ascending"), "sort.direction::ascending");
  g_menu_append (first, _ ("_Descending"), "sort.direction::descending");
  g_menu_append_submenu (second, _ ("_Then By"), G_MENU_MODEL (second_keys));
  /* TRANSLATORS: the second order of the offers; another letter than in the first one's word */
  g_menu_append (second, _ ("A_scending"), "sort.second-direction::ascending");
  /* TRANSLATORS: the second order of the offers; another letter than in the first one's word */
  g_menu_append (second, _ ("D_escending"), "sort.second-direction::descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));

  return G_MENU_MODEL (menu);
}

static void
add_stateful (SubletMarketPage *self, const char *name, GCallback changed)
{
  g_autoptr (GSimpleAction)
    action = g_simple_action_new_stateful (name, G_VARIANT_TYPE_STRING, g_variant_new_string (""));

  g_signal_connect_object (action, "change-state", changed, self, 0);
  g_action_map_add_action (G_ACTION_MAP (self->sort_actions), G_ACTION (action));
}

static GSimpleAction *
get_sort_action (SubletMarketPage *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->sort_actions), name));
}

static void
set_state (SubletMarketPage *self, const char *name, const char *state)
{
  g_simple_action_set_state (get_sort_action (self, name), g_variant_new_string (state));
}

static const char *
get_direction (bool descending)
{
  return descending ? "descending" : "ascending";
}

/**
 * sublet_market_page_install_actions:
 * @widget_class: the page's class
 */
void
sublet_market_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "market.rent", NULL, on_rent);
  gtk_widget_class_install_action (widget_class, "market.rent-kind", "s", on_rent_kind);
  gtk_widget_class_install_action (widget_class, "market.rent-policy", NULL, on_rent_policy);
  gtk_widget_class_install_action (widget_class, "market.toggle-filters", NULL, on_toggle_filters);
  gtk_widget_class_install_action (widget_class, "market.toggle-details", NULL, on_toggle_details);
  gtk_widget_class_install_action (widget_class, "market.search-models", NULL, on_search_models);
  gtk_widget_class_install_action (widget_class, "market.refresh", NULL, on_refresh);
  gtk_widget_class_install_action (widget_class, "market.show-changes", NULL, on_show_changes);
  gtk_widget_class_install_action (widget_class, "market.clear-filter", "s", on_clear_filter);
  gtk_widget_class_install_action (widget_class, "market.clear-filters", NULL, on_clear_filters);
  gtk_widget_class_install_action (widget_class, "market.save-search", NULL, on_save_search);
  gtk_widget_class_install_action (widget_class, "market.show-searches", NULL, on_show_searches);
  gtk_widget_class_install_action (widget_class, "market.show-policies", NULL, on_show_policies);
  gtk_widget_class_install_action (widget_class, "market.show-sort", NULL, on_show_sort);
  sublet_market_page_install_load_actions (widget_class);
}

/**
 * sublet_market_page_init_actions:
 * @self: a page that has its children
 *
 * Menus, their actions, and keys.
 */
void
sublet_market_page_init_actions (SubletMarketPage *self)
{
  static const struct
  {
    const char *name;
    GCallback changed;
  } sort_actions[] = {
    { "first", G_CALLBACK (on_sort_first) },
    { "direction", G_CALLBACK (on_sort_direction) },
    { "second", G_CALLBACK (on_sort_second) },
    { "second-direction", G_CALLBACK (on_sort_direction) },
  };
  g_autoptr (GMenuModel) sort_menu = make_sort_menu ();
  SubletOfferLayout *layout = sublet_market_table_get_layout (self->table);
  gsize i;

  self->sort_actions = g_simple_action_group_new ();
  for (i = 0; i < G_N_ELEMENTS (sort_actions); i++)
    add_stateful (self, sort_actions[i].name, sort_actions[i].changed);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sort", G_ACTION_GROUP (self->sort_actions));

  sublet_market_page_init_load_actions (self);
  sublet_market_status_set_menus (self->status, sort_menu, sublet_columns_popover_new (layout));
  add_keys (self);
}

/**
 * sublet_market_page_update_menus:
 * @self: a page
 */
void
sublet_market_page_update_menus (SubletMarketPage *self)
{
  SubletOfferOrder order;
  bool has_second;

  sublet_market_get_order (self->market, &order);
  has_second = order.second != order.first;
  set_state (self, "first", sublet_offer_key_get_id (order.first));
  set_state (self, "direction", get_direction (order.first_descending));
  set_state (self, "second", has_second ? sublet_offer_key_get_id (order.second) : "");
  set_state (self, "second-direction", get_direction (order.second_descending));
  g_simple_action_set_enabled (get_sort_action (self, "second-direction"), has_second);
}

/**
 * sublet_market_page_update_actions:
 * @self: a page
 *
 * What can be done now.
 */
void
sublet_market_page_update_actions (SubletMarketPage *self)
{
  SubletOffer *offer = sublet_offer_details_get_offer (self->details);
  gboolean can_rent = offer != NULL &&
                      sublet_market_has_offer (self->market, sublet_offer_get_row (offer)->id);
  gboolean has_offers = sublet_market_get_shown (self->market) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "market.rent", can_rent);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "market.rent-policy", has_offers);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "market.show-policies", has_offers);
  gtk_widget_set_sensitive (GTK_WIDGET (self->policy), has_offers);
  sublet_market_page_update_load_actions (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "market.show-changes",
                                 sublet_market_get_changes (self->market) > 0);
}
