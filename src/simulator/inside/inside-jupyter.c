/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "simulator/inside/inside-jupyter.h"

#include "simulator/inside/inside-relay.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * It asks for its token as Jupyter does: in the address once, then by a cookie, and leads on to an
 * address without it. What it is found by, it writes where Jupyter does. Source: jupyter_server,
 * auth/identity.py and serverapp.py.
 */

#define PORT 8888
#define TOKEN_FILE "/etc/sim/jupyter"
#define COOKIE "username-localhost=sublet"
#define MAX_TOKEN 128
#define MAX_REQUEST 8192

#define HEADERS "Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"

static const char *const folders[] = {
  "/root/.local",
  "/root/.local/share",
  "/root/.local/share/jupyter",
  "/root/.local/share/jupyter/runtime",
};

static char token[MAX_TOKEN + 1];

static int
read_token (void)
{
  int fd = open (TOKEN_FILE, O_RDONLY | O_CLOEXEC);
  ssize_t n = fd >= 0 ? read (fd, token, MAX_TOKEN) : -1;

  if (fd >= 0)
    close (fd);

  return n > 0 ? 0 : -1;
}

static void
write_down (void)
{
  char path[128];
  FILE *file;
  size_t i;

  for (i = 0; i < sizeof folders / sizeof *folders; i++)
    mkdir (folders[i], 0700);
  snprintf (path, sizeof path, "%s/jpserver-%d.json", folders[i - 1], (int) getpid ());
  umask (077);
  file = fopen (path, "we");
  if (file == NULL)
    return;
  fprintf (file,
           "{\n  \"base_url\": \"/\",\n  \"pid\": %d,\n  \"port\": %d,\n  \"secure\": false,\n"
           "  \"token\": \"%s\",\n  \"url\": \"http://localhost:%d/\"\n}\n",
           (int) getpid (),
           PORT,
           token,
           PORT);
  fclose (file);
}

int
inside_jupyter_listen (void)
{
  int fd = read_token () == 0 ? inside_relay_listen (PORT) : -1;

  if (fd >= 0)
    write_down ();

  return fd;
}

static void
say (int client, const char *text)
{
  size_t length = strlen (text);

  while (length > 0)
    {
      ssize_t n = send (client, text, length, MSG_NOSIGNAL);

      if (n <= 0)
        return;
      text += n;
      length -= (size_t) n;
    }
}

/* Its end is a blank line. */
static int
hear (int client, char *request)
{
  size_t length = 0;

  while (length < MAX_REQUEST)
    {
      ssize_t n = recv (client, request + length, MAX_REQUEST - length, 0);

      if (n <= 0)
        return -1;
      length += (size_t) n;
      request[length] = '\0';
      if (strstr (request, "\r\n\r\n") != NULL)
        return 0;
    }

  return -1;
}

void
inside_jupyter_answer (int client)
{
  char request[MAX_REQUEST + 1];
  char wanted[MAX_TOKEN + 32];

  if (hear (client, request) != 0)
    return;

  snprintf (wanted, sizeof wanted, "GET /?token=%s HTTP/1.", token);
  if (strncmp (request, wanted, strlen (wanted)) == 0)
    say (client,
         "HTTP/1.1 302 Found\r\nLocation: /lab\r\nSet-Cookie: " COOKIE "; HttpOnly; Path=/\r\n"
         "Content-Length: 0\r\n" HEADERS "\r\n");
  else if (strstr (request, "\r\nCookie: " COOKIE) != NULL)
    say (client, "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n" HEADERS "\r\nJupyter, signed in\n");
  else
    say (client,
         "HTTP/1.1 403 Forbidden\r\nContent-Length: 16\r\n" HEADERS "\r\nToken required.\n");
}
