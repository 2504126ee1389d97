/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-key-group-private.h"

#include "ui/common/sublet-tight-text.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SubletKeyGroup, sublet_key_group, ADW_TYPE_PREFERENCES_GROUP)

static void look (SubletKeyGroup *self);

/* ---- choosing ---- */

static void
on_own (SubletKeyGroup *self)
{
  g_autoptr (SubletKeyChoice) choice = NULL;

  if (self->showing || !gtk_check_button_get_active (self->own_tick))
    return;

  self->wanted = false;
  choice = sublet_key_choice_new_own ();
  sublet_settings_set_key_choice (self->settings, choice);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletKeyGroup) self = user_data;
  g_autoptr (GFile) file = sublet_ui_choose_file_finish (result, NULL);

  /* The only error is that none was chosen: what was in use stays ticked. */
  if (file != NULL)
    sublet_key_group_take_file (self, file);
  else
    look (self);
}

static void
choose_file (SubletKeyGroup *self)
{
  sublet_ui_choose_file_async (GTK_WIDGET (self),
                               _ ("Choose a Private Key"),
                                  GTK_FILE_CHOOSER_ACTION_OPEN,
                                  NULL,
                                  NULL,
                                  on_file_chosen,
                                  g_object_ref (self));
}

static void
on_file (SubletKeyGroup *self)
{
  if (self->showing || !gtk_check_button_get_active (self->file_tick))
    return;

  if (self->path == NULL)
    {
      choose_file (self);
      return;
    }
  self->wanted = true;
  look (self);
}

void
sublet_key_group_on_agent_key (SubletKeyGroup *self)
{
  guint i;

  if (self->showing)
    return;
  for (i = 0; i < self->agent_rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->agent_rows, i);
      GtkCheckButton *tick = g_object_get_data (row, "tick");

      if (tick != NULL && gtk_check_button_get_active (tick))
        {
          g_autoptr (SubletKeyChoice)
            choice = sublet_key_choice_new_agent (g_object_get_data (row, "fingerprint"));

          self->wanted = false;
          sublet_settings_set_key_choice (self->settings, choice);
        }
    }
}

static void
on_unlock (SubletKeyGroup *self)
{
  sublet_identity_store_unlock (self->store);
}

/* ---- what there is ---- */

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletKeyGroup) self = user_data;
  g_autoptr (SubletKeySurvey) survey = sublet_key_survey_finish (result, NULL);

  /* The only error is that another look began, or nobody looks any more. */
  if (survey == NULL)
    return;

  sublet_key_group_show_survey (self, survey);
  if (self->wanted && survey->file != NULL && survey->file->problem == SUBLET_KEY_PROBLEM_NONE)
    {
      g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (self->path);

      sublet_settings_set_key_choice (self->settings, choice);
    }
  self->wanted = false;
  sublet_key_group_show_choice (self);
}

static void
look (SubletKeyGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  sublet_key_survey_async (self->path,
                           self->agent_path,
                           self->cancellable,
                           on_looked,
                           g_object_ref (self));
}

/* ---- the widget ---- */

static void
sublet_key_group_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_key_group_parent_class)->map (widget);

  look (SUBLET_KEY_GROUP (widget));
  sublet_key_group_count_kept (SUBLET_KEY_GROUP (widget));
}

static void
sublet_key_group_dispose (GObject *object)
{
  SubletKeyGroup *self = SUBLET_KEY_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (sublet_key_group_parent_class)->dispose (object);
}

static void
sublet_key_group_finalize (GObject *object)
{
  SubletKeyGroup *self = SUBLET_KEY_GROUP (object);

  g_ptr_array_unref (self->agent_rows);
  g_object_unref (self->cancellable);
  g_free (self->agent_path);
  g_free (self->path);

  G_OBJECT_CLASS (sublet_key_group_parent_class)->finalize (object);
}

static void
sublet_key_group_class_init (SubletKeyGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_key_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = sublet_key_group_finalize;
  GTK_WIDGET_CLASS (klass)->map = sublet_key_group_map;
}

static void
sublet_key_group_init (SubletKeyGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  AdwActionRow *own_row = sublet_key_group_make_row (_ ("A Key of Sublet's Own"),
                                                        _ ("Made here, and kept in the keyring."));

  self->agent_rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  adw_preferences_group_set_title (group, _ ("Key That Signs In"));
  adw_preferences_group_set_description (group,
                                         _ ("Instances are reached with it. Your account and each instance get its public half."));

  self->locked_row =
    sublet_key_group_make_row (_ ("An SSH Key Is Locked"),
                                  _ ("What it signs in to is not reached until it is unlocked."));
  self->unlock_row = sublet_key_group_make_order_row (self, _ ("_Unlock…"), G_CALLBACK (on_unlock));
  gtk_widget_set_visible (self->unlock_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->locked_row), FALSE);
  self->own_tick = sublet_key_group_add_tick (self, own_row, G_CALLBACK (on_own));
  self->file_row = sublet_key_group_make_row (_ ("Private Key File"), _ ("None is chosen."));
  self->file_tick = sublet_key_group_add_tick (self, self->file_row, G_CALLBACK (on_file));
  sublet_ui_add_no_hyphens (GTK_WIDGET (self->file_row));
  adw_preferences_group_add (group, GTK_WIDGET (self->locked_row));
  adw_preferences_group_add (group, self->unlock_row);
  adw_preferences_group_add (group, GTK_WIDGET (own_row));
  adw_preferences_group_add (group, GTK_WIDGET (self->file_row));
  adw_preferences_group_add (group,
                             sublet_key_group_make_order_row (self,
                                                              _ ("Choose _File…"),
                                                                 G_CALLBACK (choose_file)));
  sublet_key_group_add_kept_rows (self);
}

/**
 * sublet_key_group_new:
 * @settings: where the choice is kept
 * @store: opens what is chosen; follows the settings by others
 *
 * Returns: (transfer floating): a group of rows
 */
GtkWidget *
sublet_key_group_new (SubletSettings *settings, SubletIdentityStore *store)
{
  g_autoptr (SubletKeyChoice) choice = NULL;
  SubletKeyGroup *self;

  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (store), NULL);

  self = g_object_new (SUBLET_TYPE_KEY_GROUP, NULL);
  self->settings = g_object_ref (settings);
  self->store = g_object_ref (store);
  choice = sublet_settings_dup_key_choice (settings);
  self->path = g_strdup (sublet_key_choice_get_path (choice));
  g_signal_connect_object (settings,
                           "notify::ssh-key",
                           G_CALLBACK (sublet_key_group_show_choice),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store,
                           "notify::locked",
                           G_CALLBACK (sublet_key_group_show_choice),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store,
                           "remembered",
                           G_CALLBACK (sublet_key_group_count_kept),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_key_group_show_choice (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_key_group_take_file:
 * @self: a group
 * @file: what was chosen
 *
 * Uses it, or says why it cannot be used; then what was in use stays.
 */
void
sublet_key_group_take_file (SubletKeyGroup *self, GFile *file)
{
  g_return_if_fail (SUBLET_IS_KEY_GROUP (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_peek_path (file) == NULL)
    {
      look (self);
      return;
    }
  g_free (self->path);
  self->path = g_file_get_path (file);
  self->wanted = true;
  look (self);
}

/**
 * sublet_key_group_set_agent_path:
 * @self: a group
 * @path: (type filename): where an agent listens, instead of where the desktop says
 */
void
sublet_key_group_set_agent_path (SubletKeyGroup *self, const char *path)
{
  g_return_if_fail (SUBLET_IS_KEY_GROUP (self));

  g_free (self->agent_path);
  self->agent_path = g_strdup (path);
  look (self);
}
