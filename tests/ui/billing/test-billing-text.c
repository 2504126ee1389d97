/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "ui/billing/sublet-billing-range.h"
#include "ui/billing/sublet-billing-text.h"
#include "ui/sublet-ui-bill.h"
#include "ui/sublet-ui-test.h"

/* 23 Nov 2026 14:10:00 UTC. */
#define NOW_US (G_GINT64_CONSTANT (1795443000) * G_TIME_SPAN_SECOND)

/* Takes the text, and reads no-break spaces as blanks. */
static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = g_strsplit (owned, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static gint64
utc (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, hour, minute, 0);

  return g_date_time_to_unix (time) * G_TIME_SPAN_SECOND;
}

static void
test_ranges (void)
{
  static const struct
  {
    SubletBillingRange range;
    int now[3];
    const char *days;
  } rows[] = {
    { SUBLET_BILLING_RANGE_30_DAYS, { 2026, 11, 28 }, "30 Oct to 28 Nov, UTC days" },
    { SUBLET_BILLING_RANGE_THIS_MONTH, { 2026, 11, 23 }, "1 Nov to 23 Nov, UTC days" },
    { SUBLET_BILLING_RANGE_THIS_MONTH, { 2026, 11, 1 }, "1 Nov, UTC day" },
    { SUBLET_BILLING_RANGE_LAST_MONTH, { 2026, 11, 30 }, "1 Oct to 31 Oct, UTC days" },
    { SUBLET_BILLING_RANGE_LAST_MONTH, { 2028, 3, 31 }, "1 Feb to 29 Feb, UTC days" },
    { SUBLET_BILLING_RANGE_LAST_MONTH, { 2027, 1, 5 }, "1 Dec 2026 to 31 Dec 2026, UTC days" },
    { SUBLET_BILLING_RANGE_30_DAYS, { 2027, 1, 5 }, "7 Dec 2026 to 5 Jan 2027, UTC days" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const int *now = rows[i].now;
      gint64 early_us = utc (now[0], now[1], now[2], 0, 0);
      gint64 late_us = utc (now[0], now[1], now[2], 23, 59);
      gint64 from_us;
      gint64 until_us;

      sublet_billing_range_get (rows[i].range, early_us, &from_us, &until_us);
      assert_text (sublet_billing_text_dup_days (from_us, until_us, early_us), rows[i].days);
      sublet_billing_range_get (rows[i].range, late_us, &from_us, &until_us);
      assert_text (sublet_billing_text_dup_days (from_us, until_us, late_us), rows[i].days);
    }
}

static void
test_day (void)
{
  static const char *const others[] = {
    "", "2026-11-31", "20261117", "2026-11-1", "2026-11-17T", "17.11.2026", "2026-11-17T00:00:00Z",
  };
  gsize i;

  assert_text (sublet_billing_range_dup_day (utc (2026, 11, 17, 23, 59)), "2026-11-17");
  g_assert_cmpint (sublet_billing_range_read_day ("2026-11-17"), ==, utc (2026, 11, 17, 0, 0));
  for (i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (sublet_billing_range_read_day (others[i]), ==, 0);
}

static void
test_face (void)
{
  g_autoptr (GError)
    forbidden = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN, "billing_read");
  g_autoptr (GError) server = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SERVER, "500");
  const struct
  {
    const GError *error;
    gboolean waited;
    SubletBillingFaceKind kind;
  } rows[] = {
    { NULL, FALSE, SUBLET_BILLING_FACE_BLANK },
    { NULL, TRUE, SUBLET_BILLING_FACE_LOADING },
    /* Asked again: no spinner in its place. */
    { server, TRUE, SUBLET_BILLING_FACE_ERROR },
    { server, FALSE, SUBLET_BILLING_FACE_ERROR },
    { forbidden, TRUE, SUBLET_BILLING_FACE_FORBIDDEN },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (sublet_billing_text_choose_face (rows[i].error, rows[i].waited),
                     ==,
                     rows[i].kind);
}

/* Nothing is named that is not there, and a small part is not nothing. */
static void
test_facts (void)
{
  const gint64 parts_uusd[SUBLET_N_CHARGE_KINDS] = { 7190000, 222000, 10000, 4000, 10000 };
  const gint64 gpu_uusd[SUBLET_N_CHARGE_KINDS] = { 310000 };
  const gint64 nothing_uusd[SUBLET_N_CHARGE_KINDS] = { 0 };

  assert_text (sublet_spend_text_dup_facts (40112233, parts_uusd),
               "40112233 · GPU $7.19 · disk $0.22 · download $0.01 · upload under $0.01 · "
               "other $0.01");
  assert_text (sublet_spend_text_dup_facts (0, gpu_uusd), "GPU $0.31");
  assert_text (sublet_spend_text_dup_facts (0, nothing_uusd), "");
}

static void
test_payments (void)
{
  g_autoptr (SubletInvoice) paid =
    sublet_ui_make_invoice (SUBLET_INVOICE_KIND_CREDIT, NOW_US, 25 * SUBLET_UUSD_PER_USD, true);
  g_autoptr (SubletInvoice) due =
    sublet_ui_make_invoice (SUBLET_INVOICE_KIND_CREDIT, NOW_US, 50 * SUBLET_UUSD_PER_USD, false);
  g_autoptr (SubletInvoice) old = sublet_ui_make_invoice (SUBLET_INVOICE_KIND_TRANSFER,
                                                          utc (2025, 1, 2, 3, 4),
                                                          -SUBLET_UUSD_PER_USD,
                                                          true);
  g_autoptr (SubletInvoice) moved =
    sublet_ui_make_invoice (SUBLET_INVOICE_KIND_TRANSFER, NOW_US, 5 * SUBLET_UUSD_PER_USD, true);
  SubletInvoiceKind kind;

  assert_text (sublet_invoice_text_dup_title (paid), "Credit Added");
  assert_text (sublet_invoice_text_dup_facts (paid, NOW_US),
               "23 Nov 14:10 UTC · Card payment · no. 551");
  assert_text (sublet_invoice_text_dup_facts (due, NOW_US),
               "23 Nov 14:10 UTC · Card payment · no. 551 · not paid yet");
  assert_text (sublet_invoice_text_dup_title (old), "Credit Moved");
  assert_text (sublet_invoice_text_dup_facts (old, NOW_US),
               "2 Jan 2025 03:04 UTC · stripe · no. 551");
  assert_text (sublet_invoice_text_dup_amount (paid), "+\u2060$25.00");
  assert_text (sublet_invoice_text_dup_amount (moved), "$5.00");

  for (kind = SUBLET_INVOICE_KIND_CREDIT; kind <= SUBLET_INVOICE_KIND_OTHER; kind++)
    {
      g_autoptr (SubletInvoice) invoice = sublet_ui_make_invoice (kind, NOW_US, 0, true);
      g_autofree char *title = sublet_invoice_text_dup_title (invoice);

      g_assert_cmpstr (title, !=, "");
    }
}

static void
test_tiles (void)
{
  const SubletSpendingPart none[SUBLET_SPENDING_N] = { 0 };
  const SubletSpendingPart some[SUBLET_SPENDING_N] = {
    [SUBLET_SPENDING_RUNNING] = { .count = 3 },
    [SUBLET_SPENDING_STOPPED] = { .count = 2 },
  };
  SubletMoneyFacts facts = {
    .knowledge = SUBLET_KNOWLEDGE_NEVER,
    .credit_uusd = SUBLET_MONEY_UNKNOWN,
    .now_local_us = NOW_US,
    .known_local_us = NOW_US - 8 * G_TIME_SPAN_MINUTE,
  };

  assert_text (sublet_billing_text_dup_credit_line (&facts, NULL), "Not known yet");
  assert_text (sublet_billing_text_dup_spending_line (&facts, none), "Not known yet");
  assert_text (sublet_billing_text_dup_end_line (&facts), "Not known yet");

  facts.knowledge = SUBLET_KNOWLEDGE_KNOWN;
  assert_text (sublet_billing_text_dup_credit_line (&facts, NULL), "This key may not see it");
  assert_text (sublet_billing_text_dup_spending_line (&facts, none), "Nothing is billed");
  assert_text (sublet_billing_text_dup_end_line (&facts), "No end: nothing is billed");

  facts.credit_uusd = 5 * SUBLET_UUSD_PER_USD;
  facts.rate_nusd = SUBLET_NUSD_PER_USD;
  facts.lasts_us = 5 * G_TIME_SPAN_HOUR;
  assert_text (sublet_billing_text_dup_spending_line (&facts, some), "3 running · 2 stopped disks");
  assert_text (sublet_billing_text_dup_spending_line (&facts, none), "What bills is not listed");
  assert_text (sublet_billing_text_dup_end_line (&facts), "5 h at this rate");
  facts.rate_nusd = SUBLET_MONEY_UNKNOWN;
  facts.lasts_us = 0;
  assert_text (sublet_billing_text_dup_spending_line (&facts, some), "A price is missing");
  assert_text (sublet_billing_text_dup_end_line (&facts), "Not known");

  facts.knowledge = SUBLET_KNOWLEDGE_UNKNOWN;
  assert_text (sublet_billing_text_dup_credit_line (&facts, NULL), "as of 14:02");
  assert_text (sublet_billing_text_dup_spending_line (&facts, some), "as of 14:02");
  assert_text (sublet_billing_text_dup_end_line (&facts), "as of 14:02");
}

static void
test_credit (void)
{
  const SubletMoneyFacts facts = {
    .knowledge = SUBLET_KNOWLEDGE_KNOWN,
    .credit_uusd = 41 * SUBLET_UUSD_PER_USD,
  };
  const SubletAccountData said_nothing = {
    .balance_uusd = SUBLET_MONEY_UNKNOWN,
    .balance_threshold_uusd = SUBLET_MONEY_UNKNOWN,
    .balance_threshold_enabled = true,
    .autobill_threshold_uusd = SUBLET_MONEY_UNKNOWN,
    .autobill_amount_uusd = SUBLET_MONEY_UNKNOWN,
  };
  SubletAccountData account = said_nothing;

  assert_text (sublet_billing_text_dup_credit_line (&facts, NULL), "Prepaid at Vast");
  assert_text (sublet_billing_text_dup_credit_line (&facts, &account), "Prepaid at Vast");

  account.balance_uusd = facts.credit_uusd;
  assert_text (sublet_billing_text_dup_credit_line (&facts, &account), "Prepaid at Vast");

  account.balance_threshold_uusd = 5 * SUBLET_UUSD_PER_USD;
  assert_text (sublet_billing_text_dup_credit_line (&facts, &account),
               "Prepaid at Vast · Vast writes to you below $5.00");
  account.balance_threshold_enabled = false;
  assert_text (sublet_billing_text_dup_credit_line (&facts, &account), "Prepaid at Vast");

  account.balance_threshold_enabled = true;
  account.balance_uusd = -3 * SUBLET_UUSD_PER_USD;
  account.autobill_threshold_uusd = 10 * SUBLET_UUSD_PER_USD;
  assert_text (sublet_billing_text_dup_credit_line (&facts, &account),
               "Prepaid at Vast · balance −$3.00 · Vast writes to you below $5.00");
  account.autobill_amount_uusd = 25 * SUBLET_UUSD_PER_USD;
  assert_text (sublet_billing_text_dup_credit_line (&facts, &account),
               "Prepaid at Vast · balance −$3.00 · Vast adds $25.00 below $10.00");
  account.balance_uusd = 0;
  assert_text (sublet_billing_text_dup_credit_line (&facts, &account),
               "Prepaid at Vast · Vast adds $25.00 below $10.00");
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/text/ranges", test_ranges);
  g_test_add_func ("/ui/billing/text/day", test_day);
  g_test_add_func ("/ui/billing/text/face", test_face);
  g_test_add_func ("/ui/billing/text/facts", test_facts);
  g_test_add_func ("/ui/billing/text/payments", test_payments);
  g_test_add_func ("/ui/billing/text/tiles", test_tiles);
  g_test_add_func ("/ui/billing/text/credit", test_credit);

  return g_test_run ();
}
