/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-database-private.h"
#include "support/sublet-test.h"

G_BEGIN_DECLS

/* A profile in a folder of its own, and questions to its databases. */

typedef struct
{
  char *folder;
  SubletProfile *profile;
} DatabaseFixture;

#define COUNT_ORDERS "SELECT count (*) FROM orders"

#define DATABASE_FIXTURE_ADD(name, func)    \
  g_test_add ("/core/store/database/" name, \
              DatabaseFixture,              \
              NULL,                         \
              database_fixture_set_up,      \
              func,                         \
              database_fixture_tear_down)

void database_fixture_set_up (DatabaseFixture *f, gconstpointer data);
void database_fixture_tear_down (DatabaseFixture *f, gconstpointer data);
/* (transfer full) (nullable): once it is open */
SubletDatabase *database_fixture_open_with (SubletProfile *profile,
                                            const SubletDatabaseOptions *options,
                                            GError **error);
/* For database_fixture_run_on(), with the SQL as its data. */
bool database_fixture_exec (sqlite3 *db, gpointer data, GError **error);
gboolean database_fixture_run_on (SubletDatabase *database,
                                  SubletDatabaseFile file,
                                  SubletDatabaseAccess access,
                                  SubletDatabaseFunc func,
                                  gpointer data,
                                  GError **error);
/* What the SQL asks for. */
gint64 database_fixture_ask_number (SubletDatabase *database,
                                    SubletDatabaseFile file,
                                    const char *sql);
/* An order of this id. */
gboolean database_fixture_insert (SubletDatabase *database, const char *id, GError **error);
/* (transfer full) (nullable): the path of a file that begins so */
char *database_fixture_find_file (const char *folder, const char *prefix);

G_END_DECLS
