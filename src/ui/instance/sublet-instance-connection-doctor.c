/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-connection-private.h"

/**
 * sublet_instance_connection_get: (skip)
 * @self: a section
 *
 * Returns: (transfer none) (nullable): the way to the instance, also while it does not run
 */
SubletConnection *
sublet_instance_connection_get (SubletInstanceConnection *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletConnections *connections = sublet_instance_subject_get_connections (subject);

  return connections == NULL
           ? NULL
           : sublet_connections_get (connections, sublet_instance_subject_get_rental (subject));
}

/* With another key everything may be otherwise: what was found is found anew. */
static void
drop_doctor (SubletInstanceConnection *self)
{
  self->checks_after = self->checks_after || sublet_doctor_get_running (self->doctor) ||
                       sublet_doctor_get_checked_us (self->doctor) != 0;
  self->was_running = false;
  g_signal_handlers_disconnect_by_func (self->doctor, sublet_instance_connection_show, self);
  sublet_doctor_stop (self->doctor);
  g_clear_object (&self->doctor);
}

/**
 * sublet_instance_connection_ensure_doctor: (skip)
 * @self: a section
 *
 * As soon as there is a contract; with the key that signs in now.
 */
void
sublet_instance_connection_ensure_doctor (SubletInstanceConnection *self)
{
  SubletConnection *connection = sublet_instance_connection_get (self);

  if (self->doctor != NULL && connection != NULL &&
      !sublet_connection_fits_doctor (connection, self->doctor))
    drop_doctor (self);
  if (self->doctor != NULL || connection == NULL)
    return;

  self->doctor = sublet_connection_make_doctor (connection);
  g_signal_connect_object (self->doctor,
                           "changed",
                           G_CALLBACK (sublet_instance_connection_show),
                           self,
                           G_CONNECT_SWAPPED);
}

/* It holds, or has come to an end: it is not on its way, nor about to be; nor is another key. */
static bool
has_been_tried (SubletConnection *connection)
{
  switch (sublet_connection_get_state (connection))
    {
    case SUBLET_CONNECTION_STATE_READY:
      return !sublet_connection_get_key_missing (connection) ||
             sublet_connection_get_key_missing_error (connection) != NULL;

    case SUBLET_CONNECTION_STATE_FAILED:
    case SUBLET_CONNECTION_STATE_LOST:
      return true;

    case SUBLET_CONNECTION_STATE_IDLE:
    case SUBLET_CONNECTION_STATE_CHECKING:
    default:
      return false;
    }
}

/**
 * sublet_instance_connection_check_after: (skip)
 * @self: a section
 *
 * What was ordered has been tried: now it shows whether that was it.
 */
void
sublet_instance_connection_check_after (SubletInstanceConnection *self)
{
  SubletConnection *connection = sublet_instance_connection_get (self);

  if (!self->checks_after || connection == NULL || !has_been_tried (connection))
    return;

  self->checks_after = false;
  if (self->doctor != NULL)
    sublet_doctor_start (self->doctor);
}

/**
 * sublet_instance_connection_is_in_trouble: (skip)
 * @connection: a connection
 *
 * Returns: whether it is given up, was lost, or is tried again after a try that failed
 */
bool
sublet_instance_connection_is_in_trouble (SubletConnection *connection)
{
  switch (sublet_connection_get_state (connection))
    {
    case SUBLET_CONNECTION_STATE_FAILED:
    case SUBLET_CONNECTION_STATE_LOST:
      return true;

    case SUBLET_CONNECTION_STATE_CHECKING:
      return sublet_connection_get_broken_link (connection) != SUBLET_CONNECTION_N_LINKS;

    case SUBLET_CONNECTION_STATE_IDLE:
    case SUBLET_CONNECTION_STATE_READY:
    default:
      return false;
    }
}
