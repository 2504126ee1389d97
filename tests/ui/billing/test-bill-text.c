/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-bill-text.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-test.h"

/* 17 November 2026, 14:02 UTC */
#define NOW_US (G_GINT64_CONSTANT (1794924120) * G_TIME_SPAN_SECOND)

/* Takes the text, and reads no-break spaces as blanks. */
static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;
  g_auto (GStrv) blanks = g_strsplit (owned, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", blanks);
  g_auto (GStrv) joiners = g_strsplit (plain, "\342\201\240", -1);
  g_autofree char *words = g_strjoinv ("", joiners);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_row (void)
{
  SubletBillRental rental = { .contract_id = 40112233, .gpu_name = (char *) "RTX 4090" };
  SubletBillCheckRow row = {
    .rental = &rental,
    .until_us = 1,
    .whole = true,
    .quoted_uusd = 3100000,
    .metered_uusd = 3110000,
    .billed_uusd = 3620000,
    .difference_uusd = 520000,
    .exceeds = true,
    .cause = SUBLET_BILL_CAUSE_TRAFFIC,
  };

  assert_text (sublet_bill_text_dup_title (&row), "Instance 40112233 · RTX 4090");
  assert_text (sublet_bill_text_dup_facts (&row, NOW_US),
               "quoted $3.10 · running total $3.11 · billed $3.62 · +16.8 % · likely traffic");
  assert_text (sublet_bill_text_dup_difference (&row), "⚠ +$0.52");
  assert_text (sublet_bill_text_dup_alert (&row), "Instance 40112233 cost more than quoted");
  assert_text (sublet_bill_text_dup_alert_body (&row),
               "Billed $3.62, quoted $3.10: likely traffic.");

  rental.label = (char *) "ada-1";
  rental.gpu_name = NULL;
  row.exceeds = false;
  row.whole = false;
  row.billed_uusd = 3070000;
  row.difference_uusd = -30000;
  row.metered_uusd = SUBLET_MONEY_UNKNOWN;
  assert_text (sublet_bill_text_dup_title (&row), "ada-1");
  /* Whose cause nobody asks for, and what is not known, is not said. */
  assert_text (sublet_bill_text_dup_facts (&row, NOW_US),
               "quoted $3.10 · billed $3.07 · so far · −1.0 %");
  assert_text (sublet_bill_text_dup_difference (&row), "−$0.03");

  assert_text (sublet_bill_text_dup_percent (&row), "−1.0 %");
  assert_text (sublet_bill_text_dup_remark (&row, NOW_US), "so far");

  /* Nobody saw it end. */
  row.whole = true;
  row.about_us = NOW_US - 3 * G_TIME_SPAN_HOUR;
  assert_text (sublet_bill_text_dup_remark (&row, NOW_US), "until about 17 Nov 11:02 UTC");
  assert_text (sublet_bill_text_dup_facts (&row, NOW_US),
               "quoted $3.10 · billed $3.07 · −1.0 % · until about 17 Nov 11:02 UTC");
  row.about_us = 0;
  assert_text (sublet_bill_text_dup_remark (&row, NOW_US), "");

  row.quoted_uusd = SUBLET_MONEY_UNKNOWN;
  row.difference_uusd = SUBLET_MONEY_UNKNOWN;
  assert_text (sublet_bill_text_dup_difference (&row), "–");
  row.until_us = 0;
  assert_text (sublet_bill_text_dup_facts (&row, NOW_US), "not billed yet");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/bill-text/row", test_row);

  return g_test_run ();
}
