/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest, of nistp521. */
#define SUBLET_SSH_SCALAR_BYTES 66
#define SUBLET_SSH_POINT_BYTES 133

/* Of Sublet's own key. */
#define SUBLET_SSH_ED25519 "ssh-ed25519"

/* An algorithm that Sublet can sign with. */
typedef struct
{
  const char *algorithm; /* SSH's name */
  const char *form;      /* what the private half is kept under */
  const char *name;      /* (nullable) SSH's name for the curve; NULL: Ed25519 */
  const char *group;     /* (nullable) libcrypto's name for it */
  const char *digest;    /* (nullable) libcrypto's name for the hash */
  gsize scalar_bytes;    /* of the private half */
  gsize point_bytes;     /* of the public half */
} SubletSshCurve;

/* (transfer none) (nullable) */
const SubletSshCurve *sublet_ssh_curve_find (const char *algorithm);

G_END_DECLS
