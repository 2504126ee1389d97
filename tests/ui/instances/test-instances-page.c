/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-announcer.h"
#include "ui/instances/sublet-instance-card.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/instances/sublet-instances-text.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

typedef struct
{
  SubletUiFixture *fixture;
  GtkWidget *page;
  GtkWidget *window;
} Scene;

static void
scene_init (Scene *scene)
{
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_account (scene->fixture, G_GINT64_CONSTANT (41370000));
  scene->page = sublet_instances_page_new (scene->fixture->engine, NULL);
  scene->window = sublet_ui_test_present (scene->page, 1100, 700);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

static const char *
get_face (Scene *scene)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (sublet_ui_test_find (scene->page, "faces")));
}

static GtkWidget *
find_card (Scene *scene, SubletRental *rental)
{
  GtkWidget *list = sublet_ui_test_find (scene->page, "list");
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *card = gtk_widget_get_first_child (row);

      if (SUBLET_IS_INSTANCE_CARD (card) &&
          sublet_instance_card_get_rental (SUBLET_INSTANCE_CARD (card)) == rental)
        return card;
    }

  return NULL;
}

static void
test_choose_face (void)
{
  static const struct
  {
    SubletKnowledge knowledge;
    gboolean failed;
    gboolean waited;
    guint n_rentals;
    guint n_matching;
    const char *face;
  } rows[] = {
    { SUBLET_KNOWLEDGE_NEVER, FALSE, FALSE, 0, 0, "blank" },
    { SUBLET_KNOWLEDGE_NEVER, FALSE, TRUE, 0, 0, "loading" },
    { SUBLET_KNOWLEDGE_NEVER, TRUE, FALSE, 0, 0, "error" },
    { SUBLET_KNOWLEDGE_NEVER, TRUE, TRUE, 1, 1, "content" },
    { SUBLET_KNOWLEDGE_KNOWN, FALSE, TRUE, 0, 0, "empty" },
    { SUBLET_KNOWLEDGE_KNOWN, FALSE, TRUE, 3, 2, "content" },
    { SUBLET_KNOWLEDGE_KNOWN, FALSE, TRUE, 3, 0, "no-match" },
    /* Unknown is never empty. */
    { SUBLET_KNOWLEDGE_UNKNOWN, TRUE, TRUE, 0, 0, "error" },
    { SUBLET_KNOWLEDGE_UNKNOWN, FALSE, TRUE, 0, 0, "loading" },
    { SUBLET_KNOWLEDGE_UNKNOWN, TRUE, TRUE, 2, 2, "content" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (sublet_instances_text_choose_face (rows[i].knowledge,
                                                        rows[i].failed,
                                                        rows[i].waited,
                                                        rows[i].n_rentals,
                                                        rows[i].n_matching),
                     ==,
                     rows[i].face);
}

static void
on_signal (GtkWidget *page, guint *count)
{
  (*count)++;
}

static void
test_faces (void)
{
  Scene scene;
  guint found = 0;
  guint opened = 0;

  scene_init (&scene);
  g_signal_connect (scene.page, "find-gpu", G_CALLBACK (on_signal), &found);
  g_signal_connect (scene.page, "open-website", G_CALLBACK (on_signal), &opened);

  /* A spinner only after 300 ms. */
  g_assert_cmpstr (get_face (&scene), ==, "blank");
  sublet_manual_clock_advance (scene.fixture->clock, 299);
  g_assert_cmpstr (get_face (&scene), ==, "blank");
  sublet_manual_clock_advance (scene.fixture->clock, 1);
  g_assert_cmpstr (get_face (&scene), ==, "loading");
  sublet_ui_test_settle (scene.window);
  g_assert_true (
    gtk_spinner_get_spinning (GTK_SPINNER (sublet_ui_test_find (scene.page, "spinner"))));

  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_cmpstr (get_face (&scene), ==, "error");
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (
    sublet_ui_test_find_label (scene.page, "Something may be running and billing."));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.page, "Open Vast's Website"));
  g_assert_cmpuint (opened, ==, 1);
  sublet_ui_test_click (sublet_ui_test_find_button (scene.page, "Try Again"));

  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  g_assert_cmpstr (get_face (&scene), ==, "empty");
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (sublet_ui_test_find_label (scene.page, "Nothing Is Rented"));
  g_assert_nonnull (sublet_ui_test_find_label (scene.page, "known at\302\24014:10"));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.page, "Find a GPU"));
  g_assert_cmpuint (found, ==, 1);

  sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  g_assert_cmpstr (get_face (&scene), ==, "content");
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_cmpstr (get_face (&scene), ==, "content");
  g_list_store_remove_all (scene.fixture->rentals);
  g_assert_cmpstr (get_face (&scene), ==, "error");
  scene_clear (&scene);
}

static void
test_status (void)
{
  Scene scene;
  g_autofree char *status = NULL;
  GtkWidget *label;

  scene_init (&scene);
  sublet_ui_fixture_add_rental (scene.fixture, "a", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_add_rental (scene.fixture, "b", SUBLET_RENTAL_STATE_RUNNING);
  sublet_ui_fixture_add_rental (scene.fixture, "c", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_add_rental (scene.fixture, "d", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_add_rental (scene.fixture, "e", SUBLET_RENTAL_STATE_DESTROYING);
  sublet_ui_fixture_add_rental (scene.fixture, "f", SUBLET_RENTAL_STATE_FAILED);
  sublet_ui_fixture_add_rental (scene.fixture, "g", SUBLET_RENTAL_STATE_GONE);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  label = sublet_ui_test_find (scene.page, "status_label");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)),
                   ==,
                   "2 running · 1 starting · 1 needs attention · 1 stopped disk $0.02/h · 1 ending "
                   "· known at\302\24014:10");
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_true (g_str_has_suffix (gtk_label_get_label (GTK_LABEL (label)), "unknown since 14:02"));
  scene_clear (&scene);
}

static void
test_search (void)
{
  Scene scene;
  GtkWidget *entry;
  SubletRental *first;
  SubletRental *second;

  scene_init (&scene);
  first = sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  second = sublet_ui_fixture_add_rental (scene.fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (scene.window);

  gtk_widget_activate_action (scene.page, "instances.search", NULL);
  entry = sublet_ui_test_find (scene.page, "search_entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "OLD");
  g_signal_emit_by_name (entry, "search-changed");
  sublet_ui_test_settle (scene.window);
  g_assert_null (find_card (&scene, first));
  g_assert_nonnull (find_card (&scene, second));

  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing like it");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpstr (get_face (&scene), ==, "no-match");
  sublet_ui_test_settle (scene.window);
  sublet_ui_test_click (sublet_ui_test_find_button (scene.page, "Clear Search"));
  g_assert_cmpstr (get_face (&scene), ==, "content");
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (find_card (&scene, first));
  scene_clear (&scene);
}

static void
set_running (Scene *scene, SubletRental *rental)
{
  sublet_rental_set_state (rental,
                           SUBLET_RENTAL_STATE_RUNNING,
                           SUBLET_RENTAL_REASON_NONE,
                           sublet_clock_get_service_us (SUBLET_CLOCK (scene->fixture->clock)));
  sublet_ui_test_settle (scene->window);
}

/* A rental that changes its state keeps its card, and is spoken of. */
static void
test_moves (void)
{
  Scene scene;
  SubletRental *rental;
  GtkWidget *announcer;

  scene_init (&scene);
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (scene.window);
  g_assert_nonnull (sublet_ui_test_find_label (scene.page, "Starting"));

  set_running (&scene, rental);
  g_assert_nonnull (find_card (&scene, rental));
  g_assert_null (sublet_ui_test_find_label (scene.page, "Starting"));
  announcer = sublet_ui_test_find_type (scene.page, SUBLET_TYPE_ANNOUNCER);
  gtk_test_accessible_assert_role (announcer, GTK_ACCESSIBLE_ROLE_STATUS);
  g_assert_cmpstr (sublet_announcer_get_said (SUBLET_ANNOUNCER (announcer)), ==, "ada-2: Running.");
  scene_clear (&scene);
}

static bool
has_moved (gpointer user_data)
{
  return sublet_ui_test_find_label (user_data, "Starting") == NULL;
}

/* The test's display has a pointer too, and it may well rest on the list. */
static void
leave_list (Scene *scene)
{
  g_autoptr (GListModel)
    controllers = gtk_widget_observe_controllers (sublet_ui_test_find (scene->page, "list"));
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        g_signal_emit_by_name (controller, "leave");
    }
}

/* A card does not move away from under its open menu: the menu takes the pointer out of the list,
 * and one that goes unclosed leaves a window that takes neither keys nor clicks. */
static void
test_menu_holds (void)
{
  Scene scene;
  SubletRental *rental;
  GtkWidget *card;
  GtkWidget *menu;

  scene_init (&scene);
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (scene.window);
  card = find_card (&scene, rental);
  menu = sublet_ui_test_find (card, "menu_button");
  sublet_instance_card_popup_menu (SUBLET_INSTANCE_CARD (card));
  sublet_ui_test_settle (scene.window);
  g_assert_true (sublet_instance_card_get_popover_open (SUBLET_INSTANCE_CARD (card)));

  set_running (&scene, rental);
  g_assert_true (find_card (&scene, rental) == card);
  g_assert_true (
    gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu)))));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  sublet_ui_test_settle (scene.window);
  leave_list (&scene);
  sublet_test_await (has_moved, scene.page);
  scene_clear (&scene);
}

/* Where it has to go all the same, its menu is closed first. */
static void
test_menu_closes (void)
{
  Scene scene;
  SubletRental *rental;
  GtkWidget *card;
  GtkWidget *popover;

  scene_init (&scene);
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (scene.window);
  card = find_card (&scene, rental);
  sublet_instance_card_popup_menu (SUBLET_INSTANCE_CARD (card));
  sublet_ui_test_settle (scene.window);
  popover = g_object_ref (GTK_WIDGET (
    gtk_menu_button_get_popover (GTK_MENU_BUTTON (sublet_ui_test_find (card, "menu_button")))));
  set_running (&scene, rental);

  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (scene.page), rental);
  g_assert_false (gtk_widget_get_visible (popover));
  g_object_unref (popover);
  sublet_ui_test_settle (scene.window);
  g_assert_true (has_moved (scene.page));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (scene.window)), scene.page));

  /* The list moves again. */
  leave_list (&scene);
  sublet_rental_set_state (rental,
                           SUBLET_RENTAL_STATE_STOPPED,
                           SUBLET_RENTAL_REASON_NONE,
                           sublet_clock_get_service_us (SUBLET_CLOCK (scene.fixture->clock)));
  sublet_ui_test_settle (scene.window);
  g_assert_null (sublet_ui_test_find_label (scene.page, "Running"));
  scene_clear (&scene);
}

/* Costs go on by themselves while the page is seen, and nothing waits while it is not. */
static void
test_clock (void)
{
  Scene scene;
  SubletRental *rental;
  GtkWidget *label;

  scene_init (&scene);
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (scene.window);
  label = sublet_ui_test_find (find_card (&scene, rental), "cost_label");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "$1.44 so far");
  sublet_manual_clock_advance (scene.fixture->clock, 60 * 60 * 1000);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "$1.77 so far");

  gtk_widget_set_visible (scene.page, FALSE);
  sublet_test_drain ();
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (scene.fixture->clock), ==, 0);
  gtk_widget_set_visible (scene.page, TRUE);
  sublet_ui_test_settle (scene.window);
  /* For the costs, and to ask for the volumes. */
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (scene.fixture->clock), ==, 2);
  scene_clear (&scene);
}

static void
test_keyboard (void)
{
  Scene scene;
  SubletRental *rental;

  scene_init (&scene);
  sublet_ui_fixture_add_rental (scene.fixture, "ada-0", SUBLET_RENTAL_STATE_READY);
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_STOPPED);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (scene.window);
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (scene.page), rental);
  sublet_ui_test_settle (scene.window);

  sublet_ui_test_press (scene.page, GDK_KEY_Delete, 0);
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog ("Destroy ada-1?"));
  sublet_ui_test_answer ("Destroy ada-1?", "cancel");

  sublet_ui_test_press (scene.page, GDK_KEY_F2, 0);
  sublet_test_drain ();
  g_assert_nonnull (sublet_ui_test_find_dialog ("Relabel ada-1"));
  sublet_ui_test_answer ("Relabel ada-1", "cancel");

  sublet_ui_test_press (scene.page, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (gtk_search_bar_get_search_mode (
    GTK_SEARCH_BAR (sublet_ui_test_find (scene.page, "search_bar"))));
  sublet_ui_test_press (scene.page, GDK_KEY_Escape, 0);
  g_assert_false (gtk_search_bar_get_search_mode (
    GTK_SEARCH_BAR (sublet_ui_test_find (scene.page, "search_bar"))));
  scene_clear (&scene);
}

static bool
has_focus (Scene *scene, SubletRental *rental)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (scene->page));

  return focus != NULL && focus == gtk_widget_get_parent (find_card (scene, rental));
}

static void
test_first_focus (void)
{
  Scene scene;
  SubletRental *first;
  SubletRental *failed;

  scene_init (&scene);
  sublet_ui_fixture_set_knowledge (scene.fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_test_settle (scene.window);
  g_assert_true (gtk_widget_grab_focus (scene.page));
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (scene.page)) ==
                 sublet_ui_test_find (scene.page, "find_button"));

  sublet_ui_fixture_add_rental (scene.fixture, "old-run", SUBLET_RENTAL_STATE_STOPPED);
  first = sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  sublet_ui_test_settle (scene.window);
  g_assert_true (gtk_widget_grab_focus (scene.page));
  g_assert_true (has_focus (&scene, first));

  failed = sublet_ui_fixture_add_rental (scene.fixture, "ada-2", SUBLET_RENTAL_STATE_FAILED);
  sublet_ui_test_settle (scene.window);
  g_assert_true (gtk_widget_grab_focus (scene.page));
  g_assert_true (has_focus (&scene, failed));
  scene_clear (&scene);
}

static void
on_rent_instead (GtkWidget *page, SubletOffer *offer, SubletRental *rental, SubletOffer **got)
{
  *got = offer;
}

static void
test_rent_instead (void)
{
  Scene scene;
  SubletRental *rental;
  SubletOffer *got = NULL;

  scene_init (&scene);
  rental = sublet_ui_fixture_add_rental (scene.fixture, "ada-1", SUBLET_RENTAL_STATE_REFUSED);
  g_signal_connect (scene.page, "rent-instead", G_CALLBACK (on_rent_instead), &got);
  sublet_ui_test_settle (scene.window);
  sublet_ui_test_click (sublet_ui_test_find_button (scene.page, "Rent It Instead…"));
  g_assert_nonnull (got);
  g_assert_true (got == sublet_rental_get_next_offer (rental));
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances-page/choose-face", test_choose_face);
  g_test_add_func ("/ui/instances-page/faces", test_faces);
  g_test_add_func ("/ui/instances-page/status", test_status);
  g_test_add_func ("/ui/instances-page/search", test_search);
  g_test_add_func ("/ui/instances-page/moves", test_moves);
  g_test_add_func ("/ui/instances-page/menu-holds", test_menu_holds);
  g_test_add_func ("/ui/instances-page/menu-closes", test_menu_closes);
  g_test_add_func ("/ui/instances-page/clock", test_clock);
  g_test_add_func ("/ui/instances-page/keyboard", test_keyboard);
  g_test_add_func ("/ui/instances-page/first-focus", test_first_focus);
  g_test_add_func ("/ui/instances-page/rent-instead", test_rent_instead);

  return g_test_run ();
}
