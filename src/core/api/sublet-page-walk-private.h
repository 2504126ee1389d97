/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-exchange-private.h"
#include "core/base/sublet-json-rows.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Following a list from page to page: the service hands out a token for the next one until it says
 * that there is none. Main thread.
 */

/* What a page says beside its rows. The first member of every decoded page. */
typedef struct
{
  guint n_skipped;
  gint64 total;     /* -1: not said */
  char *next_token; /* (owned) (nullable): NULL: no page can be asked for after this one */
  bool last;        /* the service says so with null: a token that is no text ends nothing */
  gint64 requested_at_us;
  gint64 requested_mono_us;
  gint64 received_at_us;
} SubletPage;

void sublet_page_read (SubletPage *page,
                       SubletJsonRows *rows,
                       const char *total_member,
                       const SubletReplyTimes *times);
void sublet_page_clear (SubletPage *page);

typedef struct _SubletPageWalk SubletPageWalk;

/* The first member of the walk that is a task's data. */
struct _SubletPageWalk
{
  /* how */
  SubletEndpointId endpoint;
  const SubletDecoding *decoding;
  guint max_pages;
  char *(*dup_query) (SubletPageWalk *walk, const char *after_token); /* (transfer full) */
  void (*take_rows) (SubletPageWalk *walk, SubletPage *page);
  /* Returns the task's value. @at_end: no page is missing, as far as the service says. */
  void (*finish) (GTask *task, bool at_end);

  /* in progress */
  GHashTable *tokens; /* (owned) (element-type utf8): those already followed */
  guint n_pages;
  gint64 total;    /* of the first page */
  bool consistent; /* so far: every page says the same total */
  guint n_skipped;
  gint64 requested_at_us;   /* of the first page */
  gint64 requested_mono_us; /* the same */
  gint64 received_at_us;    /* of the latest one */
};

void sublet_page_walk_init (SubletPageWalk *walk);
void sublet_page_walk_clear (SubletPageWalk *walk);
void sublet_page_walk_take (SubletPageWalk *walk, SubletPage *page);
void sublet_page_walk_ask (GTask *task, const char *after_token);

G_END_DECLS
