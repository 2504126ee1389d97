/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-doctor-text.h"

#include "ui/common/sublet-connection-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-key-problem-text.h"

#include <glib/gi18n.h>

/* ---- a link that holds, or was not reached ---- */

static const char *
get_link (SubletDoctor *doctor, SubletDoctorLink link)
{
  switch (link)
    {
    case SUBLET_DOCTOR_LINK_RUNNING:
      return _ ("Vast says running");
    case SUBLET_DOCTOR_LINK_PORTS:
      return _ ("Vast lists its SSH ports");
    case SUBLET_DOCTOR_LINK_PORT:
      return _ ("A port answers");
    case SUBLET_DOCTOR_LINK_BANNER:
      return _ ("An SSH server says who it is");
    case SUBLET_DOCTOR_LINK_HANDSHAKE:
      return _ ("Keys are exchanged");
    case SUBLET_DOCTOR_LINK_HOST_KEY:
      if (sublet_doctor_get_pinned_key (doctor) != NULL)
        /* TRANSLATORS: pinned: remembered since it was seen first */
        return _ ("Host key is the pinned one");
      return _ ("Host key, not pinned yet");
    case SUBLET_DOCTOR_LINK_KEYS:
      return _ ("Sublet has a key to offer");
    case SUBLET_DOCTOR_LINK_AUTHORISED:
      if (sublet_doctor_get_key_name (doctor) != NULL ||
          sublet_doctor_get_key_problem (doctor) != SUBLET_KEY_PROBLEM_NONE)
        /* TRANSLATORS: the instance accepts the SSH key that the person chose */
        return _ ("Your key is taken");
      return _ ("Sublet’s key is taken");
    case SUBLET_DOCTOR_LINK_COMMAND:
      return _ ("A command answers");
    case SUBLET_DOCTOR_LINK_HOME:
      return _ ("The home folder can be written to");
    case SUBLET_DOCTOR_N_LINKS:
    default:
      return "";
    }
}

/* ---- what is wrong ---- */

static char *
dup_not_attached (const char *key_name, const char *name)
{
  g_autofree char *key = NULL;

  if (key_name == NULL)
    /* TRANSLATORS: %s is an instance's label */
    return g_strdup_printf (_ ("Key refused: %s does not have Sublet’s key"), name);

  key = sublet_format_name (key_name);
  /* TRANSLATORS: an instance's label; an SSH key of the person's, "comment (SHA256:…)" */
  return g_strdup_printf (_ ("Key refused: %1$s does not have your key %2$s"), name, key);
}

static char *
dup_finding (SubletDoctor *doctor, SubletDoctorFinding finding, const char *name)
{
  SubletKeyProblem problem = sublet_doctor_get_key_problem (doctor);

  switch (finding)
    {
    case SUBLET_DOCTOR_FINDING_NO_ANSWER:
      return g_strdup (_ ("Vast could not be asked"));
    case SUBLET_DOCTOR_FINDING_NOT_LISTED:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("Vast does not list %s any more"), name);
    case SUBLET_DOCTOR_FINDING_STOPPED:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s is stopped"), name);
    case SUBLET_DOCTOR_FINDING_NOT_RUNNING:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("Vast does not say that %s runs"), name);
    case SUBLET_DOCTOR_FINDING_NO_PORTS:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("Vast lists no SSH port of %s"), name);
    case SUBLET_DOCTOR_FINDING_PORTS_SHUT:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("No port of %s answers"), name);
    case SUBLET_DOCTOR_FINDING_DIRECT_SHUT:
      return g_strdup (_ ("The direct port is shut, Vast’s proxy answers"));
    case SUBLET_DOCTOR_FINDING_PROXY_SHUT:
      return g_strdup (_ ("The direct port answers, Vast’s proxy does not"));
    case SUBLET_DOCTOR_FINDING_SILENT:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("A port of %s answers, but no SSH server is behind it"), name);
    case SUBLET_DOCTOR_FINDING_NOT_SSH:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("Something else than SSH answers at the port of %s"), name);
    case SUBLET_DOCTOR_FINDING_HANDSHAKE_CUT:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("The key exchange with %s was cut off"), name);
    case SUBLET_DOCTOR_FINDING_HOST_KEY:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s shows a different host key than before"), name);
    case SUBLET_DOCTOR_FINDING_HOST_KEY_NEW:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s has a host key that Sublet has not seen yet"), name);
    case SUBLET_DOCTOR_FINDING_PIN_UNKNOWN:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("Sublet cannot read which host key %s had before"), name);
    case SUBLET_DOCTOR_FINDING_NO_KEY:
      if (problem != SUBLET_KEY_PROBLEM_NONE)
        return g_strdup (sublet_key_problem_text_get_sentence (problem));
      return g_strdup (_ ("Sublet’s own key cannot be read"));
    case SUBLET_DOCTOR_FINDING_NOT_ATTACHED:
      return dup_not_attached (sublet_doctor_get_key_name (doctor), name);
    case SUBLET_DOCTOR_FINDING_KEY_REFUSED:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("Key refused, although %s was given it"), name);
    case SUBLET_DOCTOR_FINDING_KEYS_UNKNOWN:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("Key refused, and whether %s was given it is not known"), name);
    case SUBLET_DOCTOR_FINDING_SIGN_IN_CUT:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("Signing in to %s was cut off"), name);
    case SUBLET_DOCTOR_FINDING_COMMAND_HANGS:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s lets Sublet in, but no command answers"), name);
    case SUBLET_DOCTOR_FINDING_SHELL_BROKEN:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s lets Sublet in, but its shell does not work"), name);
    case SUBLET_DOCTOR_FINDING_SLOW:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("%s answers slowly"), name);
    case SUBLET_DOCTOR_FINDING_HOME_FULL:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("The disk of %s is full"), name);
    case SUBLET_DOCTOR_FINDING_HOME_SLOW:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("The disk of %s does not answer in time"), name);
    case SUBLET_DOCTOR_FINDING_HOME_SHUT:
      /* TRANSLATORS: %s is an instance's label */
      return g_strdup_printf (_ ("The home folder of %s cannot be written to"), name);
    case SUBLET_DOCTOR_FINDING_INSIDE_CUT:
      /* TRANSLATORS: %s is an instance's label; Sublet is signed in there and looks around */
      return g_strdup_printf (_ ("The look inside %s was cut off"), name);
    case SUBLET_DOCTOR_FINDING_NONE:
    default:
      return NULL;
    }
}

/**
 * sublet_doctor_text_dup_row:
 * @doctor: a doctor
 * @link: one of the chain
 * @name: the instance's label
 *
 * Returns: (transfer full): what the link is, or what is wrong with it
 */
char *
sublet_doctor_text_dup_row (SubletDoctor *doctor, SubletDoctorLink link, const char *name)
{
  const SubletDoctorResult *result = sublet_doctor_get_result (doctor, link);
  char *wrong = dup_finding (doctor, result->finding, name);

  return wrong != NULL ? wrong : g_strdup (get_link (doctor, link));
}

/**
 * sublet_doctor_text_dup_time:
 * @result: of a link
 *
 * Returns: (transfer full): how long it took, or that it was not reached
 */
char *
sublet_doctor_text_dup_time (const SubletDoctorResult *result)
{
  switch (result->state)
    {
    case SUBLET_DOCTOR_STATE_DONE:
    case SUBLET_DOCTOR_STATE_LIMPING:
      return sublet_connection_text_dup_duration (result->duration_us);
    case SUBLET_DOCTOR_STATE_TRYING:
      return g_strdup (C_ ("link", "trying"));
    case SUBLET_DOCTOR_STATE_BROKEN:
      return g_strdup (C_ ("link", "broken"));
    case SUBLET_DOCTOR_STATE_WAITING:
    default:
      /* TRANSLATORS: beside a link of the chain that comes after a broken one */
      return g_strdup (C_ ("link", "not reached"));
    }
}

/**
 * sublet_doctor_text_get_state:
 * @state: of a link
 *
 * Returns: (transfer none): one word
 */
const char *
sublet_doctor_text_get_state (SubletDoctorState state)
{
  switch (state)
    {
    case SUBLET_DOCTOR_STATE_DONE:
      /* TRANSLATORS: said of a link of the chain that holds */
      return C_ ("link", "holds");
    case SUBLET_DOCTOR_STATE_LIMPING:
      /* TRANSLATORS: said of a link of the chain that holds, but not as it should */
      return C_ ("link", "warning");
    case SUBLET_DOCTOR_STATE_TRYING:
      return C_ ("link", "trying");
    case SUBLET_DOCTOR_STATE_BROKEN:
      return C_ ("link", "broken");
    case SUBLET_DOCTOR_STATE_WAITING:
    default:
      return C_ ("link", "not reached");
    }
}

/**
 * sublet_doctor_text_dup_headline:
 * @doctor: a doctor
 * @name: the instance's label
 *
 * Returns: (transfer full): what comes of all of it
 */
char *
sublet_doctor_text_dup_headline (SubletDoctor *doctor, const char *name)
{
  SubletDoctorLink first = sublet_doctor_get_first (doctor);

  if (sublet_doctor_get_running (doctor))
    return g_strdup (_ ("Checking…"));
  if (sublet_doctor_get_checked_us (doctor) == 0)
    return g_strdup (_ ("Not Checked Yet"));
  if (first == SUBLET_DOCTOR_N_LINKS)
    /* TRANSLATORS: %s is an instance's label; all links of the chain hold */
    return g_strdup_printf (_ ("The connection to %s holds"), name);

  return sublet_doctor_text_dup_row (doctor, first, name);
}

/**
 * sublet_doctor_text_get_fix:
 * @doctor: a doctor
 * @result: of the link to mend
 *
 * Returns: (transfer none) (nullable): what the button says; NULL: nothing mends it
 */
const char *
sublet_doctor_text_get_fix (SubletDoctor *doctor, const SubletDoctorResult *result)
{
  switch (result->fix)
    {
    case SUBLET_DOCTOR_FIX_START:
      return _ ("Start…");
    case SUBLET_DOCTOR_FIX_REBOOT:
      return _ ("Reboot…");
    case SUBLET_DOCTOR_FIX_OPEN_PORTS:
      return _ ("Show the Ports");
    case SUBLET_DOCTOR_FIX_SWITCH_ROUTE:
      if (result->finding == SUBLET_DOCTOR_FINDING_DIRECT_SHUT)
        return _ ("Use the Proxy");
      return _ ("Connect Anew");
    case SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY:
      return _ ("Accept the New Key…");
    case SUBLET_DOCTOR_FIX_TRUST_HOST_KEY:
      return _ ("Trust This Key…");
    case SUBLET_DOCTOR_FIX_ATTACH_KEY:
      return _ ("Attach the Key");
    case SUBLET_DOCTOR_FIX_CHOOSE_KEY:
      if (sublet_doctor_has_own_key (doctor))
        return _ ("Choose Another Key…");
      return _ ("Open Preferences");
    case SUBLET_DOCTOR_FIX_TERMINAL:
      return _ ("Terminal");
    /* That button is there already. */
    case SUBLET_DOCTOR_FIX_CHECK_AGAIN:
    case SUBLET_DOCTOR_FIX_NONE:
    default:
      return NULL;
    }
}
