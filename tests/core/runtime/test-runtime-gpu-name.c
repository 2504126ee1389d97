/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

#include "support/sublet-test.h"

static void
test_names (void)
{
  /* clang-format off */
  static const struct { const char *rented; const char *found; bool same; } pairs[] = {
    { "RTX 4090", "NVIDIA GeForce RTX 4090", true },
    { "RTX 4090", "GeForce RTX 4090", true },
    { "RTX 4090", "NVIDIA GeForce RTX 4070", false },
    { "RTX 4090", "NVIDIA GeForce RTX 4090 D", false },
    { "RTX 4090 D", "NVIDIA GeForce RTX 4090 D", true },
    { "RTX 4090D", "NVIDIA GeForce RTX 4090 D", true },
    { "RTX 4090", "NVIDIA GeForce RTX 4090 Laptop GPU", false },
    { "RTX 4090 laptop", "NVIDIA GeForce RTX 4090 Laptop GPU", true },
    { "RTX 4090", "NVIDIA GeForce GTX 4090", false },
    { "RTX 4070S Ti", "NVIDIA GeForce RTX 4070 Ti SUPER", true },
    { "RTX 4070S", "NVIDIA GeForce RTX 4070 SUPER", true },
    { "RTX 4070S", "NVIDIA GeForce RTX 4070 Ti SUPER", false },
    { "RTX 4070 Ti", "NVIDIA GeForce RTX 4070", false },
    { "RTX 4070", "NVIDIA GeForce RTX 4070 Ti", false },
    { "GTX 1080 Ti", "NVIDIA GeForce GTX 1080 Ti", true },
    { "GTX 1070", "NVIDIA GeForce GTX 1070 with Max-Q Design", false },
    { "RTX 6000Ada", "NVIDIA RTX 6000 Ada Generation", true },
    { "RTX 6000Ada", "NVIDIA RTX 6000Ada", true },
    { "RTX 6000Ada", "Quadro RTX 6000", false },
    { "RTX 6000Ada", "NVIDIA RTX A6000", false },
    { "Q RTX 6000", "Quadro RTX 6000", true },
    { "RTX A6000", "NVIDIA RTX A6000", true },
    { "RTX A6000", "NVIDIA RTX A600", false },
    { "RTX PRO 6000 WS", "NVIDIA RTX PRO 6000 Blackwell Workstation Edition", true },
    { "RTX PRO 6000 WS", "NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition", false },
    { "RTX PRO 6000 WS", "NVIDIA RTX PRO 6000 Blackwell Server Edition", false },
    { "RTX PRO 6000 S", "NVIDIA RTX PRO 6000 Blackwell Server Edition", true },
    { "RTX PRO 6000 Max-Q", "NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition", true },
    { "A100 SXM4", "NVIDIA A100-SXM4-80GB", true },
    { "A100 SXM4", "NVIDIA A100-SXM4-40GB", true },
    { "A100 SXM4", "NVIDIA A100-PCIE-40GB", false },
    { "A100 PCIE", "NVIDIA A100 80GB PCIe", true },
    { "A100 PCIE", "NVIDIA A10", false },
    { "H100 SXM", "NVIDIA H100 80GB HBM3", true },
    { "H100 PCIE", "NVIDIA H100 80GB HBM3", false },
    { "H100 PCIE", "NVIDIA H100 PCIe", true },
    { "H100 NVL", "NVIDIA H100 NVL", true },
    { "H100 NVL", "NVIDIA H100 PCIe", false },
    { "H200", "NVIDIA H200", true },
    { "H200", "NVIDIA H200 NVL", false },
    { "H200", "NVIDIA H100 80GB HBM3", false },
    { "B200", "NVIDIA B200", true },
    { "B200", "NVIDIA GB200", false },
    { "GH200 SXM", "NVIDIA GH200 480GB", true },
    { "L40S", "NVIDIA L40S", true },
    { "L40S", "NVIDIA L40", false },
    { "L4", "NVIDIA L40", false },
    { "Tesla T4", "Tesla T4", true },
    { "Tesla V100", "Tesla V100-SXM2-16GB", true },
    { "Tesla V100", "NVIDIA TITAN V", false },
    { "CMP 170HX", "NVIDIA CMP 170HX", true },
    { "", "NVIDIA GeForce RTX 4090", false },
    { "NVIDIA", "NVIDIA", false },
  };
  /* clang-format on */
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (sublet_runtime_gpu_name_matches (pairs[i].rented, pairs[i].found) != pairs[i].same)
        g_error ("\"%s\" and \"%s\": %d", pairs[i].rented, pairs[i].found, !pairs[i].same);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/runtime-gpu-name/names", test_names);

  return g_test_run ();
}
