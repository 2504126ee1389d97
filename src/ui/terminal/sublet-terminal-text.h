/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/terminal/sublet-terminal-line.h"

G_BEGIN_DECLS

/* A terminal's surroundings in words: pure functions. All return new text unless they say so. */

/* "RTX 4090 · direct 23 ms · $0.325/h, $1.44 so far · lease 3 h 48 min"; narrow: rate and lease. */
char *sublet_terminal_text_dup_subtitle (SubletRental *rental,
                                         const SubletTerminalLineFacts *facts,
                                         SubletClock *clock,
                                         SubletSizeClass size_class);
/* Milliseconds until the subtitle says something else by itself: at most a minute. */
gint64 sublet_terminal_text_get_next_change_ms (SubletRental *rental, SubletClock *clock);

/* "ada-1", "ada-1 (2)" */
char *sublet_terminal_text_dup_tab_title (SubletRental *rental, guint number);

/* What a card's button does. */
typedef enum
{
  SUBLET_TERMINAL_DEED_NONE,
  SUBLET_TERMINAL_DEED_CANCEL,
  SUBLET_TERMINAL_DEED_TRY_AGAIN,
  SUBLET_TERMINAL_DEED_RECONNECT,
  SUBLET_TERMINAL_DEED_NEW_SHELL,
  SUBLET_TERMINAL_DEED_FIND_CAUSE,
  SUBLET_TERMINAL_DEED_CLOSE,
} SubletTerminalDeed;

/* (transfer none) (nullable) */
const char *sublet_terminal_text_get_deed (SubletTerminalDeed deed);

/* The card over a terminal that has no shell. */
typedef struct
{
  char *title;              /* (owned) */
  char *line;               /* (owned) (nullable) */
  char *details;            /* (owned) (nullable): technical, or two fingerprints */
  SubletTerminalDeed first; /* the way on */
  SubletTerminalDeed second;
  gboolean working; /* something is on its way */
  gboolean alarming;
  gboolean shows_details; /* unfolded: without them the card says nothing */
} SubletTerminalCardText;

/* at_us: local time at which the line came into that state. demo: nothing here costs money. */
void sublet_terminal_card_text_fill (SubletTerminalCardText *text,
                                     SubletRental *rental,
                                     const SubletTerminalLineFacts *facts,
                                     gint64 at_us,
                                     gint64 now_us,
                                     gboolean demo);
void sublet_terminal_card_text_clear (SubletTerminalCardText *text);

/* What is said aloud; (nullable): nothing. */
char *sublet_terminal_text_dup_spoken (SubletRental *rental,
                                       const SubletTerminalLineFacts *facts,
                                       const SubletTerminalCardText *card);

G_END_DECLS
