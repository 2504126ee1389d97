/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "shell-fixture.h"

#include "core/ssh/sublet-upload.h"

G_BEGIN_DECLS

/* A server, a link to it that can be spoilt, and a folder on either side of it. */
typedef struct
{
  ShellWorld world;
  char *tools; /* (owned): what is found there before anything else */
  char *here;  /* (owned) */
  char *there; /* (owned) */
} UploadFixture;

#define UPLOAD_FIXTURE_ADD(name, function) \
  g_test_add ("/core/ssh/upload/" name,    \
              UploadFixture,               \
              NULL,                        \
              upload_fixture_set_up,       \
              function,                    \
              upload_fixture_tear_down)

/* With data, nothing is found there but what a file needs. */
void upload_fixture_set_up (UploadFixture *f, gconstpointer data);
void upload_fixture_tear_down (UploadFixture *f, gconstpointer data);

/* More than the link and all that lies between can hold. */
#define UPLOAD_LARGE_BYTES (24 * 1024 * 1024)

/* (transfer full): bytes of every value, another for each seed. */
GBytes *upload_make_bytes (gsize length, guint seed);
void upload_write (const char *folder, const char *name, GBytes *bytes);
void upload_assert_file (const char *folder, const char *name, GBytes *bytes);
/* That a folder has these and no others, in the order of bytes: "a\nb". */
void upload_assert_names (const char *folder, const char *names);
/* A program of this name is found there before the real one. */
void upload_put_tool (UploadFixture *f, const char *name, const char *script);

void upload_make_folder (const char *folder, const char *name);
void upload_link (const char *folder, const char *name, const char *target);
/* That it is still there, and away with it. */
void upload_drop_link (const char *folder, const char *name);
/* A file whose name says what is in it. */
void upload_write_small (const char *folder, const char *name);
void upload_assert_small (const char *folder, const char *name);
/* Removes the folder "data" that has arrived. */
void upload_drop (UploadFixture *f);

/* (transfer full): of a file here to the folder there. */
SubletUpload *upload_new (UploadFixture *f, const char *name);
/* What came of it; it and the error tell the same. */
SubletUploadProblem upload_run (SubletUpload *upload, gboolean replace);
SubletUploadProblem upload_end (SubletUpload *upload, GAsyncResult *result);
void upload_await_sent (SubletUpload *upload, guint64 sent);
/* (transfer full): of a large file, "model", of seed 1. A part of it is there, and nothing more of
 * it goes or comes until the link passes things on again. */
SubletUpload *upload_begin_and_hold (UploadFixture *f,
                                     GCancellable *cancellable,
                                     GAsyncResult **result);

G_END_DECLS
