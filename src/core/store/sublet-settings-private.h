/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"

G_BEGIN_DECLS

GSettingsSchema *sublet_settings_dup_schema (GError **error);

G_END_DECLS
