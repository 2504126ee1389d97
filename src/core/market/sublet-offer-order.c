/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-offer-order.h"

G_DEFINE_ENUM_TYPE (SubletOfferKey,
                    sublet_offer_key,
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_JOB_RATE, "job-rate"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_JOB_COST, "job-cost"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_GPU, "gpu"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_GPU_RAM, "gpu-ram"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_RELIABILITY, "reliability"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_PLACE, "place"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_ENDS, "ends"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_DOWN, "down"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_CUDA, "cuda"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_PORTS, "ports"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_VERIFIED, "verified"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_UP, "up"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_VALUE, "value"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_DISK, "disk"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_DISK_SPEED, "disk-speed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_CPU, "cpu"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_CORES, "cores"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_RAM, "ram"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_GPU_RATE, "gpu-rate"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_LOWEST_BID, "lowest-bid"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_MACHINE, "machine"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_ON_DEMAND_RATE, "on-demand-rate"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_BID_RATE, "bid-rate"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_RESERVED_RATE, "reserved-rate"),
                    G_DEFINE_ENUM_VALUE (SUBLET_OFFER_KEY_FLOPS_VALUE, "flops-value"))

static bool
parse_column (const char *column, SubletOfferKey *key, bool *descending)
{
  *descending = column[0] == '-';

  return sublet_offer_key_from_id (*descending ? column + 1 : column, key);
}

/**
 * sublet_offer_key_get_id:
 * @key: a key
 *
 * Returns: its nick
 */
const char *
sublet_offer_key_get_id (SubletOfferKey key)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SUBLET_TYPE_OFFER_KEY);
  GEnumValue *value = g_enum_get_value (klass, (int) key);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

/**
 * sublet_offer_key_is_better_high:
 * @key: a key
 *
 * Returns: whether a person who picks it wants the highest value first
 */
bool
sublet_offer_key_is_better_high (SubletOfferKey key)
{
  switch (key)
    {
    case SUBLET_OFFER_KEY_GPU_RAM:
    case SUBLET_OFFER_KEY_RELIABILITY:
    case SUBLET_OFFER_KEY_ENDS:
    case SUBLET_OFFER_KEY_DOWN:
    case SUBLET_OFFER_KEY_CUDA:
    case SUBLET_OFFER_KEY_PORTS:
    case SUBLET_OFFER_KEY_UP:
    case SUBLET_OFFER_KEY_VALUE:
    case SUBLET_OFFER_KEY_FLOPS_VALUE:
    case SUBLET_OFFER_KEY_DISK:
    case SUBLET_OFFER_KEY_DISK_SPEED:
    case SUBLET_OFFER_KEY_CORES:
    case SUBLET_OFFER_KEY_RAM:
      return true;
    case SUBLET_OFFER_KEY_JOB_RATE:
    case SUBLET_OFFER_KEY_JOB_COST:
    case SUBLET_OFFER_KEY_GPU:
    case SUBLET_OFFER_KEY_PLACE:
    case SUBLET_OFFER_KEY_VERIFIED:
    case SUBLET_OFFER_KEY_CPU:
    case SUBLET_OFFER_KEY_GPU_RATE:
    case SUBLET_OFFER_KEY_LOWEST_BID:
    case SUBLET_OFFER_KEY_MACHINE:
    case SUBLET_OFFER_KEY_ON_DEMAND_RATE:
    case SUBLET_OFFER_KEY_BID_RATE:
    case SUBLET_OFFER_KEY_RESERVED_RATE:
    default:
      return false;
    }
}

/**
 * sublet_offer_key_get_price_kind:
 * @key: a key
 *
 * Returns: the one kind of price that it is about, whatever the job's is;
 *   SUBLET_PRICE_KIND_UNKNOWN: of no such
 */
SubletPriceKind
sublet_offer_key_get_price_kind (SubletOfferKey key)
{
  if (key == SUBLET_OFFER_KEY_ON_DEMAND_RATE)
    return SUBLET_PRICE_KIND_ON_DEMAND;
  if (key == SUBLET_OFFER_KEY_BID_RATE)
    return SUBLET_PRICE_KIND_INTERRUPTIBLE;
  if (key == SUBLET_OFFER_KEY_RESERVED_RATE)
    return SUBLET_PRICE_KIND_RESERVED;

  return SUBLET_PRICE_KIND_UNKNOWN;
}

/**
 * sublet_offer_key_from_id:
 * @id: (nullable): a column's id
 * @key: (out): the key, untouched when there is none
 *
 * Returns: whether the column is one that offers can be ordered by
 */
bool
sublet_offer_key_from_id (const char *id, SubletOfferKey *key)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SUBLET_TYPE_OFFER_KEY);
  GEnumValue *value = id != NULL ? g_enum_get_value_by_nick (klass, id) : NULL;

  if (value == NULL)
    return false;

  *key = (SubletOfferKey) value->value;
  return true;
}

/**
 * sublet_offer_order_init:
 * @order: (out caller-allocates): the order
 *
 * Cheapest job first, the more reliable of two at the same price.
 */
void
sublet_offer_order_init (SubletOfferOrder *order)
{
  order->first = SUBLET_OFFER_KEY_JOB_RATE;
  order->first_descending = false;
  order->second = SUBLET_OFFER_KEY_RELIABILITY;
  order->second_descending = true;
}

/**
 * sublet_offer_order_equal:
 * @a: an order
 * @b: another
 *
 * Returns: whether both are the same
 */
bool
sublet_offer_order_equal (const SubletOfferOrder *a, const SubletOfferOrder *b)
{
  return a->first == b->first && a->first_descending == b->first_descending &&
         a->second == b->second && a->second_descending == b->second_descending;
}

/**
 * sublet_offer_order_sort_by:
 * @order: (inout): the order
 * @key: what comes first now
 * @descending: its direction
 *
 * What was first before becomes second, as a person expects who clicks one header after another.
 */
void
sublet_offer_order_sort_by (SubletOfferOrder *order, SubletOfferKey key, bool descending)
{
  if (order->first != key)
    {
      order->second = order->first;
      order->second_descending = order->first_descending;
    }
  order->first = key;
  order->first_descending = descending;
}

/**
 * sublet_offer_order_from_strv:
 * @order: (out caller-allocates): the order
 * @columns: (nullable): column ids as in the settings, a minus sign before what descends
 *
 * Ids that this version does not know are skipped; with none left the order is the first one.
 */
void
sublet_offer_order_from_strv (SubletOfferOrder *order, const char *const *columns)
{
  guint n_found = 0;

  sublet_offer_order_init (order);
  for (; columns != NULL && *columns != NULL && n_found < 2; columns++)
    {
      SubletOfferKey key;
      bool descending;

      if (!parse_column (*columns, &key, &descending))
        continue;

      if (n_found == 0)
        {
          order->first = order->second = key;
          order->first_descending = order->second_descending = descending;
        }
      else
        {
          order->second = key;
          order->second_descending = descending;
        }
      n_found++;
    }
}

/**
 * sublet_offer_order_to_strv:
 * @order: an order
 *
 * Returns: (transfer full): what sublet_offer_order_from_strv() reads
 */
char **
sublet_offer_order_to_strv (const SubletOfferOrder *order)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();

  g_ptr_array_add (columns,
                   g_strconcat (order->first_descending ? "-" : "",
                                sublet_offer_key_get_id (order->first),
                                NULL));
  if (order->second != order->first)
    g_ptr_array_add (columns,
                     g_strconcat (order->second_descending ? "-" : "",
                                  sublet_offer_key_get_id (order->second),
                                  NULL));
  g_ptr_array_add (columns, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&columns), FALSE);
}
