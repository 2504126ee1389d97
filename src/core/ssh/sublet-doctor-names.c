/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-doctor.h"

/* In the order of the enumerations. */
static const char *const links[] = {
  "running",  "ports mapped", "port open",  "banner",  "handshake",
  "host key", "keys offered", "authorised", "command", "home writable",
};

static const char *const findings[] = {
  "nothing",
  "the service did not answer",
  "the service does not list it",
  "it is stopped",
  "it does not run",
  "no SSH port is mapped",
  "no port answers",
  "the direct port is shut",
  "the proxy's port is shut",
  "the server says nothing",
  "something else than SSH answers",
  "the key exchange is cut off",
  "the host key is another one",
  "the host key was never seen before",
  "the pinned host key cannot be read",
  "the key cannot be used",
  "the key is not attached",
  "the key is attached and refused",
  "the key is refused, and whether it is attached is not known",
  "signing in is cut off",
  "a command does not end",
  "the shell does not work",
  "commands are slow",
  "the disk is full",
  "the disk does not answer in time",
  "the home folder cannot be written to",
  "the look inside is cut off",
};

static const char *const fixes[] = {
  "none",
  "check again",
  "start",
  "reboot",
  "look at the ports",
  "switch route",
  "accept the host key",
  "trust the host key",
  "attach the key",
  "unlock the key, or choose another",
  "make room",
};

/**
 * sublet_doctor_link_get_name:
 * @link: one of the chain
 *
 * Returns: (transfer none): technical English
 */
const char *
sublet_doctor_link_get_name (SubletDoctorLink link)
{
  g_return_val_if_fail (link < G_N_ELEMENTS (links), NULL);

  return links[link];
}

/**
 * sublet_doctor_finding_get_name:
 * @finding: what is wrong
 *
 * Returns: (transfer none): technical English
 */
const char *
sublet_doctor_finding_get_name (SubletDoctorFinding finding)
{
  g_return_val_if_fail (finding < G_N_ELEMENTS (findings), NULL);

  return findings[finding];
}

/**
 * sublet_doctor_fix_get_name:
 * @fix: what mends it
 *
 * Returns: (transfer none): technical English
 */
const char *
sublet_doctor_fix_get_name (SubletDoctorFix fix)
{
  g_return_val_if_fail (fix < G_N_ELEMENTS (fixes), NULL);

  return fixes[fix];
}
