/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-profile.h"

#include <gio/gio.h>
#include <sqlite3.h>
#include <stdbool.h>

G_BEGIN_DECLS

typedef enum
{
  SUBLET_DATABASE_RENTALS, /* never pruned; a commit survives a power cut */
  SUBLET_DATABASE_CACHE,   /* may be thrown away */
} SubletDatabaseFile;

typedef enum
{
  SUBLET_DATABASE_READ,
  SUBLET_DATABASE_WRITE, /* in a transaction of its own, committed before the job completes */
} SubletDatabaseAccess;

/* What was found when the databases were opened. */
typedef struct
{
  bool writable;         /* rentals.db can be written */
  bool newer;            /* rentals.db is from a newer version: it can only be read */
  bool made;             /* there was no rentals.db, or no good one */
  bool lost;             /* it was made although there are copies of an earlier one */
  bool rollback_journal; /* WAL was refused, as on a network file system */
  char *moved_aside;     /* (owned) (nullable) where the damaged rentals.db lies now */
  GError *copy_error;    /* (owned) (nullable) why today's copy could not be made */
} SubletDatabaseReport;

#define SUBLET_TYPE_DATABASE (sublet_database_get_type ())

/* The profile's two databases and the one thread that touches them. */
G_DECLARE_FINAL_TYPE (SubletDatabase, sublet_database, SUBLET, DATABASE, GObject)

SubletDatabase *sublet_database_new (SubletProfile *profile);

/* Once, before anything else. */
void sublet_database_open_async (SubletDatabase *self,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean sublet_database_open_finish (SubletDatabase *self, GAsyncResult *result, GError **error);

/* (nullable) until it is open. */
const SubletDatabaseReport *sublet_database_get_report (SubletDatabase *self);

/* Runs on the database's thread; @data belongs to the job meanwhile. */
typedef bool (*SubletDatabaseFunc) (sqlite3 *db, gpointer data, GError **error);

void sublet_database_run_async (SubletDatabase *self,
                                SubletDatabaseFile file,
                                SubletDatabaseAccess access,
                                SubletDatabaseFunc func,
                                gpointer data,
                                GDestroyNotify free_data,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* *data: what was passed, borrowed from the result, also on failure. */
gboolean sublet_database_run_finish (SubletDatabase *self,
                                     GAsyncResult *result,
                                     gpointer *data,
                                     GError **error);

/* Makes and checks today's copy of rentals.db unless there is one. */
void sublet_database_copy_async (SubletDatabase *self,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean sublet_database_copy_finish (SubletDatabase *self, GAsyncResult *result, GError **error);

G_END_DECLS
