/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-launch-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (SubletLaunch, sublet_launch, G_TYPE_OBJECT)

/* An empty text and none are one. */
static void
replace_text (char **member, const char *text)
{
  char *copy = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  /* Copied first: @text may be our own. */
  g_free (*member);
  *member = copy;
}

static void
env_clear (gpointer data)
{
  SubletLaunchEnv *env = data;

  g_free (env->name);
  sublet_launch_free_secret (env->value);
}

static void
sublet_launch_finalize (GObject *object)
{
  SubletLaunch *self = SUBLET_LAUNCH (object);

  g_free (self->image);
  g_free (self->template_hash);
  g_free (self->template_name);
  g_free (self->jupyter_dir);
  g_free (self->args);
  g_array_unref (self->env);
  g_array_unref (self->ports);
  sublet_launch_free_secret (self->onstart);
  g_free (self->registry_server);
  g_free (self->registry_user);
  sublet_launch_free_secret (self->registry_password);
  sublet_launch_set_volume (self, NULL);
  g_strfreev (self->packages);
  g_free (self->ssh_key);

  G_OBJECT_CLASS (sublet_launch_parent_class)->finalize (object);
}

static void
sublet_launch_class_init (SubletLaunchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_launch_finalize;
}

static void
sublet_launch_init (SubletLaunch *self)
{
  self->env = g_array_new (FALSE, TRUE, sizeof (SubletLaunchEnv));
  g_array_set_clear_func (self->env, env_clear);
  self->ports = g_array_new (FALSE, TRUE, sizeof (SubletLaunchPort));
  self->packages = g_new0 (char *, 1);
}

/**
 * sublet_launch_new:
 *
 * Returns: (transfer full): SSH by the route that the machine allows, with nothing set
 */
SubletLaunch *
sublet_launch_new (void)
{
  return g_object_new (SUBLET_TYPE_LAUNCH, NULL);
}

/**
 * sublet_launch_free_secret:
 * @text: (transfer full) (nullable): a text that nobody may find in memory later
 */
void
sublet_launch_free_secret (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * sublet_launch_copy:
 * @self: a launch
 *
 * Returns: (transfer full): an independent one that is equal, secrets included
 */
SubletLaunch *
sublet_launch_copy (SubletLaunch *self)
{
  SubletLaunch *copy;
  guint i;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  copy = sublet_launch_new ();
  copy->image = g_strdup (self->image);
  copy->template_hash = g_strdup (self->template_hash);
  copy->template_name = g_strdup (self->template_name);
  copy->mode = self->mode;
  copy->route = self->route;
  copy->jupyter_lab = self->jupyter_lab;
  copy->jupyter_dir = g_strdup (self->jupyter_dir);
  copy->args = g_strdup (self->args);
  for (i = 0; i < self->env->len; i++)
    sublet_launch_add_env (copy,
                           sublet_launch_get_env_name (self, i),
                           sublet_launch_get_env_value (self, i));
  g_array_append_vals (copy->ports, self->ports->data, self->ports->len);
  copy->onstart = g_strdup (self->onstart);
  copy->onstart_missing = self->onstart_missing;
  copy->registry_server = g_strdup (self->registry_server);
  copy->registry_user = g_strdup (self->registry_user);
  copy->registry_password = g_strdup (self->registry_password);
  sublet_launch_set_volume (copy, &self->volume);
  sublet_launch_set_packages (copy, sublet_launch_get_packages (self));
  copy->ssh_key = g_strdup (self->ssh_key);

  return copy;
}

static bool
lists_are_equal (SubletLaunch *a, SubletLaunch *b)
{
  guint i;

  if (a->env->len != b->env->len || a->ports->len != b->ports->len)
    return false;
  for (i = 0; i < a->env->len; i++)
    {
      const SubletLaunchEnv *x = &g_array_index (a->env, SubletLaunchEnv, i);
      const SubletLaunchEnv *y = &g_array_index (b->env, SubletLaunchEnv, i);

      if (g_strcmp0 (x->name, y->name) != 0 || g_strcmp0 (x->value, y->value) != 0)
        return false;
    }
  for (i = 0; i < a->ports->len; i++)
    {
      const SubletLaunchPort *x = &g_array_index (a->ports, SubletLaunchPort, i);
      const SubletLaunchPort *y = &g_array_index (b->ports, SubletLaunchPort, i);

      if (x->port != y->port || x->udp != y->udp)
        return false;
    }

  return true;
}

static bool
volumes_are_equal (const SubletLaunchVolume *a, const SubletLaunchVolume *b)
{
  return a->kind == b->kind && a->id == b->id && a->machine_id == b->machine_id &&
         !(a->size_gb < b->size_gb) && !(a->size_gb > b->size_gb) &&
         g_strcmp0 (a->mount_path, b->mount_path) == 0 && g_strcmp0 (a->name, b->name) == 0;
}

/**
 * sublet_launch_equal:
 * @a: a launch
 * @b: another
 *
 * Returns: whether they say the same, secrets included and in the same order
 */
gboolean
sublet_launch_equal (SubletLaunch *a, SubletLaunch *b)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (a), FALSE);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (b), FALSE);

  return g_strcmp0 (a->image, b->image) == 0 &&
         g_strcmp0 (a->template_hash, b->template_hash) == 0 &&
         g_strcmp0 (a->template_name, b->template_name) == 0 && a->mode == b->mode &&
         a->route == b->route && a->jupyter_lab == b->jupyter_lab &&
         g_strcmp0 (a->jupyter_dir, b->jupyter_dir) == 0 && g_strcmp0 (a->args, b->args) == 0 &&
         lists_are_equal (a, b) && g_strcmp0 (a->onstart, b->onstart) == 0 &&
         a->onstart_missing == b->onstart_missing &&
         g_strcmp0 (a->registry_server, b->registry_server) == 0 &&
         g_strcmp0 (a->registry_user, b->registry_user) == 0 &&
         g_strcmp0 (a->registry_password, b->registry_password) == 0 &&
         volumes_are_equal (&a->volume, &b->volume) &&
         g_strv_equal (sublet_launch_get_packages (a), sublet_launch_get_packages (b)) &&
         g_strcmp0 (a->ssh_key, b->ssh_key) == 0;
}

/**
 * sublet_launch_get_image:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): the image's reference; NULL: the template's own
 */
const char *
sublet_launch_get_image (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->image;
}

/**
 * sublet_launch_set_image:
 * @self: a launch
 * @image: (nullable): the image's reference; NULL or empty: the template's own
 */
void
sublet_launch_set_image (SubletLaunch *self, const char *image)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  replace_text (&self->image, image);
}

/**
 * sublet_launch_get_template_hash:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): the template's `hash_id`; NULL: none
 */
const char *
sublet_launch_get_template_hash (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->template_hash;
}

/**
 * sublet_launch_get_template_name:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): the template's name for people
 */
const char *
sublet_launch_get_template_name (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->template_name;
}

/**
 * sublet_launch_set_template:
 * @self: a launch
 * @hash_id: (nullable): a template's `hash_id`, not its number (fact sheet 3.1); NULL: none
 * @name: (nullable): its name for people
 */
void
sublet_launch_set_template (SubletLaunch *self, const char *hash_id, const char *name)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  replace_text (&self->template_hash, hash_id);
  replace_text (&self->template_name, self->template_hash != NULL ? name : NULL);
}

/**
 * sublet_launch_get_mode:
 * @self: a launch
 *
 * Returns: what is started in the container
 */
SubletLaunchMode
sublet_launch_get_mode (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), SUBLET_LAUNCH_MODE_SSH);

  return self->mode;
}

/**
 * sublet_launch_set_mode:
 * @self: a launch
 * @mode: what is started in the container
 */
void
sublet_launch_set_mode (SubletLaunch *self, SubletLaunchMode mode)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  self->mode = mode;
}

/**
 * sublet_launch_get_route:
 * @self: a launch
 *
 * Returns: how SSH and Jupyter are reached
 */
SubletLaunchRoute
sublet_launch_get_route (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), SUBLET_LAUNCH_ROUTE_AUTO);

  return self->route;
}

/**
 * sublet_launch_set_route:
 * @self: a launch
 * @route: how SSH and Jupyter are reached
 */
void
sublet_launch_set_route (SubletLaunch *self, SubletLaunchRoute route)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  self->route = route;
}

/**
 * sublet_launch_get_jupyter_lab:
 * @self: a launch
 *
 * Returns: whether Jupyter Lab is wanted rather than the classic notebook
 */
gboolean
sublet_launch_get_jupyter_lab (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), FALSE);

  return self->jupyter_lab;
}

/**
 * sublet_launch_set_jupyter_lab:
 * @self: a launch
 * @lab: whether Jupyter Lab is wanted rather than the classic notebook
 */
void
sublet_launch_set_jupyter_lab (SubletLaunch *self, gboolean lab)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  self->jupyter_lab = !!lab;
}

/**
 * sublet_launch_get_jupyter_dir:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): where Jupyter starts; NULL: where the image says
 */
const char *
sublet_launch_get_jupyter_dir (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->jupyter_dir;
}

/**
 * sublet_launch_set_jupyter_dir:
 * @self: a launch
 * @jupyter_dir: (nullable): where Jupyter starts, absolute; NULL or empty: where the image says
 */
void
sublet_launch_set_jupyter_dir (SubletLaunch *self, const char *jupyter_dir)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  replace_text (&self->jupyter_dir, jupyter_dir);
}

/**
 * sublet_launch_get_args:
 * @self: a launch
 *
 * Returns: (transfer none) (nullable): what the image's entry point gets; NULL: nothing
 */
const char *
sublet_launch_get_args (SubletLaunch *self)
{
  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  return self->args;
}

/**
 * sublet_launch_set_args:
 * @self: a launch
 * @args: (nullable): what the image's entry point gets; no place for secrets, since lists show it
 */
void
sublet_launch_set_args (SubletLaunch *self, const char *args)
{
  g_return_if_fail (SUBLET_IS_LAUNCH (self));

  replace_text (&self->args, args);
}
