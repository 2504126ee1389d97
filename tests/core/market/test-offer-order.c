/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-offer-order.h"

#include "support/sublet-test.h"

static void
test_ids (void)
{
  guint key;

  for (key = 0; key < SUBLET_N_OFFER_KEYS; key++)
    {
      const char *id = sublet_offer_key_get_id ((SubletOfferKey) key);
      SubletOfferKey back;

      g_assert_nonnull (id);
      g_assert_true (sublet_offer_key_from_id (id, &back));
      g_assert_cmpuint (back, ==, key);
    }
}

static void
assert_text (const SubletOfferOrder *order, const char *expected)
{
  g_auto (GStrv) columns = sublet_offer_order_to_strv (order);
  g_autofree char *text = g_strjoinv (" ", columns);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } rows[] = {
    { "", "job-rate -reliability" },
    { "-gpu-ram", "-gpu-ram" },
    { "ends -down", "ends -down" },
    { "ends -down up", "ends -down" },
    { "seen -moon ends - -- down", "ends down" },
    { "ends ends", "ends" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) columns = g_strsplit (rows[i].text, " ", -1);
      SubletOfferOrder order;

      sublet_offer_order_from_strv (&order, (const char *const *) columns);
      assert_text (&order, rows[i].expected);
    }
}

static void
test_sort_by (void)
{
  SubletOfferOrder order;
  SubletOfferOrder other;

  sublet_offer_order_init (&order);
  other = order;
  sublet_offer_order_sort_by (&order, SUBLET_OFFER_KEY_DOWN, true);
  assert_text (&order, "-down job-rate");
  g_assert_false (sublet_offer_order_equal (&order, &other));
  /* The other direction of the same column keeps what is second. */
  sublet_offer_order_sort_by (&order, SUBLET_OFFER_KEY_DOWN, false);
  assert_text (&order, "down job-rate");
  sublet_offer_order_sort_by (&order, SUBLET_OFFER_KEY_GPU, false);
  assert_text (&order, "gpu down");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/offer-order/ids", test_ids);
  g_test_add_func ("/core/market/offer-order/text", test_text);
  g_test_add_func ("/core/market/offer-order/sort-by", test_sort_by);

  return g_test_run ();
}
