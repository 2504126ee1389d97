/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-access-fold-private.h"

#include "ui/common/sublet-signal.h"
#include "ui/rent/sublet-launch-text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SubletAccessFold, sublet_access_fold, ADW_TYPE_EXPANDER_ROW)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_SHOW_KEYS,
  N_SIGNALS,
} SubletAccessFoldSignal;

static guint signals[N_SIGNALS];

static void
on_changed (SubletAccessFold *self)
{
  if (self->filling)
    return;

  sublet_access_fold_show_volume (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_volume_changed (SubletAccessFold *self)
{
  if (!self->filling)
    self->volume_gone = FALSE;
  on_changed (self);
}

static void
on_password_changed (SubletAccessFold *self)
{
  if (!self->filling)
    self->asked = FALSE;
  on_changed (self);
}

static void
on_show_keys (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_SHOW_KEYS], 0);
}

static void
on_choose_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_key_field_choose_file (SUBLET_ACCESS_FOLD (widget)->key_field);
}

static void
on_expanded (SubletAccessFold *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    sublet_key_field_look (self->key_field);
}

static void
sublet_access_fold_dispose (GObject *object)
{
  SubletAccessFold *self = SUBLET_ACCESS_FOLD (object);

  if (self->key_field != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->key_field, self);
      /* Somebody may still look for it. */
      g_object_run_dispose (G_OBJECT (self->key_field));
    }
  g_clear_object (&self->key_field);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_ACCESS_FOLD);

  G_OBJECT_CLASS (sublet_access_fold_parent_class)->dispose (object);
}

static void
sublet_access_fold_finalize (GObject *object)
{
  SubletAccessFold *self = SUBLET_ACCESS_FOLD (object);

  g_array_unref (self->choices);
  g_free (self->problem);

  G_OBJECT_CLASS (sublet_access_fold_parent_class)->finalize (object);
}

static void
sublet_access_fold_class_init (SubletAccessFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_access_fold_dispose;
  object_class->finalize = sublet_access_fold_finalize;

  signals[SIGNAL_CHANGED] = sublet_signal_add (klass, "changed", G_TYPE_NONE);
  signals[SIGNAL_SHOW_KEYS] = sublet_signal_add (klass, "show-keys", G_TYPE_NONE);

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-access-fold.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, key_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, key_file_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, account_keys_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, server_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, server_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, user_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, user_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, password_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, password_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, volume_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, volume_choice);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, size_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, size_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, size_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, path_row);
  gtk_widget_class_bind_template_child (widget_class, SubletAccessFold, path_entry);

  gtk_widget_class_install_action (widget_class, "access.show-keys", NULL, on_show_keys);
  gtk_widget_class_install_action (widget_class, "access.choose-key-file", NULL, on_choose_file);
}

static void
sublet_access_fold_init (SubletAccessFold *self)
{
  sublet_access_fold_init_volumes (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->key_field = sublet_key_field_new (self->key_row, self->key_file_row);
  sublet_access_fold_set_volumes (self, 0, NULL, 0);

  g_signal_connect_swapped (self->key_field, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded), NULL);
  g_signal_connect_swapped (self->server_entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->user_entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->password_entry,
                            "notify::text",
                            G_CALLBACK (on_password_changed),
                            self);
  g_signal_connect_swapped (self->volume_choice,
                            "notify::selected",
                            G_CALLBACK (on_volume_changed),
                            self);
  g_signal_connect_swapped (self->size_spin, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->path_entry, "notify::text", G_CALLBACK (on_changed), self);
}

static void
set_text (gpointer entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text == NULL ? "" : text);
}

/**
 * sublet_access_fold_fill:
 * @self: a fold
 * @launch: what to show
 */
void
sublet_access_fold_fill (SubletAccessFold *self, SubletLaunch *launch)
{
  const char *user;
  const char *password;

  g_return_if_fail (SUBLET_IS_ACCESS_FOLD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  user = sublet_launch_get_registry_user (launch);
  password = sublet_launch_get_registry_password (launch);
  self->filling = TRUE;
  sublet_key_field_fill (self->key_field, launch);
  set_text (self->server_entry, sublet_launch_get_registry_server (launch));
  set_text (self->user_entry, user);
  set_text (self->password_entry, password);
  sublet_access_fold_fill_volume (self, sublet_launch_get_volume (launch));
  self->filling = FALSE;
  self->asked = user != NULL && password == NULL;
  sublet_access_fold_show_volume (self);
}

/**
 * sublet_access_fold_write:
 * @self: a fold
 * @launch: where to
 */
void
sublet_access_fold_write (SubletAccessFold *self, SubletLaunch *launch)
{
  const char *server;
  const char *user;
  const char *password;

  g_return_if_fail (SUBLET_IS_ACCESS_FOLD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  server = gtk_editable_get_text (GTK_EDITABLE (self->server_entry));
  user = gtk_editable_get_text (GTK_EDITABLE (self->user_entry));
  password = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));
  /* A server or a password alone is a login half typed, and is told as such. */
  if (*user == '\0' && *server == '\0' && *password == '\0')
    sublet_launch_set_registry (launch, NULL, NULL, NULL);
  else
    sublet_launch_set_registry (launch, server, user, self->asked ? NULL : password);
  sublet_access_fold_write_volume (self, launch);
  sublet_key_field_write (self->key_field, launch);
}

/* A login is three fields: the sentence stands where something is missing, else at the first. */
static void
show_login_problem (SubletAccessFold *self, const char *problem)
{
  const char *user = gtk_editable_get_text (GTK_EDITABLE (self->user_entry));
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));
  SubletFieldRow *rows[] = { self->server_row, self->user_row, self->password_row };
  SubletFieldRow *at = self->server_row;
  gsize i;

  if (*user == '\0')
    at = self->user_row;
  else if (*password == '\0')
    at = self->password_row;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    sublet_field_row_set_problem (rows[i], rows[i] == at ? problem : NULL);
}

/**
 * sublet_access_fold_check:
 * @self: a fold
 * @launch: what was written here
 *
 * Marks what is wrong, and says in the subtitle what is set.
 *
 * Returns: (transfer none) (nullable): the first sentence about a field; %NULL when all are fine
 */
const char *
sublet_access_fold_check (SubletAccessFold *self, SubletLaunch *launch)
{
  g_autofree char *login = NULL;
  g_autofree char *size = NULL;
  g_autofree char *volume = NULL;
  g_autofree char *subtitle = NULL;
  const char *gone = NULL;
  const char *key;

  g_return_val_if_fail (SUBLET_IS_ACCESS_FOLD (self), NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);

  key = sublet_key_field_check (self->key_field, launch);
  login = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_REGISTRY, NULL);
  size = sublet_access_fold_dup_size_problem (self);
  if (size == NULL)
    volume = sublet_launch_text_check (launch, SUBLET_LAUNCH_FIELD_VOLUME, NULL);
  subtitle = sublet_launch_text_access (launch);
  if (self->volume_gone)
    gone = _ ("That volume is not on this machine. Choose one, or none.");

  show_login_problem (self, login);
  sublet_field_row_set_problem (self->volume_row, gone);
  sublet_field_row_set_problem (self->size_row, size);
  sublet_field_row_set_problem (self->path_row, volume);

  g_free (self->problem);
  self->problem = g_strdup (key != NULL     ? key
                            : login != NULL ? login
                            : gone != NULL  ? gone
                            : size != NULL  ? size
                                            : volume);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 self->problem == NULL ? subtitle : self->problem);

  return self->problem;
}

/**
 * sublet_access_fold_get_key_field:
 * @self: a fold
 *
 * Returns: (transfer none): the row of the SSH key
 */
SubletKeyField *
sublet_access_fold_get_key_field (SubletAccessFold *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCESS_FOLD (self), NULL);

  return self->key_field;
}

/**
 * sublet_access_fold_set_narrow:
 * @self: a fold
 * @narrow: whether there is little room: long texts then get a line of their own
 * @tight: whether text is large besides: everything then gets one
 */
void
sublet_access_fold_set_narrow (SubletAccessFold *self, gboolean narrow, gboolean tight)
{
  g_return_if_fail (SUBLET_IS_ACCESS_FOLD (self));

  sublet_field_row_set_stacked (self->key_row, narrow);
  sublet_field_row_set_stacked (self->server_row, narrow);
  sublet_field_row_set_stacked (self->user_row, narrow);
  sublet_field_row_set_stacked (self->password_row, narrow);
  sublet_field_row_set_stacked (self->volume_row, narrow);
  sublet_field_row_set_stacked (self->path_row, narrow);
  sublet_field_row_set_stacked (self->key_file_row, narrow);
  sublet_field_row_set_stacked (self->account_keys_row, tight);
  sublet_field_row_set_stacked (self->size_row, tight);
}
