/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-line-private.h"

#include "support/sublet-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* The shell's end of the pair: what it says, and what it gets. */

/**
 * sublet_ui_line_give_shell:
 * @self: a line that connects
 */
void
sublet_ui_line_give_shell (SubletUiLine *self)
{
  g_autoptr (GError) error = NULL;
  struct termios raw;
  char name[64];

  sublet_ui_line_close_fd (&self->shell_fd);
  self->terminal_fd = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (self->terminal_fd, >=, 0);
  g_assert_cmpint (grantpt (self->terminal_fd), ==, 0);
  g_assert_cmpint (unlockpt (self->terminal_fd), ==, 0);
  g_assert_cmpint (ptsname_r (self->terminal_fd, name, sizeof name), ==, 0);
  self->shell_fd = open (name, O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (self->shell_fd, >=, 0);
  g_assert_cmpint (tcgetattr (self->shell_fd, &raw), ==, 0);
  cfmakeraw (&raw);
  g_assert_cmpint (tcsetattr (self->shell_fd, TCSANOW, &raw), ==, 0);
  g_unix_set_fd_nonblocking (self->shell_fd, TRUE, &error);
  g_assert_no_error (error);

  self->link = SUBLET_CONNECTION_N_LINKS;
  sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_OPEN);
}

typedef struct
{
  SubletUiLine *self;
  const char *text;
  gsize length;
} Exchange;

static void
read_input (SubletUiLine *self)
{
  char buffer[4096];
  gssize n;

  while (self->shell_fd >= 0 && (n = read (self->shell_fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (self->input, buffer, n);
}

static bool
all_is_said (gpointer user_data)
{
  Exchange *exchange = user_data;
  gssize n = write (exchange->self->shell_fd, exchange->text, exchange->length);

  if (n < 0)
    {
      g_assert_cmpint (errno, ==, EAGAIN);
      return false;
    }
  exchange->text += n;
  exchange->length -= (gsize) n;

  return exchange->length == 0;
}

static bool
input_has (gpointer user_data)
{
  Exchange *exchange = user_data;

  read_input (exchange->self);
  return strstr (exchange->self->input->str, exchange->text) != NULL;
}

/**
 * sublet_ui_line_say:
 * @self: a line with a shell
 * @text: what the shell sends
 */
void
sublet_ui_line_say (SubletUiLine *self, const char *text)
{
  Exchange exchange = { self, text, strlen (text) };

  sublet_test_await (all_is_said, &exchange);
}

/**
 * sublet_ui_line_await_input:
 * @self: a line with a shell
 * @text: what the shell is to get
 */
void
sublet_ui_line_await_input (SubletUiLine *self, const char *text)
{
  Exchange exchange = { self, text, 0 };

  sublet_test_await (input_has, &exchange);
}

/**
 * sublet_ui_line_take_input:
 * @self: a line with a shell
 *
 * Returns: (transfer full): what the shell got
 */
char *
sublet_ui_line_take_input (SubletUiLine *self)
{
  char *input;

  read_input (self);
  input = g_strdup (self->input->str);
  g_string_truncate (self->input, 0);

  return input;
}

/**
 * sublet_ui_line_get_fd:
 * @self: a line with a shell
 *
 * Returns: the shell's end, not blocking
 */
int
sublet_ui_line_get_fd (SubletUiLine *self)
{
  return self->shell_fd;
}
