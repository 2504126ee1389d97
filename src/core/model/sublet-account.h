/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_ACCOUNT (sublet_account_get_type ())

/* Who the key belongs to and what it has left. Immutable. Source: fact sheet 7.1. */
G_DECLARE_FINAL_TYPE (SubletAccount, sublet_account, SUBLET, ACCOUNT, GObject)

typedef struct
{
  gint64 id;
  char *username; /* (nullable) */
  char *nickname; /* (nullable) not documented, taken when present */
  char *email;    /* (nullable) */
  gint64 credit_uusd;
  gint64 balance_uusd;
  gint64 balance_threshold_uusd;
  bool balance_threshold_enabled; /* the service mails below the threshold */
  /* Automatic top-up: below which credit, and how much. SUBLET_MONEY_UNKNOWN: off, or not said. */
  gint64 autobill_threshold_uusd;
  gint64 autobill_amount_uusd;
} SubletAccountData;

void sublet_account_data_clear (SubletAccountData *data);
bool sublet_account_data_tops_up (const SubletAccountData *data);

/* Takes the data's members. */
SubletAccount *sublet_account_new_take (SubletAccountData *data, gint64 known_at_us);

const SubletAccountData *sublet_account_get_data (SubletAccount *self);
gint64 sublet_account_get_known_at_us (SubletAccount *self);
/* nickname, else username, else the e-mail's local part, else "vast-user". */
const char *sublet_account_get_default_label (SubletAccount *self);

G_END_DECLS
