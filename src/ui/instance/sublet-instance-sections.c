/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-sections.h"

#include "ui/instance/sublet-instance-checks.h"
#include "ui/instance/sublet-instance-connection.h"
#include "ui/instance/sublet-instance-logs.h"
#include "ui/instance/sublet-instance-overview.h"
#include "ui/instance/sublet-instance-ports.h"

#include <glib/gi18n.h>

/* clang-format off */
static const SubletInstanceSectionMaker sections[] = {
  { SUBLET_SECTION_OVERVIEW, N_ ("Overview"), sublet_instance_overview_new },
  { SUBLET_SECTION_PORTS, N_ ("Ports"), sublet_instance_ports_new },
  { SUBLET_SECTION_LOGS, N_ ("Logs"), sublet_instance_logs_new },
  { SUBLET_SECTION_CONNECTION, N_ ("Connection"), sublet_instance_connection_new },
  { SUBLET_SECTION_CHECKS, N_ ("Checks"), sublet_instance_checks_new },
  { NULL, NULL, NULL },
};
/* clang-format on */

/**
 * sublet_instance_sections_get:
 *
 * Returns: (transfer none): all sections, the last one without a name
 */
const SubletInstanceSectionMaker *
sublet_instance_sections_get (void)
{
  return sections;
}
