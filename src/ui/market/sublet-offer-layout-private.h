/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-offer-layout.h"

G_BEGIN_DECLS

typedef struct
{
  const SubletOfferColumn *column; /* (borrowed) */
  gboolean shown;
} SubletOfferPlace;

struct _SubletOfferLayout
{
  GObject parent_instance;

  guint n_columns;
  SubletOfferPlace *places; /* (owned) (array length=n_columns): in the order of the layout */
  int *widths; /* (owned) (array length=n_columns): by the column's number; 0: its own first one */
  int *least;  /* (owned) (array length=n_columns): by the column's number */
};

static inline guint
sublet_offer_layout_get_number (const SubletOfferColumn *column)
{
  gsize n_columns;

  return (guint) (column - sublet_offer_columns_get (&n_columns));
}

void sublet_offer_layout_arrange (SubletOfferPlace *places, const char *const *ids);
void sublet_offer_layout_changed (SubletOfferLayout *self);

G_END_DECLS
