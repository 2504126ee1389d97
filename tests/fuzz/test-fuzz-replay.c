/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "fuzz-decoders.h"

#include "support/sublet-test-offers.h"
#include "support/sublet-test.h"

/* The fuzzer's target over damage that is the same in every run, with any compiler. */

#define ROUNDS 350

static const char *const small[] = {
  "{\"id\":900,\"username\":\"ada\",\"credit\":31.27,\"api_key\":\"x\"}",
  "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"error 404/1: Invalid user key\"}",
  "{\"success\":true,\"new_contract\":40112233,\"instance_api_key\":\"x\"}",
  "{\"instances\":{\"id\":7,\"extra_env\":[[\"SUBLET_RENTAL\",\"a/b\"]],\"ports\":{\"22/"
  "tcp\":[{}]}}}",
  "{\"success\":true,\"key\":{\"id\":72,\"public_key\":\"ssh-ed25519 AAAA a\",\"created_at\":5.5}}",
  "{\"success\":true,\"ssh_keys\":\"[{\\\"id\\\":71,\\\"public_key\\\":\\\"ssh-ed25519 "
  "AAAA\\\"}]\"}",
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN8qIOvOozlFVYAV1n1aUisqjWGX8T4DvCDxrU5swanp ada@desk",
  "{\"success\":true,\"total\":1,\"next_token\":null,\"results\":[{\"start\":1785888000,"
  "\"amount\":1.5,\"source\":\"instance-7\",\"items\":[{\"type\":\"gpu\",\"amount\":1}],"
  "\"metadata\":{\"label\":\"x\",\"invoice_id\":3}}]}",
  "Bavaria, DE, EU",
  "{\"at_us\":1,\"gpus\":{\"finding\":\"other\",\"verdict\":\"unfit\",\"value\":\"a\",\"detail\":"
  "\"b\"}}",
  "{\"volumes\":[{\"id\":61,\"machine_id\":7,\"disk_space\":50,\"storage_total_cost\":0.1}]}",
  "{\"success\":true,\"secrets\":{\"HF_TOKEN\":\"********\"}}",
  "{\"version\":1,\"image\":\"a\",\"env\":[\"A\"],\"ports\":[\"80/udp\"],\"onstart\":true,"
  "\"volume\":{\"kind\":\"new\",\"id\":1,\"size-gb\":1.5,\"mount-path\":\"/a\"}}",
  "sublet-secrets 1\nenv A 3\na\nb\nonstart 2\nls\n",
  "?numpy>=1.26,<3.0rc1,!=2.0.*,~=2.2.post3",
  "1!2.6.0rc1.post2.dev3+cu126",
  "-p 80:80/udp -e A='b c' --env=\"D=\\\"\" -h x",
  "<html></html>",
  "{\"a\":\"c2svOStmdXp6OmEiYi0wMTIz\",\"b\":\"sk%2F9%2Bfuzz%3Aa%22b-0123\",\"c\":"
  "\"sk\\/9+fuzz:a\\\"b-0123\",\"api_key\":{\"x\":[1,null]},\"n\":\"{\\\"TOKEN\\\":\\\"v\\\"}\"}",
};

static void
damage (GRand *random, GString *text)
{
  static const char splinters[] = "\"\\{}[]:,0123456789-+.eEnulltrue \n\x80\xc3\xff\x01u";
  gsize at = text->len > 0 ? (gsize) g_rand_int_range (random, 0, (gint32) text->len) : 0;
  gsize length;

  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      g_string_truncate (text, at);
      break;

    case 1:
      length = (gsize) g_rand_int_range (random, 1, 40);
      g_string_erase (text, (gssize) at, (gssize) MIN (length, text->len - at));
      break;

    case 2:
      g_string_insert_c (text,
                         (gssize) at,
                         splinters[g_rand_int_range (random, 0, sizeof splinters - 1)]);
      break;

    default:
      if (text->len > 0)
        text->str[at] = splinters[g_rand_int_range (random, 0, sizeof splinters - 1)];
      break;
    }
}

static void
play (GRand *random, const char *seed, gsize length, guint rounds)
{
  guint i;

  for (i = 0; i < rounds; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n_hits = g_rand_int_range (random, 0, 4);

      g_string_append_c (text, (char) (i % FUZZ_N_DECODERS));
      g_string_append_c (text, (char) g_rand_int_range (random, 0, 256));
      {
        g_autoptr (GString) body = g_string_new_len (seed, (gssize) length);

        while (n_hits-- > 0)
          damage (random, body);
        g_string_append_len (text, body->str, (gssize) body->len);
      }
      LLVMFuzzerTestOneInput ((const uint8_t *) text->str, text->len);
    }
}

static void
test_replay (void)
{
  static const char *const files[] = { "offers-quirks.json",   "instances-quirks.json",
                                       "runtime-fine.txt",     "runtime-hostile.txt",
                                       "ssh-keys-quirks.json", "catalogue-quirks.json" };
  GRand *random = g_rand_new_with_seed (1701);
  g_autoptr (GString) offers = sublet_test_offers_make_reply (2, 3);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (small); i++)
    play (random, small[i], strlen (small[i]), ROUNDS);
  play (random, offers->str, offers->len, ROUNDS);
  for (i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("SUBLET_TEST_DATA"), files[i], NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      play (random, text, length, ROUNDS);
    }
  g_rand_free (random);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/fuzz/replay", test_replay);

  return g_test_run ();
}
