/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-passphrase-question.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-identity-store-kept.h"
#include "ui/common/sublet-key-choice-text.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

#define UNLOCK "unlock"
#define CANCEL "cancel"

typedef struct
{
  SubletIdentityStore *store; /* (owned) */
  GtkWidget *entry;           /* (owned) */
  GtkWidget *remember;        /* (owned) (nullable): a check; NULL: nothing can be kept */
  GCancellable *cancellable;  /* (owned) */
  gulong withdrawn_id;
} Question;

static void
question_free (Question *question)
{
  g_clear_signal_handler (&question->withdrawn_id, question->store);
  /* What was typed lies in memory of GTK's that it wipes. */
  gtk_editable_set_text (GTK_EDITABLE (question->entry), "");
  g_object_unref (question->store);
  g_object_unref (question->entry);
  g_clear_object (&question->remember);
  g_object_unref (question->cancellable);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);
  SecretValue *passphrase = NULL;

  if (g_cancellable_is_cancelled (question->cancellable))
    return;

  if (g_strcmp0 (answer, UNLOCK) == 0)
    passphrase =
      secret_value_new (gtk_editable_get_text (GTK_EDITABLE (question->entry)), -1, "text/plain");
  if (passphrase != NULL && question->remember != NULL &&
      gtk_check_button_get_active (GTK_CHECK_BUTTON (question->remember)))
    sublet_identity_store_answer_to_keep (question->store, passphrase);
  else
    sublet_identity_store_answer (question->store, passphrase);
  g_clear_pointer (&passphrase, secret_value_unref);
}

/* Another key was chosen: nobody waits for this one's. */
static void
on_withdrawn (GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
on_typed (GtkWidget *entry)
{
  sublet_ui_confirm_set_enabled (entry,
                                 UNLOCK,
                                 *gtk_editable_get_text (GTK_EDITABLE (entry)) != '\0');
}

static GtkWidget *
make_entry (const char *name)
{
  GtkWidget *entry = gtk_password_entry_new ();
  g_autofree char *label = NULL;

  /* TRANSLATORS: %s is the name of a file with an SSH key */
  label = g_strdup_printf (_ ("Passphrase of %s"), name);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (entry, "changed", G_CALLBACK (on_typed), NULL);

  return entry;
}

/* Above the check, where something can be kept. */
static GtkWidget *
make_content (Question *question)
{
  GtkWidget *box;

  if (!sublet_identity_store_get_can_remember (question->store))
    return question->entry;

  question->remember =
    g_object_ref_sink (gtk_check_button_new_with_mnemonic (_ ("_Remember in the keyring")));
  gtk_widget_set_name (question->remember, "remember");
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (box), question->entry);
  gtk_box_append (GTK_BOX (box), question->remember);

  return box;
}

/* Preferences may stand over it. */
static GtkWidget *
get_parent (GtkWindow *window)
{
  GtkApplication *application = gtk_window_get_application (window);
  GtkWindow *active = application != NULL ? gtk_application_get_active_window (application) : NULL;

  return GTK_WIDGET (active != NULL ? active : window);
}

static char *
dup_body (const char *name, gboolean wrong)
{
  if (wrong)
    /* TRANSLATORS: %s is the name of a file with an SSH key */
    return g_strdup_printf (_ ("That was not the passphrase of %s. Try again."), name);

  /* TRANSLATORS: %s is the name of a file with an SSH key */
  return g_strdup_printf (_ ("%s needs its passphrase. It stays open as long as it is needed."),
                             name);
}

static void
on_ask (GtkWindow *window, const char *path, gboolean wrong, SubletIdentityStore *store)
{
  const SubletAnswer answers[] = {
    { CANCEL, _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { UNLOCK, _ ("_Unlock"), SUBLET_ANSWER_SUGGESTED },
    };
  SubletQuestion content = { _ ("Unlock Your SSH Key"), NULL,   NULL,  answers,
                                G_N_ELEMENTS (answers),    UNLOCK, CANCEL };
  Question *question = g_new0 (Question, 1);
  g_autofree char *name = sublet_key_choice_text_dup_path (path, SUBLET_KEY_CHOICE_TEXT_SHORT);
  g_autofree char *body = NULL;

  body = dup_body (name, wrong);
  question->store = g_object_ref (store);
  question->entry = g_object_ref_sink (make_entry (name));
  question->cancellable = g_cancellable_new ();
  question->withdrawn_id = g_signal_connect_swapped (store,
                                                     "question-withdrawn",
                                                     G_CALLBACK (on_withdrawn),
                                                     question->cancellable);
  content.body = body;
  content.extra = make_content (question);
  sublet_ui_confirm_async (get_parent (window),
                           &content,
                           question->cancellable,
                           on_answered,
                           question);
  on_typed (question->entry);
  gtk_widget_grab_focus (question->entry);
}

static void
on_not_remembered (GtkWindow *window, const GError *why)
{
  const SubletAnswer answers[] = { { CANCEL, _ ("_Close"), SUBLET_ANSWER_PLAIN } };
  SubletQuestion content = { _ ("The Passphrase Is Not Remembered"),
                                NULL,
                                NULL,
                                answers,
                                G_N_ELEMENTS (answers),
                                CANCEL,
                                CANCEL };

  content.body = g_error_matches (why, SUBLET_ERROR, SUBLET_ERROR_NO_SECRET_STORE)
    ? _ ("There is no keyring here. Your key is open as long as it is needed.")
    : _ ("The keyring did not take it. Your key is open as long as it is needed.");
  sublet_ui_confirm_async (get_parent (window), &content, NULL, NULL, NULL);
}

/**
 * sublet_passphrase_question_follow:
 * @window: over which is asked
 * @store: opens a key of the person's when somebody wants it
 */
void
sublet_passphrase_question_follow (GtkWindow *window, SubletIdentityStore *store)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (store));

  g_signal_connect_object (store, "ask-passphrase", G_CALLBACK (on_ask), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (store,
                           "not-remembered",
                           G_CALLBACK (on_not_remembered),
                           window,
                           G_CONNECT_SWAPPED);
}
