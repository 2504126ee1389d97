/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-account-memory-private.h"

G_DEFINE_FINAL_TYPE (SubletAccountMemory, sublet_account_memory, G_TYPE_OBJECT)

static guint changed_signal;

static void
set_account (SubletAccountMemory *self, gint64 account_id, bool confirmed)
{
  if (self->account_id == account_id && self->confirmed == confirmed)
    return;

  self->account_id = account_id;
  self->confirmed = confirmed;
  g_signal_emit (self, changed_signal, 0);
}

/* Another key's account is nothing that this one may see. A key that is not accepted may have been
 * refused before the cache was read: it shows no less than a little later. */
void
sublet_account_memory_recall (SubletAccountMemory *self)
{
  SubletSessionState state = sublet_session_get_state (self->session);

  if ((state == SUBLET_SESSION_STATE_SIGNED_IN || state == SUBLET_SESSION_STATE_REJECTED) &&
      !self->confirmed && !sublet_session_get_account_known (self->session) &&
      self->key_print != NULL && g_strcmp0 (self->kept_print, self->key_print) == 0)
    set_account (self, self->kept_id, false);
}

/* ---- the session ---- */

/* The same key again is the same account's, as long as the service does not say otherwise. */
static void
follow_key (SubletAccountMemory *self)
{
  g_autofree char *key_print = NULL;
  guint key_number = sublet_session_get_key_number (self->session);

  if (key_number == self->key_number)
    return;

  self->key_number = key_number;
  key_print = sublet_client_dup_key_print (sublet_session_get_client (self->session), self->salt);
  if (g_strcmp0 (key_print, self->key_print) == 0)
    return;

  g_free (self->key_print);
  self->key_print = g_steal_pointer (&key_print);
  if (!sublet_session_get_account_known (self->session))
    set_account (self, 0, false);
}

/* Nothing is kept any more, and nothing waits to be chosen: the keyring was asked, and has no key.
 */
static bool
has_no_key (SubletAccountMemory *self)
{
  return sublet_session_get_error (self->session) == NULL &&
         !sublet_session_get_has_kept_key (self->session);
}

static void
update (SubletAccountMemory *self)
{
  SubletAccount *account = sublet_session_get_account (self->session);

  switch (sublet_session_get_state (self->session))
    {
    case SUBLET_SESSION_STATE_SIGNED_IN:
      follow_key (self);
      if (sublet_session_get_account_known (self->session))
        {
          set_account (self, account != NULL ? sublet_account_get_data (account)->id : 0, true);
          sublet_account_memory_keep (self);
        }
      else
        {
          set_account (self, self->account_id, false);
          sublet_account_memory_recall (self);
        }
      break;
    case SUBLET_SESSION_STATE_SIGNED_OUT:
      g_clear_pointer (&self->key_print, g_free);
      set_account (self, 0, false);
      if (has_no_key (self))
        sublet_account_memory_forget (self);
      break;
    case SUBLET_SESSION_STATE_STARTING:
    case SUBLET_SESSION_STATE_REJECTED:
    default:
      /* What a key that is not accepted any more has shown stays as it was. */
      break;
    }
}

/* ---- object ---- */

static void
sublet_account_memory_dispose (GObject *object)
{
  SubletAccountMemory *self = SUBLET_ACCOUNT_MEMORY (object);

  sublet_account_memory_stop_loading (self);
  g_clear_object (&self->session);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (sublet_account_memory_parent_class)->dispose (object);
}

static void
sublet_account_memory_finalize (GObject *object)
{
  SubletAccountMemory *self = SUBLET_ACCOUNT_MEMORY (object);

  g_free (self->server);
  g_free (self->salt);
  g_free (self->key_print);
  g_free (self->kept_print);

  G_OBJECT_CLASS (sublet_account_memory_parent_class)->finalize (object);
}

static void
sublet_account_memory_class_init (SubletAccountMemoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_account_memory_dispose;
  object_class->finalize = sublet_account_memory_finalize;

  changed_signal = g_signal_new ("changed",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
sublet_account_memory_init (SubletAccountMemory *self)
{
}

/**
 * sublet_account_memory_new:
 * @session: whose key it is about
 * @install_id: of the profile: the same key is kept as another hash in another one
 *
 * Returns: (transfer full): a memory that knows what the session knows
 */
SubletAccountMemory *
sublet_account_memory_new (SubletSession *session, const char *install_id)
{
  static const char *const what[] = { "state",         "key-number", "account",
                                      "account-known", "error",      "has-kept-key" };
  SubletAccountMemory *self;
  guint i;

  g_return_val_if_fail (SUBLET_IS_SESSION (session), NULL);
  g_return_val_if_fail (install_id != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_ACCOUNT_MEMORY, NULL);
  self->session = g_object_ref (session);
  self->server = g_strdup (sublet_client_get_server (sublet_session_get_client (session)));
  self->salt = g_strdup_printf ("sublet account memory %s %s", install_id, self->server);
  for (i = 0; i < G_N_ELEMENTS (what); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", what[i], NULL);

      g_signal_connect_object (session, signal, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (sublet_session_get_key_store (session),
                           "notify::keeping",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return self;
}

/**
 * sublet_account_memory_set_database:
 * @self: a memory
 * @database: the profile's databases, open
 */
void
sublet_account_memory_set_database (SubletAccountMemory *self, SubletDatabase *database)
{
  g_return_if_fail (SUBLET_IS_ACCOUNT_MEMORY (self));
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (self->database == NULL);

  self->database = g_object_ref (database);
  sublet_account_memory_load (self);
  update (self);
}

/**
 * sublet_account_memory_get_account_id:
 * @self: a memory
 *
 * Returns: whose the key in use is, or was when the service did not accept it any more; 0: not
 *   known, or nobody's
 */
gint64
sublet_account_memory_get_account_id (SubletAccountMemory *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_MEMORY (self), 0);

  return self->account_id;
}

/**
 * sublet_account_memory_get_confirmed:
 * @self: a memory
 *
 * Returns: whether the service has said so since the key is in use
 */
gboolean
sublet_account_memory_get_confirmed (SubletAccountMemory *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_MEMORY (self), FALSE);

  return self->confirmed;
}
