/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-policy-button.h"

#include <glib/gi18n.h>

struct _SubletPolicyButton
{
  AdwBin parent_instance;

  SubletPolicy policy;
  gboolean compact;

  /* template children */
  AdwSplitButton *button;
};

G_DEFINE_FINAL_TYPE (SubletPolicyButton, sublet_policy_button, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_CHOSEN,
} SubletPolicyButtonSignal;

static guint signals[SIGNAL_CHOSEN + 1];

static const char *
get_label (SubletPolicy policy)
{
  switch (policy)
    {
    case SUBLET_POLICY_SECOND_CHEAPEST:
      return _ ("Rent Second Cheapest");
    case SUBLET_POLICY_BEST_VALUE:
      return _ ("Rent Best per Dollar");
    case SUBLET_POLICY_MOST_RELIABLE:
      return _ ("Rent Most Reliable");
    case SUBLET_POLICY_CHEAPEST:
    default:
      return _ ("Rent Cheapest");
    }
}

static void
update (SubletPolicyButton *self)
{
  const char *label = get_label (self->policy);

  if (self->compact)
    adw_split_button_set_icon_name (self->button, "sublet-policy-symbolic");
  else
    adw_split_button_set_label (self->button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), self->compact ? label : NULL);
  /* The half that is pressed. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                    gtk_widget_get_first_child (GTK_WIDGET (self->button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
on_clicked (SubletPolicyButton *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->policy);
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-policy-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletPolicyButton, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_install_action (widget_class, "policy.choose", "s", on_choose);
}

static void
sublet_policy_button_init (SubletPolicyButton *self)
{
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
