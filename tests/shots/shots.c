/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-language.h"
#include "shots/shots-measure.h"
#include "shots/shots.h"

#include "support/sublet-test.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>
#include <errno.h>

/*
 * shots FOLDER [NAME]
 * shots --measure [NAME]
 *
 * Writes a picture of every screen in every face, light and dark, narrow, medium and wide, into
 * FOLDER; with NAME only those whose name contains it. To be run below ui-env;
 * ADW_DEBUG_HIGH_CONTRAST=1 takes them in high contrast. SUBLET_SHOTS_LOCALE takes them in another
 * language, into a folder of that name in FOLDER: de_DE, or the pseudo-locales en_XA, which is
 * long, and ar_XB, which is long and runs from right to left.
 *
 * --measure takes no pictures: it tells what is cut off, and fails when anything is.
 */

/* Normal text size in GTK's unit. */
#define NORMAL_XFT_DPI 98304

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
  billing_shots,
  common_shots,
  connection_shots,
  forecast_shots,
  instance_card_shots,
  instance_shots,
  instances_shots,
  instances_states_shots,
  instances_table_shots,
  journal_shots,
  keys_shots,
  logs_shots,
  market_shots,
  market_extremes_shots,
  market_kinds_shots,
  market_searches_shots,
  preferences_shots,
  rent_shots,
  rent_form_shots,
  rent_progress_shots,
  runtime_shots,
  spend_shots,
  terminal_shots,
  welcome_shots,
  window_shots,
};

static bool
has_property (GtkWidget *widget, const char *name)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (widget), name) != NULL;
}

/* (nullable): the content, or what of it stands below a part of the header bar. */
static GtkWidget *
find_sized (GtkWidget *content)
{
  GtkWidget *child;

  if (has_property (content, "size-class"))
    return content;
  for (child = gtk_widget_get_first_child (content); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_property (child, "size-class"))
      return child;

  return NULL;
}

static GtkWidget *
frame (GtkWidget *content)
{
  GtkWidget *bin = sublet_size_bin_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();
  GtkWidget *sized = find_sized (content);

  if (sized != NULL)
    g_object_bind_property (bin, "size-class", sized, "size-class", G_BINDING_SYNC_CREATE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), content);
  sublet_size_bin_set_child (SUBLET_SIZE_BIN (bin), toasts);

  return bin;
}

/* How a picture differs from the plain light one. */
typedef struct
{
  const char *name;
  bool dark;
  bool mirrored;
  int text_scale;
} Variant;

static const Variant plain_variants[] = {
  { "light", false, false, 1 },
  { "dark", true, false, 1 },
};

static const Variant mirrored = { "mirrored", false, true, 1 };
static const Variant large_text = { "large-text", false, false, 2 };

/* What all pictures have in common. */
typedef struct
{
  const char *folder; /* (nullable): of the pictures; NULL measures */
  ShotsLanguage language;
  guint n_cut;
} Run;

static void
take (const Shot *shot, const Size *size, const Variant *variant, Run *run)
{
  g_autoptr (SubletUiFixture) fixture = sublet_ui_fixture_new ();
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  GtkWidget *window;
  GtkWidget *target;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      variant->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_default_direction (variant->mirrored || run->language.mirrored ? GTK_TEXT_DIR_RTL
                                                                                : GTK_TEXT_DIR_LTR);
  g_object_set (gtk_settings_get_default (),
                "gtk-xft-dpi",
                variant->text_scale * NORMAL_XFT_DPI,
                NULL);
  window = sublet_ui_test_present (frame (shot->make (fixture)), size->width, size->height);
  target = window;
  if (shot->act != NULL)
    {
      target = shot->act (fixture, window);
      sublet_ui_test_settle (target);
    }
  sublet_ui_test_settle (target);

  name = g_strdup_printf ("%s-%s-%dx%d%s",
                          shot->name,
                          variant->name,
                          size->width,
                          size->height,
                          run->folder == NULL ? "" : ".png");
  if (run->folder == NULL)
    {
      run->n_cut += shots_measure (target, size->width, name);
    }
  else
    {
      path = g_build_filename (run->folder, name, NULL);
      sublet_ui_test_save_png (target, path);
      g_print ("%s\n", path);
    }

  if (GTK_IS_POPOVER (target))
    {
      /* One that is open when its window goes is asked where the pointer is when it has no surface.
       */
      gtk_popover_popdown (GTK_POPOVER (target));
      sublet_ui_test_settle (window);
    }
  else if (target != window && GTK_IS_WINDOW (target))
    {
      gtk_window_destroy (GTK_WINDOW (target));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_test_drain ();
}

/* What is cut off is so in every colour. Text of twice the size has in a window of 720 the room
 * that other text has in one of 360. */
static void
measure_all (const Shot *shot, Run *run)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (sizes) && sizes[i].width <= 1200; i++)
    {
      take (shot, &sizes[i], &plain_variants[0], run);
      if (shot->thorough && sizes[i].width == 720)
        take (shot, &sizes[i], &large_text, run);
    }
}

static void
take_all (const Shot *shot, Run *run)
{
  gsize i;
  gsize j;

  for (i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      if (sizes[i].width > 1200 && !shot->thorough)
        continue;
      for (j = 0; j < G_N_ELEMENTS (plain_variants); j++)
        take (shot, &sizes[i], &plain_variants[j], run);
      if (!shot->thorough)
        continue;
      /* A language that runs from right to left is mirrored in all. */
      if (!run->language.mirrored)
        take (shot, &sizes[i], &mirrored, run);
      take (shot, &sizes[i], &large_text, run);
    }
}

static bool
make_folder (const char *path)
{
  if (g_mkdir_with_parents (path, 0755) == 0)
    return true;

  g_printerr ("shots: %s: %s\n", path, g_strerror (errno));
  return false;
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[1] : NULL;
  const char *wanted = argc > 2 ? argv[2] : "";
  bool measures = g_strcmp0 (folder, "--measure") == 0;
  g_autofree char *path = NULL;
  Run run = { NULL };
  gsize room;

  if (folder == NULL)
    {
      g_printerr ("usage: shots FOLDER|--measure [NAME]\n");
      return 2;
    }

  run.language = shots_language_start ();
  path = measures ? NULL : g_build_filename (folder, run.language.name, NULL);
  run.folder = path;
  if (!measures && !make_folder (path))
    return 1;

  sublet_ui_start ();

  for (room = 0; room < G_N_ELEMENTS (rooms); room++)
    {
      const Shot *shot;

      for (shot = rooms[room]; shot->name != NULL; shot++)
        {
          if (strstr (shot->name, wanted) == NULL)
            continue;
          if (measures)
            measure_all (shot, &run);
          else
            take_all (shot, &run);
        }
    }

  if (measures)
    g_print ("%u cut off\n", run.n_cut);

  return run.n_cut == 0 ? 0 : 1;
}
