/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "support/sublet-test.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/*
 * shots FOLDER [NAME]
 *
 * Writes a picture of every screen in every face, light and dark, narrow, medium and wide, into
 * FOLDER; with NAME only those whose name contains it. To be run below ui-env.
 */

typedef struct
{
  int width;
  int height;
} Size;

static const Size sizes[] = {
  { 360, 640 },
  { 720, 600 },
  { 1200, 800 },
  { 1920, 1080 },
};

static const Shot *const rooms[] = {
  common_shots,
  instances_shots,
  preferences_shots,
  rent_shots,
};

static bool
has_property (GtkWidget *widget, const char *name)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (widget), name) != NULL;
}

static GtkWidget *
frame (GtkWidget *content)
{
  GtkWidget *bin = sublet_size_bin_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  if (has_property (content, "size-class"))
    g_object_bind_property (bin, "size-class", content, "size-class", G_BINDING_SYNC_CREATE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), content);
  sublet_size_bin_set_child (SUBLET_SIZE_BIN (bin), toasts);

  return bin;
}

static void
take (const Shot *shot, const Size *size, bool dark, const char *folder)
{
  g_autoptr (SubletUiFixture) fixture = sublet_ui_fixture_new ();
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  GtkWidget *window;
  GtkWidget *target;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
  window = sublet_ui_test_present (frame (shot->make (fixture)), size->width, size->height);
  target = window;
  if (shot->act != NULL)
    {
      target = shot->act (fixture, window);
      sublet_ui_test_settle (target);
    }
  sublet_ui_test_settle (target);

  name = g_strdup_printf ("%s-%s-%dx%d.png",
                          shot->name,
                          dark ? "dark" : "light",
                          size->width,
                          size->height);
  path = g_build_filename (folder, name, NULL);
  sublet_ui_test_save_png (target, path);
  g_print ("%s\n", path);

  if (target != window && GTK_IS_WINDOW (target))
    gtk_window_destroy (GTK_WINDOW (target));
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_test_drain ();
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : NULL;
  const char *wanted = argc > 2 ? argv[2] : "";
  gsize room;

  if (folder == NULL || g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_printerr ("usage: shots FOLDER [NAME]\n");
      return 2;
    }

  sublet_ui_start ();

  for (room = 0; room < G_N_ELEMENTS (rooms); room++)
    {
      const Shot *shot;

      for (shot = rooms[room]; shot->name != NULL; shot++)
        {
          gsize size;

          if (strstr (shot->name, wanted) == NULL)
            continue;
          for (size = 0; size < G_N_ELEMENTS (sizes); size++)
            {
              if (sizes[size].width > 1200 && !shot->large)
                continue;
              take (shot, &sizes[size], false, folder);
              take (shot, &sizes[size], true, folder);
            }
        }
    }

  return 0;
}
