/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/secrets/sublet-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_KEY_SUMMARY (sublet_key_summary_get_type ())

/*
 * Whose key it is and what it may do, in words: a missing permission names what stays off.
 * Property: "session".
 */
G_DECLARE_FINAL_TYPE (SubletKeySummary, sublet_key_summary, SUBLET, KEY_SUMMARY, AdwBin)

GtkWidget *sublet_key_summary_new (SubletSession *session);

SubletSession *sublet_key_summary_get_session (SubletKeySummary *self);
void sublet_key_summary_set_session (SubletKeySummary *self, SubletSession *session);

/* The words, for whoever draws or says them differently. (transfer full), the last (nullable). */
char *sublet_key_summary_dup_owner (SubletSession *session);
char *sublet_key_summary_dup_scopes (SubletScopes scopes);
char *sublet_key_summary_dup_missing (SubletScopes scopes);

G_END_DECLS
