/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-saved-search.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/**
 * SubletSavedSearchesState:
 * @SUBLET_SAVED_SEARCHES_STATE_LOADING: they were not read yet
 * @SUBLET_SAVED_SEARCHES_STATE_KNOWN: the list shows what there is
 * @SUBLET_SAVED_SEARCHES_STATE_ERROR: they could not be read; "error" says why
 */
typedef enum
{
  SUBLET_SAVED_SEARCHES_STATE_LOADING,
  SUBLET_SAVED_SEARCHES_STATE_KNOWN,
  SUBLET_SAVED_SEARCHES_STATE_ERROR,
} SubletSavedSearchesState;

#define SUBLET_TYPE_SAVED_SEARCHES_STATE (sublet_saved_searches_state_get_type ())

GType sublet_saved_searches_state_get_type (void);

#define SUBLET_TYPE_SAVED_SEARCHES (sublet_saved_searches_get_type ())

/*
 * The person's searches: a GListModel of SubletSavedSearch in their order. They are this profile's,
 * whatever the account. Every change is on the disk before the list shows it. Main thread.
 * Properties (read-only, notify): "state", "default-id".
 */
G_DECLARE_FINAL_TYPE (SubletSavedSearches, sublet_saved_searches, SUBLET, SAVED_SEARCHES, GObject)

SubletSavedSearches *sublet_saved_searches_new (void);
void sublet_saved_searches_set_database (SubletSavedSearches *self, SubletDatabase *database);

void sublet_saved_searches_load_async (SubletSavedSearches *self,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sublet_saved_searches_load_finish (SubletSavedSearches *self,
                                            GAsyncResult *result,
                                            GError **error);

SubletSavedSearchesState sublet_saved_searches_get_state (SubletSavedSearches *self);
const GError *sublet_saved_searches_get_error (SubletSavedSearches *self);
gboolean sublet_saved_searches_get_read_only (SubletSavedSearches *self);
const char *sublet_saved_searches_get_default_id (SubletSavedSearches *self);
/* (transfer none) (nullable) */
SubletSavedSearch *sublet_saved_searches_get_default (SubletSavedSearches *self);
/* (transfer none) (nullable); *position (optional) */
SubletSavedSearch *sublet_saved_searches_find (SubletSavedSearches *self,
                                               const char *id,
                                               guint *position);
/* (transfer none) (nullable): the first that looks for the same and is wholly understood */
SubletSavedSearch *sublet_saved_searches_find_terms (SubletSavedSearches *self,
                                                     const SubletSearchTerms *terms);
SubletSearchNameProblem sublet_saved_searches_check_name (SubletSavedSearches *self,
                                                          const char *name,
                                                          const char *except_id);

/* ---- changes; each ends with _change_finish () ---- */

/* At the end. */
void sublet_saved_searches_add_async (SubletSavedSearches *self,
                                      SubletSavedSearch *search,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* What is stored of the one with its id is written anew; the name stays. */
void sublet_saved_searches_replace_async (SubletSavedSearches *self,
                                          SubletSavedSearch *instead,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void sublet_saved_searches_rename_async (SubletSavedSearches *self,
                                         const char *id,
                                         const char *name,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void sublet_saved_searches_move_async (SubletSavedSearches *self,
                                       const char *id,
                                       guint position,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* id: (nullable): none */
void sublet_saved_searches_set_default_async (SubletSavedSearches *self,
                                              const char *id,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
void sublet_saved_searches_remove_async (SubletSavedSearches *self,
                                         const char *id,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Undoes a removal: where it stood, and as it stood. */
void sublet_saved_searches_restore_async (SubletSavedSearches *self,
                                          SubletSavedSearch *search,
                                          guint position,
                                          gboolean is_default,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);

gboolean sublet_saved_searches_change_finish (SubletSavedSearches *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
