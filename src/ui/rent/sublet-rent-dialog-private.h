/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-preflight.h"
#include "core/rental/sublet-rental-batch.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/rent/sublet-batch-progress.h"
#include "ui/rent/sublet-check-list.h"
#include "ui/rent/sublet-receipt.h"
#include "ui/rent/sublet-rent-dialog.h"
#include "ui/rent/sublet-rent-form.h"
#include "ui/rent/sublet-rent-progress.h"

G_BEGIN_DECLS

/* The dialog's parts, one file each, share this. Nobody outside them includes it. */
struct _SubletRentDialog
{
  AdwWindow parent_instance;

  /* construct-only */
  SubletRentalEngine *engine; /* (owned) */
  SubletSettings *settings;   /* (owned) */
  SubletMarket *market;       /* (owned) (nullable) */
  char *account_label;        /* (owned) (nullable) */

  /* given once it is made */
  SubletRecipeStore *recipes; /* (owned) (nullable) */
  SubletClient *client;       /* (owned) (nullable) */

  /* state */
  SubletOffer *offer;           /* (owned) */
  SubletJob job;                /* as it was when the window opened, but for the disk */
  SubletRentalRequest *request; /* (owned): not frozen while the form is seen */
  SubletPreflight *preflight;   /* (owned): of request */
  gulong preflight_handler;
  GCancellable *checking;   /* (owned) (nullable): a check is due */
  GCancellable *speaking;   /* (owned) (nullable): a total is due */
  SubletRental *rental;     /* (owned) (nullable): what Rent has led to */
  GPtrArray *offers;        /* (owned) (nullable) (element-type SubletOffer): of several */
  SubletRentalBatch *batch; /* (owned) (nullable): what Rent has led to, of several */
  gboolean begun;           /* the intent, or the first of several, is known to be written */
  gboolean asking;          /* Rent was pressed; from then on it sends nothing more */
  gboolean refused;         /* nothing was rented */
  gboolean rented;

  GPtrArray *volumes; /* (owned) (element-type SubletVolume): of the account and of the machine */
  gint64 volumes_machine_id; /* whose were asked for; 0: none yet */
  gboolean asked_secrets;

  SubletTemplate *template_;   /* (owned) (nullable): what was chosen last in this window */
  char *looked_for;            /* (owned) (nullable): hash of the template that the lists are of */
  guint template_seen_in;      /* bits of SubletTemplateScope: lists that had it */
  guint template_missing_from; /* likewise: whole lists without it */

  /* template children */
  SubletSizeBin *size_bin;
  GtkLabel *window_title;
  GtkButton *cancel_button;
  GtkButton *head_button;
  GtkLabel *head_reason;
  GtkStack *pages;
  GtkBox *failure_strip;
  GtkLabel *failure_label;
  AdwClamp *clamp;
  GtkBox *columns;
  SubletRentForm *form;
  GtkBox *side;
  AdwBin *receipt_slot;
  AdwPreferencesGroup *receipt_group;
  SubletReceipt *receipt;
  SubletCheckList *check_list;
  GtkBox *foot;
  GtkToggleButton *fold_button;
  GtkLabel *fold_title;
  GtkImage *fold_icon;
  GtkLabel *fold_figure;
  AdwBin *fold_slot;
  GtkLabel *foot_reason;
  GtkButton *foot_button;
  SubletRentProgress *progress;
  SubletBatchProgress *batch_progress;
  SubletAnnouncer *announcer;
};

/* -view.c: what is seen */
void sublet_rent_dialog_update_actions (SubletRentDialog *self);
void sublet_rent_dialog_update_money (SubletRentDialog *self);
void sublet_rent_dialog_update_layout (SubletRentDialog *self);
void sublet_rent_dialog_show_page (SubletRentDialog *self, gboolean asking);
void sublet_rent_dialog_on_refused (SubletRentDialog *self);
void sublet_rent_dialog_show_failure (SubletRentDialog *self, const GError *error);

/* -request.c: what was chosen */
void sublet_rent_dialog_open_offer (SubletRentDialog *self, SubletOffer *offer);
void sublet_rent_dialog_renew_request (SubletRentDialog *self);
void sublet_rent_dialog_drop_request (SubletRentDialog *self);
char *sublet_rent_dialog_dup_next_label (SubletRentDialog *self, const char *base);
void sublet_rent_dialog_on_form_changed (SubletRentDialog *self);
void sublet_rent_dialog_show_credit (SubletRentDialog *self);
/* Makes a check that is due now; FALSE when that leaves something to accept or mend. */
gboolean sublet_rent_dialog_check_now (SubletRentDialog *self);
void sublet_rent_dialog_stop_waiting (SubletRentDialog *self);

/* -several.c: which offers, and how many */
void sublet_rent_dialog_look_around (SubletRentDialog *self);
void sublet_rent_dialog_pick_offers (SubletRentDialog *self);
guint sublet_rent_dialog_get_count (SubletRentDialog *self);
void sublet_rent_dialog_get_totals (SubletRentDialog *self, gint64 *rate_nusd, gint64 *job_uusd);
void sublet_rent_dialog_on_policy_chosen (SubletRentDialog *self, SubletPolicy policy);
void sublet_rent_dialog_rent_several (SubletRentDialog *self);
void sublet_rent_dialog_on_batch_answered (SubletRentDialog *self);
void sublet_rent_dialog_on_batch_ended (SubletRentDialog *self);
void sublet_rent_dialog_on_batch_back (SubletRentDialog *self);

/* -catalogue.c: templates, volumes, names of variables */
void sublet_rent_dialog_on_choose_template (SubletRentDialog *self);
void sublet_rent_dialog_tell_image_needs (SubletRentDialog *self);
void sublet_rent_dialog_on_launch_opened (SubletRentDialog *self);
void sublet_rent_dialog_on_access_opened (SubletRentDialog *self);

/* -recipe.c: from recipes and past rentals, and into one */
void sublet_rent_dialog_update_recipes (SubletRentDialog *self);
void sublet_rent_dialog_on_use_recipe (SubletRentDialog *self, const char *id);
void sublet_rent_dialog_on_use_rental (SubletRentDialog *self, const char *id);
void sublet_rent_dialog_on_save_recipe (SubletRentDialog *self);

/* -ask.c: what the person does */
void sublet_rent_dialog_rent (SubletRentDialog *self);
void sublet_rent_dialog_come_back (SubletRentDialog *self, const GError *error);
void sublet_rent_dialog_on_answered (SubletRentDialog *self);
void sublet_rent_dialog_on_back (SubletRentDialog *self);
void sublet_rent_dialog_on_search_kind (SubletRentDialog *self, SubletPriceKind kind);
void sublet_rent_dialog_on_fix (SubletRentDialog *self, SubletPreflightKind kind);

/* -actions.c: what buttons, menus and keys ask for */
void sublet_rent_dialog_install_actions (GtkWidgetClass *widget_class);

/* -properties.c: what it is made with */
void sublet_rent_dialog_install_properties (GObjectClass *object_class);

/* sublet-rent-dialog.c: the signals */
void sublet_rent_dialog_emit_rented (SubletRentDialog *self);
void sublet_rent_dialog_request_preferences (SubletRentDialog *self, const char *page);

G_END_DECLS
