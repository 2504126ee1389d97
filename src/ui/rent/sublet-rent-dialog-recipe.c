/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-dialog-private.h"

#include "ui/compat/sublet-ui-compat.h"
#include "ui/common/sublet-format.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* The menu lists the latest of what was rented; the journal has them all. */
#define MOST_RENTALS 8

/* A menu has no room for more, in the narrowest window. */
#define LONGEST_ITEM 40

/* ---- the menu ---- */

static void
append (GMenu *menu, const char *name, const char *action, const char *id)
{
  g_autofree char *cut = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), LONGEST_ITEM));
  g_autofree char *shown = g_strconcat (cut, strlen (cut) < strlen (name) ? "…" : NULL, NULL);
  g_autofree char *label = sublet_format_no_mnemonic (shown);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
build_recipes (SubletRentDialog *self)
{
  GListModel *recipes = G_LIST_MODEL (self->recipes);
  GMenu *menu = g_menu_new ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (recipes); i++)
    {
      g_autoptr (SubletRecipe) recipe = g_list_model_get_item (recipes, i);

      append (menu,
              sublet_recipe_get_name (recipe),
              "rent.use-recipe",
              sublet_recipe_get_id (recipe));
    }

  return G_MENU_MODEL (menu);
}

static GMenuModel *
build_rentals (SubletRentDialog *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  GMenu *menu = g_menu_new ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);
      const char *label = sublet_rental_get_label (rental);
      const char *image = sublet_rental_get_image (rental);
      g_autofree char *shown = NULL;
      g_autofree char *name = NULL;

      if (sublet_rental_get_origin (rental) != SUBLET_RENTAL_ORIGIN_OURS || label == NULL)
        continue;
      shown = sublet_format_name (label);
      /* TRANSLATORS: a past rental in a menu: its name and its image */
      name = image == NULL ? g_strdup (shown) : g_strdup_printf (_ ("%1$s · %2$s"), shown, image);
      append (menu, name, "rent.use-rental", sublet_rental_get_id (rental));
      if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == MOST_RENTALS)
        break;
    }

  return G_MENU_MODEL (menu);
}

void
sublet_rent_dialog_update_recipes (SubletRentDialog *self)
{
  g_autoptr (GMenu) menu = NULL;
  g_autoptr (GMenu) save = NULL;
  g_autoptr (GMenuModel) recipes = NULL;
  g_autoptr (GMenuModel) rentals = NULL;

  if (self->recipes == NULL)
    {
      sublet_rent_form_set_recipe_menu (self->form, NULL);
      return;
    }

  menu = g_menu_new ();
  save = g_menu_new ();
  recipes = build_recipes (self);
  rentals = build_rentals (self);
  if (g_menu_model_get_n_items (recipes) > 0)
    g_menu_append_section (menu, _ ("Recipes"), recipes);
  if (g_menu_model_get_n_items (rentals) > 0)
    /* TRANSLATORS: above a list of past rentals in a menu */
    g_menu_append_section (menu, _ ("Rented Lately"), rentals);
  g_menu_append (save, _ ("_Save as Recipe…"), "rent.save-recipe");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (save));
  sublet_rent_form_set_recipe_menu (self->form, G_MENU_MODEL (menu));
}

/* ---- using one ---- */

/* "ada" of "ada-4". */
static char *
dup_base (const char *label)
{
  const char *dash = strrchr (label, '-');

  if (dash == NULL || dash[1] == '\0' || strspn (dash + 1, G_CSET_DIGITS) != strlen (dash + 1))
    return g_strdup (label);

  return g_strndup (label, (gsize) (dash - label));
}

/**
 * sublet_rent_dialog_use_recipe:
 * @self: a dialog
 * @recipe: whose terms to take
 * @launch: what runs, with what secrets there are
 *
 * The offer stays, and what is typed goes. What was secret and was not kept is asked for.
 */
void
sublet_rent_dialog_use_recipe (SubletRentDialog *self, SubletRecipe *recipe, SubletLaunch *launch)
{
  const SubletRecipeTerms *terms;

  g_return_if_fail (SUBLET_IS_RENT_DIALOG (self));
  g_return_if_fail (SUBLET_IS_RECIPE (recipe));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  if (self->asking)
    return;

  terms = sublet_recipe_get_terms (recipe);
  self->job.hours = terms->job.hours;
  self->job.down_gb = terms->job.down_gb;
  self->job.up_gb = terms->job.up_gb;
  sublet_rent_form_set_launch (self->form, launch);
  sublet_rent_form_set_disk_gb (self->form, terms->job.disk_gb);
  sublet_rent_form_set_lease (self->form,
                              (int) (terms->lease_us / G_TIME_SPAN_HOUR),
                              terms->lease_end);
  sublet_rent_form_set_ceiling_percent (self->form, terms->ceiling_percent);
  sublet_rent_form_set_deposit_uusd (self->form, terms->deposit_uusd);
  sublet_rent_form_set_stop_on_failure (self->form, terms->stop_on_failure);
  sublet_rent_form_set_count (self->form, MAX (terms->count, 1));
  if (terms->label != NULL && *terms->label != '\0')
    {
      g_autofree char *base = dup_base (terms->label);
      g_autofree char *label = sublet_rent_dialog_dup_next_label (self, base);

      sublet_rent_form_set_label (self->form, label);
    }
}

typedef struct
{
  SubletRentDialog *dialog; /* (owned) */
  SubletRecipe *recipe;     /* (owned) */
} Use;

static void
use_free (Use *use)
{
  g_object_unref (use->dialog);
  g_object_unref (use->recipe);
  g_free (use);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Use, use_free)

static void
on_launch_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Use) use = user_data;
  SubletRentDialog *self = use->dialog;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletLaunch) launch =
    sublet_recipe_store_load_launch_finish (SUBLET_RECIPE_STORE (source), result, &missing, &error);

  /* Destroyed meanwhile. */
  if (self->engine == NULL)
    return;
  if (launch == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sublet_rent_dialog_show_failure (self, error);
      return;
    }

  sublet_rent_dialog_use_recipe (self, use->recipe, launch);
  /* What is missing is asked for in the form; this says why. */
  if (missing != NULL)
    sublet_rent_dialog_show_failure (self, missing);
}

void
sublet_rent_dialog_on_use_recipe (SubletRentDialog *self, const char *id)
{
  guint i;

  for (i = 0; self->recipes != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->recipes));
       i++)
    {
      g_autoptr (SubletRecipe) recipe = g_list_model_get_item (G_LIST_MODEL (self->recipes), i);
      Use *use;

      if (!g_str_equal (sublet_recipe_get_id (recipe), id))
        continue;

      use = g_new0 (Use, 1);
      use->dialog = g_object_ref (self);
      use->recipe = g_object_ref (recipe);
      sublet_recipe_store_load_launch_async (self->recipes, recipe, NULL, on_launch_loaded, use);
      return;
    }
}

static void
on_rental_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRecipe)
    recipe = sublet_recipe_store_load_rental_finish (SUBLET_RECIPE_STORE (source), result, &error);

  if (self->engine == NULL)
    return;
  if (recipe == NULL)
    sublet_rent_dialog_show_failure (self, error);
  else
    sublet_rent_dialog_use_recipe (self, recipe, sublet_recipe_get_launch (recipe));
}

void
sublet_rent_dialog_on_use_rental (SubletRentDialog *self, const char *id)
{
  if (self->recipes != NULL)
    sublet_recipe_store_load_rental_async (self->recipes,
                                           id,
                                           on_rental_loaded,
                                           g_object_ref (self));
}

/* ---- saving one ---- */

typedef struct
{
  SubletRentDialog *dialog; /* (owned) */
  GtkEditable *entry;       /* (owned) */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->dialog);
  g_object_unref (save->entry);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sublet_recipe_store_change_finish (SUBLET_RECIPE_STORE (source), result, &error))
    {
      if (self->engine != NULL)
        sublet_rent_dialog_show_failure (self, error);
    }
  else if (self->engine != NULL)
    {
      sublet_announcer_say (self->announcer, _ ("The recipe is saved."));
    }
}

static void
on_name_given (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  SubletRentDialog *self = save->dialog;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (save->entry)));
  const SubletOfferRow *row;
  g_autoptr (SubletRecipe) recipe = NULL;
  SubletRecipeTerms terms;

  if (g_strcmp0 (answer, "save") != 0 || *name == '\0' || self->request == NULL ||
      self->recipes == NULL)
    return;

  row = sublet_offer_get_row (self->offer);
  sublet_recipe_terms_init (&terms);
  terms.gpu_name = row->gpu_name;
  terms.num_gpus = row->num_gpus;
  terms.policy = sublet_settings_get_policy (self->settings);
  terms.count = (int) MAX (sublet_rent_form_get_count (self->form), 1);
  terms.stop_on_failure = sublet_rent_form_get_stop_on_failure (self->form);
  terms.ceiling_percent = sublet_rent_form_get_ceiling_percent (self->form);
  /* Borrows the GPU's name; what it takes it copies. */
  recipe = sublet_recipe_new_from_request (name, self->request, &terms);
  sublet_recipe_store_put_async (self->recipes, recipe, on_saved, g_object_ref (self));
}

void
sublet_rent_dialog_on_save_recipe (SubletRentDialog *self)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "save", _ ("Save Recipe"), SUBLET_ANSWER_SUGGESTED },
    };
  GtkWidget *entry = gtk_entry_new ();
  const SubletQuestion question = {
    .heading =
      _ ("Save as Recipe?"),
         .body = _ ("Everything in this window but the offer. What is secret goes to the keyring."),
                    .extra = entry,
                    .answers = answers,
                    .n_answers = G_N_ELEMENTS (answers),
                    .default_answer = "save",
                    .close_answer = "cancel",
         };
  const char *gpu_name = sublet_offer_get_row (self->offer)->gpu_name;
  g_autofree char *name = NULL;
  Save *save;

  if (self->asking || self->recipes == NULL)
    return;

  gtk_widget_set_name (entry, "recipe-name");
  gtk_entry_set_max_length (GTK_ENTRY (entry), SUBLET_RECIPE_MAX_NAME);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  name = gpu_name != NULL ? sublet_format_name (gpu_name) : NULL;
  gtk_editable_set_text (GTK_EDITABLE (entry), name != NULL ? name : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the recipe"), -1);
  save = g_new0 (Save, 1);
  save->dialog = g_object_ref (self);
  save->entry = g_object_ref_sink (GTK_EDITABLE (entry));
  sublet_ui_confirm_async (GTK_WIDGET (self), &question, NULL, on_name_given, save);
}
