/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-sql.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include <math.h>
#include <stdarg.h>

/**
 * sublet_sql_fail:
 * @db: a connection whose last call failed
 * @doing: what was being done
 * @error: set to SUBLET_ERROR_STORE; values that were bound are not in the message
 *
 * Returns: false
 */
bool
sublet_sql_fail (sqlite3 *db, const char *doing, GError **error)
{
  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_STORE,
               "%s: %s (%d)",
               doing,
               sqlite3_errmsg (db),
               sqlite3_extended_errcode (db));
  return false;
}

/**
 * sublet_sql_exec:
 * @db: a connection
 * @sql: statements without values
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether all were done
 */
bool
sublet_sql_exec (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK ||
         sublet_sql_fail (db, "executing a statement", error);
}

static int
bind_one (sqlite3_stmt *statement, int index, char letter, va_list *values)
{
  const char *text;
  gconstpointer data;
  double number;
  gint64 integer;
  gsize length;

  switch (letter)
    {
    case 's':
      text = va_arg (*values, const char *);
      return sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);

    case 'i':
      return sqlite3_bind_int64 (statement, index, va_arg (*values, gint64));

    case 'm':
      integer = va_arg (*values, gint64);
      return integer == SUBLET_MONEY_UNKNOWN ? sqlite3_bind_null (statement, index)
                                             : sqlite3_bind_int64 (statement, index, integer);

    case 'd':
      number = va_arg (*values, double);
      return isfinite (number) ? sqlite3_bind_double (statement, index, number)
                               : sqlite3_bind_null (statement, index);

    case 'b':
      data = g_bytes_get_data (va_arg (*values, GBytes *), &length);
      return sqlite3_bind_blob64 (statement,
                                  index,
                                  data != NULL ? data : "",
                                  length,
                                  SQLITE_TRANSIENT);

    default:
      g_assert_not_reached ();
    }
}

static sqlite3_stmt *
query_valist (sqlite3 *db, GError **error, const char *sql, const char *format, va_list *values)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int index;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      sublet_sql_fail (db, "preparing a statement", error);
      return NULL;
    }

  for (index = 1; format[index - 1] != '\0'; index++)
    {
      if (bind_one (statement, index, format[index - 1], values) != SQLITE_OK)
        {
          sublet_sql_fail (db, "binding a value", error);
          return NULL;
        }
    }

  return g_steal_pointer (&statement);
}

/**
 * sublet_sql_query:
 * @db: a connection
 * @error: SUBLET_ERROR_STORE
 * @sql: one statement
 * @format: a letter for each value
 * @...: the values, copied
 *
 * Returns: (transfer full) (nullable): the statement before its first row
 */
sqlite3_stmt *
sublet_sql_query (sqlite3 *db, GError **error, const char *sql, const char *format, ...)
{
  sqlite3_stmt *statement;
  va_list values;

  va_start (values, format);
  statement = query_valist (db, error, sql, format, &values);
  va_end (values);

  return statement;
}

/**
 * sublet_sql_run:
 * @db: a connection
 * @error: SUBLET_ERROR_STORE
 * @sql: one statement without rows
 * @format: a letter for each value
 * @...: the values
 *
 * Returns: whether it was done
 */
bool
sublet_sql_run (sqlite3 *db, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  va_list values;
  bool row;

  va_start (values, format);
  statement = query_valist (db, error, sql, format, &values);
  va_end (values);

  return statement != NULL && sublet_sql_step (statement, &row, error);
}

/**
 * sublet_sql_step:
 * @statement: a statement
 * @row: (out): whether there is a row to read
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether the step succeeded; the end is a success without a row
 */
bool
sublet_sql_step (sqlite3_stmt *statement, bool *row, GError **error)
{
  int result = sqlite3_step (statement);

  *row = result == SQLITE_ROW;
  return result == SQLITE_ROW || result == SQLITE_DONE ||
         sublet_sql_fail (sqlite3_db_handle (statement), "running a statement", error);
}

/**
 * sublet_sql_get_int:
 * @db: a connection
 * @sql: a query of one number
 * @value: (out): the number
 * @error: SUBLET_ERROR_STORE, also when there is no row
 *
 * Returns: whether there is a number
 */
bool
sublet_sql_get_int (sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sublet_sql_query (db, error, sql, "");
  bool row;

  if (statement == NULL || !sublet_sql_step (statement, &row, error))
    return false;
  if (!row)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "no answer to \"%s\"", sql);
      return false;
    }

  *value = sqlite3_column_int64 (statement, 0);
  return true;
}

/**
 * sublet_sql_dup_text:
 * @db: a connection
 * @sql: a query of one text
 * @error: SUBLET_ERROR_STORE, also when there is no row
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
sublet_sql_dup_text (sqlite3 *db, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = sublet_sql_query (db, error, sql, "");
  bool row;

  if (statement == NULL || !sublet_sql_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "no answer to \"%s\"", sql);
      return NULL;
    }

  return sublet_sql_column_dup_text (statement, 0);
}

/**
 * sublet_sql_column_dup_text:
 * @statement: a statement on a row
 * @column: from 0
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
sublet_sql_column_dup_text (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

/**
 * sublet_sql_column_dup_bytes:
 * @statement: a statement on a row
 * @column: from 0
 *
 * Returns: (transfer full): the bytes, none for NULL
 */
GBytes *
sublet_sql_column_dup_bytes (sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement, column));
}

/**
 * sublet_sql_column_double:
 * @statement: a statement on a row
 * @column: from 0
 *
 * Returns: the number, NaN for NULL
 */
double
sublet_sql_column_double (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL
           ? NAN
           : sqlite3_column_double (statement, column);
}

/**
 * sublet_sql_column_money:
 * @statement: a statement on a row
 * @column: from 0
 *
 * Returns: the amount or rate, SUBLET_MONEY_UNKNOWN for NULL
 */
gint64
sublet_sql_column_money (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL
           ? SUBLET_MONEY_UNKNOWN
           : sqlite3_column_int64 (statement, column);
}
