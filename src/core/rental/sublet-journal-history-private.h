/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"
#include "core/rental/sublet-journal-history.h"
#include "core/store/sublet-database.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* What is searched of a row, folded; texts belong to the rows or to the history. */
typedef struct
{
  const char *own;    /* its label, GPU, place and image */
  const char *place;  /* what a person reads of its place */
  const char *ending; /* and of its state or end */
} SubletJournalNeedles;

/* Rows and the texts in them. */
typedef struct
{
  GArray *rows;       /* (owned) (element-type SubletJournalRow) newest first */
  GArray *needles;    /* (owned) (element-type SubletJournalNeedles) in step with @rows */
  GStringChunk *text; /* (owned) */
  GHashTable *folded; /* (owned) (element-type utf8 utf8): of texts that rows share, in @text */
} SubletJournalRows;

SubletJournalRows *sublet_journal_rows_new (void);
void sublet_journal_rows_free (SubletJournalRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletJournalRows, sublet_journal_rows_free)

SubletJournalRow sublet_journal_rows_copy (SubletJournalRows *self, const SubletJournalRow *row);
void sublet_journal_rows_sort (SubletJournalRows *self);
/* Copies @row and its texts to where it belongs, and tells where that is. */
guint sublet_journal_rows_insert (SubletJournalRows *self, const SubletJournalRow *row);
/* Copies @row and its texts to @index. */
void sublet_journal_rows_set (SubletJournalRows *self, guint index, const SubletJournalRow *row);

/* ---- on the database's thread ---- */

/* A question: which rentals, and what came back. */
typedef struct
{
  char **ids;              /* (owned) (nullable): NULL: all */
  bool volumes;            /* with @ids: those that were ordered away too */
  SubletJournalRows *rows; /* (owned) */
} SubletJournalRowsQuery;

void sublet_journal_rows_query_free (SubletJournalRowsQuery *query);
bool sublet_journal_read_volume_rows (sqlite3 *db, SubletJournalRows *rows, GError **error);
bool sublet_journal_read_rows (sqlite3 *db, gpointer query, GError **error);

typedef struct
{
  char *id;        /* (owned) */
  GArray *moments; /* (owned) (element-type SubletJournalMoment) */
} SubletJournalMomentsQuery;

void sublet_journal_moments_query_free (SubletJournalMomentsQuery *query);
bool sublet_journal_read_moments (sqlite3 *db, gpointer query, GError **error);

/* ---- search ---- */

char *sublet_journal_fold (const char *text);
bool sublet_journal_matches (const SubletJournalNeedles *needles, const char *const *words);
char **sublet_journal_split_search (const char *search);

/* ---- export ---- */

GString *sublet_journal_export_csv (const SubletJournalRows *rows, gint64 service_us);
GString *sublet_journal_export_json (const SubletJournalRows *rows, gint64 service_us);

/* ---- the object ---- */

struct _SubletJournalHistory
{
  GObject parent_instance;

  SubletRentalEngine *engine; /* (owned) */
  SubletDatabase *database;   /* (owned) (nullable) */
  SubletJournalWords place_words;
  SubletJournalWords ending_words;

  SubletJournalState state;
  GError *error; /* (owned) (nullable) */
  bool wanted;   /* somebody looks */
  bool reading;

  SubletJournalRows *rows; /* (owned) */
  GHashTable *by_id;       /* (owned) (element-type utf8 guint): index in @rows; its texts */
  GHashTable *folded;      /* (owned) (element-type utf8 utf8): words by what they are of */
  char *search;            /* (owned) (nullable) */
  char **words;            /* (owned) folded words of the search */
  GArray *view;            /* (owned) (element-type guint): indexes in @rows */

  /* following the engine */
  GHashTable *followed;       /* (owned) (element-type SubletRental): rentals that are watched */
  SubletIdleVolumes *volumes; /* (owned) (nullable): tells of volumes that are ordered away */
  bool volumes_changed;       /* those of the journal are to be read again */
  GHashTable *changed;        /* (owned) (element-type utf8): ids to be read again */
  guint read_source;
};

/* Shows @rows (transfer full) from now on. */
void sublet_journal_history_take_rows (SubletJournalHistory *self, SubletJournalRows *rows);
/* Rows that were read again, or are new. */
void sublet_journal_history_merge (SubletJournalHistory *self, const SubletJournalRows *rows);
void sublet_journal_history_fail (SubletJournalHistory *self, const GError *error);

/* ---- words of the user interface ---- */

/* Makes a row of @rows found by what a person reads of its place and its end. */
void sublet_journal_history_name_row (SubletJournalHistory *self,
                                      SubletJournalRows *rows,
                                      guint index);

/* ---- following the engine ---- */

void sublet_journal_history_follow (SubletJournalHistory *self);
void sublet_journal_history_unfollow (SubletJournalHistory *self);

G_END_DECLS
