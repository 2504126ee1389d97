/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/instances/sublet-runtime-text.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-runtime.h"

#define ROW "@sublet gpus : NVIDIA GeForce RTX 4090, 24564, 570.86.15\n"

/* Takes the text. */
static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_fine (void)
{
  static const struct
  {
    SubletRuntimeSign sign;
    const char *line;
    const char *value;
    const char *detail;
  } expected[SUBLET_RUNTIME_N_LINES] = {
    [SUBLET_RUNTIME_LINE_GPU] = { SUBLET_RUNTIME_SIGN_FINE,
                                  "2\u00a0×\u00a0RTX 4090, 24\u00a0GB, as rented",
                                  "24564 MiB",
                                  NULL },
    [SUBLET_RUNTIME_LINE_DRIVER] = { SUBLET_RUNTIME_SIGN_FINE,
                                     "Driver 570, CUDA 12.8",
                                     "570.86.15",
                                     NULL },
    [SUBLET_RUNTIME_LINE_TOOLKIT] = { SUBLET_RUNTIME_SIGN_FINE,
                                      "Programs are built with CUDA 12.6",
                                      "12.6",
                                      "PyTorch 12.6, libcudart 12.4.127, nvcc 12.4" },
    [SUBLET_RUNTIME_LINE_PYTHON] = { SUBLET_RUNTIME_SIGN_FINE,
                                     "Python 3.11",
                                     "3.11.4",
                                     "/opt/conda/bin/python3" },
    [SUBLET_RUNTIME_LINE_TORCH] = { SUBLET_RUNTIME_SIGN_FINE,
                                    "PyTorch 2.6 multiplies on the GPU",
                                    "2.6.0+cu126 · 0.8\u00a0s",
                                    NULL },
    [SUBLET_RUNTIME_LINE_FLASH_ATTN] = { SUBLET_RUNTIME_SIGN_ABSENT,
                                         "flash_attn is missing",
                                         NULL,
                                         NULL },
    [SUBLET_RUNTIME_LINE_XFORMERS] = { SUBLET_RUNTIME_SIGN_FINE,
                                       "xformers 0.0.29",
                                       "0.0.29.post3",
                                       NULL },
    [SUBLET_RUNTIME_LINE_BITSANDBYTES] = { SUBLET_RUNTIME_SIGN_ABSENT,
                                           "bitsandbytes is missing",
                                           NULL,
                                           NULL },
    [SUBLET_RUNTIME_LINE_TRITON] = { SUBLET_RUNTIME_SIGN_FINE, "triton 3.2.0", "3.2.0", NULL },
    [SUBLET_RUNTIME_LINE_DISK] = { SUBLET_RUNTIME_SIGN_FINE,
                                   "Disk 3.1\u00a0GB/s, 62\u00a0GB free",
                                   "3100 MB/s",
                                   "write 3100 MB/s, read 5008 MB/s, /workspace" },
    [SUBLET_RUNTIME_LINE_NETWORK] = { SUBLET_RUNTIME_SIGN_ABSENT,
                                      "The network was not measured",
                                      NULL,
                                      NULL },
  };
  g_autoptr (SubletRuntimeReport) report = sublet_ui_runtime_report_new (1, NULL);
  int i;

  for (i = 0; i < SUBLET_RUNTIME_N_LINES; i++)
    {
      g_assert_cmpint (sublet_runtime_text_get_sign (report, i), ==, expected[i].sign);
      assert_text (sublet_runtime_text_dup_line (report, i), expected[i].line);
      assert_text (sublet_runtime_text_dup_value (report, i), expected[i].value);
      g_assert_cmpstr (sublet_runtime_text_get_detail (report, i), ==, expected[i].detail);
    }
  assert_text (sublet_runtime_text_dup_headline (report), "Fit for work");
  assert_text (sublet_runtime_text_dup_sentence (report, SUBLET_RUNTIME_LINE_DRIVER),
               "Fine: Driver 570, CUDA 12.8");
  assert_text (sublet_runtime_text_dup_sentence (report, SUBLET_RUNTIME_LINE_FLASH_ATTN),
               "Optional: flash_attn is missing");
}

/* What is said when one thing is another. */
typedef struct
{
  const char *old;
  const char *new;
  SubletRuntimeLine line;
  const char *text;
  const char *detail;
  const char *headline;
} Change;

static const Change changes[] = {
  { ROW ROW,
    ROW,
    SUBLET_RUNTIME_LINE_GPU,
    "Fewer GPUs than were rented: RTX 4090, 24\u00a0GB",
    NULL,
    "Not fit: fewer GPUs than were rented" },
  { ROW ROW,
    ROW "@sublet gpus : NVIDIA GeForce RTX 4070, 12282, 570.86.15\n",
    SUBLET_RUNTIME_LINE_GPU,
    "Another GPU than was rented: 1\u00a0×\u00a0RTX 4090, 1\u00a0×\u00a0RTX 4070, 12\u00a0GB",
    NULL,
    "Not fit: another GPU than was rented" },
  { "4090, 24564, 570",
    "4090, 16380, 570",
    SUBLET_RUNTIME_LINE_GPU,
    "Less memory than was rented: 2\u00a0×\u00a0RTX 4090, 16\u00a0GB",
    NULL,
    "Not fit: less GPU memory than was rented" },
  { "4090, 24564, 570",
    "4090, [N/A], 570",
    SUBLET_RUNTIME_LINE_GPU,
    "2\u00a0×\u00a0RTX 4090, could not be compared",
    NULL,
    "Fit, with gaps: the GPUs could not be read" },
  { "@sublet gpus . 0",
    "@sublet gpus : ERROR: fan\n@sublet gpus . 1",
    SUBLET_RUNTIME_LINE_GPU,
    "Something is wrong with a GPU: 2\u00a0×\u00a0RTX 4090, 24\u00a0GB",
    "ERROR: fan",
    "Fit, with gaps: something is wrong with a GPU" },
  { ROW ROW "@sublet gpus . 0",
    "@sublet gpus . absent",
    SUBLET_RUNTIME_LINE_DRIVER,
    "There is no NVIDIA driver",
    NULL,
    "Not fit: there is no NVIDIA driver" },
  { ROW ROW "@sublet gpus . 0",
    "@sublet gpus . late",
    SUBLET_RUNTIME_LINE_DRIVER,
    "The NVIDIA driver fails",
    "no answer in time",
    "Not fit: the NVIDIA driver fails" },
  { ROW ROW,
    "",
    SUBLET_RUNTIME_LINE_DRIVER,
    "The NVIDIA driver could not be read",
    NULL,
    "Fit, with gaps: the GPUs could not be read" },
  { ROW ROW,
    "",
    SUBLET_RUNTIME_LINE_GPU,
    "The GPUs could not be read",
    NULL,
    "Fit, with gaps: the GPUs could not be read" },
  { "CUDA Version: 12.8",
    "CUDA Version: N/A",
    SUBLET_RUNTIME_LINE_DRIVER,
    "Driver 570, CUDA version not known",
    "N/A",
    "Fit, with gaps: the CUDA version is not known" },
  { "@sublet python : =version 3.11.4\n@sublet python : =path /opt/conda/bin/python3\n"
    "@sublet python . 0",
    "@sublet python . absent",
    SUBLET_RUNTIME_LINE_PYTHON,
    "Python is missing",
    NULL,
    "Fit, with gaps: Python is missing" },
  { "=available True",
    "=available False",
    SUBLET_RUNTIME_LINE_TORCH,
    "PyTorch sees no GPU",
    "built for CUDA 12.6",
    "Not fit: PyTorch sees no GPU" },
  { "=imported torch",
    "=error OSError: libcudnn.so.9",
    SUBLET_RUNTIME_LINE_TORCH,
    "PyTorch is broken",
    "OSError: libcudnn.so.9",
    "Not fit: PyTorch is broken" },
  { "@sublet torch : =product right\n",
    "",
    SUBLET_RUNTIME_LINE_TORCH,
    "PyTorch could not be checked",
    NULL,
    "Fit, with gaps: PyTorch could not be checked" },
  { "=version 2.6.0+cu126",
    "=missing torch",
    SUBLET_RUNTIME_LINE_TORCH,
    "PyTorch is missing",
    NULL,
    "Fit, with gaps: PyTorch is missing" },
  { "=imported xformers",
    "=error Exception: built for CUDA 12.1",
    SUBLET_RUNTIME_LINE_XFORMERS,
    "xformers is broken",
    "Exception: built for CUDA 12.1",
    "Fit, with gaps: xformers is broken" },
  { "CUDA Version: 12.8",
    "CUDA Version: 11.4",
    SUBLET_RUNTIME_LINE_DRIVER,
    "Driver 570, CUDA 11.4, which is too old for CUDA 12.6",
    "the driver's CUDA is 11.4, programs here are built with 12.6",
    "Not fit: the driver is too old for the image's CUDA" },
  { "CUDA Version: 12.8",
    "CUDA Version: 12.4",
    SUBLET_RUNTIME_LINE_DRIVER,
    "Driver 570, CUDA 12.4, which is too old for CUDA 12.6",
    "the driver's CUDA is 12.4, programs here are built with 12.6",
    "Fit, with gaps: the driver is too old for the image's CUDA" },
  { "=free 65011712 /",
    "=free 1024 /",
    SUBLET_RUNTIME_LINE_DISK,
    "Only 0.0\u00a0GB of the disk are free",
    "/ 1 MiB",
    "Not fit: the disk is full, or nearly" },
  { "=free 65011712 /",
    "df: /: Input/output error",
    SUBLET_RUNTIME_LINE_DISK,
    "How much of the disk is free is not known",
    "df: /: Input/output error",
    "Fit, with gaps: the free space is not known" },
  { "=write 134217728 bytes (134 MB, 128 MiB) copied, 0.0433 s, 3.1 GB/s",
    "=error no folder can be written",
    SUBLET_RUNTIME_LINE_DISK,
    "62\u00a0GB of the disk are free, its speed could not be measured",
    "no folder can be written",
    "Fit, with gaps: the disk could not be measured" },
  { "@sublet disk . 0\n",
    "@sublet disk . 0\n@sublet network ?\n@sublet network : curl: (6) no such host\n"
    "@sublet network : =bytes 0\n@sublet network . 0\n",
    SUBLET_RUNTIME_LINE_NETWORK,
    "The network could not be measured",
    "curl: (6) no such host",
    "Fit, with gaps: the network could not be measured" },
};

static void
test_changes (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (SubletRuntimeReport)
        report = sublet_ui_runtime_report_new (1, changes[i].old, changes[i].new, NULL);

      assert_text (sublet_runtime_text_dup_line (report, changes[i].line), changes[i].text);
      g_assert_cmpstr (sublet_runtime_text_get_detail (report, changes[i].line),
                       ==,
                       changes[i].detail);
      assert_text (sublet_runtime_text_dup_headline (report), changes[i].headline);
      g_assert_cmpint (sublet_runtime_text_get_sign (report, changes[i].line),
                       ==,
                       g_str_has_prefix (changes[i].headline, "Not fit") ? SUBLET_RUNTIME_SIGN_UNFIT
                                                                         : SUBLET_RUNTIME_SIGN_GAP);
    }
}

/* Neither of the two packages follows from the other. */
static void
test_both_packages (void)
{
  g_autoptr (SubletRuntimeReport)
    report = sublet_ui_runtime_report_new (1,
                                           "=missing flash_attn",
                                           "=error ImportError: undefined symbol",
                                           "=imported xformers",
                                           "=error Exception: built for CUDA 12.1",
                                           NULL);

  assert_text (sublet_runtime_text_dup_headline (report),
               "Fit, with gaps: flash_attn is broken, xformers is broken");
}

static void
test_looks (void)
{
  int sign;
  int other;

  /* Told apart without colour. */
  for (sign = SUBLET_RUNTIME_SIGN_FINE; sign <= SUBLET_RUNTIME_SIGN_UNFIT; sign++)
    {
      const SubletRuntimeLook *look = sublet_runtime_text_get_look (sign);

      for (other = SUBLET_RUNTIME_SIGN_FINE; other < sign; other++)
        {
          g_assert_cmpstr (look->icon_name, !=, sublet_runtime_text_get_look (other)->icon_name);
          g_assert_cmpstr (look->word, !=, sublet_runtime_text_get_look (other)->word);
        }
    }
}

static void
test_age (void)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (clock));
  gint64 wall_us = sublet_clock_get_wall_us (SUBLET_CLOCK (clock));
  g_autoptr (GDateTime) wall = g_date_time_new_from_unix_local (wall_us / G_TIME_SPAN_SECOND);
  g_autofree char *expected = g_date_time_format (wall, "Checked at %H:%M");
  g_autoptr (SubletRuntimeReport) report = sublet_ui_runtime_report_new (now_us, NULL);

  assert_text (sublet_runtime_text_dup_age (report, SUBLET_CLOCK (clock)), expected);
}

/* A machine is not blamed for the image that ran on it. */
static void
test_machine_note (void)
{
  static const struct
  {
    const char *old;
    const char *new;
    const char *note;
  } cases[] = {
    { "4090", "4090", "Checked by you, 18:00: Fit for work" },
    { "4090, 24564, 570",
      "4090, 16380, 570",
      "Checked by you, 18:00: Not fit: less GPU memory than was rented" },
    { "=available True",
      "=available False",
      "Checked by you, 18:00: Fit for work. The image then: PyTorch sees no GPU" },
    { "=imported xformers",
      "=error Exception: built for CUDA 12.1",
      "Checked by you, 18:00: Fit for work. The image then: xformers is broken" },
    /* What is no worse than the machine may follow from that. */
    { ROW ROW "@sublet gpus . 0",
      "@sublet gpus . absent",
      "Checked by you, 18:00: Not fit: there is no NVIDIA driver" },
  };
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  gsize i;

  /* This computer's clock is an hour behind the service's, and its own is what is read. */
  sublet_manual_clock_set_wall_us (clock, 19 * G_TIME_SPAN_HOUR);
  sublet_clock_note_service_time (SUBLET_CLOCK (clock), 20 * G_TIME_SPAN_HOUR);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SubletRuntimeReport) report =
        sublet_ui_runtime_report_new (19 * G_TIME_SPAN_HOUR, cases[i].old, cases[i].new, NULL);

      assert_text (sublet_runtime_text_dup_machine_note (report, SUBLET_CLOCK (clock)),
                   cases[i].note);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/runtime-text/fine", test_fine);
  g_test_add_func ("/ui/instances/runtime-text/changes", test_changes);
  g_test_add_func ("/ui/instances/runtime-text/both-packages", test_both_packages);
  g_test_add_func ("/ui/instances/runtime-text/looks", test_looks);
  g_test_add_func ("/ui/instances/runtime-text/age", test_age);
  g_test_add_func ("/ui/instances/runtime-text/machine-note", test_machine_note);

  return g_test_run ();
}
