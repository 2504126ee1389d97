/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-jupyter-token.h"

#include <string.h>

/* What a token is made of that needs no escape in an address; Jupyter's own are hexadecimal. */
#define TOKEN_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
#define MAX_TOKEN 512

/* Before each server's answer: no JSON text holds it. */
#define SEPARATOR '\036'

/*
 * A server writes jpserver-PID.json (before 2021 nbserver-PID.json) into its runtime folder when it
 * starts, for its owner alone, and `jupyter server list` reads the same. One that was killed leaves
 * it behind. Source: jupyter_server, serverapp.py, info_file; jupyter_core, paths.py.
 */
static const char command[] =
  "for f in \"${JUPYTER_RUNTIME_DIR:-/nonexistent}\"/*server-*.json"
  " \"${XDG_DATA_HOME:-$HOME/.local/share}\"/jupyter/runtime/*server-*.json; do"
  " [ -f \"$f\" ] || continue; p=${f##*-}; p=${p%.json};"
  " [ -d \"/proc/$p\" ] || continue;"
  " printf '\\036'; head -c 4096 \"$f\"; done";

const char *
sublet_jupyter_token_get_command (void)
{
  return command;
}

/* ---- one server: a flat object, read where it lies, so that there is no copy to wipe ---- */

typedef struct
{
  const char *data; /* (borrowed) */
  gsize length;
} Piece;

typedef struct
{
  const char *at;
  const char *end;
} Reader;

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end && g_ascii_isspace (*reader->at))
    reader->at++;
}

static bool
skip_character (Reader *reader, char wanted)
{
  skip_space (reader);
  if (reader->at == reader->end || *reader->at != wanted)
    return false;
  reader->at++;

  return true;
}

/* As it stands, its escapes included. */
static bool
read_string (Reader *reader, Piece *piece)
{
  if (!skip_character (reader, '"'))
    return false;

  piece->data = reader->at;
  while (reader->at < reader->end && *reader->at != '"')
    reader->at += *reader->at == '\\' && reader->at + 1 < reader->end ? 2 : 1;
  if (reader->at >= reader->end)
    return false;
  piece->length = (gsize) (reader->at - piece->data);
  reader->at++;

  return true;
}

/* A number, or a word. */
static bool
read_word (Reader *reader, Piece *piece)
{
  piece->data = reader->at;
  while (reader->at < reader->end &&
         (g_ascii_isalnum (*reader->at) || strchr ("+-.", *reader->at) != NULL))
    reader->at++;
  piece->length = (gsize) (reader->at - piece->data);

  return piece->length > 0;
}

static bool
read_value (Reader *reader, Piece *piece)
{
  skip_space (reader);

  return reader->at < reader->end &&
         (*reader->at == '"' ? read_string (reader, piece) : read_word (reader, piece));
}

static bool
is_piece (const Piece *piece, const char *text)
{
  return piece->length == strlen (text) && memcmp (piece->data, text, piece->length) == 0;
}

typedef struct
{
  Piece port;
  Piece token;
  Piece secure;
} Server;

static bool
read_server (Reader *reader, Server *server)
{
  *server = (Server){ 0 };
  if (!skip_character (reader, '{'))
    return false;

  do
    {
      Piece name;
      Piece value;

      if (!read_string (reader, &name) || !skip_character (reader, ':') ||
          !read_value (reader, &value))
        return false;
      if (is_piece (&name, "port"))
        server->port = value;
      else if (is_piece (&name, "token"))
        server->token = value;
      else if (is_piece (&name, "secure"))
        server->secure = value;
    }
  while (skip_character (reader, ','));

  return skip_character (reader, '}');
}

static bool
is_token (const Piece *piece)
{
  gsize i;

  for (i = 0; i < piece->length; i++)
    if (piece->data[i] == '\0' || strchr (TOKEN_CHARACTERS, piece->data[i]) == NULL)
      return false;

  return piece->length > 0 && piece->length <= MAX_TOKEN;
}

/**
 * sublet_jupyter_token_find:
 * @answer: what the command has said
 * @port: of 127.0.0.1 there
 * @secure: (out): whether the server speaks TLS; set when there is one
 *
 * What cannot be read is no server's; a server without a token asks for none.
 *
 * Returns: (transfer full) (nullable): the token of the server on that port
 */
SecretValue *
sublet_jupyter_token_find (GBytes *answer, guint16 port, bool *secure)
{
  g_autofree char *wanted = g_strdup_printf ("%u", port);
  gsize length = 0;
  const char *data = g_bytes_get_data (answer, &length);
  const char *end = data + length;
  const char *at = data != NULL ? memchr (data, SEPARATOR, length) : NULL;

  while (at != NULL)
    {
      const char *next = memchr (at + 1, SEPARATOR, (gsize) (end - at - 1));
      Reader reader = { at + 1, next != NULL ? next : end };
      Server server;

      if (read_server (&reader, &server) && is_piece (&server.port, wanted) &&
          is_token (&server.token))
        {
          *secure = is_piece (&server.secure, "true");
          return secret_value_new (server.token.data, (gssize) server.token.length, "text/plain");
        }
      at = next;
    }

  return NULL;
}
