/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-update-queue.h"

/* A turn of the main loop. */
#define TURN_US 2000

typedef struct
{
  gpointer owner; /* (borrowed) */
  SubletUpdateFunc update;
} Entry;

static GQueue entries = G_QUEUE_INIT; /* (element-type Entry) (owned): in the order they came */
static GHashTable *links;             /* (element-type gpointer GList) (owned): of each owner */
static guint source_id;

/* (transfer full) (nullable) */
static Entry *
take_first (void)
{
  Entry *entry = g_queue_pop_head (&entries);

  if (entry != NULL)
    g_hash_table_remove (links, entry->owner);

  return entry;
}

static gboolean
on_turn (gpointer user_data)
{
  gint64 end_us = g_get_monotonic_time () + TURN_US;
  Entry *entry;

  while ((entry = take_first ()) != NULL)
    {
      entry->update (entry->owner);
      g_free (entry);
      if (g_get_monotonic_time () >= end_us)
        break;
    }
  if (!g_queue_is_empty (&entries))
    return G_SOURCE_CONTINUE;

  source_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * sublet_update_queue_add:
 * @owner: what is to be brought up to date; it removes itself when it goes
 * @update: does it; called once for all calls until then
 *
 * Before what is drawn next, but not now.
 */
void
sublet_update_queue_add (gpointer owner, SubletUpdateFunc update)
{
  Entry *entry;

  g_return_if_fail (owner != NULL);

  if (links == NULL)
    links = g_hash_table_new (NULL, NULL);
  if (g_hash_table_contains (links, owner))
    return;

  entry = g_new (Entry, 1);
  entry->owner = owner;
  entry->update = update;
  g_queue_push_tail (&entries, entry);
  g_hash_table_insert (links, owner, entries.tail);
  if (source_id == 0)
    source_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_turn, NULL, NULL);
}

/**
 * sublet_update_queue_remove:
 * @owner: what may be waiting
 *
 * It is not called any more.
 */
void
sublet_update_queue_remove (gpointer owner)
{
  GList *link = links != NULL ? g_hash_table_lookup (links, owner) : NULL;

  if (link == NULL)
    return;

  g_hash_table_remove (links, owner);
  g_free (link->data);
  g_queue_delete_link (&entries, link);
  if (g_queue_is_empty (&entries))
    g_clear_handle_id (&source_id, g_source_remove);
}
