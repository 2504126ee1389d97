/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SubletKeyProblem:
 * @SUBLET_KEY_PROBLEM_NONE: it can be used
 * @SUBLET_KEY_PROBLEM_GONE: there is no such file
 * @SUBLET_KEY_PROBLEM_UNREADABLE: the file may not or cannot be read
 * @SUBLET_KEY_PROBLEM_NO_FILE: a folder, a device or the like
 * @SUBLET_KEY_PROBLEM_TOO_LARGE: the file is larger than any key
 * @SUBLET_KEY_PROBLEM_PUBLIC: the file has the public half only
 * @SUBLET_KEY_PROBLEM_PUTTY: PuTTY's own form
 * @SUBLET_KEY_PROBLEM_OLD_FORM: a PEM form from before OpenSSH had one of its own
 * @SUBLET_KEY_PROBLEM_OTHER: something else than a key
 * @SUBLET_KEY_PROBLEM_DAMAGED: a key of which a part is missing or wrong
 * @SUBLET_KEY_PROBLEM_CIPHER: encrypted in a way that is not known here
 * @SUBLET_KEY_PROBLEM_RSA: RSA, with which the SSH library signs only as servers no longer accept
 * @SUBLET_KEY_PROBLEM_DSA: DSA, which servers no longer accept
 * @SUBLET_KEY_PROBLEM_HARDWARE: kept in a security key, with which the SSH library cannot sign
 * @SUBLET_KEY_PROBLEM_ALGORITHM: another algorithm
 * @SUBLET_KEY_PROBLEM_PASSPHRASE: encrypted, and no passphrase or a wrong one was given
 * @SUBLET_KEY_PROBLEM_NO_AGENT: no agent is there to be asked
 * @SUBLET_KEY_PROBLEM_AGENT_SILENT: the agent does not answer, or not as one
 * @SUBLET_KEY_PROBLEM_AGENT_EMPTY: the agent has no key, or is locked
 * @SUBLET_KEY_PROBLEM_AGENT_OTHERS: the agent has keys, and not this one
 * @SUBLET_KEY_PROBLEM_AGENT_REFUSES: the agent has it and does not sign with it
 *
 * Why a key of the person's cannot be used.
 */
typedef enum
{
  SUBLET_KEY_PROBLEM_NONE,
  SUBLET_KEY_PROBLEM_GONE,
  SUBLET_KEY_PROBLEM_UNREADABLE,
  SUBLET_KEY_PROBLEM_NO_FILE,
  SUBLET_KEY_PROBLEM_TOO_LARGE,
  SUBLET_KEY_PROBLEM_PUBLIC,
  SUBLET_KEY_PROBLEM_PUTTY,
  SUBLET_KEY_PROBLEM_OLD_FORM,
  SUBLET_KEY_PROBLEM_OTHER,
  SUBLET_KEY_PROBLEM_DAMAGED,
  SUBLET_KEY_PROBLEM_CIPHER,
  SUBLET_KEY_PROBLEM_RSA,
  SUBLET_KEY_PROBLEM_DSA,
  SUBLET_KEY_PROBLEM_HARDWARE,
  SUBLET_KEY_PROBLEM_ALGORITHM,
  SUBLET_KEY_PROBLEM_PASSPHRASE,
  SUBLET_KEY_PROBLEM_NO_AGENT,
  SUBLET_KEY_PROBLEM_AGENT_SILENT,
  SUBLET_KEY_PROBLEM_AGENT_EMPTY,
  SUBLET_KEY_PROBLEM_AGENT_OTHERS,
  SUBLET_KEY_PROBLEM_AGENT_REFUSES,
} SubletKeyProblem;

#define SUBLET_TYPE_KEY_PROBLEM (sublet_key_problem_get_type ())

GType sublet_key_problem_get_type (void);

/* Of a public key as it goes over the wire. algorithm: (out) (optional) (nullable) (transfer full):
 * its name, also when nothing can be done with it. */
SubletKeyProblem sublet_key_problem_of_blob (const guint8 *blob, gsize length, char **algorithm);

/* As SUBLET_ERROR_SSH_KEY, and back: NONE of any other error. detail: (nullable). */
void sublet_key_problem_set_error (GError **error, SubletKeyProblem problem, const char *detail);
SubletKeyProblem sublet_key_problem_of_error (const GError *error);

G_END_DECLS
