/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-batch-private.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-request-private.h"

#include <string.h>

/* The service's own limit on a label leaves room for a number. */
#define LABEL_FORMAT "%.*s%" G_GUINT64_FORMAT

G_DEFINE_FINAL_TYPE (SubletRentalBatch, sublet_rental_batch, G_TYPE_OBJECT)

typedef enum
{
  PROP_RUNNING = 1,
  PROP_N_RENTED,
  PROP_N_REFUSED,
  PROP_N_UNCLEAR,
  PROP_N_WAITING,
  PROP_RATE_NUSD,
  N_BATCH_PROPERTIES,
} SubletRentalBatchProperty;

static GParamSpec *properties[N_BATCH_PROPERTIES];

/* (transfer full) */
static SubletRentalBatchItem *
get_item (SubletRentalBatch *self, guint i)
{
  return g_list_model_get_item (G_LIST_MODEL (self->items), i);
}

static guint
get_n_items (SubletRentalBatch *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* ---- sums ---- */

static void
set_count (SubletRentalBatch *self, guint *field, guint value, SubletRentalBatchProperty property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gint64
get_rate_nusd (SubletRentalBatchItem *item)
{
  SubletRental *rental = sublet_rental_batch_item_get_rental (item);
  gint64 next_nusd = sublet_rental_get_next_rate_nusd (rental);

  /* Of the next candidate, where that was taken. */
  return next_nusd != SUBLET_MONEY_UNKNOWN ? next_nusd
                                           : sublet_rental_get_quoted_rate_nusd (rental);
}

/**
 * sublet_rental_batch_sum_up: (skip)
 * @self: several rentals
 *
 * After the state of one has changed.
 */
void
sublet_rental_batch_sum_up (SubletRentalBatch *self)
{
  guint counts[SUBLET_BATCH_ITEM_NOT_ASKED + 1] = { 0 };
  gint64 rate_nusd = 0;
  guint i;

  for (i = 0; i < get_n_items (self); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, i);
      SubletBatchItemState state = sublet_rental_batch_item_get_state (item);

      counts[state]++;
      if (state == SUBLET_BATCH_ITEM_RENTED)
        rate_nusd = sublet_money_add (rate_nusd, get_rate_nusd (item));
    }

  g_object_freeze_notify (G_OBJECT (self));
  set_count (self, &self->n_rented, counts[SUBLET_BATCH_ITEM_RENTED], PROP_N_RENTED);
  set_count (self, &self->n_refused, counts[SUBLET_BATCH_ITEM_REFUSED], PROP_N_REFUSED);
  set_count (self, &self->n_unclear, counts[SUBLET_BATCH_ITEM_UNCLEAR], PROP_N_UNCLEAR);
  set_count (self, &self->n_waiting, counts[SUBLET_BATCH_ITEM_WAITING], PROP_N_WAITING);
  if (self->rate_nusd != rate_nusd)
    {
      self->rate_nusd = rate_nusd;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE_NUSD]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_rental_batch_set_running: (skip)
 * @self: several rentals
 * @running: whether one is being asked for, or another's turn will come
 *
 * While it runs nobody else needs to hold it.
 */
void
sublet_rental_batch_set_running (SubletRentalBatch *self, gboolean running)
{
  if (self->running == running)
    return;
  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  if (running)
    g_object_ref (self);
  else
    g_object_unref (self);
}

static void
sublet_rental_batch_dispose (GObject *object)
{
  SubletRentalBatch *self = SUBLET_RENTAL_BATCH (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (sublet_rental_batch_parent_class)->dispose (object);
}

static void
sublet_rental_batch_finalize (GObject *object)
{
  g_free (SUBLET_RENTAL_BATCH (object)->id);

  G_OBJECT_CLASS (sublet_rental_batch_parent_class)->finalize (object);
}

static void
sublet_rental_batch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletRentalBatch *self = SUBLET_RENTAL_BATCH (object);

  switch ((SubletRentalBatchProperty) prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;

    case PROP_N_RENTED:
      g_value_set_uint (value, self->n_rented);
      break;

    case PROP_N_REFUSED:
      g_value_set_uint (value, self->n_refused);
      break;

    case PROP_N_UNCLEAR:
      g_value_set_uint (value, self->n_unclear);
      break;

    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;

    case PROP_RATE_NUSD:
      g_value_set_int64 (value, self->rate_nusd);
      break;

    case N_BATCH_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_rental_batch_class_init (SubletRentalBatchClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  static const struct
  {
    SubletRentalBatchProperty property;
    const char *name;
  } counts[] = {
    { PROP_N_RENTED, "n-rented" },
    { PROP_N_REFUSED, "n-refused" },
    { PROP_N_UNCLEAR, "n-unclear" },
    { PROP_N_WAITING, "n-waiting" },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  gsize i;

  object_class->dispose = sublet_rental_batch_dispose;
  object_class->finalize = sublet_rental_batch_finalize;
  object_class->get_property = sublet_rental_batch_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  for (i = 0; i < G_N_ELEMENTS (counts); i++)
    properties[counts[i].property] =
      g_param_spec_uint (counts[i].name, NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RATE_NUSD] =
    g_param_spec_int64 ("rate-nusd", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_BATCH_PROPERTIES, properties);
}

static void
sublet_rental_batch_init (SubletRentalBatch *self)
{
  self->id = g_uuid_string_random ();
  self->items = g_list_store_new (SUBLET_TYPE_RENTAL_BATCH_ITEM);
}

/* "ada-4" is followed by "ada-5", "ada" by "ada-2". */
static char *
dup_label (const char *label, guint position)
{
  gsize length;
  guint64 number;

  if (label == NULL || position == 0)
    return g_strdup (label);

  for (length = strlen (label); length > 0 && g_ascii_isdigit (label[length - 1]); length--)
    ;
  if (length > 0 && label[length - 1] == '-' &&
      g_ascii_string_to_unsigned (label + length, 10, 0, 999999, &number, NULL))
    return g_strdup_printf (LABEL_FORMAT, (int) length, label, number + position);

  return g_strdup_printf ("%s-%u", label, position + 1);
}

/**
 * sublet_rental_batch_new:
 * @engine: an engine
 * @request: what the person accepted; each gets a copy of it with its own offer and label
 * @offers: (element-type SubletOffer): what is asked for, in this order
 * @stop_on_failure: whether the rest is left when one is refused, or its answer is lost
 *
 * Returns: (transfer full): several rentals that wait for sublet_rental_batch_start_async()
 */
SubletRentalBatch *
sublet_rental_batch_new (SubletRentalEngine *engine,
                         SubletRentalRequest *request,
                         GPtrArray *offers,
                         gboolean stop_on_failure)
{
  SubletRentalBatch *self;
  guint i;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL_REQUEST (request), NULL);
  g_return_val_if_fail (offers != NULL && offers->len > 0, NULL);

  self = g_object_new (SUBLET_TYPE_RENTAL_BATCH, NULL);
  self->engine = g_object_ref (engine);
  self->stop_on_failure = stop_on_failure;
  for (i = 0; i < offers->len; i++)
    {
      g_autoptr (SubletRentalRequest)
        own = sublet_rental_request_new_like (request, g_ptr_array_index (offers, i));
      g_autofree char *label = dup_label (sublet_rental_request_get_label (request), i);
      g_autoptr (SubletRentalBatchItem) item = NULL;

      sublet_rental_request_set_label (own, label);
      sublet_rental_request_set_batch (own, self->id, (int) i + 1);
      item = sublet_rental_batch_item_new (own);
      g_list_store_append (self->items, item);
    }
  sublet_rental_batch_sum_up (self);

  return self;
}

/**
 * sublet_rental_batch_get_items:
 * @self: several rentals
 *
 * Returns: (transfer none): a list model of SubletRentalBatchItem, always the same ones
 */
GListModel *
sublet_rental_batch_get_items (SubletRentalBatch *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * sublet_rental_batch_get_id:
 * @self: several rentals
 *
 * Returns: (transfer none): what the journal calls them together
 */
const char *
sublet_rental_batch_get_id (SubletRentalBatch *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), NULL);

  return self->id;
}

/**
 * sublet_rental_batch_get_running:
 * @self: several rentals
 *
 * Returns: whether one is being asked for, or another's turn will come
 */
gboolean
sublet_rental_batch_get_running (SubletRentalBatch *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), FALSE);

  return self->running;
}

/**
 * sublet_rental_batch_get_n_rented:
 * @self: several rentals
 *
 * Returns: how many have a contract
 */
guint
sublet_rental_batch_get_n_rented (SubletRentalBatch *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), 0);

  return self->n_rented;
}

/**
 * sublet_rental_batch_get_n_refused:
 * @self: several rentals
 *
 * Returns: of how many it is proved that nothing was rented
 */
guint
sublet_rental_batch_get_n_refused (SubletRentalBatch *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), 0);

  return self->n_refused;
}

/**
 * sublet_rental_batch_get_n_unclear:
 * @self: several rentals
 *
 * Returns: of how many the answer got lost
 */
guint
sublet_rental_batch_get_n_unclear (SubletRentalBatch *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), 0);

  return self->n_unclear;
}

/**
 * sublet_rental_batch_get_n_waiting:
 * @self: several rentals
 *
 * Returns: how many have not had their turn
 */
guint
sublet_rental_batch_get_n_waiting (SubletRentalBatch *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), 0);

  return self->n_waiting;
}

/**
 * sublet_rental_batch_get_rate_nusd:
 * @self: several rentals
 *
 * Returns: what an hour of those that are rented costs while they run, as accepted;
 *   SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_batch_get_rate_nusd (SubletRentalBatch *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), SUBLET_MONEY_UNKNOWN);

  return self->rate_nusd;
}
