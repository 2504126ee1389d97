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
 * One route being tried: its addresses one after the other, TCP, the server's first line and the
 * key exchange. The one that gets so far first goes on as the session's connection. Belongs to the
 * worker's thread; no call waits.
 *
 * What libssh2 sends is taken whole, always: what the socket does not take yet waits here. So no
 * call of libssh2 ever stands half written, and any may follow any other. In return nothing is read
 * while too much waits, and whoever has data to send looks first whether something waits.
 */
typedef struct
{
  /* construct-only */
  SubletSshRoute *route; /* (owned) */
  SubletSshTimes times;
  const char *methods; /* (borrowed) of host keys, the most wanted first */

  /* state */
  SubletSshPhase phase; /* NEW before the start, HOST_KEY once the keys are exchanged */
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
  gsize said_before;  /* bytes of lines before the one that counts */
  GByteArray *unsent; /* (owned) said by libssh2, and not yet taken by the socket */
  guint64 n_received; /* bytes that libssh2 took, ever */
  bool banner_done;
  int lost;     /* errno, or -1 for the server's end */
  bool cut;     /* every read and write fails */
  bool severed; /* nothing is read or written any more, and libssh2 does not know */
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

/* What waits to be sent. */
bool sublet_ssh_link_flush (SubletSshLink *self);
bool sublet_ssh_link_has_unsent (SubletSshLink *self);
bool sublet_ssh_link_is_congested (SubletSshLink *self);

/* What libssh2's latest failure comes to. */
GError *sublet_ssh_link_make_error (SubletSshLink *self, const char *doing);
/* From here on libssh2 gives what it has, and no more comes. */
void sublet_ssh_link_sever (SubletSshLink *self);
/* From here on every call of libssh2 fails at once, and frees what it holds. */
void sublet_ssh_link_cut (SubletSshLink *self);

/* Between the parts of a link. */
void sublet_ssh_link_set_callbacks (SubletSshLink *self);
ssize_t sublet_ssh_link_read_socket (SubletSshLink *self, void *buffer, gsize length);
ssize_t sublet_ssh_link_read_banner (SubletSshLink *self);

G_END_DECLS
