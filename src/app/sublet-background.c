/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-background.h"

#include <glib/gi18n.h>

#include "ui/common/sublet-format.h"

#define NOTIFICATION_ID "watching"

struct _SubletBackground
{
  GObject parent_instance;

  GApplication *application; /* (borrowed): it owns this */
  SubletServices *services;  /* (owned) */

  SubletRentalEngine *engine; /* (owned) (nullable): while it goes on without a window */
  guint look_id;              /* looks whether anything is left */
};

G_DEFINE_FINAL_TYPE (SubletBackground, sublet_background, G_TYPE_OBJECT)

/* Where it has gone, and the way to end it. */
static void
tell_desktop (SubletBackground *self)
{
  guint count = sublet_services_count_open (self->services);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *body = NULL;

  title =
    /* TRANSLATORS: title of a notification; %u is a number */
    g_strdup_printf (ngettext ("Watching %u Instance", "Watching %u Instances", count), count);
  rate = sublet_format_rate_short (sublet_rental_engine_get_burn_rate_nusd (self->engine));
  body =
    /* TRANSLATORS: %s is a rate like "$1.84/h" */
    g_strdup_printf (_ ("%s. Sublet goes on without its window until nothing is left."), rate);

  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_add_button (notification, _ ("Quit Sublet"), "app.quit");
  g_application_send_notification (self->application, NOTIFICATION_ID, notification);
}

static gboolean
on_look (gpointer user_data)
{
  SubletBackground *self = SUBLET_BACKGROUND (user_data);

  self->look_id = 0;
  if (sublet_rental_engine_get_knowledge (self->engine) == SUBLET_KNOWLEDGE_KNOWN &&
      sublet_services_count_open (self->services) == 0)
    sublet_background_leave (self);

  return G_SOURCE_REMOVE;
}

/* In a moment, because the engine tells of changes from within, one after the other. */
static void
on_change (SubletBackground *self)
{
  if (self->engine != NULL && self->look_id == 0)
    self->look_id = g_idle_add (on_look, self);
}

/**
 * sublet_background_enter:
 * @self: a background
 *
 * The application goes on when its main window has closed, until nothing that bills is left or
 * sublet_background_leave() is called.
 */
void
sublet_background_enter (SubletBackground *self)
{
  static const char *const signals[] = { "notify::burn-rate-nusd", "notify::knowledge" };
  gsize i;

  g_return_if_fail (SUBLET_IS_BACKGROUND (self));

  if (self->engine != NULL ||
      sublet_services_get_state (self->services) != SUBLET_SERVICES_STATE_READY)
    return;

  self->engine = g_object_ref (sublet_services_get_engine (self->services));
  for (i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->engine,
                             signals[i],
                             G_CALLBACK (on_change),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (sublet_rental_engine_get_rentals (self->engine),
                           "items-changed",
                           G_CALLBACK (on_change),
                           self,
                           G_CONNECT_SWAPPED);
  g_application_hold (self->application);
  tell_desktop (self);
  on_change (self);
}

/**
 * sublet_background_leave:
 * @self: a background
 *
 * What held the application is gone: without a window it ends.
 */
void
sublet_background_leave (SubletBackground *self)
{
  g_return_if_fail (SUBLET_IS_BACKGROUND (self));

  if (self->engine == NULL)
    return;

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (sublet_rental_engine_get_rentals (self->engine), self);
  g_signal_handlers_disconnect_by_data (self->engine, self);
  g_clear_object (&self->engine);
  g_application_withdraw_notification (self->application, NOTIFICATION_ID);
  g_application_release (self->application);
}

static void
sublet_background_dispose (GObject *object)
{
  SubletBackground *self = SUBLET_BACKGROUND (object);

  sublet_background_leave (self);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (sublet_background_parent_class)->dispose (object);
}

static void
sublet_background_class_init (SubletBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_background_dispose;
}

static void
sublet_background_init (SubletBackground *self)
{
}

/**
 * sublet_background_new:
 * @application: what goes on; it outlives the background
 * @services: what is watched
 *
 * Returns: (transfer full): a background that holds nothing yet
 */
SubletBackground *
sublet_background_new (GApplication *application, SubletServices *services)
{
  SubletBackground *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (SUBLET_IS_SERVICES (services), NULL);

  self = g_object_new (SUBLET_TYPE_BACKGROUND, NULL);
  self->application = application;
  self->services = g_object_ref (services);

  return self;
}
