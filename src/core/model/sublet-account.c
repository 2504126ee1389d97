/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-account.h"

#include "core/base/sublet-money.h"

#include <string.h>

#define LAST_RESORT_LABEL "vast-user"

struct _SubletAccount
{
  GObject parent_instance;

  SubletAccountData data; /* (owned) */
  char *default_label;    /* (owned) */
  gint64 known_at_us;
};

G_DEFINE_FINAL_TYPE (SubletAccount, sublet_account, G_TYPE_OBJECT)

static char *
dup_non_blank (const char *text, gsize length)
{
  g_autofree char *copy = g_strstrip (g_strndup (text, length));

  return *copy != '\0' ? g_steal_pointer (&copy) : NULL;
}

static char *
make_default_label (const SubletAccountData *data)
{
  const char *const names[] = { data->nickname, data->username };
  char *label = NULL;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names) && label == NULL; i++)
    {
      if (names[i] != NULL)
        label = dup_non_blank (names[i], strlen (names[i]));
    }
  if (label == NULL && data->email != NULL)
    label = dup_non_blank (data->email, strcspn (data->email, "@"));

  return label != NULL ? label : g_strdup (LAST_RESORT_LABEL);
}

static void
sublet_account_finalize (GObject *object)
{
  SubletAccount *self = SUBLET_ACCOUNT (object);

  sublet_account_data_clear (&self->data);
  g_free (self->default_label);

  G_OBJECT_CLASS (sublet_account_parent_class)->finalize (object);
}

static void
sublet_account_class_init (SubletAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_account_finalize;
}

static void
sublet_account_init (SubletAccount *self)
{
}

/**
 * sublet_account_data_clear:
 * @data: an account's fields
 *
 * Frees its members; nothing is left in it.
 */
void
sublet_account_data_clear (SubletAccountData *data)
{
  g_free (data->username);
  g_free (data->nickname);
  g_free (data->email);
  *data = (SubletAccountData){ 0 };
}

/**
 * sublet_account_new_take:
 * @data: (transfer full): the fields; empty afterwards, its memory stays the caller's
 * @known_at_us: service time of the reply, Unix microseconds
 *
 * Returns: (transfer full): an immutable account
 */
SubletAccount *
sublet_account_new_take (SubletAccountData *data, gint64 known_at_us)
{
  SubletAccount *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_ACCOUNT, NULL);
  self->data = *data;
  *data = (SubletAccountData){ 0 };
  self->known_at_us = known_at_us;
  self->default_label = make_default_label (&self->data);

  return self;
}

/**
 * sublet_account_get_data:
 * @self: an account
 *
 * Returns: (transfer none): its fields
 */
const SubletAccountData *
sublet_account_get_data (SubletAccount *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT (self), NULL);

  return &self->data;
}

/**
 * sublet_account_get_known_at_us:
 * @self: an account
 *
 * Returns: service time of the reply, Unix microseconds
 */
gint64
sublet_account_get_known_at_us (SubletAccount *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT (self), 0);

  return self->known_at_us;
}

/**
 * sublet_account_data_tops_up:
 * @data: an account
 *
 * Returns: whether the service pays in by itself when the credit falls below the threshold that was
 *   set there
 */
bool
sublet_account_data_tops_up (const SubletAccountData *data)
{
  return data->autobill_threshold_uusd != SUBLET_MONEY_UNKNOWN && data->autobill_amount_uusd > 0;
}

/**
 * sublet_account_get_default_label:
 * @self: an account
 *
 * What a rental is called unless the person says otherwise: nickname, else username, else the local
 * part of the e-mail address, else "vast-user". Blank names count as missing.
 *
 * Returns: (transfer none): the label, never empty
 */
const char *
sublet_account_get_default_label (SubletAccount *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT (self), NULL);

  return self->default_label;
}
