/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/instance/sublet-instance-page.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"

static GtkWidget *
make (SubletUiFixture *fixture, SubletRentalState state)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", state);
  g_autoptr (SubletInstanceRecord) record = sublet_instance_record_new (rental);
  g_autoptr (SubletInstanceSubject) subject =
    sublet_instance_subject_new (fixture->engine, fixture->connections, NULL, rental, record);

  sublet_ui_fixture_set_knowledge (fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_add_readings (SUBLET_CLOCK (fixture->clock), rental);

  return sublet_instance_page_new (subject);
}

static GtkWidget *
make_ready (SubletUiFixture *fixture)
{
  return make (fixture, SUBLET_RENTAL_STATE_READY);
}

static GtkWidget *
make_gone (SubletUiFixture *fixture)
{
  return make (fixture, SUBLET_RENTAL_STATE_GONE);
}

static GtkWidget *
show (GtkWidget *window, const char *section)
{
  GtkWidget *page = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCE_PAGE);

  sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (page), section);
  return window;
}

static GtkWidget *
show_overview (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (window, SUBLET_SECTION_OVERVIEW);
}

static GtkWidget *
show_checks (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (window, SUBLET_SECTION_CHECKS);
}

const Shot instance_shots[] = {
  { "instance-list", make_ready, NULL, true },
  { "instance-overview", make_ready, show_overview, true },
  { "instance-checks", make_ready, show_checks, false },
  { "instance-gone", make_gone, NULL, false },
  { NULL },
};
