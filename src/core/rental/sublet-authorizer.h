/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-permit.h"
#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

/* What is to raise the bill. */
typedef enum
{
  SUBLET_PAID_STEP_CREATE, /* track->intent is on disk, track->offer is what is asked for */
  SUBLET_PAID_STEP_START,  /* track->order is what the person ordered */
  SUBLET_PAID_STEP_PREPAY, /* track->prepay has the deposit */
  SUBLET_PAID_STEP_BID,    /* track->bid has the other bid; less than now is no raise */
  SUBLET_PAID_STEP_ACCEPT, /* of a price increase; track->increase has the rate with it */
  SUBLET_PAID_STEP_REJECT, /* of one; raises nothing */
} SubletPaidStep;

/*
 * Whether something of that running rate may be asked for now: SUBLET_ERROR_READ_ONLY, AUTH,
 * NOT_KNOWN or CAP if not. @except (nullable): a rental that is counted with @running_nusd and not
 * as it stands. Writes nothing and permits nothing; the preflight asks it too.
 */
bool sublet_authorizer_check (SubletRentalEngine *engine,
                              SubletRentalTrack *except,
                              gint64 running_nusd,
                              GError **error);

/*
 * The same for something that is asked for only when the service has taken the order to end @old:
 * that one counts as what it bills then, until it is gone.
 */
bool sublet_authorizer_check_instead (SubletRentalEngine *engine,
                                      SubletRentalTrack *old,
                                      gint64 running_nusd,
                                      GError **error);

/*
 * The one function that authorises a request which can raise the bill. Checks, writes the row of
 * this very sending, checks again, and only then gives the permit to send it.
 */
void sublet_authorizer_authorize_async (SubletRentalEngine *engine,
                                        SubletRentalTrack *track,
                                        SubletPaidStep step,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
SubletPermit *sublet_authorizer_authorize_finish (SubletRentalEngine *engine,
                                                  GAsyncResult *result,
                                                  GError **error);

G_END_DECLS
