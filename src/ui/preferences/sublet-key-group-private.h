/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/preferences/sublet-key-group.h"

#include "core/ssh/sublet-key-survey.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * The parts share this.
 *
 *   -show  what there is to choose from, and what is in use
 *   -kept  passphrases in the keyring: how many, and forgetting them
 */
struct _SubletKeyGroup
{
  AdwPreferencesGroup parent_instance;

  /* construct-only */
  SubletSettings *settings;   /* (owned) */
  SubletIdentityStore *store; /* (owned) */

  char *agent_path;          /* (owned) (nullable) */
  char *path;                /* (owned) (nullable): of the file that is shown */
  bool wanted;               /* it is to be used, unless something is wrong with it */
  GCancellable *cancellable; /* (owned): of the latest look */
  bool showing;              /* a tick now is none of the person's */
  int n_kept;                /* passphrases that the keyring showed last; -1: not known */

  /* children; the ticks are borrowed */
  AdwActionRow *locked_row;
  GtkWidget *unlock_row;
  AdwActionRow *kept_row; /* passphrases in the keyring */
  GtkWidget *forget_row;
  AdwActionRow *file_row;
  GtkCheckButton *own_tick;
  GtkCheckButton *file_tick;
  GPtrArray *agent_rows; /* (owned) (element-type AdwActionRow) */
};

AdwActionRow *sublet_key_group_make_row (const char *title, const char *subtitle);
GtkCheckButton *sublet_key_group_add_tick (SubletKeyGroup *self,
                                           AdwActionRow *row,
                                           GCallback callback);
/* (transfer floating) */
GtkWidget *sublet_key_group_make_order_row (SubletKeyGroup *self,
                                            const char *label,
                                            GCallback callback);
void sublet_key_group_show_survey (SubletKeyGroup *self, const SubletKeySurvey *survey);
void sublet_key_group_show_choice (SubletKeyGroup *self);

/* Two rows, seen while the keyring shows some. */
void sublet_key_group_add_kept_rows (SubletKeyGroup *self);
void sublet_key_group_count_kept (SubletKeyGroup *self);

/* A tick of an agent's row was set or taken away. */
void sublet_key_group_on_agent_key (SubletKeyGroup *self);

G_END_DECLS
