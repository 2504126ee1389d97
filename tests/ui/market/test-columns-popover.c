/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-columns-popover.h"

#include "support/sublet-test.h"
#include "sublet-ui-test.h"

typedef struct
{
  SubletOfferLayout *layout;
  GtkWidget *window;
  GtkWidget *popover;
  GtkListBox *list;
} Scene;

static void
set_up (Scene *scene, gconstpointer user_data)
{
  GtkWidget *button = gtk_menu_button_new ();

  scene->layout = sublet_offer_layout_new ();
  scene->popover = sublet_columns_popover_new (scene->layout);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), scene->popover);
  scene->window = sublet_ui_test_present (button, 600, 700);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  sublet_ui_test_settle (scene->window);
  scene->list = GTK_LIST_BOX (sublet_ui_test_find (scene->popover, "list"));
}

static void
tear_down (Scene *scene, gconstpointer user_data)
{
  gpointer weak = scene->popover;

  gtk_popover_popdown (GTK_POPOVER (scene->popover));
  sublet_ui_test_settle (scene->window);
  g_object_add_weak_pointer (weak, &weak);
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone (&weak);
  g_assert_finalize_object (scene->layout);
}

static GtkCheckButton *
get_check (Scene *scene, int i)
{
  return GTK_CHECK_BUTTON (
    gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (scene->list, i)));
}

static void
select_row (Scene *scene, int i)
{
  gtk_list_box_select_row (scene->list, gtk_list_box_get_row_at_index (scene->list, i));
}

static void
assert_shown (Scene *scene, const char *id, gboolean shown)
{
  g_assert_cmpint (sublet_offer_layout_is_shown (scene->layout, sublet_offer_columns_find (id)),
                   ==,
                   shown);
}

static void
assert_position (Scene *scene, const char *id, guint position)
{
  g_assert_cmpuint (sublet_offer_layout_find (scene->layout, sublet_offer_columns_find (id)),
                    ==,
                    position);
}

/* Where a column stands at first. */
static int
find_first (const char *id)
{
  gsize n_columns;

  return (int) (sublet_offer_columns_find (id) - sublet_offer_columns_get (&n_columns));
}

static void
test_choose (Scene *scene, gconstpointer user_data)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  int place = find_first ("place");
  int machine = find_first ("machine");
  gsize i;

  for (i = 0; i < n_columns; i++)
    {
      GtkCheckButton *check = get_check (scene, (int) i);

      g_assert_cmpstr (gtk_check_button_get_label (check),
                       ==,
                       columns[i].key < 0 ? "Warning" : columns[i].title);
      g_assert_cmpint (gtk_check_button_get_active (check),
                       ==,
                       (columns[i].flags & SUBLET_OFFER_COLUMN_DEFAULT) != 0);
      /* The mark and the GPU stay. */
      g_assert_cmpint (gtk_widget_get_sensitive (GTK_WIDGET (check)), ==, i >= 2);
      gtk_test_accessible_assert_property (gtk_list_box_get_row_at_index (scene->list, (int) i),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           gtk_check_button_get_label (check));
    }
  g_assert_null (gtk_list_box_get_row_at_index (scene->list, (int) n_columns));

  gtk_check_button_set_active (get_check (scene, place), FALSE);
  assert_shown (scene, "place", FALSE);
  /* Enter on a row; on one that stays it does nothing. */
  g_signal_emit_by_name (scene->list,
                         "row-activated",
                         gtk_list_box_get_row_at_index (scene->list, machine));
  assert_shown (scene, "machine", TRUE);
  g_signal_emit_by_name (scene->list,
                         "row-activated",
                         gtk_list_box_get_row_at_index (scene->list, 1));
  assert_shown (scene, "gpu", TRUE);

  /* The list does not jump while one chooses. */
  assert_position (scene, "place", (guint) place);
  assert_position (scene, "machine", (guint) machine);

  gtk_widget_activate_action (scene->popover, "columns.reset", NULL);
  g_assert_true (gtk_check_button_get_active (get_check (scene, place)));
  g_assert_false (gtk_check_button_get_active (get_check (scene, machine)));
}

static void
test_move (Scene *scene, gconstpointer user_data)
{
  GtkWidget *up = sublet_ui_test_find_button (scene->popover, "Move Up");
  GtkWidget *down = sublet_ui_test_find_button (scene->popover, "Move Down");

  select_row (scene, 2);
  sublet_ui_test_click (up);
  assert_position (scene, "job-rate", 1);
  /* The row is still the selected one, and stands where its column does. */
  g_assert_true (gtk_list_box_get_selected_row (scene->list) ==
                 gtk_list_box_get_row_at_index (scene->list, 1));
  g_assert_cmpstr (gtk_check_button_get_label (get_check (scene, 1)), ==, "Job $/h");
  sublet_ui_test_click (up);
  assert_position (scene, "job-rate", 0);
  g_assert_false (gtk_widget_get_sensitive (up));
  g_assert_true (gtk_widget_get_sensitive (down));
  sublet_ui_test_click (down);
  assert_position (scene, "job-rate", 1);

  select_row (scene, find_first ("machine"));
  g_assert_false (gtk_widget_get_sensitive (down));
}

static void
test_width (Scene *scene, gconstpointer user_data)
{
  const SubletOfferColumn *column = sublet_offer_columns_find ("job-rate");
  GtkWidget *wider = sublet_ui_test_find_button (scene->popover, "Wider");
  GtkWidget *narrower = sublet_ui_test_find_button (scene->popover, "Narrower");

  select_row (scene, 2);
  sublet_ui_test_click (wider);
  g_assert_cmpint (sublet_offer_layout_get_width (scene->layout, column), ==, column->width + 12);
  sublet_ui_test_click (narrower);
  sublet_ui_test_click (narrower);
  g_assert_cmpint (sublet_offer_layout_get_width (scene->layout, column), ==, column->width - 12);

  /* What is not shown has no width to see. */
  select_row (scene, find_first ("machine"));
  g_assert_false (gtk_widget_get_sensitive (wider));
  g_assert_false (gtk_widget_get_sensitive (narrower));
}

/* The check that has the focus is the column that moves. */
static void
test_focus (Scene *scene, gconstpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (get_check (scene, 4)));
  sublet_ui_test_settle (scene->window);
  g_assert_true (gtk_list_box_get_selected_row (scene->list) ==
                 gtk_list_box_get_row_at_index (scene->list, 4));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Scene *scene, gconstpointer user_data);
  } tests[] = {
    { "/ui/market/columns-popover/choose", test_choose },
    { "/ui/market/columns-popover/move", test_move },
    { "/ui/market/columns-popover/width", test_width },
    { "/ui/market/columns-popover/focus", test_focus },
  };
  gsize i;

  sublet_ui_test_init (&argc, &argv);
  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Scene, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
