/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-month.h"

#include "core/base/sublet-money.h"
#include "simulator/sim-random.h"

#define DAY_US ((gint64) G_TIME_SPAN_DAY)
#define HOUR_US ((gint64) G_TIME_SPAN_HOUR)

#define N_RENTALS 40
#define DAYS 30
#define FIRST_ID 39950017

/* Of the days before the start, rentals begin in those before the last few, and all have ended. */
#define FIRST_STARTS_US (26 * DAY_US)

/* A planted difference is so much of what was quoted, and so many dollars beside. */
#define PLANTED_SHARE 0.3
#define PLANTED_USD 0.5

/* $/h of a GPU. */
#define LEAST_PRICE 0.2

/* What one person pays an hour who thinks about it. */
#define MOST_LIVED_PRICE 0.9

/* That person's payments, the latest so many days ago, then every so many. */
#define TOP_UP_USD 50
#define LATEST_TOP_UP_DAYS 3
#define TOP_UP_EVERY_DAYS 7

/* From the middle of its time on such a one costs so much of what it did. */
#define DEARER 1.5

/* The image of such a one is pulled for so long. */
#define LONG_PULL_US (36 * HOUR_US)

/* What goes on in one of them: every eighth rental each. */
typedef enum
{
  PLAN_ORDINARY,
  PLAN_STOPPED, /* for some hours in the middle */
  PLAN_TRAFFIC,
  PLAN_PRICE,
  PLAN_LOADING,
} Plan;

/* A lived one's surprises are some days past: nobody is told of them at each start. */
static Plan
choose_lived_plan (int index)
{
  switch (index)
    {
    case 7:
      return PLAN_LOADING;
    case 13:
      return PLAN_TRAFFIC;
    case 22:
      return PLAN_PRICE;
    default:
      return index % 4 == 1 ? PLAN_STOPPED : PLAN_ORDINARY;
    }
}

static Plan
choose_plan (SimMonthKind kind, int index)
{
  static const Plan plans[] = { PLAN_ORDINARY, PLAN_STOPPED, PLAN_ORDINARY, PLAN_TRAFFIC,
                                PLAN_ORDINARY, PLAN_PRICE,   PLAN_ORDINARY, PLAN_LOADING };

  if (kind == SIM_MONTH_LIVED)
    return choose_lived_plan (index);

  return plans[(guint) index % G_N_ELEMENTS (plans)];
}

static const char *
get_plan_name (Plan plan)
{
  switch (plan)
    {
    case PLAN_TRAFFIC:
      return "traffic";
    case PLAN_PRICE:
      return "price";
    case PLAN_LOADING:
      return "loading";
    case PLAN_ORDINARY:
    case PLAN_STOPPED:
    default:
      return NULL;
    }
}

static char *
make_label (SimMonthKind kind, int index)
{
  static const char *const names[] = { "finetune", "eval", "sdxl", "embeddings", "whisper" };

  if (index % 5 == 4)
    return NULL;
  if (kind == SIM_MONTH_PLANTED)
    return g_strdup_printf ("month-%d", index % 12);

  return g_strdup_printf ("%s-%d", names[(guint) index / 3 % G_N_ELEMENTS (names)], index % 3 + 1);
}

/* One of which GPU, disk and traffic cost something. */
static SimOffer *
choose_offer (SimWorld *self, SimMonthKind kind, SimRandom *random)
{
  GPtrArray *offers = self->market->offers;
  int first = sim_random_below (random, (int) offers->len);
  guint i;

  for (i = 0; i < offers->len; i++)
    {
      SimOffer *offer = g_ptr_array_index (offers, ((guint) first + i) % offers->len);

      if (offer->machine->gpu_price >= LEAST_PRICE && offer->machine->storage_price >= 0.05 &&
          offer->machine->up_price_tb >= 1 &&
          (kind == SIM_MONTH_PLANTED ||
           offer->machine->gpu_price * offer->gpu_count <= MOST_LIVED_PRICE))
        return offer;
    }

  return NULL;
}

/* ---- its life ---- */

static void
enter (SimInstance *instance, gint64 at_us, const char *actual, double gpu_share)
{
  bool wanted = !g_str_equal (actual, "exited");

  sim_instance_enter (instance,
                      (SimState){
                        .since_us = at_us,
                        .actual = actual,
                        .intended = wanted ? "running" : "stopped",
                        .current = wanted ? "running" : "stopped",
                        .next = wanted ? "running" : "stopped",
                        .gpu_rate_nusd =
                          (gint64) ((double) sim_instance_get_gpu_rate_nusd (instance) * gpu_share),
                        .disk_rate_nusd = sim_instance_get_disk_rate_nusd (instance),
                      });
}

/* So much that the difference is one. */
static double
get_upload_gb (SimInstance *instance, gint64 run_us)
{
  double usd = PLANTED_USD + PLANTED_SHARE * instance->price * (double) run_us / (double) HOUR_US;

  return usd / instance->machine->up_price_tb * SUBLET_GB_PER_TB;
}

/* As above, of a pull that takes long. */
static double
get_loading_gb (SimInstance *instance, gint64 run_us)
{
  double usd = PLANTED_USD + PLANTED_SHARE * instance->price * (double) run_us / (double) HOUR_US;
  double hours = (double) LONG_PULL_US / (double) HOUR_US;

  return usd / hours * SUBLET_HOURS_PER_MONTH / instance->machine->storage_price * 2;
}

static void
live (SimInstance *instance, Plan plan, gint64 pull_us, gint64 run_us)
{
  gint64 at_us = instance->created_us;

  enter (instance, at_us, "loading", 0);
  at_us += pull_us;
  enter (instance, at_us, "running", 1);
  if (plan == PLAN_STOPPED)
    {
      enter (instance, at_us + run_us / 2, "exited", 0);
      at_us += run_us;
      enter (instance, at_us + run_us / 2, "running", 1);
    }
  else if (plan == PLAN_PRICE)
    enter (instance, at_us + run_us / 2, "running", DEARER);
  else if (plan == PLAN_TRAFFIC)
    {
      enter (instance, at_us + run_us / 2, "running", 1);
      g_array_index (instance->history, SimState, instance->history->len - 1).upload_gb =
        get_upload_gb (instance, run_us);
    }
  at_us += run_us;
  enter (instance, at_us, "running", 0);
  /* Gone: its disk costs nothing either. */
  g_array_index (instance->history, SimState, instance->history->len - 1).disk_rate_nusd = 0;
  instance->destroyed_us = at_us;
  instance->gone_us = at_us;
  instance->end_us = at_us;
}

static SimInstance *
make_rental (SimWorld *self, SimAccount *account, SimMonthKind kind, SimRandom *random, int index)
{
  gint64 epoch_us = sim_clock_get_epoch_us (self->clock);
  SimOffer *offer = choose_offer (self, kind, random);
  Plan plan = choose_plan (kind, index);
  gint64 run_us = (gint64) (sim_random_range (random, 8, 20) * (double) HOUR_US);
  gint64 pull_us = plan == PLAN_LOADING
                     ? LONG_PULL_US
                     : (gint64) (sim_random_range (random, 60, 240) * G_USEC_PER_SEC);
  SimInstance *instance = sim_instance_new ();

  instance->id = FIRST_ID + index * 1733;
  instance->of_run = true;
  instance->account = account;
  instance->offer = offer;
  instance->machine = offer->machine;
  instance->created_us = epoch_us - epoch_us % DAY_US - DAYS * DAY_US +
                         index * (FIRST_STARTS_US / N_RENTALS) +
                         (gint64) (sim_random_unit (random) * 4 * (double) HOUR_US);
  instance->image = g_strdup ("vastai/base-image:cuda-12.8-auto");
  instance->runtype = g_strdup ("ssh ssh_direc ssh_proxy");
  instance->api_key = g_strdup ("");
  instance->label = make_label (kind, index);
  instance->planted = get_plan_name (plan);
  sim_market_fill_row (self->market, offer, 0, SIM_PRICE_ON_DEMAND, 0, &instance->row);
  instance->price = sim_row_get_double (&instance->row, SIM_FIELD_DPH_BASE, 0);
  instance->disk_gb = plan == PLAN_LOADING ? get_loading_gb (instance, run_us)
                                           : 16 + 8 * sim_random_below (random, 12);
  live (instance, plan, pull_us, run_us);

  return instance;
}

/* ---- what is beside them ---- */

/* Two of half a month. One of them is there still, unless somebody lived it: that month is over. */
static void
add_volumes (SimWorld *self, SimAccount *account, SimMonthKind kind, SimRandom *random)
{
  gint64 epoch_us = sim_clock_get_epoch_us (self->clock);
  int i;

  for (i = 0; i < 2; i++)
    {
      SimVolume *volume = sim_volume_add (self->volumes,
                                          account,
                                          choose_offer (self, kind, random)->machine,
                                          i == 0 ? "data" : NULL,
                                          100 + 50 * i,
                                          epoch_us - (25 - i * 12) * DAY_US + HOUR_US);

      if (i == 0 || kind == SIM_MONTH_LIVED)
        volume->deleted_us = volume->created_us + (13 - 2 * i) * DAY_US;
    }
}

/* So many that they paid for it. */
static void
add_top_ups (SimWorld *self, SimAccount *account, gint64 spent_uusd)
{
  gint64 epoch_us = sim_clock_get_epoch_us (self->clock);
  gint64 n = spent_uusd / (TOP_UP_USD * SUBLET_UUSD_PER_USD) + 1;
  gint64 i;

  for (i = n; i > 0; i--)
    sim_account_add_invoice (account,
                             epoch_us - (LATEST_TOP_UP_DAYS + (i - 1) * TOP_UP_EVERY_DAYS) * DAY_US,
                             -TOP_UP_USD * SUBLET_UUSD_PER_USD,
                             "credit",
                             "stripe_payments",
                             "stripe",
                             "Card payment");
}

/**
 * sim_world_add_month:
 * @self: a world whose market is not empty
 * @account: who rented
 * @kind: what it was like
 *
 * Thirty days of forty rentals and two volumes before the start, all rentals destroyed by then. The
 * ledger has them; the credit is what was left.
 *
 * Returns: whether there is an offer to rent from
 */
bool
sim_world_add_month (SimWorld *self, SimAccount *account, SimMonthKind kind)
{
  gint64 drawn_uusd = sim_world_get_drawn_uusd (self, account);
  SimRandom random;
  int i;

  sim_random_init (&random, sim_hash (self->options.seed, 52, (guint64) account->id));
  if (self->market->offers->len == 0 || choose_offer (self, kind, &random) == NULL)
    return false;

  for (i = 0; i < N_RENTALS; i++)
    g_ptr_array_add (self->instances, make_rental (self, account, kind, &random, i));
  add_volumes (self, account, kind, &random);
  drawn_uusd = sim_world_get_drawn_uusd (self, account) - drawn_uusd;
  account->credit_uusd += drawn_uusd;
  if (kind == SIM_MONTH_LIVED)
    add_top_ups (self, account, drawn_uusd);

  return true;
}
