/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-money-group-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-text-scale.h"
#include "ui/rent/sublet-rent-number.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (SubletMoneyGroup, sublet_money_group, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_SEARCH_KIND,
  N_SIGNALS,
} SubletMoneyGroupSignal;

static guint signals[N_SIGNALS];

static SubletPriceKind
get_kind (SubletMoneyGroup *self)
{
  if (gtk_toggle_button_get_active (self->interruptible_button))
    return SUBLET_PRICE_KIND_INTERRUPTIBLE;
  if (gtk_toggle_button_get_active (self->reserved_button))
    return SUBLET_PRICE_KIND_RESERVED;
  return SUBLET_PRICE_KIND_ON_DEMAND;
}

/* What has to be searched for to rent this kind; UNKNOWN: nothing, the offer is priced for it. */
static SubletPriceKind
get_wanted_search (SubletMoneyGroup *self)
{
  SubletPriceKind kind = get_kind (self);

  return self->offer == NULL || sublet_offer_get_kind (self->offer) == kind
           ? SUBLET_PRICE_KIND_UNKNOWN
           : kind;
}

static const char *
get_search_label (SubletPriceKind kind)
{
  switch (kind)
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      return _ ("Search Interruptible");
    case SUBLET_PRICE_KIND_RESERVED:
      return _ ("Search Reserved");
    case SUBLET_PRICE_KIND_UNKNOWN:
    case SUBLET_PRICE_KIND_ON_DEMAND:
    default:
      return _ ("Search On-Demand");
    }
}

static void
show_kind (SubletMoneyGroup *self)
{
  SubletPriceKind kind = get_kind (self);
  SubletPriceKind wanted = get_wanted_search (self);
  const char *hint;

  switch (kind)
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      hint = _ ("The highest bid keeps the GPU.");
      break;
    case SUBLET_PRICE_KIND_RESERVED:
      hint = _ ("Rented on-demand; a deposit brings the discount.");
      break;
    case SUBLET_PRICE_KIND_UNKNOWN:
    case SUBLET_PRICE_KIND_ON_DEMAND:
    default:
      hint = _ ("A fixed rate, never outbid.");
    }

  sublet_field_row_set_hint (self->kind_row, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->bid_row),
                          kind == SUBLET_PRICE_KIND_INTERRUPTIBLE &&
                            wanted == SUBLET_PRICE_KIND_UNKNOWN);
  gtk_widget_set_visible (GTK_WIDGET (self->search_row), wanted != SUBLET_PRICE_KIND_UNKNOWN);
  gtk_widget_set_visible (GTK_WIDGET (self->deposit_row),
                          kind == SUBLET_PRICE_KIND_RESERVED &&
                            wanted == SUBLET_PRICE_KIND_UNKNOWN);
  gtk_button_set_label (self->search_button, get_search_label (wanted));
}

static void
on_changed (SubletMoneyGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* One of a group goes off, another on: once is enough. */
static void
on_kind_toggled (SubletMoneyGroup *self, GParamSpec *pspec, GtkToggleButton *button)
{
  if (self->filling || !gtk_toggle_button_get_active (button))
    return;

  show_kind (self);
  on_changed (self);
}

static void
on_bid_changed (SubletMoneyGroup *self)
{
  if (!self->filling)
    self->bid_touched = TRUE;
  on_changed (self);
}

static void
on_lease_changed (SubletMoneyGroup *self)
{
  sublet_money_group_show_lease (self);
  on_changed (self);
}

static void
on_search (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletMoneyGroup *self = SUBLET_MONEY_GROUP (widget);

  g_signal_emit (self, signals[SIGNAL_SEARCH_KIND], 0, get_wanted_search (self));
}

static void
sublet_money_group_dispose (GObject *object)
{
  g_clear_object (&SUBLET_MONEY_GROUP (object)->offer);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_MONEY_GROUP);

  G_OBJECT_CLASS (sublet_money_group_parent_class)->dispose (object);
}

static void
sublet_money_group_finalize (GObject *object)
{
  SubletMoneyGroup *self = SUBLET_MONEY_GROUP (object);

  g_array_unref (self->hours);
  g_free (self->problem);

  G_OBJECT_CLASS (sublet_money_group_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-money-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, kind_row);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, kind_box);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, on_demand_button);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, interruptible_button);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, reserved_button);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, search_row);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, search_button);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, bid_row);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, bid_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, deposit_row);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, deposit_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, lease_row);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, lease_box);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, lease_choice);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, then_label);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, end_choice);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, label_row);
  gtk_widget_class_bind_template_child (widget_class, SubletMoneyGroup, label_entry);
}

static void
sublet_money_group_class_init (SubletMoneyGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_money_group_dispose;
  object_class->finalize = sublet_money_group_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[SIGNAL_SEARCH_KIND] = g_signal_new ("search-kind",
                                              G_TYPE_FROM_CLASS (klass),
                                              G_SIGNAL_RUN_LAST,
                                              0,
                                              NULL,
                                              NULL,
                                              NULL,
                                              G_TYPE_NONE,
                                              1,
                                              SUBLET_TYPE_PRICE_KIND);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "money.search", NULL, on_search);
}

static void
sublet_money_group_init (SubletMoneyGroup *self)
{
  GtkToggleButton *kinds[3];
  gsize i;

  self->hours = g_array_new (FALSE, FALSE, sizeof (int));
  self->credit_uusd = SUBLET_MONEY_UNKNOWN;
  gtk_widget_init_template (GTK_WIDGET (self));

  kinds[0] = self->on_demand_button;
  kinds[1] = self->interruptible_button;
  kinds[2] = self->reserved_button;
  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_signal_connect_swapped (kinds[i], "notify::active", G_CALLBACK (on_kind_toggled), self);
  /* Not "changed", which comes once more while a new text has replaced the old one by half. */
  g_signal_connect_swapped (self->bid_spin, "notify::text", G_CALLBACK (on_bid_changed), self);
  g_signal_connect_swapped (self->deposit_spin, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->lease_choice,
                            "notify::selected",
                            G_CALLBACK (on_lease_changed),
                            self);
  g_signal_connect_swapped (self->end_choice, "notify::selected", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->label_entry, "notify::text", G_CALLBACK (on_changed), self);
  sublet_money_group_set_lease (self, 0, SUBLET_LEASE_END_STOP);
}

static gint64
get_floor_nusd (SubletMoneyGroup *self)
{
  const SubletOfferRow *row = sublet_offer_get_row (self->offer);

  return row->min_bid_nusd != SUBLET_MONEY_UNKNOWN ? row->min_bid_nusd : row->dph_base_nusd;
}

/* Shown with three decimals, and never below the floor. */
static void
show_bid (SubletMoneyGroup *self, gint64 bid_nusd)
{
  double usd = bid_nusd == SUBLET_MONEY_UNKNOWN
                 ? 0
                 : ceil (sublet_money_usd_from_nusd (bid_nusd) * 1000 - 1e-6) / 1000;

  self->filling = TRUE;
  gtk_spin_button_set_value (self->bid_spin, usd);
  self->filling = FALSE;
}

/**
 * sublet_money_group_fill:
 * @self: a group
 * @offer: what is to be rented; its kind becomes the first choice, its floor the first bid
 * @label: (nullable): the first value
 */
void
sublet_money_group_fill (SubletMoneyGroup *self, SubletOffer *offer, const char *label)
{
  GtkToggleButton *button;

  g_return_if_fail (SUBLET_IS_MONEY_GROUP (self));
  g_return_if_fail (SUBLET_IS_OFFER (offer));

  g_set_object (&self->offer, offer);
  switch (sublet_offer_get_kind (offer))
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      button = self->interruptible_button;
      break;
    case SUBLET_PRICE_KIND_RESERVED:
      button = self->reserved_button;
      break;
    case SUBLET_PRICE_KIND_UNKNOWN:
    case SUBLET_PRICE_KIND_ON_DEMAND:
    default:
      button = self->on_demand_button;
    }

  self->filling = TRUE;
  gtk_toggle_button_set_active (button, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->label_entry), label == NULL ? "" : label);
  self->filling = FALSE;
  self->bid_touched = FALSE;
  show_bid (self, get_floor_nusd (self));
  show_kind (self);
}

static const char *
get_kind_problem (SubletMoneyGroup *self)
{
  switch (get_wanted_search (self))
    {
    case SUBLET_PRICE_KIND_ON_DEMAND:
      return _ ("This offer's price is not the on-demand one.");
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      return _ ("This offer's price is not the one to bid against.");
    case SUBLET_PRICE_KIND_RESERVED:
      return _ ("This offer's price does not tell the discount.");
    case SUBLET_PRICE_KIND_UNKNOWN:
    default:
      return NULL;
    }
}

/**
 * sublet_money_group_check:
 * @self: a group that was filled
 * @plain: what it costs, with the bid where there is one
 * @discounted: and with the whole discount that its offer shows
 * @now_us: this computer's time
 *
 * Marks what is wrong.
 *
 * Returns: (transfer none) (nullable): the first sentence about a field; %NULL when all are fine
 */
const char *
sublet_money_group_check (SubletMoneyGroup *self,
                          const SubletQuote *plain,
                          const SubletQuote *discounted,
                          gint64 now_us)
{
  gint64 floor_nusd;
  const char *kind;
  g_autofree char *bid = NULL;
  g_autofree char *bid_hint = NULL;
  g_autofree char *deposit = NULL;
  g_autofree char *lease_hint = NULL;
  g_autofree char *label = NULL;
  g_autofree char *label_problem = NULL;

  g_return_val_if_fail (SUBLET_IS_MONEY_GROUP (self), NULL);
  g_return_val_if_fail (self->offer != NULL, NULL);

  floor_nusd = get_floor_nusd (self);
  kind = get_kind_problem (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->bid_row)) && self->bid_touched)
    bid = sublet_rent_text_bid_problem (sublet_rent_read_rate_nusd (self->bid_spin), floor_nusd);
  bid_hint =
    sublet_rent_text_bid_hint (floor_nusd, sublet_offer_get_row (self->offer)->dph_base_nusd);
  lease_hint = sublet_rent_text_lease_hint (sublet_money_group_get_lease_us (self),
                                            now_us,
                                            plain->running_rate_nusd);
  deposit = sublet_money_group_check_deposit (self, plain, discounted);
  label = sublet_money_group_dup_label (self);
  label_problem = sublet_rent_text_label_problem (label);

  sublet_field_row_set_problem (self->kind_row, kind);
  sublet_field_row_set_problem (self->bid_row, bid);
  sublet_field_row_set_hint (self->bid_row, bid_hint);
  sublet_field_row_set_hint (self->lease_row, lease_hint);
  sublet_field_row_set_problem (self->label_row, label_problem);

  g_free (self->problem);
  self->problem = g_strdup (kind != NULL      ? kind
                            : bid != NULL     ? bid
                            : deposit != NULL ? deposit
                                              : label_problem);

  return self->problem;
}

/**
 * sublet_money_group_get_bid_nusd:
 * @self: a group
 *
 * Returns: what is bid, per hour; SUBLET_MONEY_UNKNOWN: the least that wins, or no bid at all
 */
gint64
sublet_money_group_get_bid_nusd (SubletMoneyGroup *self)
{
  g_return_val_if_fail (SUBLET_IS_MONEY_GROUP (self), SUBLET_MONEY_UNKNOWN);

  if (!self->bid_touched || !gtk_widget_get_visible (GTK_WIDGET (self->bid_row)))
    return SUBLET_MONEY_UNKNOWN;

  return sublet_rent_read_rate_nusd (self->bid_spin);
}

/**
 * sublet_money_group_set_bid_nusd:
 * @self: a group that was filled
 * @bid_nusd: what is bid, per hour
 */
void
sublet_money_group_set_bid_nusd (SubletMoneyGroup *self, gint64 bid_nusd)
{
  g_return_if_fail (SUBLET_IS_MONEY_GROUP (self));

  show_bid (self, bid_nusd);
  self->bid_touched = bid_nusd != SUBLET_MONEY_UNKNOWN;
}

/**
 * sublet_money_group_set_label:
 * @self: a group
 * @label: the name of the instance
 *
 * Emits "changed".
 */
void
sublet_money_group_set_label (SubletMoneyGroup *self, const char *label)
{
  g_return_if_fail (SUBLET_IS_MONEY_GROUP (self));

  gtk_editable_set_text (GTK_EDITABLE (self->label_entry), label);
}

/**
 * sublet_money_group_dup_label:
 * @self: a group
 *
 * Returns: (transfer full): what is typed, without blanks at its ends
 */
char *
sublet_money_group_dup_label (SubletMoneyGroup *self)
{
  g_return_val_if_fail (SUBLET_IS_MONEY_GROUP (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->label_entry))));
}

/**
 * sublet_money_group_set_narrow:
 * @self: a group
 * @narrow: whether there is little room: long texts then get a line of their own
 * @tight: whether text is large besides: everything then gets one
 */
void
sublet_money_group_set_narrow (SubletMoneyGroup *self, gboolean narrow, gboolean tight)
{
  g_return_if_fail (SUBLET_IS_MONEY_GROUP (self));

  sublet_ui_fit_row (self->kind_box, narrow ? SUBLET_RENT_NARROW_ROOM : 0);
  sublet_ui_fit_row (self->lease_box, narrow ? SUBLET_RENT_NARROW_ROOM : 0);
  sublet_field_row_set_stacked (self->kind_row, narrow);
  sublet_field_row_set_stacked (self->lease_row, narrow);
  sublet_field_row_set_stacked (self->label_row, narrow);
  sublet_field_row_set_stacked (self->search_row, tight);
  sublet_field_row_set_stacked (self->bid_row, tight);
  sublet_field_row_set_stacked (self->deposit_row, narrow);
}
