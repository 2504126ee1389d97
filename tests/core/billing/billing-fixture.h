/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "support/sublet-test-simulator.h"

G_BEGIN_DECLS

/* (transfer full): the service that the simulator is, signed in with the demo's key; its clock has
 * the simulator's virtual time. */
SubletClient *billing_fixture_make_client (SubletTestSimulator *simulator);

G_END_DECLS
