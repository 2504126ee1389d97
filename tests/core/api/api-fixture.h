/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client-private.h"

#include "core/api/api-calls.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * What the client's tests share: a server on this computer that answers from a script and notes
 * what it was asked. The calls that ask it are in api-calls.h.
 */

#define TEST_KEY "key-0123456789abcdef-fedcba"

/* Whose key it is, that it is nobody's, and what is no answer at all. */
#define TEST_ACCOUNT \
  "{\"id\":900,\"username\":\"ada\",\"credit\":31.27,\"api_key\":\"planted-secret\"}"
#define TEST_HTML "<html><body>x</body></html>"
#define TEST_AUTH_BODY "{\"success\":false,\"error\":\"auth_error\",\"msg\":\"Invalid user key\"}"

/* One request as it arrived. */
typedef struct
{
  char *method;
  char *path;
  char *query; /* (nullable) */
  char *body;
  char *authorization; /* (nullable) */
  char *content_type;  /* (nullable) */
  char *accept;        /* (nullable) */
  char *user_agent;    /* (nullable) */
  gpointer connection; /* (not owned): to compare */
} TestRequest;

/* How the next request is answered. */
typedef struct
{
  int status;
  const char *body;         /* (nullable) */
  const char *content_type; /* (nullable): JSON */
  const char *header;       /* (nullable): "Name: value" */
  guint delay_ms;           /* real time */
} TestAnswer;

typedef struct
{
  SoupServer *server;
  SubletClient *client;
  SubletClock *clock;
  GPtrArray *requests; /* (element-type TestRequest) */
  GQueue answers;      /* (element-type TestAnswer): the last one is repeated */
  char *url;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_use_clock (Fixture *fixture, SubletClock *clock);

void fixture_answer (Fixture *fixture, int status, const char *body);
void fixture_answer_full (Fixture *fixture, const TestAnswer *answer);
GAsyncResult *await_on_clock (Fixture *fixture, GAsyncResult **slot);
const TestRequest *fixture_get_request (Fixture *fixture, guint i);

G_END_DECLS
