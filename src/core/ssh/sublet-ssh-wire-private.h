/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* The forms in which SSH writes things down: bytes, big-endian numbers of 32 bits, and strings that
 * have their length before them. Any thread. Source: RFC 4251, 5. */

/* A piece of somebody else's bytes, or what is left of it. */
typedef struct
{
  const guint8 *data; /* (borrowed) */
  gsize length;
} SubletSshBytes;

/* Each takes one thing off the front; false, and nothing is said of what is left, when it is not
 * whole. */
bool sublet_ssh_wire_take_byte (SubletSshBytes *bytes, guint8 *value);
bool sublet_ssh_wire_take_number (SubletSshBytes *bytes, guint32 *value);
bool sublet_ssh_wire_take_string (SubletSshBytes *bytes, SubletSshBytes *string);

bool sublet_ssh_wire_is_text (const SubletSshBytes *bytes, const char *text);

void sublet_ssh_wire_add_byte (GByteArray *array, guint8 value);
void sublet_ssh_wire_add_number (GByteArray *array, guint32 value);
void sublet_ssh_wire_add_string (GByteArray *array, const void *data, gsize length);

G_END_DECLS
