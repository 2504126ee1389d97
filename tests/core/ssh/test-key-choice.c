/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-key-choice.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#define FINGERPRINT "SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDE+/"

static void
assert_comes_back (SubletKeyChoice *choice, const char *text)
{
  g_autofree char *written = sublet_key_choice_to_string (choice);
  g_autoptr (SubletKeyChoice) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (written, ==, text);
  again = sublet_key_choice_parse (written, &error);
  g_assert_no_error (error);
  g_assert_true (sublet_key_choice_equal (choice, again));
  g_assert_cmpint (sublet_key_choice_get_kind (again), ==, sublet_key_choice_get_kind (choice));
  g_assert_cmpstr (sublet_key_choice_get_path (again), ==, sublet_key_choice_get_path (choice));
  g_assert_cmpstr (sublet_key_choice_get_fingerprint (again),
                   ==,
                   sublet_key_choice_get_fingerprint (choice));
}

static void
test_kept (void)
{
  g_autoptr (SubletKeyChoice) own = sublet_key_choice_new_own ();
  g_autoptr (SubletKeyChoice) file = sublet_key_choice_new_file ("/home/ada/my keys/#1");
  g_autoptr (SubletKeyChoice) bytes = sublet_key_choice_new_file ("/home/ada/\xff");
  g_autoptr (SubletKeyChoice) agent = sublet_key_choice_new_agent (FINGERPRINT);

  assert_comes_back (own, "own");
  assert_comes_back (file, "file:///home/ada/my%20keys/%231");
  assert_comes_back (bytes, "file:///home/ada/%FF");
  assert_comes_back (agent, "agent:" FINGERPRINT);
  g_assert_false (sublet_key_choice_equal (own, file));
  g_assert_false (sublet_key_choice_equal (file, bytes));
  g_assert_false (sublet_key_choice_equal (agent, own));
}

static const char *const nonsense[] = {
  "",
  "Own",
  "own ",
  "/home/ada/.ssh/id_ed25519",
  "file:",
  "file://elsewhere/home/ada/key",
  "https://example.com/key",
  "agent:",
  "agent:MD5:00:11:22",
  "agent:SHA256:short",
  "agent:" FINGERPRINT "=",
  "agent:SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCDE+\n",
};

static void
test_nonsense (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_autoptr (SubletKeyChoice) other = sublet_key_choice_new_other (nonsense[i]);
      g_autoptr (SubletKeyChoice) same = sublet_key_choice_new_other (nonsense[i]);
      g_autoptr (SubletKeyChoice) another = sublet_key_choice_new_other ("moon:7");
      g_autofree char *written = sublet_key_choice_to_string (other);
      g_autoptr (GError) error = NULL;

      g_assert_null (sublet_key_choice_parse (nonsense[i], &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
      /* It is kept as it is, and is no key. */
      g_assert_cmpint (sublet_key_choice_get_kind (other), ==, SUBLET_KEY_CHOICE_OTHER);
      g_assert_cmpstr (written, ==, nonsense[i]);
      g_assert_null (sublet_key_choice_get_path (other));
      g_assert_null (sublet_key_choice_get_fingerprint (other));
      g_assert_true (sublet_key_choice_equal (other, same));
      g_assert_false (sublet_key_choice_equal (other, another));
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/key-choice/kept", test_kept);
  g_test_add_func ("/core/ssh/key-choice/nonsense", test_nonsense);

  return g_test_run ();
}
