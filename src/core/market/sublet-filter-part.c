/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-filter-part.h"

#include "core/model/sublet-offer.h"

G_DEFINE_ENUM_TYPE (SubletFilterPart,
                    sublet_filter_part,
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_MODEL, "model"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_COUNT, "count"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_PRICE, "price"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_RELIABILITY, "reliability"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_MEMORY, "memory"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_TOTAL_MEMORY, "total-memory"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_ARCHITECTURE, "architecture"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_COMPUTE, "compute"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_CUDA, "cuda"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_PLACE, "place"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_VERIFICATION, "verification"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_DATA_CENTER, "data-center"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_DOWN, "down"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_UP, "up"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_DOWN_PRICE, "down-price"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_UP_PRICE, "up-price"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_PORTS, "ports"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_STATIC_IP, "static-ip"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_DISK, "disk"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_DISK_SPEED, "disk-speed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_CORES, "cores"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_RAM, "ram"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_DURATION, "duration"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_MACHINE, "machine"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_HOST, "host"),
                    G_DEFINE_ENUM_VALUE (SUBLET_FILTER_PART_TEXT, "text"))

G_DEFINE_ENUM_TYPE (SubletGpuCount,
                    sublet_gpu_count,
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_ANY, "any"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_1, "1"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_2, "2"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_4, "4"),
                    G_DEFINE_ENUM_VALUE (SUBLET_GPU_COUNT_8_OR_MORE, "8+"))

/* What is not here is a range. */
static const SubletFilterKind kinds[SUBLET_N_FILTER_PARTS] = {
  [SUBLET_FILTER_PART_MODEL] = SUBLET_FILTER_KIND_MODELS,
  [SUBLET_FILTER_PART_COUNT] = SUBLET_FILTER_KIND_COUNT,
  [SUBLET_FILTER_PART_ARCHITECTURE] = SUBLET_FILTER_KIND_CHOICES,
  [SUBLET_FILTER_PART_PLACE] = SUBLET_FILTER_KIND_PLACES,
  [SUBLET_FILTER_PART_VERIFICATION] = SUBLET_FILTER_KIND_CHOICES,
  [SUBLET_FILTER_PART_DATA_CENTER] = SUBLET_FILTER_KIND_FLAG,
  [SUBLET_FILTER_PART_STATIC_IP] = SUBLET_FILTER_KIND_FLAG,
  [SUBLET_FILTER_PART_MACHINE] = SUBLET_FILTER_KIND_IDS,
  [SUBLET_FILTER_PART_HOST] = SUBLET_FILTER_KIND_IDS,
  [SUBLET_FILTER_PART_TEXT] = SUBLET_FILTER_KIND_TEXT,
};

/**
 * sublet_filter_part_get_kind:
 * @part: a filter
 *
 * Returns: what it is made of
 */
SubletFilterKind
sublet_filter_part_get_kind (SubletFilterPart part)
{
  g_return_val_if_fail ((guint) part < SUBLET_N_FILTER_PARTS, SUBLET_FILTER_KIND_TEXT);

  return kinds[part];
}

/**
 * sublet_filter_part_get_nick:
 * @part: a filter
 *
 * Returns: (transfer none): what settings and actions call it
 */
const char *
sublet_filter_part_get_nick (SubletFilterPart part)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SUBLET_TYPE_FILTER_PART);
  GEnumValue *value = g_enum_get_value (klass, (int) part);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

/**
 * sublet_filter_part_from_nick:
 * @nick: what settings and actions call a filter
 * @part: (out): that filter, untouched when there is none
 *
 * Returns: whether this version has such a filter
 */
bool
sublet_filter_part_from_nick (const char *nick, SubletFilterPart *part)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SUBLET_TYPE_FILTER_PART);
  GEnumValue *value = g_enum_get_value_by_nick (klass, nick);

  if (value == NULL)
    return false;

  *part = (SubletFilterPart) value->value;
  return true;
}

/**
 * sublet_filter_part_get_choice_type:
 * @part: a filter of some choices
 *
 * Returns: the enumeration that they are values of; 0 is what is not known and cannot be chosen
 */
GType
sublet_filter_part_get_choice_type (SubletFilterPart part)
{
  g_return_val_if_fail (sublet_filter_part_get_kind (part) == SUBLET_FILTER_KIND_CHOICES,
                        G_TYPE_INVALID);

  return part == SUBLET_FILTER_PART_ARCHITECTURE ? SUBLET_TYPE_GPU_ARCHITECTURE
                                                 : SUBLET_TYPE_VERIFICATION;
}
