/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-settings-private.h"

/* Values that are asked for by a function instead of a property. */

static void
set_clamped (SubletSettings *self, const char *name, double value)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (self), name);
  GParamSpecDouble *range = G_PARAM_SPEC_DOUBLE (pspec);

  g_object_set (self, name, CLAMP (value, range->minimum, range->maximum), NULL);
}

/**
 * sublet_settings_dup_base_url:
 * @self: the settings
 *
 * Where the service is: the environment's `VAST_URL` when it says something, else the setting. Not
 * checked here: sublet_client_new() is the judge.
 *
 * Returns: (transfer full): the address as it stands
 */
char *
sublet_settings_dup_base_url (SubletSettings *self)
{
  const char *url = g_getenv ("VAST_URL");

  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), NULL);

  if (url != NULL && *url != '\0')
    return g_strdup (url);

  return g_settings_get_string (self->settings, "server-url");
}

/**
 * sublet_settings_dup_image:
 * @self: the settings
 *
 * Returns: (transfer full): the container image that a new rental starts with
 */
char *
sublet_settings_dup_image (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), NULL);

  return g_settings_get_string (self->settings, "image");
}

/**
 * sublet_settings_get_job:
 * @self: the settings
 * @job: (out caller-allocates): the job that prices are for
 */
void
sublet_settings_get_job (SubletSettings *self, SubletJob *job)
{
  g_return_if_fail (SUBLET_IS_SETTINGS (self));
  g_return_if_fail (job != NULL);

  job->hours = g_settings_get_double (self->settings, "job-hours");
  job->disk_gb = g_settings_get_int (self->settings, "disk-gb");
  job->down_gb = g_settings_get_double (self->settings, "job-down-gb");
  job->up_gb = g_settings_get_double (self->settings, "job-up-gb");
  job->kind = (SubletPriceKind) sublet_settings_get_word (self, "price-kind");
  job->lease_hours = g_settings_get_int (self->settings, "lease-hours");
  job->cuda = 0;
}

/**
 * sublet_settings_set_job:
 * @self: the settings
 * @job: a job; what lies outside a setting's range is brought to its nearest end
 */
void
sublet_settings_set_job (SubletSettings *self, const SubletJob *job)
{
  g_return_if_fail (SUBLET_IS_SETTINGS (self));
  g_return_if_fail (job != NULL);

  set_clamped (self, "job-hours", job->hours);
  set_clamped (self, "job-down-gb", job->down_gb);
  set_clamped (self, "job-up-gb", job->up_gb);
  g_object_set (self, "disk-gb", (int) CLAMP (job->disk_gb + 0.5, 8.0, 100000.0), NULL);
  if (job->kind != SUBLET_PRICE_KIND_UNKNOWN)
    g_object_set (self, "price-kind", job->kind, NULL);
}

/**
 * sublet_settings_get_policy:
 * @self: the settings
 *
 * Returns: how an offer is picked
 */
SubletPolicy
sublet_settings_get_policy (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), SUBLET_POLICY_CHEAPEST);

  return (SubletPolicy) sublet_settings_get_word (self, "policy");
}

/**
 * sublet_settings_set_policy:
 * @self: the settings
 * @policy: how an offer is picked
 */
void
sublet_settings_set_policy (SubletSettings *self, SubletPolicy policy)
{
  g_return_if_fail (SUBLET_IS_SETTINGS (self));

  g_object_set (self, "policy", policy, NULL);
}

/**
 * sublet_settings_get_policy_max_rate:
 * @self: the settings
 *
 * Returns: dollars per hour that the job may cost at the most where the most reliable offer is
 *   picked; 0 for any
 */
double
sublet_settings_get_policy_max_rate (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0.0);

  return g_settings_get_double (self->settings, "policy-max-rate");
}

/**
 * sublet_settings_get_ceiling_percent:
 * @self: the settings
 *
 * Returns: how many percent dearer the one next candidate may be; 0: there is none
 */
int
sublet_settings_get_ceiling_percent (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0);

  return g_settings_get_int (self->settings, "ceiling-percent");
}

/**
 * sublet_settings_get_lease_hours:
 * @self: the settings
 *
 * Returns: hours after which a new rental ends; 0: no lease
 */
int
sublet_settings_get_lease_hours (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0);

  return g_settings_get_int (self->settings, "lease-hours");
}

/**
 * sublet_settings_get_lease_end:
 * @self: the settings
 *
 * Returns: what happens when a lease ends
 */
SubletLeaseEnd
sublet_settings_get_lease_end (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), SUBLET_LEASE_END_STOP);

  return (SubletLeaseEnd) sublet_settings_get_word (self, "lease-end");
}

/**
 * sublet_settings_get_spend_cap_per_hour:
 * @self: the settings
 *
 * Returns: dollars an hour above which nothing is rented or started; 0: no cap
 */
double
sublet_settings_get_spend_cap_per_hour (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0.0);

  return g_settings_get_double (self->settings, "spend-cap-per-hour");
}

/**
 * sublet_settings_get_spend_cap_per_day:
 * @self: the settings
 *
 * Returns: dollars a day above which nothing is rented or started; 0: no cap
 */
double
sublet_settings_get_spend_cap_per_day (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0.0);

  return g_settings_get_double (self->settings, "spend-cap-per-day");
}

/**
 * sublet_settings_get_low_credit_hours:
 * @self: the settings
 *
 * Returns: the window warns when the credit lasts for fewer hours; 0: never
 */
int
sublet_settings_get_low_credit_hours (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0);

  return g_settings_get_int (self->settings, "low-credit-hours");
}

/**
 * sublet_settings_get_give_up_minutes:
 * @self: the settings
 *
 * Returns: for how many minutes an instance may come up without progress before it counts as stuck
 */
int
sublet_settings_get_give_up_minutes (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 20);

  return g_settings_get_int (self->settings, "give-up-minutes");
}

/**
 * sublet_settings_get_idle_minutes:
 * @self: the settings
 *
 * Returns: for how many minutes a GPU that is paid for may do nothing before it counts as idle; 0:
 *   for ever
 */
int
sublet_settings_get_idle_minutes (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 20);

  return g_settings_get_int (self->settings, "idle-minutes");
}

/**
 * sublet_settings_get_idle_percent:
 * @self: the settings
 *
 * Returns: the percentage of its time below which a GPU does nothing
 */
int
sublet_settings_get_idle_percent (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 5);

  return g_settings_get_int (self->settings, "idle-percent");
}

/**
 * sublet_settings_dup_key_choice:
 * @self: the settings
 *
 * Returns: (transfer full): which key instances are reached with, unless a rental says otherwise;
 *   one for which there is no key when the setting is nonsense, or a newer version's: no other key
 *   takes its place
 */
SubletKeyChoice *
sublet_settings_dup_key_choice (SubletSettings *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  SubletKeyChoice *choice;

  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), NULL);

  text = g_settings_get_string (self->settings, "ssh-key");
  choice = sublet_key_choice_parse (text, &error);
  if (choice == NULL)
    {
      g_info ("ssh-key: %s", error->message);
      choice = sublet_key_choice_new_other (text);
    }

  return choice;
}

/**
 * sublet_settings_set_key_choice:
 * @self: the settings
 * @choice: which key instances are reached with
 */
void
sublet_settings_set_key_choice (SubletSettings *self, SubletKeyChoice *choice)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SUBLET_IS_SETTINGS (self));
  g_return_if_fail (choice != NULL);

  text = sublet_key_choice_to_string (choice);
  g_object_set (self, "ssh-key", text, NULL);
}
