/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/welcome/sublet-key-summary.h"
#include "ui/welcome/sublet-welcome-page.h"

G_BEGIN_DECLS

struct _SubletWelcomePage
{
  AdwBin parent_instance;

  SubletSession *session;        /* (owned) (nullable) */
  GSignalGroup *session_group;   /* (owned) */
  GSignalGroup *key_store_group; /* (owned) */

  SubletSizeClass size_class;

  GCancellable *cancellable; /* (owned) (nullable): of the check under way */
  GCancellable *looking;     /* (owned) (nullable): for the official client's file, while rooted */
  GFile *client_file;        /* (owned) (nullable): the official client's, where there is one */
  gboolean client_file_used; /* the key in use was read from it, and its copy is still there */
  gboolean accepted;         /* a key was accepted here */
  gboolean at_field;         /* what is tried, or went wrong, is what the field holds */
  GError *error;             /* (owned) (nullable): what went wrong last */

  /* template children */
  GtkWidget *environment_row;
  GtkWidget *environment_button;
  GtkWidget *kept_row;
  GtkWidget *kept_button;
  GtkWidget *client_row;
  GtkWidget *client_button;
  GtkWidget *file_button;
  GtkWidget *get_button;
  AdwEntryRow *key_row;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkWidget *details;
  GtkLabel *details_text;
  GtkLabel *keeping;
  GtkWidget *retry_button;
  GtkLabel *way_out;
  GtkWidget *waiting_box;
  GtkSpinner *spinner;
  GtkLabel *waiting;
  GtkWidget *stop_button;
  SubletKeySummary *summary;
  GtkWidget *delete_button;
  GtkButton *go_button;
  SubletAnnouncer *announcer;
};

/* What was under way when the page went away ends later. */
gboolean sublet_welcome_page_is_gone (SubletWelcomePage *self);

/* ---- sublet-welcome-page-show.c ---- */

/* Shows what the fields above say. */
void sublet_welcome_page_update (SubletWelcomePage *self);
/* What the person is told, with the next step. */
char *sublet_welcome_page_dup_problem (SubletWelcomePage *self, const GError *error);

/* ---- sublet-welcome-page-try.c ---- */

/* Tries what the field holds. */
void sublet_welcome_page_check_key (SubletWelcomePage *self);
/* Tries a key that was read somewhere. */
void sublet_welcome_page_try_key (SubletWelcomePage *self,
                                  SecretValue *key,
                                  SubletKeyOrigin origin);
GCancellable *sublet_welcome_page_begin (SubletWelcomePage *self, gboolean at_field);
void sublet_welcome_page_fail (SubletWelcomePage *self, const GError *error);

/* ---- sublet-welcome-page-sources.c ---- */

void sublet_welcome_page_use_environment (SubletWelcomePage *self);
void sublet_welcome_page_pick_file (SubletWelcomePage *self);
void sublet_welcome_page_use_client_file (SubletWelcomePage *self);
void sublet_welcome_page_delete_copy (SubletWelcomePage *self);
void sublet_welcome_page_find_client_file (SubletWelcomePage *self);
void sublet_welcome_page_open_key_page (SubletWelcomePage *self);

G_END_DECLS
