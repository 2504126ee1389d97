/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-idle-volumes.h"

G_BEGIN_DECLS

/* A volume that no instance uses, in words. All text is new. */

char *sublet_volume_text_dup_name (SubletVolume *volume);
/* "50 GB · on machine 20417 · since 3 Dec 2025", as far as it is known */
char *sublet_volume_text_dup_facts (SubletVolume *volume, SubletClock *clock);
/* "$0.28 a day"; (nullable) */
char *sublet_volume_text_dup_price (SubletVolume *volume);
/* "$0.90 a day", "at least $0.30 a day", "–"; (nullable): there are none */
char *sublet_volume_text_dup_sum (GListModel *volumes);
/* "2 unused volumes, $0.90 a day"; (nullable): there are none */
char *sublet_volume_text_dup_heading (GListModel *volumes);
/* What it means to delete it. */
char *sublet_volume_text_dup_loss (SubletVolume *volume);
/* Why it is not deleted, or that this is not known. */
char *sublet_volume_text_dup_failure (const GError *error);
/* (nullable): that what is shown may not be what is, and why. */
char *sublet_volume_text_dup_doubt (SubletIdleVolumes *volumes, SubletClock *clock);

G_END_DECLS
