/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test.h"

#include "support/sublet-test-leaks.h"

#include <glib/gstdio.h>

struct _SubletNotifyCounter
{
  GObject parent_instance;

  guint count;
};

G_DEFINE_FINAL_TYPE (SubletNotifyCounter, sublet_notify_counter, G_TYPE_OBJECT)

static GMutex logs_mutex;
/* (mutex logs_mutex) (nullable): the lines so far, NULL while nothing is captured */
static GString *logs;
static bool writer_installed;

static gboolean
on_timeout (gpointer user_data)
{
  bool *timed_out = user_data;

  *timed_out = true;
  return G_SOURCE_REMOVE;
}

/* Wakes the main context now and then, for conditions that change without an event here. */
static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
on_notify (SubletNotifyCounter *self)
{
  self->count++;
}

static bool
result_has_come (gpointer user_data)
{
  GAsyncResult **slot = user_data;

  return *slot != NULL;
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&logs_mutex);
  gsize i;

  if (logs != NULL)
    {
      for (i = 0; i < n_fields; i++)
        {
          g_string_append_printf (logs, "%s=", fields[i].key);
          g_string_append_len (logs,
                               fields[i].value,
                               fields[i].length < 0 ? (gssize) strlen (fields[i].value)
                                                    : fields[i].length);
          g_string_append_c (logs, i + 1 < n_fields ? '\t' : '\n');
        }
    }
  g_clear_pointer (&locker, g_mutex_locker_free);

  return g_log_writer_default (level, fields, n_fields, NULL);
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = NULL;
  g_autoptr (GError) error = NULL;

  /* Opening the children of a link would open those of what it points at, whatever the flag. */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) ==
      G_FILE_TYPE_DIRECTORY)
    children = g_file_enumerate_children (file,
                                          G_FILE_ATTRIBUTE_STANDARD_NAME,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                          NULL,
                                          NULL);
  while (children != NULL)
    {
      GFile *child = NULL;

      if (!g_file_enumerator_iterate (children, NULL, &child, NULL, &error))
        g_error ("reading a test folder: %s", error->message);
      if (child == NULL)
        break;
      remove_tree (child);
    }
  if (!g_file_delete (file, NULL, &error))
    g_error ("removing a test file: %s", error->message);
}

static void
sublet_notify_counter_class_init (SubletNotifyCounterClass *klass)
{
}

static void
sublet_notify_counter_init (SubletNotifyCounter *self)
{
}

/**
 * sublet_test_init:
 * @argc: (inout): main's
 * @argv: (inout): main's
 *
 * To be called instead of g_test_init(): gives the program folders of its own for each test and
 * forgets the person's API key.
 */
void
sublet_test_init (int *argc, char ***argv)
{
  g_unsetenv ("VAST_API_KEY");
  g_unsetenv ("VAST_URL");
  sublet_test_begin_leaks ();
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
}

/**
 * sublet_test_on_result:
 * @source: (nullable): the source of the call
 * @result: its result
 * @user_data: a `GAsyncResult **`, NULL before the call
 *
 * The callback to pass to an async function whose result is then awaited.
 */
void
sublet_test_on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

/**
 * sublet_test_await_result:
 * @slot: where sublet_test_on_result() puts the result
 *
 * Runs the default main context until the result is there; a call that never answers ends the
 * program.
 *
 * Returns: (transfer none): the result, owned by @slot
 */
GAsyncResult *
sublet_test_await_result (GAsyncResult **slot)
{
  if (!sublet_test_wait_for (result_has_come, slot, SUBLET_TEST_TIMEOUT_MS))
    g_error ("an asynchronous call never answered");

  return *slot;
}

static bool
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/**
 * sublet_test_drop:
 * @object: (transfer full) (type GObject): what the test has used
 *
 * Runs the default main context until nobody has the object any more: not a question, and not
 * what is being written.
 */
void
sublet_test_drop (gpointer object)
{
  gpointer weak = NULL;

  g_set_weak_pointer (&weak, object);
  g_object_unref (object);
  if (!sublet_test_wait_for (is_gone, &weak, SUBLET_TEST_TIMEOUT_MS))
    g_error ("somebody still has a %s", G_OBJECT_TYPE_NAME (weak));
}

/**
 * sublet_test_wait_for:
 * @condition: what to wait for
 * @user_data: for @condition
 * @timeout_ms: how long, in milliseconds of real time
 *
 * Runs the default main context until @condition holds.
 *
 * Returns: whether it came to hold in time
 */
bool
sublet_test_wait_for (SubletTestCondition condition, gpointer user_data, guint timeout_ms)
{
  bool timed_out = false;
  guint timeout_id = g_timeout_add (timeout_ms, on_timeout, &timed_out);
  guint tick_id = g_timeout_add (10, on_tick, NULL);
  bool holds;

  while (!(holds = condition (user_data)) && !timed_out)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (tick_id);
  if (!timed_out)
    g_source_remove (timeout_id);

  return holds;
}

/**
 * sublet_test_drain:
 *
 * Runs the default main context until nothing is left to do at once.
 */
void
sublet_test_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/**
 * sublet_test_make_folder:
 *
 * Returns: (transfer full): a new folder for sublet_test_remove_folder()
 */
char *
sublet_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("sublet-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/**
 * sublet_test_remove_folder:
 * @folder: (transfer full): what sublet_test_make_folder() gave
 *
 * With all that is in it. A symbolic link is removed, never what it points at.
 */
void
sublet_test_remove_folder (char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  remove_tree (file);
  g_free (folder);
}

/**
 * sublet_notify_counter_new:
 * @object: (type GObject): what to watch; may go away first
 * @property: the property
 *
 * Returns: (transfer full): a counter of @property's notifications
 */
SubletNotifyCounter *
sublet_notify_counter_new (gpointer object, const char *property)
{
  SubletNotifyCounter *self = g_object_new (SUBLET_TYPE_NOTIFY_COUNTER, NULL);
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  g_assert_nonnull (g_object_class_find_property (G_OBJECT_GET_CLASS (object), property));
  g_signal_connect_object (object, signal, G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * sublet_notify_counter_take:
 * @self: a counter
 *
 * Returns: how many notifications came since the last call
 */
guint
sublet_notify_counter_take (SubletNotifyCounter *self)
{
  guint count = self->count;

  self->count = 0;
  return count;
}

/**
 * sublet_test_logs_start:
 *
 * Keeps every structured log entry of this process from now on, whatever its level or domain.
 * g_test_expect_message() does not see them.
 */
void
sublet_test_logs_start (void)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!writer_installed)
    {
      g_log_set_writer_func (write_log, NULL, NULL);
      writer_installed = true;
    }

  locker = g_mutex_locker_new (&logs_mutex);
  g_assert_null (logs);
  logs = g_string_new (NULL);
}

/**
 * sublet_test_logs_stop:
 *
 * Returns: (transfer full): one line for each entry since sublet_test_logs_start(), its fields as
 *   `KEY=value` between tabs
 */
char *
sublet_test_logs_stop (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&logs_mutex);

  g_assert_nonnull (logs);
  return g_string_free (g_steal_pointer (&logs), FALSE);
}
