/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ssh-fixture.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* What a terminal widget is to a shell: it holds one end, writes what is typed and reads what is
 * said. It shows nothing. */
typedef struct
{
  SubletSshShell *shell; /* (owned) */
  int fd;
  GString *said;  /* (owned) all that was read and not dropped */
  gsize n_read;   /* bytes, ever */
  bool hung_up;   /* the other end is closed, and nothing is left to read */
  guint n_ended;  /* signals */
  GString *typed; /* (owned) not yet taken by the terminal */
  guint read_id;
  guint write_id;
} Terminal;

Terminal *terminal_new (SubletSshShell *shell);
/* Opens a shell of 80 by 24 that says what it is asked to and nothing else: no prompt, no echo. */
Terminal *terminal_open (SubletSshSession *session);
Terminal *terminal_open_paced (SubletSshSession *session);
void terminal_free (Terminal *self);

void terminal_type (Terminal *self, const char *text);
void terminal_type_bytes (Terminal *self, const char *data, gsize length);
/* Until it has been said. */
void terminal_await (Terminal *self, const char *text);
void terminal_await_size (Terminal *self, gsize length);
void terminal_await_end (Terminal *self);
/* Reads, or leaves everything where it is. */
void terminal_set_reading (Terminal *self, bool reading);

/* Has the server count from 1, 20 MB and a little, and what it then says. */
#define TERMINAL_COUNT_END 2700000
#define TERMINAL_COUNT "seq " G_STRINGIFY (TERMINAL_COUNT_END) "; echo end\n"
char *terminal_make_count (guint to);
void terminal_assert_said (Terminal *self, const char *text);

/* Types so many bytes of every value, for a command that takes them all after what runs @before.
 * Returns their checksum, which the server then says as well. */
char *terminal_begin_paste (Terminal *self, gsize length, const char *before);

void terminal_exec (SubletSshSession *session, const char *command, const char *output);

/* A server, a link to it that can be spoilt, and a session over that. */
typedef struct
{
  SubletSshIdentity *identity;
  SshServer *server;
  SshFake link;
  SubletSshSession *session; /* not connected yet; a test may take it away */
} ShellWorld;

/* @data: (nullable): lines for the server's configuration. */
void shell_world_set_up (ShellWorld *self, gconstpointer data);
void shell_world_tear_down (ShellWorld *self, gconstpointer data);

SubletSshShell *ssh_open_shell (SubletSshSession *session, GError **error);
SubletSshShell *ssh_open_paced_shell (SubletSshSession *session, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Terminal, terminal_free)

G_END_DECLS
