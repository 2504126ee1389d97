/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-offer-filter.h"

G_BEGIN_DECLS

/*
 * The filter is one type in five files: the whole (sublet-offer-filter.c), its parts (-parts.c),
 * what passes (-passes.c), the saved text (-text.c) and what the service is asked (-query.c).
 */

typedef struct
{
  gint64 lower; /* SUBLET_FILTER_NO_BOUND: any */
  gint64 upper;
} SubletFilterBounds;

struct _SubletOfferFilter
{
  GPtrArray *models;    /* (owned) (element-type utf8): word set, wire spelling; empty: any */
  GPtrArray *countries; /* (owned) (element-type utf8): word set, capital letters */
  GArray *machines;     /* (owned) (element-type gint64): sorted; empty: any */
  GArray *hosts;        /* (owned) (element-type gint64): sorted; empty: any */
  char *text;           /* (owned) (nullable): folded */
  guint regions;        /* bit per SubletRegion */
  SubletGpuCount count;

  /* By part; those of another kind are not used. */
  SubletFilterBounds bounds[SUBLET_N_FILTER_PARTS];
  guint choices[SUBLET_N_FILTER_PARTS]; /* bit per value; 0: any */
  bool flags[SUBLET_N_FILTER_PARTS];
};

G_END_DECLS
