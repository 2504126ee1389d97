/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What a key may do: the categories of fact sheet 1.3 that the simulated routes ask for. */
typedef enum
{
  SIM_SCOPE_NONE = 0,
  SIM_SCOPE_MISC = 1 << 0,
  SIM_SCOPE_USER_READ = 1 << 1,
  SIM_SCOPE_USER_WRITE = 1 << 2,
  SIM_SCOPE_INSTANCE_READ = 1 << 3,
  SIM_SCOPE_INSTANCE_WRITE = 1 << 4,
  SIM_SCOPE_BILLING_READ = 1 << 5,
  SIM_SCOPE_ALL = (1 << 6) - 1,
} SimScope;

typedef struct
{
  gint64 id;
  char *text;         /* (owned): the secret */
  int scopes;         /* SimScope bits */
  int refusal_status; /* what a missing scope answers: 401 or 403 */
  bool revoked;
  bool team; /* acts for a team: no account SSH keys (fact sheet 1.5) */
} SimKey;

typedef struct
{
  gint64 id;
  char *public_key; /* (owned) */
  gint64 created_us;
} SimSshKey;

/* Money that came or went outside rentals. */
typedef struct
{
  gint64 id;
  gint64 when_us;
  gint64 amount_uusd; /* as the wire wants it: a top-up is negative */
  const char *type;
  const char *service;
  const char *source;
  const char *description;
} SimInvoice;

typedef struct
{
  gint64 id;
  char *username;      /* (owned) */
  char *email;         /* (owned) */
  char *fullname;      /* (owned) */
  gint64 credit_uusd;  /* before what the instances cost since the start */
  GPtrArray *keys;     /* (element-type SimKey) (owned) */
  GPtrArray *ssh_keys; /* (element-type SimSshKey) (owned) */
  GPtrArray *secrets;  /* (element-type utf8) (owned): names; nobody may read the values */
  GPtrArray *invoices; /* (element-type SimInvoice) (owned) */
} SimAccount;

SimAccount *sim_account_new (gint64 id, const char *username, const char *email);
void sim_account_free (SimAccount *self);

SimKey *sim_account_add_key (SimAccount *self, const char *text, int scopes);
SimKey *sim_account_find_key (SimAccount *self, const char *text);

SimSshKey *sim_account_add_ssh_key (SimAccount *self, gint64 id, const char *text, gint64 now_us);
SimSshKey *sim_account_find_ssh_key (SimAccount *self, gint64 id);
SimSshKey *sim_account_find_ssh_key_text (SimAccount *self, const char *text);
SimSshKey *sim_ssh_key_new (gint64 id, const char *text, gint64 now_us);
void sim_ssh_key_free (SimSshKey *key);
bool sim_ssh_key_text_equal (const char *a, const char *b);
bool sim_ssh_key_text_is_valid (const char *text);

void sim_account_add_invoice (SimAccount *self,
                              gint64 when_us,
                              gint64 amount_uusd,
                              const char *type,
                              const char *service,
                              const char *source,
                              const char *description);

int sim_scope_from_name (const char *name);

G_END_DECLS
