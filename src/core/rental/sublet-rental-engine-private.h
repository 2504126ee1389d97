/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/rental/sublet-rental-private.h"

G_BEGIN_DECLS

/* The engine's parts, one file each, share this. Nobody outside them includes it. */
struct _SubletRentalEngine
{
  GObject parent_instance;

  SubletClient *client;   /* (owned) */
  SubletProfile *profile; /* (owned) */
  SubletClock *clock;     /* (owned) the client's */

  SubletSpendCaps caps;
  SubletAccount *account; /* (owned) (nullable) */
  gboolean signed_in;
  gboolean visible;
  gboolean read_only;
  gboolean opened;

  SubletKnowledge knowledge;
  gint64 known_at_us;
  gint64 unknown_since_us;
  GError *error; /* (owned) (nullable) why it is unknown */
  gboolean refreshing;

  GListStore *rentals; /* (owned) (element-type SubletRental) newest first */
  gint64 burn_rate_nusd;
  guint running_count;
  guint attention_count;
};

G_END_DECLS
