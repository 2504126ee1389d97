/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-report.h"

#include <stdbool.h>

/* The script as a machine runs it, with programs that stand in for the driver's and for Python. */

typedef struct
{
  const char *shell;
  bool has_setsid;
} Surroundings;

typedef struct
{
  char *folder;       /* (owned) */
  char *bin;          /* (owned) in it, with the programs */
  char *path;         /* (owned): PATH */
  char *temporary;    /* (owned): TMPDIR */
  GBytes *output;     /* (owned) (nullable): of the latest run */
  const char *prefix; /* (nullable): what the login shell says first */
} Machine;

char *machine_find (const char *name);
void machine_link (Machine *machine, const char *name, const char *as);
void machine_write (Machine *machine, const char *name, const char *text);
void machine_set_up (Machine *machine, gconstpointer surroundings);
void machine_tear_down (Machine *machine, gconstpointer surroundings);
void machine_make_time_fly (Machine *machine);
/* texts and network_url: (nullable). */
SubletRuntimeReport *machine_run_asking (Machine *machine,
                                         const char *const *texts,
                                         const char *network_url);
SubletRuntimeReport *machine_run (Machine *machine);
/* A PyTorch whose torch.cuda.is_available is the expression. */
void machine_add_torch (Machine *machine, const char *is_available);
/* One card as rented, CUDA 12.8. */
void machine_add_driver (Machine *machine);
void machine_add_python (Machine *machine);
void machine_add_disk_tools (Machine *machine);
/* What an image for work has. */
void machine_add_all (Machine *machine, const char *is_available);
void machine_link_all (Machine *machine, const char *const *names);

/* In one shell. */
void machine_add_test (const char *name, void (*test) (Machine *, gconstpointer));
/* Once for each shell. */
void machine_add_tests (const char *name, void (*test) (Machine *, gconstpointer));

void assert_verdict (SubletRuntimeReport *report, SubletRuntimeVerdict verdict);
void assert_item (const SubletRuntimeItem *item,
                  SubletRuntimeFinding finding,
                  SubletRuntimeVerdict verdict,
                  const char *value,
                  const char *detail);

#define assert_is(report, topic, finding, verdict, value, detail)                       \
  assert_item (sublet_runtime_report_get_item ((report), SUBLET_RUNTIME_TOPIC_##topic), \
               SUBLET_RUNTIME_FINDING_##finding,                                        \
               SUBLET_RUNTIME_VERDICT_##verdict,                                        \
               (value),                                                                 \
               (detail))
