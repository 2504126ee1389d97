/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-api-error-private.h"
#include "core/api/sublet-exchange-private.h"
#include "core/api/sublet-page-walk-private.h"
#include "core/model/sublet-charge.h"
#include "core/model/sublet-instance.h"
#include "core/model/sublet-invoice.h"
#include "core/model/sublet-ssh-key.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One page of the instance list. */
typedef struct
{
  SubletPage page;
  GPtrArray *instances; /* (owned) (element-type SubletInstance) */
} SubletInstancePage;

void sublet_instance_page_free (SubletInstancePage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletInstancePage, sublet_instance_page_free)

/* What an account says to a key that was added. */
typedef struct
{
  SubletKeyPlacement placement; /* never FAILED */
  SubletSshKey *key;            /* (owned) (nullable): as the service has it, when it says so */
} SubletAddedKey;

void sublet_added_key_free (SubletAddedKey *added);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletAddedKey, sublet_added_key_free)

/* One page of charges or invoices. */
typedef struct
{
  SubletPage page;
  GPtrArray *results; /* (owned) (element-type SubletCharge or SubletInvoice) */
} SubletBillingPage;

void sublet_billing_page_free (SubletBillingPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletBillingPage, sublet_billing_page_free)

extern const SubletDecoding sublet_decode_charges;       /* SubletBillingPage of SubletCharge */
extern const SubletDecoding sublet_decode_invoices;      /* SubletBillingPage of SubletInvoice */
extern const SubletDecoding sublet_decode_account;       /* SubletAccount */
extern const SubletDecoding sublet_decode_offers;        /* SubletOfferPage, kind not set */
extern const SubletDecoding sublet_decode_instance_page; /* SubletInstancePage */
extern const SubletDecoding sublet_decode_instance;      /* SubletInstance */
extern const SubletDecoding sublet_decode_prepayment;    /* SubletPrepayment */
extern const SubletDecoding sublet_decode_balance;       /* SubletPrepaidBalance */
extern const SubletDecoding sublet_decode_success;       /* a token: it says that it was one */
extern const SubletDecoding sublet_decode_nothing;       /* a token: it was a success */
extern const SubletDecoding sublet_decode_ssh_keys;      /* SubletSshKeyListing */
extern const SubletDecoding sublet_decode_added_key;     /* SubletAddedKey */
extern const SubletDecoding sublet_decode_templates;     /* SubletCatalogueListing */
extern const SubletDecoding sublet_decode_volumes;       /* SubletCatalogueListing */
extern const SubletDecoding sublet_decode_volume_offers; /* SubletCatalogueListing */
extern const SubletDecoding sublet_decode_increases;     /* SubletCatalogueListing */
extern const SubletDecoding sublet_decode_secret_names;  /* array of texts */
extern const SubletDecoding sublet_decode_gpu_names;     /* array of texts */
extern const SubletDecoding sublet_decode_result_url;    /* text */
extern const SubletDecoding sublet_decode_bytes;         /* GBytes: whatever came */

bool sublet_instance_data_read (JsonObject *object, SubletInstanceData *data);

SubletKeyPlacement sublet_decode_key_refusal (const SubletApiAnswer *answer);

bool sublet_decode_is_refused (JsonObject *envelope, GError **error);
void sublet_decode_fail (GError **error, const char *what);

gpointer sublet_decode_begin_object (void);
bool sublet_decode_feed_object (gpointer state, const char *text, gsize length, GError **error);
void sublet_decode_free_object (gpointer state);

/* (transfer full) (element-type SubletOpenPort) */
GArray *sublet_decode_ports (JsonObject *object);
int sublet_decode_ports_find_ssh (GArray *ports);

G_END_DECLS
