/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Versions of Python packages and ranges of them: ">=2.4,<3", "==1.2.*", "~=2.2", "!=2.1". Pure
 * functions; any thread. Source: packaging.python.org, "Version specifiers" (once PEP 440).
 */

/* More than a person writes; what is longer is no range. */
#define SUBLET_VERSION_RANGE_BYTES 100

typedef enum
{
  SUBLET_VERSION_MATCH_INSIDE,
  SUBLET_VERSION_MATCH_OUTSIDE,
  SUBLET_VERSION_MATCH_UNKNOWN, /* one of both is none */
} SubletVersionMatch;

/* Whether it is a range; "" is one, of all versions. */
bool sublet_version_range_is_valid (const char *range);
SubletVersionMatch sublet_version_range_match (const char *range, const char *version);

G_END_DECLS
