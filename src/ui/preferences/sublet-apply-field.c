/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-apply-field.h"

#define FIELD_KEY "sublet-apply-field"

typedef struct
{
  SubletFieldRow *row; /* (borrowed): owns this */
  GtkButton *button;   /* (borrowed): child of row */
  SubletFieldProblem find_problem;
  SubletFieldApply apply;
  gpointer user_data;
  char *kept; /* (owned) */
} ApplyField;

static void
apply_field_free (gpointer data)
{
  ApplyField *field = data;

  g_free (field->kept);
  g_free (field);
}

static GtkEditable *
get_entry (ApplyField *field)
{
  return GTK_EDITABLE (sublet_field_row_get_control (field->row));
}

static void
update (ApplyField *field)
{
  const char *text = gtk_editable_get_text (get_entry (field));
  gboolean changed = g_strcmp0 (text, field->kept) != 0;
  g_autofree char *problem = changed ? field->find_problem (text) : NULL;

  sublet_field_row_set_problem (field->row, problem);
  gtk_widget_set_visible (GTK_WIDGET (field->button), changed && problem == NULL);
}

static void
on_text_changed (GtkEditable *entry, GParamSpec *pspec, ApplyField *field)
{
  update (field);
}

static void
on_apply (GtkWidget *widget, ApplyField *field)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (get_entry (field)));
  g_autofree char *problem = field->find_problem (text);

  if (problem != NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (get_entry (field)));
  sublet_apply_field_set_kept (field->row, text);
  field->apply (text, field->user_data);
}

/**
 * sublet_apply_field_set_up:
 * @row: a row whose control is a #GtkEntry
 * @button: the row's own, which applies
 * @find_problem: what is wrong with a text
 * @apply: called with a text that is fine
 * @user_data: for @apply; lives as long as @row
 */
void
sublet_apply_field_set_up (SubletFieldRow *row,
                           GtkButton *button,
                           SubletFieldProblem find_problem,
                           SubletFieldApply apply,
                           gpointer user_data)
{
  ApplyField *field;

  g_return_if_fail (SUBLET_IS_FIELD_ROW (row));
  g_return_if_fail (GTK_IS_ENTRY (sublet_field_row_get_control (row)));
  g_return_if_fail (GTK_IS_BUTTON (button));

  field = g_new0 (ApplyField, 1);
  field->row = row;
  field->button = button;
  field->find_problem = find_problem;
  field->apply = apply;
  field->user_data = user_data;
  field->kept = g_strdup ("");
  g_object_set_data_full (G_OBJECT (row), FIELD_KEY, field, apply_field_free);

  g_signal_connect (get_entry (field), "notify::text", G_CALLBACK (on_text_changed), field);
  g_signal_connect (get_entry (field), "activate", G_CALLBACK (on_apply), field);
  g_signal_connect (button, "clicked", G_CALLBACK (on_apply), field);
  update (field);
}

/**
 * sublet_apply_field_set_kept:
 * @row: a row that was set up
 * @text: what is kept
 *
 * Shows it; what was typed and not applied is gone.
 */
void
sublet_apply_field_set_kept (SubletFieldRow *row, const char *text)
{
  ApplyField *field = g_object_get_data (G_OBJECT (row), FIELD_KEY);

  g_return_if_fail (field != NULL);
  g_return_if_fail (text != NULL);

  g_free (field->kept);
  field->kept = g_strdup (text);
  if (g_strcmp0 (gtk_editable_get_text (get_entry (field)), text) != 0)
    gtk_editable_set_text (get_entry (field), text);
  update (field);
}
