/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "rent-form-fixture.h"

#include "ui/common/sublet-field-row.h"
#include "ui/sublet-ui-test.h"

#include <math.h>

static gboolean
has_focus (RentFormFixture *fixture, const char *name)
{
  GtkWidget *field = rent_form_find_field (fixture, name);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == field || gtk_widget_is_ancestor (focus, field));
}

/* As a person would press it: through the controllers of the form. */
static gboolean
press (RentFormFixture *fixture, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->form));
  guint i;

  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller),
                       ==,
                       GTK_PHASE_CAPTURE);
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
      return handled;
    }

  g_assert_not_reached ();
}

static void
test_values (RentFormFixture *fixture, gconstpointer data)
{
  g_autofree char *label = sublet_rent_form_dup_label (fixture->form);

  g_assert_cmpfloat_with_epsilon (sublet_rent_form_get_disk_gb (fixture->form), 64, 1e-9);
  g_assert_cmpstr (rent_form_get_image (fixture), ==, "pytorch/pytorch:latest");
  g_assert_cmpstr (label, ==, "ada-4");
  /* 5 % above $0.3251, as it is shown. */
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), ==, 341000000);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));

  gtk_editable_set_text (GTK_EDITABLE (rent_form_find_field (fixture, "label")), " night run ");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_free (label);
  label = sublet_rent_form_dup_label (fixture->form);
  g_assert_cmpstr (label, ==, "night run");
}

/* Enter leads to the next field, from the last to the first, and to nothing else. */
static void
test_enter (RentFormFixture *fixture, gconstpointer data)
{
  sublet_rent_form_focus_image (fixture->form);
  g_assert_true (has_focus (fixture, "image"));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_true (has_focus (fixture, "disk"));
  g_assert_true (press (fixture, GDK_KEY_KP_Enter, 0));
  g_assert_true (has_focus (fixture, "label"));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_true (has_focus (fixture, "ceiling"));

  /* Ctrl+Enter is the window's. */
  g_assert_false (press (fixture, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_false (press (fixture, GDK_KEY_a, 0));
  g_assert_true (has_focus (fixture, "ceiling"));
}

static void
test_problem (RentFormFixture *fixture, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (fixture->form, "problem");
  GtkWidget *disk = rent_form_find_field (fixture, "disk");
  SubletFieldRow *row = SUBLET_FIELD_ROW (gtk_widget_get_ancestor (disk, SUBLET_TYPE_FIELD_ROW));

  gtk_editable_set_text (GTK_EDITABLE (disk), "900");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "Disk must be 8 to 812\u00a0GB on this machine.");
  g_assert_cmpstr (sublet_field_row_get_problem (row),
                   ==,
                   sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  /* What is typed stays: the person sees what is wrong with it. */
  g_assert_cmpfloat_with_epsilon (sublet_rent_form_get_disk_gb (fixture->form), 900, 1e-9);

  gtk_editable_set_text (GTK_EDITABLE (disk), "90");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (disk), "91");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (rent_form_find_field (fixture, "ceiling")), 3);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (disk), "");
  g_assert_true (isnan (sublet_rent_form_get_disk_gb (fixture->form)));
  g_assert_nonnull (sublet_rent_form_get_problem (fixture->form));
}

/* A job that wants more than the machine has: the row says what there is. */
static void
test_small_disk (RentFormFixture *fixture, gconstpointer data)
{
  rent_form_fill (fixture, 32);
  g_assert_cmpfloat_with_epsilon (sublet_rent_form_get_disk_gb (fixture->form), 32, 1e-9);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "8 to 32, fixed for life."));

  rent_form_fill (fixture, 4);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "This machine has less than 8\u00a0GB of disk left.");
}

static void
test_recent_images (RentFormFixture *fixture, gconstpointer data)
{
  const char *images[] = { "pytorch/pytorch:latest", "vastai/base-image:cuda", NULL };
  GtkWidget *button = sublet_ui_test_find (fixture->window, "recent_button");

  g_assert_false (gtk_widget_get_visible (button));
  sublet_rent_form_set_recent_images (fixture->form, images);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpint (g_menu_model_get_n_items (
                     gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button))),
                   ==,
                   2);

  g_assert_true (gtk_widget_activate_action (rent_form_find_field (fixture, "image"),
                                             "software.use-image",
                                             "s",
                                             "vastai/base-image:cuda"));
  g_assert_cmpstr (rent_form_get_image (fixture), ==, "vastai/base-image:cuda");

  sublet_rent_form_set_recent_images (fixture->form, NULL);
  g_assert_false (gtk_widget_get_visible (button));
}

static void
test_template (RentFormFixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  g_assert_false (gtk_widget_get_mapped (rent_form_find_field (fixture, "template")));
  sublet_rent_form_offer_templates (fixture->form);
  sublet_ui_test_settle (fixture->window);
  sublet_ui_test_click (rent_form_find_field (fixture, "template"));
  g_assert_cmpuint (fixture->n_choose_template, ==, 1);

  /* Its image is the template's, unless another one is typed. */
  sublet_launch_set_template (launch, "0123abcd", "PyTorch (CuDNN)");
  sublet_rent_form_set_launch (fixture->form, launch);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "PyTorch (CuDNN)"));
  g_assert_null (rent_form_get_image (fixture));
  rent_form_type_in (fixture, "image", "a b");
  g_assert_nonnull (sublet_rent_form_get_problem (fixture->form));
  rent_form_type_in (fixture, "image", "a/b");
  g_assert_cmpstr (rent_form_get_image (fixture), ==, "a/b");
  g_assert_cmpstr (sublet_launch_get_template_hash (sublet_rent_form_get_launch (fixture->form)),
                   ==,
                   "0123abcd");

  sublet_rent_form_set_template_gone (fixture->form, TRUE);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "That template is gone. Choose another one, or rent without it.");
  sublet_ui_test_click (sublet_ui_test_find (fixture->window, "clear_button"));
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_null (sublet_launch_get_template_hash (sublet_rent_form_get_launch (fixture->form)));
}

/* What a recipe names and nobody kept is said above the fields that ask for it. */
static void
test_missing (RentFormFixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  sublet_launch_set_image (launch, "a/b");
  sublet_launch_add_env (launch, "HF_TOKEN", NULL);
  sublet_rent_form_set_launch (fixture->form, launch);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "1 secret was not kept."));
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "The value of HF_TOKEN was not kept. Type it again.");
  rent_form_type_in (fixture, "env-value", "s3cr3t");
  sublet_ui_test_settle (fixture->window);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_null (sublet_ui_test_find_label (fixture->window, "not kept"));
}

/* The folded fields count only once they are seen. */
static void
test_enter_in_folds (RentFormFixture *fixture, gconstpointer data)
{
  GtkWidget *fold = sublet_ui_test_find (fixture->window, "access_fold");

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fold), TRUE);
  sublet_ui_test_settle (fixture->window);
  gtk_widget_grab_focus (rent_form_find_field (fixture, "label"));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_true (has_focus (fixture, "registry-server"));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_true (has_focus (fixture, "registry-user"));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_true (has_focus (fixture, "registry-password"));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  g_assert_true (has_focus (fixture, "ceiling"));
}

static int
measure (RentFormFixture *fixture, const char *part)
{
  int least;

  gtk_widget_measure (rent_form_find_field (fixture, part),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &least,
                      NULL,
                      NULL,
                      NULL);
  g_test_message ("%s: %d", part, least);

  return least;
}

/* No part is wider than the narrowest window has room for, whatever is shown in it. */
static void
test_narrow (RentFormFixture *fixture, gconstpointer data)
{
  const char *const parts[] = { "offer_group", "software_group", "money_group",
                                "launch_fold", "onstart_fold",   "access_fold" };
  GtkSettings *settings = gtk_settings_get_default ();
  int scale;
  gsize i;

  rent_form_fill_kind (fixture, 812, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  sublet_rent_form_set_policy (fixture->form, TRUE, SUBLET_POLICY_SECOND_CHEAPEST);
  sublet_rent_form_set_most (fixture->form, 16);
  sublet_rent_form_set_count (fixture->form, 2);
  sublet_rent_form_offer_templates (fixture->form);
  sublet_rent_form_set_lease (fixture->form, 36, SUBLET_LEASE_END_WARN);
  for (scale = 1; scale <= 2; scale++)
    {
      g_object_set (settings, "gtk-xft-dpi", scale * 98304, NULL);
      sublet_rent_form_set_narrow (fixture->form, TRUE);
      sublet_ui_test_settle (fixture->window);
      for (i = 0; i < G_N_ELEMENTS (parts); i++)
        g_assert_cmpint (measure (fixture, parts[i]), <=, 336);
    }
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

static void
test_accessible (RentFormFixture *fixture, gconstpointer data)
{
  const char *const names[] = { "ceiling", "image", "disk", "label" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkAccessible *field = GTK_ACCESSIBLE (rent_form_find_field (fixture, names[i]));

      g_assert_true (gtk_test_accessible_has_relation (field, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      g_assert_true (
        gtk_test_accessible_has_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
    }

  gtk_editable_set_text (GTK_EDITABLE (rent_form_find_field (fixture, "disk")), "1");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (rent_form_find_field (fixture, "disk")),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

#define RENT_FORM_ADD(path, function) \
  g_test_add ("/ui/rent/form/" path,  \
              RentFormFixture,        \
              NULL,                   \
              rent_form_set_up,       \
              function,               \
              rent_form_tear_down)

  RENT_FORM_ADD ("values", test_values);
  RENT_FORM_ADD ("enter", test_enter);
  RENT_FORM_ADD ("problem", test_problem);
  RENT_FORM_ADD ("small-disk", test_small_disk);
  RENT_FORM_ADD ("recent-images", test_recent_images);
  RENT_FORM_ADD ("template", test_template);
  RENT_FORM_ADD ("missing", test_missing);
  RENT_FORM_ADD ("enter-in-folds", test_enter_in_folds);
  RENT_FORM_ADD ("narrow", test_narrow);
  RENT_FORM_ADD ("accessible", test_accessible);

  return g_test_run ();
}
