/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-idle-closer-private.h"
#include "core/api/sublet-secret-set-private.h"
#include "core/api/sublet-transport-private.h"

G_BEGIN_DECLS

/* Connections that nobody uses are closed by us, long before the service would: a read that is sent
 * just while the other end closes is sent a second time by libsoup, which before 3.6.6 may then
 * finish it twice and use what it has freed. Long enough for the pages of a walk and the polls of
 * what changes. */
#define SUBLET_TRANSPORT_IDLE_MS 15000

/* The transport's files share this: the object, the way of one request, and what that carries. */
struct _SubletTransport
{
  GObject parent_instance;

  SoupSession *session;          /* (owned) */
  SubletIdleCloser *idle_closer; /* (owned): of its connections */
  SubletClock *clock;            /* (owned) */
  SubletPacer *pacer;            /* (owned) */
  GUri *base;                    /* (owned): the origin */
  char *reply_folder;            /* (owned) (nullable) */
  SubletJitterFunc jitter;
  SubletSecretSet *secrets; /* (owned): all that were sent */

  SecretValue *key;     /* (owned) (nullable) */
  guint key_generation; /* changes with the key */
  bool time_noted;
};

/* The transport's own key is not accepted any more. */
void sublet_transport_reject_key (SubletTransport *self, const GError *error);

G_END_DECLS
