/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>

#define AT_US G_GINT64_CONSTANT (1785888000000000)

static const SubletRuntimeWish rented = { "RTX 4090", 2, 24564 };
static const SubletRuntimeWish unknown = { NULL, 0, 0 };

static SubletRuntimeReport *
read_text (const char *text, gsize length, const SubletRuntimeWish *wish)
{
  g_autoptr (GBytes) output = g_bytes_new (text, length);

  return sublet_runtime_report_new (output, wish, AT_US);
}

static char *
read_file (const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (g_getenv ("SUBLET_TEST_DATA"), name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);

  return text;
}

static void
assert_item (SubletRuntimeReport *report,
             SubletRuntimeTopic topic,
             SubletRuntimeFinding finding,
             SubletRuntimeVerdict verdict,
             const char *value,
             const char *detail)
{
  const SubletRuntimeItem *item = sublet_runtime_report_get_item (report, topic);

  g_assert_cmpint (item->finding, ==, finding);
  g_assert_cmpint (item->verdict, ==, verdict);
  g_assert_cmpstr (item->value, ==, value);
  g_assert_cmpstr (item->detail, ==, detail);
}

#define assert_fine(report, topic, value, detail) \
  assert_item ((report),                          \
               SUBLET_RUNTIME_TOPIC_##topic,      \
               SUBLET_RUNTIME_FINDING_FINE,       \
               SUBLET_RUNTIME_VERDICT_FINE,       \
               (value),                           \
               (detail))
#define assert_is(report, topic, finding, verdict, value, detail) \
  assert_item ((report),                                          \
               SUBLET_RUNTIME_TOPIC_##topic,                      \
               SUBLET_RUNTIME_FINDING_##finding,                  \
               SUBLET_RUNTIME_VERDICT_##verdict,                  \
               (value),                                           \
               (detail))

static void
test_fine (void)
{
  gsize length;
  g_autofree char *text = read_file ("runtime-fine.txt", &length);
  g_autoptr (SubletRuntimeReport) report = read_text (text, length, &rented);

  g_assert_cmpint (sublet_runtime_report_get_at_us (report), ==, AT_US);
  g_assert_cmpint (sublet_runtime_report_get_verdict (report), ==, SUBLET_RUNTIME_VERDICT_FINE);
  assert_fine (report, DRIVER, "570.86.15", NULL);
  assert_fine (report, GPUS, "2 × NVIDIA GeForce RTX 4090", NULL);
  assert_fine (report, MEMORY, "24564 MiB", NULL);
  assert_fine (report, CUDA, "12.8", NULL);
  assert_fine (report, PYTHON, "3.11.4", "/opt/conda/bin/python3");
  assert_fine (report, TORCH, "2.6.0+cu126", NULL);
  assert_is (report, FLASH_ATTN, MISSING, FINE, NULL, NULL);
  assert_fine (report, XFORMERS, "0.0.29", NULL);
}

/* One thing is another, all else as in the file. */
typedef struct
{
  const char *old;
  const char *new;
  SubletRuntimeTopic topic;
  SubletRuntimeFinding finding;
  SubletRuntimeVerdict verdict;
  const char *detail;
} Change;

#define ROW "@sublet gpus : NVIDIA GeForce RTX 4090, 24564, 570.86.15\n"
#define ROWS ROW ROW

static const Change changes[] = {
  { ROWS,
    ROW,
    SUBLET_RUNTIME_TOPIC_GPUS,
    SUBLET_RUNTIME_FINDING_FEWER,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    NULL },
  { ROWS "@sublet gpus . 0",
    ROW "@sublet gpus : Unable to determine the device handle: Unknown Error\n@sublet gpus . 15",
    SUBLET_RUNTIME_TOPIC_GPUS,
    SUBLET_RUNTIME_FINDING_FEWER,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "Unable to determine the device handle: Unknown Error" },
  { ROWS,
    ROWS ROW,
    SUBLET_RUNTIME_TOPIC_GPUS,
    SUBLET_RUNTIME_FINDING_FINE,
    SUBLET_RUNTIME_VERDICT_FINE,
    NULL },
  { ROWS,
    ROW "@sublet gpus : NVIDIA GeForce RTX 4070, 24564, 570.86.15\n",
    SUBLET_RUNTIME_TOPIC_GPUS,
    SUBLET_RUNTIME_FINDING_OTHER,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    NULL },
  { ROWS,
    ROW "@sublet gpus : NVIDIA Graphics Device, 24564, 570.86.15\n",
    SUBLET_RUNTIME_TOPIC_GPUS,
    SUBLET_RUNTIME_FINDING_UNREADABLE,
    SUBLET_RUNTIME_VERDICT_GAPS,
    NULL },
  { ROWS,
    ROW "@sublet gpus : NVIDIA GeForce RTX 4090, 22000, 570.86.15\n",
    SUBLET_RUNTIME_TOPIC_MEMORY,
    SUBLET_RUNTIME_FINDING_LESS,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    NULL },
  { ROWS,
    ROW "@sublet gpus : NVIDIA GeForce RTX 4090, 23028, 570.86.15\n",
    SUBLET_RUNTIME_TOPIC_MEMORY,
    SUBLET_RUNTIME_FINDING_FINE,
    SUBLET_RUNTIME_VERDICT_FINE,
    NULL },
  { ROWS,
    ROW "@sublet gpus : NVIDIA GeForce RTX 4090, [N/A], 570.86.15\n",
    SUBLET_RUNTIME_TOPIC_MEMORY,
    SUBLET_RUNTIME_FINDING_UNREADABLE,
    SUBLET_RUNTIME_VERDICT_GAPS,
    NULL },
  { ROWS "@sublet gpus . 0",
    "@sublet gpus : No devices were found\n@sublet gpus . 6",
    SUBLET_RUNTIME_TOPIC_DRIVER,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "No devices were found" },
  { ROWS "@sublet gpus . 0",
    "@sublet gpus . late",
    SUBLET_RUNTIME_TOPIC_DRIVER,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "no answer in time" },
  { "CUDA Version: 12.8",
    "CUDA Version: ERR!",
    SUBLET_RUNTIME_TOPIC_CUDA,
    SUBLET_RUNTIME_FINDING_UNREADABLE,
    SUBLET_RUNTIME_VERDICT_GAPS,
    "ERR!" },
  { "=version 3.11.4",
    "=version 2.7.18",
    SUBLET_RUNTIME_TOPIC_PYTHON,
    SUBLET_RUNTIME_FINDING_MISSING,
    SUBLET_RUNTIME_VERDICT_GAPS,
    NULL },
  { "@sublet python . 0",
    "@sublet python : cannot execute binary file\n@sublet python . 126",
    SUBLET_RUNTIME_TOPIC_PYTHON,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_GAPS,
    "cannot execute binary file" },
  { "=version 2.6.0+cu126",
    "=missing torch",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_MISSING,
    SUBLET_RUNTIME_VERDICT_GAPS,
    NULL },
  { "=available True",
    "=available False",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_NO_CUDA,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "built for CUDA 12.6" },
  { "=cuda 12.6\n@sublet torch : =available True",
    "=cuda None\n@sublet torch : =available False",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_NO_CUDA,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "built without CUDA" },
  { "=available True",
    "=warning the driver on your system is too old\n@sublet torch : =available False",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_NO_CUDA,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "the driver on your system is too old" },
  { "=product right",
    "=product 7.0",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "1048576 came out as 7.0" },
  { "=product right\n@sublet torch : =imported torch",
    "=error RuntimeError: CUDA error: no kernel image is available",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "RuntimeError: CUDA error: no kernel image is available" },
  { "=product right\n@sublet torch : =imported torch\n@sublet torch . 0",
    "\n@sublet torch . late",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "no answer in time" },
  { "=available True\n@sublet torch : =product right\n@sublet torch : =imported torch\n@sublet "
    "torch "
    ". 0",
    "\n@sublet torch . late",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_UNREADABLE,
    SUBLET_RUNTIME_VERDICT_GAPS,
    "no answer in time" },
  { "=imported torch\n@sublet torch . 0",
    "\n@sublet torch . 139",
    SUBLET_RUNTIME_TOPIC_TORCH,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_UNFIT,
    "exit status 139" },
  { "=free 65011712 /",
    "=free 512000 /\n@sublet space : =free 65011712 /workspace",
    SUBLET_RUNTIME_TOPIC_SPACE,
    SUBLET_RUNTIME_FINDING_LESS,
    SUBLET_RUNTIME_VERDICT_GAPS,
    "/ 500 MiB, /workspace 63488 MiB" },
  { "=missing flash_attn",
    "=error ImportError: undefined symbol",
    SUBLET_RUNTIME_TOPIC_FLASH_ATTN,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_GAPS,
    "ImportError: undefined symbol" },
  { "=imported xformers",
    "=error Exception: built for CUDA 12.1",
    SUBLET_RUNTIME_TOPIC_XFORMERS,
    SUBLET_RUNTIME_FINDING_BROKEN,
    SUBLET_RUNTIME_VERDICT_GAPS,
    "Exception: built for CUDA 12.1" },
};

static void
test_changes (void)
{
  gsize length;
  g_autofree char *text = read_file ("runtime-fine.txt", &length);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) changed = g_string_new (text);
      g_autoptr (SubletRuntimeReport) report = NULL;
      const SubletRuntimeItem *item;

      g_assert_cmpuint (g_string_replace (changed, changes[i].old, changes[i].new, 1), ==, 1);
      report = read_text (changed->str, changed->len, &rented);
      item = sublet_runtime_report_get_item (report, changes[i].topic);
      if (item->finding != changes[i].finding || item->verdict != changes[i].verdict ||
          g_strcmp0 (item->detail, changes[i].detail) != 0)
        g_error ("%s: finding %d, verdict %d, detail %s",
                 changes[i].new,
                 item->finding,
                 item->verdict,
                 item->detail);
      /* Nothing else is worse for it, but what a missing driver takes along. */
      g_assert_cmpint (sublet_runtime_report_get_verdict (report), ==, changes[i].verdict);
    }
}

static void
test_nothing (void)
{
  static const char absent[] = "@sublet gpus ?\n@sublet gpus . absent\n"
                               "@sublet python ?\n@sublet python . absent\n";
  g_autoptr (SubletRuntimeReport) empty = read_text ("", 0, &rented);
  g_autoptr (SubletRuntimeReport) report = read_text (absent, strlen (absent), &unknown);
  int i;

  for (i = 0; i < SUBLET_RUNTIME_TOPIC_NETWORK; i++)
    assert_item (empty,
                 i,
                 SUBLET_RUNTIME_FINDING_UNREADABLE,
                 SUBLET_RUNTIME_VERDICT_GAPS,
                 NULL,
                 NULL);

  assert_is (empty, NETWORK, SKIPPED, FINE, NULL, NULL);

  assert_is (report, DRIVER, MISSING, UNFIT, NULL, NULL);
  assert_is (report, GPUS, UNREADABLE, GAPS, NULL, NULL);
  assert_is (report, PYTHON, MISSING, GAPS, NULL, NULL);
  assert_is (report, TORCH, MISSING, GAPS, NULL, NULL);
  assert_is (report, FLASH_ATTN, MISSING, FINE, NULL, NULL);
  g_assert_cmpint (sublet_runtime_report_get_verdict (report), ==, SUBLET_RUNTIME_VERDICT_UNFIT);
}

static void
assert_clean (const char *text)
{
  const char *at;

  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <=, SUBLET_RUNTIME_TEXT_BYTES);
  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
}

static void
test_hostile (void)
{
  gsize length;
  g_autofree char *text = read_file ("runtime-hostile.txt", &length);
  g_autoptr (SubletRuntimeReport) report = read_text (text, length, &rented);
  int i;

  for (i = 0; i < SUBLET_RUNTIME_N_TOPICS; i++)
    {
      assert_clean (sublet_runtime_report_get_item (report, i)->value);
      assert_clean (sublet_runtime_report_get_item (report, i)->detail);
    }
  assert_is (report, GPUS, FEWER, UNFIT, "]52;c;aGk=[31mNVIDIA GeForce RTX 4090�", NULL);
  assert_is (report, MEMORY, UNREADABLE, GAPS, NULL, NULL);
  assert_fine (report, PYTHON, "�", NULL);
  assert_is (report, XFORMERS, BROKEN, GAPS, NULL, "ImportError: lineonetwo");
  assert_is (report, FLASH_ATTN, UNREADABLE, GAPS, NULL, "no answer in time");
}

/* Wherever it is cut before the last thing is known, something comes of it, and it is not fine. */
static void
test_truncated (void)
{
  gsize length;
  g_autofree char *text = read_file ("runtime-fine.txt", &length);
  gsize end =
    (gsize) (strstr (text, "=imported xformers\n") - text) + strlen ("=imported xformers");
  gsize i;

  for (i = 0; i <= end; i++)
    {
      g_autofree char *copy = g_memdup2 (text, MAX (i, 1));
      g_autoptr (SubletRuntimeReport) report = read_text (copy, i, &rented);

      g_assert_cmpint (sublet_runtime_report_get_verdict (report), >=, SUBLET_RUNTIME_VERDICT_GAPS);
    }
}

static void
test_json (void)
{
  static const char *const files[] = { "runtime-fine.txt", "runtime-hostile.txt" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize length;
      g_autofree char *text = read_file (files[i], &length);
      g_autoptr (SubletRuntimeReport) report = read_text (text, length, &rented);
      g_autofree char *json = sublet_runtime_report_to_json (report);
      g_autoptr (GError) error = NULL;
      g_autoptr (SubletRuntimeReport) copy = sublet_runtime_report_from_json (json, &error);
      int topic;

      g_assert_no_error (error);
      g_assert_cmpint (sublet_runtime_report_get_at_us (copy), ==, AT_US);
      for (topic = 0; topic < SUBLET_RUNTIME_N_TOPICS; topic++)
        {
          const SubletRuntimeItem *item = sublet_runtime_report_get_item (report, topic);

          assert_item (copy, topic, item->finding, item->verdict, item->value, item->detail);
        }
    }
}

static void
test_json_broken (void)
{
  static const char *const texts[] = {
    "",
    "[]",
    "null",
    "{}",
    "{\"at_us\":\"soon\"}",
    "{\"at_us\":1,\"gpus\":{}}",
    "{\"at_us\":1,\"gpus\":{\"finding\":\"fine\",\"verdict\":\"splendid\"}}",
    "{\"at_us\":1,\"gpus\":{\"finding\":7,\"verdict\":\"fine\"}}",
    "{\"at_us\":1",
    "{\"at_us\":1}}",
    "{\"at_us\":1,\"x\":\"\xff\"}",
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (SubletRuntimeReport) old = NULL;
  g_autoptr (GError) error = NULL;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (sublet_runtime_report_from_json (texts[i], &error) != NULL)
        g_error ("%s was read", texts[i]);
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_clear_error (&error);
    }
  for (i = 0; i < 10000; i++)
    g_string_append_c (deep, '[');
  for (i = 0; i < 10000; i++)
    g_string_append_c (deep, ']');
  g_assert_null (sublet_runtime_report_from_json (deep->str, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  g_clear_error (&error);

  /* What a later topic was not yet. */
  old = sublet_runtime_report_from_json ("{\"at_us\":1,\"gpus\":{\"finding\":\"fine\","
                                         "\"verdict\":\"fine\",\"value\":\"a\\u0007b\"}}",
                                         &error);
  g_assert_no_error (error);
  assert_fine (old, GPUS, "ab", NULL);
  assert_is (old, XFORMERS, UNREADABLE, GAPS, NULL, NULL);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/runtime-report/fine", test_fine);
  g_test_add_func ("/core/ssh/runtime-report/changes", test_changes);
  g_test_add_func ("/core/ssh/runtime-report/nothing", test_nothing);
  g_test_add_func ("/core/ssh/runtime-report/hostile", test_hostile);
  g_test_add_func ("/core/ssh/runtime-report/truncated", test_truncated);
  g_test_add_func ("/core/ssh/runtime-report/json", test_json);
  g_test_add_func ("/core/ssh/runtime-report/json-broken", test_json_broken);

  return g_test_run ();
}
