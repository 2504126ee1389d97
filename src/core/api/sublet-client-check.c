/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"
#include "core/base/sublet-error.h"

/* One read for each permission that a read can show. The search comes last: it works without any
 * key, so it proves nothing about one. Source: fact sheet 2.1. */
typedef struct
{
  SubletEndpointId endpoint;
  SubletScopes scope;
  const SubletDecoding *decoding;
} Probe;

static const Probe probes[] = {
  { SUBLET_ENDPOINT_ACCOUNT, SUBLET_SCOPE_USER_READ, &sublet_decode_account },
  { SUBLET_ENDPOINT_LIST_INSTANCES, SUBLET_SCOPE_INSTANCE_READ, &sublet_decode_instance_page },
  { SUBLET_ENDPOINT_LIST_CHARGES, SUBLET_SCOPE_BILLING_READ, &sublet_decode_nothing },
  { SUBLET_ENDPOINT_SEARCH_OFFERS, SUBLET_SCOPE_MISC, &sublet_decode_offers },
};

typedef struct
{
  SecretValue *key;      /* (owned) */
  guint probe;           /* which one is asked */
  bool accepted;         /* some answer was not about a bad key */
  GError *rejected;      /* (owned) (nullable): the first answer that was */
  SubletKeyCheck *check; /* (owned) (nullable) */
} Check;

static void
check_free (Check *check)
{
  secret_value_unref (check->key);
  g_clear_error (&check->rejected);
  g_clear_pointer (&check->check, sublet_key_check_free);
  g_free (check);
}

static char *
make_query (SubletClient *self, SubletEndpointId endpoint)
{
  gint64 now_us = sublet_clock_get_service_us (sublet_client_get_clock (self));

  if (endpoint == SUBLET_ENDPOINT_LIST_INSTANCES)
    return sublet_encode_list_query (1, NULL);
  if (endpoint == SUBLET_ENDPOINT_LIST_CHARGES)
    return sublet_encode_charges_query (now_us, now_us, 1, NULL);

  return NULL;
}

static char *
make_body (SubletEndpointId endpoint)
{
  g_autoptr (SubletOfferQuery) query = NULL;

  if (endpoint != SUBLET_ENDPOINT_SEARCH_OFFERS)
    return NULL;

  query = sublet_offer_query_new ();
  sublet_offer_query_set_limit (query, 1);
  return sublet_encode_search (query);
}

static void
finish_check (GTask *task)
{
  Check *check = g_task_get_task_data (task);

  if (!check->accepted && check->rejected != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&check->rejected));
      return;
    }

  check->check->scopes |= SUBLET_SCOPE_INSTANCE_WRITE | SUBLET_SCOPE_USER_WRITE;
  g_task_return_pointer (task,
                         g_steal_pointer (&check->check),
                         (GDestroyNotify) sublet_key_check_free);
}

/* Without the network nothing was learned. */
static bool
ends_check (const GError *error)
{
  return error->domain != SUBLET_ERROR || error->code == SUBLET_ERROR_NO_NETWORK ||
         error->code == SUBLET_ERROR_TIMED_OUT || error->code == SUBLET_ERROR_INVALID;
}

/* Takes what one probe says. A failure of the service says nothing about the permission: it is
 * assumed until refused. */
static void
note_answer (Check *check, const Probe *probe, SubletReply *reply)
{
  if (g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
    {
      if (check->rejected == NULL)
        check->rejected = g_steal_pointer (&reply->error);
      return;
    }

  check->accepted = true;
  if (!g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    check->check->scopes |= probe->scope;
  if (probe->endpoint == SUBLET_ENDPOINT_ACCOUNT && reply->error == NULL)
    check->check->account = g_steal_pointer (&reply->result);
}

static void ask (GTask *task);

static void
on_probe (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  const Probe *probe = &probes[check->probe];
  g_autoptr (SubletReply) reply = NULL;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  /* The first answer decides whether there is a service at all. */
  if (reply->error != NULL &&
      (ends_check (reply->error) ||
       (check->probe == 0 && !g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_AUTH) &&
        !g_error_matches (reply->error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))))
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  note_answer (check, probe, reply);
  check->probe++;
  /* Two calls that do not know the key are enough. */
  if (check->probe == G_N_ELEMENTS (probes) || (check->probe == 2 && !check->accepted))
    finish_check (task);
  else
    ask (task);
}

static void
ask (GTask *task)
{
  SubletClient *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  const Probe *probe = &probes[check->probe];
  g_autofree char *query = make_query (self, probe->endpoint);
  g_autofree char *body = make_body (probe->endpoint);
  SubletRequest request = { .endpoint = probe->endpoint,
                            .query = query,
                            .body = body,
                            .key = check->key,
                            .ordered = true,
                            .decoding = probe->decoding };

  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               g_task_get_cancellable (task),
                               on_probe,
                               g_object_ref (task));
}

/**
 * sublet_key_check_free:
 * @check: (transfer full): a check
 */
void
sublet_key_check_free (SubletKeyCheck *check)
{
  g_clear_object (&check->account);
  g_free (check);
}

/**
 * sublet_client_check_key_async:
 * @self: a client, with a key or without
 * @key: the key to check; the client's own stays as it is
 * @cancellable: (nullable): gives up
 * @callback: called with what the key may do
 * @user_data: for @callback
 *
 * Asks for the account, one instance, today's charges and one offer. Writing permissions cannot be
 * seen without writing; they are assumed until refused.
 */
void
sublet_client_check_key_async (SubletClient *self,
                               SecretValue *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_check_key_async);
  check = g_new0 (Check, 1);
  check->key = secret_value_ref (key);
  check->check = g_new0 (SubletKeyCheck, 1);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  ask (task);
}

/**
 * sublet_client_check_key_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_AUTH when the service does not accept the key, SUBLET_ERROR_INVALID when it
 *   cannot be one, and others
 *
 * Returns: (transfer full): what the key may do, NULL on error
 */
SubletKeyCheck *
sublet_client_check_key_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
