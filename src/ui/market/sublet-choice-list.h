/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** No answer yet: no count is said, which is not the same as none. */
#define SUBLET_CHOICE_COUNT_UNKNOWN G_MAXUINT

#define SUBLET_TYPE_CHOICE_LIST (sublet_choice_list_get_type ())

/*
 * Choices to tick, each with how many offers it would show: the first few, and all after a click or
 * while searching. What is ticked is always seen. Properties: "search-label" (translated; NULL for
 * a list that cannot be searched), "n-first" (how many are
 * seen at first), "more-label" (translated, as in "All 41 Models…"). Signal "toggled" (id,
 * active): by the person.
 */
G_DECLARE_FINAL_TYPE (SubletChoiceList, sublet_choice_list, SUBLET, CHOICE_LIST, AdwBin)

GtkWidget *sublet_choice_list_new (void);

void sublet_choice_list_set_choices (SubletChoiceList *self,
                                     const char *const *ids,
                                     const char *const *labels);
void sublet_choice_list_set_choice (SubletChoiceList *self,
                                    const char *id,
                                    gboolean active,
                                    guint count);
void sublet_choice_list_set_more_label (SubletChoiceList *self, const char *more_label);
GtkWidget *sublet_choice_list_get_search_entry (SubletChoiceList *self);

G_END_DECLS
