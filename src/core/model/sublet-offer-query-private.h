/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer-query.h"

G_BEGIN_DECLS

struct _SubletOfferQuery
{
  GObject parent_instance;

  SubletPriceKind kind;
  double disk_gb;
  int limit;
  char **gpu_names;          /* (owned) (nullable) */
  char **excluded_gpu_names; /* (owned) (nullable) */
  char **countries;          /* (owned) (nullable) */
  char **excluded_countries; /* (owned) (nullable) */
  int num_gpus;
  bool verified_only;
  gint64 min_dph_nusd;
  gint64 max_dph_nusd;
  GArray *conditions; /* (owned) (element-type SubletOfferCondition) */
};

G_END_DECLS
