/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-tight-text.h"

#include "ui/sublet-ui-test.h"

#define SENTENCE "This would make $2.17/hour"

static bool
asks_tooltip (GtkWidget *label)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (label, "query-tooltip", 1, 1, FALSE, tooltip, &shown);

  return shown;
}

static void
test_cut (void)
{
  GtkWidget *label = gtk_label_new ("All of what is to be told here");
  GtkWidget *button = gtk_button_new ();
  GtkWidget *window;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  sublet_ui_tell_cut_text (GTK_LABEL (label));
  gtk_button_set_child (GTK_BUTTON (button), label);
  window = sublet_ui_test_present (button, 100, 50);

  g_assert_true (asks_tooltip (label));
  gtk_widget_set_tooltip_text (button, "Why it is off");
  g_assert_false (asks_tooltip (label));
  gtk_widget_set_tooltip_text (button, NULL);
  gtk_label_set_text (GTK_LABEL (label), "Short");
  sublet_ui_test_settle (window);
  g_assert_false (asks_tooltip (label));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whether a line ends behind the slash, in a width in which just this fits into the first. */
static bool
breaks_rate (GtkWidget *label)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, "This would make $2.17/");
  PangoLayoutLine *line;
  int width;

  pango_layout_get_size (layout, &width, NULL);
  pango_layout_set_text (layout, SENTENCE, -1);
  pango_layout_set_attributes (layout, gtk_label_get_attributes (GTK_LABEL (label)));
  pango_layout_set_width (layout, width + PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 2);
  line = pango_layout_get_line_readonly (layout, 0);

  return SENTENCE[line->start_index + line->length - 1] == '/';
}

static void
test_rate (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (SENTENCE));
  GtkWidget *other = g_object_ref_sink (gtk_label_new ("Nothing yet"));

  g_assert_true (breaks_rate (label));
  sublet_ui_keep_rates_whole (GTK_LABEL (label));
  g_assert_false (breaks_rate (label));

  /* And of what it is told later. */
  sublet_ui_keep_rates_whole (GTK_LABEL (other));
  gtk_label_set_label (GTK_LABEL (other), SENTENCE);
  g_assert_false (breaks_rate (other));

  g_object_unref (other);
  g_object_unref (label);
}

/* What is drawn of a fingerprint in lines of a few letters each. */
static int
count_glyphs (GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  GSList *lines;
  GSList *runs;
  int n = 0;

  g_assert_cmpint (pango_layout_get_line_count (layout), >, 1);
  for (lines = pango_layout_get_lines_readonly (layout); lines != NULL; lines = lines->next)
    {
      for (runs = ((PangoLayoutLine *) lines->data)->runs; runs != NULL; runs = runs->next)
        n += ((PangoGlyphItem *) runs->data)->glyphs->num_glyphs;
    }

  return n;
}

/* None is added where a line ends, for it would be read as a part of what is compared. */
static void
test_no_hyphens (void)
{
  const char *text = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *window;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (box), label);
  window = sublet_ui_test_present (box, 100, 200);
  g_assert_cmpint (count_glyphs (label), >, g_utf8_strlen (text, -1));

  sublet_ui_keep_rates_whole (GTK_LABEL (label));
  sublet_ui_add_no_hyphens (box);
  gtk_label_set_label (GTK_LABEL (label), "A");
  gtk_label_set_label (GTK_LABEL (label), text);
  sublet_ui_test_settle (window);
  g_assert_cmpint (count_glyphs (label), ==, g_utf8_strlen (text, -1));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/common/tight-text/cut", test_cut);
  g_test_add_func ("/ui/common/tight-text/rate", test_rate);
  g_test_add_func ("/ui/common/tight-text/no-hyphens", test_no_hyphens);

  return g_test_run ();
}
