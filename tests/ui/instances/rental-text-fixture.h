/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"

G_BEGIN_DECLS

/* What is said of rentals, as it is read. */

SubletClock *rental_text_make_clock (void);
/* Takes the text, and reads no-break spaces as blanks. */
void rental_text_assert_text (char *text, const char *expected);

G_END_DECLS
