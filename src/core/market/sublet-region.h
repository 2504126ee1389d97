/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SubletRegion:
 * @SUBLET_REGION_UNKNOWN: no country, or one this version does not know
 *
 * A part of the world, for people to whom any machine nearby will do. The service knows countries
 * only.
 */
typedef enum
{
  SUBLET_REGION_UNKNOWN,
  SUBLET_REGION_EUROPE,
  SUBLET_REGION_NORTH_AMERICA,
  SUBLET_REGION_SOUTH_AMERICA,
  SUBLET_REGION_ASIA,
  SUBLET_REGION_OCEANIA,
  SUBLET_REGION_AFRICA,
} SubletRegion;

#define SUBLET_N_REGIONS (SUBLET_REGION_AFRICA + 1)

#define SUBLET_TYPE_REGION (sublet_region_get_type ())

GType sublet_region_get_type (void);

SubletRegion sublet_region_from_country (const char *country);
char **sublet_region_dup_countries (SubletRegion region);

G_END_DECLS
