/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-launch-text.h"

#include "support/sublet-test.h"

#include <string.h>

/* Everything secret in these tests has it, and no sentence may. */
#define SECRET "s3cr3t"

static void
assert_check (SubletLaunch *launch,
              SubletLaunchField field,
              const char *expected,
              guint expected_at)
{
  guint at = G_MAXUINT;
  g_autofree char *problem = sublet_launch_text_check (launch, field, &at);

  g_assert_cmpstr (problem, ==, expected);
  g_assert_cmpuint (at, ==, expected_at);
  g_assert_true (problem == NULL || strstr (problem, SECRET) == NULL);
}

static void
test_env (void)
{
  const struct
  {
    const char *name;
    const char *value;
    const char *problem;
  } cases[] = {
    { "HF_HOME", SECRET, NULL },
    { "", SECRET, "Each variable needs a name." },
    { "MY VAR", SECRET, "A name has letters, digits and _, and does not begin with a digit." },
    { "1ST", SECRET, "A name has letters, digits and _, and does not begin with a digit." },
    { "SUBLET_RENTAL", SECRET, "SUBLET_RENTAL is Sublet's own: it finds the instance by it." },
    { "TZ", SECRET, "TZ is there twice." },
    { "BELL", SECRET "\a", "This value has a character that cannot be sent." },
    { "HF_TOKEN", NULL, "The value of HF_TOKEN was not kept. Type it again." },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SubletLaunch) launch = sublet_launch_new ();

      g_test_message ("%s", cases[i].name);
      sublet_launch_add_env (launch, "TZ", "UTC");
      sublet_launch_add_env (launch, cases[i].name, cases[i].value);
      assert_check (launch,
                    SUBLET_LAUNCH_FIELD_ENV,
                    cases[i].problem,
                    cases[i].problem == NULL ? 0 : 1);
    }
}

static void
test_env_too_long (void)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  g_autofree char *name = g_strnfill (257, 'A');
  g_autofree char *value = g_strnfill (40000, 'v');

  sublet_launch_add_env (launch, name, SECRET);
  assert_check (launch,
                SUBLET_LAUNCH_FIELD_ENV,
                "The name of a variable has at most 256 characters.",
                0);
  sublet_launch_clear_env (launch);
  sublet_launch_add_env (launch, "BIG", value);
  assert_check (launch,
                SUBLET_LAUNCH_FIELD_ENV,
                "All variables have at most 32,768 characters together.",
                0);
}

static void
test_ports (void)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  int i;

  sublet_launch_add_port (launch, 7860, false);
  sublet_launch_add_port (launch, 7860, true);
  assert_check (launch, SUBLET_LAUNCH_FIELD_PORTS, NULL, 0);
  sublet_launch_add_port (launch, 7860, true);
  assert_check (launch, SUBLET_LAUNCH_FIELD_PORTS, "Port 7860/udp is there twice.", 2);
  sublet_launch_clear_ports (launch);
  sublet_launch_add_port (launch, 0, false);
  assert_check (launch, SUBLET_LAUNCH_FIELD_PORTS, "A port is a number from 1 to 65535.", 0);
  sublet_launch_clear_ports (launch);
  for (i = 0; i < 65; i++)
    sublet_launch_add_port (launch, 8000 + i, false);
  assert_check (launch, SUBLET_LAUNCH_FIELD_PORTS, "At most 64 ports can be open.", 64);
}

static void
test_registry (void)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  assert_check (launch, SUBLET_LAUNCH_FIELD_REGISTRY, NULL, 0);
  sublet_launch_set_registry (launch, "ghcr.io", "ada", SECRET);
  assert_check (launch, SUBLET_LAUNCH_FIELD_REGISTRY, NULL, 0);
  sublet_launch_set_registry (launch, "ghcr.io", "", SECRET);
  assert_check (launch, SUBLET_LAUNCH_FIELD_REGISTRY, "A login has a user and a password.", 0);
  sublet_launch_set_registry (launch, "ghcr.io", "ada", SECRET " two");
  assert_check (launch,
                SUBLET_LAUNCH_FIELD_REGISTRY,
                "Server, user and password have no spaces and no quotes.",
                0);
  sublet_launch_set_registry (launch, "ghcr.io", "ada", NULL);
  assert_check (launch,
                SUBLET_LAUNCH_FIELD_REGISTRY,
                "The password was not kept. Type it again.",
                0);
}

static void
test_volume (void)
{
  const struct
  {
    const char *path;
    const char *problem;
  } cases[] = {
    { "/data", NULL },
    { "", "Say where the volume appears, such as /data." },
    { "data", "A volume's folder begins with / and has letters, digits, ., - and _." },
    { "/my data", "A volume's folder begins with / and has letters, digits, ., - and _." },
    { "/root", "The system on the instance needs this folder. Choose one such as /data." },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SubletLaunch) launch = sublet_launch_new ();
      const SubletLaunchVolume volume = {
        .kind = SUBLET_LAUNCH_VOLUME_EXISTING,
        .id = 61,
        .mount_path = (char *) cases[i].path,
      };

      sublet_launch_set_volume (launch, &volume);
      assert_check (launch, SUBLET_LAUNCH_FIELD_VOLUME, cases[i].problem, 0);
    }
}

static void
test_scripts (void)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  g_autofree char *args = g_strnfill (5000, 'a');

  sublet_launch_set_onstart (launch, "echo " SECRET "\nsleep 1\n");
  assert_check (launch, SUBLET_LAUNCH_FIELD_ONSTART, NULL, 0);
  sublet_launch_set_onstart (launch, "echo \a" SECRET);
  assert_check (launch,
                SUBLET_LAUNCH_FIELD_ONSTART,
                "This script has a character that cannot be sent.",
                0);

  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_ARGS);
  sublet_launch_set_args (launch, args);
  assert_check (launch,
                SUBLET_LAUNCH_FIELD_ARGS,
                "Arguments and on-start script have at most 4,096 characters together.",
                0);
  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  sublet_launch_set_jupyter_dir (launch, "workspace");
  assert_check (launch,
                SUBLET_LAUNCH_FIELD_JUPYTER_DIR,
                "A folder on the instance begins with /.",
                0);
}

static void
test_packages (void)
{
  static const struct
  {
    const char *line;
    const char *problem;
  } cases[] = {
    { "flash-attn>=2.5,<3", NULL },
    { ">=2", "“>=2” does not say which package." },
    { "rm -rf /", "“rm -rf /” is no package. Write it as in numpy or numpy>=1.26" },
    { "a<b>two", "“a<b>two”: these are no versions. Write them as in >=2.4,<3 or ==1.2.*" },
    { "?triton", "“?triton” is only wished for. Such packages are in Preferences." },
    { "NumPy>=2", "“NumPy>=2”: this package is in the list already." },
    { "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü",
      "“äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä…” is no package. Write it as in numpy or "
      "numpy>=1.26" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const lines[] = { "numpy", cases[i].line, NULL };
      g_autoptr (SubletLaunch) launch = sublet_launch_new ();

      sublet_launch_set_packages (launch, lines);
      assert_check (launch,
                    SUBLET_LAUNCH_FIELD_PACKAGES,
                    cases[i].problem,
                    cases[i].problem == NULL ? 0 : 1);
    }
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_subtitles (void)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  const SubletLaunchVolume volume = {
    .kind = SUBLET_LAUNCH_VOLUME_NEW,
    .id = 7,
    .size_gb = 50,
    .mount_path = (char *) "/data",
  };
  static const char *const packages[] = { "flash-attn", NULL };

  assert_text (sublet_launch_text_mode (launch), "SSH");
  assert_text (sublet_launch_text_onstart (launch), "None");
  assert_text (sublet_launch_text_access (launch), "SSH key as in Preferences");
  sublet_launch_set_ssh_key (launch, "own");
  assert_text (sublet_launch_text_access (launch), "Sublet's own key");
  sublet_launch_set_ssh_key (launch, "file:///home/ada/.ssh/lab");
  assert_text (sublet_launch_text_access (launch), "lab");
  sublet_launch_set_ssh_key (launch, "moon:7");
  assert_text (sublet_launch_text_access (launch), "an unknown SSH key");
  sublet_launch_set_ssh_key (launch, NULL);

  sublet_launch_set_mode (launch, SUBLET_LAUNCH_MODE_JUPYTER);
  sublet_launch_set_route (launch, SUBLET_LAUNCH_ROUTE_DIRECT);
  sublet_launch_add_env (launch, "HF_TOKEN", SECRET);
  sublet_launch_add_env (launch, "TZ", "UTC");
  sublet_launch_add_port (launch, 7860, false);
  assert_text (sublet_launch_text_mode (launch), "Jupyter, direct · 2 variables · port 7860");
  sublet_launch_add_port (launch, 9000, true);
  assert_text (sublet_launch_text_mode (launch),
               "Jupyter, direct · 2 variables · ports 7860, 9000/udp");
  sublet_launch_add_port (launch, 1, false);
  sublet_launch_add_port (launch, 2, false);
  assert_text (sublet_launch_text_mode (launch), "Jupyter, direct · 2 variables · 4 ports");
  sublet_launch_set_packages (launch, packages);
  assert_text (sublet_launch_text_mode (launch),
               "Jupyter, direct · 2 variables · 4 ports · 1 package");

  sublet_launch_set_onstart (launch, "echo " SECRET);
  assert_text (sublet_launch_text_onstart (launch), "1 line");
  sublet_launch_set_onstart (launch, "a\nb\n");
  assert_text (sublet_launch_text_onstart (launch), "2 lines");

  sublet_launch_set_registry (launch, "", "ada", SECRET);
  sublet_launch_set_volume (launch, &volume);
  assert_text (sublet_launch_text_access (launch),
               "SSH key as in Preferences · ada at docker.io · new volume, 50\u00a0GB at /data");
}

static void
test_size (void)
{
  assert_text (sublet_launch_text_size (0), "0 of 4048");
  assert_text (sublet_launch_text_size (1204), "1204 of 4048");
  assert_text (sublet_launch_text_size (4049), "4049 of 4048, sent packed");
}

/* As it comes back from the journal: names alone. */
static void
test_missing (void)
{
  g_autoptr (SubletLaunch) full = sublet_launch_new ();
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  assert_text (sublet_launch_text_missing (full), NULL);
  sublet_launch_set_image (full, "a/b");
  sublet_launch_add_env (full, "HF_TOKEN", SECRET);
  sublet_launch_set_onstart (full, "echo " SECRET);
  json = sublet_launch_to_json (full);
  g_assert_null (strstr (json, SECRET));
  launch = sublet_launch_from_json (json, &error);
  g_assert_no_error (error);

  assert_text (sublet_launch_text_missing (launch),
               "2 secrets were not kept. Type them again where they are asked for.");
  assert_text (sublet_launch_text_onstart (launch), "Not kept, asked for again");
  assert_check (launch,
                SUBLET_LAUNCH_FIELD_ONSTART,
                "The script was not kept. Type it again, or leave it out.",
                0);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/rent/launch-text/env", test_env);
  g_test_add_func ("/ui/rent/launch-text/env-too-long", test_env_too_long);
  g_test_add_func ("/ui/rent/launch-text/ports", test_ports);
  g_test_add_func ("/ui/rent/launch-text/packages", test_packages);
  g_test_add_func ("/ui/rent/launch-text/registry", test_registry);
  g_test_add_func ("/ui/rent/launch-text/volume", test_volume);
  g_test_add_func ("/ui/rent/launch-text/scripts", test_scripts);
  g_test_add_func ("/ui/rent/launch-text/subtitles", test_subtitles);
  g_test_add_func ("/ui/rent/launch-text/size", test_size);
  g_test_add_func ("/ui/rent/launch-text/missing", test_missing);

  return g_test_run ();
}
