/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-runtime-list.h"

/**
 * sublet_runtime_list_show_connection:
 * @self: a list
 * @connection: (nullable): whose checks to show as they are now
 */
void
sublet_runtime_list_show_connection (SubletRuntimeList *self, SubletConnection *connection)
{
  const SubletRuntimeProgress *progress =
    connection != NULL ? sublet_connection_get_runtime_progress (connection) : NULL;

  sublet_runtime_list_set_can_run (self,
                                   connection != NULL && sublet_connection_get_state (connection) ==
                                                           SUBLET_CONNECTION_STATE_READY);
  sublet_runtime_list_set_report (self,
                                  connection == NULL ? NULL
                                                     : sublet_connection_get_report (connection));
  sublet_runtime_list_set_progress (self,
                                    progress,
                                    progress != NULL
                                      ? sublet_connection_get_runtime_so_far (connection)
                                      : NULL);
  sublet_runtime_list_set_running (self,
                                   connection != NULL &&
                                     sublet_connection_get_checking_runtime (connection));
}
