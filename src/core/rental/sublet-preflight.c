/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-preflight-private.h"

#include "core/base/sublet-money.h"

#include <math.h>

#define N_KINDS (SUBLET_PREFLIGHT_KIND_FIELDS + 1)

G_DEFINE_ENUM_TYPE (SubletPreflightKind,
                    sublet_preflight_kind,
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_CREDIT, "credit"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_CAP, "cap"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_CONTRACT, "contract"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_SSH_KEY, "ssh-key"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_CUDA, "cuda"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_IMAGE, "image"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_MACHINE, "machine"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_KIND_FIELDS, "fields"))

G_DEFINE_ENUM_TYPE (SubletPreflightVerdict,
                    sublet_preflight_verdict,
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_VERDICT_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_VERDICT_FINE, "fine"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_VERDICT_WARNING, "warning"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PREFLIGHT_VERDICT_STOP, "stop"))

typedef enum
{
  PROP_VERDICT = 1,
  PROP_OPEN_WARNINGS,
  N_PREFLIGHT_PROPERTIES,
} SubletPreflightProperty;

static GParamSpec *preflight_properties[N_PREFLIGHT_PROPERTIES];

G_DEFINE_FINAL_TYPE (SubletPreflight, sublet_preflight, G_TYPE_OBJECT)

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
      /* The SSH key can also be attached later: nobody waits for it, but for one of the request's
       * own it is waited until it is known that there is one. */
      checking |= one == SUBLET_PREFLIGHT_VERDICT_CHECKING &&
                  (i != SUBLET_PREFLIGHT_KIND_SSH_KEY || self->key_text != NULL);
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

/* Of all that is to be rented together. */
static void
get_quote (SubletPreflight *self, SubletQuote *quote)
{
  guint i;

  sublet_rental_request_get_quote (self->request, quote);
  if (self->own_offer)
    return;

  *quote = (SubletQuote){ 0 };
  for (i = 0; i < self->offers->len; i++)
    {
      g_autoptr (SubletRentalRequest)
        one = sublet_rental_request_new_like (self->request, g_ptr_array_index (self->offers, i));
      SubletQuote part;

      sublet_rental_request_get_quote (one, &part);
      quote->gpu_rate_nusd = sublet_money_add (quote->gpu_rate_nusd, part.gpu_rate_nusd);
      quote->disk_rate_nusd = sublet_money_add (quote->disk_rate_nusd, part.disk_rate_nusd);
      quote->running_rate_nusd =
        sublet_money_add (quote->running_rate_nusd, part.running_rate_nusd);
      quote->stopped_rate_nusd =
        sublet_money_add (quote->stopped_rate_nusd, part.stopped_rate_nusd);
      quote->traffic_uusd = sublet_money_add (quote->traffic_uusd, part.traffic_uusd);
      quote->job_uusd = sublet_money_add (quote->job_uusd, part.job_uusd);
      quote->job_rate_nusd = sublet_money_add (quote->job_rate_nusd, part.job_rate_nusd);
    }
}

static void
take_own_offer (SubletPreflight *self)
{
  g_ptr_array_set_size (self->offers, 0);
  g_ptr_array_add (self->offers, g_object_ref (sublet_rental_request_get_offer (self->request)));
}

void
sublet_preflight_look (SubletPreflight *self)
{
  SubletQuote quote;
  guint i;

  get_quote (self, &quote);
  for (i = 0; i < N_KINDS; i++)
    {
      g_autoptr (SubletPreflightCheck)
        check = g_list_model_get_item (G_LIST_MODEL (self->checks), i);
      SubletPreflightFinding finding;

      sublet_preflight_finding_init (&finding);
      sublet_preflight_look_at (self, sublet_preflight_check_get_kind (check), &quote, &finding);
      sublet_preflight_check_set_finding (check, &finding);
    }

  sum_up (self);
}

static void
sublet_preflight_dispose (GObject *object)
{
  SubletPreflight *self = SUBLET_PREFLIGHT (object);

  sublet_preflight_drop_key (self);
  g_clear_object (&self->engine);
  g_clear_object (&self->request);
  g_clear_object (&self->checks);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_error (&self->machines_error);
  g_clear_pointer (&self->machines_report, sublet_runtime_report_unref);

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

  self->offers = g_ptr_array_new_with_free_func (g_object_unref);
  self->own_offer = true;
  self->said_cuda = NAN;
  self->said_size_gb = NAN;
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
 * Checks at once, and again whenever what is known changes. A list of instances or an answer about
 * Sublet's SSH key that is older than 15 s is asked for again.
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
  take_own_offer (self);
  sublet_preflight_read_machines (self);
  sublet_preflight_read_key (self);
  g_signal_connect_object (engine,
                           "notify",
                           G_CALLBACK (sublet_preflight_look),
                           self,
                           G_CONNECT_SWAPPED);
  if (engine->account_keys != NULL)
    g_signal_connect_object (engine->account_keys,
                             "notify",
                             G_CALLBACK (sublet_preflight_look),
                             self,
                             G_CONNECT_SWAPPED);

  if ((engine->signed_in || !engine->account_decided) &&
      (engine->knowledge != SUBLET_KNOWLEDGE_KNOWN ||
       sublet_engine_mono_us (engine) - engine->asked_mono_us > SUBLET_ENGINE_FRESH_US))
    sublet_rental_engine_refresh (engine);
  sublet_preflight_look (self);

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

  sublet_preflight_read_key (self);
  sublet_preflight_look (self);
}

/**
 * sublet_preflight_set_offers:
 * @self: a preflight
 * @offers: (nullable) (element-type SubletOffer): what is asked for, at least one; NULL: the
 *   request's own offer
 *
 * For several rentals of one request: caps, credit, ends, CUDA, link and machines of all of them.
 */
void
sublet_preflight_set_offers (SubletPreflight *self, GPtrArray *offers)
{
  guint i;

  g_return_if_fail (SUBLET_IS_PREFLIGHT (self));
  g_return_if_fail (offers == NULL || offers->len > 0);

  self->own_offer = offers == NULL;
  if (self->own_offer)
    take_own_offer (self);
  else
    {
      g_ptr_array_set_size (self->offers, 0);
      for (i = 0; i < offers->len; i++)
        g_ptr_array_add (self->offers, g_object_ref (g_ptr_array_index (offers, i)));
    }
  sublet_preflight_read_machines (self);
  sublet_preflight_look (self);
}

/**
 * sublet_preflight_set_image_needs:
 * @self: a preflight
 * @cuda: the CUDA version that the image needs, 0 for none; NAN: as its name tells
 * @size_gb: its size on the disk; NAN: as its name tells
 *
 * What the person or a template says. An image of which nothing is known is no reason to stop.
 */
void
sublet_preflight_set_image_needs (SubletPreflight *self, double cuda, double size_gb)
{
  g_return_if_fail (SUBLET_IS_PREFLIGHT (self));

  self->said_cuda = cuda;
  self->said_size_gb = size_gb;
  sublet_preflight_look (self);
}

/**
 * sublet_preflight_register_key:
 * @self: a preflight
 *
 * The person wants Sublet's SSH key on the account; its check tells what comes of it.
 */
void
sublet_preflight_register_key (SubletPreflight *self)
{
  g_return_if_fail (SUBLET_IS_PREFLIGHT (self));

  if (self->engine->account_keys != NULL)
    sublet_account_keys_register (self->engine->account_keys);
}
