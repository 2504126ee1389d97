/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

typedef struct
{
  guint running;
  guint starting;
  guint attention;
  guint stopped;
  guint ending;
  guint elsewhere;
  gint64 stopped_nusd; /* what the stopped disks cost */
} Counts;

static void
count (SubletRentalEngine *engine, Counts *counts)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (engine);
  guint i;

  *counts = (Counts){ 0 };
  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      switch (sublet_rental_text_get_group (rental))
        {
        case SUBLET_RENTAL_GROUP_RUNNING:
          counts->running++;
          break;
        case SUBLET_RENTAL_GROUP_STARTING:
          counts->starting++;
          break;
        case SUBLET_RENTAL_GROUP_ATTENTION:
          counts->attention++;
          break;
        case SUBLET_RENTAL_GROUP_ENDING:
          counts->ending++;
          break;
        case SUBLET_RENTAL_GROUP_STOPPED:
          counts->stopped++;
          counts->stopped_nusd =
            sublet_money_add (counts->stopped_nusd, sublet_rental_get_rate_now_nusd (rental));
          break;
        case SUBLET_RENTAL_GROUP_ELSEWHERE:
          counts->elsewhere++;
          break;
        case SUBLET_RENTAL_GROUP_ENDED:
        default:
          break;
        }
    }
}

/* Takes the fact. */
static void
add_fact (GString *line, char *fact)
{
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, fact);
  g_free (fact);
}

/**
 * sublet_instances_text_dup_age:
 * @engine: the engine
 *
 * Returns: (transfer full): how old the list is
 */
char *
sublet_instances_text_dup_age (SubletRentalEngine *engine)
{
  SubletClock *clock = sublet_rental_engine_get_clock (engine);
  gint64 offset_us = sublet_clock_get_service_offset_us (clock);
  gint64 now_us = sublet_clock_get_wall_us (clock);
  g_autofree char *time = NULL;

  switch (sublet_rental_engine_get_knowledge (engine))
    {
    case SUBLET_KNOWLEDGE_KNOWN:
      time = sublet_format_time (sublet_rental_engine_get_known_at_us (engine) - offset_us, now_us);
      /* TRANSLATORS: how old the list is; %s is a time, as in "14:10" */
      return g_strdup_printf (_ ("known at %s"), time);

    case SUBLET_KNOWLEDGE_UNKNOWN:
      time =
        sublet_format_time (sublet_rental_engine_get_unknown_since_us (engine) - offset_us, now_us);
      /* TRANSLATORS: since when nothing is known; %s is a time, as in "14:02" */
      return g_strdup_printf (_ ("unknown since %s"), time);

    case SUBLET_KNOWLEDGE_NEVER:
    default:
      return g_strdup (_ ("not known yet"));
    }
}

/**
 * sublet_instances_text_dup_status:
 * @engine: the engine
 *
 * Returns: (transfer full): how many there are of each kind, and how old that is
 */
char *
sublet_instances_text_dup_status (SubletRentalEngine *engine)
{
  g_autoptr (GString) line = g_string_new (NULL);
  Counts counts;

  count (engine, &counts);
  if (counts.running > 0)
    add_fact (line,
              g_strdup_printf (ngettext ("%u running", "%u running", counts.running),
                               counts.running));
  if (counts.starting > 0)
    add_fact (line,
              /* TRANSLATORS: %u is a number of instances */
              g_strdup_printf (ngettext ("%u starting", "%u starting", counts.starting),
                               counts.starting));
  if (counts.attention > 0)
    add_fact (line,
              /* TRANSLATORS: %u is a number of instances */
              g_strdup_printf (ngettext ("%u needs attention",
                                         "%u need attention",
                                         counts.attention),
                               counts.attention));
  if (counts.stopped > 0)
    {
      g_autofree char *rate = sublet_format_rate_short (counts.stopped_nusd);

      add_fact (line,
                /* TRANSLATORS: %1$u disks that are kept, at %2$s, as in "$0.02/h" */
                g_strdup_printf (ngettext ("%1$u stopped disk %2$s",
                                           "%1$u stopped disks %2$s",
                                           counts.stopped),
                                 counts.stopped,
                                 rate));
    }
  if (counts.ending > 0)
    add_fact (line,
              /* TRANSLATORS: on their way to stopped or destroyed */
              g_strdup_printf (ngettext ("%u ending", "%u ending", counts.ending), counts.ending));
  if (counts.elsewhere > 0)
    add_fact (line,
              /* TRANSLATORS: %u is a number of instances that Sublet did not rent */
              g_strdup_printf (ngettext ("%u started elsewhere",
                                         "%u started elsewhere",
                                         counts.elsewhere),
                               counts.elsewhere));
  add_fact (line, sublet_instances_text_dup_age (engine));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * sublet_instances_text_choose_face:
 * @knowledge: of the list
 * @failed: whether the last attempt failed
 * @waited: whether the short wait before a spinner is over
 * @n_rentals: how many there are to show
 * @n_matching: how many of them pass the search
 *
 * An unknown list is never an empty one, and what is there is never replaced by a spinner.
 *
 * Returns: (transfer none): the face's name in the page's stack
 */
const char *
sublet_instances_text_choose_face (SubletKnowledge knowledge,
                                   gboolean failed,
                                   gboolean waited,
                                   guint n_rentals,
                                   guint n_matching)
{
  if (n_matching > 0)
    return "content";
  if (n_rentals > 0)
    return "no-match";
  if (knowledge == SUBLET_KNOWLEDGE_KNOWN)
    return "empty";
  if (failed)
    return "error";

  return waited ? "loading" : "blank";
}
