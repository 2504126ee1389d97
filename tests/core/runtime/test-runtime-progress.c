/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-progress.h"

#include "support/sublet-test.h"

#include <string.h>

/* In pieces of any size: the same at the end, and never less than before. */
static void
test_pieces (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SUBLET_TEST_DATA"), "runtime-fine.txt", NULL);
  g_autofree char *text = NULL;
  gsize length;
  gsize start;
  gsize piece;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  start = (gsize) (strstr (text, "@sublet gpus ?") - text);

  for (piece = 1; piece < 200; piece += 13)
    {
      g_autoptr (SubletRuntimeProgress) progress = sublet_runtime_progress_new (NULL, false);
      guint before = 0;
      gsize at;

      for (at = start; at < length; at += piece)
        {
          guint done = sublet_runtime_progress_get_done (progress);
          bool changed =
            sublet_runtime_progress_take (progress, text + at, MIN (piece, length - at));

          g_assert_cmpint (changed, ==, sublet_runtime_progress_get_done (progress) != done);
          g_assert_cmpuint (sublet_runtime_progress_get_done (progress), >=, before);
          before = sublet_runtime_progress_get_done (progress);
        }
      g_assert_cmpuint (before, ==, 11);
      g_assert_cmpuint (sublet_runtime_progress_get_all (progress), ==, 11);
    }
}

static void
take (SubletRuntimeProgress *progress, const char *text)
{
  sublet_runtime_progress_take (progress, text, strlen (text));
}

static void
test_all (void)
{
  static const char *const texts[] = { "numpy", "torch>=2", "scipy", NULL };
  g_autoptr (GPtrArray) packages = sublet_runtime_packages_new_from_texts (texts);
  g_autoptr (SubletRuntimeProgress) progress = sublet_runtime_progress_new (packages, true);

  /* One of them is asked for anyway. */
  g_assert_cmpuint (sublet_runtime_progress_get_all (progress), ==, 14);
  take (progress, "@sublet p0 ?\n@sublet p0 . 0\n@sublet p1 . 0\n");
  g_assert_cmpuint (sublet_runtime_progress_get_done (progress), ==, 2);

  /* What is none, or somebody else's. */
  take (progress,
        "@sublet p24 . 0\n@sublet p02 . 0\n@sublet px . 0\n@sublet gpus : . 0\n@sublet\n");
  g_assert_cmpuint (sublet_runtime_progress_get_done (progress), ==, 2);

  /* A banner said so before it was asked. */
  take (progress, "@sublet gpus . 0\n");
  g_assert_cmpuint (sublet_runtime_progress_get_done (progress), ==, 3);
  take (progress, "@sublet gpus ?\n");
  g_assert_cmpuint (sublet_runtime_progress_get_done (progress), ==, 2);
}

/* Nothing of it is kept, and what follows counts. */
static void
test_flood (void)
{
  g_autoptr (SubletRuntimeProgress) progress = sublet_runtime_progress_new (NULL, false);
  g_autofree char *flood = g_strnfill (1000000, 'x');

  take (progress, "@sublet python . 0");
  take (progress, flood);
  take (progress, "@sublet gpus . 0\n@sublet cuda . 0\n");
  g_assert_cmpuint (sublet_runtime_progress_get_done (progress), ==, 1);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/runtime/progress/pieces", test_pieces);
  g_test_add_func ("/core/runtime/progress/all", test_all);
  g_test_add_func ("/core/runtime/progress/flood", test_flood);

  return g_test_run ();
}
