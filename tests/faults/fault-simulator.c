/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-simulator"

#include "config.h"

#include "simulator/sim-server.h"

#include "core/base/sublet-json.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The shipped simulator with a witness: when a request arrives that rents, destroys, starts, stops,
 * reboots or recycles, it opens the engine's journal, read-only, and notes in the ledger whether
 * that is written there. It also kills the engine at the instant a request arrives, when it is told
 * to:
 *
 *   kill ROUTE NTH PID   at the NTH request of that route from now on; ROUTE may be "*"
 *   spare                nobody is killed any more
 *
 * Orders come on standard input, each is answered by a line "ok". The end of standard input ends
 * it.
 */
typedef struct
{
  char *journal; /* (owned) */
  char *route;   /* (owned) (nullable): of the request that kills */
  int countdown;
  pid_t victim;
  GString *line; /* (owned): what has come of an order */
  GMainLoop *loop;
} Campaign;

#define TOKEN_NAME "SUBLET_RENTAL"

/* How long the system may take to end a process that was killed. */
#define DEATH_US (5 * G_TIME_SPAN_SECOND)

/* ---- killing ---- */

static bool
is_dead (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *stat = NULL;
  const char *state;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return true;
  state = strrchr (stat, ')');

  return state == NULL || state[2] == 'Z' || state[2] == 'X';
}

/* It is dead when this returns: what the request does then, nobody sees who asked for it. */
static void
kill_at (Campaign *self, const SimExchange *exchange)
{
  gint64 deadline_us = g_get_monotonic_time () + DEATH_US;

  if (self->victim == 0 || exchange->route == NULL ||
      (strcmp (self->route, "*") != 0 && strcmp (self->route, exchange->route->name) != 0) ||
      --self->countdown > 0)
    return;

  if (kill (self->victim, SIGKILL) != 0)
    g_error ("killing %d: %s", (int) self->victim, g_strerror (errno));
  while (!is_dead (self->victim))
    {
      if (g_get_monotonic_time () > deadline_us)
        g_error ("%d does not die", (int) self->victim);
      g_usleep (100);
    }
  self->victim = 0;
}

/* ---- what the journal holds ---- */

static const char *
fail (sqlite3 *db)
{
  g_autofree char *note = g_strdup_printf ("unreadable: %s", sqlite3_errmsg (db));

  return g_intern_string (note);
}

/* The one number that a query gives, -1 when it fails. */
static int
count (sqlite3 *db, const char *sql, gint64 number, const char *text)
{
  sqlite3_stmt *rows = NULL;
  int found = -1;

  if (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL) == SQLITE_OK &&
      sqlite3_bind_int64 (rows, 1, number) == SQLITE_OK &&
      sqlite3_bind_text (rows, 2, text, -1, SQLITE_TRANSIENT) == SQLITE_OK &&
      sqlite3_step (rows) == SQLITE_ROW)
    found = sqlite3_column_int (rows, 0);
  sqlite3_finalize (rows);

  return found;
}

/* @db: (nullable): a journal that cannot be opened holds nothing. */
static const char *
look_at_create (sqlite3 *db, gint64 offer_id, JsonObject *body)
{
  g_autofree char *token =
    sublet_json_dup_opt_string (sublet_json_get_opt_object (body, "env"), TOKEN_NAME);
  g_autofree char *note = NULL;
  const char *verdict = "intended";
  int intended = -1;
  int doubtful = -1;

  if (token == NULL)
    return "no-token";

  if (db != NULL)
    {
      intended = count (db,
                        "SELECT count (*) FROM requests"
                        "  JOIN intents ON intents.id = requests.intent_id"
                        "  JOIN rentals ON rentals.id = requests.rental_id"
                        "  WHERE intents.offer_id = ?1 AND rentals.token = ?2"
                        "    AND requests.outcome IS NULL",
                        offer_id,
                        token);
      /* This one among them. */
      doubtful = count (db,
                        "SELECT count (*) FROM requests"
                        "  JOIN rentals ON rentals.id = requests.rental_id"
                        "  WHERE ?1 > 0 AND rentals.token = ?2"
                        "    AND (requests.outcome IS NULL OR requests.outcome = 'unclear')",
                        offer_id,
                        token);
    }
  if (intended < 0 || doubtful < 0)
    verdict = "unreadable";
  else if (intended == 0)
    verdict = "not-intended";
  else if (doubtful > 1)
    verdict = "unclear-before";
  note = g_strconcat (verdict, " ", token, NULL);

  return g_intern_string (note);
}

/* A deposit is in the journal before it is asked for, and no other of that contract in doubt. */
static const char *
look_at_prepay (sqlite3 *db, gint64 contract_id)
{
  int ordered = count (db,
                       "SELECT count (*) FROM orders"
                       "  JOIN rentals ON rentals.id = orders.rental_id"
                       "  WHERE orders.contract_id = ?1 AND orders.kind = ?2"
                       "    AND orders.closed_us = 0 AND rentals.deposit_state = 'asked'",
                       contract_id,
                       "prepay");

  return ordered < 0 ? fail (db) : ordered == 1 ? "ordered" : "not-ordered";
}

/* Another bid too. */
static const char *
look_at_bid (sqlite3 *db, gint64 contract_id)
{
  int ordered = count (db,
                       "SELECT count (*) FROM orders"
                       "  JOIN rentals ON rentals.id = orders.rental_id"
                       "  WHERE orders.contract_id = ?1 AND orders.kind = ?2"
                       "    AND orders.closed_us = 0 AND rentals.bid_state = 'asked'",
                       contract_id,
                       "bid");

  return ordered < 0 ? fail (db) : ordered == 1 ? "ordered" : "not-ordered";
}

/* An acceptance too. */
static const char *
look_at_increase (sqlite3 *db, JsonObject *body)
{
  int ordered = count (db,
                       "SELECT count (*) FROM orders"
                       "  JOIN rentals ON rentals.id = orders.rental_id"
                       "  WHERE rentals.increase_id = ?1 AND orders.kind = ?2"
                       "    AND orders.closed_us = 0 AND rentals.increase_state = 'asked'",
                       sublet_json_opt_int (body, "pending_price_increase_id", 0),
                       "accept-increase");

  return ordered < 0 ? fail (db) : ordered == 1 ? "ordered" : "not-ordered";
}

/* The deletion of a volume too, and no other one of it. */
static const char *
look_at_volume (sqlite3 *db, gint64 volume_id)
{
  int ordered = count (db,
                       "SELECT count (*) FROM volume_deletions"
                       "  WHERE volume_id = ?1 AND ?2 <> '' AND closed_us = 0",
                       volume_id,
                       "volume-delete");

  return ordered < 0 ? fail (db) : ordered == 1 ? "ordered" : "not-ordered";
}

static const char *
look_at_order (sqlite3 *db, gint64 contract_id, const char *kind)
{
  int found = count (db,
                     "SELECT count (*) FROM orders WHERE contract_id = ?1 AND kind = ?2",
                     contract_id,
                     kind);

  return found < 0 ? fail (db) : found > 0 ? "ordered" : "not-ordered";
}

/* (nullable): which order of the journal a request carries out. */
static const char *
get_kind (const SimExchange *exchange, JsonObject *body)
{
  const char *route = exchange->route->name;
  g_autofree char *state = NULL;

  if (strcmp (route, "destroy") == 0 || strcmp (route, "reboot") == 0 ||
      strcmp (route, "recycle") == 0 || strcmp (route, "prepay") == 0 ||
      strcmp (route, "bid") == 0 || strcmp (route, "increase-accept") == 0 ||
      strcmp (route, "volume-delete") == 0)
    return route;
  if (strcmp (route, "update-template") == 0)
    return "update";
  if (strcmp (route, "update") != 0)
    return NULL;
  state = sublet_json_dup_opt_string (body, "state");

  return g_strcmp0 (state, "running") == 0   ? "start"
         : g_strcmp0 (state, "stopped") == 0 ? "stop"
                                             : NULL;
}

static const char *
look (Campaign *self, const SimExchange *exchange, JsonObject *body)
{
  bool create = strcmp (exchange->route->name, "create") == 0;
  const char *kind = get_kind (exchange, body);
  const char *note;
  sqlite3 *db = NULL;
  bool open;

  if (!create && kind == NULL)
    return NULL;

  open = sqlite3_open_v2 (self->journal, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
         sqlite3_busy_timeout (db, 1000) == SQLITE_OK;
  if (create)
    note = look_at_create (open ? db : NULL, exchange->ids[0], body);
  else if (!open)
    note = fail (db);
  else if (strcmp (kind, "prepay") == 0)
    note = look_at_prepay (db, exchange->ids[0]);
  else if (strcmp (kind, "bid") == 0)
    note = look_at_bid (db, exchange->ids[0]);
  else if (strcmp (kind, "increase-accept") == 0)
    note = look_at_increase (db, body);
  else if (strcmp (kind, "volume-delete") == 0)
    note = look_at_volume (db, sublet_json_opt_int (body, "id", 0));
  else
    note = look_at_order (db, exchange->ids[0], kind);
  sqlite3_close (db);

  return note;
}

static const char *
on_arrival (const SimExchange *exchange, GBytes *body, gpointer user_data)
{
  Campaign *self = user_data;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autofree char *json = g_strndup (text, length);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                     : NULL;
  const char *note = exchange->route != NULL ? look (self, exchange, object) : NULL;

  kill_at (self, exchange);
  return note;
}

/* ---- orders ---- */

static void
obey (Campaign *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint n = g_strv_length (words);

  if (n == 4 && strcmp (words[0], "kill") == 0)
    {
      g_free (self->route);
      self->route = g_strdup (words[1]);
      self->countdown = atoi (words[2]);
      self->victim = atoi (words[3]);
    }
  else if (n == 1 && strcmp (words[0], "spare") == 0)
    self->victim = 0;
  else
    g_error ("what is \"%s\"?", line);

  printf ("ok\n");
  fflush (stdout);
}

static gboolean
on_input (int fd, GIOCondition condition, gpointer user_data)
{
  Campaign *self = user_data;
  char letter;

  if (read (fd, &letter, 1) <= 0)
    g_main_loop_quit (self->loop);
  else if (letter == '\n')
    {
      obey (self, self->line->str);
      g_string_truncate (self->line, 0);
    }
  else
    g_string_append_c (self->line, letter);

  return G_SOURCE_CONTINUE;
}

int
main (int argc, char *argv[])
{
  SimOptions options = {
    .speed = 1,
    .page_cap = 5000,
    .start_odds = 1,
    .keyless_search = true,
  };
  Campaign self = { NULL };
  g_autoptr (SimService) service = NULL;
  g_autoptr (SimServer) server = NULL;
  g_autoptr (GError) error = NULL;
  guint source;

  if (argc != 4)
    {
      g_printerr ("usage: fault-simulator SEED OFFERS JOURNAL\n");
      return 2;
    }

  options.seed = g_ascii_strtoull (argv[1], NULL, 10);
  options.offers = atoi (argv[2]);
  self.journal = argv[3];
  self.line = g_string_new (NULL);
  self.loop = g_main_loop_new (NULL, FALSE);
  service = sim_service_new (&options, "demo-key");
  service->witness = on_arrival;
  service->witness_data = &self;
  server = sim_server_new (service);
  if (!sim_server_listen (server, 0, &error))
    {
      g_printerr ("fault-simulator: %s\n", error->message);
      return 1;
    }
  sim_clock_make_virtual (service->world->clock);
  source = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, &self);
  printf ("%s\n", service->world->base_url);
  fflush (stdout);

  g_main_loop_run (self.loop);

  g_source_remove (source);
  g_clear_pointer (&server, sim_server_free);
  g_main_loop_unref (self.loop);
  g_string_free (self.line, TRUE);
  g_free (self.route);
  return 0;
}
