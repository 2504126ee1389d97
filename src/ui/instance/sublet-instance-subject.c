/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-subject.h"

#include "ui/common/sublet-update-queue.h"
#include "ui/instances/sublet-rental-text.h"

/* Never more often than this, however fast the money runs. */
#define SHORTEST_WAIT_MS 200
/* Nor later: then everything is looked at once. */
#define LONGEST_WAIT_MS (G_GINT64_CONSTANT (60) * 60 * 1000)

struct _SubletInstanceSubject
{
  GObject parent_instance;

  /* construct-only */
  SubletRentalEngine *engine;     /* (owned) */
  SubletConnections *connections; /* (owned) (nullable) */
  SubletClient *client;           /* (owned) (nullable) */
  SubletRental *rental;           /* (owned) */
  SubletInstanceRecord *record;   /* (owned) (nullable) */

  SubletConnection *connection; /* (owned) (nullable) while it runs */
  GCancellable *wait;           /* (owned) (nullable) until a text changes by itself */
  bool watched;
};

G_DEFINE_FINAL_TYPE (SubletInstanceSubject, sublet_instance_subject, G_TYPE_OBJECT)

static guint changed_signal;

static void update (gpointer user_data);

static void
queue_update (SubletInstanceSubject *self)
{
  if (self->watched)
    sublet_update_queue_add (self, update);
}

static void
follow_connection (SubletInstanceSubject *self)
{
  SubletConnection *connection = NULL;

  if (self->connections != NULL && sublet_rental_is_up (self->rental))
    connection = sublet_connections_get (self->connections, self->rental);
  if (connection == self->connection)
    return;

  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_func (self->connection, queue_update, self);
  g_set_object (&self->connection, connection);
  if (connection != NULL)
    g_signal_connect_object (connection,
                             "changed",
                             G_CALLBACK (queue_update),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
on_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstanceSubject) self = user_data;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    update (self);
}

static void
stop_clock (SubletInstanceSubject *self)
{
  if (self->wait != NULL)
    g_cancellable_cancel (self->wait);
  g_clear_object (&self->wait);
}

static void
start_clock (SubletInstanceSubject *self)
{
  SubletClock *clock = sublet_instance_subject_get_clock (self);
  gint64 next_us = sublet_rental_text_get_next_change_us (self->rental, clock);
  gint64 wait_ms;

  stop_clock (self);
  if (!self->watched || next_us == G_MAXINT64)
    return;

  wait_ms = (next_us - sublet_clock_get_service_us (clock)) / 1000 + 1;
  self->wait = g_cancellable_new ();
  sublet_clock_wait_async (clock,
                           CLAMP (wait_ms, SHORTEST_WAIT_MS, LONGEST_WAIT_MS),
                           self->wait,
                           on_due,
                           g_object_ref (self));
}

static void
update (gpointer user_data)
{
  SubletInstanceSubject *self = user_data;

  follow_connection (self);
  start_clock (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
sublet_instance_subject_dispose (GObject *object)
{
  SubletInstanceSubject *self = SUBLET_INSTANCE_SUBJECT (object);

  sublet_update_queue_remove (self);
  stop_clock (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->record);
  g_clear_object (&self->client);
  g_clear_object (&self->connections);

  G_OBJECT_CLASS (sublet_instance_subject_parent_class)->dispose (object);
}

static void
sublet_instance_subject_finalize (GObject *object)
{
  SubletInstanceSubject *self = SUBLET_INSTANCE_SUBJECT (object);

  g_object_unref (self->rental);
  g_object_unref (self->engine);

  G_OBJECT_CLASS (sublet_instance_subject_parent_class)->finalize (object);
}

static void
sublet_instance_subject_class_init (SubletInstanceSubjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_instance_subject_dispose;
  object_class->finalize = sublet_instance_subject_finalize;

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
sublet_instance_subject_init (SubletInstanceSubject *self)
{
}

/**
 * sublet_instance_subject_new:
 * @engine: what is rented
 * @connections: (nullable): the ways to what runs
 * @client: (nullable): who is asked for logs
 * @rental: what the page is about
 * @record: (nullable): what the window remembers of it
 *
 * Returns: (transfer full): the subject of a page
 */
SubletInstanceSubject *
sublet_instance_subject_new (SubletRentalEngine *engine,
                             SubletConnections *connections,
                             SubletClient *client,
                             SubletRental *rental,
                             SubletInstanceRecord *record)
{
  SubletInstanceSubject *self;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), NULL);

  self = g_object_new (SUBLET_TYPE_INSTANCE_SUBJECT, NULL);
  self->engine = g_object_ref (engine);
  self->rental = g_object_ref (rental);
  g_set_object (&self->connections, connections);
  g_set_object (&self->client, client);
  g_set_object (&self->record, record);
  g_signal_connect_object (rental, "notify", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sublet_rental_engine_get_rentals (engine),
                           "items-changed",
                           G_CALLBACK (queue_update),
                           self,
                           G_CONNECT_SWAPPED);
  follow_connection (self);

  return self;
}

/**
 * sublet_instance_subject_get_engine:
 * @self: a subject
 *
 * Returns: (transfer none): what is rented
 */
SubletRentalEngine *
sublet_instance_subject_get_engine (SubletInstanceSubject *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), NULL);

  return self->engine;
}

/**
 * sublet_instance_subject_get_connections:
 * @self: a subject
 *
 * Returns: (transfer none) (nullable): the ways to what runs
 */
SubletConnections *
sublet_instance_subject_get_connections (SubletInstanceSubject *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), NULL);

  return self->connections;
}

/**
 * sublet_instance_subject_get_client:
 * @self: a subject
 *
 * Returns: (transfer none) (nullable): who is asked for logs
 */
SubletClient *
sublet_instance_subject_get_client (SubletInstanceSubject *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), NULL);

  return self->client;
}

/**
 * sublet_instance_subject_get_rental:
 * @self: a subject
 *
 * Returns: (transfer none): what the page is about
 */
SubletRental *
sublet_instance_subject_get_rental (SubletInstanceSubject *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), NULL);

  return self->rental;
}

/**
 * sublet_instance_subject_get_record:
 * @self: a subject
 *
 * Returns: (transfer none) (nullable): what the window remembers of it
 */
SubletInstanceRecord *
sublet_instance_subject_get_record (SubletInstanceSubject *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), NULL);

  return self->record;
}

/**
 * sublet_instance_subject_get_clock:
 * @self: a subject
 *
 * Returns: (transfer none): the engine's
 */
SubletClock *
sublet_instance_subject_get_clock (SubletInstanceSubject *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), NULL);

  return sublet_rental_engine_get_clock (self->engine);
}

/**
 * sublet_instance_subject_get_connection:
 * @self: a subject
 *
 * Returns: (transfer none) (nullable): the way to it, while it runs
 */
SubletConnection *
sublet_instance_subject_get_connection (SubletInstanceSubject *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), NULL);

  return self->connection;
}

/**
 * sublet_instance_subject_can_change_key:
 * @self: a subject
 *
 * Returns: whether it may be given another SSH key from here
 */
bool
sublet_instance_subject_can_change_key (SubletInstanceSubject *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), false);

  return !sublet_rental_engine_get_read_only (self->engine) &&
         sublet_rental_can_set_ssh_key (self->rental);
}

/**
 * sublet_instance_subject_is_gone:
 * @self: a subject
 *
 * Returns: whether it is over, or not listed any more
 */
bool
sublet_instance_subject_is_gone (SubletInstanceSubject *self)
{
  GListModel *rentals;
  guint i;

  g_return_val_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self), true);

  if (sublet_rental_get_state (self->rental) == SUBLET_RENTAL_STATE_GONE)
    return true;

  rentals = sublet_rental_engine_get_rentals (self->engine);
  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (rental == self->rental)
        return false;
    }

  return true;
}

/**
 * sublet_instance_subject_set_watched:
 * @self: a subject
 * @watched: whether somebody may see the page; then everything is brought up to date at once
 */
void
sublet_instance_subject_set_watched (SubletInstanceSubject *self, bool watched)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_SUBJECT (self));

  if (self->watched == watched)
    return;

  self->watched = watched;
  if (watched)
    {
      update (self);
      return;
    }
  sublet_update_queue_remove (self);
  stop_clock (self);
}
