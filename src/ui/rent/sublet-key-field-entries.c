/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-key-field-private.h"

#include "ui/common/sublet-key-choice-text.h"

#include <glib/gi18n.h>

/* Of what a key of an agent's is called; the fingerprint stands below it. */
#define MAX_NAME 24

SubletKeyChoiceKind
sublet_key_field_get_kind (SubletKeyField *self)
{
  return self->choice != NULL ? sublet_key_choice_get_kind (self->choice) : SUBLET_KEY_CHOICE_OWN;
}

static void
add_agent_key (SubletKeyField *self, GtkStringList *words, const char *name, const char *print)
{
  g_autofree char *shortened =
    g_utf8_strlen (name, -1) > MAX_NAME ? g_utf8_substring (name, 0, MAX_NAME - 1) : NULL;
  g_autofree char *cut = shortened != NULL ? g_strconcat (shortened, "…", NULL) : NULL;
  g_autofree char *word = NULL;

  /* TRANSLATORS: in a list of SSH keys; %s is what a key is called in the SSH agent */
  word = g_strdup_printf (_ ("Agent: %s"), cut != NULL ? cut : name);
  gtk_string_list_append (words, word);
  g_ptr_array_add (self->agent, g_strdup (print));
}

static guint
find_agent_key (SubletKeyField *self, const char *print)
{
  guint at;

  return g_ptr_array_find_with_equal_func (self->agent, print, g_str_equal, &at)
           ? SUBLET_KEY_ENTRY_FIRST_OF_AGENT + at
           : GTK_INVALID_LIST_POSITION;
}

guint
sublet_key_field_get_entry (SubletKeyField *self)
{
  if (self->unknown != NULL)
    return GTK_INVALID_LIST_POSITION;
  if (self->choice == NULL)
    return SUBLET_KEY_ENTRY_PREFERENCES;

  switch (sublet_key_choice_get_kind (self->choice))
    {
    case SUBLET_KEY_CHOICE_FILE:
      return SUBLET_KEY_ENTRY_FILE;
    case SUBLET_KEY_CHOICE_AGENT:
      return find_agent_key (self, sublet_key_choice_get_fingerprint (self->choice));
    case SUBLET_KEY_CHOICE_OTHER:
    case SUBLET_KEY_CHOICE_OWN:
    default:
      return SUBLET_KEY_ENTRY_OWN;
    }
}

/* A key that was chosen stays in the list while the agent does not have it. */
void
sublet_key_field_show_entries (SubletKeyField *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint i;

  g_ptr_array_set_size (self->agent, 0);
  /* TRANSLATORS: in a list of SSH keys: the one that Preferences name */
  gtk_string_list_append (words, _ ("As in Preferences"));
  /* TRANSLATORS: in a list of SSH keys: the one that Sublet made */
  gtk_string_list_append (words, _ ("Sublet's Own"));
  /* TRANSLATORS: in a list of SSH keys: one in a file of the person's */
  gtk_string_list_append (words, _ ("A Key File"));
  for (i = 0; self->survey != NULL && i < self->survey->agent->len; i++)
    {
      const SubletKeyFacts *facts = g_ptr_array_index (self->survey->agent, i);

      if (facts->problem == SUBLET_KEY_PROBLEM_NONE)
        add_agent_key (self,
                       words,
                       facts->comment != NULL ? facts->comment : facts->fingerprint,
                       facts->fingerprint);
    }
  if (sublet_key_field_get_kind (self) == SUBLET_KEY_CHOICE_AGENT &&
      sublet_key_field_get_entry (self) == GTK_INVALID_LIST_POSITION)
    add_agent_key (self,
                   words,
                   sublet_key_choice_get_fingerprint (self->choice),
                   sublet_key_choice_get_fingerprint (self->choice));

  self->filling = TRUE;
  gtk_drop_down_set_model (self->entries, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->entries, sublet_key_field_get_entry (self));
  self->filling = FALSE;
}

void
sublet_key_field_show_entry (SubletKeyField *self)
{
  self->filling = TRUE;
  if (gtk_drop_down_get_selected (self->entries) != sublet_key_field_get_entry (self))
    gtk_drop_down_set_selected (self->entries, sublet_key_field_get_entry (self));
  self->filling = FALSE;
}

static const SubletKeyFacts *
get_facts (SubletKeyField *self)
{
  SubletKeyChoice *meant = sublet_key_field_get_meant (self);
  SubletKeyProblem problem;

  return self->survey != NULL && meant != NULL
           ? sublet_key_survey_find (self->survey, meant, &problem)
           : NULL;
}

static char *
dup_facts (const SubletKeyFacts *facts)
{
  return facts != NULL && facts->problem == SUBLET_KEY_PROBLEM_NONE
           ? g_strdup_printf ("%s\n%s", facts->algorithm, facts->fingerprint)
           : NULL;
}

/* Which one Preferences name, where that is known. */
static char *
dup_preference_hint (SubletKeyField *self, const char *facts)
{
  g_autofree char *name = NULL;

  if (sublet_key_field_get_meant (self) == NULL ||
      sublet_key_choice_get_kind (self->preference) == SUBLET_KEY_CHOICE_OWN)
    return g_strdup (_ ("It is there as soon as the instance runs."));

  name = sublet_key_choice_text_dup (self->preference, SUBLET_KEY_CHOICE_TEXT_WHOLE);
  return facts != NULL ? g_strdup_printf ("%s\n%s", name, facts) : g_steal_pointer (&name);
}

void
sublet_key_field_show_hints (SubletKeyField *self)
{
  gboolean is_file = sublet_key_field_get_kind (self) == SUBLET_KEY_CHOICE_FILE;
  g_autofree char *facts = dup_facts (get_facts (self));
  g_autofree char *name = NULL;
  g_autofree char *both = NULL;
  g_autofree char *preference = self->choice == NULL ? dup_preference_hint (self, facts) : NULL;

  if (preference != NULL)
    sublet_field_row_set_hint (self->row, preference);
  else if (sublet_key_field_get_kind (self) == SUBLET_KEY_CHOICE_OWN)
    sublet_field_row_set_hint (self->row, _ ("Made here, and kept in the keyring."));
  else if (is_file)
    sublet_field_row_set_hint (self->row, _ ("Your account and the instance get its public half."));
  else
    sublet_field_row_set_hint (self->row,
                               facts != NULL ? facts
                                             : sublet_key_choice_get_fingerprint (self->choice));

  gtk_widget_set_visible (GTK_WIDGET (self->file_row), is_file);
  if (!is_file)
    return;
  name = sublet_key_choice_text_dup (self->choice, SUBLET_KEY_CHOICE_TEXT_WHOLE);
  both = facts != NULL ? g_strdup_printf ("%s\n%s", name, facts) : g_strdup (name);
  sublet_field_row_set_hint (self->file_row, both);
}

/* ---- narrow where there is little room, whatever a key is called ---- */

static void
on_setup_entry (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_entry (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *word = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), word);
  gtk_widget_set_tooltip_text (label, word);
}

void
sublet_key_field_set_up_entries (SubletKeyField *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_entry), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_entry), NULL);
  gtk_drop_down_set_factory (self->entries, factory);
}
