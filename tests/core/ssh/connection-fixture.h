/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/sublet-test-instance.h"

G_BEGIN_DECLS

/* For tests that have one instance to connect to and nothing else. */
void connection_fixture_set_up (SubletTestInstance *world, gconstpointer data);
void connection_fixture_tear_down (SubletTestInstance *world, gconstpointer data);

/* For sublet_test_await(), with a SubletConnection. */
bool connection_fixture_is_ready (gpointer data);

G_END_DECLS
