/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What is written for other programs to read: CSV (RFC 4180) and JSON. Money is decimal text taken
 * from whole numbers, so that no figure passes through a float on its way out; times are UTC.
 */

typedef enum
{
  SUBLET_EXPORT_TEXT,
  SUBLET_EXPORT_WORD, /* one of ours: needs no care */
  SUBLET_EXPORT_NUMBER,
  SUBLET_EXPORT_MONEY,
  SUBLET_EXPORT_TIME,
  SUBLET_EXPORT_TRUTH,
} SubletExportKind;

/* "0.325": exact, with two places at least. digits: how many there are, the unit being a power of
 * ten. */
void sublet_export_append_decimal (GString *text, gint64 value, int digits);
/* "2026-08-05T00:00:00Z", of Unix microseconds, not before 1970. */
void sublet_export_append_time (GString *text, gint64 time_us);

/* text: (nullable): not known. */
void sublet_export_append_csv (GString *csv, const char *text, SubletExportKind kind);
void sublet_export_append_json (GString *json, const char *text, SubletExportKind kind);

/* (transfer full): the whole file. Called on a worker thread, which has the data for itself. */
typedef GString *(*SubletExportFunc) (gpointer data);

/* Writes a file whole or not at all; the data is freed when that is done. */
void sublet_export_write_async (GFile *file,
                                SubletExportFunc func,
                                gpointer data,
                                GDestroyNotify free_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sublet_export_write_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
