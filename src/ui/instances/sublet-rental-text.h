/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * A rental in words: pure functions of it and of a clock, so that a card, a list row, a question
 * and a screen reader say the same.
 */

/* Where a rental stands on the instances page, in the page's order. */
typedef enum
{
  SUBLET_RENTAL_GROUP_RUNNING,
  SUBLET_RENTAL_GROUP_STARTING,
  SUBLET_RENTAL_GROUP_ATTENTION,
  SUBLET_RENTAL_GROUP_ENDING,
  SUBLET_RENTAL_GROUP_STOPPED,
  SUBLET_RENTAL_GROUP_ELSEWHERE,
  SUBLET_RENTAL_GROUP_ENDED,
} SubletRentalGroup;

#define SUBLET_RENTAL_N_GROUPS (SUBLET_RENTAL_GROUP_ENDED + 1)

SubletRentalGroup sublet_rental_text_get_group (SubletRental *rental);
const char *sublet_rental_text_get_group_title (SubletRentalGroup group);

/* Of a state alone. */
const char *sublet_rental_text_get_state_word (SubletRentalState state);
const char *sublet_rental_text_get_state_icon (SubletRentalState state, const char **icon_class);

const char *sublet_rental_text_get_icon_name (SubletRental *rental);
const char *sublet_rental_text_get_icon_class (SubletRental *rental); /* (nullable) */
const char *sublet_rental_text_get_word (SubletRental *rental);

char *sublet_rental_text_dup_name (SubletRental *rental); /* "ada-1" */
char *sublet_rental_text_dup_gpu (SubletRental *rental);  /* "2 × RTX 4090 · Finland" */
/* (nullable): "$49.80 of its deposit are left, 12 % off the GPU." */
char *sublet_rental_text_dup_deposit_left (SubletRental *rental);
char *sublet_rental_text_dup_place (SubletRental *rental); /* "Finland", (nullable) */
char *sublet_rental_text_dup_disk (SubletRental *rental);  /* "64 GB disk" or "disk" */
gint64 sublet_rental_text_get_since_us (SubletRental *rental, SubletClock *clock);

/* "Ready · 4 h 12 min" */
char *sublet_rental_text_dup_state (SubletRental *rental, SubletClock *clock);
/* The line under it, (nullable). */
char *sublet_rental_text_dup_line (SubletRental *rental, SubletClock *clock);
/* What to do about it, (nullable). */
char *sublet_rental_text_dup_next_step (SubletRental *rental);
/* What is to be said beside its state: price, progress, a second instance; (nullable). */
char *sublet_rental_text_dup_notice (SubletRental *rental);
/* "as of 14:02", where its figures are not those of now; (nullable). */
char *sublet_rental_text_dup_as_of (SubletRental *rental, SubletClock *clock);
/* Why it was refused or failed, (nullable). */
const char *sublet_rental_text_get_reason (SubletRentalReason reason);
/* All of it as one sentence, for those who listen. */
char *sublet_rental_text_dup_sentence (SubletRental *rental, SubletClock *clock);

/* The three lines of money, each (nullable). */
char *sublet_rental_text_dup_rate (SubletRental *rental);
char *sublet_rental_text_dup_cost (SubletRental *rental, SubletClock *clock);
char *sublet_rental_text_dup_later (SubletRental *rental);

/* Service time at which one of the texts changes by itself; G_MAXINT64: never. */
gint64 sublet_rental_text_get_next_change_us (SubletRental *rental, SubletClock *clock);

G_END_DECLS
