/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-services-private.h"

#include "app/sublet-demo-past.h"
#include "core/base/sublet-error.h"

static void
on_key_choice (SubletServices *self)
{
  g_autoptr (SubletKeyChoice) choice = sublet_settings_dup_key_choice (self->settings);

  sublet_identity_store_set_choice (sublet_services_get_identity_store (self), choice);
}

/* Once nobody is told to use them any more. */
void
sublet_services_clear_parts (SubletServices *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  sublet_services_leave_session (self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_func (self->settings, on_key_choice, self);
  self->engine_open = FALSE;
  if (self->charges != NULL)
    sublet_charge_history_set_account (self->charges, 0);
  sublet_services_set_charges (self, NULL);
  g_clear_object (&self->outlook);
  if (self->payments != NULL)
    sublet_payments_set_account (self->payments, 0);
  g_clear_object (&self->payments);
  g_clear_object (&self->keys);
  g_clear_object (&self->memory);
  g_clear_object (&self->session);
  g_clear_object (&self->connections);
  g_clear_object (&self->journal);
  g_clear_object (&self->recipes);
  g_clear_object (&self->searches);
  g_clear_object (&self->engine);
  g_clear_object (&self->market);
  g_clear_object (&self->profile);
  g_clear_object (&self->demo_server);
}

static void
fail (SubletServices *self, const GError *error)
{
  g_message ("Sublet cannot start: %s", error->message);
  sublet_services_set_state (self, SUBLET_SERVICES_STATE_FAILED, error);
  sublet_services_clear_parts (self);
}

/* Without them everything else goes on. */
static void
on_recipes_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_recipe_store_load_finish (SUBLET_RECIPE_STORE (source), result, &error))
    g_message ("No recipes: %s", error->message);
}

static void
load_recipes (SubletServices *self)
{
  SubletJournal *journal = sublet_rental_engine_get_journal (self->engine);

  if (journal == NULL)
    return;

  self->recipes = sublet_recipe_store_new (journal, self->demo);
  sublet_recipe_store_load_async (self->recipes, on_recipes_loaded, NULL);
}

/* The market was frozen so that its first question is the default search's. Without one, what was
 * set last stays. */
static void
on_searches_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletServices) self = SUBLET_SERVICES (user_data);
  SubletSavedSearches *searches = SUBLET_SAVED_SEARCHES (source);
  SubletSavedSearch *search;
  g_autoptr (GError) error = NULL;

  if (!sublet_saved_searches_load_finish (searches, result, &error))
    g_message ("No saved searches: %s", error->message);
  if (self->searches != searches)
    return;

  search = sublet_saved_searches_get_default (searches);
  if (search != NULL && sublet_saved_search_get_reading (search) != SUBLET_SEARCH_READING_NONE)
    sublet_search_terms_apply (sublet_saved_search_get_terms (search), self->settings);
  sublet_market_thaw (self->market);
}

static void
load_searches (SubletServices *self)
{
  sublet_saved_searches_set_database (self->searches,
                                      sublet_rental_engine_get_database (self->engine));
  sublet_saved_searches_load_async (self->searches, on_searches_loaded, g_object_ref (self));
}

/* Without it the demo goes on: its bills have no quotes then. */
static void
on_past_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_demo_past_write_finish (SUBLET_JOURNAL (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The demo has no past: %s", error->message);
}

static void
write_past (SubletServices *self)
{
  SubletJournal *journal = sublet_rental_engine_get_journal (self->engine);

  if (!self->demo || journal == NULL)
    return;

  sublet_demo_past_write_async (journal,
                                sublet_demo_server_get_url (self->demo_server),
                                sublet_client_get_server (
                                  sublet_session_get_client (self->session)),
                                self->cancellable,
                                on_past_written,
                                NULL);
}

static void
on_engine_open (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletServices) self = SUBLET_SERVICES (user_data);
  SubletRentalEngine *engine = SUBLET_RENTAL_ENGINE (source);
  g_autoptr (SubletChargeHistory) charges = NULL;
  g_autoptr (GError) error = NULL;

  if (!sublet_rental_engine_open_finish (engine, result, &error))
    {
      if (self->engine == engine && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail (self, error);
      return;
    }
  if (self->engine != engine)
    return;

  self->engine_open = TRUE;
  sublet_journal_history_set_database (self->journal, sublet_rental_engine_get_database (engine));
  charges = sublet_charge_history_new (sublet_session_get_client (self->session),
                                       sublet_rental_engine_get_database (engine));
  g_signal_connect_object (charges,
                           "account-wanted",
                           G_CALLBACK (sublet_session_refresh),
                           self->session,
                           G_CONNECT_SWAPPED);
  sublet_services_set_charges (self, charges);
  sublet_account_memory_set_database (self->memory, sublet_rental_engine_get_database (engine));
  sublet_outlook_set_history (self->outlook, charges);
  sublet_payments_set_database (self->payments, sublet_rental_engine_get_database (engine));
  load_recipes (self);
  load_searches (self);
  write_past (self);
  sublet_services_update_account (self);
  sublet_services_update_bill (self);
}

/* (nullable): why no instance can be reached. */
static GError *
make_ssh_problem (SubletServices *self)
{
  const char *problem = sublet_services_get_ssh_problem (self);

  return problem != NULL ? g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, problem)
                         : NULL;
}

/* Everything that needs the service's address. */
static void
build (SubletServices *self, const char *base_url)
{
  g_autoptr (SubletIdentityStore) identity_store = NULL;
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (SubletKeyStore) key_store = NULL;
  g_autofree char *reply_folder = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) error = NULL;

  client = sublet_client_new (base_url, self->clock, &error);
  if (client != NULL)
    self->profile = self->demo ? sublet_profile_new_demo (APPLICATION_ID, &error)
                               : sublet_profile_new_default (APPLICATION_ID, &error);
  if (self->profile == NULL)
    {
      fail (self, error);
      return;
    }

  reply_folder = g_build_filename (sublet_profile_get_path (self->profile), "replies", NULL);
  sublet_client_set_reply_folder (client, reply_folder);
  key_store = sublet_key_store_new (sublet_client_get_server (client), self->demo);
  self->session = sublet_session_new (client, key_store);
  self->memory =
    sublet_account_memory_new (self->session, sublet_profile_get_install_id (self->profile));
  identity_store = sublet_identity_store_new (sublet_client_get_server (client),
                                              self->demo ? "demo" : g_get_host_name (),
                                              self->demo);
  self->keys = sublet_account_keys_new (self->session, identity_store);
  on_key_choice (self);
  g_signal_connect_object (self->settings,
                           "notify::ssh-key",
                           G_CALLBACK (on_key_choice),
                           self,
                           G_CONNECT_SWAPPED);
  self->market = sublet_market_new (client);
  sublet_market_freeze (self->market);
  self->searches = sublet_saved_searches_new ();
  self->engine = sublet_rental_engine_new (client, self->profile);
  self->payments = sublet_payments_new (client);
  self->outlook = sublet_outlook_new (self->engine, client, self->settings);
  self->journal = sublet_journal_history_new (self->engine);
  sublet_rental_engine_set_account_keys (self->engine, self->keys);
  problem = make_ssh_problem (self);
  self->connections = sublet_connections_new (self->engine, client, identity_store, problem);
  g_object_bind_property (self->settings,
                          "packages",
                          self->connections,
                          "packages",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->settings,
                          "measure-network",
                          self->connections,
                          "measures-network",
                          G_BINDING_SYNC_CREATE);
  sublet_services_update_caps (self);
  sublet_services_update_patience (self);
  sublet_services_update_idle_rule (self);

  sublet_services_follow_session (self);
  sublet_services_set_state (self, SUBLET_SERVICES_STATE_READY, NULL);
  sublet_rental_engine_open_async (self->engine,
                                   self->cancellable,
                                   on_engine_open,
                                   g_object_ref (self));
  if (self->demo)
    sublet_session_start_demo (self->session, sublet_demo_server_get_key (self->demo_server));
  else
    sublet_session_start (self->session, self->environment_key, self->environment_variable);
}

static void
on_demo_ended (SubletServices *self, SubletDemoServer *demo_server)
{
  g_autoptr (GError) error = NULL;

  if (self->demo_server != demo_server)
    return;

  error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_FAILED, "the simulator ended");
  fail (self, error);
}

static void
on_demo_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletServices) self = SUBLET_SERVICES (user_data);
  SubletDemoServer *demo_server = SUBLET_DEMO_SERVER (source);
  g_autoptr (GError) error = NULL;

  if (!sublet_demo_server_start_finish (demo_server, result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail (self, error);
      return;
    }

  build (self, sublet_demo_server_get_url (demo_server));
}

void
sublet_services_start_parts (SubletServices *self)
{
  g_autofree char *base_url = NULL;

  if (self->demo)
    {
      self->demo_server = sublet_demo_server_new ();
      g_signal_connect_object (self->demo_server,
                               "ended",
                               G_CALLBACK (on_demo_ended),
                               self,
                               G_CONNECT_SWAPPED);
      sublet_demo_server_start_async (self->demo_server,
                                      self->cancellable,
                                      on_demo_started,
                                      g_object_ref (self));
      return;
    }

  base_url = sublet_settings_dup_base_url (self->settings);
  build (self, base_url);
}
