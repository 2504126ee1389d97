/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-connection-page-private.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"
#include "ui/common/sublet-website.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/preferences/sublet-add-key-dialog.h"
#include "ui/preferences/sublet-ssh-key-text.h"

#include <glib/gi18n.h>

/* One key on its way off the account, or back. The page may be gone by the answer. */
typedef struct
{
  GWeakRef page;
  SubletSshKey *key; /* (owned) */
  gboolean own;
} Change;

static Change *
change_new (SubletConnectionPage *self, SubletSshKey *key, gboolean own)
{
  Change *change = g_new0 (Change, 1);

  g_weak_ref_init (&change->page, self);
  change->key = g_object_ref (key);
  change->own = own;

  return change;
}

static void
change_free (Change *change)
{
  g_weak_ref_clear (&change->page);
  g_object_unref (change->key);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
on_toast_over (gpointer user_data, GClosure *closure)
{
  change_free (user_data);
}

/* ---- copying ---- */

/**
 * sublet_connection_page_copy: (skip)
 * @self: a page
 * @row: the row of the key whose line goes to the clipboard
 */
void
sublet_connection_page_copy (SubletConnectionPage *self, SubletSshKeyRow *row)
{
  SubletSshKey *key = sublet_ssh_key_row_get_key (row);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          sublet_ssh_key_get_data (key)->public_key);
  sublet_toast_show (GTK_WIDGET (self), _ ("Copied the public key"));
}

/* ---- another API key ---- */

static void
on_key_page_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    sublet_connection_page_show_problem (self, _ ("The Key Page Was Not Opened"), error);
}

/**
 * sublet_connection_page_open_key_page: (skip)
 * @self: a page
 *
 * Opens the service's page where API keys are made.
 */
void
sublet_connection_page_open_key_page (SubletConnectionPage *self)
{
  g_autoptr (GdkAppLaunchContext)
    context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  g_app_info_launch_default_for_uri_async (SUBLET_WEBSITE_KEYS,
                                           G_APP_LAUNCH_CONTEXT (context),
                                           NULL,
                                           on_key_page_opened,
                                           g_object_ref (self));
}

/* ---- adding ---- */

static void
on_added (SubletConnectionPage *self, const char *line)
{
  sublet_connection_page_show_problem (self, NULL, NULL);
  sublet_toast_show (GTK_WIDGET (self), _ ("Added the key"));
}

/**
 * sublet_connection_page_add: (skip)
 * @self: a page
 *
 * Asks for a key and adds it.
 */
void
sublet_connection_page_add (SubletConnectionPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SubletAddKeyDialog *dialog =
    sublet_add_key_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->keys);

  g_signal_connect_object (dialog, "added", G_CALLBACK (on_added), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- removing; read from top to bottom ---- */

static void on_removal_answered (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_removed (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_undo (AdwToast *toast, Change *change);
static void on_put_back (GObject *source, GAsyncResult *result, gpointer user_data);

/* Ends with NULL; the labels are the rentals'. */
static GPtrArray *
list_running (SubletConnectionPage *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);
      const char *label = sublet_rental_get_label (rental);
      gint64 instance_id = sublet_rental_get_instance_id (rental);

      if (!sublet_rental_is_open (rental) || instance_id <= 0)
        continue;
      g_ptr_array_add (labels,
                       label != NULL && *label != '\0'
                         ? sublet_format_name (label)
                         : g_strdup_printf ("%" G_GINT64_FORMAT, instance_id));
    }
  g_ptr_array_add (labels, NULL);

  return labels;
}

/**
 * sublet_connection_page_ask_to_remove: (skip)
 * @self: a page
 * @row: the row of the key
 *
 * Asks first, and offers to take it back afterwards.
 */
void
sublet_connection_page_ask_to_remove (SubletConnectionPage *self, SubletSshKeyRow *row)
{
  SubletSshKey *key = sublet_ssh_key_row_get_key (row);
  gboolean own = sublet_account_keys_is_own (self->keys, key);
  g_autoptr (GPtrArray) running = list_running (self);
  g_autofree char *name = sublet_ssh_key_text_name (key);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  const SubletAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { "remove", _ ("_Remove"), SUBLET_ANSWER_DESTRUCTIVE },
    };
  SubletQuestion question = {
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "cancel",
    .close_answer = "cancel",
  };

  /* TRANSLATORS: %s is the name of an SSH key */
  heading = g_strdup_printf (_ ("Remove %s?"), name);
  body = sublet_ssh_key_text_removal ((const char *const *) running->pdata, own);
  question.heading = heading;
  question.body = body;
  sublet_ui_confirm_async (GTK_WIDGET (self),
                           &question,
                           NULL,
                           on_removal_answered,
                           change_new (self, key, own));
}

static void
on_removal_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (SubletConnectionPage) self = g_weak_ref_get (&change->page);
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
  SubletSshKey *key = change->key;

  if (self == NULL || self->keys == NULL || g_strcmp0 (answer, "remove") != 0)
    return;

  sublet_connection_page_show_problem (self, NULL, NULL);
  sublet_account_keys_remove_async (self->keys, key, on_removed, g_steal_pointer (&change));
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (SubletConnectionPage) self = g_weak_ref_get (&change->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = sublet_ssh_key_text_name (change->key);
  g_autofree char *title = NULL;

  sublet_account_keys_remove_finish (SUBLET_ACCOUNT_KEYS (source), result, &error);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      /* TRANSLATORS: %s is the name of an SSH key */
      title = g_strdup_printf (_ ("%s Was Not Removed"), name);
      sublet_connection_page_show_problem (self, title, error);
      return;
    }

  /* TRANSLATORS: %s is the name of an SSH key */
  title = g_strdup_printf (_ ("Removed %s"), name);
  sublet_toast_offer (GTK_WIDGET (self),
                      title,
                      _ ("Undo"), G_CALLBACK (on_undo), g_steal_pointer (&change), on_toast_over);
}

static void
on_undo (AdwToast *toast, Change *change)
{
  g_autoptr (SubletConnectionPage) self = g_weak_ref_get (&change->page);

  if (self == NULL || self->keys == NULL)
    return;

  if (change->own)
    sublet_account_keys_register (self->keys);
  else
    sublet_account_keys_add_async (self->keys,
                                   sublet_ssh_key_get_data (change->key)->public_key,
                                   on_put_back,
                                   change_new (self, change->key, FALSE));
}

static void
on_put_back (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (SubletConnectionPage) self = g_weak_ref_get (&change->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = sublet_ssh_key_text_name (change->key);
  g_autofree char *title = NULL;

  sublet_account_keys_add_finish (SUBLET_ACCOUNT_KEYS (source), result, &error);
  if (self == NULL || error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* TRANSLATORS: %s is the name of an SSH key */
  title = g_strdup_printf (_ ("%s Was Not Added Again"), name);
  sublet_connection_page_show_problem (self, title, error);
}
