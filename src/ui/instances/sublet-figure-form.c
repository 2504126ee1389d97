/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-figure-form.h"

#include "ui/common/sublet-tight-text.h"

/* With Page Up and Page Down. */
#define PAGE_STEPS 10

static GtkWidget *
make_warning (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name",
                                  "dialog-warning-symbolic",
                                  "valign",
                                  GTK_ALIGN_START,
                                  NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (icon, "state-warning");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  sublet_ui_keep_rates_whole (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (box, FALSE);

  return box;
}

/**
 * sublet_figure_form_init:
 * @form: memory of any content
 * @title: what is asked for
 * @digits: how many decimals are shown
 * @step: of the arrows, in dollars
 * @most: the largest that the arrows lead to, in dollars
 *
 * What is wrong with what is typed is said, not kept out.
 */
void
sublet_figure_form_init (SubletFigureForm *form,
                         const char *title,
                         guint digits,
                         double step,
                         double most)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), FALSE);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), step, PAGE_STEPS * step);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);

  form->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  form->spin = g_object_ref_sink (GTK_SPIN_BUTTON (spin));
  form->row = g_object_ref_sink (
    g_object_new (SUBLET_TYPE_FIELD_ROW, "title", title, "control", spin, "stacked", TRUE, NULL));
  form->sentence = g_object_ref_sink (GTK_LABEL (gtk_label_new (NULL)));
  form->warning = g_object_ref_sink (make_warning ());
  gtk_label_set_wrap (form->sentence, TRUE);
  sublet_ui_keep_rates_whole (form->sentence);
  gtk_label_set_justify (form->sentence, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (form->sentence, 40);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (form->row));
  gtk_box_append (GTK_BOX (form->box), list);
  gtk_box_append (GTK_BOX (form->box), GTK_WIDGET (form->sentence));
  gtk_box_append (GTK_BOX (form->box), form->warning);
}

/**
 * sublet_figure_form_set_warning:
 * @form: a form
 * @warning: (nullable): what is to be thought of before it is answered
 */
void
sublet_figure_form_set_warning (SubletFigureForm *form, const char *warning)
{
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (form->warning)),
                       warning != NULL ? warning : "");
  gtk_widget_set_visible (form->warning, warning != NULL);
}

/**
 * sublet_figure_form_answer_by_return:
 * @form: a form
 *
 * Return in the field gives the default answer, as in any field of one line.
 */
void
sublet_figure_form_answer_by_return (SubletFigureForm *form)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (form->spin));

  if (GTK_IS_TEXT (text))
    gtk_text_set_activates_default (GTK_TEXT (text), TRUE);
}

/**
 * sublet_figure_form_clear:
 * @form: a form
 * @data: of the handlers that were connected to its spin button
 */
void
sublet_figure_form_clear (SubletFigureForm *form, gpointer data)
{
  g_signal_handlers_disconnect_by_data (form->spin, data);
  g_clear_object (&form->box);
  g_clear_object (&form->row);
  g_clear_object (&form->spin);
  g_clear_object (&form->sentence);
  g_clear_object (&form->warning);
}
