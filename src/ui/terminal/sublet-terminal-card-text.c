/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-text.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "ui/common/sublet-connection-text.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

static const char *
get_trying (SubletConnectionLink link)
{
  switch (link)
    {
    case SUBLET_CONNECTION_LINK_KEY:
      return _ ("giving it the SSH key");
    case SUBLET_CONNECTION_LINK_PORT:
      return _ ("waiting for a port to answer");
    case SUBLET_CONNECTION_LINK_HANDSHAKE:
      return _ ("talking to its SSH server");
    case SUBLET_CONNECTION_LINK_HOST_KEY:
      return _ ("looking at its host key");
    case SUBLET_CONNECTION_LINK_AUTHENTICATION:
      return _ ("signing in");
    case SUBLET_CONNECTION_LINK_COMMAND:
      return _ ("waiting for a command's answer");
    case SUBLET_CONNECTION_N_LINKS:
    default:
      return _ ("opening a shell");
    }
}

/* In the words of the instance's card; behind the chain is the shell itself. What to do about a key
 * is said here too: to try again is not it. */
static char *
dup_broken (SubletConnectionLink link, const SubletTerminalLineFacts *facts, const char *name)
{
  g_autofree char *broken = NULL;

  if (g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    {
      broken = sublet_connection_text_dup_broken (link, facts->error, name);
      /* TRANSLATORS: two sentences: what failed, and what to do */
      return g_strdup_printf (_ ("%1$s %2$s"),
        broken,
        sublet_connection_text_get_next_step (link, facts->error, facts->own_key));
    }
  if (link < SUBLET_CONNECTION_N_LINKS)
    return sublet_connection_text_dup_broken (link, facts->error, name);

  /* TRANSLATORS: %s is an instance's label, as in "ada-1" */
  return g_strdup_printf (_ ("%s answers, but gives no shell."), name);
}

/* "ada-1 is still running and billing.", as far as that is so. */
static char *
dup_goes_on (SubletRental *rental, const char *name, gboolean demo)
{
  if (!sublet_rental_is_open (rental) || sublet_rental_get_rate_now_nusd (rental) == 0)
    /* TRANSLATORS: %s is an instance's label */
    return g_strdup_printf (_ ("%s is not billed now."), name);
  if (demo)
    /* TRANSLATORS: %s is an instance's label */
    return g_strdup_printf (_ ("%s is still running."), name);
  if (sublet_rental_get_rate_now_nusd (rental) != SUBLET_MONEY_UNKNOWN &&
      sublet_rental_get_rate_now_nusd (rental) == sublet_rental_get_rate_stopped_nusd (rental))
    /* TRANSLATORS: %s is an instance's label */
    return g_strdup_printf (_ ("%s is stopped; its disk is still billing."), name);

  /* TRANSLATORS: %s is an instance's label */
  return g_strdup_printf (_ ("%s is still running and billing."), name);
}

static void
fill_host_key (SubletTerminalCardText *text, const char *name, const SubletTerminalLineFacts *facts)
{
  /* TRANSLATORS: %s is an instance's label */
  text->title = g_strdup_printf (_ ("%s Shows a Different Key"), name);
  text->line =
    g_strdup (_ ("It is not the key that Sublet saw first. Somebody may be in between, so "
                         "Sublet does not sign in."));
  if (facts->expected != NULL && facts->presented != NULL)
    /* TRANSLATORS: two host keys, each with its kind and, in a line of its own, its fingerprint */
    text->details = g_strdup_printf (_ ("Before: %1$s\n%2$s\nNow: %3$s\n%4$s"),
                                        sublet_ssh_host_key_get_algorithm (facts->expected),
                                        sublet_ssh_host_key_get_fingerprint (facts->expected),
                                        sublet_ssh_host_key_get_algorithm (facts->presented),
                                        sublet_ssh_host_key_get_fingerprint (facts->presented));
  text->shows_details = TRUE;
  text->first = SUBLET_TERMINAL_DEED_FIND_CAUSE;
  text->alarming = TRUE;
}

static void
fill_new_host_key (SubletTerminalCardText *text,
                   const char *name,
                   const SubletTerminalLineFacts *facts)
{
  /* TRANSLATORS: %s is an instance's label */
  text->title = g_strdup_printf (_ ("%s Has an Unknown Host Key"), name);
  text->line =
    g_strdup (_ ("Sublet has not seen its host key yet, and Vast does not tell it. Look at the "
                            "key before you trust it."));
  if (facts->presented != NULL)
    text->details = sublet_connection_text_dup_new_key (facts->presented);
  text->shows_details = TRUE;
  text->first = SUBLET_TERMINAL_DEED_FIND_CAUSE;
}

static void
fill_failed (SubletTerminalCardText *text,
             SubletRental *rental,
             const char *name,
             const SubletTerminalLineFacts *facts,
             gboolean demo)
{
  SubletConnectionLink link = MIN (facts->link, SUBLET_CONNECTION_N_LINKS);
  g_autofree char *broken = NULL;
  g_autofree char *goes_on = NULL;

  if (g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY))
    {
      fill_host_key (text, name, facts);
      return;
    }
  if (g_error_matches (facts->error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY_NEW))
    {
      fill_new_host_key (text, name, facts);
      return;
    }
  /* TRANSLATORS: %s is an instance's label */
  text->title = g_strdup_printf (_ ("No Connection to %s"), name);
  broken = dup_broken (link, facts, name);
  goes_on = dup_goes_on (rental, name, demo);
  /* TRANSLATORS: two sentences: what failed, and what it costs */
  text->line = g_strdup_printf (_ ("%1$s %2$s"), broken, goes_on);
  text->details = facts->error == NULL ? NULL : g_strdup (facts->error->message);
  text->first = SUBLET_TERMINAL_DEED_TRY_AGAIN;
  text->second = SUBLET_TERMINAL_DEED_FIND_CAUSE;
  text->alarming = TRUE;
}

static void
fill_connecting (SubletTerminalCardText *text,
                 const char *name,
                 const SubletTerminalLineFacts *facts)
{
  SubletConnectionLink link = MIN (facts->link, SUBLET_CONNECTION_N_LINKS);

  if (facts->route == NULL)
    /* TRANSLATORS: %s is an instance's label */
    text->title = g_strdup_printf (_ ("Connecting to %s…"), name);
  else if (facts->route->kind == SUBLET_SSH_ROUTE_DIRECT)
    /* TRANSLATORS: %s is an instance's label */
    text->title = g_strdup_printf (_ ("Connecting to %s, direct…"), name);
  else
    /* TRANSLATORS: %s is an instance's label */
    text->title = g_strdup_printf (_ ("Connecting to %s, through the proxy…"), name);
  /* TRANSLATORS: how far a connection has come: step %1$d of %2$d, and what that step is */
  text->line = g_strdup_printf (_ ("Step %1$d of %2$d: %3$s"),
                                   (int) link + 1,
                                   (int) SUBLET_CONNECTION_N_LINKS + 1,
                                   get_trying (link));
  text->first = SUBLET_TERMINAL_DEED_CANCEL;
  text->working = TRUE;
}

/**
 * sublet_terminal_card_text_fill:
 * @text: (out caller-allocates): what the card says; empty for an open line
 * @rental: what the terminal is on
 * @facts: of its line
 * @at_us: this computer's time at which it came into that state
 * @now_us: this computer's time
 * @demo: whether it is the demo's
 */
void
sublet_terminal_card_text_fill (SubletTerminalCardText *text,
                                SubletRental *rental,
                                const SubletTerminalLineFacts *facts,
                                gint64 at_us,
                                gint64 now_us,
                                gboolean demo)
{
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *time = sublet_format_time (at_us, now_us);

  *text = (SubletTerminalCardText){ NULL };
  switch (facts->state)
    {
    case SUBLET_TERMINAL_LINE_CONNECTING:
      fill_connecting (text, name, facts);
      break;
    case SUBLET_TERMINAL_LINE_FAILED:
      fill_failed (text, rental, name, facts, demo);
      break;
    case SUBLET_TERMINAL_LINE_LOST:
      /* TRANSLATORS: %s is a time, as in "14:02" */
      text->title = g_strdup_printf (_ ("Connection Lost at %s"), time);
      text->line = dup_goes_on (rental, name, demo);
      text->details = facts->error == NULL ? NULL : g_strdup (facts->error->message);
      text->first = SUBLET_TERMINAL_DEED_RECONNECT;
      text->second = SUBLET_TERMINAL_DEED_FIND_CAUSE;
      text->alarming = TRUE;
      break;
    case SUBLET_TERMINAL_LINE_ENDED:
      /* TRANSLATORS: %s is a time, as in "14:02" */
      text->title = g_strdup_printf (_ ("Shell Ended at %s"), time);
      /* 0 is what is told when all is well, and when nothing is told. */
      if (facts->exit_status != 0)
        /* TRANSLATORS: what a shell told when it ended, below "Shell Ended at 14:02" */
        text->line = g_strdup_printf (_ ("Its exit status was %d."), facts->exit_status);
      text->first = SUBLET_TERMINAL_DEED_NEW_SHELL;
      text->second = SUBLET_TERMINAL_DEED_CLOSE;
      break;
    case SUBLET_TERMINAL_LINE_IDLE:
    case SUBLET_TERMINAL_LINE_OPEN:
    default:
      break;
    }
}

/**
 * sublet_terminal_card_text_clear:
 * @text: what was filled
 */
void
sublet_terminal_card_text_clear (SubletTerminalCardText *text)
{
  g_clear_pointer (&text->title, g_free);
  g_clear_pointer (&text->line, g_free);
  g_clear_pointer (&text->details, g_free);
}

/**
 * sublet_terminal_text_get_deed:
 * @deed: what a card offers
 *
 * Returns: (transfer none) (nullable): what stands on its button
 */
const char *
sublet_terminal_text_get_deed (SubletTerminalDeed deed)
{
  switch (deed)
    {
    case SUBLET_TERMINAL_DEED_CANCEL:
      return _ ("Cancel");
    case SUBLET_TERMINAL_DEED_TRY_AGAIN:
      return _ ("Try Again");
    case SUBLET_TERMINAL_DEED_RECONNECT:
      return _ ("Reconnect");
    case SUBLET_TERMINAL_DEED_NEW_SHELL:
      return _ ("New Shell");
    case SUBLET_TERMINAL_DEED_FIND_CAUSE:
      return _ ("Find the Cause");
    case SUBLET_TERMINAL_DEED_CLOSE:
      return _ ("Close Tab");
    case SUBLET_TERMINAL_DEED_NONE:
    default:
      return NULL;
    }
}

/**
 * sublet_terminal_text_dup_spoken:
 * @rental: what the terminal is on
 * @facts: of its line
 * @card: what its card says
 *
 * Returns: (transfer full) (nullable): the state as a sentence
 */
char *
sublet_terminal_text_dup_spoken (SubletRental *rental,
                                 const SubletTerminalLineFacts *facts,
                                 const SubletTerminalCardText *card)
{
  g_autofree char *name = NULL;

  if (facts->state == SUBLET_TERMINAL_LINE_OPEN)
    {
      name = sublet_rental_text_dup_name (rental);
      /* TRANSLATORS: spoken; %s is an instance's label */
      return g_strdup_printf (_ ("Connected to %s"), name);
    }
  if (card->title == NULL)
    return NULL;
  if (card->line == NULL || card->working)
    return g_strdup (card->title);

  /* TRANSLATORS: spoken: a card's title and its sentences */
  return g_strdup_printf (_ ("%1$s. %2$s"), card->title, card->line);
}
