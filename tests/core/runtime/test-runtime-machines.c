/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/script-machine.h"
#include "support/sublet-test.h"

/* Machines as they are rented, well and not: what the whole report says of each. */

static const SubletRuntimeItem *
get (SubletRuntimeReport *report, SubletRuntimeTopic topic)
{
  return sublet_runtime_report_get_item (report, topic);
}

static const SubletRuntimeItem *
get_package (SubletRuntimeReport *report, guint index)
{
  return &sublet_runtime_report_get_package (report, index)->item;
}

/* ---- six machines ---- */

static void
test_healthy (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_all (machine, "lambda: True");
  machine_write (machine,
                 "cuda/bin/nvcc",
                 "#!/bin/sh\necho 'Cuda compilation tools, release 12.4, V12.4.131'\n");
  machine_write (machine, "cuda/lib64/libcudart.so.12.4.127", "");
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_FINE);
  assert_is (report, TOOLKIT, FINE, FINE, "12.6", "PyTorch 12.6, libcudart 12.4.127, nvcc 12.4");
  assert_is (report, CUDA, FINE, FINE, "12.8", NULL);
  assert_is (report, BITSANDBYTES, MISSING, FINE, NULL, NULL);
  assert_is (report, NETWORK, SKIPPED, FINE, NULL, NULL);
  g_assert_cmpint (get (report, SUBLET_RUNTIME_TOPIC_SPACE)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_FINE);
}

static void
test_fewer_gpus (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_all (machine, "lambda: True");
  /* One is rented, and the driver has lost it. */
  machine_write (machine, "bin/nvidia-smi", "#!/bin/sh\necho 'No devices were found'\nexit 6\n");
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_UNFIT);
  assert_is (report, DRIVER, BROKEN, UNFIT, NULL, "No devices were found");
}

static void
test_driver_too_old (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_all (machine, "no");
  machine_write (machine,
                 "bin/nvidia-smi",
                 "#!/bin/sh\n"
                 "[ -n \"$1\" ] && printf 'NVIDIA GeForce RTX 4090, 24564, 470.223.02' ||\n"
                 "  echo '| NVIDIA-SMI 470.223.02   CUDA Version: 11.4     |'\n");
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_UNFIT);
  assert_is (report,
             CUDA,
             TOO_OLD,
             UNFIT,
             "11.4",
             "the driver's CUDA is 11.4, programs here are built with 12.6");
  assert_is (report, TORCH, NO_CUDA, UNFIT, "2.6.0", "the driver is too old");
}

static void
test_torch_without_cuda (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_all (machine, "lambda: False");
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_UNFIT);
  assert_is (report, TORCH, NO_CUDA, UNFIT, "2.6.0", "built for CUDA 12.6");
}

static void
test_flash_attn_broken (Machine *machine, gconstpointer data)
{
  static const char *const required[] = { "Flash-Attn>=2", NULL };
  static const char reason[] = "ModuleNotFoundError: No module named 'flash_attn_2_cuda'";
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_all (machine, "lambda: True");
  machine_write (machine, "packages/flash_attn/__init__.py", "import flash_attn_2_cuda\n");
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_GAPS);
  assert_is (report, FLASH_ATTN, BROKEN, GAPS, NULL, reason);
  g_clear_pointer (&report, sublet_runtime_report_unref);

  report = machine_run_asking (machine, required, NULL);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_UNFIT);
  assert_is (report, FLASH_ATTN, BROKEN, UNFIT, NULL, reason);
}

static void
test_no_python (Machine *machine, gconstpointer data)
{
  static const char *const wanted[] = { "numpy", "?scipy", "python>=3.10", NULL };
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_driver (machine);
  machine_add_disk_tools (machine);
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_GAPS);
  assert_is (report, PYTHON, MISSING, GAPS, NULL, NULL);
  g_clear_pointer (&report, sublet_runtime_report_unref);

  report = machine_run_asking (machine, wanted, NULL);
  assert_is (report, PYTHON, MISSING, UNFIT, NULL, NULL);
  assert_item (get_package (report, 0),
               SUBLET_RUNTIME_FINDING_MISSING,
               SUBLET_RUNTIME_VERDICT_UNFIT,
               NULL,
               NULL);
  assert_item (get_package (report, 1),
               SUBLET_RUNTIME_FINDING_MISSING,
               SUBLET_RUNTIME_VERDICT_GAPS,
               NULL,
               NULL);
}

/* ---- what the person keeps ---- */

static void
add_package (Machine *machine, const char *name, const char *version, const char *module)
{
  g_autofree char *info = g_strdup_printf ("packages/%s-%s.dist-info/METADATA", name, version);
  g_autofree char *record = g_strdup_printf ("packages/%s-%s.dist-info/RECORD", name, version);
  g_autofree char *text =
    g_strdup_printf ("Metadata-Version: 2.1\nName: %s\nVersion: %s\n", name, version);
  g_autofree char *files = g_strdup_printf ("tests/__init__.py,,\n%s/__init__.py,,\n", module);

  machine_write (machine, info, text);
  machine_write (machine, record, files);
}

static void
test_packages (Machine *machine, gconstpointer data)
{
  static const char *const wanted[] = { "numpy>=1.26,<3",   "?numpy-extra", "Pillow>=10",
                                        "scikit-learn<1.2", "?broken",      "torch>=2.7",
                                        "?xformers",        "data-only==1", NULL };
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_all (machine, "lambda: True");
  machine_write (machine, "packages/numpy/__init__.py", "__version__ = '1.26.4'\n");
  add_package (machine, "pillow", "9.5", "PIL");
  machine_write (machine, "packages/PIL/__init__.py", "");
  add_package (machine, "scikit_learn", "1.3.0", "sklearn");
  machine_write (machine, "packages/sklearn/__init__.py", "__version__ = '1.1.9'\n");
  add_package (machine, "data_only", "1.0", "-");
  machine_write (machine, "packages/broken.py", "raise OSError('libx.so: \"no\" such $(file)')\n");
  report = machine_run_asking (machine, wanted, NULL);

  g_assert_cmpuint (sublet_runtime_report_get_n_packages (report), ==, 6);
  assert_item (get_package (report, 0),
               SUBLET_RUNTIME_FINDING_FINE,
               SUBLET_RUNTIME_VERDICT_FINE,
               "1.26.4",
               NULL);
  assert_item (get_package (report, 1),
               SUBLET_RUNTIME_FINDING_MISSING,
               SUBLET_RUNTIME_VERDICT_GAPS,
               NULL,
               NULL);
  assert_item (get_package (report, 2),
               SUBLET_RUNTIME_FINDING_VERSION,
               SUBLET_RUNTIME_VERDICT_UNFIT,
               "9.5",
               "Pillow>=10 is wanted");
  /* What is imported counts, whatever was written down of it. */
  assert_item (get_package (report, 3),
               SUBLET_RUNTIME_FINDING_FINE,
               SUBLET_RUNTIME_VERDICT_FINE,
               "1.1.9",
               NULL);
  assert_item (get_package (report, 4),
               SUBLET_RUNTIME_FINDING_BROKEN,
               SUBLET_RUNTIME_VERDICT_GAPS,
               NULL,
               "OSError: libx.so: \"no\" such $(file)");
  assert_item (get_package (report, 5),
               SUBLET_RUNTIME_FINDING_FINE,
               SUBLET_RUNTIME_VERDICT_FINE,
               "1.0",
               NULL);
  assert_is (report, TORCH, VERSION, UNFIT, "2.6.0", "torch>=2.7 is wanted");
  assert_is (report, XFORMERS, MISSING, GAPS, NULL, NULL);
}

/* As many as can be asked for; none takes another's answer. */
static void
test_many_packages (Machine *machine, gconstpointer data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;
  g_autoptr (SubletRuntimeReport) report = NULL;
  guint i;

  machine_add_python (machine);
  for (i = 0; i < SUBLET_RUNTIME_MAX_PACKAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("module%u", i);
      g_autofree char *path = g_strdup_printf ("packages/%s.py", name);
      g_autofree char *text = g_strdup_printf ("__version__ = '1.%u'\n", i);

      machine_write (machine, path, text);
      g_strv_builder_add (builder, name);
    }
  wanted = g_strv_builder_end (builder);
  report = machine_run_asking (machine, (const char *const *) wanted, NULL);
  g_assert_cmpuint (sublet_runtime_report_get_n_packages (report), ==, SUBLET_RUNTIME_MAX_PACKAGES);
  for (i = 0; i < SUBLET_RUNTIME_MAX_PACKAGES; i++)
    {
      g_autofree char *version = g_strdup_printf ("1.%u", i);

      g_assert_cmpstr (get_package (report, i)->value, ==, version);
    }
}

/* Nothing of a list that is nonsense reaches a shell. */
static void
test_nonsense_list (Machine *machine, gconstpointer data)
{
  static const char *const wanted[] = {
    "$(echo x >harm)", "`echo x >harm`", "a; echo x >harm", "a' 'b", "-c", "?",
    "numpy>=x",        "../numpy",       "numpy\n; echo x", "json",  NULL
  };
  g_autofree char *harm = g_build_filename (machine->folder, "harm", NULL);
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_add_python (machine);
  report = machine_run_asking (machine, wanted, NULL);
  g_assert_cmpuint (sublet_runtime_report_get_n_packages (report), ==, 1);
  assert_item (get_package (report, 0),
               SUBLET_RUNTIME_FINDING_FINE,
               SUBLET_RUNTIME_VERDICT_FINE,
               "2.0.9",
               NULL);
  g_assert_false (g_file_test (harm, G_FILE_TEST_EXISTS));
}

/* ---- bad surroundings ---- */

static void
test_driver_nonsense (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine_write (machine, "bin/nvidia-smi", "#!/bin/sh\nprintf 'a,b\\0\\377,c\\n,,,\\n@sublet'\n");
  report = machine_run (machine);
  g_assert_cmpint (get (report, SUBLET_RUNTIME_TOPIC_DRIVER)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_UNREADABLE);
  assert_is (report, CUDA, UNREADABLE, GAPS, NULL, NULL);
}

static void
test_python_2 (Machine *machine, gconstpointer data)
{
  static const char *const wanted[] = { "numpy", NULL };
  g_autoptr (SubletRuntimeReport) report = NULL;

  /* What Python 2.7 says to each of the two programs. */
  machine_write (machine,
                 "bin/python",
                 "#!/bin/sh\n"
                 "if [ $# -eq 2 ]; then\n"
                 "  echo '=version 2.7.18'\n"
                 "else\n"
                 "  echo '=error ImportError: No module named util'\n"
                 "fi\n");
  report = machine_run_asking (machine, wanted, NULL);
  assert_is (report, PYTHON, MISSING, GAPS, "2.7.18", NULL);
  assert_item (get_package (report, 0),
               SUBLET_RUNTIME_FINDING_MISSING,
               SUBLET_RUNTIME_VERDICT_UNFIT,
               NULL,
               NULL);
}

static void
test_banner (Machine *machine, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport) report = NULL;

  machine->prefix = "printf 'Welcome!\\n@sublet gpus ?\\n@sublet gpus : X, 1, 1.1\\n"
                    "@sublet gpus . 0\\n@sublet p0 ?\\nno end of line'; ";
  machine_add_all (machine, "lambda: True");
  report = machine_run (machine);
  assert_verdict (report, SUBLET_RUNTIME_VERDICT_FINE);
  assert_is (report, GPUS, FINE, FINE, "NVIDIA GeForce RTX 4090", NULL);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  machine_add_test ("healthy", test_healthy);
  machine_add_test ("fewer-gpus", test_fewer_gpus);
  machine_add_test ("driver-too-old", test_driver_too_old);
  machine_add_test ("torch-without-cuda", test_torch_without_cuda);
  machine_add_test ("flash-attn-broken", test_flash_attn_broken);
  machine_add_test ("no-python", test_no_python);
  machine_add_tests ("packages", test_packages);
  machine_add_test ("many-packages", test_many_packages);
  machine_add_test ("nonsense-list", test_nonsense_list);
  machine_add_test ("driver-nonsense", test_driver_nonsense);
  machine_add_test ("python-2", test_python_2);
  machine_add_test ("banner", test_banner);

  return g_test_run ();
}
