/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-launch.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <string.h>

static SubletLaunch *
make_full (void)
{
  SubletLaunch *launch = sublet_launch_new ();
  char mount_path[] = "/data";
  char name[] = "d1";
  static const char *const packages[] = { "flash-attn>=2.5,<3", "xformers", NULL };
  const SubletLaunchVolume volume = {
    .kind = SUBLET_LAUNCH_VOLUME_NEW,
    .id = 9001,
    .size_gb = 50.5,
    .mount_path = mount_path,
    .name = name,
    .machine_id = 20417,
  };

  sublet_launch_set_image (launch, "registry.example:5000/ada/train:2.6");
  sublet_launch_set_template (launch, "0123456789abcdef0123456789abcdef", "Ada's template");
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  sublet_launch_set_route (launch, SUBLET_LAUNCH_ROUTE_DIRECT);
  sublet_launch_set_jupyter_lab (launch, TRUE);
  sublet_launch_set_jupyter_dir (launch, "/workspace");
  sublet_launch_set_args (launch, "--listen 0.0.0.0");
  sublet_launch_add_env (launch, "HF_TOKEN", "planted-value");
  sublet_launch_add_env (launch, "NOTES", "two\nlines \"quoted\" planted-notes");
  sublet_launch_add_env (launch, "EMPTY", "");
  sublet_launch_add_port (launch, 7860, false);
  sublet_launch_add_port (launch, 9000, true);
  sublet_launch_set_onstart (launch, "#!/bin/bash\necho planted-script\n");
  sublet_launch_set_registry (launch, "registry.example:5000", "ada", "planted-password");
  sublet_launch_set_volume (launch, &volume);
  sublet_launch_set_packages (launch, packages);
  sublet_launch_set_ssh_key (launch, "file:///home/ada/.ssh/lab");

  return launch;
}

static void
test_defaults (void)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  guint index = 7;

  g_assert_null (sublet_launch_get_image (launch));
  g_assert_null (sublet_launch_get_template_hash (launch));
  g_assert_cmpint (sublet_launch_get_mode (launch), ==, SUBLET_LAUNCH_MODE_SSH);
  g_assert_cmpint (sublet_launch_get_route (launch), ==, SUBLET_LAUNCH_ROUTE_AUTO);
  g_assert_cmpuint (sublet_launch_get_n_env (launch), ==, 0);
  g_assert_cmpuint (sublet_launch_get_ports (launch)->len, ==, 0);
  g_assert_null (sublet_launch_get_registry_user (launch));
  g_assert_cmpint (sublet_launch_get_volume (launch)->kind, ==, SUBLET_LAUNCH_VOLUME_NONE);
  g_assert_null (sublet_launch_get_packages (launch)[0]);
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (launch), ==, 0);
  g_assert_null (sublet_launch_dup_secrets (launch));
  g_assert_null (sublet_launch_dup_packed_onstart (launch));
  g_assert_cmpint (sublet_launch_check (launch, SUBLET_LAUNCH_FIELD_IMAGE, &index),
                   ==,
                   SUBLET_LAUNCH_PROBLEM_MISSING);
  g_assert_cmpuint (index, ==, 0);

  /* None and empty are one. */
  sublet_launch_set_image (launch, "");
  g_assert_null (sublet_launch_get_image (launch));
  g_assert_finalize_object (g_steal_pointer (&launch));
}

static void
test_copy (void)
{
  g_autoptr (SubletLaunch) launch = make_full ();
  g_autoptr (SubletLaunch) copy = sublet_launch_copy (launch);
  const SubletLaunchVolume *volume = sublet_launch_get_volume (copy);

  g_assert_true (sublet_launch_equal (launch, copy));
  g_assert_cmpstr (sublet_launch_get_env_value (copy, 0), ==, "planted-value");
  g_assert_cmpstr (sublet_launch_get_registry_password (copy), ==, "planted-password");
  g_assert_true (volume != sublet_launch_get_volume (launch));
  g_assert_cmpstr (volume->mount_path, ==, "/data");

  /* Its own texts may be handed back. */
  sublet_launch_set_image (copy, sublet_launch_get_image (copy));
  sublet_launch_set_onstart (copy, sublet_launch_get_onstart (copy));
  sublet_launch_set_registry (copy,
                              sublet_launch_get_registry_server (copy),
                              sublet_launch_get_registry_user (copy),
                              sublet_launch_get_registry_password (copy));
  sublet_launch_set_env_value (copy, 0, sublet_launch_get_env_value (copy, 0));
  sublet_launch_set_volume (copy, sublet_launch_get_volume (copy));
  g_assert_true (sublet_launch_equal (launch, copy));
}

typedef void (*Change) (SubletLaunch *launch);

static void
change_image (SubletLaunch *launch)
{
  sublet_launch_set_image (launch, "a");
}

static void
change_template (SubletLaunch *launch)
{
  sublet_launch_set_template (launch, "ff", "Ada's template");
}

static void
change_mode (SubletLaunch *launch)
{
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_ARGS);
}

static void
change_route (SubletLaunch *launch)
{
  sublet_launch_set_route (launch, SUBLET_LAUNCH_ROUTE_PROXY);
}

static void
change_lab (SubletLaunch *launch)
{
  sublet_launch_set_jupyter_lab (launch, FALSE);
}

static void
change_dir (SubletLaunch *launch)
{
  sublet_launch_set_jupyter_dir (launch, NULL);
}

static void
change_args (SubletLaunch *launch)
{
  sublet_launch_set_args (launch, NULL);
}

static void
change_value (SubletLaunch *launch)
{
  sublet_launch_set_env_value (launch, 2, NULL);
}

static void
change_env (SubletLaunch *launch)
{
  sublet_launch_clear_env (launch);
}

static void
change_port (SubletLaunch *launch)
{
  sublet_launch_add_port (launch, 7861, false);
}

static void
change_onstart (SubletLaunch *launch)
{
  sublet_launch_set_onstart (launch, "");
}

static void
change_password (SubletLaunch *launch)
{
  sublet_launch_set_registry (launch, "registry.example:5000", "ada", NULL);
}

static void
change_volume (SubletLaunch *launch)
{
  SubletLaunchVolume volume = *sublet_launch_get_volume (launch);

  volume.size_gb = 50.25;
  sublet_launch_set_volume (launch, &volume);
}

static void
change_packages (SubletLaunch *launch)
{
  static const char *const other[] = { "flash-attn>=2.5,<3", NULL };

  sublet_launch_set_packages (launch, other);
}

static void
change_ssh_key (SubletLaunch *launch)
{
  sublet_launch_set_ssh_key (launch, NULL);
}

static void
test_equal (void)
{
  static const Change changes[] = {
    change_image,  change_template, change_mode,     change_route,    change_lab,
    change_dir,    change_args,     change_env,      change_value,    change_port,
    change_volume, change_onstart,  change_password, change_packages, change_ssh_key,
  };
  g_autoptr (SubletLaunch) launch = make_full ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (SubletLaunch) copy = sublet_launch_copy (launch);

      changes[i](copy);
      g_assert_false (sublet_launch_equal (launch, copy));
      g_assert_false (sublet_launch_equal (copy, launch));
    }
}

/* Which key it is outlives what this version can read of it: another must not take its place. */
static void
test_ssh_key (void)
{
  static const struct
  {
    const char *member;
    const char *expected;
  } rows[] = {
    { "", NULL },
    { ",\"ssh-key\":\"own\"", "own" },
    { ",\"ssh-key\":\"moon:7\"", "moon:7" },
    { ",\"ssh-key\":{\"slot\":1}", "?" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"version\":1,\"image\":\"a:1\"%s}", rows[i].member);
      g_autoptr (GError) error = NULL;
      g_autoptr (SubletLaunch) launch = sublet_launch_from_json (json, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (sublet_launch_get_ssh_key (launch), ==, rows[i].expected);
    }
}

static void
test_json (void)
{
  g_autoptr (SubletLaunch) launch = make_full ();
  g_autoptr (SubletLaunch) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = sublet_launch_to_json (launch);
  g_autofree char *again = NULL;
  char *secrets;
  guint index;

  g_assert_null (strstr (json, "planted"));
  back = sublet_launch_from_json (json, &error);
  g_assert_no_error (error);
  again = sublet_launch_to_json (back);
  g_assert_cmpstr (json, ==, again);

  g_assert_false (sublet_launch_equal (launch, back));
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (back), ==, 5);
  g_assert_true (sublet_launch_is_onstart_missing (back));
  g_assert_cmpint (sublet_launch_check (back, SUBLET_LAUNCH_FIELD_SECRETS, &index),
                   ==,
                   SUBLET_LAUNCH_PROBLEM_NOT_KEPT);
  g_assert_cmpuint (index, ==, 0);
  g_assert_cmpint (sublet_launch_check (back, SUBLET_LAUNCH_FIELD_ENV, NULL),
                   ==,
                   SUBLET_LAUNCH_PROBLEM_NONE);
  g_assert_false (sublet_launch_validate (back, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "secrets: "));
  g_clear_error (&error);

  secrets = sublet_launch_dup_secrets (launch);
  g_assert_true (sublet_launch_apply_secrets (back, secrets, &error));
  g_assert_no_error (error);
  sublet_launch_free_secret (secrets);
  g_assert_true (sublet_launch_equal (launch, back));
  g_assert_true (sublet_launch_validate (back, &error));
  g_assert_no_error (error);
}

/* Of an older version, or made by hand: what is missing is the default. */
static void
test_json_sparse (void)
{
  static const char *const bad[] = {
    "", "null", "[]", "{", "{}", "{\"version\":2,\"image\":\"planted\"}", "\"version\":1",
  };
  g_autoptr (SubletLaunch) plain = sublet_launch_new ();
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (SubletLaunch) odd = NULL;
  g_autoptr (GError) error = NULL;
  gsize i;

  launch = sublet_launch_from_json ("{\"version\":1}", &error);
  g_assert_no_error (error);
  g_assert_true (sublet_launch_equal (launch, plain));

  odd = sublet_launch_from_json ("{\"version\":1,\"image\":7,\"mode\":\"vm\",\"route\":null,"
                                 "\"env\":[1,null,\"A\",{}],\"ports\":[80,\"x/tcp\",\"81/udp\"],"
                                 "\"registry\":{\"server\":\"r\"},\"packages\":[7,\"numpy\"],"
                                 "\"volume\":[],\"template\":{}}",
                                 &error);
  g_assert_no_error (error);
  g_assert_cmpint (sublet_launch_get_mode (odd), ==, SUBLET_LAUNCH_MODE_SSH);
  g_assert_cmpuint (sublet_launch_get_n_env (odd), ==, 1);
  g_assert_cmpuint (sublet_launch_get_ports (odd)->len, ==, 1);
  g_assert_null (sublet_launch_get_registry_user (odd));
  g_assert_cmpstr (sublet_launch_get_packages (odd)[0], ==, "numpy");
  g_assert_null (sublet_launch_get_packages (odd)[1]);

  for (i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (sublet_launch_from_json (bad[i], &error));
      g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL);
      g_assert_null (strstr (error->message, "planted"));
      g_clear_error (&error);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/launch/defaults", test_defaults);
  g_test_add_func ("/core/model/launch/copy", test_copy);
  g_test_add_func ("/core/model/launch/equal", test_equal);
  g_test_add_func ("/core/model/launch/ssh-key", test_ssh_key);
  g_test_add_func ("/core/model/launch/json", test_json);
  g_test_add_func ("/core/model/launch/json-sparse", test_json_sparse);

  return g_test_run ();
}
