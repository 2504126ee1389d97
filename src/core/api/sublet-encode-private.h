/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"

G_BEGIN_DECLS

/* What requests carry. Texts of JSON, or of percent-encoded queries. */

void sublet_encode_append_text (GString *json, const char *text);
void sublet_encode_append_gb (GString *json, double gb);
void sublet_encode_append_usd (GString *json, gint64 nusd);
void sublet_encode_append_member (GString *json, const char *name, const char *text);

char *sublet_encode_search (SubletOfferQuery *query);
/* Has secrets: for sublet_launch_free_secret(). */
char *sublet_encode_create (const SubletCreateRequest *request);
char *sublet_encode_state (const char *state);
char *sublet_encode_label (const char *label);
char *sublet_encode_bid (gint64 bid_nusd);
char *sublet_encode_deposit (gint64 amount_uusd);
char *sublet_encode_ssh_key (const char *public_key);
char *sublet_encode_log (const SubletLogQuery *query);

char *sublet_encode_list_query (int limit, const char *after_token);
char *sublet_encode_ids_query (const gint64 *ids, gsize n_ids, int limit);
char *sublet_encode_charges_query (gint64 from_us,
                                   gint64 until_us,
                                   int limit,
                                   const char *after_token);
char *sublet_encode_invoices_query (gint64 from_us,
                                    gint64 until_us,
                                    int limit,
                                    const char *after_token);

char *sublet_encode_template_update (gint64 instance_id, SubletLaunch *launch, const char *token);
char *sublet_encode_templates_query (SubletTemplateScope scope,
                                     gint64 account_id,
                                     const char *words,
                                     int limit);
char *sublet_encode_volume_search (gint64 machine_id);

G_END_DECLS
