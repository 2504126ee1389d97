/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

/* What a key may do. */

#define YES(body) \
  {               \
    200, body     \
  }
#define NO                                   \
  {                                          \
    403, "{\"error\":\"permission_denied\"}" \
  }
#define BAD                                                        \
  {                                                                \
    404, "{\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}" \
  }
#define ACCOUNT YES ("{\"id\":900,\"username\":\"ada\"}")
#define LIST YES ("{\"success\":true,\"total_instances\":0,\"next_token\":null,\"instances\":[]}")
#define CHARGES YES ("{\"success\":true,\"results\":[]}")
#define OFFERS YES ("{\"offers\":[]}")
#define WRITES (SUBLET_SCOPE_INSTANCE_WRITE | SUBLET_SCOPE_USER_WRITE)

typedef struct
{
  const char *name;
  TestAnswer answers[4]; /* account, list, charges, search */
  int scopes;            /* -1: refused as a bad key */
  guint n_requests;
} KeyRow;

static const KeyRow keys[] = {
  { "all",
    { ACCOUNT, LIST, CHARGES, OFFERS },
    SUBLET_SCOPE_USER_READ | SUBLET_SCOPE_INSTANCE_READ | SUBLET_SCOPE_BILLING_READ |
      SUBLET_SCOPE_MISC | WRITES,
    4 },
  { "no-user-read",
    { NO, LIST, CHARGES, OFFERS },
    SUBLET_SCOPE_INSTANCE_READ | SUBLET_SCOPE_BILLING_READ | SUBLET_SCOPE_MISC | WRITES,
    4 },
  { "no-user-read-as-bad-key",
    { BAD, LIST, CHARGES, OFFERS },
    SUBLET_SCOPE_INSTANCE_READ | SUBLET_SCOPE_BILLING_READ | SUBLET_SCOPE_MISC | WRITES,
    4 },
  { "nothing", { NO, NO, NO, NO }, WRITES, 4 },
  { "bad", { BAD, BAD, BAD, OFFERS }, -1, 2 },
};

static void
test_check_key (Fixture *fixture, gconstpointer data)
{
  const KeyRow *row = data;
  g_autoptr (SubletKeyCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (row->answers); i++)
    fixture_answer_full (fixture, &row->answers[i]);
  check = check_key (fixture->client, "probe-key", &error);
  g_assert_cmpuint (fixture->requests->len, ==, row->n_requests);
  for (i = 0; i < fixture->requests->len; i++)
    g_assert_cmpstr (fixture_get_request (fixture, i)->authorization, ==, "Bearer probe-key");
  if (row->scopes < 0)
    {
      g_assert_null (check);
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpint (check->scopes, ==, row->scopes);
  g_assert_cmpint (check->account != NULL, ==, (row->scopes & SUBLET_SCOPE_USER_READ) != 0);
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

#define ADD(path, test, data) \
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down)
  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/instances/check-key/", keys[i].name, NULL);

      ADD (path, test_check_key, &keys[i]);
    }
#undef ADD

  return g_test_run ();
}
