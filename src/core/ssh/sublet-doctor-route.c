/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-doctor-private.h"

static void
route_free (SubletDoctorRoute *route)
{
  sublet_ssh_route_unref (route->route);
  g_clear_object (&route->session);
  g_clear_error (&route->error);
  g_free (route);
}

/* A phase that was passed without being seen took no time of its own. */
static void
reach (SubletDoctor *self, SubletDoctorRoute *route, SubletSshPhase phase)
{
  gint64 now_us = sublet_clock_get_monotonic_us (self->clock);
  int i;

  route->phase = phase;
  for (i = 0; i <= (int) phase; i++)
    {
      if (route->at_us[i] == 0)
        route->at_us[i] = now_us;
    }
}

static SubletDoctorRoute *
find_route (SubletDoctor *self, SubletSshSession *session)
{
  guint i;

  for (i = 0; i < self->routes->len; i++)
    {
      SubletDoctorRoute *route = g_ptr_array_index (self->routes, i);

      if (route->session == session)
        return route;
    }

  return NULL;
}

static void
on_phase (SubletDoctor *self, GParamSpec *pspec, SubletSshSession *session)
{
  SubletDoctorRoute *route = find_route (self, session);
  SubletSshPhase phase = sublet_ssh_session_get_phase (session);

  if (route == NULL || route->ended || phase > SUBLET_SSH_PHASE_READY)
    return;

  reach (self, route, phase);
  sublet_doctor_follow_routes (self);
}

static bool
have_ended (SubletDoctor *self)
{
  guint i;

  for (i = 0; i < self->routes->len; i++)
    {
      SubletDoctorRoute *route = g_ptr_array_index (self->routes, i);

      if (!route->ended)
        return false;
    }

  return true;
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletDoctorTurn) turn = user_data;
  SubletDoctor *self = turn->self;
  SubletSshSession *session = SUBLET_SSH_SESSION (source);
  g_autoptr (GError) error = NULL;
  gboolean connected = sublet_ssh_session_connect_finish (session, result, &error);
  SubletDoctorRoute *route;
  const SubletSshFailure *failure;

  if (sublet_doctor_turn_is_over (turn))
    return;

  route = find_route (self, session);
  failure = sublet_ssh_session_get_failure (session);
  if (connected)
    reach (self, route, SUBLET_SSH_PHASE_READY);
  else if (failure != NULL)
    reach (self, route, failure->phase);
  route->error = g_steal_pointer (&error);
  route->ended = true;
  if (have_ended (self))
    sublet_doctor_judge_routes (self);
  else
    sublet_doctor_follow_routes (self);
}

static void
start (SubletDoctor *self, SubletSshRoute *route)
{
  g_autoptr (GPtrArray)
    alone = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_ssh_route_unref);
  SubletDoctorRoute *tried = g_new0 (SubletDoctorRoute, 1);

  g_ptr_array_add (alone, sublet_ssh_route_ref (route));
  tried->route = sublet_ssh_route_ref (route);
  tried->session = sublet_ssh_session_new (self->identity, "root", alone, self->pinned);
  /* After a person removed the pin nothing vouches for the next one. */
  sublet_ssh_session_set_refuses_new_key (tried->session,
                                          (self->pinned == NULL && self->pinned_us != 0) ||
                                            sublet_clock_get_service_us (self->clock) >
                                              self->new_key_until_us);
  sublet_ssh_session_set_times (tried->session, &self->times.session);
  g_ptr_array_add (self->routes, tried);
  reach (self, tried, SUBLET_SSH_PHASE_NEW);
  g_signal_connect_swapped (tried->session, "notify::phase", G_CALLBACK (on_phase), self);
  sublet_ssh_session_connect_async (tried->session,
                                    self->run,
                                    on_connected,
                                    sublet_doctor_turn_new (self));
}

/**
 * sublet_doctor_try_routes: (skip)
 * @self: a doctor with a key to offer
 * @routes: (element-type SubletSshRoute): all of them side by side, each with a session of its own
 */
void
sublet_doctor_try_routes (SubletDoctor *self, GPtrArray *routes)
{
  guint i;

  for (i = 0; i < routes->len; i++)
    start (self, g_ptr_array_index (routes, i));
}

void
sublet_doctor_drop_routes (SubletDoctor *self)
{
  guint i;

  self->best = NULL;
  for (i = 0; i < self->routes->len; i++)
    {
      SubletDoctorRoute *route = g_ptr_array_index (self->routes, i);

      g_signal_handlers_disconnect_by_data (route->session, self);
      sublet_ssh_session_close_async (route->session, NULL, NULL);
      route_free (route);
    }
  g_ptr_array_set_size (self->routes, 0);
}
