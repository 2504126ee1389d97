/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-style.h"

/*
 * AdwApplication would load such sheets by itself if they lay beside style.css by certain names,
 * but libadwaita 1.10 warns of those names, and the media queries that it wants instead are not
 * known to GTK 4.8.
 */

typedef struct
{
  const char *path;
  gboolean dark;     /* in the dark only */
  gboolean contrast; /* in high contrast only */
} Sheet;

/* Each is stronger than those before it, and all are stronger than style.css. */
static const Sheet sheets[] = {
  { RESOURCE_PATH "/style/dark.css", TRUE, FALSE },
  { RESOURCE_PATH "/style/contrast.css", FALSE, TRUE },
  { RESOURCE_PATH "/style/contrast-dark.css", TRUE, TRUE },
};

typedef struct
{
  GtkCssProvider *providers[G_N_ELEMENTS (sheets)]; /* (owned), as in sheets */
} Style;

/* The application's manager is for all displays and names none; GTK programs have one. */
static GdkDisplay *
get_display (AdwStyleManager *manager)
{
  GdkDisplay *display = adw_style_manager_get_display (manager);

  return display == NULL ? gdk_display_get_default () : display;
}

static void
style_free (gpointer data, GClosure *closure)
{
  Style *style = data;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (sheets); i++)
    g_object_unref (style->providers[i]);
  g_free (style);
}

static void
on_appearance (AdwStyleManager *manager, GParamSpec *pspec, Style *style)
{
  GdkDisplay *display = get_display (manager);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      GtkStyleProvider *provider = GTK_STYLE_PROVIDER (style->providers[i]);

      gtk_style_context_remove_provider_for_display (display, provider);
      if ((!sheets[i].dark || adw_style_manager_get_dark (manager)) &&
          (!sheets[i].contrast || adw_style_manager_get_high_contrast (manager)))
        gtk_style_context_add_provider_for_display (display,
                                                    provider,
                                                    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1 +
                                                      (guint) i);
    }
}

/**
 * sublet_style_follow:
 * @manager: the application's: says whether it is dark and whether in high contrast
 *
 * To be called once, when there is a display. Sublet's own sheets count there from now on,
 * whenever they apply.
 */
void
sublet_style_follow (AdwStyleManager *manager)
{
  Style *style;
  gsize i;

  g_return_if_fail (ADW_IS_STYLE_MANAGER (manager));
  g_return_if_fail (get_display (manager) != NULL);

  style = g_new0 (Style, 1);
  for (i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      style->providers[i] = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (style->providers[i], sheets[i].path);
    }

  on_appearance (manager, NULL, style);
  g_signal_connect (manager, "notify::dark", G_CALLBACK (on_appearance), style);
  g_signal_connect_data (manager,
                         "notify::high-contrast",
                         G_CALLBACK (on_appearance),
                         style,
                         style_free,
                         0);
}
