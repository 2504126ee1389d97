/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "rental-text-fixture.h"

#include "support/sublet-manual-clock.h"

SubletClock *
rental_text_make_clock (void)
{
  return SUBLET_CLOCK (sublet_manual_clock_new ());
}

void
rental_text_assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = owned == NULL ? NULL : g_strsplit (owned, "\302\240", -1);
  g_autofree char *plain = parts == NULL ? NULL : g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}
