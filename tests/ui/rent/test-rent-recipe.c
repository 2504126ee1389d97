/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-dialog.h"

#include "ui/rent/sublet-template-picker.h"
#include "ui/sublet-ui-renting.h"
#include "ui/sublet-ui-test.h"

/* The rent window filled from a recipe or a past rental, and saved as one. */

static GtkWidget *
find_picker (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (SUBLET_IS_TEMPLATE_PICKER (window) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static SubletRecipeStore *
load_recipes (SubletUiRenting *fixture)
{
  SubletRecipeStore *recipes =
    sublet_recipe_store_new (sublet_rental_engine_get_journal (fixture->engine), TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_recipe_store_load_async (recipes, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_recipe_store_load_finish (recipes, result, &error));
  g_assert_no_error (error);

  return recipes;
}

static bool
has_one (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static void
type_script (SubletUiRenting *fixture, const char *script)
{
  GtkTextView *view = GTK_TEXT_VIEW (sublet_ui_renting_find_widget (fixture, "onstart"));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), script, -1);
}

static char *
dup_script (SubletUiRenting *fixture)
{
  GtkTextView *view = GTK_TEXT_VIEW (sublet_ui_renting_find_widget (fixture, "onstart"));
  char *script = NULL;

  g_object_get (gtk_text_view_get_buffer (view), "text", &script, NULL);

  return script;
}

static bool
is_filled (gpointer data)
{
  SubletUiRenting *fixture = data;

  return g_strcmp0 (gtk_editable_get_text (
                      GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "image"))),
                    "a/b:c") == 0;
}

/* Saved with its secrets, and filled in again. */
static void
test_save_and_use (SubletUiRenting *fixture, gconstpointer data)
{
  g_autoptr (SubletRecipeStore) recipes = load_recipes (fixture);
  g_autoptr (SubletRecipe) recipe = NULL;
  GtkWidget *question;
  g_autofree char *script = NULL;

  sublet_ui_renting_open_dialog (fixture);
  g_assert_false (gtk_widget_get_visible (sublet_ui_renting_find_widget (fixture, "recipe")));
  sublet_rent_dialog_set_recipes (SUBLET_RENT_DIALOG (fixture->dialog), recipes);
  g_assert_true (gtk_widget_get_visible (sublet_ui_renting_find_widget (fixture, "recipe")));

  sublet_ui_renting_type_in (fixture, "image", "a/b:c");
  sublet_ui_renting_type_in (fixture, "disk", "100");
  type_script (fixture, "echo s3cr3t");
  gtk_widget_activate_action (fixture->dialog, "rent.save-recipe", NULL);
  sublet_test_drain ();
  question = sublet_ui_test_find_dialog ("Save as Recipe?");
  g_assert_nonnull (question);
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (question, "recipe-name")), "night");
  sublet_ui_test_answer ("Save as Recipe?", "save");
  sublet_test_await (has_one, recipes);
  recipe = g_list_model_get_item (G_LIST_MODEL (recipes), 0);
  g_assert_cmpstr (sublet_recipe_get_name (recipe), ==, "night");
  g_assert_cmpstr (sublet_recipe_get_terms (recipe)->gpu_name, ==, "RTX 4090");

  sublet_ui_renting_type_in (fixture, "image", "x/y");
  sublet_ui_renting_type_in (fixture, "disk", "64");
  type_script (fixture, "");
  gtk_widget_activate_action (fixture->dialog,
                              "rent.use-recipe",
                              "s",
                              sublet_recipe_get_id (recipe));
  sublet_test_await (is_filled, fixture);
  script = dup_script (fixture);
  g_assert_cmpstr (script, ==, "echo s3cr3t");
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "disk"))),
                   ==,
                   "100");
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);
}

static bool
has_deposit (gpointer data)
{
  SubletUiRenting *fixture = data;

  return g_strcmp0 (gtk_editable_get_text (
                      GTK_EDITABLE (sublet_ui_renting_find_widget (fixture, "deposit"))),
                    "12.34") == 0;
}

/* A deposit is part of what is rented again. */
static void
test_deposit (SubletUiRenting *fixture, gconstpointer data)
{
  g_autoptr (SubletRecipeStore) recipes = load_recipes (fixture);

  sublet_ui_renting_reserve (fixture);
  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "deposit", "12.34");
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);

  sublet_ui_renting_open_dialog (fixture);
  sublet_rent_dialog_set_recipes (SUBLET_RENT_DIALOG (fixture->dialog), recipes);
  g_assert_false (has_deposit (fixture));
  gtk_widget_activate_action (fixture->dialog,
                              "rent.use-rental",
                              "s",
                              sublet_rental_get_id (fixture->rented));
  sublet_test_await (has_deposit, fixture);
}

static bool
asks_for_script (gpointer data)
{
  return sublet_ui_test_find_label (data, "1 secret was not kept.") != NULL;
}

/* A past rental has no secrets: they are asked for before Rent is live. */
static void
test_rent_again (SubletUiRenting *fixture, gconstpointer data)
{
  g_autoptr (SubletRecipeStore) recipes = load_recipes (fixture);

  sublet_ui_renting_open_dialog (fixture);
  sublet_ui_renting_type_in (fixture, "image", "a/b:c");
  type_script (fixture, "echo s3cr3t");
  sublet_ui_renting_rent (fixture);
  sublet_test_await (sublet_ui_renting_has_rented, fixture);

  sublet_ui_renting_open_dialog (fixture);
  sublet_rent_dialog_set_recipes (SUBLET_RENT_DIALOG (fixture->dialog), recipes);
  gtk_widget_activate_action (fixture->dialog,
                              "rent.use-rental",
                              "s",
                              sublet_rental_get_id (fixture->rented));
  sublet_test_await (asks_for_script, fixture->dialog);
  g_assert_true (is_filled (fixture));
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_assert_cmpstr (gtk_label_get_label (
                     GTK_LABEL (sublet_ui_renting_find_widget (fixture, "head_reason"))),
                   ==,
                   "The script was not kept. Type it again, or leave it out.");
  type_script (fixture, "echo n3w");
  sublet_ui_test_settle (fixture->dialog);
  g_assert_null (sublet_ui_test_find_label (fixture->dialog, "not kept"));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
}

static bool
lists_templates (gpointer data)
{
  GtkWidget *picker = find_picker ();

  return picker != NULL && sublet_ui_test_find_type (picker, ADW_TYPE_ACTION_ROW) != NULL;
}

static bool
says_cuda (gpointer data)
{
  return sublet_ui_test_find_label (data, "the image needs 12.8") != NULL;
}

/* What it says is shown, and its hash travels. */
static void
test_template (SubletUiRenting *fixture, gconstpointer data)
{
  GtkWidget *picker;
  GtkWidget *row;
  g_autofree char *name = NULL;

  sublet_ui_renting_open_dialog (fixture);
  g_assert_false (gtk_widget_get_mapped (sublet_ui_renting_find_widget (fixture, "template")));
  sublet_rent_dialog_set_client (SUBLET_RENT_DIALOG (fixture->dialog), fixture->client);
  sublet_ui_test_settle (fixture->dialog);
  sublet_ui_test_click (sublet_ui_renting_find_widget (fixture, "template"));
  sublet_test_await (lists_templates, fixture);
  picker = find_picker ();
  gtk_test_accessible_assert_role (picker, GTK_ACCESSIBLE_ROLE_DIALOG);
  row = sublet_ui_test_find_type (picker, ADW_TYPE_ACTION_ROW);
  name = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  sublet_ui_test_settle (fixture->dialog);
  g_assert_null (find_picker ());
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, name));
  /* "vastai/…:cuda-12.8-auto": the image is the template's, and so is what it needs. */
  sublet_test_await (says_cuda, fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);
}

static void
use_template (SubletUiRenting *fixture, const char *hash)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  SubletRecipeTerms terms;
  g_autoptr (SubletRecipe) recipe = NULL;

  sublet_recipe_terms_init (&terms);
  terms.job.disk_gb = 64;
  sublet_launch_set_template (launch, hash, "My training");
  recipe = sublet_recipe_new ("Old", launch, &terms);
  sublet_rent_dialog_use_recipe (SUBLET_RENT_DIALOG (fixture->dialog), recipe, launch);
}

static bool
was_refused (gpointer data)
{
  return sublet_ui_test_find_label (data, "That template is gone") != NULL;
}

/* The create says so: back at the form it is said at the field, and Rent waits for another one. */
static void
test_template_refused (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_open_dialog (fixture);
  sublet_rent_dialog_set_client (SUBLET_RENT_DIALOG (fixture->dialog), fixture->client);
  use_template (fixture, "00000000000000000000000000000000");
  sublet_ui_renting_rent (fixture);
  sublet_test_await (was_refused, fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 0);

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Back to the Offer"));
  sublet_ui_test_settle (fixture->dialog);
  g_assert_cmpstr (sublet_ui_renting_get_problem (fixture, "template"),
                   ==,
                   "That template is gone. Choose another one, or rent without it.");
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 1);
}

static bool
were_all_refused (gpointer data)
{
  GtkWidget *button = sublet_ui_test_find_button (data, "Back to the Offer");

  return button != NULL && gtk_widget_get_mapped (button);
}

/* Of several too, and nothing of them is left. */
static void
test_template_refused_for_all (SubletUiRenting *fixture, gconstpointer data)
{
  sublet_ui_renting_use_market (fixture);
  sublet_ui_renting_open_dialog (fixture);
  sublet_rent_dialog_set_client (SUBLET_RENT_DIALOG (fixture->dialog), fixture->client);
  use_template (fixture, "00000000000000000000000000000000");
  sublet_ui_renting_type_in (fixture, "count", "2");
  sublet_ui_renting_accept_warnings (fixture);
  sublet_test_await (sublet_ui_renting_can_rent, fixture->dialog);
  sublet_ui_renting_rent (fixture);
  sublet_test_await (were_all_refused, fixture->dialog);
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "contracts"), ==, 0);

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->dialog, "Back to the Offer"));
  sublet_ui_test_settle (fixture->dialog);
  g_assert_nonnull (sublet_ui_renting_get_problem (fixture, "template"));
  g_assert_false (sublet_ui_renting_can_rent (fixture->dialog));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->dialog, "Rent 2 · $"));
}

static bool
says_gone (gpointer data)
{
  return sublet_ui_renting_get_problem (data, "template") != NULL;
}

/* Of the two lists that it can be from one does not prove it; both do. */
static void
test_template_not_listed (SubletUiRenting *fixture, gconstpointer data)
{
  GtkWidget *own;

  sublet_ui_renting_open_dialog (fixture);
  sublet_rent_dialog_set_client (SUBLET_RENT_DIALOG (fixture->dialog), fixture->client);
  use_template (fixture, "00000000000000000000000000000000");
  sublet_ui_test_settle (fixture->dialog);
  sublet_ui_test_click (sublet_ui_renting_find_widget (fixture, "template"));
  sublet_test_await (lists_templates, fixture);
  g_assert_false (says_gone (fixture));
  own = sublet_ui_test_find (find_picker (), "own_button");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (own), TRUE);
  sublet_test_await (says_gone, fixture);
  gtk_window_destroy (GTK_WINDOW (find_picker ()));
  g_assert_cmpint (sublet_ui_renting_count_ledger (fixture, "create_requests"), ==, 0);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  SUBLET_UI_RENTING_ADD ("/ui/rent/recipe/save-and-use", test_save_and_use);
  SUBLET_UI_RENTING_ADD ("/ui/rent/recipe/rent-again", test_rent_again);
  SUBLET_UI_RENTING_ADD ("/ui/rent/recipe/deposit", test_deposit);
  SUBLET_UI_RENTING_ADD ("/ui/rent/recipe/template", test_template);
  SUBLET_UI_RENTING_ADD ("/ui/rent/recipe/template-refused", test_template_refused);
  SUBLET_UI_RENTING_ADD ("/ui/rent/recipe/template-refused/all", test_template_refused_for_all);
  SUBLET_UI_RENTING_ADD ("/ui/rent/recipe/template-not-listed", test_template_not_listed);

  return g_test_run ();
}
