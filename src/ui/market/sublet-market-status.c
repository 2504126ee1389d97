/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-status.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/common/sublet-tight-text.h"
#include "ui/market/sublet-filter-words.h"
#include "ui/market/sublet-market-extent.h"

#include <glib/gi18n.h>

struct _SubletMarketStatus
{
  AdwBin parent_instance;

  SubletMarket *market; /* (owned) */
  gboolean narrow;

  /* template children */
  GtkWidget *stale_icon;
  GtkLabel *count;
  GtkWidget *again;
  GtkMenuButton *sort;
  GtkMenuButton *columns;
  GtkWidget *second;
  GtkMenuButton *hidden;
  GtkLabel *hidden_label;
  GtkBox *hidden_parts;
  SubletMarketExtent *extent;
  GtkLabel *changes;
  GtkWidget *show_changes;
};

G_DEFINE_FINAL_TYPE (SubletMarketStatus, sublet_market_status, ADW_TYPE_BIN)

typedef enum
{
  PROP_MARKET = 1,
  PROP_NARROW,
} SubletMarketStatusProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static char *
dup_count (SubletMarketStatus *self)
{
  guint n_shown = sublet_market_get_shown (self->market);
  /* While the list is held, what it shows and what there is are of two answers. */
  guint n_total = n_shown + sublet_market_get_hidden (self->market);
  g_autofree char *shown = sublet_format_number (n_shown, 0);
  g_autofree char *total = sublet_format_number (n_total, 0);

  if (self->narrow || n_shown == n_total)
    /* TRANSLATORS: how many offers the list has */
    return g_strdup_printf (ngettext ("%s offer", "%s offers", n_shown), shown);

  /* TRANSLATORS: how many offers the list has, and how many there are without filters */
  return g_strdup_printf (ngettext ("%1$s of %2$s offer", "%1$s of %2$s offers", n_total),
                          shown,
                          total);
}

/* An answer that broke off is one; what became of it is said in the line below. */
static gboolean
has_no_answer (SubletMarketStatus *self)
{
  SubletMarketCut cut = sublet_market_get_cut (self->market);

  return sublet_market_get_error (self->market) != NULL && cut != SUBLET_MARKET_CUT_REPLY &&
         cut != SUBLET_MARKET_CUT_KEPT;
}

static char *
dup_line (SubletMarketStatus *self)
{
  SubletClock *clock = sublet_market_get_clock (self->market);
  g_autofree char *count = dup_count (self);
  g_autofree char *time = NULL;

  if (sublet_market_get_state (self->market) != SUBLET_MARKET_STATE_KNOWN)
    return g_strdup ("");

  time = sublet_format_time (sublet_market_get_known_at_us (self->market) -
                               sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
  if (has_no_answer (self) && self->narrow)
    /* TRANSLATORS: the time since which nobody answered; little room */
    return g_strdup_printf (_ ("since %s"), time);
  if (has_no_answer (self))
    /* TRANSLATORS: "1,204 offers", then the time since which nobody answered */
    return g_strdup_printf (_ ("%1$s · no answer since %2$s"), count, time);
  if (self->narrow)
    return g_strdup_printf ("%s · %s", count, time);

  /* TRANSLATORS: "1,204 of 2,000 offers", then the time they were known */
  return g_strdup_printf (_ ("%1$s · known at %2$s"), count, time);
}

static void
update_hidden (SubletMarketStatus *self)
{
  guint n_active = sublet_offer_filter_count_active (sublet_market_get_filter (self->market));
  guint n_hidden = sublet_market_get_hidden (self->market);
  g_autofree char *number = sublet_format_number (n_hidden, 0);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->hidden), n_active > 0 && n_hidden > 0 && !self->narrow);
  if (n_active == 0)
    return;

  /* TRANSLATORS: how many offers the filters hide, and how many filters are set */
  text = g_strdup_printf (ngettext ("%1$s hidden by %2$u filter",
                                    "%1$s hidden by %2$u filters",
                                    n_active),
                          number,
                          n_active);
  sublet_label_set_text (self->hidden_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hidden),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text,
                                  -1);
}

static void
update_changes (SubletMarketStatus *self)
{
  guint n_changes = sublet_market_get_changes (self->market);
  g_autofree char *number = sublet_format_number (n_changes, 0);
  g_autofree char *text = NULL;

  if (n_changes > 0)
    /* TRANSLATORS: rows that would come, go or move if the pointer did not rest on the list */
    text = g_strdup_printf (ngettext ("%s change", "%s changes", n_changes), number);
  if (text != NULL)
    sublet_label_set_text (self->changes, text);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), n_changes > 0);
  gtk_widget_set_visible (self->show_changes, n_changes > 0);
}

static void
update (SubletMarketStatus *self)
{
  gboolean known = sublet_market_get_state (self->market) == SUBLET_MARKET_STATE_KNOWN;
  gboolean stale = known && sublet_market_get_error (self->market) != NULL;
  g_autofree char *line = dup_line (self);

  /* Nothing is said about offers that are not known. */
  gtk_widget_set_visible (GTK_WIDGET (self), known);
  sublet_label_set_text (self->count, line);
  gtk_widget_set_visible (self->stale_icon, stale);
  gtk_widget_set_visible (self->again, stale);
  gtk_widget_set_visible (GTK_WIDGET (self->sort), known);
  gtk_widget_set_visible (GTK_WIDGET (self->columns), known && !self->narrow);

  update_hidden (self);
  update_changes (self);
  sublet_market_extent_update (self->extent);
  /* One of the two takes the room between them and the edge. */
  gtk_widget_set_hexpand (GTK_WIDGET (self->changes),
                          !gtk_widget_get_visible (GTK_WIDGET (self->extent)));
  gtk_widget_set_visible (self->second,
                          known && (gtk_widget_get_visible (GTK_WIDGET (self->extent)) ||
                                    gtk_widget_get_visible (GTK_WIDGET (self->hidden)) ||
                                    gtk_widget_get_visible (self->show_changes)));
}

static GtkWidget *
make_part (SubletMarketStatus *self, SubletFilterPart part)
{
  g_autoptr (GEnumClass) parts = g_type_class_ref (SUBLET_TYPE_FILTER_PART);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label;
  GtkWidget *button = gtk_button_new ();
  g_autofree char *number =
    sublet_format_number (sublet_market_get_n_hidden (self->market, part), 0);
  g_autofree char *text = NULL;
  g_autofree char *clear = NULL;

  /* TRANSLATORS: a filter and how many offers it hides by itself */
  text = g_strdup_printf (_ ("%1$s hides %2$s"), sublet_filter_part_get_title (part), number);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");

  clear = g_strdup_printf (_ ("Clear %s"), sublet_filter_part_get_title (part));
  gtk_button_set_label (GTK_BUTTON (button), clear);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "market.clear-filter");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button),
                                    "s",
                                    g_enum_get_value (parts, (int) part)->value_nick);

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
on_hidden_map (SubletMarketStatus *self)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);
  GtkWidget *child;
  guint part;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hidden_parts))) != NULL)
    gtk_box_remove (self->hidden_parts, child);
  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (sublet_offer_filter_is_active (filter, (SubletFilterPart) part))
      gtk_box_append (self->hidden_parts, make_part (self, (SubletFilterPart) part));
}

static void
on_view_changed (SubletMarketStatus *self)
{
  update (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->hidden_parts)))
    {
      if (sublet_offer_filter_count_active (sublet_market_get_filter (self->market)) == 0)
        gtk_menu_button_popdown (self->hidden);
      else
        on_hidden_map (self);
    }
}

static void
sublet_market_status_constructed (GObject *object)
{
  static const char *const followed[] = { "notify::state",       "notify::error",
                                          "notify::known-at-us", "notify::progress",
                                          "notify::cut",         "notify::refreshing",
                                          "notify::max-rows" };
  SubletMarketStatus *self = SUBLET_MARKET_STATUS (object);
  gsize i;

  G_OBJECT_CLASS (sublet_market_status_parent_class)->constructed (object);

  sublet_market_extent_set_market (self->extent, self->market);
  for (i = 0; i < G_N_ELEMENTS (followed); i++)
    g_signal_connect_object (self->market,
                             followed[i],
                             G_CALLBACK (update),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->market,
                           "view-changed",
                           G_CALLBACK (on_view_changed),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_market_status_dispose (GObject *object)
{
  SubletMarketStatus *self = SUBLET_MARKET_STATUS (object);

  if (self->market != NULL)
    g_signal_handlers_disconnect_by_data (self->market, self);
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_MARKET_STATUS);
  g_clear_object (&self->market);

  G_OBJECT_CLASS (sublet_market_status_parent_class)->dispose (object);
}

static void
sublet_market_status_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletMarketStatus *self = SUBLET_MARKET_STATUS (object);

  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, self->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_market_status_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  SubletMarketStatus *self = SUBLET_MARKET_STATUS (object);

  switch ((SubletMarketStatusProperty) prop_id)
    {
    case PROP_MARKET:
      self->market = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      sublet_market_status_set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_market_status_class_init (SubletMarketStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_market_status_constructed;
  object_class->dispose = sublet_market_status_dispose;
  object_class->get_property = sublet_market_status_get_property;
  object_class->set_property = sublet_market_status_set_property;

  properties[PROP_MARKET] =
    g_param_spec_object ("market",
                         NULL,
                         NULL,
                         SUBLET_TYPE_MARKET,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SUBLET_TYPE_MARKET_EXTENT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-market-status.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, stale_icon);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, count);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, again);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, sort);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, columns);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, second);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, hidden);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, hidden_label);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, hidden_parts);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, extent);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, changes);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketStatus, show_changes);
  gtk_widget_class_bind_template_callback (widget_class, on_hidden_map);
}

static void
sublet_market_status_init (SubletMarketStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_tell_cut_text (self->count);
  sublet_ui_tell_cut_text (self->hidden_label);
  sublet_ui_tell_cut_text (self->changes);
}

/**
 * sublet_market_status_new:
 * @market: whose state
 *
 * Returns: (transfer floating): its two lines
 */
GtkWidget *
sublet_market_status_new (SubletMarket *market)
{
  return g_object_new (SUBLET_TYPE_MARKET_STATUS, "market", market, NULL);
}

/**
 * sublet_market_status_set_narrow:
 * @self: a status
 * @narrow: whether there is room for the least only
 */
void
sublet_market_status_set_narrow (SubletMarketStatus *self, gboolean narrow)
{
  g_return_if_fail (SUBLET_IS_MARKET_STATUS (self));

  narrow = !!narrow;
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (self->market != NULL)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/**
 * sublet_market_status_set_menus:
 * @self: a status
 * @sort_menu: what Sort opens
 * @columns_popover: what Columns opens
 */
void
sublet_market_status_set_menus (SubletMarketStatus *self,
                                GMenuModel *sort_menu,
                                GtkWidget *columns_popover)
{
  g_return_if_fail (SUBLET_IS_MARKET_STATUS (self));

  gtk_menu_button_set_menu_model (self->sort, sort_menu);
  /* GTK 4.8 leaves the focus in a submenu that is gone: no key would reach the window. */
  g_signal_connect_object (gtk_menu_button_get_popover (self->sort),
                           "closed",
                           G_CALLBACK (gtk_widget_grab_focus),
                           self->sort,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->columns, columns_popover);
}

/**
 * sublet_market_status_popup_sort:
 * @self: a status
 *
 * Opens the menu Sort, as a click on it does; nothing while no offers are known.
 */
void
sublet_market_status_popup_sort (SubletMarketStatus *self)
{
  g_return_if_fail (SUBLET_IS_MARKET_STATUS (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self->sort)))
    gtk_menu_button_popup (self->sort);
}
