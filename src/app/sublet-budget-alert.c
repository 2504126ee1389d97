/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-budget-alert.h"

#include "ui/common/sublet-budget-text.h"

#include <stdbool.h>

static const char *const notification_ids[] = {
  [SUBLET_BUDGET_PERIOD_DAY] = "daily-budget",
  [SUBLET_BUDGET_PERIOD_MONTH] = "monthly-budget",
};

struct _SubletBudgetAlert
{
  GObject parent_instance;

  GtkApplication *application; /* (borrowed): it owns this */
  SubletSettings *settings;    /* (owned) */
  GSignalGroup *outlook_group; /* (owned): of whose budgets they are */

  bool told[SUBLET_N_BUDGET_PERIODS]; /* and not taken back */
};

G_DEFINE_FINAL_TYPE (SubletBudgetAlert, sublet_budget_alert, G_TYPE_OBJECT)

static void
show (SubletBudgetAlert *self,
      SubletBudgetPeriod period,
      SubletBudgetLevel level,
      const SubletSpent *spent,
      gint64 budget_uusd)
{
  g_autofree char *title = sublet_budget_text_dup_alert (period, level);
  g_autofree char *body = sublet_budget_text_dup_alert_body (period, spent, budget_uusd);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  if (level == SUBLET_BUDGET_LEVEL_OVER)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_URGENT);
  g_notification_set_default_action (notification, "app.billing");
  g_application_send_notification (G_APPLICATION (self->application),
                                   notification_ids[period],
                                   notification);
  self->told[period] = true;
}

static void
take_back (SubletBudgetAlert *self, SubletBudgetPeriod period)
{
  if (!self->told[period])
    return;

  self->told[period] = false;
  g_application_withdraw_notification (G_APPLICATION (self->application), notification_ids[period]);
}

static void
update_period (SubletBudgetAlert *self, SubletOutlook *outlook, SubletBudgetPeriod period)
{
  SubletBudgetLevel level;
  SubletSpent spent;

  if (sublet_outlook_take_warning (outlook, period, &level, &spent))
    show (self, period, level, &spent, sublet_outlook_get_budget_uusd (outlook, period));
  else if (level == SUBLET_BUDGET_LEVEL_WITHIN)
    take_back (self, period);
}

static void
update (SubletBudgetAlert *self)
{
  g_autoptr (SubletOutlook) outlook = g_signal_group_dup_target (self->outlook_group);
  gboolean wanted = FALSE;
  guint period;

  g_object_get (self->settings, "notify-budget", &wanted, NULL);
  for (period = 0; period < SUBLET_N_BUDGET_PERIODS; period++)
    {
      if (outlook != NULL && wanted)
        update_period (self, outlook, (SubletBudgetPeriod) period);
      else
        take_back (self, (SubletBudgetPeriod) period);
    }
}

/**
 * sublet_budget_alert_set_outlook:
 * @self: an alert
 * @outlook: (nullable): what knows the budgets
 */
void
sublet_budget_alert_set_outlook (SubletBudgetAlert *self, SubletOutlook *outlook)
{
  g_return_if_fail (SUBLET_IS_BUDGET_ALERT (self));
  g_return_if_fail (outlook == NULL || SUBLET_IS_OUTLOOK (outlook));

  g_signal_group_set_target (self->outlook_group, outlook);
  update (self);
}

static void
sublet_budget_alert_dispose (GObject *object)
{
  SubletBudgetAlert *self = SUBLET_BUDGET_ALERT (object);

  g_clear_object (&self->outlook_group);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_budget_alert_parent_class)->dispose (object);
}

static void
sublet_budget_alert_class_init (SubletBudgetAlertClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_budget_alert_dispose;
}

static void
sublet_budget_alert_init (SubletBudgetAlert *self)
{
  self->outlook_group = g_signal_group_new (SUBLET_TYPE_OUTLOOK);
  g_signal_group_connect_swapped (self->outlook_group, "changed", G_CALLBACK (update), self);
}

/**
 * sublet_budget_alert_new:
 * @application: through which it tells; it outlives the alert
 * @settings: whether the person wants to hear it
 *
 * Returns: (transfer full): an alert of nobody's budgets yet
 */
SubletBudgetAlert *
sublet_budget_alert_new (GtkApplication *application, SubletSettings *settings)
{
  SubletBudgetAlert *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);

  self = g_object_new (SUBLET_TYPE_BUDGET_ALERT, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings,
                           "notify::notify-budget",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}
