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

          if (sublet_runtime_progress_get_done (progress) != done)
            g_assert_true (changed);
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

static void
assert_stage (const SubletRuntimeProgress *progress,
              SubletRuntimeTopic topic,
              SubletRuntimeStage stage)
{
  g_assert_cmpint (sublet_runtime_progress_get_topic (progress, topic), ==, stage);
}

/* A topic is done when all has come that its judgement looks at. */
static void
test_stages (void)
{
  static const char *const texts[] = { "numpy", NULL };
  g_autoptr (GPtrArray) packages = sublet_runtime_packages_new_from_texts (texts);
  g_autoptr (SubletRuntimeProgress) progress = sublet_runtime_progress_new (packages, false);
  g_autoptr (SubletRuntimeProgress) network = sublet_runtime_progress_new (NULL, true);

  assert_stage (progress, SUBLET_RUNTIME_TOPIC_GPUS, SUBLET_RUNTIME_STAGE_WAITING);
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_NETWORK, SUBLET_RUNTIME_STAGE_DONE);
  assert_stage (network, SUBLET_RUNTIME_TOPIC_NETWORK, SUBLET_RUNTIME_STAGE_WAITING);

  g_assert_true (sublet_runtime_progress_take (progress, "@sublet gpus ?\n", 15));
  g_assert_false (sublet_runtime_progress_take (progress, "@sublet gpus ?\n", 15));
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_GPUS, SUBLET_RUNTIME_STAGE_RUNNING);
  take (progress, "@sublet gpus . 0\n@sublet cuda ?\n@sublet cuda . 0\n@sublet python ?\n");
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_GPUS, SUBLET_RUNTIME_STAGE_DONE);
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_DRIVER, SUBLET_RUNTIME_STAGE_DONE);
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_CUDA, SUBLET_RUNTIME_STAGE_RUNNING);
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_TORCH, SUBLET_RUNTIME_STAGE_WAITING);
  g_assert_cmpint (sublet_runtime_progress_get_package (progress, 0),
                   ==,
                   SUBLET_RUNTIME_STAGE_WAITING);

  take (progress, "@sublet p0 ?\n@sublet p0 . 0\n");
  g_assert_cmpint (sublet_runtime_progress_get_package (progress, 0),
                   ==,
                   SUBLET_RUNTIME_STAGE_RUNNING);
  take (progress, "@sublet python . 0\n@sublet torch ?\n@sublet torch . 0\n");
  g_assert_cmpint (sublet_runtime_progress_get_package (progress, 0),
                   ==,
                   SUBLET_RUNTIME_STAGE_DONE);
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_TORCH, SUBLET_RUNTIME_STAGE_DONE);
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_CUDA, SUBLET_RUNTIME_STAGE_RUNNING);
  take (progress, "@sublet toolkit ?\n@sublet toolkit . 0\n");
  assert_stage (progress, SUBLET_RUNTIME_TOPIC_CUDA, SUBLET_RUNTIME_STAGE_DONE);
}

/* What is done says the same at the end: no row is taken back. */
static void
test_final (void)
{
  const SubletRuntimeWish wish = { "RTX 4090", 1, 24564 };
  g_autofree char *path =
    g_build_filename (g_getenv ("SUBLET_TEST_DATA"), "runtime-fine.txt", NULL);
  g_autoptr (SubletRuntimeProgress) progress = sublet_runtime_progress_new (NULL, false);
  g_autoptr (SubletRuntimeReport) whole = NULL;
  g_autoptr (GBytes) all = NULL;
  g_autofree char *text = NULL;
  guint n_compared = 0;
  gsize length;
  gsize at;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  all = g_bytes_new (text, length);
  whole = sublet_runtime_report_new (all, &wish, 1);
  for (at = 0; at < length; at++)
    {
      g_autoptr (SubletRuntimeReport) part = NULL;
      g_autoptr (GBytes) bytes = NULL;
      int topic;

      if (!sublet_runtime_progress_take (progress, text + at, 1))
        continue;
      bytes = g_bytes_new (text, at + 1);
      part = sublet_runtime_report_new (bytes, &wish, 1);
      for (topic = 0; topic < SUBLET_RUNTIME_N_TOPICS; topic++)
        {
          const SubletRuntimeItem *now = sublet_runtime_report_get_item (part, topic);
          const SubletRuntimeItem *end = sublet_runtime_report_get_item (whole, topic);

          if (sublet_runtime_progress_get_topic (progress, topic) != SUBLET_RUNTIME_STAGE_DONE)
            continue;
          g_assert_cmpint (now->finding, ==, end->finding);
          g_assert_cmpint (now->verdict, ==, end->verdict);
          g_assert_cmpstr (now->value, ==, end->value);
          g_assert_cmpstr (now->detail, ==, end->detail);
          n_compared++;
        }
    }
  g_assert_cmpuint (n_compared, >, 100);
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
  g_test_add_func ("/core/runtime/progress/stages", test_stages);
  g_test_add_func ("/core/runtime/progress/final", test_final);
  g_test_add_func ("/core/runtime/progress/flood", test_flood);

  return g_test_run ();
}
