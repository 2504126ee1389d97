/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-strip-private.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-keyring-text.h"
#include "ui/common/sublet-money-text.h"

#include <glib/gi18n.h>

/* (transfer full) (nullable): the first rental in a state. */
static SubletRental *
find_rental (SubletStrip *self, SubletRentalState state)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (sublet_rental_get_state (rental) == state)
        return g_steal_pointer (&rental);
    }

  return NULL;
}

static char *
dup_unknown (const GError *error, const SubletMoneyFacts *facts)
{
  g_autofree char *time = sublet_format_time (facts->known_local_us, facts->now_local_us);

  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT))
    return g_strdup_printf (
      /* TRANSLATORS: %s is a time, as in "14:02" */
      _ ("No answer from Vast since %s. You see what was known then; your instances keep running "
         "and billing."),
         time);

  /* TRANSLATORS: %1$s is a sentence that says why, %2$s a time, as in "14:02" */
  return g_strdup_printf (_ ("%1$s You see what was known at %2$s."),
                             sublet_error_text_get_sentence (error),
                             time);
}

/* NULL while a key is in use, or while that is not known. */
static char *
dup_no_key (SubletStrip *self)
{
  if (self->session == NULL)
    return NULL;

  switch (sublet_session_get_state (self->session))
    {
    case SUBLET_SESSION_STATE_REJECTED:
      return sublet_error_text_dup_both (sublet_session_get_error (self->session));
    case SUBLET_SESSION_STATE_SIGNED_OUT:
      return g_strdup (_ ("Sublet has no key, so it cannot see or end what is rented here."));
    case SUBLET_SESSION_STATE_STARTING:
    case SUBLET_SESSION_STATE_SIGNED_IN:
    default:
      return NULL;
    }
}

static char *
dup_read_only (SubletStrip *self)
{
  int pid = sublet_profile_get_holder_pid (self->profile);

  if (sublet_profile_get_locked (self->profile))
    return g_strdup (_ ("This data is from a newer Sublet. Renting is off."));
  if (pid <= 0)
    return g_strdup (_ ("Another Sublet has this profile. This window only shows."));

  /* TRANSLATORS: %d is a process number */
  return g_strdup_printf (_ ("Another Sublet, process %d, has this profile. This window only "
                             "shows."),
                             pid);
}

/* The first that holds, with its sentence and what it is about. */
SubletStripKind
sublet_strip_choose (SubletStrip *self, char **sentence, SubletRental **rental)
{
  const GError *error = sublet_rental_engine_get_error (self->engine);
  SubletMoneyFacts facts;

  sublet_money_facts_read (&facts, self->engine, self->low_credit_hours);

  if ((*rental = find_rental (self, SUBLET_RENTAL_STATE_STILL_LISTED)) != NULL)
    {
      /* TRANSLATORS: %s is an instance's label */
      *sentence = g_strdup_printf (_ ("%s is still listed and billing. Sublet tries again."),
                                      sublet_rental_get_label (*rental) != NULL
                                        ? sublet_rental_get_label (*rental)
                                        : _ ("An instance"));
      return SUBLET_STRIP_KIND_STILL_LISTED;
    }
  if ((*rental = find_rental (self, SUBLET_RENTAL_STATE_UNCLEAR)) != NULL)
    {
      *sentence = g_strdup (_ ("Vast's answer got lost. Sublet is looking for the instance and "
                               "will not rent a second one."));
      return SUBLET_STRIP_KIND_UNCLEAR;
    }
  if ((*sentence = dup_no_key (self)) != NULL)
    return SUBLET_STRIP_KIND_KEY;
  if (facts.low && facts.knowledge == SUBLET_KNOWLEDGE_KNOWN)
    {
      *sentence = sublet_money_facts_dup_low (&facts);
      return SUBLET_STRIP_KIND_LOW_CREDIT;
    }
  /* Without an error Vast is just being asked. */
  if (facts.knowledge == SUBLET_KNOWLEDGE_UNKNOWN && error != NULL)
    {
      if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_AUTH))
        {
          *sentence = sublet_error_text_dup_both (error);
          return SUBLET_STRIP_KIND_KEY;
        }
      *sentence = dup_unknown (error, &facts);
      return SUBLET_STRIP_KIND_UNKNOWN;
    }
  if (sublet_rental_engine_get_read_only (self->engine))
    {
      *sentence = dup_read_only (self);
      return SUBLET_STRIP_KIND_READ_ONLY;
    }
  if (sublet_profile_get_demo (self->profile))
    {
      *sentence = g_strdup (_ ("Demo market: nothing here costs money."));
      return SUBLET_STRIP_KIND_DEMO;
    }
  if (self->key_store != NULL &&
      sublet_key_store_get_keeping (self->key_store) == SUBLET_KEY_KEEPING_SESSION)
    {
      *sentence =
        g_strdup (sublet_keyring_text_get_kept (SUBLET_KEY_KEEPING_SESSION,
                                                sublet_key_store_get_storing (self->key_store),
                                                sublet_key_store_get_error (self->key_store)));
      return SUBLET_STRIP_KIND_SESSION_KEY;
    }

  *sentence = NULL;
  return SUBLET_STRIP_KIND_NONE;
}
