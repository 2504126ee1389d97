/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-money-pill.h"
#include "ui/common/sublet-strip.h"
#include "ui/instances/sublet-next-end.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define LOW_CREDIT_UUSD G_GINT64_CONSTANT (5000000)
#define BURN_NUSD G_GINT64_CONSTANT (1840000000)

/* A header bar and a strip as the window has them, over nothing. */
static GtkWidget *
make_top (SubletUiFixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *pill = sublet_money_pill_new (fixture->engine);

  sublet_money_pill_set_extra (SUBLET_MONEY_PILL (pill), sublet_next_end_new (fixture->engine));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("Sublet", NULL));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), pill);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), sublet_strip_new (fixture->engine, fixture->profile, NULL));

  return box;
}

static GtkWidget *
show_at_size (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletMoneyPill *pill =
    SUBLET_MONEY_PILL (sublet_ui_test_find_type (window, SUBLET_TYPE_MONEY_PILL));
  int width = gtk_widget_get_width (window);

  sublet_money_pill_set_size_class (pill,
                                    width < 600    ? SUBLET_SIZE_CLASS_NARROW
                                    : width < 1040 ? SUBLET_SIZE_CLASS_MEDIUM
                                                   : SUBLET_SIZE_CLASS_WIDE);
  return window;
}

static void
fill (SubletUiFixture *fixture, gint64 credit_uusd, gint64 burn_nusd, SubletKnowledge knowledge)
{
  sublet_ui_fixture_set_account (fixture, credit_uusd);
  sublet_ui_fixture_set_burn (fixture, burn_nusd);
  sublet_ui_fixture_set_knowledge (fixture, knowledge);
}

static GtkWidget *
make_known (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) +
                                    4 * G_TIME_SPAN_HOUR);
  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_RUNNING);
  sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  fill (fixture, CREDIT_UUSD, BURN_NUSD, SUBLET_KNOWLEDGE_KNOWN);
  return make_top (fixture);
}

static GtkWidget *
make_low (SubletUiFixture *fixture)
{
  fill (fixture, LOW_CREDIT_UUSD, BURN_NUSD, SUBLET_KNOWLEDGE_KNOWN);
  return make_top (fixture);
}

static GtkWidget *
make_unknown (SubletUiFixture *fixture)
{
  fill (fixture, CREDIT_UUSD, BURN_NUSD, SUBLET_KNOWLEDGE_UNKNOWN);
  return make_top (fixture);
}

static GtkWidget *
make_nothing (SubletUiFixture *fixture)
{
  fill (fixture, CREDIT_UUSD, 0, SUBLET_KNOWLEDGE_KNOWN);
  return make_top (fixture);
}

static GtkWidget *
make_still_listed (SubletUiFixture *fixture)
{
  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_STILL_LISTED);
  fill (fixture, CREDIT_UUSD, BURN_NUSD, SUBLET_KNOWLEDGE_KNOWN);
  return make_top (fixture);
}

static GtkWidget *
make_unclear (SubletUiFixture *fixture)
{
  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_UNCLEAR);
  fill (fixture, CREDIT_UUSD, BURN_NUSD, SUBLET_KNOWLEDGE_KNOWN);
  return make_top (fixture);
}

static GtkWidget *
open_popover (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *pill = sublet_ui_test_find_type (window, SUBLET_TYPE_MONEY_PILL);

  sublet_money_pill_popup (SUBLET_MONEY_PILL (pill));
  return sublet_ui_test_find_type (pill, GTK_TYPE_POPOVER);
}

const Shot common_shots[] = {
  { "top-known", make_known, show_at_size, false },
  { "top-low-credit", make_low, show_at_size, false },
  { "top-unknown", make_unknown, show_at_size, false },
  { "top-nothing-billed", make_nothing, show_at_size, false },
  { "top-still-listed", make_still_listed, show_at_size, false },
  { "top-unclear", make_unclear, show_at_size, false },
  { "pill-popover", make_known, open_popover, false },
  { NULL },
};
