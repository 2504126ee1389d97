/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-transport-object-private.h"
#include "core/api/sublet-verdict-private.h"

G_BEGIN_DECLS

/* One request on its way, all its attempts. */
typedef struct
{
  /* input */
  const SubletEndpoint *endpoint;
  char *path;       /* (owned): for the log: no query */
  GUri *uri;        /* (owned) */
  GBytes *body;     /* (owned) (nullable) */
  SecretValue *key; /* (owned) */
  bool own_key;
  bool ordered;
  guint key_generation;
  SubletPermit *permit; /* (owned) (nullable) */
  const SubletDecoding *decoding;

  /* in progress */
  SubletAttempts attempts;
  bool redirected;
  bool sent;

  /* output */
  SubletReply *reply; /* (owned) (nullable) */
} SubletSending;

SubletSending *sublet_sending_new (SubletTransport *transport, const SubletRequest *request);
void sublet_sending_free (SubletSending *sending);
bool sublet_sending_take_key (SubletSending *sending,
                              SubletTransport *transport,
                              SecretValue *key,
                              GError **error);

G_END_DECLS
