/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The parts of a card. Which of use, room, steps and message there are depends on its state. */
typedef enum
{
  SUBLET_CARD_AREA_IDENTITY,
  SUBLET_CARD_AREA_PLACE,
  SUBLET_CARD_AREA_USE,
  SUBLET_CARD_AREA_ROOM,
  SUBLET_CARD_AREA_STEPS,
  SUBLET_CARD_AREA_MESSAGE,
  SUBLET_CARD_AREA_MONEY,
  SUBLET_CARD_AREA_ACTIONS,
  SUBLET_CARD_AREA_MENU, /* actions that are nothing but the menu */
  SUBLET_CARD_AREA_CONNECTION,
  SUBLET_CARD_AREA_FOOT,
} SubletCardArea;

#define SUBLET_CARD_N_AREAS (SUBLET_CARD_AREA_FOOT + 1)

#define SUBLET_TYPE_CARD_AREA (sublet_card_area_get_type ())

GType sublet_card_area_get_type (void);

#define SUBLET_TYPE_CARD_LAYOUT (sublet_card_layout_get_type ())

/*
 * Places a card's parts with fixed shares of the width, so that those of one card stand under those
 * of the next. Property: "size-class". Layout property of a child: "area".
 */
G_DECLARE_FINAL_TYPE (SubletCardLayout, sublet_card_layout, SUBLET, CARD_LAYOUT, GtkLayoutManager)

void sublet_card_layout_set_size_class (SubletCardLayout *self, SubletSizeClass size_class);

#define SUBLET_TYPE_CARD_LAYOUT_CHILD (sublet_card_layout_child_get_type ())

G_DECLARE_FINAL_TYPE (SubletCardLayoutChild,
                      sublet_card_layout_child,
                      SUBLET,
                      CARD_LAYOUT_CHILD,
                      GtkLayoutChild)

G_END_DECLS
