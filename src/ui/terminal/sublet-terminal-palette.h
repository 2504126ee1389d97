/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define SUBLET_TERMINAL_N_COLORS 16

/* The colours of a terminal, for light or dark surroundings. */
typedef struct
{
  GdkRGBA foreground;
  GdkRGBA background;
  GdkRGBA colors[SUBLET_TERMINAL_N_COLORS];
} SubletTerminalPalette;

void sublet_terminal_palette_get (SubletTerminalPalette *palette,
                                  gboolean dark,
                                  gboolean high_contrast);
/* 1 to 21, as WCAG 2 defines it. */
double sublet_terminal_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b);

G_END_DECLS
