/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/welcome/sublet-welcome-page-private.h"

#include <glib/gi18n.h>

#include "core/secrets/sublet-key-source.h"

GCancellable *
sublet_welcome_page_begin (SubletWelcomePage *self, gboolean at_field)
{
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  self->accepted = FALSE;
  self->client_file_used = FALSE;
  self->at_field = at_field;
  sublet_welcome_page_update (self);
  sublet_announcer_say (self->announcer, _ ("Asking Vast who this is…"));

  return self->cancellable;
}

void
sublet_welcome_page_fail (SubletWelcomePage *self, const GError *error)
{
  g_autofree char *problem = NULL;

  g_clear_object (&self->cancellable);
  if (!sublet_welcome_page_is_gone (self) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_info ("No key from there: %s", error->message);
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
      problem = sublet_welcome_page_dup_problem (self, error);
      sublet_announcer_say (self->announcer, problem);
    }
  sublet_welcome_page_update (self);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWelcomePage) self = SUBLET_WELCOME_PAGE (user_data);
  SubletSession *session = SUBLET_SESSION (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = NULL;

  if (!sublet_session_sign_in_finish (session, result, &error))
    {
      sublet_welcome_page_fail (self, error);
      if (!sublet_welcome_page_is_gone (self) && self->at_field)
        gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
      return;
    }

  g_clear_object (&self->cancellable);
  if (sublet_welcome_page_is_gone (self))
    return;
  self->accepted = TRUE;
  self->client_file_used = sublet_session_get_origin (session) == SUBLET_KEY_ORIGIN_CLIENT_FILE;
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
  sublet_welcome_page_update (self);
  owner = sublet_key_summary_dup_owner (session);
  sublet_announcer_say (self->announcer, owner);
  gtk_widget_grab_focus (GTK_WIDGET (self->go_button));
}

void
sublet_welcome_page_try_key (SubletWelcomePage *self, SecretValue *key, SubletKeyOrigin origin)
{
  if (self->session == NULL)
    return;

  sublet_session_sign_in_async (self->session,
                                key,
                                origin,
                                FALSE,
                                sublet_welcome_page_begin (self,
                                                           origin == SUBLET_KEY_ORIGIN_PASTED),
                                on_tried,
                                g_object_ref (self));
}

void
sublet_welcome_page_check_key (SubletWelcomePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->key_row));
  g_autoptr (SecretValue) key = NULL;
  g_autoptr (GError) error = NULL;

  if (*text == '\0' || self->session == NULL || self->cancellable != NULL)
    return;

  key = sublet_key_source_parse (text, strlen (text), &error);
  self->at_field = TRUE;
  if (key == NULL)
    sublet_welcome_page_fail (self, error);
  else
    sublet_welcome_page_try_key (self, key, SUBLET_KEY_ORIGIN_PASTED);
}
