/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-transport-private.h"

G_BEGIN_DECLS

/* How often a request was tried again, by reason. */
typedef struct
{
  int too_fast;
  int lost;
  int unreadable;
} SubletAttempts;

typedef enum
{
  SUBLET_NEXT_DONE,
  SUBLET_NEXT_KEEP,  /* done; the reply could not be read and is worth keeping */
  SUBLET_NEXT_AGAIN, /* send it again after the wait */
} SubletNext;

typedef struct
{
  SubletNext next;
  gint64 wait_ms;
  gint64 hold_ms; /* how long the service wants to be left alone, 0: it did not say so */
} SubletVerdict;

SubletVerdict sublet_verdict_make (const SubletEndpoint *endpoint,
                                   SubletExchange *exchange,
                                   SubletAttempts *attempts,
                                   double jitter,
                                   SubletReply **reply);

G_END_DECLS
