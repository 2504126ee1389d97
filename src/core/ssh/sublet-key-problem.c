/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-problem.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-ssh-curve-private.h"
#include "core/ssh/sublet-ssh-wire-private.h"

#include <string.h>

/* RFC 4251, 6: names of algorithms have at most 64 characters. */
#define MAX_ALGORITHM 64

/* In the message of an error; whoever handed it on may have said something before it. The problem's
 * nick and a colon come next. */
#define MESSAGE "SSH key: "

G_DEFINE_ENUM_TYPE (SubletKeyProblem,
                    sublet_key_problem,
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_GONE, "gone"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_UNREADABLE, "unreadable"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_NO_FILE, "no-file"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_TOO_LARGE, "too-large"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_PUBLIC, "public"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_PUTTY, "putty"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_OLD_FORM, "old-form"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_OTHER, "other"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_DAMAGED, "damaged"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_CIPHER, "cipher"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_RSA, "rsa"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_DSA, "dsa"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_HARDWARE, "hardware"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_ALGORITHM, "algorithm"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_PASSPHRASE, "passphrase"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_NO_AGENT, "no-agent"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_AGENT_SILENT, "agent-silent"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_AGENT_EMPTY, "agent-empty"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_AGENT_OTHERS, "agent-others"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_PROBLEM_AGENT_REFUSES, "agent-refuses"))

static char *
dup_algorithm (const SubletSshBytes *name)
{
  gsize i;

  if (name->length == 0 || name->length > MAX_ALGORITHM)
    return NULL;
  for (i = 0; i < name->length; i++)
    {
      if (!g_ascii_isgraph (name->data[i]))
        return NULL;
    }

  return g_strndup ((const char *) name->data, name->length);
}

static SubletKeyProblem
judge_unknown (const char *algorithm)
{
  if (g_str_has_prefix (algorithm, "ssh-rsa") || g_str_has_prefix (algorithm, "rsa-sha2-"))
    return SUBLET_KEY_PROBLEM_RSA;
  if (g_str_has_prefix (algorithm, "ssh-dss"))
    return SUBLET_KEY_PROBLEM_DSA;
  if (g_str_has_prefix (algorithm, "sk-"))
    return SUBLET_KEY_PROBLEM_HARDWARE;

  return SUBLET_KEY_PROBLEM_ALGORITHM;
}

/**
 * sublet_key_problem_of_blob:
 * @blob: (array length=length): a public key as it goes over the wire
 * @length: in bytes
 * @algorithm: (out) (optional) (nullable) (transfer full): its name, also when nothing can be done
 *   with it; NULL when it is damaged
 *
 * Ed25519 and ECDSA with the curves of OpenSSH can be signed with. Of RSA, libssh2 1.10 knows no
 * signature but the one with SHA-1, and libssh2's callbacks say nothing of another. Any thread.
 * Source: RFC 8709, 4; RFC 5656, 3.1.
 *
 * Returns: NONE, DAMAGED, RSA, DSA, HARDWARE or ALGORITHM
 */
SubletKeyProblem
sublet_key_problem_of_blob (const guint8 *blob, gsize length, char **algorithm)
{
  SubletSshBytes rest = { blob, length };
  SubletSshBytes name, curve_name, point;
  const SubletSshCurve *curve;
  g_autofree char *text = NULL;

  if (algorithm != NULL)
    *algorithm = NULL;
  if (!sublet_ssh_wire_take_string (&rest, &name) || (text = dup_algorithm (&name)) == NULL)
    return SUBLET_KEY_PROBLEM_DAMAGED;

  curve = sublet_ssh_curve_find (text);
  if (curve == NULL)
    {
      SubletKeyProblem problem = judge_unknown (text);

      if (algorithm != NULL)
        *algorithm = g_steal_pointer (&text);
      return problem;
    }
  if (curve->name != NULL && (!sublet_ssh_wire_take_string (&rest, &curve_name) ||
                              !sublet_ssh_wire_is_text (&curve_name, curve->name)))
    return SUBLET_KEY_PROBLEM_DAMAGED;
  if (!sublet_ssh_wire_take_string (&rest, &point) || point.length != curve->point_bytes ||
      rest.length != 0)
    return SUBLET_KEY_PROBLEM_DAMAGED;

  if (algorithm != NULL)
    *algorithm = g_steal_pointer (&text);
  return SUBLET_KEY_PROBLEM_NONE;
}

/**
 * sublet_key_problem_set_error:
 * @error: (nullable): where it goes
 * @problem: why a key cannot be used
 * @detail: (nullable): technical English
 *
 * The message names the problem, so that it is known wherever the error is handed on to.
 */
void
sublet_key_problem_set_error (GError **error, SubletKeyProblem problem, const char *detail)
{
  g_autoptr (GEnumClass) problems = g_type_class_ref (SUBLET_TYPE_KEY_PROBLEM);
  const GEnumValue *value = g_enum_get_value (problems, (int) problem);

  g_assert (value != NULL);
  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_SSH_KEY,
               MESSAGE "%s: %s",
               value->value_nick,
               detail != NULL ? detail : "it cannot be used");
}

/**
 * sublet_key_problem_of_error:
 * @error: (nullable): what failed
 *
 * Returns: what sublet_key_problem_set_error() was given, also when something was said before it;
 *   NONE of other errors
 */
SubletKeyProblem
sublet_key_problem_of_error (const GError *error)
{
  g_autoptr (GEnumClass) problems = NULL;
  g_autofree char *nick = NULL;
  const GEnumValue *value;
  const char *words = NULL;

  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    words = strstr (error->message, MESSAGE);
  if (words == NULL)
    return SUBLET_KEY_PROBLEM_NONE;

  words += strlen (MESSAGE);
  nick = g_strndup (words, strcspn (words, ":"));
  problems = g_type_class_ref (SUBLET_TYPE_KEY_PROBLEM);
  value = g_enum_get_value_by_nick (problems, nick);

  return value != NULL ? (SubletKeyProblem) value->value : SUBLET_KEY_PROBLEM_NONE;
}
