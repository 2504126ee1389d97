/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-presence-text.h"

#include <glib/gi18n.h>

/**
 * sublet_presence_get_word:
 * @presence: of an offer
 *
 * Returns: (transfer none) (nullable): what stands in place of its price, NULL where that is known
 */
const char *
sublet_presence_get_word (SubletPresence presence)
{
  switch (presence)
    {
    case SUBLET_PRESENCE_LISTED:
      return NULL;
    case SUBLET_PRESENCE_TAKEN:
      /* TRANSLATORS: stands in place of the price of an offer that somebody else has rented */
      return _ ("taken");
    case SUBLET_PRESENCE_NO_ROOM:
    case SUBLET_PRESENCE_UNLISTED:
    default:
      /* TRANSLATORS: stands in place of the price of an offer that is not in the newest list */
      return _ ("gone");
    }
}

/**
 * sublet_presence_get_label:
 * @presence: of an offer
 *
 * Returns: (transfer none) (nullable): what stands on the button that would rent it, NULL where it
 *   does
 */
const char *
sublet_presence_get_label (SubletPresence presence)
{
  switch (presence)
    {
    case SUBLET_PRESENCE_LISTED:
      return NULL;
    case SUBLET_PRESENCE_TAKEN:
      return _ ("Taken");
    case SUBLET_PRESENCE_NO_ROOM:
      /* TRANSLATORS: on the button that would rent an offer whose disk is too small for the job */
      return _ ("Disk Too Small");
    case SUBLET_PRESENCE_UNLISTED:
    default:
      /* TRANSLATORS: on the button that would rent an offer that is not in the newest list */
      return _ ("Not Listed");
    }
}

/**
 * sublet_presence_get_sentence:
 * @presence: of an offer
 *
 * Returns: (transfer none) (nullable): why it cannot be rented now, NULL where it can
 */
const char *
sublet_presence_get_sentence (SubletPresence presence)
{
  switch (presence)
    {
    case SUBLET_PRESENCE_LISTED:
      return NULL;
    case SUBLET_PRESENCE_TAKEN:
      return _ ("Somebody else has rented it");
    case SUBLET_PRESENCE_NO_ROOM:
      return _ ("Its disk is too small for the job");
    case SUBLET_PRESENCE_UNLISTED:
    default:
      return _ ("Not in the latest list: it is taken, costs more than before, or does not pass the "
                "filters any more");
    }
}
