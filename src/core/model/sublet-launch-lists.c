/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-launch-private.h"

/* The lists and the secrets of a launch. */

static void
replace_text (char **member, const char *text)
{
  char *copy = g_strdup (text);

  /* Copied first: @text may be our own. */
  g_free (*member);
  *member = copy;
}

static void
replace_secret (char **member, const char *text)
{
  char *copy = g_strdup (text);

  sublet_launch_free_secret (*member);
  *member = copy;
}

/**
 * sublet_launch_get_n_env:
 * @self: a launch
 *
 * Returns: how many variables there are
 */
guint
sublet_launch_get_n_env (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), 0);

  return self->env->len;
}

/**
 * sublet_launch_get_env_name:
 * @self: a launch
 * @i: below sublet_launch_get_n_env()
 *
 * Returns: (transfer none): the variable's name
 */
const char *
sublet_launch_get_env_name (SubletLaunch *self, guint i)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);
  g_return_val_if_fail (i < self->env->len, NULL);

  return g_array_index (self->env, SubletLaunchEnv, i).name;
}

/**
 * sublet_launch_get_env_value:
 * @self: a launch
 * @i: below sublet_launch_get_n_env()
 *
 * Returns: (transfer none) (nullable): the value, a secret; NULL: it was not kept
 */
const char *
sublet_launch_get_env_value (SubletLaunch *self, guint i)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);
  g_return_val_if_fail (i < self->env->len, NULL);

  return g_array_index (self->env, SubletLaunchEnv, i).value;
}

/**
 * sublet_launch_add_env:
 * @self: a launch
 * @name: the variable's name
 * @value: (nullable): its value, a secret; NULL: not kept, to be asked again
 */
void
sublet_launch_add_env (SubletLaunch *self, const char *name, const char *value)
{
  SubletLaunchEnv env;

  g_return_if_fail (SUBLET_IS_LAUNCH (self));
  g_return_if_fail (name != NULL);

  env = (SubletLaunchEnv){ g_strdup (name), g_strdup (value) };
  /* A larger array would leave pointers behind, not secrets. */
  g_array_append_val (self->env, env);
}

/**
 * sublet_launch_set_env_value:
 * @self: a launch
 * @i: below sublet_launch_get_n_env()
 * @value: (nullable): the value, a secret; NULL: not kept, to be asked again
 */
void
sublet_launch_set_env_value (SubletLaunch *self, guint i, const char *value)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));
  g_return_if_fail (i < self->env->len);

  replace_secret (&g_array_index (self->env, SubletLaunchEnv, i).value, value);
}

/**
 * sublet_launch_clear_env:
 * @self: a launch
 *
 * Takes all variables out.
 */
void
sublet_launch_clear_env (SubletLaunch *self)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  g_array_set_size (self->env, 0);
}

/**
 * sublet_launch_get_ports:
 * @self: a launch
 *
 * Returns: (transfer none) (element-type SubletLaunchPort): the container's ports that are opened
 *   beside those of the mode
 */
const GArray *
sublet_launch_get_ports (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->ports;
}

/**
 * sublet_launch_add_port:
 * @self: a launch
 * @port: the number inside; the one outside is the service's choice. From 70000 on: the service
 *   finds one that is the same on both sides. Source: fact sheet 3.3.
 * @udp: UDP rather than TCP
 */
void
sublet_launch_add_port (SubletLaunch *self, int port, bool udp)
{
  const SubletLaunchPort added = { port, udp };

  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  g_array_append_val (self->ports, added);
}

/**
 * sublet_launch_clear_ports:
 * @self: a launch
 *
 * Takes all ports out.
 */
void
sublet_launch_clear_ports (SubletLaunch *self)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  g_array_set_size (self->ports, 0);
}

/**
 * sublet_launch_get_onstart:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): the shell script that runs at each start, a secret
 */
const char *
sublet_launch_get_onstart (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->onstart;
}

/**
 * sublet_launch_set_onstart:
 * @self: a launch
 * @text: (nullable): the shell script that runs at each start, a secret, kept as it is; NULL or
 *   empty: none
 */
void
sublet_launch_set_onstart (SubletLaunch *self, const char *text)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  replace_secret (&self->onstart, text != NULL && *text != '\0' ? text : NULL);
  self->onstart_missing = FALSE;
}

/**
 * sublet_launch_is_onstart_missing:
 * @self: a launch
 *
 * Returns: whether there was a script that was not kept; setting one, or none, ends that
 */
gboolean
sublet_launch_is_onstart_missing (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), FALSE);

  return self->onstart_missing;
}

/**
 * sublet_launch_forget_onstart: (skip)
 * @self: a launch
 *
 * There is a script, but it is not known.
 */
void
sublet_launch_forget_onstart (SubletLaunch *self)
{
  replace_secret (&self->onstart, NULL);
  self->onstart_missing = TRUE;
}

/**
 * sublet_launch_get_registry_server:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): the registry's host; empty is Docker Hub, NULL: no login
 */
const char *
sublet_launch_get_registry_server (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->registry_server;
}

/**
 * sublet_launch_get_registry_user:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): who signs in to the registry; NULL: nobody does
 */
const char *
sublet_launch_get_registry_user (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->registry_user;
}

/**
 * sublet_launch_get_registry_password:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): a secret; NULL where there is a user: it was not kept
 */
const char *
sublet_launch_get_registry_password (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->registry_password;
}

/**
 * sublet_launch_set_registry:
 * @self: a launch
 * @server: (nullable): the registry's host; NULL or empty: Docker Hub
 * @user: (nullable): who signs in; NULL: nobody, and the rest is forgotten
 * @password: (nullable): password or token, a secret; NULL: not kept, to be asked again
 */
void
sublet_launch_set_registry (SubletLaunch *self,
                            const char *server,
                            const char *user,
                            const char *password)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  replace_secret (&self->registry_password, user != NULL ? password : NULL);
  replace_text (&self->registry_server, user == NULL ? NULL : (server != NULL ? server : ""));
  replace_text (&self->registry_user, user);
}

/**
 * sublet_launch_get_volume:
 * @self: a launch
 *
 * Returns: (transfer none): the volume that is mounted; its kind says whether there is one
 */
const SubletLaunchVolume *
sublet_launch_get_volume (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return &self->volume;
}

/**
 * sublet_launch_set_volume:
 * @self: a launch
 * @volume: (nullable): copied; NULL: none
 */
void
sublet_launch_set_volume (SubletLaunch *self, const SubletLaunchVolume *volume)
{
  SubletLaunchVolume copy = { .kind = SUBLET_LAUNCH_VOLUME_NONE };

  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  /* Copied first: @volume may be our own. */
  if (volume != NULL && volume->kind != SUBLET_LAUNCH_VOLUME_NONE)
    {
      copy = *volume;
      copy.mount_path = g_strdup (volume->mount_path);
      copy.name = g_strdup (volume->name);
    }
  g_free (self->volume.mount_path);
  g_free (self->volume.name);
  self->volume = copy;
}

/**
 * sublet_launch_get_n_missing_secrets:
 * @self: a launch
 *
 * Returns: how many secrets it names without having them: values, the script, the password
 */
guint
sublet_launch_get_n_missing_secrets (SubletLaunch *self)
{
  guint n = 0;
  guint i;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), 0);

  for (i = 0; i < self->env->len; i++)
    {
      if (g_array_index (self->env, SubletLaunchEnv, i).value == NULL)
        n++;
    }
  if (self->onstart_missing)
    n++;
  if (self->registry_user != NULL && self->registry_password == NULL)
    n++;

  return n;
}
