/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-reply-mask-private.h"

#include <string.h>

/*
 * Blanks out of a reply what may be secret. It works on bytes, because the replies it sees are
 * those that could not be read: broken, cut, with NULs, in no encoding. Where it cannot tell how
 * far a secret value reaches it takes too much.
 */

/* Whether what follows a quote is what follows the end of a string. A quote that got into the
 * middle of a secret is not its end. */
static bool
is_end_of_string (const char *after, const char *end)
{
  while (after < end && g_ascii_isspace (*after))
    after++;

  return after >= end || (*after != '\0' && strchr (",}]:", *after) != NULL);
}

/* Whether the text that begins here is the next name. */
static bool
is_next_name (const SubletReplyScan *scan)
{
  const char *close = sublet_reply_find_quote (scan->at + 1, scan->end, 0);
  const char *after = close != NULL ? sublet_reply_skip_noise (close + 1, scan->end) : scan->end;

  return after < scan->end && *after == ':' &&
         sublet_reply_is_name (scan->at + 1, (gsize) (close - scan->at - 1));
}

static void
blank_string (SubletReplyScan *scan)
{
  const char *close = sublet_reply_find_quote (scan->at + 1, scan->end, 0);

  while (close != NULL && !is_end_of_string (close + 1, scan->end))
    close = sublet_reply_find_quote (close + 1, scan->end, 0);

  g_string_append_c (scan->out, '"');
  scan->at++;
  sublet_reply_blank_string (scan, close != NULL ? close : scan->end);
  if (close == NULL)
    return;

  g_string_append_c (scan->out, '"');
  scan->at++;
  /* It was a name: the bracket before it is lost. */
  close = sublet_reply_skip_noise (scan->at, scan->end);
  if (close < scan->end && *close == ':')
    sublet_reply_blank_shape (scan, false);
}

/* A value of JSON that stands in a string: up to its own end, or that of the string around it. */
static void
blank_inner_string (SubletReplyScan *scan, gsize n_backslashes)
{
  const char *from = scan->at + n_backslashes + 1;
  const char *close = sublet_reply_find_quote (from, scan->end, n_backslashes);
  gsize n = 0;

  g_string_append_len (scan->out, scan->at, (gssize) (n_backslashes + 1));
  g_string_append (scan->out, SUBLET_REPLY_BLANK);
  if (close == NULL)
    {
      scan->at = scan->end;
      return;
    }

  while (close > from && n < n_backslashes && close[-1] == '\\')
    {
      close--;
      n++;
    }
  scan->at = close;
  if (n == n_backslashes)
    {
      g_string_append_len (scan->out, close, (gssize) (n + 1));
      scan->at += n + 1;
    }
}

static bool
is_punctuation_to_quote (const SubletReplyScan *scan)
{
  const char *at = scan->at;

  while (at < scan->end && *at != '"' &&
         (sublet_reply_is_noise (*at) || strchr (",}]", *at) != NULL))
    at++;

  return at >= scan->end || *at == '"';
}

/* A number or a truth keeps its type; anything else that is not quoted is blanked to the next
 * quote. */
static void
blank_bare (SubletReplyScan *scan)
{
  const char *end = scan->at;
  const char *quote;

  while (end < scan->end && (sublet_reply_is_name_byte (*end) || *end == '+'))
    end++;
  if (end > scan->at && is_end_of_string (end, scan->end))
    {
      gsize before = scan->out->len;

      /* A word that is followed by nothing but punctuation is all there is. */
      sublet_reply_blank_word (scan);
      if (scan->out->str[before] != 'x' || is_punctuation_to_quote (scan))
        return;
      g_string_truncate (scan->out, before);
    }

  /* A backslash that lost its quote, and then one that begins the value. */
  end = scan->at;
  while (end < scan->end && (sublet_reply_is_noise (*end) || strchr ("\\{}[]:,", *end) != NULL))
    end++;
  if (end > scan->at && end < scan->end && *end == '"')
    {
      g_string_append_len (scan->out, scan->at, (gssize) (end - scan->at));
      scan->at = end;
      blank_string (scan);
      return;
    }

  quote = memchr (scan->at, '"', (gsize) (scan->end - scan->at));
  g_string_append (scan->out, SUBLET_REPLY_BLANK);
  scan->at = quote != NULL ? quote : scan->end;
}

static void
blank_value (SubletReplyScan *scan, SubletReplyFollows follows)
{
  gsize n_backslashes = 0;

  while (scan->at + n_backslashes < scan->end && scan->at[n_backslashes] == '\\')
    n_backslashes++;

  if (scan->at >= scan->end || (follows == SUBLET_REPLY_FOLLOWS_PERHAPS && is_next_name (scan)))
    return;
  if (*scan->at == '"')
    blank_string (scan);
  else if (n_backslashes > 0 && scan->at + n_backslashes < scan->end &&
           scan->at[n_backslashes] == '"')
    blank_inner_string (scan, n_backslashes);
  else if (*scan->at == '{' || *scan->at == '[')
    sublet_reply_blank_shape (scan, true);
  else if (strchr (",}]", *scan->at) != NULL)
    /* Something is lost here, and it may be what a value began with. */
    sublet_reply_blank_shape (scan, false);
  else
    blank_bare (scan);
}

static void
blank_named (SubletReplyScan *scan)
{
  while (scan->at < scan->end)
    {
      SubletReplyFollows follows;
      char letter;

      if (sublet_reply_read_name_byte (scan->at, scan->end, &letter) == 0)
        {
          g_string_append_c (scan->out, *scan->at++);
          continue;
        }

      follows = sublet_reply_copy_name (scan) ? sublet_reply_copy_separator (scan)
                                              : SUBLET_REPLY_FOLLOWS_NOTHING;
      if (follows != SUBLET_REPLY_FOLLOWS_NOTHING)
        blank_value (scan, follows);
    }
}

/**
 * sublet_reply_mask: (skip)
 * @text: a reply, JSON or not, whole or cut, in any encoding or none
 * @length: its length in bytes
 * @masking: how much is blanked out
 * @secrets: what must not be in it, whatever stands before it
 *
 * What stumbles over the reply is meant to stumble over the result as well: texts stay texts,
 * numbers numbers, and what is broken stays broken. Any thread that has @secrets for itself.
 *
 * Returns: (transfer full): what may be kept; as little a text as @text was
 */
GString *
sublet_reply_mask (const char *text,
                   gsize length,
                   SubletReplyMasking masking,
                   const SubletSecretSet *secrets)
{
  g_autoptr (GString) known = g_string_new_len (text, (gssize) length);
  SubletReplyScan scan = { NULL };

  sublet_secret_set_blank (secrets, known, SUBLET_REPLY_BLANK);
  scan.at = known->str;
  scan.end = known->str + known->len;
  scan.out = g_string_sized_new (known->len);
  if (masking == SUBLET_REPLY_MASKING_SHAPE)
    sublet_reply_blank_shape (&scan, false);
  else
    blank_named (&scan);
  /* Nothing that was put together here is one. */
  sublet_secret_set_blank (secrets, scan.out, SUBLET_REPLY_BLANK);
  explicit_bzero (known->str, known->len);

  return scan.out;
}
