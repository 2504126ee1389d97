/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/api/sublet-reply-keeper-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/base/sublet-error.h"
#include "support/sublet-test-offers.h"
#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRET "k3y/with+odd:signs\"0123"

static GString *
mask (const char *text, gsize length, SubletReplyMasking masking)
{
  g_autoptr (SubletSecretSet) secrets = sublet_secret_set_new ();

  sublet_secret_set_add (secrets, SECRET, strlen (SECRET));
  return sublet_reply_mask (text, length, masking, secrets);
}

/* A search that a NUL does not end. */
static bool
contains (const GString *text, const char *part)
{
  gsize length = strlen (part);
  gsize i;

  for (i = 0; i + length <= text->len; i++)
    {
      if (memcmp (text->str + i, part, length) == 0)
        return true;
    }

  return false;
}

/* ---- what is blanked ---- */

typedef struct
{
  const char *before;
  const char *after;
} Pair;

static const Pair named[] = {
  { "{\"api_key\":\"abc\",\"n\":1}", "{\"api_key\":\"***\",\"n\":1}" },
  { "{\"Api_Key\" : \"abc\"}", "{\"Api_Key\" : \"***\"}" },
  { "{\"JUPYTER-TOKEN\":\"abc\"}", "{\"JUPYTER-TOKEN\":\"***\"}" },
  { "{\"api\\u005Fkey\":\"abc\"}", "{\"api\\u005Fkey\":\"***\"}" },
  { "{\"my_secret_thing\":12,\"x\":2}", "{\"my_secret_thing\":0,\"x\":2}" },
  { "{\"token\":null,\"password\":true}", "{\"token\":null,\"password\":true}" },
  { "{\"env\":{\"HF_TOKEN\":\"abc\",\"N\":1.25}}", "{\"env\":{\"HF_TOKEN\":\"***\",\"N\":0.5}}" },
  { "{\"extra_env\":[[\"A\",\"abc\"],[\"B\",\"c\"",
    "{\"extra_env\":[[\"***\",\"***\"],[\"***\",\"***\"" },
  { "{\"s\":\"{\\\"token\\\":\\\"abc\\\",\\\"n\\\":1}\"}",
    "{\"s\":\"{\\\"token\\\":\\\"***\\\",\\\"n\\\":1}\"}" },
  { "{\"ssh_keys\":\"[{\\\"id\\\":7,\\\"public_key\\\":\\\"AAAA\\\"}]\"}",
    "{\"ssh_keys\":\"[{\\\"id\\\":0,\\\"public_key\\\":\\\"***\\\"}]\"}" },
  /* cut */
  { "{\"api_key\":\"ab", "{\"api_key\":\"***" },
  { "{\"api_key\":ab", "{\"api_key\":x" },
  { "{\"api_key\"", "{\"api_key\"" },
  { "\"api_key\":\"a\\\"b\\", "\"api_key\":\"***" },
  /* broken */
  { "{\"api_key:\"abc\"}", "{\"api_key:\"***\"}" },
  { "{api_key\":\"abc\"}", "{api_key\":\"***\"}" },
  { "{\"api_key\"\"abc\"}", "{\"api_key\"\"***\"}" },
  { "{\"api_key\"abc\"}", "{\"api_key\"***\"}" },
  { "{\"api_key\"::\"abc\"}", "{\"api_key\"::\"***\"}" },
  { "{\"api_key\":,\"abc\"}", "{\"api_key\":,\"***\"}" },
  { "{\"api_key\":,\"n\":1}", "{\"api_key\":,\"n\":0}" },
  { "{\"api_key\":\"\"abc\"}", "{\"api_key\":\"***\"}" },
  { "{\"api_key\":\"ab\"cd\",\"n\":1}", "{\"api_key\":\"***\",\"n\":1}" },
  { "[\"api_key\",\"abc\"]", "[\"api_key\",\"***\"]" },
  /* no JSON */
  { "GET /x?api_key=abc", "GET /x?api_key=x" },
  { "x?a=1&api%5Fkey%3dabc", "x?a=1&api%5Fkey%3dx" },
  { "Authorization: Bearer abc", "Authorization: ***" },
  { "you sent bearer abc", "you sent bearer x" },
  /* nothing of that */
  { "{\"sort\":\"key\",\"dir\":\"up\"}", "{\"sort\":\"key\",\"dir\":\"up\"}" },
  { "{\"gpu\":\"RTX 4090\",\"n\":1.5}", "{\"gpu\":\"RTX 4090\",\"n\":1.5}" },
  { "", "" },
};

static const Pair shapes[] = {
  { "{\"id\":900,\"email\":\"ada@x\",\"credit\":31.27,\"ok\":false,\"n\":null}",
    "{\"id\":0,\"email\":\"***\",\"credit\":0.5,\"ok\":true,\"n\":null}" },
  { "{\"success\":true,\"new_contract\":4011, \"instance_api_key\":\"ab",
    "{\"success\":true,\"new_contract\":0, \"instance_api_key\":\"***" },
  { "{\"ada@example.com\":1}", "{\"***\":0}" },
  { "{\"a\":\"\",\"b\":[-1,-1.5e3,NaN]}", "{\"a\":\"\",\"b\":[0,0.5,NaN]}" },
  { "hello ada, 17!!", "x x, 0!" },
  { "{\"a\": ada}", "{\"a\": x}" },
};

static void
test_pairs (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (named); i++)
    {
      GString *masked =
        mask (named[i].before, strlen (named[i].before), SUBLET_REPLY_MASKING_SECRETS);

      g_assert_cmpstr (masked->str, ==, named[i].after);
      g_string_free (masked, TRUE);
    }
  for (i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      GString *masked =
        mask (shapes[i].before, strlen (shapes[i].before), SUBLET_REPLY_MASKING_SHAPE);

      g_assert_cmpstr (masked->str, ==, shapes[i].after);
      g_string_free (masked, TRUE);
    }
}

/* Whatever it is wrapped in, and wherever it is cut off. */
static void
test_exact (void)
{
  g_autofree char *base64 =
    g_base64_encode ((const guchar *) "user:" SECRET, strlen ("user:" SECRET));
  g_autofree char *percent = g_uri_escape_string (SECRET, NULL, FALSE);
  const char *const wrapped[] = {
    SECRET,
    "k3y\\/with+odd:signs\\\"0123",
    "k3y\\\\/with+odd:signs\\\\\\\"0123",
    "k3y\\u002fwith\\u002Bodd:signs\\u00220123",
    percent,
    "k3y%2fwith%2bodd%3asigns%220123",
  };
  gsize i;
  gsize cut;

  for (i = 0; i < G_N_ELEMENTS (wrapped); i++)
    {
      g_autofree char *text = g_strconcat ("{\"a\":\"", wrapped[i], "\",\"b\":1}", NULL);
      GString *masked = mask (text, strlen (text), SUBLET_REPLY_MASKING_SECRETS);

      g_assert_cmpstr (masked->str, ==, "{\"a\":\"***\",\"b\":1}");
      g_string_free (masked, TRUE);
      for (cut = 10; cut < strlen (wrapped[i]); cut++)
        {
          g_autofree char *half = g_strndup (wrapped[i], cut);
          g_autofree char *cut_off = g_strconcat ("{\"a\":\"", half, NULL);

          masked = mask (cut_off, strlen (cut_off), SUBLET_REPLY_MASKING_SECRETS);
          g_assert_cmpstr (masked->str, ==, "{\"a\":\"***");
          g_string_free (masked, TRUE);
        }
    }

  /* Of base64 the first characters belong to what stands before the secret. */
  {
    g_autofree char *text = g_strconcat ("{\"a\":\"", base64, "\"}", NULL);
    GString *masked = mask (text, strlen (text), SUBLET_REPLY_MASKING_SECRETS);

    g_assert_cmpstr (masked->str, ==, "{\"a\":\"dXNlcjp***\"}");
    g_string_free (masked, TRUE);
  }
}

/* Bytes that are no text. */
static void
test_bytes (void)
{
  static const char text[] = "{\"api_key\0\":\0\"ab\0c\xff\",\xfe\"n\":\"\0" SECRET "\xc3\"";
  GString *masked = mask (text, sizeof text - 1, SUBLET_REPLY_MASKING_SECRETS);
  static const char left[] = "{\"api_key\0\":\0\"***\0\",\xfe\"n\":\"\0***\xc3\"";

  g_assert_cmpmem (masked->str, masked->len, left, sizeof left - 1);
  g_string_free (masked, TRUE);
}

/* ---- a campaign of damage ---- */

#define PLANTED "PlAnTeDvAlUe0123456789"

static const char *const victims[] = {
  "{\"instances\":[{\"id\":7,\"jupyter_token\":\"" PLANTED "\",\"gpu\":\"A100\"},{\"id\":8,"
  "\"extra_env\":[[\"A\",\"" PLANTED "\"],[\"B\",\"" PLANTED "\"]],\"onstart\":\"" PLANTED "\"}]}",
  "{\"a\":{\"b\":[{\"Image_Login\" : \"" PLANTED "\"}]},\"s\":\"{\\\"api_key\\\":\\\"" PLANTED
  "\\\"}\",\"env\":{\"X\":\"" PLANTED "\"}}",
};

/* Damage anywhere but in the names and values themselves: what stands after a sensitive name is
 * blanked all the same. */
static void
damage_between (GRand *random, GString *text)
{
  static const char splinters[] = "{}[]:, \n\x80\xff\x01";
  gsize at = (gsize) g_rand_int_range (random, 0, (gint32) text->len);
  char splinter = splinters[g_rand_int_range (random, 0, sizeof splinters - 1)];

  if (g_ascii_isalnum (text->str[at]) || text->str[at] == '_')
    return;
  if (g_rand_boolean (random))
    g_string_insert_c (text, (gssize) at, splinter);
  else if (text->str[at] != ':' && text->str[at] != '"' && text->str[at] != '\\')
    text->str[at] = splinter;
}

static void
fail_campaign (int round, GString *text, GString *masked)
{
  g_autofree char *before = g_utf8_make_valid (text->str, (gssize) text->len);
  g_autofree char *after = g_utf8_make_valid (masked->str, (gssize) masked->len);

  g_error ("round %d: %s became %s", round, before, after);
}

static void
test_campaign (void)
{
  GRand *random = g_rand_new_with_seed (4711);
  gsize i;
  int round;

  for (i = 0; i < G_N_ELEMENTS (victims); i++)
    {
      for (round = 0; round < 10000; round++)
        {
          g_autoptr (GString) text = g_string_new (victims[i]);
          GString *masked;

          damage_between (random, text);
          if (g_rand_boolean (random))
            g_string_truncate (text, (gsize) g_rand_int_range (random, 0, (gint32) text->len));
          if (g_rand_boolean (random))
            g_string_insert_c (text, g_rand_int_range (random, 0, (gint32) text->len + 1), '\0');
          masked = mask (text->str, text->len, SUBLET_REPLY_MASKING_SECRETS);
          if (contains (masked, "PlAnTeD") || contains (masked, "0123456789"))
            fail_campaign (round, text, masked);
          g_string_free (masked, TRUE);
          masked = mask (text->str, text->len, SUBLET_REPLY_MASKING_SHAPE);
          if (contains (masked, "PlAnTeD") || contains (masked, "0123456789"))
            fail_campaign (round, text, masked);
          g_string_free (masked, TRUE);
        }
    }
  g_rand_free (random);
}

/* ---- what is kept shows what was wrong ---- */

typedef struct
{
  const char *text;
  const SubletDecoding *decoding; /* (nullable) */
} Broken;

static const Broken broken[] = {
  { "{\"id\":1,\"api_key\":\"x", &sublet_decode_account },
  { "{\"username\":\"ada\",\"api_key\":\"x\"}", &sublet_decode_account },
  { "{\"id\":\"ada\",\"api_key\":\"x\"}", &sublet_decode_account },
  { "[1,2]x", &sublet_decode_account },
  { "true", &sublet_decode_account },
  { "{\"id\":1,\"api_key\":\"\xff\"}", &sublet_decode_account },
  { "{\"id\":1,\"api_key\":secretword}", &sublet_decode_account },
  { "{\"id\":1,,\"a\":2}", &sublet_decode_account },
  { "{\"instances\":[{\"id\":7,\"jupyter_token\":\"x\"}", &sublet_decode_instance_page },
  { "{\"total\":1,\"token\":\"x\"}", &sublet_decode_instance_page },
  { "{\"instances\":{\"gpu\":1,\"onstart\":\"x\"}}", &sublet_decode_instance },
  { "{\"offers\":[{\"id\":7,\"ask_key\":\"}", &sublet_decode_offers },
  { "{\"offer\":[]}", &sublet_decode_offers },
  { "{\"success\":true,\"ssh_keys\":\"[{\\\"id\\\":7,\"}", &sublet_decode_ssh_keys },
  { "{\"success\":true}", &sublet_decode_ssh_keys },
  { "{\"count\":1,\"auth\":\"x\"}", &sublet_decode_charges },
  { "{\"success\":true,\"new_contract\":\"", NULL },
};

static void
test_same_error (void)
{
  static const SubletReplyMasking maskings[] = { SUBLET_REPLY_MASKING_SECRETS,
                                                 SUBLET_REPLY_MASKING_SHAPE };
  const SubletReplyTimes times = { 1, 2 };
  gsize i;
  gsize j;

  for (i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      gsize length = strlen (broken[i].text);
      g_autoptr (GError)
        error = sublet_reply_read_again (broken[i].decoding, 200, &times, broken[i].text, length);

      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      for (j = 0; j < G_N_ELEMENTS (maskings); j++)
        {
          GString *masked = mask (broken[i].text, length, maskings[j]);
          g_autoptr (GError) again =
            sublet_reply_read_again (broken[i].decoding, 200, &times, masked->str, masked->len);

          g_assert_error (again, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
          /* A parser's own words repeat the reply, and say where; ours are the same. */
          if (strstr (error->message, "malformed JSON:") != NULL)
            {
              g_assert_true (g_str_has_prefix (again->message, "the reply is malformed JSON:"));
              g_assert_null (strstr (again->message, "secretword"));
            }
          else if (broken[i].decoding != NULL)
            g_assert_cmpstr (again->message, ==, error->message);
          g_string_free (masked, TRUE);
        }
    }
}

/* A whole search, cut at every so many bytes: the copy is cut short as well. */
static void
test_same_error_offers (void)
{
  g_autoptr (GString) reply = sublet_test_offers_make_reply (3, 3);
  const SubletReplyTimes times = { 1, 2 };
  gsize length;

  for (length = 1; length < reply->len; length += 53)
    {
      g_autoptr (GError)
        error = sublet_reply_read_again (&sublet_decode_offers, 200, &times, reply->str, length);
      GString *masked = mask (reply->str, length, SUBLET_REPLY_MASKING_SECRETS);
      g_autoptr (GError) again =
        sublet_reply_read_again (&sublet_decode_offers, 200, &times, masked->str, masked->len);

      g_assert_nonnull (error);
      g_assert_nonnull (again);
      g_assert_cmpstr (again->message, ==, error->message);
      g_string_free (masked, TRUE);
    }
}

/* ---- the file ---- */

static SubletKept *
keep (const char *folder, const char *text, gint64 wall_us)
{
  g_autoptr (SubletSecretSet) secrets = sublet_secret_set_new ();
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  SubletKeepOrder order = { .folder = folder,
                            .name = "account",
                            .wall_us = wall_us,
                            .body = body,
                            .whole = true,
                            .status = 200,
                            .decoding = &sublet_decode_account,
                            .masking = SUBLET_REPLY_MASKING_SHAPE,
                            .secrets = secrets };

  g_byte_array_append (body, (const guint8 *) text, (guint) strlen (text));
  sublet_reply_keep_async (&order, sublet_test_on_result, &result);
  return sublet_reply_keep_finish (sublet_test_await_result (&result));
}

static void
test_file (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *replies = g_build_filename (folder, "replies", NULL);
  g_autofree char *first = NULL;
  GStatBuf status;
  int i;

  /* A folder that was open to others is closed. */
  g_assert_cmpint (g_mkdir (replies, 0755), ==, 0);
  for (i = 0; i < 7; i++)
    {
      g_autoptr (SubletKept) kept = keep (replies, "{\"id\":\"ada\"", i * G_TIME_SPAN_HOUR);
      g_autofree char *text = NULL;

      g_assert_no_error (kept->error);
      g_assert_error (kept->read_error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_assert_true (g_file_get_contents (kept->path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "{\"id\":\"***\"");
      g_assert_cmpint (g_stat (kept->path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      if (i == 1)
        first = g_strdup (kept->path);
    }
  g_assert_cmpint (g_stat (replies, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));

  /* No place for it: what is wrong is told all the same. */
  {
    g_autofree char *path = g_build_filename (folder, "file", NULL);
    g_autoptr (SubletKept) kept = NULL;

    g_assert_true (g_file_set_contents (path, "x", 1, NULL));
    kept = keep (path, "{\"id\":\"ada\"", 0);
    g_assert_null (kept->path);
    g_assert_nonnull (kept->error);
    g_assert_error (kept->read_error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
  }
  /* What was blanked out was what was wrong. */
  {
    g_autoptr (SubletKept) kept = keep (replies, "{\"id\":1e400}", 0);

    g_assert_nonnull (kept->path);
    g_assert_null (kept->read_error);
  }
  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/api/reply-keeper/pairs", test_pairs);
  g_test_add_func ("/core/api/reply-keeper/exact", test_exact);
  g_test_add_func ("/core/api/reply-keeper/bytes", test_bytes);
  g_test_add_func ("/core/api/reply-keeper/campaign", test_campaign);
  g_test_add_func ("/core/api/reply-keeper/same-error", test_same_error);
  g_test_add_func ("/core/api/reply-keeper/same-error-offers", test_same_error_offers);
  g_test_add_func ("/core/api/reply-keeper/file", test_file);

  return g_test_run ();
}
