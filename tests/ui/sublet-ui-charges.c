/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-charges.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-error.h"
#include "core/billing/sublet-charge-history-private.h"
#include "core/billing/sublet-charge-store.h"
#include "support/sublet-test.h"

#define NO_SUCH_SERVER "http://127.0.0.1:1"
#define CENT G_GINT64_CONSTANT (10000)

/**
 * sublet_ui_charges_new_for_client:
 * @fixture: a fixture
 * @client: the service
 *
 * Returns: (transfer full): charges of nobody yet
 */
SubletUiCharges *
sublet_ui_charges_new_for_client (SubletUiFixture *fixture, SubletClient *client)
{
  SubletUiCharges *charges = g_new0 (SubletUiCharges, 1);

  charges->fixture = fixture;
  charges->journal = sublet_ui_journal_new (fixture, 6);
  charges->client = g_object_ref (client);
  charges->history = sublet_charge_history_new (charges->client, charges->journal->database);

  return charges;
}

/**
 * sublet_ui_charges_new:
 * @fixture: a fixture
 *
 * Returns: (transfer full): charges of nobody yet
 */
SubletUiCharges *
sublet_ui_charges_new (SubletUiFixture *fixture)
{
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (GError) error = NULL;

  client = sublet_client_new (NO_SUCH_SERVER, SUBLET_CLOCK (fixture->clock), &error);
  g_assert_no_error (error);

  return sublet_ui_charges_new_for_client (fixture, client);
}

/**
 * sublet_ui_charges_free:
 * @charges: (transfer full): charges that nobody shows any more
 */
void
sublet_ui_charges_free (SubletUiCharges *charges)
{
  sublet_charge_history_set_account (charges->history, 0);
  g_clear_object (&charges->history);
  g_clear_object (&charges->client);
  g_clear_pointer (&charges->journal, sublet_ui_journal_free);
  g_free (charges);
}

static void
add (GPtrArray *rows, gint64 instance_id, const char *label, gint64 gpu_uusd, guint seed)
{
  SubletChargeData data = {
    .instance_id = instance_id,
    .type = g_strdup (instance_id != 0 ? "instance" : "volume"),
    .source = instance_id != 0 ? g_strdup_printf ("instance-%" G_GINT64_FORMAT, instance_id)
                               : g_strdup ("volume-771"),
    .label = g_strdup (label),
    .parts_uusd = { gpu_uusd, (20 + seed * 13 % 9) * CENT },
  };
  gsize kind;

  if (gpu_uusd > 0)
    {
      data.parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD] = seed * 7 % 30 * CENT;
      data.parts_uusd[SUBLET_CHARGE_KIND_UPLOAD] = seed * 5 % 12 * CENT;
    }
  for (kind = 0; kind < SUBLET_N_CHARGE_KINDS; kind++)
    data.amount_uusd += data.parts_uusd[kind];
  g_ptr_array_add (rows, sublet_charge_new_take (&data));
}

/**
 * sublet_ui_charges_put:
 * @charges: charges
 * @n_days_ago: which day
 * @charged: whether anything was charged in it
 */
void
sublet_ui_charges_put (SubletUiCharges *charges, guint n_days_ago, bool charged)
{
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (charges->fixture->clock));
  gint64 day_us = sublet_charge_day_floor (now_us) - n_days_ago * G_TIME_SPAN_DAY;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SubletChargeDay) day = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (charged)
    {
      add (rows, 40112233, "ada-1", (120 + n_days_ago * 37 % 500) * CENT, n_days_ago);
      if (n_days_ago % 3 != 1)
        add (rows, 40112234, "old-run", (60 + n_days_ago * 53 % 250) * CENT, n_days_ago + 1);
      if (n_days_ago % 5 == 2)
        add (rows, 40199999, NULL, 31 * CENT, n_days_ago + 2);
      add (rows, 0, NULL, 0, 1);
    }
  day = sublet_charge_day_new (day_us, now_us, rows);
  sublet_charge_store_put_async (charges->journal->database,
                                 sublet_client_get_server (charges->client),
                                 SUBLET_UI_ACCOUNT,
                                 day,
                                 sublet_test_on_result,
                                 &result);
  sublet_test_await_result (&result);
  sublet_charge_store_put_finish (charges->journal->database, result, &error);
  g_assert_no_error (error);
}

/**
 * sublet_ui_charges_put_all:
 * @charges: charges
 * @n_days: how many
 */
void
sublet_ui_charges_put_all (SubletUiCharges *charges, guint n_days)
{
  guint i;

  for (i = 0; i < n_days; i++)
    sublet_ui_charges_put (charges, i, i % 7 != 5);
}

static bool
is_read (gpointer history)
{
  return SUBLET_CHARGE_HISTORY (history)->loading == NULL &&
         SUBLET_CHARGE_HISTORY (history)->adding == NULL;
}

/**
 * sublet_ui_charges_load:
 * @charges: charges
 */
void
sublet_ui_charges_load (SubletUiCharges *charges)
{
  sublet_charge_history_set_account (charges->history, SUBLET_UI_ACCOUNT);
  sublet_test_await (is_read, charges->history);
}

/**
 * sublet_ui_charges_fail:
 * @charges: charges
 * @code: a SubletError
 */
void
sublet_ui_charges_fail (SubletUiCharges *charges, int code)
{
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, code, "GET charges: what the service said");

  sublet_cancel_clear (&charges->history->asking);
  sublet_charge_history_set_error (charges->history, error);
  sublet_charge_history_emit_changed (charges->history);
}
