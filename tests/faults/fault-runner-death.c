/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "faults/fault-runner.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/*
 * SIGKILL at a step of the journal, from SQLite's own hooks on the database's thread: before a
 * commit nothing of it is on the disk, after it everything is and the engine does not know yet.
 */
typedef struct
{
  GMutex lock;
  bool after;
  char *table; /* (owned) (nullable): nothing is awaited */
  int change;  /* SQLITE_INSERT, SQLITE_UPDATE; 0: any */
  int countdown;
  bool touched; /* the open transaction has such a change */
} Death;

static Death death;

void
fault_runner_die (void)
{
  kill (getpid (), SIGKILL);
  for (;;)
    pause ();
}

/* Of the step that is awaited, once for each transaction. */
static bool
count_down (void)
{
  bool due = death.table != NULL && death.touched && --death.countdown <= 0;

  death.touched = false;
  return due;
}

static void
on_change (gpointer data, int change, const char *database, const char *table, sqlite3_int64 rowid)
{
  g_mutex_lock (&death.lock);
  if (death.table != NULL && (strcmp (death.table, "*") == 0 || strcmp (death.table, table) == 0) &&
      (death.change == 0 || death.change == change))
    death.touched = true;
  g_mutex_unlock (&death.lock);
}

static int
on_commit (gpointer data)
{
  g_mutex_lock (&death.lock);
  if (!death.after && count_down ())
    fault_runner_die ();
  g_mutex_unlock (&death.lock);

  return 0;
}

static void
on_rollback (gpointer data)
{
  g_mutex_lock (&death.lock);
  death.touched = false;
  g_mutex_unlock (&death.lock);
}

/* A statement has ended; what it wrote is durable when that was the commit. */
static int
on_statement (unsigned event, gpointer data, gpointer statement, gpointer nanoseconds)
{
  g_mutex_lock (&death.lock);
  if (death.after && strcmp (sqlite3_sql (statement), "COMMIT") == 0 && count_down ())
    fault_runner_die ();
  g_mutex_unlock (&death.lock);

  return 0;
}

static int
on_connection (sqlite3 *db, char **error, gconstpointer api)
{
  sqlite3_update_hook (db, on_change, NULL);
  sqlite3_commit_hook (db, on_commit, NULL);
  sqlite3_rollback_hook (db, on_rollback, NULL);
  sqlite3_trace_v2 (db, SQLITE_TRACE_PROFILE, on_statement, NULL);

  return SQLITE_OK;
}

/* Every connection that is opened from now on. */
void
fault_runner_watch_journal (void)
{
  if (sqlite3_auto_extension ((void (*) (void)) on_connection) != SQLITE_OK)
    g_error ("SQLite takes no extension");
}

void
fault_runner_die_at (const char *moment, const char *table, const char *change, int nth)
{
  g_mutex_lock (&death.lock);
  death.after = strcmp (moment, "after") == 0;
  g_free (death.table);
  death.table = g_strdup (table);
  death.change = strcmp (change, "insert") == 0   ? SQLITE_INSERT
                 : strcmp (change, "update") == 0 ? SQLITE_UPDATE
                                                  : 0;
  death.countdown = nth;
  death.touched = false;
  g_mutex_unlock (&death.lock);
}
