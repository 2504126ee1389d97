/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-text.h"

#include "support/sublet-test.h"

static void
test_shared (void)
{
  GRefString *a = sublet_text_intern ("RTX 4090");
  GRefString *b = sublet_text_intern_len ("RTX 4090 and more", 8);
  g_autofree char *long_text = g_strnfill (300, 'x');
  GRefString *c = sublet_text_intern_len (long_text, 299);

  g_assert_true (a == b);
  g_assert_cmpstr (a, ==, "RTX 4090");
  g_assert_cmpuint (strlen (c), ==, 299);
  g_assert_null (sublet_text_intern (NULL));

  g_ref_string_release (a);
  g_assert_cmpstr (b, ==, "RTX 4090");
  g_ref_string_release (b);
  g_ref_string_release (c);
}

/* A server that invents texts for ever must not make old ones invalid or grow the table for ever;
 * under the address sanitizer a mistake here is a report. */
static void
test_flood (void)
{
  GRefString *kept = sublet_text_intern ("kept");
  guint i;

  for (i = 0; i < 100000; i++)
    {
      char name[32];
      GRefString *text;

      g_snprintf (name, sizeof name, "text %u", i);
      text = sublet_text_intern (name);
      g_assert_cmpstr (text, ==, name);
      g_ref_string_release (text);
    }

  g_assert_cmpstr (kept, ==, "kept");
  g_ref_string_release (kept);
}

static gpointer
take_and_give_back (gpointer data)
{
  guint i;

  for (i = 0; i < 20000; i++)
    {
      GRefString *text = sublet_text_intern (i % 2 == 0 ? "RTX 4090" : "H100 SXM");

      g_assert_cmpstr (text, ==, i % 2 == 0 ? "RTX 4090" : "H100 SXM");
      g_ref_string_release (text);
    }

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("text", take_and_give_back, NULL);
  for (i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/text/shared", test_shared);
  g_test_add_func ("/core/model/text/flood", test_flood);
  g_test_add_func ("/core/model/text/threads", test_threads);

  return g_test_run ();
}
