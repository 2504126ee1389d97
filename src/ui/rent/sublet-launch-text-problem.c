/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-launch-text.h"

#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is wrong with a field, as one sentence each. */

/* Of a line that somebody typed, within a sentence; longer ones are cut. */
#define LINE_LENGTH 40

static char *
args_problem (SubletLaunchProblem problem)
{
  switch (problem)
    {
    case SUBLET_LAUNCH_PROBLEM_MISSING:
      return g_strdup (_ ("Type the arguments that the image is started with."));
    case SUBLET_LAUNCH_PROBLEM_TOO_LONG:
      return g_strdup (_ ("Arguments and on-start script have at most 4,096 characters together."));
    case SUBLET_LAUNCH_PROBLEM_NONE:
    case SUBLET_LAUNCH_PROBLEM_MALFORMED:
    case SUBLET_LAUNCH_PROBLEM_TOO_MANY:
    case SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE:
    case SUBLET_LAUNCH_PROBLEM_DUPLICATE:
    case SUBLET_LAUNCH_PROBLEM_RESERVED:
    case SUBLET_LAUNCH_PROBLEM_NOT_KEPT:
    default:
      return g_strdup (_ ("Arguments are one line of plain text."));
    }
}

static gboolean
is_name (const char *name)
{
  return strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (name) &&
         !g_ascii_isdigit (*name);
}

static char *
env_problem (SubletLaunchProblem problem, const char *name)
{
  switch (problem)
    {
    case SUBLET_LAUNCH_PROBLEM_MISSING:
      return g_strdup (_ ("Each variable needs a name."));
    case SUBLET_LAUNCH_PROBLEM_TOO_LONG:
      if (name != NULL && strlen (name) > SUBLET_LAUNCH_MAX_ENV_NAME)
        return g_strdup (_ ("The name of a variable has at most 256 characters."));
      return g_strdup (_ ("All variables have at most 32,768 characters together."));
    case SUBLET_LAUNCH_PROBLEM_TOO_MANY:
      return g_strdup (_ ("These are more variables than can be sent."));
    case SUBLET_LAUNCH_PROBLEM_DUPLICATE:
      /* TRANSLATORS: %s is the name of a variable, as in HF_HOME */
      return g_strdup_printf (_ ("%s is there twice."), name);
    case SUBLET_LAUNCH_PROBLEM_RESERVED:
      /* TRANSLATORS: %s is the name of a variable, SUBLET_RENTAL */
      return g_strdup_printf (_ ("%s is Sublet's own: it finds the instance by it."), name);
    case SUBLET_LAUNCH_PROBLEM_NOT_KEPT:
      /* TRANSLATORS: %s is the name of a variable, as in HF_TOKEN */
      return g_strdup_printf (_ ("The value of %s was not kept. Type it again."), name);
    case SUBLET_LAUNCH_PROBLEM_NONE:
    case SUBLET_LAUNCH_PROBLEM_MALFORMED:
    case SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE:
    default:
      if (name == NULL || is_name (name))
        return g_strdup (_ ("This value has a character that cannot be sent."));
      return g_strdup (_ ("A name has letters, digits and _, and does not begin with a digit."));
    }
}

static char *
ports_problem (SubletLaunchProblem problem, const SubletLaunchPort *port)
{
  g_autofree char *word = NULL;

  switch (problem)
    {
    case SUBLET_LAUNCH_PROBLEM_TOO_MANY:
      return g_strdup (_ ("At most 64 ports can be open."));
    case SUBLET_LAUNCH_PROBLEM_DUPLICATE:
      if (port == NULL)
        return g_strdup (_ ("A port is there twice."));
      word = sublet_launch_text_port (port);
      /* TRANSLATORS: %s is a port, as in 7860 or 9000/udp */
      return g_strdup_printf (_ ("Port %s is there twice."), word);
    case SUBLET_LAUNCH_PROBLEM_NONE:
    case SUBLET_LAUNCH_PROBLEM_MISSING:
    case SUBLET_LAUNCH_PROBLEM_MALFORMED:
    case SUBLET_LAUNCH_PROBLEM_TOO_LONG:
    case SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE:
    case SUBLET_LAUNCH_PROBLEM_RESERVED:
    case SUBLET_LAUNCH_PROBLEM_NOT_KEPT:
    default:
      return g_strdup (_ ("A port is a number from 1 to 65535."));
    }
}

static char *
onstart_problem (SubletLaunchProblem problem)
{
  switch (problem)
    {
    case SUBLET_LAUNCH_PROBLEM_TOO_LONG:
      return g_strdup (_ ("This script is too long, even packed. Let it fetch the rest."));
    case SUBLET_LAUNCH_PROBLEM_NOT_KEPT:
      return g_strdup (_ ("The script was not kept. Type it again, or leave it out."));
    case SUBLET_LAUNCH_PROBLEM_NONE:
    case SUBLET_LAUNCH_PROBLEM_MISSING:
    case SUBLET_LAUNCH_PROBLEM_MALFORMED:
    case SUBLET_LAUNCH_PROBLEM_TOO_MANY:
    case SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE:
    case SUBLET_LAUNCH_PROBLEM_DUPLICATE:
    case SUBLET_LAUNCH_PROBLEM_RESERVED:
    default:
      return g_strdup (_ ("This script has a character that cannot be sent."));
    }
}

static char *
registry_problem (SubletLaunchProblem problem)
{
  switch (problem)
    {
    case SUBLET_LAUNCH_PROBLEM_MISSING:
      return g_strdup (_ ("A login has a user and a password."));
    case SUBLET_LAUNCH_PROBLEM_TOO_LONG:
      return g_strdup (_ ("This login is longer than can be sent."));
    case SUBLET_LAUNCH_PROBLEM_NOT_KEPT:
      return g_strdup (_ ("The password was not kept. Type it again."));
    case SUBLET_LAUNCH_PROBLEM_NONE:
    case SUBLET_LAUNCH_PROBLEM_MALFORMED:
    case SUBLET_LAUNCH_PROBLEM_TOO_MANY:
    case SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE:
    case SUBLET_LAUNCH_PROBLEM_DUPLICATE:
    case SUBLET_LAUNCH_PROBLEM_RESERVED:
    default:
      return g_strdup (_ ("Server, user and password have no spaces and no quotes."));
    }
}

static char *
volume_problem (SubletLaunchProblem problem)
{
  switch (problem)
    {
    case SUBLET_LAUNCH_PROBLEM_MISSING:
      return g_strdup (_ ("Say where the volume appears, such as /data."));
    case SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE:
      return g_strdup (_ ("The machine does not offer a volume of this size."));
    case SUBLET_LAUNCH_PROBLEM_TOO_LONG:
      return g_strdup (_ ("This is longer than the name of a folder can be."));
    case SUBLET_LAUNCH_PROBLEM_RESERVED:
      return g_strdup (
        _ ("The system on the instance needs this folder. Choose one such as /data."));
    case SUBLET_LAUNCH_PROBLEM_NONE:
    case SUBLET_LAUNCH_PROBLEM_MALFORMED:
    case SUBLET_LAUNCH_PROBLEM_TOO_MANY:
    case SUBLET_LAUNCH_PROBLEM_DUPLICATE:
    case SUBLET_LAUNCH_PROBLEM_NOT_KEPT:
    default:
      return g_strdup (_ ("A volume's folder begins with / and has letters, digits, ., - and _."));
    }
}

static char *
packages_problem (SubletLaunchProblem problem, const char *line)
{
  glong length = g_utf8_strlen (line, -1);
  g_autofree char *start = g_utf8_substring (line, 0, MIN (length, LINE_LENGTH));
  g_autofree char *word = g_strconcat (start, length > LINE_LENGTH ? "…" : NULL, NULL);

  switch (problem)
    {
    case SUBLET_LAUNCH_PROBLEM_MISSING:
      /* TRANSLATORS: %s is a line that somebody typed, as in ">=2" */
      return g_strdup_printf (_ ("“%s” does not say which package."), word);
    case SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE:
      /* TRANSLATORS: %s is a line that somebody typed, as in "numpy>=two" */
      return g_strdup_printf (_ ("“%s”: these are no versions. Write them as in >=2.4,<3 or ==1.2.*"),
        word);
    case SUBLET_LAUNCH_PROBLEM_TOO_MANY:
      /* TRANSLATORS: %d is a number, more than one */
      return g_strdup_printf (ngettext ("At most %d package can be required.",
                                        "At most %d packages can be required.",
                                        SUBLET_LAUNCH_MAX_PACKAGES),
                              SUBLET_LAUNCH_MAX_PACKAGES);
    case SUBLET_LAUNCH_PROBLEM_DUPLICATE:
      /* TRANSLATORS: %s is a line that somebody typed, as in "numpy>=2" */
      return g_strdup_printf (_ ("“%s”: this package is in the list already."), word);
    case SUBLET_LAUNCH_PROBLEM_NONE:
    case SUBLET_LAUNCH_PROBLEM_MALFORMED:
    case SUBLET_LAUNCH_PROBLEM_TOO_LONG:
    case SUBLET_LAUNCH_PROBLEM_RESERVED:
    case SUBLET_LAUNCH_PROBLEM_NOT_KEPT:
    default:
      if (*line == '?')
        /* TRANSLATORS: %s is a line that somebody typed, as in "?numpy" */
        return g_strdup_printf (_ ("“%s” is only wished for. Such packages are in Preferences."),
                                   word);
      /* TRANSLATORS: %s is a line that somebody typed */
      return g_strdup_printf (_ ("“%s” is no package. Write it as in numpy or numpy>=1.26"), word);
    }
}

static const char *
get_package (SubletLaunch *launch, guint index)
{
  const char *const *lines = sublet_launch_get_packages (launch);

  return index < g_strv_length ((char **) lines) ? lines[index] : "";
}

static const SubletLaunchPort *
get_port (SubletLaunch *launch, guint index)
{
  const GArray *ports = sublet_launch_get_ports (launch);

  return ports != NULL && index < ports->len ? &g_array_index (ports, SubletLaunchPort, index)
                                             : NULL;
}

/**
 * sublet_launch_text_problem:
 * @launch: what is checked
 * @field: the field that is wrong
 * @problem: what is wrong with it
 * @index: which entry of a list
 *
 * Returns: (transfer full) (nullable): one sentence, without a secret in it; %NULL when nothing is
 *   wrong
 */
char *
sublet_launch_text_problem (SubletLaunch *launch,
                            SubletLaunchField field,
                            SubletLaunchProblem problem,
                            guint index)
{
  if (problem == SUBLET_LAUNCH_PROBLEM_NONE)
    return NULL;

  switch (field)
    {
    case SUBLET_LAUNCH_FIELD_IMAGE:
      return sublet_rent_text_image_problem (sublet_launch_get_image (launch));
    case SUBLET_LAUNCH_FIELD_ARGS:
      return args_problem (problem);
    case SUBLET_LAUNCH_FIELD_ENV:
      return env_problem (problem,
                          index < sublet_launch_get_n_env (launch)
                            ? sublet_launch_get_env_name (launch, index)
                            : NULL);
    case SUBLET_LAUNCH_FIELD_PORTS:
      return ports_problem (problem, get_port (launch, index));
    case SUBLET_LAUNCH_FIELD_ONSTART:
      return onstart_problem (problem);
    case SUBLET_LAUNCH_FIELD_REGISTRY:
      return registry_problem (problem);
    case SUBLET_LAUNCH_FIELD_JUPYTER_DIR:
      return g_strdup (_ ("A folder on the instance begins with /."));
    case SUBLET_LAUNCH_FIELD_VOLUME:
      return volume_problem (problem);
    case SUBLET_LAUNCH_FIELD_PACKAGES:
      return packages_problem (problem, get_package (launch, index));
    case SUBLET_LAUNCH_FIELD_SSH_KEY:
      return g_strdup (
        _ ("This SSH key was chosen by another version of Sublet. Choose one here."));
    case SUBLET_LAUNCH_FIELD_SECRETS:
      return sublet_launch_text_missing (launch);
    case SUBLET_LAUNCH_N_FIELDS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* What nobody kept is asked for where it belongs. */
static gboolean
is_missing (SubletLaunch *launch, SubletLaunchField field, guint *index)
{
  if (field == SUBLET_LAUNCH_FIELD_ONSTART)
    return sublet_launch_is_onstart_missing (launch);
  if (field == SUBLET_LAUNCH_FIELD_REGISTRY)
    return sublet_launch_get_registry_user (launch) != NULL &&
           sublet_launch_get_registry_password (launch) == NULL;
  if (field != SUBLET_LAUNCH_FIELD_ENV)
    return FALSE;

  for (*index = 0; *index < sublet_launch_get_n_env (launch); (*index)++)
    {
      if (sublet_launch_get_env_value (launch, *index) == NULL)
        return TRUE;
    }
  *index = 0;

  return FALSE;
}

/**
 * sublet_launch_text_check:
 * @launch: what is checked
 * @field: one of its fields
 * @at: (out) (optional): which entry of a list is wrong
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_launch_text_check (SubletLaunch *launch, SubletLaunchField field, guint *at)
{
  guint index = 0;
  SubletLaunchProblem problem = sublet_launch_check (launch, field, &index);

  if (problem == SUBLET_LAUNCH_PROBLEM_NONE && is_missing (launch, field, &index))
    problem = SUBLET_LAUNCH_PROBLEM_NOT_KEPT;
  if (at != NULL)
    *at = index;

  return sublet_launch_text_problem (launch, field, problem, index);
}
