/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

G_BEGIN_DECLS

/* A journal that is ordered about behind the engine's back. */

#define STORE_FIXTURE_ADD(name, func, data) \
  g_test_add ("/core/rental/store/" name,   \
              EngineFixture,                \
              data,                         \
              store_fixture_set_up,         \
              func,                         \
              engine_fixture_tear_down)

void store_fixture_set_up (EngineFixture *f, gconstpointer data);
/* Any SQL, past whatever the journal checks. */
void store_fixture_order_journal (EngineFixture *f, const char *sql);
/* Of a fixture: the service has been asked to create something. */
bool store_fixture_has_sent (gpointer user_data);

G_END_DECLS
