/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support/sublet-test-instance.h"

G_BEGIN_DECLS

/* For tests that have one instance to connect to and nothing else. */
void connection_fixture_set_up (SubletTestInstance *world, gconstpointer data);
void connection_fixture_tear_down (SubletTestInstance *world, gconstpointer data);

/* For sublet_test_await(), with a SubletConnection. */
bool connection_fixture_is_ready (gpointer data);
bool connection_fixture_is_failed (gpointer data);

/* Until it is ready. */
void connection_fixture_start_well (SubletConnection *connection);
/* For what never mends: one try, each stage so long at most. */
void connection_fixture_give_up_soon (SubletTestInstance *world, guint stage_ms);
/* Started, it fails at that link, which is the broken one. */
void connection_fixture_fail_at (SubletTestInstance *world, SubletConnectionLink link, int code);
/* All before it hold, and none after it was tried. */
void connection_fixture_assert_links (SubletConnection *connection, SubletConnectionLink broken);

G_END_DECLS
