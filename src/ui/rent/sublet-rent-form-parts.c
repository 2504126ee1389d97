/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-form-private.h"

#include "core/base/sublet-money.h"

#include <math.h>

/* What the form's parts know, for those who see the form alone. */

/**
 * sublet_rent_form_set_recent_images:
 * @self: a form
 * @images: (nullable) (array zero-terminated=1): what was rented with lately
 */
void
sublet_rent_form_set_recent_images (SubletRentForm *self, const char *const *images)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_software_group_set_recent_images (self->software_group, images);
}

/**
 * sublet_rent_form_offer_templates:
 * @self: a form
 */
void
sublet_rent_form_offer_templates (SubletRentForm *self)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_software_group_offer_templates (self->software_group);
}

/**
 * sublet_rent_form_set_template_image:
 * @self: a form
 * @image: (nullable): what the chosen template runs
 */
void
sublet_rent_form_set_template_image (SubletRentForm *self, const char *image)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_software_group_set_template_image (self->software_group, image);
}

/**
 * sublet_rent_form_set_template_gone:
 * @self: a form
 * @gone: whether the service has no longer what is chosen
 */
void
sublet_rent_form_set_template_gone (SubletRentForm *self, gboolean gone)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_software_group_set_template_gone (self->software_group, gone);
}

/**
 * sublet_rent_form_set_recipe_menu:
 * @self: a form
 * @menu: (nullable): recipes and past rentals
 */
void
sublet_rent_form_set_recipe_menu (SubletRentForm *self, GMenuModel *menu)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_offer_group_set_recipe_menu (self->offer_group, menu);
}

/**
 * sublet_rent_form_set_policy:
 * @self: a form
 * @chosen: whether a policy picked the offer, not the person
 * @policy: which
 */
void
sublet_rent_form_set_policy (SubletRentForm *self, gboolean chosen, SubletPolicy policy)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_offer_group_set_policy (self->offer_group, chosen, policy);
}

/**
 * sublet_rent_form_set_most:
 * @self: a form
 * @most: how many can be rented at once, above 0
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_most (SubletRentForm *self, guint most)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_offer_group_set_most (self->offer_group, most);
  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_count:
 * @self: a form
 * @count: how many are to be rented, above 0
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_count (SubletRentForm *self, guint count)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_offer_group_set_count (self->offer_group, count);
  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_lease:
 * @self: a form
 * @hours: how long; 0: none, on purpose
 * @end: what is to happen then
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_lease (SubletRentForm *self, int hours, SubletLeaseEnd end)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_money_group_set_lease (self->money_group, hours, end);
  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_ceiling_percent:
 * @self: a form that was filled
 * @ceiling_percent: how much dearer the next offer may be; 0: none is taken
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_ceiling_percent (SubletRentForm *self, int ceiling_percent)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));
  g_return_if_fail (self->offer != NULL);

  self->ceiling_percent = ceiling_percent;
  sublet_offer_group_fill (self->offer_group, self->offer, ceiling_percent);
  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_get_ceiling_percent:
 * @self: a form
 *
 * Returns: how much dearer the next offer may be; 0: none is taken
 */
int
sublet_rent_form_get_ceiling_percent (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), 0);

  return sublet_offer_group_get_ceiling_percent (self->offer_group);
}

/**
 * sublet_rent_form_set_stop_on_failure:
 * @self: a form
 * @stop: whether the first of several that fails is the last that is asked for
 */
void
sublet_rent_form_set_stop_on_failure (SubletRentForm *self, gboolean stop)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_offer_group_set_stop_on_failure (self->offer_group, stop);
}

/**
 * sublet_rent_form_set_deposit_uusd:
 * @self: a form
 * @deposit_uusd: what is to be paid ahead for a reserved one; 0: nothing
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_deposit_uusd (SubletRentForm *self, gint64 deposit_uusd)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_money_group_set_deposit_uusd (self->money_group, deposit_uusd);
  sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_credit:
 * @self: a form
 * @credit_uusd: what a deposit is taken from; SUBLET_MONEY_UNKNOWN
 *
 * Emits "changed" if it is another one.
 */
void
sublet_rent_form_set_credit (SubletRentForm *self, gint64 credit_uusd)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  if (sublet_money_group_set_credit (self->money_group, credit_uusd))
    sublet_rent_form_update (self);
}

/**
 * sublet_rent_form_set_label:
 * @self: a form
 * @label: the name of the instance
 *
 * Emits "changed".
 */
void
sublet_rent_form_set_label (SubletRentForm *self, const char *label)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_money_group_set_label (self->money_group, label);
}

/**
 * sublet_rent_form_set_account_secrets:
 * @self: a form
 * @names: (nullable) (array zero-terminated=1): of the account's variables
 */
void
sublet_rent_form_set_account_secrets (SubletRentForm *self, const char *const *names)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_launch_fold_set_account_secrets (self->launch_fold, names);
}

/**
 * sublet_rent_form_focus_image:
 * @self: a form
 *
 * Where typing starts.
 */
void
sublet_rent_form_focus_image (SubletRentForm *self)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  sublet_software_group_focus_image (self->software_group);
}

/**
 * sublet_rent_form_get_disk_gb:
 * @self: a form
 *
 * Returns: GB as sold; NAN when no number is typed
 */
double
sublet_rent_form_get_disk_gb (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), NAN);

  return sublet_software_group_get_disk_gb (self->software_group);
}

/**
 * sublet_rent_form_get_launch:
 * @self: a form
 *
 * Returns: (transfer none): as the fields stand, changed with them; it has secrets
 */
SubletLaunch *
sublet_rent_form_get_launch (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), NULL);

  return self->launch;
}

/**
 * sublet_rent_form_dup_label:
 * @self: a form
 *
 * Returns: (transfer full): what is typed, without blanks at its ends
 */
char *
sublet_rent_form_dup_label (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), NULL);

  return sublet_money_group_dup_label (self->money_group);
}

/**
 * sublet_rent_form_get_ceiling_nusd:
 * @self: a form
 *
 * Returns: per hour, GPU and disk; 0: none; SUBLET_MONEY_UNKNOWN when no number is typed
 */
gint64
sublet_rent_form_get_ceiling_nusd (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), SUBLET_MONEY_UNKNOWN);

  return sublet_offer_group_get_ceiling_nusd (self->offer_group);
}

/**
 * sublet_rent_form_get_bid_nusd:
 * @self: a form
 *
 * Returns: per hour; SUBLET_MONEY_UNKNOWN: the least that wins, or no bid at all
 */
gint64
sublet_rent_form_get_bid_nusd (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), SUBLET_MONEY_UNKNOWN);

  return sublet_money_group_get_bid_nusd (self->money_group);
}

/**
 * sublet_rent_form_get_deposit_uusd:
 * @self: a form
 *
 * Returns: what is to be paid ahead; 0: nothing; SUBLET_MONEY_UNKNOWN when no amount is typed
 */
gint64
sublet_rent_form_get_deposit_uusd (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), 0);

  return sublet_money_group_get_deposit_uusd (self->money_group);
}

/**
 * sublet_rent_form_get_volume_rate_nusd:
 * @self: a form
 *
 * Returns: what a new volume costs, per hour; 0: there is none
 */
gint64
sublet_rent_form_get_volume_rate_nusd (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), 0);

  return sublet_access_fold_get_volume_rate_nusd (self->access_fold);
}

/**
 * sublet_rent_form_get_lease_us:
 * @self: a form
 *
 * Returns: how long, in microseconds; 0: none, on purpose
 */
gint64
sublet_rent_form_get_lease_us (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), 0);

  return sublet_money_group_get_lease_us (self->money_group);
}

/**
 * sublet_rent_form_get_lease_end:
 * @self: a form
 *
 * Returns: what is to happen at the end of the lease
 */
SubletLeaseEnd
sublet_rent_form_get_lease_end (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), SUBLET_LEASE_END_STOP);

  return sublet_money_group_get_lease_end (self->money_group);
}

/**
 * sublet_rent_form_get_count:
 * @self: a form
 *
 * Returns: how many are to be rented; 0 when no number is typed
 */
guint
sublet_rent_form_get_count (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), 1);

  return sublet_offer_group_get_count (self->offer_group);
}

/**
 * sublet_rent_form_get_stop_on_failure:
 * @self: a form
 *
 * Returns: whether the first of several that fails is the last that is asked for
 */
gboolean
sublet_rent_form_get_stop_on_failure (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), TRUE);

  return sublet_offer_group_get_stop_on_failure (self->offer_group);
}

/**
 * sublet_rent_form_get_problem:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the first sentence about a field; %NULL when all are fine
 */
const char *
sublet_rent_form_get_problem (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), NULL);

  return self->problem;
}
