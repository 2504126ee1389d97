/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Cuts a reply into rows as its bytes arrive. A reply is one object with an array of objects in a
 * known member (`{"offers":[{…},{…}],"truncated":false}`), or a bare array of objects. Each row is
 * handed over as soon as it is whole; what is around the rows, the envelope, comes at the end.
 *
 * json-glib never sees a text that was not measured here first: it crashes on deep nesting.
 * A row that breaks a limit, is no object, or is refused by the sink spoils itself and nothing
 * else.
 */

#define SUBLET_JSON_MAX_ROW_BYTES (256 * 1024)
#define SUBLET_JSON_MAX_DEPTH 32
#define SUBLET_JSON_MAX_MEMBERS 1000

/**
 * SubletJsonRowSink:
 * @take_row: gets the text of one whole row, within the limits, valid UTF-8, with NaN and Infinity
 *   turned into null; returns whether it could use it
 * @try_row: (nullable): a short cut. Gets the bytes at hand from a row's opening brace on, which
 *   may end inside the row and were not checked in any way; returns how many bytes the row was, or
 *   0 when it cannot tell, and then @take_row gets it
 */
typedef struct
{
  bool (*take_row) (const char *text, gsize length, gpointer user_data);
  gsize (*try_row) (const char *text, gsize length, gpointer user_data);
} SubletJsonRowSink;

typedef struct _SubletJsonRows SubletJsonRows;

SubletJsonRows *sublet_json_rows_new (const char *member,
                                      const SubletJsonRowSink *sink,
                                      gpointer user_data);
void sublet_json_rows_free (SubletJsonRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletJsonRows, sublet_json_rows_free)

bool sublet_json_rows_feed (SubletJsonRows *self, const char *text, gsize length, GError **error);
bool sublet_json_rows_finish (SubletJsonRows *self, GError **error);

bool sublet_json_rows_get_found (SubletJsonRows *self);
guint sublet_json_rows_get_n_rows (SubletJsonRows *self);
guint sublet_json_rows_get_n_skipped (SubletJsonRows *self);
JsonObject *sublet_json_rows_get_envelope (SubletJsonRows *self);

JsonNode *sublet_json_parse (const char *text, gsize length, GError **error);

G_END_DECLS
