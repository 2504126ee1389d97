/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-account.h"

#include <string.h>

static const struct
{
  const char *name;
  SimScope scope;
} scope_names[] = {
  { "misc", SIM_SCOPE_MISC },
  { "user_read", SIM_SCOPE_USER_READ },
  { "user_write", SIM_SCOPE_USER_WRITE },
  { "instance_read", SIM_SCOPE_INSTANCE_READ },
  { "instance_write", SIM_SCOPE_INSTANCE_WRITE },
  { "billing_read", SIM_SCOPE_BILLING_READ },
};

static void
free_key (gpointer data)
{
  SimKey *key = data;

  g_free (key->text);
  g_free (key);
}

/**
 * sim_account_new:
 * @id: the account's number
 * @username: its name
 * @email: its address
 *
 * Returns: (transfer full): an account without keys or credit
 */
SimAccount *
sim_account_new (gint64 id, const char *username, const char *email)
{
  SimAccount *self = g_new0 (SimAccount, 1);

  self->id = id;
  self->username = g_strdup (username);
  self->email = g_strdup (email);
  self->fullname = g_strdup (username);
  self->keys = g_ptr_array_new_with_free_func (free_key);
  self->secrets = g_ptr_array_new_with_free_func (g_free);
  self->ssh_keys = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_ssh_key_free);
  self->invoices = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * sim_account_free:
 * @self: (transfer full): an account
 */
void
sim_account_free (SimAccount *self)
{
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->ssh_keys);
  g_ptr_array_unref (self->secrets);
  g_ptr_array_unref (self->invoices);
  g_free (self->username);
  g_free (self->email);
  g_free (self->fullname);
  g_free (self);
}

/**
 * sim_account_add_key:
 * @self: an account
 * @text: the secret
 * @scopes: SimScope bits
 *
 * Returns: (transfer none): the new key
 */
SimKey *
sim_account_add_key (SimAccount *self, const char *text, int scopes)
{
  SimKey *key = g_new0 (SimKey, 1);

  key->id = self->id * 100 + 41 + self->keys->len;
  key->text = g_strdup (text);
  key->scopes = scopes;
  key->refusal_status = 403;
  g_ptr_array_add (self->keys, key);

  return key;
}

/**
 * sim_account_find_key:
 * @self: an account
 * @text: a secret
 *
 * Returns: (transfer none) (nullable): the key, revoked or not
 */
SimKey *
sim_account_find_key (SimAccount *self, const char *text)
{
  guint i;

  for (i = 0; i < self->keys->len; i++)
    {
      SimKey *key = g_ptr_array_index (self->keys, i);

      if (g_str_equal (key->text, text))
        return key;
    }

  return NULL;
}

/**
 * sim_ssh_key_new:
 * @id: its number
 * @text: the public key's line
 * @now_us: service time
 *
 * Returns: (transfer full): the key
 */
SimSshKey *
sim_ssh_key_new (gint64 id, const char *text, gint64 now_us)
{
  SimSshKey *key = g_new0 (SimSshKey, 1);

  key->id = id;
  key->public_key = g_strstrip (g_strdup (text));
  key->created_us = now_us;

  return key;
}

/**
 * sim_ssh_key_free:
 * @key: (transfer full): a key
 */
void
sim_ssh_key_free (SimSshKey *key)
{
  g_free (key->public_key);
  g_free (key);
}

/**
 * sim_account_add_ssh_key:
 * @self: an account
 * @id: the key's number
 * @text: the public key's line
 * @now_us: service time
 *
 * Returns: (transfer none): the new key
 */
SimSshKey *
sim_account_add_ssh_key (SimAccount *self, gint64 id, const char *text, gint64 now_us)
{
  SimSshKey *key = sim_ssh_key_new (id, text, now_us);

  g_ptr_array_add (self->ssh_keys, key);
  return key;
}

/**
 * sim_account_find_ssh_key:
 * @self: an account
 * @id: a key's number
 *
 * Returns: (transfer none) (nullable): the key
 */
SimSshKey *
sim_account_find_ssh_key (SimAccount *self, gint64 id)
{
  guint i;

  for (i = 0; i < self->ssh_keys->len; i++)
    {
      SimSshKey *key = g_ptr_array_index (self->ssh_keys, i);

      if (key->id == id)
        return key;
    }

  return NULL;
}

/* A key is its type and base64 part; the comment says nothing (fact sheet 6.1). */
static gsize
get_identity_length (const char *text)
{
  const char *blank = strchr (text, ' ');

  blank = blank != NULL ? strchr (blank + 1, ' ') : NULL;
  return blank != NULL ? (gsize) (blank - text) : strlen (text);
}

/**
 * sim_ssh_key_text_equal:
 * @a: a public key's line
 * @b: another
 *
 * Returns: whether they are the same key, comments aside
 */
bool
sim_ssh_key_text_equal (const char *a, const char *b)
{
  gsize length = get_identity_length (a);

  return length == get_identity_length (b) && strncmp (a, b, length) == 0;
}

/**
 * sim_ssh_key_text_is_valid:
 * @text: what a client sent
 *
 * Returns: whether it looks like one line of a public key
 */
bool
sim_ssh_key_text_is_valid (const char *text)
{
  g_autofree char *line = g_strstrip (g_strdup (text));

  return (g_str_has_prefix (line, "ssh-") || g_str_has_prefix (line, "ecdsa-") ||
          g_str_has_prefix (line, "sk-")) &&
         strchr (line, ' ') != NULL && strpbrk (line, "\r\n") == NULL;
}

/**
 * sim_account_find_ssh_key_text:
 * @self: an account
 * @text: a public key's line
 *
 * Returns: (transfer none) (nullable): the same key, if it is registered
 */
SimSshKey *
sim_account_find_ssh_key_text (SimAccount *self, const char *text)
{
  g_autofree char *line = g_strstrip (g_strdup (text));
  guint i;

  for (i = 0; i < self->ssh_keys->len; i++)
    {
      SimSshKey *key = g_ptr_array_index (self->ssh_keys, i);

      if (sim_ssh_key_text_equal (key->public_key, line))
        return key;
    }

  return NULL;
}

/**
 * sim_account_add_invoice:
 * @self: an account
 * @when_us: service time
 * @amount_uusd: as the wire wants it: a top-up is negative
 * @type: `credit`, `transfer`, `payout`, `refund` or `reserved`; a literal
 * @service: what a filter sees; a literal
 * @source: shown; a literal
 * @description: shown; a literal
 */
void
sim_account_add_invoice (SimAccount *self,
                         gint64 when_us,
                         gint64 amount_uusd,
                         const char *type,
                         const char *service,
                         const char *source,
                         const char *description)
{
  SimInvoice *invoice = g_new0 (SimInvoice, 1);

  invoice->id = 500 + self->id % 97 + self->invoices->len;
  invoice->when_us = when_us;
  invoice->amount_uusd = amount_uusd;
  invoice->type = type;
  invoice->service = service;
  invoice->source = source;
  invoice->description = description;
  g_ptr_array_add (self->invoices, invoice);
}

/**
 * sim_scope_from_name:
 * @name: a category
 *
 * Returns: its SimScope bit, 0 for one no simulated route asks for
 */
int
sim_scope_from_name (const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (scope_names); i++)
    if (g_str_equal (scope_names[i].name, name))
      return scope_names[i].scope;

  return SIM_SCOPE_NONE;
}
