/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-saved-searches.h"

G_BEGIN_DECLS

/*
 * The searches are one type in three files: the list (sublet-saved-searches.c), what changes it
 * (-change.c) and the statements (-sql.c).
 */
struct _SubletSavedSearches
{
  GObject parent_instance;

  SubletDatabase *database; /* (owned) (nullable) */
  SubletSavedSearchesState state;
  GError *error;       /* (owned) (nullable) */
  GPtrArray *searches; /* (owned) (element-type SubletSavedSearch) */
  char *default_id;    /* (owned) (nullable) */
};

void sublet_saved_searches_take_default_id (SubletSavedSearches *self, const char *id);

typedef enum
{
  SUBLET_SEARCH_CHANGE_ADD,
  SUBLET_SEARCH_CHANGE_REPLACE,
  SUBLET_SEARCH_CHANGE_RENAME,
  SUBLET_SEARCH_CHANGE_MOVE,
  SUBLET_SEARCH_CHANGE_SET_DEFAULT,
  SUBLET_SEARCH_CHANGE_REMOVE,
} SubletSearchChangeKind;

/* One change, on its way to the disk. */
typedef struct
{
  SubletSearchChangeKind kind;
  char *id;        /* (owned) (nullable): none is the default */
  char *name;      /* (owned) (nullable): of one that is added or renamed */
  char *json;      /* (owned) (nullable): of one that is added or replaced */
  guint position;  /* of one that is added or moved; beyond the end is the end */
  bool is_default; /* of one that is added */
} SubletSearchChange;

/* What was read. */
typedef struct
{
  GPtrArray *searches; /* (owned) (element-type SubletSavedSearch) in their order */
  char *default_id;    /* (owned) (nullable) */
} SubletSearchRows;

void sublet_search_change_free (SubletSearchChange *change);
SubletSearchRows *sublet_search_rows_new (void);
void sublet_search_rows_free (SubletSearchRows *rows);

/* On the database's thread. */
bool sublet_search_change_write (sqlite3 *db, gpointer change, GError **error);
bool sublet_search_rows_read (sqlite3 *db, gpointer rows, GError **error);

G_END_DECLS
