/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-plain-text.h"

#include "support/sublet-test.h"

#include <string.h>

static void
assert_plain (const char *text, const char *expected)
{
  g_autofree char *plain = sublet_plain_text_new (text, strlen (text), 12);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_texts (void)
{
  assert_plain ("", "");
  assert_plain ("  out\tof  ", "out of");
  assert_plain ("größer", "größer");
  /* A line's end of any kind, what steers a terminal, what turns a direction. */
  assert_plain ("a\r\nb\vc\fd", "abcd");
  assert_plain ("a\xc2\x85"
                "b\xe2\x80\xa8"
                "c\xe2\x80\xa9"
                "d",
                "abcd");
  assert_plain ("\033[31mred\177", "[31mred");
  assert_plain ("\xe2\x80\xae"
                "a\xe2\x81\xa6"
                "b",
                "ab");
  /* No text at all, and no half of a character. */
  assert_plain ("\xff", "\xef\xbf\xbd");
  assert_plain ("0123456789a\xc3\xb6", "0123456789a");
  assert_plain ("0123456789abc", "0123456789ab");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/base/plain-text/texts", test_texts);

  return g_test_run ();
}
