/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-doctor.h"

#include <stdbool.h>

G_BEGIN_DECLS

/*
 * One file for each job:
 *
 *   (none)   the object
 *   -chain   the first links, and what follows what
 *   -route   one session for each route
 *   -judge   what the routes together say of the links
 *   -inside  what is done once it lets in
 *   -names   links, findings and fixes in words of the report
 *   -report  all of it as text
 */

/* One way to the server, tried with a session of its own. */
typedef struct
{
  SubletSshRoute *route;                    /* (owned) */
  SubletSshSession *session;                /* (owned) */
  gint64 at_us[SUBLET_SSH_PHASE_READY + 1]; /* monotonic: when it came there; 0: it did not */
  SubletSshPhase phase;                     /* how far it is, or where it ended */
  bool ended;                               /* READY, or failed */
  GError *error;                            /* (owned) (nullable) why it failed */
} SubletDoctorRoute;

struct _SubletDoctor
{
  GObject parent_instance;

  /* construct-only */
  SubletClient *client;            /* (owned) */
  SubletIdentityStore *identities; /* (owned) */
  SubletDatabase *database;        /* (owned) (nullable) */
  SubletClock *clock;              /* (owned) the client's */
  gint64 instance_id;

  SubletDoctorTimes times;
  GWeakRef connection;     /* SubletConnection (nullable): that may have a pin that no disk has */
  gint64 new_key_until_us; /* service time; later, a host key that is not pinned breaks the chain */

  /* what it tells */
  SubletDoctorResult results[SUBLET_DOCTOR_N_LINKS];
  gint64 checked_us;
  SubletSshHostKey *pinned;     /* (owned) (nullable) */
  gint64 pinned_us;             /* service time of the pin or, without one, of its removal; or 0 */
  SubletSshHostKey *presented;  /* (owned) (nullable) */
  char *key_name;               /* (owned) (nullable) of a key of the person's */
  SubletKeyProblem key_problem; /* why that cannot be used */

  /* one run */
  GCancellable *run;           /* (owned) (nullable) while it goes */
  gint64 since_us;             /* of the link that is asked about */
  SubletInstance *instance;    /* (owned) (nullable) */
  SubletSshIdentity *identity; /* (owned) (nullable) */
  GError *identity_error;      /* (owned) (nullable) */
  GPtrArray *routes;           /* (owned) (element-type SubletDoctorRoute) */
  SubletDoctorRoute *best;     /* (borrowed) (nullable) the one that came furthest */
};

/* What a step carries: what comes after its run was stopped is dropped. */
typedef struct
{
  SubletDoctor *self; /* (owned) */
  GCancellable *run;  /* (owned) */
} SubletDoctorTurn;

SubletDoctorTurn *sublet_doctor_turn_new (SubletDoctor *self);
void sublet_doctor_turn_free (SubletDoctorTurn *turn);
bool sublet_doctor_turn_is_over (SubletDoctorTurn *turn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletDoctorTurn, sublet_doctor_turn_free)

void sublet_doctor_tell (SubletDoctor *self);
void sublet_doctor_end (SubletDoctor *self);

/* ---- links ---- */

void sublet_doctor_try (SubletDoctor *self, SubletDoctorLink link);
void sublet_doctor_pass (SubletDoctor *self, SubletDoctorLink link, gint64 duration_us);
void sublet_doctor_note (SubletDoctor *self, SubletDoctorLink link, const char *detail);
/* It is done, but; the chain goes on. */
void sublet_doctor_limp (SubletDoctor *self,
                         SubletDoctorLink link,
                         SubletDoctorFinding finding,
                         SubletDoctorFix fix);
/* It is broken, and the run is over. */
void sublet_doctor_break (SubletDoctor *self,
                          SubletDoctorLink link,
                          SubletDoctorFinding finding,
                          SubletDoctorFix fix,
                          const char *detail);

/* ---- steps ---- */

void sublet_doctor_ask (SubletDoctor *self);
void sublet_doctor_take_instance (SubletDoctor *self, SubletInstance *instance);
void sublet_doctor_try_routes (SubletDoctor *self, GPtrArray *routes);
void sublet_doctor_drop_routes (SubletDoctor *self);
/* While they go, and when all have ended. */
void sublet_doctor_follow_routes (SubletDoctor *self);
void sublet_doctor_judge_routes (SubletDoctor *self);
void sublet_doctor_go_inside (SubletDoctor *self);

G_END_DECLS
