/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"

G_BEGIN_DECLS

#define SUBLET_N_PRICE_KINDS (SUBLET_PRICE_KIND_RESERVED + 1)

/*
 * What is offered in one kind of price, to be found by an offer in another kind. Immutable, counted
 * by reference, any thread. The members are for this folder only.
 */
typedef struct
{
  GArray *rows; /* (owned) (element-type SubletOfferRow) */
  SubletPriceKind kind;
  gint64 known_at_us;  /* service time */
  bool cut;            /* there may be more */
  guint32 *by_machine; /* (owned) (array): rows by machine, then how many GPUs, then number */
} SubletKindList;

SubletKindList *sublet_kind_list_new (GArray *rows,
                                      SubletPriceKind kind,
                                      gint64 known_at_us,
                                      bool cut);
SubletKindList *sublet_kind_list_ref (SubletKindList *self);
void sublet_kind_list_unref (SubletKindList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletKindList, sublet_kind_list_unref)

const SubletOfferRow *sublet_kind_list_find (const SubletKindList *self,
                                             const SubletOfferRow *like,
                                             const SubletJob *job);

G_END_DECLS
