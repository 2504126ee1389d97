/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-overview.h"

#include "support/sublet-test.h"

#include <string.h>

/* ---- the server ---- */

/* 23, 19 and 14 Nov 2026; the fixture's clock stands at Monday 23 Nov 14:10. */
#define PAYMENTS                                                                        \
  "{\"success\":true,\"count\":3,\"total\":3,\"next_token\":null,\"results\":["         \
  "{\"start\":1795428000,\"end\":null,\"type\":\"credit\",\"source\":\"stripe\","       \
  "\"description\":\"Card payment\",\"amount\":-50,\"metadata\":{\"invoice_id\":551}}," \
  "{\"start\":1795082400,\"end\":1795082460,\"type\":\"transfer\",\"amount\":-5},"      \
  "{\"start\":1794650400,\"end\":1794650460,\"type\":\"credit\",\"source\":\"stripe\"," \
  "\"description\":\"Card payment\",\"amount\":-25,\"metadata\":{\"invoice_id\":544}}]}"

#define NOTHING "{\"success\":true,\"count\":0,\"total\":0,\"next_token\":null,\"results\":[]}"
#define REFUSED "{\"success\":false,\"error\":\"forbidden\",\"msg\":\"what the service said\"}"

struct _SubletUiBiller
{
  GSocketService *service; /* (owned): answers on threads of its own */
  guint16 port;
  int status;        /* atomic */
  int some_payments; /* atomic */
};

/* Up to the empty line; FALSE: the other side hung up. */
static bool
read_request (GDataInputStream *in, bool *about_payments)
{
  g_autofree char *line = g_data_input_stream_read_line (in, NULL, NULL, NULL);

  if (line == NULL)
    return false;
  *about_payments = strstr (line, "invoices") != NULL;
  while (line != NULL && *line != '\0')
    {
      g_free (line);
      line = g_data_input_stream_read_line (in, NULL, NULL, NULL);
    }

  return line != NULL;
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        SubletUiBiller *biller)
{
  g_autoptr (GDataInputStream)
    in = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  int status = g_atomic_int_get (&biller->status);
  const char *body = NOTHING;
  g_autofree char *answer = NULL;
  bool about_payments;

  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  if (!read_request (in, &about_payments))
    return TRUE;

  if (status != 200)
    body = REFUSED;
  else if (about_payments && g_atomic_int_get (&biller->some_payments))
    body = PAYMENTS;
  answer = g_strdup_printf ("HTTP/1.1 %d Said\r\nContent-Type: application/json\r\n"
                            "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                            status,
                            strlen (body),
                            body);
  g_output_stream_write_all (out, answer, strlen (answer), NULL, NULL, NULL);

  return TRUE;
}

static SubletUiBiller *
biller_new (void)
{
  SubletUiBiller *biller = g_new0 (SubletUiBiller, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  biller->status = 200;
  biller->service = g_threaded_socket_service_new (4);
  g_socket_listener_add_address (G_SOCKET_LISTENER (biller->service),
                                 wanted,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &address,
                                 &error);
  g_assert_no_error (error);
  biller->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_signal_connect (biller->service, "run", G_CALLBACK (on_run), biller);

  return biller;
}

/* ---- what is shown ---- */

/**
 * sublet_ui_overview_new:
 * @fixture: a fixture
 *
 * Returns: (transfer full): what there is to be shown, of nobody yet
 */
SubletUiOverview *
sublet_ui_overview_new (SubletUiFixture *fixture)
{
  SubletUiOverview *self = g_new0 (SubletUiOverview, 1);
  SecretValue *key = secret_value_new ("a-key", -1, "text/plain");
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  self->fixture = fixture;
  self->biller = biller_new ();
  url = g_strdup_printf ("http://127.0.0.1:%u", self->biller->port);
  self->client = sublet_client_new (url, SUBLET_CLOCK (fixture->clock), &error);
  g_assert_no_error (error);
  sublet_client_set_key (self->client, key);
  secret_value_unref (key);
  self->charges = sublet_ui_charges_new_for_client (fixture, self->client);
  self->settings = sublet_settings_new (TRUE);
  self->outlook = sublet_outlook_new (fixture->engine, self->client, self->settings);
  sublet_outlook_set_history (self->outlook, self->charges->history);
  self->payments = sublet_payments_new (self->client);
  sublet_payments_set_database (self->payments, self->charges->journal->database);
  self->model = sublet_spend_model_new (self->charges->journal->history);
  sublet_spend_model_set_history (self->model, self->charges->history);

  return self;
}

/**
 * sublet_ui_overview_free:
 * @self: (transfer full): what nobody shows any more
 */
void
sublet_ui_overview_free (SubletUiOverview *self)
{
  g_object_set (self->settings, "daily-budget", 0.0, "monthly-budget", 0.0, NULL);
  sublet_payments_set_account (self->payments, 0);
  sublet_spend_model_set_history (self->model, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->payments);
  g_clear_object (&self->outlook);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->charges, sublet_ui_charges_free);
  g_clear_object (&self->client);
  g_socket_service_stop (self->biller->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->biller->service));
  g_clear_object (&self->biller->service);
  g_free (self->biller);
  g_free (self);
}

/**
 * sublet_ui_overview_answer:
 * @self: what there is to be shown
 * @status: 200, or how the server refuses everything
 * @some_payments: whether there are three
 */
void
sublet_ui_overview_answer (SubletUiOverview *self, guint status, bool some_payments)
{
  g_atomic_int_set (&self->biller->status, (int) status);
  g_atomic_int_set (&self->biller->some_payments, some_payments);
}

/**
 * sublet_ui_overview_quote:
 * @self: what there is to be shown
 *
 * They were made ten days before: all of their days are known.
 */
void
sublet_ui_overview_quote (SubletUiOverview *self)
{
  const gint64 earlier_us = 10 * G_TIME_SPAN_DAY;
  g_autofree char *rentals =
    g_strdup_printf ("UPDATE rentals SET server = '%s', made_us = made_us - %" G_GINT64_FORMAT
                     ", ended_us = max (0, ended_us - %" G_GINT64_FORMAT ")",
                     sublet_client_get_server (self->client),
                     earlier_us,
                     earlier_us);
  g_autofree char *events =
    g_strdup_printf ("UPDATE events SET at_us = at_us - %" G_GINT64_FORMAT, earlier_us);

  sublet_ui_journal_write (self->charges->journal, rentals);
  /* Which are never changed, but here. */
  sublet_ui_journal_write (self->charges->journal, "DROP TRIGGER events_stay");
  sublet_ui_journal_write (self->charges->journal, events);
}

static bool
is_read (gpointer outlook)
{
  SubletOutlookMonth month;

  sublet_outlook_read_month (outlook, &month);
  return month.n_known > 0;
}

/**
 * sublet_ui_overview_load:
 * @self: what there is to be shown
 */
void
sublet_ui_overview_load (SubletUiOverview *self)
{
  sublet_journal_history_load (self->charges->journal->history);
  sublet_ui_journal_await (self->charges->journal);
  sublet_payments_set_account (self->payments, SUBLET_UI_ACCOUNT);
  sublet_ui_charges_load (self->charges);
  if (sublet_charge_history_get_days (self->charges->history)->len > 0)
    sublet_test_await (is_read, self->outlook);
}
