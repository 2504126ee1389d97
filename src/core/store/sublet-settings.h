/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"
#include "core/market/sublet-policy.h"
#include "core/rental/sublet-rental-request.h"
#include "core/ssh/sublet-key-choice.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SETTINGS (sublet_settings_get_type ())

/*
 * The person's settings as typed properties, one per key of the schema and of the same name, all
 * writable and notifying: "server-url", "image", "disk-gb", "job-hours", "job-down-gb",
 * "job-up-gb", "price-kind", "side-by-side", "policy", "policy-max-rate", "ceiling-percent",
 * "lease-hours", "lease-end", "spend-cap-per-hour", "spend-cap-per-day", "daily-budget",
 * "monthly-budget" (dollars, 0: none), "low-credit-hours", "give-up-minutes", "idle-minutes",
 * "idle-percent", "ask-before-closing", "keep-watching", "window-width", "window-height",
 * "window-maximized", "page", "billing-section", "spending-range", "spending-days",
 * "spending-step", "spending-grouping", "spending-sort", "quotes-sort", "filters", "sort-columns",
 * "visible-columns",
 * "column-widths", "market-panes", "market-max-offers", "instances-view", "instances-group",
 * "instances-sort", "instances-descending", "packages", "measure-network", "ssh-key",
 * "terminal-font", "terminal-colors", "terminal-tmux", "terminal-scrollback-lines",
 * "terminal-bell", "notify-ready", "notify-failed", "notify-lease", "notify-idle",
 * "notify-not-destroyed", "notify-outbid", "notify-offline", "notify-increase", "notify-bill",
 * "notify-budget", "notify-low-credit". Nobody else opens GSettings. No secret is ever in here.
 */
G_DECLARE_FINAL_TYPE (SubletSettings, sublet_settings, SUBLET, SETTINGS, GObject)

/* Whether the schema is installed, and this version's. */
gboolean sublet_settings_check_installed (GError **error);

/* in_memory: the demo's, forgotten at exit. */
SubletSettings *sublet_settings_new (gboolean in_memory);

/* VAST_URL when set, else the setting. */
char *sublet_settings_dup_base_url (SubletSettings *self);

char *sublet_settings_dup_image (SubletSettings *self);
void sublet_settings_get_job (SubletSettings *self, SubletJob *job);
void sublet_settings_set_job (SubletSettings *self, const SubletJob *job);
SubletPolicy sublet_settings_get_policy (SubletSettings *self);
void sublet_settings_set_policy (SubletSettings *self, SubletPolicy policy);
double sublet_settings_get_policy_max_rate (SubletSettings *self);
int sublet_settings_get_ceiling_percent (SubletSettings *self);
int sublet_settings_get_lease_hours (SubletSettings *self);
SubletLeaseEnd sublet_settings_get_lease_end (SubletSettings *self);
double sublet_settings_get_spend_cap_per_hour (SubletSettings *self);
double sublet_settings_get_spend_cap_per_day (SubletSettings *self);
int sublet_settings_get_low_credit_hours (SubletSettings *self);
int sublet_settings_get_give_up_minutes (SubletSettings *self);
int sublet_settings_get_idle_minutes (SubletSettings *self);
int sublet_settings_get_idle_percent (SubletSettings *self);
/* (transfer full): which key instances are reached with, unless a rental says otherwise. */
SubletKeyChoice *sublet_settings_dup_key_choice (SubletSettings *self);
void sublet_settings_set_key_choice (SubletSettings *self, SubletKeyChoice *choice);

G_END_DECLS
