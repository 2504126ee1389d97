/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-text-scale.h"

/* 96 dots per inch in the setting's unit of 1/1024: normal text size. */
#define NORMAL_XFT_DPI 98304.0

#define LINE_SPACING 12

/**
 * sublet_ui_get_text_scale:
 * @widget: any widget
 *
 * Returns: how much larger than normal the person has text, 1 for normal
 */
double
sublet_ui_get_text_scale (GtkWidget *widget)
{
  int xft_dpi = -1;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &xft_dpi, NULL);

  return xft_dpi > 0 ? xft_dpi / NORMAL_XFT_DPI : 1.0;
}

/**
 * sublet_ui_follow_text_scale:
 * @widget: any widget
 * @on_changed: called with @widget alone, as long as it lives
 */
void
sublet_ui_follow_text_scale (GtkWidget *widget, GCallback on_changed)
{
  g_signal_connect_object (gtk_widget_get_settings (widget),
                           "notify::gtk-xft-dpi",
                           on_changed,
                           widget,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_ui_stack_large_line:
 * @line: a box
 * @stacked_spacing: between things below each other
 *
 * Returns: whether they are below each other, for text is large
 */
gboolean
sublet_ui_stack_large_line (GtkBox *line, int stacked_spacing)
{
  gboolean large = sublet_ui_get_text_scale (GTK_WIDGET (line)) >= SUBLET_UI_LARGE_TEXT;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (line),
                                  large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (line, large ? stacked_spacing : LINE_SPACING);

  return large;
}

/**
 * sublet_ui_fit_row:
 * @row: a box of buttons or choices
 * @room: how wide it may be; 0: there is enough
 *
 * Where there is little, buttons are set tight; where that is not enough, they stand below each
 * other. Linked ones are still one piece then. To be called again when words or their size change.
 */
void
sublet_ui_fit_row (GtkBox *row, int room)
{
  int width;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (row), GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_remove_css_class (GTK_WIDGET (row), "tight");
  if (room == 0)
    return;

  gtk_widget_add_css_class (GTK_WIDGET (row), "tight");
  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > room)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (row), GTK_ORIENTATION_VERTICAL);
}

/**
 * sublet_ui_wrap_button:
 * @button: one with a label
 *
 * To be called again after its label is another.
 */
void
sublet_ui_wrap_button (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
}

/**
 * sublet_ui_measure_text:
 * @widget: in whose font
 * @text: one line
 *
 * Returns: how wide it is, in pixels
 */
int
sublet_ui_measure_text (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}
