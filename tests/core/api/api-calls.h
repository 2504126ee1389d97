/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"

G_BEGIN_DECLS

/*
 * The client's calls, each awaited to its end. What needs a permit gets one; of what is paid every
 * end is an outcome.
 */

SecretValue *new_key (const char *text);

SubletAccount *get_account (SubletClient *client, GError **error);
SubletKeyCheck *check_key (SubletClient *client, const char *key, GError **error);
SubletOfferPage *search (SubletClient *client, SubletOfferQuery *query, GError **error);
SubletInstanceListing *list (SubletClient *client, GError **error);
SubletInstance *get_instance (SubletClient *client, gint64 id, GError **error);
SubletLaunch *make_launch (const char *image);
SubletCreateOutcome *create (SubletClient *client, const SubletCreateRequest *request);
SubletPaidOutcome *prepay (SubletClient *client, gint64 id, gint64 amount_uusd);
SubletPaidOutcome *change_bid (SubletClient *client, gint64 id, gint64 bid_nusd);
SubletPaidOutcome *answer_increase (SubletClient *client, gint64 increase_id, bool accept);
SubletCatalogueListing *list_increases (SubletClient *client, GError **error);
gboolean start (SubletClient *client, gint64 id, gboolean *queued, GError **error);
gboolean stop (SubletClient *client, gint64 id, GError **error);
gboolean reboot_instance (SubletClient *client, gint64 id, GError **error);
gboolean update_template (SubletClient *client, gint64 id, SubletLaunch *launch, GError **error);
gboolean set_label (SubletClient *client, gint64 id, const char *label, GError **error);
gboolean destroy (SubletClient *client, gint64 id, GError **error);

gboolean delete_volume (SubletClient *client, gint64 volume_id, GError **error);

SubletSshKeyListing *list_keys (SubletClient *client, GError **error);
SubletKeyPlacement add_key (SubletClient *client,
                            const char *public_key,
                            SubletSshKey **key,
                            GError **error);
gboolean delete_key (SubletClient *client, gint64 key_id, GError **error);
SubletSshKeyListing *list_instance_keys (SubletClient *client, gint64 id, GError **error);
SubletKeyPlacement attach_key (SubletClient *client,
                               gint64 id,
                               const char *public_key,
                               GError **error);
gboolean detach_key (SubletClient *client, gint64 id, gint64 key_id, GError **error);

G_END_DECLS
