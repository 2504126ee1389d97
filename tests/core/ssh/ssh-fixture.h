/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-session.h"

#include <netinet/in.h>

G_BEGIN_DECLS

/* A real OpenSSH server on loopback, in a sandbox in which the one who runs it is root. */
typedef struct _SshServer SshServer;

/* @kind: of host key, as for ssh-keygen -t. */
SshServer *ssh_server_new (SubletSshIdentity *authorized, const char *kind);
/* @more: lines for its configuration. */
SshServer *ssh_server_new_with (SubletSshIdentity *authorized, const char *kind, const char *more);
/* At once, with every connection. */
void ssh_server_kill (SshServer *self);
void ssh_server_free (SshServer *self);
guint16 ssh_server_get_port (SshServer *self);
/* "SHA256:…", as ssh-keygen -l tells it. */
char *ssh_server_dup_fingerprint (SshServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SshServer, ssh_server_free)

typedef enum
{
  SSH_FAKE_FULL,  /* TCP hangs */
  SSH_FAKE_TALK,  /* says what it is given, then nothing */
  SSH_FAKE_RELAY, /* passes bytes on to a port */
} SshFakeKind;

typedef enum
{
  SSH_FAKE_PASS,  /* as fast as it goes */
  SSH_FAKE_SLOW,  /* a little at a time, from the target */
  SSH_FAKE_HOLD,  /* nothing passes, either way */
  SSH_FAKE_CLOSE, /* both ends see the end, after what has passed */
  SSH_FAKE_RESET, /* the client sees a reset */
} SshFakeHow;

/* A server with something wrong. */
typedef struct
{
  /* what it does */
  SshFakeKind kind;
  const char *text;
  gsize n_times; /* the text is said */
  guint16 target;
  gsize limit;     /* bytes from the target that pass, then nothing does */
  bool then_close; /* instead of saying nothing */

  /* state */
  guint16 port;
  gsize passed;   /* atomic; of the relay that passed something last */
  int how;        /* atomic; SshFakeHow, of each relay */
  int refuses;    /* atomic; whoever comes from now on */
  int n_accepted; /* atomic */
  int listener;
  int stop[2];
  int fillers[4];
  GThread *thread; /* (owned) (nullable) */
  GMutex mutex;
  GPtrArray *relays; /* (owned) (element-type Relay) one for each client, also of before */
} SshFake;

void ssh_fake_start (SshFake *self);
void ssh_fake_stop (SshFake *self);
/* Of a relay: all that pass now, and those to come. */
void ssh_fake_set (SshFake *self, SshFakeHow how);
gsize ssh_fake_get_passed (SshFake *self);

/* Sockets of loopback. */
int ssh_make_socket (void);
struct sockaddr_in ssh_make_address (guint16 port);
bool ssh_dial (int fd, guint16 port);
guint16 ssh_bind_anywhere (int fd);
/* A port at which nobody listens, below the limit. */
#define SSH_PICK_LIMIT 32000
guint16 ssh_pick_port (void);

SubletSshIdentity *ssh_make_identity (void);
/* One direct route, and one through the proxy; 0 leaves it out. */
SubletSshSession *ssh_make_session (SubletSshIdentity *identity,
                                    guint16 direct,
                                    guint16 proxy,
                                    SubletSshHostKey *expected);
gboolean ssh_connect (SubletSshSession *session, GError **error);
void ssh_connect_well (SubletSshSession *session);
SubletSshExecResult *ssh_exec (SubletSshSession *session,
                               const char *command,
                               const SubletSshExecLimits *limits,
                               GError **error);
/* Waits until its thread is gone. */
void ssh_close (SubletSshSession *session);

G_END_DECLS
