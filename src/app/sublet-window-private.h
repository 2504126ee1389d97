/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/sublet-window.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/rent/sublet-rent-dialog.h"
#include "ui/welcome/sublet-welcome-page.h"

G_BEGIN_DECLS

struct _SubletWindow
{
  AdwApplicationWindow parent_instance;

  /* construct-only */
  SubletServices *services; /* (owned) */

  SubletSession *session;      /* (owned) (nullable): the one that the pages were built for */
  SubletRentalEngine *engine;  /* (owned) (nullable): likewise */
  GSignalGroup *session_group; /* (owned) */
  GSignalGroup *engine_group;  /* (owned) */
  GSignalGroup *rentals_group; /* (owned) */
  GtkWidget *market_page;      /* (borrowed) (nullable): the stack's */
  GtkStack *instances_place;   /* (borrowed) (nullable): the stack's: all of them, or one */
  GtkWidget *instances_page;   /* (borrowed) (nullable): all of them */
  GtkWidget *instance_page;    /* (borrowed) (nullable): one of them, while it is open */
  GtkWidget *billing_page;     /* (borrowed) (nullable): the stack's, with its sections */
  GtkWidget *spending_view;    /* (borrowed) (nullable): one of these sections */
  GtkWidget *journal_view;     /* (borrowed) (nullable): one of these sections */
  GCancellable *renting_again; /* (owned) (nullable): while an offer is looked for */
  GtkWindow *terminal;         /* (weak) (nullable): its shells */
  gboolean filling;            /* pages are being added: what is visible is not a choice */
  guint slow_id;               /* while it is not known what to show */
  gboolean slow;               /* that has taken a while */
  gboolean looking;            /* no key in use, but the person looks at what was rented */
  gboolean replacing;          /* a key in use, but the person enters another one */
  gboolean closing;            /* the question before closing was answered */
  gboolean quitting;           /* what closes is the program, not the window alone */
  gboolean no_background;      /* the desktop has nobody who lets it go on without a window */
  SubletErrand errand;         /* what waits */
  char *errand_rental;         /* (owned) (nullable): of which rental; NULL: nothing waits */

  /* template children */
  SubletSizeBin *size_bin;
  AdwHeaderBar *header_bar;
  GtkStack *start_stack;
  GtkWidget *back_button;
  GtkStack *title_stack;
  GtkLabel *window_title;
  AdwViewSwitcher *switcher;
  AdwBin *pill_slot;
  AdwBin *strip_slot;
  AdwToastOverlay *toasts;
  GtkStack *root_stack;
  GtkSpinner *starting_spinner;
  GtkLabel *starting_label;
  GtkWidget *starting_box;
  AdwStatusPage *failed_page;
  GtkLabel *failed_details;
  SubletWelcomePage *welcome_page;
  AdwViewStack *stack;
  AdwViewSwitcherBar *switcher_bar;
};

/* sublet-window-show.c: what session and services say. */
void sublet_window_update (SubletWindow *self);

/* sublet-window-header.c: root is the face that is seen. */
void sublet_window_update_header (SubletWindow *self, const char *root);

/* sublet-window-services.c: what the services hand down, and what the engine tells. */
void sublet_window_init_services (SubletWindow *self);
void sublet_window_connect_services (SubletWindow *self);
void sublet_window_disconnect_services (SubletWindow *self);
void sublet_window_update_attention (SubletWindow *self);

/* sublet-window-pages.c: what needs the services to be ready. */
void sublet_window_fill (SubletWindow *self);
void sublet_window_remove_pages (SubletWindow *self);
void sublet_window_show_market (SubletWindow *self);
/* (nullable): header_start, what stands at the start of the header while it is seen. */
void sublet_window_add_page (SubletWindow *self,
                             GtkWidget *child,
                             const char *name,
                             const char *title,
                             const char *icon_name,
                             GtkWidget *header_start);
/* A page follows the size of the window. */
void sublet_window_bind_size (SubletWindow *self, GtkWidget *page);

/* sublet-window-billing.c */
void sublet_window_build_billing (SubletWindow *self);
void sublet_window_show_journal (SubletWindow *self);

/* sublet-window-instance.c: the page of one instance */
void sublet_window_build_instances_place (SubletWindow *self);
void sublet_window_open_instance (SubletWindow *self, SubletRental *rental, const char *section);
void sublet_window_leave_instance (SubletWindow *self);
void sublet_window_go_back (SubletWindow *self);

/* sublet-window-frame.c: the strip and the money pill */
void sublet_window_build_frame (SubletWindow *self);
void sublet_window_show_instances (SubletWindow *self);

/* sublet-window-rent.c */
SubletRentDialog *sublet_window_rent (SubletWindow *self, SubletOffer *offer);

/* sublet-window-rent-again.c */
void sublet_window_rent_again (SubletWindow *self, const char *rental_id);
void sublet_window_stop_renting_again (SubletWindow *self);

/* sublet-window-preferences.c */
void sublet_window_show_preferences (SubletWindow *self, const char *page);

/* sublet-window-website.c */
void sublet_window_open_website (SubletWindow *self, const char *address);

/* sublet-window-terminal.c */
void sublet_window_open_terminal (SubletWindow *self, SubletRental *rental);
void sublet_window_close_terminal (SubletWindow *self);
void sublet_window_leave_terminals (SubletWindow *self);
void sublet_window_adopt_terminals (SubletWindow *self);

/* sublet-window-log.c */
void sublet_window_open_log (SubletWindow *self, SubletRental *rental);
void sublet_window_close_logs (SubletWindow *self);

/* sublet-window-background.c */
gboolean sublet_window_can_go_to_background (SubletWindow *self);
void sublet_window_go_to_background (SubletWindow *self);

/* sublet-window-errand.c; (transfer full) (nullable): the rental */
SubletRental *sublet_window_find_rental (SubletWindow *self, const char *id);
void sublet_window_run_errand (SubletWindow *self);

/* sublet-window-actions.c */
void sublet_window_class_install_actions (GtkWidgetClass *widget_class);
void sublet_window_update_actions (SubletWindow *self);

/* sublet-window-questions.c */
gboolean sublet_window_ask_before_closing (SubletWindow *self);
void sublet_window_ask_to_forget (SubletWindow *self);
void sublet_window_tell (SubletWindow *self, const char *heading, const char *body);

G_END_DECLS
