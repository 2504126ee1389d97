/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/welcome/sublet-key-summary.h"

#include <glib/gi18n.h>

#include "ui/common/sublet-format.h"

/* Source of the permissions: fact sheet 1.3. */
typedef struct
{
  SubletScopes scope;
  const char *word;    /* what it allows, one word or two */
  const char *without; /* what stays off without it */
} ScopeText;

static const ScopeText scope_texts[] = {
  { SUBLET_SCOPE_MISC,
    /* TRANSLATORS: one of a list of what a key may do: "✓ offers  ✓ instances  × billing" */
    N_ ("offers"), N_ ("The market stays empty: this key lacks misc.") },
    { SUBLET_SCOPE_INSTANCE_READ,
      N_ ("instances"),
          N_ ("Instances stay hidden and nothing can be rented: this key lacks instance_read.") },
      { SUBLET_SCOPE_INSTANCE_WRITE,
        /* TRANSLATORS: what a key may do: to rent */
        N_ ("rent"),
            N_ ("Nothing can be rented, stopped or destroyed: this key lacks instance_write.") },
        { SUBLET_SCOPE_USER_READ,
          N_ ("account"), N_ ("Name and credit stay hidden: this key lacks user_read.") },
          { SUBLET_SCOPE_USER_WRITE,
            N_ ("SSH\302\240keys"),
                N_ ("SSH keys cannot be added to the account: this key lacks user_write.") },
            { SUBLET_SCOPE_BILLING_READ,
              N_ ("billing"), N_ ("Past charges stay hidden: this key lacks billing_read.") },
            };

struct _SubletKeySummary
{
  AdwBin parent_instance;

  SubletSession *session;      /* (owned) (nullable) */
  GSignalGroup *session_group; /* (owned) */

  /* template children */
  GtkLabel *owner;
  GtkLabel *scopes;
  GtkLabel *missing;
};

typedef enum
{
  PROP_SESSION = 1,
} SubletKeySummaryProperty;

G_DEFINE_FINAL_TYPE (SubletKeySummary, sublet_key_summary, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_SESSION + 1];

static void
update (SubletKeySummary *self)
{
  g_autofree char *owner = NULL;
  g_autofree char *scopes = NULL;
  g_autofree char *missing = NULL;

  if (self->session == NULL || !sublet_session_get_account_known (self->session))
    {
      gtk_label_set_label (self->owner, "");
      gtk_label_set_label (self->scopes, "");
      gtk_widget_set_visible (GTK_WIDGET (self->missing), FALSE);
      return;
    }

  owner = sublet_key_summary_dup_owner (self->session);
  scopes = sublet_key_summary_dup_scopes (sublet_session_get_scopes (self->session));
  missing = sublet_key_summary_dup_missing (sublet_session_get_scopes (self->session));
  gtk_label_set_label (self->owner, owner);
  gtk_label_set_label (self->scopes, scopes);
  gtk_label_set_label (self->missing, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), missing != NULL);
}

static void
sublet_key_summary_dispose (GObject *object)
{
  SubletKeySummary *self = SUBLET_KEY_SUMMARY (object);

  g_clear_object (&self->session_group);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_KEY_SUMMARY);

  G_OBJECT_CLASS (sublet_key_summary_parent_class)->dispose (object);
}

static void
sublet_key_summary_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletKeySummary *self = SUBLET_KEY_SUMMARY (object);

  switch ((SubletKeySummaryProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_key_summary_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletKeySummary *self = SUBLET_KEY_SUMMARY (object);

  switch ((SubletKeySummaryProperty) prop_id)
    {
    case PROP_SESSION:
      sublet_key_summary_set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_key_summary_class_init (SubletKeySummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_key_summary_dispose;
  object_class->get_property = sublet_key_summary_get_property;
  object_class->set_property = sublet_key_summary_set_property;

  properties[PROP_SESSION] =
    g_param_spec_object ("session",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/welcome/sublet-key-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletKeySummary, owner);
  gtk_widget_class_bind_template_child (widget_class, SubletKeySummary, scopes);
  gtk_widget_class_bind_template_child (widget_class, SubletKeySummary, missing);
}

static void
sublet_key_summary_init (SubletKeySummary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_group = g_signal_group_new (SUBLET_TYPE_SESSION);
  g_signal_group_connect_object (self->session_group,
                                 "notify::account-known",
                                 G_CALLBACK (update),
                                 self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->session_group,
                                 "notify::account",
                                 G_CALLBACK (update),
                                 self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->session_group,
                                 "notify::scopes",
                                 G_CALLBACK (update),
                                 self,
                                 G_CONNECT_SWAPPED);
}

/**
 * sublet_key_summary_new:
 * @session: (nullable): the session
 *
 * Returns: (transfer floating): the summary, empty until the account is known
 */
GtkWidget *
sublet_key_summary_new (SubletSession *session)
{
  return g_object_new (SUBLET_TYPE_KEY_SUMMARY, "session", session, NULL);
}

/**
 * sublet_key_summary_get_session:
 * @self: a summary
 *
 * Returns: (transfer none) (nullable): the session
 */
SubletSession *
sublet_key_summary_get_session (SubletKeySummary *self)
{
  g_return_val_if_fail (SUBLET_IS_KEY_SUMMARY (self), NULL);

  return self->session;
}

/**
 * sublet_key_summary_set_session:
 * @self: a summary
 * @session: (nullable): the session
 */
void
sublet_key_summary_set_session (SubletKeySummary *self, SubletSession *session)
{
  g_return_if_fail (SUBLET_IS_KEY_SUMMARY (self));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->session_group, session);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * sublet_key_summary_dup_owner:
 * @session: a session whose account is known
 *
 * Returns: (transfer full): the account's name and credit, or that the key may not tell
 */
char *
sublet_key_summary_dup_owner (SubletSession *session)
{
  SubletAccount *account = sublet_session_get_account (session);
  g_autofree char *credit = NULL;

  if (account == NULL)
    return g_strdup (_ ("A key that may not say whose it is"));

  credit = sublet_format_amount (sublet_account_get_data (account)->credit_uusd);
  /* TRANSLATORS: an account's name and its credit: "ada · $41.37" */
  return g_strdup_printf (_ ("%1$s · %2$s"), sublet_account_get_default_label (account), credit);
}

/**
 * sublet_key_summary_dup_scopes:
 * @scopes: what a key may do
 *
 * Returns: (transfer full): every permission with a tick or a cross
 */
char *
sublet_key_summary_dup_scopes (SubletScopes scopes)
{
  GString *text = g_string_new (NULL);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (scope_texts); i++)
    {
      if (i > 0)
        g_string_append (text, "   ");
      g_string_append (text, (scopes & scope_texts[i].scope) != 0 ? "✓\u00a0" : "×\u00a0");
      g_string_append (text, _ (scope_texts[i].word));
    }

  return g_string_free (text, FALSE);
}

/**
 * sublet_key_summary_dup_missing:
 * @scopes: what a key may do
 *
 * Returns: (transfer full) (nullable): a line for each permission that is missing, naming what
 *   stays off; NULL when none is
 */
char *
sublet_key_summary_dup_missing (SubletScopes scopes)
{
  GString *text = g_string_new (NULL);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (scope_texts); i++)
    {
      if ((scopes & scope_texts[i].scope) != 0)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, _ (scope_texts[i].without));
    }

  return g_string_free (text, text->len == 0);
}
