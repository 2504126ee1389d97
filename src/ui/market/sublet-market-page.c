/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-seen.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SubletMarketPage, sublet_market_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_MARKET = 1,
  PROP_SETTINGS,
  PROP_SIZE_CLASS,
} SubletMarketPageProperty;

static GParamSpec *properties[PROP_SIZE_CLASS + 1];

typedef enum
{
  SIGNAL_RENT_REQUESTED,
} SubletMarketPageSignal;

static guint signals[SIGNAL_RENT_REQUESTED + 1];

void
sublet_market_page_request_rent (SubletMarketPage *self, SubletOffer *offer)
{
  g_signal_emit (self, signals[SIGNAL_RENT_REQUESTED], 0, offer);
}

static void
on_list_activate (SubletMarketPage *self, guint position)
{
  sublet_slot_list_model_select_position (SUBLET_SLOT_LIST_MODEL (self->model), position);
  sublet_pane_view_set_end_shown (self->panes, TRUE);
}

/* ---- construction ---- */

static void
sublet_market_page_constructed (GObject *object)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (object);

  G_OBJECT_CLASS (sublet_market_page_parent_class)->constructed (object);

  sublet_market_set_place_namer (self->market, sublet_format_place);
  sublet_market_page_load_job (self);
  sublet_market_page_load_side_by_side (self);
  sublet_market_page_load_filter (self);
  sublet_market_page_load_order (self);

  sublet_market_page_build (self);
  sublet_market_page_init_actions (self);
  sublet_market_page_hold_while_used (self);
  sublet_market_page_load_columns (self);
  sublet_market_page_load_policy (self);
  sublet_market_page_load_panes (self);
  sublet_market_page_load_max_offers (self);

  sublet_market_page_follow (self);
  sublet_market_page_apply_size_class (self);
  sublet_market_page_apply_docked (self);
  sublet_market_page_on_view_changed (self);
}

/* The market asks by itself only then. */
static void
on_seen (GtkWidget *widget, gboolean seen)
{
  sublet_market_set_visible (SUBLET_MARKET_PAGE (widget)->market, seen);
}

static void
sublet_market_page_map (GtkWidget *widget)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  GTK_WIDGET_CLASS (sublet_market_page_parent_class)->map (widget);

  sublet_seen_follow (widget, on_seen);
  sublet_market_page_update_face (self);
  sublet_market_page_look_at_notes (self);
}

static void
sublet_market_page_unmap (GtkWidget *widget)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  self->hovered = FALSE;
  sublet_market_page_forget_notes (self);

  GTK_WIDGET_CLASS (sublet_market_page_parent_class)->unmap (widget);

  sublet_seen_follow (widget, on_seen);
}

static void
sublet_market_page_unroot (GtkWidget *widget)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->key_pressed);
  g_clear_object (&self->key_pressed);
  sublet_market_page_update_held (self);
  sublet_market_page_flush_widths (self);

  GTK_WIDGET_CLASS (sublet_market_page_parent_class)->unroot (widget);
}

static gboolean
sublet_market_page_grab_focus (GtkWidget *widget)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  if (sublet_market_face_choose (self->market) != SUBLET_MARKET_FACE_CONTENT)
    return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  if (sublet_market_page_is_narrow (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));

  return gtk_widget_grab_focus (GTK_WIDGET (sublet_market_table_get_view (self->table)));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  if (!sublet_pane_view_get_end_shown (self->panes))
    return GDK_EVENT_PROPAGATE;

  sublet_pane_view_set_end_shown (self->panes, FALSE);
  return GDK_EVENT_STOP;
}

static void
sublet_market_page_dispose (GObject *object)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (object);

  sublet_market_page_flush_widths (self);
  if (self->market != NULL)
    g_signal_handlers_disconnect_by_data (self->market, self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  if (self->searches != NULL)
    g_signal_handlers_disconnect_by_data (self->searches, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sort", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "load", NULL);
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_MARKET_PAGE);
  g_clear_object (&self->header_start);
  g_clear_object (&self->sort_actions);
  g_clear_object (&self->anchor);
  g_clear_object (&self->model);
  g_clear_object (&self->market);
  g_clear_object (&self->settings);
  g_clear_object (&self->searches);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_market_page_parent_class)->dispose (object);
}

static void
sublet_market_page_finalize (GObject *object)
{
  g_free (SUBLET_MARKET_PAGE (object)->search_id);

  G_OBJECT_CLASS (sublet_market_page_parent_class)->finalize (object);
}

static void
sublet_market_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (object);

  if (prop_id == PROP_SIZE_CLASS)
    g_value_set_enum (value, (int) self->size_class);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_market_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (object);

  switch ((SubletMarketPageProperty) prop_id)
    {
    case PROP_MARKET:
      self->market = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_SIZE_CLASS:
      if (self->size_class == (SubletSizeClass) g_value_get_enum (value))
        break;
      self->size_class = (SubletSizeClass) g_value_get_enum (value);
      sublet_market_page_apply_size_class (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_MARKET] =
    g_param_spec_object ("market",
                         NULL,
                         NULL,
                         SUBLET_TYPE_MARKET,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SETTINGS,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_market_page_class_init (SubletMarketPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_market_page_constructed;
  object_class->dispose = sublet_market_page_dispose;
  object_class->finalize = sublet_market_page_finalize;
  object_class->get_property = sublet_market_page_get_property;
  object_class->set_property = sublet_market_page_set_property;
  widget_class->map = sublet_market_page_map;
  widget_class->unmap = sublet_market_page_unmap;
  widget_class->unroot = sublet_market_page_unroot;
  widget_class->grab_focus = sublet_market_page_grab_focus;

  install_properties (object_class);

  signals[SIGNAL_RENT_REQUESTED] = g_signal_new ("rent-requested",
                                                 G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 SUBLET_TYPE_OFFER);

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  g_type_ensure (SUBLET_TYPE_MARKET_FACE);
  g_type_ensure (SUBLET_TYPE_MARKET_TABLE);
  g_type_ensure (SUBLET_TYPE_PANE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-market-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, details_toggle);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, panes);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, content);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, table);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, list_scrolled);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, face);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, announcer);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate);

  sublet_market_page_install_actions (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
sublet_market_page_init (SubletMarketPage *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_market_page_new:
 * @market: the market
 * @settings: where the job, the filters, the order, the columns and the panes are kept
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sublet_market_page_new (SubletMarket *market, SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_MARKET_PAGE, "market", market, "settings", settings, NULL);
}

/**
 * sublet_market_page_get_header_start:
 * @self: a page
 *
 * Returns: (transfer none): the page's part of the header bar: filters, rent by policy
 */
GtkWidget *
sublet_market_page_get_header_start (SubletMarketPage *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET_PAGE (self), NULL);

  return self->header_start;
}

/**
 * sublet_market_page_rent:
 * @self: a page
 *
 * Asks for the offer that the details show, unless somebody else has it.
 */
void
sublet_market_page_rent (SubletMarketPage *self)
{
  SubletOffer *offer;

  g_return_if_fail (SUBLET_IS_MARKET_PAGE (self));

  offer = sublet_offer_details_get_offer (self->details);
  if (offer != NULL && sublet_market_has_offer (self->market, sublet_offer_get_row (offer)->id))
    sublet_market_page_request_rent (self, offer);
}

/**
 * sublet_market_page_select_offer:
 * @self: a page
 * @offer_id: an offer
 *
 * Selects it and brings it into sight, if it is in the view.
 */
void
sublet_market_page_select_offer (SubletMarketPage *self, gint64 offer_id)
{
  guint position;

  g_return_if_fail (SUBLET_IS_MARKET_PAGE (self));

  position = sublet_market_find_offer (self->market, offer_id);
  if (position == G_MAXUINT)
    return;

  sublet_offer_list_model_set_selected_id (self->model, offer_id);
  if (sublet_market_page_is_narrow (self))
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  else
    sublet_market_table_scroll_to (self->table, position);
}
