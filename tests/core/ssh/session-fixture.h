/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ssh-fixture.h"

G_BEGIN_DECLS

/* A real server, and a session to it that is not connected yet; a test may take it away. */
typedef struct
{
  SubletSshIdentity *identity;
  SshServer *server;
  SubletSshSession *session;
} SessionFixture;

#define SESSION_FIXTURE_ADD(name, function) \
  g_test_add ("/core/ssh/session/" name,    \
              SessionFixture,               \
              NULL,                         \
              session_fixture_set_up,       \
              function,                     \
              session_fixture_tear_down)

void session_fixture_set_up (SessionFixture *f, gconstpointer data);
void session_fixture_tear_down (SessionFixture *f, gconstpointer data);

void session_fixture_assert_bytes (GBytes *bytes, const char *text);
/* (transfer full) */
SubletSshExecResult *session_fixture_exec_well (SubletSshSession *session, const char *command);

G_END_DECLS
