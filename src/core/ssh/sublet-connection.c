/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

G_DEFINE_ENUM_TYPE (SubletConnectionState,
                    sublet_connection_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_CONNECTION_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CONNECTION_STATE_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CONNECTION_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CONNECTION_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CONNECTION_STATE_LOST, "lost"))

/* Two minutes: what the service's own guide asks for. Source: fact sheet 6.3. */
static const SubletConnectionTimes default_times = {
  .limit_ms = 120000,
  .first_pause_ms = 1000,
  .longest_pause_ms = 10000,
  .command_ms = 10000,
  .runtime_ms = SUBLET_RUNTIME_SCRIPT_MS,
};

typedef enum
{
  PROP_STATE = 1,
  PROP_REPORT,
  PROP_CHECKING_RUNTIME,
  PROP_NEW_KEY_UNTIL_US,
} SubletConnectionProperty;

static GParamSpec *properties[PROP_NEW_KEY_UNTIL_US + 1];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (SubletConnection, sublet_connection, G_TYPE_OBJECT)

static void
sublet_connection_dispose (GObject *object)
{
  SubletConnection *self = SUBLET_CONNECTION (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  if (self->run != NULL)
    g_cancellable_cancel (self->run);
  g_clear_object (&self->run);
  sublet_connection_end_placing (self);
  g_clear_object (&self->tunnels);
  g_clear_object (&self->session);
  g_clear_object (&self->agent);
  g_clear_object (&self->instance);
  g_clear_object (&self->database);
  g_clear_object (&self->identities);
  g_clear_object (&self->identity);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sublet_connection_parent_class)->dispose (object);
}

static void
sublet_connection_finalize (GObject *object)
{
  SubletConnection *self = SUBLET_CONNECTION (object);

  /* Whoever waits holds a reference. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_error (&self->error);
  g_clear_error (&self->key_error);
  g_clear_error (&self->problem);
  g_clear_error (&self->runtime_error);
  g_clear_pointer (&self->expected_key, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->presented_key, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->pinned, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->route, sublet_ssh_route_unref);
  g_clear_pointer (&self->report, sublet_runtime_report_unref);
  g_clear_pointer (&self->so_far, sublet_runtime_report_unref);
  g_clear_pointer (&self->progress, sublet_runtime_progress_free);
  g_clear_pointer (&self->packages_asked, g_ptr_array_unref);
  g_ptr_array_unref (self->packages);
  g_object_unref (self->clock);

  G_OBJECT_CLASS (sublet_connection_parent_class)->finalize (object);
}

static void
sublet_connection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletConnection *self = SUBLET_CONNECTION (object);

  switch ((SubletConnectionProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_REPORT:
      g_value_set_boxed (value, self->report);
      break;

    case PROP_CHECKING_RUNTIME:
      g_value_set_boolean (value, self->checking_runtime);
      break;

    case PROP_NEW_KEY_UNTIL_US:
      g_value_set_int64 (value, self->new_key_until_us);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_connection_class_init (SubletConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = sublet_connection_dispose;
  object_class->finalize = sublet_connection_finalize;
  object_class->get_property = sublet_connection_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              SUBLET_TYPE_CONNECTION_STATE,
                                              SUBLET_CONNECTION_STATE_IDLE,
                                              flags);
  properties[PROP_REPORT] =
    g_param_spec_boxed ("report", NULL, NULL, SUBLET_TYPE_RUNTIME_REPORT, flags);
  properties[PROP_CHECKING_RUNTIME] =
    g_param_spec_boolean ("checking-runtime", NULL, NULL, FALSE, flags);
  properties[PROP_NEW_KEY_UNTIL_US] =
    g_param_spec_int64 ("new-key-until-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  changed_signal = g_signal_new ("changed",
                                 SUBLET_TYPE_CONNECTION,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
sublet_connection_init (SubletConnection *self)
{
  self->times = default_times;
  sublet_ssh_times_init (&self->times.session);
  self->broken_link = SUBLET_CONNECTION_N_LINKS;
  self->packages = sublet_runtime_packages_new_from_texts (NULL);
  g_queue_init (&self->waiting);
  self->tunnels = sublet_tunnel_list_new ();
  g_signal_connect_object (self->tunnels,
                           "wanted",
                           G_CALLBACK (sublet_connection_start),
                           self,
                           G_CONNECT_SWAPPED);
}

void
sublet_connection_tell (SubletConnection *self)
{
  g_signal_emit (self, changed_signal, 0);
}

void
sublet_connection_set_state (SubletConnection *self, SubletConnectionState state)
{
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  sublet_connection_tell (self);
}

/**
 * sublet_connection_new:
 * @client: attaches the key
 * @identities: has it
 * @instance_id: the contract
 *
 * Returns: (transfer full): a connection that does nothing yet
 */
SubletConnection *
sublet_connection_new (SubletClient *client, SubletIdentityStore *identities, gint64 instance_id)
{
  SubletConnection *self;

  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (identities), NULL);

  self = g_object_new (SUBLET_TYPE_CONNECTION, NULL);
  self->client = g_object_ref (client);
  self->identities = g_object_ref (identities);
  self->clock = g_object_ref (sublet_client_get_clock (client));
  self->instance_id = instance_id;

  return self;
}

/**
 * sublet_connection_set_database:
 * @self: a connection that was not started
 * @database: (nullable): open databases, where host keys and reports are kept
 * @account_id: whose contract it is, 0 when the key could not say
 */
void
sublet_connection_set_database (SubletConnection *self, SubletDatabase *database, gint64 account_id)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (self->run == NULL);

  g_set_object (&self->database, database);
  self->account_id = account_id;
  if (database != NULL)
    sublet_connection_load_report (self);
}

/**
 * sublet_connection_set_instance:
 * @self: a connection
 * @instance: its latest reading; addresses count from the next try on
 */
void
sublet_connection_set_instance (SubletConnection *self, SubletInstance *instance)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (SUBLET_IS_INSTANCE (instance));

  g_set_object (&self->instance, instance);
}

/**
 * sublet_connection_set_checks_runtime:
 * @self: a connection
 * @checks_runtime: whether the runtime checks run by themselves, once
 */
void
sublet_connection_set_checks_runtime (SubletConnection *self, gboolean checks_runtime)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  self->checks_runtime = checks_runtime;
}

/**
 * sublet_connection_get_problem:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): why it cannot be reached at all
 */
const GError *
sublet_connection_get_problem (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->problem;
}

/**
 * sublet_connection_set_problem:
 * @self: a connection that does not go
 * @problem: (nullable): why it cannot be reached at all
 */
void
sublet_connection_set_problem (SubletConnection *self, const GError *problem)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  g_clear_error (&self->problem);
  self->problem = problem != NULL ? g_error_copy (problem) : NULL;
}
