/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-bid-question.h"

#include "core/base/sublet-money.h"
#include "ui/instances/sublet-asking.h"
#include "ui/instances/sublet-bid-text.h"
#include "ui/instances/sublet-figure-form.h"
#include "ui/rent/sublet-rent-number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdbool.h>

/* A thousandth of a dollar is the last that is shown. */
#define DIGITS 3
#define STEP_USD 0.001
#define MOST_USD 1000

typedef struct
{
  SubletAsking asking;
  SubletFigureForm form;
  bool touched; /* the first value is nobody's mistake */
} AskData;

/* ---- the figures ---- */

/* With everything else as it runs now; 0: not known. */
static gint64
get_credit_lasts_us (AskData *data, gint64 rate_nusd)
{
  SubletAccount *account = sublet_rental_engine_get_account (data->asking.engine);
  gint64 burn_nusd = sublet_rental_engine_get_burn_rate_nusd (data->asking.engine);
  gint64 now_nusd = MAX (sublet_rental_get_rate_now_nusd (data->asking.rental), 0);
  gint64 after_nusd = burn_nusd - now_nusd + rate_nusd;
  gint64 credit_uusd;

  if (account == NULL || rate_nusd == SUBLET_MONEY_UNKNOWN || after_nusd <= 0)
    return 0;

  credit_uusd = sublet_account_get_data (account)->credit_uusd;
  /* µ$ ÷ (n$/h) = 1000 h. */
  return credit_uusd > 0
           ? sublet_money_multiply_divide (credit_uusd, 1000 * G_TIME_SPAN_HOUR, after_nusd)
           : 0;
}

static void
read_facts (AskData *data, SubletBidFacts *facts)
{
  SubletInstance *instance = sublet_rental_get_instance (data->asking.rental);
  const SubletInstanceData *reading = sublet_instance_get_data (instance);

  *facts = (SubletBidFacts){
    .bid_nusd = sublet_rent_read_rate_nusd (data->form.spin),
    .now_nusd = reading->dph_base_nusd,
    .floor_nusd = reading->min_bid_nusd,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
  };
  if (facts->bid_nusd == SUBLET_MONEY_UNKNOWN)
    return;

  facts->rate_nusd = sublet_instance_get_rate_at_bid_nusd (instance, facts->bid_nusd);
  facts->credit_lasts_us = get_credit_lasts_us (data, facts->rate_nusd);
}

/* The lowest that would run, or what it bids where that runs. */
static double
get_first_usd (SubletRental *rental)
{
  const SubletInstanceData *reading =
    sublet_instance_get_data (sublet_rental_get_instance (rental));
  gint64 first_nusd = MAX (reading->dph_base_nusd, reading->min_bid_nusd);

  if (first_nusd == SUBLET_MONEY_UNKNOWN)
    return 0;

  /* Never below the floor by rounding. */
  return ceil (sublet_money_usd_from_nusd (first_nusd) * 1000 - 1e-6) / 1000;
}

/* ---- the dialog ---- */

/* What is proposed is something else than now where it does not run. */
static bool
is_meant (AskData *data, const SubletBidFacts *facts)
{
  return data->touched || facts->now_nusd < facts->floor_nusd;
}

static void
update (AskData *data)
{
  g_autofree char *problem = NULL;
  g_autofree char *terms = NULL;
  g_autofree char *question = NULL;
  SubletBidFacts facts;

  read_facts (data, &facts);
  problem = sublet_bid_text_dup_problem (&facts);
  terms = sublet_bid_text_dup_terms (&facts);
  question = problem == NULL ? sublet_bid_text_dup_question (&facts) : g_strdup ("");

  sublet_field_row_set_hint (data->form.row, terms);
  sublet_field_row_set_problem (data->form.row, data->touched ? problem : NULL);
  gtk_label_set_label (data->form.sentence, question);
  sublet_ui_confirm_set_enabled (GTK_WIDGET (data->form.sentence),
                                 "change",
                                 problem == NULL && is_meant (data, &facts) &&
                                   sublet_rental_can_change_bid (data->asking.rental));
}

static void
on_typed (AskData *data)
{
  data->touched = true;
  update (data);
}

/* What it bids and the floor may change meanwhile. */
static void
follow (gpointer user_data)
{
  AskData *data = user_data;

  g_signal_connect_swapped (data->form.spin, "notify::text", G_CALLBACK (on_typed), data);
  g_signal_connect_swapped (data->asking.rental, "notify::instance", G_CALLBACK (update), data);
  update (data);
}

static void
give (gpointer user_data, GAsyncReadyCallback callback, gpointer callback_data)
{
  AskData *data = user_data;

  sublet_rental_engine_change_bid_async (data->asking.engine,
                                         data->asking.rental,
                                         sublet_rent_read_rate_nusd (data->form.spin),
                                         NULL,
                                         callback,
                                         callback_data);
}

static void
clear (gpointer user_data)
{
  AskData *data = user_data;

  sublet_figure_form_clear (&data->form, data);
}

static const SubletAskingKind asking_kind = {
  .answer = "change",
  .follow = follow,
  .give = give,
  .finish = sublet_rental_engine_change_bid_finish,
  .clear = clear,
};

/**
 * sublet_bid_ask_async:
 * @parent: a widget of the window that asks
 * @engine: what carries the order out
 * @rental: one of its rentals whose bid can be changed
 * @cancellable: (nullable): takes the question away; an order that was given goes on
 * @callback: called when the order was accepted, failed or was not wanted
 * @user_data: for @callback
 *
 * What is typed is checked against the latest reading, and the sentence says what it comes to.
 */
void
sublet_bid_ask_async (GtkWidget *parent,
                      SubletRentalEngine *engine,
                      SubletRental *rental,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autofree char *heading = NULL;
  SubletAskingWords words = {
    .label = _ ("Change _Bid"), .look = SUBLET_ANSWER_SUGGESTED, .by_return = true,
    };
  AskData *data;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (sublet_rental_get_instance (rental) != NULL);

  data = sublet_asking_new (&asking_kind, sizeof (AskData), engine, rental);
  /* TRANSLATORS: %s is the name of an instance */
  heading = g_strdup_printf (_ ("Bid for %s"), data->asking.name);
  /* TRANSLATORS: a field for dollars an hour */
  sublet_figure_form_init (&data->form, _ ("Bid in $/h"), DIGITS, STEP_USD, MOST_USD);
  sublet_figure_form_answer_by_return (&data->form);
  gtk_spin_button_set_value (data->form.spin, get_first_usd (rental));
  words.heading = heading;
  words.extra = data->form.box;
  sublet_asking_run_async (data, parent, &words, cancellable, callback, user_data);
}

/**
 * sublet_bid_ask_finish:
 * @result: what the callback was given
 * @error: G_IO_ERROR_CANCELLED when it was not wanted, else the engine's
 *
 * Returns: whether the service took the bid
 */
gboolean
sublet_bid_ask_finish (GAsyncResult *result, GError **error)
{
  return sublet_asking_run_finish (result, error);
}
