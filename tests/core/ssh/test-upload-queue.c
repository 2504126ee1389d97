/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "core/ssh/sublet-upload-queue.h"

#include "support/sublet-test.h"

/* Files one after the other to a real server, and what is decided on the way. */

static SubletUpload *
make (gpointer owner, GFile *file)
{
  UploadFixture *f = g_object_get_data (owner, "fixture");
  SubletUpload *upload;

  if (g_object_get_data (owner, "no-connection") != NULL)
    return NULL;
  upload = sublet_upload_new (f->world.session, file);
  sublet_upload_set_folder (upload, f->there);

  return upload;
}

/* Whoever owns it is the queue's only reason to live on. */
static SubletUploadQueue *
make_queue (UploadFixture *f, GObject **owner)
{
  g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);

  g_object_set_data (object, "fixture", f);
  if (owner != NULL)
    *owner = object;

  return sublet_upload_queue_new_with (make, object);
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

  return g_test_run ();
}
