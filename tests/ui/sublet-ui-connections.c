/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-connections.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-doctor-private.h"

#define LINK_US (23 * G_TIME_SPAN_MILLISECOND)
#define ELAPSED_US (40 * G_TIME_SPAN_SECOND)
#define LIMIT_US (120 * G_TIME_SPAN_SECOND)

#define PINNED "AAAAC3NzaC1lZDI1NTE5AAAAID1AF8PoQ4lakrcKp01bfrycmCzPLsSWjM0SzVXxL0Zg"
#define STRANGE "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define OWN_KEY "ssh-ed25519 SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE"

static SubletSshHostKey *
make_key (const char *base64)
{
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint8 *data = g_base64_decode (base64, &length);
  SubletSshHostKey *key;

  blob = g_bytes_new_take (data, length);
  key = sublet_ssh_host_key_new (blob, &error);
  g_assert_no_error (error);

  return key;
}

SubletConnection *
sublet_ui_connection_walk (SubletUiFixture *fixture,
                           SubletRental *rental,
                           SubletConnectionLink link)
{
  SubletConnection *connection = sublet_connections_get (fixture->connections, rental);
  gint64 now_us = sublet_clock_get_monotonic_us (SUBLET_CLOCK (fixture->clock));
  int i;

  g_clear_error (&connection->problem);
  g_clear_error (&connection->error);
  g_clear_pointer (&connection->expected_key, sublet_ssh_host_key_unref);
  g_clear_pointer (&connection->presented_key, sublet_ssh_host_key_unref);
  g_clear_pointer (&connection->route, sublet_ssh_route_unref);
  connection->broken_link = SUBLET_CONNECTION_N_LINKS;
  connection->started_us = now_us - ELAPSED_US;
  connection->deadline_us = connection->started_us + LIMIT_US;
  for (i = 0; i < SUBLET_CONNECTION_N_LINKS; i++)
    connection->links[i] = (SubletLinkResult){
      i < (int) link    ? SUBLET_LINK_STATE_DONE
      : i == (int) link ? SUBLET_LINK_STATE_TRYING
                        : SUBLET_LINK_STATE_WAITING,
      i < (int) link ? LINK_US * (i + 1) : 0,
    };
  if (link > SUBLET_CONNECTION_LINK_PORT)
    connection->route = sublet_ssh_route_new (SUBLET_SSH_ROUTE_DIRECT, "203.0.113.4", 41022);
  connection->state = link == SUBLET_CONNECTION_N_LINKS ? SUBLET_CONNECTION_STATE_READY
                                                        : SUBLET_CONNECTION_STATE_CHECKING;
  connection->latency_us = link == SUBLET_CONNECTION_N_LINKS ? LINK_US : 0;
  g_clear_pointer (&connection->pinned, sublet_ssh_host_key_unref);
  if (link == SUBLET_CONNECTION_N_LINKS)
    connection->pinned = make_key (PINNED);
  sublet_connection_tell (connection);

  return connection;
}

SubletConnection *
sublet_ui_connection_break (SubletUiFixture *fixture,
                            SubletRental *rental,
                            SubletConnectionLink link,
                            int code,
                            gboolean given_up)
{
  SubletConnection *connection = sublet_ui_connection_walk (fixture, rental, link);

  connection->error = g_error_new_literal (SUBLET_ERROR,
                                           code,
                                           "203.0.113.4:41022 (direct), banner: no answer in time");
  connection->broken_link = link;
  connection->links[link].state = SUBLET_LINK_STATE_FAILED;
  if (code == SUBLET_ERROR_SSH_HOST_KEY)
    connection->expected_key = make_key (PINNED);
  if (code == SUBLET_ERROR_SSH_HOST_KEY || code == SUBLET_ERROR_SSH_HOST_KEY_NEW)
    connection->presented_key = make_key (STRANGE);
  if (given_up)
    connection->state = SUBLET_CONNECTION_STATE_FAILED;
  sublet_connection_tell (connection);

  return connection;
}

SubletConnection *
sublet_ui_connection_ready (SubletUiFixture *fixture,
                            SubletRental *rental,
                            SubletRuntimeReport *report)
{
  SubletConnection *connection =
    sublet_ui_connection_walk (fixture, rental, SUBLET_CONNECTION_N_LINKS);

  g_clear_pointer (&connection->report, sublet_runtime_report_unref);
  connection->report = report != NULL ? sublet_runtime_report_ref (report) : NULL;
  connection->checking_runtime = report == NULL;
  sublet_connection_tell (connection);

  return connection;
}

static bool
names_key (SubletDoctorLink link)
{
  return link == SUBLET_DOCTOR_LINK_KEYS || link == SUBLET_DOCTOR_LINK_AUTHORISED;
}

static void
put_links (SubletDoctor *doctor, SubletDoctorLink link)
{
  int i;

  for (i = 0; i < SUBLET_DOCTOR_N_LINKS; i++)
    {
      g_free (doctor->results[i].detail);
      doctor->results[i] = (SubletDoctorResult){
        .state = i < (int) link ? SUBLET_DOCTOR_STATE_DONE : SUBLET_DOCTOR_STATE_WAITING,
        .duration_us = i < (int) link ? LINK_US * (i + 1) : 0,
        .detail = i < (int) link && names_key ((SubletDoctorLink) i) ? g_strdup (OWN_KEY) : NULL,
      };
    }
}

void
sublet_ui_doctor_find (SubletUiFixture *fixture,
                       SubletDoctor *doctor,
                       SubletDoctorLink link,
                       SubletDoctorFinding finding,
                       SubletDoctorFix fix)
{
  g_clear_object (&doctor->run);
  put_links (doctor, link);
  if (link < SUBLET_DOCTOR_N_LINKS)
    doctor->results[link] = (SubletDoctorResult){
      .state = SUBLET_DOCTOR_STATE_BROKEN,
      .finding = finding,
      .fix = fix,
      .detail = g_strdup ("203.0.113.4:41022 (direct): no answer in time\n"
                          "198.51.100.7:12044 (proxy): no answer in time"),
    };
  if (link > SUBLET_DOCTOR_LINK_PORTS)
    {
      g_clear_pointer (&doctor->pinned, sublet_ssh_host_key_unref);
      g_clear_pointer (&doctor->presented, sublet_ssh_host_key_unref);
      doctor->pinned = finding == SUBLET_DOCTOR_FINDING_HOST_KEY_NEW ? NULL : make_key (PINNED);
      doctor->pinned_us =
        sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) - G_TIME_SPAN_HOUR;
      doctor->presented = make_key (finding == SUBLET_DOCTOR_FINDING_HOST_KEY ? STRANGE : PINNED);
    }
  doctor->checked_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  sublet_doctor_tell (doctor);
}

void
sublet_ui_doctor_walk (SubletDoctor *doctor, SubletDoctorLink link)
{
  if (doctor->run == NULL)
    doctor->run = g_cancellable_new ();
  put_links (doctor, link);
  doctor->results[link].state = SUBLET_DOCTOR_STATE_TRYING;
  sublet_doctor_tell (doctor);
}
