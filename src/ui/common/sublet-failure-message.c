/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-failure-message.h"

#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
}

/**
 * sublet_ui_tell_failure:
 * @parent: what failed, or the window of it
 * @heading: what was not done, translated
 * @error: why not
 *
 * For what somebody waits for: no toast, but a message that stays until it is read.
 */
void
sublet_ui_tell_failure (GtkWidget *parent, const char *heading, const GError *error)
{
  const SubletAnswer answer = { "close", _ ("_Close"), SUBLET_ANSWER_PLAIN };
  const SubletQuestion question = {
    .heading = heading,
    .body = error->message,
    .answers = &answer,
    .n_answers = 1,
    .default_answer = "close",
    .close_answer = "close",
  };

  g_return_if_fail (GTK_IS_WIDGET (parent));

  sublet_ui_confirm_async (parent, &question, NULL, on_answered, NULL);
}
