/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-number-field.h"

#define FIELD_KEY "sublet-number-field"

/* What is typed out of range is named while it is seen; the button moves it into its range when it
 * loses the focus. */
static void
on_text (GtkSpinButton *spin, GParamSpec *pspec, SubletFieldRow *row)
{
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (spin);
  SubletNumberField field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), FIELD_KEY));
  g_autofree char *problem =
    sublet_preferences_text_range_problem (field,
                                           gtk_editable_get_text (GTK_EDITABLE (spin)),
                                           gtk_adjustment_get_lower (adjustment),
                                           gtk_adjustment_get_upper (adjustment));

  sublet_field_row_set_problem (row, problem);
}

/**
 * sublet_number_field_bind:
 * @row: a row whose control is a spin button with the range of the setting
 * @settings: what is kept
 * @property: of @settings, a number
 * @field: what its message names
 *
 * Both ways, for as long as both live.
 */
void
sublet_number_field_bind (SubletFieldRow *row,
                          SubletSettings *settings,
                          const char *property,
                          SubletNumberField field)
{
  GtkSpinButton *spin;

  g_return_if_fail (SUBLET_IS_FIELD_ROW (row));
  g_return_if_fail (GTK_IS_SPIN_BUTTON (sublet_field_row_get_control (row)));

  spin = GTK_SPIN_BUTTON (sublet_field_row_get_control (row));
  g_object_set_data (G_OBJECT (row), FIELD_KEY, GUINT_TO_POINTER (field));
  g_object_bind_property (settings,
                          property,
                          gtk_spin_button_get_adjustment (spin),
                          "value",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (spin, "notify::text", G_CALLBACK (on_text), row, 0);
}
