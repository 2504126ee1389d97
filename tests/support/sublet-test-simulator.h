/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TEST_SIMULATOR (sublet_test_simulator_get_type ())

G_DECLARE_FINAL_TYPE (SubletTestSimulator, sublet_test_simulator, SUBLET, TEST_SIMULATOR, GObject)

SubletTestSimulator *sublet_test_simulator_new (const char *first_argument,
                                                ...) G_GNUC_NULL_TERMINATED;

/* (transfer full): for a simulator whose instances are SSH servers. */
char *sublet_test_simulator_dup_sshd_option (void);

const char *sublet_test_simulator_get_url (SubletTestSimulator *self);
const char *sublet_test_simulator_get_process_id (SubletTestSimulator *self);
JsonNode *sublet_test_simulator_control_post (SubletTestSimulator *self,
                                              const char *path,
                                              const char *json);
void sublet_test_simulator_disarm (SubletTestSimulator *self);
JsonNode *sublet_test_simulator_ledger (SubletTestSimulator *self);
/* How often a route was asked for, as CONTROL.md names it. */
guint sublet_test_simulator_count_requests (SubletTestSimulator *self, const char *route);
void sublet_test_simulator_stop (SubletTestSimulator *self);

G_END_DECLS
