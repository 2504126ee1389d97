/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-offer.h"

#include "core/base/sublet-money.h"
#include "core/model/sublet-text.h"

#include "support/sublet-test.h"

#include <math.h>

static void
test_missing (void)
{
  SubletOfferRow row;

  memset (&row, 0x55, sizeof row);
  sublet_offer_row_init (&row);

  g_assert_cmpint (row.id, ==, 0);
  g_assert_null (row.gpu_name);
  g_assert_null (row.disk_name);
  g_assert_cmpstr (row.country, ==, "");
  g_assert_cmpint (row.dph_base_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (row.min_bid_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (row.end_us, ==, 0);
  g_assert_true (isnan (row.gpu_frac));
  g_assert_true (isnan (row.reliability));
  g_assert_cmpint (row.num_gpus, ==, -1);
  g_assert_cmpint (row.hosting_type, ==, -1);
  g_assert_cmpint (row.verification, ==, SUBLET_VERIFICATION_UNKNOWN);
  g_assert_true (row.rentable);
  g_assert_false (row.rented);

  sublet_offer_row_clear (&row);
}

static void
test_array (void)
{
  g_autoptr (GArray) rows = sublet_offer_rows_new (2);
  SubletOfferRow row;
  SubletOfferRow copy;

  sublet_offer_row_init (&row);
  row.id = 7;
  row.gpu_name = sublet_text_intern ("L40S");
  row.region = sublet_text_intern ("Uusimaa");
  sublet_offer_row_copy (&row, &copy);
  g_array_append_val (rows, row);
  g_array_append_val (rows, copy);

  /* The first goes, the second keeps its texts. */
  g_array_remove_index (rows, 0);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (g_array_index (rows, SubletOfferRow, 0).gpu_name, ==, "L40S");
  g_assert_cmpstr (g_array_index (rows, SubletOfferRow, 0).region, ==, "Uusimaa");
}

static void
test_object (void)
{
  g_autoptr (SubletOffer) offer = NULL;
  SubletOfferRow row;

  sublet_offer_row_init (&row);
  row.id = 31900417;
  row.gpu_name = sublet_text_intern ("RTX 4090");
  offer = sublet_offer_new (&row, SUBLET_PRICE_KIND_INTERRUPTIBLE, 1234);
  sublet_offer_row_clear (&row);

  g_assert_cmpint (sublet_offer_get_row (offer)->id, ==, 31900417);
  g_assert_cmpstr (sublet_offer_get_row (offer)->gpu_name, ==, "RTX 4090");
  g_assert_cmpint (sublet_offer_get_kind (offer), ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_cmpint (sublet_offer_get_known_at_us (offer), ==, 1234);
  g_assert_finalize_object (g_steal_pointer (&offer));
}

static void
check_nick (GType type, int value, const char *nick)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (type);

  g_assert_cmpstr (g_enum_get_value (words, value)->value_nick, ==, nick);
}

static void
test_wire_words (void)
{
  check_nick (SUBLET_TYPE_PRICE_KIND, SUBLET_PRICE_KIND_ON_DEMAND, "on-demand");
  check_nick (SUBLET_TYPE_PRICE_KIND, SUBLET_PRICE_KIND_INTERRUPTIBLE, "bid");
  check_nick (SUBLET_TYPE_PRICE_KIND, SUBLET_PRICE_KIND_RESERVED, "reserved");
  check_nick (SUBLET_TYPE_VERIFICATION, SUBLET_VERIFICATION_VERIFIED, "verified");
  check_nick (SUBLET_TYPE_VERIFICATION, SUBLET_VERIFICATION_UNVERIFIED, "unverified");
  check_nick (SUBLET_TYPE_VERIFICATION, SUBLET_VERIFICATION_DEVERIFIED, "deverified");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/offer/missing", test_missing);
  g_test_add_func ("/core/model/offer/array", test_array);
  g_test_add_func ("/core/model/offer/object", test_object);
  g_test_add_func ("/core/model/offer/wire-words", test_wire_words);

  return g_test_run ();
}
