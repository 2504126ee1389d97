/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/journal-fixture.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

/* What is kept of an account beside its rentals: orders, meters, and when a list was complete. */

static void
test_orders (JournalFixture *f, gconstpointer data)
{
  SubletOrderRecord order = {
    .id = (char *) "order",
    .owner = { .server = (char *) "https://vast.example", .account_id = 900 },
    .contract_id = 4,
    .kind = SUBLET_ORDER_DESTROY,
    .written_us = 5,
  };
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  g_autoptr (SubletJournalContents) open = NULL;
  g_autoptr (SubletJournalContents) closed = NULL;
  const SubletOrderRecord *read;
  g_autoptr (GError) error = NULL;

  sublet_journal_batch_put_order (batch, &order);
  g_assert_true (journal_fixture_commit (f, batch, &error));
  g_assert_no_error (error);
  open = journal_fixture_load (f, 0);
  g_assert_cmpuint (open->orders->len, ==, 1);
  read = g_ptr_array_index (open->orders, 0);
  g_assert_cmpint (read->kind, ==, SUBLET_ORDER_DESTROY);
  g_assert_cmpint (read->contract_id, ==, 4);
  g_assert_cmpint (read->owner.account_id, ==, 900);
  g_assert_null (read->rental_id);

  order.closed_us = 9;
  order.outcome = (char *) "gone";
  batch = sublet_journal_batch_new ();
  sublet_journal_batch_put_order (batch, &order);
  g_assert_true (journal_fixture_commit (f, batch, &error));
  closed = journal_fixture_load (f, 0);
  g_assert_cmpuint (closed->orders->len, ==, 0);
}

static void
test_meters (JournalFixture *f, gconstpointer data)
{
  const SubletOwner owner = { .server = (char *) "https://vast.example", .account_id = 900 };
  const SubletOwner other = { .server = (char *) "https://vast.example", .account_id = 901 };
  const SubletMeterRecord meter = { 4, 1440000, 7, SUBLET_MONEY_UNKNOWN };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) other_result = NULL;
  g_autoptr (GArray) meters = NULL;
  g_autoptr (GArray) others = NULL;
  g_autoptr (GError) error = NULL;

  sublet_journal_put_meter (f->journal, &owner, &meter);
  sublet_journal_put_meter (f->journal, &owner, &meter);
  sublet_journal_load_meters_async (f->journal, &owner, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  meters = sublet_journal_load_meters_finish (f->journal, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (meters->len, ==, 1);
  g_assert_cmpint (g_array_index (meters, SubletMeterRecord, 0).meter_uusd, ==, 1440000);
  g_assert_cmpint (g_array_index (meters, SubletMeterRecord, 0).meter_rate_nusd,
                   ==,
                   SUBLET_MONEY_UNKNOWN);

  sublet_journal_load_meters_async (f->journal, &other, sublet_test_on_result, &other_result);
  sublet_test_await_result (&other_result);
  others = sublet_journal_load_meters_finish (f->journal, other_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (others->len, ==, 0);
}

static void
test_lists (JournalFixture *f, gconstpointer data)
{
  const SubletOwner owner = { .server = (char *) "https://vast.example", .account_id = 900 };
  const SubletOwner other = { .server = (char *) "https://other.example", .account_id = 900 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) lists = NULL;
  g_autoptr (GError) error = NULL;

  sublet_journal_put_list (f->journal, &owner, 41);
  sublet_journal_put_list (f->journal, &owner, 42);
  sublet_journal_put_list (f->journal, &other, 43);
  sublet_journal_load_lists_async (f->journal, owner.server, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  lists = sublet_journal_load_lists_finish (f->journal, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lists->len, ==, 1);
  g_assert_cmpint (g_array_index (lists, SubletListRecord, 0).account_id, ==, 900);
  g_assert_cmpint (g_array_index (lists, SubletListRecord, 0).known_at_us, ==, 42);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  JOURNAL_FIXTURE_ADD ("orders", test_orders);
  JOURNAL_FIXTURE_ADD ("meters", test_meters);
  JOURNAL_FIXTURE_ADD ("lists", test_lists);

  return g_test_run ();
}
