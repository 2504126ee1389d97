/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-extent.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/common/sublet-tight-text.h"

#include <glib/gi18n.h>

/* How many offers one can choose to load at most. */
static const int choices[] = { 5000, 10000, 20000, 50000 };

struct _SubletMarketExtent
{
  AdwBin parent_instance;

  SubletMarket *market; /* (owned) (nullable): set once */

  /* template children */
  GtkSpinner *spinner;
  GtkLabel *label;
  GtkLabel *skipped;
  GtkWidget *stop;
  AdwSplitButton *more;
};

G_DEFINE_FINAL_TYPE (SubletMarketExtent, sublet_market_extent, ADW_TYPE_BIN)

static char *
dup_progress (guint n_rows, guint n_pages)
{
  g_autofree char *rows = sublet_format_number (n_rows, 0);
  g_autofree char *page = sublet_format_number (n_pages + 1, 0);

  /* TRANSLATORS: while offers are loaded page by page: how many came, and which page is awaited */
  return g_strdup_printf (ngettext ("%1$s offer so far, page %2$s",
                                    "%1$s offers so far, page %2$s",
                                    n_rows),
                          rows,
                          page);
}

/* NULL when nothing is to be said. */
static char *
dup_cut (SubletMarketExtent *self)
{
  guint max_rows = sublet_market_get_max_rows (self->market);
  g_autofree char *number = sublet_format_number (max_rows, 0);

  switch (sublet_market_get_cut (self->market))
    {
    case SUBLET_MARKET_CUT_MORE:
      if (sublet_market_get_refreshing (self->market) || sublet_market_can_load_more (self->market))
        return g_strdup (_ ("The list was cut."));
      /* TRANSLATORS: as many offers as the person chose to load at most */
      return g_strdup_printf (ngettext ("The list was cut at %s offer.",
                                        "The list was cut at %s offers.",
                                        max_rows),
                              number);
    case SUBLET_MARKET_CUT_PRICE:
      return g_strdup (_ ("More offers of one price exist than the service lists."));
    case SUBLET_MARKET_CUT_STUCK:
      return g_strdup (_ ("The list was cut, and the service gives no more."));
    case SUBLET_MARKET_CUT_REPLY:
      /* TRANSLATORS: what came of the list before the service's answer broke off is shown */
      return g_strdup (_ ("The answer broke off; what came is shown."));
    case SUBLET_MARKET_CUT_KEPT:
      /* TRANSLATORS: an older list is shown, since the newest answer of the service broke off */
      return g_strdup (_ ("The newest answer broke off; the one before is shown."));
    case SUBLET_MARKET_CUT_NONE:
    default:
      if (!sublet_market_get_filtered (self->market))
        return NULL;
      /* TRANSLATORS: the service has too many offers for one list, so that it was asked only for
       * those that the filters let through */
      return g_strdup (_ ("Vast was asked for these filters only."));
    }
}

static void
update_skipped (SubletMarketExtent *self)
{
  guint n = sublet_market_get_skipped (self->market);
  g_autofree char *number = sublet_format_number (n, 0);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->skipped), n > 0);
  if (n == 0)
    return;

  /* TRANSLATORS: how many offers the service sent in a form that is not understood */
  text = g_strdup_printf (ngettext ("%s unreadable offer.", "%s unreadable offers.", n), number);
  sublet_label_set_text (self->skipped, text);
}

/**
 * sublet_market_extent_update:
 * @self: an extent with a market
 *
 * Shows what the market says now.
 */
void
sublet_market_extent_update (SubletMarketExtent *self)
{
  guint n_rows = 0;
  guint n_pages = 0;
  gboolean loading = sublet_market_get_progress (self->market, &n_rows, &n_pages);
  g_autofree char *text = loading ? dup_progress (n_rows, n_pages) : dup_cut (self);

  if (text != NULL)
    sublet_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->label), text != NULL);
  update_skipped (self);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading);
  gtk_spinner_set_spinning (self->spinner, loading);
  gtk_widget_set_visible (self->stop, loading);
  gtk_widget_set_visible (GTK_WIDGET (self->more),
                          !loading &&
                            sublet_market_get_cut (self->market) == SUBLET_MARKET_CUT_MORE);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          text != NULL || gtk_widget_get_visible (GTK_WIDGET (self->skipped)));
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *number = sublet_format_number (choices[i], 0);
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) item = NULL;

      /* TRANSLATORS: a choice: so many offers are loaded at most */
      label = g_strdup_printf (ngettext ("Up to %s Offer", "Up to %s Offers", (gulong) choices[i]),
                               number);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "load.max-offers", "i", choices[i]);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));

  return G_MENU_MODEL (menu);
}

static void
sublet_market_extent_dispose (GObject *object)
{
  SubletMarketExtent *self = SUBLET_MARKET_EXTENT (object);

  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_MARKET_EXTENT);
  g_clear_object (&self->market);

  G_OBJECT_CLASS (sublet_market_extent_parent_class)->dispose (object);
}

static void
sublet_market_extent_class_init (SubletMarketExtentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_market_extent_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-market-extent.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletMarketExtent, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketExtent, label);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketExtent, skipped);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketExtent, stop);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketExtent, more);
}

static void
sublet_market_extent_init (SubletMarketExtent *self)
{
  g_autoptr (GMenuModel) menu = make_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_split_button_set_menu_model (self->more, menu);
  sublet_ui_tell_cut_text (self->label);
  sublet_ui_tell_cut_text (self->skipped);
}

/**
 * sublet_market_extent_set_market:
 * @self: an extent without a market
 * @market: whose list it is about
 */
void
sublet_market_extent_set_market (SubletMarketExtent *self, SubletMarket *market)
{
  g_return_if_fail (SUBLET_IS_MARKET_EXTENT (self));
  g_return_if_fail (self->market == NULL);

  self->market = g_object_ref (market);
  sublet_market_extent_update (self);
}
