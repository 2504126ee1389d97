/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "rental-text-fixture.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-increase-text.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"
#include "support/sublet-test.h"

#define MORE_NUSD (39 * SUBLET_NUSD_PER_USD / 1000)

static SubletRental *
make (SubletClock *clock, int hours)
{
  SubletRental *rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_ui_add_increase (clock, rental, MORE_NUSD, hours);
  return rental;
}

/* With every figure that the service leaves out. */
static void
set_unsaid (SubletRental *rental, bool new_too)
{
  SubletPriceIncreaseData data =
    *sublet_price_increase_get_data (sublet_rental_get_increase (rental));
  g_autoptr (SubletPriceIncrease) increase = NULL;

  data.old_gpu_nusd = SUBLET_MONEY_UNKNOWN;
  if (new_too)
    data.new_gpu_nusd = SUBLET_MONEY_UNKNOWN;
  data.new_disk_nusd = new_too ? 1 : SUBLET_MONEY_UNKNOWN;
  data.changes_others = true;
  increase = sublet_price_increase_new (&data);
  sublet_rental_set_increase (rental, increase, 1);
}

static void
test_line (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental) rental = make (clock, 26);
  g_autoptr (SubletRental) whenever = make (clock, 0);
  g_autofree char *line = sublet_increase_text_dup_line (rental, clock);

  g_assert_true (g_str_has_prefix (line, "From tomorrow "));
  g_assert_true (
    g_str_has_suffix (line, " it costs $0.364/h instead of $0.325/h, $0.94 a day more."));
  rental_text_assert_text (sublet_increase_text_dup_line (whenever, clock),
                           "From the end of its contract it costs $0.364/h instead of $0.325/h, "
                           "$0.94 a day more.");

  /* What it costs then is enough. */
  set_unsaid (whenever, false);
  rental_text_assert_text (sublet_increase_text_dup_line (whenever, clock),
                           "From the end of its contract it costs $0.364/h instead of $0.325/h, "
                           "$0.94 a day more.");
  set_unsaid (whenever, true);
  rental_text_assert_text (sublet_increase_text_dup_line (whenever, clock),
                           "Its host wants a higher price from the end of its contract on. By how "
                           "much is not known.");
  set_unsaid (rental, true);
  g_free (line);
  line = sublet_increase_text_dup_line (rental, clock);
  g_assert_true (g_str_has_prefix (line, "Its host wants a higher price from tomorrow "));
  g_assert_true (g_str_has_suffix (line, " on. By how much is not known."));
}

/* One that is lower after all is told as what it is. */
static void
test_falls (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_READY);
  g_autofree char *line = NULL;

  sublet_ui_add_increase (clock, rental, -MORE_NUSD, 26);
  line = sublet_increase_text_dup_line (rental, clock);
  g_assert_true (
    g_str_has_suffix (line, " it costs $0.286/h instead of $0.325/h, $0.94 a day less."));
  rental_text_assert_text (sublet_increase_text_dup_alert_body (rental),
                           "Now it costs $0.325/h, then $0.94 a day less. Accept or reject it "
                           "before its contract ends.");
  sublet_ui_add_increase (clock, rental, -MORE_NUSD, 0);
  rental_text_assert_text (sublet_increase_text_dup_line (rental, clock),
                           "From the end of its contract it costs $0.286/h instead of $0.325/h, "
                           "$0.94 a day less.");
}

static void
test_alert (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental) rental = make (clock, 26);
  g_autofree char *title = sublet_increase_text_dup_alert (rental, clock);

  g_assert_true (g_str_has_prefix (title, "From tomorrow "));
  g_assert_true (g_str_has_suffix (title, " ada-1 costs $0.364/h"));
  rental_text_assert_text (sublet_increase_text_dup_alert_body (rental),
                           "Now it costs $0.325/h, then $0.94 a day more. Accept or reject it "
                           "before its "
                           "contract ends.");
  set_unsaid (rental, true);
  rental_text_assert_text (sublet_increase_text_dup_alert (rental, clock),
                           "The host of ada-1 wants a higher price");
  rental_text_assert_text (sublet_increase_text_dup_alert_body (rental),
                           "Accept or reject it before its contract ends.");
}

static void
test_answers (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental) rental = make (clock, 26);
  g_autoptr (SubletRental) whenever = make (clock, 0);
  g_autofree char *rejection = sublet_increase_text_dup_rejection (rental, clock);

  rental_text_assert_text (sublet_increase_text_dup_acceptance (whenever, clock),
                           "From the end of its contract it costs $0.364/h instead of $0.325/h, "
                           "$0.94 a day more. Until then nothing changes.");
  set_unsaid (whenever, false);
  rental_text_assert_text (sublet_increase_text_dup_acceptance (whenever, clock),
                           "From the end of its contract it costs $0.364/h instead of $0.325/h, "
                           "$0.94 a day more. Prices of traffic or fees change too, by how much is "
                           "not known. "
                           "Until then nothing changes.");
  set_unsaid (whenever, true);
  rental_text_assert_text (sublet_increase_text_dup_acceptance (whenever, clock),
                           "Its host wants a higher price from the end of its contract on. By how "
                           "much is not known. Prices of traffic or fees change too, by how much "
                           "is not known. Until then nothing changes.");

  g_assert_true (g_str_has_prefix (rejection,
                                   "It costs $7.80 a day as now until its contract "
                                   "ends, tomorrow "));
  g_assert_true (g_str_has_suffix (rejection, "expect it to stop, and save what you need before."));
  rental_text_assert_text (sublet_increase_text_dup_rejection (whenever, clock),
                           "It costs what it costs now until its contract ends. What happens then "
                           "Vast does not say: expect it to stop, and save what you need before.");
}

/* Once, until it is answered; nothing of one that has ended. */
static void
test_told (void)
{
  static const struct
  {
    SubletIncreaseState state;
    bool told;
  } rows[] = {
    { SUBLET_INCREASE_STATE_NONE, true },      { SUBLET_INCREASE_STATE_ASKED, false },
    { SUBLET_INCREASE_STATE_TAKEN, false },    { SUBLET_INCREASE_STATE_UNCLEAR, false },
    { SUBLET_INCREASE_STATE_DONE, true },      { SUBLET_INCREASE_STATE_APPLIED, true },
    { SUBLET_INCREASE_STATE_REFUSED, true },   { SUBLET_INCREASE_STATE_NOT_SEEN, true },
    { SUBLET_INCREASE_STATE_NOT_KNOWN, true }, { SUBLET_INCREASE_STATE_WITHDRAWN, true },
  };
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental) rental = make (clock, 26);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sublet_rental_set_increase_answer (rental, TRUE, rows[i].state);
      g_assert_cmpint (sublet_increase_text_is_told (rental), ==, rows[i].told);
    }
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_GONE, SUBLET_RENTAL_REASON_NONE, 1);
  g_assert_false (sublet_increase_text_is_told (rental));
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_READY, SUBLET_RENTAL_REASON_NONE, 1);
  sublet_rental_set_increase (rental, NULL, 1);
  g_assert_false (sublet_increase_text_is_told (rental));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/increase-text/line", test_line);
  g_test_add_func ("/ui/instances/increase-text/falls", test_falls);
  g_test_add_func ("/ui/instances/increase-text/alert", test_alert);
  g_test_add_func ("/ui/instances/increase-text/answers", test_answers);
  g_test_add_func ("/ui/instances/increase-text/told", test_told);

  return g_test_run ();
}
