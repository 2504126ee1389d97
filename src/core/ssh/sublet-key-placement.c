/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-placement.h"

#include "core/base/sublet-error.h"

/* After an answer that was lost the list is looked at, and only a key that is missing there is sent
 * again: so often in all. */
#define MAX_SENDS 2

typedef struct
{
  /* input */
  gint64 instance_id; /* 0: the account */
  char *public_key;   /* (owned) */

  /* in progress */
  int n_sends;
  bool accepted;   /* the last answer was a yes that showed no key */
  GError *unclear; /* (owned) (nullable): what the last sending ended with, when only the list can
                      tell */
} Placing;

static void
placing_free (Placing *placing)
{
  g_free (placing->public_key);
  g_clear_error (&placing->unclear);
  g_free (placing);
}

static const char *
describe (SubletKeyPlacement placement)
{
  switch (placement)
    {
    case SUBLET_KEY_PLACEMENT_DONE:
      return "done";

    case SUBLET_KEY_PLACEMENT_ALREADY_THERE:
      return "it was there";

    case SUBLET_KEY_PLACEMENT_TEAM_REFUSED:
      return "a team's account takes none";

    case SUBLET_KEY_PLACEMENT_FAILED:
    default:
      return "failed";
    }
}

static void
finish (GTask *task, SubletKeyPlacement placement)
{
  Placing *placing = g_task_get_task_data (task);

  if (placing->instance_id > 0)
    g_info ("SSH key for instance %" G_GINT64_FORMAT ": %s",
            placing->instance_id,
            describe (placement));
  else
    g_info ("SSH key for the account: %s", describe (placement));

  g_task_return_int (task, (gssize) placement);
}

/* ---- look, send, look again; read from top to bottom ---- */

static void look (GTask *task);
static void on_listed (GObject *source, GAsyncResult *result, gpointer user_data);
static void send (GTask *task);
static void on_sent (GObject *source, GAsyncResult *result, gpointer user_data);

static void
look (GTask *task)
{
  SubletClient *client = g_task_get_source_object (task);
  Placing *placing = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (placing->instance_id > 0)
    sublet_client_list_instance_ssh_keys_async (client,
                                                placing->instance_id,
                                                cancellable,
                                                on_listed,
                                                g_object_ref (task));
  else
    sublet_client_list_ssh_keys_async (client, cancellable, on_listed, g_object_ref (task));
}

/* A list that could not be had. Before the first sending a key that may write but not read is sent
 * all the same; after one, what that ended with is told. */
static void
go_on_without_list (GTask *task, GError *error)
{
  Placing *placing = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  if (placing->n_sends == 0 && g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    send (task);
  else if (placing->accepted)
    finish (task, SUBLET_KEY_PLACEMENT_DONE);
  else if (placing->unclear != NULL)
    g_task_return_error (task, g_steal_pointer (&placing->unclear));
  else
    {
      g_task_return_error (task, error);
      return;
    }

  g_error_free (error);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletClient *client = SUBLET_CLIENT (source);
  g_autoptr (GTask) task = user_data;
  Placing *placing = g_task_get_task_data (task);
  g_autoptr (SubletSshKeyListing) listing = NULL;
  GError *error = NULL;

  listing = placing->instance_id > 0
              ? sublet_client_list_instance_ssh_keys_finish (client, result, &error)
              : sublet_client_list_ssh_keys_finish (client, result, &error);
  if (listing == NULL)
    {
      go_on_without_list (task, error);
      return;
    }

  if (sublet_ssh_key_listing_contains (listing, placing->public_key))
    finish (task,
            placing->n_sends > 0 ? SUBLET_KEY_PLACEMENT_DONE : SUBLET_KEY_PLACEMENT_ALREADY_THERE);
  else if (placing->n_sends < MAX_SENDS)
    send (task);
  else if (placing->unclear != NULL)
    g_task_return_error (task, g_steal_pointer (&placing->unclear));
  else
    g_task_return_new_error (task,
                             SUBLET_ERROR,
                             SUBLET_ERROR_OUTCOME_UNKNOWN,
                             "the service accepts the SSH key and does not list it");
}

static void
send (GTask *task)
{
  SubletClient *client = g_task_get_source_object (task);
  Placing *placing = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  placing->n_sends++;
  placing->accepted = false;
  g_clear_error (&placing->unclear);

  if (placing->instance_id > 0)
    sublet_client_attach_ssh_key_async (client,
                                        placing->instance_id,
                                        placing->public_key,
                                        cancellable,
                                        on_sent,
                                        g_object_ref (task));
  else
    sublet_client_add_ssh_key_async (client,
                                     placing->public_key,
                                     cancellable,
                                     on_sent,
                                     g_object_ref (task));
}

/* Whether a yes needs no second look: an account shows the key that it took. */
static bool
is_shown (const Placing *placing, SubletSshKey *key)
{
  return placing->instance_id > 0 ||
         (key != NULL && sublet_ssh_key_matches (key, placing->public_key));
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletClient *client = SUBLET_CLIENT (source);
  g_autoptr (GTask) task = user_data;
  Placing *placing = g_task_get_task_data (task);
  g_autoptr (SubletSshKey) key = NULL;
  SubletKeyPlacement placement;
  GError *error = NULL;

  placement = placing->instance_id > 0
                ? sublet_client_attach_ssh_key_finish (client, result, &error)
                : sublet_client_add_ssh_key_finish (client, result, &key, &error);
  switch (placement)
    {
    case SUBLET_KEY_PLACEMENT_DONE:
      placing->accepted = true;
      if (is_shown (placing, key))
        finish (task, placement);
      else
        look (task);
      break;

    case SUBLET_KEY_PLACEMENT_ALREADY_THERE:
      /* Of the second sending: the first one did it. */
      finish (task, placing->n_sends > 1 ? SUBLET_KEY_PLACEMENT_DONE : placement);
      break;

    case SUBLET_KEY_PLACEMENT_TEAM_REFUSED:
      finish (task, placement);
      break;

    case SUBLET_KEY_PLACEMENT_FAILED:
    default:
      if (!g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN))
        {
          g_task_return_error (task, error);
          break;
        }
      placing->unclear = error;
      look (task);
      break;
    }
}

static GTask *
new_task (SubletClient *client,
          gpointer source_tag,
          gint64 instance_id,
          const char *public_key,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Placing *placing = g_new0 (Placing, 1);

  placing->instance_id = instance_id;
  placing->public_key = g_strdup (public_key);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, placing, (GDestroyNotify) placing_free);
  /* What was done stays done: a success that came with a cancellation is told. */
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

static SubletKeyPlacement
propagate (GAsyncResult *result, GError **error)
{
  gssize placement = g_task_propagate_int (G_TASK (result), error);

  return placement < 0 ? SUBLET_KEY_PLACEMENT_FAILED : (SubletKeyPlacement) placement;
}

/**
 * sublet_key_placement_register_async:
 * @client: a client with a key
 * @public_key: the line of a public key
 * @cancellable: (nullable): gives up
 * @callback: called when it is known what became of it
 * @user_data: for @callback
 *
 * Makes sure that the account has the key, so that instances made from now on accept it: looks at
 * the list, adds it when it is missing, and looks again after an answer that was lost. The only way
 * for virtual machines. Source: fact sheet 6.1, 6.3, 9.4.
 */
void
sublet_key_placement_register_async (SubletClient *client,
                                     const char *public_key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *line = NULL;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_CLIENT (client));
  g_return_if_fail (public_key != NULL);

  task = new_task (client,
                   sublet_key_placement_register_async,
                   0,
                   public_key,
                   cancellable,
                   callback,
                   user_data);
  line = sublet_ssh_public_key_check (public_key, &error);
  if (line == NULL)
    g_task_return_error (task, error);
  else
    look (task);
}

/**
 * sublet_key_placement_add_async:
 *
 * The same for who has just looked at the list: adds it at once and looks after an answer that was
 * lost. Ends with sublet_key_placement_register_finish().
 */
void
sublet_key_placement_add_async (SubletClient *client,
                                const char *public_key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_CLIENT (client));
  g_return_if_fail (public_key != NULL);

  task = new_task (client,
                   sublet_key_placement_add_async,
                   0,
                   public_key,
                   cancellable,
                   callback,
                   user_data);
  send (task);
}

/**
 * sublet_key_placement_register_finish:
 * @client: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID when it is no public key, SUBLET_ERROR_FORBIDDEN when the API key
 *   may not write keys, SUBLET_ERROR_OUTCOME_UNKNOWN when it may be there or not, and others
 *
 * Returns: what became of it; SUBLET_KEY_PLACEMENT_FAILED on error
 */
SubletKeyPlacement
sublet_key_placement_register_finish (SubletClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), SUBLET_KEY_PLACEMENT_FAILED);

  return propagate (result, error);
}

/**
 * sublet_key_placement_attach_async:
 * @client: a client with a key
 * @instance_id: an instance that is a container
 * @public_key: the line of a public key
 * @cancellable: (nullable): gives up
 * @callback: called when it is known what became of it
 * @user_data: for @callback
 *
 * Makes sure that the instance has the key. The service is told at once, for that tells as much as
 * the list; the list is looked at after an answer that was lost. The instance accepts the key some
 * seconds later: try SSH for two minutes. Source: fact sheet 6.2, 6.3, 9.4.
 */
void
sublet_key_placement_attach_async (SubletClient *client,
                                   gint64 instance_id,
                                   const char *public_key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_CLIENT (client));
  g_return_if_fail (instance_id > 0);
  g_return_if_fail (public_key != NULL);

  task = new_task (client,
                   sublet_key_placement_attach_async,
                   instance_id,
                   public_key,
                   cancellable,
                   callback,
                   user_data);
  send (task);
}

/**
 * sublet_key_placement_attach_finish:
 * @client: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID when it is no public key, SUBLET_ERROR_NOT_FOUND when the service
 *   does not know the instance, which it may not yet right after a create,
 *   SUBLET_ERROR_OUTCOME_UNKNOWN when it may be there or not, and others
 *
 * Returns: what became of it; SUBLET_KEY_PLACEMENT_FAILED on error
 */
SubletKeyPlacement
sublet_key_placement_attach_finish (SubletClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), SUBLET_KEY_PLACEMENT_FAILED);

  return propagate (result, error);
}
