/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal.h"

G_BEGIN_DECLS

SubletIntentRecord *sublet_intent_record_copy (const SubletIntentRecord *record);
SubletRequestRecord *sublet_request_record_copy (const SubletRequestRecord *record);
SubletOrderRecord *sublet_order_record_copy (const SubletOrderRecord *record);

/* A question, and what comes back. */
typedef struct
{
  /* input */
  char *server; /* (owned) (nullable) */
  gint64 account_id;
  gint64 contract_id;
  gint64 machine_id;
  char *token;     /* (owned) (nullable) */
  char *rental_id; /* (owned) (nullable) */
  gint64 since_us;
  SubletMeterRecord meter;

  /* output */
  gpointer answer; /* (owned) (nullable) */
  GDestroyNotify free_answer;
} SubletJournalQuery;

void sublet_journal_query_free (SubletJournalQuery *query);
void sublet_journal_read_async (SubletJournal *self,
                                SubletDatabaseFile file,
                                SubletDatabaseFunc func,
                                SubletJournalQuery *query,
                                gpointer tag,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* On the database's thread. */
bool sublet_journal_write (sqlite3 *db, gpointer batch, GError **error);
bool sublet_journal_read_contents (sqlite3 *db, gpointer query, GError **error);
bool sublet_journal_read_rental (sqlite3 *db, gpointer query, GError **error);
bool sublet_journal_read_one (sqlite3 *db, gpointer query, GError **error);

G_END_DECLS
