/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-doctor-private.h"

/* A person waits for it: what has not come by then is broken as it is. */
#define STAGE_MS 8000
#define SLOW_MS 2000

typedef enum
{
  PROP_RUNNING = 1,
  PROP_NEW_KEY_UNTIL_US,
} SubletDoctorProperty;

static GParamSpec *properties[PROP_NEW_KEY_UNTIL_US + 1];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (SubletDoctor, sublet_doctor, G_TYPE_OBJECT)

SubletDoctorTurn *
sublet_doctor_turn_new (SubletDoctor *self)
{
  SubletDoctorTurn *turn = g_new0 (SubletDoctorTurn, 1);

  turn->self = g_object_ref (self);
  turn->run = g_object_ref (self->run);

  return turn;
}

void
sublet_doctor_turn_free (SubletDoctorTurn *turn)
{
  g_object_unref (turn->self);
  g_object_unref (turn->run);
  g_free (turn);
}

bool
sublet_doctor_turn_is_over (SubletDoctorTurn *turn)
{
  return g_cancellable_is_cancelled (turn->run);
}

void
sublet_doctor_tell (SubletDoctor *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
set_running (SubletDoctor *self, bool running)
{
  if (running == (self->run != NULL))
    return;

  if (running)
    self->run = g_cancellable_new ();
  else
    {
      g_cancellable_cancel (self->run);
      g_clear_object (&self->run);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* ---- links ---- */

static void
clear_result (SubletDoctorResult *result)
{
  g_clear_pointer (&result->detail, g_free);
  *result = (SubletDoctorResult){ SUBLET_DOCTOR_STATE_WAITING };
}

void
sublet_doctor_try (SubletDoctor *self, SubletDoctorLink link)
{
  self->since_us = sublet_clock_get_monotonic_us (self->clock);
  self->results[link].state = SUBLET_DOCTOR_STATE_TRYING;
  sublet_doctor_tell (self);
}

/**
 * sublet_doctor_pass: (skip)
 * @self: a doctor
 * @link: what holds
 * @duration_us: how long it took; 0: since it was tried
 */
void
sublet_doctor_pass (SubletDoctor *self, SubletDoctorLink link, gint64 duration_us)
{
  SubletDoctorResult *result = &self->results[link];

  if (duration_us == 0)
    duration_us = sublet_clock_get_monotonic_us (self->clock) - self->since_us;
  result->state = SUBLET_DOCTOR_STATE_DONE;
  result->duration_us = MAX (duration_us, 1);
}

void
sublet_doctor_note (SubletDoctor *self, SubletDoctorLink link, const char *detail)
{
  g_free (self->results[link].detail);
  self->results[link].detail = g_strdup (detail);
}

void
sublet_doctor_limp (SubletDoctor *self,
                    SubletDoctorLink link,
                    SubletDoctorFinding finding,
                    SubletDoctorFix fix)
{
  SubletDoctorResult *result = &self->results[link];

  result->state = SUBLET_DOCTOR_STATE_LIMPING;
  result->finding = finding;
  result->fix = fix;
}

void
sublet_doctor_break (SubletDoctor *self,
                     SubletDoctorLink link,
                     SubletDoctorFinding finding,
                     SubletDoctorFix fix,
                     const char *detail)
{
  SubletDoctorResult *result = &self->results[link];
  int i;

  result->state = SUBLET_DOCTOR_STATE_BROKEN;
  result->finding = finding;
  result->fix = fix;
  result->duration_us = 0;
  if (detail != NULL)
    sublet_doctor_note (self, link, detail);
  for (i = link + 1; i < SUBLET_DOCTOR_N_LINKS; i++)
    clear_result (&self->results[i]);
  g_info ("instance %" G_GINT64_FORMAT ": %s: %s",
          self->instance_id,
          sublet_doctor_link_get_name (link),
          sublet_doctor_finding_get_name (finding));
  sublet_doctor_end (self);
}

/* ---- the object ---- */

static void
forget_run (SubletDoctor *self)
{
  sublet_doctor_drop_routes (self);
  g_clear_object (&self->instance);
  g_clear_object (&self->identity);
  g_clear_error (&self->identity_error);
}

static void
leave_run (SubletDoctor *self)
{
  forget_run (self);
  set_running (self, false);
  sublet_doctor_tell (self);
}

/**
 * sublet_doctor_end: (skip)
 * @self: a doctor that has come to the end of the chain, or to a link that is broken
 */
void
sublet_doctor_end (SubletDoctor *self)
{
  self->checked_us = sublet_clock_get_service_us (self->clock);
  leave_run (self);
}

static void
sublet_doctor_dispose (GObject *object)
{
  SubletDoctor *self = SUBLET_DOCTOR (object);

  if (self->run != NULL)
    g_cancellable_cancel (self->run);
  g_clear_object (&self->run);
  forget_run (self);

  G_OBJECT_CLASS (sublet_doctor_parent_class)->dispose (object);
}

static void
sublet_doctor_finalize (GObject *object)
{
  SubletDoctor *self = SUBLET_DOCTOR (object);
  int i;

  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    clear_result (&self->results[i]);
  g_clear_pointer (&self->pinned, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->presented, sublet_ssh_host_key_unref);
  g_ptr_array_unref (self->routes);
  g_clear_object (&self->database);
  g_object_unref (self->identities);
  g_weak_ref_clear (&self->connection);
  g_object_unref (self->clock);
  g_object_unref (self->client);

  g_free (self->key_name);
  G_OBJECT_CLASS (sublet_doctor_parent_class)->finalize (object);
}

static void
sublet_doctor_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletDoctor *self = SUBLET_DOCTOR (object);

  switch ((SubletDoctorProperty) prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->run != NULL);
      break;

    case PROP_NEW_KEY_UNTIL_US:
      g_value_set_int64 (value, self->new_key_until_us);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_doctor_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_NEW_KEY_UNTIL_US)
    SUBLET_DOCTOR (object)->new_key_until_us = g_value_get_int64 (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_doctor_class_init (SubletDoctorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_doctor_dispose;
  object_class->finalize = sublet_doctor_finalize;
  object_class->get_property = sublet_doctor_get_property;
  object_class->set_property = sublet_doctor_set_property;

  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_NEW_KEY_UNTIL_US] =
    g_param_spec_int64 ("new-key-until-us",
                        NULL,
                        NULL,
                        0,
                        G_MAXINT64,
                        0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  changed_signal = g_signal_new ("changed",
                                 SUBLET_TYPE_DOCTOR,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
sublet_doctor_init (SubletDoctor *self)
{
  g_weak_ref_init (&self->connection, NULL);
  sublet_ssh_times_init (&self->times.session);
  self->times.session.connect_ms = STAGE_MS;
  self->times.session.banner_ms = STAGE_MS;
  self->times.session.handshake_ms = STAGE_MS;
  self->times.session.authentication_ms = STAGE_MS;
  self->times.command_ms = STAGE_MS;
  self->times.slow_ms = SLOW_MS;
  self->routes = g_ptr_array_new ();
}

/**
 * sublet_doctor_new:
 * @client: asks the service
 * @identities: has the key that is offered
 * @database: (nullable): has the pinned host key
 * @instance_id: the contract
 *
 * Returns: (transfer full): a doctor that has not looked yet
 */
SubletDoctor *
sublet_doctor_new (SubletClient *client,
                   SubletIdentityStore *identities,
                   SubletDatabase *database,
                   gint64 instance_id)
{
  SubletDoctor *self;

  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (identities), NULL);

  self = g_object_new (SUBLET_TYPE_DOCTOR, NULL);
  self->client = g_object_ref (client);
  self->identities = g_object_ref (identities);
  g_set_object (&self->database, database);
  self->clock = g_object_ref (sublet_client_get_clock (client));
  self->instance_id = instance_id;

  return self;
}

/**
 * sublet_doctor_set_times:
 * @self: a doctor that does not run
 * @times: copied
 */
void
sublet_doctor_set_times (SubletDoctor *self, const SubletDoctorTimes *times)
{
  g_return_if_fail (SUBLET_IS_DOCTOR (self));
  g_return_if_fail (self->run == NULL);

  self->times = *times;
}

/**
 * sublet_doctor_get_times:
 * @self: a doctor
 * @times: (out caller-allocates): how long its stages may take
 */
void
sublet_doctor_get_times (SubletDoctor *self, SubletDoctorTimes *times)
{
  g_return_if_fail (SUBLET_IS_DOCTOR (self));

  *times = self->times;
}

/**
 * sublet_doctor_start:
 * @self: a doctor
 *
 * Looks at the whole chain once; while it does already nothing happens.
 */
void
sublet_doctor_start (SubletDoctor *self)
{
  int i;

  g_return_if_fail (SUBLET_IS_DOCTOR (self));

  if (self->run != NULL)
    return;

  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    clear_result (&self->results[i]);
  g_clear_pointer (&self->pinned, sublet_ssh_host_key_unref);
  self->pinned_us = 0;
  g_clear_pointer (&self->presented, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->key_name, g_free);
  self->key_problem = SUBLET_KEY_PROBLEM_NONE;
  self->checked_us = 0;
  set_running (self, true);
  sublet_doctor_ask (self);
}

/**
 * sublet_doctor_stop:
 * @self: a doctor
 *
 * What was found so far stays; what was being tried was not reached, and the chain counts as not
 * checked.
 */
void
sublet_doctor_stop (SubletDoctor *self)
{
  int i;

  g_return_if_fail (SUBLET_IS_DOCTOR (self));

  if (self->run == NULL)
    return;

  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    {
      if (self->results[i].state == SUBLET_DOCTOR_STATE_TRYING)
        clear_result (&self->results[i]);
    }
  leave_run (self);
}

/**
 * sublet_doctor_get_running:
 * @self: a doctor
 *
 * Returns: whether it looks now
 */
gboolean
sublet_doctor_get_running (SubletDoctor *self)
{
  g_return_val_if_fail (SUBLET_IS_DOCTOR (self), FALSE);

  return self->run != NULL;
}
