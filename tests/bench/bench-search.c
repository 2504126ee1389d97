/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "core/api/sublet-client.h"
#include "core/market/sublet-offer-table.h"

#include <stdlib.h>

/*
 * One search from exec to rows in packed columns, as a program of its own, so that run.py can set
 * it beside the service's own command-line client: bench-search URL LIMIT, the key in VAST_API_KEY.
 */

typedef struct
{
  GMainLoop *loop;
  SubletOfferPage *page; /* (owned) (nullable) */
} Search;

static void
on_offers (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GError) error = NULL;

  search->page = sublet_client_search_offers_finish (SUBLET_CLIENT (source), result, &error);
  if (search->page == NULL)
    g_printerr ("%s\n", error->message);
  g_main_loop_quit (search->loop);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (SecretValue) key = NULL;
  g_autoptr (SubletOfferTable) table = NULL;
  g_autoptr (GError) error = NULL;
  Search search = { loop, NULL };

  if (argc != 3 || g_getenv ("VAST_API_KEY") == NULL)
    {
      g_printerr ("bench-search URL LIMIT, with VAST_API_KEY\n");
      return EXIT_FAILURE;
    }
  key = secret_value_new (g_getenv ("VAST_API_KEY"), -1, "text/plain");
  client = sublet_client_new (argv[1], clock, &error);
  if (client == NULL)
    g_error ("%s", error->message);
  sublet_client_set_key (client, key);
  sublet_offer_query_set_limit (query, atoi (argv[2]));

  sublet_client_search_offers_async (client, query, NULL, on_offers, &search);
  g_main_loop_run (loop);
  if (search.page == NULL)
    return EXIT_FAILURE;
  table = sublet_offer_table_new (g_array_ref (search.page->rows),
                                  search.page->kind,
                                  search.page->known_at_us,
                                  NULL);
  g_print ("rows %u\n", table->n_rows);
  sublet_offer_page_free (search.page);

  return EXIT_SUCCESS;
}
