/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-key-group.h"
#include "ui/preferences/sublet-preferences-window.h"

#include "ui/common/sublet-signal.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/preferences/sublet-account-page.h"
#include "ui/preferences/sublet-connection-page.h"
#include "ui/preferences/sublet-data-page.h"
#include "ui/preferences/sublet-notifications-page.h"
#include "ui/preferences/sublet-packages-group.h"
#include "ui/preferences/sublet-renting-page.h"
#include "ui/preferences/sublet-terminal-page.h"
#include "ui/preferences/sublet-watching-page.h"

#include <glib/gi18n.h>

#define WIDTH 640
#define HEIGHT 720

struct _SubletPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  /* construct-only */
  SubletSettings *settings;   /* (owned) */
  SubletSession *session;     /* (owned) */
  SubletRentalEngine *engine; /* (owned) */
  SubletProfile *profile;     /* (owned) */
  SubletAccountKeys *keys;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletPreferencesWindow,
                     sublet_preferences_window,
                     sublet_ui_get_preferences_type ())

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_SESSION,
  PROP_ENGINE,
  PROP_PROFILE,
  PROP_ACCOUNT_KEYS,
} SubletPreferencesWindowProperty;

static GParamSpec *properties[PROP_ACCOUNT_KEYS + 1];

typedef enum
{
  SIGNAL_REPLACE_KEY,
  SIGNAL_FORGET_KEY,
  N_SIGNALS,
} SubletPreferencesWindowSignal;

static guint signals[N_SIGNALS];

/* The answer comes in the window behind this one. */
static void
close_and_emit (SubletPreferencesWindow *self, SubletPreferencesWindowSignal signal)
{
  g_autoptr (SubletPreferencesWindow) held = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[signal], 0);
}

static void
on_replace_key (SubletPreferencesWindow *self)
{
  close_and_emit (self, SIGNAL_REPLACE_KEY);
}

static void
on_forget_key (SubletPreferencesWindow *self)
{
  close_and_emit (self, SIGNAL_FORGET_KEY);
}

static void
sublet_preferences_window_constructed (GObject *object)
{
  SubletPreferencesWindow *self = SUBLET_PREFERENCES_WINDOW (object);
  GtkWindow *window = GTK_WINDOW (object);
  GtkWidget *account;
  GtkWidget *connection;

  G_OBJECT_CLASS (sublet_preferences_window_parent_class)->constructed (object);

  g_return_if_fail (self->settings != NULL && self->session != NULL);
  g_return_if_fail (self->engine != NULL && self->profile != NULL && self->keys != NULL);

  account = sublet_account_page_new (self->session, self->settings);
  g_signal_connect_swapped (account, "replace-key", G_CALLBACK (on_replace_key), self);
  g_signal_connect_swapped (account, "forget-key", G_CALLBACK (on_forget_key), self);

  connection = sublet_connection_page_new (self->keys, self->engine);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (connection),
                            ADW_PREFERENCES_GROUP (
                              sublet_key_group_new (self->settings,
                                                    sublet_account_keys_get_identity_store (
                                                      self->keys))));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (connection),
                            ADW_PREFERENCES_GROUP (sublet_packages_group_new (self->settings)));

  sublet_ui_add_preferences_page (window, account);
  sublet_ui_add_preferences_page (window, sublet_renting_page_new (self->settings));
  sublet_ui_add_preferences_page (window, sublet_watching_page_new (self->settings));
  sublet_ui_add_preferences_page (window, connection);
  sublet_ui_add_preferences_page (window, sublet_terminal_page_new (self->settings));
  sublet_ui_add_preferences_page (window, sublet_notifications_page_new (self->settings));
  sublet_ui_add_preferences_page (window, sublet_data_page_new (self->profile, self->engine));
}

static void
sublet_preferences_window_dispose (GObject *object)
{
  SubletPreferencesWindow *self = SUBLET_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->engine);
  g_clear_object (&self->profile);
  g_clear_object (&self->keys);

  G_OBJECT_CLASS (sublet_preferences_window_parent_class)->dispose (object);
}

static void
sublet_preferences_window_get_property (GObject *object,
                                        guint prop_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  SubletPreferencesWindow *self = SUBLET_PREFERENCES_WINDOW (object);

  switch ((SubletPreferencesWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_ACCOUNT_KEYS:
      g_value_set_object (value, self->keys);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_preferences_window_set_property (GObject *object,
                                        guint prop_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  SubletPreferencesWindow *self = SUBLET_PREFERENCES_WINDOW (object);

  switch ((SubletPreferencesWindowProperty) prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_ACCOUNT_KEYS:
      self->keys = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_preferences_window_class_init (SubletPreferencesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sublet_preferences_window_constructed;
  object_class->dispose = sublet_preferences_window_dispose;
  object_class->get_property = sublet_preferences_window_get_property;
  object_class->set_property = sublet_preferences_window_set_property;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, SUBLET_TYPE_SETTINGS, flags);
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, SUBLET_TYPE_SESSION, flags);
  properties[PROP_ENGINE] =
    g_param_spec_object ("engine", NULL, NULL, SUBLET_TYPE_RENTAL_ENGINE, flags);
  properties[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL, SUBLET_TYPE_PROFILE, flags);
  properties[PROP_ACCOUNT_KEYS] =
    g_param_spec_object ("account-keys", NULL, NULL, SUBLET_TYPE_ACCOUNT_KEYS, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* A plain window has a role that assistive programs look through. */
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_DIALOG);

  signals[SIGNAL_REPLACE_KEY] = sublet_signal_add (klass, "replace-key", G_TYPE_NONE);
  signals[SIGNAL_FORGET_KEY] = sublet_signal_add (klass, "forget-key", G_TYPE_NONE);
}

static void
sublet_preferences_window_init (SubletPreferencesWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Preferences"));
}

/**
 * sublet_preferences_window_new:
 * @parent: (nullable): the window it stands before
 * @settings: what is kept
 * @session: which key is in use
 * @engine: what keeps the journal
 * @profile: where the data lies
 * @keys: the account's SSH keys
 *
 * Returns: (transfer none): a window that GTK owns, for gtk_window_present()
 */
SubletPreferencesWindow *
sublet_preferences_window_new (GtkWindow *parent,
                               SubletSettings *settings,
                               SubletSession *session,
                               SubletRentalEngine *engine,
                               SubletProfile *profile,
                               SubletAccountKeys *keys)
{
  SubletPreferencesWindow *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);

  self = g_object_new (SUBLET_TYPE_PREFERENCES_WINDOW,
                       "transient-for",
                       parent,
                       "modal",
                       parent != NULL,
                       "settings",
                       settings,
                       "session",
                       session,
                       "engine",
                       engine,
                       "profile",
                       profile,
                       "account-keys",
                       keys,
                       NULL);

  /* Not beyond its parent: on a small screen it is a page of its own. */
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 MIN (HEIGHT, gtk_widget_get_height (GTK_WIDGET (parent))));

  return self;
}

/**
 * sublet_preferences_window_show_page:
 * @self: the preferences
 * @page: "account", "renting", "connection",
 *   "notifications" or "data"
 */
void
sublet_preferences_window_show_page (SubletPreferencesWindow *self, const char *page)
{
  g_return_if_fail (SUBLET_IS_PREFERENCES_WINDOW (self));
  g_return_if_fail (page != NULL);

  sublet_ui_show_preferences_page (GTK_WINDOW (self), page);
}
