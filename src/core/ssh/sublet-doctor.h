/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/ssh/sublet-identity-store.h"
#include "core/ssh/sublet-key-problem.h"
#include "core/ssh/sublet-ssh-session.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/**
 * SubletDoctorLink:
 * @SUBLET_DOCTOR_LINK_RUNNING: the service says that it runs
 * @SUBLET_DOCTOR_LINK_PORTS: the service lists a port for SSH
 * @SUBLET_DOCTOR_LINK_PORT: a port answers, directly or through the proxy
 * @SUBLET_DOCTOR_LINK_BANNER: what answers says that it speaks SSH
 * @SUBLET_DOCTOR_LINK_HANDSHAKE: keys are exchanged
 * @SUBLET_DOCTOR_LINK_HOST_KEY: it shows the key that was pinned, or there is none yet
 * @SUBLET_DOCTOR_LINK_KEYS: Sublet has a key to offer
 * @SUBLET_DOCTOR_LINK_AUTHORISED: that key is taken
 * @SUBLET_DOCTOR_LINK_COMMAND: a command answers
 * @SUBLET_DOCTOR_LINK_HOME: the home folder can be written to
 *
 * The chain from the service's word to a place to work in, in order.
 */
typedef enum
{
  SUBLET_DOCTOR_LINK_RUNNING,
  SUBLET_DOCTOR_LINK_PORTS,
  SUBLET_DOCTOR_LINK_PORT,
  SUBLET_DOCTOR_LINK_BANNER,
  SUBLET_DOCTOR_LINK_HANDSHAKE,
  SUBLET_DOCTOR_LINK_HOST_KEY,
  SUBLET_DOCTOR_LINK_KEYS,
  SUBLET_DOCTOR_LINK_AUTHORISED,
  SUBLET_DOCTOR_LINK_COMMAND,
  SUBLET_DOCTOR_LINK_HOME,
  SUBLET_DOCTOR_N_LINKS,
} SubletDoctorLink;

typedef enum
{
  SUBLET_DOCTOR_STATE_WAITING, /* not reached */
  SUBLET_DOCTOR_STATE_TRYING,
  SUBLET_DOCTOR_STATE_DONE,
  SUBLET_DOCTOR_STATE_LIMPING, /* done, but not as it should be */
  SUBLET_DOCTOR_STATE_BROKEN,  /* nothing after it was reached */
} SubletDoctorState;

/* What is wrong with a link. */
typedef enum
{
  SUBLET_DOCTOR_FINDING_NONE,
  SUBLET_DOCTOR_FINDING_NO_ANSWER,     /* RUNNING: the service could not be asked */
  SUBLET_DOCTOR_FINDING_NOT_LISTED,    /* the service does not know it */
  SUBLET_DOCTOR_FINDING_STOPPED,       /* it stands still */
  SUBLET_DOCTOR_FINDING_NOT_RUNNING,   /* it comes up, goes or has failed */
  SUBLET_DOCTOR_FINDING_NO_PORTS,      /* PORTS */
  SUBLET_DOCTOR_FINDING_PORTS_SHUT,    /* PORT: on every route */
  SUBLET_DOCTOR_FINDING_DIRECT_SHUT,   /* the proxy's answers */
  SUBLET_DOCTOR_FINDING_PROXY_SHUT,    /* the direct one answers */
  SUBLET_DOCTOR_FINDING_SILENT,        /* BANNER: nothing is said, or it hangs up */
  SUBLET_DOCTOR_FINDING_NOT_SSH,       /* something else answers */
  SUBLET_DOCTOR_FINDING_HANDSHAKE_CUT, /* HANDSHAKE */
  SUBLET_DOCTOR_FINDING_HOST_KEY,      /* HOST_KEY: not the pinned one */
  SUBLET_DOCTOR_FINDING_HOST_KEY_NEW,  /* none is pinned, and nothing vouches for the first */
  SUBLET_DOCTOR_FINDING_PIN_UNKNOWN,   /* which one is pinned cannot be read */
  SUBLET_DOCTOR_FINDING_NO_KEY,        /* KEYS: the one that signs in cannot be used */
  SUBLET_DOCTOR_FINDING_NOT_ATTACHED,  /* AUTHORISED: the instance was not given the key */
  SUBLET_DOCTOR_FINDING_KEY_REFUSED,   /* it was, and is refused all the same */
  SUBLET_DOCTOR_FINDING_KEYS_UNKNOWN,  /* it is refused, and whether it was is not known */
  SUBLET_DOCTOR_FINDING_SIGN_IN_CUT,   /* signing in did not end */
  SUBLET_DOCTOR_FINDING_COMMAND_HANGS, /* COMMAND */
  SUBLET_DOCTOR_FINDING_SHELL_BROKEN,  /* it ends without what it was to say */
  SUBLET_DOCTOR_FINDING_SLOW,          /* it answers, after seconds */
  SUBLET_DOCTOR_FINDING_HOME_FULL,     /* HOME */
  SUBLET_DOCTOR_FINDING_HOME_SLOW,     /* what is written there does not end in time */
  SUBLET_DOCTOR_FINDING_HOME_SHUT,     /* read-only, or not there */
  SUBLET_DOCTOR_FINDING_INSIDE_CUT,    /* COMMAND, HOME: lost, or not run, before it could end */
} SubletDoctorFinding;

/* What mends it; the doctor itself mends nothing. */
typedef enum
{
  SUBLET_DOCTOR_FIX_NONE,
  SUBLET_DOCTOR_FIX_CHECK_AGAIN,
  SUBLET_DOCTOR_FIX_START,
  SUBLET_DOCTOR_FIX_REBOOT,
  SUBLET_DOCTOR_FIX_OPEN_PORTS, /* look at the list of ports */
  SUBLET_DOCTOR_FIX_SWITCH_ROUTE,
  SUBLET_DOCTOR_FIX_ACCEPT_HOST_KEY,
  SUBLET_DOCTOR_FIX_TRUST_HOST_KEY,
  SUBLET_DOCTOR_FIX_ATTACH_KEY,
  SUBLET_DOCTOR_FIX_CHOOSE_KEY, /* unlock it, or take another */
  SUBLET_DOCTOR_FIX_TERMINAL,   /* make room */
} SubletDoctorFix;

typedef struct
{
  SubletDoctorState state;
  SubletDoctorFinding finding;
  SubletDoctorFix fix;
  gint64 duration_us; /* DONE, LIMPING; else 0 */
  char *detail;       /* (owned) (nullable) technical English, server's words among it */
} SubletDoctorResult;

/* How long each stage may take. */
typedef struct
{
  SubletSshTimes session;
  guint command_ms;
  guint slow_ms; /* a command that takes longer is slow */
} SubletDoctorTimes;

#define SUBLET_TYPE_DOCTOR (sublet_doctor_get_type ())

/*
 * Walks the chain to one instance once, on all routes side by side, and tells of each link how it
 * is. It asks and looks, and mends nothing: that is up to the person. Main thread.
 *
 * Properties: "running" (read-only, notifies), "new-key-until-us" (as a connection has it). Signal
 * "changed": a link is another one.
 */
G_DECLARE_FINAL_TYPE (SubletDoctor, sublet_doctor, SUBLET, DOCTOR, GObject)

SubletDoctor *sublet_doctor_new (SubletClient *client,
                                 SubletIdentityStore *identities,
                                 SubletDatabase *database,
                                 gint64 instance_id);
void sublet_doctor_set_times (SubletDoctor *self, const SubletDoctorTimes *times);
void sublet_doctor_get_times (SubletDoctor *self, SubletDoctorTimes *times);

/* From the first link; while it goes nothing happens. */
void sublet_doctor_start (SubletDoctor *self);
/* What was found stays. */
void sublet_doctor_stop (SubletDoctor *self);

gboolean sublet_doctor_get_running (SubletDoctor *self);
/* Service time at which the latest run came to its end; 0: none has, or it goes or was stopped. */
gint64 sublet_doctor_get_checked_us (SubletDoctor *self);
const SubletDoctorResult *sublet_doctor_get_result (SubletDoctor *self, SubletDoctorLink link);
/* The one to mend: the broken one, else the first that limps; SUBLET_DOCTOR_N_LINKS: none. */
SubletDoctorLink sublet_doctor_get_first (SubletDoctor *self);
/* (nullable): what was pinned, and what came. */
SubletSshHostKey *sublet_doctor_get_pinned_key (SubletDoctor *self);
/* Service time of the pin; 0: none, or not known. */
gint64 sublet_doctor_get_pinned_us (SubletDoctor *self);
SubletSshHostKey *sublet_doctor_get_presented_key (SubletDoctor *self);
/* (nullable): comment and fingerprint of a key of the person's; NULL: Sublet's own, or none. */
const char *sublet_doctor_get_key_name (SubletDoctor *self);
/* Whether it is the instance's own, whatever Preferences name. */
gboolean sublet_doctor_has_own_key (SubletDoctor *self);
/* Why a key of the person's cannot be used. */
SubletKeyProblem sublet_doctor_get_key_problem (SubletDoctor *self);

/* (transfer full): for the clipboard, in technical English, without a secret. */
char *sublet_doctor_dup_report (SubletDoctor *self);

/* Short technical English, for the report and tests. */
const char *sublet_doctor_link_get_name (SubletDoctorLink link);
const char *sublet_doctor_finding_get_name (SubletDoctorFinding finding);
const char *sublet_doctor_fix_get_name (SubletDoctorFix fix);

G_END_DECLS
