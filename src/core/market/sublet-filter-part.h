/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletFilterPart:
 *
 * The filters one by one: each can be set, cleared, and says how many offers it hides. The nick
 * stands in actions and in the settings, so it never changes.
 */
typedef enum
{
  SUBLET_FILTER_PART_MODEL,
  SUBLET_FILTER_PART_COUNT,
  SUBLET_FILTER_PART_PRICE,
  SUBLET_FILTER_PART_RELIABILITY,
  SUBLET_FILTER_PART_MEMORY,
  SUBLET_FILTER_PART_TOTAL_MEMORY,
  SUBLET_FILTER_PART_ARCHITECTURE,
  SUBLET_FILTER_PART_COMPUTE,
  SUBLET_FILTER_PART_CUDA,
  SUBLET_FILTER_PART_PLACE,
  SUBLET_FILTER_PART_VERIFICATION,
  SUBLET_FILTER_PART_DATA_CENTER,
  SUBLET_FILTER_PART_DOWN,
  SUBLET_FILTER_PART_UP,
  SUBLET_FILTER_PART_DOWN_PRICE,
  SUBLET_FILTER_PART_UP_PRICE,
  SUBLET_FILTER_PART_PORTS,
  SUBLET_FILTER_PART_STATIC_IP,
  SUBLET_FILTER_PART_DISK,
  SUBLET_FILTER_PART_DISK_SPEED,
  SUBLET_FILTER_PART_CORES,
  SUBLET_FILTER_PART_RAM,
  SUBLET_FILTER_PART_DURATION,
  SUBLET_FILTER_PART_MACHINE,
  SUBLET_FILTER_PART_HOST,
  SUBLET_FILTER_PART_TEXT,
} SubletFilterPart;

#define SUBLET_N_FILTER_PARTS (SUBLET_FILTER_PART_TEXT + 1)

#define SUBLET_TYPE_FILTER_PART (sublet_filter_part_get_type ())

GType sublet_filter_part_get_type (void);

/**
 * SubletFilterKind:
 * @SUBLET_FILTER_KIND_RANGE: from a lower bound to an upper one, either of which may be missing
 * @SUBLET_FILTER_KIND_MODELS: some of the GPU models
 * @SUBLET_FILTER_KIND_COUNT: a SubletGpuCount
 * @SUBLET_FILTER_KIND_PLACES: some of the regions and countries
 * @SUBLET_FILTER_KIND_CHOICES: some of the values of an enumeration
 * @SUBLET_FILTER_KIND_FLAG: set or not
 * @SUBLET_FILTER_KIND_IDS: some numbers
 * @SUBLET_FILTER_KIND_TEXT: words that must occur
 *
 * What a filter is made of.
 */
typedef enum
{
  SUBLET_FILTER_KIND_RANGE,
  SUBLET_FILTER_KIND_MODELS,
  SUBLET_FILTER_KIND_COUNT,
  SUBLET_FILTER_KIND_PLACES,
  SUBLET_FILTER_KIND_CHOICES,
  SUBLET_FILTER_KIND_FLAG,
  SUBLET_FILTER_KIND_IDS,
  SUBLET_FILTER_KIND_TEXT,
} SubletFilterKind;

/**
 * SubletGpuCount:
 *
 * How many GPUs an offer has; exactly so many, but for the last.
 */
typedef enum
{
  SUBLET_GPU_COUNT_ANY,
  SUBLET_GPU_COUNT_1,
  SUBLET_GPU_COUNT_2,
  SUBLET_GPU_COUNT_4,
  SUBLET_GPU_COUNT_8_OR_MORE,
} SubletGpuCount;

#define SUBLET_TYPE_GPU_COUNT (sublet_gpu_count_get_type ())

GType sublet_gpu_count_get_type (void);

SubletFilterKind sublet_filter_part_get_kind (SubletFilterPart part);
const char *sublet_filter_part_get_nick (SubletFilterPart part);
bool sublet_filter_part_from_nick (const char *nick, SubletFilterPart *part);
GType sublet_filter_part_get_choice_type (SubletFilterPart part);

G_END_DECLS
