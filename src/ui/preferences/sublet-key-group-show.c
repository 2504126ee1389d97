/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-key-group-private.h"

#include "ui/common/sublet-key-choice-text.h"
#include "ui/common/sublet-key-problem-text.h"
#include "ui/common/sublet-tight-text.h"

#include <glib/gi18n.h>

/* ---- rows ---- */

AdwActionRow *
sublet_key_group_make_row (const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_set_subtitle_lines (row, 0);

  return row;
}

GtkCheckButton *
sublet_key_group_add_tick (SubletKeyGroup *self, AdwActionRow *row, GCallback callback)
{
  GtkWidget *tick = gtk_check_button_new ();

  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (tick), self->own_tick);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                                  -1);
  adw_action_row_add_prefix (row, tick);
  adw_action_row_set_activatable_widget (row, tick);
  g_signal_connect_swapped (tick, "toggled", callback, self);

  return GTK_CHECK_BUTTON (tick);
}

/* An order in a row of its own: beside a text it would leave the text too little room, where the
 * window is narrow and the letters are large. */
GtkWidget *
sublet_key_group_make_order_row (SubletKeyGroup *self, const char *label, GCallback callback)
{
  AdwActionRow *row = sublet_key_group_make_row (label, NULL);

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_swapped (row, "activated", callback, self);

  return GTK_WIDGET (row);
}

/* ---- what there is ---- */

static char *
dup_facts (const SubletKeyFacts *facts)
{
  GString *text;

  if (facts->problem != SUBLET_KEY_PROBLEM_NONE)
    return sublet_key_problem_text_dup_both (facts->problem);

  text = g_string_new (NULL);
  g_string_append_printf (text, "%s\n%s", facts->algorithm, facts->fingerprint);
  if (facts->encrypted)
    g_string_append_printf (text, "\n%s", _ ("Its passphrase is asked for when it is needed."));
  if (facts->open_to_others)
    g_string_append_printf (text,
                            "\n%s",
                            _ ("Others on this computer may read it; ssh itself would not take it."));

  return g_string_free (text, FALSE);
}

static void
show_file (SubletKeyGroup *self, const SubletKeyFacts *facts)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *both = NULL;

  if (facts == NULL)
    {
      adw_action_row_set_subtitle (self->file_row, _ ("None is chosen."));
      return;
    }

  text = dup_facts (facts);
  name = sublet_key_choice_text_dup_path (self->path, SUBLET_KEY_CHOICE_TEXT_WHOLE);
  both = g_strdup_printf ("%s\n%s", name, text);
  adw_action_row_set_subtitle (self->file_row, both);
}

static void
add_agent_key (SubletKeyGroup *self, const SubletKeyFacts *facts)
{
  g_autofree char *title = NULL;
  g_autofree char *text = dup_facts (facts);
  AdwActionRow *row;

  /* TRANSLATORS: %s is what a key is called in the SSH agent */
  title = g_strdup_printf (_ ("SSH Agent: %s"), facts->comment != NULL ? facts->comment : "–");
  row = sublet_key_group_make_row (title, text);
  sublet_ui_add_no_hyphens (GTK_WIDGET (row));
  if (facts->problem == SUBLET_KEY_PROBLEM_NONE)
    {
      GtkCheckButton *tick =
        sublet_key_group_add_tick (self, row, G_CALLBACK (sublet_key_group_on_agent_key));

      g_object_set_data (G_OBJECT (row), "tick", tick);
      g_object_set_data_full (G_OBJECT (row), "fingerprint", g_strdup (facts->fingerprint), g_free);
    }
  else
    {
      gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_ptr_array_add (self->agent_rows, row);
}

static void
show_agent (SubletKeyGroup *self, const SubletKeySurvey *survey)
{
  guint i;

  for (i = 0; i < self->agent_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->agent_rows, i));
  g_ptr_array_set_size (self->agent_rows, 0);
  for (i = 0; i < survey->agent->len; i++)
    add_agent_key (self, g_ptr_array_index (survey->agent, i));
  if (survey->agent->len == 0)
    {
      AdwActionRow *row =
        sublet_key_group_make_row (_ ("SSH Agent"),
                                      sublet_key_problem_text_get_sentence (survey->agent_problem));

      gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
      g_ptr_array_add (self->agent_rows, row);
    }
}

void
sublet_key_group_show_survey (SubletKeyGroup *self, const SubletKeySurvey *survey)
{
  show_file (self, survey->file);
  show_agent (self, survey);
}

/* What is in use is ticked, and nothing where the agent no longer has it. */
void
sublet_key_group_show_choice (SubletKeyGroup *self)
{
  g_autoptr (SubletKeyChoice) choice = sublet_settings_dup_key_choice (self->settings);
  SubletKeyChoiceKind kind = sublet_key_choice_get_kind (choice);
  guint i;

  self->showing = true;
  gtk_check_button_set_active (self->own_tick, kind == SUBLET_KEY_CHOICE_OWN);
  gtk_check_button_set_active (self->file_tick, kind == SUBLET_KEY_CHOICE_FILE);
  for (i = 0; i < self->agent_rows->len; i++)
    {
      GObject *row = g_ptr_array_index (self->agent_rows, i);
      GtkCheckButton *tick = g_object_get_data (row, "tick");

      if (tick != NULL)
        gtk_check_button_set_active (tick,
                                     g_strcmp0 (g_object_get_data (row, "fingerprint"),
                                                sublet_key_choice_get_fingerprint (choice)) == 0);
    }
  self->showing = false;
  gtk_widget_set_visible (GTK_WIDGET (self->locked_row),
                          sublet_identity_store_get_locked (self->store));
  gtk_widget_set_visible (self->unlock_row, sublet_identity_store_get_locked (self->store));
}
