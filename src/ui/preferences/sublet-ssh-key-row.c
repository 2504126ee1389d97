/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-ssh-key-row.h"

#include "core/model/sublet-ssh-text.h"
#include "ui/common/sublet-signal.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/preferences/sublet-ssh-key-text.h"

#include <glib/gi18n.h>

struct _SubletSshKeyRow
{
  AdwPreferencesRow parent_instance;

  SubletSshKey *key; /* (owned) (nullable) */

  /* template children */
  GtkLabel *name_label;
  GtkLabel *mark_label;
  GtkLabel *kind_label;
  GtkLabel *fingerprint_label;
  GtkButton *copy_button;
  GtkButton *remove_button;
};

G_DEFINE_FINAL_TYPE (SubletSshKeyRow, sublet_ssh_key_row, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  SIGNAL_COPY,
  SIGNAL_REMOVE,
  N_SIGNALS,
} SubletSshKeyRowSignal;

static guint signals[N_SIGNALS];

static void
on_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_COPY], 0);
}

static void
on_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static void
set_label (gpointer widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
name_for_readers (SubletSshKeyRow *self,
                  const char *name,
                  const char *mark,
                  const char *fingerprint)
{
  const char *kind = gtk_label_get_label (self->kind_label);
  g_autofree char *sentence = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *removal = NULL;

  /* TRANSLATORS: a key's name, kind and fingerprint, for those who do not see the list */
  sentence = g_strdup_printf (_ ("%1$s, %2$s, fingerprint %3$s"), name, kind, fingerprint);
  if (mark != NULL)
    {
      g_autofree char *plain = g_steal_pointer (&sentence);

      /* TRANSLATORS: what is known of a key, and that it is Sublet's own */
      sentence = g_strdup_printf (_ ("%1$s, %2$s"), plain, mark);
    }
  /* TRANSLATORS: %s is the name of an SSH key */
  copy = g_strdup_printf (_ ("Copy the key %s"), name);
  /* TRANSLATORS: %s is the name of an SSH key */
  removal = g_strdup_printf (_ ("Remove the key %s"), name);

  set_label (self, sentence);
  set_label (self->copy_button, copy);
  set_label (self->remove_button, removal);
}

static void
sublet_ssh_key_row_dispose (GObject *object)
{
  SubletSshKeyRow *self = SUBLET_SSH_KEY_ROW (object);

  g_clear_object (&self->key);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_SSH_KEY_ROW);

  G_OBJECT_CLASS (sublet_ssh_key_row_parent_class)->dispose (object);
}

static void
sublet_ssh_key_row_class_init (SubletSshKeyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_ssh_key_row_dispose;

  signals[SIGNAL_COPY] = sublet_signal_add (klass, "copy", G_TYPE_NONE);
  signals[SIGNAL_REMOVE] = sublet_signal_add (klass, "remove", G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/preferences/sublet-ssh-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletSshKeyRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSshKeyRow, mark_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSshKeyRow, kind_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSshKeyRow, fingerprint_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSshKeyRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, SubletSshKeyRow, remove_button);

  gtk_widget_class_install_action (widget_class, "ssh-key.copy", NULL, on_copy);
  gtk_widget_class_install_action (widget_class, "ssh-key.remove", NULL, on_remove);
}

static void
sublet_ssh_key_row_init (SubletSshKeyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_ssh_key_row_new:
 *
 * Returns: (transfer floating): a row that still has to be told its key
 */
GtkWidget *
sublet_ssh_key_row_new (void)
{
  return g_object_new (SUBLET_TYPE_SSH_KEY_ROW, NULL);
}

/**
 * sublet_ssh_key_row_show:
 * @self: a row
 * @key: its key
 * @mark: (nullable): what is said of Sublet's own
 * @can_remove: whether the account can be changed
 */
void
sublet_ssh_key_row_show (SubletSshKeyRow *self,
                         SubletSshKey *key,
                         const char *mark,
                         gboolean can_remove)
{
  g_autofree char *name = NULL;
  g_autofree char *fingerprint = NULL;
  const char *kind;

  g_return_if_fail (SUBLET_IS_SSH_KEY_ROW (self));
  g_return_if_fail (SUBLET_IS_SSH_KEY (key));

  g_set_object (&self->key, key);
  name = sublet_ssh_key_text_name (key);
  kind = sublet_ssh_key_get_algorithm (key);
  fingerprint = sublet_ssh_text_dup_fingerprint (sublet_ssh_key_get_data (key)->public_key);
  if (fingerprint == NULL)
    fingerprint = g_strdup ("–");

  gtk_label_set_label (self->name_label, name);
  sublet_tooltip_set (GTK_WIDGET (self->name_label), name);
  gtk_label_set_label (self->mark_label, mark != NULL ? mark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mark_label), mark != NULL);
  gtk_label_set_label (self->kind_label, *kind != '\0' ? kind : _ ("Unknown kind"));
  gtk_label_set_label (self->fingerprint_label, fingerprint);
  sublet_tooltip_set (GTK_WIDGET (self->fingerprint_label), fingerprint);
  name_for_readers (self, name, mark, fingerprint);
  /* What the search of the preferences looks through. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ssh-key.remove", can_remove);
}

/**
 * sublet_ssh_key_row_get_key:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its key
 */
SubletSshKey *
sublet_ssh_key_row_get_key (SubletSshKeyRow *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_KEY_ROW (self), NULL);

  return self->key;
}
