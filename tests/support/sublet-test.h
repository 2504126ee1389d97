/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * What every test program leans on: a start that isolates it from the person's files, waits that
 * end, a folder to throw away, captured logs and counted notifications.
 */

/** How long a wait may take unless a test says otherwise; generous, sanitizers are slow. */
#define SUBLET_TEST_TIMEOUT_MS 60000

/**
 * SubletTestCondition:
 * @user_data: whatever the caller passed
 *
 * Returns: whether what is waited for is so
 */
typedef bool (*SubletTestCondition) (gpointer user_data);

void sublet_test_init (int *argc, char ***argv);

void sublet_test_on_result (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *sublet_test_await_result (GAsyncResult **slot);
/* (transfer full): waits until nobody else has it either. */
void sublet_test_drop (gpointer object);
bool sublet_test_wait_for (SubletTestCondition condition, gpointer user_data, guint timeout_ms);
void sublet_test_drain (void);

#define sublet_test_await(condition, user_data)                                   \
  G_STMT_START                                                                    \
  {                                                                               \
    if (!sublet_test_wait_for ((condition), (user_data), SUBLET_TEST_TIMEOUT_MS)) \
      g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition);   \
  }                                                                               \
  G_STMT_END

char *sublet_test_make_folder (void);
void sublet_test_remove_folder (char *folder);

#define SUBLET_TYPE_NOTIFY_COUNTER (sublet_notify_counter_get_type ())

G_DECLARE_FINAL_TYPE (SubletNotifyCounter, sublet_notify_counter, SUBLET, NOTIFY_COUNTER, GObject)

SubletNotifyCounter *sublet_notify_counter_new (gpointer object, const char *property);
guint sublet_notify_counter_take (SubletNotifyCounter *self);

void sublet_test_logs_start (void);
char *sublet_test_logs_stop (void);

G_END_DECLS
