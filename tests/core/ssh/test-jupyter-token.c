/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-jupyter-token.h"

#include "support/sublet-test.h"

#include <string.h>

/* What servers have written down, read for the one on a port. */

typedef struct
{
  const char *name;
  const char *answer;
  const char *token; /* NULL: none */
  bool secure;
} Case;

#define SERVER(port, token, secure)                                                          \
  "\036{\n  \"base_url\": \"/\",\n  \"hostname\": \"localhost\",\n  \"password\": false,\n"  \
  "  \"pid\": 41,\n  \"port\": " port                                                        \
  ",\n  \"root_dir\": \"/a \\\"b\\\" {c}\",\n  \"secure\": " secure                          \
  ",\n  \"sock\": \"\",\n  \"token\": \"" token "\",\n  \"url\": \"http://localhost:1/\",\n" \
  "  \"version\": \"2.14.1\"\n}\n"

static const Case cases[] = {
  { "one", SERVER ("8888", "c0ffee", "false"), "c0ffee", false },
  { "secure", SERVER ("8888", "c0ffee", "true"), "c0ffee", true },
  { "second", SERVER ("8080", "other", "true") SERVER ("8888", "mine", "false"), "mine", false },
  { "banner", "Welcome to \"port\": 8888\n" SERVER ("8888", "c0ffee", "false"), "c0ffee", false },
  { "after-a-broken-one", "\036{\"port\": 88" SERVER ("8888", "c0ffee", "false"), "c0ffee", false },
  { "newest-format", "\036{\"token\":\"a-b_c.d~9\",\"port\":8888}", "a-b_c.d~9", false },
  { "other-port", SERVER ("8889", "c0ffee", "false"), NULL, false },
  { "port-begins-alike", SERVER ("88880", "c0ffee", "false"), NULL, false },
  { "no-token", SERVER ("8888", "", "false"), NULL, false },
  { "not-for-an-address", SERVER ("8888", "a&b=c", "false"), NULL, false },
  { "line-break", SERVER ("8888", "a\\r\\nX: y", "false"), NULL, false },
  { "cut", "\036{\"port\": 8888, \"token\": \"c0ff", NULL, false },
  { "cut-in-an-escape", "\036{\"port\": 8888, \"token\": \"c0ff\\", NULL, false },
  { "nested", "\036{\"a\": {\"port\": 8888}, \"token\": \"c0ffee\"}", NULL, false },
  { "in-a-value", "\036{\"a\": \"\\\"port\\\": 8888\", \"token\": \"c0ffee\"}", NULL, false },
  { "list", "\036[\"port\", 8888]", NULL, false },
  { "nothing", "", NULL, false },
  { "separator-alone", "\036", NULL, false },
};

static void
test_case (gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (GBytes) answer = g_bytes_new (wanted->answer, strlen (wanted->answer));
  bool secure = false;
  SecretValue *token = sublet_jupyter_token_find (answer, 8888, &secure);

  g_assert_cmpstr (token != NULL ? secret_value_get_text (token) : NULL, ==, wanted->token);
  g_assert_cmpint (secure, ==, wanted->secure);
  g_clear_pointer (&token, secret_value_unref);
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (600, 'a');
  g_autofree char *server = g_strdup_printf ("\036{\"port\":8888,\"token\":\"%s\"}", text);
  g_autoptr (GBytes) answer = g_bytes_new (server, strlen (server));
  bool secure = false;

  g_assert_null (sublet_jupyter_token_find (answer, 8888, &secure));
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/ssh/jupyter-token/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/core/ssh/jupyter-token/long", test_long);

  return g_test_run ();
}
