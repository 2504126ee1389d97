/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-preflight-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-authorizer.h"

static void
check_known (SubletPreflight *self, SubletPreflightFinding *finding)
{
  SubletRentalEngine *engine = self->engine;

  if (!sublet_engine_check_writable (engine, &finding->error))
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
      return;
    }
  if (engine->knowledge == SUBLET_KNOWLEDGE_KNOWN)
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
      finding->time_us = engine->known_at_us;
      return;
    }
  /* Vast is being asked, for the list or for whose key it is. */
  if ((engine->signed_in || !engine->account_decided) && engine->error == NULL)
    return;

  finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  finding->time_us = engine->unknown_since_us;
  if (sublet_engine_check_key (engine, &finding->error))
    finding->error = g_error_copy (engine->error);
}

static void
check_running (SubletPreflight *self, SubletPreflightFinding *finding)
{
  SubletRentalEngine *engine = self->engine;

  finding->count = engine->running_count;
  finding->rate_nusd = engine->burn_rate_nusd;
  if (finding->count > 0)
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  else if (engine->knowledge == SUBLET_KNOWLEDGE_KNOWN)
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
}

/* Of all that is asked for, with the volumes that are made along. */
static gint64
get_added_nusd (SubletPreflight *self, const SubletQuote *quote)
{
  gint64 volume_nusd = sublet_rental_request_get_volume_rate_nusd (self->request);
  gint64 sum_nusd = quote->running_rate_nusd;
  guint i;

  for (i = 0; i < self->offers->len; i++)
    sum_nusd = sublet_money_add (sum_nusd, volume_nusd);

  return sum_nusd;
}

static gint64
get_rate_after_nusd (SubletPreflight *self, const SubletQuote *quote)
{
  return sublet_money_add (sublet_engine_get_committed_nusd (self->engine, NULL),
                           get_added_nusd (self, quote));
}

/* Credit below what the job costs, or what everything costs in its first day, is a warning: it can
 * be rented and stops when the credit is used up. None at all is a stop: the service refuses. So is
 * less than the deposits: they could never be paid. What they lock pays for nothing else. */
static void
check_credit (SubletPreflight *self, const SubletQuote *quote, SubletPreflightFinding *finding)
{
  SubletAccount *account = self->engine->account;
  gint64 after_nusd = get_rate_after_nusd (self, quote);
  gint64 day_uusd = sublet_money_cost_uusd (after_nusd, G_TIME_SPAN_DAY);
  gint64 credit_uusd;
  gint64 free_uusd;
  gint64 left_us;

  finding->rate_nusd = after_nusd;
  finding->deposit_uusd =
    sublet_rental_request_get_deposit_uusd (self->request) * (gint64) self->offers->len;
  /* The key may not read the credit: nothing to compare with. */
  if (account == NULL)
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
      return;
    }

  credit_uusd = sublet_account_get_data (account)->credit_uusd;
  finding->amount_uusd = credit_uusd;
  free_uusd = credit_uusd == SUBLET_MONEY_UNKNOWN ? 0 : credit_uusd - finding->deposit_uusd;
  if (after_nusd > 0)
    {
      left_us =
        sublet_money_multiply_divide (MAX (free_uusd, 0), G_TIME_SPAN_HOUR * 1000, after_nusd);
      finding->time_us =
        left_us == SUBLET_MONEY_UNKNOWN ? 0 : sublet_account_get_known_at_us (account) + left_us;
    }
  if (credit_uusd == SUBLET_MONEY_UNKNOWN)
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  else if (credit_uusd <= 0)
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
      g_set_error (&finding->error, SUBLET_ERROR, SUBLET_ERROR_NO_CREDIT, "no credit is left");
    }
  else if (free_uusd < 0)
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
      g_set_error (&finding->error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_NO_CREDIT,
                   "the credit is less than the deposit");
    }
  else
    finding->verdict = quote->job_uusd == SUBLET_MONEY_UNKNOWN ||
                           day_uusd == SUBLET_MONEY_UNKNOWN || free_uusd < quote->job_uusd ||
                           free_uusd < day_uusd
                         ? SUBLET_PREFLIGHT_VERDICT_WARNING
                         : SUBLET_PREFLIGHT_VERDICT_FINE;
}

static void
check_cap (SubletPreflight *self, const SubletQuote *quote, SubletPreflightFinding *finding)
{
  g_autoptr (GError) error = NULL;

  finding->rate_nusd = get_rate_after_nusd (self, quote);
  finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  /* What else it may say belongs to another line. */
  if (!sublet_authorizer_check (self->engine, NULL, get_added_nusd (self, quote), &error) &&
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_CAP))
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
      finding->error = g_steal_pointer (&error);
    }
}

static gint64
get_end_us (SubletOffer *offer)
{
  const SubletOfferRow *row = sublet_offer_get_row (offer);

  if (row->end_us == 0 && row->duration_us > 0)
    return sublet_offer_get_known_at_us (offer) + row->duration_us;

  return row->end_us;
}

static void
check_contract (SubletPreflight *self, SubletPreflightFinding *finding)
{
  const SubletJob *job = sublet_rental_request_get_job (self->request);
  gint64 lease_us = sublet_rental_request_get_lease_us (self->request);
  gint64 needed_us = lease_us > 0 ? lease_us : sublet_job_hours_to_us (job->hours);
  gint64 end_us = 0;
  guint i;

  /* Of several the one that ends first. */
  for (i = 0; i < self->offers->len; i++)
    {
      gint64 one_us = get_end_us (g_ptr_array_index (self->offers, i));

      if (one_us > 0 && (end_us == 0 || one_us < end_us))
        end_us = one_us;
    }
  finding->time_us = end_us;
  finding->verdict = end_us > 0 && sublet_engine_now_us (self->engine) + needed_us > end_us
                       ? SUBLET_PREFLIGHT_VERDICT_WARNING
                       : SUBLET_PREFLIGHT_VERDICT_FINE;
}

/* Of the key of Preferences never a stop, and nothing is waited for: what is not registered is
 * attached to the instance. */
static void
check_ssh_key (SubletPreflight *self, SubletPreflightFinding *finding)
{
  SubletAccountKeys *keys = self->engine->account_keys;
  const GError *error;

  if (self->key_text != NULL)
    {
      sublet_preflight_look_at_own_key (self, finding);
      return;
    }
  if (keys == NULL)
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
      return;
    }

  finding->registration = sublet_account_keys_get_registration (keys);
  switch (finding->registration)
    {
    case SUBLET_KEY_REGISTRATION_REGISTERED:
    case SUBLET_KEY_REGISTRATION_TEAM_REFUSED:
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
      break;

    case SUBLET_KEY_REGISTRATION_MISSING:
    case SUBLET_KEY_REGISTRATION_FAILED:
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
      error = sublet_account_keys_get_registration_error (keys);
      if (error != NULL)
        finding->error = g_error_copy (error);
      break;

    case SUBLET_KEY_REGISTRATION_UNKNOWN:
    case SUBLET_KEY_REGISTRATION_REGISTERING:
    default:
      break;
    }
}

static void
check_fields (SubletPreflight *self, SubletPreflightFinding *finding)
{
  finding->verdict = sublet_rental_request_validate (self->request, &finding->error)
                       ? SUBLET_PREFLIGHT_VERDICT_FINE
                       : SUBLET_PREFLIGHT_VERDICT_STOP;
}

/**
 * sublet_preflight_look_at: (skip)
 * @self: a preflight
 * @kind: which check
 * @quote: what all that is to be rented costs
 * @finding: an initialised finding, filled
 */
void
sublet_preflight_look_at (SubletPreflight *self,
                          SubletPreflightKind kind,
                          const SubletQuote *quote,
                          SubletPreflightFinding *finding)
{
  switch (kind)
    {
    case SUBLET_PREFLIGHT_KIND_KNOWN:
      check_known (self, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_RUNNING:
      check_running (self, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_CREDIT:
      check_credit (self, quote, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_CAP:
      check_cap (self, quote, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_CONTRACT:
      check_contract (self, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_SSH_KEY:
      check_ssh_key (self, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_CUDA:
      sublet_preflight_look_at_cuda (self, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_IMAGE:
      sublet_preflight_look_at_image (self, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_MACHINE:
      sublet_preflight_look_at_machine (self, finding);
      break;

    case SUBLET_PREFLIGHT_KIND_FIELDS:
    default:
      check_fields (self, finding);
      break;
    }
}
