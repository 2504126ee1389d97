/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-connections.h"

#include "core/rental/sublet-connections-private.h"

typedef enum
{
  PROP_PACKAGES = 1,
  PROP_MEASURES_NETWORK,
} SubletConnectionsProperty;

static GParamSpec *properties[PROP_MEASURES_NETWORK + 1];

G_DEFINE_FINAL_TYPE (SubletConnections, sublet_connections, G_TYPE_OBJECT)

static void
apply_checks_to_all (SubletConnections *self)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    sublet_connections_entry_apply_checks (entry);
}

/* ---- the list ---- */

static void
add (SubletConnections *self, SubletRental *rental)
{
  SubletConnectionsEntry *entry = sublet_connections_entry_new (self, rental);

  g_hash_table_insert (self->entries, rental, entry);
  sublet_connections_entry_update (entry);
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
        add (self, item);
    }

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &rental, NULL))
    {
      if (!g_hash_table_contains (present, rental))
        g_hash_table_iter_remove (&iter);
    }
}

static void
on_ssh_key_changed (SubletConnections *self, SubletRental *rental)
{
  SubletConnectionsEntry *entry = g_hash_table_lookup (self->entries, rental);

  if (entry != NULL)
    sublet_connections_entry_take_key (entry);
}

static void
sublet_connections_dispose (GObject *object)
{
  SubletConnections *self = SUBLET_CONNECTIONS (object);

  if (self->engine != NULL)
    {
      g_signal_handlers_disconnect_by_data (sublet_rental_engine_get_rentals (self->engine), self);
      g_signal_handlers_disconnect_by_data (self->engine, self);
    }
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

  g_signal_new ("added",
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
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, sublet_connections_entry_free);
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
  g_signal_connect_swapped (engine, "ssh-key-changed", G_CALLBACK (on_ssh_key_changed), self);
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
  SubletConnectionsEntry *entry;

  g_return_val_if_fail (SUBLET_IS_CONNECTIONS (self), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);

  entry = g_hash_table_lookup (self->entries, rental);

  return entry != NULL ? sublet_connections_entry_ensure_connection (entry) : NULL;
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
  SubletConnectionsEntry *entry;

  g_return_val_if_fail (SUBLET_IS_CONNECTIONS (self), NULL);

  entry = g_hash_table_lookup (self->entries, rental);

  return entry != NULL ? entry->connection : NULL;
}
