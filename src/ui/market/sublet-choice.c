/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-choice.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/common/sublet-tight-text.h"
#include "ui/market/sublet-choice-list.h"

/**
 * sublet_choice_new: (skip)
 * @id: what it is called in the list's signal
 * @label: what a person reads
 * @place: where it stands in the list
 *
 * Returns: (transfer full): a choice whose row is in no list yet
 */
SubletChoice *
sublet_choice_new (const char *id, const char *label, guint place)
{
  SubletChoice *choice = g_new0 (SubletChoice, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words;

  choice->id = g_strdup (id);
  choice->folded = g_utf8_casefold (label, -1);
  choice->place = place;

  words = gtk_label_new (label);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  sublet_ui_tell_cut_text (GTK_LABEL (words));
  choice->check = gtk_check_button_new ();
  gtk_check_button_set_child (GTK_CHECK_BUTTON (choice->check), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_set_name (choice->check, id);
  gtk_widget_set_hexpand (choice->check, TRUE);
  choice->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (choice->count, "numeric");
  gtk_widget_add_css_class (choice->count, "subdued");
  gtk_box_append (GTK_BOX (box), choice->check);
  gtk_box_append (GTK_BOX (box), choice->count);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 12);

  choice->row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
  gtk_list_box_row_set_child (choice->row, box);
  /* The check is what takes the focus. */
  gtk_widget_set_focusable (GTK_WIDGET (choice->row), FALSE);

  return choice;
}

/**
 * sublet_choice_free: (skip)
 * @choice: (transfer full): a choice
 */
void
sublet_choice_free (SubletChoice *choice)
{
  g_free (choice->id);
  g_free (choice->folded);
  g_free (choice);
}

/**
 * sublet_choice_show: (skip)
 * @choice: a choice in a list
 * @active: whether it is ticked; changes without the signal
 * @count: how many offers it would show, SUBLET_CHOICE_COUNT_UNKNOWN when that is not known
 */
void
sublet_choice_show (SubletChoice *choice, gboolean active, guint count)
{
  g_autofree char *text = NULL;

  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (choice->check)) != active)
    {
      g_signal_handler_block (choice->check, choice->toggled_handler);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (choice->check), active);
      g_signal_handler_unblock (choice->check, choice->toggled_handler);
      gtk_list_box_row_changed (choice->row);
    }

  text = count != SUBLET_CHOICE_COUNT_UNKNOWN ? sublet_format_number (count, 0) : g_strdup ("");
  sublet_label_set_text (GTK_LABEL (choice->count), text);
}
