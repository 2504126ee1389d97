/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-kinds.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/market/sublet-kind-text.h"

#include <glib/gi18n.h>

#define N_KINDS 3

static const SubletPriceKind kinds[N_KINDS] = {
  SUBLET_PRICE_KIND_ON_DEMAND,
  SUBLET_PRICE_KIND_INTERRUPTIBLE,
  SUBLET_PRICE_KIND_RESERVED,
};

struct _SubletOfferKinds
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *rows[N_KINDS]; /* (borrowed): inside */
  GtkLabel *rates[N_KINDS];    /* (borrowed): in them */
  GtkLabel *amounts[N_KINDS];  /* (borrowed): likewise, of the job */
  GtkWidget *arrows[N_KINDS];  /* (borrowed): likewise, of what can be rented */
};

G_DEFINE_FINAL_TYPE (SubletOfferKinds, sublet_offer_kinds, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_nick (SubletPriceKind kind)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SUBLET_TYPE_PRICE_KIND);

  return g_enum_get_value (klass, (int) kind)->value_nick;
}

static GtkWidget *
make_figure (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static void
make_row (SubletOfferKinds *self, guint i)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *prices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *rate = make_figure ();
  GtkWidget *amount = make_figure ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sublet_kind_get_title (kinds[i]));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", get_nick (kinds[i]));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "market.rent-kind");
  gtk_widget_add_css_class (amount, "heading");
  gtk_widget_set_valign (prices, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (prices), rate);
  gtk_box_append (GTK_BOX (prices), amount);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), prices);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  self->rows[i] = ADW_ACTION_ROW (row);
  self->rates[i] = GTK_LABEL (rate);
  self->amounts[i] = GTK_LABEL (amount);
  self->arrows[i] = arrow;
}

/* @quote: (nullable): NULL when it has no price in that kind; @text says why then */
static void
show_row (SubletOfferKinds *self,
          guint i,
          const SubletQuote *quote,
          const char *text,
          gboolean rentable)
{
  GtkWidget *row = GTK_WIDGET (self->rows[i]);
  const char *title = sublet_kind_get_title (kinds[i]);
  g_autofree char *rate =
    sublet_format_rate (quote != NULL ? quote->job_rate_nusd : SUBLET_MONEY_UNKNOWN);
  g_autofree char *amount =
    sublet_format_amount (quote != NULL ? quote->job_uusd : SUBLET_MONEY_UNKNOWN);
  /* TRANSLATORS: what an offer costs in a kind of price: the kind, a rate, the amount of the job */
  g_autofree char *name = g_strdup_printf (_ ("%1$s: %2$s, job %3$s"), title, rate, amount);

  gtk_label_set_text (self->rates[i], rate);
  gtk_label_set_text (self->amounts[i], amount);
  gtk_widget_set_visible (GTK_WIDGET (self->amounts[i]), quote != NULL);
  adw_action_row_set_subtitle (self->rows[i], text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), rentable);
  sublet_tooltip_set (row, rentable ? _ ("Rent It in This Kind of Price") : NULL);
  gtk_widget_set_visible (self->arrows[i], rentable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  quote != NULL ? name : title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text,
                                  -1);
}

/* What @offer costs in a kind: @like, the same in that kind. */
static void
show_prices (SubletOfferKinds *self,
             guint i,
             SubletMarket *market,
             SubletOffer *offer,
             SubletOffer *like,
             const SubletJob *job)
{
  SubletQuote quote;
  SubletQuote chosen;
  SubletJob priced = *job;
  g_autofree char *prices = NULL;
  g_autofree char *age = sublet_kind_dup_age (market, kinds[i]);
  g_autofree char *text = NULL;

  priced.kind = sublet_offer_get_kind (offer);
  sublet_quote_for_row (sublet_offer_get_row (offer), &priced, &chosen);
  priced.kind = kinds[i];
  sublet_quote_for_row (sublet_offer_get_row (like), &priced, &quote);

  prices = sublet_kind_dup_prices (sublet_offer_get_row (like),
                                   &quote,
                                   kinds[i] != sublet_offer_get_kind (offer) ? &chosen : NULL);
  text = age != NULL ? g_strconcat (prices, "\n", age, NULL) : g_steal_pointer (&prices);
  show_row (self,
            i,
            &quote,
            text,
            sublet_market_has_offer (market, sublet_offer_get_row (offer)->id));
}

static void
sublet_offer_kinds_class_init (SubletOfferKindsClass *klass)
{
}

static void
sublet_offer_kinds_init (SubletOfferKinds *self)
{
  guint i;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Kinds of Price"));
  for (i = 0; i < N_KINDS; i++)
    make_row (self, i);
}

/**
 * sublet_offer_kinds_show:
 * @self: the kinds
 * @market: a market, which holds them side by side; else they are not shown
 * @offer: (nullable): the offer, of the job's kind; one that somebody else has now is rented in no
 *   kind
 * @job: what is to run on it
 */
void
sublet_offer_kinds_show (SubletOfferKinds *self,
                         SubletMarket *market,
                         SubletOffer *offer,
                         const SubletJob *job)
{
  gboolean shown = offer != NULL && sublet_market_get_side_by_side (market);
  guint i;

  g_return_if_fail (SUBLET_IS_OFFER_KINDS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  for (i = 0; shown && i < N_KINDS; i++)
    {
      g_autoptr (SubletOffer) like = sublet_market_dup_kind_offer (market, offer, kinds[i]);
      g_autofree char *reason = NULL;

      if (like != NULL)
        {
          show_prices (self, i, market, offer, like, job);
          continue;
        }

      reason = sublet_kind_dup_reason (market, kinds[i]);
      show_row (self, i, NULL, reason, FALSE);
    }
}
