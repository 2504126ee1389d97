/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-instances.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-idle-volumes-private.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-volume-row.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"
#include "ui/sublet-ui-volumes.h"

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define BURN_NUSD G_GINT64_CONSTANT (1840000000)

GtkWidget *
shots_instances_hush_volumes (GtkWidget *page)
{
  g_cancellable_cancel (SUBLET_INSTANCES_PAGE (page)->volumes->cancellable);

  return page;
}

GtkWidget *
shots_instances_make_page (SubletUiFixture *fixture, SubletKnowledge knowledge)
{
  sublet_ui_fixture_set_account (fixture, CREDIT_UUSD);
  sublet_ui_fixture_set_burn (fixture, BURN_NUSD);
  sublet_ui_fixture_set_knowledge (fixture, knowledge);

  return shots_instances_hush_volumes (
    sublet_instances_page_new (fixture->engine, fixture->connections));
}

static GtkWidget *
make_loading (SubletUiFixture *fixture)
{
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_NEVER);
}

static GtkWidget *
wait_for_spinner (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_manual_clock_advance (fixture->clock, 400);
  return window;
}

static GtkWidget *
make_empty (SubletUiFixture *fixture)
{
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_error (SubletUiFixture *fixture)
{
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_UNKNOWN);
}

static void
add_some (SubletUiFixture *fixture)
{
  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_add_rental (fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
}

GtkWidget *
shots_instances_fill_charts (SubletUiFixture *fixture, GtkWidget *window)
{
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->rentals)); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (G_LIST_MODEL (fixture->rentals), i);

      if (sublet_rental_get_state (rental) == SUBLET_RENTAL_STATE_READY)
        sublet_ui_add_readings (SUBLET_CLOCK (fixture->clock), rental);
    }
  return window;
}

GtkWidget *
shots_instances_make_one (SubletUiFixture *fixture)
{
  sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_some (SubletUiFixture *fixture)
{
  add_some (fixture);
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_unknown (SubletUiFixture *fixture)
{
  add_some (fixture);
  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_UNKNOWN);
}

static GtkWidget *
make_many (SubletUiFixture *fixture)
{
  guint i;

  for (i = 1; i <= 20; i++)
    {
      g_autofree char *label = g_strdup_printf ("ada-%u", i);

      sublet_ui_fixture_add_rental (fixture, label, SUBLET_RENTAL_STATE_READY);
    }

  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_long (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture,
                                                       "a-label-that-is-exactly-forty-characters",
                                                       SUBLET_RENTAL_STATE_READY);

  sublet_rental_set_gpu (rental, "RTX PRO 6000 Max-Q", 8);
  sublet_rental_set_meter (rental, G_GINT64_CONSTANT (12345670000), 1, 0);
  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE);

  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

/* Every stage of the way from running to ready, and each link broken, on cards of their own. */
static GtkWidget *
make_stages (SubletUiFixture *fixture)
{
  GtkWidget *page;
  int link;

  for (link = SUBLET_CONNECTION_N_LINKS; link >= 0; link--)
    {
      SubletRentalState state = link == SUBLET_CONNECTION_N_LINKS ? SUBLET_RENTAL_STATE_READY
                                                                  : SUBLET_RENTAL_STATE_CONNECTING;
      g_autofree char *label = g_strdup_printf ("stage-%d", link);

      sublet_ui_connection_walk (fixture,
                                 sublet_ui_fixture_add_rental (fixture, label, state),
                                 link);
    }
  page = shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
  gtk_widget_set_size_request (page, -1, 2000);

  return page;
}

static GtkWidget *
make_broken (SubletUiFixture *fixture)
{
  static const struct
  {
    SubletConnectionLink link;
    int code;
  } breaks[] = {
    { SUBLET_CONNECTION_LINK_COMMAND, SUBLET_ERROR_TIMED_OUT },
    { SUBLET_CONNECTION_LINK_AUTHENTICATION, SUBLET_ERROR_SSH_AUTH },
    { SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY },
    { SUBLET_CONNECTION_LINK_HANDSHAKE, SUBLET_ERROR_TIMED_OUT },
    { SUBLET_CONNECTION_LINK_PORT, SUBLET_ERROR_NO_NETWORK },
    { SUBLET_CONNECTION_LINK_KEY, SUBLET_ERROR_SERVER },
  };
  GtkWidget *page;
  gsize i;

  sublet_ui_connection_break (fixture,
                              sublet_ui_fixture_add_rental (fixture,
                                                            "trying",
                                                            SUBLET_RENTAL_STATE_CONNECTING),
                              SUBLET_CONNECTION_LINK_PORT,
                              SUBLET_ERROR_NO_NETWORK,
                              FALSE);
  for (i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *label = g_strdup_printf ("ada-%d", (int) breaks[i].link + 1);

      sublet_ui_connection_break (fixture,
                                  sublet_ui_fixture_add_rental (fixture,
                                                                label,
                                                                SUBLET_RENTAL_STATE_RUNNING),
                                  breaks[i].link,
                                  breaks[i].code,
                                  TRUE);
    }
  page = shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
  gtk_widget_set_size_request (page, -1, 2200);

  return page;
}

static GtkWidget *
make_checked (SubletUiFixture *fixture)
{
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  g_autoptr (SubletRuntimeReport) fine = sublet_ui_runtime_report_new (now_us, NULL);
  g_autoptr (SubletRuntimeReport) red = sublet_ui_runtime_report_new (now_us,
                                                                      "NVIDIA GeForce RTX 4090",
                                                                      "NVIDIA GeForce RTX 3090",
                                                                      NULL);

  sublet_ui_connection_ready (fixture,
                              sublet_ui_fixture_add_rental (fixture,
                                                            "red",
                                                            SUBLET_RENTAL_STATE_READY),
                              red);
  sublet_ui_connection_ready (fixture,
                              sublet_ui_fixture_add_rental (fixture,
                                                            "running",
                                                            SUBLET_RENTAL_STATE_READY),
                              NULL);
  sublet_ui_connection_ready (fixture,
                              sublet_ui_fixture_add_rental (fixture,
                                                            "fine",
                                                            SUBLET_RENTAL_STATE_READY),
                              fine);

  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

/* What is said beside the state: no progress, another price, a second instance. */
static GtkWidget *
make_notices (SubletUiFixture *fixture)
{
  SubletRental *stuck =
    sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_PROVISIONING);
  SubletRental *dear = sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_READY);
  SubletRental *twin = sublet_ui_fixture_add_rental (fixture, "ada-3", SUBLET_RENTAL_STATE_RUNNING);

  sublet_rental_set_patience (stuck, 1, TRUE);
  sublet_rental_set_differences (dear, SUBLET_RENTAL_DIFFERENCE_RATE, 298000000);
  sublet_rental_set_twin_id (twin, 40112270);

  return shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
}

/* A lease in all its ways: long, soon, last, over without a key, refused, none. */
static GtkWidget *
make_leases (SubletUiFixture *fixture)
{
  static const struct
  {
    const char *label;
    SubletRentalState state;
    SubletLeaseState lease;
    gint64 left_s;
  } rows[] = {
    { "hours", SUBLET_RENTAL_STATE_READY, SUBLET_LEASE_STATE_RUNNING, 8 * 3600 },
    { "soon", SUBLET_RENTAL_STATE_READY, SUBLET_LEASE_STATE_SOON, 29 * 60 },
    { "last", SUBLET_RENTAL_STATE_READY, SUBLET_LEASE_STATE_LAST, 250 },
    { "refused", SUBLET_RENTAL_STATE_READY, SUBLET_LEASE_STATE_WAITING, -60 },
    { "lost-key", SUBLET_RENTAL_STATE_UNKNOWN, SUBLET_LEASE_STATE_WAITING, -3600 },
    { "starting", SUBLET_RENTAL_STATE_PROVISIONING, SUBLET_LEASE_STATE_RUNNING, 8 * 3600 },
    { "stopped", SUBLET_RENTAL_STATE_STOPPED, SUBLET_LEASE_STATE_OVER, -60 },
    { "none", SUBLET_RENTAL_STATE_READY, SUBLET_LEASE_STATE_NONE, 0 },
  };
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  GtkWidget *page;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SubletRental *rental = sublet_ui_fixture_add_rental (fixture, rows[i].label, rows[i].state);

      if (rows[i].lease != SUBLET_LEASE_STATE_NONE)
        sublet_rental_set_lease_end_us (rental, now_us + rows[i].left_s * G_TIME_SPAN_SECOND);
      sublet_rental_set_lease_state (rental, rows[i].lease);
    }
  page = shots_instances_make_page (fixture, SUBLET_KNOWLEDGE_KNOWN);
  gtk_widget_set_size_request (page, -1, 2200);

  return page;
}

/* Once it is seen, the page asks for them by itself. */
static GtkWidget *
show_volumes (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *page = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCES_PAGE);

  sublet_ui_show_volumes (SUBLET_INSTANCES_PAGE (page)->volumes, 2);

  return shots_instances_fill_charts (fixture, window);
}

static GtkWidget *
make_one_line (SubletUiFixture *fixture)
{
  GtkWidget *page = shots_instances_make_one (fixture);

  g_object_set (page, "view", "table", NULL);
  return page;
}

/* One that is being deleted, one that was not, and a list that is an old one. */
static GtkWidget *
show_stale (SubletUiFixture *fixture, GtkWidget *window)
{
  g_autoptr (GError) error = g_error_new (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "x");
  GtkWidget *page = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCES_PAGE);
  SubletIdleVolumes *volumes = SUBLET_INSTANCES_PAGE (page)->volumes;

  show_volumes (fixture, window);
  sublet_idle_volumes_set_deletion (volumes, 61, true, NULL);
  sublet_idle_volumes_set_deletion (volumes,
                                    62,
                                    false,
                                    g_error_new_literal (SUBLET_ERROR,
                                                         SUBLET_ERROR_OUTCOME_UNKNOWN,
                                                         "no list shows it"));
  sublet_idle_volumes_take (volumes, NULL, error);
  return window;
}

static GtkWidget *
ask_volume (SubletUiFixture *fixture, GtkWidget *window)
{
  show_volumes (fixture, window);
  sublet_ui_test_settle (window);
  sublet_volume_row_ask_delete (
    SUBLET_VOLUME_ROW (sublet_ui_test_find_type (window, SUBLET_TYPE_VOLUME_ROW)));
  sublet_test_drain ();

  return sublet_ui_test_find_dialog ("");
}

const Shot instances_shots[] = {
  { "instances-loading", make_loading, wait_for_spinner, false },
  { "instances-empty", make_empty, NULL, false },
  { "instances-error", make_error, NULL, false },
  { "instances-one", shots_instances_make_one, shots_instances_fill_charts, false },
  { "instances-some", make_some, shots_instances_fill_charts, true },
  { "instances-many", make_many, shots_instances_fill_charts, false },
  { "instances-long", make_long, NULL, false },
  { "instances-unknown", make_unknown, shots_instances_fill_charts, false },
  { "instances-notices", make_notices, shots_instances_fill_charts, false },
  { "instances-leases", make_leases, shots_instances_show_tall, false },
  { "connection-stages", make_stages, shots_instances_show_tall, false },
  { "connection-broken", make_broken, shots_instances_show_tall, false },
  { "connection-checked", make_checked, shots_instances_fill_charts, true },
  { "volumes", shots_instances_make_one, show_volumes, true },
  { "volumes-table", make_one_line, show_volumes, true },
  { "volumes-stale", shots_instances_make_one, show_stale, true },
  { "volumes-ask", shots_instances_make_one, ask_volume, false },
  { "volumes-alone", make_empty, show_volumes, false },
  { NULL },
};
