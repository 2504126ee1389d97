/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-launch-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"

#include <math.h>
#include <string.h>

/*
 * What the journal and recipes keep: everything but secrets, whose names alone are told.
 *
 *   {"version":1,"image":"…","template":{"hash":"…","name":"…"},"mode":"ssh","route":"auto",
 *    "jupyter-lab":true,"jupyter-dir":"/data","args":"…","env":["HF_TOKEN"],
 *    "ports":["7860/tcp"],"onstart":true,"registry":{"server":"","user":"ada"},
 *    "volume":{"kind":"new","id":7,"size-gb":50,"mount-path":"/data","name":"d1","machine":20417},
 *    "packages":["flash-attn>=2.5"],"ssh-key":"file:///home/ada/.ssh/lab"}
 */
#define FORM_VERSION 1

/* Far above the longest environment with only names and the longest arguments. */
#define MAX_SIZE (256 * 1024)

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);

  g_assert (found != NULL);
  return found->value_nick;
}

/* A word of a newer version is the default's. */
static int
get_value (GType type, const char *nick)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  return found != NULL ? found->value : 0;
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 number)
{
  if (number == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_env (JsonBuilder *builder, SubletLaunch *self)
{
  guint i;

  if (self->env->len == 0)
    return;
  json_builder_set_member_name (builder, "env");
  json_builder_begin_array (builder);
  for (i = 0; i < self->env->len; i++)
    json_builder_add_string_value (builder, sublet_launch_get_env_name (self, i));
  json_builder_end_array (builder);
}

static void
add_ports (JsonBuilder *builder, SubletLaunch *self)
{
  guint i;

  if (self->ports->len == 0)
    return;
  json_builder_set_member_name (builder, "ports");
  json_builder_begin_array (builder);
  for (i = 0; i < self->ports->len; i++)
    {
      const SubletLaunchPort *port = &g_array_index (self->ports, SubletLaunchPort, i);
      g_autofree char *text = g_strdup_printf ("%d/%s", port->port, port->udp ? "udp" : "tcp");

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
}

static void
add_packages (JsonBuilder *builder, const char *const *lines)
{
  if (*lines == NULL)
    return;
  json_builder_set_member_name (builder, "packages");
  json_builder_begin_array (builder);
  for (; *lines != NULL; lines++)
    json_builder_add_string_value (builder, *lines);
  json_builder_end_array (builder);
}

static void
add_volume (JsonBuilder *builder, const SubletLaunchVolume *volume)
{
  if (volume->kind == SUBLET_LAUNCH_VOLUME_NONE)
    return;
  json_builder_set_member_name (builder, "volume");
  json_builder_begin_object (builder);
  add_text (builder, "kind", get_nick (SUBLET_TYPE_LAUNCH_VOLUME_KIND, (int) volume->kind));
  add_int (builder, "id", volume->id);
  add_int (builder, "machine", volume->machine_id);
  if (isfinite (volume->size_gb) && volume->size_gb > 0)
    {
      json_builder_set_member_name (builder, "size-gb");
      json_builder_add_double_value (builder, volume->size_gb);
    }
  add_text (builder, "mount-path", volume->mount_path);
  add_text (builder, "name", volume->name);
  json_builder_end_object (builder);
}

/**
 * sublet_launch_to_json:
 * @self: a launch
 *
 * Without a secret: of variables the names, of the script and the login's password that there is
 * one. Always the same text for the same launch.
 *
 * Returns: (transfer full): JSON
 */
char *
sublet_launch_to_json (SubletLaunch *self)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (self), NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_int (builder, "version", FORM_VERSION);
  add_text (builder, "image", self->image);
  if (self->template_hash != NULL)
    {
      json_builder_set_member_name (builder, "template");
      json_builder_begin_object (builder);
      add_text (builder, "hash", self->template_hash);
      add_text (builder, "name", self->template_name);
      json_builder_end_object (builder);
    }
  add_text (builder, "mode", get_nick (SUBLET_TYPE_LAUNCH_MODE, (int) self->mode));
  add_text (builder, "route", get_nick (SUBLET_TYPE_LAUNCH_ROUTE, (int) self->route));
  json_builder_set_member_name (builder, "jupyter-lab");
  json_builder_add_boolean_value (builder, self->jupyter_lab);
  add_text (builder, "jupyter-dir", self->jupyter_dir);
  add_text (builder, "args", self->args);
  add_env (builder, self);
  add_ports (builder, self);
  json_builder_set_member_name (builder, "onstart");
  json_builder_add_boolean_value (builder, self->onstart != NULL || self->onstart_missing);
  if (self->registry_user != NULL)
    {
      json_builder_set_member_name (builder, "registry");
      json_builder_begin_object (builder);
      add_text (builder, "server", self->registry_server);
      add_text (builder, "user", self->registry_user);
      json_builder_end_object (builder);
    }
  add_volume (builder, &self->volume);
  add_packages (builder, sublet_launch_get_packages (self));
  add_text (builder, "ssh-key", self->ssh_key);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* Texts of an array, the others left out. */
static GStrv
dup_texts (JsonObject *object, const char *member)
{
  JsonArray *array = sublet_json_get_opt_array (object, member);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  guint i;

  for (i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (texts, json_node_get_string (node));
    }

  return g_strv_builder_end (texts);
}

static void
read_lists (SubletLaunch *self, JsonObject *object)
{
  g_auto (GStrv) env = dup_texts (object, "env");
  g_auto (GStrv) ports = dup_texts (object, "ports");
  g_auto (GStrv) packages = dup_texts (object, "packages");
  gsize i;

  for (i = 0; env[i] != NULL; i++)
    sublet_launch_add_env (self, env[i], NULL);
  for (i = 0; ports[i] != NULL; i++)
    {
      g_auto (GStrv) halves = g_strsplit (ports[i], "/", 2);
      gint64 number;

      if (halves[0] != NULL && g_ascii_string_to_signed (halves[0], 10, 1, G_MAXINT, &number, NULL))
        sublet_launch_add_port (self, (int) number, g_strcmp0 (halves[1], "udp") == 0);
    }
  sublet_launch_set_packages (self, (const char *const *) packages);
}

static void
read_volume (SubletLaunch *self, JsonObject *object)
{
  g_autofree char *kind = sublet_json_dup_opt_string (object, "kind");
  g_autofree char *mount_path = sublet_json_dup_opt_string (object, "mount-path");
  g_autofree char *name = sublet_json_dup_opt_string (object, "name");
  const SubletLaunchVolume volume = {
    .kind = (SubletLaunchVolumeKind) get_value (SUBLET_TYPE_LAUNCH_VOLUME_KIND, kind),
    .id = sublet_json_opt_int (object, "id", 0),
    .size_gb = sublet_json_opt_double (object, "size-gb", 0),
    .mount_path = mount_path,
    .name = name,
    .machine_id = sublet_json_opt_int (object, "machine", 0),
  };

  sublet_launch_set_volume (self, &volume);
}

/* What is no text is of a newer version: kept as none that is known, for another key must not take
 * its place. */
static void
read_ssh_key (SubletLaunch *self, JsonObject *object)
{
  g_autofree char *text = sublet_json_dup_opt_string (object, "ssh-key");

  if (text != NULL)
    sublet_launch_set_ssh_key (self, text);
  else if (json_object_has_member (object, "ssh-key"))
    sublet_launch_set_ssh_key (self, "?");
}

static SubletLaunch *
read_launch (JsonObject *object)
{
  g_autoptr (SubletLaunch) self = sublet_launch_new ();
  JsonObject *part = sublet_json_get_opt_object (object, "template");
  g_autofree char *mode = sublet_json_dup_opt_string (object, "mode");
  g_autofree char *route = sublet_json_dup_opt_string (object, "route");

  self->image = sublet_json_dup_opt_string (object, "image");
  if (part != NULL)
    {
      g_autofree char *hash = sublet_json_dup_opt_string (part, "hash");
      g_autofree char *name = sublet_json_dup_opt_string (part, "name");

      sublet_launch_set_template (self, hash, name);
    }
  self->mode = (SubletLaunchMode) get_value (SUBLET_TYPE_LAUNCH_MODE, mode);
  self->route = (SubletLaunchRoute) get_value (SUBLET_TYPE_LAUNCH_ROUTE, route);
  self->jupyter_lab = sublet_json_opt_bool (object, "jupyter-lab", false);
  self->jupyter_dir = sublet_json_dup_opt_string (object, "jupyter-dir");
  self->args = sublet_json_dup_opt_string (object, "args");
  read_lists (self, object);
  read_ssh_key (self, object);
  if (sublet_json_opt_bool (object, "onstart", false))
    sublet_launch_forget_onstart (self);
  part = sublet_json_get_opt_object (object, "registry");
  if (part != NULL)
    {
      g_autofree char *server = sublet_json_dup_opt_string (part, "server");
      g_autofree char *user = sublet_json_dup_opt_string (part, "user");

      sublet_launch_set_registry (self, server, user, NULL);
    }
  part = sublet_json_get_opt_object (object, "volume");
  if (part != NULL)
    read_volume (self, part);

  return g_steal_pointer (&self);
}

/**
 * sublet_launch_from_json:
 * @json: what sublet_launch_to_json() made
 * @error: SUBLET_ERROR_PROTOCOL: it is something else, or of a newer version
 *
 * Its secrets are missing: sublet_launch_get_n_missing_secrets() counts them.
 *
 * Returns: (transfer full) (nullable): the launch
 */
SubletLaunch *
sublet_launch_from_json (const char *json, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;
  gsize size;

  g_return_val_if_fail (json != NULL, NULL);

  size = strlen (json);
  parser = json_parser_new_immutable ();
  root = size <= MAX_SIZE && json_parser_load_from_data (parser, json, (gssize) size, NULL)
           ? json_parser_get_root (parser)
           : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ||
      sublet_json_opt_int (json_node_get_object (root), "version", 0) != FORM_VERSION)
    {
      /* The parser's own words quote the text. */
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_PROTOCOL,
                           "launch: not in the form that is known");
      return NULL;
    }

  return read_launch (json_node_get_object (root));
}
