/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-reserve-text.h"

#include <math.h>

#define UNKNOWN SUBLET_MONEY_UNKNOWN
#define USD(amount) ((gint64) ((amount) *SUBLET_UUSD_PER_USD))

static void
test_first (void)
{
  static const struct
  {
    gint64 rate_nusd;
    gint64 burn_nusd;
    gint64 credit_uusd;
    gint64 first_uusd;
  } rows[] = {
    /* 720 hours. */
    { 325000000, 325000000, UNKNOWN, USD (234) },
    { 325500000, 325000000, UNKNOWN, USD (234) },
    { 325700000, 325000000, UNKNOWN, USD (235) },
    { 325000000, 325000000, USD (1000), USD (234) },
    /* A day costs $7.80, that of all $24. */
    { 325000000, 325000000, USD (41.37), USD (33) },
    { 325000000, 1000000000, USD (41.37), USD (17) },
    { 325000000, UNKNOWN, USD (41.37), USD (33) },
    { 325000000, 325000000, USD (8.80), USD (1) },
    { 325000000, 325000000, USD (8.80) - 1, 0 },
    { 325000000, 325000000, USD (0.99), 0 },
    { 325000000, 325000000, -USD (2), 0 },
    { 100000, 100000, UNKNOWN, USD (1) },
    { 0, 0, UNKNOWN, 0 },
    { UNKNOWN, UNKNOWN, USD (41.37), 0 },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletReserveFacts facts = { .rate_nusd = rows[i].rate_nusd,
                                         .burn_nusd = rows[i].burn_nusd,
                                         .credit_uusd = rows[i].credit_uusd };

      g_assert_cmpint (sublet_reserve_text_get_first_uusd (&facts), ==, rows[i].first_uusd);
    }
}

/* From where on the rest of the credit does not last a day. */
static void
test_warning (void)
{
  static const struct
  {
    gint64 credit_uusd;
    gint64 burn_nusd;
    bool warns;
  } rows[] = {
    { USD (57.80), 325000000, false },  { USD (57.80) - 1, 325000000, true },
    { USD (50), 325000000, true },      { USD (50), 0, false },
    { USD (57.80) - 1, UNKNOWN, true }, { USD (57.80), UNKNOWN, false },
    { UNKNOWN, 325000000, false },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletReserveFacts facts = { .amount_uusd = USD (50),
                                         .credit_uusd = rows[i].credit_uusd,
                                         .rate_nusd = 325000000,
                                         .burn_nusd = rows[i].burn_nusd };
      g_autofree char *warning = sublet_reserve_text_dup_warning (&facts);

      g_assert_cmpstr (warning,
                       ==,
                       rows[i].warns ? "Your credit then lasts less than a day." : NULL);
    }
}

static void
test_problem (void)
{
  static const struct
  {
    gint64 amount_uusd;
    gint64 credit_uusd;
    bool above_cap;
    const char *problem; /* (nullable) */
  } rows[] = {
    { USD (50), USD (50), false, NULL },
    { USD (50), UNKNOWN, false, NULL },
    { 1, USD (50), false, NULL },
    { 0, USD (50), false, "Type an amount in dollars." },
    { UNKNOWN, USD (50), false, "Type an amount in dollars." },
    { USD (50) + 1, USD (50), false, "The deposit is more than your credit of $50.00." },
    { USD (100000), UNKNOWN, false, NULL },
    { USD (100000) + 1, UNKNOWN, false, "A deposit is at most $100000.00." },
    { USD (50),
      USD (50),
      true,
      "What runs is above your spend cap: nothing is paid ahead before that is changed." },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletReserveFacts facts = { .amount_uusd = rows[i].amount_uusd,
                                         .credit_uusd = rows[i].credit_uusd,
                                         .above_cap = rows[i].above_cap };
      g_autofree char *problem = sublet_reserve_text_dup_problem (&facts);

      g_assert_cmpstr (problem, ==, rows[i].problem);
    }
}

static void
test_terms (void)
{
  static const struct
  {
    double discount_max;
    const char *terms;
  } rows[] = {
    { 0.23,
      "It brings up to 23\302\240% off the GPU. How much, Vast says when it is paid: nothing is "
      "promised." },
    { 0, "This machine gives no discount: a deposit only locks money." },
    { NAN, "It may bring a discount on the GPU. How much, Vast says when it is paid." },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletReserveFacts facts = { .discount_max = rows[i].discount_max };
      g_autofree char *terms = sublet_reserve_text_dup_terms (&facts);

      g_assert_cmpstr (terms, ==, rows[i].terms);
    }
}

static void
test_question (void)
{
#define EARLY \
  "If ada-1 is destroyed early, the discount so far and 5\302\240% are lost; the rest comes back."
  static const struct
  {
    gint64 credit_uusd;
    gint64 burn_nusd;
    const char *question;
  } rows[] = {
    { USD (62.37),
      325000000,
      "Prepay $50.00 for ada-1? That leaves $12.37 of your credit, which lasts "
      "38\302\240h. " EARLY },
    { USD (62.37), 0, "Prepay $50.00 for ada-1? That leaves $12.37 of your credit. " EARLY },
    { USD (50), 325000000, "Prepay $50.00 for ada-1? That leaves $0.00 of your credit. " EARLY },
    { UNKNOWN, 325000000, "Prepay $50.00 for ada-1? " EARLY },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletReserveFacts facts = { .label = "ada-1",
                                         .amount_uusd = USD (50),
                                         .credit_uusd = rows[i].credit_uusd,
                                         .burn_nusd = rows[i].burn_nusd };
      g_autofree char *question = sublet_reserve_text_dup_question (&facts);

      g_assert_cmpstr (question, ==, rows[i].question);
    }
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/reserve-text/first", test_first);
  g_test_add_func ("/ui/instances/reserve-text/problem", test_problem);
  g_test_add_func ("/ui/instances/reserve-text/warning", test_warning);
  g_test_add_func ("/ui/instances/reserve-text/terms", test_terms);
  g_test_add_func ("/ui/instances/reserve-text/question", test_question);

  return g_test_run ();
}
