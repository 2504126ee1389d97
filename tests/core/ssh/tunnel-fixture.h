/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shell-fixture.h"

#include "core/ssh/sublet-tunnel-list.h"

G_BEGIN_DECLS

#define MEGABYTE (1024 * 1024)

typedef enum
{
  FAR_ECHO,   /* says what it hears */
  FAR_DIGEST, /* hears all, then says its checksum */
  FAR_SAY,    /* says so many bytes, then hears to the end */
  FAR_HOLD,   /* hears all, and says nothing until it is stopped */
} FarKind;

/* A server where the SSH server runs, which is this computer. */
typedef struct
{
  FarKind kind;
  gsize length; /* FAR_SAY */
  guint16 port;

  int listener;
  int stop[2];
  GThread *thread;    /* (owned) */
  GPtrArray *threads; /* (owned) (element-type GThread) */
  gsize heard;        /* atomic; by all */
} Far;

void far_start (Far *self, guint16 port);
void far_stop (Far *self);
gsize far_get_heard (Far *self);

/* A program on this computer, on a thread of its own. */
typedef struct
{
  guint16 port;
  gsize say;        /* bytes */
  bool stays_open;  /* does not tell that it has said all */
  bool waits;       /* reads when near_let_read() says so */
  bool hears_first; /* speaks once the other side has said all */

  GByteArray *heard; /* (owned) */
  int problem;       /* errno of what it could not go on with */
  int fd;            /* atomic */
  int may_read;      /* atomic */
  int cut;           /* atomic */
  int done;          /* atomic */
  GThread *speaker;  /* (owned) (nullable) */
  GThread *thread;   /* (owned) (nullable) */
} Near;

void near_start (Near *self);
void near_let_read (Near *self);
/* From another thread: it ends at once. */
void near_cut (Near *self);
/* Runs the main loop until it has ended. */
void near_await (Near *self);
void near_clear (Near *self);

/* What is said, byte by byte. */
void near_assert_heard (Near *self, gsize length);
char *near_make_digest (gsize length);

/* A session to a real server that goes, and the tunnels over it. */
typedef struct
{
  ShellWorld shell;
  Far far;
  SubletTunnelList *list;
} TunnelWorld;

/* @data: (nullable): lines for the server's configuration. */
void tunnel_world_set_up (TunnelWorld *f, gconstpointer data);
void tunnel_world_tear_down (TunnelWorld *f, gconstpointer data);
/* To a server of this kind. Its number is taken here, by the server itself. */
SubletTunnel *tunnel_world_open (TunnelWorld *f, FarKind kind);

/* Starts a program that says so many bytes through it. */
void tunnel_talk (SubletTunnel *tunnel, Near *near, gsize say);
/* Who comes is closed without a word. */
void tunnel_assert_closed (SubletTunnel *tunnel);
/* For sublet_test_await(): no connection goes through it. */
bool tunnel_is_idle (gpointer data);

G_END_DECLS
