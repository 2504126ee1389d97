/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-wire-private.h"

#include <string.h>

bool
sublet_ssh_wire_take_byte (SubletSshBytes *bytes, guint8 *value)
{
  if (bytes->length < 1)
    return false;

  *value = *bytes->data++;
  bytes->length--;

  return true;
}

bool
sublet_ssh_wire_take_number (SubletSshBytes *bytes, guint32 *value)
{
  guint32 big;

  if (bytes->length < sizeof big)
    return false;

  memcpy (&big, bytes->data, sizeof big);
  *value = GUINT32_FROM_BE (big);
  bytes->data += sizeof big;
  bytes->length -= sizeof big;

  return true;
}

bool
sublet_ssh_wire_take_string (SubletSshBytes *bytes, SubletSshBytes *string)
{
  guint32 length;

  if (!sublet_ssh_wire_take_number (bytes, &length) || bytes->length < length)
    return false;

  *string = (SubletSshBytes){ bytes->data, length };
  bytes->data += length;
  bytes->length -= length;

  return true;
}

bool
sublet_ssh_wire_is_text (const SubletSshBytes *bytes, const char *text)
{
  return bytes->length == strlen (text) && memcmp (bytes->data, text, bytes->length) == 0;
}

void
sublet_ssh_wire_add_byte (GByteArray *array, guint8 value)
{
  g_byte_array_append (array, &value, 1);
}

void
sublet_ssh_wire_add_number (GByteArray *array, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (array, (const guint8 *) &big, sizeof big);
}

void
sublet_ssh_wire_add_string (GByteArray *array, const void *data, gsize length)
{
  sublet_ssh_wire_add_number (array, (guint32) length);
  g_byte_array_append (array, data, (guint) length);
}
