/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The columns of the offer table: what they are called, how wide they begin, and what stands in
 * them. Pure functions of a market and a position.
 */

#define SUBLET_OFFER_ICON_WARNING "dialog-warning-symbolic"
#define SUBLET_OFFER_ICON_VERIFIED "object-select-symbolic"
#define SUBLET_OFFER_ICON_DEVERIFIED "action-unavailable-symbolic"

typedef enum
{
  SUBLET_OFFER_COLUMN_NONE = 0,
  SUBLET_OFFER_COLUMN_DEFAULT = 1 << 0, /* one of the twelve */
  SUBLET_OFFER_COLUMN_NUMERIC = 1 << 1, /* figures: equally wide, at the end */
  SUBLET_OFFER_COLUMN_REPEAT = 1 << 2,  /* its tooltip repeats the text, often too long */
  SUBLET_OFFER_COLUMN_EXPAND = 1 << 3,  /* takes the room that is left */
  SUBLET_OFFER_COLUMN_ICON = 1 << 4,    /* an icon before the text, or alone */
} SubletOfferColumnFlags;

typedef struct
{
  const char *id; /* as in the settings: its key's, "mark" for the mark */
  int key;        /* SubletOfferKey, -1 for the mark */
  int width;      /* px at normal text size, the least */
  SubletOfferColumnFlags flags;
  const char *title; /* marked for translation */
  const char *name;  /* full name and unit, marked for translation */
} SubletOfferColumn;

const SubletOfferColumn *sublet_offer_columns_get (gsize *n_columns);
const SubletOfferColumn *sublet_offer_columns_find (const char *id);

SubletPriceKind sublet_offer_column_get_price_kind (const SubletOfferColumn *column);

char *sublet_offer_column_dup_text (const SubletOfferColumn *column,
                                    SubletMarket *market,
                                    guint position);
char *sublet_offer_column_dup_tooltip (const SubletOfferColumn *column,
                                       SubletMarket *market,
                                       guint position);
const char *sublet_offer_column_get_icon (const SubletOfferColumn *column,
                                          SubletMarket *market,
                                          guint position);

/* The row in one sentence, for people who hear it. */
char *sublet_offer_dup_sentence (SubletMarket *market, guint position);

G_END_DECLS
