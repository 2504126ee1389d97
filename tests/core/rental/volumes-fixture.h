/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes-private.h"

#include "core/rental/engine-fixture.h"

G_BEGIN_DECLS

/* For tests of volumes that bill with nobody using them. */

/* As often they are asked for while somebody looks. */
#define VOLUMES_FIXTURE_PAUSE_MS (5 * 60 * 1000)

/* Watched, and known. */
SubletIdleVolumes *volumes_fixture_make (EngineFixture *f);
/* How many are shown. */
guint volumes_fixture_count (SubletIdleVolumes *volumes);
/* Another list has come. */
void volumes_fixture_await_list (SubletIdleVolumes *volumes);
/* On a machine that offers one, which is made along. */
SubletRental *volumes_fixture_rent (EngineFixture *f);
/* One that its instance has left behind, and may be deleted. */
SubletVolume *volumes_fixture_leave_one (EngineFixture *f, SubletIdleVolumes *volumes);
gboolean volumes_fixture_delete (EngineFixture *f,
                                 SubletIdleVolumes *volumes,
                                 SubletVolume *volume,
                                 GError **error);

G_END_DECLS
