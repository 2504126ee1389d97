/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

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
  SUBLET_RUNTIME_TOPIC_GPUS,   /* how many, and of which model */
  SUBLET_RUNTIME_TOPIC_MEMORY, /* of each card */
  SUBLET_RUNTIME_TOPIC_CUDA,   /* what the driver can do */
  SUBLET_RUNTIME_TOPIC_PYTHON,
  SUBLET_RUNTIME_TOPIC_TORCH,
  SUBLET_RUNTIME_TOPIC_FLASH_ATTN, /* fine when missing */
  SUBLET_RUNTIME_TOPIC_XFORMERS,   /* fine when missing */
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
} SubletRuntimeItem;

/* What was rented. Text NULL, numbers 0: not known, and not compared. */
typedef struct
{
  const char *gpu_name; /* the service's: "RTX 4090", without the maker's name */
  int num_gpus;
  double gpu_ram_mb; /* of each card */
} SubletRuntimeWish;

#define SUBLET_TYPE_RUNTIME_REPORT (sublet_runtime_report_get_type ())

/* What an instance turned out to be. Immutable; any thread. */
typedef struct _SubletRuntimeReport SubletRuntimeReport;

GType sublet_runtime_report_get_type (void);

/* One script for one exec, whatever the login shell; it changes nothing on the machine and ends
 * within SUBLET_RUNTIME_SCRIPT_MS. Static text. */
#define SUBLET_RUNTIME_SCRIPT_MS 60000
#define SUBLET_RUNTIME_OUTPUT_BYTES (64 * 1024)
const char *sublet_runtime_report_get_script (void);

/* Never fails: what cannot be read is a finding. at_us: service time. */
SubletRuntimeReport *sublet_runtime_report_new (GBytes *output,
                                                const SubletRuntimeWish *wish,
                                                gint64 at_us);
SubletRuntimeReport *sublet_runtime_report_ref (SubletRuntimeReport *self);
void sublet_runtime_report_unref (SubletRuntimeReport *self);

gint64 sublet_runtime_report_get_at_us (const SubletRuntimeReport *self);
SubletRuntimeVerdict sublet_runtime_report_get_verdict (const SubletRuntimeReport *self);
const SubletRuntimeItem *sublet_runtime_report_get_item (const SubletRuntimeReport *self,
                                                         SubletRuntimeTopic topic);

/* For the journal. */
char *sublet_runtime_report_to_json (const SubletRuntimeReport *self);
SubletRuntimeReport *sublet_runtime_report_from_json (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRuntimeReport, sublet_runtime_report_unref)

G_END_DECLS
