/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-session-private.h"

#include "core/base/sublet-error.h"

/* The longest wait before the service is asked again whose key this is; each is twice the last. */
#define LAST_RETRY_MS 300000

static void
on_waited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletSession) self = SUBLET_SESSION (user_data);

  /* The only error of a wait is that nobody waits any more. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    sublet_session_ask_whose_it_is (self);
}

static void
on_whose_it_is (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletSession) self = SUBLET_SESSION (user_data);
  g_autoptr (SubletKeyCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  check = sublet_client_check_key_finish (SUBLET_CLIENT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->asking = FALSE;
  if (check != NULL)
    {
      g_object_freeze_notify (G_OBJECT (self));
      sublet_session_set_error (self, NULL);
      sublet_session_set_account (self, check->account, TRUE, check->scopes);
      g_object_thaw_notify (G_OBJECT (self));
    }
  else if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
    {
      sublet_session_reject (self, error);
    }
  else
    {
      g_info ("Whose key this is, is not known yet: %s", error->message);
      sublet_clock_wait_async (sublet_client_get_clock (self->client),
                               self->retry_ms,
                               self->cancellable,
                               on_waited,
                               g_object_ref (self));
      self->retry_ms = MIN (self->retry_ms * 2, LAST_RETRY_MS);
      /* Last: whoever hears of it may want to know now, and then nobody waits any more. */
      sublet_session_set_error (self, error);
    }
}

void
sublet_session_ask_whose_it_is (SubletSession *self)
{
  self->asking = TRUE;
  sublet_client_check_key_async (self->client,
                                 self->key,
                                 self->cancellable,
                                 on_whose_it_is,
                                 g_object_ref (self));
}

/**
 * sublet_session_refresh:
 * @self: a session
 *
 * Asks the service again, also with a key that it did not accept. A check under way is not begun
 * anew: whoever is impatient, or on a network that comes and goes, would never get to its end. What
 * is cut short is the pause before the next one.
 */
void
sublet_session_refresh (SubletSession *self)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));

  if (self->key == NULL)
    return;

  if (self->state == SUBLET_SESSION_STATE_REJECTED)
    {
      sublet_session_use_trusted_key (self, self->key, self->origin);
    }
  else if (self->state == SUBLET_SESSION_STATE_SIGNED_IN && !self->asking)
    {
      sublet_session_start_over (self);
      sublet_session_ask_whose_it_is (self);
    }
}

/**
 * sublet_session_stop:
 * @self: a session
 *
 * For whoever gives it up: a check under way ends without an answer, and there is no next one,
 * which would hold the session for as long as the service is away.
 */
void
sublet_session_stop (SubletSession *self)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));

  sublet_session_start_over (self);
}
