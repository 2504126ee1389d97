/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-offer-group.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-field-row.h"
#include "ui/common/sublet-format.h"
#include "ui/rent/sublet-rent-number.h"
#include "ui/rent/sublet-rent-text.h"

#include <math.h>

/* The first entry of the choice; the policies follow in the order of their values. */
#define BY_HAND 0

struct _SubletOfferGroup
{
  AdwPreferencesGroup parent_instance;

  /* state */
  int ceiling_percent;
  gboolean ceiling_touched; /* by the person: no longer follows the price */
  gint64 running_rate_nusd;
  guint most;
  gboolean filling;
  char *problem; /* (owned) (nullable) */

  /* template children */
  GtkMenuButton *recipe_button;
  SubletFieldRow *offer_row;
  GtkDropDown *policy_choice;
  SubletFieldRow *count_row;
  GtkSpinButton *count_spin;
  GtkAdjustment *count_adjustment;
  SubletFieldRow *stop_row;
  GtkSwitch *stop_switch;
  SubletFieldRow *ceiling_row;
  GtkSpinButton *ceiling_spin;
};

G_DEFINE_FINAL_TYPE (SubletOfferGroup, sublet_offer_group, ADW_TYPE_PREFERENCES_GROUP)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_POLICY_CHOSEN,
  N_SIGNALS,
} SubletOfferGroupSignal;

static guint signals[N_SIGNALS];

static void
follow_price (SubletOfferGroup *self)
{
  double usd = 0;

  if (self->running_rate_nusd != SUBLET_MONEY_UNKNOWN && self->ceiling_percent > 0)
    usd = sublet_money_usd_from_nusd (
      sublet_money_multiply_divide (self->running_rate_nusd, 100 + self->ceiling_percent, 100));

  self->filling = TRUE;
  gtk_spin_button_set_value (self->ceiling_spin, usd);
  self->filling = FALSE;
}

static void
on_changed (SubletOfferGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_ceiling_changed (SubletOfferGroup *self)
{
  if (!self->filling)
    self->ceiling_touched = TRUE;
  on_changed (self);
}

static void
on_policy_changed (SubletOfferGroup *self)
{
  guint selected = gtk_drop_down_get_selected (self->policy_choice);

  if (!self->filling && selected != BY_HAND && selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SIGNAL_POLICY_CHOSEN], 0, (SubletPolicy) selected);
}

static void
sublet_offer_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_OFFER_GROUP);

  G_OBJECT_CLASS (sublet_offer_group_parent_class)->dispose (object);
}

static void
sublet_offer_group_finalize (GObject *object)
{
  g_free (SUBLET_OFFER_GROUP (object)->problem);

  G_OBJECT_CLASS (sublet_offer_group_parent_class)->finalize (object);
}

static void
sublet_offer_group_class_init (SubletOfferGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_offer_group_dispose;
  object_class->finalize = sublet_offer_group_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[SIGNAL_POLICY_CHOSEN] = g_signal_new ("policy-chosen",
                                                G_TYPE_FROM_CLASS (klass),
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                1,
                                                SUBLET_TYPE_POLICY);

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-offer-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, recipe_button);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, offer_row);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, policy_choice);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, count_row);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, count_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, count_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, stop_row);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, stop_switch);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, ceiling_row);
  gtk_widget_class_bind_template_child (widget_class, SubletOfferGroup, ceiling_spin);
}

static void
sublet_offer_group_init (SubletOfferGroup *self)
{
  self->most = 1;
  self->running_rate_nusd = SUBLET_MONEY_UNKNOWN;
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Not "changed", which comes once more while a new text has replaced the old one by half. */
  g_signal_connect_swapped (self->ceiling_spin,
                            "notify::text",
                            G_CALLBACK (on_ceiling_changed),
                            self);
  g_signal_connect_swapped (self->count_spin, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->stop_switch, "notify::active", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->policy_choice,
                            "notify::selected",
                            G_CALLBACK (on_policy_changed),
                            self);
}

/**
 * sublet_offer_group_fill:
 * @self: a group
 * @offer: what is to be rented
 * @ceiling_percent: how much dearer the next offer may be at first; 0: none is taken
 */
void
sublet_offer_group_fill (SubletOfferGroup *self, SubletOffer *offer, int ceiling_percent)
{
  const SubletOfferRow *row;
  g_autofree char *gpu = NULL;
  g_autofree char *line = NULL;

  g_return_if_fail (SUBLET_IS_OFFER_GROUP (self));
  g_return_if_fail (SUBLET_IS_OFFER (offer));

  row = sublet_offer_get_row (offer);
  gpu = sublet_format_gpu (row->gpu_name, row->num_gpus);
  line = sublet_rent_text_offer_line (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->offer_row), gpu);
  sublet_field_row_set_hint (self->offer_row, *line == '\0' ? NULL : line);
  self->ceiling_percent = ceiling_percent;
  self->ceiling_touched = FALSE;
  follow_price (self);
}

/**
 * sublet_offer_group_set_running_rate:
 * @self: a group
 * @running_rate_nusd: what the offer costs running, per hour, or SUBLET_MONEY_UNKNOWN
 */
void
sublet_offer_group_set_running_rate (SubletOfferGroup *self, gint64 running_rate_nusd)
{
  g_return_if_fail (SUBLET_IS_OFFER_GROUP (self));

  if (self->running_rate_nusd == running_rate_nusd)
    return;

  self->running_rate_nusd = running_rate_nusd;
  if (!self->ceiling_touched)
    follow_price (self);
}

/**
 * sublet_offer_group_check:
 * @self: a group that was filled
 *
 * Marks what is wrong.
 *
 * Returns: (transfer none) (nullable): the first sentence about a field; %NULL when all are fine
 */
const char *
sublet_offer_group_check (SubletOfferGroup *self)
{
  gint64 ceiling_nusd;
  double number;
  g_autofree char *count = NULL;
  g_autofree char *count_hint = NULL;
  g_autofree char *ceiling = NULL;
  g_autofree char *ceiling_hint = NULL;

  g_return_val_if_fail (SUBLET_IS_OFFER_GROUP (self), NULL);

  ceiling_nusd = sublet_offer_group_get_ceiling_nusd (self);
  number = self->most > 1 ? sublet_rent_read_number (self->count_spin) : 1;
  count = sublet_rent_text_count_problem (number, self->most);
  count_hint = sublet_rent_text_count_hint (number);
  ceiling = sublet_rent_text_ceiling_problem (ceiling_nusd, self->running_rate_nusd);
  ceiling_hint = sublet_rent_text_ceiling_hint (ceiling_nusd);
  sublet_field_row_set_problem (self->count_row, count);
  sublet_field_row_set_hint (self->count_row, count_hint);
  sublet_field_row_set_problem (self->ceiling_row, ceiling);
  sublet_field_row_set_hint (self->ceiling_row, ceiling_hint);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_row), sublet_offer_group_get_count (self) > 1);

  g_free (self->problem);
  self->problem = g_strdup (count != NULL ? count : ceiling);

  return self->problem;
}

/**
 * sublet_offer_group_set_most:
 * @self: a group
 * @most: how many can be rented at once, above 0; 1: the count is not asked for
 */
void
sublet_offer_group_set_most (SubletOfferGroup *self, guint most)
{
  g_return_if_fail (SUBLET_IS_OFFER_GROUP (self));
  g_return_if_fail (most > 0);

  self->most = most;
  self->filling = TRUE;
  gtk_adjustment_set_upper (self->count_adjustment, most);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->count_row), most > 1);
}

/**
 * sublet_offer_group_set_policy:
 * @self: a group
 * @chosen: whether a policy picked the offer, not the person
 * @policy: which
 */
void
sublet_offer_group_set_policy (SubletOfferGroup *self, gboolean chosen, SubletPolicy policy)
{
  g_return_if_fail (SUBLET_IS_OFFER_GROUP (self));

  self->filling = TRUE;
  gtk_drop_down_set_selected (self->policy_choice, chosen ? (guint) policy : BY_HAND);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->policy_choice), TRUE);
}

/**
 * sublet_offer_group_set_recipe_menu:
 * @self: a group
 * @menu: (nullable): recipes and past rentals; %NULL: there is no button for them
 */
void
sublet_offer_group_set_recipe_menu (SubletOfferGroup *self, GMenuModel *menu)
{
  g_return_if_fail (SUBLET_IS_OFFER_GROUP (self));

  gtk_menu_button_set_menu_model (self->recipe_button, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->recipe_button), menu != NULL);
}

/**
 * sublet_offer_group_set_narrow:
 * @self: a group
 * @narrow: whether there is little room: long texts then get a line of their own
 * @tight: whether text is large besides: everything then gets one
 */
void
sublet_offer_group_set_narrow (SubletOfferGroup *self, gboolean narrow, gboolean tight)
{
  g_return_if_fail (SUBLET_IS_OFFER_GROUP (self));

  sublet_field_row_set_stacked (self->offer_row, narrow);
  sublet_field_row_set_stacked (self->count_row, tight);
  sublet_field_row_set_stacked (self->stop_row, tight);
  sublet_field_row_set_stacked (self->ceiling_row, tight);
}

/**
 * sublet_offer_group_get_count:
 * @self: a group
 *
 * Returns: how many are to be rented; 0 when no whole number is typed
 */
guint
sublet_offer_group_get_count (SubletOfferGroup *self)
{
  double count;

  g_return_val_if_fail (SUBLET_IS_OFFER_GROUP (self), 1);

  if (self->most <= 1)
    return 1;
  count = sublet_rent_read_number (self->count_spin);

  return isfinite (count) && count >= 1 && count <= (double) self->most ? (guint) count : 0;
}

/**
 * sublet_offer_group_set_count:
 * @self: a group
 * @count: how many are to be rented, above 0
 */
void
sublet_offer_group_set_count (SubletOfferGroup *self, guint count)
{
  g_return_if_fail (SUBLET_IS_OFFER_GROUP (self));

  self->filling = TRUE;
  gtk_spin_button_set_value (self->count_spin, count);
  self->filling = FALSE;
}

/**
 * sublet_offer_group_get_stop_on_failure:
 * @self: a group
 *
 * Returns: whether the first of several that fails is the last that is asked for
 */
gboolean
sublet_offer_group_get_stop_on_failure (SubletOfferGroup *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_GROUP (self), TRUE);

  return gtk_switch_get_active (self->stop_switch);
}

/**
 * sublet_offer_group_set_stop_on_failure:
 * @self: a group
 * @stop: whether the first of several that fails is the last that is asked for
 */
void
sublet_offer_group_set_stop_on_failure (SubletOfferGroup *self, gboolean stop)
{
  g_return_if_fail (SUBLET_IS_OFFER_GROUP (self));

  self->filling = TRUE;
  gtk_switch_set_active (self->stop_switch, stop);
  self->filling = FALSE;
}

/**
 * sublet_offer_group_get_ceiling_nusd:
 * @self: a group
 *
 * Returns: per hour, GPU and disk; 0: none; SUBLET_MONEY_UNKNOWN when no number is typed
 */
gint64
sublet_offer_group_get_ceiling_nusd (SubletOfferGroup *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_GROUP (self), SUBLET_MONEY_UNKNOWN);

  return sublet_rent_read_rate_nusd (self->ceiling_spin);
}

/**
 * sublet_offer_group_get_ceiling_percent:
 * @self: a group that was filled
 *
 * Returns: how much dearer the next offer may be, as typed and rounded; 0: none is taken
 */
int
sublet_offer_group_get_ceiling_percent (SubletOfferGroup *self)
{
  gint64 ceiling_nusd;

  g_return_val_if_fail (SUBLET_IS_OFFER_GROUP (self), 0);

  ceiling_nusd = sublet_offer_group_get_ceiling_nusd (self);
  if (!self->ceiling_touched)
    return self->ceiling_percent;
  if (ceiling_nusd <= 0 || self->running_rate_nusd <= 0)
    return 0;

  return (int) CLAMP (sublet_money_multiply_divide (ceiling_nusd, 100, self->running_rate_nusd) -
                        100,
                      0,
                      1000);
}
