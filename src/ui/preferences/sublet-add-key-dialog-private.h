/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/preferences/sublet-add-key-dialog.h"

G_BEGIN_DECLS

/*
 * The parts share this.
 *
 *   -file  the file that is chosen and read
 */
struct _SubletAddKeyDialog
{
  AdwWindow parent_instance;

  SubletAccountKeys *keys;   /* (owned) */
  GCancellable *cancellable; /* (owned): of the file that is chosen and read */
  gboolean adding;
  GtkTextTag *whole; /* (borrowed): the buffer's, a hyphen would look like a part of the key */

  /* template children */
  GtkTextView *text_view;
  GtkWidget *problem_box;
  GtkLabel *problem_label;
  GtkSpinner *spinner;
};

void sublet_add_key_dialog_show_problem (SubletAddKeyDialog *self, const char *problem);
void sublet_add_key_dialog_choose_file (SubletAddKeyDialog *self);

G_END_DECLS
