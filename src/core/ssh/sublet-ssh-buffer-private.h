/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libssh2.h>
#include <stdbool.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* Both ways at most so much waits in a channel; the rest stays where it comes from. */
#define SUBLET_SSH_BUFFER_BYTES (64 * 1024)

/* What has come from one side of a channel, and not yet been taken by the other. Filled when it is
 * empty. Belongs to the worker's thread. */
typedef struct
{
  char data[SUBLET_SSH_BUFFER_BYTES];
  gsize start;
  gsize end;
} SubletSshBuffer;

bool sublet_ssh_buffer_is_empty (const SubletSshBuffer *self);
gsize sublet_ssh_buffer_get_length (const SubletSshBuffer *self);
/* Nobody wants what is in it. */
void sublet_ssh_buffer_clear (SubletSshBuffer *self);

/* From and to what is on this computer: bytes, 0 at the end, or a negative errno. */
ssize_t sublet_ssh_buffer_take_fd (SubletSshBuffer *self, int fd);
ssize_t sublet_ssh_buffer_give_fd (SubletSshBuffer *self, int fd, gsize most);

/* From and to the server: bytes, or what else libssh2 answers. */
ssize_t sublet_ssh_buffer_take_channel (SubletSshBuffer *self, LIBSSH2_CHANNEL *channel);
ssize_t sublet_ssh_buffer_give_channel (SubletSshBuffer *self, LIBSSH2_CHANNEL *channel);

G_END_DECLS
