/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/welcome/sublet-welcome-page-private.h"

#include "ui/common/sublet-closures.h"

typedef enum
{
  PROP_SESSION = 1,
  PROP_SIZE_CLASS,
} SubletWelcomePageProperty;

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (SubletWelcomePage, sublet_welcome_page, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_SIZE_CLASS + 1];
static guint signals[N_SIGNALS];

gboolean
sublet_welcome_page_is_gone (SubletWelcomePage *self)
{
  return self->session_group == NULL;
}

static void
on_key_activated (SubletWelcomePage *self)
{
  sublet_welcome_page_check_key (self);
}

static void
on_key_changed (SubletWelcomePage *self)
{
  /* What was wrong before says nothing about what is typed now. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->key_row)) != '\0')
    {
      g_clear_error (&self->error);
      self->accepted = FALSE;
    }
  sublet_welcome_page_update (self);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (user_data);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
  return TRUE;
}

static void
on_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (widget);

  if (g_str_equal (action_name, "welcome.check-key"))
    sublet_welcome_page_check_key (self);
  else if (g_str_equal (action_name, "welcome.use-environment"))
    sublet_welcome_page_use_environment (self);
  else if (g_str_equal (action_name, "welcome.use-keyring"))
    sublet_session_use_keyring (self->session);
  else if (g_str_equal (action_name, "welcome.pick-file"))
    sublet_welcome_page_pick_file (self);
  else if (g_str_equal (action_name, "welcome.use-client-file"))
    sublet_welcome_page_use_client_file (self);
  else if (g_str_equal (action_name, "welcome.delete-copy"))
    sublet_welcome_page_delete_copy (self);
  else if (g_str_equal (action_name, "welcome.open-key-page"))
    sublet_welcome_page_open_key_page (self);
  else if (g_str_equal (action_name, "welcome.retry-keyring"))
    sublet_session_retry_keyring (self->session);
  else if (g_str_equal (action_name, "welcome.stop"))
    g_cancellable_cancel (self->cancellable);
  else if (g_str_equal (action_name, "welcome.start"))
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
  else
    g_assert_not_reached ();
}

static void
sublet_welcome_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_welcome_page_parent_class)->map (widget);

  sublet_welcome_page_update (SUBLET_WELCOME_PAGE (widget));
}

static void
sublet_welcome_page_unmap (GtkWidget *widget)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (widget);

  gtk_spinner_set_spinning (self->spinner, FALSE);

  GTK_WIDGET_CLASS (sublet_welcome_page_parent_class)->unmap (widget);
}

static void
sublet_welcome_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_welcome_page_parent_class)->root (widget);

  sublet_welcome_page_find_client_file (SUBLET_WELCOME_PAGE (widget));
}

static void
sublet_welcome_page_unroot (GtkWidget *widget)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (widget);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  GTK_WIDGET_CLASS (sublet_welcome_page_parent_class)->unroot (widget);
}

/* The first way that is there: the sources stand in the order they are tried. */
static gboolean
sublet_welcome_page_grab_focus (GtkWidget *widget)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (widget);

  if (self->accepted)
    return gtk_widget_grab_focus (GTK_WIDGET (self->go_button));
  if (gtk_widget_get_visible (self->environment_row))
    return gtk_widget_grab_focus (self->environment_button);
  if (gtk_widget_get_visible (self->kept_row))
    return gtk_widget_grab_focus (self->kept_button);
  if (gtk_widget_get_visible (self->client_row))
    return gtk_widget_grab_focus (self->client_button);

  return gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static void
sublet_welcome_page_dispose (GObject *object)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (object);

  g_clear_object (&self->session_group);
  g_clear_object (&self->key_store_group);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client_file);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (sublet_welcome_page_parent_class)->dispose (object);
}

static void
sublet_welcome_page_finalize (GObject *object)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (object);

  g_clear_error (&self->error);

  G_OBJECT_CLASS (sublet_welcome_page_parent_class)->finalize (object);
}

static void
sublet_welcome_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (object);

  switch ((SubletWelcomePageProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_welcome_page_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  SubletWelcomePage *self = SUBLET_WELCOME_PAGE (object);

  switch ((SubletWelcomePageProperty) prop_id)
    {
    case PROP_SESSION:
      sublet_welcome_page_set_session (self, g_value_get_object (value));
      break;
    case PROP_SIZE_CLASS:
      if (self->size_class != (SubletSizeClass) g_value_get_enum (value))
        {
          self->size_class = (SubletSizeClass) g_value_get_enum (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  g_type_ensure (SUBLET_TYPE_KEY_SUMMARY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/welcome/sublet-welcome-page.ui");
  sublet_closures_bind (widget_class);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, environment_row);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, environment_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, kept_row);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, kept_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, client_row);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, client_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, file_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, get_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, key_row);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, problem);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, details);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, details_text);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, keeping);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, way_out);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, waiting);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, summary);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, delete_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, go_button);
  gtk_widget_class_bind_template_child (widget_class, SubletWelcomePage, announcer);
  gtk_widget_class_bind_template_callback (widget_class, on_key_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_key_changed);
}

static void
sublet_welcome_page_class_init (SubletWelcomePageClass *klass)
{
  static const char *const actions[] = {
    "welcome.check-key",     "welcome.use-environment", "welcome.use-keyring",
    "welcome.pick-file",     "welcome.use-client-file", "welcome.delete-copy",
    "welcome.open-key-page", "welcome.retry-keyring",   "welcome.stop",
    "welcome.start",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  gsize i;

  object_class->dispose = sublet_welcome_page_dispose;
  object_class->finalize = sublet_welcome_page_finalize;
  object_class->get_property = sublet_welcome_page_get_property;
  object_class->set_property = sublet_welcome_page_set_property;
  widget_class->grab_focus = sublet_welcome_page_grab_focus;
  widget_class->map = sublet_welcome_page_map;
  widget_class->root = sublet_welcome_page_root;
  widget_class->unmap = sublet_welcome_page_unmap;
  widget_class->unroot = sublet_welcome_page_unroot;

  properties[PROP_SESSION] =
    g_param_spec_object ("session",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_DONE] = g_signal_new ("done",
                                       SUBLET_TYPE_WELCOME_PAGE,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       0);

  bind_template (widget_class);
  for (i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, on_action);
}

static void
connect_updates (SubletWelcomePage *self, GSignalGroup *group, const char *const *signal_names)
{
  for (; *signal_names != NULL; signal_names++)
    g_signal_group_connect_object (group,
                                   *signal_names,
                                   G_CALLBACK (sublet_welcome_page_update),
                                   self,
                                   G_CONNECT_SWAPPED);
}

static void
sublet_welcome_page_init (SubletWelcomePage *self)
{
  static const char *const session_signals[] = {
    "notify::state", "notify::error", "notify::has-environment-key", "notify::has-kept-key", NULL,
  };
  static const char *const key_store_signals[] = {
    "notify::keeping",
    "notify::error",
    "notify::busy",
    NULL,
  };
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Not bound: GTK would take the bin's own child away before the bin does (4.8). */
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (adw_bin_get_child (ADW_BIN (self))),
                                 APPLICATION_ID);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_callback_action_new (on_escape,
                                                                                   self,
                                                                                   NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->key_row), shortcuts);

  self->session_group = g_signal_group_new (SUBLET_TYPE_SESSION);
  self->key_store_group = g_signal_group_new (SUBLET_TYPE_KEY_STORE);
  connect_updates (self, self->session_group, session_signals);
  connect_updates (self, self->key_store_group, key_store_signals);
  sublet_welcome_page_update (self);
}

/**
 * sublet_welcome_page_new:
 * @session: (nullable): the session to sign in to
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sublet_welcome_page_new (SubletSession *session)
{
  return g_object_new (SUBLET_TYPE_WELCOME_PAGE, "session", session, NULL);
}

/**
 * sublet_welcome_page_get_session:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the session to sign in to
 */
SubletSession *
sublet_welcome_page_get_session (SubletWelcomePage *self)
{
  g_return_val_if_fail (SUBLET_IS_WELCOME_PAGE (self), NULL);

  return self->session;
}

/**
 * sublet_welcome_page_set_session:
 * @self: the page
 * @session: (nullable): the session to sign in to
 */
void
sublet_welcome_page_set_session (SubletWelcomePage *self, SubletSession *session)
{
  g_return_if_fail (SUBLET_IS_WELCOME_PAGE (self));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->session_group, session);
  g_signal_group_set_target (self->key_store_group,
                             session != NULL ? sublet_session_get_key_store (session) : NULL);
  sublet_key_summary_set_session (self->summary, session);
  sublet_welcome_page_reset (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * sublet_welcome_page_get_waiting:
 * @self: the page
 *
 * Returns: whether the page shows whose key it is and waits for *Start*
 */
gboolean
sublet_welcome_page_get_waiting (SubletWelcomePage *self)
{
  g_return_val_if_fail (SUBLET_IS_WELCOME_PAGE (self), FALSE);

  return self->accepted || self->cancellable != NULL;
}

/**
 * sublet_welcome_page_reset:
 * @self: the page
 *
 * Forgets what was shown; to be called before the page is shown again.
 */
void
sublet_welcome_page_reset (SubletWelcomePage *self)
{
  g_return_if_fail (SUBLET_IS_WELCOME_PAGE (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  self->accepted = FALSE;
  self->client_file_used = FALSE;
  self->at_field = FALSE;
  g_clear_error (&self->error);
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
  sublet_welcome_page_update (self);
}
