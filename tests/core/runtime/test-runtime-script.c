/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include "core/runtime/script-machine.h"
#include "support/sublet-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* ---- the driver ---- */

static void
test_bare (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = machine_run (machine);

  assert_is (report, DRIVER, MISSING, UNFIT, NULL, NULL);
  assert_is (report, PYTHON, MISSING, GAPS, NULL, NULL);
  assert_is (report, TORCH, MISSING, GAPS, NULL, NULL);
  assert_is (report, FLASH_ATTN, MISSING, FINE, NULL, NULL);
}

static void
test_driver (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_driver (machine);
  report = machine_run (machine);
  assert_is (report, DRIVER, FINE, FINE, "570.86.15", NULL);
  assert_is (report, GPUS, FINE, FINE, "NVIDIA GeForce RTX 4090", NULL);
  assert_is (report, MEMORY, FINE, FINE, "24564 MiB", NULL);
  assert_is (report, CUDA, FINE, FINE, "12.8", NULL);
}

static void
test_driver_fails (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_write (machine,
                 "bin/nvidia-smi",
                 "#!/bin/sh\necho \"NVIDIA-SMI has failed because it couldn't communicate with the "
                 "NVIDIA driver.\"\nexit 9\n");
  report = machine_run (machine);
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
  g_autofree char *sleep = machine_find ("sleep");
  g_autofree char *path = g_build_filename (machine->folder, "number", NULL);
  g_autofree char *program =
    g_strdup_printf ("#!/bin/sh\ntrap '' TERM HUP INT\n[ -z \"$1\" ] || echo $$ >%s\n"
                     "exec %s 3600\n",
                     path,
                     sleep);
  g_autofree char *number = NULL;

  machine_make_time_fly (machine);
  machine_write (machine, "bin/nvidia-smi", program);
  report = machine_run (machine);
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
  g_autofree char *sleep = machine_find ("sleep");
  g_autofree char *path = g_build_filename (machine->folder, "number", NULL);
  g_autofree char *program =
    g_strdup_printf ("#!/bin/sh\n[ -n \"$1\" ] || exit 0\n%s 3600 &\necho $! >%s\nwait\n",
                     sleep,
                     path);
  g_autofree char *number = NULL;

  machine_make_time_fly (machine);
  machine_write (machine, "bin/nvidia-smi", program);
  report = machine_run (machine);
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
  g_autofree char *sleep = machine_find ("sleep");
  g_autofree char *path = g_build_filename (machine->folder, "number", NULL);
  g_autofree char *program =
    g_strdup_printf ("#!/bin/sh\n[ -n \"$1\" ] || exit 0\n%s 3600 &\necho $! >%s\n", sleep, path);
  g_autofree char *number = NULL;

  machine_make_time_fly (machine);
  machine_write (machine, "bin/nvidia-smi", program);
  report = machine_run (machine);
  assert_is (report, DRIVER, BROKEN, UNFIT, NULL, "no answer in time");

  g_assert_true (g_file_get_contents (path, &number, NULL, NULL));
  g_assert_cmpint (kill (atoi (number), SIGKILL), ==, 0);
}

static void
test_driver_floods (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_write (machine, "bin/nvidia-smi", "#!/bin/sh\nwhile :; do echo =y 1, 2, 3; done\n");
  report = machine_run (machine);
  assert_is (report, DRIVER, BROKEN, UNFIT, NULL, "an answer without end");
}

/* ---- Python ---- */

static void
test_python (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;
  g_autofree char *cache = g_build_filename (machine->folder, "packages/torch/__pycache__", NULL);

  machine_link (machine, "/usr/bin/python3", "python3");
  machine_add_torch (machine, "lambda: True");
  machine_write (machine, "packages/flash_attn/__init__.py", "import flash_attn_2_cuda\n");
  machine_write (machine, "packages/xformers/__init__.py", "__version__ = '0.0.29'\n");
  machine_write (machine, "packages/xformers/ops.py", "from . import _cpp_lib\n");
  machine_write (machine,
                 "packages/xformers/_cpp_lib.py",
                 "_cpp_library_load_exception = ImportError('built for\\nCUDA 12.1')\n");
  report = machine_run (machine);
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

  machine_link (machine, "/usr/bin/python3", "python3");
  machine_add_torch (machine, "no");
  report = machine_run (machine);
  assert_is (report, TORCH, NO_CUDA, UNFIT, "2.6.0", "the driver is too old");
}

static void
test_no_torch (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_link (machine, "/usr/bin/python3", "python");
  report = machine_run (machine);
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
  machine_write (machine, "bin/python3", "#!/bin/sh\necho '=version 3.1'\n");
  machine_write (machine, "other/bin/python", "#!/bin/sh\necho '=version 3.2'\n");
  report = machine_run (machine);
  assert_is (report, PYTHON, FINE, FINE, "3.1", NULL);
  g_clear_pointer (&report, sublet_runtime_report_unref);

  machine_write (machine, "other/lib/python3.2/site-packages/torch/__init__.py", "");
  report = machine_run (machine);
  assert_is (report, PYTHON, FINE, FINE, "3.2", NULL);
}

/* ---- the text ---- */

/* SC2016: programs are quoted to stay as they are; SC2086: lists of words; SC2154: they are set
 * before the script. */
static void
assert_clean (const char *text)
{
  g_autofree char *shellcheck = machine_find ("shellcheck");
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error,
                              shellcheck,
                              "--shell=sh",
                              "--exclude=SC2016,SC2086,SC2154",
                              "-",
                              NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, text, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "");
  g_assert_true (g_subprocess_get_successful (process));
}

static void
test_shellcheck (void)
{
  static const char *const texts[] = { "numpy>=1", "?scipy", "torch", "$(reboot)", NULL };
  g_autoptr (GPtrArray) packages = sublet_runtime_packages_new_from_texts (texts);
  g_autofree char *script = sublet_runtime_report_dup_script (packages, "https://x/?a=1&b=2");
  const SubletRuntimeProgram *program;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (script, NULL, &words, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (words), ==, 8);
  g_assert_cmpstr (words[5], ==, "https://x/?a=1&b=2");
  /* What has a topic is asked for anyway. */
  g_assert_cmpstr (words[6], ==, "numpy");
  g_assert_cmpstr (words[7], ==, "scipy");
  assert_clean (words[3]);
  for (program = sublet_runtime_programs_get (); program->name != NULL; program++)
    {
      if (program->is_shell)
        assert_clean (program->text);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  machine_add_tests ("bare", test_bare);
  machine_add_tests ("driver", test_driver);
  machine_add_tests ("driver-fails", test_driver_fails);
  machine_add_tests ("driver-hangs", test_driver_hangs);
  machine_add_tests ("driver-hangs-below", test_driver_hangs_below);
  machine_add_tests ("driver-left-open", test_driver_left_open);
  machine_add_tests ("driver-floods", test_driver_floods);
  machine_add_tests ("python", test_python);
  machine_add_tests ("no-cuda", test_no_cuda);
  machine_add_tests ("no-torch", test_no_torch);
  machine_add_tests ("pythons", test_pythons);
  g_test_add_func ("/core/runtime/script/shellcheck", test_shellcheck);

  return g_test_run ();
}
