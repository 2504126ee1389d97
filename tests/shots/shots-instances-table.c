/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-instances.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/instances/sublet-instances-table.h"
#include "ui/sublet-ui-test.h"

/* The instances as a table, and several of them chosen. */

static const SubletRentalState states[] = {
  SUBLET_RENTAL_STATE_READY,   SUBLET_RENTAL_STATE_RUNNING, SUBLET_RENTAL_STATE_PROVISIONING,
  SUBLET_RENTAL_STATE_STOPPED, SUBLET_RENTAL_STATE_FAILED,  SUBLET_RENTAL_STATE_CONNECTING,
  SUBLET_RENTAL_STATE_OFFLINE, SUBLET_RENTAL_STATE_READY,   SUBLET_RENTAL_STATE_DESTROYING,
  SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_STATE_OUTBID,  SUBLET_RENTAL_STATE_STOPPING,
};

static void
lease (SubletUiFixture *fixture, SubletRental *rental, guint hours)
{
  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) +
                                    hours * G_TIME_SPAN_HOUR + 48 * G_TIME_SPAN_MINUTE);
  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_RUNNING);
}

static void
add (SubletUiFixture *fixture, guint count)
{
  guint i;

  for (i = 0; i < count; i++)
    {
      g_autofree char *label = g_strdup_printf ("ada-%u", i + 1);
      SubletRental *rental =
        sublet_ui_fixture_add_rental (fixture, label, states[i % G_N_ELEMENTS (states)]);

      if (i % 7 == 1)
        sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
      else if (i % 3 == 0 && sublet_rental_get_state (rental) != SUBLET_RENTAL_STATE_REFUSED)
        lease (fixture, rental, i % 30);
      if (i == 5)
        sublet_rental_set_label (rental, "a-label-that-is-exactly-forty-characters");
      if (i == 7)
        sublet_rental_set_gpu (rental, "RTX PRO 6000 Max-Q", 8);
      if (sublet_rental_is_up (rental))
        sublet_ui_add_readings (SUBLET_CLOCK (fixture->clock), rental);
    }
}

static GtkWidget *
make (SubletUiFixture *fixture, guint count, SubletKnowledge knowledge)
{
  GtkWidget *page;

  add (fixture, count);
  sublet_ui_fixture_set_knowledge (fixture, knowledge);
  page = shots_instances_hush_volumes (
    sublet_instances_page_new (fixture->engine, fixture->connections));
  g_object_set (page, "view", "table", NULL);

  return page;
}

static GtkWidget *
make_some (SubletUiFixture *fixture)
{
  return make (fixture, 12, SUBLET_KNOWLEDGE_KNOWN);
}

static GtkWidget *
make_many (SubletUiFixture *fixture)
{
  GtkWidget *page = make (fixture, 200, SUBLET_KNOWLEDGE_KNOWN);

  g_object_set (page, "sort-key", "lease", "sort-descending", TRUE, NULL);

  return page;
}

/* As many as the table has, as cards. */
static GtkWidget *
as_cards (GtkWidget *page)
{
  g_object_set (page, "view", "cards", NULL);

  return page;
}

/* By label, of which some have the same one and some none. */
static GtkWidget *
make_labels (SubletUiFixture *fixture)
{
  static const char *const labels[] = { "train", "", "sweep" };
  GtkWidget *page = make (fixture, 12, SUBLET_KNOWLEDGE_KNOWN);
  guint i;

  for (i = 0; i < 9; i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (G_LIST_MODEL (fixture->rentals), i);

      sublet_rental_set_label (rental, labels[i % G_N_ELEMENTS (labels)]);
    }
  g_object_set (page, "group", "label", NULL);

  return page;
}

static GtkWidget *
make_labels_cards (SubletUiFixture *fixture)
{
  return as_cards (make_labels (fixture));
}

static GtkWidget *
open_group_menu (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (sublet_ui_test_find (window, "group_button"));

  gtk_menu_button_popup (button);
  sublet_test_drain ();

  return GTK_WIDGET (gtk_menu_button_get_popover (button));
}

static GtkWidget *
make_unknown (SubletUiFixture *fixture)
{
  return make (fixture, 12, SUBLET_KNOWLEDGE_UNKNOWN);
}

static GtkWidget *
open_menu (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *table = sublet_ui_test_find_type (window, SUBLET_TYPE_INSTANCES_TABLE);
  GtkWidget *child;
  g_autoptr (SubletRental) rental = g_list_model_get_item (G_LIST_MODEL (fixture->rentals), 0);

  /* A narrow page has none. */
  if (!gtk_widget_get_mapped (table))
    return window;
  sublet_instances_table_popup_menu (SUBLET_INSTANCES_TABLE (table), rental);
  sublet_test_drain ();

  for (child = gtk_widget_get_first_child (table); !GTK_IS_POPOVER_MENU (child);
       child = gtk_widget_get_next_sibling (child))
    ;

  return child;
}

static GtkWidget *
make_twelve_cards (SubletUiFixture *fixture)
{
  return as_cards (make_some (fixture));
}

static GtkWidget *
make_many_cards (SubletUiFixture *fixture)
{
  return as_cards (make (fixture, 200, SUBLET_KNOWLEDGE_KNOWN));
}

static GtkWidget *
make_selected (SubletUiFixture *fixture)
{
  GtkWidget *page = make (fixture, 12, SUBLET_KNOWLEDGE_KNOWN);

  gtk_widget_activate_action (page, "instances.select-all", NULL);

  return page;
}

static GtkWidget *
make_selected_cards (SubletUiFixture *fixture)
{
  return as_cards (make_selected (fixture));
}

static GtkWidget *
ask_several (GtkWidget *window, const char *button)
{
  sublet_ui_test_click (sublet_ui_test_find (window, button));
  sublet_test_drain ();

  return sublet_ui_test_find_dialog ("");
}

static GtkWidget *
ask_stop (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask_several (window, "stop_button");
}

static GtkWidget *
ask_destroy (SubletUiFixture *fixture, GtkWidget *window)
{
  return ask_several (window, "destroy_button");
}

const Shot instances_table_shots[] = {
  { "instances-table", make_some, NULL, true },
  { "instances-table-many", make_many, NULL, true },
  { "instances-table-unknown", make_unknown, NULL, false },
  { "instances-12", make_twelve_cards, NULL, false },
  { "instances-200", make_many_cards, NULL, false },
  { "instances-group-table", make_labels, NULL, false },
  { "instances-group-cards", make_labels_cards, NULL, true },
  { "instances-group-menu", make_labels_cards, open_group_menu, false },
  { "instances-table-menu", make_some, open_menu, false },
  { "instances-select-table", make_selected, NULL, true },
  { "instances-select-cards", make_selected_cards, NULL, true },
  { "instances-select-stop", make_selected, ask_stop, false },
  { "instances-select-destroy", make_selected, ask_destroy, false },
  { NULL, NULL, NULL, false },
};
