/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test.h"
#include "ui/terminal/sublet-terminal-mirror.h"
#include "ui/terminal/sublet-terminal-palette.h"
#include "ui/terminal/sublet-terminal-paste.h"
#include "ui/terminal/sublet-terminal-view-private.h"

/* What needs no terminal to be tried. */

static void
test_paste_text (void)
{
  static const struct
  {
    const char *text;
    gboolean risky;
    guint n_lines;
    const char *shown;
    const char *in_one_row;
  } cases[] = {
    { "ls -l", FALSE, 1, "ls -l", "ls -l" },
    { "a\tb", FALSE, 1, "a\tb", "a\\x09b" },
    { "caf\xc3\xa9 \xe2\x80\x94 \xf0\x9f\x9a\x80", FALSE, 1, NULL, NULL },
    { "", FALSE, 0, "", "" },
    /* It runs at once. */
    { "ls\n", TRUE, 1, "ls\n", "ls\\n" },
    { "a\nb", TRUE, 2, "a\nb", "a\\nb" },
    { "a\nb\n\n", TRUE, 3, NULL, NULL },
    { "\033[201~rm", TRUE, 1, "\\x1b[201~rm", "\\x1b[201~rm" },
    { "a\rb", TRUE, 1, "a\\rb", "a\\rb" },
    { "\xc2\x9b"
      "31m",
      TRUE,
      1,
      "\\x9b31m",
      "\\x9b31m" },
    { "\x7f", TRUE, 1, "\\x7f", "\\x7f" },
    /* Turned around, or not to be seen. */
    { "a\xe2\x80\xae"
      "b",
      TRUE,
      1,
      "a\\u202eb",
      "a\\u202eb" },
    { "a\xe2\x80\x8b"
      "b",
      TRUE,
      1,
      "a\\u200bb",
      "a\\u200bb" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = sublet_terminal_paste_dup_shown (cases[i].text);
      g_autofree char *in_one_row = sublet_terminal_paste_dup_inline (cases[i].text);

      g_assert_cmpint (sublet_terminal_paste_is_risky (cases[i].text), ==, cases[i].risky);
      g_assert_cmpuint (sublet_terminal_paste_count_lines (cases[i].text), ==, cases[i].n_lines);
      if (cases[i].shown != NULL)
        g_assert_cmpstr (shown, ==, cases[i].shown);
      if (cases[i].in_one_row != NULL)
        g_assert_cmpstr (in_one_row, ==, cases[i].in_one_row);
    }
}

static void
test_addresses (void)
{
  static const char *const fine[] = {
    "https://example.org/a?b=c",
    "http://example.org",
    "HTTPS://example.org/",
  };
  static const char *const refused[] = {
    "file:///etc/passwd",   "file://ada-1/root",
    "ssh://example.org",    "javascript:alert(1)",
    "https:///nowhere",     "mailto:a@b",
    "data:text/html,hi",    "smb://example.org/x",
    "example.org",          "",
    "https://exa mple.org", "sublet://rent",
  };
  g_autofree char *longest = g_strdup_printf ("https://example.org/%04000d", 1);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      if (!sublet_terminal_view_may_open (fine[i]))
        g_error ("%s is refused", fine[i]);
    }
  for (i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      if (sublet_terminal_view_may_open (refused[i]))
        g_error ("%s is opened", refused[i]);
    }
  g_assert_false (sublet_terminal_view_may_open (longest));
}

static void
test_palette (void)
{
  guint variant;

  for (variant = 0; variant < 4; variant++)
    {
      gboolean dark = variant % 2 == 1;
      SubletTerminalPalette palette;
      int i;

      sublet_terminal_palette_get (&palette, dark, variant >= 2);
      g_assert_cmpfloat (sublet_terminal_palette_get_contrast (&palette.foreground,
                                                               &palette.background),
                         >,
                         variant >= 2 ? 20.9 : 12.0);
      for (i = dark ? 1 : 0; i < SUBLET_TERMINAL_N_COLORS; i++)
        {
          double contrast =
            sublet_terminal_palette_get_contrast (&palette.colors[i], &palette.background);

          if (contrast < 4.5)
            g_error ("colour %d has %.2f : 1, %s", i, contrast, dark ? "dark" : "light");
        }
    }
}

static void
test_last_lines (void)
{
  g_autoptr (GString) text = g_string_new ("not seen\n");
  g_autofree char *none = sublet_terminal_mirror_dup_last_lines ("\n  \n\n");
  g_autofree char *last = NULL;
  int i;

  g_assert_cmpstr (none, ==, "");
  for (i = 1; i <= 12; i++)
    g_string_append_printf (text, "%d  \n\n", i);
  last = sublet_terminal_mirror_dup_last_lines (text->str);
  g_assert_cmpstr (last, ==, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/text/paste-text", test_paste_text);
  g_test_add_func ("/ui/terminal/text/addresses", test_addresses);
  g_test_add_func ("/ui/terminal/text/palette", test_palette);
  g_test_add_func ("/ui/terminal/text/last-lines", test_last_lines);

  return g_test_run ();
}
