/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "support/sublet-manual-clock.h"
#include "ui/journal/sublet-journal-text.h"
#include "ui/sublet-ui-test.h"

static SubletJournalRow
make_row (SubletJournalEnding ending, SubletRentalState state, SubletRentalReason reason)
{
  return (SubletJournalRow){ .id = "a",
                             .label = "ada-1",
                             .gpu_name = "RTX 4090",
                             .num_gpus = 2,
                             .place = "Uusimaa, FI",
                             .contract_id = 7,
                             .made_us = 1,
                             .quoted_running_nusd = 325000000,
                             .quoted_stopped_nusd = 15000000,
                             .meter_uusd = 1440000,
                             .meter_rate_nusd = SUBLET_MONEY_UNKNOWN,
                             .ending = ending,
                             .state = state,
                             .reason = reason };
}

/* Every reason is one for a refusal, one for a failure, or a note; a new one has to say which. */
static bool
is_for_refusal (SubletRentalReason reason)
{
  switch (reason)
    {
    case SUBLET_RENTAL_REASON_OFFER_GONE:
    case SUBLET_RENTAL_REASON_NEXT_TOO_DEAR:
    case SUBLET_RENTAL_REASON_NO_CANDIDATE:
    case SUBLET_RENTAL_REASON_KEY:
    case SUBLET_RENTAL_REASON_FORBIDDEN:
    case SUBLET_RENTAL_REASON_NO_CREDIT:
    case SUBLET_RENTAL_REASON_INVALID:
    case SUBLET_RENTAL_REASON_TEMPLATE:
    case SUBLET_RENTAL_REASON_NOT_SENT:
    case SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS:
    case SUBLET_RENTAL_REASON_CAP:
    case SUBLET_RENTAL_REASON_JOURNAL:
    case SUBLET_RENTAL_REASON_NOT_REPLACED:
      return true;

    case SUBLET_RENTAL_REASON_NONE:
    case SUBLET_RENTAL_REASON_IMAGE:
    case SUBLET_RENTAL_REASON_NO_PULL:
    case SUBLET_RENTAL_REASON_NO_SPACE:
    case SUBLET_RENTAL_REASON_CONTAINER:
    case SUBLET_RENTAL_REASON_EXITED:
    case SUBLET_RENTAL_REASON_HOST:
    case SUBLET_RENTAL_REASON_CREDIT_USED_UP:
    case SUBLET_RENTAL_REASON_LEASE:
    case SUBLET_RENTAL_REASON_PRICE_DIFFERS:
    case SUBLET_RENTAL_REASON_STUCK:
    case SUBLET_RENTAL_REASON_PREPAYING:
    case SUBLET_RENTAL_REASON_PREPAID:
    case SUBLET_RENTAL_REASON_NOT_PREPAID:
    case SUBLET_RENTAL_REASON_PREPAID_UNCLEAR:
    case SUBLET_RENTAL_REASON_BIDDING:
    case SUBLET_RENTAL_REASON_BID_CHANGED:
    case SUBLET_RENTAL_REASON_BID_NOT_CHANGED:
    case SUBLET_RENTAL_REASON_BID_UNCLEAR:
    case SUBLET_RENTAL_REASON_BID_NOT_SEEN:
    case SUBLET_RENTAL_REASON_INCREASE_ACCEPTING:
    case SUBLET_RENTAL_REASON_INCREASE_REJECTING:
    case SUBLET_RENTAL_REASON_INCREASE_ACCEPTED:
    case SUBLET_RENTAL_REASON_INCREASE_REJECTED:
    case SUBLET_RENTAL_REASON_INCREASE_NOT_ANSWERED:
    case SUBLET_RENTAL_REASON_INCREASE_WITHDRAWN:
    case SUBLET_RENTAL_REASON_INCREASE_UNCLEAR:
    case SUBLET_RENTAL_REASON_INCREASE_NOT_SEEN:
    case SUBLET_RENTAL_REASON_INCREASE_NOT_KNOWN:
    case SUBLET_RENTAL_REASON_INCREASE_APPLIED:
    case SUBLET_RENTAL_REASON_OWNER_KNOWN:
    case SUBLET_RENTAL_REASON_LEASE_CHANGED:
    case SUBLET_RENTAL_REASON_LEASE_BEGUN:
    case SUBLET_RENTAL_REASON_LEASE_OVER:
    case SUBLET_RENTAL_REASON_SSH_KEY_CHANGED:
    case SUBLET_RENTAL_REASON_OTHER:
      return false;
    }

  g_assert_not_reached ();
}

/* Why it does not run, of one that has not ended. */
static void
test_failures (void)
{
  static const SubletRentalReason reasons[] = {
    SUBLET_RENTAL_REASON_IMAGE,          SUBLET_RENTAL_REASON_NO_PULL,
    SUBLET_RENTAL_REASON_NO_SPACE,       SUBLET_RENTAL_REASON_CONTAINER,
    SUBLET_RENTAL_REASON_EXITED,         SUBLET_RENTAL_REASON_HOST,
    SUBLET_RENTAL_REASON_CREDIT_USED_UP, SUBLET_RENTAL_REASON_LEASE,
    SUBLET_RENTAL_REASON_OTHER,
  };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      SubletJournalRow row =
        make_row (SUBLET_JOURNAL_ENDING_NONE, SUBLET_RENTAL_STATE_FAILED, reasons[i]);

      g_assert_true (g_hash_table_add (seen, (gpointer) sublet_journal_text_get_ended_by (&row)));
    }
  /* It runs again: what was is over. */
  {
    SubletJournalRow row = make_row (SUBLET_JOURNAL_ENDING_NONE,
                                     SUBLET_RENTAL_STATE_READY,
                                     SUBLET_RENTAL_REASON_CREDIT_USED_UP);

    g_assert_cmpstr (sublet_journal_text_get_ended_by (&row), ==, "Ready");
  }
}

/* Every end has words of its own, and so has every reason for a refusal that there is. */
static void
test_endings (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  SubletJournalEnding ending;
  int reason;

  for (ending = SUBLET_JOURNAL_ENDING_DESTROYED; ending <= SUBLET_JOURNAL_ENDING_REFUSED; ending++)
    {
      SubletJournalRow row = make_row (ending, SUBLET_RENTAL_STATE_GONE, 0);

      g_assert_true (g_hash_table_add (seen, (gpointer) sublet_journal_text_get_ended_by (&row)));
    }
  for (reason = SUBLET_RENTAL_REASON_NONE; reason <= SUBLET_RENTAL_REASON_OTHER; reason++)
    {
      SubletJournalRow row = make_row (SUBLET_JOURNAL_ENDING_REFUSED,
                                       SUBLET_RENTAL_STATE_REFUSED,
                                       (SubletRentalReason) reason);

      if (is_for_refusal ((SubletRentalReason) reason))
        g_assert_true (g_hash_table_add (seen, (gpointer) sublet_journal_text_get_ended_by (&row)));
    }
  {
    SubletJournalRow row = make_row (SUBLET_JOURNAL_ENDING_NONE, SUBLET_RENTAL_STATE_READY, 0);

    g_assert_cmpstr (sublet_journal_text_get_ended_by (&row), ==, "Ready");
  }
}

static void
test_cells (void)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  SubletJournalRow row = make_row (SUBLET_JOURNAL_ENDING_DESTROYED, SUBLET_RENTAL_STATE_GONE, 0);
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (clock));
  g_autofree char *place = sublet_journal_text_dup_place (&row);
  g_autofree char *gpu = sublet_journal_text_dup_gpu (&row);
  g_autofree char *quoted = sublet_journal_text_dup_quoted (&row);
  g_autofree char *real = sublet_journal_text_dup_real (&row, SUBLET_CLOCK (clock));
  g_autofree char *ran_for = NULL;
  g_autofree char *words = sublet_journal_text_dup_ending_words (&row);
  g_autofree char *sentence = NULL;
  SubletJournalRow nothing = { .meter_uusd = SUBLET_MONEY_UNKNOWN,
                               .quoted_running_nusd = SUBLET_MONEY_UNKNOWN };
  g_autofree char *no_label = sublet_journal_text_dup_label (&nothing);
  g_autofree char *no_place = sublet_journal_text_dup_place (&nothing);
  g_autofree char *no_quote = sublet_journal_text_dup_quoted (&nothing);
  g_autofree char *no_real = sublet_journal_text_dup_real (&nothing, SUBLET_CLOCK (clock));
  g_autofree char *no_time = sublet_journal_text_dup_ran_for (&nothing, SUBLET_CLOCK (clock));
  g_autofree char *no_when = sublet_journal_text_dup_when (&nothing, SUBLET_CLOCK (clock));

  row.made_us = now_us - 10 * G_TIME_SPAN_HOUR;
  row.ended_us = now_us - 6 * G_TIME_SPAN_HOUR;
  ran_for = sublet_journal_text_dup_ran_for (&row, SUBLET_CLOCK (clock));
  sentence = sublet_journal_text_dup_sentence (&row, SUBLET_CLOCK (clock));
  g_assert_cmpstr (place, ==, "Finland");
  g_assert_cmpstr (gpu, ==, "2\302\240×\302\240RTX 4090");
  g_assert_cmpstr (quoted, ==, "$0.325/h");
  g_assert_cmpstr (real, ==, "$1.44");
  g_assert_cmpstr (ran_for, ==, "4\302\240h");
  g_assert_cmpstr (words, ==, "You\nGone");
  g_assert_nonnull (strstr (sentence, "ended by: You, $1.44 in all"));
  g_assert_cmpstr (no_label, ==, "–");
  g_assert_cmpstr (no_place, ==, "–");
  g_assert_cmpstr (no_quote, ==, "–");
  g_assert_cmpstr (no_real, ==, "–");
  g_assert_cmpstr (no_time, ==, "–");
  g_assert_cmpstr (no_when, ==, "–");
}

/* A journal is of years. */
static void
test_time (void)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (clock));
  g_autofree char *today = sublet_journal_text_dup_time (now_us, SUBLET_CLOCK (clock));
  g_autofree char *old =
    sublet_journal_text_dup_time (now_us - 400 * G_TIME_SPAN_DAY, SUBLET_CLOCK (clock));

  g_assert_cmpstr (today, ==, "14:10");
  g_assert_nonnull (strstr (old, " 20"));
  g_assert_null (strchr (old, ':'));
}

static void
test_count (void)
{
  g_autofree char *one = sublet_journal_text_dup_count (1, 1);
  g_autofree char *many = sublet_journal_text_dup_count (10000, 10000);
  g_autofree char *some = sublet_journal_text_dup_count (12, 10000);

  g_assert_cmpstr (one, ==, "1 entry");
  g_assert_nonnull (strstr (many, "entries"));
  g_assert_true (g_str_has_prefix (some, "12 of "));
}

/* Running hours at the running rate, stopped ones at the stopped rate, the rest free. */
static void
test_quoted (void)
{
  SubletJournalRow row = make_row (SUBLET_JOURNAL_ENDING_NONE, SUBLET_RENTAL_STATE_STOPPED, 0);
  const SubletJournalMoment moments[] = {
    { .at_us = 0, .state = SUBLET_RENTAL_STATE_REQUESTING },
    { .at_us = G_TIME_SPAN_HOUR, .state = SUBLET_RENTAL_STATE_READY },
    { .kind = SUBLET_JOURNAL_MOMENT_ORDER, .at_us = 2 * G_TIME_SPAN_HOUR },
    { .at_us = 3 * G_TIME_SPAN_HOUR, .state = SUBLET_RENTAL_STATE_STOPPED },
  };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (SubletJournalMoment));

  g_array_append_vals (array, moments, G_N_ELEMENTS (moments));
  g_assert_cmpint (sublet_journal_text_get_quoted_uusd (&row, array, 13 * G_TIME_SPAN_HOUR),
                   ==,
                   2 * 325000 + 10 * 15000);
  row.quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  g_assert_cmpint (sublet_journal_text_get_quoted_uusd (&row, array, 13 * G_TIME_SPAN_HOUR),
                   ==,
                   SUBLET_MONEY_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/journal/text/endings", test_endings);
  g_test_add_func ("/ui/journal/text/failures", test_failures);
  g_test_add_func ("/ui/journal/text/cells", test_cells);
  g_test_add_func ("/ui/journal/text/time", test_time);
  g_test_add_func ("/ui/journal/text/count", test_count);
  g_test_add_func ("/ui/journal/text/quoted", test_quoted);

  return g_test_run ();
}
