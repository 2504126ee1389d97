/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-template.h"

#include <math.h>
#include <string.h>

/* Twice the most that the service takes. */
#define MAX_FLAGS_LENGTH (64 * 1024)

struct _SubletTemplate
{
  GObject parent_instance;

  SubletTemplateData data; /* (owned) its texts */
  SubletLaunch *launch;    /* (owned) */
  guint n_other_flags;
};

G_DEFINE_FINAL_TYPE (SubletTemplate, sublet_template, G_TYPE_OBJECT)

static void
sublet_template_finalize (GObject *object)
{
  SubletTemplate *self = SUBLET_TEMPLATE (object);

  sublet_template_data_clear (&self->data);
  g_clear_object (&self->launch);

  G_OBJECT_CLASS (sublet_template_parent_class)->finalize (object);
}

static void
sublet_template_class_init (SubletTemplateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_template_finalize;
}

static void
sublet_template_init (SubletTemplate *self)
{
}

/**
 * sublet_template_data_clear:
 * @data: a template's fields
 *
 * Frees its members; nothing is left in it.
 */
void
sublet_template_data_clear (SubletTemplateData *data)
{
  g_free (data->hash_id);
  g_free (data->name);
  g_free (data->description);
  g_free (data->image);
  *data = (SubletTemplateData){ .recommended_disk_gb = NAN, .needed_cuda = NAN };
}

/**
 * sublet_template_new_take:
 * @data: (transfer full): the fields; empty afterwards, its memory stays the caller's
 * @launch: (transfer full): what it does
 * @n_other_flags: of its docker flags, how many @launch cannot say
 *
 * Returns: (transfer full): an immutable template
 */
SubletTemplate *
sublet_template_new_take (SubletTemplateData *data, SubletLaunch *launch, guint n_other_flags)
{
  SubletTemplate *self;

  g_return_val_if_fail (data != NULL && data->hash_id != NULL, NULL);
  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), NULL);

  self = g_object_new (SUBLET_TYPE_TEMPLATE, NULL);
  self->data = *data;
  *data = (SubletTemplateData){ .recommended_disk_gb = NAN, .needed_cuda = NAN };
  self->launch = launch;
  self->n_other_flags = n_other_flags;
  sublet_launch_set_image (self->launch, NULL);
  sublet_launch_set_template (self->launch, self->data.hash_id, self->data.name);

  return self;
}

/**
 * sublet_template_get_data:
 * @self: a template
 *
 * Returns: (transfer none): its fields
 */
const SubletTemplateData *
sublet_template_get_data (SubletTemplate *self)
{
  g_return_val_if_fail (SUBLET_IS_TEMPLATE (self), NULL);

  return &self->data;
}

/**
 * sublet_template_get_launch:
 * @self: a template
 *
 * Returns: (transfer none): what it does, to be read only; its image is the template's own
 */
SubletLaunch *
sublet_template_get_launch (SubletTemplate *self)
{
  g_return_val_if_fail (SUBLET_IS_TEMPLATE (self), NULL);

  return self->launch;
}

/**
 * sublet_template_get_n_other_flags:
 * @self: a template
 *
 * Returns: how many of its docker flags are neither variables nor ports; the service applies them
 */
guint
sublet_template_get_n_other_flags (SubletTemplate *self)
{
  g_return_val_if_fail (SUBLET_IS_TEMPLATE (self), 0);

  return self->n_other_flags;
}

/* The next word as a shell would cut it, without running anything. A quote that is not closed goes
 * to the end. Returns: (transfer full) (nullable): NULL: there is none. */
static char *
next_word (const char **text)
{
  const char *at = *text + strspn (*text, " \t\r\n");
  GString *word = NULL;
  char quote = '\0';

  for (; *at != '\0' && (quote != '\0' || strchr (" \t\r\n", *at) == NULL); at++)
    {
      if (word == NULL)
        word = g_string_new (NULL);
      if (quote == '\0' && (*at == '"' || *at == '\''))
        quote = *at;
      else if (quote != '\0' && *at == quote)
        quote = '\0';
      else if (*at == '\\' && quote != '\'' && at[1] != '\0' &&
               (quote == '\0' || strchr ("\"\\$`", at[1]) != NULL))
        g_string_append_c (word, *++at);
      else
        g_string_append_c (word, *at);
    }

  *text = at;
  return word != NULL ? g_string_free (word, FALSE) : NULL;
}

/* The last one of a name counts. */
static bool
take_variable (SubletLaunch *launch, const char *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = NULL;
  guint i;

  /* `-e NAME` alone takes the value from where docker runs: nobody here knows it. */
  if (equals == NULL || equals == text)
    return false;
  name = g_strndup (text, (gsize) (equals - text));
  for (i = 0; i < sublet_launch_get_n_env (launch); i++)
    {
      if (g_str_equal (sublet_launch_get_env_name (launch, i), name))
        {
          sublet_launch_set_env_value (launch, i, equals + 1);
          return true;
        }
    }
  sublet_launch_add_env (launch, name, equals + 1);

  return true;
}

/* `[ADDRESS:]OUTSIDE:INSIDE[/PROTOCOL]` or `INSIDE`; the number inside counts. A range is not
 * taken: the service's own count of ports would be needed to know what it becomes. */
static bool
take_port (SubletLaunch *launch, const char *text)
{
  const char *inside = strrchr (text, ':');
  g_auto (GStrv) halves = g_strsplit (inside != NULL ? inside + 1 : text, "/", 2);
  const GArray *ports = sublet_launch_get_ports (launch);
  /* Of nothing there are no halves. */
  const char *protocol = halves[0] != NULL ? halves[1] : NULL;
  bool udp = g_strcmp0 (protocol, "udp") == 0;
  guint64 number;
  guint i;

  if (halves[0] == NULL ||
      !g_ascii_string_to_unsigned (halves[0], 10, 1, G_MAXINT, &number, NULL) ||
      (protocol != NULL && !udp && !g_str_equal (protocol, "tcp")))
    return false;
  for (i = 0; i < ports->len; i++)
    {
      const SubletLaunchPort *port = &g_array_index (ports, SubletLaunchPort, i);

      if (port->port == (int) number && port->udp == udp)
        return true;
    }
  sublet_launch_add_port (launch, (int) number, udp);

  return true;
}

/* The value of `-e VALUE`, `-eVALUE`, `--env VALUE` or `--env=VALUE`.
 * Returns: (transfer full) (nullable): NULL: @word is another flag */
static char *
dup_value (const char *word, const char *brief, const char *full, const char **rest)
{
  const gsize length = strlen (full);

  if (g_str_equal (word, brief) || g_str_equal (word, full))
    {
      char *value = next_word (rest);

      return value != NULL ? value : g_strdup ("");
    }
  if (strncmp (word, full, length) == 0 && word[length] == '=')
    return g_strdup (word + length + 1);
  if (g_str_has_prefix (word, brief) && word[1] != '-')
    return g_strdup (word + strlen (brief));

  return NULL;
}

/**
 * sublet_template_parse_flags:
 * @flags: (nullable): docker flags as one text, as templates have them
 * @launch: gets their variables and ports
 *
 * Reads what a shell would, runs and expands nothing. Source: fact sheet 8.1, "env (string of
 * docker flags)"; 3.3 for the flags that the service takes.
 *
 * Returns: how many words were neither a variable nor a port
 */
guint
sublet_template_parse_flags (const char *flags, SubletLaunch *launch)
{
  const char *rest = flags;
  guint n_others = 0;
  char *word;

  g_return_val_if_fail (SUBLET_IS_LAUNCH (launch), 0);

  if (flags == NULL)
    return 0;
  if (strlen (flags) > MAX_FLAGS_LENGTH)
    return 1;

  while ((word = next_word (&rest)) != NULL)
    {
      char *value = dup_value (word, "-e", "--env", &rest);
      bool taken;

      if (value != NULL)
        taken = take_variable (launch, value);
      else
        {
          value = dup_value (word, "-p", "--publish", &rest);
          taken = value != NULL && take_port (launch, value);
        }
      if (!taken)
        n_others++;
      sublet_launch_free_secret (value);
      sublet_launch_free_secret (word);
    }

  return n_others;
}

/**
 * sublet_launch_apply_template:
 * @self: a launch
 * @template_: a template
 *
 * Takes over what the template says, in the place of what was there: mode, route, arguments,
 * environment, ports and script; the image is the template's. Registry login and volume stay.
 *
 * All of it is sent beside the template's `hash_id`, and wins where it was changed. A variable or
 * port that is taken out comes back all the same, since the service merges `env` (fact sheet 3.1):
 * who does not want it sets another value, or the image instead of the template.
 */
void
sublet_launch_apply_template (SubletLaunch *self, SubletTemplate *template_)
{
  SubletLaunch *from;
  const GArray *ports;
  guint i;

  g_return_if_fail (SUBLET_IS_LAUNCH (self));
  g_return_if_fail (SUBLET_IS_TEMPLATE (template_));

  from = template_->launch;
  ports = sublet_launch_get_ports (from);
  sublet_launch_set_image (self, NULL);
  sublet_launch_set_template (self,
                              sublet_launch_get_template_hash (from),
                              sublet_launch_get_template_name (from));
  sublet_launch_set_mode (self, sublet_launch_get_mode (from));
  sublet_launch_set_route (self, sublet_launch_get_route (from));
  sublet_launch_set_jupyter_lab (self, sublet_launch_get_jupyter_lab (from));
  sublet_launch_set_jupyter_dir (self, sublet_launch_get_jupyter_dir (from));
  sublet_launch_set_args (self, sublet_launch_get_args (from));
  sublet_launch_set_onstart (self, sublet_launch_get_onstart (from));
  sublet_launch_clear_env (self);
  for (i = 0; i < sublet_launch_get_n_env (from); i++)
    sublet_launch_add_env (self,
                           sublet_launch_get_env_name (from, i),
                           sublet_launch_get_env_value (from, i));
  sublet_launch_clear_ports (self);
  for (i = 0; i < ports->len; i++)
    sublet_launch_add_port (self,
                            g_array_index (ports, SubletLaunchPort, i).port,
                            g_array_index (ports, SubletLaunchPort, i).udp);
}
