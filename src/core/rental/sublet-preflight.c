/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-preflight-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-authorizer.h"

#define N_KINDS (SUBLET_PREFLIGHT_KIND_FIELDS + 1)

struct _SubletPreflight
{
  GObject parent_instance;

  SubletRentalEngine *engine;   /* (owned) */
  SubletRentalRequest *request; /* (owned) */
  GListStore *checks;           /* (owned) (element-type SubletPreflightCheck) in order of kind */
  SubletPreflightVerdict verdict;
  guint open_warnings;
};

typedef enum
{
  PROP_VERDICT = 1,
  PROP_OPEN_WARNINGS,
  N_PREFLIGHT_PROPERTIES,
} SubletPreflightProperty;

static GParamSpec *preflight_properties[N_PREFLIGHT_PROPERTIES];

G_DEFINE_FINAL_TYPE (SubletPreflight, sublet_preflight, G_TYPE_OBJECT)

/* ---- the checks ---- */

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

static gint64
get_rate_after_nusd (SubletPreflight *self, const SubletQuote *quote)
{
  return sublet_money_add (sublet_engine_get_committed_nusd (self->engine, NULL),
                           quote->running_rate_nusd);
}

/* Credit below what the job costs, or what everything costs in its first day, is a warning: it can
 * be rented and stops when the credit is used up. None at all is a stop: the service refuses. */
static void
check_credit (SubletPreflight *self, const SubletQuote *quote, SubletPreflightFinding *finding)
{
  SubletAccount *account = self->engine->account;
  gint64 after_nusd = get_rate_after_nusd (self, quote);
  gint64 day_uusd = sublet_money_cost_uusd (after_nusd, G_TIME_SPAN_DAY);
  gint64 credit_uusd;
  gint64 left_us;

  finding->rate_nusd = after_nusd;
  /* The key may not read the credit: nothing to compare with. */
  if (account == NULL)
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
      return;
    }

  credit_uusd = sublet_account_get_data (account)->credit_uusd;
  finding->amount_uusd = credit_uusd;
  if (after_nusd > 0)
    {
      left_us =
        sublet_money_multiply_divide (MAX (credit_uusd, 0), G_TIME_SPAN_HOUR * 1000, after_nusd);
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
  else
    finding->verdict = quote->job_uusd == SUBLET_MONEY_UNKNOWN ||
                           day_uusd == SUBLET_MONEY_UNKNOWN || credit_uusd < quote->job_uusd ||
                           credit_uusd < day_uusd
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
  if (!sublet_authorizer_check (self->engine, NULL, quote->running_rate_nusd, &error) &&
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_CAP))
    {
      finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
      finding->error = g_steal_pointer (&error);
    }
}

static void
check_contract (SubletPreflight *self, SubletPreflightFinding *finding)
{
  SubletOffer *offer = sublet_rental_request_get_offer (self->request);
  const SubletOfferRow *row = sublet_offer_get_row (offer);
  const SubletJob *job = sublet_rental_request_get_job (self->request);
  gint64 lease_us = sublet_rental_request_get_lease_us (self->request);
  gint64 needed_us = lease_us > 0 ? lease_us : (gint64) (job->hours * (double) G_TIME_SPAN_HOUR);
  gint64 end_us = row->end_us;

  if (end_us == 0 && row->duration_us > 0)
    end_us = sublet_offer_get_known_at_us (offer) + row->duration_us;
  finding->time_us = end_us;
  finding->verdict = end_us > 0 && sublet_engine_now_us (self->engine) + needed_us > end_us
                       ? SUBLET_PREFLIGHT_VERDICT_WARNING
                       : SUBLET_PREFLIGHT_VERDICT_FINE;
}

static void
check_fields (SubletPreflight *self, SubletPreflightFinding *finding)
{
  finding->verdict = sublet_rental_request_validate (self->request, &finding->error)
                       ? SUBLET_PREFLIGHT_VERDICT_FINE
                       : SUBLET_PREFLIGHT_VERDICT_STOP;
}

/* ---- together ---- */

static void
sum_up (SubletPreflight *self)
{
  SubletPreflightVerdict verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  bool checking = false;
  bool stop = false;
  guint open_warnings = 0;
  guint i;

  for (i = 0; i < N_KINDS; i++)
    {
      g_autoptr (SubletPreflightCheck)
        check = g_list_model_get_item (G_LIST_MODEL (self->checks), i);
      SubletPreflightVerdict one = sublet_preflight_check_get_verdict (check);

      stop |= one == SUBLET_PREFLIGHT_VERDICT_STOP;
      checking |= one == SUBLET_PREFLIGHT_VERDICT_CHECKING;
      open_warnings += one == SUBLET_PREFLIGHT_VERDICT_WARNING &&
                       !sublet_preflight_check_get_accepted (check);
    }
  if (stop)
    verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  else if (checking)
    verdict = SUBLET_PREFLIGHT_VERDICT_CHECKING;
  else if (open_warnings > 0)
    verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->open_warnings != open_warnings)
    {
      self->open_warnings = open_warnings;
      g_object_notify_by_pspec (G_OBJECT (self), preflight_properties[PROP_OPEN_WARNINGS]);
    }
  if (self->verdict != verdict)
    {
      self->verdict = verdict;
      g_object_notify_by_pspec (G_OBJECT (self), preflight_properties[PROP_VERDICT]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
look (SubletPreflight *self)
{
  SubletQuote quote;
  guint i;

  sublet_rental_request_get_quote (self->request, &quote);
  for (i = 0; i < N_KINDS; i++)
    {
      g_autoptr (SubletPreflightCheck)
        check = g_list_model_get_item (G_LIST_MODEL (self->checks), i);
      SubletPreflightFinding finding;

      sublet_preflight_finding_init (&finding);
      switch (sublet_preflight_check_get_kind (check))
        {
        case SUBLET_PREFLIGHT_KIND_KNOWN:
          check_known (self, &finding);
          break;

        case SUBLET_PREFLIGHT_KIND_RUNNING:
          check_running (self, &finding);
          break;

        case SUBLET_PREFLIGHT_KIND_CREDIT:
          check_credit (self, &quote, &finding);
          break;

        case SUBLET_PREFLIGHT_KIND_CAP:
          check_cap (self, &quote, &finding);
          break;

        case SUBLET_PREFLIGHT_KIND_CONTRACT:
          check_contract (self, &finding);
          break;

        case SUBLET_PREFLIGHT_KIND_FIELDS:
        default:
          check_fields (self, &finding);
          break;
        }
      sublet_preflight_check_set_finding (check, &finding);
    }

  sum_up (self);
}

static void
sublet_preflight_dispose (GObject *object)
{
  SubletPreflight *self = SUBLET_PREFLIGHT (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->request);
  g_clear_object (&self->checks);

  G_OBJECT_CLASS (sublet_preflight_parent_class)->dispose (object);
}

static void
sublet_preflight_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletPreflight *self = SUBLET_PREFLIGHT (object);

  switch ((SubletPreflightProperty) prop_id)
    {
    case PROP_VERDICT:
      g_value_set_enum (value, self->verdict);
      break;

    case PROP_OPEN_WARNINGS:
      g_value_set_uint (value, self->open_warnings);
      break;

    case N_PREFLIGHT_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_preflight_class_init (SubletPreflightClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_preflight_dispose;
  object_class->get_property = sublet_preflight_get_property;

  preflight_properties[PROP_VERDICT] =
    g_param_spec_enum ("verdict", NULL, NULL, SUBLET_TYPE_PREFLIGHT_VERDICT, 0, flags);
  preflight_properties[PROP_OPEN_WARNINGS] =
    g_param_spec_uint ("open-warnings", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PREFLIGHT_PROPERTIES, preflight_properties);
}

static void
sublet_preflight_init (SubletPreflight *self)
{
  guint kind;

  self->checks = g_list_store_new (SUBLET_TYPE_PREFLIGHT_CHECK);
  for (kind = 0; kind < N_KINDS; kind++)
    {
      g_autoptr (SubletPreflightCheck) check = sublet_preflight_check_new (kind);

      g_signal_connect_object (check,
                               "notify::accepted",
                               G_CALLBACK (sum_up),
                               self,
                               G_CONNECT_SWAPPED);
      g_list_store_append (self->checks, check);
    }
}

/**
 * sublet_preflight_new:
 * @engine: what is known
 * @request: what is to be rented
 *
 * Checks at once, and again whenever what is known changes. A list that is older than 15 s is asked
 * for again.
 *
 * Returns: (transfer full): the checks
 */
SubletPreflight *
sublet_preflight_new (SubletRentalEngine *engine, SubletRentalRequest *request)
{
  SubletPreflight *self;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (request), NULL);

  self = g_object_new (SUBLET_TYPE_PREFLIGHT, NULL);
  self->engine = g_object_ref (engine);
  self->request = g_object_ref (request);
  g_signal_connect_object (engine, "notify", G_CALLBACK (look), self, G_CONNECT_SWAPPED);

  if ((engine->signed_in || !engine->account_decided) &&
      (engine->knowledge != SUBLET_KNOWLEDGE_KNOWN ||
       sublet_engine_now_us (engine) - engine->asked_at_us > SUBLET_ENGINE_FRESH_US))
    sublet_rental_engine_refresh (engine);
  look (self);

  return self;
}

/**
 * sublet_preflight_get_checks:
 * @self: a preflight
 *
 * Returns: (transfer none): a list model of SubletPreflightCheck, always the same ones in the same
 *   order
 */
GListModel *
sublet_preflight_get_checks (SubletPreflight *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT (self), NULL);

  return G_LIST_MODEL (self->checks);
}

/**
 * sublet_preflight_get_verdict:
 * @self: a preflight
 *
 * Returns: the worst of the checks; WARNING only while one is not accepted, FINE when *Rent* may be
 *   pressed
 */
SubletPreflightVerdict
sublet_preflight_get_verdict (SubletPreflight *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT (self), SUBLET_PREFLIGHT_VERDICT_STOP);

  return self->verdict;
}

/**
 * sublet_preflight_get_open_warnings:
 * @self: a preflight
 *
 * Returns: how many warnings are not accepted
 */
guint
sublet_preflight_get_open_warnings (SubletPreflight *self)
{
  g_return_val_if_fail (SUBLET_IS_PREFLIGHT (self), 0);

  return self->open_warnings;
}

/**
 * sublet_preflight_check_again:
 * @self: a preflight
 *
 * After the request's fields changed.
 */
void
sublet_preflight_check_again (SubletPreflight *self)
{
  g_return_if_fail (SUBLET_IS_PREFLIGHT (self));

  look (self);
}
