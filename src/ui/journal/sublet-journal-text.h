/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal-history.h"

G_BEGIN_DECLS

/* Rows of the journal in words: pure functions of a row and of a clock. */

char *sublet_journal_text_dup_when (const SubletJournalRow *row, SubletClock *clock);
char *sublet_journal_text_dup_label (const SubletJournalRow *row);
char *sublet_journal_text_dup_gpu (const SubletJournalRow *row);
char *sublet_journal_text_dup_place (const SubletJournalRow *row);
char *sublet_journal_text_dup_quoted (const SubletJournalRow *row);
char *sublet_journal_text_dup_real (const SubletJournalRow *row, SubletClock *clock);
char *sublet_journal_text_dup_ran_for (const SubletJournalRow *row, SubletClock *clock);
/* How it ended, or how it stands. */
const char *sublet_journal_text_get_ended_by (const SubletJournalRow *row);
/* For a screen reader: the row as one sentence. */
char *sublet_journal_text_dup_sentence (const SubletJournalRow *row, SubletClock *clock);

/* SubletJournalWords: what is searched beside the row's own texts. */
char *sublet_journal_text_dup_place_words (const SubletJournalRow *row);
char *sublet_journal_text_dup_ending_words (const SubletJournalRow *row);

/* "10,000 entries", "12 of 10,000 entries" */
char *sublet_journal_text_dup_count (guint n_rows, guint total);

char *sublet_journal_text_dup_time (gint64 service_us, SubletClock *clock);
char *sublet_journal_text_dup_moment (const SubletJournalMoment *moment);
/* Rate and cost of a moment, (nullable). */
char *sublet_journal_text_dup_moment_money (const SubletJournalMoment *moment);

/* What it would have cost at the quoted rates for as long as it ran and stood stopped, by its
 * moments; SUBLET_MONEY_UNKNOWN. */
gint64 sublet_journal_text_get_quoted_uusd (const SubletJournalRow *row,
                                            const GArray *moments,
                                            gint64 service_us);

G_END_DECLS
