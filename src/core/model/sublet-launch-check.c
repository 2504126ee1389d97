/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-launch-private.h"

#include "core/base/sublet-error.h"

#include <string.h>

/* Ours; the longest that was seen has 32. */
#define MAX_HASH_LENGTH 128

/* From here on a port asks for the same number inside and outside. The end is unconfirmed.
 * Source: fact sheet 3.3. */
#define FIRST_SAME_PORT 70000
#define LAST_SAME_PORT 79999

/* What our own variable and the docker flags around it take of the environment. */
#define ENV_RESERVE 128

/* Nicks are what the journal and recipes store. They never change and are never reused. */

G_DEFINE_ENUM_TYPE (SubletLaunchMode,
                    sublet_launch_mode,
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_MODE_SSH, "ssh"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_MODE_JUPYTER, "jupyter"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_MODE_ARGS, "args"))

G_DEFINE_ENUM_TYPE (SubletLaunchRoute,
                    sublet_launch_route,
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_ROUTE_AUTO, "auto"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_ROUTE_DIRECT, "direct"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_ROUTE_PROXY, "proxy"))

G_DEFINE_ENUM_TYPE (SubletLaunchVolumeKind,
                    sublet_launch_volume_kind,
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_VOLUME_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_VOLUME_EXISTING, "existing"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LAUNCH_VOLUME_NEW, "new"))

/* Registry, path, tag and digest are what a container engine takes; a blank or a quote never is. */
static SubletLaunchProblem
check_image (SubletLaunch *self)
{
  if (self->template_hash != NULL)
    {
      if (strlen (self->template_hash) > MAX_HASH_LENGTH)
        return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
      if (!sublet_launch_consists_of (self->template_hash, "-_"))
        return SUBLET_LAUNCH_PROBLEM_MALFORMED;
      if (self->image == NULL)
        return SUBLET_LAUNCH_PROBLEM_NONE;
    }
  if (self->image == NULL)
    return SUBLET_LAUNCH_PROBLEM_MISSING;
  if (strlen (self->image) > SUBLET_LAUNCH_MAX_IMAGE)
    return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
  if (!g_ascii_isalnum (self->image[0]) || !sublet_launch_consists_of (self->image, "._-/:@+"))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;

  return SUBLET_LAUNCH_PROBLEM_NONE;
}

/* Other modes do not send them. */
static SubletLaunchProblem
check_args (SubletLaunch *self)
{
  g_autofree char *packed = NULL;
  glong length;

  if (self->mode != SUBLET_LAUNCH_MODE_ARGS || self->args == NULL)
    return SUBLET_LAUNCH_PROBLEM_NONE;
  if (!sublet_launch_is_clean (self->args, ""))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;

  length = g_utf8_strlen (self->args, -1);
  if (length > SUBLET_LAUNCH_MAX_ARGS_AND_ONSTART)
    return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
  packed = sublet_launch_dup_packed_onstart (self);
  if (packed != NULL)
    {
      length += g_utf8_strlen (packed, -1);
      explicit_bzero (packed, strlen (packed));
    }

  return length > SUBLET_LAUNCH_MAX_ARGS_AND_ONSTART ? SUBLET_LAUNCH_PROBLEM_TOO_LONG
                                                     : SUBLET_LAUNCH_PROBLEM_NONE;
}

/* In the JSON that is sent. */
static gsize
count_sent (const char *text)
{
  gsize n = 2;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (*text == '"' || *text == '\\')
        n += 2;
      else
        n += (guchar) *text < 0x20 ? 6 : 1;
    }

  return n;
}

static SubletLaunchProblem
check_name (SubletLaunch *self, guint i)
{
  const char *name = g_array_index (self->env, SubletLaunchEnv, i).name;
  guint j;

  if (*name == '\0')
    return SUBLET_LAUNCH_PROBLEM_MISSING;
  if (!sublet_launch_consists_of (name, "_") || g_ascii_isdigit (*name))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;
  if (strlen (name) > SUBLET_LAUNCH_MAX_ENV_NAME)
    return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
  if (g_str_equal (name, SUBLET_LAUNCH_TOKEN_NAME))
    return SUBLET_LAUNCH_PROBLEM_RESERVED;
  for (j = 0; j < i; j++)
    {
      if (g_str_equal (name, g_array_index (self->env, SubletLaunchEnv, j).name))
        return SUBLET_LAUNCH_PROBLEM_DUPLICATE;
    }

  return SUBLET_LAUNCH_PROBLEM_NONE;
}

static SubletLaunchProblem
check_env (SubletLaunch *self, guint *index)
{
  gsize length = ENV_RESERVE + self->ports->len * strlen ("\"-p 65535:65535/udp\":\"1\",");
  guint i;

  for (i = 0; i < self->env->len; i++)
    {
      const SubletLaunchEnv *env = &g_array_index (self->env, SubletLaunchEnv, i);
      SubletLaunchProblem problem = check_name (self, i);

      *index = i;
      if (problem != SUBLET_LAUNCH_PROBLEM_NONE)
        return problem;
      if (env->value != NULL && !sublet_launch_is_clean (env->value, "\n\t"))
        return SUBLET_LAUNCH_PROBLEM_MALFORMED;
      length += strlen (env->name) + strlen ("\"\":,");
      if (env->value != NULL)
        length += count_sent (env->value);
      if (length > SUBLET_LAUNCH_MAX_ENV)
        return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
    }

  return SUBLET_LAUNCH_PROBLEM_NONE;
}

static SubletLaunchProblem
check_ports (SubletLaunch *self, guint *index)
{
  guint i;
  guint j;

  for (i = 0; i < self->ports->len; i++)
    {
      const SubletLaunchPort *port = &g_array_index (self->ports, SubletLaunchPort, i);

      *index = i;
      if (i >= SUBLET_LAUNCH_MAX_PORTS)
        return SUBLET_LAUNCH_PROBLEM_TOO_MANY;
      if (port->port < 1 || port->port > LAST_SAME_PORT ||
          (port->port > G_MAXUINT16 && port->port < FIRST_SAME_PORT))
        return SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE;
      for (j = 0; j < i; j++)
        {
          const SubletLaunchPort *other = &g_array_index (self->ports, SubletLaunchPort, j);

          if (other->port == port->port && other->udp == port->udp)
            return SUBLET_LAUNCH_PROBLEM_DUPLICATE;
        }
    }

  return SUBLET_LAUNCH_PROBLEM_NONE;
}

static SubletLaunchProblem
check_onstart (SubletLaunch *self)
{
  char *packed;

  if (self->onstart == NULL)
    return SUBLET_LAUNCH_PROBLEM_NONE;
  if (!sublet_launch_is_clean (self->onstart, "\n\t\r"))
    return SUBLET_LAUNCH_PROBLEM_MALFORMED;
  packed = sublet_launch_dup_packed_onstart (self);
  if (packed == NULL)
    return SUBLET_LAUNCH_PROBLEM_TOO_LONG;
  sublet_launch_free_secret (packed);

  return SUBLET_LAUNCH_PROBLEM_NONE;
}

static SubletLaunchProblem
check_secrets (SubletLaunch *self, guint *index)
{
  guint i;

  for (i = 0; i < self->env->len; i++)
    {
      *index = i;
      if (g_array_index (self->env, SubletLaunchEnv, i).value == NULL)
        return SUBLET_LAUNCH_PROBLEM_NOT_KEPT;
    }
  *index = 0;

  return sublet_launch_get_n_missing_secrets (self) > 0 ? SUBLET_LAUNCH_PROBLEM_NOT_KEPT
                                                        : SUBLET_LAUNCH_PROBLEM_NONE;
}

/**
 * sublet_launch_check:
 * @self: a launch
 * @field: what of it
 * @index: (out) (optional): the wrong variable, port or package, or 0; for
 * SUBLET_LAUNCH_FIELD_SECRETS the variable that has no value, or 0 where it is the script or the
 * password that is missing
 *
 * What the chosen mode does not send is not looked at. Source of the limits: fact sheet 3.1 to 3.3.
 *
 * Returns: the first thing that is wrong with it
 */
SubletLaunchProblem
sublet_launch_check (SubletLaunch *self, SubletLaunchField field, guint *index)
{
  SubletLaunchProblem problem = SUBLET_LAUNCH_PROBLEM_NONE;
  guint at = 0;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), SUBLET_LAUNCH_PROBLEM_NONE);

  switch (field)
    {
    case SUBLET_LAUNCH_FIELD_IMAGE:
      problem = check_image (self);
      break;

    case SUBLET_LAUNCH_FIELD_ARGS:
      problem = check_args (self);
      break;

    case SUBLET_LAUNCH_FIELD_ENV:
      problem = check_env (self, &at);
      break;

    case SUBLET_LAUNCH_FIELD_PORTS:
      problem = check_ports (self, &at);
      break;

    case SUBLET_LAUNCH_FIELD_ONSTART:
      problem = check_onstart (self);
      break;

    case SUBLET_LAUNCH_FIELD_REGISTRY:
      problem = sublet_launch_check_registry (self);
      break;

    case SUBLET_LAUNCH_FIELD_JUPYTER_DIR:
      if (self->mode == SUBLET_LAUNCH_MODE_JUPYTER && self->jupyter_dir != NULL)
        problem = sublet_launch_check_path (self->jupyter_dir);
      break;

    case SUBLET_LAUNCH_FIELD_VOLUME:
      problem = sublet_launch_check_volume (self);
      break;

    case SUBLET_LAUNCH_FIELD_PACKAGES:
      problem = sublet_launch_check_packages (self, &at);
      break;

    case SUBLET_LAUNCH_FIELD_SSH_KEY:
      problem = sublet_launch_check_ssh_key (self);
      break;

    case SUBLET_LAUNCH_FIELD_SECRETS:
      problem = check_secrets (self, &at);
      break;

    case SUBLET_LAUNCH_N_FIELDS:
    default:
      g_return_val_if_reached (SUBLET_LAUNCH_PROBLEM_NONE);
    }

  if (index != NULL)
    *index = problem != SUBLET_LAUNCH_PROBLEM_NONE ? at : 0;
  return problem;
}

/**
 * sublet_launch_validate:
 * @self: a launch
 * @error: SUBLET_ERROR_INVALID, its message starting with the field: `image`, `template`, `args`,
 *   `env N`, `port N`, `onstart`, `registry`, `jupyter-dir`, `volume`, `package N`, `ssh-key` or
 *   `secrets`, where N counts from 1; it has no value
 *
 * Returns: whether all of it can be asked for
 */
gboolean
sublet_launch_validate (SubletLaunch *self, GError **error)
{
  static const char *const fields[] = {
    [SUBLET_LAUNCH_FIELD_IMAGE] = "image",
    [SUBLET_LAUNCH_FIELD_ARGS] = "args",
    [SUBLET_LAUNCH_FIELD_ENV] = "env",
    [SUBLET_LAUNCH_FIELD_PORTS] = "port",
    [SUBLET_LAUNCH_FIELD_ONSTART] = "onstart",
    [SUBLET_LAUNCH_FIELD_REGISTRY] = "registry",
    [SUBLET_LAUNCH_FIELD_JUPYTER_DIR] = "jupyter-dir",
    [SUBLET_LAUNCH_FIELD_VOLUME] = "volume",
    [SUBLET_LAUNCH_FIELD_PACKAGES] = "package",
    [SUBLET_LAUNCH_FIELD_SSH_KEY] = "ssh-key",
    [SUBLET_LAUNCH_FIELD_SECRETS] = "secrets",
  };
  static const char *const words[] = {
    [SUBLET_LAUNCH_PROBLEM_NONE] = "fine",
    [SUBLET_LAUNCH_PROBLEM_MISSING] = "missing",
    [SUBLET_LAUNCH_PROBLEM_MALFORMED] = "malformed",
    [SUBLET_LAUNCH_PROBLEM_TOO_LONG] = "too long",
    [SUBLET_LAUNCH_PROBLEM_TOO_MANY] = "too many",
    [SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE] = "out of range",
    [SUBLET_LAUNCH_PROBLEM_DUPLICATE] = "there twice",
    [SUBLET_LAUNCH_PROBLEM_RESERVED] = "reserved",
    [SUBLET_LAUNCH_PROBLEM_NOT_KEPT] = "not kept, to be asked again",
  };
  SubletLaunchField field;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), FALSE);

  for (field = SUBLET_LAUNCH_FIELD_IMAGE; field < SUBLET_LAUNCH_N_FIELDS; field++)
    {
      const char *name = fields[field];
      guint index;
      SubletLaunchProblem problem = sublet_launch_check (self, field, &index);

      if (problem == SUBLET_LAUNCH_PROBLEM_NONE)
        continue;
      if (field == SUBLET_LAUNCH_FIELD_IMAGE && self->template_hash != NULL && self->image == NULL)
        name = "template";
      if (field == SUBLET_LAUNCH_FIELD_ENV || field == SUBLET_LAUNCH_FIELD_PORTS ||
          field == SUBLET_LAUNCH_FIELD_PACKAGES)
        g_set_error (error,
                     SUBLET_ERROR,
                     SUBLET_ERROR_INVALID,
                     "%s %u: %s",
                     name,
                     index + 1,
                     words[problem]);
      else
        g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "%s: %s", name, words[problem]);
      return FALSE;
    }

  return TRUE;
}
