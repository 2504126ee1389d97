/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-bill-rental.h"
#include "core/billing/sublet-spend.h"

G_BEGIN_DECLS

/*
 * Quote against bill: what the time that a rental really ran comes to at the price that was
 * accepted, beside the charges that arrived for it. Compared is the time whose charges are known
 * without a gap, so that the bill of something that still runs is not held against a day that is
 * not booked yet.
 */

/* What made a rental dearer than quoted, most likely. */
typedef enum
{
  SUBLET_BILL_CAUSE_NONE,    /* it is not dearer, or by less than is worth a word */
  SUBLET_BILL_CAUSE_TRAFFIC, /* more than was thought */
  SUBLET_BILL_CAUSE_PRICE,   /* an hour costs more than was accepted */
  SUBLET_BILL_CAUSE_LOADING, /* the disk, while the image was still loading */
  SUBLET_BILL_CAUSE_UNKNOWN, /* as a GPU that was billed for longer than it was seen to run */
} SubletBillCause;

typedef struct
{
  const SubletBillRental *rental; /* (borrowed from the check) */
  gint64 until_us;                /* compared is what is before; 0: no charges are known yet */
  bool whole;                     /* it has ended, and all of its days are known */
  gint64 quoted_uusd;  /* of that time, else of all so far; SUBLET_MONEY_UNKNOWN: not known */
  gint64 metered_uusd; /* the running total by now, of all of its time; as above */
  gint64 billed_uusd;  /* as sent */
  gint64 parts_uusd[SUBLET_N_CHARGE_KINDS];
  gint64 difference_uusd; /* billed less quoted; SUBLET_MONEY_UNKNOWN: not known */
  gint64 about_us;        /* nobody saw it end: about then, as its charges and quote say, else when
                             it was seen last; 0: it was seen, or has not ended */
  bool exceeds;           /* by more than 5 % and 10 cents */
  SubletBillCause cause;
} SubletBillCheckRow;

typedef struct
{
  GArray *rows;       /* (owned) (element-type SubletBillCheckRow) the newest first */
  GPtrArray *rentals; /* (owned) (element-type SubletBillRental) */
} SubletBillCheck;

/* On any thread that has the rentals for itself. */
SubletBillCheck *sublet_bill_check_new (GPtrArray *rentals, SubletSpend *spend, gint64 now_us);
void sublet_bill_check_free (SubletBillCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletBillCheck, sublet_bill_check_free)

/* Leaves out what did not run in a range of UTC days. */
void sublet_bill_check_limit (SubletBillCheck *self,
                              gint64 from_us,
                              gint64 until_us,
                              gint64 now_us);
/* Whether there are any: the days whose charges the bills are made of. */
bool sublet_bill_check_get_days (const SubletBillCheck *self,
                                 gint64 now_us,
                                 gint64 *from_us,
                                 gint64 *until_us);

/* In percent of the quote; NAN: there is none. */
double sublet_bill_check_row_get_percent (const SubletBillCheckRow *row);

G_END_DECLS
