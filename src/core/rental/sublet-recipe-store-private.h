/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-recipe-private.h"
#include "core/rental/sublet-recipe-store.h"
#include "core/secrets/sublet-key-store.h"

G_BEGIN_DECLS

struct _SubletRecipeStore
{
  GObject parent_instance;

  SubletJournal *journal; /* (owned) */
  gboolean memory_only;
  GPtrArray *recipes; /* (owned) (element-type SubletRecipe) */
  GHashTable *keys;   /* (owned) (element-type utf8 SubletKeyStore) by id, those asked for */
  guint n_unreadable;
};

void sublet_recipe_store_keep_secrets (SubletRecipeStore *self,
                                       SubletRecipe *recipe,
                                       bool had_secrets);
guint sublet_recipe_store_find (SubletRecipeStore *self, const char *id);
SubletKeyStore *sublet_recipe_store_ensure_keys (SubletRecipeStore *self, SubletRecipe *recipe);

typedef enum
{
  SUBLET_RECIPE_CHANGE_PUT,
  SUBLET_RECIPE_CHANGE_RENAME,
  SUBLET_RECIPE_CHANGE_MOVE,
  SUBLET_RECIPE_CHANGE_REMOVE,
} SubletRecipeChangeKind;

/* One change, on its way to the disk. */
typedef struct
{
  /* input */
  SubletRecipeChangeKind kind;
  SubletRecipe *recipe; /* (owned) main thread only */
  char *id;             /* (owned) */
  char *name;           /* (owned) (nullable) */
  char *launch_json;    /* (owned) (nullable) */
  char *terms_json;     /* (owned) (nullable) */
  char **order;         /* (owned) (nullable) ids, as they shall stand */
  guint position;       /* MOVE */
} SubletRecipeChange;

/* What was read. */
typedef struct
{
  GPtrArray *recipes; /* (owned) (element-type SubletRecipe) in their order */
  guint n_unreadable;
} SubletRecipeRows;

void sublet_recipe_change_free (SubletRecipeChange *change);
SubletRecipeRows *sublet_recipe_rows_new (void);
void sublet_recipe_rows_free (SubletRecipeRows *rows);

/* On the database's thread. */
bool sublet_recipe_change_write (sqlite3 *db, gpointer change, GError **error);
bool sublet_recipe_rows_read (sqlite3 *db, gpointer rows, GError **error);

G_END_DECLS
