/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-error.h"
#include "core/logs/sublet-log.h"
#include "ui/sublet-ui-fixtures.h"

G_BEGIN_DECLS

/* A log that asks nobody: what it says is put into it. */

SubletLog *sublet_ui_log_new (SubletUiFixture *fixture, gboolean host);
void sublet_ui_log_say (SubletLog *log, const char *text);
void sublet_ui_log_fail (SubletLog *log, SubletError code, const char *message);
void sublet_ui_log_stop_with (SubletLog *log, SubletError code, const char *message);

G_END_DECLS
