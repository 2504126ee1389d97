/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SECTIONS (sublet_sections_get_type ())

/*
 * The parts of a page: a list beside the one that is shown. Where it is narrow there are buttons
 * over it, or, of a page with more parts than fit there ("list-first"), the list comes first, and a
 * part is a page of its own.
 *
 * Properties: "label" (construct-only, what the list is called), "list-first" (construct-only),
 * "size-class" (bind to the window's size bin; sections that have one are bound to it), "section"
 * (name of the one that is shown; NULL while a narrow page shows its list alone; notifies).
 */
G_DECLARE_FINAL_TYPE (SubletSections, sublet_sections, SUBLET, SECTIONS, AdwBin)

/* @label: translated, in Header Capitals. */
GtkWidget *sublet_sections_new (const char *label, gboolean list_first);

/* @title: translated, in Header Capitals. */
void sublet_sections_add (SubletSections *self,
                          const char *name,
                          const char *title,
                          GtkWidget *section);
/* Beside its title in the list; 0: nothing. sentence: (nullable): both for those who listen. */
void sublet_sections_set_count (SubletSections *self,
                                const char *name,
                                guint count,
                                const char *sentence);
/* Above the list. */
void sublet_sections_set_head (SubletSections *self, GtkWidget *head);
void sublet_sections_show (SubletSections *self, const char *name);
/* The section that was shown last, where it is still there; a narrow page begins with its list. */
void sublet_sections_restore (SubletSections *self, const char *name);
const char *sublet_sections_get_shown (SubletSections *self);
/* Has the section that is seen ask again. */
void sublet_sections_refresh (SubletSections *self, const char *action);
gboolean sublet_sections_can_go_back (SubletSections *self);
/* From a part that hides the list to the list; FALSE: nothing hides it. */
gboolean sublet_sections_go_back (SubletSections *self);
void sublet_sections_set_size_class (SubletSections *self, SubletSizeClass size_class);

G_END_DECLS
