/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-application.h"

#include <glib/gi18n.h>

#include "app/sublet-application-private.h"
#include "app/sublet-bill-alert.h"
#include "app/sublet-budget-alert.h"
#include "app/sublet-credit-alert.h"
#include "app/sublet-notifier.h"
#include "app/sublet-topic-alert.h"
#include "app/sublet-window.h"
#include "ui/common/sublet-style.h"

struct _SubletApplication
{
  AdwApplication parent_instance;

  gboolean demo;                /* set before the application registers, never after */
  SecretValue *environment_key; /* (owned) (nullable): until the services take it */
  char *environment_variable;   /* (owned) (nullable) */
  gboolean started;
  GError *incomplete;               /* (owned) (nullable): why there are no services */
  SubletServices *services;         /* (owned) (nullable): once it has started */
  SubletBackground *background;     /* (owned) (nullable): likewise */
  SubletBillAlert *bill_alert;      /* (owned) (nullable): likewise; not in the demo */
  SubletBudgetAlert *budget_alert;  /* (owned) (nullable): likewise; not in the demo */
  SubletCreditAlert *credit_alert;  /* (owned) (nullable): likewise; not in the demo */
  SubletTopicAlert *lease_alert;    /* (owned) (nullable): likewise */
  SubletTopicAlert *idle_alert;     /* (owned) (nullable): likewise */
  SubletTopicAlert *increase_alert; /* (owned) (nullable): likewise */
  SubletNotifier *notifier;         /* (owned) (nullable): likewise; not in the demo */
};

G_DEFINE_FINAL_TYPE (SubletApplication, sublet_application, ADW_TYPE_APPLICATION)

/* In the program that runs already, or in this one. */
static int
open_page (GApplication *application, const char *page)
{
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  g_action_group_activate_action (G_ACTION_GROUP (application), page, NULL);
  return g_application_get_is_remote (application) ? EXIT_SUCCESS : -1;
}

static int
sublet_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  SubletApplication *self = SUBLET_APPLICATION (application);
  const char *page = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Sublet %s\n", VERSION);
      return EXIT_SUCCESS;
    }

  if (g_variant_dict_lookup (options, "page", "&s", &page) && !sublet_application_has_page (page))
    {
      g_autofree char *problem = NULL;

      problem =
        /* TRANSLATORS: %s is what was typed; market, instances and billing are words of the
         * command line: leave them */
        g_strdup_printf (_ ("There is no page “%s”: it is market, instances or billing."), page);
      g_printerr ("%s\n", problem);
      return EXIT_FAILURE;
    }

  if (g_variant_dict_contains (options, "demo"))
    {
      /* A program of its own for the desktop: it neither raises the real window nor is raised by
       * it. */
      self->demo = TRUE;
      g_application_set_application_id (application, APPLICATION_ID ".Demo");
    }

  return page == NULL ? -1 : open_page (application, page);
}

static void
on_services_state (SubletApplication *self)
{
  SubletRentalEngine *engine = NULL;
  SubletOutlook *outlook = NULL;

  /* While the services go, at the end. */
  if (self->services == NULL || self->notifier == NULL)
    return;

  if (sublet_services_get_state (self->services) == SUBLET_SERVICES_STATE_READY)
    {
      engine = sublet_services_get_engine (self->services);
      outlook = sublet_services_get_outlook (self->services);
    }
  sublet_notifier_set_engine (self->notifier,
                              engine,
                              engine != NULL ? sublet_services_get_connections (self->services)
                                             : NULL);
  sublet_budget_alert_set_outlook (self->budget_alert, outlook);
  sublet_credit_alert_set_engine (self->credit_alert, engine);
  sublet_topic_alert_set_engine (self->lease_alert, engine);
  sublet_topic_alert_set_engine (self->idle_alert, engine);
  sublet_topic_alert_set_engine (self->increase_alert, engine);
}

static void
sublet_application_startup (GApplication *application)
{
  SubletApplication *self = SUBLET_APPLICATION (application);

  /* GTK 4.8 shows its tree below the application's path on the session bus, and crashes where an
   * accessibility bus is found without one, as on a display that was opened from elsewhere. */
  if (g_application_get_dbus_connection (application) == NULL)
    g_setenv ("GTK_A11Y", "none", FALSE);

  G_APPLICATION_CLASS (sublet_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  sublet_style_follow (adw_application_get_style_manager (ADW_APPLICATION (self)));
  if (!sublet_settings_check_installed (&self->incomplete))
    return;

  sublet_application_install_actions (self);
  self->services = sublet_services_new (self->demo);
  self->background = sublet_background_new (application, self->services);
  /* The demo has no desktop file, by which the desktop knows who tells. */
  if (!self->demo)
    {
      self->notifier =
        sublet_notifier_new (GTK_APPLICATION (self), sublet_services_get_settings (self->services));
      self->bill_alert = sublet_bill_alert_new (GTK_APPLICATION (self),
                                                sublet_services_get_settings (self->services));
      g_object_bind_property (self->services,
                              "charges",
                              self->bill_alert,
                              "history",
                              G_BINDING_SYNC_CREATE);
      self->budget_alert = sublet_budget_alert_new (GTK_APPLICATION (self),
                                                    sublet_services_get_settings (self->services));
      self->credit_alert = sublet_credit_alert_new (GTK_APPLICATION (self),
                                                    sublet_services_get_settings (self->services));
      self->lease_alert = sublet_topic_alert_new (GTK_APPLICATION (self),
                                                  sublet_services_get_settings (self->services),
                                                  &sublet_lease_topic);
      self->idle_alert = sublet_topic_alert_new (GTK_APPLICATION (self),
                                                 sublet_services_get_settings (self->services),
                                                 &sublet_idle_topic);
      self->increase_alert = sublet_topic_alert_new (GTK_APPLICATION (self),
                                                     sublet_services_get_settings (self->services),
                                                     &sublet_increase_topic);
      g_signal_connect_object (self->services,
                               "notify::state",
                               G_CALLBACK (on_services_state),
                               self,
                               G_CONNECT_SWAPPED);
    }
}

static SubletWindow *
find_window (SubletApplication *self)
{
  GList *item;

  for (item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    {
      if (SUBLET_IS_WINDOW (item->data))
        return item->data;
    }

  return NULL;
}

/**
 * sublet_application_present_window:
 * @self: the application, once it has started
 *
 * Returns: (transfer none): the one window, which is there and in sight from now on
 */
SubletWindow *
sublet_application_present_window (SubletApplication *self)
{
  SubletWindow *window = find_window (self);

  /* The window first: nothing that is looked up, opened or asked delays it. */
  if (window == NULL)
    window = sublet_window_new (GTK_APPLICATION (self), self->services);
  gtk_window_present (GTK_WINDOW (window));
  sublet_background_leave (self->background);
  if (!self->started)
    {
      self->started = TRUE;
      sublet_services_start (self->services, self->environment_key, self->environment_variable);
      g_clear_pointer (&self->environment_key, secret_value_unref);
    }

  return window;
}

static void
sublet_application_activate (GApplication *application)
{
  SubletApplication *self = SUBLET_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL && self->incomplete != NULL)
    {
      sublet_application_present_incomplete (self, self->incomplete);
      return;
    }

  /* Whoever starts it again wants to see what was seen last, a terminal as well; but not that
   * alone. */
  if (window != NULL && (self->incomplete != NULL || find_window (self) != NULL))
    gtk_window_present (window);
  else
    sublet_application_present_window (self);
}

static void
sublet_application_shutdown (GApplication *application)
{
  SubletApplication *self = SUBLET_APPLICATION (application);

  /* As long as the desktop can be told. */
  if (self->lease_alert != NULL)
    {
      sublet_topic_alert_set_engine (self->lease_alert, NULL);
      sublet_topic_alert_set_engine (self->idle_alert, NULL);
      sublet_topic_alert_set_engine (self->increase_alert, NULL);
    }

  G_APPLICATION_CLASS (sublet_application_parent_class)->shutdown (application);

  /* After the windows, and while the program still runs: the demo's market ends with it. */
  g_clear_object (&self->notifier);
  if (self->bill_alert != NULL)
    sublet_bill_alert_set_history (self->bill_alert, NULL);
  g_clear_object (&self->bill_alert);
  g_clear_object (&self->budget_alert);
  g_clear_object (&self->credit_alert);
  g_clear_object (&self->lease_alert);
  g_clear_object (&self->idle_alert);
  g_clear_object (&self->increase_alert);
  g_clear_object (&self->background);
  g_clear_object (&self->services);
}

static void
sublet_application_finalize (GObject *object)
{
  SubletApplication *self = SUBLET_APPLICATION (object);

  g_clear_pointer (&self->environment_key, secret_value_unref);
  g_free (self->environment_variable);
  g_clear_error (&self->incomplete);

  G_OBJECT_CLASS (sublet_application_parent_class)->finalize (object);
}

static void
sublet_application_class_init (SubletApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sublet_application_finalize;
  application_class->activate = sublet_application_activate;
  application_class->handle_local_options = sublet_application_handle_local_options;
  application_class->shutdown = sublet_application_shutdown;
  application_class->startup = sublet_application_startup;
}

static void
sublet_application_init (SubletApplication *self)
{
  /* What a person may need; nothing here is for tests. */
  const GOptionEntry options[] = {
    { .long_name = "demo",
      .arg = G_OPTION_ARG_NONE,
      .description = N_("Explore a demo market: no account, nothing costs money") },
      { .long_name = "page",
        .arg = G_OPTION_ARG_STRING,
        .description = N_("Open on a page: market, instances or billing"),
                           /* TRANSLATORS: what stands behind --page in the list of options */
                           .arg_description = N_("PAGE") },
        { .long_name = "version",
          .arg = G_OPTION_ARG_NONE,
          .description = N_("Show the version and quit") },
          { NULL },
        };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * sublet_application_new:
 *
 * Returns: (transfer full): the application, for the demo once `--demo` was read
 */
SubletApplication *
sublet_application_new (void)
{
  return g_object_new (SUBLET_TYPE_APPLICATION,
                       "application-id",
                       APPLICATION_ID,
                       "resource-base-path",
                       RESOURCE_PATH,
                       NULL);
}

/**
 * sublet_application_is_complete:
 * @self: the application
 *
 * Returns: whether nothing was found missing that it cannot do without
 */
gboolean
sublet_application_is_complete (SubletApplication *self)
{
  g_return_val_if_fail (SUBLET_IS_APPLICATION (self), FALSE);

  return self->incomplete == NULL;
}

/**
 * sublet_application_get_demo:
 * @self: the application
 *
 * Returns: whether this is the demo: its own application id, its own folder, no keyring, loopback
 *   alone
 */
gboolean
sublet_application_get_demo (SubletApplication *self)
{
  g_return_val_if_fail (SUBLET_IS_APPLICATION (self), FALSE);

  return self->demo;
}

/**
 * sublet_application_take_environment_key:
 * @self: the application
 * @key: (transfer full) (nullable): what sublet_key_source_take_environment() found
 * @variable: (nullable): the name of its variable
 *
 * To be called before the application runs. The demo drops the key unseen.
 */
void
sublet_application_take_environment_key (SubletApplication *self,
                                         SecretValue *key,
                                         const char *variable)
{
  g_return_if_fail (SUBLET_IS_APPLICATION (self));
  g_return_if_fail (self->environment_key == NULL);

  self->environment_key = key;
  self->environment_variable = g_strdup (variable);
}

/**
 * sublet_application_get_services:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): what its window stands on, once it has started
 */
SubletServices *
sublet_application_get_services (SubletApplication *self)
{
  g_return_val_if_fail (SUBLET_IS_APPLICATION (self), NULL);

  return self->services;
}

/**
 * sublet_application_get_background:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): its going on without a window, once it has started
 */
SubletBackground *
sublet_application_get_background (SubletApplication *self)
{
  g_return_val_if_fail (SUBLET_IS_APPLICATION (self), NULL);

  return self->background;
}

/**
 * sublet_application_is_in_sight:
 * @application: any application
 *
 * Returns: whether the person works in one of its windows
 */
bool
sublet_application_is_in_sight (GtkApplication *application)
{
  GList *item;

  for (item = gtk_application_get_windows (application); item != NULL; item = item->next)
    {
      if (gtk_window_is_active (GTK_WINDOW (item->data)))
        return true;
    }

  return false;
}
