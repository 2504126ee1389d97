/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "sublet-ui-runtime.h"

static const char output[] =
  "@sublet gpus ?\n"
  "@sublet gpus : NVIDIA GeForce RTX 4090, 24564, 570.86.15\n"
  "@sublet gpus : NVIDIA GeForce RTX 4090, 24564, 570.86.15\n"
  "@sublet gpus . 0\n"
  "@sublet cuda ?\n"
  "@sublet cuda : CUDA Version: 12.8\n"
  "@sublet cuda . 0\n"
  "@sublet python ?\n"
  "@sublet python : =version 3.11.4\n"
  "@sublet python : =path /opt/conda/bin/python3\n"
  "@sublet python . 0\n"
  "@sublet toolkit ?\n"
  "@sublet toolkit : =nvcc 12.4\n"
  "@sublet toolkit : =library 12.4.127\n"
  "@sublet toolkit . 0\n"
  "@sublet space ?\n"
  "@sublet space : =free 65011712 /\n"
  "@sublet space . 0\n"
  "@sublet disk ?\n"
  "@sublet disk : =write 134217728 bytes (134 MB, 128 MiB) copied, 0.0433 s, 3.1 GB/s\n"
  "@sublet disk : =read 134217728 bytes (134 MB, 128 MiB) copied, 0.0268 s, 5.0 GB/s\n"
  "@sublet disk : =folder /workspace\n"
  "@sublet disk . 0\n"
  "@sublet torch ?\n"
  "@sublet torch : =version 2.6.0+cu126\n"
  "@sublet torch : =cuda 12.6\n"
  "@sublet torch : =available True\n"
  "@sublet torch : =product right\n"
  "@sublet torch : =seconds 0.812\n"
  "@sublet torch : =imported torch\n"
  "@sublet torch . 0\n"
  "@sublet flash_attn ?\n"
  "@sublet flash_attn : =missing flash_attn\n"
  "@sublet flash_attn . 0\n"
  "@sublet bitsandbytes ?\n"
  "@sublet bitsandbytes : =missing bitsandbytes\n"
  "@sublet bitsandbytes . 0\n"
  "@sublet triton ?\n"
  "@sublet triton : =version 3.2.0\n"
  "@sublet triton : =imported triton\n"
  "@sublet triton . 0\n"
  "@sublet xformers ?\n"
  "@sublet xformers : =version 0.0.29.post3\n"
  "@sublet xformers : =imported xformers\n"
  "@sublet xformers . 0\n";

/**
 * sublet_ui_runtime_report_new:
 * @at_us: service time
 * @...: pairs of texts
 *
 * Returns: (transfer full): a report
 */
SubletRuntimeReport *
sublet_ui_runtime_report_new (gint64 at_us, ...)
{
  const SubletRuntimeWish wish = { "RTX 4090", 2, 24564 };
  g_autoptr (GString) text = g_string_new (output);
  g_autoptr (GBytes) bytes = NULL;
  const char *old;
  va_list pairs;

  va_start (pairs, at_us);
  while ((old = va_arg (pairs, const char *)) != NULL)
    {
      const char *new = va_arg (pairs, const char *);

      if (g_string_replace (text, old, new, 0) == 0)
        g_error ("%s is not there", old);
    }
  va_end (pairs);
  bytes = g_bytes_new (text->str, text->len);

  return sublet_runtime_report_new (bytes, &wish, at_us);
}
