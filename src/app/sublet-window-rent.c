/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include <glib/gi18n.h>

#include "ui/common/sublet-error-text.h"
#include "ui/instances/sublet-instances-page.h"

static void
on_rented (SubletWindow *self, SubletRental *rental)
{
  if (self->instances_page == NULL)
    return;

  adw_view_stack_set_visible_child (self->stack, self->instances_page);
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (self->instances_page), rental);
}

static void
on_preferences_requested (SubletWindow *self, const char *page)
{
  sublet_window_show_preferences (self, page);
}

/**
 * sublet_window_rent:
 * @self: a window whose services are ready
 * @offer: what the person chose
 *
 * Opens the rent window, which is the question.
 *
 * Returns: (transfer none): that window
 */
SubletRentDialog *
sublet_window_rent (SubletWindow *self, SubletOffer *offer)
{
  SubletRentDialog *dialog;

  dialog = sublet_rent_dialog_new (GTK_WINDOW (self),
                                   self->engine,
                                   sublet_services_get_settings (self->services),
                                   sublet_services_get_market (self->services),
                                   offer);
  sublet_rent_dialog_set_client (dialog, sublet_session_get_client (self->session));
  sublet_rent_dialog_set_recipes (dialog, sublet_services_get_recipes (self->services));
  g_signal_connect_object (dialog, "rented", G_CALLBACK (on_rented), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog,
                           "preferences-requested",
                           G_CALLBACK (on_preferences_requested),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

/* What is not known is not none. */
static void
tell_no_offer (SubletWindow *self, const SubletRecipeTerms *terms)
{
  SubletMarket *market = sublet_services_get_market (self->services);
  g_autofree char *body = NULL;

  adw_view_stack_set_visible_child (self->stack, self->market_page);
  if (sublet_market_get_state (market) != SUBLET_MARKET_STATE_KNOWN)
    {
      sublet_window_tell (self,
                          _ ("Offers Are Not Known"),
                             _ ("What can be rented now has not been answered yet. Rent again when "
                             "the market shows offers."));
      return;
    }

  /* TRANSLATORS: %s is the name of a GPU model, as in RTX 4090 */
  body = g_strdup_printf (_ ("No %s passes the filters of the market right now."),
                             terms->gpu_name == NULL ? "GPU" : terms->gpu_name);
  sublet_window_tell (self, _ ("Nothing to Rent"), body);
}

static void
on_rental_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRecipe)
    recipe = sublet_recipe_store_load_rental_finish (SUBLET_RECIPE_STORE (source), result, &error);
  g_autoptr (SubletOffer) offer = NULL;
  const SubletRecipeTerms *terms;

  if (self->services == NULL || self->engine == NULL)
    return;
  if (recipe == NULL)
    {
      g_autofree char *body = sublet_error_text_dup_both (error);

      sublet_window_tell (self, sublet_error_text_get_title (error), body);
      return;
    }

  terms = sublet_recipe_get_terms (recipe);
  offer = sublet_market_pick_like (sublet_services_get_market (self->services),
                                   SUBLET_POLICY_CHEAPEST,
                                   terms->gpu_name,
                                   terms->num_gpus);
  if (offer == NULL)
    {
      tell_no_offer (self, terms);
      return;
    }

  sublet_rent_dialog_use_recipe (sublet_window_rent (self, offer),
                                 recipe,
                                 sublet_recipe_get_launch (recipe));
}

/**
 * sublet_window_rent_again:
 * @self: a window whose services are ready
 * @rental_id: a rental in the journal, however old
 *
 * Opens the rent window for the cheapest offer of the same model, filled as that rental was. What
 * was secret is asked for again.
 */
void
sublet_window_rent_again (SubletWindow *self, const char *rental_id)
{
  SubletRecipeStore *recipes = sublet_services_get_recipes (self->services);

  if (recipes != NULL)
    sublet_recipe_store_load_rental_async (recipes,
                                           rental_id,
                                           on_rental_loaded,
                                           g_object_ref (self));
}
