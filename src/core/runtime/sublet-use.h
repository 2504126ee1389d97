/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* How busy a machine is at one moment, by its own word. NAN: it does not say. */
typedef struct
{
  double gpu_util_percent; /* of all GPUs, 0 to 100 */
  double gpu_temp_celsius; /* of the hottest */
  double vmem_used_ratio;  /* of all GPUs' memory, 0 to 1 */
  double cpu_util_percent; /* of the cores it may use, since the answer before; 0 to 100 */
  double mem_used_gb;      /* without what can be given back at once */
  double mem_limit_gb;
  double disk_used_gb; /* of the container's disk */
  double disk_size_gb;
} SubletUse;

/* Where the answer before stood: how busy a processor was is a difference. All zero at first. */
typedef struct
{
  double cpu_s;    /* that its processes have had */
  double uptime_s; /* 0: there was no answer */
} SubletUseMark;

/* More than an answer of sixteen GPUs takes. */
#define SUBLET_USE_ANSWER_BYTES (4 * 1024)

/* For `sh` alone, not for any login shell; needs nothing else, and asks each tool that is missing
 * for nothing. */
const char *sublet_use_get_command (void);
/* mark: of the answer before, and of this one afterwards. FALSE: nothing in it can be read. */
bool sublet_use_read (const char *answer, gsize length, SubletUseMark *mark, SubletUse *use);

G_END_DECLS
