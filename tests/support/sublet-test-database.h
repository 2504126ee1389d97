/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-database-private.h"

G_BEGIN_DECLS

/* (transfer full): the profile's databases, open. options: NULL for the shipped ones. */
SubletDatabase *sublet_test_open_database (SubletProfile *profile,
                                           const SubletDatabaseOptions *options);
void sublet_test_run_database (SubletDatabase *database,
                               SubletDatabaseFile file,
                               SubletDatabaseAccess access,
                               SubletDatabaseFunc func);

G_END_DECLS
