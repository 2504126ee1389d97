/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-sandbox-files.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <gio/gio.h>

#define STAND_INS "/stand-ins/torch"

/* What a container's shell has at least; what the renter set goes before it. */
static const char *const defaults[] = {
  "PATH=/opt/sublet/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "PYTHONPATH=/opt/sublet/python",
  "LANG=C.UTF-8",
};

static bool
is_name (const char *text)
{
  if (!g_ascii_isalpha (*text) && *text != '_')
    return false;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '_')
      return false;

  return true;
}

static void
add_variable (GPtrArray *variables, const char *name, const char *value)
{
  gsize length = strlen (name);
  guint i;

  for (i = 0; i < variables->len; i++)
    {
      const char *known = g_ptr_array_index (variables, i);

      if (strncmp (known, name, length) == 0 && known[length] == '=')
        return;
    }

  g_ptr_array_add (variables, g_strconcat (name, "=", value, NULL));
}

/* What the container's processes have; `-p` entries ask for ports and are no variables. */
static GPtrArray *
make_variables (SimInstance *instance, const char *service_url)
{
  GPtrArray *variables = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, instance->id);
  guint i;

  add_variable (variables, "CONTAINER_ID", id);
  add_variable (variables, "CONTAINER_API_KEY", instance->api_key);
  for (i = 0; i < instance->env->len; i++)
    {
      const SimEnv *env = g_ptr_array_index (instance->env, i);

      if (is_name (env->name))
        add_variable (variables, env->name, env->value);
    }
  /* What the official client takes for the service (fact sheet 1.2). */
  add_variable (variables, "VAST_URL", service_url);
  for (i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      g_auto (GStrv) pair = g_strsplit (defaults[i], "=", 2);

      add_variable (variables, pair[0], pair[1]);
    }

  return variables;
}

/* sshd_config has no way to write a line's end. */
static bool
fits_config (const char *variable)
{
  return strpbrk (variable, "\n\r\f") == NULL;
}

static void
append_set_env (GString *config, const char *variable)
{
  const char *at;

  if (!fits_config (variable))
    return;

  g_string_append (config, " \"");
  for (at = variable; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (config, '\\');
      g_string_append_c (config, *at);
    }
  g_string_append_c (config, '"');
}

static char *
make_sshd_config (const SimTools *tools, GPtrArray *variables)
{
  GString *config = g_string_new ("HostKey /etc/sim/host_key\n"
                                  "AuthorizedKeysFile /etc/sim/authorized_keys\n"
                                  "UsePAM no\n"
                                  "UseDNS no\n"
                                  "StrictModes no\n"
                                  "PasswordAuthentication no\n"
                                  "KbdInteractiveAuthentication no\n"
                                  "PermitRootLogin prohibit-password\n"
                                  "PidFile none\n"
                                  "PrintMotd no\n"
                                  "PrintLastLog no\n"
                                  "Subsystem sftp internal-sftp\n");
  guint i;

  if (tools->session_program != NULL)
    g_string_append_printf (config, "SshdSessionPath %s\n", tools->session_program);
  if (tools->auth_program != NULL)
    g_string_append_printf (config, "SshdAuthPath %s\n", tools->auth_program);

  /* One line: of several the first counts. */
  g_string_append (config, "SetEnv \"BASH_ENV=/etc/sim/start.sh\"");
  for (i = 0; i < variables->len; i++)
    append_set_env (config, g_ptr_array_index (variables, i));
  g_string_append_c (config, '\n');

  return g_string_free (config, FALSE);
}

/*
 * What every bash reads that a server starts, from the profile or, where it was built without that,
 * from what BASH_ENV names. It makes commands hang, on open connections too, and has the variables
 * that do not fit into sshd_config; not once more where somebody has changed them.
 */
static char *
make_start (GPtrArray *variables)
{
  GString *text = g_string_new ("while [ -e /etc/sim/hold ]; do sleep 0.1; done\n");
  guint i;

  for (i = 0; i < variables->len; i++)
    {
      const char *variable = g_ptr_array_index (variables, i);
      g_auto (GStrv) pair = g_strsplit (variable, "=", 2);
      g_autofree char *value = g_shell_quote (pair[1]);

      if (!fits_config (variable))
        g_string_append_printf (text,
                                "[ -n \"${%s+x}\" ] || export %s=%s\n",
                                pair[0],
                                pair[0],
                                value);
    }

  return g_string_free (text, FALSE);
}

/* The driver's names hold the service's, with the maker before them (wording unconfirmed). */
static char *
make_gpu_facts (SimInstance *instance)
{
  const SimGpuModel *model = instance->machine->model;
  double cuda = sim_row_get_double (&instance->row, SIM_FIELD_CUDA_MAX_GOOD, 0);

  return g_strdup_printf ("name=NVIDIA %s%s\n"
                          "count=%d\n"
                          "memory_mib=%d\n"
                          "driver=%s\n"
                          "cuda=%d.%d\n"
                          "compute_cap=%d.%d\n"
                          "power_w=%d\n"
                          "serial=%012" G_GINT64_MODIFIER "x\n",
                          model->tier == SIM_TIER_CONSUMER ? "GeForce " : "",
                          model->name,
                          (int) sim_row_get_int (&instance->row, SIM_FIELD_NUM_GPUS),
                          (int) sim_row_get_int (&instance->row, SIM_FIELD_GPU_RAM),
                          sim_row_get_string (&instance->row, SIM_FIELD_DRIVER_VERSION),
                          (int) (lround (cuda * 10) / 10),
                          (int) (lround (cuda * 10) % 10),
                          model->compute_cap / 100,
                          model->compute_cap % 100 / 10,
                          model->power_w,
                          instance->machine->machine_id);
}

static bool
write_bytes (const char *folder, const char *name, const char *bytes, gssize size, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents_full (path, bytes, size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * sim_files_write_text:
 * @folder: where to
 * @name: the file's name
 * @text: what it says
 * @error: what the system says
 *
 * Whoever reads meanwhile sees the old text or the new one.
 *
 * Returns: whether it was written
 */
bool
sim_files_write_text (const char *folder, const char *name, const char *text, GError **error)
{
  return write_bytes (folder, name, text, -1, error);
}

static bool
write_variables (const char *folder, GPtrArray *variables, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint i;

  for (i = 0; i < variables->len; i++)
    {
      const char *variable = g_ptr_array_index (variables, i);

      g_byte_array_append (bytes, (const guint8 *) variable, strlen (variable) + 1);
    }
  g_byte_array_append (bytes,
                       (const guint8 *) "HOME=/root\0USER=root\0LOGNAME=root\0SHELL=/bin/bash",
                       sizeof "HOME=/root\0USER=root\0LOGNAME=root\0SHELL=/bin/bash");

  return write_bytes (folder, "environment", (const char *) bytes->data, bytes->len, error);
}

/**
 * sim_files_write:
 * @folder: what will be /etc/sim
 * @tools: where the server is
 * @instance: a contract whose container starts
 * @service_url: where the service is found inside
 * @error: what the system says
 *
 * Everything but the keys, which come and go while the container runs.
 *
 * Returns: whether all of it was written
 */
bool
sim_files_write (const char *folder,
                 const SimTools *tools,
                 SimInstance *instance,
                 const char *service_url,
                 GError **error)
{
  g_autoptr (GPtrArray) variables = make_variables (instance, service_url);
  g_autofree char *config = make_sshd_config (tools, variables);
  g_autofree char *start = make_start (variables);
  g_autofree char *gpu = make_gpu_facts (instance);

  return sim_files_write_text (folder,
                               "passwd",
                               "root:x:1000:1000:root:/root:/bin/bash\n",
                               error) &&
         /* No group tty: with one a terminal is refused. */
         sim_files_write_text (folder, "group", "root:x:1000:\n", error) &&
         sim_files_write_text (folder, "hosts", "127.0.0.1 localhost\n::1 localhost\n", error) &&
         sim_files_write_text (folder,
                               "profile",
                               ". /etc/sim/start.sh\nPS1='\\u@\\H:\\w\\$ '\n",
                               error) &&
         sim_files_write_text (folder, "start.sh", start, error) &&
         sim_files_write_text (folder, "sshd_config", config, error) &&
         sim_files_write_text (folder, "gpu", gpu, error) &&
         (strstr (instance->runtype, "jupyter") == NULL ||
          sim_files_write_text (folder, "jupyter", instance->jupyter_token, error)) &&
         (instance->onstart == NULL ||
          sim_files_write_text (folder, "onstart", instance->onstart, error)) &&
         write_variables (folder, variables, error);
}

/**
 * sim_files_dup_authorized_keys:
 * @instance: a contract
 *
 * Returns: (transfer full): the keys attached to it, one a line
 */
char *
sim_files_dup_authorized_keys (SimInstance *instance)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = 0; i < instance->ssh_keys->len; i++)
    {
      const SimSshKey *key = g_ptr_array_index (instance->ssh_keys, i);

      g_string_append_printf (text, "%s\n", key->public_key);
    }

  return g_string_free (text, FALSE);
}

/**
 * sim_files_write_stand_ins:
 * @folder: an existing folder
 * @error: what the system says
 *
 * Python packages that instances find.
 *
 * Returns: whether they were written
 */
bool
sim_files_write_stand_ins (const char *folder, GError **error)
{
  g_auto (GStrv)
    names = g_resources_enumerate_children (STAND_INS, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *package = g_build_filename (folder, "torch", NULL);
  guint i;

  if (names == NULL)
    return false;
  if (g_mkdir_with_parents (package, 0700) != 0)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (errno),
                   "%s: %s",
                   package,
                   g_strerror (errno));
      return false;
    }

  for (i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (STAND_INS, names[i], NULL);
      g_autoptr (GBytes)
        bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (bytes == NULL || !write_bytes (package,
                                         names[i],
                                         g_bytes_get_data (bytes, NULL),
                                         (gssize) g_bytes_get_size (bytes),
                                         error))
        return false;
    }

  return true;
}
