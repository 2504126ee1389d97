/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include <glib/gi18n.h>

#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"

/* An answer that comes sooner needs no word before it. */
#define SLOW_MS 500

/* One rental that is to be made again. */
typedef struct
{
  SubletWindow *window;      /* (owned) */
  SubletRecipe *recipe;      /* (owned) (nullable): once it was read */
  SubletOffer *offer;        /* (owned) (nullable): once it was found */
  GCancellable *cancellable; /* (owned) */
  guint slow_id;             /* while the market is asked */
} Again;

static void
again_free (Again *again)
{
  g_object_unref (again->window);
  g_clear_object (&again->recipe);
  g_clear_object (&again->offer);
  g_object_unref (again->cancellable);
  g_clear_handle_id (&again->slow_id, g_source_remove);
  g_free (again);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Again, again_free)

static void
rent (Again *again)
{
  sublet_rent_dialog_use_recipe (sublet_window_rent (again->window, again->offer),
                                 again->recipe,
                                 sublet_recipe_get_launch (again->recipe));
}

static void
tell_error (SubletWindow *self, const GError *error)
{
  g_autofree char *body = sublet_error_text_dup_both (error);

  sublet_window_tell (self, sublet_error_text_get_title (error), body);
}

/* ---- what was asked for, in words ---- */

static char *
dup_gpu (const SubletRecipeTerms *terms)
{
  return terms->gpu_name == NULL ? g_strdup ("GPU")
                                 : sublet_format_gpu (terms->gpu_name, MAX (terms->num_gpus, 1));
}

static void
tell_no_offer (Again *again)
{
  const SubletRecipeTerms *terms = sublet_recipe_get_terms (again->recipe);
  g_autofree char *gpu = dup_gpu (terms);
  g_autofree char *disk_gb = sublet_format_number (terms->job.disk_gb, 0);
  g_autofree char *body = NULL;

  /* TRANSLATORS: %1$s is a GPU model, as in 2 × RTX 4090, %2$s a number */
  body = g_strdup_printf (_ ("Vast offers no %1$s with %2$s GB of disk right now."), gpu, disk_gb);
  sublet_window_tell (again->window, _ ("Nothing to Rent"), body);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Again) again = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);

  if (g_strcmp0 (answer, "rent") == 0 && !g_cancellable_is_cancelled (again->cancellable))
    rent (again);
}

/* The filters say how good it must be, and somebody set them. */
static void
ask_about_filters (Again *again)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { "rent", _ ("_Rent All the Same…"), SUBLET_ANSWER_SUGGESTED },
    };
  const SubletRecipeTerms *terms = sublet_recipe_get_terms (again->recipe);
  g_autofree char *gpu = dup_gpu (terms);
  g_autofree char *rate = NULL;
  g_autofree char *body = NULL;
  SubletJob job = terms->job;
  SubletQuote quote;
  SubletQuestion question = {
    .heading = _ ("None Passes the Filters"),
                  .answers = answers,
                  .n_answers = G_N_ELEMENTS (answers),
                  .default_answer = "rent",
                  .close_answer = "cancel",
    };

  sublet_quote_for_row (sublet_offer_get_row (again->offer), &job, &quote);
  rate = sublet_format_rate (quote.running_rate_nusd);
  /* TRANSLATORS: %1$s is a GPU model, as in 2 × RTX 4090, %2$s a rate like $0.334/h */
  body = g_strdup_printf (_ ("Vast offers %1$s from %2$s, but none that passes the filters of the "
                             "market."),
                             gpu,
                             rate);
  question.body = body;
  sublet_ui_confirm_async (GTK_WIDGET (again->window),
                           &question,
                           again->cancellable,
                           on_answered,
                           again);
}

/* ---- from the journal to the rent window; read from top to bottom ---- */

static void
on_offer_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Again) again = user_data;
  g_autoptr (GError) error = NULL;
  gboolean passes = FALSE;

  again->offer = sublet_market_find_like_finish (SUBLET_MARKET (source), result, &passes, &error);
  g_clear_handle_id (&again->slow_id, g_source_remove);
  /* Given up here, or by the client: the key has changed meanwhile. */
  if (g_cancellable_is_cancelled (again->cancellable) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    tell_error (again->window, error);
  else if (again->offer == NULL)
    tell_no_offer (again);
  else if (passes)
    rent (again);
  else
    ask_about_filters (g_steal_pointer (&again));
}

static gboolean
on_slow (gpointer user_data)
{
  Again *again = user_data;
  g_autofree char *gpu = dup_gpu (sublet_recipe_get_terms (again->recipe));
  g_autofree char *sentence = NULL;

  again->slow_id = 0;
  /* TRANSLATORS: %s is a GPU model, as in 2 × RTX 4090 */
  sentence = g_strdup_printf (_ ("Asking Vast for %s…"), gpu);
  sublet_toast_show (GTK_WIDGET (again->window->toasts), sentence);

  return G_SOURCE_REMOVE;
}

static void
on_rental_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Again) again = user_data;
  g_autoptr (GError) error = NULL;
  const SubletRecipeTerms *terms;
  GCancellable *cancellable = again->cancellable;

  again->recipe =
    sublet_recipe_store_load_rental_finish (SUBLET_RECIPE_STORE (source), result, &error);
  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (again->recipe == NULL)
    {
      tell_error (again->window, error);
      return;
    }

  terms = sublet_recipe_get_terms (again->recipe);
  again->slow_id = g_timeout_add (SLOW_MS, on_slow, again);
  sublet_market_find_like_async (sublet_services_get_market (again->window->services),
                                 SUBLET_POLICY_CHEAPEST,
                                 &terms->job,
                                 terms->gpu_name,
                                 terms->num_gpus,
                                 cancellable,
                                 on_offer_found,
                                 again);
  g_steal_pointer (&again);
}

/**
 * sublet_window_rent_again:
 * @self: a window whose services are ready
 * @rental_id: a rental in the journal, however old
 *
 * Opens the rent window for the cheapest offer of the same model and kind of price, filled as that
 * rental was. What was secret is asked for again. Another one that is still being looked for is
 * given up.
 */
void
sublet_window_rent_again (SubletWindow *self, const char *rental_id)
{
  SubletRecipeStore *recipes = sublet_services_get_recipes (self->services);
  Again *again;

  if (recipes == NULL)
    return;

  sublet_window_stop_renting_again (self);
  self->renting_again = g_cancellable_new ();
  again = g_new0 (Again, 1);
  again->window = g_object_ref (self);
  again->cancellable = g_object_ref (self->renting_again);
  sublet_recipe_store_load_rental_async (recipes, rental_id, on_rental_loaded, again);
}

/**
 * sublet_window_stop_renting_again:
 * @self: a window
 *
 * Gives up what is being looked for, if anything is.
 */
void
sublet_window_stop_renting_again (SubletWindow *self)
{
  g_cancellable_cancel (self->renting_again);
  g_clear_object (&self->renting_again);
}
