/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-field-row.h"
#include "ui/rent/sublet-access-fold.h"

G_BEGIN_DECLS

/*
 * The parts share this.
 *
 *   sublet-access-fold.c   the SSH key, the registry login, and what the three rows say together
 *   -volume                which volume, how large, where
 */
struct _SubletAccessFold
{
  AdwExpanderRow parent_instance;

  /* state */
  GArray *choices;      /* (owned) (element-type SubletVolumeChoice): from the second entry on */
  gint64 machine_id;    /* whose volumes they are */
  gboolean asked;       /* the password was not kept, and nothing was typed since */
  gboolean volume_gone; /* what was filled in is on another machine */
  gboolean filling;
  char *problem;             /* (owned) (nullable) */
  SubletKeyField *key_field; /* (owned) */

  /* template children */
  SubletFieldRow *key_row;
  SubletFieldRow *key_file_row;
  SubletFieldRow *account_keys_row;
  SubletFieldRow *server_row;
  GtkEntry *server_entry;
  SubletFieldRow *user_row;
  GtkEntry *user_entry;
  SubletFieldRow *password_row;
  GtkPasswordEntry *password_entry;
  SubletFieldRow *volume_row;
  GtkDropDown *volume_choice;
  SubletFieldRow *size_row;
  GtkSpinButton *size_spin;
  GtkAdjustment *size_adjustment;
  SubletFieldRow *path_row;
  GtkEntry *path_entry;
};

/* ---- -volume ---- */

/* Before the template. */
void sublet_access_fold_init_volumes (SubletAccessFold *self);
/* Which rows are seen, and what a new one costs. */
void sublet_access_fold_show_volume (SubletAccessFold *self);
/* Notes where a recipe's is not on this machine. */
void sublet_access_fold_fill_volume (SubletAccessFold *self, const SubletLaunchVolume *volume);
void sublet_access_fold_write_volume (SubletAccessFold *self, SubletLaunch *launch);
/* (transfer full) (nullable): what is wrong with the size of a new one. */
char *sublet_access_fold_dup_size_problem (SubletAccessFold *self);

G_END_DECLS
