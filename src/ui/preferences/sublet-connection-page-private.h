/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/preferences/sublet-connection-page.h"

#include "ui/preferences/sublet-ssh-key-row.h"

G_BEGIN_DECLS

/*
 * The parts share this.
 *
 *   -change  what a person does to the keys: copy, add, remove and undo; where API keys are made
 */
struct _SubletConnectionPage
{
  AdwPreferencesPage parent_instance;

  /* construct-only */
  SubletAccountKeys *keys;    /* (owned) */
  SubletRentalEngine *engine; /* (owned) */

  GPtrArray *rows; /* (owned) (element-type SubletSshKeyRow): children of keys_group */

  /* template children */
  AdwPreferencesGroup *keys_group;
  AdwActionRow *problem_row;
  AdwActionRow *own_row;
  GtkWidget *register_button;
  AdwActionRow *face_row;
  GtkSpinner *spinner;
  GtkWidget *again_button;
  GtkWidget *key_page_row;
};

void sublet_connection_page_copy (SubletConnectionPage *self, SubletSshKeyRow *row);
void sublet_connection_page_ask_to_remove (SubletConnectionPage *self, SubletSshKeyRow *row);
void sublet_connection_page_add (SubletConnectionPage *self);
void sublet_connection_page_open_key_page (SubletConnectionPage *self);
/* NULL: there is none any more. */
void sublet_connection_page_show_problem (SubletConnectionPage *self,
                                          const char *title,
                                          const GError *error);

G_END_DECLS
