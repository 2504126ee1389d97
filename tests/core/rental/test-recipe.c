/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-recipe-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

static SubletLaunch *
make_launch (void)
{
  SubletLaunch *launch = sublet_launch_new ();

  sublet_launch_set_image (launch, "a:b");
  sublet_launch_add_env (launch, "HF_TOKEN", "planted");
  return launch;
}

static void
test_terms (void)
{
  static const char *const bad[] = { "", "[]", "{}", "{\"version\":2}" };
  SubletRecipeTerms terms;
  SubletRecipeTerms back;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gsize i;

  sublet_recipe_terms_init (&terms);
  g_assert_cmpint (terms.count, ==, 1);
  g_assert_cmpint (terms.ceiling_percent, ==, 5);
  terms.job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  terms.job.disk_gb = 40.5;
  terms.deposit_uusd = 12340000;
  terms.gpu_name = (char *) "RTX 4090";
  terms.num_gpus = 2;
  terms.label = (char *) "ada";
  terms.policy = SUBLET_POLICY_SECOND_CHEAPEST;
  terms.count = 3;
  terms.stop_on_failure = true;
  terms.ceiling_percent = 0;
  terms.lease_us = 0;
  terms.lease_end = SUBLET_LEASE_END_DESTROY;
  json = sublet_recipe_terms_to_json (&terms);
  g_assert_true (sublet_recipe_terms_from_json (json, &back, &error));
  g_assert_no_error (error);
  again = sublet_recipe_terms_to_json (&back);
  g_assert_cmpstr (json, ==, again);
  g_assert_true (sublet_job_equal (&back.job, &terms.job));
  g_assert_cmpint (back.deposit_uusd, ==, 12340000);
  g_assert_cmpint (back.policy, ==, SUBLET_POLICY_SECOND_CHEAPEST);
  g_assert_cmpint (back.lease_end, ==, SUBLET_LEASE_END_DESTROY);
  sublet_recipe_terms_clear (&back);

  /* What is missing or nonsense never becomes more than a person would expect. */
  g_assert_true (
    sublet_recipe_terms_from_json ("{\"version\":1,\"count\":-3,\"hours\":\"x\","
                                   "\"ceiling-percent\":1e9,\"policy\":\"dearest\","
                                   "\"deposit-uusd\":-1,\"lease-us\":-1,\"lease-end\":\"never\"}",
                                   &back,
                                   &error));
  g_assert_no_error (error);
  g_assert_cmpint (back.count, ==, 1);
  g_assert_cmpint (back.ceiling_percent, ==, 1000);
  g_assert_cmpint (back.policy, ==, SUBLET_POLICY_CHEAPEST);
  g_assert_cmpint (back.deposit_uusd, ==, 0);
  g_assert_cmpint (back.lease_us, ==, 0);
  g_assert_cmpint (back.lease_end, ==, SUBLET_LEASE_END_WARN);
  sublet_recipe_terms_clear (&back);

  for (i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (sublet_recipe_terms_from_json (bad[i], &back, &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_clear_error (&error);
    }
}

static void
test_validate (void)
{
  g_autofree char *longest = g_strnfill (SUBLET_RECIPE_MAX_NAME, 'x');
  g_autofree char *longer = g_strnfill (SUBLET_RECIPE_MAX_NAME + 1, 'x');
  const struct
  {
    const char *name;
    bool fine;
  } rows[] = {
    { "Training", true }, { " \xc3\xa4 b ", true }, { longest, true }, { longer, false },
    { "", false },        { "  ", false },          { "a\tb", false }, { "\xff", false }
  };
  g_autoptr (SubletLaunch) launch = make_launch ();
  SubletRecipeTerms terms;
  gsize i;

  sublet_recipe_terms_init (&terms);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletRecipe) recipe = sublet_recipe_new (rows[i].name, launch, &terms);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (sublet_recipe_validate (recipe, &error), ==, rows[i].fine);
      if (!rows[i].fine)
        g_assert_true (g_str_has_prefix (error->message, "name: "));
    }

  /* A secret may be missing, a wrong name may not be there. */
  {
    g_autoptr (SubletRecipe) recipe = NULL;
    g_autoptr (SubletRecipe) wrong = NULL;
    g_autoptr (GError) error = NULL;

    sublet_launch_set_env_value (launch, 0, NULL);
    recipe = sublet_recipe_new ("a", launch, &terms);
    g_assert_true (sublet_recipe_validate (recipe, &error));
    sublet_launch_add_env (launch, "a b", "planted");
    wrong = sublet_recipe_new ("a", launch, &terms);
    g_assert_false (sublet_recipe_validate (wrong, &error));
    g_assert_true (g_str_has_prefix (error->message, "env 2: "));
  }
}

static void
test_from_journal (void)
{
  g_autoptr (SubletLaunch) launch = make_launch ();
  g_autofree char *json = sublet_launch_to_json (launch);
  SubletRentalRecord record = {
    .gpu_name = (char *) "RTX 4090",
    .num_gpus = 2,
    .image = (char *) "older:image",
    .label = (char *) "ada-1",
    .disk_gb = 40,
    .launch_json = json,
    .price_kind = SUBLET_PRICE_KIND_INTERRUPTIBLE,
    .quoted_running_nusd = 400000000,
    .deposit_uusd = 7000000,
    .lease_us = 3 * G_TIME_SPAN_HOUR,
    .lease_at_end = SUBLET_LEASE_END_DESTROY,
  };
  SubletIntentRecord intent = { .ceiling_nusd = 430000000 };
  const SubletJournalRental rental = { .record = &record, .intent = &intent };
  g_autoptr (SubletRecipe) recipe = sublet_recipe_new_from_journal (&rental);
  const SubletRecipeTerms *terms = sublet_recipe_get_terms (recipe);
  g_autoptr (SubletRecipe) reserved = NULL;
  g_autoptr (SubletRecipe) old = NULL;
  g_autoptr (SubletRecipe) newer = NULL;

  g_assert_cmpstr (sublet_recipe_get_name (recipe), ==, "ada-1");
  g_assert_cmpstr (sublet_launch_get_image (sublet_recipe_get_launch (recipe)), ==, "a:b");
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (sublet_recipe_get_launch (recipe)), ==, 1);
  g_assert_cmpstr (terms->gpu_name, ==, "RTX 4090");
  g_assert_cmpint (terms->num_gpus, ==, 2);
  g_assert_cmpint (terms->job.kind, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_cmpfloat_with_epsilon (terms->job.disk_gb, 40, 1e-9);
  /* 7.5 %: never dearer than it was. */
  g_assert_cmpint (terms->ceiling_percent, ==, 7);
  g_assert_cmpint (terms->lease_us, ==, 3 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (terms->lease_end, ==, SUBLET_LEASE_END_DESTROY);

  /* A deposit is part of the wish, whatever became of it; only of a reserved one. */
  g_assert_cmpint (terms->deposit_uusd, ==, 0);
  record.price_kind = SUBLET_PRICE_KIND_RESERVED;
  reserved = sublet_recipe_new_from_journal (&rental);
  g_assert_cmpint (sublet_recipe_get_terms (reserved)->job.kind, ==, SUBLET_PRICE_KIND_RESERVED);
  g_assert_cmpint (sublet_recipe_get_terms (reserved)->deposit_uusd, ==, 7000000);

  /* Of before launches were kept, and of a newer version. */
  record.launch_json = NULL;
  record.label = NULL;
  record.price_kind = SUBLET_PRICE_KIND_UNKNOWN;
  record.quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  old = sublet_recipe_new_from_journal (&rental);
  g_assert_cmpstr (sublet_launch_get_image (sublet_recipe_get_launch (old)), ==, "older:image");
  g_assert_cmpstr (sublet_recipe_get_name (old), ==, "older:image");
  g_assert_cmpint (sublet_recipe_get_terms (old)->job.kind, ==, SUBLET_PRICE_KIND_ON_DEMAND);
  g_assert_cmpint (sublet_recipe_get_terms (old)->ceiling_percent, ==, 0);
  g_assert_null (sublet_launch_get_ssh_key (sublet_recipe_get_launch (old)));

  /* Which SSH key a newer version chose is not known: it is not taken for the one of Preferences.
   */
  record.launch_json = (char *) "{\"version\":99}";
  newer = sublet_recipe_new_from_journal (&rental);
  g_assert_cmpstr (sublet_launch_get_image (sublet_recipe_get_launch (newer)), ==, "older:image");
  g_assert_cmpint (sublet_launch_check (sublet_recipe_get_launch (newer),
                                        SUBLET_LAUNCH_FIELD_SSH_KEY,
                                        NULL),
                   ==,
                   SUBLET_LAUNCH_PROBLEM_MALFORMED);
}

static void
test_from_instance (void)
{
  static const char *const names[] = { "HF_TOKEN",   "-p 7860:7861", "-p 9000:9000/udp",
                                       "-h trainer", "-p nonsense",  NULL };
  SubletInstanceData data;
  g_autoptr (SubletInstance) instance = NULL;
  g_autoptr (SubletRecipe) recipe = NULL;
  SubletLaunch *launch;
  const GArray *ports;

  sublet_instance_data_init (&data);
  data.id = 7;
  data.image = g_strdup ("a:b");
  data.label = g_strdup ("ada-1");
  data.image_runtype = g_strdup ("jupyter_direc ssh_direc ssh_proxy");
  data.jupyter = true;
  data.env_names = g_strdupv ((char **) names);
  data.disk_space_gb = 40;
  data.is_bid = true;
  data.num_gpus = 1;
  instance = sublet_instance_new_take (&data, 1);
  recipe = sublet_recipe_new_from_instance (instance);
  launch = sublet_recipe_get_launch (recipe);
  ports = sublet_launch_get_ports (launch);

  g_assert_cmpstr (sublet_launch_get_image (launch), ==, "a:b");
  g_assert_cmpint (sublet_launch_get_mode (launch), ==, SUBLET_LAUNCH_MODE_JUPYTER);
  g_assert_cmpuint (sublet_launch_get_n_env (launch), ==, 1);
  g_assert_cmpstr (sublet_launch_get_env_name (launch, 0), ==, "HF_TOKEN");
  g_assert_null (sublet_launch_get_env_value (launch, 0));
  g_assert_cmpuint (ports->len, ==, 2);
  g_assert_cmpint (g_array_index (ports, SubletLaunchPort, 0).port, ==, 7861);
  g_assert_true (g_array_index (ports, SubletLaunchPort, 1).udp);
  g_assert_cmpint (sublet_recipe_get_terms (recipe)->job.kind, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/rental/recipe/terms", test_terms);
  g_test_add_func ("/core/rental/recipe/validate", test_validate);
  g_test_add_func ("/core/rental/recipe/from-journal", test_from_journal);
  g_test_add_func ("/core/rental/recipe/from-instance", test_from_instance);

  return g_test_run ();
}
