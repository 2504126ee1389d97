/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-tmux.h"

#include "core/ssh/sublet-ssh-quote.h"

#include <string.h>

#define SESSION "sublet-"

/* The first that attaches to a session or makes it, as it finds it. Source: tmux's CHANGES, 1.8,
 * new-session -A. */
#define OLDEST_MAJOR 1
#define OLDEST_MINOR 8

/* What a login says before it stands on other lines. */
#define MARK "sublet-tmux:"

/* The account's own shell, as a login has it. */
#define PLAIN "exec \"${SHELL:-/bin/sh}\" -l"

/*
 * Without a locale tmux would show letters beyond ASCII as lines, so it is told. What is said of a
 * session that is gone is said by the new one: before it begins, it would be covered at once. Left
 * with its own key, or when its last shell has ended, tmux ends well; else a plain shell follows.
 */
static const char script[] =
  "plain () { " PLAIN "; }\n"
  "exists () { tmux list-sessions -F '#{session_name}' 2> /dev/null | grep -qx \"$session\"; }\n"
  "if ! command -v tmux > /dev/null 2>&1; then\n"
  "  [ \"$again\" = 0 ] || printf '%s\\r\\n' \"$missing\"\n"
  "  plain\n"
  "fi\n"
  "if [ \"$again\" = 1 ] && ! exists; then\n"
  "  tmux -u new-session -s \"$session\" \"$anew\" && exit\n"
  "else\n"
  "  tmux -u new-session -A -s \"$session\" && exit\n"
  "fi\n"
  "printf '%s\\r\\n' \"$failed\"\n"
  "plain\n";

/* Where somebody is in tmux already, in a session that is not one of these, it is most likely the
 * shell that asks: many images begin it by themselves. */
static const char question[] =
  "command -v tmux > /dev/null 2>&1 || exit 1\n"
  "if tmux list-clients -F '#{session_name}' 2> /dev/null | grep -qvx '" SESSION "[0-9]*'; then\n"
  "  exit 1\n"
  "fi\n"
  "printf '\\n%s' '" MARK "'\n"
  "tmux -V\n";

/**
 * sublet_tmux_dup_session:
 * @number: of a terminal on its instance, from 1
 *
 * Returns: (transfer full): the name of its session there
 */
char *
sublet_tmux_dup_session (guint number)
{
  return g_strdup_printf (SESSION "%u", number);
}

/**
 * sublet_tmux_make_command:
 * @session: of sublet_tmux_dup_session()
 * @again: a shell of this tab was in it before
 * @words: what is said there
 *
 * Attaches to the session, or makes it. Without tmux, or when that fails, a plain shell begins, so
 * that there is one in any case.
 *
 * Returns: (transfer full): for a terminal there
 */
char *
sublet_tmux_make_command (const char *session, bool again, const SubletTmuxWords *words)
{
  g_autofree char *gone = NULL;
  g_autofree char *anew = NULL;
  g_autofree char *quoted_anew = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (session != NULL && words != NULL, NULL);

  gone = g_shell_quote (words->gone);
  anew = g_strdup_printf ("printf '%%s\\n' %s; " PLAIN, gone);
  quoted_anew = g_shell_quote (anew);
  missing = g_shell_quote (words->missing);
  failed = g_shell_quote (words->failed);
  text = g_strdup_printf ("session=%s\nagain=%d\nanew=%s\nmissing=%s\nfailed=%s\n%s",
                          session,
                          again,
                          quoted_anew,
                          missing,
                          failed,
                          script);

  return sublet_ssh_quote_sh (text);
}

/**
 * sublet_tmux_make_question:
 *
 * Returns: (transfer full): a command, whose answer sublet_tmux_judge() understands
 */
char *
sublet_tmux_make_question (void)
{
  return sublet_ssh_quote_sh (question);
}

/**
 * sublet_tmux_judge:
 * @answer: to the question
 *
 * Returns: whether there is a tmux that is able to keep a shell, and this shell is not in it
 */
bool
sublet_tmux_judge (SubletSshExecResult *answer)
{
  gsize length;
  const char *data = g_bytes_get_data (answer->output, &length);
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);
  const char *version = strstr (text, MARK "tmux ");
  char *end = NULL;
  guint64 major;

  if (answer->exit_status != 0 || version == NULL)
    return false;

  /* "tmux 3.3a", and of what is being worked on "tmux next-3.4" or "tmux master". */
  version += strlen (MARK "tmux ");
  if (g_str_has_prefix (version, "next-"))
    version += strlen ("next-");
  if (!g_ascii_isdigit (*version))
    return true;
  major = g_ascii_strtoull (version, &end, 10);

  return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && *end == '.' &&
                                  g_ascii_strtoull (end + 1, NULL, 10) >= OLDEST_MINOR);
}
