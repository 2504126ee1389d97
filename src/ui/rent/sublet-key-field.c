/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-key-field-private.h"

#include "ui/common/sublet-signal.h"
#include "ui/common/sublet-tight-text.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SubletKeyField, sublet_key_field, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} SubletKeyFieldSignal;

static guint signals[N_SIGNALS];

static void
set_choice (SubletKeyField *self, SubletKeyChoice *choice)
{
  g_clear_pointer (&self->unknown, g_free);
  g_clear_pointer (&self->choice, sublet_key_choice_unref);
  self->choice = choice;
  /* What was found of another file says nothing. */
  if (self->survey != NULL)
    g_clear_pointer (&self->survey->file, sublet_key_facts_free);
  if (choice != NULL && sublet_key_choice_get_path (choice) != NULL)
    {
      g_free (self->file_path);
      self->file_path = g_strdup (sublet_key_choice_get_path (choice));
    }
}

/* ---- what there is ---- */

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletKeyField) self = user_data;
  SubletKeySurvey *survey = sublet_key_survey_finish (result, NULL);

  /* The only error is that another look began, or nobody looks any more. */
  if (survey == NULL)
    return;

  g_clear_pointer (&self->survey, sublet_key_survey_free);
  self->survey = survey;
  self->looking = FALSE;
  sublet_key_field_show_entries (self);
  sublet_key_field_show_hints (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
forget_survey (SubletKeyField *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->looking = FALSE;
}

/**
 * sublet_key_field_look:
 * @self: a field
 */
void
sublet_key_field_look (SubletKeyField *self)
{
  SubletKeyChoice *meant;
  const char *path;

  g_return_if_fail (SUBLET_IS_KEY_FIELD (self));

  meant = sublet_key_field_get_meant (self);
  path = meant != NULL ? sublet_key_choice_get_path (meant) : NULL;
  forget_survey (self);
  self->looking = TRUE;
  sublet_key_survey_async (path,
                           self->agent_path,
                           self->cancellable,
                           on_looked,
                           g_object_ref (self));
}

/* ---- choosing ---- */

static void
take_choice (SubletKeyField *self, SubletKeyChoice *choice)
{
  set_choice (self, choice);
  sublet_key_field_show_entry (self);
  sublet_key_field_show_hints (self);
  if (sublet_key_field_get_meant (self) != NULL)
    sublet_key_field_look (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletKeyField) self = user_data;
  g_autoptr (GFile) file = sublet_ui_choose_file_finish (result, NULL);

  /* The only error is that none was chosen. */
  sublet_key_field_take_file (self, file);
}

/**
 * sublet_key_field_choose_file:
 * @self: a field
 *
 * Asks the person for one.
 */
void
sublet_key_field_choose_file (SubletKeyField *self)
{
  g_return_if_fail (SUBLET_IS_KEY_FIELD (self));

  sublet_ui_choose_file_async (GTK_WIDGET (self->row),
                               _ ("Choose a Private Key"),
                                  GTK_FILE_CHOOSER_ACTION_OPEN,
                                  NULL,
                                  NULL,
                                  on_file_chosen,
                                  g_object_ref (self));
}

static void
on_selected (SubletKeyField *self)
{
  guint entry = gtk_drop_down_get_selected (self->entries);

  if (self->filling || entry == sublet_key_field_get_entry (self))
    return;

  if (entry == SUBLET_KEY_ENTRY_PREFERENCES)
    take_choice (self, NULL);
  else if (entry == SUBLET_KEY_ENTRY_OWN)
    take_choice (self, sublet_key_choice_new_own ());
  else if (entry != SUBLET_KEY_ENTRY_FILE)
    take_choice (self,
                 sublet_key_choice_new_agent (
                   g_ptr_array_index (self->agent, entry - SUBLET_KEY_ENTRY_FIRST_OF_AGENT)));
  else if (self->file_path != NULL)
    take_choice (self, sublet_key_choice_new_file (self->file_path));
  else
    sublet_key_field_choose_file (self);
}

/**
 * sublet_key_field_take_file:
 * @self: a field
 * @file: (nullable): what was chosen, on this computer; NULL: none, and what was chosen before
 * stays
 */
void
sublet_key_field_take_file (SubletKeyField *self, GFile *file)
{
  const char *path;

  g_return_if_fail (SUBLET_IS_KEY_FIELD (self));

  /* The window may have been closed over the question. */
  if (self->row == NULL)
    return;
  path = file != NULL ? g_file_peek_path (file) : NULL;
  if (path != NULL)
    take_choice (self, sublet_key_choice_new_file (path));
  else
    sublet_key_field_show_entry (self);
}

/* ---- the object ---- */

static void
sublet_key_field_dispose (GObject *object)
{
  SubletKeyField *self = SUBLET_KEY_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  if (self->entries != NULL)
    g_signal_handlers_disconnect_by_data (self->entries, self);
  g_clear_object (&self->entries);
  g_clear_object (&self->row);
  g_clear_object (&self->file_row);

  G_OBJECT_CLASS (sublet_key_field_parent_class)->dispose (object);
}

static void
sublet_key_field_finalize (GObject *object)
{
  SubletKeyField *self = SUBLET_KEY_FIELD (object);

  g_clear_pointer (&self->choice, sublet_key_choice_unref);
  g_clear_pointer (&self->preference, sublet_key_choice_unref);
  g_clear_pointer (&self->survey, sublet_key_survey_free);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->agent);
  g_free (self->agent_path);
  g_free (self->file_path);
  g_free (self->unknown);
  g_free (self->problem);

  G_OBJECT_CLASS (sublet_key_field_parent_class)->finalize (object);
}

static void
sublet_key_field_class_init (SubletKeyFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_key_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = sublet_key_field_finalize;

  signals[SIGNAL_CHANGED] = sublet_signal_add (klass, "changed", G_TYPE_NONE);
}

static void
sublet_key_field_init (SubletKeyField *self)
{
  self->agent = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * sublet_key_field_new:
 * @row: with a drop-down as its control
 * @file_row: seen while a file is chosen; its hint says which
 *
 * Returns: (transfer full): the field over them, with the key of Preferences chosen
 */
SubletKeyField *
sublet_key_field_new (SubletFieldRow *row, SubletFieldRow *file_row)
{
  SubletKeyField *self;

  g_return_val_if_fail (SUBLET_IS_FIELD_ROW (row), NULL);
  g_return_val_if_fail (SUBLET_IS_FIELD_ROW (file_row), NULL);

  self = g_object_new (SUBLET_TYPE_KEY_FIELD, NULL);
  self->row = g_object_ref (row);
  self->file_row = g_object_ref (file_row);
  self->entries = g_object_ref (GTK_DROP_DOWN (sublet_field_row_get_control (row)));
  sublet_ui_add_no_hyphens (GTK_WIDGET (row));
  sublet_ui_add_no_hyphens (GTK_WIDGET (file_row));
  sublet_key_field_set_up_entries (self);
  sublet_key_field_show_entries (self);
  sublet_key_field_show_hints (self);
  g_signal_connect_swapped (self->entries, "notify::selected", G_CALLBACK (on_selected), self);

  return self;
}

/**
 * sublet_key_field_fill:
 * @self: a field
 * @launch: what to show
 */
void
sublet_key_field_fill (SubletKeyField *self, SubletLaunch *launch)
{
  const char *text;
  g_autofree char *now = NULL;

  g_return_if_fail (SUBLET_IS_KEY_FIELD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  text = sublet_launch_get_ssh_key (launch);
  if (self->unknown != NULL)
    now = g_strdup (self->unknown);
  else if (self->choice != NULL)
    now = sublet_key_choice_to_string (self->choice);
  if (g_strcmp0 (text, now) == 0)
    return;

  forget_survey (self);
  set_choice (self, text != NULL ? sublet_key_choice_parse (text, NULL) : NULL);
  if (self->choice == NULL)
    self->unknown = g_strdup (text);
  sublet_key_field_show_entries (self);
  sublet_key_field_show_hints (self);
  if (sublet_key_field_get_meant (self) != NULL)
    sublet_key_field_look (self);
}

/**
 * sublet_key_field_write:
 * @self: a field
 * @launch: where to
 */
void
sublet_key_field_write (SubletKeyField *self, SubletLaunch *launch)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SUBLET_IS_KEY_FIELD (self));
  g_return_if_fail (SUBLET_IS_LAUNCH (launch));

  text = self->choice != NULL ? sublet_key_choice_to_string (self->choice)
                              : g_strdup (self->unknown);
  sublet_launch_set_ssh_key (launch, text);
}

/**
 * sublet_key_field_set_preference:
 * @self: a field
 * @preference: (nullable): the key that Preferences name, which is looked at as any other is from
 *   now on; NULL: it is taken for usable
 */
void
sublet_key_field_set_preference (SubletKeyField *self, SubletKeyChoice *preference)
{
  g_return_if_fail (SUBLET_IS_KEY_FIELD (self));

  if (preference != NULL)
    sublet_key_choice_ref (preference);
  g_clear_pointer (&self->preference, sublet_key_choice_unref);
  self->preference = preference;
  sublet_key_field_show_hints (self);
  sublet_key_field_look (self);
}

/**
 * sublet_key_field_set_agent_path:
 * @self: a field
 * @path: (type filename): where an agent listens, instead of where the desktop says
 */
void
sublet_key_field_set_agent_path (SubletKeyField *self, const char *path)
{
  g_return_if_fail (SUBLET_IS_KEY_FIELD (self));

  g_free (self->agent_path);
  self->agent_path = g_strdup (path);
  sublet_key_field_look (self);
}
