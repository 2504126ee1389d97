/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-test.h"

#include <gtk/gtk.h>

#define ICONS RESOURCE_PATH "/icons/scalable/actions"

static GtkIconTheme *
get_icon_theme (void)
{
  return gtk_icon_theme_get_for_display (gdk_display_get_default ());
}

/* Ours, so that a theme's own drawing cannot stand in for a missing one. */
static void
assert_drawn (const char *icon_name, bool ours)
{
  g_autoptr (GtkIconPaintable) paintable = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  if (!gtk_icon_theme_has_icon (get_icon_theme (), icon_name))
    g_error ("there is no icon named %s", icon_name);

  paintable =
    gtk_icon_theme_lookup_icon (get_icon_theme (), icon_name, NULL, 16, 1, GTK_TEXT_DIR_LTR, 0);
  file = gtk_icon_paintable_get_file (paintable);
  g_assert_nonnull (file);
  if (ours)
    g_assert_true (g_file_has_uri_scheme (file, "resource"));

  /* A drawing that cannot be read is a warning here, which is fatal. */
  gdk_paintable_snapshot (GDK_PAINTABLE (paintable), snapshot, 16, 16);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_unref (node);
}

static void
test_own_icons (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = g_resources_enumerate_children (ICONS, 0, &error);
  guint i;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), >=, 18);
  for (i = 0; names[i] != NULL; i++)
    {
      g_assert_true (g_str_has_prefix (names[i], "sublet-"));
      g_assert_true (g_str_has_suffix (names[i], "-symbolic.svg"));
      names[i][strlen (names[i]) - strlen (".svg")] = '\0';
      assert_drawn (names[i], true);
    }
}

/* Every quoted word that ends like a symbolic icon's name. */
static guint
check_file (const char *path)
{
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint count = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  regex = g_regex_new ("[\">]([a-z0-9-]+-symbolic)[\"<]", 0, 0, &error);
  g_assert_no_error (error);

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      assert_drawn (name, g_str_has_prefix (name, "sublet-"));
      count++;
      g_match_info_next (match, &error);
      g_assert_no_error (error);
    }

  return count;
}

static guint
check_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;
  guint count = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        count += check_folder (child);
      else if (g_str_has_suffix (name, ".ui") || g_str_has_suffix (name, ".c"))
        count += check_file (child);
    }

  return count;
}

static void
test_icons_in_use (void)
{
  const char *source = g_getenv ("SUBLET_UI_SOURCE");

  g_assert_nonnull (source);
  g_assert_cmpuint (check_folder (source), >, 0);
}

static void
test_styles (void)
{
  static const char *const names[] = {
    "style.css",
    "style/dark.css",
    "style/contrast.css",
    "style/contrast-dark.css",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strconcat (RESOURCE_PATH "/", names[i], NULL);

      g_assert_true (g_resources_get_info (path, 0, NULL, NULL, NULL));
      /* What cannot be read is a warning, which is fatal here. */
      gtk_css_provider_load_from_resource (provider, path);
    }
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/resources/own-icons", test_own_icons);
  g_test_add_func ("/ui/resources/icons-in-use", test_icons_in_use);
  g_test_add_func ("/ui/resources/styles", test_styles);

  return g_test_run ();
}
