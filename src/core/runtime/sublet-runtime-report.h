/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-package.h"

G_BEGIN_DECLS

/**
 * SubletRuntimeVerdict:
 * @SUBLET_RUNTIME_VERDICT_FINE: as it should be
 * @SUBLET_RUNTIME_VERDICT_GAPS: work can start; something that many jobs want is missing, or could
 *   not be read
 * @SUBLET_RUNTIME_VERDICT_UNFIT: it is not what was rented, or work would fail
 *
 * Ordered: the whole is as bad as its worst part.
 */
typedef enum
{
  SUBLET_RUNTIME_VERDICT_FINE,
  SUBLET_RUNTIME_VERDICT_GAPS,
  SUBLET_RUNTIME_VERDICT_UNFIT,
} SubletRuntimeVerdict;

#define SUBLET_TYPE_RUNTIME_VERDICT (sublet_runtime_verdict_get_type ())

GType sublet_runtime_verdict_get_type (void);

/**
 * SubletRuntimeTopic:
 *
 * What is looked at, in the order in which it is shown.
 */
typedef enum
{
  SUBLET_RUNTIME_TOPIC_DRIVER,
  SUBLET_RUNTIME_TOPIC_GPUS,    /* how many, and of which model */
  SUBLET_RUNTIME_TOPIC_MEMORY,  /* of each card */
  SUBLET_RUNTIME_TOPIC_CUDA,    /* what the driver can do, against what programs are built with */
  SUBLET_RUNTIME_TOPIC_TOOLKIT, /* the CUDA that programs here are built with; fine when missing */
  SUBLET_RUNTIME_TOPIC_PYTHON,
  SUBLET_RUNTIME_TOPIC_TORCH,
  SUBLET_RUNTIME_TOPIC_FLASH_ATTN,   /* fine when missing */
  SUBLET_RUNTIME_TOPIC_XFORMERS,     /* fine when missing */
  SUBLET_RUNTIME_TOPIC_BITSANDBYTES, /* fine when missing */
  SUBLET_RUNTIME_TOPIC_TRITON,       /* fine when missing */
  SUBLET_RUNTIME_TOPIC_SPACE,        /* that is free on the disk */
  SUBLET_RUNTIME_TOPIC_DISK,         /* how fast it is */
  SUBLET_RUNTIME_TOPIC_NETWORK,      /* how fast it is; mostly not asked */
  SUBLET_RUNTIME_N_TOPICS,
} SubletRuntimeTopic;

/**
 * SubletRuntimeFinding:
 *
 * What was found of one topic; the words are the widgets'.
 */
typedef enum
{
  SUBLET_RUNTIME_FINDING_FINE,
  SUBLET_RUNTIME_FINDING_MISSING,    /* it is not there */
  SUBLET_RUNTIME_FINDING_UNREADABLE, /* it answered, and not in a way that is understood */
  SUBLET_RUNTIME_FINDING_BROKEN,     /* it is there and fails: detail says how */
  SUBLET_RUNTIME_FINDING_FEWER,      /* GPUs than were rented */
  SUBLET_RUNTIME_FINDING_OTHER,      /* another GPU model than was rented */
  SUBLET_RUNTIME_FINDING_LESS,       /* memory than was rented */
  SUBLET_RUNTIME_FINDING_NO_CUDA,    /* PyTorch is there and sees no GPU */
  SUBLET_RUNTIME_FINDING_TOO_OLD,    /* the driver, for what programs are built with */
  SUBLET_RUNTIME_FINDING_VERSION,    /* of a package, another than the person wants */
  SUBLET_RUNTIME_FINDING_SKIPPED,    /* not asked; detail may say why */
} SubletRuntimeFinding;

#define SUBLET_TYPE_RUNTIME_FINDING (sublet_runtime_finding_get_type ())

GType sublet_runtime_finding_get_type (void);

typedef struct
{
  SubletRuntimeFinding finding;
  SubletRuntimeVerdict verdict;
  char *value;  /* (nullable): "570.86.15", "2 × NVIDIA GeForce RTX 4090"; valid UTF-8, no control
                   characters, at most 200 bytes */
  char *detail; /* (nullable): the program's own words when it fails, or where it is; as above */
  gint64 duration_ms; /* 0: not measured */
} SubletRuntimeItem;

/* One of the person's packages that has no topic of its own. */
typedef struct
{
  SubletRuntimePackage *package; /* what was wanted */
  SubletRuntimeItem item;
} SubletRuntimeFound;

/* What was rented. Text NULL, numbers 0: not known, and not compared. */
typedef struct
{
  const char *gpu_name; /* the service's: "RTX 4090", without the maker's name */
  int num_gpus;
  double gpu_ram_mb;   /* of each card */
  GPtrArray *packages; /* (nullable) (element-type SubletRuntimePackage): the person's, those that
                          the script was made with */
} SubletRuntimeWish;

#define SUBLET_TYPE_RUNTIME_REPORT (sublet_runtime_report_get_type ())

/* What an instance turned out to be. Immutable; any thread. */
typedef struct _SubletRuntimeReport SubletRuntimeReport;

GType sublet_runtime_report_get_type (void);

/* One script for one exec, whatever the login shell; it leaves nothing on the machine and ends
 * within SUBLET_RUNTIME_SCRIPT_MS. */
#define SUBLET_RUNTIME_SCRIPT_MS 160000
#define SUBLET_RUNTIME_OUTPUT_BYTES (256 * 1024)
#define SUBLET_RUNTIME_NETWORK_BYTES 16000000
char *sublet_runtime_report_dup_script (GPtrArray *packages, const char *network_url);

/* Never fails: what cannot be read is a finding. at_us: service time. */
SubletRuntimeReport *sublet_runtime_report_new (GBytes *output,
                                                const SubletRuntimeWish *wish,
                                                gint64 at_us);
SubletRuntimeReport *sublet_runtime_report_ref (SubletRuntimeReport *self);
void sublet_runtime_report_unref (SubletRuntimeReport *self);

gint64 sublet_runtime_report_get_at_us (const SubletRuntimeReport *self);
SubletRuntimeVerdict sublet_runtime_report_get_verdict (const SubletRuntimeReport *self);
/* Of what stays with the machine, whatever image runs on it. */
SubletRuntimeVerdict sublet_runtime_report_get_machine_verdict (const SubletRuntimeReport *self);
const SubletRuntimeItem *sublet_runtime_report_get_item (const SubletRuntimeReport *self,
                                                         SubletRuntimeTopic topic);

/* The person's packages that have no topic, in their order. */
guint sublet_runtime_report_get_n_packages (const SubletRuntimeReport *self);
const SubletRuntimeFound *sublet_runtime_report_get_package (const SubletRuntimeReport *self,
                                                             guint index);

/* For the journal. */
char *sublet_runtime_report_to_json (const SubletRuntimeReport *self);
SubletRuntimeReport *sublet_runtime_report_from_json (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRuntimeReport, sublet_runtime_report_unref)

G_END_DECLS
