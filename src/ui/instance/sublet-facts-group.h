/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_FACTS_GROUP (sublet_facts_group_get_type ())

/* Facts under a heading: what it is at the start, the fact at the end, and a button that copies it
 * where that is of use. Without facts the group is not seen. */
G_DECLARE_FINAL_TYPE (SubletFactsGroup, sublet_facts_group, SUBLET, FACTS_GROUP, AdwBin)

typedef enum
{
  SUBLET_FACT_PLAIN = 0,
  SUBLET_FACT_COPIES = 1 << 0, /* has the button, and is given as it was said */
  SUBLET_FACT_CODE = 1 << 1,   /* what a machine reads */
} SubletFactFlags;

/* @title: translated, in Header Capitals. */
GtkWidget *sublet_facts_group_new (const char *title);

/* Puts or replaces the fact of that name, which is translated; NULL takes it away. What is
 * copied is tamed here; what is not is given as it is shown. */
void sublet_facts_group_set (SubletFactsGroup *self,
                             const char *name,
                             const char *fact,
                             SubletFactFlags flags);
/* Of lines that a machine reads, which are copied, the first is shown. */
void sublet_facts_group_set_block (SubletFactsGroup *self,
                                   const char *name,
                                   const char *first,
                                   const char *block);
/* What can be done about a fact. All translated. */
typedef struct
{
  const char *label;
  const char *spoken; /* whole, for those who listen */
  const char *action; /* of a widget around the group */
} SubletFactDeed;

/* A button behind a plain fact, while it is @offered. */
void sublet_facts_group_offer (SubletFactsGroup *self,
                               const char *name,
                               const SubletFactDeed *deed,
                               bool offered);
/* Takes all of them away. */
void sublet_facts_group_clear (SubletFactsGroup *self);
/* After the others, whatever they are called. */
void sublet_facts_group_append (SubletFactsGroup *self, const char *name, const char *fact);

G_END_DECLS
