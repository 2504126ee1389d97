/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What ending one and taking the next costs. */
typedef struct
{
  const char *label;     /* of the one that is ended */
  gint64 cost_uusd;      /* what that has cost so far; SUBLET_MONEY_UNKNOWN */
  gint64 rate_now_nusd;  /* and costs until it is gone; SUBLET_MONEY_UNKNOWN */
  const char *next;      /* the next one: GPU and place */
  gint64 next_rate_nusd; /* what that costs while it runs */
  gint64 deposit_uusd;   /* to be paid ahead for the next one; 0: nothing */
} SubletReplaceFacts;

char *sublet_replace_question_dup_next (SubletRentalRequest *request); /* "RTX 4090 · Sweden" */
char *sublet_replace_question_dup_body (const SubletReplaceFacts *facts);

/* Asks the market what is next, shows what both cost, and does it when the person wants it. */
void sublet_replace_ask_async (GtkWidget *parent,
                               SubletRentalEngine *engine,
                               SubletRental *rental,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* TRUE when it is begun, and when the person did not want it; OFFER_GONE: there is no other. */
gboolean sublet_replace_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
