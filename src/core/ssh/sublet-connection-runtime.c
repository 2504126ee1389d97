/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/base/sublet-error.h"
#include "core/runtime/sublet-runtime-report-store.h"

#include <math.h>

#define ERRORS_BYTES (16 * 1024)

/* Made for such questions, near most hosts, and as long as is asked. */
#define NETWORK_URL \
  "https://speed.cloudflare.com/__down?bytes=" G_STRINGIFY (SUBLET_RUNTIME_NETWORK_BYTES)

static void
set_checking (SubletConnection *self, bool checking)
{
  if (self->checking_runtime == checking)
    return;

  self->checking_runtime = checking;
  g_object_notify (G_OBJECT (self), "checking-runtime");
  sublet_connection_tell (self);
}

static void
forget_progress (SubletConnection *self)
{
  g_clear_pointer (&self->progress, sublet_runtime_progress_free);
  g_clear_pointer (&self->so_far, sublet_runtime_report_unref);
}

/* They are over, however. */
static void
end_checks (SubletConnection *self)
{
  if (self->progress != NULL && !self->checking_runtime)
    sublet_connection_tell (self);
  forget_progress (self);
  g_clear_object (&self->checks);
  set_checking (self, false);
}

static void
take_report (SubletConnection *self, SubletRuntimeReport *report)
{
  g_clear_pointer (&self->report, sublet_runtime_report_unref);
  self->report = sublet_runtime_report_ref (report);
  g_object_notify (G_OBJECT (self), "report");
  sublet_connection_tell (self);
}

/* ---- kept ---- */

static void
on_put (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sublet_runtime_report_store_put_finish (SUBLET_DATABASE (source), result, &error))
    g_message ("the runtime checks are not kept: %s", error->message);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnection) self = SUBLET_CONNECTION (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRuntimeReport)
    report = sublet_runtime_report_store_load_finish (SUBLET_DATABASE (source), result, &error);

  if (error != NULL)
    g_message ("the runtime checks of instance %" G_GINT64_FORMAT " cannot be read: %s",
               self->instance_id,
               error->message);
  /* A newer one may have come meanwhile. */
  if (report != NULL && self->report == NULL)
    take_report (self, report);
}

void
sublet_connection_load_report (SubletConnection *self)
{
  sublet_runtime_report_store_load_async (self->database,
                                          sublet_client_get_server (self->client),
                                          self->instance_id,
                                          on_loaded,
                                          g_object_ref (self));
}

/* ---- asked ---- */

/* What one run of them holds: neither of a later run nor of another session. */
typedef struct
{
  SubletConnection *connection; /* (owned) */
  GCancellable *cancellable;    /* (owned) */
  GByteArray *heard;            /* (owned): what has come so far */
} Checks;

static void
checks_free (Checks *checks)
{
  g_object_unref (checks->connection);
  g_object_unref (checks->cancellable);
  g_clear_pointer (&checks->heard, g_byte_array_unref);
  g_free (checks);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Checks, checks_free)

static void
make_wish (SubletConnection *self, SubletRuntimeWish *wish)
{
  const SubletInstanceData *data;

  *wish = (SubletRuntimeWish){ .packages = self->packages_asked };
  if (self->instance == NULL)
    return;

  data = sublet_instance_get_data (self->instance);
  wish->gpu_name = data->gpu_name;
  wish->num_gpus = MAX (data->num_gpus, 0);
  wish->gpu_ram_mb = isnan (data->gpu_ram_mb) ? 0 : data->gpu_ram_mb;
}

/* Row by row: what is done in the progress is final in it. */
static void
take_so_far (SubletConnection *self, const GByteArray *heard)
{
  g_autoptr (GBytes) output = g_bytes_new (heard->data, heard->len);
  SubletRuntimeWish wish;

  make_wish (self, &wish);
  g_clear_pointer (&self->so_far, sublet_runtime_report_unref);
  self->so_far =
    sublet_runtime_report_new (output, &wish, sublet_clock_get_service_us (self->clock));
}

static void
on_output (const char *data, gsize length, gpointer user_data)
{
  Checks *checks = user_data;
  SubletConnection *self = checks->connection;

  if (checks->heard->len + length <= SUBLET_RUNTIME_OUTPUT_BYTES)
    g_byte_array_append (checks->heard, (const guint8 *) data, (guint) length);
  if (!g_cancellable_is_cancelled (checks->cancellable) &&
      sublet_runtime_progress_take (self->progress, data, length))
    {
      take_so_far (self, checks->heard);
      sublet_connection_tell (self);
    }
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Checks) checks = user_data;
  SubletConnection *self = checks->connection;
  g_autoptr (SubletSshExecResult) answer = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (SubletRuntimeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  SubletRuntimeMachine machine = { 0, 0 };
  SubletRuntimeWish wish;

  answer = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);
  /* Of a connection that is no more, or nobody wants it any more. */
  if (g_cancellable_is_cancelled (checks->cancellable))
    return;

  self->runtime_checked = true;
  g_clear_error (&self->runtime_error);
  /* A driver that hangs for ever is what the checks are for: what the others said counts. */
  if (answer != NULL)
    output = g_bytes_ref (answer->output);
  else if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT) && checks->heard->len > 0)
    output = g_byte_array_free_to_bytes (g_steal_pointer (&checks->heard));
  if (output == NULL)
    {
      self->runtime_error = g_steal_pointer (&error);
      end_checks (self);
      return;
    }

  make_wish (self, &wish);
  if (self->instance != NULL)
    machine = (SubletRuntimeMachine){ sublet_instance_get_data (self->instance)->machine_id,
                                      sublet_instance_get_data (self->instance)->host_id };
  report = sublet_runtime_report_new (output, &wish, sublet_clock_get_service_us (self->clock));
  if (self->database != NULL)
    sublet_runtime_report_store_put_async (self->database,
                                           sublet_client_get_server (self->client),
                                           self->account_id,
                                           self->instance_id,
                                           &machine,
                                           report,
                                           on_put,
                                           NULL);
  g_object_freeze_notify (G_OBJECT (self));
  take_report (self, report);
  end_checks (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_connection_set_packages:
 * @self: a connection
 * @packages: (element-type SubletRuntimePackage): what the person's work needs, as
 *   sublet_runtime_packages_new_from_texts() gives it; not changed any more
 *
 * What the next runtime checks ask for.
 */
void
sublet_connection_set_packages (SubletConnection *self, GPtrArray *packages)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (packages != NULL);

  g_ptr_array_ref (packages);
  g_ptr_array_unref (self->packages);
  self->packages = packages;
}

/**
 * sublet_connection_set_measures_network:
 * @self: a connection
 * @measures_network: whether the checks that somebody asks for load SUBLET_RUNTIME_NETWORK_BYTES
 *   from the internet to see how fast it is; an instance's traffic may cost money. Those that run
 *   by themselves never do
 */
void
sublet_connection_set_measures_network (SubletConnection *self, gboolean measures_network)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  self->measures_network = measures_network;
}

static void
check (SubletConnection *self, bool measure_network)
{
  g_autofree char *script = NULL;
  Checks *checks;
  SubletSshExecLimits limits = { .output_bytes = SUBLET_RUNTIME_OUTPUT_BYTES,
                                 .errors_bytes = ERRORS_BYTES,
                                 .timeout_ms = self->times.runtime_ms,
                                 .on_output = on_output };

  if (self->state != SUBLET_CONNECTION_STATE_READY || self->checking_runtime)
    return;

  g_clear_pointer (&self->packages_asked, g_ptr_array_unref);
  self->packages_asked = g_ptr_array_ref (self->packages);
  script =
    sublet_runtime_report_dup_script (self->packages_asked, measure_network ? NETWORK_URL : NULL);
  forget_progress (self);
  self->progress = sublet_runtime_progress_new (self->packages_asked, measure_network);
  self->checks = g_cancellable_new ();
  checks = g_new0 (Checks, 1);
  checks->connection = g_object_ref (self);
  checks->cancellable = g_object_ref (self->checks);
  checks->heard = g_byte_array_new ();
  take_so_far (self, checks->heard);
  limits.user_data = checks;
  set_checking (self, true);
  sublet_ssh_session_exec_async (self->session, script, &limits, self->checks, on_checked, checks);
}

/**
 * sublet_connection_check_runtime:
 * @self: a connection
 *
 * Somebody wants the checks once more; while they run, or unless it is READY, nothing happens.
 */
void
sublet_connection_check_runtime (SubletConnection *self)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  check (self, self->measures_network);
}

void
sublet_connection_on_ready (SubletConnection *self)
{
  if (self->checks_runtime && !self->runtime_checked)
    check (self, false);
}

/**
 * sublet_connection_cancel_runtime:
 * @self: a connection
 *
 * Ends the checks that run. They do not begin again by themselves before the next start.
 */
void
sublet_connection_cancel_runtime (SubletConnection *self)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  if (self->checks == NULL)
    return;

  self->runtime_checked = true;
  g_cancellable_cancel (self->checks);
  if (sublet_runtime_progress_get_done (self->progress) == 0)
    forget_progress (self);
  g_clear_object (&self->checks);
  set_checking (self, false);
}

void
sublet_connection_end_runtime (SubletConnection *self)
{
  if (self->checks != NULL)
    g_cancellable_cancel (self->checks);
  end_checks (self);
}
