/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test-simulator.h"

#include "support/sublet-test.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <sys/prctl.h>

#define FAULTS_PATH "/_sim/faults"
#define LEDGER_PATH "/_sim/ledger"

struct _SubletTestSimulator
{
  GObject parent_instance;

  GSubprocess *process; /* (owned) (nullable) */
  SoupSession *session; /* (owned) */
  char *url;            /* (owned): without a slash at the end */
};

G_DEFINE_FINAL_TYPE (SubletTestSimulator, sublet_test_simulator, G_TYPE_OBJECT)

/* Runs between fork and exec: a test program that dies takes its simulator along. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static char *
read_url (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  const char *url;
  gsize length;

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  g_data_input_stream_read_line_async (lines,
                                       G_PRIORITY_DEFAULT,
                                       NULL,
                                       sublet_test_on_result,
                                       &result);
  sublet_test_await_result (&result);
  line = g_data_input_stream_read_line_finish_utf8 (lines, result, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);

  url = strstr (line, "http://");
  g_assert_nonnull (url);
  length = strcspn (url, " \t\r");
  while (length > 0 && url[length - 1] == '/')
    length--;

  return g_strndup (url, length);
}

static JsonNode *
ask (SubletTestSimulator *self, const char *method, const char *path, const char *json)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_strconcat (self->url, path, NULL);

  message = soup_message_new (method, uri);
  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (json != NULL)
    {
      g_autoptr (GBytes) request = g_bytes_new (json, strlen (json));

      soup_message_set_request_body_from_bytes (message, "application/json", request);
    }

  soup_session_send_and_read_async (self->session,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  body = soup_session_send_and_read_finish (self->session, result, &error);
  g_assert_no_error (error);
  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    g_error ("%s %s: status %u", method, path, soup_message_get_status (message));
  if (g_bytes_get_size (body) == 0)
    return NULL;

  json_parser_load_from_data (parser,
                              g_bytes_get_data (body, NULL),
                              (gssize) g_bytes_get_size (body),
                              &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

static void
sublet_test_simulator_dispose (GObject *object)
{
  SubletTestSimulator *self = SUBLET_TEST_SIMULATOR (object);

  if (self->process != NULL)
    sublet_test_simulator_stop (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sublet_test_simulator_parent_class)->dispose (object);
}

static void
sublet_test_simulator_finalize (GObject *object)
{
  SubletTestSimulator *self = SUBLET_TEST_SIMULATOR (object);

  g_free (self->url);

  G_OBJECT_CLASS (sublet_test_simulator_parent_class)->finalize (object);
}

static void
sublet_test_simulator_class_init (SubletTestSimulatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_test_simulator_dispose;
  object_class->finalize = sublet_test_simulator_finalize;
}

static void
sublet_test_simulator_init (SubletTestSimulator *self)
{
  self->session = soup_session_new ();
}

/**
 * sublet_test_simulator_new:
 * @first_argument: (nullable): an argument for the simulator, more may follow
 * @...: further arguments, ended by NULL
 *
 * Starts the simulator that the environment variable SUBLET_SIMULATOR names, on a free port, and
 * waits for the base address it prints. It dies with the object and with this process.
 *
 * Returns: (transfer full): a running simulator
 */
SubletTestSimulator *
sublet_test_simulator_new (const char *first_argument, ...)
{
  SubletTestSimulator *self = g_object_new (SUBLET_TYPE_TEST_SIMULATOR, NULL);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *program = g_getenv ("SUBLET_SIMULATOR");
  const char *argument;
  va_list rest;

  if (program == NULL)
    g_error ("SUBLET_SIMULATOR is not set; run this test through meson");

  g_ptr_array_add (arguments, (gpointer) program);
  va_start (rest, first_argument);
  for (argument = first_argument; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process =
    g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  self->url = read_url (self->process);

  return self;
}

/**
 * sublet_test_simulator_dup_sshd_option:
 *
 * The server that ./dev unpacks, else the system's; without either the simulator says so.
 *
 * Returns: (transfer full): the option
 */
char *
sublet_test_simulator_dup_sshd_option (void)
{
  const char *unpacked = g_getenv ("SUBLET_SSHD");

  if (unpacked != NULL && g_file_test (unpacked, G_FILE_TEST_IS_EXECUTABLE))
    return g_strconcat ("--sshd=", unpacked, NULL);

  return g_strdup ("--sshd");
}

/**
 * sublet_test_simulator_get_url:
 * @self: a simulator
 *
 * Returns: its base address, without a slash at the end
 */
const char *
sublet_test_simulator_get_url (SubletTestSimulator *self)
{
  return self->url;
}

/**
 * sublet_test_simulator_get_process_id:
 * @self: a simulator
 *
 * Returns: its process id as text
 */
const char *
sublet_test_simulator_get_process_id (SubletTestSimulator *self)
{
  return g_subprocess_get_identifier (self->process);
}

/**
 * sublet_test_simulator_control_post:
 * @self: a simulator
 * @path: a control route, with its leading slash
 * @json: (nullable): the body
 *
 * Any status but 2xx ends the program.
 *
 * Returns: (transfer full) (nullable): the answer, NULL when its body is empty
 */
JsonNode *
sublet_test_simulator_control_post (SubletTestSimulator *self, const char *path, const char *json)
{
  return ask (self, "POST", path, json != NULL ? json : "{}");
}

/**
 * sublet_test_simulator_disarm:
 * @self: a simulator
 *
 * Takes all faults away that were armed.
 */
void
sublet_test_simulator_disarm (SubletTestSimulator *self)
{
  JsonNode *answer = ask (self, "DELETE", FAULTS_PATH, NULL);

  g_clear_pointer (&answer, json_node_unref);
}

/**
 * sublet_test_simulator_ledger:
 * @self: a simulator
 *
 * What was asked, what was rented and what is being billed; the only witness of whether money was
 * lost.
 *
 * Returns: (transfer full): the ledger
 */
JsonNode *
sublet_test_simulator_ledger (SubletTestSimulator *self)
{
  return ask (self, "GET", LEDGER_PATH, NULL);
}

/**
 * sublet_test_simulator_count_requests:
 * @self: a simulator
 * @route: its name, as the faults have it
 *
 * Returns: how many requests there were for it, whoever sent them
 */
guint
sublet_test_simulator_count_requests (SubletTestSimulator *self, const char *route)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (self);
  JsonArray *requests = json_object_get_array_member (json_node_get_object (ledger), "requests");
  guint count = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (request, "route", NULL), route) ==
          0)
        count++;
    }

  return count;
}

/**
 * sublet_test_simulator_stop:
 * @self: a simulator
 *
 * Kills it and waits until it is gone, as when the network goes away for good.
 */
void
sublet_test_simulator_stop (SubletTestSimulator *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self->process != NULL);

  g_subprocess_force_exit (self->process);
  g_subprocess_wait_async (self->process, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_subprocess_wait_finish (self->process, result, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
}
