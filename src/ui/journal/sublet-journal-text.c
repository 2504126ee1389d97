/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Missing. */
#define NONE "–"

/* A day and a month alone mean the latest ones of that name. */
#define YEAR_AFTER_US (300 * G_TIME_SPAN_DAY)

typedef struct
{
  SubletRentalReason reason;
  const char *text;
} ReasonText;

/* Why nothing was rented, short enough for a column. The formatter makes stairs of marked
 * strings. */
/* clang-format off */
static const ReasonText refusals[] = {
  { SUBLET_RENTAL_REASON_OFFER_GONE, N_ ("Not rented: taken") },
  { SUBLET_RENTAL_REASON_NEXT_TOO_DEAR, N_ ("Not rented: next one above the ceiling") },
  { SUBLET_RENTAL_REASON_NO_CANDIDATE, N_ ("Not rented: no other offer") },
  { SUBLET_RENTAL_REASON_KEY, N_ ("Not rented: key not accepted") },
  { SUBLET_RENTAL_REASON_FORBIDDEN, N_ ("Not rented: key lacks permission") },
  { SUBLET_RENTAL_REASON_NO_CREDIT, N_ ("Not rented: not enough credit") },
  { SUBLET_RENTAL_REASON_INVALID, N_ ("Not rented: a value does not fit") },
  { SUBLET_RENTAL_REASON_TEMPLATE, N_ ("Not rented: template gone") },
  { SUBLET_RENTAL_REASON_NOT_SENT, N_ ("Not rented: not sent") },
  { SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS, N_ ("Not rented: answer lost, nothing found") },
  { SUBLET_RENTAL_REASON_CAP, N_ ("Not rented: above the spend cap") },
  { SUBLET_RENTAL_REASON_JOURNAL, N_ ("Not rented: journal not writable") },
  /* TRANSLATORS: it was to take the place of another one, which had not ended in time */
  { SUBLET_RENTAL_REASON_NOT_REPLACED, N_ ("Not rented: the one before had not ended") },
};
/* clang-format on */

/* Why one that is still paid for does not run, as short. */
/* clang-format off */
static const ReasonText failures[] = {
  { SUBLET_RENTAL_REASON_IMAGE, N_ ("Failed: no such image") },
  { SUBLET_RENTAL_REASON_NO_PULL, N_ ("Failed: image not public") },
  { SUBLET_RENTAL_REASON_NO_SPACE, N_ ("Failed: disk too small for the image") },
  { SUBLET_RENTAL_REASON_CONTAINER, N_ ("Failed: container does not start") },
  { SUBLET_RENTAL_REASON_EXITED, N_ ("Container ended by itself") },
  /* TRANSLATORS: the machine's host, the one who rents it out */
  { SUBLET_RENTAL_REASON_HOST, N_ ("Failed: host") },
  { SUBLET_RENTAL_REASON_CREDIT_USED_UP, N_ ("Stopped: credit used up") },
  { SUBLET_RENTAL_REASON_LEASE, N_ ("Stopped: its lease ended") },
};
/* clang-format on */

/* NULL when there is none. */
static const char *
find_text (const ReasonText *texts, gsize n_texts, SubletRentalReason reason)
{
  gsize i;

  for (i = 0; i < n_texts; i++)
    {
      if (texts[i].reason == reason)
        return _ (texts[i].text);
    }

  return NULL;
}

static const char *
get_refusal (SubletRentalReason reason)
{
  const char *text = find_text (refusals, G_N_ELEMENTS (refusals), reason);

  return text != NULL ? text : _ ("Not rented");
}

/* Of one that has not ended: why it failed or stopped, else its state. */
static const char *
get_standing (const SubletJournalRow *row)
{
  const char *text = NULL;

  if (row->state == SUBLET_RENTAL_STATE_FAILED || row->state == SUBLET_RENTAL_STATE_EXITED ||
      row->state == SUBLET_RENTAL_STATE_STOPPED)
    text = find_text (failures, G_N_ELEMENTS (failures), row->reason);

  return text != NULL ? text : sublet_rental_text_get_state_word (row->state);
}

/**
 * sublet_journal_text_dup_time:
 * @service_us: service time
 * @clock: the clock
 *
 * Returns: (transfer full): by this computer's clock, "14:02", "Mon 14:02", "3 Dec 14:02"; with the
 *   year where it may be another one, "3 Dec 2025"
 */
char *
sublet_journal_text_dup_time (gint64 service_us, SubletClock *clock)
{
  gint64 local_us = service_us - sublet_clock_get_service_offset_us (clock);
  gint64 now_us = sublet_clock_get_wall_us (clock);
  g_autoptr (GDateTime) time = NULL;

  if (now_us - local_us < YEAR_AFTER_US)
    return sublet_format_time (local_us, now_us);

  time = g_date_time_new_from_unix_local (local_us / G_TIME_SPAN_SECOND);
  /* TRANSLATORS: a day of an earlier year, see g_date_time_format() */
  return time != NULL ? g_date_time_format (time, _ ("%-d %b %Y")) : g_strdup (NONE);
}

/**
 * sublet_journal_text_dup_when:
 * @row: a row
 * @clock: the clock
 *
 * Returns: (transfer full): when it was rented
 */
char *
sublet_journal_text_dup_when (const SubletJournalRow *row, SubletClock *clock)
{
  return row->made_us > 0 ? sublet_journal_text_dup_time (row->made_us, clock) : g_strdup (NONE);
}

/**
 * sublet_journal_text_dup_label:
 * @row: a row
 *
 * Returns: (transfer full): its name
 */
char *
sublet_journal_text_dup_label (const SubletJournalRow *row)
{
  g_autofree char *volume =
    row->volume_id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, row->volume_id) : NULL;

  if (volume != NULL)
    /* TRANSLATORS: storage that outlives instances; %s is its number */
    return g_strdup_printf (_ ("Volume %s"), volume);

  return sublet_format_name (row->label != NULL && row->label[0] != '\0' ? row->label : NONE);
}

/**
 * sublet_journal_text_dup_gpu:
 * @row: a row
 *
 * Returns: (transfer full): "2 × RTX 4090"
 */
char *
sublet_journal_text_dup_gpu (const SubletJournalRow *row)
{
  return row->gpu_name != NULL ? sublet_format_gpu (row->gpu_name, row->num_gpus) : g_strdup (NONE);
}

/**
 * sublet_journal_text_dup_place:
 * @row: a row
 *
 * Returns: (transfer full): "Finland"
 */
char *
sublet_journal_text_dup_place (const SubletJournalRow *row)
{
  const char *comma;
  g_autofree char *region = NULL;

  if (row->place == NULL || row->place[0] == '\0')
    return g_strdup (NONE);

  /* As core writes it: "Uusimaa, FI". */
  comma = strrchr (row->place, ',');
  region = comma != NULL ? g_strndup (row->place, (gsize) (comma - row->place)) : NULL;
  while (comma != NULL && (*comma == ',' || *comma == ' '))
    comma++;

  return sublet_format_place (region, comma != NULL ? comma : row->place);
}

/**
 * sublet_journal_text_dup_quoted:
 * @row: a row
 *
 * Returns: (transfer full): the rate that was accepted
 */
char *
sublet_journal_text_dup_quoted (const SubletJournalRow *row)
{
  return row->quoted_running_nusd != SUBLET_MONEY_UNKNOWN
           ? sublet_format_rate (row->quoted_running_nusd)
           : g_strdup (NONE);
}

/**
 * sublet_journal_text_dup_real:
 * @row: a row
 * @clock: the clock
 *
 * Returns: (transfer full): about what it has cost
 */
char *
sublet_journal_text_dup_real (const SubletJournalRow *row, SubletClock *clock)
{
  gint64 cost_uusd = sublet_journal_row_get_cost_uusd (row, sublet_clock_get_service_us (clock));

  return cost_uusd != SUBLET_MONEY_UNKNOWN ? sublet_format_amount (cost_uusd) : g_strdup (NONE);
}

/**
 * sublet_journal_text_dup_ran_for:
 * @row: a row
 * @clock: the clock
 *
 * Returns: (transfer full): from renting it to its end or to now
 */
char *
sublet_journal_text_dup_ran_for (const SubletJournalRow *row, SubletClock *clock)
{
  gint64 duration_us =
    sublet_journal_row_get_duration_us (row, sublet_clock_get_service_us (clock));

  return duration_us > 0 ? sublet_format_duration (duration_us) : g_strdup (NONE);
}

/**
 * sublet_journal_text_get_ended_by:
 * @row: a row
 *
 * Returns: (transfer none): how it ended; of an open one its state, and why it failed
 */
const char *
sublet_journal_text_get_ended_by (const SubletJournalRow *row)
{
  switch (row->ending)
    {
    case SUBLET_JOURNAL_ENDING_DESTROYED:
      /* TRANSLATORS: in a column "Ended By" */
      return C_ ("ended by", "You");

    case SUBLET_JOURNAL_ENDING_LEASE:
      /* TRANSLATORS: in a column "Ended By": the time for which it was rented had run out */
      return C_ ("ended by", "Lease");

    case SUBLET_JOURNAL_ENDING_HOST:
      /* TRANSLATORS: in a column "Ended By": whoever owns the machine */
      return C_ ("ended by", "Host");

    case SUBLET_JOURNAL_ENDING_CREDIT:
      return C_ ("ended by", "Credit used up");

    case SUBLET_JOURNAL_ENDING_ELSEWHERE:
      /* TRANSLATORS: in a column "Ended By": not with this program, as on the website */
      return C_ ("ended by", "Elsewhere");

    case SUBLET_JOURNAL_ENDING_REFUSED:
      return get_refusal (row->reason);

    case SUBLET_JOURNAL_ENDING_VOLUME_DELETED:
      /* TRANSLATORS: in a column "Ended By", of a volume */
      return C_ ("volume", "Deleted");

    case SUBLET_JOURNAL_ENDING_VOLUME_REFUSED:
      return _ ("Not deleted: refused");

    case SUBLET_JOURNAL_ENDING_VOLUME_NOT_SENT:
      return _ ("Not deleted: not sent");

    case SUBLET_JOURNAL_ENDING_VOLUME_STILL_THERE:
      /* TRANSLATORS: it was ordered away, and the service lists it long after that */
      return _ ("Not deleted: still listed");

    case SUBLET_JOURNAL_ENDING_VOLUME_ORDERED_AGAIN:
      /* TRANSLATORS: the deletion of a volume, of which a later line has the outcome */
      return _ ("Ordered away again");

    case SUBLET_JOURNAL_ENDING_NONE:
    default:
      return row->volume_id != 0 ? _ ("Being deleted") : get_standing (row);
    }
}

/**
 * sublet_journal_text_dup_sentence:
 * @row: a row
 * @clock: the clock
 *
 * Returns: (transfer full): the row for a screen reader
 */
char *
sublet_journal_text_dup_sentence (const SubletJournalRow *row, SubletClock *clock)
{
  g_autofree char *when = sublet_journal_text_dup_when (row, clock);
  g_autofree char *label = sublet_journal_text_dup_label (row);
  g_autofree char *gpu = sublet_journal_text_dup_gpu (row);
  g_autofree char *real = sublet_journal_text_dup_real (row, clock);

  if (row->volume_id != 0)
    /* TRANSLATORS: the deletion of a volume for a screen reader: name, time, outcome */
    return g_strdup_printf (_ ("%1$s, ordered %2$s, %3$s"),
                               label,
                               when,
                               sublet_journal_text_get_ended_by (row));
  if (row->ending == SUBLET_JOURNAL_ENDING_NONE)
    /* TRANSLATORS: a past rental for a screen reader: name, GPU, time, state, cost */
    return g_strdup_printf (_ ("%1$s, %2$s, rented %3$s, %4$s, %5$s so far"),
                               label,
                               gpu,
                               when,
                               sublet_journal_text_get_ended_by (row),
                               real);
  if (row->ending == SUBLET_JOURNAL_ENDING_REFUSED)
    /* TRANSLATORS: a past rental for a screen reader: name, GPU, time, why it was not rented */
    return g_strdup_printf (_ ("%1$s, %2$s, %3$s, %4$s"),
                               label,
                               gpu,
                               when,
                               sublet_journal_text_get_ended_by (row));

  /* TRANSLATORS: a past rental for a screen reader: name, GPU, time, who or what ended it, cost */
  return g_strdup_printf (_ ("%1$s, %2$s, rented %3$s, ended by: %4$s, %5$s in all"),
                             label,
                             gpu,
                             when,
                             sublet_journal_text_get_ended_by (row),
                             real);
}

/**
 * sublet_journal_text_dup_place_words:
 * @row: a row with a place
 *
 * Returns: (transfer full): what a person reads of it
 */
char *
sublet_journal_text_dup_place_words (const SubletJournalRow *row)
{
  return sublet_journal_text_dup_place (row);
}

/**
 * sublet_journal_text_dup_ending_words:
 * @row: a row
 *
 * Returns: (transfer full): what a person reads of its end and its state
 */
char *
sublet_journal_text_dup_ending_words (const SubletJournalRow *row)
{
  if (row->volume_id != 0)
    return g_strdup_printf ("%s\n%s", _ ("Volume"), sublet_journal_text_get_ended_by (row));

  return g_strdup_printf ("%s\n%s",
                          sublet_journal_text_get_ended_by (row),
                          sublet_rental_text_get_state_word (row->state));
}

/**
 * sublet_journal_text_dup_count:
 * @n_rows: how many are shown
 * @total: of how many
 *
 * Returns: (transfer full): "10,000 entries", "12 of 10,000 entries"
 */
char *
sublet_journal_text_dup_count (guint n_rows, guint total)
{
  g_autofree char *shown = sublet_format_number (n_rows, 0);
  g_autofree char *all = sublet_format_number (total, 0);

  if (n_rows == total)
    /* TRANSLATORS: of the journal: rentals and deleted volumes; %s is a number */
    return g_strdup_printf (ngettext ("%s entry", "%s entries", total), all);

  /* TRANSLATORS: two numbers: how many a search shows, of how many */
  return g_strdup_printf (ngettext ("%1$s of %2$s entry", "%1$s of %2$s entries", total),
                          shown,
                          all);
}
