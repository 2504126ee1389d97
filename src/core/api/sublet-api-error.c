/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-api-error-private.h"

#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"

#include <string.h>

/* As much of what the service says as a person would read. Source: fact sheet 9.1. */
#define MAX_WORDS 300

/* Longer waits are nonsense; the caller decides again after this one. */
#define MAX_RETRY_AFTER_MS (10 * 60 * 1000)

static bool
contains (const char *text, const char *part)
{
  return text != NULL && strstr (text, part) != NULL;
}

static bool
contains_any (const char *text, const char *const *parts)
{
  g_autofree char *lower = NULL;
  gsize i;

  if (text == NULL)
    return false;

  lower = g_ascii_strdown (text, -1);
  for (i = 0; parts[i] != NULL; i++)
    {
      if (strstr (lower, parts[i]) != NULL)
        return true;
    }

  return false;
}

/* "error 404/3603: no_such_ask Instance type …": the part before the words is for nobody. */
static const char *
skip_prefix (const char *text)
{
  const char *colon;

  if (!g_str_has_prefix (text, "error "))
    return text;

  colon = strstr (text, ": ");
  return colon != NULL && g_ascii_isdigit (text[strlen ("error ")]) ? colon + 2 : text;
}

/* One line of printable UTF-8, cut to what a person would read. */
static char *
clean (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_autoptr (GString) line = g_string_new (NULL);
  const char *at;
  glong n = 0;

  for (at = skip_prefix (g_strstrip (valid)); *at != '\0' && n < MAX_WORDS; n++)
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (line, g_unichar_isprint (c) ? c : ' ');
      at = g_utf8_next_char (at);
    }

  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

static gint64
seconds_to_ms (double seconds)
{
  return seconds > 0 ? (gint64) MIN (seconds * 1000, (double) MAX_RETRY_AFTER_MS) : 0;
}

/* `new_contract` of a body that is not whole: taken only when the number's end is seen. */
static gint64
find_contract (const char *body, gsize length)
{
  static const char member[] = "\"new_contract\"";
  const char *end = body + length;
  const char *at = g_strstr_len (body, (gssize) length, member);
  gint64 value = 0;

  if (at == NULL)
    return 0;

  at += strlen (member);
  while (at < end && (g_ascii_isspace (*at) || *at == ':' || *at == '"'))
    at++;
  while (at < end && g_ascii_isdigit (*at) && value < G_MAXINT64 / 100)
    value = value * 10 + (*at++ - '0');

  return at < end && !g_ascii_isalnum (*at) ? value : 0;
}

static bool
looks_like_html (const char *body, gsize length)
{
  const char *end = body + length;

  while (body < end && g_ascii_isspace (*body))
    body++;

  return body < end && *body == '<';
}

/**
 * sublet_api_answer_read_object:
 * @answer: (out caller-allocates): memory of any content; to be cleared
 * @status: the HTTP status
 * @object: (nullable): the body
 */
void
sublet_api_answer_read_object (SubletApiAnswer *answer, int status, JsonObject *object)
{
  static const char *const members[] = { "msg", "message", "detail", "error" };
  gint64 new_contract = sublet_json_opt_int (object, "new_contract", 0);
  gsize i;

  *answer = (SubletApiAnswer){ .status = status, .parsed = object != NULL };
  answer->error_code = sublet_json_dup_opt_string (object, "error");
  answer->retry_after_ms = seconds_to_ms (sublet_json_opt_double (object, "retry_after", 0));
  answer->new_contract = MAX (new_contract, 0);
  answer->success_false = !sublet_json_opt_bool (object, "success", true);

  for (i = 0; i < G_N_ELEMENTS (members) && answer->words == NULL; i++)
    {
      g_autofree char *text = sublet_json_dup_opt_string (object, members[i]);

      if (text != NULL)
        answer->words = clean (text, strlen (text));
    }
}

/**
 * sublet_api_answer_read:
 * @answer: (out caller-allocates): memory of any content; to be cleared
 * @status: the HTTP status
 * @body: the body or its beginning
 * @length: its length in bytes
 *
 * Never fails: what cannot be read is said to be so.
 */
void
sublet_api_answer_read (SubletApiAnswer *answer, int status, const char *body, gsize length)
{
  g_autoptr (JsonNode) node = sublet_json_parse (body, length, NULL);

  if (node != NULL)
    {
      sublet_api_answer_read_object (answer, status, json_node_get_object (node));
      return;
    }

  *answer = (SubletApiAnswer){ .status = status };
  answer->html = looks_like_html (body, length);
  answer->words = answer->html ? NULL : clean (body, length);
  answer->empty = !answer->html && answer->words == NULL;
  answer->new_contract = find_contract (body, length);
}

/**
 * sublet_api_answer_clear:
 * @answer: an answer
 */
void
sublet_api_answer_clear (SubletApiAnswer *answer)
{
  g_clear_pointer (&answer->error_code, g_free);
  g_clear_pointer (&answer->words, g_free);
}

/**
 * sublet_api_answer_is_bad_key:
 * @answer: an answer
 *
 * A bad key comes with 401, 403 or 404, and a key that merely lacks a permission with 401 or 403.
 * What tells them apart is the body; a 401 that says nothing is taken for a bad key.
 * Source: fact sheet 1.3, 1.6, 1.7.
 *
 * Returns: whether the service does not accept the key at all
 */
bool
sublet_api_answer_is_bad_key (const SubletApiAnswer *answer)
{
  static const char *const permission_words[] = {
    "permission", "scope", "not authorized", "not allowed", "two factor", "forbidden", "team", NULL,
  };

  if (answer->html || (answer->status < 400 && !answer->success_false))
    return false;
  if (g_strcmp0 (answer->error_code, "auth_error") == 0 ||
      contains (answer->words, "Invalid user key") || contains (answer->words, "requires login") ||
      contains (answer->words, "Session expired"))
    return true;
  if (answer->status != 401)
    return false;

  return (answer->error_code == NULL || g_str_equal (answer->error_code, "unauthorized")) &&
         !contains_any (answer->words, permission_words);
}

/**
 * sublet_api_answer_is_offer_gone:
 * @answer: an answer to a create
 *
 * Returns: whether the service says in so many words that the offer is not there
 */
bool
sublet_api_answer_is_offer_gone (const SubletApiAnswer *answer)
{
  return answer->parsed &&
         (contains (answer->error_code, "no_such_ask") || contains (answer->words, "no_such_ask"));
}

/* The service's own no: not a proxy's page, and not the beginning of something else. */
static bool
is_refusal (const SubletApiAnswer *answer)
{
  if (answer->parsed)
    return answer->status >= 400 || answer->success_false;

  return !answer->html && answer->status >= 400 && answer->status <= 499;
}

/**
 * sublet_api_answer_is_key_there:
 * @answer: an answer, no success, to a public key that was to be registered or attached
 *
 * The words of the instance are known, "SSH key already associated with instance."; those of the
 * account only by what they say. Other things may be "already" so too, a limit reached for one.
 * Source: fact sheet 6.1, 6.2.
 *
 * Returns: whether the service says that the key is there
 */
bool
sublet_api_answer_is_key_there (const SubletApiAnswer *answer)
{
  static const char *const there[] = {
    "already exist",      "already_exist", "already registered", "already associated",
    "already attached",   "already added", "already in use",     "already uploaded",
    "already been added", "duplicate",     "key exists",         NULL,
  };

  if (!is_refusal (answer) || answer->status == 429 || sublet_api_answer_is_bad_key (answer))
    return false;

  return contains_any (answer->error_code, there) || contains_any (answer->words, there);
}

/**
 * sublet_api_answer_is_team_refusal:
 * @answer: an answer that is no success
 *
 * Source: fact sheet 1.5.
 *
 * Returns: whether the account is a team's, which has no keys of its own
 */
bool
sublet_api_answer_is_team_refusal (const SubletApiAnswer *answer)
{
  static const char word[] = "team_ssh_keys_not_supported";

  return is_refusal (answer) &&
         (contains (answer->error_code, word) || contains (answer->words, word));
}

static SubletError
get_code (const SubletApiAnswer *answer)
{
  static const char *const no_credit[] = {
    "insufficient credit", "insufficient_credit", "add credit", "missing_billing", NULL,
  };
  static const char *const not_found[] = {
    "no_such_instance",          "not_found", "invalid_id", "no_such_ssh_key",
    "no_pending_price_increase", NULL,
  };

  if (sublet_api_answer_is_bad_key (answer))
    return SUBLET_ERROR_AUTH;
  if (answer->status == 429)
    return SUBLET_ERROR_RATE_LIMITED;
  /* A web page that is no failure of the service's own proxies comes from somebody in between. */
  if (answer->html && answer->status < 500)
    return SUBLET_ERROR_PROTOCOL;
  if (sublet_api_answer_is_offer_gone (answer))
    return SUBLET_ERROR_OFFER_GONE;
  if (answer->status == 402 || answer->status == 411 ||
      contains_any (answer->error_code, no_credit) || contains_any (answer->words, no_credit))
    return SUBLET_ERROR_NO_CREDIT;
  if (answer->status == 401 || answer->status == 403 || sublet_api_answer_is_team_refusal (answer))
    return SUBLET_ERROR_FORBIDDEN;
  /* A proxy's 404 is no word of the service about anything. */
  if (answer->parsed && (contains_any (answer->error_code, not_found) ||
                         (answer->status == 404 && answer->words != NULL)))
    return SUBLET_ERROR_NOT_FOUND;
  if (answer->status >= 500)
    return SUBLET_ERROR_SERVER;
  if (answer->status >= 400 && answer->status != 404 && answer->status != 410)
    return SUBLET_ERROR_INVALID;
  if (answer->status >= 300 || !answer->parsed)
    return SUBLET_ERROR_PROTOCOL;

  return SUBLET_ERROR_FAILED;
}

/**
 * sublet_api_answer_make_error:
 * @answer: an answer that is no success
 *
 * Returns: (transfer full): what it means for the caller
 */
GError *
sublet_api_answer_make_error (const SubletApiAnswer *answer)
{
  SubletError code = get_code (answer);
  const char *separator = answer->error_code != NULL && answer->words != NULL ? ": " : "";

  if (answer->html && answer->status < 300)
    return g_error_new (SUBLET_ERROR,
                        code,
                        "status %d with a web page instead of data: a sign-in page of this "
                        "network?",
                        answer->status);
  if (answer->status >= 300 && answer->status < 400)
    return g_error_new (SUBLET_ERROR,
                        code,
                        "status %d: the server sends us elsewhere, which it should not",
                        answer->status);
  if (answer->html)
    return g_error_new (SUBLET_ERROR, code, "status %d with a web page", answer->status);
  if (answer->error_code == NULL && answer->words == NULL)
    return g_error_new (SUBLET_ERROR, code, "status %d", answer->status);
  if (g_strcmp0 (answer->error_code, answer->words) == 0)
    return g_error_new (SUBLET_ERROR, code, "status %d: %s", answer->status, answer->words);

  return g_error_new (SUBLET_ERROR,
                      code,
                      "status %d: %s%s%s",
                      answer->status,
                      answer->error_code != NULL ? answer->error_code : "",
                      separator,
                      answer->words != NULL ? answer->words : "");
}
