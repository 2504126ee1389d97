/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-account.h"

#include "support/sublet-test.h"

typedef struct
{
  const char *nickname;
  const char *username;
  const char *email;
  const char *label;
} Row;

static const Row rows[] = {
  { "countess", "ada", "lovelace@example.org", "countess" },
  { NULL, "ada", "lovelace@example.org", "ada" },
  { "  ", " ada ", "lovelace@example.org", "ada" },
  { NULL, NULL, "lovelace@example.org", "lovelace" },
  { NULL, "", "lovelace@example.org", "lovelace" },
  { NULL, NULL, "no-at-sign", "no-at-sign" },
  { NULL, NULL, "@example.org", "vast-user" },
  { NULL, "", "", "vast-user" },
  { NULL, NULL, NULL, "vast-user" },
};

static void
test_default_label (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletAccount) account = NULL;
      SubletAccountData data = { .id = 900,
                                 .nickname = g_strdup (rows[i].nickname),
                                 .username = g_strdup (rows[i].username),
                                 .email = g_strdup (rows[i].email) };

      account = sublet_account_new_take (&data, 77);
      g_assert_cmpint (data.id, ==, 0);
      g_assert_null (data.email);
      g_assert_cmpstr (sublet_account_get_default_label (account), ==, rows[i].label);
      g_assert_cmpstr (sublet_account_get_data (account)->email, ==, rows[i].email);
      g_assert_cmpint (sublet_account_get_data (account)->id, ==, 900);
      g_assert_cmpint (sublet_account_get_known_at_us (account), ==, 77);
      g_assert_finalize_object (g_steal_pointer (&account));
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/account/default-label", test_default_label);

  return g_test_run ();
}
