/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-preferences-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-keyring-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdbool.h>

/* Source of the words and of what each gives: fact sheet 1.3. */
static const SubletScopeText scopes[] = {
  { SUBLET_SCOPE_MISC,
    "misc",
    N_ ("Search Offers"), N_ ("The market stays empty."), FALSE },
    { SUBLET_SCOPE_INSTANCE_READ,
      "instance_read",
      N_ ("See Your Instances"),
          N_ ("Nothing can be rented: Sublet rents only when it sees what runs."), FALSE },
      { SUBLET_SCOPE_INSTANCE_WRITE,
        "instance_write",
        N_ ("Rent, Stop and Destroy"), N_ ("Nothing can be rented, stopped or destroyed."), TRUE },
        { SUBLET_SCOPE_USER_READ,
          "user_read",
          N_ ("See the Account and Its Credit"),
              N_ ("Credit, and how long it lasts, stay unknown."), FALSE },
          { SUBLET_SCOPE_USER_WRITE,
            "user_write",
            N_ ("Register SSH Keys"), N_ ("SSH keys have to be added on the website."), TRUE },
            { SUBLET_SCOPE_BILLING_READ,
              "billing_read",
              N_ ("See Charges"), N_ ("What was charged stays unknown."), FALSE },
            };

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
has_more_than_an_address (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
         g_uri_get_fragment (uri) != NULL || (*path != '\0' && g_strcmp0 (path, "/") != 0);
}

/**
 * sublet_preferences_text_server_problem:
 * @text: what was typed
 *
 * Source of the rule: the key goes with every request, so it never leaves this computer in plain
 * text.
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_preferences_text_server_problem (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (GUri) uri = g_uri_parse (stripped, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *scheme;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return g_strdup (_ ("Type an address such as https://console.vast.ai."));

  scheme = g_uri_get_scheme (uri);
  if (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0)
    return g_strdup (_ ("Type an address such as https://console.vast.ai."));
  if (g_strcmp0 (scheme, "http") == 0 && !is_loopback (g_uri_get_host (uri)))
    return g_strdup (_ ("The key travels over HTTPS only, except on this computer."));
  if (has_more_than_an_address (uri))
    return g_strdup (_ ("Type the address alone, without a name, a password or a path."));

  return NULL;
}

/**
 * sublet_preferences_text_read_number:
 * @text: what was typed
 *
 * Returns: the number; NAN when it is none
 */
double
sublet_preferences_text_read_number (const char *text)
{
  char *end = NULL;
  double number = g_strtod (text, &end);

  if (end == text)
    return NAN;
  while (g_ascii_isspace (*end))
    end++;

  return *end == '\0' ? number : NAN;
}

static bool
is_amount (const char *text, double most_usd)
{
  double usd = sublet_preferences_text_read_number (text);

  return isfinite (usd) && usd >= 0 && usd <= most_usd;
}

/**
 * sublet_preferences_text_amount_problem:
 * @text: what was typed
 * @most_usd: the largest amount that can be kept, in dollars
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_preferences_text_amount_problem (const char *text, double most_usd)
{
  g_autofree char *least = sublet_format_amount (0);
  g_autofree char *most = sublet_format_amount ((gint64) (most_usd * SUBLET_UUSD_PER_USD));

  if (is_amount (text, most_usd))
    return NULL;

  /* TRANSLATORS: two amounts, as in $0.00 */
  return g_strdup_printf (_ ("A cap is %1$s to %2$s; 0 means none."), least, most);
}

/**
 * sublet_preferences_text_budget_problem:
 * @text: what was typed
 * @most_usd: the largest budget that can be kept, in dollars
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_preferences_text_budget_problem (const char *text, double most_usd)
{
  g_autofree char *least = sublet_format_amount (0);
  g_autofree char *most = sublet_format_amount ((gint64) (most_usd * SUBLET_UUSD_PER_USD));

  if (is_amount (text, most_usd))
    return NULL;

  /* TRANSLATORS: two amounts, as in $0.00 */
  return g_strdup_printf (_ ("A budget is %1$s to %2$s; 0 means none."), least, most);
}

/**
 * sublet_preferences_text_range_problem:
 * @field: where it was typed
 * @text: what was typed
 * @least: the smallest number that fits
 * @most: the largest one
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_preferences_text_range_problem (SubletNumberField field,
                                       const char *text,
                                       double least,
                                       double most)
{
  double number = sublet_preferences_text_read_number (text);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (isfinite (number) && number >= least && number <= most)
    return NULL;

  from = sublet_format_number (least, 0);
  to = sublet_format_number (most, 0);

  switch (field)
    {
    case SUBLET_NUMBER_FIELD_CEILING:
      /* TRANSLATORS: two numbers: how far above the price of an offer that is gone the next one may
       * be */
      return g_strdup_printf (_ ("The ceiling must be %1$s %% to %2$s %% above the price."),
                                 from,
                                 to);
    case SUBLET_NUMBER_FIELD_LOW_CREDIT:
      /* TRANSLATORS: two numbers of hours */
      return g_strdup_printf (_ ("The warning must come %1$s to %2$s hours ahead."), from, to);
    case SUBLET_NUMBER_FIELD_GIVE_UP:
      /* TRANSLATORS: two numbers of minutes */
      return g_strdup_printf (_ ("Giving up must take %1$s to %2$s minutes."), from, to);
    case SUBLET_NUMBER_FIELD_IDLE_AFTER:
      /* TRANSLATORS: two numbers of minutes */
      return g_strdup_printf (_ ("Idleness must last %1$s to %2$s minutes."), from, to);
    case SUBLET_NUMBER_FIELD_IDLE_PERCENT:
      /* TRANSLATORS: two numbers; %% is a percent sign */
      return g_strdup_printf (_ ("Idle must be below %1$s %% to %2$s %%."), from, to);
    case SUBLET_NUMBER_FIELD_SCROLLBACK:
      /* TRANSLATORS: two numbers of lines */
      return g_strdup_printf (_ ("A terminal remembers %1$s to %2$s lines."), from, to);
    case SUBLET_NUMBER_FIELD_DISK:
    default:
      /* TRANSLATORS: two numbers of gigabytes */
      return g_strdup_printf (_ ("The disk must be %1$s to %2$s GB."), from, to);
    }
}

/**
 * sublet_preferences_text_origin:
 * @origin: where the key in use was found
 *
 * Returns: (transfer none): that in words
 */
const char *
sublet_preferences_text_origin (SubletKeyOrigin origin)
{
  switch (origin)
    {
    case SUBLET_KEY_ORIGIN_ENVIRONMENT:
      return _ ("From VAST_API_KEY");
    case SUBLET_KEY_ORIGIN_KEYRING:
      return _ ("From the Keyring");
    case SUBLET_KEY_ORIGIN_FILE:
      return _ ("From a File");
    case SUBLET_KEY_ORIGIN_CLIENT_FILE:
      return _ ("From the Official Client's File");
    case SUBLET_KEY_ORIGIN_PASTED:
      return _ ("Typed or Pasted");
    case SUBLET_KEY_ORIGIN_DEMO:
      return _ ("The Demo's Own");
    case SUBLET_KEY_ORIGIN_NONE:
    default:
      return _ ("No Key");
    }
}

/**
 * sublet_preferences_text_keeping:
 * @origin: where the key in use was found
 * @keeping: where it is kept
 * @error: (nullable): why the keyring does not keep it
 *
 * Returns: (transfer none): that in words
 */
const char *
sublet_preferences_text_keeping (SubletKeyOrigin origin,
                                 SubletKeyKeeping keeping,
                                 const GError *error)
{
  if (origin == SUBLET_KEY_ORIGIN_DEMO)
    return _ ("It opens the demo market on this computer, nothing else.");

  switch (keeping)
    {
    case SUBLET_KEY_KEEPING_KEYRING:
      return _ ("Kept in the system keyring, and sent to Vast alone.");
    case SUBLET_KEY_KEEPING_SESSION:
      return error == NULL ? _ ("Kept until you quit.")
                           : sublet_keyring_text_get_kept (keeping, false, error);
    case SUBLET_KEY_KEEPING_NONE:
    default:
      return error == NULL
        ? _ ("Without a key Sublet sees nothing and rents nothing.")
        : _ ("The keyring did not answer, so it is not known whether it has one.");
    }
}

/**
 * sublet_preferences_text_get_scopes:
 * @n_scopes: (out): how many
 *
 * Returns: (transfer none) (array length=n_scopes): the permissions that Sublet uses
 */
const SubletScopeText *
sublet_preferences_text_get_scopes (gsize *n_scopes)
{
  *n_scopes = G_N_ELEMENTS (scopes);

  return scopes;
}
