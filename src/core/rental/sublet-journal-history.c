/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

G_DEFINE_FINAL_TYPE (SubletJournalHistory, sublet_journal_history, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_TOTAL,
  PROP_N_ROWS,
} SubletJournalHistoryProperty;

static GParamSpec *properties[PROP_N_ROWS + 1];

typedef enum
{
  SIGNAL_VIEW_CHANGED,
  SIGNAL_ROW_CHANGED,
} SubletJournalHistorySignal;

static guint signals[SIGNAL_ROW_CHANGED + 1];

/* ---- the view ---- */

static void
make_view (SubletJournalHistory *self)
{
  guint before = self->view->len;
  guint i;

  g_array_set_size (self->view, 0);
  for (i = 0; i < self->rows->rows->len; i++)
    {
      if (sublet_journal_matches (&g_array_index (self->rows->needles, SubletJournalNeedles, i),
                                  (const char *const *) self->words))
        g_array_append_val (self->view, i);
    }

  g_signal_emit (self, signals[SIGNAL_VIEW_CHANGED], 0);
  if (before != self->view->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ROWS]);
}

static void
index_rows (SubletJournalHistory *self)
{
  guint i;

  g_hash_table_remove_all (self->by_id);
  for (i = 0; i < self->rows->rows->len; i++)
    g_hash_table_insert (self->by_id,
                         (gpointer) g_array_index (self->rows->rows, SubletJournalRow, i).id,
                         GUINT_TO_POINTER (i));
}

static void
set_state (SubletJournalHistory *self, SubletJournalState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
clear_error (SubletJournalHistory *self)
{
  if (self->error == NULL)
    return;

  g_clear_error (&self->error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/**
 * sublet_journal_history_take_rows: (skip)
 * @self: a history
 * @rows: (transfer full): all of it
 */
void
sublet_journal_history_take_rows (SubletJournalHistory *self, SubletJournalRows *rows)
{
  guint before = self->rows->rows->len;
  guint i;

  for (i = 0; i < rows->rows->len; i++)
    sublet_journal_history_name_row (self, rows, i);
  /* Whoever looks at the old rows looks away before their texts go. */
  g_array_set_size (self->view, 0);
  g_hash_table_remove_all (self->by_id);
  g_clear_pointer (&self->rows, sublet_journal_rows_free);
  self->rows = rows;
  index_rows (self);
  make_view (self);
  clear_error (self);
  if (before != rows->rows->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  set_state (self, SUBLET_JOURNAL_STATE_KNOWN);
}

/**
 * sublet_journal_history_merge: (skip)
 * @self: a history that was read
 * @rows: rentals that are new, or as they are now
 */
void
sublet_journal_history_merge (SubletJournalHistory *self, const SubletJournalRows *rows)
{
  bool other_rows = false;
  guint before = self->rows->rows->len;
  guint i;

  for (i = 0; i < rows->rows->len; i++)
    {
      const SubletJournalRow *row = &g_array_index (rows->rows, SubletJournalRow, i);
      const SubletJournalNeedles *needles;
      gpointer index;
      bool passed;

      if (!g_hash_table_lookup_extended (self->by_id, row->id, NULL, &index))
        {
          sublet_journal_history_name_row (self,
                                           self->rows,
                                           sublet_journal_rows_insert (self->rows, row));
          index_rows (self);
          other_rows = true;
          continue;
        }

      needles =
        &g_array_index (self->rows->needles, SubletJournalNeedles, GPOINTER_TO_UINT (index));
      passed = sublet_journal_matches (needles, (const char *const *) self->words);
      sublet_journal_rows_set (self->rows, GPOINTER_TO_UINT (index), row);
      sublet_journal_history_name_row (self, self->rows, GPOINTER_TO_UINT (index));
      other_rows = other_rows ||
                   passed != sublet_journal_matches (needles, (const char *const *) self->words);
    }

  if (other_rows)
    make_view (self);
  for (i = 0; !other_rows && i < rows->rows->len; i++)
    {
      guint position =
        sublet_journal_history_find (self, g_array_index (rows->rows, SubletJournalRow, i).id);

      if (position != G_MAXUINT)
        g_signal_emit (self, signals[SIGNAL_ROW_CHANGED], 0, position);
    }
  if (before != self->rows->rows->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
}

/**
 * sublet_journal_history_fail: (skip)
 * @self: a history
 * @error: why it cannot be read
 *
 * What was read before stays.
 */
void
sublet_journal_history_fail (SubletJournalHistory *self, const GError *error)
{
  if (self->state == SUBLET_JOURNAL_STATE_KNOWN)
    {
      g_info ("the journal cannot be read again: %s", error->message);
      return;
    }

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  set_state (self, SUBLET_JOURNAL_STATE_ERROR);
}

/* ---- reading it ---- */

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletJournalHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;
  SubletJournalRowsQuery *query;

  self->reading = false;
  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error))
    {
      sublet_journal_history_fail (self, error);
      return;
    }

  query = data;
  sublet_journal_history_take_rows (self, g_steal_pointer (&query->rows));
  sublet_journal_history_follow (self);
}

static void
read_all (SubletJournalHistory *self)
{
  if (!self->wanted || self->reading || self->database == NULL ||
      self->state == SUBLET_JOURNAL_STATE_KNOWN)
    return;

  self->reading = true;
  clear_error (self);
  set_state (self, SUBLET_JOURNAL_STATE_LOADING);
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             sublet_journal_read_rows,
                             g_new0 (SubletJournalRowsQuery, 1),
                             (GDestroyNotify) sublet_journal_rows_query_free,
                             on_read,
                             g_object_ref (self));
}

/* ---- the object ---- */

static void
sublet_journal_history_dispose (GObject *object)
{
  SubletJournalHistory *self = SUBLET_JOURNAL_HISTORY (object);

  sublet_journal_history_unfollow (self);
  g_clear_object (&self->engine);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (sublet_journal_history_parent_class)->dispose (object);
}

static void
sublet_journal_history_finalize (GObject *object)
{
  SubletJournalHistory *self = SUBLET_JOURNAL_HISTORY (object);

  g_hash_table_unref (self->by_id);
  g_array_unref (self->view);
  sublet_journal_rows_free (self->rows);
  g_hash_table_unref (self->folded);
  g_hash_table_unref (self->followed);
  g_hash_table_unref (self->changed);
  g_strfreev (self->words);
  g_free (self->search);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sublet_journal_history_parent_class)->finalize (object);
}

static void
sublet_journal_history_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  SubletJournalHistory *self = SUBLET_JOURNAL_HISTORY (object);

  switch ((SubletJournalHistoryProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->rows->rows->len);
      break;
    case PROP_N_ROWS:
      g_value_set_uint (value, self->view->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_journal_history_class_init (SubletJournalHistoryClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_journal_history_dispose;
  object_class->finalize = sublet_journal_history_finalize;
  object_class->get_property = sublet_journal_history_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state",
                                              NULL,
                                              NULL,
                                              SUBLET_TYPE_JOURNAL_STATE,
                                              SUBLET_JOURNAL_STATE_LOADING,
                                              flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ROWS] = g_param_spec_uint ("n-rows", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_VIEW_CHANGED] = g_signal_new ("view-changed",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               0);
  signals[SIGNAL_ROW_CHANGED] = g_signal_new ("row-changed",
                                              G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              G_TYPE_UINT);
}

static void
sublet_journal_history_init (SubletJournalHistory *self)
{
  self->rows = sublet_journal_rows_new ();
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->followed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = sublet_journal_split_search (NULL);
  self->view = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * sublet_journal_history_new:
 * @engine: what is rented now
 *
 * Returns: (transfer full): a history that was not read yet
 */
SubletJournalHistory *
sublet_journal_history_new (SubletRentalEngine *engine)
{
  SubletJournalHistory *self;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);

  self = g_object_new (SUBLET_TYPE_JOURNAL_HISTORY, NULL);
  self->engine = g_object_ref (engine);

  return self;
}

/**
 * sublet_journal_history_set_database:
 * @self: a history
 * @database: the profile's databases, open
 */
void
sublet_journal_history_set_database (SubletJournalHistory *self, SubletDatabase *database)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_HISTORY (self));

  if (g_set_object (&self->database, database))
    read_all (self);
}

/**
 * sublet_journal_history_load:
 * @self: a history
 *
 * Reads it, unless it was read or is being read.
 */
void
sublet_journal_history_load (SubletJournalHistory *self)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_HISTORY (self));

  self->wanted = true;
  read_all (self);
}

/**
 * sublet_journal_history_set_search:
 * @self: a history
 * @search: (nullable): words in any order, each anywhere in label, GPU, place, image or state;
 *   capitals and accents do not count. NULL or blanks: everything is in the view
 */
void
sublet_journal_history_set_search (SubletJournalHistory *self, const char *search)
{
  char **words;

  g_return_if_fail (SUBLET_IS_JOURNAL_HISTORY (self));

  if (g_strcmp0 (self->search, search) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  words = sublet_journal_split_search (search);
  if (g_strv_equal ((const char *const *) words, (const char *const *) self->words))
    {
      g_strfreev (words);
      return;
    }

  g_strfreev (self->words);
  self->words = words;
  make_view (self);
}
