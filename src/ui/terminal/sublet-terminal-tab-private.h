/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/terminal/sublet-terminal-card.h"
#include "ui/terminal/sublet-terminal-mirror.h"
#include "ui/terminal/sublet-terminal-offer.h"
#include "ui/terminal/sublet-terminal-tab.h"
#include "ui/terminal/sublet-terminal-upload.h"

G_BEGIN_DECLS

/* The widget and its way through the states share this. */
struct _SubletTerminalTab
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRental *rental;          /* (owned) */
  SubletTerminalLine *line;      /* (owned) */
  SubletSettings *settings;      /* (owned) */
  SubletClock *clock;            /* (owned) */
  SubletAssistiveStatus *status; /* (owned) */
  gboolean demo;
  char *ssh_problem; /* (owned) (nullable) */
  guint number;

  /* state */
  SubletTerminalLineState state;
  gint64 state_at_us;    /* this computer's time */
  gboolean cancelled;    /* the person did not want to wait */
  gboolean patient;      /* a connecting line has taken long enough to be shown */
  GError *join_error;    /* (owned) (nullable): the shell's end could not be joined */
  GCancellable *waiting; /* (owned) (nullable): until it has */
  SubletTerminalDeed first_deed;
  gboolean kept;      /* its shells are kept in tmux */
  gboolean declined;  /* the person does not want this one to be */
  gboolean reopening; /* its shell is being closed for one that is */

  SubletTerminalMirror *mirror; /* (owned) */

  /* children */
  GtkWidget *box;               /* parented */
  SubletTerminalUpload *upload; /* (borrowed): within box */
  SubletTerminalOffer *offer;   /* (borrowed): likewise */
  GtkWidget *overlay;           /* (borrowed): likewise */
  SubletTerminalView *view;     /* (borrowed): within overlay */
  SubletTerminalCard *card;     /* (borrowed): likewise */
  GtkWidget *announcer;         /* (borrowed): likewise */
};

void sublet_terminal_tab_open (SubletTerminalTab *self);
GtkWidget *sublet_terminal_tab_make_upload (SubletTerminalTab *self);
GtkWidget *sublet_terminal_tab_make_offer (SubletTerminalTab *self);
void sublet_terminal_tab_prepare_tmux (SubletTerminalTab *self);
void sublet_terminal_tab_look_for_tmux (SubletTerminalTab *self);
void sublet_terminal_tab_update_offer (SubletTerminalTab *self);
gboolean sublet_terminal_tab_reopen (SubletTerminalTab *self);
void sublet_terminal_tab_update_price (SubletTerminalTab *self);
void sublet_terminal_tab_on_line_changed (SubletTerminalTab *self);
void sublet_terminal_tab_on_resized (SubletTerminalTab *self, int columns, int rows);
void sublet_terminal_tab_read_facts (SubletTerminalTab *self, SubletTerminalLineFacts *facts);
void sublet_terminal_tab_start_waiting (SubletTerminalTab *self);
void sublet_terminal_tab_resume_waiting (SubletTerminalTab *self);
void sublet_terminal_tab_stop_waiting (SubletTerminalTab *self);
void sublet_terminal_tab_show_state (SubletTerminalTab *self);
void sublet_terminal_tab_say_state (SubletTerminalTab *self);
void sublet_terminal_tab_update_name (SubletTerminalTab *self);
gboolean sublet_terminal_tab_place_overlay (SubletTerminalTab *self,
                                            GtkWidget *overlay,
                                            GdkRectangle *place);

G_END_DECLS
