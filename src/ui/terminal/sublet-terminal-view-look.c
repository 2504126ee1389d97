/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-view-private.h"

#include "ui/terminal/sublet-terminal-palette.h"

#include <adwaita.h>
#include <math.h>

#define ZOOM_STEP 1.1
#define ZOOM_MOST 15

/**
 * sublet_terminal_view_update_colors:
 * @self: a view
 *
 * Those of the surroundings, unless the person wants others; the contrast of the surroundings
 * either way.
 */
void
sublet_terminal_view_update_colors (SubletTerminalView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  SubletTerminalPalette palette;
  g_autofree char *colors = NULL;
  gboolean dark = adw_style_manager_get_dark (style);

  g_object_get (self->settings, "terminal-colors", &colors, NULL);
  if (g_strcmp0 (colors, "system") != 0)
    dark = g_strcmp0 (colors, "dark") == 0;
  sublet_terminal_palette_get (&palette, dark, adw_style_manager_get_high_contrast (style));
  vte_terminal_set_colors (self->terminal,
                           &palette.foreground,
                           &palette.background,
                           palette.colors,
                           SUBLET_TERMINAL_N_COLORS);
}

/**
 * sublet_terminal_view_update_settings:
 * @self: a view
 */
void
sublet_terminal_view_update_settings (SubletTerminalView *self)
{
  g_autofree char *font_name = NULL;
  PangoFontDescription *font = NULL;
  gboolean bell = TRUE;
  int scrollback_lines = 0;

  g_object_get (self->settings,
                "terminal-font",
                &font_name,
                "terminal-bell",
                &bell,
                "terminal-scrollback-lines",
                &scrollback_lines,
                NULL);
  if (font_name != NULL && *font_name != '\0')
    font = pango_font_description_from_string (font_name);
  vte_terminal_set_font (self->terminal, font);
  g_clear_pointer (&font, pango_font_description_free);
  vte_terminal_set_audible_bell (self->terminal, bell);
  vte_terminal_set_scrollback_lines (self->terminal, scrollback_lines);
  sublet_terminal_view_update_colors (self);
}

static void
update_zoom (SubletTerminalView *self)
{
  vte_terminal_set_font_scale (self->terminal, pow (ZOOM_STEP, self->zoom));
}

/**
 * sublet_terminal_view_zoom:
 * @self: a view
 * @steps: larger, or below 0 smaller
 */
void
sublet_terminal_view_zoom (SubletTerminalView *self, int steps)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_VIEW (self));

  self->zoom = CLAMP (self->zoom + steps, -ZOOM_MOST, ZOOM_MOST);
  update_zoom (self);
}

/**
 * sublet_terminal_view_zoom_normal:
 * @self: a view
 */
void
sublet_terminal_view_zoom_normal (SubletTerminalView *self)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_VIEW (self));

  self->zoom = 0;
  update_zoom (self);
}
