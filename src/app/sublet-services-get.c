/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-services-private.h"

/**
 * sublet_services_get_demo:
 * @self: the services
 *
 * Returns: whether nothing here costs money
 */
gboolean
sublet_services_get_demo (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), FALSE);

  return self->demo;
}

/**
 * sublet_services_get_ssh_problem:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): why no instance here can be reached with SSH, a sentence for
 *   the person; only in a demo that is there
 */
const char *
sublet_services_get_ssh_problem (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->demo_server != NULL ? sublet_demo_server_get_ssh_problem (self->demo_server) : NULL;
}

/**
 * sublet_services_get_state:
 * @self: the services
 *
 * Returns: whether they are there
 */
SubletServicesState
sublet_services_get_state (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), SUBLET_SERVICES_STATE_FAILED);

  return self->state;
}

/**
 * sublet_services_get_error:
 * @self: the services
 *
 * Returns: (nullable): why they are not there: %SUBLET_ERROR_INVALID for the service's address,
 *   %SUBLET_ERROR_STORE for the folder or the journal, %SUBLET_ERROR_NOT_FOUND for the simulator
 */
const GError *
sublet_services_get_error (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->error;
}

/**
 * sublet_services_get_settings:
 * @self: the services
 *
 * Returns: (transfer none): the person's settings, always there
 */
SubletSettings *
sublet_services_get_settings (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->settings;
}

/**
 * sublet_services_get_profile:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the folder of the person's data
 */
SubletProfile *
sublet_services_get_profile (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->profile;
}

/**
 * sublet_services_get_session:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): which key is in use
 */
SubletSession *
sublet_services_get_session (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->session;
}

/**
 * sublet_services_get_identity_store:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): where Sublet's own SSH key is kept
 */
SubletIdentityStore *
sublet_services_get_identity_store (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->keys != NULL ? sublet_account_keys_get_identity_store (self->keys) : NULL;
}

/**
 * sublet_services_get_account_keys:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the account's SSH keys
 */
SubletAccountKeys *
sublet_services_get_account_keys (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->keys;
}

/**
 * sublet_services_get_market:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what is offered
 */
SubletMarket *
sublet_services_get_market (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->market;
}

/**
 * sublet_services_get_charges:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what was billed, day by day
 */
SubletChargeHistory *
sublet_services_get_charges (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->charges;
}

/**
 * sublet_services_get_outlook:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what is paid for, was spent and comes
 */
SubletOutlook *
sublet_services_get_outlook (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->outlook;
}

/**
 * sublet_services_get_payments:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what was paid in
 */
SubletPayments *
sublet_services_get_payments (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->payments;
}

/**
 * sublet_services_get_journal:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): everything that was ever rented
 */
SubletJournalHistory *
sublet_services_get_journal (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->journal;
}

/**
 * sublet_services_get_recipes:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the person's recipes; %NULL until the journal is open
 */
SubletRecipeStore *
sublet_services_get_recipes (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->recipes;
}

/**
 * sublet_services_get_searches:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the person's saved searches
 */
SubletSavedSearches *
sublet_services_get_searches (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->searches;
}

/**
 * sublet_services_get_engine:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): what is rented
 */
SubletRentalEngine *
sublet_services_get_engine (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->engine;
}

/**
 * sublet_services_get_connections:
 * @self: the services
 *
 * Returns: (transfer none) (nullable): the ways to what is rented
 */
SubletConnections *
sublet_services_get_connections (SubletServices *self)
{
  g_return_val_if_fail (SUBLET_IS_SERVICES (self), NULL);

  return self->connections;
}

/**
 * sublet_services_count_open:
 * @self: the services
 *
 * Returns: how many rentals may cost money, whoever started them; 0 while nothing is known of any
 */
guint
sublet_services_count_open (SubletServices *self)
{
  GListModel *rentals;
  guint count = 0;
  guint i;

  g_return_val_if_fail (SUBLET_IS_SERVICES (self), 0);

  if (self->engine == NULL)
    return 0;

  rentals = sublet_rental_engine_get_rentals (self->engine);
  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (sublet_rental_is_open (rental))
        count++;
    }

  return count;
}
