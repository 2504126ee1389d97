/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

static void
request_free (TestRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->query);
  g_free (request->body);
  g_free (request->authorization);
  g_free (request->content_type);
  g_free (request->accept);
  g_free (request->user_agent);
  g_free (request);
}

static TestRequest *
note_request (SoupServerMessage *message)
{
  TestRequest *request = g_new0 (TestRequest, 1);
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (g_uri_get_path (uri));
  request->query = g_strdup (g_uri_get_query (uri));
  request->body = g_strndup (body->data != NULL ? body->data : "", (gsize) body->length);
  request->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  request->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  request->accept = g_strdup (soup_message_headers_get_one (headers, "Accept"));
  request->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  request->connection = soup_server_message_get_socket (message);

  return request;
}

/* A delayed answer, whose client may hang up first. */
typedef struct
{
  SoupServerMessage *message; /* (borrowed): it ends this with its own end */
  guint timeout_id;
} Delay;

static gboolean
on_delayed (gpointer user_data)
{
  Delay *delay = user_data;

  delay->timeout_id = 0;
  soup_server_message_unpause (delay->message);
  return G_SOURCE_REMOVE;
}

static void
on_finished (SoupServerMessage *message, Delay *delay)
{
  g_clear_handle_id (&delay->timeout_id, g_source_remove);
}

static void
free_delay (gpointer user_data, GClosure *closure)
{
  Delay *delay = user_data;

  g_clear_handle_id (&delay->timeout_id, g_source_remove);
  g_free (delay);
}

static void
put_off (SoupServerMessage *message, guint delay_ms)
{
  Delay *delay = g_new0 (Delay, 1);

  delay->message = message;
  delay->timeout_id = g_timeout_add (delay_ms, on_delayed, delay);
  g_signal_connect_data (message, "finished", G_CALLBACK (on_finished), delay, free_delay, 0);
  soup_server_message_pause (message);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  TestAnswer *answer;
  const char *body;

  g_ptr_array_add (fixture->requests, note_request (message));
  answer = g_queue_peek_head (&fixture->answers);
  g_assert_nonnull (answer);

  soup_server_message_set_status (message, (guint) answer->status, NULL);
  body = answer->body != NULL ? answer->body : "";
  soup_server_message_set_response (message,
                                    answer->content_type != NULL ? answer->content_type
                                                                 : "application/json",
                                    SOUP_MEMORY_COPY,
                                    body,
                                    strlen (body));
  if (answer->header != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (answer->header, ": ", 2);

      soup_message_headers_replace (headers, parts[0], parts[1]);
    }
  if (answer->delay_ms > 0)
    put_off (message, answer->delay_ms);
  if (g_queue_get_length (&fixture->answers) > 1)
    g_free (g_queue_pop_head (&fixture->answers));
}

static double
no_jitter (void)
{
  return 0;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  GSList *uris;

  fixture->server = soup_server_new (NULL, NULL);
  fixture->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  g_queue_init (&fixture->answers);
  soup_server_add_handler (fixture->server, NULL, on_request, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  fixture_use_clock (fixture, clock);
}

/* A new client that takes its time from @clock. */
void
fixture_use_clock (Fixture *fixture, SubletClock *clock)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) key = new_key (TEST_KEY);

  g_clear_object (&fixture->client);
  g_set_object (&fixture->clock, clock);
  fixture->client = sublet_client_new (fixture->url, clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (fixture->client, key);
  sublet_transport_set_jitter (sublet_client_get_transport (fixture->client), no_jitter);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  /* Whatever is under way holds the client; what ended must not. */
  g_assert_finalize_object (fixture->client);
  g_clear_object (&fixture->clock);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  sublet_test_drain ();
  g_ptr_array_unref (fixture->requests);
  g_queue_clear_full (&fixture->answers, g_free);
  g_free (fixture->url);
}

void
fixture_answer_full (Fixture *fixture, const TestAnswer *answer)
{
  g_queue_push_tail (&fixture->answers, g_memdup2 (answer, sizeof *answer));
}

void
fixture_answer (Fixture *fixture, int status, const char *body)
{
  TestAnswer answer = { .status = status, .body = body };

  fixture_answer_full (fixture, &answer);
}

const TestRequest *
fixture_get_request (Fixture *fixture, guint i)
{
  g_assert_cmpuint (i, <, fixture->requests->len);
  return g_ptr_array_index (fixture->requests, i);
}

static bool
result_or_waiting (gpointer user_data)
{
  gpointer *pair = user_data;
  GAsyncResult **slot = pair[0];

  return *slot != NULL || sublet_manual_clock_get_next_due_ms (pair[1]) >= 0;
}

/* Moves the clock on whenever everything sleeps, but not while a request is being answered. */
GAsyncResult *
await_on_clock (Fixture *fixture, GAsyncResult **slot)
{
  SubletManualClock *clock = SUBLET_MANUAL_CLOCK (fixture->clock);
  gpointer pair[] = { slot, clock };
  gint64 end_us = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  while (*slot == NULL && g_get_monotonic_time () < end_us)
    {
      gint64 due_ms;

      sublet_test_await (result_or_waiting, pair);
      due_ms = sublet_manual_clock_get_next_due_ms (clock);
      /* Ten seconds to connect and a minute of silence belong to a request that is under way; no
       * row may make the service ask for exactly as much. */
      if (*slot == NULL && due_ms != 10000 && due_ms < 30000)
        sublet_manual_clock_advance (clock, due_ms);
      else
        g_main_context_iteration (NULL, FALSE);
    }
  g_assert_nonnull (*slot);
  return *slot;
}
