/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-offer-layout.h"

#include "support/sublet-test.h"
#include "sublet-ui-test.h"

#define TWELVE "mark gpu job-rate job-cost gpu-ram reliability place ends down cuda ports verified"

static void
count (guint *n_changed)
{
  (*n_changed)++;
}

static SubletOfferLayout *
make (guint *n_changed)
{
  SubletOfferLayout *layout = sublet_offer_layout_new ();

  g_signal_connect_swapped (layout, "changed", G_CALLBACK (count), n_changed);

  return layout;
}

static void
assert_changed (guint *n_changed, guint expected)
{
  g_assert_cmpuint (*n_changed, ==, expected);
  *n_changed = 0;
}

/* The columns that are shown, as the table has them. */
static void
assert_shown (SubletOfferLayout *layout, const char *expected)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  const SubletOfferColumn *column;
  guint i;

  for (i = 0; (column = sublet_offer_layout_get_nth (layout, i)) != NULL; i++)
    {
      g_assert_cmpuint (sublet_offer_layout_find (layout, column), ==, i);
      if (sublet_offer_layout_is_shown (layout, column))
        g_string_append_printf (shown, "%s%s", shown->len > 0 ? " " : "", column->id);
    }
  g_assert_cmpuint (i, ==, 26);
  g_assert_cmpstr (shown->str, ==, expected);
}

static void
set_columns (SubletOfferLayout *layout, const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);

  sublet_offer_layout_set_columns (layout, (const char *const *) list);
}

static void
assert_stored (SubletOfferLayout *layout, const char *columns, const char *widths)
{
  g_auto (GStrv) ids = sublet_offer_layout_dup_columns (layout);
  g_auto (GStrv) sizes = sublet_offer_layout_dup_widths (layout);
  g_autofree char *joined_ids = g_strjoinv (" ", ids);
  g_autofree char *joined_sizes = g_strjoinv (" ", sizes);

  g_assert_cmpstr (joined_ids, ==, columns);
  g_assert_cmpstr (joined_sizes, ==, widths);
}

static void
test_columns (void)
{
  static const struct
  {
    const char *ids;
    const char *shown;
  } cases[] = {
    { "cores job-rate", "mark gpu cores job-rate" },
    { "gpu place job-rate mark", "gpu place job-rate mark" },
    { "place gpu", "mark place gpu" },
    { "no-such place place -gpu", "mark gpu place" },
    { "no-such", TWELVE },
    { "", TWELVE },
  };
  guint n_changed = 0;
  g_autoptr (SubletOfferLayout) layout = make (&n_changed);
  gsize i;

  assert_shown (layout, TWELVE);
  assert_stored (layout, "", "");
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set_columns (layout, cases[i].ids);
      assert_shown (layout, cases[i].shown);
    }
  n_changed = 0;
  set_columns (layout, TWELVE);
  assert_changed (&n_changed, 0);
  sublet_offer_layout_set_columns (layout, NULL);
  assert_changed (&n_changed, 0);

  /* What is stored is what was set. */
  set_columns (layout, "mark machine gpu job-rate");
  assert_changed (&n_changed, 1);
  assert_stored (layout, "mark machine gpu job-rate", "");
}

static void
test_choose_and_move (void)
{
  guint n_changed = 0;
  g_autoptr (SubletOfferLayout) layout = make (&n_changed);
  const SubletOfferColumn *gpu = sublet_offer_columns_find ("gpu");
  const SubletOfferColumn *place = sublet_offer_columns_find ("place");
  const SubletOfferColumn *machine = sublet_offer_columns_find ("machine");

  /* A row is known by its GPU. */
  sublet_offer_layout_set_shown (layout, gpu, FALSE);
  sublet_offer_layout_set_shown (layout, sublet_offer_columns_find ("mark"), FALSE);
  assert_changed (&n_changed, 0);
  assert_shown (layout, TWELVE);

  sublet_offer_layout_set_shown (layout, place, FALSE);
  sublet_offer_layout_set_shown (layout, place, FALSE);
  sublet_offer_layout_set_shown (layout, machine, TRUE);
  assert_changed (&n_changed, 2);
  assert_shown (layout,
                "mark gpu job-rate job-cost gpu-ram reliability ends down cuda ports verified "
                "machine");

  sublet_offer_layout_move (layout, machine, 0);
  sublet_offer_layout_move (layout, gpu, 999);
  sublet_offer_layout_move (layout, gpu, 25);
  assert_changed (&n_changed, 2);
  assert_shown (layout,
                "machine mark job-rate job-cost gpu-ram reliability ends down cuda ports verified "
                "gpu");
  sublet_offer_layout_move (layout, machine, 1);
  assert_stored (layout,
                 "mark machine job-rate job-cost gpu-ram reliability ends down cuda ports "
                 "verified gpu",
                 "");

  sublet_offer_layout_reset (layout);
  assert_shown (layout, TWELVE);
}

static void
test_widths (void)
{
  static const char *const nonsense[] = { "gpu=300",
                                          "gpu",
                                          "place=-4",
                                          "down=abc",
                                          "cuda=",
                                          "ports=0",
                                          "no-such=90",
                                          "=5",
                                          "up=99999",
                                          "ends=12.5",
                                          "verified=4000000000",
                                          NULL };
  guint n_changed = 0;
  g_autoptr (SubletOfferLayout) layout = make (&n_changed);
  const SubletOfferColumn *gpu = sublet_offer_columns_find ("gpu");
  const SubletOfferColumn *up = sublet_offer_columns_find ("up");

  g_assert_cmpint (sublet_offer_layout_get_width (layout, gpu), ==, gpu->width);
  sublet_offer_layout_set_widths (layout, nonsense);
  assert_changed (&n_changed, 1);
  assert_stored (layout, "", "gpu=300");
  sublet_offer_layout_set_widths (layout, nonsense);
  assert_changed (&n_changed, 0);

  /* Never below the title, never without end; what is no change is none. */
  sublet_offer_layout_set_least_width (layout, up, 60);
  sublet_offer_layout_set_width (layout, up, -7);
  g_assert_cmpint (sublet_offer_layout_get_width (layout, up), ==, 60);
  sublet_offer_layout_set_width (layout, up, 1000000);
  g_assert_cmpint (sublet_offer_layout_get_width (layout, up), ==, SUBLET_OFFER_LAYOUT_WIDEST);
  sublet_offer_layout_set_width (layout, up, 1000000);
  assert_changed (&n_changed, 2);

  /* A translation that is longer than what was stored. */
  sublet_offer_layout_set_width (layout, up, 70);
  sublet_offer_layout_set_least_width (layout, up, 90);
  g_assert_cmpint (sublet_offer_layout_get_width (layout, up), ==, 90);
  g_assert_true (sublet_offer_layout_has_own_width (layout, up));

  sublet_offer_layout_reset (layout);
  g_assert_false (sublet_offer_layout_has_own_width (layout, gpu));
  assert_stored (layout, "", "");
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/market/offer-layout/columns", test_columns);
  g_test_add_func ("/ui/market/offer-layout/choose-and-move", test_choose_and_move);
  g_test_add_func ("/ui/market/offer-layout/widths", test_widths);

  return g_test_run ();
}
