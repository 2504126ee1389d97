/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-key-choice-text.h"

#include "support/sublet-test.h"

#define FINGERPRINT "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static void
assert_text (SubletKeyChoice *choice, const char *in_a_line, const char *whole)
{
  g_autofree char *first = sublet_key_choice_text_dup (choice, SUBLET_KEY_CHOICE_TEXT_SHORT);
  g_autofree char *second = sublet_key_choice_text_dup (choice, SUBLET_KEY_CHOICE_TEXT_WHOLE);

  g_assert_cmpstr (first, ==, in_a_line);
  g_assert_cmpstr (second, ==, whole);
}

static void
test_kinds (void)
{
  g_autoptr (SubletKeyChoice) own = sublet_key_choice_new_own ();
  g_autoptr (SubletKeyChoice) file = sublet_key_choice_new_file ("/home/ada/.ssh/lab");
  g_autoptr (SubletKeyChoice) agent = sublet_key_choice_new_agent (FINGERPRINT);
  g_autoptr (SubletKeyChoice) other = sublet_key_choice_new_other ("moon:7");

  assert_text (own, "Sublet's own key", "Sublet's own key");
  assert_text (file, "lab", "/home/ada/.ssh/lab");
  assert_text (agent, "a key of your SSH agent", FINGERPRINT ", of your SSH agent");
  /* Whatever it is, it is not Sublet's. */
  assert_text (other, "an unknown SSH key", "Chosen by another version of Sublet");
  assert_text (NULL, "an unknown SSH key", "Chosen by another version of Sublet");
}

/* A file may be called anything: its name neither turns nor breaks what stands around it. */
static void
test_hostile (void)
{
  g_autoptr (SubletKeyChoice) file = sublet_key_choice_new_file ("/tmp/\342\200\256"
                                                                 "gnp\nkey");
  g_autofree char *path =
    sublet_key_choice_text_dup_path ("/tmp/a\nb", SUBLET_KEY_CHOICE_TEXT_WHOLE);

  assert_text (file, "\357\277\275gnp\357\277\275key", "/tmp/\357\277\275gnp\357\277\275key");
  g_assert_cmpstr (path,
                   ==,
                   "/tmp/a\357\277\275"
                   "b");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/common/key-choice-text/kinds", test_kinds);
  g_test_add_func ("/ui/common/key-choice-text/hostile", test_hostile);

  return g_test_run ();
}
