/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-policy.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_POLICY_BUTTON (sublet_policy_button_get_type ())

/*
 * "Rent Cheapest", and a menu with the other policies; it names the last choice. Signals:
 * "clicked", "chosen" (SubletPolicy) from the menu, "limit-wanted": the most reliable one up to a
 * price.
 */
G_DECLARE_FINAL_TYPE (SubletPolicyButton, sublet_policy_button, SUBLET, POLICY_BUTTON, AdwBin)

GtkWidget *sublet_policy_button_new (void);

/* Opens its menu. */
void sublet_policy_button_popup (SubletPolicyButton *self);

SubletPolicy sublet_policy_button_get_policy (SubletPolicyButton *self);
void sublet_policy_button_set_policy (SubletPolicyButton *self, SubletPolicy policy);
/* SUBLET_MONEY_UNKNOWN: any. */
void sublet_policy_button_set_max_rate_nusd (SubletPolicyButton *self, gint64 max_rate_nusd);
void sublet_policy_button_set_compact (SubletPolicyButton *self, gboolean compact);

G_END_DECLS
