/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-reserve-question.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-asking.h"
#include "ui/instances/sublet-figure-form.h"
#include "ui/instances/sublet-reserve-text.h"
#include "ui/rent/sublet-rent-number.h"

#include <glib/gi18n.h>
#include <math.h>

#define DIGITS 2
#define STEP_USD 1
#define MOST_USD 100000

typedef struct
{
  SubletAsking asking;
  SubletFigureForm form;
  gint64 amount_uusd; /* as it was typed last */
  bool touched;       /* the person has typed */
} AskData;

/* ---- the figures ---- */

static bool
is_above_cap (AskData *data)
{
  g_autoptr (GError) error = NULL;

  /* By a cent: the caps are about rates, not about the amount. */
  sublet_rental_engine_check_prepay (data->asking.engine,
                                     data->asking.rental,
                                     SUBLET_UUSD_PER_USD / 100,
                                     &error);

  return g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
}

static void
read_facts (AskData *data, SubletReserveFacts *facts)
{
  SubletInstance *instance = sublet_rental_get_instance (data->asking.rental);
  SubletAccount *account = sublet_rental_engine_get_account (data->asking.engine);

  *facts = (SubletReserveFacts){
    .label = data->asking.name,
    .amount_uusd = data->amount_uusd,
    .credit_uusd = account != NULL ? sublet_account_get_data (account)->credit_uusd
                                   : SUBLET_MONEY_UNKNOWN,
    .rate_nusd = sublet_rental_get_rate_running_nusd (data->asking.rental),
    .burn_nusd = sublet_rental_engine_get_burn_rate_nusd (data->asking.engine),
    .discount_max = instance != NULL ? sublet_instance_get_data (instance)->credit_discount_max
                                     : NAN,
    .above_cap = is_above_cap (data),
  };
}

/* ---- the dialog ---- */

static char *
dup_button (gint64 amount_uusd)
{
  g_autofree char *amount = sublet_format_amount (amount_uusd);

  /* TRANSLATORS: on a button; %s is an amount, as in $50.00 */
  return g_strdup_printf (_ ("_Pay %s"), amount);
}

/* Nobody is wrong who has not typed yet; what no amount would change is said at once. */
static bool
is_blank (AskData *data, const SubletReserveFacts *facts)
{
  return !data->touched && facts->amount_uusd == 0 && !facts->above_cap;
}

static void
update (AskData *data)
{
  GtkWidget *part = GTK_WIDGET (data->form.sentence);
  g_autofree char *problem = NULL;
  g_autofree char *warning = NULL;
  g_autofree char *terms = NULL;
  g_autofree char *question = NULL;
  g_autofree char *button = NULL;
  SubletReserveFacts facts;

  read_facts (data, &facts);
  problem = sublet_reserve_text_dup_problem (&facts);
  warning = problem == NULL ? sublet_reserve_text_dup_warning (&facts) : NULL;
  terms = sublet_reserve_text_dup_terms (&facts);
  question = problem == NULL ? sublet_reserve_text_dup_question (&facts) : g_strdup ("");
  button = problem == NULL ? dup_button (facts.amount_uusd) : g_strdup (_ ("_Pay"));

  sublet_field_row_set_hint (data->form.row, terms);
  sublet_field_row_set_problem (data->form.row, is_blank (data, &facts) ? NULL : problem);
  gtk_label_set_label (data->form.sentence, question);
  sublet_figure_form_set_warning (&data->form, warning);
  sublet_ui_confirm_rename (part, "pay", button);
  sublet_ui_confirm_set_enabled (part,
                                 "pay",
                                 problem == NULL && sublet_rental_can_prepay (data->asking.rental));
}

static void
on_typed (AskData *data)
{
  data->touched = true;
  data->amount_uusd = sublet_rent_read_amount_uusd (data->form.spin);
  update (data);
}

/* A field that comes into sight writes its value: what is not known is taken out after it. */
static void
follow (gpointer user_data)
{
  AskData *data = user_data;

  if (data->amount_uusd == 0)
    gtk_editable_set_text (GTK_EDITABLE (data->form.spin), "");

  g_signal_connect_swapped (data->form.spin, "notify::text", G_CALLBACK (on_typed), data);
  g_signal_connect_swapped (data->asking.rental, "notify::instance", G_CALLBACK (update), data);
  g_signal_connect_swapped (data->asking.rental, "notify::state", G_CALLBACK (update), data);
  g_signal_connect_swapped (data->asking.engine, "notify::account", G_CALLBACK (update), data);
  update (data);
}

/* What is paid is what the button named last. */
static void
give (gpointer user_data, GAsyncReadyCallback callback, gpointer callback_data)
{
  AskData *data = user_data;

  sublet_rental_engine_prepay_async (data->asking.engine,
                                     data->asking.rental,
                                     data->amount_uusd,
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
  .answer = "pay",
  .follow = follow,
  .give = give,
  .finish = sublet_rental_engine_prepay_finish,
  .clear = clear,
};

/**
 * sublet_reserve_ask_async:
 * @parent: a widget of the window that asks
 * @engine: what carries the order out
 * @rental: one of its own rentals that can be prepaid
 * @cancellable: (nullable): takes the question away; an order that was given goes on
 * @callback: called when it is paid, failed or was not wanted
 * @user_data: for @callback
 *
 * What is typed is checked against the latest reading, the credit and the caps, and the sentence
 * says what it leaves and what ending early costs.
 */
void
sublet_reserve_ask_async (GtkWidget *parent,
                          SubletRentalEngine *engine,
                          SubletRental *rental,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *heading = NULL;
  SubletAskingWords words = { .label = _ ("_Pay"), .look = SUBLET_ANSWER_SUGGESTED };
  SubletReserveFacts facts;
  AskData *data;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (sublet_rental_get_instance (rental) != NULL);

  data = sublet_asking_new (&asking_kind, sizeof (AskData), engine, rental);
  /* TRANSLATORS: %s is the name of an instance */
  heading = g_strdup_printf (_ ("Convert %s to Reserved"), data->asking.name);
  /* TRANSLATORS: a field for an amount of dollars, which is paid ahead */
  sublet_figure_form_init (&data->form, _ ("Deposit in $"), DIGITS, STEP_USD, MOST_USD);
  read_facts (data, &facts);
  data->amount_uusd = sublet_reserve_text_get_first_uusd (&facts);
  gtk_spin_button_set_value (data->form.spin, sublet_money_usd_from_uusd (data->amount_uusd));
  words.heading = heading;
  words.extra = data->form.box;
  sublet_asking_run_async (data, parent, &words, cancellable, callback, user_data);
}

/**
 * sublet_reserve_ask_finish:
 * @result: what the callback was given
 * @error: G_IO_ERROR_CANCELLED when it was not wanted, else the engine's
 *
 * Returns: whether it is paid
 */
gboolean
sublet_reserve_ask_finish (GAsyncResult *result, GError **error)
{
  return sublet_asking_run_finish (result, error);
}
