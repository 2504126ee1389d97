/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-calls.h"

#include "core/api/sublet-permit-private.h"

#include "support/sublet-test.h"

SecretValue *
new_key (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

SubletAccount *
get_account (SubletClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_get_account_async (client, NULL, sublet_test_on_result, &result);
  return sublet_client_get_account_finish (client, sublet_test_await_result (&result), error);
}

SubletKeyCheck *
check_key (SubletClient *client, const char *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) value = new_key (key);

  sublet_client_check_key_async (client, value, NULL, sublet_test_on_result, &result);
  return sublet_client_check_key_finish (client, sublet_test_await_result (&result), error);
}

SubletOfferPage *
search (SubletClient *client, SubletOfferQuery *query, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletOfferQuery) all = sublet_offer_query_new ();

  sublet_client_search_offers_async (client,
                                     query != NULL ? query : all,
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  return sublet_client_search_offers_finish (client, sublet_test_await_result (&result), error);
}

SubletInstanceListing *
list (SubletClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_instances_async (client, NULL, sublet_test_on_result, &result);
  return sublet_client_list_instances_finish (client, sublet_test_await_result (&result), error);
}

SubletInstance *
get_instance (SubletClient *client, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_get_instance_async (client, id, NULL, sublet_test_on_result, &result);
  return sublet_client_get_instance_finish (client, sublet_test_await_result (&result), error);
}

SubletLaunch *
make_launch (const char *image)
{
  SubletLaunch *launch = sublet_launch_new ();

  sublet_launch_set_image (launch, image);
  return launch;
}

SubletCreateOutcome *
create (SubletClient *client, const SubletCreateRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletPermit) permit = sublet_permit_new ("intent");
  g_autoptr (GError) error = NULL;
  SubletCreateOutcome *outcome;

  sublet_client_create_instance_async (client,
                                       permit,
                                       request,
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  outcome =
    sublet_client_create_instance_finish (client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);

  return outcome;
}

SubletPaidOutcome *
prepay (SubletClient *client, gint64 id, gint64 amount_uusd)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletPermit) permit = sublet_permit_new ("order");
  g_autoptr (GError) error = NULL;
  SubletPaidOutcome *outcome;

  sublet_client_prepay_instance_async (client,
                                       permit,
                                       id,
                                       amount_uusd,
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  outcome =
    sublet_client_prepay_instance_finish (client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);

  return outcome;
}

SubletPaidOutcome *
change_bid (SubletClient *client, gint64 id, gint64 bid_nusd)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletPermit) permit = sublet_permit_new ("order");
  g_autoptr (GError) error = NULL;
  SubletPaidOutcome *outcome;

  sublet_client_change_bid_async (client,
                                  permit,
                                  id,
                                  bid_nusd,
                                  NULL,
                                  sublet_test_on_result,
                                  &result);
  outcome = sublet_client_change_bid_finish (client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);

  return outcome;
}

SubletPaidOutcome *
answer_increase (SubletClient *client, gint64 increase_id, bool accept)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletPermit) permit = sublet_permit_new ("order");
  g_autoptr (GError) error = NULL;
  SubletPaidOutcome *outcome;

  if (accept)
    sublet_client_accept_price_increase_async (client,
                                               permit,
                                               increase_id,
                                               NULL,
                                               sublet_test_on_result,
                                               &result);
  else
    sublet_client_reject_price_increase_async (client,
                                               increase_id,
                                               NULL,
                                               sublet_test_on_result,
                                               &result);
  outcome =
    sublet_client_answer_price_increase_finish (client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);

  return outcome;
}

SubletCatalogueListing *
list_increases (SubletClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_price_increases_async (client, NULL, sublet_test_on_result, &result);
  return sublet_client_list_catalogue_finish (client, sublet_test_await_result (&result), error);
}

gboolean
start (SubletClient *client, gint64 id, gboolean *queued, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletPermit) permit = sublet_permit_new ("intent");

  sublet_client_start_instance_async (client, permit, id, NULL, sublet_test_on_result, &result);
  return sublet_client_start_instance_finish (client,
                                              sublet_test_await_result (&result),
                                              queued,
                                              error);
}

gboolean
stop (SubletClient *client, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_stop_instance_async (client, id, NULL, sublet_test_on_result, &result);
  return sublet_client_stop_instance_finish (client, sublet_test_await_result (&result), error);
}

gboolean
reboot_instance (SubletClient *client, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_reboot_instance_async (client, id, NULL, sublet_test_on_result, &result);
  return sublet_client_reboot_instance_finish (client, sublet_test_await_result (&result), error);
}

gboolean
update_template (SubletClient *client, gint64 id, SubletLaunch *launch, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_update_template_async (client,
                                       id,
                                       launch,
                                       "t",
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  return sublet_client_update_template_finish (client, sublet_test_await_result (&result), error);
}

gboolean
set_label (SubletClient *client, gint64 id, const char *label, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_set_label_async (client, id, label, NULL, sublet_test_on_result, &result);
  return sublet_client_set_label_finish (client, sublet_test_await_result (&result), error);
}

gboolean
destroy (SubletClient *client, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_destroy_instance_async (client, id, NULL, sublet_test_on_result, &result);
  return sublet_client_destroy_instance_finish (client, sublet_test_await_result (&result), error);
}

gboolean
delete_volume (SubletClient *client, gint64 volume_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_delete_volume_async (client, volume_id, NULL, sublet_test_on_result, &result);
  return sublet_client_delete_volume_finish (client, sublet_test_await_result (&result), error);
}

SubletSshKeyListing *
list_keys (SubletClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_ssh_keys_async (client, NULL, sublet_test_on_result, &result);
  return sublet_client_list_ssh_keys_finish (client, sublet_test_await_result (&result), error);
}

SubletKeyPlacement
add_key (SubletClient *client, const char *public_key, SubletSshKey **key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_add_ssh_key_async (client, public_key, NULL, sublet_test_on_result, &result);
  return sublet_client_add_ssh_key_finish (client, sublet_test_await_result (&result), key, error);
}

gboolean
delete_key (SubletClient *client, gint64 key_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_delete_ssh_key_async (client, key_id, NULL, sublet_test_on_result, &result);
  return sublet_client_delete_ssh_key_finish (client, sublet_test_await_result (&result), error);
}

SubletSshKeyListing *
list_instance_keys (SubletClient *client, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_instance_ssh_keys_async (client, id, NULL, sublet_test_on_result, &result);
  return sublet_client_list_instance_ssh_keys_finish (client,
                                                      sublet_test_await_result (&result),
                                                      error);
}

SubletKeyPlacement
attach_key (SubletClient *client, gint64 id, const char *public_key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_attach_ssh_key_async (client, id, public_key, NULL, sublet_test_on_result, &result);
  return sublet_client_attach_ssh_key_finish (client, sublet_test_await_result (&result), error);
}

gboolean
detach_key (SubletClient *client, gint64 id, gint64 key_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_detach_ssh_key_async (client, id, key_id, NULL, sublet_test_on_result, &result);
  return sublet_client_detach_ssh_key_finish (client, sublet_test_await_result (&result), error);
}
