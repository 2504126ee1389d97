/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-page-walk-private.h"

#include "core/api/sublet-client-private.h"
#include "core/base/sublet-json.h"

/**
 * sublet_page_read: (skip)
 * @page: (out caller-allocates): what the page says
 * @rows: its rows, read to the end
 * @total_member: under which name it says how many rows all pages have
 * @times: when it was asked for and came
 */
void
sublet_page_read (SubletPage *page,
                  SubletJsonRows *rows,
                  const char *total_member,
                  const SubletReplyTimes *times)
{
  JsonObject *envelope = sublet_json_rows_get_envelope (rows);

  *page = (SubletPage){
    .n_skipped = sublet_json_rows_get_n_skipped (rows),
    .total = sublet_json_opt_int (envelope, total_member, -1),
    .next_token = sublet_json_dup_opt_string (envelope, "next_token"),
    .last = !sublet_json_has_value (envelope, "next_token"),
    .requested_at_us = times->requested_at_us,
    .requested_mono_us = times->requested_mono_us,
    .received_at_us = times->received_at_us,
  };
}

/**
 * sublet_page_clear: (skip)
 * @page: a page whose members are freed
 */
void
sublet_page_clear (SubletPage *page)
{
  g_clear_pointer (&page->next_token, g_free);
}

/**
 * sublet_page_walk_init: (skip)
 * @walk: a walk that knows how, and has not begun
 */
void
sublet_page_walk_init (SubletPageWalk *walk)
{
  walk->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  walk->consistent = true;
}

/**
 * sublet_page_walk_clear: (skip)
 * @walk: a walk whose members are freed
 */
void
sublet_page_walk_clear (SubletPageWalk *walk)
{
  g_clear_pointer (&walk->tokens, g_hash_table_unref);
}

/**
 * sublet_page_walk_take: (skip)
 * @walk: a walk
 * @page: the next page; keeps its rows' references
 */
void
sublet_page_walk_take (SubletPageWalk *walk, SubletPage *page)
{
  if (walk->n_pages == 0)
    {
      walk->total = page->total;
      walk->requested_at_us = page->requested_at_us;
      walk->requested_mono_us = page->requested_mono_us;
    }
  walk->consistent = walk->consistent && page->total == walk->total;
  walk->n_skipped += page->n_skipped;
  walk->received_at_us = page->received_at_us;
  walk->n_pages++;
  walk->take_rows (walk, page);
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletPageWalk *walk = g_task_get_task_data (task);
  g_autoptr (SubletReply) reply = NULL;
  SubletPage *page;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (reply->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  page = reply->result;
  sublet_page_walk_take (walk, page);
  if (page->next_token == NULL)
    walk->finish (task, page->last);
  else if (walk->n_pages >= walk->max_pages ||
           !g_hash_table_add (walk->tokens, g_strdup (page->next_token)))
    walk->finish (task, false);
  else
    sublet_page_walk_ask (task, page->next_token);
}

/**
 * sublet_page_walk_ask: (skip)
 * @task: a client's task whose data is a walk
 * @after_token: (nullable): the previous page's token
 *
 * Asks for a page and all that follow. A failure of any page is the task's.
 */
void
sublet_page_walk_ask (GTask *task, const char *after_token)
{
  SubletClient *client = g_task_get_source_object (task);
  SubletPageWalk *walk = g_task_get_task_data (task);
  g_autofree char *query = walk->dup_query (walk, after_token);
  SubletRequest request = { .endpoint = walk->endpoint,
                            .query = query,
                            .decoding = walk->decoding };

  sublet_transport_send_async (sublet_client_get_transport (client),
                               &request,
                               g_task_get_cancellable (task),
                               on_page,
                               g_object_ref (task));
}
