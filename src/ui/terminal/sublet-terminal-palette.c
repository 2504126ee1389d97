/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-palette.h"

#include <math.h>

/*
 * Every colour has 4.5 : 1 on its ground, so that a program's red or grey text can be read whatever
 * the surroundings; a test computes it. The one exception is black on the dark ground: programs use
 * it as a ground of their own below their bright text, and lightened it would spoil that.
 */

static const guint32 light_colors[SUBLET_TERMINAL_N_COLORS] = {
  0x000000, 0xb5121f, 0x1b6e35, 0x7d5a00, 0x1a5fb4, 0x8a2f8f, 0x006a75, 0x727272,
  0x595959, 0xc01c28, 0x207a3e, 0x8a6300, 0x1b6acb, 0xa23fa8, 0x007682, 0x666666,
};

static const guint32 dark_colors[SUBLET_TERMINAL_N_COLORS] = {
  0x000000, 0xf66151, 0x57d884, 0xe5d05a, 0x78aeed, 0xd787d9, 0x5bc8d8, 0xd0cfcc,
  0x9a9996, 0xff8a7c, 0x8ff0a4, 0xf9f06b, 0x99c1f1, 0xe9a9ec, 0x8fe3ee, 0xffffff,
};

static void
fill (GdkRGBA *color, guint32 rgb)
{
  color->red = (float) ((rgb >> 16) & 0xff) / 255.0f;
  color->green = (float) ((rgb >> 8) & 0xff) / 255.0f;
  color->blue = (float) (rgb & 0xff) / 255.0f;
  color->alpha = 1.0f;
}

/**
 * sublet_terminal_palette_get:
 * @palette: (out caller-allocates): the colours
 * @dark: whether the surroundings are dark
 * @high_contrast: whether the ground and the text are to be as far apart as they can
 */
void
sublet_terminal_palette_get (SubletTerminalPalette *palette, gboolean dark, gboolean high_contrast)
{
  const guint32 *colors = dark ? dark_colors : light_colors;
  gsize i;

  g_return_if_fail (palette != NULL);

  fill (&palette->foreground,
        high_contrast ? (dark ? 0xffffff : 0x000000) : (dark ? 0xf0f0ee : 0x1e1e1e));
  fill (&palette->background, dark ? (high_contrast ? 0x000000 : 0x1d1d20) : 0xffffff);
  for (i = 0; i < SUBLET_TERMINAL_N_COLORS; i++)
    fill (&palette->colors[i], colors[i]);
}

static double
get_linear (float channel)
{
  double value = (double) channel;

  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *color)
{
  return 0.2126 * get_linear (color->red) + 0.7152 * get_linear (color->green) +
         0.0722 * get_linear (color->blue);
}

/**
 * sublet_terminal_palette_get_contrast:
 * @a: an opaque colour
 * @b: another
 *
 * Source: Web Content Accessibility Guidelines 2.1, "contrast ratio" and "relative luminance".
 *
 * Returns: 1 (the same) to 21 (black and white)
 */
double
sublet_terminal_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double of_a;
  double of_b;

  g_return_val_if_fail (a != NULL && b != NULL, 1);

  of_a = get_luminance (a);
  of_b = get_luminance (b);

  return (MAX (of_a, of_b) + 0.05) / (MIN (of_a, of_b) + 0.05);
}
