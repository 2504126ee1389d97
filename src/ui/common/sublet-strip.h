/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/secrets/sublet-session.h"
#include "core/store/sublet-profile.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SubletStripKind:
 *
 * What the strip can be about, the first that holds is shown.
 */
typedef enum
{
  SUBLET_STRIP_KIND_NONE,
  SUBLET_STRIP_KIND_STILL_LISTED, /* button: look at it */
  SUBLET_STRIP_KIND_UNCLEAR,      /* button: look at it */
  SUBLET_STRIP_KIND_LOW_CREDIT,   /* button: add credit */
  SUBLET_STRIP_KIND_KEY,          /* the list is unknown because of the key; button: replace it */
  SUBLET_STRIP_KIND_UNKNOWN,      /* button: ask again, which the strip does itself */
  SUBLET_STRIP_KIND_READ_ONLY,    /* no button */
  SUBLET_STRIP_KIND_SESSION_KEY,  /* button: store it again */
  SUBLET_STRIP_KIND_DEMO,         /* button: use a key */
} SubletStripKind;

#define SUBLET_TYPE_STRIP_KIND (sublet_strip_kind_get_type ())

GType sublet_strip_kind_get_type (void);

#define SUBLET_TYPE_STRIP (sublet_strip_get_type ())

/*
 * One sentence over the pages, with one button, about what matters most. Properties: "engine",
 * "profile" and "key-store" (construct-only; key-store nullable), "low-credit-hours", "kind"
 * (read-only). Signal: "activated" (SubletStripKind), the button was pressed.
 */
G_DECLARE_FINAL_TYPE (SubletStrip, sublet_strip, SUBLET, STRIP, GtkWidget)

GtkWidget *sublet_strip_new (SubletRentalEngine *engine,
                             SubletProfile *profile,
                             SubletKeyStore *key_store);

SubletStripKind sublet_strip_get_kind (SubletStrip *self);
/* The rental it is about, (nullable). */
SubletRental *sublet_strip_get_rental (SubletStrip *self);
/* (nullable) Without a key in use the strip says so, whatever the engine knows. */
void sublet_strip_set_session (SubletStrip *self, SubletSession *session);
void sublet_strip_set_low_credit_hours (SubletStrip *self, int low_credit_hours);

G_END_DECLS
