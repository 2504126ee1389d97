/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-doctor-private.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-text.h"
#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-host-key-store.h"

/* ---- with which key, and what is pinned ---- */

static void
begin_routes (SubletDoctor *self)
{
  g_autoptr (GPtrArray) routes = sublet_connection_make_routes (self->instance);
  guint i;

  g_assert (routes->len > 0);
  for (i = 0; i < routes->len; i++)
    {
      g_autofree char *words = sublet_ssh_route_to_string (g_ptr_array_index (routes, i));

      g_debug ("instance %" G_GINT64_FORMAT ": %s", self->instance_id, words);
    }
  sublet_doctor_try (self, SUBLET_DOCTOR_LINK_PORT);
  sublet_doctor_try_routes (self, routes);
}

/* Where the disk took none, as in a window that only shows: it holds as long as the connection. */
static void
take_unkept (SubletDoctor *self)
{
  g_autoptr (SubletConnection) connection = g_weak_ref_get (&self->connection);
  SubletSshHostKey *key = NULL;

  if (connection != NULL)
    key = sublet_connection_get_unkept_key (connection);
  if (key == NULL)
    return;

  g_clear_pointer (&self->pinned, sublet_ssh_host_key_unref);
  self->pinned = sublet_ssh_host_key_ref (key);
  self->pinned_us = 0;
}

static void
on_pinned (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletDoctorTurn) turn = user_data;
  SubletDoctor *self = turn->self;
  g_autoptr (GError) error = NULL;
  gint64 since_us = 0;
  g_autoptr (SubletSshHostKey)
    key = sublet_host_key_store_load_finish (SUBLET_DATABASE (source), result, &since_us, &error);

  if (sublet_doctor_turn_is_over (turn))
    return;
  /* Without it a stranger's key would pass for the right one. */
  if (error != NULL)
    {
      sublet_doctor_break (self,
                           SUBLET_DOCTOR_LINK_HOST_KEY,
                           SUBLET_DOCTOR_FINDING_PIN_UNKNOWN,
                           SUBLET_DOCTOR_FIX_CHECK_AGAIN,
                           error->message);
      return;
    }

  self->pinned = g_steal_pointer (&key);
  self->pinned_us = since_us;
  take_unkept (self);
  begin_routes (self);
}

static void
load_pinned (SubletDoctor *self)
{
  if (self->database == NULL)
    {
      take_unkept (self);
      begin_routes (self);
      return;
    }
  sublet_host_key_store_load_async (self->database,
                                    sublet_client_get_server (self->client),
                                    self->instance_id,
                                    on_pinned,
                                    sublet_doctor_turn_new (self));
}

/* With it people tell their keys apart; it stays on this computer. */
static void
name_key (SubletDoctor *self, SubletIdentityStore *store, SubletSshIdentity *identity)
{
  const char *line = sublet_ssh_identity_get_public_line (identity);
  g_autofree char *fingerprint = NULL;
  g_auto (GStrv) words = NULL;

  if (sublet_key_choice_get_kind (sublet_identity_store_get_choice (store)) ==
      SUBLET_KEY_CHOICE_OWN)
    return;

  words = g_strsplit (line, " ", 3);
  fingerprint = sublet_ssh_text_dup_fingerprint (line);
  self->key_name = g_strv_length (words) == 3 ? g_strdup_printf ("%s (%s)", words[2], fingerprint)
                                              : g_strdup (fingerprint);
}

/* Without a key of Sublet's one that is made up shows how far it is to the sign-in. */
static void
on_identity (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletDoctorTurn) turn = user_data;
  SubletDoctor *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity)
    identity = sublet_identity_store_load_finish (SUBLET_IDENTITY_STORE (source), result, &error);

  if (sublet_doctor_turn_is_over (turn))
    return;

  if (identity != NULL)
    {
      name_key (self, SUBLET_IDENTITY_STORE (source), identity);
    }
  else
    {
      self->key_problem = sublet_key_problem_of_error (error);
      self->identity_error = g_steal_pointer (&error);
      identity = sublet_ssh_identity_new ("doctor", &error);
    }
  if (identity == NULL)
    {
      sublet_doctor_break (self,
                           SUBLET_DOCTOR_LINK_KEYS,
                           SUBLET_DOCTOR_FINDING_NO_KEY,
                           SUBLET_DOCTOR_FIX_CHECK_AGAIN,
                           error->message);
      return;
    }
  self->identity = g_steal_pointer (&identity);
  load_pinned (self);
}

/* ---- what the service says ---- */

static bool
check_running (SubletDoctor *self, const SubletInstanceData *data)
{
  g_autofree char *detail = NULL;
  bool still = data->phase == SUBLET_INSTANCE_PHASE_STOPPED ||
               data->phase == SUBLET_INSTANCE_PHASE_EXITED;

  /* Up, and without a port yet: that is the next link. */
  if (data->phase == SUBLET_INSTANCE_PHASE_RUNNING ||
      data->phase == SUBLET_INSTANCE_PHASE_CONNECTING)
    return true;

  detail = g_strdup_printf ("actual_status %d, %s",
                            (int) data->actual_status,
                            data->status_msg != NULL ? data->status_msg : "no message");
  sublet_doctor_break (self,
                       SUBLET_DOCTOR_LINK_RUNNING,
                       still ? SUBLET_DOCTOR_FINDING_STOPPED : SUBLET_DOCTOR_FINDING_NOT_RUNNING,
                       still ? SUBLET_DOCTOR_FIX_START : SUBLET_DOCTOR_FIX_CHECK_AGAIN,
                       detail);
  return false;
}

/**
 * sublet_doctor_take_instance: (skip)
 * @self: a doctor that runs
 * @instance: what the service says of it
 */
void
sublet_doctor_take_instance (SubletDoctor *self, SubletInstance *instance)
{
  g_autoptr (GPtrArray) routes = sublet_connection_make_routes (instance);

  if (!check_running (self, sublet_instance_get_data (instance)))
    return;

  g_set_object (&self->instance, instance);
  sublet_doctor_pass (self, SUBLET_DOCTOR_LINK_RUNNING, 0);
  if (routes->len == 0)
    {
      sublet_doctor_break (self,
                           SUBLET_DOCTOR_LINK_PORTS,
                           SUBLET_DOCTOR_FINDING_NO_PORTS,
                           SUBLET_DOCTOR_FIX_OPEN_PORTS,
                           "the service lists no SSH port of this instance");
      return;
    }

  sublet_doctor_pass (self, SUBLET_DOCTOR_LINK_PORTS, 1);
  sublet_doctor_tell (self);
  sublet_identity_store_load_async (self->identities,
                                    self->run,
                                    on_identity,
                                    sublet_doctor_turn_new (self));
}

static void
on_instance (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletDoctorTurn) turn = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletInstance)
    instance = sublet_client_get_instance_finish (SUBLET_CLIENT (source), result, &error);
  bool unknown;

  if (sublet_doctor_turn_is_over (turn))
    return;
  if (instance != NULL)
    {
      sublet_doctor_take_instance (turn->self, instance);
      return;
    }

  unknown = g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  sublet_doctor_break (turn->self,
                       SUBLET_DOCTOR_LINK_RUNNING,
                       unknown ? SUBLET_DOCTOR_FINDING_NOT_LISTED : SUBLET_DOCTOR_FINDING_NO_ANSWER,
                       unknown ? SUBLET_DOCTOR_FIX_NONE : SUBLET_DOCTOR_FIX_CHECK_AGAIN,
                       error->message);
}

void
sublet_doctor_ask (SubletDoctor *self)
{
  sublet_doctor_try (self, SUBLET_DOCTOR_LINK_RUNNING);
  sublet_client_get_instance_async (self->client,
                                    self->instance_id,
                                    self->run,
                                    on_instance,
                                    sublet_doctor_turn_new (self));
}
