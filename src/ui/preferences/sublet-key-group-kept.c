/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-key-group-private.h"

#include "core/ssh/sublet-identity-store-kept.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

#define FORGET "forget"
#define CANCEL "cancel"

/* ---- how many ---- */

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletKeyGroup) self = user_data;
  g_autofree char *text = NULL;

  self->n_kept =
    sublet_identity_store_count_remembered_finish (SUBLET_IDENTITY_STORE (source), result, NULL);
  /* A keyring that says nothing is told where it matters: with Sublet's own key. */
  if (self->n_kept > 0)
    {
      /* TRANSLATORS: %d is how many passphrases the keyring keeps */
      text = g_strdup_printf (ngettext ("The keyring keeps %d, and is asked before you are.",
                                        "The keyring keeps %d, and is asked before you are.",
                                        (gulong) self->n_kept),
                              self->n_kept);
      adw_action_row_set_subtitle (self->kept_row, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->kept_row), self->n_kept > 0);
  gtk_widget_set_visible (self->forget_row, self->n_kept > 0);
}

void
sublet_key_group_count_kept (SubletKeyGroup *self)
{
  if (self->store != NULL)
    sublet_identity_store_count_remembered_async (self->store, on_counted, g_object_ref (self));
}

/* ---- forgetting them; read from top to bottom ---- */

static void on_answered (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data);

static void
on_forget (SubletKeyGroup *self)
{
  const SubletAnswer answers[] = {
    { CANCEL, _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { FORGET, _ ("_Forget"), SUBLET_ANSWER_DESTRUCTIVE },
    };
  g_autofree char *heading = NULL;
  SubletQuestion question = {
    .body = _ ("The keyring then keeps none, and you are asked the next time a key is unlocked."),
               .answers = answers,
               .n_answers = G_N_ELEMENTS (answers),
               .default_answer = CANCEL,
               .close_answer = CANCEL,
    };

  /* TRANSLATORS: %d is how many passphrases of SSH keys the keyring keeps */
  heading = g_strdup_printf (ngettext ("Forget %d Remembered Passphrase?",
                                       "Forget %d Remembered Passphrases?",
                                       (gulong) self->n_kept),
                             self->n_kept);
  question.heading = heading;
  sublet_ui_confirm_async (GTK_WIDGET (self), &question, NULL, on_answered, g_object_ref (self));
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletKeyGroup) self = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);

  if (g_strcmp0 (answer, FORGET) == 0 && self->store != NULL)
    sublet_identity_store_forget_remembered_async (self->store, on_forgotten, g_object_ref (self));
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletKeyGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (sublet_identity_store_forget_remembered_finish (SUBLET_IDENTITY_STORE (source),
                                                      result,
                                                      &error))
    {
      sublet_key_group_count_kept (self);
      return;
    }
  g_info ("Passphrases may still be kept: %s", error->message);
  adw_action_row_set_subtitle (self->kept_row,
                               _ ("They may still be kept: the keyring is locked or does not answer. Unlock it, then forget them again."));
}

/* ---- the rows ---- */

void
sublet_key_group_add_kept_rows (SubletKeyGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->kept_row = sublet_key_group_make_row (_ ("Remembered Passphrases"), "");
  self->forget_row = sublet_key_group_make_order_row (self, _ ("_Forget…"), G_CALLBACK (on_forget));
  gtk_widget_set_visible (GTK_WIDGET (self->kept_row), FALSE);
  gtk_widget_set_visible (self->forget_row, FALSE);
  adw_preferences_group_add (group, GTK_WIDGET (self->kept_row));
  adw_preferences_group_add (group, self->forget_row);
}
