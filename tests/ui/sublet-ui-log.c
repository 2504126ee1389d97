/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-log.h"

#include "core/logs/sublet-log-private.h"

#include <string.h>

/**
 * sublet_ui_log_new:
 * @fixture: has the clock
 * @host: whose log
 *
 * Returns: (transfer full): a log that is being asked for, for ever
 */
SubletLog *
sublet_ui_log_new (SubletUiFixture *fixture, gboolean host)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletClient)
    client = sublet_client_new ("http://127.0.0.1:1", SUBLET_CLOCK (fixture->clock), &error);
  SubletLog *log;

  g_assert_no_error (error);
  log = sublet_log_new (client, 40112233, host);
  sublet_log_begin_look (log, true);

  return log;
}

/**
 * sublet_ui_log_say:
 * @log: a log of sublet_ui_log_new()
 * @text: its last lines, as the service would give them
 */
void
sublet_ui_log_say (SubletLog *log, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (SubletLogReading) reading = sublet_log_read (bytes, log->hashes, SUBLET_LOG_MAX_LINES);

  sublet_log_take_reading (log, reading);
  sublet_log_begin_look (log, false);
}

/**
 * sublet_ui_log_fail:
 * @log: a log of sublet_ui_log_new()
 * @code: what is wrong
 * @message: technical
 */
void
sublet_ui_log_fail (SubletLog *log, SubletError code, const char *message)
{
  sublet_ui_log_stop_with (log, code, message);
  sublet_log_begin_look (log, false);
}

/**
 * sublet_ui_log_stop_with:
 * @log: a log that is being asked for
 * @code: what is wrong
 * @message: technical
 *
 * The same, and it is not asked for any more.
 */
void
sublet_ui_log_stop_with (SubletLog *log, SubletError code, const char *message)
{
  sublet_log_take_error (log, g_error_new_literal (SUBLET_ERROR, (int) code, message));
}
