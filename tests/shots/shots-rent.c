/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-batch-private.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/ssh/sublet-account-keys-private.h"
#include "support/sublet-test.h"
#include "ui/rent/sublet-rent-dialog-private.h"
#include "ui/rent/sublet-template-picker-private.h"
#include "ui/sublet-ui-test.h"

#include <glib/gi18n.h>

/* The figures of the screens' page: RTX 4090 at $0.310/h, 64 GB at $0.17 a month, credit $41.37. */

#define CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define LOW_CREDIT_UUSD G_GINT64_CONSTANT (1200000)
#define OFFER_ID 31900417

static gint64
now_us (SubletUiFixture *fixture)
{
  return sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
}

static SubletOffer *
make_offer (SubletUiFixture *fixture, SubletPriceKind kind)
{
  SubletOfferRow row;
  SubletOffer *offer;

  sublet_offer_row_init (&row);
  row.id = OFFER_ID;
  row.gpu_name = g_ref_string_new_intern ("RTX 4090");
  row.num_gpus = 1;
  row.region = g_ref_string_new_intern ("Uusimaa");
  g_strlcpy (row.country, "FI", sizeof row.country);
  row.reliability = 0.9957;
  row.cuda_max_good = 12.8;
  row.inet_down_mbps = 870;
  row.verification = SUBLET_VERIFICATION_VERIFIED;
  row.dph_base_nusd = 310000000;
  row.storage_nusd_per_gb_month = 170000000;
  row.inet_down_nusd_per_tb = G_GINT64_CONSTANT (3072000000);
  row.inet_up_nusd_per_tb = G_GINT64_CONSTANT (4096000000);
  row.cuda_max_good = 12.8;
  row.inet_down_mbps = 870;
  row.min_bid_nusd = 280000000;
  row.direct_port_count = 4;
  row.machine_id = 20417;
  row.disk_space_gb = 812.4;
  row.end_us = now_us (fixture) + 21 * G_TIME_SPAN_DAY + 8 * G_TIME_SPAN_HOUR;
  row.rentable = true;
  offer = sublet_offer_new (&row, kind, now_us (fixture));
  sublet_offer_row_clear (&row);

  return offer;
}

/* One that the engine counts, as if a list had shown it. */
static void
add_running (SubletUiFixture *fixture, const char *label, const char *gpu_name, gint64 rate_nusd)
{
  SubletRentalEngine *engine = fixture->engine;
  SubletRentalRecord *record = g_new0 (SubletRentalRecord, 1);
  SubletRentalTrack *track;

  record->id = g_strdup (label);
  record->owner.server = g_strdup (engine->owner.server);
  record->owner.account_id = engine->owner.account_id;
  record->state = SUBLET_RENTAL_STATE_READY;
  track = sublet_rental_track_new (record, SUBLET_RENTAL_ORIGIN_OURS);
  sublet_rental_set_label (track->rental, label);
  sublet_rental_set_gpu (track->rental, gpu_name, 1);
  sublet_rental_set_instance_id (track->rental, 40112233);
  sublet_rental_set_rates (track->rental, rate_nusd, rate_nusd, 15111111);
  sublet_rental_set_image (track->rental, "vastai/base-image:latest");
  sublet_rental_set_state (track->rental,
                           SUBLET_RENTAL_STATE_READY,
                           SUBLET_RENTAL_REASON_NONE,
                           now_us (fixture));
  track->shown = true;
  track->written_state = SUBLET_RENTAL_STATE_READY;
  g_ptr_array_add (engine->tracks, track);
  g_list_store_append (fixture->rentals, track->rental);
}

static void
add_three (SubletUiFixture *fixture)
{
  add_running (fixture, "ada-1", "RTX 4090", 325000000);
  add_running (fixture, "a-label-that-is-exactly-forty-characters", "A100 SXM4", 1190000000);
  add_running (fixture, "ada-3", "RTX 4090", 325000000);
}

/* What the dialog stands before. */
static GtkWidget *
make_behind (SubletUiFixture *fixture)
{
  return adw_status_page_new ();
}

/* Without a journal nothing may be rented, and every picture would say so. */
static void
open_journal (SubletUiFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_open_async (fixture->engine, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_rental_engine_open_finish (fixture->engine, result, &error);
  g_assert_no_error (error);
}

/* So that what fails is the network. */
static void
give_key (SubletUiFixture *fixture)
{
  SecretValue *key = secret_value_new ("not-a-key", -1, "text/plain");

  sublet_client_set_key (fixture->engine->client, key);
  secret_value_unref (key);
}

static void
set_key (SubletUiFixture *fixture, SubletKeyRegistration registration)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);

  sublet_account_keys_set_registration (keys, registration, NULL);
  sublet_rental_engine_set_account_keys (fixture->engine, keys);
}

static SubletRentDialog *
open_dialog (SubletUiFixture *fixture,
             GtkWidget *window,
             SubletKnowledge knowledge,
             gint64 credit_uusd,
             SubletPriceKind kind)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletOffer) offer = make_offer (fixture, kind);
  SubletRentDialog *dialog;

  open_journal (fixture);
  if (fixture->engine->account_keys == NULL)
    set_key (fixture, SUBLET_KEY_REGISTRATION_REGISTERED);
  give_key (fixture);
  sublet_ui_fixture_set_account (fixture, credit_uusd);
  fixture->engine->asked_mono_us = sublet_engine_mono_us (fixture->engine);
  sublet_ui_fixture_set_knowledge (fixture, knowledge);
  sublet_engine_recount (fixture->engine);
  g_object_set (settings,
                "spend-cap-per-hour",
                sublet_money_usd_from_nusd (fixture->engine->caps.per_hour_nusd),
                NULL);

  dialog = sublet_rent_dialog_new (GTK_WINDOW (window), fixture->engine, settings, NULL, offer);
  gtk_window_set_decorated (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  sublet_test_drain ();
  sublet_ui_test_settle (GTK_WIDGET (dialog));

  return dialog;
}

static SubletRentDialog *
open_known (SubletUiFixture *fixture, GtkWidget *window)
{
  return open_dialog (fixture,
                      window,
                      SUBLET_KNOWLEDGE_KNOWN,
                      CREDIT_UUSD,
                      SUBLET_PRICE_KIND_ON_DEMAND);
}

static GtkWidget *
show_fine (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (open_known (fixture, window));
}

/* What the account has not is added to the instance later: a warning, or none for a team. */
static GtkWidget *
show_key_missing (SubletUiFixture *fixture, GtkWidget *window)
{
  set_key (fixture, SUBLET_KEY_REGISTRATION_MISSING);

  return GTK_WIDGET (open_known (fixture, window));
}

static GtkWidget *
show_key_team (SubletUiFixture *fixture, GtkWidget *window)
{
  set_key (fixture, SUBLET_KEY_REGISTRATION_TEAM_REFUSED);

  return GTK_WIDGET (open_known (fixture, window));
}

static GtkWidget *
show_warning (SubletUiFixture *fixture, GtkWidget *window)
{
  add_three (fixture);

  return GTK_WIDGET (open_known (fixture, window));
}

static GtkWidget *
show_running (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog;
  GtkWidget *scroller;
  GtkAdjustment *adjustment;

  add_three (fixture);
  dialog = open_known (fixture, window);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
    sublet_ui_test_find_button (GTK_WIDGET (dialog), _ ("Show"))),
    TRUE);
  sublet_ui_test_settle (GTK_WIDGET (dialog));
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (dialog->clamp), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));

  return GTK_WIDGET (dialog);
}

static GtkWidget *
show_stops (SubletUiFixture *fixture, GtkWidget *window)
{
  add_three (fixture);
  fixture->engine->caps.per_hour_nusd = 2000000000;

  return GTK_WIDGET (open_dialog (fixture,
                                  window,
                                  SUBLET_KNOWLEDGE_KNOWN,
                                  LOW_CREDIT_UUSD,
                                  SUBLET_PRICE_KIND_ON_DEMAND));
}

static GtkWidget *
show_unknown (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (open_dialog (fixture,
                                  window,
                                  SUBLET_KNOWLEDGE_UNKNOWN,
                                  CREDIT_UUSD,
                                  SUBLET_PRICE_KIND_ON_DEMAND));
}

static GtkWidget *
show_checking (SubletUiFixture *fixture, GtkWidget *window)
{
  /* A list is on its way and does not come. */
  fixture->engine->asking = true;
  return GTK_WIDGET (open_dialog (fixture,
                                  window,
                                  SUBLET_KNOWLEDGE_NEVER,
                                  CREDIT_UUSD,
                                  SUBLET_PRICE_KIND_ON_DEMAND));
}

static GtkWidget *
show_interruptible (SubletUiFixture *fixture, GtkWidget *window)
{
  return GTK_WIDGET (open_dialog (fixture,
                                  window,
                                  SUBLET_KNOWLEDGE_KNOWN,
                                  CREDIT_UUSD,
                                  SUBLET_PRICE_KIND_INTERRUPTIBLE));
}

static GtkWidget *
show_field_problems (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *dialog = GTK_WIDGET (open_known (fixture, window));

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (dialog, "image")), "pytorch latest");
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (dialog, "disk")), "900");

  return dialog;
}

static GtkWidget *
show_failure (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = open_known (fixture, window);
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_STORE, "commit: disk is full");

  sublet_rent_dialog_show_failure (dialog, error);

  return GTK_WIDGET (dialog);
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
  const char *const secrets[] = { "HF_TOKEN", "WANDB_API_KEY", NULL };
  SubletRentDialog *dialog = open_known (fixture, window);
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  sublet_launch_set_image (launch, "pytorch/pytorch:latest");
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  sublet_launch_set_jupyter_lab (launch, TRUE);
  sublet_launch_set_jupyter_dir (launch, "/workspace");
  sublet_launch_add_env (launch, "HF_HOME", "/data/hf");
  sublet_launch_add_env (launch, "WANDB_PROJECT", "night-run");
  sublet_launch_add_port (launch, 7860, false);
  sublet_launch_add_port (launch, 9000, true);
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

/* Each fold has something wrong. */
static GtkWidget *
show_launch_problems (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = open_advanced (fixture, window);
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (sublet_rent_form_get_launch (dialog->form));

  sublet_launch_set_jupyter_dir (launch, "workspace");
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
  SubletRentDialog *dialog = open_known (fixture, window);

  guint i;

  sublet_rent_form_set_policy (dialog->form, TRUE, SUBLET_POLICY_CHEAPEST);
  sublet_rent_form_set_most (dialog->form, 16);
  sublet_rent_form_set_count (dialog->form, 4);
  sublet_rent_form_offer_templates (dialog->form);
  /* There is no market behind it. */
  dialog->offers = g_ptr_array_new_with_free_func (g_object_unref);
  for (i = 0; i < 4; i++)
    g_ptr_array_add (dialog->offers, make_offer (fixture, SUBLET_PRICE_KIND_ON_DEMAND));
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
  SubletRentDialog *dialog = open_known (fixture, window);
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

  add_three (fixture);
  dialog = open_known (fixture, window);
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

/* The receipt folds only where there is little room. */
static GtkWidget *
show_receipt (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRentDialog *dialog = open_known (fixture, window);

  gtk_toggle_button_set_active (dialog->fold_button, TRUE);

  return GTK_WIDGET (dialog);
}

static void
enter (SubletRental *rental,
       gint64 at_us,
       SubletRentalState state,
       SubletRentalReason reason,
       gint64 offer_id,
       gint64 rate_nusd)
{
  SubletRentalEvent event = {
    .at_us = at_us,
    .state = state,
    .reason = reason,
    .offer_id = offer_id,
    .rate_nusd = rate_nusd,
  };

  sublet_rental_add_event (rental, &event);
  sublet_rental_set_state (rental, state, reason, at_us);
}

static SubletRental *
make_asked (SubletUiFixture *fixture)
{
  SubletRental *rental = sublet_rental_new ("ada-4", SUBLET_RENTAL_ORIGIN_OURS);
  gint64 at_us = now_us (fixture) + 2 * G_TIME_SPAN_SECOND;

  sublet_rental_set_label (rental, "ada-4");
  sublet_rental_set_gpu (rental, "RTX 4090", 1);
  sublet_rental_set_place (rental, "Sweden");
  sublet_rental_set_quoted_rate_nusd (rental, 325111111);
  enter (rental, at_us, SUBLET_RENTAL_STATE_INTENDED, SUBLET_RENTAL_REASON_NONE, 0, 0);
  enter (rental,
         at_us,
         SUBLET_RENTAL_STATE_REQUESTING,
         SUBLET_RENTAL_REASON_NONE,
         OFFER_ID,
         325111111);

  return rental;
}

/* Three of one wish, as far as they are; one took the next offer. */
static GtkWidget *
show_batch (SubletUiFixture *fixture, GtkWidget *window)
{
  const SubletBatchItemState states[] = {
    SUBLET_BATCH_ITEM_RENTED,
    SUBLET_BATCH_ITEM_UNCLEAR,
    SUBLET_BATCH_ITEM_ASKING,
    SUBLET_BATCH_ITEM_WAITING,
  };
  SubletRentDialog *dialog = open_known (fixture, window);
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *items;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (states); i++)
    g_ptr_array_add (offers, make_offer (fixture, SUBLET_PRICE_KIND_ON_DEMAND));
  sublet_rental_request_set_label (dialog->request, "ada-4");
  dialog->batch = sublet_rental_batch_new (fixture->engine, dialog->request, offers, TRUE);
  sublet_batch_progress_set_batch (dialog->batch_progress, dialog->batch);
  sublet_rental_batch_set_running (dialog->batch, TRUE);
  items = sublet_rental_batch_get_items (dialog->batch);
  for (i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = g_list_model_get_item (items, i);

      if (states[i] == SUBLET_BATCH_ITEM_RENTED)
        {
          g_autoptr (SubletRental) rental = make_asked (fixture);

          enter (rental,
                 now_us (fixture) + 4 * G_TIME_SPAN_SECOND,
                 SUBLET_RENTAL_STATE_REQUESTING,
                 SUBLET_RENTAL_REASON_NONE,
                 OFFER_ID + 1,
                 332000000);
          sublet_rental_batch_item_set_rental (item, rental);
        }
      sublet_rental_batch_item_set_state (item, states[i]);
    }
  sublet_rental_batch_sum_up (dialog->batch);
  sublet_rent_dialog_show_page (dialog, TRUE);

  return GTK_WIDGET (dialog);
}

static GtkWidget *
follow (SubletUiFixture *fixture, GtkWidget *window, SubletRental *rental)
{
  SubletRentDialog *dialog = open_known (fixture, window);

  sublet_rent_progress_start (dialog->progress, SUBLET_CLOCK (fixture->clock));
  sublet_rent_dialog_show_page (dialog, TRUE);
  dialog->rental = rental;
  sublet_rent_progress_set_rental (dialog->progress, rental, 341000000);

  return GTK_WIDGET (dialog);
}

static GtkWidget *
show_asking (SubletUiFixture *fixture, GtkWidget *window)
{
  return follow (fixture, window, make_asked (fixture));
}

static GtkWidget *
show_unclear (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  enter (rental,
         now_us (fixture) + 32 * G_TIME_SPAN_SECOND,
         SUBLET_RENTAL_STATE_UNCLEAR,
         SUBLET_RENTAL_REASON_NONE,
         0,
         0);
  sublet_rental_set_settling (rental, 2, 3, now_us (fixture) + 24 * G_TIME_SPAN_SECOND);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_next (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  enter (rental,
         now_us (fixture) + 4 * G_TIME_SPAN_SECOND,
         SUBLET_RENTAL_STATE_REQUESTING,
         SUBLET_RENTAL_REASON_NONE,
         OFFER_ID + 1,
         332000000);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_taken (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);
  g_autoptr (SubletOffer) offer = make_offer (fixture, SUBLET_PRICE_KIND_ON_DEMAND);

  sublet_rental_set_next (rental, offer, 348000000);
  enter (rental,
         now_us (fixture) + 4 * G_TIME_SPAN_SECOND,
         SUBLET_RENTAL_STATE_REFUSED,
         SUBLET_RENTAL_REASON_NEXT_TOO_DEAR,
         0,
         0);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_none_left (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  enter (rental,
         now_us (fixture) + 4 * G_TIME_SPAN_SECOND,
         SUBLET_RENTAL_STATE_REFUSED,
         SUBLET_RENTAL_REASON_NO_CANDIDATE,
         0,
         0);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_refused (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  sublet_rental_set_detail (rental, "400 invalid_args: image: no such manifest");
  enter (rental,
         now_us (fixture) + 4 * G_TIME_SPAN_SECOND,
         SUBLET_RENTAL_STATE_REFUSED,
         SUBLET_RENTAL_REASON_INVALID,
         0,
         0);

  return follow (fixture, window, rental);
}

static GtkWidget *
show_not_found (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletRental *rental = make_asked (fixture);

  enter (rental,
         now_us (fixture) + 32 * G_TIME_SPAN_SECOND,
         SUBLET_RENTAL_STATE_UNCLEAR,
         SUBLET_RENTAL_REASON_NONE,
         0,
         0);
  enter (rental,
         now_us (fixture) + 215 * G_TIME_SPAN_SECOND,
         SUBLET_RENTAL_STATE_REFUSED,
         SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS,
         0,
         0);

  return follow (fixture, window, rental);
}

const Shot rent_shots[] = {
  { "rent-fine", make_behind, show_fine, true },
  { "rent-checking", make_behind, show_checking, false },
  { "rent-key-missing", make_behind, show_key_missing, false },
  { "rent-key-team", make_behind, show_key_team, false },
  { "rent-warning", make_behind, show_warning, false },
  { "rent-running", make_behind, show_running, false },
  { "rent-stops", make_behind, show_stops, false },
  { "rent-unknown", make_behind, show_unknown, false },
  { "rent-interruptible", make_behind, show_interruptible, false },
  { "rent-fields", make_behind, show_field_problems, false },
  { "rent-failure", make_behind, show_failure, false },
  { "rent-several", make_behind, show_several, true },
  { "rent-batch", make_behind, show_batch, false },
  { "rent-templates", make_behind, show_templates, false },
  { "rent-recipes", make_behind, show_recipes, false },
  { "rent-folded", make_behind, show_folded, true },
  { "rent-fold-launch", make_behind, show_launch, true },
  { "rent-fold-onstart", make_behind, show_onstart, true },
  { "rent-fold-access", make_behind, show_access, true },
  { "rent-fold-problems", make_behind, show_launch_problems, false },
  { "rent-receipt", make_behind, show_receipt, false },
  { "rent-asking", make_behind, show_asking, false },
  { "rent-unclear", make_behind, show_unclear, false },
  { "rent-not-found", make_behind, show_not_found, false },
  { "rent-next", make_behind, show_next, false },
  { "rent-taken", make_behind, show_taken, false },
  { "rent-none-left", make_behind, show_none_left, false },
  { "rent-refused", make_behind, show_refused, false },
  { NULL },
};
