/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"

G_BEGIN_DECLS

struct _SubletSettings
{
  GObject parent_instance;

  GSettings *settings; /* (owned) */
};

/* sublet-settings-schema.c */
GSettingsSchema *sublet_settings_dup_schema (GError **error);

/* sublet-settings-words.c: by the key and the property of the same name, one of an enum's values */
int sublet_settings_get_word (SubletSettings *self, const char *key);
void sublet_settings_set_word (SubletSettings *self, const char *key, int value);

G_END_DECLS
