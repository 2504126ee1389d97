/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-launch.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <math.h>
#include <string.h>

#define NONE SUBLET_LAUNCH_PROBLEM_NONE
#define MISSING SUBLET_LAUNCH_PROBLEM_MISSING
#define MALFORMED SUBLET_LAUNCH_PROBLEM_MALFORMED
#define TOO_LONG SUBLET_LAUNCH_PROBLEM_TOO_LONG
#define TOO_MANY SUBLET_LAUNCH_PROBLEM_TOO_MANY
#define OUT_OF_RANGE SUBLET_LAUNCH_PROBLEM_OUT_OF_RANGE
#define DUPLICATE SUBLET_LAUNCH_PROBLEM_DUPLICATE
#define RESERVED SUBLET_LAUNCH_PROBLEM_RESERVED

static SubletLaunch *
make_valid (void)
{
  SubletLaunch *launch = sublet_launch_new ();

  sublet_launch_set_image (launch, "pytorch/pytorch:latest");
  return launch;
}

/* The field has the problem, no other has, and the error names it. */
static void
assert_problem (SubletLaunch *launch,
                SubletLaunchField field,
                SubletLaunchProblem problem,
                guint index,
                const char *prefix)
{
  g_autoptr (GError) error = NULL;
  SubletLaunchField other;
  guint found = 77;

  for (other = SUBLET_LAUNCH_FIELD_IMAGE; other < SUBLET_LAUNCH_N_FIELDS; other++)
    {
      SubletLaunchProblem seen = sublet_launch_check (launch, other, &found);

      g_assert_cmpint (seen, ==, other == field ? problem : NONE);
      if (other == field)
        g_assert_cmpuint (found, ==, index);
    }
  if (problem == NONE)
    {
      g_assert_true (sublet_launch_validate (launch, &error));
      g_assert_no_error (error);
      return;
    }
  g_assert_false (sublet_launch_validate (launch, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, prefix));
  g_assert_null (strstr (error->message, "planted"));
}

static void
test_image (void)
{
  g_autofree char *longest = g_strnfill (SUBLET_LAUNCH_MAX_IMAGE, 'x');
  g_autofree char *longer = g_strnfill (SUBLET_LAUNCH_MAX_IMAGE + 1, 'x');
  g_autofree char *long_hash = g_strnfill (129, 'f');
  const struct
  {
    const char *image;
    const char *hash;
    SubletLaunchProblem problem;
    const char *prefix;
  } rows[] = {
    { "pytorch/pytorch:latest", NULL, NONE, NULL },
    { "r.example:5000/a_b/c-d@sha256:0af", NULL, NONE, NULL },
    { "vastai/base-image:@vastai-automatic-tag", NULL, NONE, NULL },
    { longest, NULL, NONE, NULL },
    { NULL, "0af1", NONE, NULL },
    { "a", "0af1", NONE, NULL },
    { NULL, NULL, MISSING, "image: " },
    { longer, NULL, TOO_LONG, "image: " },
    { "a b", NULL, MALFORMED, "image: " },
    { "a\n", NULL, MALFORMED, "image: " },
    { "-v", NULL, MALFORMED, "image: " },
    { "a'b", NULL, MALFORMED, "image: " },
    { "\xc3\xa4", NULL, MALFORMED, "image: " },
    { "a b", "0af1", MALFORMED, "image: " },
    { NULL, "0 af", MALFORMED, "template: " },
    { NULL, long_hash, TOO_LONG, "template: " },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletLaunch) launch = sublet_launch_new ();

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      sublet_launch_set_image (launch, rows[i].image);
      sublet_launch_set_template (launch, rows[i].hash, "planted");
      assert_problem (launch, SUBLET_LAUNCH_FIELD_IMAGE, rows[i].problem, 0, rows[i].prefix);
    }
}

static void
test_env (void)
{
  g_autofree char *longest = g_strnfill (SUBLET_LAUNCH_MAX_ENV_NAME, 'X');
  g_autofree char *longer = g_strnfill (SUBLET_LAUNCH_MAX_ENV_NAME + 1, 'X');
  g_autofree char *half = g_strnfill (SUBLET_LAUNCH_MAX_ENV / 2 + 100, 'x');
  g_autofree char *most = g_strnfill (SUBLET_LAUNCH_MAX_ENV - 200, 'x');
  g_autofree char *quotes = g_strnfill (SUBLET_LAUNCH_MAX_ENV / 2, '"');
  const struct
  {
    const char *names[2];
    const char *values[2];
    SubletLaunchProblem problem;
    guint index;
    const char *prefix;
  } rows[] = {
    { { "A", "_b9" }, { "planted", "" }, NONE, 0, NULL },
    { { "A", "a" }, { "tab\tand\nline", "\xc3\xa4 $HOME" }, NONE, 0, NULL },
    { { "A", longest }, { "1", "2" }, NONE, 0, NULL },
    { { "A", "B" }, { most, "2" }, NONE, 0, NULL },
    { { "", "B" }, { "planted", "2" }, MISSING, 0, "env 1: " },
    { { "A", "a b" }, { "1", "planted" }, MALFORMED, 1, "env 2: " },
    { { "A", " b" }, { "1", "planted" }, MALFORMED, 1, "env 2: " },
    { { "A", "9b" }, { "1", "planted" }, MALFORMED, 1, "env 2: " },
    { { "A", "-p 22:22" }, { "1", "1" }, MALFORMED, 1, "env 2: " },
    { { "A", "b=c" }, { "1", "planted" }, MALFORMED, 1, "env 2: " },
    { { "A", "\xc3\xa4" }, { "1", "planted" }, MALFORMED, 1, "env 2: " },
    { { "A", longer }, { "1", "planted" }, TOO_LONG, 1, "env 2: " },
    { { "A", "SUBLET_RENTAL" }, { "1", "planted" }, RESERVED, 1, "env 2: " },
    { { "A", "A" }, { "1", "planted" }, DUPLICATE, 1, "env 2: " },
    { { "A", "B" }, { "1", "planted\x1b[31m" }, MALFORMED, 1, "env 2: " },
    { { "A", "B" }, { "1", "planted\r" }, MALFORMED, 1, "env 2: " },
    { { "A", "B" }, { "planted\xff", "2" }, MALFORMED, 0, "env 1: " },
    { { "A", "B" }, { half, half }, TOO_LONG, 1, "env 2: " },
    /* Each is two characters in JSON. */
    { { "A", "B" }, { "1", quotes }, TOO_LONG, 1, "env 2: " },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletLaunch) launch = make_valid ();

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      sublet_launch_add_env (launch, rows[i].names[0], rows[i].values[0]);
      sublet_launch_add_env (launch, rows[i].names[1], rows[i].values[1]);
      assert_problem (launch,
                      SUBLET_LAUNCH_FIELD_ENV,
                      rows[i].problem,
                      rows[i].index,
                      rows[i].prefix);
    }
}

static void
test_packages (void)
{
  static const struct
  {
    const char *lines[4];
    SubletLaunchProblem problem;
    guint index;
    const char *prefix;
  } rows[] = {
    { { NULL }, NONE, 0, NULL },
    { { "numpy", "torch>=2.4,<3", "flash_attn==2.*", NULL }, NONE, 0, NULL },
    { { "numpy", ">=2", NULL }, MISSING, 1, "package 2: " },
    { { "", NULL }, MISSING, 0, "package 1: " },
    { { "numpy", "rm -rf /", NULL }, MALFORMED, 1, "package 2: " },
    { { "numpy>=two", NULL }, OUT_OF_RANGE, 0, "package 1: " },
    { { "numpy", "?triton", NULL }, MALFORMED, 1, "package 2: " },
    { { "flash-attn", "numpy", "Flash_Attn>=2", NULL }, DUPLICATE, 2, "package 3: " },
  };
  g_autoptr (SubletLaunch) many = make_valid ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletLaunch) launch = make_valid ();

      sublet_launch_set_packages (launch, rows[i].lines);
      assert_problem (launch,
                      SUBLET_LAUNCH_FIELD_PACKAGES,
                      rows[i].problem,
                      rows[i].index,
                      rows[i].prefix);
    }

  for (i = 0; i <= SUBLET_LAUNCH_MAX_PACKAGES; i++)
    {
      g_autofree char *line = g_strdup_printf ("package%" G_GSIZE_FORMAT, i);

      g_strv_builder_add (builder, line);
    }
  lines = g_strv_builder_end (builder);
  sublet_launch_set_packages (many, (const char *const *) lines);
  assert_problem (many, SUBLET_LAUNCH_FIELD_PACKAGES, TOO_MANY, 24, "package 25: ");
  g_clear_pointer (&lines[SUBLET_LAUNCH_MAX_PACKAGES], g_free);
  sublet_launch_set_packages (many, (const char *const *) lines);
  assert_problem (many, SUBLET_LAUNCH_FIELD_PACKAGES, NONE, 0, NULL);
}

static void
test_ports (void)
{
  const struct
  {
    SubletLaunchPort ports[2];
    SubletLaunchProblem problem;
    guint index;
    const char *prefix;
  } rows[] = {
    { { { 1, false }, { 65535, false } }, NONE, 0, NULL },
    { { { 9000, false }, { 9000, true } }, NONE, 0, NULL },
    { { { 70000, false }, { 70001, true } }, NONE, 0, NULL },
    { { { 0, false }, { 80, false } }, OUT_OF_RANGE, 0, "port 1: " },
    { { { 80, false }, { -1, false } }, OUT_OF_RANGE, 1, "port 2: " },
    { { { 80, false }, { 65536, false } }, OUT_OF_RANGE, 1, "port 2: " },
    { { { 80, false }, { 69999, false } }, OUT_OF_RANGE, 1, "port 2: " },
    { { { 80, false }, { 80000, false } }, OUT_OF_RANGE, 1, "port 2: " },
    { { { 80, true }, { 80, true } }, DUPLICATE, 1, "port 2: " },
  };
  g_autoptr (SubletLaunch) many = make_valid ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletLaunch) launch = make_valid ();

      sublet_launch_add_port (launch, rows[i].ports[0].port, rows[i].ports[0].udp);
      sublet_launch_add_port (launch, rows[i].ports[1].port, rows[i].ports[1].udp);
      assert_problem (launch,
                      SUBLET_LAUNCH_FIELD_PORTS,
                      rows[i].problem,
                      rows[i].index,
                      rows[i].prefix);
    }

  for (i = 0; i < SUBLET_LAUNCH_MAX_PORTS; i++)
    sublet_launch_add_port (many, 8000 + (int) i, false);
  assert_problem (many, SUBLET_LAUNCH_FIELD_PORTS, NONE, 0, NULL);
  sublet_launch_add_port (many, 7999, false);
  assert_problem (many, SUBLET_LAUNCH_FIELD_PORTS, TOO_MANY, 64, "port 65: ");
}

static void
test_args (void)
{
  g_autoptr (SubletLaunch) launch = make_valid ();
  g_autofree char *most = g_strnfill (SUBLET_LAUNCH_MAX_ARGS_AND_ONSTART, 'x');
  g_autofree char *script = g_strnfill (100, '#');

  /* Not sent, so not looked at. */
  sublet_launch_set_args (launch, "planted\n");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ARGS, NONE, 0, NULL);
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_ARGS);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ARGS, MALFORMED, 0, "args: ");

  sublet_launch_set_args (launch, most);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ARGS, NONE, 0, NULL);
  sublet_launch_set_onstart (launch, script);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ARGS, TOO_LONG, 0, "args: ");
  most[SUBLET_LAUNCH_MAX_ARGS_AND_ONSTART - 100] = '\0';
  sublet_launch_set_args (launch, most);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ARGS, NONE, 0, NULL);
  sublet_launch_set_args (launch, NULL);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ARGS, NONE, 0, NULL);
}

static void
test_onstart (void)
{
  g_autoptr (SubletLaunch) launch = make_valid ();

  sublet_launch_set_onstart (launch, "echo a\r\n\tls\n");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ONSTART, NONE, 0, NULL);
  sublet_launch_set_onstart (launch, "echo planted\x07\n");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ONSTART, MALFORMED, 0, "onstart: ");
  sublet_launch_set_onstart (launch, "echo planted\xff\n");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ONSTART, MALFORMED, 0, "onstart: ");
  sublet_launch_set_onstart (launch, NULL);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_ONSTART, NONE, 0, NULL);
}

static void
test_registry (void)
{
  g_autofree char *too_long = g_strnfill (4097, 'x');
  const struct
  {
    const char *server;
    const char *user;
    const char *password;
    SubletLaunchProblem problem;
  } rows[] = {
    { NULL, NULL, "planted", NONE },
    { "", "ada", "9d8df!fd89$ufZ", NONE },
    { "registry.example:5000/team", "AWS", "ey+/=._-", NONE },
    { "", "", "planted", MISSING },
    { "", "ada", "", MISSING },
    { "", "ada", too_long, TOO_LONG },
    { "", "ada x", "planted", MALFORMED },
    { "", "ada", "planted planted", MALFORMED },
    { "", "ada", "planted'", MALFORMED },
    { "", "ada", "planted\"", MALFORMED },
    { "", "ada", "planted\n", MALFORMED },
    { "", "ada", "-planted", MALFORMED },
    { "", "-p", "planted", MALFORMED },
    { "", "ada", "planted\xc3\xa4", MALFORMED },
    { "a b", "ada", "planted", MALFORMED },
    { "-h", "ada", "planted", MALFORMED },
    { "a;b", "ada", "planted", MALFORMED },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletLaunch) launch = make_valid ();

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      sublet_launch_set_registry (launch, rows[i].server, rows[i].user, rows[i].password);
      assert_problem (launch, SUBLET_LAUNCH_FIELD_REGISTRY, rows[i].problem, 0, "registry: ");
    }
}

static void
test_jupyter_dir (void)
{
  g_autoptr (SubletLaunch) launch = make_valid ();
  g_autofree char *too_long = g_strnfill (1025, '/');

  sublet_launch_set_jupyter_dir (launch, "not absolute");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_JUPYTER_DIR, NONE, 0, NULL);
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_JUPYTER_DIR, MALFORMED, 0, "jupyter-dir: ");
  sublet_launch_set_jupyter_dir (launch, too_long);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_JUPYTER_DIR, TOO_LONG, 0, "jupyter-dir: ");
  sublet_launch_set_jupyter_dir (launch, "/a\tb");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_JUPYTER_DIR, MALFORMED, 0, "jupyter-dir: ");
  sublet_launch_set_jupyter_dir (launch, "/work space");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_JUPYTER_DIR, NONE, 0, NULL);
  sublet_launch_set_jupyter_dir (launch, NULL);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_JUPYTER_DIR, NONE, 0, NULL);
}

static void
test_volume (void)
{
  g_autofree char *long_name = g_strnfill (65, 'd');
  const struct
  {
    SubletLaunchVolumeKind kind;
    gint64 id;
    double size_gb;
    const char *mount_path;
    const char *name;
    SubletLaunchProblem problem;
  } rows[] = {
    { SUBLET_LAUNCH_VOLUME_NONE, 0, 0, NULL, NULL, NONE },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/data", NULL, NONE },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/root/models", NULL, NONE },
    { SUBLET_LAUNCH_VOLUME_NEW, 9001, 1, "/data/a-b_c.d", "d1", NONE },
    { SUBLET_LAUNCH_VOLUME_NEW, 9001, 1, "/data", NULL, NONE },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 0, 0, "/data", NULL, MISSING },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, NULL, NULL, MISSING },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "data", NULL, MALFORMED },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/da ta", NULL, MALFORMED },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/da:ta", NULL, MALFORMED },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/", NULL, RESERVED },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/root/", NULL, RESERVED },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/data/../root", NULL, RESERVED },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/root/.ssh", NULL, RESERVED },
    { SUBLET_LAUNCH_VOLUME_EXISTING, 61, 0, "/proc/x", NULL, RESERVED },
    { SUBLET_LAUNCH_VOLUME_NEW, 9001, 0.5, "/data", NULL, OUT_OF_RANGE },
    { SUBLET_LAUNCH_VOLUME_NEW, 9001, NAN, "/data", NULL, OUT_OF_RANGE },
    { SUBLET_LAUNCH_VOLUME_NEW, 9001, INFINITY, "/data", NULL, OUT_OF_RANGE },
    { SUBLET_LAUNCH_VOLUME_NEW, 9001, 1, "/data", "a b", MALFORMED },
    { SUBLET_LAUNCH_VOLUME_NEW, 9001, 1, "/data", long_name, TOO_LONG },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletLaunch) launch = make_valid ();
      const SubletLaunchVolume volume = {
        .kind = rows[i].kind,
        .id = rows[i].id,
        .size_gb = rows[i].size_gb,
        .mount_path = (char *) rows[i].mount_path,
        .name = (char *) rows[i].name,
      };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      sublet_launch_set_volume (launch, &volume);
      assert_problem (launch, SUBLET_LAUNCH_FIELD_VOLUME, rows[i].problem, 0, "volume: ");
    }
}

/* The form alone; in a mode without SSH it does not matter. */
static void
test_ssh_key (void)
{
  g_autoptr (SubletLaunch) launch = make_valid ();

  sublet_launch_set_ssh_key (launch, "file:///home/ada/.ssh/lab");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_SSH_KEY, NONE, 0, NULL);
  sublet_launch_set_ssh_key (launch, "moon:7");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_SSH_KEY, MALFORMED, 0, "ssh-key: ");
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_ARGS);
  assert_problem (launch, SUBLET_LAUNCH_FIELD_SSH_KEY, NONE, 0, NULL);
}

static void
test_not_kept (void)
{
  g_autoptr (SubletLaunch) launch = make_valid ();

  sublet_launch_add_env (launch, "A", "1");
  sublet_launch_add_env (launch, "B", NULL);
  assert_problem (launch,
                  SUBLET_LAUNCH_FIELD_SECRETS,
                  SUBLET_LAUNCH_PROBLEM_NOT_KEPT,
                  1,
                  "secrets: ");
  sublet_launch_set_env_value (launch, 1, "");
  assert_problem (launch, SUBLET_LAUNCH_FIELD_SECRETS, NONE, 0, NULL);
  sublet_launch_set_registry (launch, NULL, "ada", NULL);
  assert_problem (launch,
                  SUBLET_LAUNCH_FIELD_SECRETS,
                  SUBLET_LAUNCH_PROBLEM_NOT_KEPT,
                  0,
                  "secrets: ");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/launch/check/image", test_image);
  g_test_add_func ("/core/model/launch/check/env", test_env);
  g_test_add_func ("/core/model/launch/check/ports", test_ports);
  g_test_add_func ("/core/model/launch/check/packages", test_packages);
  g_test_add_func ("/core/model/launch/check/args", test_args);
  g_test_add_func ("/core/model/launch/check/onstart", test_onstart);
  g_test_add_func ("/core/model/launch/check/registry", test_registry);
  g_test_add_func ("/core/model/launch/check/jupyter-dir", test_jupyter_dir);
  g_test_add_func ("/core/model/launch/check/volume", test_volume);
  g_test_add_func ("/core/model/launch/check/ssh-key", test_ssh_key);
  g_test_add_func ("/core/model/launch/check/not-kept", test_not_kept);

  return g_test_run ();
}
