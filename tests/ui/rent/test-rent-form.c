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
  SubletPriceKind searched;
  SubletPolicy policy;
  guint n_choose_template;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
on_search_kind (Fixture *fixture, SubletPriceKind kind)
{
  fixture->searched = kind;
}

static void
on_policy_chosen (Fixture *fixture, SubletPolicy policy)
{
  fixture->policy = policy;
}

static void
on_choose_template (Fixture *fixture)
{
  fixture->n_choose_template++;
}

static SubletOffer *
make_offer (double disk_space_gb, SubletPriceKind kind)
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
  row.dph_total_nusd = 310000000;
  row.discounted_dph_nusd = 238700000;
  row.storage_nusd_per_gb_month = 170000000;
  row.min_bid_nusd = 280400000;
  row.disk_space_gb = disk_space_gb;
  row.direct_port_count = 1;
  row.machine_id = 20417;
  offer = sublet_offer_new (&row, kind, 0);
  sublet_offer_row_clear (&row);

  return offer;
}

static void
fill_kind (Fixture *fixture, double disk_space_gb, SubletPriceKind kind)
{
  g_autoptr (SubletOffer) offer = make_offer (disk_space_gb, kind);
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  SubletJob job;

  sublet_job_init (&job);
  job.kind = kind;
  sublet_launch_set_image (launch, "pytorch/pytorch:latest");
  sublet_rent_form_fill (fixture->form, offer, &job, 5, launch, "ada-4");
}

static void
fill (Fixture *fixture, double disk_space_gb)
{
  fill_kind (fixture, disk_space_gb, SUBLET_PRICE_KIND_ON_DEMAND);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->form = g_object_new (SUBLET_TYPE_RENT_FORM, NULL);
  fill (fixture, 812.4);
  fixture->window = sublet_ui_test_present (GTK_WIDGET (fixture->form), 600, 600);
  g_signal_connect_swapped (fixture->form, "changed", G_CALLBACK (on_changed), fixture);
  g_signal_connect_swapped (fixture->form, "search-kind", G_CALLBACK (on_search_kind), fixture);
  g_signal_connect_swapped (fixture->form, "policy-chosen", G_CALLBACK (on_policy_chosen), fixture);
  g_signal_connect_swapped (fixture->form,
                            "choose-template",
                            G_CALLBACK (on_choose_template),
                            fixture);
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

static const char *
get_image (Fixture *fixture)
{
  return sublet_launch_get_image (sublet_rent_form_get_launch (fixture->form));
}

static void
type_in (Fixture *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_field (fixture, name)), text);
}

static const char *
get_problem (Fixture *fixture, const char *name)
{
  GtkWidget *row = gtk_widget_get_ancestor (find_field (fixture, name), SUBLET_TYPE_FIELD_ROW);

  return sublet_field_row_get_problem (SUBLET_FIELD_ROW (row));
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = sublet_rent_form_dup_label (fixture->form);

  g_assert_cmpfloat_with_epsilon (sublet_rent_form_get_disk_gb (fixture->form), 64, 1e-9);
  g_assert_cmpstr (get_image (fixture), ==, "pytorch/pytorch:latest");
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

  g_assert_true (gtk_widget_activate_action (find_field (fixture, "image"),
                                             "software.use-image",
                                             "s",
                                             "vastai/base-image:cuda"));
  g_assert_cmpstr (get_image (fixture), ==, "vastai/base-image:cuda");

  sublet_rent_form_set_recent_images (fixture->form, NULL);
  g_assert_false (gtk_widget_get_visible (button));
}

/* A bid begins at the floor, unrounded until it is typed, and never goes below. */
static void
test_bid (Fixture *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_mapped (find_field (fixture, "bid")));
  g_assert_cmpint (sublet_rent_form_get_bid_nusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);

  fill_kind (fixture, 812, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (find_field (fixture, "bid")));
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_bid_nusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_field (fixture, "bid"))), ==, "0.281");
  g_assert_nonnull (
    sublet_ui_test_find_label (fixture->window, "At least $0.280/h, the market is at $0.310/h."));

  type_in (fixture, "bid", "0.28");
  g_assert_cmpstr (get_problem (fixture, "bid"),
                   ==,
                   "Bid $0.280/h or more: below it the instance would not start.");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form), ==, get_problem (fixture, "bid"));
  type_in (fixture, "bid", "x");
  g_assert_cmpstr (get_problem (fixture, "bid"), ==, "Type a bid in dollars an hour.");
  type_in (fixture, "bid", "0.4");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_bid_nusd (fixture->form), ==, 400000000);
  /* 5 % above the bid and the disk. */
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), ==, 436000000);
}

/* Another kind of price has to be searched for: of a reserved one too, which tells the discount. */
static void
test_kind (Fixture *fixture, gconstpointer data)
{
  GtkToggleButton *reserved = GTK_TOGGLE_BUTTON (find_field (fixture, "kind-reserved"));
  GtkToggleButton *interruptible = GTK_TOGGLE_BUTTON (find_field (fixture, "kind-interruptible"));

  gtk_toggle_button_set_active (reserved, TRUE);
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "This offer's price does not tell the discount.");
  g_assert_false (gtk_widget_get_mapped (find_field (fixture, "deposit")));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Search Reserved"));
  g_assert_cmpint (fixture->searched, ==, SUBLET_PRICE_KIND_RESERVED);

  gtk_toggle_button_set_active (interruptible, TRUE);
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "This offer's price is not the one to bid against.");
  g_assert_cmpint (sublet_rent_form_get_bid_nusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Search Interruptible"));
  g_assert_cmpint (fixture->searched, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);

  fill_kind (fixture, 812, SUBLET_PRICE_KIND_RESERVED);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_field (fixture, "kind-on-demand")), TRUE);
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   "This offer's price is not the on-demand one.");
}

/* What is paid ahead is checked while it is typed, and the row says what it buys. */
static void
test_deposit (Fixture *fixture, gconstpointer data)
{
  guint before;

  g_assert_false (gtk_widget_get_mapped (find_field (fixture, "deposit")));
  fill_kind (fixture, 812, SUBLET_PRICE_KIND_RESERVED);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (find_field (fixture, "deposit")));
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, 0);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window,
                                               "Without a deposit it is on-demand, $0.325/h. A "
                                               "deposit brings up to 23\u00a0% off the GPU."));

  type_in (fixture, "deposit", "25");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, 25000000);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "up to 23\u00a0% off the GPU"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "Destroyed early"));

  type_in (fixture, "deposit", "x");
  g_assert_cmpstr (get_problem (fixture, "deposit"),
                   ==,
                   "Type an amount in dollars, or 0 for no deposit.");
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, SUBLET_MONEY_UNKNOWN);
  type_in (fixture, "deposit", "-3");
  g_assert_nonnull (get_problem (fixture, "deposit"));
  type_in (fixture, "deposit", "100000.01");
  g_assert_cmpstr (get_problem (fixture, "deposit"), ==, "A deposit is at most $100000.00.");
  type_in (fixture, "deposit", "");
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, 0);

  /* Never more than there is; when that changes it is checked again. */
  type_in (fixture, "deposit", "25.5");
  before = fixture->n_changed;
  sublet_rent_form_set_credit (fixture->form, 25000000);
  g_assert_cmpuint (fixture->n_changed, ==, before + 1);
  g_assert_cmpstr (get_problem (fixture, "deposit"),
                   ==,
                   "The deposit is more than your credit of $25.00.");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form),
                   ==,
                   get_problem (fixture, "deposit"));
  sublet_rent_form_set_credit (fixture->form, 25000000);
  g_assert_cmpuint (fixture->n_changed, ==, before + 1);
  sublet_rent_form_set_credit (fixture->form, 25500000);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));

  /* As by a recipe. The ceiling is above the plain price, not the discounted one. */
  sublet_rent_form_set_deposit_uusd (fixture->form, 12340000);
  g_assert_cmpint (sublet_rent_form_get_deposit_uusd (fixture->form), ==, 12340000);
  g_assert_cmpint (sublet_rent_form_get_ceiling_nusd (fixture->form), >, 325000000);
}

static void
test_lease (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *lease = GTK_DROP_DOWN (find_field (fixture, "lease"));
  GListModel *choices;

  sublet_rent_form_set_lease (fixture->form, 8, SUBLET_LEASE_END_DESTROY);
  g_assert_cmpint (sublet_rent_form_get_lease_us (fixture->form), ==, 8 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (sublet_rent_form_get_lease_end (fixture->form), ==, SUBLET_LEASE_END_DESTROY);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "Until to"));

  /* What is not among the choices becomes one, in its place. */
  sublet_rent_form_set_lease (fixture->form, 36, SUBLET_LEASE_END_STOP);
  choices = gtk_drop_down_get_model (lease);
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 11);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (choices), 6),
                   ==,
                   "1\u00a0d 12\u00a0h");
  g_assert_cmpint (sublet_rent_form_get_lease_us (fixture->form), ==, 36 * G_TIME_SPAN_HOUR);

  /* Without an end it says what that costs. */
  gtk_drop_down_set_selected (lease, g_list_model_get_n_items (choices) - 1);
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpint (sublet_rent_form_get_lease_us (fixture->form), ==, 0);
  g_assert_nonnull (
    sublet_ui_test_find_label (fixture->window, "Without an end it bills $7.80 a day"));
  g_assert_false (gtk_widget_get_mapped (find_field (fixture, "lease-end")));
}

static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (sublet_rent_form_get_count (fixture->form), ==, 1);
  g_assert_false (gtk_widget_get_mapped (find_field (fixture, "count")));

  sublet_rent_form_set_most (fixture->form, 16);
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (find_field (fixture, "count")));
  g_assert_false (gtk_widget_get_mapped (find_field (fixture, "stop-on-failure")));
  type_in (fixture, "count", "3");
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpuint (sublet_rent_form_get_count (fixture->form), ==, 3);
  g_assert_true (gtk_widget_get_mapped (find_field (fixture, "stop-on-failure")));
  g_assert_true (sublet_rent_form_get_stop_on_failure (fixture->form));
  type_in (fixture, "count", "17");
  g_assert_cmpstr (sublet_rent_form_get_problem (fixture->form), ==, "Rent 1 to 16 at once.");
  g_assert_cmpuint (sublet_rent_form_get_count (fixture->form), ==, 0);
  type_in (fixture, "count", "1.5");
  g_assert_nonnull (sublet_rent_form_get_problem (fixture->form));
}

static void
test_policy (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *policy = GTK_DROP_DOWN (find_field (fixture, "policy"));
  g_autoptr (SubletOffer) other = make_offer (100, SUBLET_PRICE_KIND_ON_DEMAND);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (policy)));
  sublet_rent_form_set_policy (fixture->form, FALSE, SUBLET_POLICY_CHEAPEST);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (policy)));
  g_assert_cmpint (fixture->policy, ==, 0);
  gtk_drop_down_set_selected (policy, 2);
  g_assert_cmpint (fixture->policy, ==, SUBLET_POLICY_SECOND_CHEAPEST);

  /* Another offer: what is typed stays, as far as the machine has it. */
  type_in (fixture, "image", "a/b:c");
  type_in (fixture, "disk", "300");
  type_in (fixture, "label", "night");
  sublet_rent_form_set_offer (fixture->form, other);
  g_assert_cmpstr (get_image (fixture), ==, "a/b:c");
  g_assert_cmpfloat_with_epsilon (sublet_rent_form_get_disk_gb (fixture->form), 100, 1e-9);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_field (fixture, "label"))),
                   ==,
                   "night");
}

static void
test_template (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  g_assert_false (gtk_widget_get_mapped (find_field (fixture, "template")));
  sublet_rent_form_offer_templates (fixture->form);
  sublet_ui_test_settle (fixture->window);
  sublet_ui_test_click (find_field (fixture, "template"));
  g_assert_cmpuint (fixture->n_choose_template, ==, 1);

  /* Its image is the template's, unless another one is typed. */
  sublet_launch_set_template (launch, "0123abcd", "PyTorch (CuDNN)");
  sublet_rent_form_set_launch (fixture->form, launch);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->window, "PyTorch (CuDNN)"));
  g_assert_null (get_image (fixture));
  type_in (fixture, "image", "a b");
  g_assert_nonnull (sublet_rent_form_get_problem (fixture->form));
  type_in (fixture, "image", "a/b");
  g_assert_cmpstr (get_image (fixture), ==, "a/b");
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
test_missing (Fixture *fixture, gconstpointer data)
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
  type_in (fixture, "env-value", "s3cr3t");
  sublet_ui_test_settle (fixture->window);
  g_assert_null (sublet_rent_form_get_problem (fixture->form));
  g_assert_null (sublet_ui_test_find_label (fixture->window, "not kept"));
}

/* The folded fields count only once they are seen. */
static void
test_enter_in_folds (Fixture *fixture, gconstpointer data)
{
  GtkWidget *fold = sublet_ui_test_find (fixture->window, "access_fold");

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fold), TRUE);
  sublet_ui_test_settle (fixture->window);
  gtk_widget_grab_focus (find_field (fixture, "label"));
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
measure (Fixture *fixture, const char *part)
{
  int least;

  gtk_widget_measure (find_field (fixture, part),
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
test_narrow (Fixture *fixture, gconstpointer data)
{
  const char *const parts[] = { "offer_group", "software_group", "money_group",
                                "launch_fold", "onstart_fold",   "access_fold" };
  GtkSettings *settings = gtk_settings_get_default ();
  int scale;
  gsize i;

  fill_kind (fixture, 812, SUBLET_PRICE_KIND_INTERRUPTIBLE);
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
  ADD ("bid", test_bid);
  ADD ("kind", test_kind);
  ADD ("deposit", test_deposit);
  ADD ("lease", test_lease);
  ADD ("count", test_count);
  ADD ("policy", test_policy);
  ADD ("template", test_template);
  ADD ("missing", test_missing);
  ADD ("enter-in-folds", test_enter_in_folds);
  ADD ("narrow", test_narrow);
  ADD ("accessible", test_accessible);

  return g_test_run ();
}
