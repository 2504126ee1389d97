/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-report.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * The latest report of each contract's and each machine's runtime checks, in rentals.db. Main
 * thread.
 */

typedef struct
{
  gint64 machine_id; /* 0: not known */
  gint64 host_id;    /* whose it is; 0: not known */
} SubletRuntimeMachine;

void sublet_runtime_report_store_load_async (SubletDatabase *database,
                                             const char *server,
                                             gint64 contract_id,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
void sublet_runtime_report_store_load_machine_async (SubletDatabase *database,
                                                     const char *server,
                                                     const SubletRuntimeMachine *machine,
                                                     GAsyncReadyCallback callback,
                                                     gpointer user_data);
/* Of both. NULL without an error when there is none. */
SubletRuntimeReport *sublet_runtime_report_store_load_finish (SubletDatabase *database,
                                                              GAsyncResult *result,
                                                              GError **error);

void sublet_runtime_report_store_put_async (SubletDatabase *database,
                                            const char *server,
                                            gint64 account_id,
                                            gint64 contract_id,
                                            const SubletRuntimeMachine *machine,
                                            SubletRuntimeReport *report,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean sublet_runtime_report_store_put_finish (SubletDatabase *database,
                                                 GAsyncResult *result,
                                                 GError **error);

G_END_DECLS
