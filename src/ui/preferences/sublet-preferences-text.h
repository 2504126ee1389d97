/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"

G_BEGIN_DECLS

/* A field for a number, which its message names. */
typedef enum
{
  SUBLET_NUMBER_FIELD_DISK,
  SUBLET_NUMBER_FIELD_CEILING,
  SUBLET_NUMBER_FIELD_LOW_CREDIT,
  SUBLET_NUMBER_FIELD_GIVE_UP,
  SUBLET_NUMBER_FIELD_IDLE_AFTER,
  SUBLET_NUMBER_FIELD_IDLE_PERCENT,
  SUBLET_NUMBER_FIELD_SCROLLBACK,
} SubletNumberField;

/*
 * The sentences of the preferences. Pure functions of values, so that each sentence has a test.
 * What returns char * returns new text.
 */

/* What is wrong with an address of the service; NULL when it is fine. */
char *sublet_preferences_text_server_problem (const char *text);
/* What is wrong with an amount in dollars, 0 to most_usd; NULL when it is fine. */
char *sublet_preferences_text_amount_problem (const char *text, double most_usd);
/* Likewise of a budget. */
char *sublet_preferences_text_budget_problem (const char *text, double most_usd);
/* What is wrong with a number in a spin button. */
char *sublet_preferences_text_range_problem (SubletNumberField field,
                                             const char *text,
                                             double least,
                                             double most);
/* A number as a person types it, with the sign of the locale or a dot; NAN when it is none. */
double sublet_preferences_text_read_number (const char *text);

/* Where the key was found and where it is kept. */
const char *sublet_preferences_text_origin (SubletKeyOrigin origin);
const char *sublet_preferences_text_keeping (SubletKeyOrigin origin,
                                             SubletKeyKeeping keeping,
                                             const GError *error);

/* The permissions that Sublet uses, in their order on screen. */
typedef struct
{
  SubletScopes scope;
  const char *name;    /* the service's own word */
  const char *feature; /* still to be translated: what it is for */
  const char *missing; /* likewise: what stays off without it */
  gboolean assumed;    /* cannot be asked without changing something */
} SubletScopeText;

const SubletScopeText *sublet_preferences_text_get_scopes (gsize *n_scopes);

G_END_DECLS
