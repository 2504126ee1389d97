/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"
#include "core/ssh/sublet-key-choice.h"
#include "ui/common/sublet-field-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_KEY_FIELD (sublet_key_field_get_type ())

/*
 * Which SSH key signs in to what is rented, over two rows that belong to others: the choice, and
 * the file where it is one. Signal: "changed", also when a look at the key told something new.
 */
G_DECLARE_FINAL_TYPE (SubletKeyField, sublet_key_field, SUBLET, KEY_FIELD, GObject)

/* The rows hold it no longer than it lives; the control of row is a GtkDropDown. */
SubletKeyField *sublet_key_field_new (SubletFieldRow *row, SubletFieldRow *file_row);

/* Starts afresh; emits nothing. */
void sublet_key_field_fill (SubletKeyField *self, SubletLaunch *launch);
void sublet_key_field_write (SubletKeyField *self, SubletLaunch *launch);
/* Marks what is wrong with what was written here; (transfer none) (nullable): a sentence. */
const char *sublet_key_field_check (SubletKeyField *self, SubletLaunch *launch);
/* At the keys there are, for the person may have added some. */
void sublet_key_field_look (SubletKeyField *self);
gboolean sublet_key_field_get_looking (SubletKeyField *self);
void sublet_key_field_choose_file (SubletKeyField *self);

/* (nullable): what Preferences name, to be looked at as the other choices are. */
void sublet_key_field_set_preference (SubletKeyField *self, SubletKeyChoice *preference);
/* What the file chooser gave; (nullable): nothing, and the choice before it stays. */
void sublet_key_field_take_file (SubletKeyField *self, GFile *file);
/* Where an agent listens, instead of where the desktop says. */
void sublet_key_field_set_agent_path (SubletKeyField *self, const char *path);

G_END_DECLS
