/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-connection.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * One file for each job:
 *
 *   (none)    the object
 *   -accept   a host key that a person has looked at
 *   -agent    the command for the person's own terminal
 *   -get      what it tells
 *   -chain    one try after the other, along the links
 *   -key      the first link, and another key meanwhile
 *   -session  the others
 *   -links    what a session's phases say of the links
 *   -routes   where an instance can be reached
 *   -runtime  the checks once it is reached
 *   -shell    shells, now or as soon as it is ready
 */
struct _SubletConnection
{
  GObject parent_instance;

  /* construct-only */
  SubletClient *client; /* (owned) */
  SubletClock *clock;   /* (owned) the client's */
  gint64 instance_id;

  /* what it is given */
  SubletIdentityStore *identities; /* (owned) */
  SubletDatabase *database;        /* (owned) (nullable) */
  gint64 account_id;
  SubletInstance *instance; /* (owned) (nullable) */
  SubletConnectionTimes times;
  bool checks_runtime;
  SubletSshAgent *agent; /* (owned) (nullable) */
  GError *problem;       /* (owned) (nullable) why it cannot be reached at all */

  /* what it tells */
  SubletConnectionState state;
  SubletLinkResult links[SUBLET_CONNECTION_N_LINKS];
  SubletConnectionLink broken_link;
  GError *error;                   /* (owned) (nullable) */
  SubletSshHostKey *expected_key;  /* (owned) (nullable) */
  SubletSshHostKey *presented_key; /* (owned) (nullable) */
  SubletSshRoute *route;           /* (owned) (nullable) */
  bool fell_back;
  gint64 latency_us;
  gint64 started_us;
  gint64 deadline_us;
  gint64 next_try_us;

  /* the chain */
  GCancellable *run; /* (owned) (nullable) while CHECKING or READY */
  guint pause_ms;
  gint64 link_since_us;
  SubletSshIdentity *identity; /* (owned) (nullable) that it signs in with */
  bool key_placed;             /* in this run */
  GError *key_error;           /* (owned) (nullable) why it may not be there */
  GCancellable *placing;       /* (owned) (nullable) of another one, while it is READY with this */
  SubletIdentityStore *placing_from; /* (owned) (nullable) has that one */
  gulong placing_unlocked;           /* of placing_from */
  guint placing_pause_ms;            /* the next one */
  bool placing_paused;               /* until then, or until it is unlocked */
  GError *placing_error;             /* (owned) (nullable) why the latest try did not place it */
  bool key_missing;                  /* that one was not put on the instance yet */
  SubletSshHostKey *pinned;          /* (owned) (nullable) */
  bool pinned_known;                 /* there may be none */
  gint64 new_key_until_us;   /* service time; later, a key that nobody knows is asked about */
  bool host_key_forgotten;   /* by a person, who wants to see the next one */
  guint host_key_change;     /* of a person's changes of the pin, the latest */
  bool pinned_kept;          /* as the database has it, or that it has none */
  SubletSshSession *session; /* (owned) (nullable) */
  gint64 command_since_us;
  GQueue waiting;            /* (element-type GTask) (owned) shells that wait for READY */
  SubletTunnelList *tunnels; /* (owned) */

  /* runtime checks */
  GPtrArray *packages;         /* (owned) (element-type SubletRuntimePackage) what is asked for */
  GPtrArray *packages_asked;   /* (owned) (nullable) of the checks that ran or run */
  SubletRuntimeReport *report; /* (owned) (nullable) */
  GError *runtime_error;       /* (owned) (nullable) */
  SubletRuntimeProgress *progress; /* (owned) (nullable) while the checks run, or were ended */
  SubletRuntimeReport *so_far;     /* (owned) (nullable) along with progress */
  GCancellable *checks;            /* (owned) (nullable) while they run */
  bool measures_network;
  bool checking_runtime;
  bool runtime_checked; /* since it was started */
};

void sublet_connection_set_state (SubletConnection *self, SubletConnectionState state);
void sublet_connection_tell (SubletConnection *self);

/* ---- chain ---- */

/* What a step of the chain carries: what comes after its run was stopped is dropped. */
typedef struct
{
  SubletConnection *self; /* (owned) */
  GCancellable *run;      /* (owned) */
} SubletConnectionTurn;

SubletConnectionTurn *sublet_connection_turn_new (SubletConnection *self);
void sublet_connection_turn_free (SubletConnectionTurn *turn);
bool sublet_connection_turn_is_over (SubletConnectionTurn *turn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletConnectionTurn, sublet_connection_turn_free)

void sublet_connection_end_try (SubletConnection *self,
                                SubletConnectionLink link,
                                const GError *error);
void sublet_connection_end_try_with (SubletConnection *self,
                                     SubletConnectionLink link,
                                     int code,
                                     const char *message);

/* CHECKING: the whole chain from its start; who waits for it waits on. */
void sublet_connection_begin_anew (SubletConnection *self);

/* It was READY, and its session is over. */
void sublet_connection_lose (SubletConnection *self);

/* ---- key, session ---- */

void sublet_connection_find_key (SubletConnection *self);
void sublet_connection_end_placing (SubletConnection *self);
void sublet_connection_find_host_key (SubletConnection *self);
void sublet_connection_drop_host_key (SubletConnection *self);
/* (nullable): what is pinned and could not be kept. */
SubletSshHostKey *sublet_connection_get_unkept_key (SubletConnection *self);
/* Whether a key that nobody knows is the first, as things stand now. */
bool sublet_connection_takes_new_key (SubletConnection *self);

/* ---- links ---- */

void sublet_connection_reset_links (SubletConnection *self);
/* Those before it are done, this one is being tried. */
void sublet_connection_enter_link (SubletConnection *self, SubletConnectionLink link);
void sublet_connection_break_link (SubletConnection *self,
                                   SubletConnectionLink link,
                                   const GError *error);
SubletConnectionLink sublet_connection_link_for_phase (SubletSshPhase phase);

/* ---- routes ---- */

/* (transfer full) (element-type SubletSshRoute): none when no port is known. */
GPtrArray *sublet_connection_make_routes (SubletInstance *instance);

/* Whether it is one word to a shell. */
bool sublet_connection_host_is_plain (const char *host);

/* ---- shell ---- */

void sublet_connection_serve_shells (SubletConnection *self);
void sublet_connection_fail_shells (SubletConnection *self, const GError *error);

/* ---- runtime ---- */

void sublet_connection_on_ready (SubletConnection *self);
void sublet_connection_end_runtime (SubletConnection *self);
/* The report that was kept. */
void sublet_connection_load_report (SubletConnection *self);

G_END_DECLS
