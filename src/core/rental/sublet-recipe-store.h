/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-recipe.h"
#include "core/secrets/sublet-key-keeping.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_RECIPE_STORE (sublet_recipe_store_get_type ())

/*
 * The person's recipes: a GListModel of SubletRecipe in their order, without their secrets. Those
 * are one item each in the system keyring, the rest is in rentals.db. Every change is on the disk
 * before the list shows it. Main thread.
 */
G_DECLARE_FINAL_TYPE (SubletRecipeStore, sublet_recipe_store, SUBLET, RECIPE_STORE, GObject)

/* memory_only: the demo's; never touches the keyring. */
SubletRecipeStore *sublet_recipe_store_new (SubletJournal *journal, gboolean memory_only);

/* Once, before anything else. SUBLET_ERROR_STORE. */
void sublet_recipe_store_load_async (SubletRecipeStore *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean sublet_recipe_store_load_finish (SubletRecipeStore *self,
                                          GAsyncResult *result,
                                          GError **error);
/* Rows of a newer version, which stay where they are. */
guint sublet_recipe_store_get_n_unreadable (SubletRecipeStore *self);

/* At the end, or in the place of the one with the same id. Never fails for want of a keyring. */
void sublet_recipe_store_put_async (SubletRecipeStore *self,
                                    SubletRecipe *recipe,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void sublet_recipe_store_rename_async (SubletRecipeStore *self,
                                       SubletRecipe *recipe,
                                       const char *name,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void sublet_recipe_store_move_async (SubletRecipeStore *self,
                                     SubletRecipe *recipe,
                                     guint position,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void sublet_recipe_store_remove_async (SubletRecipeStore *self,
                                       SubletRecipe *recipe,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Of each of the four. */
gboolean sublet_recipe_store_change_finish (SubletRecipeStore *self,
                                            GAsyncResult *result,
                                            GError **error);

/* Where its secrets are kept; NONE also before anybody asked. */
SubletKeyKeeping sublet_recipe_store_get_keeping (SubletRecipeStore *self, SubletRecipe *recipe);

/* Its launch with what secrets there are. *missing: why some are missing; NULL: they never were
 * kept, or are all there. */
void sublet_recipe_store_load_launch_async (SubletRecipeStore *self,
                                            SubletRecipe *recipe,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
SubletLaunch *sublet_recipe_store_load_launch_finish (SubletRecipeStore *self,
                                                      GAsyncResult *result,
                                                      GError **missing,
                                                      GError **error);

/* A recipe of a past rental, however old. SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_STORE. */
void sublet_recipe_store_load_rental_async (SubletRecipeStore *self,
                                            const char *rental_id,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
SubletRecipe *sublet_recipe_store_load_rental_finish (SubletRecipeStore *self,
                                                      GAsyncResult *result,
                                                      GError **error);

G_END_DECLS
