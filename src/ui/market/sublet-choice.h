/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One choice of a list, and its row. */
typedef struct
{
  char *id;           /* (owned) */
  char *folded;       /* (owned): for searching */
  GtkListBoxRow *row; /* (borrowed): in the list */
  GtkWidget *check;   /* (borrowed): in the row */
  GtkWidget *count;   /* (borrowed): in the row */
  gulong toggled_handler;
  guint place;
} SubletChoice;

SubletChoice *sublet_choice_new (const char *id, const char *label, guint place);
void sublet_choice_free (SubletChoice *choice);
void sublet_choice_show (SubletChoice *choice, gboolean active, guint count);

G_END_DECLS
