/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-error.h"

#include <json-glib/json-glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * What an answer that is no success says. The body is asked before the status: the service sends
 * 404 for a bad key, 200 for failures, HTML from its proxies. Source: fact sheet 1.7, 9.1, 9.2.
 */
typedef struct
{
  int status;
  char *error_code;      /* (nullable): `error`, the service's own word */
  char *words;           /* (nullable): for people: cleaned, cut, never with a key in it */
  gint64 retry_after_ms; /* what the body says, 0: nothing */
  gint64 new_contract;   /* an instance was made, whatever else is said; 0: none */
  bool parsed;           /* the body was a JSON object */
  bool html;
  bool empty;
  bool success_false; /* `success` is there and false */
} SubletApiAnswer;

void sublet_api_answer_read (SubletApiAnswer *answer, int status, const char *body, gsize length);
void sublet_api_answer_read_object (SubletApiAnswer *answer, int status, JsonObject *object);
void sublet_api_answer_clear (SubletApiAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SubletApiAnswer, sublet_api_answer_clear)

bool sublet_api_answer_is_bad_key (const SubletApiAnswer *answer);
bool sublet_api_answer_is_offer_gone (const SubletApiAnswer *answer);
bool sublet_api_answer_is_key_there (const SubletApiAnswer *answer);
bool sublet_api_answer_is_team_refusal (const SubletApiAnswer *answer);
GError *sublet_api_answer_make_error (const SubletApiAnswer *answer);

G_END_DECLS
