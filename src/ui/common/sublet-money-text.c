/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-money-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

#define SOON_US (24 * G_TIME_SPAN_HOUR)

/**
 * sublet_money_facts_read:
 * @facts: (out caller-allocates): what there is to say now
 * @engine: what knows it
 * @low_credit_hours: below how many hours the credit is low; 0: never
 */
void
sublet_money_facts_read (SubletMoneyFacts *facts, SubletRentalEngine *engine, int low_credit_hours)
{
  SubletClock *clock = sublet_rental_engine_get_clock (engine);
  SubletAccount *account = sublet_rental_engine_get_account (engine);
  gint64 offset_us = sublet_clock_get_service_offset_us (clock);
  gint64 end_us = sublet_rental_engine_get_credit_end_us (engine);
  gint64 age_us;

  facts->knowledge = sublet_rental_engine_get_knowledge (engine);
  facts->rate_nusd = sublet_money_add (sublet_rental_engine_get_burn_rate_nusd (engine),
                                       sublet_rental_engine_get_beside_rate_nusd (engine));
  facts->credit_uusd = account == NULL ? SUBLET_MONEY_UNKNOWN
                                       : sublet_account_get_data (account)->credit_uusd;
  facts->now_local_us = sublet_clock_get_wall_us (clock);
  facts->end_local_us = end_us > 0 ? end_us - offset_us : 0;
  facts->lasts_us = end_us > 0 ? MAX (end_us - sublet_clock_get_service_us (clock), 1) : 0;
  age_us = facts->knowledge == SUBLET_KNOWLEDGE_UNKNOWN
             ? sublet_rental_engine_get_unknown_since_us (engine)
             : sublet_rental_engine_get_known_at_us (engine);
  facts->known_local_us = age_us > 0 ? age_us - offset_us : 0;
  facts->low = facts->lasts_us > 0 && low_credit_hours > 0 &&
               facts->lasts_us < low_credit_hours * G_TIME_SPAN_HOUR;
}

static char *
dup_left (const SubletMoneyFacts *facts)
{
  g_autofree char *credit = sublet_format_amount (facts->credit_uusd);

  /* TRANSLATORS: how much credit is left; %s is an amount, as in "$41.37" */
  return g_strdup_printf (_ ("%s left"), credit);
}

/* A narrow header has no room for a second unit in large text. */
static char *
dup_time_left (const SubletMoneyFacts *facts, SubletSizeClass size_class)
{
  gint64 lasts_us = facts->lasts_us;
  g_autofree char *duration = NULL;

  if (size_class == SUBLET_SIZE_CLASS_NARROW && lasts_us >= G_TIME_SPAN_HOUR)
    lasts_us -= lasts_us % G_TIME_SPAN_HOUR;
  duration = sublet_format_duration_short (lasts_us);

  /* TRANSLATORS: how long the credit lasts; %s is a duration, as in "3 h" */
  return g_strdup_printf (_ ("%s left"), duration);
}

static char *
dup_rate (const SubletMoneyFacts *facts)
{
  if (facts->knowledge == SUBLET_KNOWLEDGE_NEVER)
    /* TRANSLATORS: in the money pill, before anything is known */
    return g_strdup (_ ("rate unknown"));

  return sublet_format_rate_short (facts->rate_nusd);
}

/* The last figure of the pill, NULL where there is none. */
static char *
dup_last (const SubletMoneyFacts *facts)
{
  g_autofree char *time = NULL;

  if (facts->knowledge == SUBLET_KNOWLEDGE_UNKNOWN)
    {
      time = sublet_format_time (facts->known_local_us, facts->now_local_us);
      /* TRANSLATORS: since when nothing is known; %s is a time, as in "14:02" */
      return g_strdup_printf (_ ("since %s"), time);
    }

  return facts->lasts_us > 0 ? sublet_format_duration_short (facts->lasts_us) : NULL;
}

/* Takes the figures; NULL ones are left out. */
static char *
join (char *first, char *second, char *third)
{
  char *figures[] = { first, second, third };
  g_autoptr (GString) text = g_string_new (NULL);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      if (figures[i] == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, figures[i]);
      g_free (figures[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * sublet_money_facts_dup_pill:
 * @facts: what there is to say
 * @size_class: how much room there is
 *
 * Returns: (transfer full): rate, credit and time left, as far as they are known and fit
 */
char *
sublet_money_facts_dup_pill (const SubletMoneyFacts *facts, SubletSizeClass size_class)
{
  bool known = facts->knowledge == SUBLET_KNOWLEDGE_KNOWN;
  bool has_credit = facts->credit_uusd != SUBLET_MONEY_UNKNOWN;
  bool nothing_billed = known && facts->rate_nusd == 0;

  if (!has_credit)
    return size_class == SUBLET_SIZE_CLASS_NARROW || known
             ? dup_rate (facts)
             : join (dup_rate (facts), dup_last (facts), NULL);
  /* In a narrow header there is no room for a word beside a filter's count. */
  if (nothing_billed)
    return size_class == SUBLET_SIZE_CLASS_NARROW ? sublet_format_amount (facts->credit_uusd)
                                                  : dup_left (facts);

  if (size_class == SUBLET_SIZE_CLASS_NARROW)
    return known && facts->lasts_us > 0 && facts->lasts_us < SOON_US
             ? dup_time_left (facts, size_class)
             : dup_rate (facts);
  if (known && facts->low)
    return size_class == SUBLET_SIZE_CLASS_WIDE
             ? join (dup_time_left (facts, size_class),
                     dup_rate (facts),
                     sublet_format_amount (facts->credit_uusd))
             : join (dup_time_left (facts, size_class), dup_rate (facts), NULL);

  return join (dup_rate (facts),
               size_class == SUBLET_SIZE_CLASS_WIDE ? dup_left (facts) : NULL,
               dup_last (facts));
}

/**
 * sublet_money_facts_dup_age:
 * @facts: what there is to say
 *
 * Returns: (transfer full): how old it is, as a sentence without its dot
 */
char *
sublet_money_facts_dup_age (const SubletMoneyFacts *facts)
{
  g_autofree char *time = sublet_format_time (facts->known_local_us, facts->now_local_us);

  switch (facts->knowledge)
    {
    case SUBLET_KNOWLEDGE_KNOWN:
      /* TRANSLATORS: how old the figures are; %s is a time, as in "14:10" */
      return g_strdup_printf (_ ("Known at %s"), time);
    case SUBLET_KNOWLEDGE_UNKNOWN:
      /* TRANSLATORS: since when the figures may be wrong; %s is a time, as in "14:02" */
      return g_strdup_printf (_ ("Unknown since %s"), time);
    case SUBLET_KNOWLEDGE_NEVER:
    default:
      return g_strdup (_ ("Not known yet"));
    }
}

/**
 * sublet_money_facts_dup_sentence:
 * @facts: what there is to say
 *
 * Returns: (transfer full): all of it as a sentence, for those who listen
 */
char *
sublet_money_facts_dup_sentence (const SubletMoneyFacts *facts)
{
  g_autofree char *rate = sublet_format_rate_short (facts->rate_nusd);
  g_autofree char *credit = sublet_format_amount (facts->credit_uusd);
  g_autofree char *lasts = NULL;
  g_autofree char *end = NULL;
  g_autofree char *age = NULL;

  if (facts->knowledge != SUBLET_KNOWLEDGE_KNOWN)
    {
      age = sublet_money_facts_dup_age (facts);
      if (facts->credit_uusd == SUBLET_MONEY_UNKNOWN)
        /* TRANSLATORS: %s says since when what is rented is not known */
        return g_strdup_printf (_ ("What you rent: %s."), age);
      /* TRANSLATORS: %1$s says since when what is rented is not known, %2$s is the credit */
      return g_strdup_printf (_ ("What you rent: %1$s. Your credit was %2$s."), age, credit);
    }
  if (facts->credit_uusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %s is a rate, as in "$1.84/h" */
    return g_strdup_printf (_ ("You spend %s. This key may not see your credit."), rate);
  if (facts->rate_nusd == 0)
    /* TRANSLATORS: %s is an amount, as in "$41.37" */
    return g_strdup_printf (_ ("Nothing is billed; %s are left."), credit);
  if (facts->lasts_us <= 0)
    /* TRANSLATORS: %1$s is a rate, as in "$1.84/h", %2$s an amount, as in "$41.37" */
    return g_strdup_printf (_ ("You spend %1$s; %2$s are left."), rate, credit);

  lasts = sublet_format_duration_short (facts->lasts_us);
  end = sublet_format_time_ahead (facts->end_local_us, facts->now_local_us);
  /* TRANSLATORS: %1$s is a rate, %2$s the credit, %3$s a duration, %4$s a time: "At $1.84/h your
   * $41.37 lasts 22 h, until tomorrow 12:40." */
  return g_strdup_printf (_ ("At %1$s your %2$s lasts %3$s, until %4$s."),
                             rate,
                             credit,
                             lasts,
                             end);
}

/**
 * sublet_money_facts_dup_low:
 * @facts: what there is to say while the credit is low
 *
 * Returns: (transfer full): when it ends, and what happens then
 */
char *
sublet_money_facts_dup_low (const SubletMoneyFacts *facts)
{
  g_autofree char *lasts = sublet_format_duration_short (facts->lasts_us);
  g_autofree char *end = sublet_format_time_ahead (facts->end_local_us, facts->now_local_us);

  /* TRANSLATORS: %1$s is a duration, as in "3 h", %2$s a time, as in "today 17:10" */
  return g_strdup_printf (_ ("Credit ends in %1$s, %2$s. Then Vast stops what runs."), lasts, end);
}

/**
 * sublet_money_facts_get_next_change_us:
 * @facts: what there is to say
 *
 * Returns: when the time left shows another figure, in microseconds from now
 */
gint64
sublet_money_facts_get_next_change_us (const SubletMoneyFacts *facts)
{
  gint64 unit_us = G_TIME_SPAN_SECOND;

  if (facts->lasts_us <= 1 || facts->knowledge != SUBLET_KNOWLEDGE_KNOWN)
    return G_MAXINT64;

  if (facts->lasts_us >= 2 * G_TIME_SPAN_DAY)
    unit_us = G_TIME_SPAN_DAY;
  else if (facts->lasts_us >= SUBLET_FORMAT_FINE_BELOW_US)
    unit_us = G_TIME_SPAN_HOUR;
  else if (facts->lasts_us >= G_TIME_SPAN_MINUTE)
    unit_us = G_TIME_SPAN_MINUTE;

  return facts->lasts_us % unit_us + 1;
}

static bool
get_kind (SubletRental *rental, SubletSpending *kind)
{
  SubletBurnKind burn_kind;

  if (!sublet_burn_find_kind (rental, &burn_kind))
    return false;

  switch (burn_kind)
    {
    case SUBLET_BURN_KIND_RUNNING:
      *kind = SUBLET_SPENDING_RUNNING;
      return true;

    case SUBLET_BURN_KIND_STARTING:
      *kind = SUBLET_SPENDING_STARTING;
      return true;

    case SUBLET_BURN_KIND_STOPPED:
      *kind = SUBLET_SPENDING_STOPPED;
      return true;

    case SUBLET_BURN_KIND_ENDING:
      *kind = SUBLET_SPENDING_ENDING;
      return true;

    case SUBLET_BURN_KIND_OFFLINE:
    case SUBLET_BURN_KIND_UNSETTLED:
    case SUBLET_BURN_KIND_VOLUME:
    default:
      return false;
    }
}

/**
 * sublet_spending_read:
 * @parts: (out caller-allocates): how many of each kind, and their rate
 * @engine: what knows it
 */
void
sublet_spending_read (SubletSpendingPart parts[SUBLET_SPENDING_N], SubletRentalEngine *engine)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (engine);
  guint i;

  for (i = 0; i < SUBLET_SPENDING_N; i++)
    parts[i] = (SubletSpendingPart){ 0 };
  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);
      SubletSpending kind;

      if (!get_kind (rental, &kind))
        continue;
      parts[kind].count++;
      parts[kind].rate_nusd =
        sublet_money_add (parts[kind].rate_nusd, sublet_rental_get_rate_now_nusd (rental));
    }
}

/**
 * sublet_spending_read_beside:
 * @parts: (inout): what was read of the rentals
 * @burn: all that is paid for
 */
void
sublet_spending_read_beside (SubletSpendingPart parts[SUBLET_SPENDING_N], const SubletBurn *burn)
{
  const SubletBurnPart *volumes = &burn->parts[SUBLET_BURN_KIND_VOLUME];

  parts[SUBLET_SPENDING_VOLUMES] = (SubletSpendingPart){ .count = volumes->count,
                                                         .rate_nusd = volumes->n_unpriced == 0
                                                                        ? volumes->rate_nusd
                                                                        : SUBLET_MONEY_UNKNOWN };
  parts[SUBLET_SPENDING_TRAFFIC] =
    (SubletSpendingPart){ .count = burn->traffic_nusd > 0, .rate_nusd = burn->traffic_nusd };
}

/**
 * sublet_spending_dup_name:
 * @kind: what is spent on
 * @count: how many
 *
 * Returns: (transfer full): its name
 */
char *
sublet_spending_dup_name (SubletSpending kind, guint count)
{
  switch (kind)
    {
    case SUBLET_SPENDING_RUNNING:
      /* TRANSLATORS: %u is a number of instances */
      return g_strdup_printf (ngettext ("%u running", "%u running", count), count);
    case SUBLET_SPENDING_STARTING:
      /* TRANSLATORS: %u is a number of instances of which only the disk is billed yet */
      return g_strdup_printf (ngettext ("%u starting, disk only", "%u starting, disks only", count),
                              count);
    case SUBLET_SPENDING_STOPPED:
      /* TRANSLATORS: %u is a number of stopped instances, whose disks are billed */
      return g_strdup_printf (ngettext ("%u stopped disk", "%u stopped disks", count), count);
    case SUBLET_SPENDING_VOLUMES:
      /* TRANSLATORS: %u is a number of volumes, used or not, which bill by themselves */
      return g_strdup_printf (ngettext ("%u volume", "%u volumes", count), count);
    case SUBLET_SPENDING_TRAFFIC:
      return g_strdup (_ ("Traffic, as in the last days"));
    case SUBLET_SPENDING_ENDING:
    default:
      return g_strdup_printf (ngettext ("%u ending", "%u ending", count), count);
    }
}
