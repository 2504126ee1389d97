/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-record.h"

#include <glib/gi18n.h>

/* What a card says where an order failed, whoever gave it. */

/* Of each order: what is known when its answer got lost. The formatter makes stairs of marked
 * strings. */
/* clang-format off */
static const char *const unconfirmed[] = {
  [SUBLET_ORDER_START] = N_ ("The start is not confirmed."),
  [SUBLET_ORDER_STOP] = N_ ("The stop is not confirmed: it may run and bill on."),
  [SUBLET_ORDER_REBOOT] = N_ ("The reboot is not confirmed."),
  [SUBLET_ORDER_RECYCLE] = N_ ("That it is recycled is not confirmed."),
  [SUBLET_ORDER_DESTROY] = N_ ("It was not destroyed and bills on."),
};
/* clang-format on */

/**
 * sublet_instance_record_note_outcome:
 * @self: (nullable): a record; NULL: nobody remembers
 * @order: a sentence that says which order it was, a literal marked for translation
 * @error: (nullable): why it failed; NULL: it did not
 *
 * What was refused is said on the card; what the person did not want is not. An answer that got
 * lost may have been a yes, so the sentence claims no more than is known.
 */
void
sublet_instance_record_note_outcome (SubletInstanceRecord *self,
                                     const char *order,
                                     const GError *error)
{
  if (self != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sublet_instance_record_set_failure (self, order, error);
}

/**
 * sublet_instance_record_note_order:
 * @self: (nullable): a record; NULL: nobody remembers
 * @order: what was ordered
 * @error: (nullable): why it failed; NULL: it did not
 *
 * The same, with the sentence of that order.
 */
void
sublet_instance_record_note_order (SubletInstanceRecord *self,
                                   SubletOrder order,
                                   const GError *error)
{
  g_return_if_fail ((gsize) order < G_N_ELEMENTS (unconfirmed));

  sublet_instance_record_note_outcome (self, unconfirmed[order], error);
}
