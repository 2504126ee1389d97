/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file with a private key as ssh-keygen makes it, and the public half beside it. options: what
 * ssh-keygen is told, in one line. (transfer full): its path. */
char *key_fixture_make (const char *folder, const char *name, const char *options);
/* (transfer full): what a program says, which has to end well. */
char *key_fixture_run (const char *command);
/* (transfer full): the path of a file that holds this. */
char *key_fixture_write (const char *folder, const char *name, const char *contents, gssize length);
/* (transfer full): the line of the public half, without a newline. */
char *key_fixture_dup_line (const char *path);

G_END_DECLS
