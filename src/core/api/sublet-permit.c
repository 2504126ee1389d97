/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-permit-private.h"

struct _SubletPermit
{
  gatomicrefcount references;
  gint spent; /* (atomic) */
  char *intent_id;
};

/**
 * sublet_permit_new: (skip)
 * @intent_id: the intent in the journal that this permit belongs to
 *
 * For the authorising function alone.
 *
 * Returns: (transfer full): leave to send one request
 */
SubletPermit *
sublet_permit_new (const char *intent_id)
{
  SubletPermit *self;

  g_return_val_if_fail (intent_id != NULL, NULL);

  self = g_new0 (SubletPermit, 1);
  g_atomic_ref_count_init (&self->references);
  self->intent_id = g_strdup (intent_id);

  return self;
}

/**
 * sublet_permit_spend: (skip)
 * @self: a permit
 *
 * Returns: true for the first call, false ever after
 */
bool
sublet_permit_spend (SubletPermit *self)
{
  g_return_val_if_fail (self != NULL, false);

  return g_atomic_int_compare_and_exchange (&self->spent, 0, 1);
}

/**
 * sublet_permit_get_intent_id: (skip)
 * @self: a permit
 *
 * Returns: (transfer none): the intent it belongs to
 */
const char *
sublet_permit_get_intent_id (SubletPermit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->intent_id;
}

/**
 * sublet_permit_ref:
 * @self: a permit
 *
 * Returns: (transfer full): the same permit; spending one reference spends all
 */
SubletPermit *
sublet_permit_ref (SubletPermit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * sublet_permit_unref:
 * @self: (transfer full): a permit
 */
void
sublet_permit_unref (SubletPermit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->intent_id);
  g_free (self);
}
