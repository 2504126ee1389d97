/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-form.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-field-row.h"
#include "ui/sublet-ui-test.h"

#include <math.h>

typedef struct
{
  GtkWidget *window;
  SubletRentForm *form;
  guint n_changed;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->n_changed++;
}

static SubletOffer *
make_offer (double disk_space_gb)
{
  SubletOffer *offer;
  SubletOfferRow row;

  sublet_offer_row_init (&row);
  row.id = 31900417;
  row.gpu_name = g_ref_string_new_intern ("RTX 4090");
  row.num_gpus = 1;
  row.reliability = 0.9957;
  g_strlcpy (row.country, "FI", sizeof row.country);
  row.dph_base_nusd = 310000000;
  row.storage_nusd_per_gb_month = 170000000;
  row.disk_space_gb = disk_space_gb;
  offer = sublet_offer_new (&row, SUBLET_PRICE_KIND_ON_DEMAND, 0);
  sublet_offer_row_clear (&row);

  return offer;
}

static void
fill (Fixture *fixture, double disk_space_gb)
{
  g_autoptr (SubletOffer) offer = make_offer (disk_space_gb);
  SubletJob job;

  sublet_job_init (&job);
  sublet_rent_form_fill (fixture->form, offer, &job, 5, "pytorch/pytorch:latest", "ada-4");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->form = g_object_new (SUBLET_TYPE_RENT_FORM, NULL);
  fill (fixture, 812.4);
  fixture->window = sublet_ui_test_present (GTK_WIDGET (fixture->form), 600, 600);
  g_signal_connect_swapped (fixture->form, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer form = fixture->form;

  g_object_add_weak_pointer (G_OBJECT (form), &form);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&form);
}

static GtkWidget *
find_field (Fixture *fixture, const char *name)
{
  return sublet_ui_test_find (fixture->window, name);
}

static gboolean
has_focus (Fixture *fixture, const char *name)
{
  GtkWidget *field = find_field (fixture, name);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == field || gtk_widget_is_ancestor (focus, field));
}

/* As a person would press it: through the controllers of the form. */
static gboolean
press (Fixture *fixture, guint keyval, GdkModifierType state)
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
test_values (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = sublet_rent_form_dup_label (fixture->form);

  g_assert_cmpfloat_with_epsilon (sublet_rent_form_get_disk_gb (fixture->form), 64, 1e-9);
  g_assert_cmpstr (sublet_rent_form_get_image (fixture->form), ==, "pytorch/pytorch:latest");
  g_assert_cmpstr (label, ==, "ada-4");
  /* 5 % above $0.3251, as it is shown. */
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), ==, 341000000);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));

  gtk_editable_set_text (GTK_EDITABLE (find_field (fixture, "label")), " night run ");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_free (label);
  label = sublet_rent_form_dup_label (fixture->form);
  g_assert_cmpstr (label, ==, "night run");
}

/* Enter leads to the next field, from the last to the first, and to nothing else. */
static void
test_enter (Fixture *fixture, gconstpointer data)
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
test_problem (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (fixture->form, "problem");
  GtkWidget *disk = find_field (fixture, "disk");
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
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_field (fixture, "ceiling")), 3);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (disk), "");
  g_assert_true (isnan (sublet_rent_form_get_disk_gb (fixture->form)));
  g_assert_nonnull (sublet_rent_form_get_problem (fixture->form));
}

/* A job that wants more than the machine has: the row says what there is. */
static void
test_small_disk (Fixture *fixture, gconstpointer data)
{
  fill (fixture, 32);
  g_assert_cmpfloat_with_epsilon (sublet_rent_form_get_disk_gb (fixture->form), 32, 1e-9);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "8 to 32, fixed for life."));

  fill (fixture, 4);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "This machine has less than 8\u00a0GB of disk left.");
}

static void
test_ceiling (Fixture *fixture, gconstpointer data)
{
  GtkEditable *ceiling = GTK_EDITABLE (find_field (fixture, "ceiling"));

  gtk_editable_set_text (ceiling, "0");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), ==, 0);
  g_assert_nonnull (
    sublet_ui_test_find_label (fixture->window, "The next one is proposed, never taken."));

  gtk_editable_set_text (ceiling, "0.2");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "Below this offer's $0.325/h nothing can be taken; 0 turns it off.");
  gtk_editable_set_text (ceiling, "");
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);
}

static void
test_recent_images (Fixture *fixture, gconstpointer data)
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

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->form),
                                             "form.use-image",
                                             "s",
                                             "vastai/base-image:cuda"));
  g_assert_cmpstr (sublet_rent_form_get_image (fixture->form), ==, "vastai/base-image:cuda");

  sublet_rent_form_set_recent_images (fixture->form, NULL);
  g_assert_false (gtk_widget_get_visible (button));
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "ceiling", "image", "disk", "label" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkAccessible *field = GTK_ACCESSIBLE (find_field (fixture, names[i]));

      g_assert_true (gtk_test_accessible_has_relation (field, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      g_assert_true (
        gtk_test_accessible_has_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
    }

  gtk_editable_set_text (GTK_EDITABLE (find_field (fixture, "disk")), "1");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (find_field (fixture, "disk")),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/ui/rent/form/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("values", test_values);
  ADD ("enter", test_enter);
  ADD ("problem", test_problem);
  ADD ("small-disk", test_small_disk);
  ADD ("ceiling", test_ceiling);
  ADD ("recent-images", test_recent_images);
  ADD ("accessible", test_accessible);

  return g_test_run ();
}
