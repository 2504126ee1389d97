/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-launch-private.h"

#include "core/base/sublet-error.h"

#include <gio/gio.h>
#include <string.h>

/*
 * What of a launch is secret, as text: packed for the wire, or listed for a keyring item.
 *
 * The list is lines of our own rather than JSON, since json-glib leaves copies behind that nobody
 * wipes: "sublet-secrets 1", then for each secret its kind, for a variable its name, the length of
 * the value in bytes, and the value on the lines that follow.
 */

#define SECRETS_HEADER "sublet-secrets 1\n"

/* Written to a file first: with the script on its standard input, whatever the script calls would
 * read the rest of it, and as an argument everybody inside could read it. */
#define UNPACK_BEFORE "f=$(mktemp)&&echo "
#define UNPACK_AFTER "|base64 -d|gunzip>$f&&bash $f"

/* A script that is larger cannot become small enough; text packs to a tenth at the very best. */
#define MAX_SCRIPT_SIZE (1024 * 1024)

/* Returns: (transfer full) (nullable): @text compressed, in at most @max_size bytes. */
static guint8 *
compress (const char *text, gsize max_size, gsize *size)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autofree guint8 *packed = g_malloc (max_size);
  gsize length = strlen (text);
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize read = 0;

  *size = 0;
  while (result == G_CONVERTER_CONVERTED && *size < max_size)
    {
      gsize bytes_read = 0;
      gsize bytes_written = 0;

      result = g_converter_convert (G_CONVERTER (zlib),
                                    text + read,
                                    length - read,
                                    packed + *size,
                                    max_size - *size,
                                    G_CONVERTER_INPUT_AT_END,
                                    &bytes_read,
                                    &bytes_written,
                                    NULL);
      read += bytes_read;
      *size += bytes_written;
    }

  if (result != G_CONVERTER_FINISHED)
    {
      explicit_bzero (packed, max_size);
      return NULL;
    }
  return g_steal_pointer (&packed);
}

/**
 * sublet_launch_dup_packed_onstart:
 * @self: a launch
 *
 * The on-start script as it is sent: as it is where it has up to SUBLET_LAUNCH_MAX_ONSTART
 * characters, else as one line that unpacks and runs it with bash. Source: fact sheet 3.1,
 * "longer: gzip+base64 one-liner".
 *
 * Returns: (transfer full) (nullable): for sublet_launch_free_secret(); NULL: there is no script,
 * or it does not fit even when packed
 */
char *
sublet_launch_dup_packed_onstart (SubletLaunch *self)
{
  const gsize most =
    (SUBLET_LAUNCH_MAX_ONSTART - strlen (UNPACK_BEFORE) - strlen (UNPACK_AFTER)) / 4 * 3;
  g_autofree guint8 *packed = NULL;
  char *encoded;
  char *line;
  gsize size;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  if (self->onstart == NULL || strlen (self->onstart) > MAX_SCRIPT_SIZE)
    return NULL;
  if (g_utf8_validate (self->onstart, -1, NULL) &&
      g_utf8_strlen (self->onstart, -1) <= SUBLET_LAUNCH_MAX_ONSTART)
    return g_strdup (self->onstart);

  packed = compress (self->onstart, most, &size);
  if (packed == NULL)
    return NULL;
  encoded = g_base64_encode (packed, size);
  explicit_bzero (packed, most);
  line = g_strconcat (UNPACK_BEFORE, encoded, UNPACK_AFTER, NULL);
  sublet_launch_free_secret (encoded);

  return line;
}

/* Counts where @into is NULL, else writes what was counted. */
static gsize
write_secret (char *into, const char *kind, const char *name, const char *value)
{
  g_autofree char *head = NULL;
  gsize length;

  if (value == NULL)
    return 0;
  head = g_strdup_printf ("%s%s%s %" G_GSIZE_FORMAT "\n",
                          kind,
                          name != NULL ? " " : "",
                          name != NULL ? name : "",
                          strlen (value));
  length = strlen (head) + strlen (value) + 1;
  if (into != NULL)
    {
      memcpy (into, head, strlen (head));
      memcpy (into + strlen (head), value, strlen (value));
      into[length - 1] = '\n';
    }

  return length;
}

static gsize
write_secrets (SubletLaunch *self, char *into)
{
  gsize n = strlen (SECRETS_HEADER);
  guint i;

  if (into != NULL)
    memcpy (into, SECRETS_HEADER, n);
  for (i = 0; i < self->env->len; i++)
    {
      const SubletLaunchEnv *env = &g_array_index (self->env, SubletLaunchEnv, i);

      n += write_secret (into != NULL ? into + n : NULL, "env", env->name, env->value);
    }
  n += write_secret (into != NULL ? into + n : NULL, "onstart", NULL, self->onstart);
  n += write_secret (into != NULL ? into + n : NULL, "registry", NULL, self->registry_password);

  return n;
}

/**
 * sublet_launch_dup_secrets:
 * @self: a launch that is valid
 *
 * All of its secrets, for one item of a keyring.
 *
 * Returns: (transfer full) (nullable): for sublet_launch_free_secret(); NULL: it has none
 */
char *
sublet_launch_dup_secrets (SubletLaunch *self)
{
  gsize size;
  char *text;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  size = write_secrets (self, NULL);
  if (size == strlen (SECRETS_HEADER))
    return NULL;
  /* In one piece: a text that grows leaves its smaller self behind. */
  text = g_malloc (size + 1);
  write_secrets (self, text);
  text[size] = '\0';

  return text;
}

/* One entry. @value points into @text and is not terminated. Returns the next one, NULL: malformed.
 */
static const char *
read_secret (const char *text, char **kind, char **name, const char **value, gsize *length)
{
  const char *end = strchr (text, '\n');
  g_autofree char *head = NULL;
  g_auto (GStrv) words = NULL;
  guint64 number;
  guint n;

  if (end == NULL)
    return NULL;
  head = g_strndup (text, (gsize) (end - text));
  words = g_strsplit (head, " ", 4);
  n = g_strv_length (words);
  if (n < 2 || n > 3 ||
      !g_ascii_string_to_unsigned (words[n - 1], 10, 0, G_MAXINT32, &number, NULL) ||
      strnlen (end + 1, number + 1) <= number || end[1 + number] != '\n')
    return NULL;

  *kind = g_strdup (words[0]);
  *name = n == 3 ? g_strdup (words[1]) : NULL;
  *value = end + 1;
  *length = number;
  return end + 1 + number + 1;
}

/* What the launch does not name is left out: the recipe may have been changed elsewhere. */
static void
apply_secret (SubletLaunch *self, const char *kind, const char *name, const char *value)
{
  guint i;

  if (g_str_equal (kind, "onstart") && self->onstart_missing)
    sublet_launch_set_onstart (self, value);
  if (g_str_equal (kind, "registry") && self->registry_user != NULL &&
      self->registry_password == NULL)
    self->registry_password = g_strdup (value);
  if (!g_str_equal (kind, "env") || name == NULL)
    return;
  for (i = 0; i < self->env->len; i++)
    {
      const SubletLaunchEnv *env = &g_array_index (self->env, SubletLaunchEnv, i);

      if (env->value == NULL && g_str_equal (env->name, name))
        {
          sublet_launch_set_env_value (self, i, value);
          break;
        }
    }
}

/**
 * sublet_launch_apply_secrets:
 * @self: a launch that names secrets without having them
 * @text: what sublet_launch_dup_secrets() made
 * @error: SUBLET_ERROR_PROTOCOL: it is something else; what could be read is applied
 *
 * Fills in what is missing. What is there already stays, what is not named is left out.
 *
 * Returns: whether all of it could be read
 */
gboolean
sublet_launch_apply_secrets (SubletLaunch *self, const char *text, GError **error)
{
  const char *at;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  at = g_str_has_prefix (text, SECRETS_HEADER) ? text + strlen (SECRETS_HEADER) : NULL;
  while (at != NULL && *at != '\0')
    {
      g_autofree char *kind = NULL;
      g_autofree char *name = NULL;
      const char *value = NULL;
      gsize length = 0;

      at = read_secret (at, &kind, &name, &value, &length);
      if (at != NULL)
        {
          char *copy = g_strndup (value, length);

          apply_secret (self, kind, name, copy);
          sublet_launch_free_secret (copy);
        }
    }

  if (at == NULL)
    g_set_error_literal (error,
                         SUBLET_ERROR,
                         SUBLET_ERROR_PROTOCOL,
                         "secrets of a launch: not in the form that is known");
  return at != NULL;
}
