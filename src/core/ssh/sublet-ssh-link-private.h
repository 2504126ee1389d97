/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-phase.h"
#include "core/ssh/sublet-ssh-session.h"

#include <libssh2.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/socket.h>

G_BEGIN_DECLS

/* One address of a route's host. */
typedef struct
{
  struct sockaddr_storage storage;
  socklen_t length;
} SubletSshAddress;

/*
 * One route being tried: its addresses one after the other, TCP, and the server's first line. The
 * one that gets so far first goes on as the session's connection. Belongs to the worker's thread;
 * no call waits.
 */
typedef struct
{
  /* construct-only */
  SubletSshRoute *route; /* (owned) */
  SubletSshTimes times;
  const char *methods; /* (borrowed) of host keys, the most wanted first */

  /* state */
  SubletSshPhase phase; /* NEW before the start, HANDSHAKE once the first line is there */
  GArray *addresses;    /* (owned) (nullable) (element-type SubletSshAddress) */
  guint next_address;
  gint64 deadline_us;       /* of the phase, monotonic */
  gint64 address_limit_us;  /* of the address that is tried */
  int fd;                   /* -1: none */
  LIBSSH2_SESSION *session; /* (owned) (nullable) */
  GError *error;            /* (owned) (nullable) why it cannot go on */

  /* what the socket does, as libssh2's callbacks see it */
  GByteArray *received; /* (owned) read, and not yet taken by libssh2 */
  gsize taken;
  gsize said_before; /* bytes of lines before the one that counts */
  bool banner_done;
  int lost; /* errno, or -1 for the server's end */
  bool cut; /* nothing is read or written any more */
} SubletSshLink;

SubletSshLink *sublet_ssh_link_new (SubletSshRoute *route,
                                    const SubletSshTimes *times,
                                    const char *methods);
void sublet_ssh_link_free (SubletSshLink *self);

void sublet_ssh_link_start (SubletSshLink *self, gint64 now_us);
void sublet_ssh_link_take_addresses (SubletSshLink *self, GArray *addresses, const char *problem);
/* As far as it goes at once; looks at ->phase and ->error afterwards. */
void sublet_ssh_link_step (SubletSshLink *self, gint64 now_us);
bool sublet_ssh_link_get_poll (SubletSshLink *self, struct pollfd *poll, gint64 *deadline_us);

/* Reads ahead while nothing asks for it, so that the end is seen. */
bool sublet_ssh_link_read_ahead (SubletSshLink *self);
bool sublet_ssh_link_is_full (SubletSshLink *self);
bool sublet_ssh_link_wants_output (SubletSshLink *self);

/* What libssh2's latest failure comes to. */
GError *sublet_ssh_link_make_error (SubletSshLink *self, const char *doing);
/* From here on every call of libssh2 fails at once, and frees what it holds. */
void sublet_ssh_link_cut (SubletSshLink *self);

/* Between the parts of a link. */
typedef ssize_t (*SubletSshReadFunc) (SubletSshLink *self, void *buffer, gsize length);

ssize_t sublet_ssh_link_read_banner (SubletSshLink *self, SubletSshReadFunc read_socket);
bool sublet_ssh_link_read_ahead_with (SubletSshLink *self, SubletSshReadFunc read_socket);

G_END_DECLS
