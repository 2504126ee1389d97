/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-account-page.h"

#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-signal.h"
#include "ui/preferences/sublet-apply-field.h"
#include "ui/preferences/sublet-preferences-text.h"

#include <glib/gi18n.h>

struct _SubletAccountPage
{
  AdwPreferencesPage parent_instance;

  /* construct-only */
  SubletSession *session;   /* (owned) */
  SubletSettings *settings; /* (owned) */

  GPtrArray *scope_icons; /* (owned) (element-type GtkImage): in the order of the texts */
  GPtrArray *scope_rows;  /* (owned) (element-type AdwActionRow): likewise */

  /* template children */
  AdwActionRow *account_row;
  GtkLabel *credit_label;
  AdwActionRow *key_row;
  GtkButton *keyring_button;
  AdwActionRow *replace_row;
  AdwActionRow *forget_row;
  AdwPreferencesGroup *scopes_group;
  SubletFieldRow *server_row;
  GtkEntry *server_entry;
  GtkButton *server_button;
};

G_DEFINE_FINAL_TYPE (SubletAccountPage, sublet_account_page, ADW_TYPE_PREFERENCES_PAGE)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
} SubletAccountPageProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

typedef enum
{
  SIGNAL_REPLACE_KEY,
  SIGNAL_FORGET_KEY,
  N_SIGNALS,
} SubletAccountPageSignal;

static guint signals[N_SIGNALS];

static void
show_account (SubletAccountPage *self)
{
  SubletAccount *account = sublet_session_get_account (self->session);
  g_autofree char *credit = NULL;
  const char *subtitle;

  if (account != NULL)
    {
      credit = sublet_format_amount (sublet_account_get_data (account)->credit_uusd);
      subtitle = sublet_account_get_default_label (account);
    }
  else if (sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_REJECTED)
    subtitle = _ ("Vast does not accept this key. Replace it with a new one.");
  else if (sublet_session_get_state (self->session) != SUBLET_SESSION_STATE_SIGNED_IN)
    subtitle = _ ("Nobody is signed in.");
  else if (sublet_session_get_account_known (self->session))
    subtitle = _ ("This key may not see whose it is.");
  else if (sublet_session_get_error (self->session) != NULL)
    subtitle = sublet_error_text_get_sentence (sublet_session_get_error (self->session));
  else
    subtitle = _ ("Asking Vast whose key this is…");

  adw_action_row_set_subtitle (self->account_row, subtitle);
  gtk_label_set_label (self->credit_label, credit == NULL ? "" : credit);
  gtk_widget_set_visible (GTK_WIDGET (self->credit_label), credit != NULL);
}

static void
show_key (SubletAccountPage *self)
{
  SubletKeyStore *store = sublet_session_get_key_store (self->session);
  SubletKeyOrigin origin = sublet_session_get_origin (self->session);
  SubletSessionState state = sublet_session_get_state (self->session);
  const GError *error = sublet_key_store_get_error (store);
  gboolean demo = origin == SUBLET_KEY_ORIGIN_DEMO;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row),
                                 sublet_preferences_text_origin (origin));
  adw_action_row_set_subtitle (self->key_row,
                               sublet_preferences_text_keeping (origin,
                                                                sublet_key_store_get_keeping (
                                                                  store),
                                                                error));
  gtk_widget_set_visible (GTK_WIDGET (self->keyring_button), error != NULL && !demo);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->replace_row),
                                 origin == SUBLET_KEY_ORIGIN_NONE
                                 ? _ ("_Enter a Key…")
                                 : _ ("_Replace…"));
  adw_action_row_set_subtitle (self->replace_row,
                               origin == SUBLET_KEY_ORIGIN_NONE
                               ? _ ("Paste one, or take it from a file or the environment.")
                               : _ ("Use another key, also of another account."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.replace-key", !demo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "account.forget-key",
                                 !demo && state == SUBLET_SESSION_STATE_SIGNED_IN);
  gtk_widget_set_visible (GTK_WIDGET (self->replace_row), !demo);
  gtk_widget_set_visible (GTK_WIDGET (self->forget_row), !demo);
}

/* A permission that cannot be asked about is shown as given: the first refusal says otherwise. */
static void
show_scopes (SubletAccountPage *self)
{
  SubletScopes granted = sublet_session_get_scopes (self->session);
  gsize n_scopes;
  const SubletScopeText *scopes = sublet_preferences_text_get_scopes (&n_scopes);
  gsize i;

  gtk_widget_set_visible (GTK_WIDGET (self->scopes_group), granted != SUBLET_SCOPE_NONE);
  for (i = 0; i < n_scopes; i++)
    {
      GtkImage *icon = g_ptr_array_index (self->scope_icons, i);
      AdwActionRow *row = g_ptr_array_index (self->scope_rows, i);
      gboolean given = (granted & scopes[i].scope) != 0;
      g_autofree char *missing = NULL;

      missing =
        /* TRANSLATORS: the name of a permission and what stays off without it */
        g_strdup_printf (_ ("%1$s is missing. %2$s"), scopes[i].name, _ (scopes[i].missing));
      adw_action_row_set_subtitle (row, given ? scopes[i].name : missing);
      gtk_image_set_from_icon_name (icon,
                                    given ? "object-select-symbolic" : "window-close-symbolic");
      gtk_widget_remove_css_class (GTK_WIDGET (icon), given ? "state-error" : "state-success");
      gtk_widget_add_css_class (GTK_WIDGET (icon), given ? "state-success" : "state-error");
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      given
                                      ? _ ("Allowed")
                                      : _ ("Missing"), -1);
    }
}

static void
update (SubletAccountPage *self)
{
  show_account (self);
  show_key (self);
  show_scopes (self);
}

static void
show_server (SubletAccountPage *self)
{
  g_autofree char *kept = NULL;
  g_autofree char *used = sublet_settings_dup_base_url (self->settings);
  gboolean overridden;

  g_object_get (self->settings, "server-url", &kept, NULL);
  overridden = g_strcmp0 (kept, used) != 0;

  sublet_apply_field_set_kept (self->server_row, overridden ? used : kept);
  gtk_widget_set_sensitive (GTK_WIDGET (self->server_entry), !overridden);
  sublet_field_row_set_hint (self->server_row,
                             overridden
                             ? _ ("From VAST_URL, for this session.")
                             : _ ("Takes effect at the next start."));
}

static void
on_server_applied (const char *text, gpointer user_data)
{
  SubletAccountPage *self = SUBLET_ACCOUNT_PAGE (user_data);
  g_autofree char *address = g_strstrip (g_strdup (text));

  while (g_str_has_suffix (address, "/"))
    address[strlen (address) - 1] = '\0';
  g_object_set (self->settings, "server-url", address, NULL);
  show_server (self);
}

static void
on_replace (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REPLACE_KEY], 0);
}

static void
on_forget (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_FORGET_KEY], 0);
}

static void
on_retry_keyring (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_session_retry_keyring (SUBLET_ACCOUNT_PAGE (widget)->session);
}

static void
add_scope_rows (SubletAccountPage *self)
{
  gsize n_scopes;
  const SubletScopeText *scopes = sublet_preferences_text_get_scopes (&n_scopes);
  gsize i;

  for (i = 0; i < n_scopes; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *icon = gtk_image_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (scopes[i].feature));
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      if (scopes[i].assumed)
        gtk_widget_set_tooltip_text (row, _ ("Assumed until Vast refuses it."));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      adw_preferences_group_add (self->scopes_group, row);
      g_ptr_array_add (self->scope_rows, row);
      g_ptr_array_add (self->scope_icons, icon);
    }
}

static void
sublet_account_page_constructed (GObject *object)
{
  SubletAccountPage *self = SUBLET_ACCOUNT_PAGE (object);

  G_OBJECT_CLASS (sublet_account_page_parent_class)->constructed (object);

  g_return_if_fail (self->session != NULL && self->settings != NULL);

  add_scope_rows (self);
  sublet_apply_field_set_up (self->server_row,
                             self->server_button,
                             sublet_preferences_text_server_problem,
                             on_server_applied,
                             self);
  g_signal_connect_object (self->session, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sublet_session_get_key_store (self->session),
                           "notify",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::server-url",
                           G_CALLBACK (show_server),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
  show_server (self);
}

static void
sublet_account_page_dispose (GObject *object)
{
  SubletAccountPage *self = SUBLET_ACCOUNT_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_ACCOUNT_PAGE);

  G_OBJECT_CLASS (sublet_account_page_parent_class)->dispose (object);
}

static void
sublet_account_page_finalize (GObject *object)
{
  SubletAccountPage *self = SUBLET_ACCOUNT_PAGE (object);

  g_ptr_array_unref (self->scope_icons);
  g_ptr_array_unref (self->scope_rows);

  G_OBJECT_CLASS (sublet_account_page_parent_class)->finalize (object);
}

static void
sublet_account_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletAccountPage *self = SUBLET_ACCOUNT_PAGE (object);

  switch ((SubletAccountPageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_account_page_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  SubletAccountPage *self = SUBLET_ACCOUNT_PAGE (object);

  switch ((SubletAccountPageProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_account_page_class_init (SubletAccountPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sublet_account_page_constructed;
  object_class->dispose = sublet_account_page_dispose;
  object_class->finalize = sublet_account_page_finalize;
  object_class->get_property = sublet_account_page_get_property;
  object_class->set_property = sublet_account_page_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, SUBLET_TYPE_SESSION, flags);
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, SUBLET_TYPE_SETTINGS, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_REPLACE_KEY] = sublet_signal_add (klass, "replace-key", G_TYPE_NONE);
  signals[SIGNAL_FORGET_KEY] = sublet_signal_add (klass, "forget-key", G_TYPE_NONE);

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/preferences/sublet-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, account_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, credit_label);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, keyring_button);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, replace_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, forget_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, scopes_group);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, server_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletAccountPage, server_button);

  gtk_widget_class_install_action (widget_class, "account.replace-key", NULL, on_replace);
  gtk_widget_class_install_action (widget_class, "account.forget-key", NULL, on_forget);
  gtk_widget_class_install_action (widget_class, "account.retry-keyring", NULL, on_retry_keyring);
}

static void
sublet_account_page_init (SubletAccountPage *self)
{
  self->scope_icons = g_ptr_array_new ();
  self->scope_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_account_page_new:
 * @session: which key is in use
 * @settings: which server it goes to
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
sublet_account_page_new (SubletSession *session, SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_ACCOUNT_PAGE, "session", session, "settings", settings, NULL);
}
