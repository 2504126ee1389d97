/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-survey.h"
#include "ui/rent/sublet-key-field.h"

G_BEGIN_DECLS

/*
 * The parts of the field for a rental's SSH key:
 *   sublet-key-field.c           what is chosen, and a look at it
 *   sublet-key-field-check.c     whether it can be used
 *   sublet-key-field-entries.c   how that looks: the drop-down's entries, the rows' hints
 */

/* The first entries; keys of the agent's follow. */
typedef enum
{
  SUBLET_KEY_ENTRY_PREFERENCES,
  SUBLET_KEY_ENTRY_OWN,
  SUBLET_KEY_ENTRY_FILE,
  SUBLET_KEY_ENTRY_FIRST_OF_AGENT,
} SubletKeyEntry;

struct _SubletKeyField
{
  GObject parent_instance;

  /* construct-only */
  SubletFieldRow *row;      /* (owned) */
  SubletFieldRow *file_row; /* (owned) */
  GtkDropDown *entries;     /* (owned) */

  /* state */
  SubletKeyChoice *choice;     /* (owned) (nullable): NULL: as in Preferences, or UNKNOWN */
  SubletKeyChoice *preference; /* (owned) (nullable): of Preferences; NULL: not known here */
  char *unknown;               /* (owned) (nullable): what another version chose */
  char *file_path;             /* (owned) (nullable): of the file that was chosen last */
  GPtrArray *agent;            /* (owned) (element-type utf8): fingerprints, as in the entries */
  SubletKeySurvey *survey;     /* (owned) (nullable): the latest */
  GCancellable *cancellable;   /* (owned): of the look under way */
  char *agent_path;            /* (owned) (nullable) */
  char *problem;               /* (owned) (nullable) */
  gboolean filling;
  gboolean looking; /* a look is under way */
};

/* -check.c */

/* (nullable): which key what is chosen comes to, as far as that is known. */
SubletKeyChoice *sublet_key_field_get_meant (SubletKeyField *self);

/* -entries.c */

/* Once, before anything is shown. */
void sublet_key_field_set_up_entries (SubletKeyField *self);
/* The list anew, from the latest look. */
void sublet_key_field_show_entries (SubletKeyField *self);
/* What is chosen of the list as it is: what the person selects is no time to change the list. */
void sublet_key_field_show_entry (SubletKeyField *self);
void sublet_key_field_show_hints (SubletKeyField *self);
/* GTK_INVALID_LIST_POSITION: what is chosen is not in the list. */
guint sublet_key_field_get_entry (SubletKeyField *self);
SubletKeyChoiceKind sublet_key_field_get_kind (SubletKeyField *self);

G_END_DECLS
