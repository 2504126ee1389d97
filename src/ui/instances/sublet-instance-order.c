/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-order.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <math.h>

G_DEFINE_ENUM_TYPE (SubletInstanceKey,
                    sublet_instance_key,
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_STATE, "state"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_LABEL, "label"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_GPU, "gpu"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_USE, "use"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_RATE, "rate"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_COST, "cost"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_LEASE, "lease"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_DISK, "disk"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_PLACE, "place"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_KEY_ID, "id"))

/* What two are compared by: a text, a whole number or a share; or it is not known. */
typedef struct
{
  bool known;
  char *text; /* (owned) (nullable): as it collates */
  gint64 number;
  double share;
} Value;

/**
 * sublet_instance_key_get_nick:
 * @key: a key
 *
 * Returns: (transfer none): its word in the settings
 */
const char *
sublet_instance_key_get_nick (SubletInstanceKey key)
{
  g_autoptr (GTypeClass) keys = g_type_class_ref (SUBLET_TYPE_INSTANCE_KEY);
  GEnumValue *value = g_enum_get_value ((GEnumClass *) keys, (int) key);

  g_return_val_if_fail (value != NULL, "state");

  return value->value_nick;
}

/**
 * sublet_instance_key_from_nick:
 * @nick: (nullable): a word, as in the settings
 * @key: (out): the key
 *
 * Returns: whether it is one
 */
bool
sublet_instance_key_from_nick (const char *nick, SubletInstanceKey *key)
{
  g_autoptr (GTypeClass) keys = g_type_class_ref (SUBLET_TYPE_INSTANCE_KEY);
  GEnumValue *value = nick == NULL ? NULL : g_enum_get_value_by_nick ((GEnumClass *) keys, nick);

  if (value != NULL)
    *key = (SubletInstanceKey) value->value;

  return value != NULL;
}

static const SubletInstanceData *
get_data (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);

  return instance == NULL ? NULL : sublet_instance_get_data (instance);
}

/**
 * sublet_instance_order_get_use:
 * @rental: a rental
 *
 * Readings survive a stop, but then they mean nothing. Source: fact sheet 4.3, `gpu_util`.
 *
 * Returns: how busy its GPUs are, 0 to 1, or NAN
 */
double
sublet_instance_order_get_use (SubletRental *rental)
{
  const SubletInstanceData *data = get_data (rental);

  return data != NULL && sublet_rental_is_up (rental) ? data->gpu_util_percent / 100.0
                                                      : (double) NAN;
}

/**
 * sublet_instance_order_get_disk:
 * @rental: a rental
 *
 * Returns: how full its disk is, 0 to 1, or NAN
 */
double
sublet_instance_order_get_disk (SubletRental *rental)
{
  const SubletInstanceData *data = get_data (rental);

  return data != NULL && data->disk_space_gb > 0 ? data->disk_used_gb / data->disk_space_gb
                                                 : (double) NAN;
}

static gint64
get_lease_end_us (SubletRental *rental)
{
  SubletLeaseState state = sublet_rental_get_lease_state (rental);

  return state == SUBLET_LEASE_STATE_NONE || state == SUBLET_LEASE_STATE_OVER
           ? 0
           : sublet_rental_get_lease_end_us (rental);
}

/* "ada-2" before "ada-10". */
static void
set_text (Value *value, const char *text)
{
  value->known = text != NULL && *text != '\0';
  if (value->known)
    value->text = g_utf8_collate_key_for_filename (text, -1);
}

static void
set_number (Value *value, gint64 number, bool known)
{
  value->known = known;
  value->number = number;
}

static void
set_share (Value *value, double share)
{
  value->known = isfinite (share);
  value->share = share;
}

static void
read_value (Value *value, SubletInstanceKey key, SubletRental *rental, SubletClock *clock)
{
  g_autofree char *text = NULL;
  gint64 number;

  *value = (Value){ 0 };
  switch (key)
    {
    case SUBLET_INSTANCE_KEY_LABEL:
      text = sublet_rental_text_dup_name (rental);
      set_text (value, text);
      break;

    case SUBLET_INSTANCE_KEY_GPU:
      text = sublet_format_gpu (sublet_rental_get_gpu_name (rental),
                                sublet_rental_get_num_gpus (rental));
      set_text (value, sublet_rental_get_gpu_name (rental) == NULL ? NULL : text);
      break;

    case SUBLET_INSTANCE_KEY_USE:
      set_share (value, sublet_instance_order_get_use (rental));
      break;

    case SUBLET_INSTANCE_KEY_RATE:
      number = sublet_rental_get_rate_now_nusd (rental);
      set_number (value, number, number != SUBLET_MONEY_UNKNOWN);
      break;

    case SUBLET_INSTANCE_KEY_COST:
      number = sublet_rental_get_cost_uusd (rental, sublet_clock_get_service_us (clock));
      set_number (value, number, number != SUBLET_MONEY_UNKNOWN);
      break;

    case SUBLET_INSTANCE_KEY_LEASE:
      number = get_lease_end_us (rental);
      set_number (value, number, number > 0);
      break;

    case SUBLET_INSTANCE_KEY_DISK:
      set_share (value, sublet_instance_order_get_disk (rental));
      break;

    case SUBLET_INSTANCE_KEY_PLACE:
      text = sublet_rental_text_dup_place (rental);
      set_text (value, text);
      break;

    case SUBLET_INSTANCE_KEY_ID:
      number = sublet_rental_get_instance_id (rental);
      set_number (value, number, number > 0);
      break;

    case SUBLET_INSTANCE_KEY_STATE:
    default:
      set_number (value, sublet_rental_text_get_group (rental), true);
      break;
    }
}

static int
compare_values (const Value *a, const Value *b)
{
  if (a->text != NULL)
    return strcmp (a->text, b->text);
  if (a->number != b->number)
    return a->number < b->number ? -1 : 1;

  return a->share < b->share ? -1 : a->share > b->share;
}

/**
 * sublet_instance_order_compare:
 * @key: by what
 * @descending: whether the largest is the first
 * @a: a rental
 * @b: another one
 * @clock: the engine's
 *
 * What is not known is the last in both directions.
 *
 * Returns: less than 0 when @a comes first, more when @b does, 0 when they are alike
 */
int
sublet_instance_order_compare (SubletInstanceKey key,
                               bool descending,
                               SubletRental *a,
                               SubletRental *b,
                               SubletClock *clock)
{
  Value value_a;
  Value value_b;
  int order;

  read_value (&value_a, key, a, clock);
  read_value (&value_b, key, b, clock);
  if (value_a.known && value_b.known)
    order = descending ? compare_values (&value_b, &value_a) : compare_values (&value_a, &value_b);
  else
    order = value_b.known - value_a.known;
  g_free (value_a.text);
  g_free (value_b.text);

  return order;
}
