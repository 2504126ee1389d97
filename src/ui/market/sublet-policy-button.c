/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-policy-button.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-signal.h"
#include "ui/common/sublet-tooltip.h"

#include <glib/gi18n.h>

struct _SubletPolicyButton
{
  AdwBin parent_instance;

  SubletPolicy policy;
  gint64 max_rate_nusd; /* of the most reliable; SUBLET_MONEY_UNKNOWN: any */
  gboolean compact;

  /* template children */
  AdwSplitButton *button;
};

G_DEFINE_FINAL_TYPE (SubletPolicyButton, sublet_policy_button, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHOSEN,
  SIGNAL_CLICKED,
  SIGNAL_LIMIT_WANTED,
  N_SIGNALS,
} SubletPolicyButtonSignal;

static guint signals[N_SIGNALS];

static const char *
get_label (SubletPolicyButton *self)
{
  switch (self->policy)
    {
    case SUBLET_POLICY_SECOND_CHEAPEST:
      return _ ("Rent Second Cheapest");
    case SUBLET_POLICY_BEST_VALUE:
      return _ ("Rent Best per Dollar");
    case SUBLET_POLICY_MOST_RELIABLE:
      return self->max_rate_nusd == SUBLET_MONEY_UNKNOWN
        ? _ ("Rent Most Reliable")
        /* TRANSLATORS: up to a price, which the button's tooltip tells */
        : _ ("Rent Most Reliable under…");
    case SUBLET_POLICY_CHEAPEST:
    default:
      return _ ("Rent Cheapest");
    }
}

static char *
dup_tooltip (SubletPolicyButton *self)
{
  g_autofree char *rate = NULL;

  if (self->policy != SUBLET_POLICY_MOST_RELIABLE || self->max_rate_nusd == SUBLET_MONEY_UNKNOWN)
    return self->compact ? g_strdup (get_label (self)) : NULL;

  rate = sublet_format_rate (self->max_rate_nusd);
  /* TRANSLATORS: %s is a rate like $0.500/h */
  return g_strdup_printf (_ ("Rent Most Reliable under %s"), rate);
}

static void
update (SubletPolicyButton *self)
{
  const char *label = get_label (self);
  g_autofree char *tooltip = dup_tooltip (self);

  if (self->compact)
    adw_split_button_set_icon_name (self->button, "sublet-policy-symbolic");
  else
    adw_split_button_set_label (self->button, label);
  sublet_tooltip_set (GTK_WIDGET (self->button), tooltip);
  /* The half that is pressed. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                    gtk_widget_get_first_child (GTK_WIDGET (self->button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip != NULL ? tooltip : label,
                                  -1);
}

static void
on_clicked (SubletPolicyButton *self)
{
  g_signal_emit (self, signals[SIGNAL_CLICKED], 0);
}

static void
on_limit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_LIMIT_WANTED], 0);
}

static void
on_choose (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletPolicyButton *self = SUBLET_POLICY_BUTTON (widget);
  g_autoptr (GEnumClass) policies = g_type_class_ref (SUBLET_TYPE_POLICY);
  GEnumValue *policy = g_enum_get_value_by_nick (policies, g_variant_get_string (parameter, NULL));

  if (policy == NULL)
    return;

  sublet_policy_button_set_policy (self, (SubletPolicy) policy->value);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->policy);
}

static void
sublet_policy_button_dispose (GObject *object)
{
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_POLICY_BUTTON);

  G_OBJECT_CLASS (sublet_policy_button_parent_class)->dispose (object);
}

static void
sublet_policy_button_class_init (SubletPolicyButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_policy_button_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         SUBLET_TYPE_POLICY);
  signals[SIGNAL_CLICKED] = sublet_signal_add (klass, "clicked", G_TYPE_NONE);
  signals[SIGNAL_LIMIT_WANTED] = sublet_signal_add (klass, "limit-wanted", G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-policy-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletPolicyButton, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_install_action (widget_class, "policy.choose", "s", on_choose);
  gtk_widget_class_install_action (widget_class, "policy.limit", NULL, on_limit);
}

static void
sublet_policy_button_init (SubletPolicyButton *self)
{
  self->max_rate_nusd = SUBLET_MONEY_UNKNOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_policy_button_set_policy (self, SUBLET_POLICY_CHEAPEST);
}

/**
 * sublet_policy_button_new:
 *
 * Returns: (transfer floating): a button for the cheapest
 */
GtkWidget *
sublet_policy_button_new (void)
{
  return g_object_new (SUBLET_TYPE_POLICY_BUTTON, NULL);
}

/**
 * sublet_policy_button_popup:
 * @self: a button
 *
 * Opens its menu, as a click on its arrow does; nothing while it is not seen.
 */
void
sublet_policy_button_popup (SubletPolicyButton *self)
{
  g_return_if_fail (SUBLET_IS_POLICY_BUTTON (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    adw_split_button_popup (self->button);
}

/**
 * sublet_policy_button_get_policy:
 * @self: a button
 *
 * Returns: what a click means
 */
SubletPolicy
sublet_policy_button_get_policy (SubletPolicyButton *self)
{
  g_return_val_if_fail (SUBLET_IS_POLICY_BUTTON (self), SUBLET_POLICY_CHEAPEST);

  return self->policy;
}

/**
 * sublet_policy_button_set_policy:
 * @self: a button
 * @policy: what a click means from now on
 */
void
sublet_policy_button_set_policy (SubletPolicyButton *self, SubletPolicy policy)
{
  g_return_if_fail (SUBLET_IS_POLICY_BUTTON (self));

  self->policy = policy;
  update (self);
}

/**
 * sublet_policy_button_set_max_rate_nusd:
 * @self: a button
 * @max_rate_nusd: what the job may cost in an hour where the most reliable offer is meant;
 *   SUBLET_MONEY_UNKNOWN for any
 */
void
sublet_policy_button_set_max_rate_nusd (SubletPolicyButton *self, gint64 max_rate_nusd)
{
  g_return_if_fail (SUBLET_IS_POLICY_BUTTON (self));

  self->max_rate_nusd = max_rate_nusd;
  update (self);
}

/**
 * sublet_policy_button_set_compact:
 * @self: a button
 * @compact: whether an icon stands for its words, which its tooltip tells then
 */
void
sublet_policy_button_set_compact (SubletPolicyButton *self, gboolean compact)
{
  g_return_if_fail (SUBLET_IS_POLICY_BUTTON (self));

  self->compact = compact;
  update (self);
}
