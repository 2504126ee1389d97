/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "offer-decoder-fixture.h"

#include "core/api/sublet-offer-fields-private.h"
#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"
#include "core/model/sublet-text.h"

#include "support/sublet-test-offers.h"
#include "support/sublet-test.h"

#include <math.h>

/* The decoder against the same values read with json-glib. */

/* The fuzzer does millions; these are for every run, also of a sanitizer. */
#define MUTATIONS 3000

/* ---- the witness: the same values read with json-glib ---- */

static GRefString *
share_member (JsonObject *object, const char *name)
{
  g_autofree char *text = sublet_json_dup_opt_string (object, name);

  return sublet_text_intern (text);
}

static int
get_flag (JsonObject *object, const char *name)
{
  bool yes = sublet_json_opt_bool (object, name, true);
  bool no = sublet_json_opt_bool (object, name, false);

  return yes == no ? yes : -1;
}

static bool
make_witness (JsonObject *object, SubletOfferRow *row)
{
  SubletOfferFields fields = { 0 };
  bool sound;

#define X(name) fields.name = sublet_json_opt_double (object, #name, NAN);
  SUBLET_OFFER_NUMBERS (X)
#undef X
#define X(name) fields.name = sublet_json_opt_int (object, #name, G_MININT64);
  SUBLET_OFFER_INTEGERS (X)
#undef X
#define X(name) fields.name = get_flag (object, #name);
  SUBLET_OFFER_FLAGS (X)
#undef X
#define X(name) fields.name = share_member (object, #name);
  SUBLET_OFFER_TEXTS (X)
#undef X

  sound = sublet_offer_row_from_fields (&fields, row);
  sublet_offer_fields_clear (&fields);
  return sound;
}

static bool
take_witness (const char *text, gsize length, gpointer user_data)
{
  GArray *rows = user_data;
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);
  SubletOfferRow row;

  if (node == NULL || !make_witness (json_node_get_object (node), &row))
    return false;

  g_array_append_val (rows, row);
  return true;
}

static GArray *
decode_with_json_glib (const char *text, gsize length, guint *n_skipped)
{
  static const SubletJsonRowSink sink = { .take_row = take_witness };
  g_autoptr (GArray) rows = sublet_offer_rows_new (0);
  g_autoptr (SubletJsonRows) cutter = sublet_json_rows_new ("offers", &sink, rows);

  if (!sublet_json_rows_feed (cutter, text, length, NULL) ||
      !sublet_json_rows_finish (cutter, NULL))
    return NULL;

  *n_skipped = sublet_json_rows_get_n_skipped (cutter);
  return g_steal_pointer (&rows);
}

/* Bit for bit: a NAN is a NAN, 0 is not −0, texts by their content. */
static void
assert_same_row (const SubletOfferRow *a, const SubletOfferRow *b)
{
  SubletOfferRow left = *a;
  SubletOfferRow right = *b;

  g_assert_cmpstr (left.gpu_name, ==, right.gpu_name);
  g_assert_cmpstr (left.region, ==, right.region);
  g_assert_cmpstr (left.cpu_name, ==, right.cpu_name);
  g_assert_cmpstr (left.driver_version, ==, right.driver_version);
  g_assert_cmpstr (left.disk_name, ==, right.disk_name);
  left.gpu_name = left.region = left.cpu_name = left.driver_version = left.disk_name = NULL;
  right.gpu_name = right.region = right.cpu_name = right.driver_version = right.disk_name = NULL;

  g_assert_cmpmem (&left, sizeof left, &right, sizeof right);
}

static void
assert_same_rows (const GArray *a, const GArray *b)
{
  guint i;

  g_assert_cmpuint (a->len, ==, b->len);
  for (i = 0; i < a->len; i++)
    assert_same_row (&g_array_index (a, SubletOfferRow, i), &g_array_index (b, SubletOfferRow, i));
}

static void
check_against_json_glib (const char *text, gsize length)
{
  static const gsize chunks[] = { 1, 7, 100, 4096, G_MAXSIZE };
  g_autoptr (GArray) witness = NULL;
  guint witness_skipped = 0;
  gsize i;

  witness = decode_with_json_glib (text, length, &witness_skipped);
  g_assert_nonnull (witness);
  for (i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) rows = NULL;
      guint n_skipped = 0;

      rows = offer_decoder_decode (text, length, chunks[i], &n_skipped, &error);
      g_assert_no_error (error);
      assert_same_rows (rows, witness);
      g_assert_cmpuint (n_skipped, ==, witness_skipped);
    }
}

static void
test_same_as_json_glib (void)
{
  g_autoptr (GString) reply = sublet_test_offers_make_reply (40, 7);
  g_autofree char *quirks = NULL;
  gsize length;

  check_against_json_glib (reply->str, reply->len);
  quirks = offer_decoder_load ("offers-quirks.json", &length);
  check_against_json_glib (quirks, length);
}

/* Random damage, the same in every run: nothing may crash, and a row that is taken has the values
 * that json-glib gives it. */
static void
test_mutations (void)
{
  static const char splinters[] = "\"\\{}[]:,0123456789-+.eEnulltrue \n\x80\xc3\xff\x01u";
  GRand *random = g_rand_new_with_seed (20261);
  g_autoptr (GString) row = g_string_new (NULL);
  guint n_taken = 0;
  guint i;

  sublet_test_offers_append_row (row, random, 31900417);
  for (i = 0; i < MUTATIONS; i++)
    {
      g_autofree char *damaged = g_memdup2 (row->str, row->len + 1);
      g_autofree char *reply = NULL;
      g_autoptr (GArray) rows = NULL;
      int n_hits = g_rand_int_range (random, 1, 4);

      while (n_hits-- > 0)
        damaged[g_rand_int_range (random, 1, (gint32) row->len - 1)] =
          splinters[g_rand_int_range (random, 0, sizeof splinters - 1)];
      reply = g_strdup_printf ("{\"offers\":[%s]}", damaged);
      rows = offer_decoder_decode (reply, strlen (reply), i % 2 == 0 ? G_MAXSIZE : 64, NULL, NULL);
      if (rows != NULL && rows->len == 1)
        {
          g_autoptr (GArray) witness = NULL;
          guint n_skipped = 0;

          witness = decode_with_json_glib (reply, strlen (reply), &n_skipped);
          g_assert_nonnull (witness);
          assert_same_rows (rows, witness);
          n_taken++;
        }
    }
  g_rand_free (random);

  g_test_message ("%u of %u damaged rows were readable", n_taken, (guint) MUTATIONS);
  g_assert_cmpuint (n_taken, >, MUTATIONS / 20);
  g_assert_cmpuint (n_taken, <, MUTATIONS);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/api/offer-decoder/same-as-json-glib", test_same_as_json_glib);
  g_test_add_func ("/core/api/offer-decoder/mutations", test_mutations);

  return g_test_run ();
}
