/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_FIND_BAR (sublet_find_bar_get_type ())

/*
 * Where one types what to find in the text beside it, upwards first: what was written last is what
 * one looks for. What is searched, and how, is its subclass's. Escape closes it.
 *
 * Property: "search-mode" (writable: is it open).
 */
G_DECLARE_DERIVABLE_TYPE (SubletFindBar, sublet_find_bar, SUBLET, FIND_BAR, GtkWidget)

/**
 * SubletFindBarClass:
 * @text_changed: another text is to be found
 * @step: to the match before (-1) or after (1) this one
 * @mode_changed: it was opened or closed
 */
struct _SubletFindBarClass
{
  GtkWidgetClass parent_class;

  void (*text_changed) (SubletFindBar *self);
  void (*step) (SubletFindBar *self, int direction);
  void (*mode_changed) (SubletFindBar *self, gboolean open);
};

gboolean sublet_find_bar_get_search_mode (SubletFindBar *self);
void sublet_find_bar_set_search_mode (SubletFindBar *self, gboolean search_mode);

/* For subclasses. */
void sublet_find_bar_set_prompt (SubletFindBar *self, const char *prompt);
const char *sublet_find_bar_get_text (SubletFindBar *self);
void sublet_find_bar_show_found (SubletFindBar *self, gboolean found, const char *words);
void sublet_find_bar_set_can_step (SubletFindBar *self, gboolean can_step);
void sublet_find_bar_add (SubletFindBar *self, GtkWidget *widget);

G_END_DECLS
