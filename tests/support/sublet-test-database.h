/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-database-private.h"

G_BEGIN_DECLS

/* (transfer full): the profile's databases, open. options: NULL for the shipped ones. */
SubletDatabase *sublet_test_open_database (SubletProfile *profile,
                                           const SubletDatabaseOptions *options);

G_END_DECLS
