/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

/* From now on. */
static void
answer_only (Fixture *fixture, int status, const char *body)
{
  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer (fixture, status, body);
}

static SubletCatalogueListing *
list_templates (Fixture *fixture, SubletTemplateScope scope, const char *words, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_templates_async (fixture->client,
                                      scope,
                                      900,
                                      words,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  sublet_test_await_result (&result);
  return sublet_client_list_catalogue_finish (fixture->client, result, error);
}

static SubletCatalogueListing *
list_volumes (Fixture *fixture, gint64 machine_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (machine_id != 0)
    sublet_client_search_volumes_async (fixture->client,
                                        machine_id,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  else
    sublet_client_list_volumes_async (fixture->client, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_client_list_catalogue_finish (fixture->client, result, error);
}

static char **
list_secrets (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_secrets_async (fixture->client, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_client_list_secrets_finish (fixture->client, result, error);
}

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("SUBLET_TEST_DATA"), "catalogue-quirks.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (SubletCatalogueListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  SubletTemplate *template_;
  SubletLaunch *launch;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  answer_only (fixture, 200, text);
  listing = list_templates (fixture, SUBLET_TEMPLATE_SCOPE_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->items->len, ==, 4);
  g_assert_cmpuint (listing->skipped_rows, ==, 5);
  g_assert_cmpint (listing->n_found, ==, 9);

  template_ = g_ptr_array_index (listing->items, 0);
  launch = sublet_template_get_launch (template_);
  g_assert_cmpstr (sublet_template_get_data (template_)->hash_id, ==, "a1b2");
  g_assert_cmpstr (sublet_template_get_data (template_)->image, ==, "vastai/pytorch:cuda-12.8");
  g_assert_cmpfloat_with_epsilon (sublet_template_get_data (template_)->recommended_disk_gb,
                                  32.5,
                                  1e-9);
  g_assert_cmpfloat_with_epsilon (sublet_template_get_data (template_)->needed_cuda, 12.8, 1e-9);
  g_assert_true (sublet_template_get_data (template_)->recommended);
  g_assert_cmpint (sublet_launch_get_mode (launch), ==, SUBLET_LAUNCH_MODE_JUPYTER);
  g_assert_cmpstr (sublet_launch_get_jupyter_dir (launch), ==, "/work");
  g_assert_cmpstr (sublet_launch_get_env_value (launch, 0), ==, "two words");
  g_assert_cmpuint (sublet_template_get_n_other_flags (template_), ==, 1);
  g_assert_cmpstr (sublet_launch_get_onstart (launch), ==, "echo planted-script");

  template_ = g_ptr_array_index (listing->items, 1);
  g_assert_cmpint (sublet_template_get_data (template_)->id, ==, 62898);
  g_assert_null (sublet_template_get_data (template_)->name);
  g_assert_cmpstr (sublet_template_get_data (template_)->image, ==, "a");
  g_assert_cmpfloat_with_epsilon (sublet_template_get_data (template_)->needed_cuda, 12.4, 1e-9);
  g_assert_cmpuint (sublet_launch_get_n_env (sublet_template_get_launch (template_)), ==, 0);

  template_ = g_ptr_array_index (listing->items, 2);
  launch = sublet_template_get_launch (template_);
  g_assert_cmpint (sublet_launch_get_mode (launch), ==, SUBLET_LAUNCH_MODE_ARGS);
  g_assert_cmpstr (sublet_launch_get_args (launch), ==, "--model x");
  g_assert_true (isnan (sublet_template_get_data (template_)->recommended_disk_gb));
  g_assert_true (isnan (sublet_template_get_data (template_)->needed_cuda));
  /* An upper end is no need, and neither is nonsense. */
  template_ = g_ptr_array_index (listing->items, 3);
  g_assert_true (isnan (sublet_template_get_data (template_)->needed_cuda));
}

static void
test_template_queries (Fixture *fixture, gconstpointer data)
{
  const char *const rest = "&select_cols=%5B%22%2A%22%5D&order_by=%5B%7B%22col%22%3A%22count_"
                           "created%22%2C%22dir%22%3A%22desc%22%7D%5D&limit=100";
  const struct
  {
    SubletTemplateScope scope;
    const char *words;
    const char *filters;
  } rows[] = {
    { SUBLET_TEMPLATE_SCOPE_ALL, NULL, "{}" },
    { SUBLET_TEMPLATE_SCOPE_RECOMMENDED, "", "{\"recommended\":{\"eq\":true}}" },
    { SUBLET_TEMPLATE_SCOPE_OWN,
      "a \"b\"",
      "{\"creator_id\":{\"in\":[900]},\"name\":\"a \\\"b\\\"\"}" },
    { SUBLET_TEMPLATE_SCOPE_ALL, "vLLM", "{\"name\":\"vLLM\"}" },
  };
  guint i;

  answer_only (fixture, 200, "{\"success\":true,\"templates\":[]}");
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *escaped = g_uri_escape_string (rows[i].filters, NULL, FALSE);
      g_autofree char *query = g_strconcat ("select_filters=", escaped, rest, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SubletCatalogueListing)
        listing = list_templates (fixture, rows[i].scope, rows[i].words, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (listing->items->len, ==, 0);
      g_assert_cmpstr (fixture_get_request (fixture, i)->query, ==, query);
    }
}

static void
test_volumes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletCatalogueListing) listing = NULL;
  g_autoptr (SubletCatalogueListing) offers = NULL;
  g_autoptr (GError) error = NULL;
  const SubletVolumeData *volume;
  /* Who uses it is said of two alone: that none is said is not that there is none. */
  const int users[] = { 2, -1, 0, -1, -1 };
  gsize i;

  answer_only (fixture,
               200,
               "{\"volumes\":[{\"id\":61,\"label\":\"d1\",\"status\":\"active\",\"disk_space\":"
               "50,"
               "\"machine_id\":20417,\"instances\":[1,2],\"storage_total_cost\":0.0125,"
               "\"start_date\":1785990000.25},{\"id\":62,\"machine_id\":1,\"instances\":null},"
               "{\"id\":64,\"machine_id\":1,\"instances\":[]},{\"id\":65,\"machine_id\":1},"
               "{\"id\":66,\"machine_id\":1,\"instances\":0},"
               "{\"id\":63},{\"machine_id\":1},null]}");
  listing = list_volumes (fixture, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_get_request (fixture, 0)->query, ==, "owner=me&type=local_volume");
  g_assert_cmpuint (listing->items->len, ==, G_N_ELEMENTS (users));
  g_assert_cmpuint (listing->skipped_rows, ==, 3);
  for (i = 0; i < G_N_ELEMENTS (users); i++)
    {
      volume = sublet_volume_get_data (g_ptr_array_index (listing->items, i));
      g_assert_cmpint (volume->n_instances, ==, users[i]);
    }
  volume = sublet_volume_get_data (g_ptr_array_index (listing->items, 0));
  g_assert_cmpint (volume->id, ==, 61);
  g_assert_cmpstr (volume->label, ==, "d1");
  g_assert_cmpuint (volume->n_instances, ==, 2);
  /* $0.0125/h for 50 GB, 720 hours a month. */
  g_assert_cmpint (volume->nusd_per_gb_month, ==, 180000000);
  volume = sublet_volume_get_data (g_ptr_array_index (listing->items, 1));
  g_assert_cmpint (volume->nusd_per_gb_month, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_true (isnan (volume->size_gb));

  answer_only (fixture,
               200,
               "{\"offers\":[{\"id\":9001,\"machine_id\":20417,\"disk_space\":200,"
               "\"storage_cost\":0.18}]}");
  offers = list_volumes (fixture, 20417, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture_get_request (fixture, 1)->body,
                   ==,
                   "{\"machine_id\":{\"eq\":20417},\"order\":[[\"storage_cost\",\"asc\"]],"
                   "\"limit\":64}");
  volume = sublet_volume_get_data (g_ptr_array_index (offers->items, 0));
  g_assert_true (volume->offer);
  g_assert_cmpint (volume->n_instances, ==, 0);
  g_assert_cmpint (volume->nusd_per_gb_month, ==, 180000000);
}

static void
test_secrets (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) none = NULL;
  g_autoptr (GError) error = NULL;

  answer_only (fixture,
               200,
               "{\"success\":true,\"secrets\":{\"HF_TOKEN\":\"********\",\"B\":null}}");
  names = list_secrets (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "HF_TOKEN");
  answer_only (fixture, 200, "{\"success\":true,\"secrets\":null}");
  none = list_secrets (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static char **
list_gpu_names (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_client_list_gpu_names_async (fixture->client, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_client_list_gpu_names_finish (fixture->client, result, error);
}

/* What is no name is left out. */
static void
test_gpu_names (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "RTX 4090", "A100 PCIE", NULL };
  g_autofree char *long_name = g_strnfill (65, 'x');
  g_autofree char *body = g_strdup_printf ("{\"gpu_names\":[\"RTX 4090\",null,7,\"\",{},[\"a\"],"
                                           "\"%s\",\"A100 PCIE\"]}",
                                           long_name);
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;

  answer_only (fixture, 200, body);
  names = list_gpu_names (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (names, expected);
}

/* Unknown is never empty. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    int status;
    const char *body;
    SubletError code;
  } rows[] = {
    { 200, "{}", SUBLET_ERROR_PROTOCOL },
    { 200, "{\"success\":true}", SUBLET_ERROR_PROTOCOL },
    { 403, "{\"error\":\"permission_denied\"}", SUBLET_ERROR_FORBIDDEN },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) template_error = NULL;
      g_autoptr (GError) volume_error = NULL;
      g_autoptr (GError) secret_error = NULL;
      g_autoptr (GError) name_error = NULL;

      answer_only (fixture, rows[i].status, rows[i].body);
      g_assert_null (list_templates (fixture, SUBLET_TEMPLATE_SCOPE_ALL, NULL, &template_error));
      g_assert_error (template_error, SUBLET_ERROR, (int) rows[i].code);
      g_assert_null (list_volumes (fixture, 0, &volume_error));
      g_assert_error (volume_error, SUBLET_ERROR, (int) rows[i].code);
      g_assert_null (list_secrets (fixture, &secret_error));
      g_assert_error (secret_error, SUBLET_ERROR, (int) rows[i].code);
      g_assert_null (list_gpu_names (fixture, &name_error));
      g_assert_error (name_error, SUBLET_ERROR, (int) rows[i].code);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("/core/api/catalogue/gpu-names", test_gpu_names);
  ADD ("/core/api/catalogue/templates", test_templates);
  ADD ("/core/api/catalogue/template-queries", test_template_queries);
  ADD ("/core/api/catalogue/volumes", test_volumes);
  ADD ("/core/api/catalogue/secrets", test_secrets);
  ADD ("/core/api/catalogue/refused", test_refused);

  return g_test_run ();
}
