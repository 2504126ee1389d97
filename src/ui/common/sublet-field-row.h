/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_FIELD_ROW (sublet_field_row_get_type ())

/*
 * A row of a form: its title and a hint at the start, its control at the end, and below them what
 * is wrong with the value. Properties: "control" (GtkWidget, construct), "hint" (nullable) and
 * "problem" (nullable), besides those of AdwPreferencesRow. The control is named by the title and
 * described by the problem, or else by the hint. In a template, children of type "suffix" follow
 * the control.
 */
G_DECLARE_FINAL_TYPE (SubletFieldRow, sublet_field_row, SUBLET, FIELD_ROW, AdwPreferencesRow)

GtkWidget *sublet_field_row_get_control (SubletFieldRow *self);
const char *sublet_field_row_get_hint (SubletFieldRow *self);
void sublet_field_row_set_hint (SubletFieldRow *self, const char *hint);
const char *sublet_field_row_get_problem (SubletFieldRow *self);
void sublet_field_row_set_problem (SubletFieldRow *self, const char *problem);
gboolean sublet_field_row_get_stacked (SubletFieldRow *self);
void sublet_field_row_set_stacked (SubletFieldRow *self, gboolean stacked);

G_END_DECLS
