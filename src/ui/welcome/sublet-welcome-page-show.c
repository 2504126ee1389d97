/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/welcome/sublet-welcome-page-private.h"

#include <glib/gi18n.h>

#include "core/base/sublet-error.h"
#include "core/base/sublet-sandbox.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-keyring-text.h"
#include "ui/common/sublet-website.h"

char *
sublet_welcome_page_dup_problem (SubletWelcomePage *self, const GError *error)
{
  if (error->domain != SUBLET_ERROR && !self->at_field)
    return g_strdup (
      _ ("This file cannot be read or written. Paste the key, or pick another one."));
  if (error->domain != SUBLET_ERROR)
    return g_strdup_printf (
      /* TRANSLATORS: %s is a web address */
      _ ("No browser opened. Keys are made at %s."), SUBLET_WEBSITE_KEYS);
  if (error->code == SUBLET_ERROR_INVALID && !self->at_field)
    return g_strdup (
      _ ("This file holds no key. It may hold the key alone, or a line VAST_API_KEY=…"));
  if (error->code == SUBLET_ERROR_INVALID)
    return g_strdup (
      _ ("A key is one word of plain letters, digits and signs. Copy it once more."));

  return sublet_error_text_dup_both (error);
}

static void
update_environment (SubletWelcomePage *self)
{
  gboolean has_key = sublet_session_get_has_environment_key (self->session);
  g_autofree char *title = NULL;

  if (has_key)
    {
      title =
        /* TRANSLATORS: %s is the name of an environment variable */
        g_strdup_printf (_ ("%s Is Set"), sublet_session_get_environment_variable (self->session));
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->environment_row), title);
    }
  gtk_widget_set_visible (self->environment_row, has_key);
}

static void
update_problem (SubletWelcomePage *self)
{
  const GError *error = self->error;
  g_autofree char *problem = NULL;
  gboolean at_field;

  /* A key that was accepted once and is not any more. */
  if (error == NULL && !self->accepted && self->cancellable == NULL &&
      sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_REJECTED)
    error = sublet_session_get_error (self->session);

  at_field = error != NULL && (self->at_field || self->error == NULL);
  if (at_field)
    gtk_widget_add_css_class (GTK_WIDGET (self->key_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->key_row), "error");

  gtk_widget_set_visible (self->problem_box, error != NULL);
  gtk_widget_set_visible (self->details, error != NULL);
  if (error == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->key_row),
                                     GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      return;
    }

  problem = sublet_welcome_page_dup_problem (self, error);
  gtk_label_set_label (self->problem, problem);
  gtk_label_set_label (self->details_text, error->message);
  if (at_field)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->key_row),
                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    self->problem,
                                    NULL,
                                    -1);
}

/* A locked keyring waits for the person. */
static gboolean
is_asking_keyring (SubletWelcomePage *self)
{
  return !self->accepted &&
         sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_STARTING;
}

/* Where the key is or will be kept; TRUE when the keyring may be asked again. */
static gboolean
update_keeping (SubletWelcomePage *self)
{
  SubletKeyStore *key_store = sublet_session_get_key_store (self->session);
  const GError *error = sublet_key_store_get_error (key_store);
  g_autofree char *way_out = sublet_keyring_text_dup_way_out (error, sublet_is_sandboxed ());
  const char *text;

  if (self->accepted)
    text = sublet_keyring_text_get_kept (sublet_key_store_get_keeping (key_store),
                                         sublet_key_store_get_storing (key_store),
                                         error);
  else
    text = sublet_keyring_text_get_to_come (is_asking_keyring (self), error);

  gtk_label_set_label (self->keeping, text);
  gtk_label_set_label (self->way_out, way_out != NULL ? way_out : "");
  gtk_widget_set_visible (GTK_WIDGET (self->way_out), way_out != NULL);
  return error != NULL && !sublet_key_store_get_busy (key_store);
}

static void
update_waiting (SubletWelcomePage *self)
{
  const char *text = NULL;

  if (self->cancellable != NULL)
    text = _ ("Asking Vast who this is…");
  else if (is_asking_keyring (self))
    text = _ ("The keyring has not answered yet. It may wait for you to unlock it.");

  gtk_widget_set_visible (self->waiting_box, text != NULL);
  gtk_widget_set_visible (self->stop_button, self->cancellable != NULL);
  gtk_spinner_set_spinning (self->spinner,
                            text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)));
  if (text != NULL)
    gtk_label_set_label (self->waiting, text);
}

static void
update_actions (SubletWelcomePage *self, gboolean can_retry)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean free = self->session != NULL && self->cancellable == NULL;
  gboolean has_text = *gtk_editable_get_text (GTK_EDITABLE (self->key_row)) != '\0';

  gtk_widget_action_set_enabled (widget, "welcome.check-key", free && has_text);
  gtk_widget_action_set_enabled (widget, "welcome.start", free && self->accepted);
  gtk_widget_action_set_enabled (widget, "welcome.use-environment", free);
  gtk_widget_action_set_enabled (widget, "welcome.use-keyring", free);
  gtk_widget_action_set_enabled (widget, "welcome.pick-file", free);
  gtk_widget_action_set_enabled (widget, "welcome.use-client-file", free);
  gtk_widget_action_set_enabled (widget, "welcome.delete-copy", free && self->client_file_used);
  gtk_widget_action_set_enabled (widget, "welcome.retry-keyring", can_retry);
  gtk_widget_action_set_enabled (widget, "welcome.stop", self->cancellable != NULL);
}

void
sublet_welcome_page_update (SubletWelcomePage *self)
{
  gboolean can_retry;
  gboolean kept;

  if (sublet_welcome_page_is_gone (self))
    return;
  if (self->session == NULL)
    {
      update_actions (self, FALSE);
      return;
    }

  update_environment (self);
  gtk_widget_set_visible (self->kept_row, sublet_session_get_has_kept_key (self->session));
  gtk_widget_set_visible (self->client_row, self->client_file != NULL);
  /* Still in sight and in focus, but as it was sent. */
  gtk_editable_set_editable (GTK_EDITABLE (self->key_row), self->cancellable == NULL);

  update_problem (self);
  can_retry = update_keeping (self);
  gtk_widget_set_visible (self->retry_button, can_retry);
  update_waiting (self);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), self->accepted);
  kept = sublet_key_store_get_keeping (sublet_session_get_key_store (self->session)) ==
         SUBLET_KEY_KEEPING_KEYRING;
  gtk_widget_set_visible (self->delete_button, self->accepted && self->client_file_used && kept);

  if (self->accepted)
    {
      /* TRANSLATORS: a button: the key is good, show the market */
      gtk_button_set_label (self->go_button, _ ("Start"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->go_button), "welcome.start");
    }
  else
    {
      gtk_button_set_label (self->go_button, _ ("Check and Keep"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->go_button), "welcome.check-key");
    }
  update_actions (self, can_retry);
}
