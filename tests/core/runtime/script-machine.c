/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "script-machine.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const SubletRuntimeWish rented = { "RTX 4090", 1, 24564 };

char *
machine_find (const char *name)
{
  char *path = g_find_program_in_path (name);

  if (path == NULL)
    g_error ("%s is missing", name);
  return path;
}

void
machine_link (Machine *machine, const char *name, const char *as)
{
  g_autofree char *target = machine_find (name);
  g_autofree char *path = g_build_filename (machine->bin, as, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

void
machine_write (Machine *machine, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (machine->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
}

void
machine_set_up (Machine *machine, gconstpointer data)
{
  const Surroundings *surroundings = data;

  machine->folder = sublet_test_make_folder ();
  machine->bin = g_build_filename (machine->folder, "bin", NULL);
  machine->path = g_strdup (machine->bin);
  machine->temporary = g_strdup (machine->folder);
  g_assert_cmpint (g_mkdir (machine->bin, 0700), ==, 0);
  machine_link (machine, surroundings->shell, "sh");
  machine_link (machine, "sleep", "sleep");
  if (surroundings->has_setsid)
    machine_link (machine, "setsid", "setsid");
}

void
machine_tear_down (Machine *machine, gconstpointer data)
{
  g_free (machine->bin);
  g_free (machine->path);
  g_free (machine->temporary);
  g_clear_pointer (&machine->output, g_bytes_unref);
  sublet_test_remove_folder (machine->folder);
}

/* Once a program that never ends has written its number down, every second is a twentieth of one.
 */
void
machine_make_time_fly (Machine *machine)
{
  g_autofree char *sleep = machine_find ("sleep");
  g_autofree char *path = g_build_filename (machine->bin, "sleep", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n"
                                           "until [ -s %s/number ]; do %s 0.05; done\n"
                                           "exec %s 0.05\n",
                                           machine->folder,
                                           sleep,
                                           sleep);

  g_assert_cmpint (g_unlink (path), ==, 0);
  machine_write (machine, "bin/sleep", text);
}

SubletRuntimeReport *
machine_run_asking (Machine *machine, const char *const *texts, const char *network_url)
{
  g_autoptr (GPtrArray) wanted = sublet_runtime_packages_new_from_texts (texts);
  g_autofree char *script = sublet_runtime_report_dup_script (wanted, network_url);
  g_autofree char *command =
    g_strconcat (machine->prefix != NULL ? machine->prefix : "", script, NULL);
  SubletRuntimeWish wish = rented;
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *shell = g_build_filename (machine->bin, "sh", NULL);
  g_autofree char *cuda = g_build_filename (machine->folder, "cuda", NULL);
  g_autofree char *packages = g_build_filename (machine->folder, "packages", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "PATH", machine->path, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", machine->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "PYTHONPATH", packages, TRUE);
  g_subprocess_launcher_setenv (launcher, "TMPDIR", machine->temporary, TRUE);
  g_subprocess_launcher_setenv (launcher, "CUDA_HOME", cuda, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "de_DE.UTF-8", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, shell, "-c", script, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_async (process, NULL, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_subprocess_communicate_finish (process, result, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (output), <=, SUBLET_RUNTIME_OUTPUT_BYTES);

  g_clear_pointer (&machine->output, g_bytes_unref);
  machine->output = g_bytes_ref (output);
  wish.packages = wanted;
  return sublet_runtime_report_new (output, &wish, 1);
}

SubletRuntimeReport *
machine_run (Machine *machine)
{
  return machine_run_asking (machine, NULL, NULL);
}

void
assert_item (const SubletRuntimeItem *item,
             SubletRuntimeFinding finding,
             SubletRuntimeVerdict verdict,
             const char *value,
             const char *detail)
{
  g_assert_cmpint (item->finding, ==, finding);
  g_assert_cmpint (item->verdict, ==, verdict);
  g_assert_cmpstr (item->value, ==, value);
  g_assert_cmpstr (item->detail, ==, detail);
}

void
machine_add_torch (Machine *machine, const char *cuda)
{
  g_autofree char *text = g_strdup_printf ("import types, warnings\n"
                                           "__version__ = '2.6.0'\n"
                                           "version = types.SimpleNamespace(cuda='12.6')\n"
                                           "def no():\n"
                                           "    warnings.warn('the driver is too old')\n"
                                           "    return False\n"
                                           "class Total:\n"
                                           "    def item(self): return 1048576.0\n"
                                           "class Tensor:\n"
                                           "    def __matmul__(self, other): return self\n"
                                           "    def sum(self): return Total()\n"
                                           "def full(size, value, device): return Tensor()\n"
                                           "cuda = types.SimpleNamespace(is_available=%s)\n",
                                           cuda);

  machine_write (machine, "packages/torch/__init__.py", text);
}

static const char nvidia_smi[] =
  "#!/bin/sh\n"
  "echo 'WARNING: infoROM is corrupted at gpu 0000:01:00.0' >&2\n"
  "echo '@sublet gpus . 0'\n"
  "case $1 in\n"
  "  --query-gpu=name,memory.total,driver_version)\n"
  "    [ \"$2\" = --format=csv,noheader,nounits ] || exit 2\n"
  "    [ \"$LC_ALL\" = C ] || exit 3\n"
  "    printf 'NVIDIA GeForce RTX 4090, 24564, 570.86.15' ;;\n"
  "  '') echo '| NVIDIA-SMI 570.86.15    Driver Version: 570.86.15    CUDA Version: 12.8 |' ;;\n"
  "esac\n";

void
machine_add_driver (Machine *machine)
{
  machine_write (machine, "bin/nvidia-smi", nvidia_smi);
}

void
machine_link_all (Machine *machine, const char *const *names)
{
  for (; *names != NULL; names++)
    machine_link (machine, *names, *names);
}

void
machine_add_python (Machine *machine)
{
  machine_link (machine, "/usr/bin/python3", "python3");
}

void
machine_add_disk_tools (Machine *machine)
{
  static const char *const names[] = { "df", "dd", "rm", NULL };

  machine_link_all (machine, names);
}

void
machine_add_all (Machine *machine, const char *is_available)
{
  machine_add_driver (machine);
  machine_add_disk_tools (machine);
  machine_add_python (machine);
  machine_add_torch (machine, is_available);
}

void
assert_verdict (SubletRuntimeReport *report, SubletRuntimeVerdict verdict)
{
  int i;

  if (sublet_runtime_report_get_verdict (report) == verdict)
    return;
  for (i = 0; i < SUBLET_RUNTIME_N_TOPICS; i++)
    g_test_message ("topic %d: finding %d, verdict %d, %s, %s",
                    i,
                    sublet_runtime_report_get_item (report, i)->finding,
                    sublet_runtime_report_get_item (report, i)->verdict,
                    sublet_runtime_report_get_item (report, i)->value,
                    sublet_runtime_report_get_item (report, i)->detail);
  g_assert_cmpint (sublet_runtime_report_get_verdict (report), ==, verdict);
}

static const Surroundings all[] = { { "dash", true }, { "bash", true }, { "dash", false } };

static void
add_test (const char *name, gsize which, void (*test) (Machine *, gconstpointer))
{
  static const char *const names[] = { "dash", "bash", "no-setsid" };
  g_autofree char *path = g_strdup_printf ("/core/runtime/script/%s/%s", names[which], name);

  g_test_add (path, Machine, &all[which], machine_set_up, test, machine_tear_down);
}

void
machine_add_test (const char *name, void (*test) (Machine *, gconstpointer))
{
  add_test (name, 0, test);
}

void
machine_add_tests (const char *name, void (*test) (Machine *, gconstpointer))
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (all); i++)
    add_test (name, i, test);
}
