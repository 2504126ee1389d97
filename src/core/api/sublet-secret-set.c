/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-secret-form-private.h"

#include "core/base/sublet-json-rows.h"

#include <string.h>

/* The oldest go first: a session asks for few things that are secret. */
#define MAX_SECRETS 256

/* A piece of base64 that is shorter stands anywhere. */
#define MIN_BASE64_BYTES 8

static void
clear_form (SubletSecretForm *form)
{
  explicit_bzero (form->text, form->length);
  g_free (form->text);
}

static void
add_form (GArray *forms, const char *text, gsize length, bool base64)
{
  SubletSecretForm form = { g_memdup2 (text, length), length, base64 };

  g_array_append_val (forms, form);
}

static bool
is_url_safe_different (const char *text)
{
  return strpbrk (text, "+/") != NULL;
}

/* In base64 a secret looks like one of three, by how many bytes of something else come before it.
 * The characters at its ends carry bits of its neighbours, so they are left out. */
static void
add_base64 (GArray *forms, const char *secret, gsize length)
{
  gsize before;

  for (before = 0; before < 3; before++)
    {
      g_autofree guchar *padded = g_malloc0 (length + before);
      g_autofree char *text = NULL;
      gsize first = (before * 8 + 5) / 6;
      gsize end = (before + length) * 8 / 6;

      memcpy (padded + before, secret, length);
      text = g_base64_encode (padded, length + before);
      if (end >= first + MIN_BASE64_BYTES)
        {
          add_form (forms, text + first, end - first, true);
          if (is_url_safe_different (text))
            {
              g_strdelimit (text, "+", '-');
              g_strdelimit (text, "/", '_');
              add_form (forms, text + first, end - first, true);
            }
        }
      explicit_bzero (padded, length + before);
      explicit_bzero (text, strlen (text));
    }
}

static void
note_firsts (SubletSecretSet *self)
{
  guint i;
  guint j;

  memset (self->first, 0, sizeof self->first);
  for (i = 0; i < self->secrets->len; i++)
    {
      const GArray *forms = g_ptr_array_index (self->secrets, i);

      for (j = 0; j < forms->len; j++)
        self->first[(guchar) g_array_index (forms, SubletSecretForm, j).text[0]] = true;
    }
  self->first['%'] = self->first['\\'] = self->secrets->len > 0;
}

/**
 * sublet_secret_set_new: (skip)
 *
 * Returns: (transfer full): a set without secrets
 */
SubletSecretSet *
sublet_secret_set_new (void)
{
  SubletSecretSet *self = g_new0 (SubletSecretSet, 1);

  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  return self;
}

/**
 * sublet_secret_set_copy: (skip)
 * @self: a set
 *
 * Returns: (transfer full): the same secrets, for another thread
 */
SubletSecretSet *
sublet_secret_set_copy (const SubletSecretSet *self)
{
  SubletSecretSet *copy = sublet_secret_set_new ();
  guint i;

  for (i = 0; i < self->secrets->len; i++)
    {
      const GArray *forms = g_ptr_array_index (self->secrets, i);
      const SubletSecretForm *raw = &g_array_index (forms, SubletSecretForm, 0);

      sublet_secret_set_add (copy, raw->text, raw->length);
    }

  return copy;
}

/**
 * sublet_secret_set_free: (skip)
 * @self: (transfer full): a set; what it held is wiped
 */
void
sublet_secret_set_free (SubletSecretSet *self)
{
  g_ptr_array_unref (self->secrets);
  g_free (self);
}

static bool
has (const SubletSecretSet *self, const char *secret, gsize length)
{
  guint i;

  for (i = 0; i < self->secrets->len; i++)
    {
      const SubletSecretForm *raw =
        &g_array_index ((GArray *) g_ptr_array_index (self->secrets, i), SubletSecretForm, 0);

      if (raw->length == length && memcmp (raw->text, secret, length) == 0)
        return true;
    }

  return false;
}

/**
 * sublet_secret_set_add: (skip)
 * @self: a set
 * @secret: what is secret; copied. One that is shorter than SUBLET_SECRET_SET_MIN_BYTES is not
 *   taken, for it would be found everywhere
 * @length: its length in bytes
 */
void
sublet_secret_set_add (SubletSecretSet *self, const char *secret, gsize length)
{
  GArray *forms;

  if (length < SUBLET_SECRET_SET_MIN_BYTES || has (self, secret, length))
    return;

  forms = g_array_new (FALSE, FALSE, sizeof (SubletSecretForm));
  g_array_set_clear_func (forms, (GDestroyNotify) clear_form);
  add_form (forms, secret, length, false);
  add_base64 (forms, secret, length);
  g_ptr_array_add (self->secrets, forms);
  if (self->secrets->len > MAX_SECRETS)
    g_ptr_array_remove_index (self->secrets, 0);
  note_firsts (self);
}

/**
 * sublet_secret_set_add_value: (skip)
 * @self: a set
 * @value: a secret, without the blanks at its ends
 */
void
sublet_secret_set_add_value (SubletSecretSet *self, SecretValue *value)
{
  gsize length = 0;
  const char *text = secret_value_get (value, &length);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  sublet_secret_set_add (self, text, length);
}

static void
add_node (SubletSecretSet *self, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = json_object_get_values (json_node_get_object (node));
      GList *at;

      for (at = values; at != NULL; at = at->next)
        add_node (self, at->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GList) values = json_array_get_elements (json_node_get_array (node));
      GList *at;

      for (at = values; at != NULL; at = at->next)
        add_node (self, at->data);
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);

      sublet_secret_set_add (self, text, strlen (text));
    }
}

/* Whoever complains of a login may name its password alone. Each is one word, whatever stands
 * around it. Source: fact sheet 3.1, `-u user -p token registry`. */
static void
add_password (SubletSecretSet *self, JsonNode *node)
{
  static const char flag[] = "-p ";
  const char *text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                      : NULL;
  const char *at = text != NULL ? strstr (text, flag) : NULL;

  if (at != NULL)
    sublet_secret_set_add (self, at + strlen (flag), strcspn (at + strlen (flag), " "));
}

/**
 * sublet_secret_set_add_body: (skip)
 * @self: a set
 * @json: the body of a request
 *
 * Takes from it what only the instance is to know: environment values, on-start text, arguments,
 * registry login. Source: fact sheet 3.1 and 3.3.
 */
void
sublet_secret_set_add_body (SubletSecretSet *self, const char *json)
{
  static const char *const members[] = { "env",  "extra_env", "onstart",     "onstart_cmd",
                                         "args", "args_str",  "image_login", "login" };
  g_autoptr (JsonNode) root = sublet_json_parse (json, strlen (json), NULL);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  gsize i;

  for (i = 0; object != NULL && i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (object, members[i]);

      if (node == NULL)
        continue;
      add_node (self, node);
      if (JSON_NODE_HOLDS_VALUE (node) && g_str_has_suffix (members[i], "login"))
        add_password (self, node);
    }
}
