/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-use.h"

#include "support/sublet-test.h"

#include <math.h>
#include <string.h>

/* How busy a machine says it is: what is made of its answer, and what this one says. */

static bool
read_answer (const char *answer, SubletUseMark *mark, SubletUse *use)
{
  return sublet_use_read (answer, strlen (answer), mark, use);
}

#define assert_figure(value, expected) g_assert_cmpfloat_with_epsilon (value, expected, 0.01)

#define MACHINE                                  \
  "use-gpu 93, 64, 18432, 24564\nuse-cores 8\n"  \
  "use-total 64000000\nuse-available 48000000\n" \
  "use-disk 41000000 64000000\n"

static void
test_machine (void)
{
  SubletUseMark mark = { 0 };
  SubletUse use;

  g_assert_true (
    read_answer ("Welcome to ada\n" MACHINE "use-cpu-us 1000000\nuse-uptime 100\n", &mark, &use));
  assert_figure (use.gpu_util_percent, 93);
  assert_figure (use.gpu_temp_celsius, 64);
  assert_figure (use.vmem_used_ratio, 18432.0 / 24564);
  assert_figure (use.mem_used_gb, 16.38);
  assert_figure (use.mem_limit_gb, 65.54);
  assert_figure (use.disk_used_gb, 41.98);
  assert_figure (use.disk_size_gb, 65.54);
  /* A difference to nothing is none. */
  g_assert_true (isnan (use.cpu_util_percent));

  /* Ten seconds of eight cores, of which twenty were had. */
  g_assert_true (read_answer (MACHINE "use-cpu-us 21000000\nuse-uptime 110\n", &mark, &use));
  assert_figure (use.cpu_util_percent, 25);

  /* A container of two cores, of which ten seconds were had. */
  g_assert_true (read_answer (MACHINE "use-cpu-ns 31000000000\nuse-uptime 120\n"
                                      "use-quota 200000 100000\n",
                              &mark,
                              &use));
  assert_figure (use.cpu_util_percent, 50);

  /* Made anew: no difference to the one before. */
  g_assert_true (read_answer (MACHINE "use-cpu-us 5\nuse-uptime 130\n", &mark, &use));
  g_assert_true (isnan (use.cpu_util_percent));
}

static void
test_several_gpus (void)
{
  SubletUseMark mark = { 0 };
  SubletUse use;

  g_assert_true (
    read_answer ("use-gpu 100, 70, 20000, 24000\nuse-gpu 50, 80, 4000, 24000\n", &mark, &use));
  assert_figure (use.gpu_util_percent, 75);
  assert_figure (use.gpu_temp_celsius, 80);
  assert_figure (use.vmem_used_ratio, 0.5);

  /* What one of them does not say is not known of all; how hot the others are is. */
  g_assert_true (
    read_answer ("use-gpu [N/A], 70, 1, 2\nuse-gpu 50, [N/A], [N/A], 2\n", &mark, &use));
  g_assert_true (isnan (use.gpu_util_percent));
  assert_figure (use.gpu_temp_celsius, 70);
  g_assert_true (isnan (use.vmem_used_ratio));
}

/* A limit of its own counts, one that is none does not. */
static void
test_container (void)
{
  SubletUseMark mark = { 0 };
  SubletUse use;

  g_assert_true (read_answer (MACHINE "use-memory 9000000000\nuse-memory-limit 32000000000\n"
                                      "use-memory-idle 1000000000\n",
                              &mark,
                              &use));
  assert_figure (use.mem_used_gb, 8);
  assert_figure (use.mem_limit_gb, 32);

  g_assert_true (read_answer (MACHINE "use-memory 9000000000\nuse-memory-limit "
                                      "9223372036854771712\nuse-memory-idle 0\nuse-quota max "
                                      "100000\n",
                              &mark,
                              &use));
  assert_figure (use.mem_limit_gb, 65.54);

  g_assert_true (
    read_answer (MACHINE "use-memory 9000000000\nuse-memory-limit max\n", &mark, &use));
  assert_figure (use.mem_used_gb, 16.38);
}

static void
assert_sane (double value, double least, double most)
{
  g_assert_true (isnan (value) || (value >= least && value <= most));
}

static void
test_nonsense (void)
{
  const char *const answers[] = {
    "use-gpu\n",
    "use-gpu -5, 1e300, nan, inf\n",
    "use-gpu 1000, 999, 5, 0\n",
    "use-gpu ERR!, ERR!, ERR!, ERR!\n",
    "use-gpu 93 % 64 C\n",
    "use-gpu 5, 50, 1e17, 1\nuse-disk 9e17 5\nuse-total 5\nuse-available 1\n",
    "use-total 1000\nuse-memory 900000000\nuse-memory-limit 1000\nuse-memory-idle 0\n",
    "use-disk x y\nuse-disk -1 -2\n",
    "use-total 0\nuse-available 5\n",
    "use-cpu-us -1\nuse-uptime 1\nuse-cores 0\n",
    "use-cpu-us 1e400\nuse-uptime 1e400\nuse-cores 1e400\n",
    "use-quota 0 0\nuse-quota\n",
    "use-gpus 5\nuse-gp 5\n use-gpu 5\n",
    "\xff\xfe use-gpu 1\n",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      SubletUseMark mark = { 1, 1 };
      SubletUse use;

      read_answer (answers[i], &mark, &use);
      assert_sane (use.gpu_util_percent, 0, 100);
      assert_sane (use.gpu_temp_celsius, 0, 200);
      assert_sane (use.cpu_util_percent, 0, 100);
      assert_sane (use.vmem_used_ratio, 0, 1);
      assert_sane (use.mem_used_gb, 0, use.mem_limit_gb);
      assert_sane (use.disk_used_gb, 0, use.disk_size_gb);
      g_assert_true (!(use.disk_used_gb < 0));
    }
}

static void
test_nothing (void)
{
  SubletUseMark mark = { 1, 1 };
  SubletUse use;

  g_assert_false (read_answer ("", &mark, &use));
  g_assert_false (read_answer ("bash: syntax error\n", &mark, &use));
  g_assert_true (isnan (use.gpu_util_percent) && isnan (use.mem_limit_gb));
  g_assert_cmpfloat (mark.uptime_s, <=, 0);
}

/* Asked for real, with the shell that is everywhere. */
static void
test_here (void)
{
  const char *argv[] = { "sh", "-c", sublet_use_get_command (), NULL };
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  SubletUseMark mark = { 0 };
  SubletUse use;

  g_assert_true (g_spawn_sync (NULL,
                               (char **) argv,
                               NULL,
                               G_SPAWN_SEARCH_PATH,
                               NULL,
                               NULL,
                               &output,
                               &errors,
                               NULL,
                               &error));
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpuint (strlen (output), <, SUBLET_USE_ANSWER_BYTES);
  g_assert_true (read_answer (output, &mark, &use));
  g_assert_cmpfloat (use.mem_limit_gb, >, 0.1);
  g_assert_cmpfloat (use.mem_used_gb, >, 0);
  g_assert_cmpfloat (use.mem_used_gb, <=, use.mem_limit_gb);
  g_assert_cmpfloat (use.disk_size_gb, >=, use.disk_used_gb);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/runtime/use/machine", test_machine);
  g_test_add_func ("/core/runtime/use/several-gpus", test_several_gpus);
  g_test_add_func ("/core/runtime/use/container", test_container);
  g_test_add_func ("/core/runtime/use/nonsense", test_nonsense);
  g_test_add_func ("/core/runtime/use/nothing", test_nothing);
  g_test_add_func ("/core/runtime/use/here", test_here);

  return g_test_run ();
}
