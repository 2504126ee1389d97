/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-connection-page.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/preferences/sublet-connection-page-private.h"
#include "ui/preferences/sublet-ssh-key-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

G_DEFINE_FINAL_TYPE (SubletConnectionPage, sublet_connection_page, ADW_TYPE_PREFERENCES_PAGE)

/* ---- the rows ---- */

static bool
uses_own (SubletIdentityStore *store)
{
  return sublet_key_choice_get_kind (sublet_identity_store_get_choice (store)) ==
         SUBLET_KEY_CHOICE_OWN;
}

/* Of the key that signs in. */
static const char *
get_mark (SubletIdentityStore *store)
{
  return uses_own (store) ? sublet_ssh_key_text_own (sublet_identity_store_get_keeping (store))
                          : _ ("The key that signs in");
}

static void
show_row (SubletConnectionPage *self, SubletSshKeyRow *row, SubletSshKey *key)
{
  SubletIdentityStore *store = sublet_account_keys_get_identity_store (self->keys);
  gboolean own = sublet_account_keys_is_own (self->keys, key);
  gboolean team = sublet_account_keys_get_registration (self->keys) ==
                  SUBLET_KEY_REGISTRATION_TEAM_REFUSED;

  sublet_ssh_key_row_show (row, key, own ? get_mark (store) : NULL, !team);
}

static gboolean
shows (SubletConnectionPage *self, guint position, SubletSshKey *key)
{
  SubletSshKey *shown =
    sublet_ssh_key_row_get_key (SUBLET_SSH_KEY_ROW (g_ptr_array_index (self->rows, position)));

  return sublet_ssh_key_get_data (shown)->id == sublet_ssh_key_get_data (key)->id;
}

static void
remove_row (SubletConnectionPage *self, guint position)
{
  GtkWidget *row = g_ptr_array_index (self->rows, position);

  /* The focus goes on to what is always there. */
  if (gtk_widget_get_focus_child (row) != NULL || gtk_widget_is_focus (row))
    gtk_widget_child_focus (GTK_WIDGET (self->keys_group), GTK_DIR_TAB_FORWARD);
  adw_preferences_group_remove (self->keys_group, row);
  g_ptr_array_remove_index (self->rows, position);
}

static void
append_row (SubletConnectionPage *self, SubletSshKey *key)
{
  GtkWidget *row = sublet_ssh_key_row_new ();

  g_signal_connect_object (row,
                           "copy",
                           G_CALLBACK (sublet_connection_page_copy),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row,
                           "remove",
                           G_CALLBACK (sublet_connection_page_ask_to_remove),
                           self,
                           G_CONNECT_SWAPPED);
  show_row (self, SUBLET_SSH_KEY_ROW (row), key);
  adw_preferences_group_add (self->keys_group, row);
  g_ptr_array_add (self->rows, row);
}

/* A list that came again has mostly the same keys: their rows stay, and with them the focus. */
static void
show_keys (SubletConnectionPage *self)
{
  GListModel *keys = sublet_account_keys_get_keys (self->keys);
  guint n_keys = g_list_model_get_n_items (keys);
  guint i;

  for (i = 0; i < n_keys; i++)
    {
      g_autoptr (SubletSshKey) key = g_list_model_get_item (keys, i);

      while (i < self->rows->len && !shows (self, i, key))
        remove_row (self, i);
      if (i < self->rows->len)
        show_row (self, g_ptr_array_index (self->rows, i), key);
      else
        append_row (self, key);
    }
  while (self->rows->len > n_keys)
    remove_row (self, self->rows->len - 1);
}

/* ---- the faces ---- */

static void
show_face (SubletConnectionPage *self, const char *title, const char *subtitle)
{
  gtk_widget_set_visible (GTK_WIDGET (self->face_row), title != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->face_row), title != NULL ? title : "");
  adw_action_row_set_subtitle (self->face_row, subtitle != NULL ? subtitle : "");
}

static void
show_error (SubletConnectionPage *self, const GError *error)
{
  g_autofree char *text = sublet_error_text_dup_both (error);
  g_autofree char *time = NULL;
  g_autofree char *aged = NULL;

  if (sublet_account_keys_get_state (self->keys) != SUBLET_ACCOUNT_KEYS_STATE_KNOWN)
    {
      show_face (self, _ ("Your SSH Keys Are Not Known"), text);
      return;
    }

  time =
    sublet_format_time (sublet_account_keys_get_known_at_us (self->keys),
                        sublet_clock_get_service_us (sublet_account_keys_get_clock (self->keys)));
  /* TRANSLATORS: %1$s says what failed, %2$s is a time, as in "14:02" */
  aged = g_strdup_printf (_ ("%1$s You see what was known at %2$s."), text, time);
  show_face (self, sublet_error_text_get_title (error), aged);
}

static void
show_list_face (SubletConnectionPage *self)
{
  SubletAccountKeysState state = sublet_account_keys_get_state (self->keys);
  const GError *error = sublet_account_keys_get_error (self->keys);
  gboolean loading = state == SUBLET_ACCOUNT_KEYS_STATE_LOADING;

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading);
  gtk_spinner_set_spinning (self->spinner, loading && gtk_widget_get_mapped (GTK_WIDGET (self)));
  gtk_widget_set_visible (self->again_button,
                          error != NULL && state != SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN);
  gtk_widget_set_visible (self->key_page_row, state == SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN);

  switch (state)
    {
    case SUBLET_ACCOUNT_KEYS_STATE_LOADING:
      show_face (self, _ ("Asking Vast for your SSH keys…"), NULL);
      break;
    case SUBLET_ACCOUNT_KEYS_STATE_KNOWN:
      if (error != NULL)
        show_error (self, error);
      else if (self->rows->len == 0 && sublet_account_keys_get_registration (self->keys) !=
                                         SUBLET_KEY_REGISTRATION_TEAM_REFUSED)
        show_face (self,
                   _ ("No Key on Your Account"),
                      _ ("Add yours to reach instances with your own SSH client."));
      else
        show_face (self, NULL, NULL);
      break;
    case SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN:
      show_face (self,
                 _ ("Your SSH Keys Are Not Visible"),
                    _ ("This key lacks user_read. The rest of Sublet works."));
      break;
    case SUBLET_ACCOUNT_KEYS_STATE_ERROR:
      show_error (self, error);
      break;
    case SUBLET_ACCOUNT_KEYS_STATE_NEVER:
    default:
      show_face (self, NULL, NULL);
      break;
    }
}

/* Where the list does not say it. */
static void
show_own (SubletConnectionPage *self)
{
  SubletKeyRegistration registration = sublet_account_keys_get_registration (self->keys);
  const GError *error = sublet_account_keys_get_registration_error (self->keys);
  gboolean listed = registration == SUBLET_KEY_REGISTRATION_REGISTERED &&
                    sublet_account_keys_get_state (self->keys) == SUBLET_ACCOUNT_KEYS_STATE_KNOWN;
  gboolean can_register = registration == SUBLET_KEY_REGISTRATION_MISSING ||
                          (registration == SUBLET_KEY_REGISTRATION_FAILED &&
                           !g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->own_row),
                                 uses_own (sublet_account_keys_get_identity_store (self->keys))
                                 ? _ ("Sublet's Own Key")
                                 : _ ("The Key You Chose"));
  adw_action_row_set_subtitle (self->own_row,
                               sublet_ssh_key_text_registration (registration, error));
  gtk_widget_set_visible (self->register_button, can_register);
  gtk_widget_set_visible (GTK_WIDGET (self->own_row), !listed);
}

static void
update (SubletConnectionPage *self)
{
  SubletKeyRegistration registration = sublet_account_keys_get_registration (self->keys);

  show_keys (self);
  show_own (self);
  show_list_face (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "connection.add-key",
                                 registration != SUBLET_KEY_REGISTRATION_UNKNOWN &&
                                   registration != SUBLET_KEY_REGISTRATION_TEAM_REFUSED);
}

/**
 * sublet_connection_page_show_problem: (skip)
 * @self: a page
 * @title: (nullable): what was not done; NULL: nothing is wrong any more
 * @error: (nullable): why
 */
void
sublet_connection_page_show_problem (SubletConnectionPage *self,
                                     const char *title,
                                     const GError *error)
{
  g_autofree char *text = title != NULL ? sublet_error_text_dup_both (error) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem_row),
                                 title != NULL ? title : "");
  adw_action_row_set_subtitle (self->problem_row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_row), title != NULL);
}

/* ---- actions ---- */

static void
on_add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_connection_page_add (SUBLET_CONNECTION_PAGE (widget));
}

static void
on_register (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_account_keys_register (SUBLET_CONNECTION_PAGE (widget)->keys);
}

static void
on_ask_again (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_account_keys_refresh (SUBLET_CONNECTION_PAGE (widget)->keys);
}

static void
on_open_key_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_connection_page_open_key_page (SUBLET_CONNECTION_PAGE (widget));
}

static void
on_close_problem (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_connection_page_show_problem (SUBLET_CONNECTION_PAGE (widget), NULL, NULL);
}

/* ---- the widget ---- */

static void
sublet_connection_page_map (GtkWidget *widget)
{
  SubletConnectionPage *self = SUBLET_CONNECTION_PAGE (widget);

  GTK_WIDGET_CLASS (sublet_connection_page_parent_class)->map (widget);

  sublet_account_keys_refresh (self->keys);
  update (self);
}

static void
sublet_connection_page_unmap (GtkWidget *widget)
{
  gtk_spinner_set_spinning (SUBLET_CONNECTION_PAGE (widget)->spinner, FALSE);

  GTK_WIDGET_CLASS (sublet_connection_page_parent_class)->unmap (widget);
}

static void
sublet_connection_page_dispose (GObject *object)
{
  SubletConnectionPage *self = SUBLET_CONNECTION_PAGE (object);

  g_clear_object (&self->keys);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_CONNECTION_PAGE);

  G_OBJECT_CLASS (sublet_connection_page_parent_class)->dispose (object);
}

static void
sublet_connection_page_finalize (GObject *object)
{
  g_ptr_array_unref (SUBLET_CONNECTION_PAGE (object)->rows);

  G_OBJECT_CLASS (sublet_connection_page_parent_class)->finalize (object);
}

static void
sublet_connection_page_class_init (SubletConnectionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_connection_page_dispose;
  object_class->finalize = sublet_connection_page_finalize;
  widget_class->map = sublet_connection_page_map;
  widget_class->unmap = sublet_connection_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/preferences/sublet-connection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletConnectionPage, keys_group);
  gtk_widget_class_bind_template_child (widget_class, SubletConnectionPage, problem_row);
  gtk_widget_class_bind_template_child (widget_class, SubletConnectionPage, own_row);
  gtk_widget_class_bind_template_child (widget_class, SubletConnectionPage, register_button);
  gtk_widget_class_bind_template_child (widget_class, SubletConnectionPage, face_row);
  gtk_widget_class_bind_template_child (widget_class, SubletConnectionPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletConnectionPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, SubletConnectionPage, key_page_row);

  gtk_widget_class_install_action (widget_class, "connection.add-key", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "connection.register-key", NULL, on_register);
  gtk_widget_class_install_action (widget_class, "connection.ask-again", NULL, on_ask_again);
  gtk_widget_class_install_action (widget_class,
                                   "connection.open-key-page",
                                   NULL,
                                   on_open_key_page);
  gtk_widget_class_install_action (widget_class,
                                   "connection.close-problem",
                                   NULL,
                                   on_close_problem);
}

static void
sublet_connection_page_init (SubletConnectionPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_connection_page_new:
 * @keys: the account's SSH keys
 * @engine: what runs and may accept a key that is removed
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
sublet_connection_page_new (SubletAccountKeys *keys, SubletRentalEngine *engine)
{
  SubletConnectionPage *self;

  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (keys), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);

  self = g_object_new (SUBLET_TYPE_CONNECTION_PAGE, NULL);
  self->keys = g_object_ref (keys);
  self->engine = g_object_ref (engine);
  g_signal_connect_object (keys, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sublet_account_keys_get_keys (keys),
                           "items-changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sublet_account_keys_get_identity_store (keys),
                           "notify",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
