/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-doctor-private.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-text.h"

#include <string.h>

/* What the routes together say of the links between the port and the sign-in. */

/* At which phase a link is done. */
static const struct
{
  SubletDoctorLink link;
  SubletSshPhase from;
  SubletSshPhase done;
} steps[] = {
  { SUBLET_DOCTOR_LINK_PORT, SUBLET_SSH_PHASE_NEW, SUBLET_SSH_PHASE_BANNER },
  { SUBLET_DOCTOR_LINK_BANNER, SUBLET_SSH_PHASE_BANNER, SUBLET_SSH_PHASE_HANDSHAKE },
  { SUBLET_DOCTOR_LINK_HANDSHAKE, SUBLET_SSH_PHASE_HANDSHAKE, SUBLET_SSH_PHASE_HOST_KEY },
  { SUBLET_DOCTOR_LINK_HOST_KEY, SUBLET_SSH_PHASE_HOST_KEY, SUBLET_SSH_PHASE_AUTHENTICATION },
  { SUBLET_DOCTOR_LINK_AUTHORISED, SUBLET_SSH_PHASE_AUTHENTICATION, SUBLET_SSH_PHASE_READY },
};

/* The first of those that came furthest: the direct one comes first. */
static SubletDoctorRoute *
find_best (SubletDoctor *self)
{
  SubletDoctorRoute *best = NULL;
  guint i;

  for (i = 0; i < self->routes->len; i++)
    {
      SubletDoctorRoute *route = g_ptr_array_index (self->routes, i);

      if (best == NULL || route->phase > best->phase)
        best = route;
    }

  return best;
}

/* "ssh-ed25519 SHA256:…", as the list of the account's keys shows it. Without its comment, which
 * has a computer's name in it: the report goes to strangers. */
static char *
dup_key (SubletDoctor *self)
{
  const char *line = sublet_ssh_identity_get_public_line (self->identity);
  g_autofree char *algorithm = g_strndup (line, strcspn (line, " "));
  g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);

  return g_strdup_printf ("%s %s", algorithm, fingerprint);
}

/* It is the same key at both links that are about it. */
static void
pass_with_key (SubletDoctor *self, SubletDoctorLink link, gint64 duration_us)
{
  g_autofree char *key = dup_key (self);

  sublet_doctor_pass (self, link, duration_us);
  sublet_doctor_note (self, link, key);
}

/* Those that the route has behind it are done, and the next one is being tried. */
static void
show (SubletDoctor *self, const SubletDoctorRoute *route)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      SubletDoctorLink link = steps[i].link;
      gint64 took_us;

      if (link == SUBLET_DOCTOR_LINK_AUTHORISED &&
          route->phase >= SUBLET_SSH_PHASE_AUTHENTICATION && self->identity_error == NULL)
        pass_with_key (self, SUBLET_DOCTOR_LINK_KEYS, 1);
      if (route->phase < steps[i].done)
        {
          self->results[link].state = SUBLET_DOCTOR_STATE_TRYING;
          return;
        }
      took_us = MAX (route->at_us[steps[i].done] - route->at_us[steps[i].from], 1);
      if (link == SUBLET_DOCTOR_LINK_AUTHORISED)
        pass_with_key (self, link, took_us);
      else
        sublet_doctor_pass (self, link, took_us);
    }
}

void
sublet_doctor_follow_routes (SubletDoctor *self)
{
  show (self, find_best (self));
  sublet_doctor_tell (self);
}

/* ---- all have ended ---- */

/* "203.0.113.4:41022 (direct): the port answered" for each. */
static char *
dup_routes (SubletDoctor *self)
{
  GString *words = g_string_new (NULL);
  guint i;

  for (i = 0; i < self->routes->len; i++)
    {
      const SubletDoctorRoute *route = g_ptr_array_index (self->routes, i);
      g_autofree char *name = sublet_ssh_route_to_string (route->route);

      g_string_append_printf (words,
                              "%s%s: %s",
                              i > 0 ? "\n" : "",
                              name,
                              route->error != NULL ? route->error->message : "holds");
    }

  return g_string_free (words, FALSE);
}

static bool
is_open (const SubletDoctorRoute *route)
{
  return route->phase >= SUBLET_SSH_PHASE_BANNER;
}

/* Of an instance with Jupyter the proxy has two ports to try, of which one is none. */
static bool
kind_is_open (SubletDoctor *self, SubletSshRouteKind kind, bool *exists)
{
  bool open = false;
  guint i;

  *exists = false;
  for (i = 0; i < self->routes->len; i++)
    {
      const SubletDoctorRoute *route = g_ptr_array_index (self->routes, i);

      if (route->route->kind != kind)
        continue;
      *exists = true;
      open |= is_open (route);
    }

  return open;
}

static void
judge_port (SubletDoctor *self)
{
  bool has_direct;
  bool has_proxy;
  bool direct = kind_is_open (self, SUBLET_SSH_ROUTE_DIRECT, &has_direct);
  bool proxy = kind_is_open (self, SUBLET_SSH_ROUTE_PROXY, &has_proxy);

  if (has_direct && !direct && proxy)
    sublet_doctor_limp (self,
                        SUBLET_DOCTOR_LINK_PORT,
                        SUBLET_DOCTOR_FINDING_DIRECT_SHUT,
                        SUBLET_DOCTOR_FIX_SWITCH_ROUTE);
  else if (has_proxy && !proxy && direct)
    sublet_doctor_limp (self,
                        SUBLET_DOCTOR_LINK_PORT,
                        SUBLET_DOCTOR_FINDING_PROXY_SHUT,
                        SUBLET_DOCTOR_FIX_NONE);
}

static void
break_at (SubletDoctor *self,
          SubletDoctorLink link,
          SubletDoctorFinding finding,
          SubletDoctorFix fix)
{
  g_autofree char *words = dup_routes (self);

  sublet_doctor_break (self, link, finding, fix, words);
}

/* ---- the key that was refused ---- */

/* Whether it is attached: what was not told is not absent. */
static void
break_unknown (SubletDoctor *self, const char *why)
{
  g_autofree char *routes = dup_routes (self);
  g_autofree char *words = g_strdup_printf ("%s\nthe instance's keys: %s", routes, why);

  sublet_doctor_break (self,
                       SUBLET_DOCTOR_LINK_AUTHORISED,
                       SUBLET_DOCTOR_FINDING_KEYS_UNKNOWN,
                       SUBLET_DOCTOR_FIX_CHECK_AGAIN,
                       words);
}

static void
on_keys (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletDoctorTurn) turn = user_data;
  SubletDoctor *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshKeyListing)
    listing = sublet_client_list_instance_ssh_keys_finish (SUBLET_CLIENT (source), result, &error);

  if (sublet_doctor_turn_is_over (turn))
    return;

  if (listing == NULL)
    break_unknown (self, error->message);
  else if (sublet_ssh_key_listing_contains (listing,
                                            sublet_ssh_identity_get_public_line (self->identity)))
    break_at (self,
              SUBLET_DOCTOR_LINK_AUTHORISED,
              SUBLET_DOCTOR_FINDING_KEY_REFUSED,
              SUBLET_DOCTOR_FIX_REBOOT);
  else if (listing->skipped_rows > 0)
    break_unknown (self, "some of them could not be read");
  else
    break_at (self,
              SUBLET_DOCTOR_LINK_AUTHORISED,
              SUBLET_DOCTOR_FINDING_NOT_ATTACHED,
              SUBLET_DOCTOR_FIX_ATTACH_KEY);
}

static void
break_without_key (SubletDoctor *self, const GError *error)
{
  sublet_doctor_break (self,
                       SUBLET_DOCTOR_LINK_KEYS,
                       SUBLET_DOCTOR_FINDING_NO_KEY,
                       self->key_problem != SUBLET_KEY_PROBLEM_NONE ? SUBLET_DOCTOR_FIX_CHOOSE_KEY
                                                                    : SUBLET_DOCTOR_FIX_CHECK_AGAIN,
                       error->message);
}

static void
judge_sign_in (SubletDoctor *self)
{
  if (self->identity_error != NULL)
    {
      break_without_key (self, self->identity_error);
      return;
    }
  /* An agent that lists a key may still not sign with it. */
  if (g_error_matches (self->best->error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY))
    {
      self->key_problem = sublet_key_problem_of_error (self->best->error);
      break_without_key (self, self->best->error);
      return;
    }
  if (!g_error_matches (self->best->error, SUBLET_ERROR, SUBLET_ERROR_SSH_AUTH))
    {
      break_at (self,
                SUBLET_DOCTOR_LINK_AUTHORISED,
                SUBLET_DOCTOR_FINDING_SIGN_IN_CUT,
                SUBLET_DOCTOR_FIX_CHECK_AGAIN);
      return;
    }

  sublet_client_list_instance_ssh_keys_async (self->client,
                                              self->instance_id,
                                              self->run,
                                              on_keys,
                                              sublet_doctor_turn_new (self));
}

static void
judge_host_key (SubletDoctor *self)
{
  if (g_error_matches (self->best->error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY))
    break_at (self,
              SUBLET_DOCTOR_LINK_HOST_KEY,
              SUBLET_DOCTOR_FINDING_HOST_KEY,
              SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY);
  else if (g_error_matches (self->best->error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY_NEW))
    break_at (self,
              SUBLET_DOCTOR_LINK_HOST_KEY,
              SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,
              SUBLET_DOCTOR_FIX_TRUST_HOST_KEY);
  else
    break_at (self,
              SUBLET_DOCTOR_LINK_HANDSHAKE,
              SUBLET_DOCTOR_FINDING_HANDSHAKE_CUT,
              SUBLET_DOCTOR_FIX_REBOOT);
}

/* The banner of another program is told from silence by what the session made of it. */
static void
judge_banner (SubletDoctor *self)
{
  bool other = g_error_matches (self->best->error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);

  break_at (self,
            SUBLET_DOCTOR_LINK_BANNER,
            other ? SUBLET_DOCTOR_FINDING_NOT_SSH : SUBLET_DOCTOR_FINDING_SILENT,
            SUBLET_DOCTOR_FIX_REBOOT);
}

/**
 * sublet_doctor_judge_routes: (skip)
 * @self: a doctor whose routes have all ended
 */
void
sublet_doctor_judge_routes (SubletDoctor *self)
{
  SubletSshHostKey *presented;

  self->best = find_best (self);
  presented = sublet_ssh_session_get_host_key (self->best->session);
  if (presented != NULL)
    self->presented = sublet_ssh_host_key_ref (presented);
  show (self, self->best);
  judge_port (self);

  switch (self->best->phase)
    {
    case SUBLET_SSH_PHASE_READY:
      sublet_doctor_go_inside (self);
      break;

    case SUBLET_SSH_PHASE_AUTHENTICATION:
      judge_sign_in (self);
      break;

    case SUBLET_SSH_PHASE_HOST_KEY:
      judge_host_key (self);
      break;

    case SUBLET_SSH_PHASE_HANDSHAKE:
      break_at (self,
                SUBLET_DOCTOR_LINK_HANDSHAKE,
                SUBLET_DOCTOR_FINDING_HANDSHAKE_CUT,
                SUBLET_DOCTOR_FIX_REBOOT);
      break;

    case SUBLET_SSH_PHASE_BANNER:
      judge_banner (self);
      break;

    case SUBLET_SSH_PHASE_NEW:
    case SUBLET_SSH_PHASE_RESOLVING:
    case SUBLET_SSH_PHASE_CONNECTING:
    case SUBLET_SSH_PHASE_CLOSED:
    default:
      break_at (self,
                SUBLET_DOCTOR_LINK_PORT,
                SUBLET_DOCTOR_FINDING_PORTS_SHUT,
                SUBLET_DOCTOR_FIX_REBOOT);
    }
}
