/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-private.h"

#include "core/base/sublet-money.h"

G_DEFINE_FINAL_TYPE (SubletRental, sublet_rental, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPERTIES];

static void
sublet_rental_dispose (GObject *object)
{
  SubletRental *self = SUBLET_RENTAL (object);

  g_clear_object (&self->instance);
  g_clear_object (&self->increase);
  g_clear_object (&self->next_offer);

  G_OBJECT_CLASS (sublet_rental_parent_class)->dispose (object);
}

static void
sublet_rental_finalize (GObject *object)
{
  SubletRental *self = SUBLET_RENTAL (object);

  g_free (self->id);
  g_free (self->label);
  g_free (self->gpu_name);
  g_free (self->place);
  g_free (self->image);
  g_free (self->status_message);
  g_free (self->detail);
  g_free (self->replaces);
  g_array_unref (self->events);

  G_OBJECT_CLASS (sublet_rental_parent_class)->finalize (object);
}

static void
sublet_rental_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletRental *self = SUBLET_RENTAL (object);

  switch ((SubletRentalProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_REASON:
      g_value_set_enum (value, self->reason);
      break;

    case PROP_ORIGIN:
      g_value_set_enum (value, self->origin);
      break;

    case PROP_INSTANCE_ID:
      g_value_set_int64 (value, self->instance_id);
      break;

    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;

    case PROP_GPU_NAME:
      g_value_set_string (value, self->gpu_name);
      break;

    case PROP_NUM_GPUS:
      g_value_set_int (value, self->num_gpus);
      break;

    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;

    case PROP_IMAGE:
      g_value_set_string (value, self->image);
      break;

    case PROP_STATUS_MESSAGE:
      g_value_set_string (value, self->status_message);
      break;

    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;

    case PROP_INSTANCE:
      g_value_set_object (value, self->instance);
      break;

    case PROP_RATE_NOW_NUSD:
      g_value_set_int64 (value, self->rate_now_nusd);
      break;

    case PROP_RATE_RUNNING_NUSD:
      g_value_set_int64 (value, self->rate_running_nusd);
      break;

    case PROP_RATE_STOPPED_NUSD:
      g_value_set_int64 (value, self->rate_stopped_nusd);
      break;

    case PROP_QUOTED_RATE_NUSD:
      g_value_set_int64 (value, self->quoted_rate_nusd);
      break;

    case PROP_NEXT_RATE_NUSD:
      g_value_set_int64 (value, self->next_rate_nusd);
      break;

    case PROP_STATE_SINCE_US:
      g_value_set_int64 (value, self->state_since_us);
      break;

    case PROP_KNOWN_AT_US:
      g_value_set_int64 (value, self->known_at_us);
      break;

    case PROP_LEASE_END_US:
      g_value_set_int64 (value, self->lease_end_us);
      break;

    case PROP_LEASE_AT_END:
      g_value_set_enum (value, self->lease_at_end);
      break;

    case PROP_LEASE_STATE:
      g_value_set_enum (value, self->lease_state);
      break;

    case PROP_NEXT_LOOK_US:
      g_value_set_int64 (value, self->next_look_us);
      break;

    case PROP_LOOK:
      g_value_set_int (value, self->look);
      break;

    case PROP_LOOKS:
      g_value_set_int (value, self->looks);
      break;

    case PROP_GONE_LOOKS:
      g_value_set_int (value, self->gone_looks);
      break;

    case PROP_STALE:
      g_value_set_boolean (value, self->stale);
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;

    case PROP_DIFFERENCES:
      g_value_set_flags (value, self->differences);
      break;

    case PROP_ACCEPTED_RATE_NUSD:
      g_value_set_int64 (value, self->accepted_rate_nusd);
      break;

    case PROP_GIVES_UP_AT_US:
      g_value_set_int64 (value, self->gives_up_at_us);
      break;

    case PROP_IDLE_SINCE_US:
      g_value_set_int64 (value, self->idle_since_us);
      break;

    case PROP_STUCK:
      g_value_set_boolean (value, self->stuck);
      break;

    case PROP_TWIN_ID:
      g_value_set_int64 (value, self->twin_id);
      break;

    case PROP_REPLACES:
      g_value_set_string (value, self->replaces);
      break;

    case PROP_DEPOSIT_UUSD:
      g_value_set_int64 (value, self->deposit_uusd);
      break;

    case PROP_DEPOSIT_STATE:
      g_value_set_enum (value, self->deposit_state);
      break;

    case PROP_BID_ASKED_NUSD:
      g_value_set_int64 (value, self->bid_asked_nusd);
      break;

    case PROP_BID_STATE:
      g_value_set_enum (value, self->bid_state);
      break;

    case PROP_INCREASE:
      g_value_set_object (value, self->increase);
      break;

    case PROP_INCREASE_KNOWN_AT_US:
      g_value_set_int64 (value, self->increase_known_at_us);
      break;

    case PROP_INCREASE_STATE:
      g_value_set_enum (value, self->increase_state);
      break;

    case PROP_INCREASE_ACCEPTS:
      g_value_set_boolean (value, self->increase_accepts);
      break;

    case N_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static GParamSpec *
enum_pspec (const char *name, GType type)
{
  return g_param_spec_enum (name,
                            NULL,
                            NULL,
                            type,
                            0,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
string_pspec (const char *name)
{
  return g_param_spec_string (name,
                              NULL,
                              NULL,
                              NULL,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
int_pspec (const char *name)
{
  return g_param_spec_int (name,
                           NULL,
                           NULL,
                           0,
                           G_MAXINT,
                           0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
int64_pspec (const char *name, gint64 initial)
{
  return g_param_spec_int64 (name,
                             NULL,
                             NULL,
                             G_MININT64,
                             G_MAXINT64,
                             initial,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
boolean_pspec (const char *name)
{
  return g_param_spec_boolean (name,
                               NULL,
                               NULL,
                               FALSE,
                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

/* What each property means stands at its getter. */
static void
sublet_rental_class_init (SubletRentalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_rental_dispose;
  object_class->finalize = sublet_rental_finalize;
  object_class->get_property = sublet_rental_get_property;

  properties[PROP_STATE] = enum_pspec ("state", SUBLET_TYPE_RENTAL_STATE);
  properties[PROP_REASON] = enum_pspec ("reason", SUBLET_TYPE_RENTAL_REASON);
  properties[PROP_ORIGIN] = enum_pspec ("origin", SUBLET_TYPE_RENTAL_ORIGIN);
  properties[PROP_INSTANCE_ID] = int64_pspec ("instance-id", 0);
  properties[PROP_LABEL] = string_pspec ("label");
  properties[PROP_GPU_NAME] = string_pspec ("gpu-name");
  properties[PROP_NUM_GPUS] = int_pspec ("num-gpus");
  properties[PROP_PLACE] = string_pspec ("place");
  properties[PROP_IMAGE] = string_pspec ("image");
  properties[PROP_STATUS_MESSAGE] = string_pspec ("status-message");
  properties[PROP_DETAIL] = string_pspec ("detail");
  properties[PROP_INSTANCE] =
    g_param_spec_object ("instance",
                         NULL,
                         NULL,
                         SUBLET_TYPE_INSTANCE,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RATE_NOW_NUSD] = int64_pspec ("rate-now-nusd", SUBLET_MONEY_UNKNOWN);
  properties[PROP_RATE_RUNNING_NUSD] = int64_pspec ("rate-running-nusd", SUBLET_MONEY_UNKNOWN);
  properties[PROP_RATE_STOPPED_NUSD] = int64_pspec ("rate-stopped-nusd", SUBLET_MONEY_UNKNOWN);
  properties[PROP_QUOTED_RATE_NUSD] = int64_pspec ("quoted-rate-nusd", SUBLET_MONEY_UNKNOWN);
  properties[PROP_NEXT_RATE_NUSD] = int64_pspec ("next-rate-nusd", SUBLET_MONEY_UNKNOWN);
  properties[PROP_STATE_SINCE_US] = int64_pspec ("state-since-us", 0);
  properties[PROP_KNOWN_AT_US] = int64_pspec ("known-at-us", 0);
  properties[PROP_LEASE_END_US] = int64_pspec ("lease-end-us", 0);
  properties[PROP_LEASE_AT_END] = enum_pspec ("lease-at-end", SUBLET_TYPE_LEASE_END);
  properties[PROP_LEASE_STATE] = enum_pspec ("lease-state", SUBLET_TYPE_LEASE_STATE);
  properties[PROP_NEXT_LOOK_US] = int64_pspec ("next-look-us", 0);
  properties[PROP_LOOK] = int_pspec ("look");
  properties[PROP_LOOKS] = int_pspec ("looks");
  properties[PROP_GONE_LOOKS] = int_pspec ("gone-looks");
  properties[PROP_STALE] = boolean_pspec ("stale");
  properties[PROP_BUSY] = boolean_pspec ("busy");
  properties[PROP_DIFFERENCES] =
    g_param_spec_flags ("differences",
                        NULL,
                        NULL,
                        SUBLET_TYPE_RENTAL_DIFFERENCES,
                        0,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCEPTED_RATE_NUSD] = int64_pspec ("accepted-rate-nusd", SUBLET_MONEY_UNKNOWN);
  properties[PROP_GIVES_UP_AT_US] = int64_pspec ("gives-up-at-us", 0);
  properties[PROP_STUCK] = boolean_pspec ("stuck");
  properties[PROP_TWIN_ID] = int64_pspec ("twin-id", 0);
  properties[PROP_REPLACES] = string_pspec ("replaces");
  properties[PROP_DEPOSIT_UUSD] = int64_pspec ("deposit-uusd", 0);
  properties[PROP_IDLE_SINCE_US] = int64_pspec ("idle-since-us", 0);
  properties[PROP_DEPOSIT_STATE] = enum_pspec ("deposit-state", SUBLET_TYPE_DEPOSIT_STATE);

  properties[PROP_BID_ASKED_NUSD] = int64_pspec ("bid-asked-nusd", 0);
  properties[PROP_BID_STATE] = enum_pspec ("bid-state", SUBLET_TYPE_BID_STATE);
  properties[PROP_INCREASE] =
    g_param_spec_object ("increase",
                         NULL,
                         NULL,
                         SUBLET_TYPE_PRICE_INCREASE,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_INCREASE_KNOWN_AT_US] = int64_pspec ("increase-known-at-us", 0);
  properties[PROP_INCREASE_STATE] = enum_pspec ("increase-state", SUBLET_TYPE_INCREASE_STATE);
  properties[PROP_INCREASE_ACCEPTS] = boolean_pspec ("increase-accepts");

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
sublet_rental_init (SubletRental *self)
{
  self->rate_now_nusd = SUBLET_MONEY_UNKNOWN;
  self->rate_running_nusd = SUBLET_MONEY_UNKNOWN;
  self->rate_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  self->awaited_rate_nusd = SUBLET_MONEY_UNKNOWN;
  self->quoted_rate_nusd = SUBLET_MONEY_UNKNOWN;
  self->next_rate_nusd = SUBLET_MONEY_UNKNOWN;
  self->accepted_rate_nusd = SUBLET_MONEY_UNKNOWN;
  self->meter_uusd = SUBLET_MONEY_UNKNOWN;
  self->meter_rate_nusd = SUBLET_MONEY_UNKNOWN;
  self->events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
}

/**
 * sublet_rental_new:
 * @id: our own name for it
 * @origin: who started it
 *
 * Returns: (transfer full): a rental of which nothing more is known
 */
SubletRental *
sublet_rental_new (const char *id, SubletRentalOrigin origin)
{
  SubletRental *self = g_object_new (SUBLET_TYPE_RENTAL, NULL);

  self->id = g_strdup (id);
  self->origin = origin;

  return self;
}

/**
 * sublet_rental_get_pspec:
 * @property: one of the properties
 *
 * Returns: (transfer none): for g_object_notify_by_pspec() in the setters
 */
GParamSpec *
sublet_rental_get_pspec (SubletRentalProperty property)
{
  return properties[property];
}
