/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-error-text.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-key-problem-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

typedef struct
{
  const char *title;
  const char *sentence;  /* (nullable) */
  const char *next_step; /* (nullable) */
} ErrorText;

/* By SubletError, every code of it; a test holds the two together. The formatter makes stairs of
 * marked strings. */
/* clang-format off */
static const ErrorText texts[] = {
  [SUBLET_ERROR_FAILED] = {
    N_ ("That Did Not Work"),
    N_ ("Something failed that Sublet has no better word for."),
    N_ ("Try again; Details say more."),
  },
  [SUBLET_ERROR_AUTH] = {
    N_ ("The Key Is Not Accepted"),
    N_ ("Vast does not accept this key."),
    N_ ("Paste a new one from your account page, or explore the demo market."),
  },
  [SUBLET_ERROR_NO_NETWORK] = {
    N_ ("Vast Cannot Be Reached"),
    N_ ("No answer from Vast."),
    N_ ("Check the network."),
  },
  [SUBLET_ERROR_RATE_LIMITED] = {
    N_ ("Vast Asks to Wait"),
    N_ ("Vast was asked too often and did nothing."),
    N_ ("Sublet waits and asks again by itself."),
  },
  [SUBLET_ERROR_OFFER_GONE] = {
    N_ ("This Offer Is Gone"),
    N_ ("Somebody else took it, or its host withdrew it."),
    N_ ("Choose another one."),
  },
  [SUBLET_ERROR_NO_CREDIT] = {
    N_ ("Not Enough Credit"),
    N_ ("The account's credit is not enough for this."),
    N_ ("Add credit on your account page, then try again."),
  },
  [SUBLET_ERROR_FORBIDDEN] = {
    N_ ("The Key May Not Do This"),
    N_ ("This key lacks the permission for it. The rest of Sublet works."),
    N_ ("Make a key with that permission on your account page."),
  },
  [SUBLET_ERROR_NOT_FOUND] = {
    N_ ("It Is Not There"),
    N_ ("Vast does not know what was asked for."),
    N_ ("Ask again; it may be gone."),
  },
  [SUBLET_ERROR_INVALID] = {
    N_ ("A Value Does Not Fit"),
    N_ ("Vast refuses one of the values. Nothing was changed."),
    N_ ("Change it; Details name it."),
  },
  [SUBLET_ERROR_SERVER] = {
    N_ ("Vast Has a Failure"),
    N_ ("Vast answered with a failure of its own."),
    N_ ("Try again in a minute."),
  },
  [SUBLET_ERROR_OUTCOME_UNKNOWN] = {
    N_ ("The Answer Got Lost"),
    N_ ("Vast's answer got lost, so it may have happened."),
    N_ ("Sublet looks for the outcome and does nothing twice."),
  },
  [SUBLET_ERROR_PROTOCOL] = {
    N_ ("The Answer Makes No Sense"),
    N_ ("What came back is not Vast's answer. A network's sign-in page looks like this."),
    N_ ("Check the network and the server in Preferences."),
  },
  [SUBLET_ERROR_SSH_HOST_KEY] = {
    N_ ("A Different Host Key"),
    N_ ("The instance shows a different key than before."),
    N_ ("Do not connect until you know why."),
  },
  [SUBLET_ERROR_SSH_HOST_KEY_NEW] = {
    N_ ("An Unknown Host Key"),
    N_ ("The instance shows a key that Sublet has not seen yet."),
    N_ ("Compare it with what the instance itself shows, then trust it."),
  },
  [SUBLET_ERROR_SSH_AUTH] = {
    N_ ("The SSH Key Is Not Accepted"),
    N_ ("The instance does not have the SSH key."),
    N_ ("Attach the key."),
  },
  [SUBLET_ERROR_TIMED_OUT] = {
    N_ ("No Answer in Time"),
    N_ ("Vast did not answer in time."),
    N_ ("Check the network, then try again."),
  },
  [SUBLET_ERROR_SECRET_STORE] = {
    N_ ("The Keyring Did Not Answer"),
    N_ ("The key is kept until you quit."),
    N_ ("Unlock or install a keyring, then store the key again."),
  },
  [SUBLET_ERROR_STORE] = {
    N_ ("Nothing Can Be Written"),
    N_ ("Sublet's journal cannot be written, so nothing was rented."),
    N_ ("Make room on the disk, or check the folder's permissions."),
  },
  [SUBLET_ERROR_READ_ONLY] = {
    N_ ("This Window Only Shows"),
    N_ ("Another Sublet has this profile, or its data is from a newer one."),
    N_ ("Use that window, or close it and start Sublet again."),
  },
  [SUBLET_ERROR_NOT_KNOWN] = {
    N_ ("Your Instances Are Not Known"),
    N_ ("Sublet rents only when it sees what runs."),
    N_ ("Ask Vast again."),
  },
  [SUBLET_ERROR_CAP] = {
    N_ ("Above Your Spend Cap"),
    N_ ("This would make more than your cap allows. Nothing was rented."),
    N_ ("Change the cap in Preferences."),
  },
  [SUBLET_ERROR_RENTED_TWICE] = {
    N_ ("Two Instances for One Rental"),
    N_ ("Two instances carry the mark of one rental, and both bill."),
    N_ ("Look at both cards and destroy the one you do not need."),
  },
  [SUBLET_ERROR_NO_SECRET_STORE] = {
    N_ ("There Is No Keyring"),
    N_ ("The key is kept until you quit."),
    N_ ("Install a keyring, then store the key again."),
  },
  [SUBLET_ERROR_HOST_SILENT] = {
    N_ ("The Host Did Not Answer"),
    N_ ("The host may be offline."),
    N_ ("Ask again later."),
  },
  /* Which key, and why, says the problem that is named in it. */
  [SUBLET_ERROR_SSH_KEY] = {
    N_ ("The SSH Key Cannot Be Used"),
    NULL,
    NULL,
  },
  [SUBLET_ERROR_ACCOUNT_HIDDEN] = {
    N_ ("The Account Is Hidden"),
    N_ ("This key lacks user_read, so nothing says whose bill it is."),
    N_ ("Make a key with that permission on your account page."),
  },
};
/* clang-format on */

static const ErrorText *
find_text (const GError *error)
{
  if (error != NULL && error->domain == SUBLET_ERROR && error->code >= 0 &&
      (gsize) error->code < G_N_ELEMENTS (texts))
    return &texts[error->code];

  return &texts[SUBLET_ERROR_FAILED];
}

/**
 * sublet_error_text_get_title:
 * @error: (nullable): what failed; never G_IO_ERROR_CANCELLED, which nobody is shown
 *
 * Returns: (transfer none): a title in Header Capitals
 */
const char *
sublet_error_text_get_title (const GError *error)
{
  g_return_val_if_fail (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED), "");

  return _ (find_text (error)->title);
}

/**
 * sublet_error_text_get_sentence:
 * @error: (nullable): what failed
 *
 * Returns: (transfer none): one sentence or two
 */
const char *
sublet_error_text_get_sentence (const GError *error)
{
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    return sublet_key_problem_text_get_sentence (sublet_key_problem_of_error (error));

  return _ (find_text (error)->sentence);
}

/**
 * sublet_error_text_get_next_step:
 * @error: (nullable): what failed
 *
 * Returns: (transfer none) (nullable): what the person can do, as a sentence
 */
const char *
sublet_error_text_get_next_step (const GError *error)
{
  const char *next_step = find_text (error)->next_step;

  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    return sublet_key_problem_text_get_next_step (sublet_key_problem_of_error (error));

  return next_step == NULL ? NULL : _ (next_step);
}

/**
 * sublet_error_text_dup_both:
 * @error: (nullable): what failed
 *
 * Returns: (transfer full): the sentence and, where there is one, the next step
 */
char *
sublet_error_text_dup_both (const GError *error)
{
  const char *next_step = sublet_error_text_get_next_step (error);

  if (next_step == NULL)
    return g_strdup (sublet_error_text_get_sentence (error));

  /* TRANSLATORS: two sentences: what happened, and what to do */
  return g_strdup_printf (_ ("%1$s %2$s"), sublet_error_text_get_sentence (error), next_step);
}
