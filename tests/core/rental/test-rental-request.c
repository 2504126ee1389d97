/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-request.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

static void
fill_row (SubletOfferRow *row)
{
  sublet_offer_row_init (row);
  row->id = 31900417;
  row->machine_id = 20417;
  row->num_gpus = 1;
  row->gpu_name = g_ref_string_new_intern ("RTX 4090");
  row->dph_base_nusd = 310000000;
  row->storage_nusd_per_gb_month = 170000000;
  row->disk_space_gb = 812;
  row->rentable = true;
}

typedef struct
{
  const char *field; /* NULL: fine */
  double disk_gb;
  double hours;
  double down_gb;
  const char *image;
  const char *label;
  gint64 ceiling_nusd;
  gint64 lease_us;
  SubletPriceKind kind;
  SubletPriceKind offer_kind;
} Row;

static void
test_validate (void)
{
  g_autofree char *long_label = g_strnfill (128, 'x');
  g_autofree char *long_image = g_strnfill (513, 'x');
  const SubletPriceKind on_demand = SUBLET_PRICE_KIND_ON_DEMAND;
  const SubletPriceKind bid = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  const SubletPriceKind reserved = SUBLET_PRICE_KIND_RESERVED;
  const Row rows[] = {
    { NULL, 64, 8, 20, "pytorch/pytorch:latest", "ada-1", 0, 0, on_demand, on_demand },
    { NULL, 8, 0.1, 0, "r.example:5000/a@sha256:0af", NULL, 1, 1, on_demand, on_demand },
    { NULL, 812, 8, 0, "a", "Zuse \xc3\xa4", 0, 0, on_demand, on_demand },
    { NULL, 64, 8, 0, "a", "", 0, 0, bid, bid },
    { "disk", 7.9, 8, 0, "a", NULL, 0, 0, on_demand, on_demand },
    { "disk", 812.1, 8, 0, "a", NULL, 0, 0, on_demand, on_demand },
    { "disk", NAN, 8, 0, "a", NULL, 0, 0, on_demand, on_demand },
    { "disk", INFINITY, 8, 0, "a", NULL, 0, 0, on_demand, on_demand },
    { "hours", 64, 0, 0, "a", NULL, 0, 0, on_demand, on_demand },
    { "hours", 64, NAN, 0, "a", NULL, 0, 0, on_demand, on_demand },
    { "hours", 64, 100000, 0, "a", NULL, 0, 0, on_demand, on_demand },
    { "traffic", 64, 8, -1, "a", NULL, 0, 0, on_demand, on_demand },
    { "traffic", 64, 8, NAN, "a", NULL, 0, 0, on_demand, on_demand },
    { "image", 64, 8, 0, NULL, NULL, 0, 0, on_demand, on_demand },
    { "image", 64, 8, 0, "", NULL, 0, 0, on_demand, on_demand },
    { "image", 64, 8, 0, "a b", NULL, 0, 0, on_demand, on_demand },
    { "image", 64, 8, 0, "-v /:/host", NULL, 0, 0, on_demand, on_demand },
    { "image", 64, 8, 0, "a\n", NULL, 0, 0, on_demand, on_demand },
    { "image", 64, 8, 0, long_image, NULL, 0, 0, on_demand, on_demand },
    { "label", 64, 8, 0, "a", long_label, 0, 0, on_demand, on_demand },
    { "label", 64, 8, 0, "a", "a\tb", 0, 0, on_demand, on_demand },
    { "label", 64, 8, 0, "a", " ada", 0, 0, on_demand, on_demand },
    { "label", 64, 8, 0, "a", "ada ", 0, 0, on_demand, on_demand },
    { "label", 64, 8, 0, "a", "\xff", 0, 0, on_demand, on_demand },
    { "ceiling", 64, 8, 0, "a", NULL, -1, 0, on_demand, on_demand },
    { "lease", 64, 8, 0, "a", NULL, 0, -1, on_demand, on_demand },
    { NULL, 64, 8, 0, "a", NULL, 0, 0, reserved, reserved },
    { "price", 64, 8, 0, "a", NULL, 0, 0, reserved, on_demand },
    { "price", 64, 8, 0, "a", NULL, 0, 0, on_demand, bid },
    { "price", 64, 8, 0, "a", NULL, 0, 0, bid, on_demand },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      SubletOfferRow offer_row;
      SubletJob job;
      g_autoptr (SubletOffer) offer = NULL;
      g_autoptr (SubletRentalRequest) request = NULL;
      g_autoptr (GError) error = NULL;

      fill_row (&offer_row);
      offer = sublet_offer_new (&offer_row, row->offer_kind, 1);
      sublet_offer_row_clear (&offer_row);
      sublet_job_init (&job);
      job.disk_gb = row->disk_gb;
      job.hours = row->hours;
      job.down_gb = row->down_gb;
      job.kind = row->kind;
      request = sublet_rental_request_new (offer, &job);
      sublet_rental_request_set_image (request, row->image);
      sublet_rental_request_set_label (request, row->label);
      sublet_rental_request_set_ceiling_nusd (request, row->ceiling_nusd);
      sublet_rental_request_set_lease (request, row->lease_us, SUBLET_LEASE_END_DESTROY);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      if (row->field == NULL)
        {
          g_assert_true (sublet_rental_request_validate (request, &error));
          g_assert_no_error (error);
        }
      else
        {
          g_assert_false (sublet_rental_request_validate (request, &error));
          g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
          g_assert_true (g_str_has_prefix (error->message, row->field));
        }
    }
}

static void
check_offer (void (*spoil) (SubletOfferRow *row), const char *field)
{
  SubletOfferRow row;
  SubletJob job;
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  fill_row (&row);
  spoil (&row);
  offer = sublet_offer_new (&row, SUBLET_PRICE_KIND_ON_DEMAND, 1);
  sublet_offer_row_clear (&row);
  sublet_job_init (&job);
  request = sublet_rental_request_new (offer, &job);
  sublet_rental_request_set_image (request, "a");
  g_assert_false (sublet_rental_request_validate (request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, field));
}

static void
spoil_id (SubletOfferRow *row)
{
  row->id = 0;
}

static void
spoil_rentable (SubletOfferRow *row)
{
  row->rentable = false;
}

static void
spoil_rented (SubletOfferRow *row)
{
  row->rented = true;
}

static void
spoil_price (SubletOfferRow *row)
{
  row->dph_base_nusd = SUBLET_MONEY_UNKNOWN;
}

static void
spoil_disk_price (SubletOfferRow *row)
{
  row->storage_nusd_per_gb_month = SUBLET_MONEY_UNKNOWN;
}

static void
spoil_gpus (SubletOfferRow *row)
{
  row->num_gpus = -1;
}

static void
test_offer (void)
{
  check_offer (spoil_id, "offer");
  check_offer (spoil_rentable, "offer");
  check_offer (spoil_rented, "offer");
  check_offer (spoil_gpus, "offer");
  check_offer (spoil_price, "price");
  check_offer (spoil_disk_price, "price");
}

typedef struct
{
  const char *field; /* NULL: fine */
  gint64 min_bid_nusd;
  gint64 bid_nusd;
  gint64 rate_nusd; /* of the GPU, as quoted */
} BidRow;

/* Source: fact sheet 3.1, a bid of 0.001 to 128; 2.6, "You pay your bid". */
static void
test_bid (void)
{
  const gint64 unknown = SUBLET_MONEY_UNKNOWN;
  const BidRow rows[] = {
    { NULL, 210000000, unknown, 210000000 },
    { NULL, 210000000, 210000000, 210000000 },
    { NULL, 210000000, 250000000, 250000000 },
    { NULL, 210000000, 128 * SUBLET_NUSD_PER_USD, 128 * SUBLET_NUSD_PER_USD },
    /* The service takes no less, whatever the offer says. */
    { NULL, 900000, unknown, 1000000 },
    /* A lowest bid of nothing is none: the price of the GPU stands. */
    { NULL, 0, unknown, 310000000 },
    { "bid", 0, 900000, 0 },
    { "bid", 210000000, 209999999, 0 },
    { "bid", 210000000, 0, 0 },
    { "bid", 210000000, -1, 0 },
    { "bid", 210000000, 128 * SUBLET_NUSD_PER_USD + 1, 0 },
    { "bid", 129 * SUBLET_NUSD_PER_USD, unknown, 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SubletOfferRow row;
      SubletJob job;
      SubletQuote quote;
      g_autoptr (SubletOffer) offer = NULL;
      g_autoptr (SubletRentalRequest) request = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      fill_row (&row);
      row.min_bid_nusd = rows[i].min_bid_nusd;
      offer = sublet_offer_new (&row, SUBLET_PRICE_KIND_INTERRUPTIBLE, 1);
      sublet_offer_row_clear (&row);
      sublet_job_init (&job);
      job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
      request = sublet_rental_request_new (offer, &job);
      sublet_rental_request_set_image (request, "a");
      g_assert_true (sublet_rental_request_get_bid_nusd (request) == SUBLET_MONEY_UNKNOWN);
      sublet_rental_request_set_bid_nusd (request, rows[i].bid_nusd);
      g_assert_true (sublet_rental_request_get_bid_nusd (request) == rows[i].bid_nusd);
      if (rows[i].field != NULL)
        {
          g_assert_false (sublet_rental_request_validate (request, &error));
          g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
          g_assert_true (g_str_has_prefix (error->message, "bid: "));
          continue;
        }
      g_assert_true (sublet_rental_request_validate (request, &error));
      g_assert_no_error (error);
      sublet_rental_request_get_quote (request, &quote);
      g_assert_cmpint (quote.gpu_rate_nusd, ==, rows[i].rate_nusd);
      g_assert_cmpint (quote.running_rate_nusd, ==, rows[i].rate_nusd + quote.disk_rate_nusd);
    }
}

typedef struct
{
  const char *field; /* NULL: fine */
  SubletLaunchMode mode;
  SubletLaunchRoute route;
  int n_machine_ports;
  int n_ports;
  gint64 volume_machine_id; /* -1: no volume */
} LaunchRow;

static void
test_launch (void)
{
  const SubletLaunchMode ssh = SUBLET_LAUNCH_MODE_SSH;
  const SubletLaunchMode jupyter = SUBLET_LAUNCH_MODE_JUPYTER;
  const SubletLaunchMode args = SUBLET_LAUNCH_MODE_ARGS;
  const SubletLaunchRoute automatic = SUBLET_LAUNCH_ROUTE_AUTO;
  const SubletLaunchRoute direct = SUBLET_LAUNCH_ROUTE_DIRECT;
  const SubletLaunchRoute proxy = SUBLET_LAUNCH_ROUTE_PROXY;
  const LaunchRow rows[] = {
    { NULL, ssh, automatic, 0, 0, -1 },     { NULL, ssh, automatic, -1, 0, -1 },
    { NULL, ssh, direct, 1, 0, -1 },        { "route", ssh, direct, 0, 0, -1 },
    { "route", ssh, direct, -1, 0, -1 },    { NULL, jupyter, direct, 2, 0, -1 },
    { "route", jupyter, direct, 1, 0, -1 }, { NULL, jupyter, automatic, 1, 0, -1 },
    { NULL, jupyter, proxy, 0, 0, -1 },     { NULL, args, direct, 0, 0, -1 },
    { NULL, args, direct, 2, 2, -1 },       { "port", args, direct, 1, 2, -1 },
    { "port", ssh, proxy, 1, 2, -1 },       { NULL, ssh, automatic, 2, 2, -1 },
    { NULL, ssh, automatic, -1, 2, -1 },    { NULL, ssh, automatic, 1, 0, 20417 },
    { NULL, ssh, automatic, 1, 0, 0 },      { "volume", ssh, automatic, 1, 0, 20418 },
  };
  gsize i;
  int j;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SubletOfferRow row;
      SubletJob job;
      char path[] = "/data";
      const SubletLaunchVolume volume = { .kind = SUBLET_LAUNCH_VOLUME_EXISTING,
                                          .id = 61,
                                          .mount_path = path,
                                          .machine_id = rows[i].volume_machine_id };
      g_autoptr (SubletLaunch) launch = sublet_launch_new ();
      g_autoptr (SubletOffer) offer = NULL;
      g_autoptr (SubletRentalRequest) request = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      fill_row (&row);
      row.direct_port_count = rows[i].n_machine_ports;
      offer = sublet_offer_new (&row, SUBLET_PRICE_KIND_ON_DEMAND, 1);
      sublet_offer_row_clear (&row);
      sublet_job_init (&job);
      request = sublet_rental_request_new (offer, &job);
      sublet_launch_set_image (launch, "a");
      sublet_launch_set_mode (launch, rows[i].mode);
      sublet_launch_set_route (launch, rows[i].route);
      for (j = 0; j < rows[i].n_ports; j++)
        sublet_launch_add_port (launch, 8000 + j, false);
      if (rows[i].volume_machine_id >= 0)
        sublet_launch_set_volume (launch, &volume);
      sublet_rental_request_set_launch (request, launch);
      g_assert_true (sublet_launch_equal (sublet_rental_request_get_launch (request), launch));
      g_assert_true (sublet_rental_request_get_launch (request) != launch);
      if (rows[i].field == NULL)
        {
          g_assert_true (sublet_rental_request_validate (request, &error));
          g_assert_no_error (error);
          continue;
        }
      g_assert_false (sublet_rental_request_validate (request, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, rows[i].field));
    }
}

/* A volume that is made along bills too, so its price must be known. */
static void
test_new_volume (void)
{
  char path[] = "/data";
  SubletLaunchVolume volume = { .kind = SUBLET_LAUNCH_VOLUME_NEW,
                                .id = 9001,
                                .size_gb = 40,
                                .mount_path = path,
                                .machine_id = 20417 };
  SubletOfferRow row;
  SubletJob job;
  SubletQuote plain;
  SubletQuote quote;
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  fill_row (&row);
  offer = sublet_offer_new (&row, SUBLET_PRICE_KIND_ON_DEMAND, 1);
  sublet_offer_row_clear (&row);
  sublet_job_init (&job);
  request = sublet_rental_request_new (offer, &job);
  sublet_launch_set_image (launch, "a");
  sublet_rental_request_set_launch (request, launch);
  g_assert_cmpint (sublet_rental_request_get_volume_rate_nusd (request), ==, 0);
  sublet_rental_request_get_quote (request, &plain);

  sublet_launch_set_volume (launch, &volume);
  sublet_rental_request_set_launch (request, launch);
  g_assert_false (sublet_rental_request_validate (request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "volume: "));
  g_clear_error (&error);

  volume.nusd_per_gb_month = 180000000;
  sublet_launch_set_volume (launch, &volume);
  sublet_rental_request_set_launch (request, launch);
  g_assert_true (sublet_rental_request_validate (request, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_rental_request_get_volume_rate_nusd (request), ==, 10000000);
  /* Not of the instance's own price, which is compared with what the list shows. */
  sublet_rental_request_get_quote (request, &quote);
  g_assert_cmpint (quote.running_rate_nusd, ==, plain.running_rate_nusd);

  volume.kind = SUBLET_LAUNCH_VOLUME_EXISTING;
  sublet_launch_set_volume (launch, &volume);
  sublet_rental_request_set_launch (request, launch);
  g_assert_cmpint (sublet_rental_request_get_volume_rate_nusd (request), ==, 0);
}

/* A reserved one is quoted at the plain price, whatever the discount; only it has a deposit. */
static void
test_deposit (void)
{
  static const struct
  {
    SubletPriceKind kind;
    gint64 deposit_uusd;
    bool fine;
  } rows[] = {
    { SUBLET_PRICE_KIND_RESERVED, 0, true },
    { SUBLET_PRICE_KIND_RESERVED, 1, true },
    { SUBLET_PRICE_KIND_RESERVED, SUBLET_RENTAL_REQUEST_MAX_DEPOSIT_UUSD, true },
    { SUBLET_PRICE_KIND_RESERVED, SUBLET_RENTAL_REQUEST_MAX_DEPOSIT_UUSD + 1, false },
    { SUBLET_PRICE_KIND_RESERVED, -1, false },
    { SUBLET_PRICE_KIND_ON_DEMAND, 1, false },
    { SUBLET_PRICE_KIND_INTERRUPTIBLE, 1, false },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletOffer) offer = NULL;
      g_autoptr (SubletRentalRequest) request = NULL;
      g_autoptr (SubletRentalRequest) like = NULL;
      g_autoptr (GError) error = NULL;
      SubletOfferRow row;
      SubletQuote plain;
      SubletQuote discounted;
      SubletJob job;

      fill_row (&row);
      row.dph_total_nusd = row.dph_base_nusd + 10000000;
      row.discounted_dph_nusd = row.dph_total_nusd - row.dph_base_nusd / 4;
      offer = sublet_offer_new (&row, rows[i].kind, 1);
      sublet_job_init (&job);
      job.kind = rows[i].kind;
      request = sublet_rental_request_new (offer, &job);
      sublet_rental_request_set_image (request, "a");
      sublet_rental_request_set_deposit_uusd (request, rows[i].deposit_uusd);
      g_assert_cmpint (sublet_rental_request_validate (request, &error), ==, rows[i].fine);
      if (!rows[i].fine)
        g_assert_true (g_str_has_prefix (error->message, "deposit: "));
      like = sublet_rental_request_new_like (request, offer);
      g_assert_cmpint (sublet_rental_request_get_deposit_uusd (like), ==, rows[i].deposit_uusd);

      sublet_rental_request_get_quote (request, &plain);
      sublet_rental_request_get_discounted_quote (request, &discounted);
      if (rows[i].kind == SUBLET_PRICE_KIND_RESERVED)
        {
          g_assert_cmpint (plain.gpu_rate_nusd, ==, row.dph_base_nusd);
          g_assert_cmpint (discounted.gpu_rate_nusd, ==, row.dph_base_nusd - row.dph_base_nusd / 4);
        }
      else
        g_assert_cmpint (discounted.running_rate_nusd, ==, plain.running_rate_nusd);
      sublet_offer_row_clear (&row);
    }
}

/* Which of the two routes goes over the wire. */
static void
test_direct (void)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  g_assert_true (sublet_launch_is_direct (launch, 1));
  g_assert_false (sublet_launch_is_direct (launch, 0));
  g_assert_false (sublet_launch_is_direct (launch, -1));
  sublet_launch_add_port (launch, 80, false);
  g_assert_false (sublet_launch_is_direct (launch, 1));
  g_assert_true (sublet_launch_is_direct (launch, 2));
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  g_assert_false (sublet_launch_is_direct (launch, 2));
  g_assert_true (sublet_launch_is_direct (launch, 3));
  sublet_launch_set_route (launch, SUBLET_LAUNCH_ROUTE_DIRECT);
  g_assert_true (sublet_launch_is_direct (launch, 0));
  sublet_launch_set_route (launch, SUBLET_LAUNCH_ROUTE_PROXY);
  g_assert_false (sublet_launch_is_direct (launch, 64));
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_ARGS);
  sublet_launch_set_route (launch, SUBLET_LAUNCH_ROUTE_DIRECT);
  g_assert_false (sublet_launch_is_direct (launch, 64));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/rental/request/validate", test_validate);
  g_test_add_func ("/core/rental/request/offer", test_offer);
  g_test_add_func ("/core/rental/request/bid", test_bid);
  g_test_add_func ("/core/rental/request/launch", test_launch);
  g_test_add_func ("/core/rental/request/new-volume", test_new_volume);
  g_test_add_func ("/core/rental/request/deposit", test_deposit);
  g_test_add_func ("/core/rental/request/direct", test_direct);

  return g_test_run ();
}
