/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

GUri *sublet_uri_parse_base (const char *base_url, GError **error);
GUri *sublet_uri_parse_file (const char *address, GUri *service, GError **error);
bool sublet_uri_is_loopback (GUri *uri);
bool sublet_uri_same_origin (GUri *a, GUri *b);
GUri *sublet_uri_build (GUri *base, const char *path, const char *query);
char *sublet_uri_make_origin (GUri *uri);

G_END_DECLS
