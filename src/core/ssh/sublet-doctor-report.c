/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-doctor-private.h"

#include "core/base/sublet-plain-text.h"

#include <string.h>

#define LINE_BYTES 1024

/**
 * sublet_doctor_get_checked_us:
 * @self: a doctor
 *
 * Returns: service time at which its latest run came to its end, well or at a broken link; 0: none
 *   has, or the latest one goes or was stopped
 */
gint64
sublet_doctor_get_checked_us (SubletDoctor *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), 0);

  return self->checked_us;
}

/**
 * sublet_doctor_get_result:
 * @self: a doctor
 * @link: one of the chain
 *
 * Returns: (transfer none): how it is, valid until "changed"
 */
const SubletDoctorResult *
sublet_doctor_get_result (SubletDoctor *self, SubletDoctorLink link)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), NULL);
  g_return_val_if_fail (link < SUBLET_DOCTOR_N_LINKS, NULL);

  return &self->results[link];
}

/**
 * sublet_doctor_get_first:
 * @self: a doctor
 *
 * Returns: the link to mend: the broken one, else the first that limps; SUBLET_DOCTOR_N_LINKS when
 *   nothing is wrong
 */
SubletDoctorLink
sublet_doctor_get_first (SubletDoctor *self)
{
  SubletDoctorLink limping = SUBLET_DOCTOR_N_LINKS;
  int i;

  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), SUBLET_DOCTOR_N_LINKS);

  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    {
      if (self->results[i].state == SUBLET_DOCTOR_STATE_BROKEN)
        return (SubletDoctorLink) i;
      if (self->results[i].state == SUBLET_DOCTOR_STATE_LIMPING && limping == SUBLET_DOCTOR_N_LINKS)
        limping = (SubletDoctorLink) i;
    }

  return limping;
}

/**
 * sublet_doctor_get_key_name:
 * @self: a doctor
 *
 * Returns: (transfer none) (nullable): "comment (SHA256:…)" of a key of the person's that signs in,
 *   the comment as its file or the agent has it; NULL when it is Sublet's own, or cannot be used
 */
const char *
sublet_doctor_get_key_name (SubletDoctor *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), NULL);

  return self->key_name;
}

/**
 * sublet_doctor_has_own_key:
 * @self: a doctor
 *
 * Returns: whether it looks with a key that is the instance's own, whatever Preferences name
 */
gboolean
sublet_doctor_has_own_key (SubletDoctor *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), FALSE);

  return sublet_identity_store_get_fixed (self->identities);
}

/**
 * sublet_doctor_get_key_problem:
 * @self: a doctor
 *
 * Returns: why a key of the person's that was chosen cannot be used
 */
SubletKeyProblem
sublet_doctor_get_key_problem (SubletDoctor *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), SUBLET_KEY_PROBLEM_NONE);

  return self->key_problem;
}

/**
 * sublet_doctor_get_pinned_key:
 * @self: a doctor
 *
 * Returns: (transfer none) (nullable): the host key that was pinned
 */
SubletSshHostKey *
sublet_doctor_get_pinned_key (SubletDoctor *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), NULL);

  return self->pinned;
}

/**
 * sublet_doctor_get_pinned_us:
 * @self: a doctor
 *
 * Returns: service time at which the host key was pinned; 0: none is
 */
gint64
sublet_doctor_get_pinned_us (SubletDoctor *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), 0);

  return self->pinned != NULL ? self->pinned_us : 0;
}

/**
 * sublet_doctor_get_presented_key:
 * @self: a doctor
 *
 * Returns: (transfer none) (nullable): the host key that came
 */
SubletSshHostKey *
sublet_doctor_get_presented_key (SubletDoctor *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), NULL);

  return self->presented;
}

static const char *
get_word (SubletDoctorState state)
{
  switch (state)
    {
    case SUBLET_DOCTOR_STATE_DONE:
      return "ok";

    case SUBLET_DOCTOR_STATE_LIMPING:
      return "limps";

    case SUBLET_DOCTOR_STATE_BROKEN:
      return "BROKEN";

    case SUBLET_DOCTOR_STATE_TRYING:
      return "being tried";

    case SUBLET_DOCTOR_STATE_WAITING:
    default:
      return "not reached";
    }
}

static void
append_key (GString *text, const char *caption, SubletSshHostKey *key)
{
  if (key != NULL)
    g_string_append_printf (text,
                            "host key %s: %s %s\n",
                            caption,
                            sublet_ssh_host_key_get_algorithm (key),
                            sublet_ssh_host_key_get_fingerprint (key));
}

/* What came from the server stands below its link, each line of it set in and plain: it cannot
 * pass for a line of ours, nor steer the terminal where the report is read. */
static void
append_detail (GString *text, const char *detail)
{
  g_auto (GStrv) lines = g_strsplit (detail, "\n", -1);
  guint i;

  for (i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = sublet_plain_text_new (lines[i], strlen (lines[i]), LINE_BYTES);

      g_string_append_printf (text, "     | %s\n", line);
    }
}

static void
append_result (GString *text, guint number, const char *name, const SubletDoctorResult *result)
{
  g_string_append_printf (text, "%2u %-14s %s", number, name, get_word (result->state));
  if (result->duration_us > 0)
    g_string_append_printf (text,
                            ", %" G_GINT64_FORMAT " ms",
                            result->duration_us / G_TIME_SPAN_MILLISECOND);
  if (result->finding != SUBLET_DOCTOR_FINDING_NONE)
    g_string_append_printf (text,
                            ": %s; to mend it: %s",
                            sublet_doctor_finding_get_name (result->finding),
                            sublet_doctor_fix_get_name (result->fix));
  g_string_append_c (text, '\n');
  if (result->detail != NULL)
    append_detail (text, result->detail);
}

/**
 * sublet_doctor_dup_report:
 * @self: a doctor
 *
 * For whoever is asked for help: addresses and fingerprints, no key, token or name of a person.
 *
 * Returns: (transfer full): several lines of technical English
 */
char *
sublet_doctor_dup_report (SubletDoctor *self)
{
  GString *text = g_string_new ("Sublet: the connection to an instance\n");
  g_autoptr (GDateTime) when = NULL;
  guint i;

  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), NULL);

  g_string_append_printf (text, "instance %" G_GINT64_FORMAT, self->instance_id);
  if (self->checked_us > 0)
    {
      g_autofree char *iso = NULL;

      when = g_date_time_new_from_unix_utc (self->checked_us / G_TIME_SPAN_SECOND);
      iso = g_date_time_format_iso8601 (when);
      g_string_append_printf (text, ", checked %s", iso);
    }
  g_string_append_c (text, '\n');
  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    append_result (text,
                   i + 1,
                   sublet_doctor_link_get_name ((SubletDoctorLink) i),
                   &self->results[i]);
  append_key (text, "pinned", self->pinned);
  append_key (text, "shown", self->presented);

  return g_string_free (text, FALSE);
}
