/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-connections.h"

#include "core/base/sublet-cancel.h"
#include "core/rental/sublet-first-use.h"

#include <stdbool.h>

/* After a connection was lost: a server that lets in and hangs up is not asked without end. */
#define FIRST_PAUSE_MS 1000
#define LONGEST_PAUSE_MS 60000
/* So long a connection has to hold for the next loss to count as the first. */
#define STEADY_US (60 * G_TIME_SPAN_SECOND)

struct _SubletConnections
{
  GObject parent_instance;

  /* construct-only */
  SubletRentalEngine *engine;      /* (owned) */
  SubletClient *client;            /* (owned) */
  SubletIdentityStore *identities; /* (owned) */
  SubletClock *clock;              /* (owned) the client's */
  SubletSshAgent *agent;           /* (owned) for the person's own ssh; started on first use */

  GHashTable *entries; /* (owned) (element-type SubletRental Entry) one for each in the list */
  GError *problem;     /* (owned) (nullable) why nothing can be reached here */
  GStrv packages;      /* (owned) (nullable) as they are kept */
  gboolean measures_network;
};

/* One rental in the list. */
typedef struct
{
  SubletConnections *connections; /* (borrowed) */
  SubletRental *rental;           /* (owned) */
  SubletConnection *connection;   /* (owned) (nullable) until it is wanted */
  SubletSshAgent *agent;          /* (owned) (nullable) of a rental with a key of its own */
  GCancellable *pause;            /* (owned) (nullable) before it is tried again */
  guint pause_ms;
  gint64 ready_us; /* since when it was READY */
} Entry;

typedef enum
{
  PROP_PACKAGES = 1,
  PROP_MEASURES_NETWORK,
} SubletConnectionsProperty;

static GParamSpec *properties[PROP_MEASURES_NETWORK + 1];
static guint added_signal;

G_DEFINE_FINAL_TYPE (SubletConnections, sublet_connections, G_TYPE_OBJECT)

static void
stop_pause (Entry *entry)
{
  sublet_cancel_clear (&entry->pause);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  stop_pause (entry);
  g_signal_handlers_disconnect_by_data (entry->rental, entry);
  if (entry->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (entry->connection, entry);
      sublet_connection_stop (entry->connection);
      /* Also when somebody still shows it. */
      sublet_tunnel_list_remove_all (sublet_connection_get_tunnels (entry->connection));
    }
  g_clear_object (&entry->connection);
  if (entry->agent != NULL)
    sublet_ssh_agent_stop (entry->agent);
  g_clear_object (&entry->agent);
  g_object_unref (entry->rental);
  g_free (entry);
}

/* ---- what its checks ask for ---- */

/* What its launch requires, then what the person always wants: of one name the first counts. */
static void
apply_checks (Entry *entry)
{
  SubletConnections *self = entry->connections;
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autoptr (GPtrArray) packages = NULL;
  g_auto (GStrv) required = NULL;
  g_auto (GStrv) texts = NULL;

  if (entry->connection == NULL)
    return;

  builder = g_strv_builder_new ();
  required = sublet_rental_engine_dup_packages (self->engine, entry->rental);
  g_strv_builder_addv (builder, (const char **) required);
  if (self->packages != NULL)
    g_strv_builder_addv (builder, (const char **) self->packages);
  texts = g_strv_builder_end (builder);
  packages = sublet_runtime_packages_new_from_texts ((const char *const *) texts);
  sublet_connection_set_packages (entry->connection, packages);
  sublet_connection_set_measures_network (entry->connection, self->measures_network);
}

static void
apply_checks_to_all (SubletConnections *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    apply_checks (entry);
}

/* ---- what a connection tells ---- */

static bool
is_ours (Entry *entry)
{
  return sublet_rental_get_origin (entry->rental) == SUBLET_RENTAL_ORIGIN_OURS;
}

static void
on_paused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnection) connection = SUBLET_CONNECTION (user_data);

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) &&
      sublet_connection_get_state (connection) == SUBLET_CONNECTION_STATE_LOST)
    sublet_connection_start (connection);
}

static void
try_again_later (Entry *entry)
{
  SubletClock *clock = entry->connections->clock;
  gint64 held_us = sublet_clock_get_monotonic_us (clock) - entry->ready_us;

  if (held_us >= STEADY_US || entry->pause_ms == 0)
    entry->pause_ms = FIRST_PAUSE_MS;
  stop_pause (entry);
  entry->pause = g_cancellable_new ();
  sublet_clock_wait_async (clock,
                           entry->pause_ms,
                           entry->pause,
                           on_paused,
                           g_object_ref (entry->connection));
  entry->pause_ms = MIN (entry->pause_ms * 2, LONGEST_PAUSE_MS);
}

static void
on_connection_state (Entry *entry)
{
  SubletRentalEngine *engine = entry->connections->engine;
  SubletReach reach = SUBLET_REACH_NONE;

  switch (sublet_connection_get_state (entry->connection))
    {
    case SUBLET_CONNECTION_STATE_CHECKING:
      reach = SUBLET_REACH_TRYING;
      /* Other software may have been put on it. */
      apply_checks (entry);
      break;

    case SUBLET_CONNECTION_STATE_READY:
      reach = SUBLET_REACH_READY;
      entry->ready_us = sublet_clock_get_monotonic_us (entry->connections->clock);
      break;

    case SUBLET_CONNECTION_STATE_LOST:
      if (is_ours (entry))
        {
          reach = SUBLET_REACH_TRYING;
          try_again_later (entry);
        }
      break;

    case SUBLET_CONNECTION_STATE_IDLE:
    case SUBLET_CONNECTION_STATE_FAILED:
    default:
      break;
    }

  sublet_rental_engine_set_reach (engine, entry->rental, reach);
}

/* ---- what a rental tells ---- */

/* What cannot be read of it is of a newer version: no other key takes its place, wherever one is
 * asked for. */
static SubletIdentityStore *
ref_identities (Entry *entry)
{
  SubletConnections *self = entry->connections;
  g_autofree char *ssh_key = sublet_rental_engine_dup_ssh_key (self->engine, entry->rental);
  g_autoptr (SubletKeyChoice) choice = NULL;

  if (ssh_key == NULL)
    return g_object_ref (self->identities);
  choice = sublet_key_choice_parse (ssh_key, NULL);
  if (choice == NULL)
    choice = sublet_key_choice_new_other (ssh_key);

  return sublet_identity_store_ref_fixed (self->identities, choice);
}

/* Which key the rental has is read once, when its connection is made, and stays as long as there is
 * one: what is ordered later, as other software, changes no key. */
static SubletConnection *
ensure_connection (Entry *entry)
{
  SubletConnections *self = entry->connections;
  SubletAccount *account = sublet_rental_engine_get_account (self->engine);
  gint64 instance_id = sublet_rental_get_instance_id (entry->rental);
  g_autoptr (SubletIdentityStore) identities = NULL;

  if (entry->connection != NULL || instance_id == 0)
    return entry->connection;

  identities = ref_identities (entry);
  entry->connection = sublet_connection_new (self->client, identities, instance_id);
  sublet_connection_set_checks_runtime (entry->connection, is_ours (entry));
  apply_checks (entry);
  sublet_connection_set_problem (entry->connection, self->problem);
  if (identities != self->identities)
    entry->agent = sublet_ssh_agent_new (identities);
  sublet_connection_set_agent (entry->connection,
                               entry->agent != NULL ? entry->agent : self->agent);
  sublet_connection_set_database (entry->connection,
                                  sublet_rental_engine_get_database (self->engine),
                                  account != NULL ? sublet_account_get_data (account)->id : 0);
  g_signal_connect_swapped (entry->connection,
                            "notify::state",
                            G_CALLBACK (on_connection_state),
                            entry);
  g_signal_emit (self, added_signal, 0, entry->connection);

  return entry->connection;
}

/* Nobody asked for those that somebody else started; a window that only shows touches nothing. */
static bool
starts_by_itself (Entry *entry)
{
  return is_ours (entry) && entry->connections->problem == NULL &&
         !sublet_rental_engine_get_read_only (entry->connections->engine);
}

/* Where it is, and whether its first host key needs a question. */
static void
apply_rental (Entry *entry)
{
  SubletInstance *instance = sublet_rental_get_instance (entry->rental);
  gint64 until_us = is_ours (entry)
                      ? sublet_first_use_get_end_us (sublet_rental_get_events (entry->rental),
                                                     sublet_rental_get_renewed_us (entry->rental))
                      : 0;

  if (instance != NULL)
    sublet_connection_set_instance (entry->connection, instance);
  sublet_connection_set_new_key_until (entry->connection, until_us);
}

static void
update (Entry *entry)
{
  SubletInstance *instance = sublet_rental_get_instance (entry->rental);
  bool up = sublet_rental_is_up (entry->rental);

  if (up && starts_by_itself (entry))
    ensure_connection (entry);
  if (entry->connection == NULL)
    return;

  apply_rental (entry);
  if (!up)
    {
      stop_pause (entry);
      sublet_connection_stop (entry->connection);
    }
  else if (instance != NULL && starts_by_itself (entry) &&
           sublet_instance_get_data (instance)->phase == SUBLET_INSTANCE_PHASE_RUNNING &&
           sublet_connection_get_state (entry->connection) == SUBLET_CONNECTION_STATE_IDLE)
    sublet_connection_start (entry->connection);
}

/* ---- the list ---- */

static void
add_rental (SubletConnections *self, SubletRental *rental)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->connections = self;
  entry->rental = g_object_ref (rental);
  g_hash_table_insert (self->entries, rental, entry);
  g_signal_connect_swapped (rental, "notify::state", G_CALLBACK (update), entry);
  g_signal_connect_swapped (rental, "notify::instance", G_CALLBACK (update), entry);
  g_signal_connect_swapped (rental, "notify::instance-id", G_CALLBACK (update), entry);
  update (entry);
}

static void
on_rentals_changed (SubletConnections *self,
                    guint position,
                    guint n_removed,
                    guint n_added,
                    GListModel *rentals)
{
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer rental;
  guint n = g_list_model_get_n_items (rentals);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr (SubletRental) item = g_list_model_get_item (rentals, i);

      g_hash_table_add (present, item);
      if (!g_hash_table_contains (self->entries, item))
        add_rental (self, item);
    }

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &rental, NULL))
    {
      if (!g_hash_table_contains (present, rental))
        g_hash_table_iter_remove (&iter);
    }
}

static void
sublet_connections_dispose (GObject *object)
{
  SubletConnections *self = SUBLET_CONNECTIONS (object);

  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (sublet_rental_engine_get_rentals (self->engine), self);
  g_hash_table_remove_all (self->entries);
  /* Also when somebody still holds a connection. */
  if (self->agent != NULL)
    sublet_ssh_agent_stop (self->agent);
  g_clear_object (&self->agent);
  g_clear_object (&self->engine);
  g_clear_object (&self->identities);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sublet_connections_parent_class)->dispose (object);
}

static void
sublet_connections_finalize (GObject *object)
{
  SubletConnections *self = SUBLET_CONNECTIONS (object);

  g_hash_table_unref (self->entries);
  g_strfreev (self->packages);
  g_clear_error (&self->problem);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_connections_parent_class)->finalize (object);
}

static void
sublet_connections_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletConnections *self = SUBLET_CONNECTIONS (object);

  switch ((SubletConnectionsProperty) prop_id)
    {
    case PROP_PACKAGES:
      g_value_set_boxed (value, self->packages);
      break;
    case PROP_MEASURES_NETWORK:
      g_value_set_boolean (value, self->measures_network);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_connections_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletConnections *self = SUBLET_CONNECTIONS (object);

  switch ((SubletConnectionsProperty) prop_id)
    {
    case PROP_PACKAGES:
      g_strfreev (self->packages);
      self->packages = g_value_dup_boxed (value);
      break;
    case PROP_MEASURES_NETWORK:
      self->measures_network = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
  apply_checks_to_all (self);
}

static void
sublet_connections_class_init (SubletConnectionsClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sublet_connections_get_property;
  object_class->set_property = sublet_connections_set_property;
  object_class->dispose = sublet_connections_dispose;
  object_class->finalize = sublet_connections_finalize;

  properties[PROP_PACKAGES] = g_param_spec_boxed ("packages", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_MEASURES_NETWORK] =
    g_param_spec_boolean ("measures-network", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  added_signal = g_signal_new ("added",
                               SUBLET_TYPE_CONNECTIONS,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               1,
                               SUBLET_TYPE_CONNECTION);
}

static void
sublet_connections_init (SubletConnections *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
}

/**
 * sublet_connections_new:
 * @engine: what is rented
 * @client: attaches keys; the engine's
 * @identities: has the key; where a rental was made with one of its own, those that it makes have
 * it
 * @problem: (nullable): why nothing here can be reached, as in a demo without SSH servers; every
 *   connection then fails with it at once, and none starts by itself
 *
 * Returns: (transfer full): the connections
 */
SubletConnections *
sublet_connections_new (SubletRentalEngine *engine,
                        SubletClient *client,
                        SubletIdentityStore *identities,
                        const GError *problem)
{
  SubletConnections *self;
  GListModel *rentals;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);
  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (identities), NULL);

  self = g_object_new (SUBLET_TYPE_CONNECTIONS, NULL);
  self->engine = g_object_ref (engine);
  self->client = g_object_ref (client);
  self->identities = g_object_ref (identities);
  self->agent = sublet_ssh_agent_new (identities);
  self->clock = g_object_ref (sublet_client_get_clock (client));
  self->problem = problem != NULL ? g_error_copy (problem) : NULL;
  rentals = sublet_rental_engine_get_rentals (engine);
  g_signal_connect_swapped (rentals, "items-changed", G_CALLBACK (on_rentals_changed), self);
  on_rentals_changed (self, 0, 0, g_list_model_get_n_items (rentals), rentals);

  return self;
}

/**
 * sublet_connections_get:
 * @self: the connections
 * @rental: one that the engine lists
 *
 * Returns: (transfer none) (nullable): its connection, IDLE unless it was started; NULL while there
 *   is no contract
 */
SubletConnection *
sublet_connections_get (SubletConnections *self, SubletRental *rental)
{
  Entry *entry;

  g_return_val_if_fail (SUBLET_IS_CONNECTIONS (self), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);

  entry = g_hash_table_lookup (self->entries, rental);
  if (entry == NULL || ensure_connection (entry) == NULL)
    return NULL;

  apply_rental (entry);

  return entry->connection;
}

/**
 * sublet_connections_peek:
 * @self: the connections
 * @rental: one that the engine lists
 *
 * Returns: (transfer none) (nullable): its connection, NULL unless there is one already
 */
SubletConnection *
sublet_connections_peek (SubletConnections *self, SubletRental *rental)
{
  Entry *entry;

  g_return_val_if_fail (SUBLET_IS_CONNECTIONS (self), NULL);

  entry = g_hash_table_lookup (self->entries, rental);

  return entry != NULL ? entry->connection : NULL;
}
