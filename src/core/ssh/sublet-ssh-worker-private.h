/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-link-private.h"

#include <libssh2.h>

G_BEGIN_DECLS

typedef struct _SubletSshWorker SubletSshWorker;
typedef struct _SubletSshJob SubletSshJob;

/* ---- what travels between the two threads ---- */

typedef enum
{
  /* to the worker */
  SUBLET_SSH_NOTE_ADDRESSES,
  SUBLET_SSH_NOTE_EXEC,
  SUBLET_SSH_NOTE_CANCEL,
  SUBLET_SSH_NOTE_CLOSE,
  /* to the main thread */
  SUBLET_SSH_NOTE_PHASE,
  SUBLET_SSH_NOTE_HOST_KEY,
  SUBLET_SSH_NOTE_DONE,
  SUBLET_SSH_NOTE_GONE,
} SubletSshNoteKind;

typedef struct _SubletSshNote SubletSshNote;

/* What it carries belongs to it until the reader takes it out. */
struct _SubletSshNote
{
  SubletSshNote *next;
  SubletSshNoteKind kind;

  guint index;       /* of a route */
  GArray *addresses; /* (owned) (nullable) (element-type SubletSshAddress) */
  char *problem;     /* (owned) (nullable) */
  SubletSshPhase phase;
  SubletSshRoute *route;       /* (owned) (nullable) */
  SubletSshHostKey *key;       /* (owned) (nullable) */
  SubletSshJob *job;           /* (owned) (nullable) */
  SubletSshExecResult *result; /* (owned) (nullable) */
  GError *error;               /* (owned) (nullable) */
  SubletSshFailure *failure;   /* (owned) (nullable) */
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

/* ---- a command ---- */

typedef enum
{
  SUBLET_SSH_JOB_QUEUED,
  SUBLET_SSH_JOB_OPENING,
  SUBLET_SSH_JOB_STARTING,
  SUBLET_SSH_JOB_ENDING_INPUT,
  SUBLET_SSH_JOB_READING,
  SUBLET_SSH_JOB_ENDING,
  SUBLET_SSH_JOB_CLOSING,
  SUBLET_SSH_JOB_DRAINING,
  SUBLET_SSH_JOB_OVER,
} SubletSshJobState;

typedef enum
{
  SUBLET_SSH_STEP_BLOCKED, /* waits for the socket */
  SUBLET_SSH_STEP_BUSY,    /* there is more to do at once */
  SUBLET_SSH_STEP_OVER,    /* done, one way or the other */
  SUBLET_SSH_STEP_BROKEN,  /* and with it the whole connection */
} SubletSshStep;

struct _SubletSshJob
{
  int reference_count; /* atomic */

  /* construct-only */
  SubletSshWorker *worker; /* (owned) */
  char *command;           /* (owned) */
  SubletSshExecLimits limits;

  /* the main thread's */
  GTask *task; /* (owned) (nullable) */
  gulong cancelled_id;

  /* the worker's */
  SubletSshJobState state;
  LIBSSH2_CHANNEL *channel; /* (owned) (nullable) */
  gint64 deadline_us;
  int stream;         /* 0 or SSH_EXTENDED_DATA_STDERR: the one to read next */
  GByteArray *output; /* (owned) */
  GByteArray *errors; /* (owned) */
  bool output_truncated;
  bool errors_truncated;
  bool reported; /* its end went to the main thread; only the channel is left to be closed */
};

SubletSshJob *sublet_ssh_job_new (SubletSshWorker *worker,
                                  const char *command,
                                  const SubletSshExecLimits *limits);
SubletSshJob *sublet_ssh_job_ref (SubletSshJob *self);
void sublet_ssh_job_unref (SubletSshJob *self);

void sublet_ssh_job_start (SubletSshJob *self, gint64 now_us);
SubletSshStep sublet_ssh_job_step (SubletSshJob *self, SubletSshLink *link);
/* Whether nothing but the server's part is missing, so that others may go on beside it. */
bool sublet_ssh_job_is_leaving (SubletSshJob *self, SubletSshLink *link);
/* Takes the error. Its channel is closed as soon as that may be done. */
void sublet_ssh_job_give_up (SubletSshJob *self, GError *error);

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
  SubletSshLink *link; /* (borrowed) (nullable) the first to answer */
  SubletSshPhase phase;
  gint64 deadline_us;
  GQueue jobs;    /* (owned) (element-type SubletSshJob) the first may have started */
  GQueue leaving; /* (owned) (element-type SubletSshJob) over, but the server does not close */
  gint64 keepalive_us;
  bool signing_failed;
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
/* From the first line to the end of authentication. */
void sublet_ssh_worker_step_sign_in (SubletSshWorker *self);
/* What a call of libssh2 that was begun holds is freed by failing it. */
void sublet_ssh_worker_abandon_sign_in (SubletSshWorker *self);
/* One command after the other. */
bool sublet_ssh_worker_step_ready (SubletSshWorker *self, gint64 now_us);
void sublet_ssh_worker_cancel_job (SubletSshWorker *self, SubletSshJob *job);
void sublet_ssh_worker_end_jobs (SubletSshWorker *self);

G_END_DECLS
