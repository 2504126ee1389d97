/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

G_BEGIN_DECLS

/* By as much a lease is put off. */
#define SUBLET_RUN_EXTENSION_US G_TIME_SPAN_HOUR

/**
 * SubletRunKind:
 * @SUBLET_RUN_STOP: each is stopped
 * @SUBLET_RUN_EXTEND: the lease of each is put off by an hour
 * @SUBLET_RUN_DESTROY: each is destroyed
 *
 * What is done with several. None of them raises the bill by itself.
 */
typedef enum
{
  SUBLET_RUN_STOP,
  SUBLET_RUN_EXTEND,
  SUBLET_RUN_DESTROY,
} SubletRunKind;

/**
 * SubletRunOutcome:
 * @SUBLET_RUN_WAITING: its turn has not come
 * @SUBLET_RUN_ORDERING: its order is on its way
 * @SUBLET_RUN_DONE: the service took it; of a destroy and a lease: it is journalled
 * @SUBLET_RUN_FAILED: its error says why; after an unclear answer it may have been done
 * @SUBLET_RUN_SKIPPED: when its turn came there was nothing to be done: it had gone, or stopped
 * @SUBLET_RUN_LEFT: it was ended here before its turn came; with an error: it had failed before
 */
typedef enum
{
  SUBLET_RUN_WAITING,
  SUBLET_RUN_ORDERING,
  SUBLET_RUN_DONE,
  SUBLET_RUN_FAILED,
  SUBLET_RUN_SKIPPED,
  SUBLET_RUN_LEFT,
} SubletRunOutcome;

#define SUBLET_TYPE_ORDER_RUN (sublet_order_run_get_type ())

/*
 * One order for several rentals, one after the other: the next one's turn comes when the service
 * has answered for the one before, at the pace of the client's queue. While it runs it keeps itself
 * alive, so that closing a window changes nothing; each order is in the journal before it is sent.
 *
 * Property: "running" (read-only). Signal: "changed": an outcome is another one.
 */
G_DECLARE_FINAL_TYPE (SubletOrderRun, sublet_order_run, SUBLET, ORDER_RUN, GObject)

/* Whether there is something to be done with it now. */
gboolean sublet_order_run_can (SubletRentalEngine *engine,
                               SubletRunKind kind,
                               SubletRental *rental);

/* @rentals: (element-type SubletRental): in this order; one that is there twice counts once. */
SubletOrderRun *sublet_order_run_new (SubletRentalEngine *engine,
                                      SubletRunKind kind,
                                      GPtrArray *rentals);

/* Begins. Nothing is ordered twice, however often it is called. */
void sublet_order_run_start (SubletOrderRun *self);
/* The one whose order is on its way goes on; no other is begun. */
void sublet_order_run_stop_here (SubletOrderRun *self);
/* Those that failed, and those alone. */
void sublet_order_run_try_again (SubletOrderRun *self);

gboolean sublet_order_run_get_running (SubletOrderRun *self);
SubletRunKind sublet_order_run_get_kind (SubletOrderRun *self);
guint sublet_order_run_get_n_items (SubletOrderRun *self);
guint sublet_order_run_count (SubletOrderRun *self, SubletRunOutcome outcome);
SubletRental *sublet_order_run_get_rental (SubletOrderRun *self, guint index);
SubletRunOutcome sublet_order_run_get_outcome (SubletOrderRun *self, guint index);
/* Service time of its end before the run and from then on; 0 before its turn has come. */
void sublet_order_run_get_lease (SubletOrderRun *self,
                                 guint index,
                                 gint64 *before_us,
                                 gint64 *end_us);
const GError *sublet_order_run_get_error (SubletOrderRun *self, guint index); /* (nullable) */

G_END_DECLS
