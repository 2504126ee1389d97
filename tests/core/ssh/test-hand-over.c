/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-hand-over.h"

#include "support/sublet-test.h"

#include <libsoup/soup.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/socket.h>
#include <unistd.h>

/* A secret handed to a browser: once, for a while, and in nothing but the answer. */

#define TARGET "http://localhost:8888/?token="
#define SECRET "c0ffee0123"

typedef struct
{
  SubletHandOver *hand_over;
  SoupSession *browser;
} World;

static void
set_up (World *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SecretValue *secret = secret_value_new (SECRET, -1, "text/plain");

  f->hand_over = sublet_hand_over_new (TARGET, secret, &error);
  g_assert_no_error (error);
  secret_value_unref (secret);
  f->browser = soup_session_new ();
}

static bool
is_over (gpointer data)
{
  return sublet_hand_over_get_over (data);
}

static bool
is_left_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

static void
tear_down (World *f, gconstpointer data)
{
  sublet_hand_over_set_limit (f->hand_over, 1);
  sublet_test_await (is_over, f->hand_over);
  sublet_test_await (is_left_alone, f->hand_over);
  g_assert_finalize_object (f->hand_over);
  g_object_unref (f->browser);
}

/* (nullable): there was no answer. */
static SoupMessage *
ask (World *f, const char *method, const char *address)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_and_read_async (f->browser,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  body = soup_session_send_and_read_finish (f->browser, result, NULL);
  if (body == NULL)
    return NULL;
  g_assert_cmpuint (g_bytes_get_size (body), ==, 0);

  return g_steal_pointer (&message);
}

static const char *
get_header (SoupMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

static void
assert_not_found (World *f, const char *method, const char *address)
{
  g_autoptr (SoupMessage) message = ask (f, method, address);

  g_assert_nonnull (message);
  g_assert_cmpint (soup_message_get_status (message), ==, SOUP_STATUS_NOT_FOUND);
  g_assert_null (get_header (message, "Location"));
}

static void
assert_handed_over (World *f)
{
  g_autoptr (SoupMessage) message = ask (f, "GET", sublet_hand_over_get_address (f->hand_over));

  g_assert_nonnull (message);
  g_assert_cmpint (soup_message_get_status (message), ==, SOUP_STATUS_SEE_OTHER);
  g_assert_cmpstr (get_header (message, "Location"), ==, TARGET SECRET);
  g_assert_cmpstr (get_header (message, "Cache-Control"), ==, "no-store");
  g_assert_cmpstr (get_header (message, "Referrer-Policy"), ==, "no-referrer");
}

static void
test_once (World *f, gconstpointer data)
{
  const char *address = sublet_hand_over_get_address (f->hand_over);
  g_autoptr (SoupMessage) again = NULL;

  g_assert_true (g_str_has_prefix (address, "http://127.0.0.1:"));
  g_assert_null (strstr (address, SECRET));
  /* At least 128 bits that nobody guesses. */
  g_assert_cmpuint (strlen (strrchr (address, '/') + 1), ==, 32);

  assert_handed_over (f);
  again = ask (f, "GET", address);
  g_assert_true (again == NULL || soup_message_get_status (again) == SOUP_STATUS_NOT_FOUND);
  sublet_test_await (is_over, f->hand_over);
}

/* Neither gives it away nor uses it up. */
static void
test_others (World *f, gconstpointer data)
{
  const char *address = sublet_hand_over_get_address (f->hand_over);
  g_autofree char *longer = g_strconcat (address, "0", NULL);
  g_autofree char *icon = g_strdup (address);

  strcpy (strrchr (icon, '/'), "/favicon.ico");
  assert_not_found (f, "GET", icon);
  assert_not_found (f, "GET", longer);
  assert_not_found (f, "POST", address);
  assert_not_found (f, "HEAD", address);
  assert_handed_over (f);
}

/* Another user of this computer, who has seen the address. */
static gpointer
ask_as_another (gpointer data)
{
  const char *address = data;
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  struct sockaddr_in target = { .sin_family = AF_INET,
                                .sin_port = g_htons (g_uri_get_port (uri)),
                                .sin_addr.s_addr = g_htonl (INADDR_LOOPBACK) };
  g_autofree char *request =
    g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", g_uri_get_path (uri));
  char *answer = g_malloc0 (4096);
  int fd;

  setfsuid (12345);
  fd = socket (AF_INET, SOCK_STREAM, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &target, sizeof target), ==, 0);
  g_assert_cmpint (send (fd, request, strlen (request), 0), ==, strlen (request));
  g_assert_cmpint (recv (fd, answer, 4095, 0), >, 0);
  close (fd);

  return answer;
}

typedef struct
{
  GThread *thread;
  char *answer;
  const char *address;
  int done; /* atomic */
} Other;

static gpointer
run_other (gpointer data)
{
  Other *other = data;

  other->answer = ask_as_another ((gpointer) other->address);
  g_atomic_int_set (&other->done, 1);
  g_main_context_wakeup (NULL);

  return NULL;
}

static bool
is_done (gpointer data)
{
  return g_atomic_int_get (&((Other *) data)->done);
}

/* Somebody else is who it is not for. */
static void
test_not_for_us (World *f, gconstpointer data)
{
  const char *address = sublet_hand_over_get_address (f->hand_over);

  sublet_hand_over_set_person (f->hand_over, getuid () + 1);
  assert_not_found (f, "GET", address);
  sublet_hand_over_set_person (f->hand_over, getuid ());
  assert_handed_over (f);
}

/* And whose connection it is the kernel says: of one process, another user's. */
static void
test_other_person (World *f, gconstpointer data)
{
  Other other = { .address = sublet_hand_over_get_address (f->hand_over) };

  other.thread = g_thread_new ("other", run_other, &other);
  sublet_test_await (is_done, &other);
  g_thread_join (other.thread);
  g_assert_true (g_str_has_prefix (other.answer, "HTTP/1.1 404"));
  g_assert_null (strstr (other.answer, SECRET));
  g_free (other.answer);
  assert_handed_over (f);
}

static void
test_other_address (World *f, gconstpointer data)
{
  g_autoptr (SubletHandOver) other = NULL;
  SecretValue *secret = secret_value_new (SECRET, -1, "text/plain");

  other = sublet_hand_over_new (TARGET, secret, NULL);
  secret_value_unref (secret);
  g_assert_cmpstr (strrchr (sublet_hand_over_get_address (other), '/'),
                   !=,
                   strrchr (sublet_hand_over_get_address (f->hand_over), '/'));
  sublet_hand_over_set_limit (other, 1);
  sublet_test_await (is_over, other);
}

static void
test_too_late (World *f, gconstpointer data)
{
  sublet_hand_over_set_limit (f->hand_over, 1);
  sublet_test_await (is_over, f->hand_over);
  g_assert_null (ask (f, "GET", sublet_hand_over_get_address (f->hand_over)));
}

#define ADD(name, function) \
  g_test_add ("/core/ssh/hand-over/" name, World, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("once", test_once);
  ADD ("others", test_others);
  ADD ("not-for-us", test_not_for_us);
  /* Only root can be somebody else. */
  if (getuid () == 0)
    ADD ("other-person", test_other_person);
  ADD ("other-address", test_other_address);
  ADD ("too-late", test_too_late);

  return g_test_run ();
}
