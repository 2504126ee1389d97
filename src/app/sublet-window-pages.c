/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

#include "app/sublet-window-private.h"
#include "core/base/sublet-money.h"
#include "ui/billing/sublet-billing-page.h"
#include "ui/billing/sublet-billing-sections.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-money-pill.h"
#include "ui/common/sublet-strip.h"
#include "ui/common/sublet-website.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/journal/sublet-journal-view.h"
#include "ui/market/sublet-market-page.h"
#include "ui/preferences/sublet-preferences-window.h"

static void
add_page (SubletWindow *self,
          GtkWidget *child,
          const char *name,
          const char *title,
          const char *icon_name,
          GtkWidget *header_start)
{
  adw_view_stack_add_titled_with_icon (self->stack, child, name, title, icon_name);
  if (header_start != NULL)
    gtk_stack_add_named (self->start_stack, header_start, name);
  g_object_bind_property (self->size_bin, "size-class", child, "size-class", G_BINDING_SYNC_CREATE);
}

static void
remove_page (SubletWindow *self, GtkWidget **child, const char *name)
{
  GtkWidget *header_start = gtk_stack_get_child_by_name (self->start_stack, name);

  if (*child != NULL)
    adw_view_stack_remove (self->stack, *child);
  *child = NULL;
  if (header_start != NULL)
    gtk_stack_remove (self->start_stack, header_start);
}

static GtkWidget *
make_search_button (GtkWidget *instances_page)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "edit-find-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Search Instances"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search Instances"), -1);
  g_object_bind_property (instances_page,
                          "search-mode",
                          button,
                          "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  return button;
}

/* ---- the rent window ---- */

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

/* The cheapest offer of the model for this job, of a market that is known; (transfer full)
 * (nullable). */
static SubletOffer *
find_like (SubletMarket *market, const SubletRecipeTerms *terms)
{
  guint best = G_MAXUINT;
  gint64 best_nusd = 0;
  guint i;

  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (market, i);
      SubletQuote quote;

      if (sublet_market_is_taken (market, i) ||
          (terms->gpu_name != NULL && g_strcmp0 (row->gpu_name, terms->gpu_name) != 0) ||
          (terms->num_gpus > 0 && row->num_gpus != terms->num_gpus))
        continue;
      sublet_market_get_quote (market, i, &quote);
      if (quote.running_rate_nusd == SUBLET_MONEY_UNKNOWN ||
          (best != G_MAXUINT && quote.running_rate_nusd >= best_nusd))
        continue;
      best = i;
      best_nusd = quote.running_rate_nusd;
    }

  return best == G_MAXUINT ? NULL : sublet_market_dup_offer (market, best);
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
  SubletMarket *market;

  if (self->services == NULL || self->engine == NULL)
    return;
  if (recipe == NULL)
    {
      g_autofree char *body = sublet_error_text_dup_both (error);

      sublet_window_tell (self, sublet_error_text_get_title (error), body);
      return;
    }

  terms = sublet_recipe_get_terms (recipe);
  market = sublet_services_get_market (self->services);
  if (sublet_market_get_state (market) == SUBLET_MARKET_STATE_KNOWN)
    offer = find_like (market, terms);
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

/* ---- the preferences ---- */

static void
activate (SubletWindow *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
on_replace_requested (SubletWindow *self)
{
  activate (self, "win.replace-key");
}

static void
on_forget_requested (SubletWindow *self)
{
  activate (self, "win.forget-key");
}

/**
 * sublet_window_show_preferences:
 * @self: a window whose services are ready
 * @page: (nullable): which page of them
 */
void
sublet_window_show_preferences (SubletWindow *self, const char *page)
{
  SubletPreferencesWindow *preferences;

  preferences = sublet_preferences_window_new (GTK_WINDOW (self),
                                               sublet_services_get_settings (self->services),
                                               self->session,
                                               self->engine,
                                               sublet_services_get_profile (self->services),
                                               sublet_services_get_account_keys (self->services));
  g_signal_connect_object (preferences,
                           "replace-key",
                           G_CALLBACK (on_replace_requested),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences,
                           "forget-key",
                           G_CALLBACK (on_forget_requested),
                           self,
                           G_CONNECT_SWAPPED);
  if (page != NULL)
    sublet_preferences_window_show_page (preferences, page);
  gtk_window_present (GTK_WINDOW (preferences));
}

/* ---- what the pages ask for ---- */

static void
on_rent_requested (SubletWindow *self, SubletOffer *offer)
{
  sublet_window_rent (self, offer);
}

static void
on_rent_instead (SubletWindow *self, SubletOffer *offer, SubletRental *rental)
{
  sublet_window_rent (self, offer);
}

static void
on_find_gpu (SubletWindow *self)
{
  adw_view_stack_set_visible_child (self->stack, self->market_page);
}

typedef struct
{
  SubletWindow *window; /* (owned) */
  const char *address;
} Opening;

static void
on_website_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (SubletWindow) self = opening->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) || self->services == NULL)
    return;

  g_info ("No browser: %s", error->message);
  /* TRANSLATORS: %s is a web address */
  body = g_strdup_printf (_ ("The page is at %s."), opening->address);
  sublet_window_tell (self, _ ("No Browser Opened"), body);
}

static void
open_website (SubletWindow *self, const char *address)
{
  g_autoptr (GdkAppLaunchContext)
    context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));
  Opening *opening = g_new0 (Opening, 1);

  opening->window = g_object_ref (self);
  opening->address = address;
  g_app_info_launch_default_for_uri_async (address,
                                           G_APP_LAUNCH_CONTEXT (context),
                                           NULL,
                                           on_website_opened,
                                           opening);
}

static void
on_open_website (SubletWindow *self)
{
  open_website (self, SUBLET_WEBSITE_INSTANCES);
}

static void
on_add_credit (SubletWindow *self)
{
  open_website (self, SUBLET_WEBSITE_BILLING);
}

static void
on_open_keys (SubletWindow *self)
{
  open_website (self, SUBLET_WEBSITE_KEYS);
}

/* What the money pill's figures are of. */
static void
on_show_billing (SubletWindow *self)
{
  adw_view_stack_set_visible_child (self->stack, self->billing_page);
  sublet_billing_sections_show (SUBLET_BILLING_SECTIONS (self->billing_page), "overview");
}

static void
on_show_instances (SubletWindow *self)
{
  adw_view_stack_set_visible_child (self->stack, self->instances_page);
}

static void
on_strip_activated (SubletWindow *self, SubletStripKind kind, SubletStrip *strip)
{
  switch (kind)
    {
    case SUBLET_STRIP_KIND_STILL_LISTED:
    case SUBLET_STRIP_KIND_UNCLEAR:
      on_show_instances (self);
      if (sublet_strip_get_rental (strip) != NULL)
        sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (self->instances_page),
                                           sublet_strip_get_rental (strip));
      break;
    case SUBLET_STRIP_KIND_LOW_CREDIT:
      on_add_credit (self);
      break;
    case SUBLET_STRIP_KIND_KEY:
      activate (self, "win.replace-key");
      break;
    case SUBLET_STRIP_KIND_SESSION_KEY:
      sublet_session_retry_keyring (self->session);
      break;
    case SUBLET_STRIP_KIND_DEMO:
      activate (self, "app.use-own-key");
      break;
    case SUBLET_STRIP_KIND_NONE:
    case SUBLET_STRIP_KIND_UNKNOWN:
    case SUBLET_STRIP_KIND_READ_ONLY:
    default:
      break;
    }
}

/* ---- what the engine tells ---- */

static void
on_attention (SubletWindow *self)
{
  AdwViewStackPage *page;

  if (self->instances_page == NULL)
    return;

  page = adw_view_stack_get_page (self->stack, self->instances_page);
  adw_view_stack_page_set_badge_number (page,
                                        sublet_rental_engine_get_running_count (self->engine));
  adw_view_stack_page_set_needs_attention (page,
                                           sublet_rental_engine_get_attention_count (self->engine) >
                                             0);
}

static void
on_notice (SubletWindow *self, const GError *error)
{
  g_autofree char *body = sublet_error_text_dup_both (error);

  sublet_window_tell (self, sublet_error_text_get_title (error), body);
}

static void
connect_engine (SubletWindow *self)
{
  g_signal_group_connect_object (self->engine_group,
                                 "notify::running-count",
                                 G_CALLBACK (on_attention),
                                 self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->engine_group,
                                 "notify::attention-count",
                                 G_CALLBACK (on_attention),
                                 self,
                                 G_CONNECT_SWAPPED);
  /* What waits may be there now, or known not to be. */
  g_signal_group_connect_object (self->engine_group,
                                 "notify::knowledge",
                                 G_CALLBACK (sublet_window_run_errand),
                                 self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->engine_group,
                                 "notice",
                                 G_CALLBACK (on_notice),
                                 self,
                                 G_CONNECT_SWAPPED);
}

/**
 * sublet_window_init_pages:
 * @self: a window under construction
 *
 * What is connected once, whichever engine comes.
 */
void
sublet_window_init_pages (SubletWindow *self)
{
  self->engine_group = g_signal_group_new (SUBLET_TYPE_RENTAL_ENGINE);
  connect_engine (self);
}

static void
build_market (SubletWindow *self)
{
  self->market_page = sublet_market_page_new (sublet_services_get_market (self->services),
                                              sublet_services_get_settings (self->services));
  g_signal_connect_object (self->market_page,
                           "rent-requested",
                           G_CALLBACK (on_rent_requested),
                           self,
                           G_CONNECT_SWAPPED);
  add_page (self,
            self->market_page,
            "market",
            _ ("Market"),
               "sublet-market-symbolic",
               sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (self->market_page)));
}

static void
build_instances (SubletWindow *self)
{
  self->instances_page =
    sublet_instances_page_new (self->engine, sublet_services_get_connections (self->services));
  g_signal_connect_object (self->instances_page,
                           "find-gpu",
                           G_CALLBACK (on_find_gpu),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->instances_page,
                           "rent-instead",
                           G_CALLBACK (on_rent_instead),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->instances_page,
                           "open-website",
                           G_CALLBACK (on_open_website),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->instances_page,
                           "terminal",
                           G_CALLBACK (sublet_window_open_terminal),
                           self,
                           G_CONNECT_SWAPPED);
  add_page (self,
            self->instances_page,
            "instances",
            _ ("Instances"),
               "sublet-instances-symbolic",
               make_search_button (self->instances_page));
}

static GtkWidget *
make_overview (SubletWindow *self)
{
  static const struct
  {
    const char *name;
    void (*callback) (SubletWindow *);
  } signals[] = {
    { "find-gpu", on_find_gpu },
    { "add-credit", on_add_credit },
    { "open-website", on_add_credit },
    { "open-keys", on_open_keys },
  };
  GtkWidget *page =
    sublet_billing_page_new (sublet_services_get_billing (self->services), self->engine);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (page,
                             signals[i].name,
                             G_CALLBACK (signals[i].callback),
                             self,
                             G_CONNECT_SWAPPED);
  g_object_bind_property (sublet_services_get_settings (self->services),
                          "low-credit-hours",
                          page,
                          "low-credit-hours",
                          G_BINDING_SYNC_CREATE);

  return page;
}

static GtkWidget *
make_journal (SubletWindow *self)
{
  GtkWidget *view = sublet_journal_view_new (sublet_services_get_journal (self->services));

  g_signal_connect_object (view, "find-gpu", G_CALLBACK (on_find_gpu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view,
                           "rent-again",
                           G_CALLBACK (sublet_window_rent_again),
                           self,
                           G_CONNECT_SWAPPED);

  return view;
}

static void
build_billing (SubletWindow *self)
{
  SubletBillingSections *sections;

  self->billing_page = sublet_billing_sections_new ();
  sections = SUBLET_BILLING_SECTIONS (self->billing_page);
  /* TRANSLATORS: a part of the billing page: what there is and what it lasts for */
  sublet_billing_sections_add (sections, "overview", _ ("Overview"), make_overview (self));
  self->journal_view = make_journal (self);
  /* TRANSLATORS: a part of the billing page: everything that was ever rented */
  sublet_billing_sections_add (sections, "journal", _ ("Journal"), self->journal_view);
  add_page (self, self->billing_page, "billing", _ ("Billing"), "sublet-billing-symbolic", NULL);
}

/**
 * sublet_window_show_journal:
 * @self: a window with pages
 *
 * Brings everything that was ever rented into sight.
 */
void
sublet_window_show_journal (SubletWindow *self)
{
  if (self->billing_page == NULL)
    return;

  adw_view_stack_set_visible_child (self->stack, self->billing_page);
  sublet_billing_sections_show (SUBLET_BILLING_SECTIONS (self->billing_page), "journal");
  gtk_widget_grab_focus (self->billing_page);
}

/* The strip over the pages and the pill in the header bar. */
static void
build_frame (SubletWindow *self)
{
  SubletSettings *settings = sublet_services_get_settings (self->services);
  SubletSession *session = sublet_services_get_session (self->services);
  GtkWidget *strip;
  GtkWidget *pill;

  strip = sublet_strip_new (self->engine,
                            sublet_services_get_profile (self->services),
                            sublet_session_get_key_store (session));
  sublet_strip_set_session (SUBLET_STRIP (strip), session);
  g_object_bind_property (settings,
                          "low-credit-hours",
                          strip,
                          "low-credit-hours",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (strip,
                           "activated",
                           G_CALLBACK (on_strip_activated),
                           self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->strip_slot, strip);

  pill = sublet_money_pill_new (self->engine);
  g_object_bind_property (settings,
                          "low-credit-hours",
                          pill,
                          "low-credit-hours",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->size_bin, "size-class", pill, "size-class", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (pill,
                           "show-instances",
                           G_CALLBACK (on_show_instances),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pill,
                           "show-billing",
                           G_CALLBACK (on_show_billing),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pill, "add-credit", G_CALLBACK (on_add_credit), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->pill_slot, pill);
}

/**
 * sublet_window_fill:
 * @self: a window whose services are ready
 *
 * Makes the pages, unless they are there. Not before somebody is to see them: the window comes
 * sooner without.
 */
void
sublet_window_fill (SubletWindow *self)
{
  g_autofree char *page = NULL;

  if (self->market_page != NULL)
    return;

  /* Adding the first page makes it the visible one, which would be remembered. */
  self->filling = TRUE;
  g_object_get (sublet_services_get_settings (self->services), "page", &page, NULL);
  build_frame (self);
  build_market (self);
  build_instances (self);
  build_billing (self);
  if (adw_view_stack_get_child_by_name (self->stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);
  self->filling = FALSE;
  on_attention (self);
}

/**
 * sublet_window_connect_services:
 * @self: a window whose services are ready
 *
 * Follows what the services hand down.
 */
void
sublet_window_connect_services (SubletWindow *self)
{
  self->engine = g_object_ref (sublet_services_get_engine (self->services));
  self->session = g_object_ref (sublet_services_get_session (self->services));
  g_signal_group_set_target (self->session_group, self->session);
  g_signal_group_set_target (self->engine_group, self->engine);
  g_signal_group_set_target (self->rentals_group, sublet_rental_engine_get_rentals (self->engine));
  sublet_welcome_page_set_session (self->welcome_page, self->session);
  sublet_rental_engine_set_visible (self->engine, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/**
 * sublet_window_disconnect_services:
 * @self: a window
 *
 * Lets go of everything that the services handed down.
 */
void
sublet_window_disconnect_services (SubletWindow *self)
{
  if (self->session == NULL)
    return;

  sublet_window_close_terminal (self);
  g_signal_group_set_target (self->session_group, NULL);
  g_signal_group_set_target (self->engine_group, NULL);
  g_signal_group_set_target (self->rentals_group, NULL);
  g_clear_object (&self->session);
  sublet_welcome_page_set_session (self->welcome_page, NULL);
  adw_bin_set_child (self->strip_slot, NULL);
  adw_bin_set_child (self->pill_slot, NULL);
  remove_page (self, &self->market_page, "market");
  remove_page (self, &self->instances_page, "instances");
  self->journal_view = NULL;
  remove_page (self, &self->billing_page, "billing");
  g_clear_object (&self->engine);
}
