/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-channel-private.h"
#include "core/ssh/sublet-ssh-terminal-private.h"

G_BEGIN_DECLS

/* ---- what travels between the two threads ---- */

typedef enum
{
  /* to the worker */
  SUBLET_SSH_NOTE_ADDRESSES,
  SUBLET_SSH_NOTE_OPEN,
  SUBLET_SSH_NOTE_RESIZE,
  SUBLET_SSH_NOTE_CANCEL,
  SUBLET_SSH_NOTE_CLOSE,
  /* to the main thread */
  SUBLET_SSH_NOTE_PHASE,
  SUBLET_SSH_NOTE_HOST_KEY,
  SUBLET_SSH_NOTE_STARTED,
  SUBLET_SSH_NOTE_MOVED,
  SUBLET_SSH_NOTE_ENDED,
  SUBLET_SSH_NOTE_GONE,
} SubletSshNoteKind;

/* What it carries belongs to it until the reader takes it out. */
struct _SubletSshNote
{
  SubletSshNote *next;
  SubletSshNoteKind kind;

  guint index;       /* of a route */
  GArray *addresses; /* (owned) (nullable) (element-type SubletSshAddress) */
  char *problem;     /* (owned) (nullable) */
  SubletSshPhase phase;
  SubletSshRoute *route;     /* (owned) (nullable) */
  SubletSshHostKey *key;     /* (owned) (nullable) */
  SubletSshChannel *channel; /* (owned) (nullable) */
  int columns;               /* of a shell */
  int rows;
  SubletSshExecResult *result; /* (owned) (nullable) of a command */
  GByteArray *rest;          /* (owned) (nullable) of a shell: what its terminal did not take yet */
  int exit_status;           /* of a shell */
  GError *error;             /* (owned) (nullable) */
  SubletSshFailure *failure; /* (owned) (nullable) */
};

/* Any number of writers, one reader. */
typedef struct
{
  SubletSshNote *top; /* atomic; the latest */
} SubletSshMailbox;

SubletSshNote *sublet_ssh_note_new (SubletSshNoteKind kind);
void sublet_ssh_note_free (SubletSshNote *note);
/* Takes the note; whether the box was empty. */
bool sublet_ssh_mailbox_put (SubletSshMailbox *box, SubletSshNote *note);
/* All of them, oldest first. */
SubletSshNote *sublet_ssh_mailbox_take (SubletSshMailbox *box);

void sublet_ssh_failure_free (SubletSshFailure *failure);

/* ---- the thread ---- */

typedef void (*SubletSshNoteFunc) (SubletSshWorker *worker, SubletSshNote *note);

struct _SubletSshWorker
{
  int reference_count; /* atomic */

  /* construct-only */
  SubletSshIdentity *identity; /* (owned) */
  char *user;                  /* (owned) */
  char *methods;               /* (owned) of host keys, the most wanted first */
  SubletSshHostKey *expected;  /* (owned) (nullable) */
  bool refuses_new_key;        /* set before it starts: whether none expected means none taken */
  SubletSshTimes times;
  GMainContext *context; /* (owned) */
  SubletSshNoteFunc on_note;

  /* between the threads */
  SubletSshMailbox orders;
  SubletSshMailbox news;
  int wake_fd;

  /* the main thread's */
  gpointer session; /* (borrowed) (nullable) */
  GThread *thread;  /* (owned) (nullable) */

  /* the worker's, once it runs */
  GPtrArray *links; /* (owned) (element-type SubletSshLink) one for each route */
  guint n_started;
  gint64 next_start_us;
  SubletSshLink *link; /* (borrowed) (nullable) the first to have exchanged keys */
  SubletSshPhase phase;
  gint64 deadline_us;
  GQueue channels; /* (owned) (element-type SubletSshChannel) queued, begun, or left to be closed */
  GArray *polls;   /* (owned) (element-type struct pollfd) */
  gint64 keepalive_us;
  GError *signing_error; /* (owned) (nullable) */
  bool finished;
  SubletSshFailure *failure; /* (owned) (nullable) */
};

SubletSshWorker *sublet_ssh_worker_new (SubletSshIdentity *identity,
                                        const char *user,
                                        GPtrArray *routes,
                                        SubletSshHostKey *expected,
                                        const SubletSshTimes *times,
                                        SubletSshNoteFunc on_note);
SubletSshWorker *sublet_ssh_worker_ref (SubletSshWorker *self);
void sublet_ssh_worker_unref (SubletSshWorker *self);
void sublet_ssh_worker_start (SubletSshWorker *self);
/* Any thread; takes the note. */
void sublet_ssh_worker_order (SubletSshWorker *self, SubletSshNote *note);

/* On the worker's thread only. */
void sublet_ssh_worker_tell (SubletSshWorker *self, SubletSshNote *note);
void sublet_ssh_worker_enter (SubletSshWorker *self, SubletSshPhase phase, guint limit_ms);
/* Takes the error. */
SubletSshFailure *sublet_ssh_worker_fail (SubletSshWorker *self, GError *error);
SubletSshFailure *sublet_ssh_worker_fail_on_route (SubletSshWorker *self, GError *error);
/* One route after the other, and side by side. */
void sublet_ssh_worker_step_routes (SubletSshWorker *self, gint64 now_us);
/* From the host key to the end of authentication. */
void sublet_ssh_worker_step_sign_in (SubletSshWorker *self);
/* What a call of libssh2 that was begun holds is freed by failing it. */
void sublet_ssh_worker_abandon_sign_in (SubletSshWorker *self);
/* Channels side by side; whether there is more to do at once. */
bool sublet_ssh_worker_step_channels (SubletSshWorker *self, gint64 now_us);
void sublet_ssh_worker_cancel_channel (SubletSshWorker *self, SubletSshChannel *channel);
/* Each ends as the session did. */
void sublet_ssh_worker_end_channels (SubletSshWorker *self);
void sublet_ssh_worker_free_channels (SubletSshWorker *self);
/* Until a socket, an order, a terminal or a deadline has something to do. */
void sublet_ssh_worker_wait (SubletSshWorker *self);

G_END_DECLS
