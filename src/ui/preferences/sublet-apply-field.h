/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-field-row.h"

G_BEGIN_DECLS

/*
 * A row whose entry counts only once it is applied, by its button or by Enter: for money and
 * addresses, where half of what is typed would be something else. What does not fit is named in the
 * row and cannot be applied.
 */

/* Returns new text, NULL when the value is fine. */
typedef char *(*SubletFieldProblem) (const char *text);
typedef void (*SubletFieldApply) (const char *text, gpointer user_data);

/* The row's control is the entry. user_data lives as long as the row. */
void sublet_apply_field_set_up (SubletFieldRow *row,
                                GtkButton *button,
                                SubletFieldProblem find_problem,
                                SubletFieldApply apply,
                                gpointer user_data);
/* What is kept; what was typed and not applied is gone. */
void sublet_apply_field_set_kept (SubletFieldRow *row, const char *text);

G_END_DECLS
