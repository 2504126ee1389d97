/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Short forms around SQLite, for functions that run on the database's thread. Every failure is
 * SUBLET_ERROR_STORE with SQLite's words. Values follow a format of one letter each:
 *   s  const char *, NULL is NULL       i  gint64
 *   d  double, NaN is NULL              m  gint64 of money, SUBLET_MONEY_UNKNOWN is NULL
 *   b  GBytes *, not NULL
 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

bool sublet_sql_fail (sqlite3 *db, const char *doing, GError **error);

/* Statements without values or rows. */
bool sublet_sql_exec (sqlite3 *db, const char *sql, GError **error);

/* One statement with values and without rows. */
bool sublet_sql_run (sqlite3 *db, GError **error, const char *sql, const char *format, ...);

/* One statement with values and rows; NULL on failure. */
sqlite3_stmt *sublet_sql_query (sqlite3 *db,
                                GError **error,
                                const char *sql,
                                const char *format,
                                ...);

/* To the next row. *row tells whether there is one. */
bool sublet_sql_step (sqlite3_stmt *statement, bool *row, GError **error);

/* One number from one row; false also when there is no row. */
bool sublet_sql_get_int (sqlite3 *db, const char *sql, gint64 *value, GError **error);
/* One text from one row, NULL on failure and when there is no row. */
char *sublet_sql_dup_text (sqlite3 *db, const char *sql, GError **error);

/* Columns of the present row. */
char *sublet_sql_column_dup_text (sqlite3_stmt *statement, int column);
GBytes *sublet_sql_column_dup_bytes (sqlite3_stmt *statement, int column);
double sublet_sql_column_double (sqlite3_stmt *statement, int column);
gint64 sublet_sql_column_money (sqlite3_stmt *statement, int column);

G_END_DECLS
