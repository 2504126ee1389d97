/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * Readers for members of a JSON object. The service leaves out, nulls and retypes fields at will,
 * so each kind comes in two forms:
 * - `_opt_` readers never fail: what is absent, null or of another type is the stated default;
 * - `_need_` readers fail with SUBLET_ERROR_PROTOCOL and the field's name.
 * Integers arrive as floats and numbers as strings: all readers accept both spellings of a number.
 * NaN and infinity are missing.
 */

double sublet_json_opt_double (JsonObject *object, const char *member, double fallback);
gint64 sublet_json_opt_int (JsonObject *object, const char *member, gint64 fallback);
bool sublet_json_opt_bool (JsonObject *object, const char *member, bool fallback);
char *sublet_json_dup_opt_string (JsonObject *object, const char *member);
JsonObject *sublet_json_get_opt_object (JsonObject *object, const char *member);
JsonArray *sublet_json_get_opt_array (JsonObject *object, const char *member);
bool sublet_json_has_value (JsonObject *object, const char *member);

gint64 sublet_json_opt_rate_nusd (JsonObject *object, const char *member);
gint64 sublet_json_opt_amount_uusd (JsonObject *object, const char *member);
gint64 sublet_json_opt_epoch_us (JsonObject *object, const char *member);

bool sublet_json_need_int (JsonObject *object, const char *member, gint64 *value, GError **error);
bool sublet_json_need_double (JsonObject *object,
                              const char *member,
                              double *value,
                              GError **error);

bool sublet_json_node_to_double (JsonNode *node, double *value);

G_END_DECLS
