/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/api/sublet-endpoints.h"
#include "core/api/sublet-permit-private.h"
#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

static char *
load_source (const char *name)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SUBLET_TEST_DATA"), "..", "..", "src", "core", "api", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static char *
make_row (const SubletEndpoint *endpoint)
{
  return g_strdup_printf ("| %s | %s | `%s` | %d | %s | %s | %s | %s | `%s` |",
                          endpoint->name,
                          endpoint->method,
                          endpoint->path,
                          endpoint->gap_ms,
                          sublet_retry_class_get_name (endpoint->retry),
                          sublet_bill_get_name (endpoint->bill),
                          endpoint->writes ? "yes" : "no",
                          endpoint->keeps_shape ? "shape" : "masked",
                          endpoint->function);
}

/* Every row of the code is in the document, in the same order, and there is no other. */
static void
test_document (void)
{
  g_autofree char *document = load_source ("ENDPOINTS.md");
  g_auto (GStrv) lines = g_strsplit (document, "\n", -1);
  guint next = 0;
  gsize i;

  for (i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *row = NULL;

      if (!g_str_has_prefix (lines[i], "| ") || g_str_has_prefix (lines[i], "| Name "))
        continue;
      if (next >= SUBLET_N_ENDPOINTS)
        g_error ("only in the document: %s", lines[i]);
      row = make_row (sublet_endpoint_get (next));
      g_assert_cmpstr (lines[i], ==, row);
      next++;
    }
  g_assert_cmpuint (next, ==, SUBLET_N_ENDPOINTS);
}

static void
test_table (void)
{
  guint i;

  for (i = 0; i < SUBLET_N_ENDPOINTS; i++)
    {
      const SubletEndpoint *endpoint = sublet_endpoint_get (i);
      bool get = g_str_equal (endpoint->method, "GET");

      g_test_message ("%s", endpoint->name);
      g_assert_cmpuint (endpoint->id, ==, i);
      g_assert_true (g_str_has_suffix (endpoint->path, "/"));
      g_assert_true (g_str_has_prefix (endpoint->path, "/api/v"));
      g_assert_cmpint (endpoint->timeout_ms, >=, 60000);
      g_assert_cmpuint (endpoint->max_bytes, >, 0);

      /* Whatever is no GET writes; the two searches do not, nor does asking for a log. */
      g_assert_cmpint (endpoint->writes,
                       ==,
                       !get && i != SUBLET_ENDPOINT_SEARCH_OFFERS &&
                         i != SUBLET_ENDPOINT_SEARCH_VOLUMES && i != SUBLET_ENDPOINT_REQUEST_LOG);
      g_assert_cmpint (endpoint->bill, !=, SUBLET_BILL_UNCLASSIFIED);
      g_assert_cmpint (endpoint->retry == SUBLET_RETRY_READ, ==, !endpoint->writes);
      if (endpoint->bill == SUBLET_BILL_RAISES)
        g_assert_cmpint (endpoint->retry, ==, SUBLET_RETRY_NEVER);
      if (!endpoint->writes)
        g_assert_cmpint (endpoint->bill, ==, SUBLET_BILL_SAME);
      /* Never these two: fact sheet 10, item 21. */
      g_assert_false (endpoint->writes && strstr (endpoint->path, "/users/current/") != NULL);
    }
}

/* What raises the bill takes a permit in its prototype, and nothing else does. */
static void
test_prototypes (void)
{
  g_autofree char *header = load_source ("sublet-client.h");
  guint n_permits = 0;
  const char *at;
  guint i;

  for (i = 0; i < SUBLET_N_ENDPOINTS; i++)
    {
      const SubletEndpoint *endpoint = sublet_endpoint_get (i);
      g_autofree char *opening = g_strconcat (endpoint->function, " (", NULL);
      g_autofree char *prototype = NULL;
      const char *start = strstr (header, opening);

      if (start == NULL)
        g_error ("%s is no function of the client", endpoint->function);
      prototype = g_strndup (start, (gsize) (strstr (start, ");") - start));
      if ((strstr (prototype, "SubletPermit *permit") != NULL) !=
          (endpoint->bill == SUBLET_BILL_RAISES))
        g_error ("%s: permit and bill do not agree", endpoint->function);
      if (endpoint->bill == SUBLET_BILL_RAISES)
        n_permits++;
    }

  for (at = strstr (header, "SubletPermit *"); at != NULL; at = strstr (at + 1, "SubletPermit *"))
    n_permits--;
  g_assert_cmpuint (n_permits, ==, 0);
}

static void
send_bare (Fixture *fixture, guint i, SubletPermit *permit, SubletReply **reply)
{
  g_autoptr (GAsyncResult) result = NULL;
  SubletRequest request = { .endpoint = i, .id = 7, .body = "{}", .permit = permit };
  SubletTransport *transport = sublet_client_get_transport (fixture->client);

  sublet_transport_send_async (transport, &request, NULL, sublet_test_on_result, &result);
  *reply = sublet_transport_send_finish (transport, sublet_test_await_result (&result));
}

/* Not one byte leaves without a permit, nor with one that was spent. */
static void
test_permits (Fixture *fixture, gconstpointer data)
{
  guint i;

  fixture_answer (fixture, 200, "{\"success\":true}");
  for (i = 0; i < SUBLET_N_ENDPOINTS; i++)
    {
      const SubletEndpoint *endpoint = sublet_endpoint_get (i);
      g_autoptr (SubletPermit) permit = sublet_permit_new ("intent");
      g_autoptr (SubletReply) without = NULL;
      g_autoptr (SubletReply) with = NULL;
      g_autoptr (SubletReply) again = NULL;
      guint before = fixture->requests->len;

      if (endpoint->bill != SUBLET_BILL_RAISES)
        continue;

      g_test_message ("%s", endpoint->name);
      send_bare (fixture, i, NULL, &without);
      g_assert_error (without->error, SUBLET_ERROR, SUBLET_ERROR_FAILED);
      g_assert_false (without->sent);
      g_assert_cmpuint (fixture->requests->len, ==, before);

      send_bare (fixture, i, permit, &with);
      g_assert_no_error (with->error);
      g_assert_cmpuint (fixture->requests->len, ==, before + 1);

      send_bare (fixture, i, permit, &again);
      g_assert_error (again->error, SUBLET_ERROR, SUBLET_ERROR_FAILED);
      g_assert_cmpuint (fixture->requests->len, ==, before + 1);
    }
}

static void
test_paths (void)
{
  static const struct
  {
    SubletEndpointId id;
    const char *path;
  } rows[] = {
    { SUBLET_ENDPOINT_ACCOUNT, "/api/v0/users/current/" },
    { SUBLET_ENDPOINT_CREATE_INSTANCE, "/api/v0/asks/31900417/" },
    { SUBLET_ENDPOINT_REBOOT_INSTANCE, "/api/v0/instances/reboot/31900417/" },
    { SUBLET_ENDPOINT_RECYCLE_INSTANCE, "/api/v0/instances/recycle/31900417/" },
    { SUBLET_ENDPOINT_UPDATE_TEMPLATE, "/api/v0/instances/update_template/31900417/" },
    { SUBLET_ENDPOINT_PREPAY_INSTANCE, "/api/v0/instances/prepay/31900417/" },
    { SUBLET_ENDPOINT_GET_BALANCE, "/api/v0/instances/balance/31900417/" },
    { SUBLET_ENDPOINT_CHANGE_BID, "/api/v0/instances/bid_price/31900417/" },
    { SUBLET_ENDPOINT_LIST_SSH_KEYS, "/api/v0/ssh/" },
    { SUBLET_ENDPOINT_DELETE_SSH_KEY, "/api/v0/ssh/71/" },
    { SUBLET_ENDPOINT_ATTACH_SSH_KEY, "/api/v0/instances/31900417/ssh/" },
    { SUBLET_ENDPOINT_DETACH_SSH_KEY, "/api/v0/instances/31900417/ssh/71/" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path =
        sublet_endpoint_make_path (sublet_endpoint_get (rows[i].id), 31900417, 71);

      g_assert_cmpstr (path, ==, rows[i].path);
    }

  g_assert_true (sublet_endpoint_shares_gap (sublet_endpoint_get (SUBLET_ENDPOINT_START_INSTANCE),
                                             sublet_endpoint_get (SUBLET_ENDPOINT_SET_LABEL)));
  g_assert_false (
    sublet_endpoint_shares_gap (sublet_endpoint_get (SUBLET_ENDPOINT_STOP_INSTANCE),
                                sublet_endpoint_get (SUBLET_ENDPOINT_DESTROY_INSTANCE)));
  /* Only the path's form counts, and the method. */
  g_assert_false (sublet_endpoint_shares_gap (sublet_endpoint_get (SUBLET_ENDPOINT_LIST_SSH_KEYS),
                                              sublet_endpoint_get (SUBLET_ENDPOINT_ADD_SSH_KEY)));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/api/endpoints/document", test_document);
  g_test_add_func ("/core/api/endpoints/table", test_table);
  g_test_add_func ("/core/api/endpoints/prototypes", test_prototypes);
  g_test_add_func ("/core/api/endpoints/paths", test_paths);
  g_test_add ("/core/api/endpoints/permits",
              Fixture,
              NULL,
              fixture_set_up,
              test_permits,
              fixture_tear_down);

  return g_test_run ();
}
