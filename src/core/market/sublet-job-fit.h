/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"

G_BEGIN_DECLS

bool sublet_job_fits_row (const SubletJob *job, const SubletOfferRow *row);

G_END_DECLS
