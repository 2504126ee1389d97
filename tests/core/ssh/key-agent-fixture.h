/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* OpenSSH's own agent, with a socket in a folder of the test's. */
typedef struct
{
  GSubprocess *process; /* (owned) (nullable) */
  char *folder;         /* (owned) */
  char *path;           /* (owned) of its socket */
} KeyAgent;

void key_agent_start (KeyAgent *self);
void key_agent_stop (KeyAgent *self);
/* A file without a passphrase. options: (nullable): of ssh-add. */
void key_agent_add (KeyAgent *self, const char *path, const char *options);
/* What ssh-add does with one option. */
void key_agent_tell (KeyAgent *self, const char *option);
/* Locked with a word. */
void key_agent_lock (KeyAgent *self);

G_END_DECLS
