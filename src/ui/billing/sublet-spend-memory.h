/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"
#include "ui/billing/sublet-spend-model.h"

G_BEGIN_DECLS

/* What was chosen of spending, from one run to the next. */
void sublet_spend_memory_bind (SubletSpendModel *model, SubletSettings *settings);

G_END_DECLS
