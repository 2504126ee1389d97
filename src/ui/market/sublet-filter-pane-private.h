/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-choice-list.h"
#include "ui/market/sublet-filter-hint.h"
#include "ui/market/sublet-filter-pane.h"
#include "ui/market/sublet-ids-row.h"
#include "ui/market/sublet-range-row.h"

G_BEGIN_DECLS

#define SUBLET_FILTER_PANE_COUNTS (SUBLET_GPU_COUNT_8_OR_MORE + 1)

/* The groups that are folded. */
#define SUBLET_FILTER_PANE_GROUPS 7

struct _SubletFilterPane
{
  AdwBin parent_instance;

  SubletMarket *market; /* (owned) */
  char *known_models;   /* (owned) (nullable): names of those in the list, to see a change */
  gboolean updating;    /* the widgets follow the market, they do not lead it */

  /* template children */
  GtkWidget *title;
  SubletChoiceList *models;
  SubletChoiceList *places;
  SubletChoiceList *verifications;
  SubletChoiceList *architectures;
  GtkToggleButton *counts[SUBLET_FILTER_PANE_COUNTS];
  GtkCheckButton *data_center_check;
  GtkCheckButton *static_ip_check;
  SubletRangeRow *ranges[SUBLET_N_FILTER_RANGES];
  SubletIdsRow *machine_ids;
  SubletIdsRow *host_ids;
  GtkExpander *groups[SUBLET_FILTER_PANE_GROUPS];
  GtkLabel *group_counts[SUBLET_FILTER_PANE_GROUPS];
  SubletFilterHint *hints[SUBLET_N_FILTER_PARTS]; /* NULL for what has none */
};

/* -parts.c */
void sublet_filter_pane_bind_parts (GtkWidgetClass *widget_class);
guint sublet_filter_pane_get_n_hidden (SubletFilterPane *self, SubletFilterPart part);
void sublet_filter_pane_update_parts (SubletFilterPane *self);

G_END_DECLS
