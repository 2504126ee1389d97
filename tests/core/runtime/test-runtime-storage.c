/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/script-machine.h"
#include "support/sublet-test.h"

/* Disks and networks as machines have them, and that nothing is left there. */

static const SubletRuntimeItem *
get (SubletRuntimeReport *report, SubletRuntimeTopic topic)
{
  return sublet_runtime_report_get_item (report, topic);
}

/* ---- the disk ---- */

static void
assert_nothing_left (Machine *machine)
{
  g_autoptr (GDir) folder = g_dir_open (machine->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".sublet"));
}

static void
test_disk (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;
  const SubletRuntimeItem *item;
  g_autofree char *end = g_strconcat (", ", machine->folder, NULL);

  machine_add_disk_tools (machine);
  report = machine_run (machine);
  item = get (report, SUBLET_RUNTIME_TOPIC_DISK);
  if (item->finding == SUBLET_RUNTIME_FINDING_SKIPPED)
    {
      g_test_skip (item->detail);
      return;
    }
  g_assert_cmpint (item->finding, ==, SUBLET_RUNTIME_FINDING_FINE);
  g_assert_true (g_str_has_suffix (item->value, " MB/s"));
  g_assert_true (g_str_has_prefix (item->detail, "write "));
  if (!g_file_test ("/workspace", G_FILE_TEST_IS_DIR))
    g_assert_true (g_str_has_suffix (item->detail, end));
  assert_nothing_left (machine);
}

/* As many KiB as the text says are free everywhere. */
static void
add_free (Machine *machine, const char *kib)
{
  g_autofree char *text =
    g_strdup_printf ("#!/bin/sh\necho 'Filesystem 1024-blocks Used Available Capacity Mounted on'\n"
                     "echo \"overlay 1000000 1 %s 1%% /\"\n",
                     kib);

  machine_write (machine, "bin/df", text);
}

static void
test_disk_full (Machine *machine, gconstpointer data)
{
  static const char *const tools[] = { "rm", NULL };
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_link_all (machine, tools);
  machine_write (machine, "bin/dd", "#!/bin/sh\necho x >\"$TMPDIR/harm\"\n");
  add_free (machine, "0");
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_UNFIT);
  g_assert_cmpint (get (report, SUBLET_RUNTIME_TOPIC_SPACE)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_LESS);
  g_assert_cmpint (get (report, SUBLET_RUNTIME_TOPIC_SPACE)->verdict,
                   ==,
                   SUBLET_RUNTIME_VERDICT_UNFIT);
  g_assert_cmpstr (get (report, SUBLET_RUNTIME_TOPIC_SPACE)->value, ==, "0 MiB");
  g_assert_cmpint (get (report, SUBLET_RUNTIME_TOPIC_DISK)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_SKIPPED);
  g_clear_pointer (&report, sublet_runtime_report_unref);

  /* Not enough for the least that says something, and a twentieth of it at the most. */
  add_free (machine, "327679");
  report = machine_run (machine);
  g_assert_cmpint (get (report, SUBLET_RUNTIME_TOPIC_DISK)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_SKIPPED);
  g_assert_cmpint (get (report, SUBLET_RUNTIME_TOPIC_SPACE)->verdict,
                   ==,
                   SUBLET_RUNTIME_VERDICT_GAPS);
  g_clear_pointer (&report, sublet_runtime_report_unref);

  add_free (machine, "327680");
  machine_write (machine,
                 "bin/dd",
                 "#!/bin/sh\n"
                 "case $* in\n"
                 "  *count=16*) echo '16777216 bytes copied, 0.1 s, 168 MB/s' >&2 ;;\n"
                 "esac\n");
  report = machine_run (machine);
  g_assert_cmpstr (get (report, SUBLET_RUNTIME_TOPIC_DISK)->value, ==, "168 MB/s");
  assert_nothing_left (machine);
}

/* It fills while it is written. */
static void
test_disk_fills (Machine *machine, gconstpointer data)
{
  static const char *const tools[] = { "rm", "df", NULL };
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_link_all (machine, tools);
  add_free (machine, "9999999");
  machine_write (machine,
                 "bin/dd",
                 "#!/bin/sh\n"
                 "echo \"dd: error writing 'standard output': No space left on device\" >&2\n"
                 "echo '3+0 records in' >&2\n"
                 "echo '0 bytes copied, 0.1 s, 0.0 kB/s' >&2\n"
                 "exit 1\n");
  report = machine_run (machine);
  assert_is (report,
             DISK,
             BROKEN,
             GAPS,
             NULL,
             "dd: error writing 'standard output': No space left on device");
  assert_nothing_left (machine);
}

static void
test_no_tmp (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_all (machine, "lambda: True");
  g_free (machine->temporary);
  machine->temporary = g_build_filename (machine->folder, "nowhere", NULL);
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_FINE);
  /* The next folder that can be written. */
  g_assert_cmpint (get (report, SUBLET_RUNTIME_TOPIC_DISK)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_FINE);
  g_assert_false (g_file_test (machine->temporary, G_FILE_TEST_EXISTS));
}

/* ---- the network ---- */

static void
assert_network (Machine *machine, const char *const *tools, bool has_python)
{
  g_autofree char *path = g_build_filename (machine->folder, "much", NULL);
  g_autofree char *much = g_malloc0 (SUBLET_RUNTIME_NETWORK_BYTES + 1000000);
  g_autofree char *url = g_strconcat ("file://", path, NULL);
  g_autoptr (SubletRuntimeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const SubletRuntimeItem *item;

  g_file_set_contents (path, much, SUBLET_RUNTIME_NETWORK_BYTES + 1000000, &error);
  g_assert_no_error (error);
  machine_link_all (machine, tools);
  if (has_python)
    machine_add_python (machine);
  report = machine_run_asking (machine, NULL, url);
  item = get (report, SUBLET_RUNTIME_TOPIC_NETWORK);
  g_assert_cmpint (item->finding, ==, SUBLET_RUNTIME_FINDING_FINE);
  g_assert_true (g_str_has_suffix (item->value, " Mb/s"));
  /* Not all that there is. */
  g_assert_true (g_str_has_prefix (item->detail, "16.0 MB in "));
}

static void
test_network_curl (Machine *machine, gconstpointer data)
{
  static const char *const tools[] = { "curl", "head", "wc", NULL };

  assert_network (machine, tools, false);
}

static void
test_network_python (Machine *machine, gconstpointer data)
{
  static const char *const tools[] = { "head", "wc", NULL };

  assert_network (machine, tools, true);
}

static void
test_network_fails (Machine *machine, gconstpointer data)
{
  static const char *const tools[] = { "head", "wc", NULL };
  g_autoptr (SubletRuntimeReport) report = NULL;

  report = machine_run_asking (machine, NULL, "file:///nowhere");
  assert_is (report, NETWORK, SKIPPED, FINE, NULL, "neither curl nor wget nor Python is there");
  g_clear_pointer (&report, sublet_runtime_report_unref);

  machine_link_all (machine, tools);
  machine_write (machine,
                 "bin/wget",
                 "#!/bin/sh\n"
                 "[ \"$6\" = file:///nowhere ] || exit 1\n"
                 "echo 'wget: bad address' >&2\n"
                 "exit 1\n");
  report = machine_run_asking (machine, NULL, "file:///nowhere");
  assert_is (report, NETWORK, BROKEN, GAPS, NULL, "wget: bad address");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  machine_add_tests ("disk", test_disk);
  machine_add_test ("disk-full", test_disk_full);
  machine_add_test ("disk-fills", test_disk_fills);
  machine_add_test ("no-tmp", test_no_tmp);
  machine_add_tests ("network-curl", test_network_curl);
  machine_add_test ("network-python", test_network_python);
  machine_add_test ("network-fails", test_network_fails);

  return g_test_run ();
}
