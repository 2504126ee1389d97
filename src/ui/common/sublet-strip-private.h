/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-strip.h"

G_BEGIN_DECLS

struct _SubletStrip
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletRentalEngine *engine; /* (owned) */
  SubletProfile *profile;     /* (owned) */
  SubletKeyStore *key_store;  /* (owned) (nullable) */

  /* state */
  SubletSession *session; /* (owned) (nullable) */
  SubletStripKind kind;
  SubletRental *rental; /* (owned) (nullable): what it is about */
  int low_credit_hours;

  /* template children */
  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *button;
};

/* sublet-strip-choose.c: the first kind that holds, with its sentence and what it is about.
 * (out) (transfer full) (nullable): both */
SubletStripKind sublet_strip_choose (SubletStrip *self, char **sentence, SubletRental **rental);

/* sublet-strip-look.c: instead of the kind that it is still about. */
void sublet_strip_show (SubletStrip *self, SubletStripKind kind, const char *sentence);

G_END_DECLS
