/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-exec.h"
#include "core/ssh/sublet-ssh-link-private.h"
#include "core/ssh/sublet-ssh-traffic.h"

#include <libssh2.h>
#include <poll.h>

G_BEGIN_DECLS

typedef struct _SubletSshWorker SubletSshWorker;
typedef struct _SubletSshNote SubletSshNote;
typedef struct _SubletSshChannel SubletSshChannel;

/* What one channel moves in one turn: the others, and orders, get theirs in between. */
#define SUBLET_SSH_TURN_BYTES (256 * 1024)

/* How long the server may take to answer the call at which a channel was given up. */
#define SUBLET_SSH_PATIENCE_MS 5000

typedef enum
{
  SUBLET_SSH_CHANNEL_QUEUED,
  SUBLET_SSH_CHANNEL_OPENING,
  SUBLET_SSH_CHANNEL_STARTING,
  SUBLET_SSH_CHANNEL_RUNNING,
  SUBLET_SSH_CHANNEL_CLOSING,
  SUBLET_SSH_CHANNEL_DRAINING,
  SUBLET_SSH_CHANNEL_OVER,
} SubletSshChannelState;

typedef enum
{
  SUBLET_SSH_STEP_BLOCKED, /* waits for the socket, or for what its poll says */
  SUBLET_SSH_STEP_BUSY,    /* there is more to do at once */
  SUBLET_SSH_STEP_OVER,    /* done, one way or the other */
  SUBLET_SSH_STEP_BROKEN,  /* and with it the whole connection */
} SubletSshStep;

/* What a kind of channel does. */
typedef struct
{
  const char *doing; /* for errors: "running a command" */
  guint start_ms;    /* 0: what the kind says by itself */
  guint patience_ms; /* for the answer to what was asked of the server when it was given up */
  bool yields;       /* others are begun before it */

  /* ---- on the worker's thread ---- */
  /* (nullable): opens it as something else than a session; NULL with libssh2's error. */
  LIBSSH2_CHANNEL *(*open) (SubletSshChannel *self, SubletSshLink *link);
  /* (nullable): the requests that make the channel what it is, each until libssh2 has its answer:
   * 0, EAGAIN or another of its errors. */
  int (*start) (SubletSshChannel *self);
  /* One turn. Calls sublet_ssh_channel_end() when it has ended by itself. */
  SubletSshStep (*run) (SubletSshChannel *self, SubletSshLink *link);
  /* (nullable): what else than the socket it waits for, and until when at most. */
  bool (*get_poll) (SubletSshChannel *self, struct pollfd *poll, gint64 *deadline_us);
  /* (nullable): puts into the news of its end what there is to tell, whatever the end. */
  void (*fill_end) (SubletSshChannel *self, SubletSshNote *note);

  /* ---- on the main thread ---- */
  /* (nullable): it runs. */
  void (*on_started) (SubletSshChannel *self);
  /* (nullable): SUBLET_SSH_NOTE_MOVED, which the kind has sent. */
  void (*on_moved) (SubletSshChannel *self, SubletSshNote *note);
  /* Its end: note->error says why, or that it came by itself. Not on the wire any more; nothing
   * but this is told later. */
  void (*on_ended) (SubletSshChannel *self, SubletSshNote *note);
  void (*free) (SubletSshChannel *self);
} SubletSshChannelClass;

/* One channel of a session, the base of each kind. */
struct _SubletSshChannel
{
  int reference_count; /* atomic */

  /* construct-only */
  const SubletSshChannelClass *klass;
  SubletSshWorker *worker; /* (owned) */
  guint limit_ms;          /* from its start to its end; 0: none */

  /* the main thread's */
  GTask *task; /* (owned) (nullable) */
  gulong cancelled_id;

  /* the worker's */
  SubletSshChannelState state;
  LIBSSH2_CHANNEL *channel; /* (owned) (nullable) */
  gint64 deadline_us;       /* G_MAXINT64: none */
  bool reported; /* its end went to the main thread; only the channel is left to be closed */
};

void sublet_ssh_channel_init (SubletSshChannel *self,
                              const SubletSshChannelClass *klass,
                              SubletSshWorker *worker);
SubletSshChannel *sublet_ssh_channel_ref (SubletSshChannel *self);
void sublet_ssh_channel_unref (SubletSshChannel *self);

/* ---- the main thread ---- */

/* Queues it. Takes the task, and cancels with its cancellable until it has run or ended. */
void sublet_ssh_channel_submit (SubletSshChannel *self, GTask *task);
void sublet_ssh_channel_cancel (SubletSshChannel *self);
/* (transfer full) (nullable): the task, which is not cancelled any more. */
GTask *sublet_ssh_channel_steal_task (SubletSshChannel *self);

/* ---- the worker's thread ---- */

void sublet_ssh_channel_begin (SubletSshChannel *self, gint64 now_us);
SubletSshStep sublet_ssh_channel_step (SubletSshChannel *self, SubletSshLink *link);
/* Between its first request and the answer to its last: nobody else may have one under way. */
bool sublet_ssh_channel_is_starting (SubletSshChannel *self);
/* Has libssh2 take in what has come, for whichever channel it is. Whether it could ask. */
bool sublet_ssh_channel_take_in (SubletSshChannel *self, SubletSshStep *step);
/* Takes the error. Its channel is closed as soon as that may be done. */
void sublet_ssh_channel_give_up (SubletSshChannel *self, GError *error);
/* For a kind: it ended by itself. */
SubletSshStep sublet_ssh_channel_end (SubletSshChannel *self, SubletSshLink *link);
/* For a kind: a call of libssh2 has failed. */
SubletSshStep sublet_ssh_channel_fail (SubletSshChannel *self, SubletSshLink *link, int code);

SubletSshChannel *sublet_ssh_exec_new (SubletSshWorker *worker,
                                       const char *command,
                                       const SubletSshExecLimits *limits);
/* Before it is submitted: takes what is its input, a descriptor that does not wait, and counts what
 * of it went to the server. */
void sublet_ssh_exec_feed (SubletSshChannel *self, int fd, SubletSshTraffic *traffic);
bool sublet_ssh_channel_is_exec (SubletSshChannel *self);

/* One connection to a port there. Takes the socket, which does not wait. */
SubletSshChannel *sublet_ssh_forward_new (SubletSshWorker *worker,
                                          int fd,
                                          guint16 port,
                                          SubletSshTraffic *traffic);

G_END_DECLS
