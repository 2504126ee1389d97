/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../core/ssh/shell-fixture.h"

G_BEGIN_DECLS

/* A server, Sublet's key and one for the OpenSSH client, which may both sign in. */
typedef struct
{
  SubletSshIdentity *identity;
  char *folder; /* the client's key */
  SshServer *server;
} BenchServer;

void bench_server_start (BenchServer *self);
void bench_server_stop (BenchServer *self);
SubletSshSession *bench_server_make_session (BenchServer *self);

/* A shell on the server, behind the master of a pseudo-terminal: Sublet's or the client's. */
typedef struct
{
  int fd;
  /* one of these */
  SubletSshShell *shell; /* (owned) (nullable) */
  GPid client;
} BenchLine;

void bench_line_open_shell (BenchLine *self, SubletSshSession *session);
void bench_line_open_paced_shell (BenchLine *self, SubletSshSession *session);
void bench_line_start_client (BenchLine *self, BenchServer *server);
/* What the client chooses by itself, which has its own sums, and what libssh2 1.10 does, with the
 * sums that that has. Source: ssh_config(5), Ciphers and MACs. */
#define BENCH_ITS_CIPHER "chacha20-poly1305@openssh.com"
#define BENCH_OUR_CIPHER "aes128-ctr"

/* With an option of ssh(1) instead of a terminal. */
void bench_line_start_client_with (BenchLine *self,
                                   BenchServer *server,
                                   const char *what,
                                   const char *cipher);
/* Waits until it is gone. */
void bench_line_close (BenchLine *self);

void bench_line_type (BenchLine *self, const char *text);
/* Reads until the text ends like this. */
void bench_line_await (BenchLine *self, const char *end);
/* Reads so much. */
void bench_line_await_size (BenchLine *self, gsize length);
/* Nothing is said any more but what is asked for. */
void bench_line_quieten (BenchLine *self);
/* Of lines of text: what says so much, and nothing else. (transfer full). */
char *bench_make_text_command (gsize length);

G_END_DECLS
