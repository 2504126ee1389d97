/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-json.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include <math.h>

/* A double holds integers up to here without loss; an id or count beyond it is nonsense. */
#define MAX_EXACT_INTEGER 9007199254740992.0

static JsonNode *
get_value (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

/**
 * sublet_json_node_to_double:
 * @node: (nullable): a value
 * @value: (out): the number
 *
 * Reads integers, floats and numbers written as text, whatever the locale.
 *
 * Returns: whether @node holds a finite number
 */
bool
sublet_json_node_to_double (JsonNode *node, double *value)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return false;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_INT64:
      *value = (double) json_node_get_int (node);
      return true;

    case G_TYPE_DOUBLE:
      *value = json_node_get_double (node);
      return isfinite (*value);

    case G_TYPE_STRING:
      {
        g_autofree char *text = g_strstrip (g_strdup (json_node_get_string (node)));
        char *end = NULL;

        /* strtod also reads hexadecimal, "inf" and "nan"; JSON has none of them. */
        if (*text == '\0' || text[strspn (text, "+-.0123456789eE")] != '\0')
          return false;
        *value = g_ascii_strtod (text, &end);
        return *end == '\0' && isfinite (*value);
      }

    default:
      return false;
    }
}

/* An int64 that came as an integer keeps all its bits; one that came as a float or text must fit.
 */
static bool
node_to_int (JsonNode *node, gint64 *value)
{
  double number;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return true;
    }

  if (!sublet_json_node_to_double (node, &number) || fabs (number) > MAX_EXACT_INTEGER)
    return false;

  *value = llround (number);
  return true;
}

/**
 * sublet_json_opt_double:
 * @object: (nullable): an object
 * @member: the field
 * @fallback: what a missing number is, often NAN
 *
 * Returns: the number or @fallback
 */
double
sublet_json_opt_double (JsonObject *object, const char *member, double fallback)
{
  double value;

  return sublet_json_node_to_double (get_value (object, member), &value) ? value : fallback;
}

/**
 * sublet_json_opt_int:
 * @object: (nullable): an object
 * @member: the field
 * @fallback: what a missing number is
 *
 * Floats are rounded to the nearest integer.
 *
 * Returns: the number or @fallback
 */
gint64
sublet_json_opt_int (JsonObject *object, const char *member, gint64 fallback)
{
  gint64 value;

  return node_to_int (get_value (object, member), &value) ? value : fallback;
}

/**
 * sublet_json_opt_bool:
 * @object: (nullable): an object
 * @member: the field
 * @fallback: what a missing flag is
 *
 * The service sends some flags as 0 and 1.
 *
 * Returns: the flag or @fallback
 */
bool
sublet_json_opt_bool (JsonObject *object, const char *member, bool fallback)
{
  JsonNode *node = get_value (object, member);
  double number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  if (json_node_get_value_type (node) != G_TYPE_STRING &&
      sublet_json_node_to_double (node, &number))
    return number < 0 || number > 0;

  return fallback;
}

/**
 * sublet_json_dup_opt_string:
 * @object: (nullable): an object
 * @member: the field
 *
 * Text without blanks at its ends; the service leaves newlines there. Always UTF-8: json-glib makes
 * something else of half a surrogate pair.
 *
 * Returns: (transfer full) (nullable): the text, NULL when missing or empty
 */
char *
sublet_json_dup_opt_string (JsonObject *object, const char *member)
{
  JsonNode *node = get_value (object, member);
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  text = g_strstrip (g_utf8_make_valid (json_node_get_string (node), -1));

  return *text == '\0' ? NULL : g_steal_pointer (&text);
}

/**
 * sublet_json_get_opt_object:
 * @object: (nullable): an object
 * @member: the field
 *
 * Returns: (transfer none) (nullable): the object there, NULL when there is none
 */
JsonObject *
sublet_json_get_opt_object (JsonObject *object, const char *member)
{
  JsonNode *node = get_value (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * sublet_json_get_opt_array:
 * @object: (nullable): an object
 * @member: the field
 *
 * Returns: (transfer none) (nullable): the array there, NULL when there is none
 */
JsonArray *
sublet_json_get_opt_array (JsonObject *object, const char *member)
{
  JsonNode *node = get_value (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * sublet_json_has_value:
 * @object: (nullable): an object
 * @member: the field
 *
 * Returns: whether the field is there and not null
 */
bool
sublet_json_has_value (JsonObject *object, const char *member)
{
  return get_value (object, member) != NULL;
}

/**
 * sublet_json_opt_rate_nusd:
 * @object: (nullable): an object
 * @member: the field, in dollars per unit
 *
 * Returns: nano-dollars per unit, SUBLET_MONEY_UNKNOWN when missing or nonsense
 */
gint64
sublet_json_opt_rate_nusd (JsonObject *object, const char *member)
{
  gint64 rate_nusd;

  sublet_money_nusd_from_usd (sublet_json_opt_double (object, member, NAN), &rate_nusd);
  return rate_nusd;
}

/**
 * sublet_json_opt_amount_uusd:
 * @object: (nullable): an object
 * @member: the field, in dollars
 *
 * Returns: micro-dollars, SUBLET_MONEY_UNKNOWN when missing or nonsense
 */
gint64
sublet_json_opt_amount_uusd (JsonObject *object, const char *member)
{
  gint64 amount_uusd;

  sublet_money_uusd_from_usd (sublet_json_opt_double (object, member, NAN), &amount_uusd);
  return amount_uusd;
}

/**
 * sublet_json_opt_epoch_us:
 * @object: (nullable): an object
 * @member: the field, in Unix seconds, usually with a fraction
 *
 * Returns: Unix microseconds, 0 when missing or outside 1970 to 3000
 */
gint64
sublet_json_opt_epoch_us (JsonObject *object, const char *member)
{
  double seconds = sublet_json_opt_double (object, member, NAN);

  return seconds > 0 && seconds < 32503680000.0 ? llround (seconds * 1e6) : 0;
}

/**
 * sublet_json_need_int:
 * @object: (nullable): an object
 * @member: the field
 * @value: (out): the number
 * @error: SUBLET_ERROR_PROTOCOL
 *
 * Returns: whether the field holds a number
 */
bool
sublet_json_need_int (JsonObject *object, const char *member, gint64 *value, GError **error)
{
  if (node_to_int (get_value (object, member), value))
    return true;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "field \"%s\" is no integer", member);
  return false;
}

/**
 * sublet_json_need_double:
 * @object: (nullable): an object
 * @member: the field
 * @value: (out): the number
 * @error: SUBLET_ERROR_PROTOCOL
 *
 * Returns: whether the field holds a finite number
 */
bool
sublet_json_need_double (JsonObject *object, const char *member, double *value, GError **error)
{
  if (sublet_json_node_to_double (get_value (object, member), value))
    return true;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "field \"%s\" is no number", member);
  return false;
}
