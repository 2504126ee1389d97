/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-session-private.h"

static const SubletSshTimes default_times = {
  .proxy_after_ms = 1500,
  .connect_ms = 10000,
  .banner_ms = 10000,
  .handshake_ms = 15000,
  .authentication_ms = 15000,
  .keepalive_ms = 15000,
};

typedef enum
{
  PROP_PHASE = 1,
  PROP_ROUTE,
  PROP_HOST_KEY,
} SubletSshSessionProperty;

static GParamSpec *properties[PROP_HOST_KEY + 1];

G_DEFINE_FINAL_TYPE (SubletSshSession, sublet_ssh_session, G_TYPE_OBJECT)

static void
order_close (SubletSshWorker *worker)
{
  sublet_ssh_worker_order (worker, sublet_ssh_note_new (SUBLET_SSH_NOTE_CLOSE));
}

static void
sublet_ssh_session_dispose (GObject *object)
{
  SubletSshSession *self = SUBLET_SSH_SESSION (object);

  g_cancellable_cancel (self->resolving);
  if (self->worker != NULL)
    {
      self->worker->session = NULL;
      order_close (self->worker);
      g_clear_pointer (&self->worker, sublet_ssh_worker_unref);
    }
  g_clear_object (&self->identity);

  G_OBJECT_CLASS (sublet_ssh_session_parent_class)->dispose (object);
}

static void
sublet_ssh_session_finalize (GObject *object)
{
  SubletSshSession *self = SUBLET_SSH_SESSION (object);

  g_object_unref (self->resolving);
  g_ptr_array_unref (self->closing);
  g_ptr_array_unref (self->routes);
  g_clear_pointer (&self->expected, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->route, sublet_ssh_route_unref);
  g_clear_pointer (&self->host_key, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->failure, sublet_ssh_failure_free);
  g_free (self->user);

  G_OBJECT_CLASS (sublet_ssh_session_parent_class)->finalize (object);
}

static void
sublet_ssh_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletSshSession *self = SUBLET_SSH_SESSION (object);

  switch ((SubletSshSessionProperty) prop_id)
    {
    case PROP_PHASE:
      g_value_set_enum (value, (int) self->phase);
      break;

    case PROP_ROUTE:
      g_value_set_boxed (value, self->route);
      break;

    case PROP_HOST_KEY:
      g_value_set_boxed (value, self->host_key);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_ssh_session_class_init (SubletSshSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = sublet_ssh_session_dispose;
  object_class->finalize = sublet_ssh_session_finalize;
  object_class->get_property = sublet_ssh_session_get_property;

  /* How far it is. */
  properties[PROP_PHASE] =
    g_param_spec_enum ("phase", NULL, NULL, SUBLET_TYPE_SSH_PHASE, SUBLET_SSH_PHASE_NEW, flags);
  /* The route that was taken, or that failed last. */
  properties[PROP_ROUTE] = g_param_spec_boxed ("route", NULL, NULL, SUBLET_TYPE_SSH_ROUTE, flags);
  /* What the server presented, once it has; to be pinned when none was expected. */
  properties[PROP_HOST_KEY] =
    g_param_spec_boxed ("host-key", NULL, NULL, SUBLET_TYPE_SSH_HOST_KEY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* Not safe on two threads at a time; here it runs before there is a worker. */
  if (libssh2_init (0) != 0)
    g_error ("libssh2 cannot be used");
}

static void
sublet_ssh_session_init (SubletSshSession *self)
{
  self->times = default_times;
  self->resolving = g_cancellable_new ();
  self->closing = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sublet_ssh_session_new:
 * @identity: the key to sign in with
 * @user: whom to sign in as
 * @routes: (element-type SubletSshRoute): one or more, in the order in which to try them; not
 *   changed later
 * @expected: (nullable): the pinned host key, NULL at first use: then any key is taken, unless
 *   sublet_ssh_session_set_refuses_new_key() says otherwise, and whoever watches "host-key" has it
 *   pinned
 *
 * Returns: (transfer full): a session that does nothing yet
 */
SubletSshSession *
sublet_ssh_session_new (SubletSshIdentity *identity,
                        const char *user,
                        GPtrArray *routes,
                        SubletSshHostKey *expected)
{
  SubletSshSession *self;

  g_return_val_if_fail (SUBLET_IS_SSH_IDENTITY (identity), NULL);
  g_return_val_if_fail (user != NULL && *user != '\0', NULL);
  g_return_val_if_fail (routes != NULL && routes->len > 0, NULL);

  self = g_object_new (SUBLET_TYPE_SSH_SESSION, NULL);
  self->identity = g_object_ref (identity);
  self->user = g_strdup (user);
  self->routes = g_ptr_array_ref (routes);
  self->expected = expected != NULL ? sublet_ssh_host_key_ref (expected) : NULL;

  return self;
}

/**
 * sublet_ssh_session_set_refuses_new_key:
 * @self: a session that does not connect yet
 * @refuses: whether it ends at the host key when none is expected: no key is offered to a server
 *   that nobody vouches for
 */
void
sublet_ssh_session_set_refuses_new_key (SubletSshSession *self, gboolean refuses)
{
  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));
  g_return_if_fail (self->worker == NULL);

  self->refuses_new_key = refuses;
}

/**
 * sublet_ssh_times_init:
 * @times: (out caller-allocates): what a session has unless it is told otherwise
 */
void
sublet_ssh_times_init (SubletSshTimes *times)
{
  *times = default_times;
}

/**
 * sublet_ssh_session_set_times:
 * @self: a session that is not connecting yet
 * @times: copied
 */
void
sublet_ssh_session_set_times (SubletSshSession *self, const SubletSshTimes *times)
{
  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));
  g_return_if_fail (self->phase == SUBLET_SSH_PHASE_NEW && self->worker == NULL);

  self->times = *times;
}

/**
 * sublet_ssh_session_get_times:
 * @self: a session
 * @times: (out caller-allocates): how long its stages may take
 */
void
sublet_ssh_session_get_times (SubletSshSession *self, SubletSshTimes *times)
{
  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));

  *times = self->times;
}

/**
 * sublet_ssh_session_get_phase:
 * @self: a session
 *
 * Returns: how far it is
 */
SubletSshPhase
sublet_ssh_session_get_phase (SubletSshSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_SESSION (self), SUBLET_SSH_PHASE_NEW);

  return self->phase;
}

/**
 * sublet_ssh_session_get_route:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the route that was taken, or that came furthest
 */
SubletSshRoute *
sublet_ssh_session_get_route (SubletSshSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_SESSION (self), NULL);

  return self->route;
}

/**
 * sublet_ssh_session_get_host_key:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the server presented, NULL before
 */
SubletSshHostKey *
sublet_ssh_session_get_host_key (SubletSshSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_SESSION (self), NULL);

  return self->host_key;
}

/**
 * sublet_ssh_session_get_failure:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why it is closed; NULL before that, and when it was closed
 *   by order
 */
const SubletSshFailure *
sublet_ssh_session_get_failure (SubletSshSession *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_SESSION (self), NULL);

  return self->failure;
}

/* On whatever thread cancels. */
static void
on_connecting_cancelled (GCancellable *cancellable, gpointer user_data)
{
  order_close (user_data);
}

/**
 * sublet_ssh_session_connect_async:
 * @self: a session; once
 * @cancellable: (nullable): closes the session
 * @callback: called when commands can run, or when that has failed
 * @user_data: for @callback
 *
 * The first route starts at once, each further one when the one before has failed or takes longer
 * than `proxy_after_ms`. The first on which keys are exchanged is kept, so that one which answers
 * and then hangs or dies does not keep the other from its turn.
 */
void
sublet_ssh_session_connect_async (SubletSshSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));
  g_return_if_fail (self->phase == SUBLET_SSH_PHASE_NEW && self->worker == NULL);

  self->connecting = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->connecting, sublet_ssh_session_connect_async);
  self->worker = sublet_ssh_worker_new (self->identity,
                                        self->user,
                                        self->routes,
                                        self->expected,
                                        &self->times,
                                        sublet_ssh_session_on_note);
  self->worker->session = self;
  self->worker->refuses_new_key = self->refuses_new_key;
  sublet_ssh_worker_start (self->worker);
  sublet_ssh_session_look_up (self);
  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable,
                                                G_CALLBACK (on_connecting_cancelled),
                                                sublet_ssh_worker_ref (self->worker),
                                                (GDestroyNotify) sublet_ssh_worker_unref);
}

/**
 * sublet_ssh_session_connect_finish:
 * @self: a session
 * @result: what the callback got
 * @error: SUBLET_ERROR_NO_NETWORK (refused, no way, closed by the server), SUBLET_ERROR_TIMED_OUT,
 *   SUBLET_ERROR_PROTOCOL, SUBLET_ERROR_SSH_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY_NEW,
 *   SUBLET_ERROR_SSH_AUTH, SUBLET_ERROR_SSH_KEY, SUBLET_ERROR_FAILED
 *   when the key cannot sign, or G_IO_ERROR_CANCELLED, also when the session was closed;
 *   sublet_ssh_session_get_failure() has the phase, the route and the two host keys
 *
 * Returns: whether commands can run
 */
gboolean
sublet_ssh_session_connect_finish (SubletSshSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_ssh_session_close_async:
 * @self: a session, in any phase
 * @callback: (nullable): called when its thread has ended
 * @user_data: for @callback
 *
 * Whatever runs or waits is cancelled. A session that is dropped closes itself as well.
 */
void
sublet_ssh_session_close_async (SubletSshSession *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_SSH_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_ssh_session_close_async);
  if (self->worker == NULL)
    {
      sublet_ssh_session_set_phase (self, SUBLET_SSH_PHASE_CLOSED);
      g_task_return_boolean (task, TRUE);
      return;
    }

  order_close (self->worker);
  g_ptr_array_add (self->closing, g_steal_pointer (&task));
}

/**
 * sublet_ssh_session_close_finish:
 * @self: a session
 * @result: what the callback got
 * @error: never set
 *
 * Returns: TRUE
 */
gboolean
sublet_ssh_session_close_finish (SubletSshSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
