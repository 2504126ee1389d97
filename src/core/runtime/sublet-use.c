/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-use.h"

#include <math.h>
#include <string.h>

#define BYTES_PER_GB 1e9
#define KIB_PER_GB (1e9 / 1024)
#define US_PER_S 1e6

/* More cores, degrees or gigabytes than there are; what says more says nothing. */
#define MOST 1e9

/*
 * Each line begins with what it says, so that a banner is nobody's answer. A container is asked for
 * its own share: the files of both kinds of control group, where they are, else the whole
 * machine's. Source: Linux, Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/, proc(5);
 * nvidia-smi
 * --help-query-gpu.
 */
static const char command[] =
  "limit=; command -v timeout >/dev/null 2>&1 && limit='timeout 4'; "
  "$limit nvidia-smi --format=csv,noheader,nounits"
  " --query-gpu=utilization.gpu,temperature.gpu,memory.used,memory.total 2>/dev/null"
  " </dev/null | while read -r l; do echo \"use-gpu $l\"; done; "
  "c=/sys/fs/cgroup; "
  "if [ -r $c/cpu.stat ]; then while read -r k v; do"
  " [ \"$k\" = usage_usec ] && echo \"use-cpu-us $v\"; done < $c/cpu.stat; "
  "elif [ -r $c/cpuacct/cpuacct.usage ]; then"
  " read -r v < $c/cpuacct/cpuacct.usage && echo \"use-cpu-ns $v\"; fi; "
  "[ -r $c/cpu.max ] && read -r q p < $c/cpu.max && echo \"use-quota $q $p\"; "
  "if [ -r $c/cpu/cpu.cfs_quota_us ]; then read -r q < $c/cpu/cpu.cfs_quota_us;"
  " read -r p < $c/cpu/cpu.cfs_period_us; echo \"use-quota $q $p\"; fi; "
  "echo \"use-cores $(nproc 2>/dev/null)\"; "
  "read -r u i < /proc/uptime && echo \"use-uptime $u\"; "
  "for f in memory.current memory/memory.usage_in_bytes; do"
  " [ -r $c/$f ] && read -r v < $c/$f && echo \"use-memory $v\"; done; "
  "for f in memory.max memory/memory.limit_in_bytes; do"
  " [ -r $c/$f ] && read -r v < $c/$f && echo \"use-memory-limit $v\"; done; "
  "for f in memory.stat memory/memory.stat; do [ -r $c/$f ] && while read -r k v; do"
  " [ \"$k\" = inactive_file ] && echo \"use-memory-idle $v\"; done < $c/$f; done; "
  "while read -r k v x; do case $k in MemTotal:) echo \"use-total $v\";;"
  " MemAvailable:) echo \"use-available $v\";; esac; done < /proc/meminfo; "
  "df -Pk / 2>/dev/null | while read -r d s u x; do"
  " [ \"$d\" = Filesystem ] || echo \"use-disk $u $s\"; done";

const char *
sublet_use_get_command (void)
{
  return command;
}

/* ---- one answer ---- */

/* What its lines say; NAN: nothing. */
typedef struct
{
  guint n_gpus;
  double gpu_percent; /* sums */
  double gpu_used_mib;
  double gpu_total_mib;
  double gpu_celsius;
  double cpu_s;
  double quota_cores;
  double cores;
  double uptime_s;
  double memory_bytes;
  double memory_limit_bytes;
  double memory_idle_bytes;
  double total_kib;
  double available_kib;
  double disk_used_kib;
  double disk_size_kib;
} Answer;

/* (nullable): the rest of a line that says it */
static const char *
get_rest (const char *line, const char *name)
{
  gsize length = strlen (name);

  return strncmp (line, name, length) == 0 && line[length] == ' ' ? line + length + 1 : NULL;
}

/* Of numbers between blanks or commas; NAN where there is none. */
static double
take_number (const char **at)
{
  char *end = NULL;
  double number;

  while (**at == ' ' || **at == ',')
    (*at)++;
  number = g_ascii_strtod (*at, &end);
  if (end == *at)
    {
      *at += strcspn (*at, " ,");
      return NAN;
    }
  *at = end;

  return isfinite (number) && number >= 0 && number <= MOST * MOST ? number : NAN;
}

static void
take_gpu (Answer *answer, const char *rest)
{
  double percent = take_number (&rest);
  double celsius = take_number (&rest);
  double used_mib = take_number (&rest);
  double total_mib = take_number (&rest);

  answer->n_gpus++;
  answer->gpu_percent += percent <= 100 ? percent : NAN;
  answer->gpu_celsius = fmax (answer->gpu_celsius, celsius < 200 ? celsius : NAN);
  answer->gpu_used_mib += used_mib;
  answer->gpu_total_mib += total_mib;
}

/* "max" is no quota, and neither is -1. */
static void
take_quota (Answer *answer, const char *rest)
{
  double quota = take_number (&rest);
  double period = take_number (&rest);

  if (period > 0)
    answer->quota_cores = quota / period;
}

static void
take_line (Answer *answer, const char *line)
{
  const struct
  {
    const char *name;
    double *value;
    double unit;
  } singles[] = {
    { "use-cpu-us", &answer->cpu_s, US_PER_S },
    { "use-cpu-ns", &answer->cpu_s, US_PER_S * 1000 },
    { "use-cores", &answer->cores, 1 },
    { "use-uptime", &answer->uptime_s, 1 },
    { "use-memory", &answer->memory_bytes, 1 },
    { "use-memory-limit", &answer->memory_limit_bytes, 1 },
    { "use-memory-idle", &answer->memory_idle_bytes, 1 },
    { "use-total", &answer->total_kib, 1 },
    { "use-available", &answer->available_kib, 1 },
  };
  const char *rest;
  gsize i;

  if ((rest = get_rest (line, "use-gpu")) != NULL)
    take_gpu (answer, rest);
  else if ((rest = get_rest (line, "use-quota")) != NULL)
    take_quota (answer, rest);
  else if ((rest = get_rest (line, "use-disk")) != NULL)
    {
      answer->disk_used_kib = take_number (&rest);
      answer->disk_size_kib = take_number (&rest);
    }
  else
    for (i = 0; i < G_N_ELEMENTS (singles); i++)
      if ((rest = get_rest (line, singles[i].name)) != NULL)
        *singles[i].value = take_number (&rest) / singles[i].unit;
}

/* ---- what is made of it ---- */

static double
get_cpu_percent (const Answer *answer, const SubletUseMark *mark)
{
  double cores = answer->quota_cores > 0 ? answer->quota_cores : answer->cores;
  double passed_s = answer->uptime_s - mark->uptime_s;
  double busy_s = answer->cpu_s - mark->cpu_s;

  /* Another machine's, or another container's, began anew. */
  if (mark->uptime_s <= 0 || !(passed_s > 0) || !(busy_s >= 0) || !(cores > 0))
    return NAN;

  return fmin (100, 100 * busy_s / (passed_s * cores));
}

/* What a container holds and may hold; where it has no limit of its own, the machine's. */
static void
read_memory (const Answer *answer, SubletUse *use)
{
  double total_gb = answer->total_kib / KIB_PER_GB;
  double limit_gb = answer->memory_limit_bytes / BYTES_PER_GB;
  double used_gb = (answer->memory_bytes - answer->memory_idle_bytes) / BYTES_PER_GB;

  if (limit_gb > 0 && !(limit_gb > total_gb) && used_gb >= 0)
    {
      use->mem_used_gb = used_gb;
      use->mem_limit_gb = limit_gb;
      return;
    }
  use->mem_used_gb = (answer->total_kib - answer->available_kib) / KIB_PER_GB;
  use->mem_limit_gb = total_gb;
}

/* Less than nothing, or more than there is, says nothing. */
static void
bound (double *used, double size)
{
  if (!(*used >= 0 && *used <= size))
    *used = NAN;
}

/**
 * sublet_use_read:
 * @answer: what the command has said; from a machine that may say anything
 * @length: of @answer
 * @mark: (inout): of the answer before, and of this one afterwards
 * @use: (out caller-allocates): how busy it is
 *
 * Returns: whether anything of it could be read
 */
bool
sublet_use_read (const char *answer, gsize length, SubletUseMark *mark, SubletUse *use)
{
  g_autofree char *text = g_strndup (answer, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Answer said = { .gpu_celsius = NAN,
                  .cpu_s = NAN,
                  .quota_cores = NAN,
                  .cores = NAN,
                  .uptime_s = NAN,
                  .memory_bytes = NAN,
                  .memory_limit_bytes = NAN,
                  .memory_idle_bytes = NAN,
                  .total_kib = NAN,
                  .available_kib = NAN,
                  .disk_used_kib = NAN,
                  .disk_size_kib = NAN };
  gsize i;

  for (i = 0; lines[i] != NULL; i++)
    take_line (&said, lines[i]);

  *use = (SubletUse){ .gpu_util_percent = said.n_gpus > 0 ? said.gpu_percent / said.n_gpus : NAN,
                      .gpu_temp_celsius = said.gpu_celsius,
                      .vmem_used_ratio =
                        said.gpu_total_mib > 0 ? said.gpu_used_mib / said.gpu_total_mib : NAN,
                      .cpu_util_percent = get_cpu_percent (&said, mark),
                      .disk_used_gb = said.disk_used_kib / KIB_PER_GB,
                      .disk_size_gb = said.disk_size_kib / KIB_PER_GB };
  read_memory (&said, use);
  bound (&use->vmem_used_ratio, 1);
  bound (&use->mem_used_gb, use->mem_limit_gb);
  bound (&use->disk_used_gb, use->disk_size_gb);
  *mark = isfinite (said.cpu_s) && isfinite (said.uptime_s)
            ? (SubletUseMark){ said.cpu_s, said.uptime_s }
            : (SubletUseMark){ 0 };

  return said.n_gpus > 0 || isfinite (use->mem_limit_gb) || isfinite (use->disk_size_gb);
}
