/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "core/store/sublet-settings.h"
#include "support/sublet-test.h"

/* GSettings finds the schemas once and remembers it: the environment of the test program names the
 * build's. */

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchema *schema;

  schema = g_settings_schema_source_lookup (g_settings_schema_source_get_default (),
                                            SETTINGS_SCHEMA,
                                            TRUE);
  g_assert_nonnull (schema);
  return schema;
}

static GVariant *
dup_default (GSettingsSchema *schema, const char *name)
{
  g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, name);

  return g_settings_schema_key_get_default_value (key);
}

static void
assert_range (GSettingsSchema *schema, GParamSpec *pspec)
{
  g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, pspec->name);
  g_autoptr (GVariant) range = g_settings_schema_key_get_range (key);
  g_autoptr (GVariant) values = NULL;
  const char *kind = NULL;

  g_variant_get (range, "(&sv)", &kind, &values);
  if (G_IS_PARAM_SPEC_INT (pspec))
    {
      int minimum, maximum;

      g_assert_cmpstr (kind, ==, "range");
      g_variant_get (values, "(ii)", &minimum, &maximum);
      g_assert_cmpint (G_PARAM_SPEC_INT (pspec)->minimum, ==, minimum);
      g_assert_cmpint (G_PARAM_SPEC_INT (pspec)->maximum, ==, maximum);
    }
  else if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    {
      double minimum, maximum;

      g_assert_cmpstr (kind, ==, "range");
      g_variant_get (values, "(dd)", &minimum, &maximum);
      g_assert_cmpfloat_with_epsilon (G_PARAM_SPEC_DOUBLE (pspec)->minimum, minimum, 1e-9);
      g_assert_cmpfloat_with_epsilon (G_PARAM_SPEC_DOUBLE (pspec)->maximum, maximum, 1e-9);
    }
}

/* Every key has its property and the other way round, with the schema's range and default. */
static void
test_schema (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (GSettingsSchema) schema = find_schema ();
  g_auto (GStrv) keys = g_settings_schema_list_keys (schema);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs = 0;
  guint i;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (settings), &n_pspecs);
  g_assert_cmpuint (g_strv_length (keys), ==, n_pspecs);

  for (i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GVariant) expected = NULL;

      g_assert_true (g_strv_contains ((const char *const *) keys, pspecs[i]->name));
      assert_range (schema, pspecs[i]);

      g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (pspecs[i]));
      g_object_get_property (G_OBJECT (settings), pspecs[i]->name, &value);
      expected = dup_default (schema, pspecs[i]->name);
      /* A boxed property has no default of its own. */
      if (G_VALUE_HOLDS (&value, G_TYPE_STRV))
        {
          g_autofree const char **strv = g_variant_get_strv (expected, NULL);

          g_assert_true (g_strv_equal (strv, g_value_get_boxed (&value)));
        }
      else
        {
          g_assert_true (g_param_value_defaults (pspecs[i], &value));
        }
    }
}

static void
test_set (void)
{
  static const char *const columns[] = { "job-rate", "-reliability", NULL };
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autofree GParamSpec **pspecs = NULL;
  g_autofree char *image = NULL;
  g_auto (GStrv) sorted = NULL;
  guint n_pspecs = 0;
  guint i;

  /* Each twice: the second time nothing has changed. */
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (settings), &n_pspecs);
  for (i = 0; i < n_pspecs; i++)
    {
      g_autoptr (SubletNotifyCounter)
        counter = sublet_notify_counter_new (settings, pspecs[i]->name);
      g_auto (GValue) value = G_VALUE_INIT;
      GType type = G_PARAM_SPEC_VALUE_TYPE (pspecs[i]);

      g_value_init (&value, type);
      if (g_str_equal (pspecs[i]->name, "page"))
        g_value_set_string (&value, "instances");
      else if (g_str_equal (pspecs[i]->name, "billing-section"))
        g_value_set_string (&value, "spending");
      else if (g_str_equal (pspecs[i]->name, "spending-range"))
        g_value_set_string (&value, "days");
      else if (g_str_equal (pspecs[i]->name, "spending-step"))
        g_value_set_string (&value, "week");
      else if (g_str_equal (pspecs[i]->name, "spending-grouping"))
        g_value_set_string (&value, "gpu");
      else if (g_str_equal (pspecs[i]->name, "instances-view"))
        g_value_set_string (&value, "table");
      else if (g_str_equal (pspecs[i]->name, "instances-group"))
        g_value_set_string (&value, "label");
      else if (g_str_equal (pspecs[i]->name, "terminal-tmux"))
        g_value_set_string (&value, "always");
      else if (g_str_equal (pspecs[i]->name, "terminal-colors"))
        g_value_set_string (&value, "dark");
      else if (g_str_equal (pspecs[i]->name, "instances-sort"))
        g_value_set_string (&value, "rate");
      else if (type == G_TYPE_STRING)
        g_value_set_string (&value, "something");
      else if (type == G_TYPE_INT)
        g_value_set_int (&value, G_PARAM_SPEC_INT (pspecs[i])->maximum);
      else if (type == G_TYPE_DOUBLE)
        g_value_set_double (&value, G_PARAM_SPEC_DOUBLE (pspecs[i])->maximum);
      else if (type == G_TYPE_BOOLEAN)
        g_value_set_boolean (&value, !G_PARAM_SPEC_BOOLEAN (pspecs[i])->default_value);
      else if (type == G_TYPE_STRV)
        g_value_set_boxed (&value, columns);
      else
        g_value_set_enum (&value, G_PARAM_SPEC_ENUM (pspecs[i])->enum_class->maximum);

      g_object_set_property (G_OBJECT (settings), pspecs[i]->name, &value);
      g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
      g_object_set_property (G_OBJECT (settings), pspecs[i]->name, &value);
      g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);
    }

  image = sublet_settings_dup_image (settings);
  g_assert_cmpstr (image, ==, "something");
  g_assert_cmpint (sublet_settings_get_lease_hours (settings), ==, 8760);
  g_object_get (settings, "sort-columns", &sorted, NULL);
  g_assert_true (g_strv_equal (columns, (const char *const *) sorted));

  g_assert_finalize_object (g_steal_pointer (&settings));
}

static void
test_enums (void)
{
  static const SubletPolicy policies[] = {
    SUBLET_POLICY_CHEAPEST,
    SUBLET_POLICY_SECOND_CHEAPEST,
    SUBLET_POLICY_BEST_VALUE,
    SUBLET_POLICY_MOST_RELIABLE,
  };
  static const SubletLeaseEnd ends[] = {
    SUBLET_LEASE_END_STOP,
    SUBLET_LEASE_END_DESTROY,
    SUBLET_LEASE_END_WARN,
  };
  static const SubletPriceKind kinds[] = {
    SUBLET_PRICE_KIND_ON_DEMAND,
    SUBLET_PRICE_KIND_INTERRUPTIBLE,
    SUBLET_PRICE_KIND_RESERVED,
  };
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      sublet_settings_set_policy (settings, policies[i]);
      g_assert_cmpint (sublet_settings_get_policy (settings), ==, policies[i]);
    }
  for (i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_object_set (settings, "lease-end", ends[i], NULL);
      g_assert_cmpint (sublet_settings_get_lease_end (settings), ==, ends[i]);
    }
  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      SubletPriceKind kind;

      g_object_set (settings, "price-kind", kinds[i], NULL);
      g_object_get (settings, "price-kind", &kind, NULL);
      g_assert_cmpint (kind, ==, kinds[i]);
    }
}

static void
test_job (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  SubletJob first;
  SubletJob job;

  sublet_job_init (&first);
  sublet_settings_get_job (settings, &job);
  g_assert_cmpfloat_with_epsilon (job.hours, first.hours, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.disk_gb, first.disk_gb, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.down_gb, first.down_gb, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.up_gb, first.up_gb, 1e-9);
  g_assert_cmpint (job.kind, ==, first.kind);

  job.hours = 0.0;
  job.disk_gb = 1.0;
  job.down_gb = -1.0;
  job.up_gb = 1e12;
  job.kind = SUBLET_PRICE_KIND_UNKNOWN;
  sublet_settings_set_job (settings, &job);
  sublet_settings_get_job (settings, &job);
  g_assert_cmpfloat_with_epsilon (job.hours, 0.1, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.disk_gb, 8.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.down_gb, 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.up_gb, 1000000.0, 1e-9);
  g_assert_cmpint (job.kind, ==, SUBLET_PRICE_KIND_ON_DEMAND);

  job.hours = 24.0;
  job.disk_gb = 99.6;
  job.kind = SUBLET_PRICE_KIND_RESERVED;
  sublet_settings_set_job (settings, &job);
  sublet_settings_get_job (settings, &job);
  g_assert_cmpfloat_with_epsilon (job.hours, 24.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.disk_gb, 100.0, 1e-9);
  g_assert_cmpint (job.kind, ==, SUBLET_PRICE_KIND_RESERVED);
}

static void
test_key_choice (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletKeyChoice) first = sublet_settings_dup_key_choice (settings);
  g_autoptr (SubletKeyChoice) file = sublet_key_choice_new_file ("/home/ada/key");
  g_autoptr (SubletKeyChoice) kept = NULL;
  g_autoptr (SubletKeyChoice) nonsense = NULL;

  g_assert_cmpint (sublet_key_choice_get_kind (first), ==, SUBLET_KEY_CHOICE_OWN);
  sublet_settings_set_key_choice (settings, file);
  kept = sublet_settings_dup_key_choice (settings);
  g_assert_true (sublet_key_choice_equal (kept, file));
  g_object_set (settings, "ssh-key", "/home/ada/key", NULL);
  nonsense = sublet_settings_dup_key_choice (settings);
  /* Never Sublet's own in its place. */
  g_assert_cmpint (sublet_key_choice_get_kind (nonsense), ==, SUBLET_KEY_CHOICE_OTHER);
}

/* What one window changes, another one sees; what the demo changes, nobody. */
static void
test_shared (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (FALSE);
  g_autoptr (SubletSettings) other = sublet_settings_new (FALSE);
  g_autoptr (SubletSettings) demo = sublet_settings_new (TRUE);
  g_autoptr (SubletSettings) other_demo = sublet_settings_new (TRUE);
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (other, "lease-hours");

  g_object_set (settings, "lease-hours", 12, NULL);
  sublet_test_drain ();
  g_assert_cmpint (sublet_settings_get_lease_hours (other), ==, 12);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  g_assert_cmpint (sublet_settings_get_lease_hours (demo), ==, 8);

  g_object_set (demo, "lease-hours", 3, NULL);
  sublet_test_drain ();
  g_assert_cmpint (sublet_settings_get_lease_hours (demo), ==, 3);
  g_assert_cmpint (sublet_settings_get_lease_hours (other_demo), ==, 8);
  g_assert_cmpint (sublet_settings_get_lease_hours (settings), ==, 12);
}

/* A hand in the settings file: whatever lies outside its range reads as the default. */
static void
test_out_of_range (void)
{
  static const char file[] = "[io/github/sublet_app/Sublet]\n"
                             "disk-gb=-5\n"
                             "job-hours=1e300\n"
                             "job-down-gb='many'\n"
                             "policy='dearest'\n"
                             "lease-hours=999999999999\n"
                             "window-width=1\n"
                             "page='attic'\n"
                             "sort-columns=[1, 2]\n"
                             "image='kept'\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  folder = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  path = g_build_filename (folder, "keyfile", NULL);
  g_file_set_contents (path, file, -1, &error);
  g_assert_no_error (error);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);

  {
    g_autoptr (SubletSettings) settings = sublet_settings_new (FALSE);
    g_autofree char *image = sublet_settings_dup_image (settings);
    g_autofree char *page = NULL;
    g_auto (GStrv) columns = NULL;
    SubletJob job;
    int width;

    g_assert_cmpstr (image, ==, "kept");
    sublet_settings_get_job (settings, &job);
    g_assert_cmpfloat_with_epsilon (job.disk_gb, 64.0, 1e-9);
    g_assert_cmpfloat_with_epsilon (job.hours, 8.0, 1e-9);
    g_assert_cmpfloat_with_epsilon (job.down_gb, 20.0, 1e-9);
    g_assert_cmpint (sublet_settings_get_policy (settings), ==, SUBLET_POLICY_CHEAPEST);
    g_assert_cmpint (sublet_settings_get_lease_hours (settings), ==, 8);
    g_object_get (settings, "window-width", &width, "page", &page, "sort-columns", &columns, NULL);
    g_assert_cmpint (width, ==, 1200);
    g_assert_cmpstr (page, ==, "market");
    g_assert_cmpuint (g_strv_length (columns), ==, 0);
  }
}

static void
test_base_url (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autofree char *setting = sublet_settings_dup_base_url (settings);
  g_autofree char *variable = NULL;
  g_autofree char *empty = NULL;

  g_assert_cmpstr (setting, ==, "https://console.vast.ai");

  g_setenv ("VAST_URL", "http://127.0.0.1:1", TRUE);
  variable = sublet_settings_dup_base_url (settings);
  g_assert_cmpstr (variable, ==, "http://127.0.0.1:1");

  g_setenv ("VAST_URL", "", TRUE);
  empty = sublet_settings_dup_base_url (settings);
  g_assert_cmpstr (empty, ==, "https://console.vast.ai");
  g_unsetenv ("VAST_URL");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/store/settings/schema", test_schema);
  g_test_add_func ("/core/store/settings/set", test_set);
  g_test_add_func ("/core/store/settings/enums", test_enums);
  g_test_add_func ("/core/store/settings/job", test_job);
  g_test_add_func ("/core/store/settings/key-choice", test_key_choice);
  g_test_add_func ("/core/store/settings/shared", test_shared);
  g_test_add_func ("/core/store/settings/out-of-range", test_out_of_range);
  g_test_add_func ("/core/store/settings/base-url", test_base_url);

  return g_test_run ();
}
