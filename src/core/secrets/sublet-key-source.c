/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-key-source.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/sublet-error.h"

/* The official client's variable goes first; the other is what third-party tools use.
 * Source: fact sheet 1.2. */
static const char *const variables[] = { "VAST_API_KEY", "VASTAI_API_KEY" };

/* A piece of somebody else's text. */
typedef struct
{
  const char *start;
  gsize length;
} Piece;

/* How many bytes at the start are one blank: what people copy along without seeing it. */
static gsize
measure_blank (const char *start, gsize length)
{
  gunichar c = g_utf8_get_char_validated (start, (gssize) length);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    return 0;
  /* Zero width space, joiners and byte order mark are not white to Unicode. */
  if (c != 0 && (g_unichar_isspace (c) || (c >= 0x200b && c <= 0x200d) || c == 0xfeff))
    return g_unichar_to_utf8 (c, NULL);

  return 0;
}

static Piece
strip (Piece piece)
{
  gsize blank;

  while (piece.length > 0 && (blank = measure_blank (piece.start, piece.length)) > 0)
    {
      piece.start += blank;
      piece.length -= blank;
    }

  while (piece.length > 0)
    {
      gsize last = 1;

      while (last < piece.length && last < 4 &&
             ((guchar) piece.start[piece.length - last] & 0xc0) == 0x80)
        last++;
      if (measure_blank (piece.start + piece.length - last, last) != last)
        break;
      piece.length -= last;
    }

  return piece;
}

static bool
skip_word (Piece *piece, const char *word)
{
  gsize length = strlen (word);

  if (piece->length < length || memcmp (piece->start, word, length) != 0)
    return false;

  piece->start += length;
  piece->length -= length;
  return true;
}

/* The value behind `NAME =`, or FALSE for anything else. */
static bool
read_assignment (Piece line, const char *name, Piece *value)
{
  if (skip_word (&line, "export ") || skip_word (&line, "export\t"))
    line = strip (line);
  if (!skip_word (&line, name))
    return false;
  line = strip (line);
  if (!skip_word (&line, "="))
    return false;

  *value = strip (line);
  return true;
}

/* `NAME=` of any name, as other lines of an environment file have. */
static bool
is_assignment (Piece line)
{
  gsize i;

  if (skip_word (&line, "export ") || skip_word (&line, "export\t"))
    line = strip (line);
  if (line.length == 0 || !(g_ascii_isalpha (*line.start) || *line.start == '_'))
    return false;
  for (i = 0; i < line.length && (g_ascii_isalnum (line.start[i]) || line.start[i] == '_'); i++)
    ;
  line.start += i;
  line.length -= i;
  line = strip (line);

  return line.length > 0 && *line.start == '=';
}

static Piece
unquote (Piece value)
{
  const char *end;

  if (value.length > 0 && (*value.start == '"' || *value.start == '\''))
    {
      end = memchr (value.start + 1, *value.start, value.length - 1);
      if (end != NULL)
        {
          value.length = (gsize) (end - value.start - 1);
          value.start++;
        }
      return strip (value);
    }

  /* A comment begins behind a blank, as in a shell; the blanks before the value are gone already.
   */
  for (end = value.start; end < value.start + value.length; end++)
    {
      if (*end == '#' && (end == value.start || end[-1] == ' ' || end[-1] == '\t'))
        value.length = (gsize) (end - value.start);
    }

  return strip (value);
}

static bool
check_key (Piece key, GError **error)
{
  gsize i;

  if (key.length == 0)
    {
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "key: empty");
      return false;
    }
  if (key.length > SUBLET_KEY_MAX_LENGTH)
    {
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_INVALID,
                   "key: longer than %d characters",
                   SUBLET_KEY_MAX_LENGTH);
      return false;
    }
  for (i = 0; i < key.length; i++)
    {
      if (!g_ascii_isgraph (key.start[i]))
        {
          g_set_error_literal (error,
                               SUBLET_ERROR,
                               SUBLET_ERROR_INVALID,
                               "key: a blank or a character that is not plain ASCII");
          return false;
        }
    }

  return true;
}

static bool
find_key (Piece text, Piece *key, GError **error)
{
  Piece bare = { NULL, 0 };
  Piece named[G_N_ELEMENTS (variables)] = { { NULL, 0 } };
  guint n_bare = 0;
  gsize i;

  while (text.length > 0)
    {
      Piece line = text;
      const char *end;

      for (end = text.start; end < text.start + text.length && *end != '\n' && *end != '\r'; end++)
        ;
      line.length = (gsize) (end - text.start);
      text.start += MIN (line.length + 1, text.length);
      text.length -= MIN (line.length + 1, text.length);

      line = strip (line);
      if (line.length == 0 || *line.start == '#')
        continue;
      for (i = 0; i < G_N_ELEMENTS (variables); i++)
        {
          if (read_assignment (line, variables[i], &named[i]))
            break;
        }
      if (i == G_N_ELEMENTS (variables) && !is_assignment (line))
        {
          bare = line;
          n_bare++;
        }
    }

  for (i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      if (named[i].start != NULL)
        {
          *key = unquote (named[i]);
          return true;
        }
    }

  if (n_bare > 1)
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_INVALID,
                           "key: more than one line, and none of them VAST_API_KEY=");
      return false;
    }

  *key = unquote (bare);
  return true;
}

/**
 * sublet_key_source_take_environment:
 * @variable: (out) (optional) (nullable): the name of the variable that held the key
 * @error: a place for an error
 *
 * Takes the key out of the process's environment, every variable that may hold one: children never
 * inherit it, and its text is overwritten where the kernel shows it. To be called first in main(),
 * while there is one thread.
 *
 * Returns: (transfer full) (nullable): the key; NULL without error when there is none, NULL with
 *   %SUBLET_ERROR_INVALID when the variable holds something else
 */
SecretValue *
sublet_key_source_take_environment (const char **variable, GError **error)
{
  SecretValue *key = NULL;
  bool taken = false;
  gsize i;

  if (variable != NULL)
    *variable = NULL;

  for (i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      char *text = (char *) g_getenv (variables[i]);

      if (text == NULL)
        continue;
      if (!taken && *text != '\0')
        {
          taken = true;
          if (variable != NULL)
            *variable = variables[i];
          key = sublet_key_source_parse (text, strlen (text), error);
        }
      explicit_bzero (text, strlen (text));
      g_unsetenv (variables[i]);
    }

  return key;
}

/**
 * sublet_key_source_parse:
 * @text: (array length=length) (element-type guint8): what was pasted or read; need not be UTF-8
 * @length: its bytes
 * @error: a place for an error
 *
 * Finds the key in a text that is nothing but the key, or that has a line `VAST_API_KEY=…` as an
 * environment file has it: with `export`, quotes, comments, other variables, any line ends. Blanks
 * around the key are dropped, visible or not.
 *
 * Returns: (transfer full) (nullable): the key, or NULL with %SUBLET_ERROR_INVALID; the message
 *   says what is wrong and never what was read
 */
SecretValue *
sublet_key_source_parse (const char *text, gsize length, GError **error)
{
  Piece whole = { text, length };
  Piece key;

  g_return_val_if_fail (text != NULL, NULL);

  if (!find_key (whole, &key, error) || !check_key (key, error))
    return NULL;

  return secret_value_new (key.start, (gssize) key.length, "text/plain");
}
