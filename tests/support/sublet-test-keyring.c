/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test-keyring.h"

#include <libsecret/secret.h>

/* Calls the service that the daemon offers, for what libsecret does not do by itself. */
void
sublet_test_keyring_lock (void)
{
  g_autoptr (GError) error = NULL;
  g_autolist (GObject) collections = NULL;
  g_autoptr (SecretService) service = NULL;
  SecretCollection *collection;

  service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service,
                                                 SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE,
                                                 NULL,
                                                 &error);
  g_assert_no_error (error);
  g_assert_nonnull (collection);
  collections = g_list_append (NULL, collection);
  g_assert_cmpint (secret_service_lock_sync (service, collections, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}
