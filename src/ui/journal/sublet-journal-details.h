/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_JOURNAL_DETAILS (sublet_journal_details_get_type ())

/*
 * One rental of the journal: its figures side by side, and what happened to it. It follows the
 * rental as it changes. The button's action is `journal.rent-again`; it is there while that is on.
 */
G_DECLARE_FINAL_TYPE (SubletJournalDetails, sublet_journal_details, SUBLET, JOURNAL_DETAILS, AdwBin)

GtkWidget *sublet_journal_details_new (void);

void sublet_journal_details_set_history (SubletJournalDetails *self, SubletJournalHistory *history);
void sublet_journal_details_set_id (SubletJournalDetails *self, const char *id);
void sublet_journal_details_set_can_rent_again (SubletJournalDetails *self, gboolean can);

G_END_DECLS
