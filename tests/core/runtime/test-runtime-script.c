/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-report.h"

#include "support/sublet-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* The script as a machine runs it, with programs that stand in for the driver's and for Python. */

typedef struct
{
  const char *shell;
  bool has_setsid;
} Surroundings;

typedef struct
{
  char *folder; /* (owned) */
  char *bin;    /* (owned) in it, with the programs */
  char *path;   /* (owned): PATH */
} Machine;

static const SubletRuntimeWish rented = { "RTX 4090", 1, 24564 };

static char *
find (const char *name)
{
  char *path = g_find_program_in_path (name);

  if (path == NULL)
    g_error ("%s is missing", name);
  return path;
}

static void
link_program (Machine *machine, const char *name, const char *as)
{
  g_autofree char *target = find (name);
  g_autofree char *path = g_build_filename (machine->bin, as, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
write_file (Machine *machine, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (machine->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
}

static void
set_up (Machine *machine, gconstpointer data)
{
  const Surroundings *surroundings = data;

  machine->folder = sublet_test_make_folder ();
  machine->bin = g_build_filename (machine->folder, "bin", NULL);
  machine->path = g_strdup (machine->bin);
  g_assert_cmpint (g_mkdir (machine->bin, 0700), ==, 0);
  link_program (machine, surroundings->shell, "sh");
  link_program (machine, "sleep", "sleep");
  if (surroundings->has_setsid)
    link_program (machine, "setsid", "setsid");
}

static void
tear_down (Machine *machine, gconstpointer data)
{
  g_free (machine->bin);
  g_free (machine->path);
  sublet_test_remove_folder (machine->folder);
}

/* Once a program that never ends has written its number down, every second is a twentieth of one.
 */
static void
make_time_fly (Machine *machine)
{
  g_autofree char *sleep = find ("sleep");
  g_autofree char *path = g_build_filename (machine->bin, "sleep", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n"
                                           "until [ -s %s/number ]; do %s 0.05; done\n"
                                           "exec %s 0.05\n",
                                           machine->folder,
                                           sleep,
                                           sleep);

  g_assert_cmpint (g_unlink (path), ==, 0);
  write_file (machine, "bin/sleep", text);
}

static SubletRuntimeReport *
run (Machine *machine)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *shell = g_build_filename (machine->bin, "sh", NULL);
  g_autofree char *packages = g_build_filename (machine->folder, "packages", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "PATH", machine->path, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", machine->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "PYTHONPATH", packages, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "de_DE.UTF-8", TRUE);
  process = g_subprocess_launcher_spawn (launcher,
                                         &error,
                                         shell,
                                         "-c",
                                         sublet_runtime_report_get_script (),
                                         NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_async (process, NULL, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_subprocess_communicate_finish (process, result, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (output), <=, SUBLET_RUNTIME_OUTPUT_BYTES);

  return sublet_runtime_report_new (output, &rented, 1);
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

#define assert_is(report, topic, finding, verdict, value, detail) \
  assert_item ((report),                                          \
               SUBLET_RUNTIME_TOPIC_##topic,                      \
               SUBLET_RUNTIME_FINDING_##finding,                  \
               SUBLET_RUNTIME_VERDICT_##verdict,                  \
               (value),                                           \
               (detail))

/* ---- the driver ---- */

static void
test_bare (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = run (machine);

  assert_is (report, DRIVER, MISSING, UNFIT, NULL, NULL);
  assert_is (report, PYTHON, MISSING, GAPS, NULL, NULL);
  assert_is (report, TORCH, MISSING, GAPS, NULL, NULL);
  assert_is (report, FLASH_ATTN, MISSING, FINE, NULL, NULL);
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

static void
test_driver (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  write_file (machine, "bin/nvidia-smi", nvidia_smi);
  report = run (machine);
  assert_is (report, DRIVER, FINE, FINE, "570.86.15", NULL);
  assert_is (report, GPUS, FINE, FINE, "NVIDIA GeForce RTX 4090", NULL);
  assert_is (report, MEMORY, FINE, FINE, "24564 MiB", NULL);
  assert_is (report, CUDA, FINE, FINE, "12.8", NULL);
}

static void
test_driver_fails (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  write_file (machine,
              "bin/nvidia-smi",
              "#!/bin/sh\necho \"NVIDIA-SMI has failed because it couldn't communicate with the "
              "NVIDIA driver.\"\nexit 9\n");
  report = run (machine);
  assert_is (report,
             DRIVER,
             BROKEN,
             UNFIT,
             NULL,
             "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.");
  assert_is (report, GPUS, UNREADABLE, GAPS, NULL, NULL);
}

static bool
is_gone (gpointer user_data)
{
  return kill (GPOINTER_TO_INT (user_data), 0) != 0 && errno == ESRCH;
}

/* It writes its number down and never ends. */
static void
test_driver_hangs (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;
  g_autofree char *sleep = find ("sleep");
  g_autofree char *path = g_build_filename (machine->folder, "number", NULL);
  g_autofree char *program =
    g_strdup_printf ("#!/bin/sh\ntrap '' TERM HUP INT\n[ -z \"$1\" ] || echo $$ >%s\n"
                     "exec %s 3600\n",
                     path,
                     sleep);
  g_autofree char *number = NULL;

  make_time_fly (machine);
  write_file (machine, "bin/nvidia-smi", program);
  report = run (machine);
  assert_is (report, DRIVER, BROKEN, UNFIT, NULL, "no answer in time");
  assert_is (report, CUDA, UNREADABLE, GAPS, NULL, NULL);

  g_assert_true (g_file_get_contents (path, &number, NULL, NULL));
  sublet_test_await (is_gone, GINT_TO_POINTER (atoi (number)));
}

/* What it started goes with it. */
static void
test_driver_hangs_below (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;
  g_autofree char *sleep = find ("sleep");
  g_autofree char *path = g_build_filename (machine->folder, "number", NULL);
  g_autofree char *program =
    g_strdup_printf ("#!/bin/sh\n[ -n \"$1\" ] || exit 0\n%s 3600 &\necho $! >%s\nwait\n",
                     sleep,
                     path);
  g_autofree char *number = NULL;

  make_time_fly (machine);
  write_file (machine, "bin/nvidia-smi", program);
  report = run (machine);
  assert_is (report, DRIVER, BROKEN, UNFIT, NULL, "no answer in time");

  g_assert_true (g_file_get_contents (path, &number, NULL, NULL));
  if (((const Surroundings *) data)->has_setsid)
    sublet_test_await (is_gone, GINT_TO_POINTER (atoi (number)));
  else
    kill (atoi (number), SIGKILL);
}

/* It ends well and leaves somebody behind who could still say something. */
static void
test_driver_left_open (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;
  g_autofree char *sleep = find ("sleep");
  g_autofree char *path = g_build_filename (machine->folder, "number", NULL);
  g_autofree char *program =
    g_strdup_printf ("#!/bin/sh\n[ -n \"$1\" ] || exit 0\n%s 3600 &\necho $! >%s\n", sleep, path);
  g_autofree char *number = NULL;

  make_time_fly (machine);
  write_file (machine, "bin/nvidia-smi", program);
  report = run (machine);
  assert_is (report, DRIVER, BROKEN, UNFIT, NULL, "no answer in time");

  g_assert_true (g_file_get_contents (path, &number, NULL, NULL));
  g_assert_cmpint (kill (atoi (number), SIGKILL), ==, 0);
}

static void
test_driver_floods (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  write_file (machine, "bin/nvidia-smi", "#!/bin/sh\nwhile :; do echo =y 1, 2, 3; done\n");
  report = run (machine);
  assert_is (report, DRIVER, BROKEN, UNFIT, NULL, "an answer without end");
}

/* ---- Python ---- */

static void
add_torch (Machine *machine, const char *cuda)
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

  write_file (machine, "packages/torch/__init__.py", text);
}

static void
test_python (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;
  g_autofree char *cache = g_build_filename (machine->folder, "packages/torch/__pycache__", NULL);

  link_program (machine, "/usr/bin/python3", "python3");
  add_torch (machine, "lambda: True");
  write_file (machine, "packages/flash_attn/__init__.py", "import flash_attn_2_cuda\n");
  write_file (machine, "packages/xformers/__init__.py", "__version__ = '0.0.29'\n");
  write_file (machine, "packages/xformers/ops.py", "from . import _cpp_lib\n");
  write_file (machine,
              "packages/xformers/_cpp_lib.py",
              "_cpp_library_load_exception = ImportError('built for\\nCUDA 12.1')\n");
  report = run (machine);
  g_assert_cmpint (sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_PYTHON)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_FINE);
  assert_is (report, TORCH, FINE, FINE, "2.6.0", NULL);
  assert_is (report,
             FLASH_ATTN,
             BROKEN,
             GAPS,
             NULL,
             "ModuleNotFoundError: No module named 'flash_attn_2_cuda'");
  assert_is (report, XFORMERS, BROKEN, GAPS, "0.0.29", "ImportError: built for CUDA 12.1");
  g_assert_false (g_file_test (cache, G_FILE_TEST_EXISTS));
}

static void
test_no_cuda (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  link_program (machine, "/usr/bin/python3", "python3");
  add_torch (machine, "no");
  report = run (machine);
  assert_is (report, TORCH, NO_CUDA, UNFIT, "2.6.0", "the driver is too old");
}

static void
test_no_torch (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  link_program (machine, "/usr/bin/python3", "python");
  report = run (machine);
  assert_is (report, TORCH, MISSING, GAPS, NULL, NULL);
  assert_is (report, XFORMERS, MISSING, FINE, NULL, NULL);
}

/* Of several the one that has PyTorch. */
static void
test_pythons (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  g_free (machine->path);
  machine->path = g_strconcat (machine->bin, ":", machine->folder, "/other/bin", NULL);
  write_file (machine, "bin/python3", "#!/bin/sh\necho '=version 3.1'\n");
  write_file (machine, "other/bin/python", "#!/bin/sh\necho '=version 3.2'\n");
  report = run (machine);
  assert_is (report, PYTHON, FINE, FINE, "3.1", NULL);
  g_clear_pointer (&report, sublet_runtime_report_unref);

  write_file (machine, "other/lib/python3.2/site-packages/torch/__init__.py", "");
  report = run (machine);
  assert_is (report, PYTHON, FINE, FINE, "3.2", NULL);
}

/* ---- the text ---- */

static void
test_shellcheck (void)
{
  g_autofree char *shellcheck = find ("shellcheck");
  g_auto (GStrv) words = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (sublet_runtime_report_get_script (), NULL, &words, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (words), ==, 4);
  /* SC2086: lists of words. */
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error,
                              shellcheck,
                              "--shell=sh",
                              "--exclude=SC2086",
                              "-",
                              NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, words[3], NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "");
  g_assert_true (g_subprocess_get_successful (process));
}

static void
add (const char *surroundings_name,
     const Surroundings *surroundings,
     const char *name,
     void (*test) (Machine *, gconstpointer))
{
  g_autofree char *path =
    g_strdup_printf ("/core/ssh/runtime-script/%s/%s", surroundings_name, name);

  g_test_add (path, Machine, surroundings, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  static const Surroundings all[] = { { "dash", true }, { "bash", true }, { "dash", false } };
  static const char *const names[] = { "dash", "bash", "no-setsid" };
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (all); i++)
    {
      add (names[i], &all[i], "bare", test_bare);
      add (names[i], &all[i], "driver", test_driver);
      add (names[i], &all[i], "driver-fails", test_driver_fails);
      add (names[i], &all[i], "driver-hangs", test_driver_hangs);
      add (names[i], &all[i], "driver-hangs-below", test_driver_hangs_below);
      add (names[i], &all[i], "driver-left-open", test_driver_left_open);
      add (names[i], &all[i], "driver-floods", test_driver_floods);
      add (names[i], &all[i], "python", test_python);
      add (names[i], &all[i], "no-cuda", test_no_cuda);
      add (names[i], &all[i], "no-torch", test_no_torch);
      add (names[i], &all[i], "pythons", test_pythons);
    }
  g_test_add_func ("/core/ssh/runtime-script/shellcheck", test_shellcheck);

  return g_test_run ();
}
