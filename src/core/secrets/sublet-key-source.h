/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/*
 * Where an API key can come from besides the keyring: the environment, a file, the clipboard. What
 * is read is cleaned and checked here, and every buffer that held it is wiped.
 */

/* In characters. The service's keys have 64; the limit keeps a wrong file out of a header. */
#define SUBLET_KEY_MAX_LENGTH 512

SecretValue *sublet_key_source_take_environment (const char **variable, GError **error);

SecretValue *sublet_key_source_parse (const char *text, gsize length, GError **error);

void sublet_key_source_read_file_async (GFile *file,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
SecretValue *sublet_key_source_read_file_finish (GAsyncResult *result, GError **error);

void sublet_key_source_find_client_file_async (GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
GFile *sublet_key_source_find_client_file_finish (GAsyncResult *result, GError **error);

void sublet_key_source_delete_file_async (GFile *file,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean sublet_key_source_delete_file_finish (GAsyncResult *result, GError **error);

G_END_DECLS
