/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-secret-form-private.h"

#include <string.h>

/* Recognises secrets in bytes of any kind. */

/* As much of a secret at the end of what was cut off is taken for it. */
#define MIN_CUT_BYTES 4

static int
read_hex (const char *text, gsize n_digits, gsize left)
{
  int value = 0;
  gsize i;

  if (left < n_digits)
    return -1;
  for (i = 0; i < n_digits; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }

  return value;
}

/* One byte of a secret however it is written: as it is, %2F, / or \/, with any number of
 * backslashes, for JSON may stand in JSON. Returns how many bytes it takes, 0: it is not there. */
static gsize
match_byte (char byte, const char *text, gsize left)
{
  static const char letters[] = "bfnrt";
  static const char meant[] = "\b\f\n\r\t";
  const char *letter;
  gsize n = 0;

  if (left == 0)
    return 0;
  if (*text == byte && byte != '\\')
    return 1;
  if (*text == '%' && read_hex (text + 1, 2, left - 1) == (guchar) byte)
    return 3;

  while (n < left && text[n] == '\\')
    n++;
  if (n == 0)
    return 0;
  if (byte == '\\')
    return n;
  if (n == left)
    return 0;
  if (text[n] == byte)
    return n + 1;
  if (text[n] == 'u' && read_hex (text + n + 1, 4, left - n - 1) == (guchar) byte)
    return n + 5;

  letter = strchr (letters, text[n]);
  return letter != NULL && meant[letter - letters] == byte ? n + 1 : 0;
}

static bool
is_base64 (char c)
{
  return g_ascii_isalnum (c) || strchr ("+/-_=", c) != NULL;
}

/* Returns the length of what was found at @at, 0: nothing. */
static gsize
match_form (const SubletSecretForm *form, const char *text, gsize length, gsize at)
{
  gsize end = at;
  gsize i;

  for (i = 0; i < form->length; i++)
    {
      gsize step = match_byte (form->text[i], text + end, length - end);

      if (step == 0)
        break;
      end += step;
    }
  /* Of a secret that is cut off the beginning is there. */
  if (i < form->length && (i < MIN_CUT_BYTES || length - end > 6 ||
                           (end < length && text[end] != '%' && text[end] != '\\')))
    return 0;
  if (i < form->length)
    return length - at;

  for (i = 0; form->base64 && i < 3 && end < length && text[end] != '\0' && is_base64 (text[end]);
       i++)
    end++;

  return end - at;
}

/**
 * sublet_secret_set_match: (skip)
 * @self: a set
 * @text: bytes of any kind
 * @length: how many
 * @at: where to look
 *
 * Any thread that has the set for itself.
 *
 * Returns: the length of the secret that begins at @at, as it is, in base64, percent-encoded or
 *   escaped as in JSON, whole or cut off by the end of @text; 0: there is none
 */
gsize
sublet_secret_set_match (const SubletSecretSet *self, const char *text, gsize length, gsize at)
{
  gsize longest = 0;
  guint i;
  guint j;

  if (!self->first[(guchar) text[at]])
    return 0;

  for (i = 0; i < self->secrets->len; i++)
    {
      const GArray *forms = g_ptr_array_index (self->secrets, i);

      for (j = 0; j < forms->len; j++)
        longest =
          MAX (longest, match_form (&g_array_index (forms, SubletSecretForm, j), text, length, at));
    }

  return longest;
}

/**
 * sublet_secret_set_blank: (skip)
 * @self: a set
 * @text: (inout): bytes of any kind
 * @blank: what stands in place of a secret
 *
 * Returns: whether there was one
 */
bool
sublet_secret_set_blank (const SubletSecretSet *self, GString *text, const char *blank)
{
  g_autoptr (GString) clean = NULL;
  gsize copied = 0;
  gsize at = 0;

  while (self->secrets->len > 0 && at < text->len)
    {
      gsize length = sublet_secret_set_match (self, text->str, text->len, at);

      if (length == 0)
        {
          at++;
          continue;
        }
      if (clean == NULL)
        clean = g_string_sized_new (text->len);
      g_string_append_len (clean, text->str + copied, (gssize) (at - copied));
      g_string_append (clean, blank);
      at += length;
      copied = at;
    }
  if (clean == NULL)
    return false;

  g_string_append_len (clean, text->str + copied, (gssize) (text->len - copied));
  explicit_bzero (text->str, text->len);
  g_string_truncate (text, 0);
  g_string_append_len (text, clean->str, (gssize) clean->len);
  return true;
}
