/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rent/sublet-template-picker.h"

G_BEGIN_DECLS

/* For the pictures: as if the service had answered. (element-type SubletTemplate) */
void sublet_template_picker_show (SubletTemplatePicker *self, GPtrArray *items);
void sublet_template_picker_fail (SubletTemplatePicker *self, const GError *error);

G_END_DECLS
