/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/terminal/sublet-terminal-tab.h"
#include "ui/terminal/sublet-terminal-window.h"

G_BEGIN_DECLS

/* The window, its tabs, its actions and its end share this. */
struct _SubletTerminalWindow
{
  AdwWindow parent_instance;

  /* construct-only */
  SubletSettings *settings; /* (owned) */
  SubletClock *clock;       /* (owned) */
  gboolean demo;
  char *ssh_problem; /* (owned) (nullable) */

  SubletAssistiveStatus *status; /* (owned) */
  GtkEventController *keys;      /* (borrowed): the window's */
  GCancellable *cancellable;     /* (owned): until it is gone */
  GCancellable *ticking;         /* (owned) (nullable): until the subtitle changes by itself */
  gboolean asking;               /* a question about its end stands */
  gboolean may_close;            /* and was answered */

  /* template children */
  GtkWidget *size_bin;
  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *facts;
  GtkWidget *search_button;
  GtkWidget *menu_button;
  AdwTabBar *tab_bar;
  GtkWidget *search;
  GtkWidget *toasts;
  GtkWidget *stack;
  GtkWidget *lease;
  AdwTabView *tab_view;
  GtkWidget *context_menu;
};

SubletTerminalTab *sublet_terminal_window_add_line (SubletTerminalWindow *self,
                                                    SubletRental *rental,
                                                    SubletTerminalLine *line);

SubletTerminalTab *sublet_terminal_window_get_tab (SubletTerminalWindow *self);

/* Tabs. */
void sublet_terminal_window_connect_tabs (SubletTerminalWindow *self);
void sublet_terminal_window_update (SubletTerminalWindow *self);
void sublet_terminal_window_stop_ticking (SubletTerminalWindow *self);

/* Actions and keys. */
void sublet_terminal_window_class_install_actions (GtkWidgetClass *widget_class);
void sublet_terminal_window_update_actions (SubletTerminalWindow *self);
void sublet_terminal_window_add_keys (SubletTerminalWindow *self);
void sublet_terminal_window_popup_context_menu (SubletTerminalWindow *self,
                                                GtkWidget *view,
                                                double x,
                                                double y);

/* One key and what it does: the help page lists the same. */
typedef struct
{
  const char *accelerators; /* between blanks, as the help page has them */
  const char *action;
  const char *target; /* (nullable): printed GVariant */
} SubletTerminalKey;

const SubletTerminalKey *sublet_terminal_window_get_keys (gsize *n_keys);
/* Does what a key is for. Returns: whether it is for anything. */
gboolean sublet_terminal_window_press (SubletTerminalWindow *self,
                                       guint key,
                                       GdkModifierType modifiers);

/* Its end. */
gboolean sublet_terminal_window_on_close_page (SubletTerminalWindow *self, AdwTabPage *page);
gboolean sublet_terminal_window_on_close_request (SubletTerminalWindow *self);

G_END_DECLS
