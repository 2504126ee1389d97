/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-grouped-model.h"

G_BEGIN_DECLS

/* By what instances can be grouped. Nicks are what the settings keep; they never change. */
typedef enum
{
  SUBLET_INSTANCE_GROUPING_STATE,
  SUBLET_INSTANCE_GROUPING_LABEL, /* those with the same text; those without any are the last */
  SUBLET_INSTANCE_GROUPING_NONE,
} SubletInstanceGrouping;

#define SUBLET_INSTANCE_N_GROUPINGS (SUBLET_INSTANCE_GROUPING_NONE + 1)

#define SUBLET_TYPE_INSTANCE_GROUPING (sublet_instance_grouping_get_type ())

GType sublet_instance_grouping_get_type (void);

const char *sublet_instance_grouping_get_nick (SubletInstanceGrouping grouping);
bool sublet_instance_grouping_from_nick (const char *nick, SubletInstanceGrouping *grouping);
/* As in a menu. */
const char *sublet_instance_grouping_get_title (SubletInstanceGrouping grouping);
/* (nullable): of SubletRental; NULL: there are no groups. */
const SubletGrouping *sublet_instance_grouping_get (SubletInstanceGrouping grouping);

G_END_DECLS
