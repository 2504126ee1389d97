/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-json-nesting-private.h"
#include "core/base/sublet-json-rows.h"

G_BEGIN_DECLS

typedef enum
{
  SUBLET_JSON_ROWS_START,         /* nothing but blanks so far */
  SUBLET_JSON_ROWS_ENVELOPE,      /* in the outer object, outside the rows */
  SUBLET_JSON_ROWS_BEFORE_ROW,    /* in the array, a row or the end may come */
  SUBLET_JSON_ROWS_BEFORE_NEXT,   /* in the array, after a comma */
  SUBLET_JSON_ROWS_AFTER_ROW,     /* in the array, a comma or the end may come */
  SUBLET_JSON_ROWS_ROW,           /* in a row */
  SUBLET_JSON_ROWS_FOREIGN_VALUE, /* in the array, in something that is no object */
  SUBLET_JSON_ROWS_DONE,          /* after the end */
} SubletJsonRowsState;

struct _SubletJsonRows
{
  const SubletJsonRowSink *sink; /* (borrowed) (nullable) */
  gpointer user_data;            /* (borrowed) */
  char *member;                  /* (owned) (nullable) */

  SubletJsonRowsState state;
  SubletJsonNesting outer;
  SubletJsonNesting inner;
  GString *envelope; /* (owned): the outer object with the rows left out */
  GString *row;      /* (owned): the row being read */
  gsize row_bytes;   /* its length so far, also what was not kept */

  /* In the envelope, to recognise the member. */
  gssize key_start; /* in @envelope; -1: not in a key of the outer object */
  bool key_matches; /* the key just read is the rows' */
  bool value_next;  /* its colon was read: the value comes */

  bool found; /* the rows were there, as an array or a single object */
  bool bare;  /* no outer object */
  bool single;
  guint n_rows;
  guint n_skipped;
  JsonNode *root; /* (owned) (nullable): the envelope once finished */
};

const char *sublet_json_rows_step (SubletJsonRows *self, const char *text, const char *end);

G_END_DECLS
