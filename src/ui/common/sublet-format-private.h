/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-format.h"

G_BEGIN_DECLS

/* What stands for a figure that is not known. */
#define SUBLET_FORMAT_UNKNOWN "–"

/* sublet-format.c: a whole number of 1/10^decimals */
char *sublet_format_fixed (guint64 value, int decimals);

G_END_DECLS
