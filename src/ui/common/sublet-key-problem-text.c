/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-key-problem-text.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *sentence;
  const char *next_step;
  const char *instance_step; /* of an instance's own key; NULL: likewise */
} ProblemText;

/* By SubletKeyProblem, every one of it; a test holds the two together. The formatter makes stairs
 * of marked strings. */
/* clang-format off */
static const ProblemText texts[] = {
  [SUBLET_KEY_PROBLEM_NONE] = {
    N_ ("Your SSH key cannot be used."),
    N_ ("Choose another in Preferences."),
    N_ ("Choose another key for this instance."),
  },
  [SUBLET_KEY_PROBLEM_GONE] = {
    N_ ("The file of your SSH key is not there."),
    N_ ("Put it back, or choose another in Preferences."),
    N_ ("Put it back, or choose another key for this instance."),
  },
  [SUBLET_KEY_PROBLEM_UNREADABLE] = {
    N_ ("The file of your SSH key cannot be read."),
    N_ ("Check whether you may read it, or choose another in Preferences."),
    N_ ("Check whether you may read it, or choose another key for this instance."),
  },
  [SUBLET_KEY_PROBLEM_NO_FILE] = {
    N_ ("What was chosen as your SSH key is no file."),
    N_ ("Choose a file with a private key."),
  },
  [SUBLET_KEY_PROBLEM_TOO_LARGE] = {
    N_ ("That file is too large to be an SSH key."),
    N_ ("Choose a file with a private key."),
  },
  [SUBLET_KEY_PROBLEM_PUBLIC] = {
    N_ ("That file has only the public half of an SSH key."),
    N_ ("Choose the private one, which has the same name without .pub."),
  },
  [SUBLET_KEY_PROBLEM_PUTTY] = {
    N_ ("That SSH key is in PuTTY's form."),
    N_ ("Convert it with “puttygen KEY.ppk -O private-openssh-new -o KEY”, then choose the new file."),
  },
  [SUBLET_KEY_PROBLEM_OLD_FORM] = {
    N_ ("That SSH key is in an old form."),
    N_ ("Convert it with “ssh-keygen -p -f FILE”; it stays the same key."),
  },
  [SUBLET_KEY_PROBLEM_OTHER] = {
    N_ ("That file holds no SSH key."),
    N_ ("Choose a file with a private key, as ssh-keygen makes it."),
  },
  [SUBLET_KEY_PROBLEM_DAMAGED] = {
    N_ ("That SSH key is damaged: a part is missing or wrong."),
    N_ ("Restore the file from a copy, or choose another."),
  },
  [SUBLET_KEY_PROBLEM_CIPHER] = {
    N_ ("That SSH key is encrypted in a way that Sublet does not know."),
    N_ ("Encrypt it anew with “ssh-keygen -p -f FILE”; it stays the same key."),
  },
  [SUBLET_KEY_PROBLEM_RSA] = {
    N_ ("That is an RSA key, with which Sublet's SSH library cannot sign as servers want it."),
    N_ ("Choose an Ed25519 or ECDSA key, or make one with “ssh-keygen -t ed25519”."),
  },
  [SUBLET_KEY_PROBLEM_DSA] = {
    N_ ("That is a DSA key, which SSH servers no longer accept."),
    N_ ("Choose an Ed25519 or ECDSA key, or make one with “ssh-keygen -t ed25519”."),
  },
  [SUBLET_KEY_PROBLEM_HARDWARE] = {
    N_ ("That key is kept in a security key, with which Sublet's SSH library cannot sign."),
    N_ ("Choose an Ed25519 or ECDSA key, or make one with “ssh-keygen -t ed25519”."),
  },
  [SUBLET_KEY_PROBLEM_ALGORITHM] = {
    N_ ("That SSH key is of a kind that Sublet cannot sign with."),
    N_ ("Choose an Ed25519 or ECDSA key, or make one with “ssh-keygen -t ed25519”."),
  },
  [SUBLET_KEY_PROBLEM_PASSPHRASE] = {
    N_ ("Your SSH key is locked, and its passphrase was not given."),
    N_ ("Unlock it in Preferences, or choose another there."),
    N_ ("Unlock it in Preferences, or choose another key for this instance."),
  },
  [SUBLET_KEY_PROBLEM_NO_AGENT] = {
    N_ ("Your SSH agent is not running."),
    N_ ("Start it, or choose another key in Preferences."),
    N_ ("Start it, or choose another key for this instance."),
  },
  [SUBLET_KEY_PROBLEM_AGENT_SILENT] = {
    N_ ("Your SSH agent does not answer."),
    N_ ("Start it again, or choose another key in Preferences."),
    N_ ("Start it again, or choose another key for this instance."),
  },
  [SUBLET_KEY_PROBLEM_AGENT_EMPTY] = {
    N_ ("Your SSH agent has no key, or is locked."),
    N_ ("Add your key with ssh-add, or unlock the agent."),
  },
  [SUBLET_KEY_PROBLEM_AGENT_OTHERS] = {
    N_ ("Your SSH agent no longer has the key that was chosen."),
    N_ ("Add it with ssh-add, or choose another in Preferences."),
    N_ ("Add it with ssh-add, or choose another key for this instance."),
  },
  [SUBLET_KEY_PROBLEM_AGENT_REFUSES] = {
    N_ ("Your SSH agent does not sign with the key that was chosen."),
    N_ ("Unlock it or allow it there, then connect again."),
  },
};
/* clang-format on */

static const ProblemText *
find_text (SubletKeyProblem problem)
{
  return (gsize) problem < G_N_ELEMENTS (texts) ? &texts[problem] : &texts[SUBLET_KEY_PROBLEM_NONE];
}

/**
 * sublet_key_problem_text_get_sentence:
 * @problem: why a key cannot be used
 *
 * Returns: (transfer none): one sentence
 */
const char *
sublet_key_problem_text_get_sentence (SubletKeyProblem problem)
{
  return _ (find_text (problem)->sentence);
}

/**
 * sublet_key_problem_text_get_next_step:
 * @problem: why a key cannot be used
 *
 * Returns: (transfer none): what the person can do, as a sentence
 */
const char *
sublet_key_problem_text_get_next_step (SubletKeyProblem problem)
{
  return _ (find_text (problem)->next_step);
}

/**
 * sublet_key_problem_text_get_instance_step:
 * @problem: why a key that one instance has as its own cannot be used
 *
 * Returns: (transfer none): what the person can do, as a sentence
 */
const char *
sublet_key_problem_text_get_instance_step (SubletKeyProblem problem)
{
  const ProblemText *text = find_text (problem);

  return _ (text->instance_step != NULL ? text->instance_step : text->next_step);
}

/**
 * sublet_key_problem_text_dup_both:
 * @problem: why a key cannot be used
 *
 * Returns: (transfer full): the sentence and the next step
 */
char *
sublet_key_problem_text_dup_both (SubletKeyProblem problem)
{
  /* TRANSLATORS: two sentences: what happened, and what to do */
  return g_strdup_printf (_ ("%1$s %2$s"),
                             sublet_key_problem_text_get_sentence (problem),
                             sublet_key_problem_text_get_next_step (problem));
}
