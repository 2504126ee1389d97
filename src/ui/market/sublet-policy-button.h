/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-policy.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_POLICY_BUTTON (sublet_policy_button_get_type ())

/*
 * "Rent Cheapest", and a menu with the other policies; it names the last choice. Signal "chosen"
 * (SubletPolicy): by the person.
 */
G_DECLARE_FINAL_TYPE (SubletPolicyButton, sublet_policy_button, SUBLET, POLICY_BUTTON, AdwBin)

GtkWidget *sublet_policy_button_new (void);

SubletPolicy sublet_policy_button_get_policy (SubletPolicyButton *self);
void sublet_policy_button_set_policy (SubletPolicyButton *self, SubletPolicy policy);
void sublet_policy_button_set_compact (SubletPolicyButton *self, gboolean compact);

G_END_DECLS
