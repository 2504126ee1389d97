/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-template.h"
#include "core/model/sublet-volume.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const char *flags;
  const char *read; /* name=value for a variable, number/protocol for a port, each with a bar */
  guint n_others;
} Row;

static const Row rows[] = {
  { NULL, "", 0 },
  { "", "", 0 },
  { " \t\n ", "", 0 },
  { "-p 1111:1111 -e A=1", "A=1|1111/tcp|", 0 },
  { "-p 9000:9001/udp -p 127.0.0.1:80:81/tcp -p 82", "9001/udp|81/tcp|82/tcp|", 0 },
  { "-eA=1 --env B=2 --env=C=3 -p80:80 --publish 81:81 --publish=82:82",
    "A=1|B=2|C=3|80/tcp|81/tcp|82/tcp|",
    0 },
  { "-e A='two words' -e B=\"it's \\\"so\\\"\" -e C=a\\ b", "A=two words|B=it's \"so\"|C=a b|", 0 },
  { "-e 'A=$HOME `ls` $(ls)'", "A=$HOME `ls` $(ls)|", 0 },
  { "-e A='\\n' -e B=\"\\n\"", "A=\\n|B=\\n|", 0 },
  { "-e A= -e B==", "A=|B==|", 0 },
  /* The last one counts; a port twice is one. */
  { "-e A=1 -e B=2 -e A=3 -p 80:80 -p 81:80", "A=3|B=2|80/tcp|", 0 },
  /* What is neither is counted: the service applies it. */
  { "-h trainer -v V.61:/data --shm-size=8g", "", 5 },
  { "-e A", "", 1 },
  { "-e =1", "", 1 },
  { "-e", "", 1 },
  { "-p", "", 1 },
  { "-p 8000-8010:8000-8010 -p x:y -p 80:80/sctp -p 0:0 -p 99999999999:99999999999", "", 5 },
  /* Quotes that are not closed, and an end that is escaped. */
  { "-e A='open -e B=2", "A=open -e B=2|", 0 },
  { "-e \"A=1", "A=1|", 0 },
  { "-e A=1\\", "A=1\\|", 0 },
  { "''", "", 1 },
};

static void
test_flags (void)
{
  g_autofree char *huge = g_strnfill (64 * 1024 + 1, 'x');
  g_autoptr (SubletLaunch) none = sublet_launch_new ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletLaunch) launch = sublet_launch_new ();
      g_autoptr (GString) read = g_string_new (NULL);
      guint n_others = sublet_template_parse_flags (rows[i].flags, launch);
      const GArray *ports = sublet_launch_get_ports (launch);
      guint j;

      for (j = 0; j < sublet_launch_get_n_env (launch); j++)
        g_string_append_printf (read,
                                "%s=%s|",
                                sublet_launch_get_env_name (launch, j),
                                sublet_launch_get_env_value (launch, j));
      for (j = 0; j < ports->len; j++)
        g_string_append_printf (read,
                                "%d/%s|",
                                g_array_index (ports, SubletLaunchPort, j).port,
                                g_array_index (ports, SubletLaunchPort, j).udp ? "udp" : "tcp");
      g_test_message ("%s", rows[i].flags);
      g_assert_cmpstr (read->str, ==, rows[i].read);
      g_assert_cmpuint (n_others, ==, rows[i].n_others);
    }
  g_assert_cmpuint (sublet_template_parse_flags (huge, none), ==, 1);
}

static void
test_apply (void)
{
  SubletTemplateData data = {
    .id = 7,
    .hash_id = g_strdup ("0af1"),
    .name = g_strdup ("PyTorch"),
    .image = g_strdup ("a:b"),
    .recommended_disk_gb = 32,
    .needed_cuda = NAN,
  };
  SubletLaunch *does = sublet_launch_new ();
  g_autoptr (SubletTemplate) template_ = NULL;
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();

  sublet_launch_set_mode (does, SUBLET_LAUNCH_MODE_JUPYTER);
  sublet_launch_set_jupyter_lab (does, TRUE);
  sublet_launch_add_env (does, "A", "1");
  sublet_launch_add_port (does, 80, true);
  sublet_launch_set_onstart (does, "ls");
  template_ = sublet_template_new_take (&data, does, 2);
  g_assert_null (data.hash_id);
  g_assert_cmpstr (sublet_template_get_data (template_)->name, ==, "PyTorch");
  g_assert_cmpuint (sublet_template_get_n_other_flags (template_), ==, 2);

  sublet_launch_set_image (launch, "mine");
  sublet_launch_add_env (launch, "MINE", "x");
  sublet_launch_add_port (launch, 22, false);
  sublet_launch_set_registry (launch, "", "ada", "p");
  sublet_launch_apply_template (launch, template_);
  g_assert_null (sublet_launch_get_image (launch));
  g_assert_cmpstr (sublet_launch_get_template_hash (launch), ==, "0af1");
  g_assert_cmpstr (sublet_launch_get_template_name (launch), ==, "PyTorch");
  g_assert_cmpint (sublet_launch_get_mode (launch), ==, SUBLET_LAUNCH_MODE_JUPYTER);
  g_assert_true (sublet_launch_get_jupyter_lab (launch));
  g_assert_cmpuint (sublet_launch_get_n_env (launch), ==, 1);
  g_assert_cmpstr (sublet_launch_get_env_value (launch, 0), ==, "1");
  g_assert_cmpuint (sublet_launch_get_ports (launch)->len, ==, 1);
  g_assert_cmpstr (sublet_launch_get_onstart (launch), ==, "ls");
  g_assert_cmpstr (sublet_launch_get_registry_user (launch), ==, "ada");
  g_assert_true (sublet_launch_validate (launch, NULL));

  /* What is changed then is the person's, not the template's. */
  sublet_launch_set_env_value (launch, 0, "2");
  g_assert_cmpstr (sublet_launch_get_env_value (sublet_template_get_launch (template_), 0),
                   ==,
                   "1");
}

static void
test_volume (void)
{
  SubletVolumeData data = { .id = 61, .machine_id = 20417, .nusd_per_gb_month = 180000000 };
  SubletVolumeData free_of_charge = { .id = 62, .nusd_per_gb_month = SUBLET_MONEY_UNKNOWN };
  g_autoptr (SubletVolume) volume = sublet_volume_new_take (&data);
  g_autoptr (SubletVolume) unknown = sublet_volume_new_take (&free_of_charge);

  g_assert_cmpint (sublet_volume_get_data (volume)->id, ==, 61);
  g_assert_cmpint (sublet_volume_get_rate_nusd (volume, 40), ==, 10000000);
  g_assert_cmpint (sublet_volume_get_rate_nusd (unknown, 40), ==, SUBLET_MONEY_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/template/flags", test_flags);
  g_test_add_func ("/core/model/template/apply", test_apply);
  g_test_add_func ("/core/model/template/volume", test_volume);

  return g_test_run ();
}
