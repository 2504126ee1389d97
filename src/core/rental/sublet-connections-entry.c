/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-connections-private.h"

#include "core/base/sublet-cancel.h"
#include "core/rental/sublet-first-use.h"

/* After a connection was lost: a server that lets in and hangs up is not asked without end. */
#define FIRST_PAUSE_MS 1000
#define LONGEST_PAUSE_MS 60000
/* So long a connection has to hold for the next loss to count as the first. */
#define STEADY_US (60 * G_TIME_SPAN_SECOND)

static void
stop_pause (SubletConnectionsEntry *entry)
{
  sublet_cancel_clear (&entry->pause);
}

void
sublet_connections_entry_free (gpointer data)
{
  SubletConnectionsEntry *entry = data;

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
void
sublet_connections_entry_apply_checks (SubletConnectionsEntry *entry)
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

/* ---- what a connection tells ---- */

static bool
is_ours (SubletConnectionsEntry *entry)
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
try_again_later (SubletConnectionsEntry *entry)
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
on_connection_state (SubletConnectionsEntry *entry)
{
  SubletRentalEngine *engine = entry->connections->engine;
  SubletReach reach = SUBLET_REACH_NONE;

  switch (sublet_connection_get_state (entry->connection))
    {
    case SUBLET_CONNECTION_STATE_CHECKING:
      reach = SUBLET_REACH_TRYING;
      /* Other software may have been put on it. */
      sublet_connections_entry_apply_checks (entry);
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
ref_identities (SubletConnectionsEntry *entry)
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

/* Who signs for the person's own ssh. */
static void
apply_agent (SubletConnectionsEntry *entry, SubletIdentityStore *identities)
{
  SubletConnections *self = entry->connections;

  if (entry->agent != NULL)
    sublet_ssh_agent_stop (entry->agent);
  g_clear_object (&entry->agent);
  if (identities != self->identities)
    entry->agent = sublet_ssh_agent_new (identities);
  sublet_connection_set_agent (entry->connection,
                               entry->agent != NULL ? entry->agent : self->agent);
}

/* Which key the rental has is read when its connection is made, and when a person gives it another:
 * what else is ordered, as other software, changes none. */
static SubletConnection *
ensure_connection (SubletConnectionsEntry *entry)
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
  sublet_connections_entry_apply_checks (entry);
  sublet_connection_set_problem (entry->connection, self->problem);
  apply_agent (entry, identities);
  sublet_connection_set_database (entry->connection,
                                  sublet_rental_engine_get_database (self->engine),
                                  account != NULL ? sublet_account_get_data (account)->id : 0);
  g_signal_connect_swapped (entry->connection,
                            "notify::state",
                            G_CALLBACK (on_connection_state),
                            entry);
  g_signal_emit_by_name (self, "added", entry->connection);

  return entry->connection;
}

/* Nobody asked for those that somebody else started; a window that only shows touches nothing. */
static bool
starts_by_itself (SubletConnectionsEntry *entry)
{
  return is_ours (entry) && entry->connections->problem == NULL &&
         !sublet_rental_engine_get_read_only (entry->connections->engine);
}

/* Where it is, and whether its first host key needs a question. */
static void
apply_rental (SubletConnectionsEntry *entry)
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

void
sublet_connections_entry_update (SubletConnectionsEntry *entry)
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

void
sublet_connections_entry_take_key (SubletConnectionsEntry *entry)
{
  g_autoptr (SubletIdentityStore) identities = NULL;

  if (entry->connection == NULL)
    return;

  identities = ref_identities (entry);
  stop_pause (entry);
  entry->pause_ms = 0;
  apply_agent (entry, identities);
  sublet_connection_set_identities (entry->connection, identities);
}

/* ---- for the list ---- */

SubletConnectionsEntry *
sublet_connections_entry_new (SubletConnections *self, SubletRental *rental)
{
  SubletConnectionsEntry *entry = g_new0 (SubletConnectionsEntry, 1);

  entry->connections = self;
  entry->rental = g_object_ref (rental);
  g_signal_connect_swapped (rental,
                            "notify::state",
                            G_CALLBACK (sublet_connections_entry_update),
                            entry);
  g_signal_connect_swapped (rental,
                            "notify::instance",
                            G_CALLBACK (sublet_connections_entry_update),
                            entry);
  g_signal_connect_swapped (rental,
                            "notify::instance-id",
                            G_CALLBACK (sublet_connections_entry_update),
                            entry);

  return entry;
}

SubletConnection *
sublet_connections_entry_ensure_connection (SubletConnectionsEntry *entry)
{
  if (ensure_connection (entry) != NULL)
    apply_rental (entry);

  return entry->connection;
}
