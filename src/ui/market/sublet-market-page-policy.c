/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_LIMIT_USD 100000.0

/* What is proposed is above the cheapest by so much. */
#define PROPOSED_FACTOR 1.5

static char *
dup_reason (SubletMarketPage *self, SubletPolicy policy)
{
  g_autofree char *number = sublet_format_number (sublet_market_get_shown (self->market), 0);
  gint64 max_rate_nusd = sublet_market_get_policy_max_rate_nusd (self->market);
  g_autofree char *limit = sublet_format_rate (max_rate_nusd);

  switch (policy)
    {
    case SUBLET_POLICY_SECOND_CHEAPEST:
      /* TRANSLATORS: why an offer was picked; %s is the number of offers */
      return g_strdup_printf (_ ("The second cheapest of %s offers for this job."), number);
    case SUBLET_POLICY_BEST_VALUE:
      /* TRANSLATORS: why an offer was picked; %s is the number of offers */
      return g_strdup_printf (_ ("The most DLPerf per dollar of %s offers."), number);
    case SUBLET_POLICY_MOST_RELIABLE:
      if (max_rate_nusd != SUBLET_MONEY_UNKNOWN)
        /* TRANSLATORS: why an offer was picked: the number of offers, a rate like $0.500/h */
        return g_strdup_printf (_ ("The most reliable of %1$s offers up to %2$s for this job."),
                                   number,
                                   limit);
      /* TRANSLATORS: why an offer was picked; %s is the number of offers */
      return g_strdup_printf (_ ("The most reliable of %s offers."), number);
    case SUBLET_POLICY_CHEAPEST:
    default:
      /* TRANSLATORS: why an offer was picked; %s is the number of offers */
      return g_strdup_printf (_ ("The cheapest of %s offers for this job."), number);
    }
}

/* Only a limit leaves nothing where there are offers. */
static void
tell_none (SubletMarketPage *self)
{
  const SubletAnswer answers[] = {
    { "close", _ ("Close"), SUBLET_ANSWER_PLAIN },
  };
  gint64 max_rate_nusd = sublet_market_get_policy_max_rate_nusd (self->market);
  g_autofree char *limit = sublet_format_rate (max_rate_nusd);
  g_autofree char *lowest = sublet_format_rate (sublet_market_get_lowest_rate_nusd (self->market));
  g_autofree char *body = NULL;
  SubletQuestion question = {
    .heading = _ ("No Offer under That Price"),
                  .answers = answers,
                  .n_answers = G_N_ELEMENTS (answers),
                  .default_answer = "close",
                  .close_answer = "close",
    };

  /* TRANSLATORS: two rates like $0.500/h */
  body = g_strdup_printf (_ ("None costs %1$s or less for this job; the cheapest is %2$s."),
                             limit,
                             lowest);
  question.body = body;
  if (max_rate_nusd != SUBLET_MONEY_UNKNOWN && sublet_market_get_shown (self->market) > 0)
    sublet_ui_confirm_async (GTK_WIDGET (self), &question, NULL, NULL, NULL);
}

/**
 * sublet_market_page_rent_by_policy:
 * @self: a page
 * @policy: how to choose; remembered
 *
 * Selects the offer, says why in the details, and asks for it.
 */
void
sublet_market_page_rent_by_policy (SubletMarketPage *self, SubletPolicy policy)
{
  g_autoptr (SubletOffer) offer = NULL;
  g_autofree char *reason = NULL;

  g_return_if_fail (SUBLET_IS_MARKET_PAGE (self));

  sublet_settings_set_policy (self->settings, policy);
  offer = sublet_market_dup_offer (self->market, sublet_market_choose (self->market, policy));
  if (offer == NULL)
    {
      tell_none (self);
      return;
    }

  reason = dup_reason (self, policy);
  self->reason_id = sublet_offer_get_row (offer)->id;
  sublet_market_page_select_offer (self, self->reason_id);
  sublet_offer_details_set_reason (self->details, reason);
  sublet_market_page_request_rent (self, offer);
}

/* Chosen from the menu: without a limit, that is another item. */
void
sublet_market_page_on_policy_chosen (SubletMarketPage *self, SubletPolicy policy)
{
  if (policy == SUBLET_POLICY_MOST_RELIABLE)
    g_object_set (self->settings, "policy-max-rate", 0.0, NULL);
  sublet_market_page_rent_by_policy (self, policy);
}

void
sublet_market_page_on_policy_clicked (SubletMarketPage *self)
{
  sublet_market_page_rent_by_policy (self, sublet_policy_button_get_policy (self->policy));
}

/* ---- the limit ---- */

typedef struct
{
  SubletMarketPage *page; /* (owned) */
  GtkSpinButton *spin;    /* (owned) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->page);
  g_object_unref (asking->spin);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_limit (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
  SubletMarketPage *page = asking->page;

  if (g_strcmp0 (answer, "rent") != 0)
    return;

  /* What was typed and not left counts too. */
  gtk_spin_button_update (asking->spin);
  g_object_set (page->settings, "policy-max-rate", gtk_spin_button_get_value (asking->spin), NULL);
  sublet_market_page_rent_by_policy (page, SUBLET_POLICY_MOST_RELIABLE);
}

/* The last one, else what leaves a choice. */
static double
get_proposed_usd (SubletMarketPage *self)
{
  double usd = sublet_settings_get_policy_max_rate (self->settings);
  gint64 lowest_nusd = sublet_market_get_lowest_rate_nusd (self->market);

  if (usd > 0)
    return usd;
  if (lowest_nusd == SUBLET_MONEY_UNKNOWN)
    return 1.0;

  return ceil (sublet_money_usd_from_nusd (lowest_nusd) * PROPOSED_FACTOR * 100) / 100;
}

static GtkWidget *
make_limit_row (GtkSpinButton *spin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* TRANSLATORS: the unit of a rate: dollars per hour */
  GtkWidget *unit = gtk_label_new (_ ("$/h"));

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (unit, "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (spin));
  gtk_box_append (GTK_BOX (box), unit);

  return box;
}

/**
 * sublet_market_page_ask_limit:
 * @self: a page
 *
 * Asks up to which price the most reliable offer is wanted, and picks it.
 */
void
sublet_market_page_ask_limit (SubletMarketPage *self)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "rent", _ ("Choose"), SUBLET_ANSWER_SUGGESTED },
    };
  Asking *asking = g_new0 (Asking, 1);
  SubletQuestion question = {
    .heading = _ ("Most Reliable under…"),
                  .body = _ ("What the job may cost in an hour, disk and traffic included."),
                             .answers = answers,
                             .n_answers = G_N_ELEMENTS (answers),
                             .default_answer = "rent",
                             .close_answer = "cancel",
                  };

  asking->page = g_object_ref (self);
  asking->spin = GTK_SPIN_BUTTON (
    g_object_ref_sink (gtk_spin_button_new_with_range (0.001, MAX_LIMIT_USD, 0.01)));
  gtk_spin_button_set_digits (asking->spin, 3);
  gtk_spin_button_set_numeric (asking->spin, TRUE);
  gtk_spin_button_set_value (asking->spin, get_proposed_usd (self));
  /* Enter means the suggested answer; a spin button itself cannot say so before GTK 4.14. */
  gtk_text_set_activates_default (GTK_TEXT (
                                    gtk_editable_get_delegate (GTK_EDITABLE (asking->spin))),
                                  TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (asking->spin),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Highest Rate, $/h"), -1);
  question.extra = make_limit_row (asking->spin);
  sublet_ui_confirm_async (GTK_WIDGET (self), &question, NULL, on_limit, asking);
}
