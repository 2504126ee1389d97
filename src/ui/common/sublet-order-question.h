/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/rental/sublet-rental.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The question before an order that spends or loses something, the same on a card and in the rent
 * window: sublet_order_ask_async() asks and, when the person agrees, gives the order to the engine.
 */

/* What a question names. Texts are borrowed; unknown sizes are NAN, unknown money is
 * SUBLET_MONEY_UNKNOWN. */
typedef struct
{
  SubletOrder order;
  SubletRentalOrigin origin;
  const char *label;
  double disk_gb;
  double disk_used_gb;
  gint64 rate_running_nusd;
  gint64 rate_stopped_nusd;
  gint64 cost_uusd;       /* by now */
  gint64 credit_lasts_us; /* after a start; 0: not known */
  gboolean stale;
} SubletOrderFacts;

char *sublet_order_question_dup_heading (const SubletOrderFacts *facts);
char *sublet_order_question_dup_body (const SubletOrderFacts *facts);
/* On its button. */
char *sublet_order_question_dup_label (SubletOrder order, const char *name);
/* Its body, of an order that another question asks for. */
char *sublet_order_question_dup_losses (SubletRentalEngine *engine,
                                        SubletRental *rental,
                                        SubletOrder order);

/* Completes when the engine has accepted the order; G_IO_ERROR_CANCELLED when the person did not
 * want it after all. Otherwise the engine's errors. */
void sublet_order_ask_async (GtkWidget *parent,
                             SubletRentalEngine *engine,
                             SubletRental *rental,
                             SubletOrder order,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sublet_order_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
