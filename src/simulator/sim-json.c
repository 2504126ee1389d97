/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-json.h"

#include <math.h>
#include <string.h>

static void
append_string (SimJson *self, const char *text)
{
  const char *p;

  g_string_append_c (self->text, '"');

  for (p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == '\\')
        g_string_append_printf (self->text, "\\%c", (char) c);
      else if (c == '\n')
        g_string_append (self->text, "\\n");
      else if (c == '\t')
        g_string_append (self->text, "\\t");
      else if (c < 0x20 || (c > 0x7e && c <= 0xffff && !self->utf8))
        g_string_append_printf (self->text, "\\u%04x", c);
      else if (c > 0xffff && !self->utf8)
        g_string_append_printf (self->text,
                                "\\u%04x\\u%04x",
                                0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
      else
        g_string_append_unichar (self->text, c);
    }

  g_string_append_c (self->text, '"');
}

static void
start_value (SimJson *self, const char *name)
{
  char last = self->text->len > 0 ? self->text->str[self->text->len - 1] : '{';

  if (last != '{' && last != '[')
    g_string_append (self->text, ", ");

  if (name != NULL)
    {
      append_string (self, name);
      g_string_append (self->text, ": ");
    }
}

/**
 * sim_value_string:
 * @text: (nullable): a text that outlives the value
 *
 * Returns: the text as a value, null when there is none
 */
SimValue
sim_value_string (const char *text)
{
  return text == NULL ? SIM_NULL : (SimValue){ .kind = SIM_VALUE_STRING, .string = text };
}

/**
 * sim_value_to_double:
 * @value: a value
 * @number: (out): its number; flags are 0 and 1
 *
 * Returns: whether the value is a number or flag
 */
bool
sim_value_to_double (SimValue value, double *number)
{
  switch (value.kind)
    {
    case SIM_VALUE_BOOL:
      *number = value.boolean ? 1 : 0;
      return true;

    case SIM_VALUE_INT:
      *number = (double) value.integer;
      return true;

    case SIM_VALUE_DOUBLE:
      *number = value.number;
      return true;

    case SIM_VALUE_MISSING:
    case SIM_VALUE_NULL:
    case SIM_VALUE_STRING:
    default:
      return false;
    }
}

/**
 * sim_json_init:
 * @self: a writer; ended with sim_json_finish()
 */
void
sim_json_init (SimJson *self)
{
  self->text = g_string_sized_new (512);
  self->utf8 = false;
}

/**
 * sim_json_finish:
 * @self: a writer whose objects and arrays are all closed
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer full): the text
 */
char *
sim_json_finish (SimJson *self, gsize *length)
{
  if (length != NULL)
    *length = self->text->len;

  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

/**
 * sim_json_begin_object:
 * @self: a writer
 * @name: (nullable): the member
 */
void
sim_json_begin_object (SimJson *self, const char *name)
{
  start_value (self, name);
  g_string_append_c (self->text, '{');
}

/**
 * sim_json_end_object:
 * @self: a writer inside an object
 */
void
sim_json_end_object (SimJson *self)
{
  g_string_append_c (self->text, '}');
}

/**
 * sim_json_begin_array:
 * @self: a writer
 * @name: (nullable): the member
 */
void
sim_json_begin_array (SimJson *self, const char *name)
{
  start_value (self, name);
  g_string_append_c (self->text, '[');
}

/**
 * sim_json_end_array:
 * @self: a writer inside an array
 */
void
sim_json_end_array (SimJson *self)
{
  g_string_append_c (self->text, ']');
}

/**
 * sim_json_null:
 * @self: a writer
 * @name: (nullable): the member
 */
void
sim_json_null (SimJson *self, const char *name)
{
  start_value (self, name);
  g_string_append (self->text, "null");
}

/**
 * sim_json_bool:
 * @self: a writer
 * @name: (nullable): the member
 * @value: the flag
 */
void
sim_json_bool (SimJson *self, const char *name, bool value)
{
  start_value (self, name);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * sim_json_int:
 * @self: a writer
 * @name: (nullable): the member
 * @value: the integer
 */
void
sim_json_int (SimJson *self, const char *name, gint64 value)
{
  start_value (self, name);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * sim_json_double:
 * @self: a writer
 * @name: (nullable): the member
 * @value: the number; written with as few digits as bring back the same bits, NaN as null
 */
void
sim_json_double (SimJson *self, const char *name, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double back;

  if (!isfinite (value))
    {
      sim_json_null (self, name);
      return;
    }

  g_ascii_formatd (digits, sizeof digits, "%.15g", value);
  back = g_ascii_strtod (digits, NULL);
  if (memcmp (&back, &value, sizeof value) != 0)
    g_ascii_formatd (digits, sizeof digits, "%.17g", value);

  start_value (self, name);
  g_string_append (self->text, digits);
  if (strpbrk (digits, ".e") == NULL)
    g_string_append (self->text, ".0");
}

/**
 * sim_json_string:
 * @self: a writer
 * @name: (nullable): the member
 * @value: (nullable): UTF-8; NULL is written as null
 */
void
sim_json_string (SimJson *self, const char *name, const char *value)
{
  if (value == NULL)
    {
      sim_json_null (self, name);
      return;
    }

  start_value (self, name);
  append_string (self, value);
}

/**
 * sim_json_value:
 * @self: a writer
 * @name: (nullable): the member
 * @value: what to write; nothing at all when it is missing
 */
void
sim_json_value (SimJson *self, const char *name, SimValue value)
{
  switch (value.kind)
    {
    case SIM_VALUE_NULL:
      sim_json_null (self, name);
      break;

    case SIM_VALUE_BOOL:
      sim_json_bool (self, name, value.boolean);
      break;

    case SIM_VALUE_INT:
      sim_json_int (self, name, value.integer);
      break;

    case SIM_VALUE_DOUBLE:
      sim_json_double (self, name, value.number);
      break;

    case SIM_VALUE_STRING:
      sim_json_string (self, name, value.string);
      break;

    case SIM_VALUE_MISSING:
    default:
      break;
    }
}

/**
 * sim_json_raw:
 * @self: a writer
 * @name: (nullable): the member
 * @text: JSON that is finished already
 */
void
sim_json_raw (SimJson *self, const char *name, const char *text)
{
  start_value (self, name);
  g_string_append (self->text, text);
}

/**
 * sim_json_epoch:
 * @self: a writer
 * @name: (nullable): the member
 * @epoch_us: Unix microseconds, 0 for none
 *
 * Writes seconds with a fraction, the way the service tells time.
 */
void
sim_json_epoch (SimJson *self, const char *name, gint64 epoch_us)
{
  if (epoch_us == 0)
    sim_json_null (self, name);
  else
    sim_json_double (self, name, (double) epoch_us / G_USEC_PER_SEC);
}
