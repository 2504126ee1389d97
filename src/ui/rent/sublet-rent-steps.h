/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental.h"

G_BEGIN_DECLS

/*
 * What the progress page says about a rental: pure functions of what the journal holds, so that no
 * row shows a state before it is written.
 */

typedef enum
{
  SUBLET_RENT_STEP_PENDING,
  SUBLET_RENT_STEP_DONE,
  SUBLET_RENT_STEP_DOUBT,
  SUBLET_RENT_STEP_STOP,
  SUBLET_RENT_STEP_TODO, /* its turn has not come, or will not */
} SubletRentStepLook;

typedef struct
{
  SubletRentStepLook look;
  char *text;  /* (owned) */
  char *aside; /* (owned) (nullable): a time, or what is being waited for */
} SubletRentStep;

/**
 * SubletRentOutcome:
 * @SUBLET_RENT_OUTCOME_ASKING: not answered yet
 * @SUBLET_RENT_OUTCOME_UNCLEAR: the answer got lost; the search goes on by itself
 * @SUBLET_RENT_OUTCOME_RENTED: there is an instance
 * @SUBLET_RENT_OUTCOME_TAKEN: the offer is gone and nothing was rented in its place
 * @SUBLET_RENT_OUTCOME_REFUSED: nothing was rented, for another reason
 */
typedef enum
{
  SUBLET_RENT_OUTCOME_ASKING,
  SUBLET_RENT_OUTCOME_UNCLEAR,
  SUBLET_RENT_OUTCOME_RENTED,
  SUBLET_RENT_OUTCOME_TAKEN,
  SUBLET_RENT_OUTCOME_REFUSED,
} SubletRentOutcome;

/* A rental's readings at one moment. Borrows everything. */
typedef struct
{
  const GArray *events; /* (element-type SubletRentalEvent) */
  SubletRentalState state;
  SubletRentalReason reason;
  const char *label;
  const char *gpu_name;
  const char *place;
  gint64 rate_nusd;      /* what it costs running, as quoted */
  gint64 ceiling_nusd;   /* 0: none */
  gint64 next_rate_nusd; /* TAKEN: what the next one costs; SUBLET_MONEY_UNKNOWN: there is none */
  gint64 next_look_us;
  gint64 now_us;
  int look;
  int looks;
} SubletRentReading;

void sublet_rent_step_free (SubletRentStep *step);

SubletRentOutcome sublet_rent_outcome (SubletRentalState state, SubletRentalReason reason);

/* (element-type SubletRentStep) (transfer full) */
GPtrArray *sublet_rent_steps_new (const SubletRentReading *reading);
/* Why nothing was rented, as one step. */
char *sublet_rent_steps_dup_refused (SubletRentalReason reason);
/* The sentences below the steps; NULL when the steps say it all. */
char *sublet_rent_steps_dup_message (const SubletRentReading *reading);

G_END_DECLS
