/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-packages-group.h"

#include "ui/preferences/sublet-package-row.h"
#include "ui/sublet-ui-test.h"

typedef struct
{
  SubletSettings *settings;
  GtkWidget *group;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const kept[] = { "numpy>=1.26,<3", "?scipy", NULL };

  fixture->settings = sublet_settings_new (TRUE);
  g_object_set (fixture->settings, "packages", kept, NULL);
  fixture->group = sublet_packages_group_new (fixture->settings);
  fixture->window = sublet_ui_test_present (fixture->group, 360, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer weak = fixture->group;

  g_object_add_weak_pointer (G_OBJECT (fixture->group), &weak);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&weak);
  g_assert_finalize_object (fixture->settings);
}

/* The nth row of a package; NULL when there are fewer. */
static GtkWidget *
find_row (GtkWidget *widget, guint *nth)
{
  GtkWidget *child;

  if (SUBLET_IS_PACKAGE_ROW (widget) && (*nth)-- == 0)
    return widget;
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_row (Fixture *fixture, guint nth)
{
  return find_row (fixture->group, &nth);
}

static GtkWidget *
find (Fixture *fixture, guint nth, const char *name)
{
  GtkWidget *widget = sublet_ui_test_find (get_row (fixture, nth), name);

  g_assert_nonnull (widget);
  return widget;
}

static void
type_in (Fixture *fixture, guint nth, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, nth, name)), text);
}

static void
assert_kept (Fixture *fixture, const char *expected)
{
  g_auto (GStrv) texts = NULL;
  g_autofree char *joined = NULL;

  g_object_get (fixture->settings, "packages", &texts, NULL);
  joined = g_strjoinv (" | ", texts);
  g_assert_cmpstr (joined, ==, expected);
}

/* field: which one is marked, NULL: none. */
static void
assert_problem (Fixture *fixture, guint nth, const char *field, const char *text)
{
  static const char *const fields[] = { "name_entry", "range_entry" };
  GtkWidget *label = find (fixture, nth, "problem_label");
  gsize i;

  g_assert_cmpint (gtk_widget_get_visible (label), ==, text != NULL);
  if (text != NULL)
    g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, text);
  for (i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpint (gtk_widget_has_css_class (find (fixture, nth, fields[i]), "error"),
                     ==,
                     g_strcmp0 (fields[i], field) == 0);
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  g_assert_null (get_row (fixture, 2));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, 0, "range_entry"))),
                   ==,
                   ">=1.26,<3");
  g_assert_true (
    gtk_check_button_get_active (GTK_CHECK_BUTTON (find (fixture, 0, "required_check"))));
  g_assert_false (
    gtk_check_button_get_active (GTK_CHECK_BUTTON (find (fixture, 1, "required_check"))));
  gtk_test_accessible_assert_property (find (fixture, 1, "remove_button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Remove scipy");

  type_in (fixture, 1, "range_entry", "~=1.11");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find (fixture, 1, "required_check")), TRUE);
  assert_kept (fixture, "numpy>=1.26,<3 | scipy~=1.11");

  gtk_widget_activate_action (fixture->group, "packages.add", NULL);
  assert_kept (fixture, "numpy>=1.26,<3 | scipy~=1.11");
  assert_problem (fixture, 2, NULL, NULL);
  g_assert_true (gtk_widget_get_focus_child (get_row (fixture, 2)) != NULL);
  type_in (fixture, 2, "name_entry", "triton");
  assert_kept (fixture, "numpy>=1.26,<3 | scipy~=1.11 | triton");

  gtk_widget_activate_action (get_row (fixture, 0), "package.remove", NULL);
  assert_kept (fixture, "scipy~=1.11 | triton");
  g_assert_true (gtk_widget_get_focus_child (get_row (fixture, 0)) != NULL);
}

/* What is typed is no markup, nor is the title that is searched by it. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  AdwPreferencesRow *row = ADW_PREFERENCES_ROW (get_row (fixture, 0));

  type_in (fixture, 0, "name_entry", "<b>&");
  g_assert_cmpstr (adw_preferences_row_get_title (row), ==, "<b>&");
  g_assert_false (adw_preferences_row_get_use_markup (row));
}

/* It is said at the field, and what is wrong is not kept. */
static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  static const char bad_name[] = "A name has letters, digits and, between them, “.”, “-” and “_”.";

  type_in (fixture, 1, "name_entry", "$(reboot)");
  assert_problem (fixture, 1, "name_entry", bad_name);
  assert_kept (fixture, "numpy>=1.26,<3");
  gtk_test_accessible_assert_state (find (fixture, 1, "name_entry"),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  type_in (fixture, 1, "name_entry", "scipy");
  assert_problem (fixture, 1, NULL, NULL);
  assert_kept (fixture, "numpy>=1.26,<3 | ?scipy");

  type_in (fixture, 1, "range_entry", "newest");
  assert_problem (fixture,
                  1,
                  "range_entry",
                  "These are no versions. Write them as in >=2.4,<3 or ==1.2.*");
  assert_kept (fixture, "numpy>=1.26,<3");

  type_in (fixture, 1, "name_entry", "");
  assert_problem (fixture, 1, "name_entry", "The name is missing.");
  type_in (fixture, 1, "range_entry", "");
  assert_problem (fixture, 1, NULL, NULL);
  type_in (fixture, 1, "name_entry", "NumPy");
  assert_problem (fixture, 1, "name_entry", "This package is in the list already.");
  assert_kept (fixture, "numpy>=1.26,<3");
}

/* Changed elsewhere, and by whom it may be. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  static const char *const other[] = { "a", "b>=x", NULL };

  g_object_set (fixture->settings, "packages", other, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, 0, "name_entry"))), ==, "a");
  assert_problem (fixture,
                  1,
                  "range_entry",
                  "These are no versions. Write them as in >=2.4,<3 or ==1.2.*");
  g_assert_null (get_row (fixture, 2));
  /* Nothing is thrown away before somebody changes something. */
  assert_kept (fixture, "a | b>=x");
}

static void
test_most (Fixture *fixture, gconstpointer data)
{
  guint i;

  for (i = 2; i < SUBLET_RUNTIME_MAX_PACKAGES + 2; i++)
    gtk_widget_activate_action (fixture->group, "packages.add", NULL);
  g_assert_nonnull (get_row (fixture, SUBLET_RUNTIME_MAX_PACKAGES - 1));
  g_assert_null (get_row (fixture, SUBLET_RUNTIME_MAX_PACKAGES));
  gtk_widget_activate_action (get_row (fixture, 5), "package.remove", NULL);
  g_assert_null (get_row (fixture, SUBLET_RUNTIME_MAX_PACKAGES - 1));
  gtk_widget_activate_action (fixture->group, "packages.add", NULL);
  g_assert_nonnull (get_row (fixture, SUBLET_RUNTIME_MAX_PACKAGES - 1));
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/ui/preferences/packages/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add ("/ui/preferences/packages/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/ui/preferences/packages/hostile", Fixture, NULL, set_up, test_hostile, tear_down);
  g_test_add ("/ui/preferences/packages/elsewhere",
              Fixture,
              NULL,
              set_up,
              test_elsewhere,
              tear_down);
  g_test_add ("/ui/preferences/packages/most", Fixture, NULL, set_up, test_most, tear_down);

  return g_test_run ();
}
