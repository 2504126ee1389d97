/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-pipe.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib-unix.h>

#define BUFFER_SIZE (64 * 1024)

/* What one turn may move before others have theirs. */
#define ROUNDS 4

/* A slow link passes this many pieces per second. */
#define SLOW_STEPS 20

/* One way of a connection. */
typedef struct
{
  guint8 *buffer; /* (owned) */
  gsize start;
  gsize end;
  gint64 ready_us; /* a slow link reads on from here */
  bool ended;      /* no more comes in */
  bool deaf;       /* nobody takes what comes in: it is dropped */
  bool passed_end; /* the other side knows of the end */
} Flow;

typedef struct
{
  int fd;       /* -1: nobody is there */
  gpointer tag; /* (nullable): in the source, while something is waited for */
  GIOCondition condition;
} Side;

struct _SimPipe
{
  GSource *source;         /* (owned) */
  const SimLinkMode *mode; /* (borrowed): the link's */
  SimPipeFunc on_end;
  gpointer data;
  Side client;
  Side inner;
  Flow up;   /* from the client */
  Flow down; /* to the client */
};

typedef struct
{
  GSource source;
  SimPipe *pipe; /* (borrowed) */
} PipeSource;

static gsize
get_chunk_size (SimPipe *self)
{
  return self->mode->how == SIM_LINK_SLOW
           ? (gsize) CLAMP (self->mode->bytes_per_second / SLOW_STEPS, 1, BUFFER_SIZE)
           : BUFFER_SIZE;
}

static bool
can_read (SimPipe *self, const Flow *flow)
{
  return !flow->ended && flow->start == flow->end &&
         (self->mode->how != SIM_LINK_SLOW || flow->ready_us <= g_get_monotonic_time ());
}

/* Returns whether anything came. */
static bool
fill (SimPipe *self, Flow *flow, int from, bool *broken)
{
  gint64 now_us;
  ssize_t count;

  if (from < 0 || !can_read (self, flow))
    return false;

  count = recv (from, flow->buffer, get_chunk_size (self), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR))
    return false;
  if (count <= 0)
    {
      *broken = count < 0;
      flow->ended = true;
      return false;
    }

  if (self->mode->how == SIM_LINK_SLOW)
    {
      now_us = g_get_monotonic_time ();
      flow->ready_us = MAX (flow->ready_us, now_us) +
                       count * G_USEC_PER_SEC / MAX (self->mode->bytes_per_second, 1);
    }

  flow->start = 0;
  flow->end = flow->deaf ? 0 : (gsize) count;
  return true;
}

static void
drain (Flow *flow, int to, bool *broken)
{
  ssize_t count;

  if (flow->start < flow->end)
    {
      count =
        send (to, flow->buffer + flow->start, flow->end - flow->start, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (count > 0)
        flow->start += (gsize) count;
      else if (errno != EAGAIN && errno != EINTR)
        *broken = true;
    }

  if (*broken)
    {
      flow->deaf = true;
      flow->start = flow->end = 0;
    }
  if (flow->ended && flow->start == flow->end && !flow->passed_end)
    {
      if (to >= 0)
        shutdown (to, SHUT_WR);
      flow->passed_end = true;
    }
}

/*
 * Returns whether the connection goes on. What the server said last still reaches the client when
 * the server is gone; a client that is gone ends everything.
 */
static bool
move (SimPipe *self)
{
  int round;

  for (round = 0; round < ROUNDS; round++)
    {
      bool client_broken = false;
      bool inner_broken = false;
      bool came;

      came = fill (self, &self->up, self->client.fd, &client_broken);
      came = fill (self, &self->down, self->inner.fd, &inner_broken) || came;
      inner_broken = false;
      drain (&self->up, self->inner.fd, &inner_broken);
      drain (&self->down, self->client.fd, &client_broken);
      if (client_broken)
        return false;
      if (!came)
        break;
    }

  return !self->up.passed_end || !self->down.passed_end;
}

static void
wait_for (SimPipe *self, Side *side, GIOCondition condition)
{
  if (side->fd < 0 || condition == side->condition)
    return;

  /* A descriptor that nothing is wanted of must be away: its hang-up would be told for ever. */
  if (condition == 0)
    g_source_remove_unix_fd (self->source, g_steal_pointer (&side->tag));
  else if (side->tag == NULL)
    side->tag = g_source_add_unix_fd (self->source, side->fd, condition);
  else
    g_source_modify_unix_fd (self->source, side->tag, condition);
  side->condition = condition;
}

/**
 * sim_pipe_arm:
 * @self: a connection
 *
 * Waits for what is due next; to be called when the link's mode has changed.
 */
void
sim_pipe_arm (SimPipe *self)
{
  bool holds = self->mode->how == SIM_LINK_BLACKHOLE;
  GIOCondition client = 0;
  GIOCondition inner = 0;
  gint64 ready_us = G_MAXINT64;

  if (!holds)
    {
      if (can_read (self, &self->up))
        client |= G_IO_IN;
      if (can_read (self, &self->down))
        inner |= G_IO_IN;
      if (self->up.start < self->up.end)
        inner |= G_IO_OUT;
      if (self->down.start < self->down.end)
        client |= G_IO_OUT;
    }

  if (!holds && self->mode->how == SIM_LINK_SLOW)
    {
      if (!self->up.ended && self->up.start == self->up.end && (client & G_IO_IN) == 0)
        ready_us = MIN (ready_us, self->up.ready_us);
      if (!self->down.ended && self->down.start == self->down.end && (inner & G_IO_IN) == 0)
        ready_us = MIN (ready_us, self->down.ready_us);
    }

  wait_for (self, &self->client, client);
  wait_for (self, &self->inner, inner);
  g_source_set_ready_time (self->source, ready_us < G_MAXINT64 ? ready_us : -1);
}

static gboolean
dispatch (GSource *source, GSourceFunc func, gpointer data)
{
  SimPipe *self = ((PipeSource *) source)->pipe;

  if (self->mode->how != SIM_LINK_BLACKHOLE && !move (self))
    {
      self->on_end (self, self->data);
      return G_SOURCE_REMOVE;
    }

  sim_pipe_arm (self);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs pipe_source_funcs = { .dispatch = dispatch };

/**
 * sim_pipe_new:
 * @client: (transfer full): a connected socket
 * @inner: (transfer full): another; -1 for nobody, who says nothing
 * @mode: how bytes pass; outlives the connection
 * @on_end: called when both sides have ended or the client is gone; frees the connection
 * @data: for @on_end
 *
 * Returns: (transfer full): the connection, passing bytes in the default main context
 */
SimPipe *
sim_pipe_new (int client, int inner, const SimLinkMode *mode, SimPipeFunc on_end, gpointer data)
{
  SimPipe *self = g_new0 (SimPipe, 1);

  self->mode = mode;
  self->on_end = on_end;
  self->data = data;
  self->client.fd = client;
  self->inner.fd = inner;
  self->up.buffer = g_malloc (BUFFER_SIZE);
  self->down.buffer = g_malloc (BUFFER_SIZE);
  self->up.deaf = self->down.passed_end = inner < 0;
  self->down.ended = inner < 0;
  self->source = g_source_new (&pipe_source_funcs, sizeof (PipeSource));
  ((PipeSource *) self->source)->pipe = self;
  sim_pipe_arm (self);
  g_source_attach (self->source, NULL);

  return self;
}

/**
 * sim_pipe_free:
 * @self: (transfer full): a connection; both sockets are closed
 */
void
sim_pipe_free (SimPipe *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  close (self->client.fd);
  if (self->inner.fd >= 0)
    close (self->inner.fd);
  g_free (self->up.buffer);
  g_free (self->down.buffer);
  g_free (self);
}

/**
 * sim_pipe_reset:
 * @self: a connection
 *
 * Makes the client see a reset when the connection is freed.
 */
void
sim_pipe_reset (SimPipe *self)
{
  const struct linger linger = { .l_onoff = 1 };

  setsockopt (self->client.fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}
