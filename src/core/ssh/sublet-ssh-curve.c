/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-curve-private.h"

/* Points are written uncompressed. Source: RFC 8709, 4; RFC 5656, 3.1, 6.2.1 and 10.1. */
static const SubletSshCurve curves[] = {
  { SUBLET_SSH_ED25519, "ed25519:", NULL, NULL, NULL, 32, 32 },
  { "ecdsa-sha2-nistp256", "nistp256:", "nistp256", "P-256", "SHA256", 32, 65 },
  { "ecdsa-sha2-nistp384", "nistp384:", "nistp384", "P-384", "SHA384", 48, 97 },
  { "ecdsa-sha2-nistp521", "nistp521:", "nistp521", "P-521", "SHA512", 66, 133 },
};

/**
 * sublet_ssh_curve_find: (skip)
 * @algorithm: SSH's name for an algorithm
 *
 * Returns: (transfer none) (nullable): what has to be known to sign with it; NULL when Sublet
 *   cannot
 */
const SubletSshCurve *
sublet_ssh_curve_find (const char *algorithm)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (curves); i++)
    {
      if (g_str_equal (curves[i].algorithm, algorithm))
        return &curves[i];
    }

  return NULL;
}
