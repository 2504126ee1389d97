/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-session.h"
#include "core/ssh/sublet-ssh-worker-private.h"

G_BEGIN_DECLS

struct _SubletSshSession
{
  GObject parent_instance;

  /* construct-only */
  SubletSshIdentity *identity; /* (owned) */
  char *user;                  /* (owned) */
  GPtrArray *routes;           /* (owned) (element-type SubletSshRoute) */
  SubletSshHostKey *expected;  /* (owned) (nullable) */
  bool refuses_new_key;
  SubletSshTimes times;

  /* state */
  SubletSshPhase phase;
  SubletSshRoute *route;      /* (owned) (nullable) */
  SubletSshHostKey *host_key; /* (owned) (nullable) */
  SubletSshFailure *failure;  /* (owned) (nullable) */

  SubletSshWorker *worker; /* (owned) (nullable) until its thread is gone */
  GCancellable *resolving; /* (owned) */
  GTask *connecting;       /* (owned) (nullable) */
  gulong cancelled_id;     /* on its cancellable */
  GPtrArray *closing;      /* (owned) (element-type GTask) */
};

/* Notifies when it is another. */
void sublet_ssh_session_set_phase (SubletSshSession *self, SubletSshPhase phase);
/* What the worker tells, on the main thread. */
void sublet_ssh_session_on_note (SubletSshWorker *worker, SubletSshNote *note);
/* Every route's name at once; the worker is told what is found. */
void sublet_ssh_session_look_up (SubletSshSession *self);

G_END_DECLS
