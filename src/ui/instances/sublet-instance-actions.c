/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-actions-private.h"

#include <string.h>

#define GROUP "instance"

G_DEFINE_FINAL_TYPE (SubletInstanceActions, sublet_instance_actions, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} SubletInstanceActionsSignal;

static guint signals[SIGNAL_CHANGED + 1];

static void
on_changed (SubletInstanceActions *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
follow (SubletInstanceActions *self, gpointer object, const char *signal)
{
  g_signal_connect_object (object, signal, G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

static void
unfollow (SubletInstanceActions *self, gpointer object)
{
  if (object != NULL)
    g_signal_handlers_disconnect_by_func (object, on_changed, self);
}

static void
sublet_instance_actions_dispose (GObject *object)
{
  SubletInstanceActions *self = SUBLET_INSTANCE_ACTIONS (object);

  sublet_instance_actions_set_rental (self, NULL, NULL);
  sublet_instance_actions_detach (self);
  g_clear_object (&self->group);
  g_clear_object (&self->connections);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_instance_actions_parent_class)->dispose (object);
}

static void
add_signal (SubletInstanceActionsClass *klass, const char *name)
{
  g_signal_new (name,
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_RENTAL);
}

static void
sublet_instance_actions_class_init (SubletInstanceActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_instance_actions_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  add_signal (klass, "rent-instead");
  add_signal (klass, "terminal");
}

static void
sublet_instance_actions_init (SubletInstanceActions *self)
{
  self->group = sublet_instance_actions_make_group (self);
}

/**
 * sublet_instance_actions_new:
 * @widget: what shows the rental, and gets the action group; it must detach itself
 * @engine: what carries out orders
 * @connections: (nullable): the ways to what runs; without them there is no terminal
 *
 * Returns: (transfer full): actions about nothing yet
 */
SubletInstanceActions *
sublet_instance_actions_new (GtkWidget *widget,
                             SubletRentalEngine *engine,
                             SubletConnections *connections)
{
  SubletInstanceActions *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);

  self = g_object_new (SUBLET_TYPE_INSTANCE_ACTIONS, NULL);
  self->widget = widget;
  self->engine = g_object_ref (engine);
  g_set_object (&self->connections, connections);
  gtk_widget_insert_action_group (widget, GROUP, G_ACTION_GROUP (self->group));

  return self;
}

/**
 * sublet_instance_actions_detach:
 * @self: actions
 *
 * The widget goes away: nothing is done any more.
 */
void
sublet_instance_actions_detach (SubletInstanceActions *self)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self));

  if (self->widget != NULL)
    gtk_widget_insert_action_group (self->widget, GROUP, NULL);
  self->widget = NULL;
}

/**
 * sublet_instance_actions_set_rental:
 * @self: actions
 * @rental: (nullable): what they are about from now on
 * @record: (nullable): what this window remembers of it
 */
void
sublet_instance_actions_set_rental (SubletInstanceActions *self,
                                    SubletRental *rental,
                                    SubletInstanceRecord *record)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self));

  if (self->rental == rental && self->record == record)
    return;

  unfollow (self, self->rental);
  unfollow (self, self->record);
  g_set_object (&self->rental, rental);
  g_set_object (&self->record, record);
  if (rental != NULL)
    follow (self, rental, "notify");
  if (rental != NULL && record != NULL)
    {
      follow (self, record, "notify");
      follow (self, record, "changed");
    }
  sublet_instance_actions_follow_connection (self);
  if (rental != NULL)
    sublet_instance_actions_update (self);
}

/**
 * sublet_instance_actions_get_rental:
 * @self: actions
 *
 * Returns: (transfer none) (nullable): what they are about
 */
SubletRental *
sublet_instance_actions_get_rental (SubletInstanceActions *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self), NULL);

  return self->rental;
}

/**
 * sublet_instance_actions_follow_connection: (skip)
 * @self: actions
 *
 * The connection that belongs to what they are about now.
 */
void
sublet_instance_actions_follow_connection (SubletInstanceActions *self)
{
  SubletConnection *connection = NULL;

  if (self->rental != NULL && self->connections != NULL && sublet_rental_is_up (self->rental))
    connection = sublet_connections_get (self->connections, self->rental);
  if (self->connection == connection)
    return;

  unfollow (self, self->connection);
  g_set_object (&self->connection, connection);
  if (connection != NULL)
    follow (self, connection, "changed");
}

/**
 * sublet_instance_actions_get_connection:
 * @self: actions
 *
 * Returns: (transfer none) (nullable): the way to it while it runs, as of the latest update
 */
SubletConnection *
sublet_instance_actions_get_connection (SubletInstanceActions *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self), NULL);

  return self->connection;
}

/**
 * sublet_instance_actions_set_on_page:
 * @self: actions
 *
 * They stand on the page of their instance, which cannot be opened then.
 */
void
sublet_instance_actions_set_on_page (SubletInstanceActions *self)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self));

  self->on_page = TRUE;
}

/**
 * sublet_instance_actions_activate:
 * @self: actions
 * @name: one of them, with its group: "instance.stop"
 *
 * Does it, if it can be done now.
 *
 * Returns: whether there is such an action
 */
gboolean
sublet_instance_actions_activate (SubletInstanceActions *self, const char *name)
{
  const char *bare;

  g_return_val_if_fail (SUBLET_IS_INSTANCE_ACTIONS (self), FALSE);
  g_return_val_if_fail (g_str_has_prefix (name, GROUP "."), FALSE);

  bare = name + strlen (GROUP ".");
  if (!g_action_group_has_action (G_ACTION_GROUP (self->group), bare))
    return FALSE;

  g_action_group_activate_action (G_ACTION_GROUP (self->group), bare, NULL);
  return TRUE;
}

GtkRoot *
sublet_instance_actions_get_root (SubletInstanceActions *self)
{
  return self->widget == NULL ? NULL : gtk_widget_get_root (self->widget);
}

/**
 * sublet_instance_actions_make_menu:
 *
 * Returns: (transfer full): the actions that stand in a menu, each there while it can be done
 */
GMenuModel *
sublet_instance_actions_make_menu (void)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (RESOURCE_PATH "/ui/instances/sublet-instance-actions.ui");

  return G_MENU_MODEL (g_object_ref (gtk_builder_get_object (builder, "menu")));
}
