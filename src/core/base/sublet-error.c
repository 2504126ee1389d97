/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-error.h"

G_DEFINE_QUARK (sublet_error_quark, sublet_error)
