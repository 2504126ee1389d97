/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "core/ssh/sublet-upload-queue.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

#include <sys/stat.h>

/* Files one after the other to a real server, and what is decided on the way. */

/* That each look at a folder takes. */
#define LOOK_MS (100 * 1000)

static void
let_look_take_long (SubletUpload *upload, SubletManualClock *clock)
{
  if (sublet_upload_get_looking (upload))
    sublet_manual_clock_advance (clock, LOOK_MS);
}

static SubletUpload *
make (gpointer owner, GFile *file)
{
  UploadFixture *f = g_object_get_data (owner, "fixture");
  SubletUpload *upload;

  if (g_object_get_data (owner, "no-connection") != NULL)
    return NULL;
  upload = sublet_upload_new (f->world.session, file);
  sublet_upload_set_folder (upload, f->there);
  /* When the queue has heard of it. */
  g_signal_connect_object (upload,
                           "moved",
                           G_CALLBACK (let_look_take_long),
                           g_object_get_data (owner, "clock"),
                           G_CONNECT_AFTER);

  return upload;
}

/* Whoever owns it is the queue's only reason to live on. */
static SubletUploadQueue *
make_queue (UploadFixture *f, GObject **owner)
{
  g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();

  g_object_set_data_full (object, "clock", g_object_ref (clock), g_object_unref);
  g_object_set_data (object, "fixture", f);
  if (owner != NULL)
    *owner = object;

  return sublet_upload_queue_new_with (make, object, SUBLET_CLOCK (clock));
}

/* Names between blanks. */
static void
add (UploadFixture *f, SubletUploadQueue *queue, const char *names)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_auto (GStrv) words = g_strsplit (names, " ", -1);
  char **word;

  for (word = words; *word != NULL; word++)
    {
      g_autoptr (GFile) file = g_file_new_build_filename (f->here, *word, NULL);

      g_list_store_append (files, file);
    }
  sublet_upload_queue_add (queue, G_LIST_MODEL (files));
}

static SubletUploadFacts
read_facts (SubletUploadQueue *queue)
{
  SubletUploadFacts facts;

  sublet_upload_queue_read (queue, &facts);
  return facts;
}

static bool
rests (gpointer user_data)
{
  return read_facts (user_data).state != SUBLET_UPLOAD_QUEUE_RUNNING;
}

static void
await_problem (SubletUploadQueue *queue, SubletUploadProblem problem, guint position)
{
  SubletUploadFacts facts;

  sublet_test_await (rests, queue);
  facts = read_facts (queue);
  g_assert_cmpint (facts.state, ==, SUBLET_UPLOAD_QUEUE_STOPPED);
  g_assert_cmpint (facts.problem, ==, problem);
  g_assert_cmpuint (facts.position, ==, position);
}

static void
await_done (SubletUploadQueue *queue, guint n_arrived)
{
  SubletUploadFacts facts;

  sublet_test_await (rests, queue);
  facts = read_facts (queue);
  g_assert_cmpint (facts.state, ==, SUBLET_UPLOAD_QUEUE_DONE);
  g_assert_cmpuint (facts.n_arrived, ==, n_arrived);
}

static void
test_several (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (70000, 0);
  g_autoptr (SubletUploadQueue) queue = make_queue (f, NULL);

  g_assert_cmpint (read_facts (queue).state, ==, SUBLET_UPLOAD_QUEUE_IDLE);
  upload_write (f->here, "a", bytes);
  upload_write (f->here, "b", bytes);
  upload_write (f->here, "c", bytes);
  add (f, queue, "a b");
  g_assert_cmpstr (read_facts (queue).name, ==, "a");
  /* Behind those that wait. */
  add (f, queue, "c");
  g_assert_cmpuint (read_facts (queue).n_files, ==, 3);
  await_done (queue, 3);
  g_assert_cmpstr (read_facts (queue).folder, ==, f->there);
  upload_assert_names (f->there, "a\nb\nc");

  /* What comes after that begins anew. */
  add (f, queue, "a");
  g_assert_cmpuint (read_facts (queue).n_files, ==, 1);
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_EXISTS, 1);
  sublet_upload_queue_cancel (queue);
  g_assert_cmpint (read_facts (queue).state, ==, SUBLET_UPLOAD_QUEUE_IDLE);
}

/* It stops before what it may not overwrite, and goes on as it is told. */
static void
test_asks (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) mine = upload_make_bytes (70000, 1);
  g_autoptr (GBytes) theirs = upload_make_bytes (50, 2);
  g_autoptr (SubletUploadQueue) queue = make_queue (f, NULL);

  upload_write (f->here, "a", mine);
  upload_write (f->here, "b", mine);
  upload_write (f->here, "c", mine);
  upload_write (f->there, "a", theirs);
  upload_write (f->there, "b", theirs);
  add (f, queue, "a b c");
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_EXISTS, 1);
  sublet_upload_queue_skip (queue);
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_EXISTS, 2);
  sublet_upload_queue_try_again (queue, TRUE);
  await_done (queue, 2);
  upload_assert_file (f->there, "a", theirs);
  upload_assert_file (f->there, "b", mine);
  upload_assert_file (f->there, "c", mine);
}

/* The last one is left out: those that arrived are told of; of none there is nothing to tell. */
static void
test_skip_last (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (10, 1);
  g_autoptr (SubletUploadQueue) queue = make_queue (f, NULL);

  upload_write (f->here, "a", bytes);
  add (f, queue, "a missing");
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_UNREADABLE, 2);
  sublet_upload_queue_skip (queue);
  await_done (queue, 1);
  sublet_upload_queue_cancel (queue);
  add (f, queue, "missing");
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_UNREADABLE, 1);
  sublet_upload_queue_skip (queue);
  g_assert_cmpint (read_facts (queue).state, ==, SUBLET_UPLOAD_QUEUE_IDLE);
}

static void
test_no_connection (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (10, 1);
  GObject *owner = NULL;
  g_autoptr (SubletUploadQueue) queue = make_queue (f, &owner);

  upload_write (f->here, "a", bytes);
  g_object_set_data (owner, "no-connection", owner);
  add (f, queue, "a");
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_LINK, 1);
  sublet_upload_queue_try_again (queue, FALSE);
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_LINK, 1);
  /* It has come back. */
  g_object_set_data (owner, "no-connection", NULL);
  sublet_upload_queue_try_again (queue, FALSE);
  await_done (queue, 1);
}

static void
test_session_ends (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 1);
  g_autoptr (SubletUploadQueue) queue = make_queue (f, NULL);

  upload_write (f->here, "a", bytes);
  add (f, queue, "a");
  ssh_close (f->world.session);
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_LINK, 1);
}

static bool
is_half_sent (gpointer user_data)
{
  SubletUploadFacts facts = read_facts (user_data);

  return facts.sent > 1024 * 1024;
}

static bool
is_empty (gpointer user_data)
{
  UploadFixture *f = user_data;
  g_autoptr (GDir) dir = g_dir_open (f->there, 0, NULL);

  return g_dir_read_name (dir) == NULL;
}

static void
test_cancel (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 1);
  SubletUploadQueue *queue = make_queue (f, NULL);

  upload_write (f->here, "a", bytes);
  upload_write (f->here, "b", bytes);
  add (f, queue, "a b");
  sublet_test_await (is_half_sent, queue);
  ssh_fake_set (&f->world.link, SSH_FAKE_HOLD);
  sublet_upload_queue_cancel (queue);
  g_assert_cmpint (read_facts (queue).state, ==, SUBLET_UPLOAD_QUEUE_IDLE);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  /* The command that still ends has nothing of it. */
  terminal_exec (f->world.session, "echo next", "next\n");
  sublet_test_await (is_empty, f);
  sublet_test_drain ();
  g_assert_finalize_object (queue);
}

/* A folder "data" with two links and a pipe in it. */
static void
make_data (UploadFixture *f)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *pipe = g_build_filename (data_here, "pipe", NULL);

  upload_make_folder (f->here, "data");
  upload_write_small (data_here, "file");
  upload_link (data_here, "link", "file");
  upload_link (data_here, "other", "nowhere");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
}

static void
drop_links (UploadFixture *f)
{
  upload_drop_link (f->here, "data/link");
  upload_drop_link (f->here, "data/other");
}

static void
assert_folders (SubletUploadQueue *queue, guint n_folders, guint n_links, guint n_special)
{
  SubletUploadFacts facts = read_facts (queue);

  g_assert_cmpuint (facts.n_folders, ==, n_folders);
  g_assert_cmpuint (facts.n_links, ==, n_links);
  g_assert_cmpuint (facts.n_special, ==, n_special);
}

/* Those that have arrived count with what was left out of them, and those of before no more. */
static void
test_folders (UploadFixture *f, gconstpointer data)
{
  g_autofree char *more_here = g_build_filename (f->here, "more", NULL);
  g_autoptr (SubletUploadQueue) queue = make_queue (f, NULL);

  make_data (f);
  upload_make_folder (f->here, "more");
  upload_link (more_here, "link", "nowhere");
  upload_write_small (f->here, "a");
  upload_write_small (f->here, "b");
  add (f, queue, "data a more");
  await_done (queue, 3);
  assert_folders (queue, 2, 3, 1);

  add (f, queue, "data b");
  await_problem (queue, SUBLET_UPLOAD_PROBLEM_EXISTS, 1);
  assert_folders (queue, 0, 0, 0);
  sublet_upload_queue_skip (queue);
  await_done (queue, 1);
  assert_folders (queue, 0, 0, 0);
  upload_drop_link (f->here, "more/link");
  drop_links (f);
}

#define SEND_MS (10 * 1000)

/* What it took to look at a folder is not how long it is being sent. */
static void
test_rate (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 1);
  GObject *owner = NULL;
  g_autoptr (SubletUploadQueue) queue = make_queue (f, &owner);
  SubletManualClock *clock = g_object_get_data (owner, "clock");
  const gint64 begin_us = sublet_clock_get_monotonic_us (SUBLET_CLOCK (clock));
  SubletUploadFacts facts;

  upload_make_folder (f->here, "data");
  upload_write (data_here, "model", bytes);
  add (f, queue, "data");
  sublet_test_await (is_half_sent, queue);
  ssh_fake_set (&f->world.link, SSH_FAKE_HOLD);
  g_assert_cmpint (sublet_clock_get_monotonic_us (SUBLET_CLOCK (clock)) - begin_us,
                   ==,
                   LOOK_MS * G_TIME_SPAN_MILLISECOND);
  /* A moment says nothing. */
  facts = read_facts (queue);
  g_assert_cmpuint (facts.rate, ==, 0);
  g_assert_cmpint (facts.left_us, ==, -1);
  sublet_manual_clock_advance (clock, SEND_MS);
  facts = read_facts (queue);
  g_assert_cmpuint (facts.rate, ==, facts.sent * 1000 / SEND_MS);
  g_assert_cmpint (facts.left_us / G_TIME_SPAN_MILLISECOND,
                   ==,
                   (facts.size - facts.sent) * SEND_MS / facts.sent);
  sublet_upload_queue_cancel (queue);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await (is_empty, f);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  UPLOAD_FIXTURE_ADD ("queue/several", test_several);
  UPLOAD_FIXTURE_ADD ("queue/asks", test_asks);
  UPLOAD_FIXTURE_ADD ("queue/skip-last", test_skip_last);
  UPLOAD_FIXTURE_ADD ("queue/no-connection", test_no_connection);
  UPLOAD_FIXTURE_ADD ("queue/session-ends", test_session_ends);
  UPLOAD_FIXTURE_ADD ("queue/cancel", test_cancel);
  UPLOAD_FIXTURE_ADD ("queue/folders", test_folders);
  UPLOAD_FIXTURE_ADD ("queue/rate", test_rate);

  return g_test_run ();
}
