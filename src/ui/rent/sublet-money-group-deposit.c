/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-money-group-private.h"

#include "core/base/sublet-money.h"
#include "ui/rent/sublet-rent-number.h"
#include "ui/rent/sublet-rent-text.h"

/* What is paid ahead for a reserved instance. */

/**
 * sublet_money_group_check_deposit: (skip)
 * @self: a group that was filled
 * @plain: what it costs
 * @discounted: and with the whole discount that its offer shows
 *
 * Returns: (transfer full) (nullable): what is wrong with the deposit
 */
char *
sublet_money_group_check_deposit (SubletMoneyGroup *self,
                                  const SubletQuote *plain,
                                  const SubletQuote *discounted)
{
  gint64 deposit_uusd = sublet_money_group_get_deposit_uusd (self);
  g_autofree char *hint = sublet_rent_text_deposit_hint (deposit_uusd, plain, discounted);
  g_autofree char *problem = NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (self->deposit_row)))
    problem = sublet_rent_text_deposit_problem (deposit_uusd, self->credit_uusd);
  sublet_field_row_set_hint (self->deposit_row, hint);
  sublet_field_row_set_problem (self->deposit_row, problem);

  return g_steal_pointer (&problem);
}

/**
 * sublet_money_group_get_deposit_uusd:
 * @self: a group
 *
 * Returns: what is to be paid ahead; 0: nothing, or it is not reserved; SUBLET_MONEY_UNKNOWN when
 *   what is typed is no amount
 */
gint64
sublet_money_group_get_deposit_uusd (SubletMoneyGroup *self)
{
  g_return_val_if_fail (SUBLET_IS_MONEY_GROUP (self), 0);

  return gtk_widget_get_visible (GTK_WIDGET (self->deposit_row))
           ? sublet_rent_read_amount_uusd (self->deposit_spin)
           : 0;
}

/**
 * sublet_money_group_set_deposit_uusd:
 * @self: a group
 * @deposit_uusd: what is to be paid ahead; 0: nothing
 *
 * Emits nothing.
 */
void
sublet_money_group_set_deposit_uusd (SubletMoneyGroup *self, gint64 deposit_uusd)
{
  g_return_if_fail (SUBLET_IS_MONEY_GROUP (self));

  self->filling = TRUE;
  gtk_spin_button_set_value (self->deposit_spin, sublet_money_usd_from_uusd (deposit_uusd));
  self->filling = FALSE;
}

/**
 * sublet_money_group_set_credit:
 * @self: a group
 * @credit_uusd: what a deposit is taken from; SUBLET_MONEY_UNKNOWN
 *
 * Returns: whether it is another one than before, so that the fields have to be checked again
 */
gboolean
sublet_money_group_set_credit (SubletMoneyGroup *self, gint64 credit_uusd)
{
  g_return_val_if_fail (SUBLET_IS_MONEY_GROUP (self), FALSE);

  if (self->credit_uusd == credit_uusd)
    return FALSE;

  self->credit_uusd = credit_uusd;
  return TRUE;
}
