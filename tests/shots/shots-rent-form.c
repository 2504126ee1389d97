/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-rent.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "support/sublet-test.h"
#include "ui/rent/sublet-key-field-private.h"
#include "ui/rent/sublet-rent-dialog-private.h"
#include "ui/rent/sublet-template-picker-private.h"
#include "ui/sublet-ui-test.h"

static GtkWidget *
show_field_problems (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *dialog = GTK_WIDGET (shots_rent_open_known (fixture, window));

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (dialog, "image")), "pytorch latest");
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (dialog, "disk")), "900");

  return dialog;
}

/* With the fold in sight that is opened. */
static GtkWidget *
show_fold (SubletRentDialog *dialog, const char *name)
{
  GtkWidget *fold = sublet_ui_test_find (GTK_WIDGET (dialog), name);
  GtkWidget *content = gtk_widget_get_first_child (GTK_WIDGET (dialog->clamp));
  GtkWidget *scroller = gtk_widget_get_ancestor (fold, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double y = 0;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fold), TRUE);
  sublet_ui_test_settle (GTK_WIDGET (dialog));
  gtk_widget_translate_coordinates (fold, content, 0, 0, NULL, &y);
  gtk_adjustment_set_value (adjustment, y);
  sublet_ui_test_settle (GTK_WIDGET (dialog));

  return GTK_WIDGET (dialog);
}

static SubletRentDialog *
open_advanced (SubletUiFixture *fixture, GtkWidget *window)
{
  const SubletLaunchVolume volume = {
    .kind = SUBLET_LAUNCH_VOLUME_NEW,
    .id = 7,
    .size_gb = 50,
    .mount_path = (char *) "/data",
  };
  const SubletVolumeChoice choices[] = {
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, "d1", 50, SUBLET_MONEY_UNKNOWN },
    { SUBLET_LAUNCH_VOLUME_NEW, 7, NULL, 200, 170000000 },
  };
  const char *const packages[] = { "torch>=2.4,<3", "flash-attn>=2.5", NULL };
  const char *const secrets[] = { "HF_TOKEN", "WANDB_API_KEY", NULL };
  SubletRentDialog *dialog = shots_rent_open_known (fixture, window);
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  sublet_launch_set_image (launch, "pytorch/pytorch:latest");
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  sublet_launch_set_jupyter_lab (launch, TRUE);
  sublet_launch_set_jupyter_dir (launch, "/workspace");
  sublet_launch_add_env (launch, "HF_HOME", "/data/hf");
  sublet_launch_add_env (launch, "WANDB_PROJECT", "night-run");
  sublet_launch_add_port (launch, 7860, false);
  sublet_launch_add_port (launch, 9000, true);
  sublet_launch_set_packages (launch, packages);
  sublet_launch_set_onstart (launch,
                             "#!/bin/sh\nset -eu\n\npip install -q wandb\n"
                             "git clone https://github.com/ada/night-run /workspace/night-run\n"
                             "python /workspace/night-run/train.py --epochs 30\n");
  sublet_launch_set_registry (launch, "ghcr.io", "ada", "not-a-password");
  sublet_launch_set_volume (launch, &volume);
  sublet_rent_form_set_volumes (dialog->form, choices, G_N_ELEMENTS (choices));
  sublet_rent_form_set_launch (dialog->form, launch);
  sublet_rent_form_set_account_secrets (dialog->form, secrets);

  return dialog;
}

static GtkWidget *
show_launch (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_fold (open_advanced (fixture, window), "launch_fold");
}

static GtkWidget *
show_onstart (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_fold (open_advanced (fixture, window), "onstart_fold");
}

static GtkWidget *
show_access (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_fold (open_advanced (fixture, window), "access_fold");
}

/* A recipe's key whose file is gone. */
static GtkWidget *
show_key (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = open_advanced (fixture, window);
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (sublet_rent_form_get_launch (dialog->form));

  sublet_launch_set_ssh_key (launch, "file:///home/ada/.ssh/keys-of-the-lab/id_ed25519_night-run");
  sublet_rent_form_set_launch (dialog->form, launch);

  return show_fold (dialog, "access_fold");
}

/* One that the agent has, with a name that is longer than the list is wide. */
static GtkWidget *
show_agent_key (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = open_advanced (fixture, window);
  GtkWidget *fold = sublet_ui_test_find (GTK_WIDGET (dialog), "access_fold");
  SubletKeyField *field = sublet_access_fold_get_key_field (SUBLET_ACCESS_FOLD (fold));
  SubletKeyFacts *facts = sublet_key_facts_new (SUBLET_KEY_PROBLEM_NONE);

  facts->comment = g_strdup ("deploy-key-of-the-render-farm@a-host-with-a-long-name");
  facts->algorithm = g_strdup ("ssh-ed25519");
  facts->fingerprint = g_strdup ("SHA256:mYk9xQvA3nW7rTzL2cJp5sDhGfB8eUoKi1VwXyZ0abc");
  show_fold (dialog, "access_fold");
  g_cancellable_cancel (field->cancellable);
  g_clear_pointer (&field->survey, sublet_key_survey_free);
  field->survey = g_new0 (SubletKeySurvey, 1);
  field->survey->agent = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_key_facts_free);
  g_ptr_array_add (field->survey->agent, facts);
  g_clear_pointer (&field->choice, sublet_key_choice_unref);
  field->choice = sublet_key_choice_new_agent (facts->fingerprint);
  sublet_key_field_show_entries (field);
  sublet_key_field_show_hints (field);
  sublet_ui_test_settle (GTK_WIDGET (dialog));

  return GTK_WIDGET (dialog);
}

/* Each fold has something wrong. */
static GtkWidget *
show_launch_problems (SubletUiFixture *fixture, GtkWidget *window)
{
  const char *const packages[] = { "torch>=2.4,<3", "flash-attn>=two", NULL };
  SubletRentDialog *dialog = open_advanced (fixture, window);
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (sublet_rent_form_get_launch (dialog->form));

  sublet_launch_set_jupyter_dir (launch, "workspace");
  sublet_launch_set_packages (launch, packages);
  sublet_launch_clear_env (launch);
  sublet_launch_add_env (launch, "HF_HOME", "/data/hf");
  sublet_launch_add_env (launch, "HF_TOKEN", NULL);
  sublet_launch_add_port (launch, 7860, false);
  sublet_launch_set_registry (launch, "ghcr.io", "ada", NULL);
  sublet_rent_form_set_launch (dialog->form, launch);

  return show_fold (dialog, "launch_fold");
}

/* The lower half of the form, as it is folded. */
static GtkWidget *
show_folded (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = open_advanced (fixture, window);
  GtkWidget *scroller =
    gtk_widget_get_ancestor (GTK_WIDGET (dialog->clamp), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  sublet_ui_test_settle (GTK_WIDGET (dialog));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));

  return GTK_WIDGET (dialog);
}

static GtkWidget *
show_several (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = shots_rent_open_known (fixture, window);

  guint i;

  sublet_rent_form_set_policy (dialog->form, TRUE, SUBLET_POLICY_CHEAPEST);
  sublet_rent_form_set_most (dialog->form, 16);
  sublet_rent_form_set_count (dialog->form, 4);
  sublet_rent_form_offer_templates (dialog->form);
  /* There is no market behind it. */
  dialog->offers = g_ptr_array_new_with_free_func (g_object_unref);
  for (i = 0; i < 4; i++)
    g_ptr_array_add (dialog->offers, shots_rent_make_offer (fixture, SUBLET_PRICE_KIND_ON_DEMAND));
  sublet_preflight_set_offers (dialog->preflight, dialog->offers);
  sublet_rent_dialog_update_money (dialog);
  sublet_rent_dialog_update_actions (dialog);

  return GTK_WIDGET (dialog);
}

static void
add_template (GPtrArray *items, const char *name, const char *image, double gb, gint64 n_created)
{
  SubletTemplateData data = {
    .hash_id = g_strdup (name),
    .name = g_strdup (name),
    .image = g_strdup (image),
    .recommended_disk_gb = gb,
    .needed_cuda = NAN,
    .n_created = n_created,
    .recommended = true,
  };

  g_ptr_array_add (items, sublet_template_new_take (&data, sublet_launch_new (), 0));
}

static GtkWidget *
show_templates (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = shots_rent_open_known (fixture, window);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  SubletTemplatePicker *picker =
    sublet_template_picker_new (GTK_WINDOW (dialog), fixture->engine->client, 900);

  add_template (items,
                "PyTorch (CuDNN Devel)",
                "pytorch/pytorch:2.6.0-cuda12.4-cudnn9-devel",
                32,
                120400);
  add_template (items, "NVIDIA CUDA", "nvidia/cuda:12.8.0-devel-ubuntu22.04", 16, 1204);
  add_template (items,
                "Open WebUI with Ollama, a name that is long",
                "vastai/openwebui:latest",
                64,
                1);
  sublet_template_picker_show (picker, items);
  gtk_window_set_decorated (GTK_WINDOW (picker), FALSE);
  gtk_window_present (GTK_WINDOW (picker));
  sublet_ui_test_settle (GTK_WIDGET (picker));

  return GTK_WIDGET (picker);
}

static GtkWidget *
show_recipes (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog;
  g_autoptr (SubletRecipeStore) recipes = NULL;
  g_autoptr (SubletRecipe) recipe = NULL;
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) put = NULL;
  SubletRecipeTerms terms;
  GtkWidget *button;

  shots_rent_add_three (fixture);
  dialog = shots_rent_open_known (fixture, window);
  recipes = sublet_recipe_store_new (sublet_rental_engine_get_journal (fixture->engine), TRUE);
  sublet_recipe_store_load_async (recipes, sublet_test_on_result, &loaded);
  sublet_test_await_result (&loaded);
  sublet_recipe_terms_init (&terms);
  sublet_launch_set_image (launch, "pytorch/pytorch:latest");
  recipe = sublet_recipe_new ("Night run, 8 h", launch, &terms);
  sublet_recipe_store_put_async (recipes, recipe, sublet_test_on_result, &put);
  sublet_test_await_result (&put);
  sublet_rent_dialog_set_recipes (dialog, recipes);
  button = sublet_ui_test_find (GTK_WIDGET (dialog), "recipe");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));

  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

const Shot rent_form_shots[] = {
  { "rent-fields", shots_rent_make_behind, show_field_problems, false },
  { "rent-several", shots_rent_make_behind, show_several, true },
  { "rent-templates", shots_rent_make_behind, show_templates, false },
  { "rent-recipes", shots_rent_make_behind, show_recipes, false },
  { "rent-folded", shots_rent_make_behind, show_folded, true },
  { "rent-fold-launch", shots_rent_make_behind, show_launch, true },
  { "rent-fold-onstart", shots_rent_make_behind, show_onstart, true },
  { "rent-fold-access", shots_rent_make_behind, show_access, true },
  { "rent-fold-key", shots_rent_make_behind, show_key, true },
  { "rent-fold-agent-key", shots_rent_make_behind, show_agent_key, true },
  { "rent-fold-problems", shots_rent_make_behind, show_launch_problems, false },
  { NULL },
};
