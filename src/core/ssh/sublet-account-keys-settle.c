/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-account-keys-private.h"

#include "core/base/sublet-error.h"

/* The first pause before a registration that failed is tried again; each is twice the last. */
#define FIRST_RETRY_MS 5000
#define LAST_RETRY_MS 300000

struct _SubletAsking
{
  GWeakRef keys;
  GCancellable *cancellable; /* (owned) */
};

/**
 * sublet_account_keys_asking_new: (skip)
 * @self: account keys that follow an API key
 *
 * Returns: (transfer full): for the callback of what is asked with it
 */
SubletAsking *
sublet_account_keys_asking_new (SubletAccountKeys *self)
{
  SubletAsking *asking = g_new0 (SubletAsking, 1);

  g_weak_ref_init (&asking->keys, self);
  asking->cancellable = g_object_ref (self->cancellable);

  return asking;
}

/**
 * sublet_account_keys_asking_end: (skip)
 * @asking: (transfer full): what the callback got
 *
 * Returns: (transfer full) (nullable): who asked; NULL when nobody waits for it any more, or
 *   another API key came meanwhile
 */
SubletAccountKeys *
sublet_account_keys_asking_end (SubletAsking *asking)
{
  g_autoptr (SubletAccountKeys) self = g_weak_ref_get (&asking->keys);
  bool stale = g_cancellable_is_cancelled (asking->cancellable);

  g_weak_ref_clear (&asking->keys);
  g_object_unref (asking->cancellable);
  g_free (asking);

  return stale ? NULL : g_steal_pointer (&self);
}

/* ---- how it ends ---- */

/**
 * sublet_account_keys_stop_waiting: (skip)
 * @self: account keys
 *
 * No try is planned any more.
 */
void
sublet_account_keys_stop_waiting (SubletAccountKeys *self)
{
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
}

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletAccountKeys) self = sublet_account_keys_asking_end (user_data);

  /* The only error of a wait is that nobody waits any more. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) && self != NULL)
    sublet_account_keys_begin_check (self);
}

static void
try_again_later (SubletAccountKeys *self)
{
  sublet_account_keys_stop_waiting (self);
  self->retry_ms = CLAMP (self->retry_ms * 2, FIRST_RETRY_MS, LAST_RETRY_MS);
  self->waiting = g_cancellable_new ();
  sublet_clock_wait_async (sublet_client_get_clock (self->client),
                           self->retry_ms,
                           self->waiting,
                           on_waited,
                           sublet_account_keys_asking_new (self));
}

/**
 * sublet_account_keys_settle: (skip)
 * @self: account keys
 * @registration: what is known now
 * @error: (nullable): why not more
 *
 * A check that is under way has ended.
 */
void
sublet_account_keys_settle (SubletAccountKeys *self,
                            SubletKeyRegistration registration,
                            const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->answered_mono_us = sublet_clock_get_monotonic_us (sublet_client_get_clock (self->client));
  if (error == NULL)
    {
      self->retry_ms = 0;
      sublet_account_keys_stop_waiting (self);
    }
  sublet_account_keys_set_registration (self, registration, error);
  if (self->checking)
    {
      self->checking = false;
      self->looking = false;
      sublet_account_keys_notify (self, PROP_KEYS_CHECKING);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_account_keys_settle_failed: (skip)
 * @self: account keys
 * @error: why
 * @missing: a list has shown that it is not there
 *
 * A key that was there is believed to be there until a list shows that it is not.
 */
void
sublet_account_keys_settle_failed (SubletAccountKeys *self, const GError *error, bool missing)
{
  bool registered = self->was_registered && !missing;
  bool hopeless = g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN) ||
                  g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);

  /* The API key is being changed: what comes next begins anew. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      sublet_account_keys_settle (self, SUBLET_KEY_REGISTRATION_UNKNOWN, NULL);
      return;
    }

  g_info ("Whether the account has the SSH key: %s", error->message);
  if (!hopeless)
    try_again_later (self);
  sublet_account_keys_settle (self,
                              registered ? SUBLET_KEY_REGISTRATION_REGISTERED
                                         : SUBLET_KEY_REGISTRATION_FAILED,
                              error);
}
