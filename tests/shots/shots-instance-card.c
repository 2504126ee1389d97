/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-instances.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-instance-card-private.h"
#include "ui/sublet-ui-test.h"

/* One card: its menu, what stands at its foot, and what it asks. */

static GtkWidget *
make_failed_order (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  g_autoptr (SubletInstanceRecord) record = sublet_instance_record_new (rental);
  g_autoptr (GError) error =
    g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT, "PUT instances: no answer in 30 s");
  GtkWidget *card = sublet_instance_card_new (fixture->engine, NULL);

  sublet_instance_record_set_failure (record,
                                      "The stop is not confirmed: it may run and bill on.",
                                      error);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (card), rental, record);
  sublet_ui_add_readings (SUBLET_CLOCK (fixture->clock), rental);
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  gtk_widget_set_margin_start (card, 12);
  gtk_widget_set_margin_end (card, 12);
  gtk_widget_set_margin_top (card, 12);

  return card;
}

static GtkWidget *
ask (GtkWidget *window, const char *action)
{
  GtkWidget *card = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_CARD);

  if (!gtk_widget_activate_action (card, action, NULL))
    g_error ("%s cannot be asked", action);
  sublet_test_drain ();

  /* Whatever its heading is in the language of the pictures. */
  return sublet_ui_test_find_dialog ("");
}

static GtkWidget *
ask_stop (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.stop");
}

static GtkWidget *
ask_reboot (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.reboot");
}

static GtkWidget *
ask_recycle (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.recycle");
}

static GtkWidget *
ask_software (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.update-software");
}

static GtkWidget *
ask_destroy (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.destroy");
}

static GtkWidget *
ask_relabel (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.relabel");
}

static GtkWidget *
make_leased (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) +
                                    8 * G_TIME_SPAN_HOUR);
  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_RUNNING);

  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
ask_no_lease (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.no-lease");
}

static GtkWidget *
ask_lease (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.set-lease");
}

static GtkWidget *
make_stopped (SubletUiFixture *fixture)
{
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
ask_start (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.start");
}

static GtkWidget *
make_outbid (SubletUiFixture *fixture)
{
  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_OUTBID);
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

/* What the market would have answered. */
static GtkWidget *
show_next (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *card = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_CARD);
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (card);
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletOffer) offer = NULL;
  SubletNextOffer *next;
  SubletOfferRow row;
  SubletJob job;

  /* The fixture's engine has none, and says so. */
  next = sublet_instance_record_get_next_offer (self->record, self->rental);
  sublet_next_offer_ask (next, fixture->engine);
  sublet_test_drain ();
  sublet_offer_row_init (&row);
  row.id = 8123;
  row.gpu_name = g_ref_string_new_intern ("RTX 4090");
  row.num_gpus = 1;
  g_strlcpy (row.country, "SE", sizeof row.country);
  row.dph_base_nusd = G_GINT64_CONSTANT (319000000);
  row.storage_nusd_per_gb_month = G_GINT64_CONSTANT (170000000);
  row.min_bid_nusd = row.dph_base_nusd;
  offer = sublet_offer_new (&row,
                            SUBLET_PRICE_KIND_INTERRUPTIBLE,
                            sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)));
  sublet_job_init (&job);
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  request = sublet_rental_request_new (offer, &job);
  sublet_next_offer_take (next, SUBLET_NEXT_OFFER_FOUND, request);
  sublet_test_drain ();
  g_ref_string_release (row.gpu_name);

  return window;
}

static GtkWidget *
ask_bid (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.change-bid");
}

static GtkWidget *
ask_low_bid (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *dialog = ask (window, "instance.change-bid");

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find_type (dialog, GTK_TYPE_SPIN_BUTTON)),
                         "0.25");
  return dialog;
}

static GtkWidget *
ask_reserve (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.reserve");
}

static GtkWidget *
ask_too_much (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *dialog = ask (window, "instance.reserve");

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find_type (dialog, GTK_TYPE_SPIN_BUTTON)),
                         "500");
  return dialog;
}

static GtkWidget *
make_reserved (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_rental_set_deposit (rental, 50 * SUBLET_UUSD_PER_USD, SUBLET_DEPOSIT_STATE_PAID);
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_increase (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_ui_add_increase (SUBLET_CLOCK (fixture->clock), rental, 39000000, 26);
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
ask_accept_increase (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.accept-increase");
}

static GtkWidget *
ask_reject_increase (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask (window, "instance.reject-increase");
}

static GtkWidget *
open_menu (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *card = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_CARD);

  sublet_instance_card_popup_menu (SUBLET_INSTANCE_CARD (card));
  return sublet_ui_test_find_type (sublet_ui_test_find (card, "menu_button"), GTK_TYPE_POPOVER);
}

const Shot instance_card_shots[] = {
  { "card-failed-order", make_failed_order, NULL, false },
  { "card-menu", shots_instances_make_one, open_menu, false },
  { "ask-stop", shots_instances_make_one, ask_stop, false },
  { "ask-reboot", shots_instances_make_one, ask_reboot, false },
  { "ask-recycle", shots_instances_make_one, ask_recycle, false },
  { "ask-software", shots_instances_make_one, ask_software, false },
  { "ask-destroy", shots_instances_make_one, ask_destroy, false },
  { "ask-relabel", shots_instances_make_one, ask_relabel, false },
  { "ask-lease", make_leased, ask_lease, false },
  { "ask-no-lease", make_leased, ask_no_lease, false },
  { "ask-start", make_stopped, ask_start, false },
  { "ask-bid", make_outbid, ask_bid, false },
  { "ask-bid-low", make_outbid, ask_low_bid, false },
  { "ask-reserve", shots_instances_make_one, ask_reserve, false },
  { "ask-reserve-much", shots_instances_make_one, ask_too_much, false },
  { "card-reserved", make_reserved, shots_instances_fill_charts, false },
  { "card-outbid", make_outbid, show_next, true },
  { "card-increase", make_increase, shots_instances_fill_charts, true },
  { "card-menu-increase", make_increase, open_menu, false },
  { "ask-increase-accept", make_increase, ask_accept_increase, false },
  { "ask-increase-reject", make_increase, ask_reject_increase, false },
  { "card-menu-outbid", make_outbid, open_menu, false },
  { NULL },
};
