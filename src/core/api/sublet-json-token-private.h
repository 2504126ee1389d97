/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Reads JSON values in place, without a tree: what the offers' decoder stands on. Strict where
 * json-glib is lenient; what it accepts has the value that json-glib gives it, bit for bit.
 */

typedef enum
{
  SUBLET_JSON_TOKEN_MISSING, /* never seen */
  SUBLET_JSON_TOKEN_NULL,
  SUBLET_JSON_TOKEN_FALSE,
  SUBLET_JSON_TOKEN_TRUE,
  SUBLET_JSON_TOKEN_NUMBER,
  SUBLET_JSON_TOKEN_STRING,
  SUBLET_JSON_TOKEN_CONTAINER, /* an object or array, stepped over */
} SubletJsonTokenKind;

typedef struct
{
  const char *text; /* (borrowed): the number, or the string between its quotes */
  guint32 length;
  guint16 kind;
  bool escaped; /* the string holds a backslash */
} SubletJsonToken;

/* What one row may hold; counted down. */
typedef struct
{
  int depth;
  int members;
} SubletJsonAllowance;

const char *sublet_json_token_read (const char *at,
                                    const char *end,
                                    SubletJsonAllowance *allowance,
                                    SubletJsonToken *token);
const char *sublet_json_token_read_string (const char *at, const char *end, SubletJsonToken *token);

double sublet_json_token_get_double (const SubletJsonToken *token);
gint64 sublet_json_token_get_int (const SubletJsonToken *token);
int sublet_json_token_get_flag (const SubletJsonToken *token);
char *sublet_json_token_unescape (const SubletJsonToken *token);

static inline const char *
sublet_json_skip_blanks (const char *at, const char *end)
{
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
    at++;

  return at;
}

G_END_DECLS
