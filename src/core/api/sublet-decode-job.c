/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-job-private.h"

/* Fewer bytes are not worth a turn of a worker while more are to come. */
#define LUMP_BYTES (128 * 1024)

struct _SubletDecodeJob
{
  const SubletDecoding *decoding; /* (borrowed) */
  gpointer state;                 /* (owned): used by a worker while @busy */
  GPtrArray *pieces;              /* (owned) (element-type GBytes): not handed over yet */
  gsize waiting_bytes;
  bool ended; /* no more pieces will come */
  bool cut;   /* though they should have */
  bool busy;
  bool finished; /* a worker saw the end, or failed */
};

/* What a worker gets. */
typedef struct
{
  const SubletDecoding *decoding; /* (borrowed) */
  gpointer state;                 /* (borrowed): alone with it */
  GPtrArray *pieces;              /* (owned) (element-type GBytes) */
  SubletReplyTimes times;
  bool last;
  bool cut;
  gpointer decoded; /* (owned) (nullable): output */
} Lump;

static void
lump_free (Lump *lump)
{
  g_ptr_array_unref (lump->pieces);
  if (lump->decoded != NULL)
    lump->decoding->free_result (lump->decoded);
  g_free (lump);
}

static void
decode (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Lump *lump = task_data;
  GError *error = NULL;
  guint i;

  for (i = 0; i < lump->pieces->len && error == NULL; i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (g_ptr_array_index (lump->pieces, i), &length);

      lump->decoding->feed (lump->state, text, length, &error);
    }
  if (error == NULL && lump->last && !lump->cut)
    lump->decoded = lump->decoding->end (lump->state, &lump->times, &error);
  if ((error != NULL || lump->cut) && lump->decoding->salvage != NULL)
    lump->decoded = lump->decoding->salvage (lump->state, &lump->times);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static GPtrArray *
new_pieces (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

/**
 * sublet_decode_job_new: (skip)
 * @decoding: how to decode
 *
 * Returns: (transfer full): a job without bytes
 */
SubletDecodeJob *
sublet_decode_job_new (const SubletDecoding *decoding)
{
  SubletDecodeJob *self = g_new0 (SubletDecodeJob, 1);

  self->decoding = decoding;
  self->state = decoding->begin ();
  self->pieces = new_pieces ();

  return self;
}

/**
 * sublet_decode_job_free: (skip)
 * @self: (transfer full): a job that is not busy
 */
void
sublet_decode_job_free (SubletDecodeJob *self)
{
  g_assert (!self->busy);

  self->decoding->free_state (self->state);
  g_ptr_array_unref (self->pieces);
  g_free (self);
}

/**
 * sublet_decode_job_add: (skip)
 * @self: a job
 * @piece: the next bytes of the reply
 */
void
sublet_decode_job_add (SubletDecodeJob *self, GBytes *piece)
{
  g_ptr_array_add (self->pieces, g_bytes_ref (piece));
  self->waiting_bytes += g_bytes_get_size (piece);
}

/**
 * sublet_decode_job_end: (skip)
 * @self: a job that got the whole reply
 */
void
sublet_decode_job_end (SubletDecodeJob *self)
{
  self->ended = true;
}

/**
 * sublet_decode_job_cut: (skip)
 * @self: a job that no worker is at
 *
 * The reply ended early.
 *
 * Returns: whether something may be made of what came
 */
bool
sublet_decode_job_cut (SubletDecodeJob *self)
{
  if (self->finished || self->cut || self->decoding->salvage == NULL)
    return false;

  self->ended = true;
  self->cut = true;
  return true;
}

/**
 * sublet_decode_job_get_waiting_bytes: (skip)
 * @self: a job
 *
 * Returns: how many bytes no worker has taken yet
 */
gsize
sublet_decode_job_get_waiting_bytes (SubletDecodeJob *self)
{
  return self->waiting_bytes;
}

/**
 * sublet_decode_job_get_busy: (skip)
 * @self: a job
 *
 * Returns: whether a worker is at it
 */
bool
sublet_decode_job_get_busy (SubletDecodeJob *self)
{
  return self->busy;
}

/**
 * sublet_decode_job_get_ready: (skip)
 * @self: a job
 *
 * Returns: whether there is work for a worker, and none at it
 */
bool
sublet_decode_job_get_ready (SubletDecodeJob *self)
{
  return !self->busy && !self->finished && (self->ended || self->waiting_bytes >= LUMP_BYTES);
}

/**
 * sublet_decode_job_run_async: (skip)
 * @self: a job that is ready
 * @times: when the reply was asked for and came
 * @callback: called when the waiting pieces are decoded
 * @user_data: for @callback
 */
void
sublet_decode_job_run_async (SubletDecodeJob *self,
                             const SubletReplyTimes *times,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Lump *lump = g_new0 (Lump, 1);

  g_assert (sublet_decode_job_get_ready (self));

  g_task_set_source_tag (task, sublet_decode_job_run_async);
  lump->decoding = self->decoding;
  lump->state = self->state;
  lump->pieces = self->pieces;
  lump->times = *times;
  lump->last = self->ended;
  lump->cut = self->cut;
  g_task_set_task_data (task, lump, (GDestroyNotify) lump_free);

  self->pieces = new_pieces ();
  self->waiting_bytes = 0;
  self->busy = true;
  self->finished = lump->last;
  g_task_run_in_thread (task, decode);
}

/**
 * sublet_decode_job_run_finish: (skip)
 * @self: a job
 * @result: what the callback got
 * @decoded: (out) (transfer full) (nullable): what the reply says, after its end; beside an error,
 *   what it said before
 * @error: what the decoding found wrong
 *
 * Returns: false with @error set: nothing more needs to be read
 */
bool
sublet_decode_job_run_finish (SubletDecodeJob *self,
                              GAsyncResult *result,
                              gpointer *decoded,
                              GError **error)
{
  Lump *lump = g_task_get_task_data (G_TASK (result));

  self->busy = false;
  *decoded = g_steal_pointer (&lump->decoded);
  if (g_task_propagate_boolean (G_TASK (result), error))
    return true;

  self->finished = true;
  return false;
}
