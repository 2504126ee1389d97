/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/welcome/sublet-welcome-page.h"

#include <glib/gi18n.h>

#include "core/secrets/sublet-key-source.h"
#include "ui/common/sublet-website.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/welcome/sublet-welcome-page-private.h"

/* Who waits for an answer while the page may go away. */
typedef struct
{
  SubletWelcomePage *page; /* (owned) */
  GtkCheckButton *check;   /* (owned) (nullable) */
  SubletKeyOrigin origin;
} Asking;

static Asking *
asking_new (SubletWelcomePage *page, SubletKeyOrigin origin)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->page = g_object_ref (page);
  asking->origin = origin;
  return asking;
}

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->check);
  g_object_unref (asking->page);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static char *
dup_path (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  const char *home = g_get_home_dir ();

  if (path == NULL)
    return g_file_get_parse_name (file);
  if (g_str_has_prefix (path, home) && path[strlen (home)] == G_DIR_SEPARATOR)
    return g_strconcat ("~", path + strlen (home), NULL);

  return g_steal_pointer (&path);
}

static void
on_environment_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWelcomePage) self = SUBLET_WELCOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (!sublet_session_sign_in_finish (SUBLET_SESSION (source), result, &error))
    {
      sublet_welcome_page_fail (self, error);
      return;
    }

  g_clear_object (&self->cancellable);
  self->accepted = TRUE;
  sublet_welcome_page_update (self);
}

static void
on_environment_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletWelcomePage *self = asking->page;
  g_autofree char *answer = NULL;
  gboolean keep;

  /* The only failure is that nobody answered. */
  answer = sublet_ui_confirm_finish (result, NULL);
  if (g_strcmp0 (answer, "use") != 0 || self->session == NULL)
    return;

  keep = gtk_check_button_get_active (asking->check);
  sublet_session_use_environment_async (self->session,
                                        !keep,
                                        sublet_welcome_page_begin (self, FALSE),
                                        on_environment_tried,
                                        g_object_ref (self));
}

/**
 * sublet_welcome_page_use_environment:
 * @self: the page
 *
 * Asks once whether the key of the environment is meant, and whether to keep it too.
 */
void
sublet_welcome_page_use_environment (SubletWelcomePage *self)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "use", _ ("Use"), SUBLET_ANSWER_SUGGESTED },
    };
  g_autofree char *heading = NULL;
  Asking *asking = asking_new (self, SUBLET_KEY_ORIGIN_ENVIRONMENT);
  SubletQuestion question = {
    .body = _ ("Sublet asks Vast whose key it is and uses it until you quit."),
               .answers = answers,
               .n_answers = G_N_ELEMENTS (answers),
               .default_answer = "use",
               .close_answer = "cancel",
    };

  /* TRANSLATORS: %s is the name of an environment variable */
  heading = g_strdup_printf (_ ("Use the Key From %s?"),
                                sublet_session_get_environment_variable (self->session));
  asking->check = GTK_CHECK_BUTTON (
    g_object_ref_sink (gtk_check_button_new_with_label (_ ("Keep it in the keyring too"))));
  question.heading = heading;
  question.extra = GTK_WIDGET (asking->check);
  sublet_ui_confirm_async (GTK_WIDGET (self), &question, NULL, on_environment_answered, asking);
}

static void
on_file_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (SecretValue) key = NULL;
  g_autoptr (GError) error = NULL;

  key = sublet_key_source_read_file_finish (result, &error);
  if (key == NULL)
    sublet_welcome_page_fail (asking->page, error);
  else
    sublet_welcome_page_try_key (asking->page, key, asking->origin);
}

static void
read_file (SubletWelcomePage *self, GFile *file, SubletKeyOrigin origin)
{
  sublet_key_source_read_file_async (file,
                                     sublet_welcome_page_begin (self, FALSE),
                                     on_file_read,
                                     asking_new (self, origin));
}

static void
on_file_picked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWelcomePage) self = SUBLET_WELCOME_PAGE (user_data);
  g_autoptr (GFile) file = NULL;

  file = sublet_ui_choose_file_finish (result, NULL);
  if (file != NULL)
    read_file (self, file, SUBLET_KEY_ORIGIN_FILE);
}

/**
 * sublet_welcome_page_pick_file:
 * @self: the page
 *
 * Lets the person pick a file with a key; in a sandbox that is the only way to one.
 */
void
sublet_welcome_page_pick_file (SubletWelcomePage *self)
{
  sublet_ui_choose_file_async (GTK_WIDGET (self),
                               _ ("Pick a Key File"),
                                  GTK_FILE_CHOOSER_ACTION_OPEN,
                                  NULL,
                                  NULL,
                                  on_file_picked,
                                  g_object_ref (self));
}

static void
on_client_file_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);

  if (g_strcmp0 (answer, "use") == 0 && asking->page->client_file != NULL)
    read_file (asking->page, asking->page->client_file, SUBLET_KEY_ORIGIN_CLIENT_FILE);
}

/**
 * sublet_welcome_page_use_client_file:
 * @self: the page
 *
 * Asks, then copies the key of the official client.
 */
void
sublet_welcome_page_use_client_file (SubletWelcomePage *self)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "use", _ ("Use"), SUBLET_ANSWER_SUGGESTED },
    };
  SubletQuestion question = {
    .heading = _ ("Use the Official Client's Key?"),
                  .answers = answers,
                  .n_answers = G_N_ELEMENTS (answers),
                  .default_answer = "use",
                  .close_answer = "cancel",
    };
  g_autofree char *path = dup_path (self->client_file);
  g_autofree char *body = NULL;

  /* TRANSLATORS: %s is the path of a file */
  body = g_strdup_printf (_ ("Sublet reads %s, asks Vast whose key it is and keeps it in the "
                             "keyring. The file stays until you delete it."),
                             path);
  question.body = body;
  sublet_ui_confirm_async (GTK_WIDGET (self),
                           &question,
                           NULL,
                           on_client_file_answered,
                           asking_new (self, SUBLET_KEY_ORIGIN_CLIENT_FILE));
}

static void
on_copy_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWelcomePage) self = SUBLET_WELCOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (!sublet_key_source_delete_file_finish (result, &error))
    {
      sublet_welcome_page_fail (self, error);
      return;
    }

  self->client_file_used = FALSE;
  g_clear_object (&self->client_file);
  if (self->announcer != NULL)
    sublet_announcer_say (self->announcer, _ ("The copy is deleted."));
  sublet_welcome_page_update (self);
}

static void
on_delete_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);

  if (g_strcmp0 (answer, "delete") == 0 && asking->page->client_file != NULL)
    sublet_key_source_delete_file_async (asking->page->client_file,
                                         NULL,
                                         on_copy_deleted,
                                         g_object_ref (asking->page));
}

/**
 * sublet_welcome_page_delete_copy:
 * @self: the page
 *
 * Asks, then deletes the official client's file: its key is in the keyring now.
 */
void
sublet_welcome_page_delete_copy (SubletWelcomePage *self)
{
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "delete", _ ("Delete the File"), SUBLET_ANSWER_DESTRUCTIVE },
    };
  SubletQuestion question = {
    .heading = _ ("Delete the Official Client's File?"),
                  .answers = answers,
                  .n_answers = G_N_ELEMENTS (answers),
                  .default_answer = "cancel",
                  .close_answer = "cancel",
    };
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  if (self->client_file == NULL)
    return;

  path = dup_path (self->client_file);
  body =
    /* TRANSLATORS: %s is the path of a file */
    g_strdup_printf (_ ("%s is deleted; the key stays in the keyring. The official client then "
                             "asks for a key again."),
                        path);
  question.body = body;
  sublet_ui_confirm_async (GTK_WIDGET (self),
                           &question,
                           NULL,
                           on_delete_answered,
                           asking_new (self, SUBLET_KEY_ORIGIN_CLIENT_FILE));
}

static void
on_client_file_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWelcomePage) self = SUBLET_WELCOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  file = sublet_key_source_find_client_file_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->client_row == NULL)
    return;

  g_set_object (&self->client_file, file);
  if (file != NULL)
    {
      g_autofree char *path = dup_path (file);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->client_row), path);
    }
  sublet_welcome_page_update (self);
}

/**
 * sublet_welcome_page_find_client_file:
 * @self: the page
 *
 * Looks for the official client's file while the page is there.
 */
void
sublet_welcome_page_find_client_file (SubletWelcomePage *self)
{
  g_assert (self->looking == NULL);
  self->looking = g_cancellable_new ();
  sublet_key_source_find_client_file_async (self->looking,
                                            on_client_file_found,
                                            g_object_ref (self));
}

static void
on_key_page_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletWelcomePage) self = SUBLET_WELCOME_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;

  self->at_field = TRUE;
  sublet_welcome_page_fail (self, error);
}

/**
 * sublet_welcome_page_open_key_page:
 * @self: the page
 *
 * Opens the service's page where keys are made.
 */
void
sublet_welcome_page_open_key_page (SubletWelcomePage *self)
{
  g_autoptr (GdkAppLaunchContext)
    context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  g_app_info_launch_default_for_uri_async (SUBLET_WEBSITE_KEYS,
                                           G_APP_LAUNCH_CONTEXT (context),
                                           NULL,
                                           on_key_page_opened,
                                           g_object_ref (self));
}
