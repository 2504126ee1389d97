/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/api/sublet-permit-private.h"

#include "support/sublet-test.h"

static void
test_once (void)
{
  g_autoptr (SubletPermit) permit = sublet_permit_new ("r-1");
  g_autoptr (SubletPermit) other = sublet_permit_ref (permit);

  g_assert_cmpstr (sublet_permit_get_intent_id (permit), ==, "r-1");
  g_assert_true (sublet_permit_spend (permit));
  g_assert_false (sublet_permit_spend (permit));
  /* A second reference is no second permit. */
  g_assert_false (sublet_permit_spend (other));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/api/permit/once", test_once);

  return g_test_run ();
}
