/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/* What a test changes to have a computer that is hard to come by. Zero is the shipped behaviour. */
typedef struct
{
  const char *vfs;                  /* one without shared memory refuses WAL */
  bool read_only;                   /* a file that can be read and not written */
  const char *const *rentals_steps; /* another version of the schema */
} SubletDatabaseOptions;

SubletDatabase *sublet_database_new_with_options (SubletProfile *profile,
                                                  const SubletDatabaseOptions *options);

/* ---- for the parts of the database, on its thread ---- */

/* One open file. */
typedef struct
{
  sqlite3 *db; /* (owned) (nullable) */
  char *path;  /* (owned) */
  const char *const *steps;
} SubletDatabaseHandle;

/* All that the thread works with. */
typedef struct
{
  SubletDatabaseOptions options;
  char *folder; /* (owned) */
  bool locked;  /* this process holds the profile */
  SubletDatabaseHandle files[2];
} SubletDatabaseFiles;

bool sublet_database_files_open (SubletDatabaseFiles *self,
                                 SubletDatabaseReport *report,
                                 GError **error);
void sublet_database_files_close (SubletDatabaseFiles *self);

/* A copy of the open database at `path`, checked and on disk; whatever stood there is replaced. */
bool sublet_database_copy_to (sqlite3 *db, const char *path, GError **error);
/* Today's copy in the folder `copies`, and no more of them than are kept. */
bool sublet_database_copy_daily (SubletDatabaseFiles *self, GError **error);
/* Whether there is a daily copy. */
bool sublet_database_has_copies (SubletDatabaseFiles *self);
/* Applies what is missing; makes a copy first. */
bool sublet_database_migrate (SubletDatabaseFiles *self,
                              SubletDatabaseHandle *file,
                              GError **error);

G_END_DECLS
