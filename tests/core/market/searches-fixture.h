/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-saved-searches.h"
#include "core/store/sublet-database-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletSavedSearches *searches;
  guint n_signals;
} SearchesFixture;

/* They are loading until it returns. */
gboolean searches_fixture_load (SearchesFixture *f, GError **error);

/* (nullable): the options. */
void searches_fixture_open_with (SearchesFixture *f, const SubletDatabaseOptions *options);
void searches_fixture_set_up (SearchesFixture *f, gconstpointer data);
void searches_fixture_tear_down (SearchesFixture *f, gconstpointer data);

/* As if the program had ended and was started again. */
void searches_fixture_restart (SearchesFixture *f, const SubletDatabaseOptions *options);

/* @code: of the error, -1: there is none. What ends is taken. The same in those below. */
void searches_fixture_finish (SearchesFixture *f, GAsyncResult **result, int code);
void searches_fixture_add (SearchesFixture *f, SubletSavedSearch *search, int code);

/* (transfer none): with some filter, so that none is like the other. */
SubletSavedSearch *searches_fixture_add_named (SearchesFixture *f, const char *name);

/* (transfer none) */
const char *searches_fixture_get_id (SearchesFixture *f, guint position);
void searches_fixture_assert_names (SearchesFixture *f, const char *names);
void searches_fixture_set_default (SearchesFixture *f, const char *id);
void searches_fixture_rename_to (SearchesFixture *f, const char *id, const char *name, int code);
void searches_fixture_replace (SearchesFixture *f, SubletSavedSearch *instead);
void searches_fixture_remove_one (SearchesFixture *f, const char *id, int code);
void searches_fixture_restore (SearchesFixture *f,
                               SubletSavedSearch *search,
                               guint position,
                               gboolean is_default);

#define SEARCHES_FIXTURE_ADD(name, function)       \
  g_test_add ("/core/market/saved-searches/" name, \
              SearchesFixture,                     \
              NULL,                                \
              searches_fixture_set_up,             \
              function,                            \
              searches_fixture_tear_down)

G_END_DECLS
