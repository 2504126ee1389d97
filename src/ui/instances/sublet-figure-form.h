/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-field-row.h"

G_BEGIN_DECLS

/* One figure in dollars that a question asks for, and the sentence of what it comes to. */
typedef struct
{
  GtkWidget *box;      /* (owned): for the question */
  SubletFieldRow *row; /* (owned) */
  GtkSpinButton *spin; /* (owned) */
  GtkLabel *sentence;  /* (owned) */
  GtkWidget *warning;  /* (owned): a sign and a label */
} SubletFigureForm;

void sublet_figure_form_init (SubletFigureForm *form,
                              const char *title,
                              guint digits,
                              double step,
                              double most);
/* @warning: (nullable) */
void sublet_figure_form_set_warning (SubletFigureForm *form, const char *warning);
void sublet_figure_form_answer_by_return (SubletFigureForm *form);
/* @data: of the handlers that were connected to the spin button. */
void sublet_figure_form_clear (SubletFigureForm *form, gpointer data);

G_END_DECLS
