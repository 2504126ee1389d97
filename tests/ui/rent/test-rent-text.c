/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-text.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-runtime.h"

#include <math.h>

#define HOUR G_TIME_SPAN_HOUR

/* Takes the text. */
static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_disk (void)
{
  assert_text (sublet_rent_text_disk_problem (8, 812.4), NULL);
  assert_text (sublet_rent_text_disk_problem (812, 812.4), NULL);
  assert_text (sublet_rent_text_disk_problem (1e6, NAN), NULL);

  assert_text (sublet_rent_text_disk_problem (7.9, 812.4),
               "Disk must be 8 to 812 GB on this machine.");
  assert_text (sublet_rent_text_disk_problem (813, 812.4),
               "Disk must be 8 to 812 GB on this machine.");
  assert_text (sublet_rent_text_disk_problem (NAN, 812.4),
               "Disk must be 8 to 812 GB on this machine.");
  assert_text (sublet_rent_text_disk_problem (NAN, NAN), "Disk must be 8 GB or more.");
  assert_text (sublet_rent_text_disk_problem (8, 5),
               "This machine has less than 8 GB of disk left.");

  assert_text (sublet_rent_text_disk_hint (812.4), "8 to 812, fixed for life.");
  assert_text (sublet_rent_text_disk_hint (NAN), "8 or more, fixed for life.");
}

static void
test_image (void)
{
  g_autofree char *longest = g_strnfill (512, 'a');
  g_autofree char *longer = g_strnfill (513, 'a');

  assert_text (sublet_rent_text_image_problem ("pytorch/pytorch:latest"), NULL);
  assert_text (sublet_rent_text_image_problem ("vastai/base-image:@vastai-automatic-tag"), NULL);
  assert_text (sublet_rent_text_image_problem ("r.example:5000/a/b@sha256:0af1"), NULL);
  assert_text (sublet_rent_text_image_problem (longest), NULL);

  assert_text (sublet_rent_text_image_problem (NULL),
               "Name an image, such as pytorch/pytorch:latest.");
  assert_text (sublet_rent_text_image_problem (""),
               "Name an image, such as pytorch/pytorch:latest.");
  assert_text (sublet_rent_text_image_problem ("pytorch latest"),
               "The name of an image has no spaces.");
  assert_text (sublet_rent_text_image_problem ("a;b"), "The name of an image cannot have “;”.");
  assert_text (sublet_rent_text_image_problem ("bücher"), "The name of an image cannot have “ü”.");
  assert_text (sublet_rent_text_image_problem ("/pytorch"),
               "The name of an image begins with a letter or a digit.");
  assert_text (sublet_rent_text_image_problem (longer),
               "This name is longer than an image's can be.");
}

static void
test_label (void)
{
  g_autofree char *longest = g_strnfill (127, 'x');
  g_autofree char *longer = g_strnfill (128, 'x');

  assert_text (sublet_rent_text_label_problem ("ada-4"), NULL);
  assert_text (sublet_rent_text_label_problem (longest), NULL);

  assert_text (sublet_rent_text_label_problem (""),
               "Name the instance, so that you find it again.");
  assert_text (sublet_rent_text_label_problem ("a\tb"), "A label is one line of plain text.");
  assert_text (sublet_rent_text_label_problem (longer),
               "A label has at most 127 characters; this one has 128.");
}

static void
test_next_label (void)
{
  const char *none[] = { NULL };
  const char *some[] = { "ada-3", "ada-1", "adam-9", "ada-x", "old-run", NULL };

  assert_text (sublet_rent_text_next_label ("ada", none), "ada-1");
  assert_text (sublet_rent_text_next_label ("ada", some), "ada-4");
}

static void
test_ceiling (void)
{
  const gint64 rate = 325111111;

  assert_text (sublet_rent_text_ceiling_problem (0, rate), NULL);
  assert_text (sublet_rent_text_ceiling_problem (341000000, rate), NULL);
  /* As typed: with three decimals. */
  assert_text (sublet_rent_text_ceiling_problem (325000000, rate), NULL);
  assert_text (sublet_rent_text_ceiling_problem (1, SUBLET_MONEY_UNKNOWN), NULL);

  assert_text (sublet_rent_text_ceiling_problem (324000000, rate),
               "Below this offer's $0.325/h nothing can be taken; 0 turns it off.");
  assert_text (sublet_rent_text_ceiling_problem (SUBLET_MONEY_UNKNOWN, rate),
               "Type a rate in dollars an hour, or 0 to never take another one.");
  assert_text (sublet_rent_text_ceiling_problem (-1, rate),
               "Type a rate in dollars an hour, or 0 to never take another one.");
}

static void
test_checks (void)
{
  g_autoptr (GError)
    read_only = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_READ_ONLY, "another process");
  g_autoptr (GError) no_key = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_AUTH, "no key");
  SubletRentCheckFacts facts = {
    .kind = SUBLET_PREFLIGHT_KIND_RUNNING,
    .verdict = SUBLET_PREFLIGHT_VERDICT_WARNING,
    .count = 3,
    .rate_nusd = 1840000000,
    .amount_uusd = 41370000,
    .time_us = 50 * HOUR,
    .now_us = 44 * HOUR,
  };

  assert_text (sublet_rent_text_check (&facts), "3 instances run, $1.84/h");
  assert_text (sublet_rent_text_check_accept (&facts), "Rent one more");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);
  facts.count = 1;
  assert_text (sublet_rent_text_check (&facts), "1 instance runs, $1.84/h");
  facts.count = 0;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  assert_text (sublet_rent_text_check (&facts), "Nothing else is rented");
  assert_text (sublet_rent_text_check_accept (&facts), NULL);

  facts.kind = SUBLET_PREFLIGHT_KIND_CREDIT;
  facts.rate_nusd = 2165000000;
  assert_text (sublet_rent_text_check (&facts), "Credit of $41.37 lasts 19 h");
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  assert_text (sublet_rent_text_check (&facts), "Your credit of $41.37 is not enough.");
  assert_text (sublet_rent_text_check_fix (&facts), "Add Credit");

  facts.verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  assert_text (sublet_rent_text_check (&facts), "Credit of $41.37 lasts 19 h, less than a day");
  facts.rate_nusd = 500000000;
  assert_text (sublet_rent_text_check (&facts), "Credit of $41.37 lasts 3 d, less than this job");
  facts.deposit_uusd = 20000000;
  facts.rate_nusd = 2165000000;
  assert_text (sublet_rent_text_check (&facts),
               "The deposit leaves $21.37, which lasts 9\u00a0h 52\u00a0min, less than a day");
  facts.rate_nusd = 500000000;
  assert_text (sublet_rent_text_check (&facts),
               "The deposit leaves $21.37, which lasts 42\u00a0h, less than this job");
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  assert_text (sublet_rent_text_check (&facts), "The deposit leaves $21.37, which lasts 42\u00a0h");
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  facts.deposit_uusd = 50000000;
  assert_text (sublet_rent_text_check (&facts),
               "Your credit of $41.37 is less than the deposit of $50.00.");
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  facts.amount_uusd = SUBLET_MONEY_UNKNOWN;
  assert_text (sublet_rent_text_check (&facts),
               "Your credit is not known: this key may not see the account.");

  facts.kind = SUBLET_PREFLIGHT_KIND_CAP;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  facts.rate_nusd = 2170000000;
  assert_text (sublet_rent_text_check (&facts), "This would make $2.17/h, above your spend cap.");
  facts.cap_per_day_uusd = 50000000;
  assert_text (sublet_rent_text_check (&facts),
               "This would make $52.08 a day; your cap is $50.00.");
  facts.cap_per_hour_nusd = 2000000000;
  assert_text (sublet_rent_text_check (&facts), "This would make $2.17/h; your cap is $2.00/h.");
  assert_text (sublet_rent_text_check_fix (&facts), "Change the Cap…");

  facts.kind = SUBLET_PREFLIGHT_KIND_CONTRACT;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  assert_text (sublet_rent_text_check (&facts),
               "The machine is offered for 6 h only, less than this job");
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  assert_text (sublet_rent_text_check (&facts), "The machine is offered for 6 h more");

  facts.kind = SUBLET_PREFLIGHT_KIND_KNOWN;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  facts.time_us = G_GINT64_CONSTANT (1795442520000000); /* Monday 23 November 2026, 14:02 */
  facts.now_us = facts.time_us + HOUR;
  assert_text (sublet_rent_text_check (&facts),
               "Your instances are not known since 14:02. Sublet rents only when it sees what "
               "runs.");
  assert_text (sublet_rent_text_check_fix (&facts), "Ask Again");

  facts.error = read_only;
  assert_text (sublet_rent_text_check (&facts),
               "Another Sublet has this profile, or its data is from a newer one.");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);
  facts.error = no_key;
  assert_text (sublet_rent_text_check (&facts),
               "Without a key that Vast accepts, Sublet does not see what runs.");
  assert_text (sublet_rent_text_check_fix (&facts), "See the Key…");

  assert_text (sublet_rent_text_open_warnings (1), "1 warning to accept");
  assert_text (sublet_rent_text_open_warnings (2), "2 warnings to accept");
}

static void
test_ssh_key (void)
{
  g_autoptr (GError) forbidden = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN, "no");
  g_autoptr (GError) failed = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SERVER, "500");
  SubletRentCheckFacts facts = {
    .kind = SUBLET_PREFLIGHT_KIND_SSH_KEY,
    .verdict = SUBLET_PREFLIGHT_VERDICT_CHECKING,
    .registration = SUBLET_KEY_REGISTRATION_REGISTERING,
  };

  assert_text (sublet_rent_text_check (&facts), "Registering the SSH key…");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  facts.registration = SUBLET_KEY_REGISTRATION_REGISTERED;
  assert_text (sublet_rent_text_check (&facts), "SSH key is registered");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);
  facts.registration = SUBLET_KEY_REGISTRATION_TEAM_REFUSED;
  assert_text (sublet_rent_text_check (&facts), "SSH key goes to the instance when it runs");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);

  facts.verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  facts.registration = SUBLET_KEY_REGISTRATION_MISSING;
  assert_text (sublet_rent_text_check (&facts),
               "SSH key is not registered. It goes to the instance when it runs.");
  assert_text (sublet_rent_text_check_fix (&facts), "Register It");
  assert_text (sublet_rent_text_check_accept (&facts), "Rent it all the same");
  facts.registration = SUBLET_KEY_REGISTRATION_FAILED;
  facts.error = failed;
  assert_text (sublet_rent_text_check (&facts),
               "SSH key could not be registered. It goes to the instance when it runs.");
  assert_text (sublet_rent_text_check_fix (&facts), "Register It");
  facts.error = forbidden;
  assert_text (sublet_rent_text_check (&facts),
               "This API key may not register the SSH key. It goes to the instance when it runs.");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);
}

/* Of a rental with a key of its own: which it is, or why it cannot be used and what to do. */
static void
test_own_key (void)
{
  g_autoptr (GError) gone = NULL;
  g_autoptr (GError) rsa = NULL;
  SubletRentCheckFacts facts = {
    .kind = SUBLET_PREFLIGHT_KIND_SSH_KEY,
    .verdict = SUBLET_PREFLIGHT_VERDICT_CHECKING,
    .own_key = true,
  };

  sublet_key_problem_set_error (&gone, SUBLET_KEY_PROBLEM_GONE, NULL);
  sublet_key_problem_set_error (&rsa, SUBLET_KEY_PROBLEM_OLD_FORM, NULL);
  /* An agent that says nothing holds everything up: the line tells why. */
  assert_text (sublet_rent_text_check (&facts), "Looking at the SSH key…");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  facts.key_name = "";
  assert_text (sublet_rent_text_check (&facts), "Sublet's own SSH key, as chosen for this rental");
  facts.key_name = "lab";
  assert_text (sublet_rent_text_check (&facts), "SSH key lab, as chosen for this rental");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  facts.key_name = NULL;
  facts.error = gone;
  assert_text (sublet_rent_text_check (&facts),
               "The file of your SSH key is not there. Put it back, or choose another for this "
               "rental.");
  assert_text (sublet_rent_text_check_fix (&facts), NULL);
  assert_text (sublet_rent_text_check_short (SUBLET_PREFLIGHT_KIND_SSH_KEY),
               "The SSH key cannot be used");
  facts.error = rsa;
  assert_text (sublet_rent_text_check (&facts),
               "That SSH key is in an old form. Convert it with “ssh-keygen -p -f FILE”; it stays "
               "the same key.");
}

static void
test_money (void)
{
  SubletQuote quote = {
    .running_rate_nusd = 325111111,
    .job_uusd = 2670000,
  };

  assert_text (sublet_rent_text_button (1, 325111111), "Rent · $0.325/h");
  assert_text (sublet_rent_text_button (4, 1300444444), "Rent 4 · $1.300/h");
  assert_text (sublet_rent_text_button (1, SUBLET_MONEY_UNKNOWN), "Rent");
  assert_text (sublet_rent_text_button (0, 325111111), "Rent");
  assert_text (sublet_rent_text_total (&quote, 8), "$0.325/h, about $2.67 for a job of 8 h");

  g_assert_cmpint (sublet_rent_lasts_us (41370000, 2165000000) / HOUR, ==, 19);
  g_assert_cmpint (sublet_rent_lasts_us (SUBLET_MONEY_UNKNOWN, 1), ==, 0);
  g_assert_cmpint (sublet_rent_lasts_us (0, 1), ==, 0);
  g_assert_cmpint (sublet_rent_lasts_us (1, 0), ==, 0);
}

static void
test_machine_checks (void)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (SubletRuntimeReport) report = NULL;
  SubletRentCheckFacts facts = {
    .kind = SUBLET_PREFLIGHT_KIND_CUDA,
    .verdict = SUBLET_PREFLIGHT_VERDICT_FINE,
    .needed = 12.4,
    .offered = 12.8,
  };

  assert_text (sublet_rent_text_check (&facts), "CUDA 12.8, the image needs 12.4");
  facts.needed_is_least = true;
  assert_text (sublet_rent_text_check (&facts), "CUDA 12.8, the image needs 12.4 or newer");
  facts.offered = 12.2;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  assert_text (sublet_rent_text_check (&facts), "CUDA 12.2, the image needs 12.4. It may not run.");
  assert_text (sublet_rent_text_check_accept (&facts), "Rent it all the same");
  facts.offered = 11.8;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  assert_text (sublet_rent_text_check (&facts),
               "CUDA 11.8 is too old: this GPU cannot run the image, which needs 12.4.");
  assert_text (sublet_rent_text_check_short (facts.kind), "The driver is too old for the image");
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  facts.offered = NAN;
  assert_text (sublet_rent_text_check (&facts),
               "The image needs CUDA 12.4; what the driver offers is not known");
  facts.offered = 11.8;
  facts.needed = NAN;
  assert_text (sublet_rent_text_check (&facts), "CUDA 11.8; what the image needs is not known");
  facts.needed = 0;
  assert_text (sublet_rent_text_check (&facts), "The image needs no particular CUDA");

  facts.kind = SUBLET_PREFLIGHT_KIND_IMAGE;
  facts.needed = 7.9;
  facts.offered = 64;
  facts.duration_us = 2 * G_TIME_SPAN_MINUTE;
  assert_text (sublet_rent_text_check (&facts), "Image 7.9 GB, about 2 min");
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  facts.duration_us = 40 * G_TIME_SPAN_MINUTE;
  assert_text (sublet_rent_text_check (&facts), "Image 7.9 GB, up to 40 min over this link.");
  facts.offered = 9;
  assert_text (sublet_rent_text_check (&facts),
               "The image takes 7.9 of 9 GB, which leaves little room.");
  facts.offered = 8;
  facts.needed = 9.6;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  assert_text (sublet_rent_text_check (&facts), "The image takes 9.6 GB, the disk has 8 GB.");
  facts.needed = NAN;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  assert_text (sublet_rent_text_check (&facts), "How large the image is, is not known");

  facts.kind = SUBLET_PREFLIGHT_KIND_MACHINE;
  assert_text (sublet_rent_text_check (&facts), "Nothing of yours has failed on this machine");
  facts.count = 2;
  facts.verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  facts.now_us = 44 * HOUR;
  facts.time_us = 43 * HOUR;
  assert_text (sublet_rent_text_check (&facts),
               "2 rentals of yours failed on this machine, last 19:00.");
  report = sublet_ui_runtime_report_new (42 * HOUR, NULL);
  sublet_manual_clock_set_wall_us (clock, 44 * HOUR);
  facts.report = report;
  facts.clock = SUBLET_CLOCK (clock);
  assert_text (sublet_rent_text_check (&facts),
               "2 rentals of yours failed on this machine, last 19:00. "
               "Checked by you, 18:00: Fit for work");
  facts.count = 0;
  assert_text (sublet_rent_text_check (&facts), "Checked by you, 18:00: Fit for work");
}

static void
test_deposit (void)
{
  const SubletQuote plain = { .gpu_rate_nusd = 310000000, .running_rate_nusd = 325000000 };
  const SubletQuote less = { .gpu_rate_nusd = 238700000, .running_rate_nusd = 253700000 };
  const SubletQuote unknown = {
    .gpu_rate_nusd = SUBLET_MONEY_UNKNOWN,
    .running_rate_nusd = SUBLET_MONEY_UNKNOWN,
  };

  assert_text (sublet_rent_text_deposit_problem (0, 41370000), NULL);
  assert_text (sublet_rent_text_deposit_problem (41370000, 41370000), NULL);
  assert_text (sublet_rent_text_deposit_problem (41370001, 41370000),
               "The deposit is more than your credit of $41.37.");
  assert_text (sublet_rent_text_deposit_problem (1, -5),
               "The deposit is more than your credit of $0.00.");
  assert_text (sublet_rent_text_deposit_problem (41370001, SUBLET_MONEY_UNKNOWN), NULL);
  assert_text (sublet_rent_text_deposit_problem (G_GINT64_CONSTANT (100000000001),
                                                 SUBLET_MONEY_UNKNOWN),
               "A deposit is at most $100000.00.");
  assert_text (sublet_rent_text_deposit_problem (SUBLET_MONEY_UNKNOWN, 41370000),
               "Type an amount in dollars, or 0 for no deposit.");

  assert_text (sublet_rent_text_deposit_hint (0, &plain, &less),
               "Without a deposit it is on-demand, $0.325/h. A deposit brings up to 23\u00a0% off "
               "the GPU.");
  assert_text (sublet_rent_text_deposit_hint (0, &plain, &plain),
               "Without a deposit it is on-demand, $0.325/h. This machine gives no discount.");
  assert_text (sublet_rent_text_deposit_hint (25000000, &plain, &less),
               "Paid from your credit once it runs: up to 23\u00a0% off the GPU, for up to "
               "4\u00a0d. If it is destroyed early, the discount so far and 5\u00a0% are lost; the "
               "rest comes back.");
  assert_text (sublet_rent_text_deposit_hint (25000000, &plain, &unknown),
               "This machine gives no discount: a deposit only locks money.");
}

static void
test_offer_line (void)
{
  SubletOfferRow row;

  sublet_offer_row_init (&row);
  assert_text (sublet_rent_text_offer_line (&row), "");
  row.reliability = 0.9957;
  g_strlcpy (row.country, "FI", sizeof row.country);
  row.verification = SUBLET_VERIFICATION_VERIFIED;
  assert_text (sublet_rent_text_offer_line (&row), "Finland · 99.57 % reliable · verified");
  sublet_offer_row_clear (&row);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/rent/text/disk", test_disk);
  g_test_add_func ("/ui/rent/text/image", test_image);
  g_test_add_func ("/ui/rent/text/label", test_label);
  g_test_add_func ("/ui/rent/text/next-label", test_next_label);
  g_test_add_func ("/ui/rent/text/ceiling", test_ceiling);
  g_test_add_func ("/ui/rent/text/checks", test_checks);
  g_test_add_func ("/ui/rent/text/ssh-key", test_ssh_key);
  g_test_add_func ("/ui/rent/text/own-key", test_own_key);
  g_test_add_func ("/ui/rent/text/machine-checks", test_machine_checks);
  g_test_add_func ("/ui/rent/text/money", test_money);
  g_test_add_func ("/ui/rent/text/deposit", test_deposit);
  g_test_add_func ("/ui/rent/text/offer-line", test_offer_line);

  return g_test_run ();
}
