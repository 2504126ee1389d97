/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test-offers.h"
#include "support/sublet-test.h"

/* A search: what is asked, and what comes of the answer. */

static void
test_search_body (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "RTX 4090", "H100 SXM", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) all = NULL;
  g_autoptr (SubletOfferPage) some = NULL;

  fixture_answer (fixture, 200, "{\"offers\":[]}");
  all = search (fixture->client, NULL, NULL);
  g_assert_cmpuint (all->rows->len, ==, 0);
  g_assert_false (all->truncated);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->body,
                   ==,
                   "{\"rentable\":{\"eq\":true},\"external\":{\"eq\":false},"
                   "\"type\":\"on-demand\",\"order\":[[\"dph_total\",\"asc\"]],\"limit\":5000,"
                   "\"allocated_storage\":64}");

  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, 2);
  sublet_offer_query_set_verified_only (query, true);
  sublet_offer_query_set_kind (query, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  sublet_offer_query_set_min_dph_nusd (query, 410000000);
  some = search (fixture->client, query, NULL);
  g_assert_nonnull (some);
  g_assert_cmpstr (fixture_get_request (fixture, 1)->body,
                   ==,
                   "{\"rentable\":{\"eq\":true},\"external\":{\"eq\":false},"
                   "\"verified\":{\"eq\":true},\"gpu_name\":{\"in\":[\"RTX 4090\",\"H100 SXM\"]},"
                   "\"num_gpus\":{\"eq\":2},\"dph_total\":{\"gte\":0.41},\"type\":\"bid\","
                   "\"order\":[[\"dph_total\",\"asc\"]],\"limit\":5000,\"allocated_storage\":64}");
}

/* A part of one price: of these models or of no other, there or elsewhere. */
static void
test_search_part (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "RTX 4090", NULL };
  static const char *const countries[] = { "FI", "SE", NULL };
  static const char *const elsewhere[] = { "US", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) part = NULL;
  g_autoptr (SubletOfferPage) rest = NULL;

  fixture_answer (fixture, 200, "{\"offers\":[]}");
  sublet_offer_query_set_excluded_gpu_names (query, names);
  sublet_offer_query_set_countries (query, countries);
  sublet_offer_query_set_max_dph_nusd (query, 310000001);
  part = search (fixture->client, query, NULL);
  g_assert_nonnull (part);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->body,
                   ==,
                   "{\"rentable\":{\"eq\":true},\"external\":{\"eq\":false},"
                   "\"gpu_name\":{\"notin\":[\"RTX 4090\"]},"
                   "\"geolocation\":{\"in\":[\"FI\",\"SE\"]},\"dph_total\":{\"lte\":0.310000001},"
                   "\"type\":\"on-demand\",\"order\":[[\"dph_total\",\"asc\"]],\"limit\":5000,"
                   "\"allocated_storage\":64}");

  sublet_offer_query_set_excluded_countries (query, elsewhere);
  sublet_offer_query_set_min_dph_nusd (query, 309999999);
  rest = search (fixture->client, query, NULL);
  g_assert_nonnull (rest);
  g_assert_nonnull (strstr (fixture_get_request (fixture, 1)->body,
                            "\"geolocation\":{\"in\":[\"FI\",\"SE\"],\"notin\":[\"US\"]},"
                            "\"dph_total\":{\"gte\":0.309999999,\"lte\":0.310000001},"));
}

/* ---- an answer that breaks off ---- */

static SubletOfferPage *
search_cut (SubletClient *client, GError **error)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_search_offers_async (client, query, NULL, sublet_test_on_result, &result);

  return sublet_client_search_offers_finish_cut (client, sublet_test_await_result (&result), error);
}

/* In the middle of a row, in what is no JSON, before the first row: what came before is there for
 * whoever wants it, and an error for all others. */
static void
test_search_cut (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    guint n_rows;
    guint n_skipped;
  } cases[] = {
    { "{\"offers\":[{\"id\":1},{\"id\":2},{\"id\":", 2, 0 },
    { "{\"offers\":[{\"id\":1},{\"no\":2},{\"id\":3},", 2, 1 },
    { "{\"offers\":[{\"id\":1}}", 1, 0 },
    { "{\"offers\":[{\"id\":", 0, 0 },
    { "{\"offers\":[", 0, 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SubletOfferPage) page = NULL;
      g_autoptr (SubletOfferPage) none = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) strict_error = NULL;

      fixture_answer (fixture, 200, cases[i].body);
      fixture_answer (fixture, 200, cases[i].body);
      page = search_cut (fixture->client, &error);
      if (cases[i].n_rows > 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (page->rows->len, ==, cases[i].n_rows);
          g_assert_cmpuint (page->skipped_rows, ==, cases[i].n_skipped);
          g_assert_error (page->cut_error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
        }
      else
        {
          g_assert_null (page);
          g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
        }

      fixture_answer (fixture, 200, cases[i].body);
      fixture_answer (fixture, 200, cases[i].body);
      none = search (fixture->client, NULL, &strict_error);
      g_assert_null (none);
      g_assert_error (strict_error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
    }
}

/* More than is read of one answer: as much as is read. */
static void
test_search_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) body = sublet_test_offers_make_reply (8000, 1);
  g_autoptr (GString) many = g_string_new ("{\"offers\":[");
  const char *rows = body->str + strlen ("{\"offers\":[");
  gsize length = (gsize) (strrchr (body->str, ']') - rows);

  while (many->len <= 129 * 1024 * 1024)
    {
      g_string_append_len (many, rows, (gssize) length);
      g_string_append_c (many, ',');
    }
  g_string_truncate (many, many->len - 1);
  g_string_append (many, "]}");
  fixture_answer (fixture, 200, many->str);
  page = search_cut (fixture->client, &error);
  g_assert_no_error (error);
  g_assert_error (page->cut_error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (page->cut_error->message, "larger than"));
  g_assert_cmpuint (page->rows->len, >, 127 * 1024 * 1024 / (length / 8000) * 9 / 10);
  g_assert_cmpuint (fixture->requests->len, ==, 1);
}

/* ---- compression ---- */

static GBytes *
compress_text (const char *text)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream)
    stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
answer_compressed (SoupServer *server,
                   SoupServerMessage *message,
                   const char *path,
                   GHashTable *query,
                   gpointer user_data)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  g_assert_true (
    soup_header_contains (soup_message_headers_get_list (asked, "Accept-Encoding"), "gzip"));
  soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), user_data);
  soup_server_message_set_status (message, 200, NULL);
}

/* Asked for compressed; what came of it is counted as it came. */
static void
test_search_compressed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) body = sublet_test_offers_make_reply (500, 1);
  g_autoptr (GBytes) compressed = compress_text (body->str);
  g_autoptr (SubletOfferPage) plain = NULL;
  g_autoptr (SubletOfferPage) page = NULL;

  fixture_answer (fixture, 200, body->str);
  plain = search (fixture->client, NULL, NULL);
  g_assert_cmpuint (plain->wire_bytes, ==, body->len);

  soup_server_add_handler (fixture->server, "/api/v0/bundles", answer_compressed, compressed, NULL);
  page = search (fixture->client, NULL, NULL);
  g_assert_cmpuint (page->rows->len, ==, plain->rows->len);
  g_assert_cmpuint (page->wire_bytes, ==, g_bytes_get_size (compressed));
  g_assert_cmpuint (page->wire_bytes, <, body->len / 3);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(path, test, data) \
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down)
  ADD ("/core/api/client/search-body", test_search_body, NULL);
  ADD ("/core/api/client/search-part", test_search_part, NULL);
  ADD ("/core/api/client/search-cut", test_search_cut, NULL);
  ADD ("/core/api/client/search-too-large", test_search_too_large, NULL);
  ADD ("/core/api/client/search-compressed", test_search_compressed, NULL);
#undef ADD

  return g_test_run ();
}
