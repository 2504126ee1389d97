/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#define BLOB "AAAAC3NzaC1lZDI1NTE5AAAAIN8qIOvOozlFVYAV1n1aUisqjWGX8T4DvCDxrU5swanp"
#define LINE "ssh-ed25519 " BLOB " ada@desk"
#define ROW "{\"id\":71,\"public_key\":\"" LINE "\"}"
#define ROW_AS_TEXT "{\\\"id\\\":71,\\\"name\\\":\\\"desk\\\",\\\"public_key\\\":\\\"" LINE "\\\"}"

static const SubletSshKeyData *
find (const SubletSshKeyListing *listing, gint64 id)
{
  guint i;

  for (i = 0; i < listing->keys->len; i++)
    {
      const SubletSshKeyData *data = sublet_ssh_key_get_data (g_ptr_array_index (listing->keys, i));

      if (data->id == id)
        return data;
    }

  return NULL;
}

/* ---- lists ---- */

static void
test_quirks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SUBLET_TEST_DATA"), "ssh-keys-quirks.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (SubletSshKeyListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  fixture_answer (fixture, 200, text);
  listing = list_keys (fixture->client, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (listing->keys->len, ==, 5);
  g_assert_cmpuint (listing->skipped_rows, ==, 7);
  g_assert_cmpint (listing->known_at_us, >, 0);
  g_assert_cmpstr (find (listing, 71)->public_key, ==, LINE);
  g_assert_cmpint (find (listing, 71)->created_us, ==, G_GINT64_CONSTANT (1785574800000000));
  g_assert_true (g_str_has_prefix (find (listing, 72)->public_key, "ssh-ed25519 "));
  g_assert_true (g_str_has_suffix (find (listing, 72)->public_key, "q"));
  g_assert_cmpint (find (listing, 72)->created_us, ==, G_GINT64_CONSTANT (1786000123250000));
  g_assert_cmpstr (find (listing, 73)->public_key, ==, "ssh-rsa AAAA ada@attic");
  g_assert_cmpstr (find (listing, 73)->name, ==, "attic");
  g_assert_cmpint (find (listing, 73)->created_us, ==, G_GINT64_CONSTANT (1786000123000000));
  g_assert_null (find (listing, 74));
  g_assert_null (find (listing, 75));
  g_assert_cmpint (find (listing, 76)->created_us, ==, 0);
  g_assert_cmpstr (find (listing, 77)->public_key, ==, "ssh-rsa AAAB");
  g_assert_cmpint (find (listing, 77)->created_us, ==, G_GINT64_CONSTANT (1785576600500000));

  g_assert_true (sublet_ssh_key_listing_contains (listing, "ssh-ed25519 " BLOB " elsewhere"));
  g_assert_false (sublet_ssh_key_listing_contains (listing, "ssh-rsa AAAC"));
}

typedef struct
{
  int status;
  const char *body;
  int n_keys; /* −1: an error */
  SubletError code;
  bool account; /* else of an instance */
} List;

static const List lists[] = {
  { 200, "[]", 0, 0, true },
  { 200, "[" ROW "]", 1, 0, true },
  { 200, "{\"ssh_keys\":[" ROW "]}", 1, 0, true },
  { 200, "{\"success\":true,\"ssh_keys\":" ROW "}", 1, 0, true },
  { 200, "{\"ssh_keys\":null}", 0, 0, true },
  { 404, "{\"success\":false,\"error\":\"not_found\",\"msg\":\"No SSH keys\"}", 0, 0, true },
  { 404, "{\"detail\":\"none\"}", 0, 0, true },
  /* An unknown key comes with 404 as well. */
  { 404,
    "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}",
    -1,
    SUBLET_ERROR_AUTH,
    true },
  { 403, "{\"success\":false,\"error\":\"forbidden\"}", -1, SUBLET_ERROR_FORBIDDEN, true },
  { 200, "{\"success\":false,\"msg\":\"no\"}", -1, SUBLET_ERROR_FAILED, true },
  { 200, "{}", -1, SUBLET_ERROR_PROTOCOL, true },
  { 200, "{\"ssh_keys\":7}", -1, SUBLET_ERROR_PROTOCOL, true },
  { 200, "[" ROW, -1, SUBLET_ERROR_PROTOCOL, true },
  { 200, "{\"success\":true,\"ssh_keys\":\"[" ROW_AS_TEXT "]\"}", 1, 0, false },
  { 200, "{\"success\":true,\"ssh_keys\":\"{\\\"ssh_keys\\\":[" ROW_AS_TEXT "]}\"}", 1, 0, false },
  { 200, "{\"success\":true,\"ssh_keys\":[" ROW "]}", 1, 0, false },
  { 200, "{\"success\":true,\"ssh_keys\":\"[]\"}", 0, 0, false },
  { 200, "{\"success\":true,\"ssh_keys\":\"none\"}", -1, SUBLET_ERROR_PROTOCOL, false },
  { 200, "{\"success\":true,\"ssh_keys\":\"{}\"}", -1, SUBLET_ERROR_PROTOCOL, false },
  { 200, "{\"success\":true,\"ssh_keys\":\"[{]\"}", -1, SUBLET_ERROR_PROTOCOL, false },
  { 404,
    "{\"success\":false,\"error\":\"no_such_instance\",\"msg\":\"no\"}",
    -1,
    SUBLET_ERROR_NOT_FOUND,
    false },
};

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const List *row = &lists[i];
      g_autoptr (SubletSshKeyListing) listing = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%d %s", row->status, row->body);
      g_queue_clear_full (&fixture->answers, g_free);
      fixture_answer (fixture, row->status, row->body);
      listing = row->account ? list_keys (fixture->client, &error)
                             : list_instance_keys (fixture->client, 7, &error);
      if (row->n_keys < 0)
        {
          g_assert_null (listing);
          g_assert_error (error, SUBLET_ERROR, (int) row->code);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpuint (listing->keys->len, ==, (guint) row->n_keys);
      g_assert_cmpuint (listing->skipped_rows, ==, 0);
      g_assert_cmpint (sublet_ssh_key_listing_contains (listing, LINE), ==, row->n_keys == 1);
    }
}

/* ---- what an account or an instance says to a key ---- */

typedef struct
{
  int status;
  const char *body;
  SubletKeyPlacement added;
  SubletError add_code; /* when it failed */
  SubletKeyPlacement attached;
  SubletError attach_code;
} Answer;

#define OK SUBLET_KEY_PLACEMENT_DONE
#define THERE SUBLET_KEY_PLACEMENT_ALREADY_THERE
#define TEAM SUBLET_KEY_PLACEMENT_TEAM_REFUSED
#define NO SUBLET_KEY_PLACEMENT_FAILED
#define UNKNOWN SUBLET_ERROR_OUTCOME_UNKNOWN

static const Answer answers[] = {
  { 200, "{\"success\":true,\"key\":" ROW "}", OK, 0, OK, 0 },
  { 200, "{\"success\":true}", OK, 0, OK, 0 },
  { 201, "{}", OK, 0, OK, 0 },
  { 400,
    "{\"success\":false,\"error\":\"invalid_args\",\"msg\":\"SSH key already associated with "
    "instance.\"}",
    THERE,
    0,
    THERE,
    0 },
  { 400, "{\"success\":false,\"error\":\"duplicate_ssh_key\"}", THERE, 0, THERE, 0 },
  { 409, "{\"msg\":\"Key already exists\"}", THERE, 0, THERE, 0 },
  { 400, "This SSH key already exists.", THERE, 0, THERE, 0 },
  { 200, "{\"success\":false,\"msg\":\"SSH key already exists\"}", THERE, 0, THERE, 0 },
  { 500, "{\"success\":false,\"msg\":\"SSH key already exists\"}", THERE, 0, THERE, 0 },
  { 400,
    "{\"success\":false,\"error\":\"team_ssh_keys_not_supported\",\"msg\":\"no\"}",
    TEAM,
    0,
    TEAM,
    0 },
  /* Something is "already" so, but not that the key is there. */
  { 400,
    "{\"success\":false,\"msg\":\"You already have 100 keys\"}",
    NO,
    SUBLET_ERROR_INVALID,
    NO,
    SUBLET_ERROR_INVALID },
  { 400,
    "{\"success\":false,\"error\":\"no_ssh_key\",\"msg\":\"ssh_key is required\"}",
    NO,
    SUBLET_ERROR_INVALID,
    NO,
    SUBLET_ERROR_INVALID },
  { 404,
    "{\"success\":false,\"error\":\"no_such_instance\",\"msg\":\"no\"}",
    NO,
    SUBLET_ERROR_NOT_FOUND,
    NO,
    SUBLET_ERROR_NOT_FOUND },
  { 404,
    "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}",
    NO,
    SUBLET_ERROR_AUTH,
    NO,
    SUBLET_ERROR_AUTH },
  { 403,
    "{\"success\":false,\"error\":\"forbidden\",\"msg\":\"no permission\"}",
    NO,
    SUBLET_ERROR_FORBIDDEN,
    NO,
    SUBLET_ERROR_FORBIDDEN },
  { 200, "", NO, UNKNOWN, NO, UNKNOWN },
  { 200, "\"done\"", NO, UNKNOWN, NO, UNKNOWN },
  { 200, "<html>already exists</html>", NO, UNKNOWN, NO, UNKNOWN },
  { 500, "<html>already exists</html>", NO, UNKNOWN, NO, UNKNOWN },
  { 500, "{\"success\":false,\"msg\":\"oops\"}", NO, UNKNOWN, NO, UNKNOWN },
  { 502, "<html></html>", NO, UNKNOWN, NO, UNKNOWN },
  { 302, "{}", NO, UNKNOWN, NO, UNKNOWN },
};

static void
assert_placement (SubletKeyPlacement placement,
                  SubletKeyPlacement expected,
                  const GError *error,
                  SubletError code)
{
  g_assert_cmpint (placement, ==, expected);
  if (expected == NO)
    g_assert_error (error, SUBLET_ERROR, (int) code);
  else
    g_assert_no_error (error);
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const Answer *row = &answers[i];
      g_autoptr (GError) add_error = NULL;
      g_autoptr (GError) attach_error = NULL;
      g_autoptr (SubletSshKey) key = NULL;
      guint before = fixture->requests->len;
      SubletKeyPlacement placement;

      g_test_message ("%d %s", row->status, row->body);
      g_queue_clear_full (&fixture->answers, g_free);
      fixture_answer (fixture, row->status, row->body);
      placement = add_key (fixture->client, LINE, &key, &add_error);
      assert_placement (placement, row->added, add_error, row->add_code);
      g_assert_cmpint (key != NULL, ==, i == 0);
      placement = attach_key (fixture->client, 7, LINE, &attach_error);
      assert_placement (placement, row->attached, attach_error, row->attach_code);
      /* Once each, whatever came back. */
      g_assert_cmpuint (fixture->requests->len, ==, before + 2);
    }
}

static void
test_requests (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletSshKey) key = NULL;
  g_autoptr (GError) error = NULL;
  const TestRequest *request;

  fixture_answer (fixture, 200, "{\"success\":true,\"key\":" ROW "}");
  g_assert_cmpint (add_key (fixture->client, "  " LINE "\n", &key, &error), ==, OK);
  g_assert_no_error (error);
  g_assert_cmpint (sublet_ssh_key_get_data (key)->id, ==, 71);
  g_assert_cmpint (attach_key (fixture->client, 7, LINE, &error), ==, OK);
  g_assert_true (delete_key (fixture->client, 71, &error));
  g_assert_true (detach_key (fixture->client, 7, 71, &error));
  g_assert_no_error (error);

  request = fixture_get_request (fixture, 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/api/v0/ssh/");
  g_assert_cmpstr (request->body, ==, "{\"ssh_key\":\"" LINE "\"}");
  request = fixture_get_request (fixture, 1);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/api/v0/instances/7/ssh/");
  g_assert_cmpstr (request->body, ==, "{\"ssh_key\":\"" LINE "\"}");
  request = fixture_get_request (fixture, 2);
  g_assert_cmpstr (request->method, ==, "DELETE");
  g_assert_cmpstr (request->path, ==, "/api/v0/ssh/71/");
  g_assert_cmpstr (request->body, ==, "{}");
  request = fixture_get_request (fixture, 3);
  g_assert_cmpstr (request->method, ==, "DELETE");
  g_assert_cmpstr (request->path, ==, "/api/v0/instances/7/ssh/71/");
  /* A write never goes out on a connection that served another. */
  g_assert_true (request->connection != fixture_get_request (fixture, 2)->connection);
}

static void
test_removals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_answer (fixture, 400, "{\"success\":false,\"error\":\"no_ssh_key\",\"msg\":\"no\"}");
  g_assert_false (delete_key (fixture->client, 71, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer (fixture, 404, "{\"success\":false,\"error\":\"no_such_ssh_key\"}");
  g_assert_false (detach_key (fixture->client, 7, 71, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer (fixture, 400, "{\"error\":\"team_ssh_keys_not_supported\"}");
  g_assert_false (delete_key (fixture->client, 71, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN);
}

/* 429: nothing was done, so it is sent again. */
static void
test_too_fast (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_answer (fixture, 429, "API requests too frequent");
  fixture_answer (fixture, 200, "{\"success\":true,\"key\":" ROW "}");
  g_assert_cmpint (add_key (fixture->client, LINE, NULL, &error), ==, OK);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->requests->len, ==, 2);
}

/* What is no public key does not leave. */
static void
test_nothing_leaves (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "-----BEGIN OPENSSH PRIVATE"
    " KEY-----\nplanted\n",
    LINE "\n" LINE,
    "planted",
  };
  gsize i;

  fixture_answer (fixture, 200, "{\"success\":true}");
  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) add_error = NULL;
      g_autoptr (GError) attach_error = NULL;

      g_assert_cmpint (add_key (fixture->client, texts[i], NULL, &add_error), ==, NO);
      g_assert_error (add_error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
      g_assert_null (strstr (add_error->message, "planted"));
      g_assert_cmpint (attach_key (fixture->client, 7, texts[i], &attach_error), ==, NO);
      g_assert_error (attach_error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
    }
  g_assert_cmpuint (fixture->requests->len, ==, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  sublet_client_attach_ssh_key_async (fixture->client,
                                      7,
                                      LINE,
                                      cancellable,
                                      sublet_test_on_result,
                                      &result);
  g_assert_cmpint (sublet_client_attach_ssh_key_finish (fixture->client,
                                                        sublet_test_await_result (&result),
                                                        &error),
                   ==,
                   NO);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->requests->len, ==, 0);
}

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("/core/api/keys/quirks", test_quirks);
  ADD ("/core/api/keys/lists", test_lists);
  ADD ("/core/api/keys/answers", test_answers);
  ADD ("/core/api/keys/requests", test_requests);
  ADD ("/core/api/keys/removals", test_removals);
  ADD ("/core/api/keys/too-fast", test_too_fast);
  ADD ("/core/api/keys/nothing-leaves", test_nothing_leaves);
  ADD ("/core/api/keys/cancelled", test_cancelled);

  return g_test_run ();
}
