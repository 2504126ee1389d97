/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-exec.h"
#include "core/ssh/sublet-ssh-host-key.h"
#include "core/ssh/sublet-ssh-identity.h"
#include "core/ssh/sublet-ssh-phase.h"
#include "core/ssh/sublet-ssh-route.h"
#include "core/ssh/sublet-ssh-shell.h"
#include "core/ssh/sublet-ssh-traffic.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where and why a session ended. */
typedef struct
{
  SubletSshPhase phase;        /* the one that could not be left */
  SubletSshRoute *route;       /* (owned) (nullable) none was taken */
  SubletSshHostKey *expected;  /* (owned) (nullable) what was pinned; with SSH_HOST_KEY only */
  SubletSshHostKey *presented; /* (owned) (nullable) what came instead */
  GError *error;               /* (owned) */
} SubletSshFailure;

/* How long each stage may take, in milliseconds. */
typedef struct
{
  guint proxy_after_ms;    /* until the next route is tried beside the one before */
  guint connect_ms;        /* name and TCP, per route */
  guint banner_ms;         /* the server's first line, per route */
  guint handshake_ms;      /* key exchange, per route */
  guint authentication_ms; /* signing in */
  guint keepalive_ms;      /* between two signs of life while nothing else is sent */
} SubletSshTimes;

#define SUBLET_TYPE_SSH_SESSION (sublet_ssh_session_get_type ())

/*
 * One connection to one instance's SSH server. libssh2 runs on a thread of the session's own; all
 * that is here belongs to the main thread, and nothing of it waits.
 */
G_DECLARE_FINAL_TYPE (SubletSshSession, sublet_ssh_session, SUBLET, SSH_SESSION, GObject)

SubletSshSession *sublet_ssh_session_new (SubletSshIdentity *identity,
                                          const char *user,
                                          GPtrArray *routes,
                                          SubletSshHostKey *expected);
/* To the same server once more. */
SubletSshSession *sublet_ssh_session_new_beside (SubletSshSession *self);
/* Before connecting. */
void sublet_ssh_session_set_refuses_new_key (SubletSshSession *self, gboolean refuses);
/* What a session has unless it is told otherwise. */
void sublet_ssh_times_init (SubletSshTimes *times);
/* Before connecting. */
void sublet_ssh_session_set_times (SubletSshSession *self, const SubletSshTimes *times);
void sublet_ssh_session_get_times (SubletSshSession *self, SubletSshTimes *times);

SubletSshPhase sublet_ssh_session_get_phase (SubletSshSession *self);
SubletSshRoute *sublet_ssh_session_get_route (SubletSshSession *self);
SubletSshHostKey *sublet_ssh_session_get_host_key (SubletSshSession *self);
const SubletSshFailure *sublet_ssh_session_get_failure (SubletSshSession *self);

/* Once. */
void sublet_ssh_session_connect_async (SubletSshSession *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sublet_ssh_session_connect_finish (SubletSshSession *self,
                                            GAsyncResult *result,
                                            GError **error);

void sublet_ssh_session_exec_async (SubletSshSession *self,
                                    const char *command,
                                    const SubletSshExecLimits *limits,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
SubletSshExecResult *sublet_ssh_session_exec_finish (SubletSshSession *self,
                                                     GAsyncResult *result,
                                                     GError **error);

/* The same with a standard input that is read from a descriptor, which is taken. */
void sublet_ssh_session_feed_async (SubletSshSession *self,
                                    const char *command,
                                    const SubletSshExecLimits *limits,
                                    int input_fd,
                                    SubletSshTraffic *traffic,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/* terminal: what TERM is to be, "xterm-256color" for one. command (nullable): instead of a login
 * shell. Commands and other shells go on beside
 * it. paced: its output comes in portions, so that who shows it has time for other things. */
void sublet_ssh_session_open_shell_async (SubletSshSession *self,
                                          const char *terminal,
                                          const char *command,
                                          int columns,
                                          int rows,
                                          bool paced,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
SubletSshShell *sublet_ssh_session_open_shell_finish (SubletSshSession *self,
                                                      GAsyncResult *result,
                                                      GError **error);

/* One connection to a port of 127.0.0.1 there, from its opening to its end. fd: a connected socket
 * that does not wait; taken. */
void sublet_ssh_session_forward_async (SubletSshSession *self,
                                       int fd,
                                       guint16 port,
                                       SubletSshTraffic *traffic,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sublet_ssh_session_forward_finish (SubletSshSession *self,
                                            GAsyncResult *result,
                                            GError **error);

void sublet_ssh_session_close_async (SubletSshSession *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean sublet_ssh_session_close_finish (SubletSshSession *self,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
