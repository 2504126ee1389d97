/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/*
 * What a strip is painted in, beside a box that is painted as it should be. Run twice, with and
 * without high contrast: that is the surroundings' to say.
 */

#define SIDE 40

static GtkWidget *
make_box (const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (box, SIDE, SIDE);
  gtk_widget_add_css_class (box, css_class);

  return box;
}

/* In the middle of the box that begins at @x, as memory has it. */
static guint32
get_color (GtkWidget *window, int x)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = g_new0 (guint32, 2 * SIDE * SIDE);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, 2 * SIDE, SIDE);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)),
                                         node,
                                         &GRAPHENE_RECT_INIT (0, 0, 2 * SIDE, SIDE));
  gdk_texture_download (texture, (guchar *) pixels, 2 * SIDE * sizeof *pixels);

  return pixels[SIDE / 2 * 2 * SIDE + x + SIDE / 2];
}

static void
assert_painted (AdwColorScheme scheme, const char *color)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autofree char *css = g_strdup_printf (".expected { background-color: %s; }", color);
  GtkWidget *boxes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GdkDisplay *display = gdk_display_get_default ();
  GtkWidget *window;

  gtk_css_provider_load_from_data (provider, css, -1);
  gtk_style_context_add_provider_for_display (display,
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_box_append (GTK_BOX (boxes), make_box ("strip"));
  gtk_box_append (GTK_BOX (boxes), make_box ("expected"));
  window = sublet_ui_test_present (boxes, 2 * SIDE, SIDE);
  /* The sheets follow while there is something to paint, as they must. */
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  sublet_ui_test_settle (window);

  g_assert_cmphex (get_color (window, 0), ==, get_color (window, SIDE));

  gtk_window_destroy (GTK_WINDOW (window));
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
}

static void
test_follows (void)
{
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  const char *light = "mix(@window_bg_color, @accent_bg_color, 0.1)";
  const char *dark = contrast ? "@window_bg_color" : "mix(@window_bg_color, @accent_bg_color, 0.2)";

  g_assert_cmpint (contrast, ==, g_strcmp0 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), "1") == 0);

  assert_painted (ADW_COLOR_SCHEME_FORCE_LIGHT, light);
  assert_painted (ADW_COLOR_SCHEME_FORCE_DARK, dark);
  assert_painted (ADW_COLOR_SCHEME_FORCE_LIGHT, light);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/style/follows", test_follows);

  return g_test_run ();
}
