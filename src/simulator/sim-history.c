/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-world.h"

#include "core/base/sublet-money.h"
#include "simulator/sim-random.h"

#define PAST_CONTRACTS 7
#define PAST_DAYS 20
#define FIRST_PAST_ID 39870411

/* Past top-ups: so many days before the start, in dollars. */
static const struct
{
  int days;
  int usd;
} top_ups[] = {
  { 48, 25 },
  { 26, 50 },
  { 9, 25 },
};

static void
enter (SimInstance *instance, gint64 at_us, const char *actual, bool gpu, bool disk, double gb)
{
  sim_instance_enter (instance,
                      (SimState){
                        .since_us = at_us,
                        .actual = actual,
                        .intended = "running",
                        .current = "running",
                        .next = "running",
                        .gpu_rate_nusd = gpu ? sim_instance_get_gpu_rate_nusd (instance) : 0,
                        .disk_rate_nusd = disk ? sim_instance_get_disk_rate_nusd (instance) : 0,
                        .download_gb = gb,
                      });
}

static SimInstance *
make_past_contract (SimWorld *self, SimAccount *account, SimRandom *random, int index)
{
  SimInstance *instance = sim_instance_new ();
  GPtrArray *offers = self->market->offers;
  SimOffer *offer = g_ptr_array_index (offers, sim_random_below (random, (int) offers->len));
  gint64 start_us = sim_clock_get_epoch_us (self->clock) -
                    (gint64) (sim_random_range (random, 1, PAST_DAYS) * (double) G_TIME_SPAN_DAY);
  gint64 end_us =
    start_us + (gint64) (sim_random_range (random, 0.4, 20) * (double) G_TIME_SPAN_HOUR);

  instance->id = FIRST_PAST_ID + index * 1733;
  instance->account = account;
  instance->offer = offer;
  instance->machine = offer->machine;
  instance->created_us = start_us;
  instance->destroyed_us = end_us;
  instance->gone_us = end_us;
  instance->image = g_strdup ("vastai/base-image:cuda-12.8-auto");
  instance->runtype = g_strdup ("ssh ssh_direc ssh_proxy");
  instance->api_key = g_strdup ("");
  instance->label = index % 2 == 0 ? g_strdup_printf ("train-%d", index) : NULL;
  instance->disk_gb = 16 + 8 * sim_random_below (random, 12);
  sim_market_fill_row (self->market, offer, 0, SIM_PRICE_ON_DEMAND, 0, &instance->row);
  instance->price = sim_row_get_double (&instance->row, SIM_FIELD_DPH_BASE, 0);
  instance->end_us = end_us;
  enter (instance, start_us, "loading", false, true, 0);
  enter (instance, start_us + 90 * G_USEC_PER_SEC, "running", true, true, 5);
  enter (instance, end_us, "running", false, false, 0);

  return instance;
}

/**
 * sim_world_drop_history:
 * @self: a world
 *
 * Forgets the past contracts and payments; nobody has lived before the start.
 */
void
sim_world_drop_history (SimWorld *self)
{
  guint i;

  for (i = self->instances->len; i > 0; i--)
    if (!((const SimInstance *) g_ptr_array_index (self->instances, i - 1))->of_run)
      g_ptr_array_remove_index (self->instances, i - 1);

  for (i = 0; i < self->accounts->len; i++)
    g_ptr_array_set_size (((SimAccount *) g_ptr_array_index (self->accounts, i))->invoices, 0);
}

/**
 * sim_world_add_history:
 * @self: a world
 * @account: who rented and paid
 *
 * Some weeks of contracts, all destroyed before the start, and the payments that paid for them. The
 * credit is what was left; none of it is in the ledger.
 */
void
sim_world_add_history (SimWorld *self, SimAccount *account)
{
  gint64 epoch_us = sim_clock_get_epoch_us (self->clock);
  SimRandom random;
  guint i;

  sim_random_init (&random, sim_hash (self->options.seed, 51, (guint64) account->id));
  for (i = 0; i < PAST_CONTRACTS && self->market->offers->len > 0; i++)
    g_ptr_array_add (self->instances, make_past_contract (self, account, &random, (int) i));

  for (i = 0; i < G_N_ELEMENTS (top_ups); i++)
    sim_account_add_invoice (account,
                             epoch_us - top_ups[i].days * (gint64) G_TIME_SPAN_DAY,
                             -top_ups[i].usd * SUBLET_UUSD_PER_USD,
                             "credit",
                             "stripe_payments",
                             "stripe",
                             "Card payment");
  sim_account_add_invoice (account,
                           epoch_us - 12 * (gint64) G_TIME_SPAN_DAY,
                           5 * SUBLET_UUSD_PER_USD,
                           "transfer",
                           "transfer",
                           "transfer",
                           "Transfer to another account");
}
