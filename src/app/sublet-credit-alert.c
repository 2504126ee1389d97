/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-credit-alert.h"

#include <glib/gi18n.h>

#include "app/sublet-application-private.h"
#include "ui/common/sublet-money-text.h"

#define NOTIFICATION_ID "low-credit"

struct _SubletCreditAlert
{
  GObject parent_instance;

  GtkApplication *application; /* (borrowed): it owns this */
  SubletSettings *settings;    /* (owned) */
  GSignalGroup *engine_group;  /* (owned): of whose credit it is */

  bool low; /* as it was when it was looked at last */
};

G_DEFINE_FINAL_TYPE (SubletCreditAlert, sublet_credit_alert, G_TYPE_OBJECT)

static void
show (SubletCreditAlert *self, const SubletMoneyFacts *facts)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("Low Credit"));
  g_autofree char *body = sublet_money_facts_dup_low (facts);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_URGENT);
  g_notification_set_default_action (notification, "app.billing");
  g_application_send_notification (G_APPLICATION (self->application),
                                   NOTIFICATION_ID,
                                   notification);
}

static void
update (SubletCreditAlert *self)
{
  g_autoptr (SubletRentalEngine) engine = g_signal_group_dup_target (self->engine_group);
  SubletMoneyFacts facts;
  gboolean wanted = FALSE;

  if (engine == NULL)
    return;

  sublet_money_facts_read (&facts, engine, sublet_settings_get_low_credit_hours (self->settings));
  /* Unknown is not enough: what was said may still be true. */
  if (facts.knowledge != SUBLET_KNOWLEDGE_KNOWN || facts.low == self->low)
    return;

  self->low = facts.low;
  g_object_get (self->settings, "notify-low-credit", &wanted, NULL);
  if (!facts.low)
    g_application_withdraw_notification (G_APPLICATION (self->application), NOTIFICATION_ID);
  /* In one of our windows the strip says it. */
  else if (wanted && !sublet_application_is_in_sight (self->application))
    show (self, &facts);
}

/**
 * sublet_credit_alert_set_engine:
 * @self: an alert
 * @engine: (nullable): what knows credit and rate
 */
void
sublet_credit_alert_set_engine (SubletCreditAlert *self, SubletRentalEngine *engine)
{
  g_return_if_fail (SUBLET_IS_CREDIT_ALERT (self));
  g_return_if_fail (engine == NULL || SUBLET_IS_RENTAL_ENGINE (engine));

  g_signal_group_set_target (self->engine_group, engine);
  update (self);
}

static void
sublet_credit_alert_dispose (GObject *object)
{
  SubletCreditAlert *self = SUBLET_CREDIT_ALERT (object);

  g_clear_object (&self->engine_group);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_credit_alert_parent_class)->dispose (object);
}

static void
sublet_credit_alert_class_init (SubletCreditAlertClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_credit_alert_dispose;
}

static void
sublet_credit_alert_init (SubletCreditAlert *self)
{
  static const char *const signals[] = { "notify::account",
                                         "notify::burn-rate-nusd",
                                         "notify::beside-rate-nusd",
                                         "notify::knowledge" };
  gsize i;

  self->engine_group = g_signal_group_new (SUBLET_TYPE_RENTAL_ENGINE);
  for (i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_group_connect_swapped (self->engine_group, signals[i], G_CALLBACK (update), self);
}

/**
 * sublet_credit_alert_new:
 * @application: through which it tells; it outlives the alert
 * @settings: when the credit is low, and whether the person wants to hear it
 *
 * Returns: (transfer full): an alert of nobody's credit yet
 */
SubletCreditAlert *
sublet_credit_alert_new (GtkApplication *application, SubletSettings *settings)
{
  SubletCreditAlert *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);

  self = g_object_new (SUBLET_TYPE_CREDIT_ALERT, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings,
                           "notify::low-credit-hours",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}
