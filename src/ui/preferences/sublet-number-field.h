/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"
#include "ui/common/sublet-field-row.h"
#include "ui/preferences/sublet-preferences-text.h"

G_BEGIN_DECLS

/* A row whose control is a spin button with an adjustment: it shows a setting and changes it at
 * once, and names what is typed out of range. */
void sublet_number_field_bind (SubletFieldRow *row,
                               SubletSettings *settings,
                               const char *property,
                               SubletNumberField field);

G_END_DECLS
