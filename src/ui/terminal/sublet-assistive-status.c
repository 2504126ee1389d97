/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-assistive-status.h"

/* Source: at-spi2-core, xml/Status.xml and the bus launcher's documentation. */
#define BUS_NAME "org.a11y.Bus"
#define BUS_PATH "/org/a11y/bus"
#define BUS_INTERFACE "org.a11y.Status"

struct _SubletAssistiveStatus
{
  GObject parent_instance;

  GCancellable *cancellable; /* (owned) */
  GDBusProxy *proxy;         /* (owned) (nullable): once there is a bus */
  gboolean present;
};

G_DEFINE_FINAL_TYPE (SubletAssistiveStatus, sublet_assistive_status, G_TYPE_OBJECT)

typedef enum
{
  PROP_PRESENT = 1,
} SubletAssistiveStatusProperty;

static GParamSpec *properties[PROP_PRESENT + 1];

static gboolean
read_flag (SubletAssistiveStatus *self, const char *name)
{
  g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (self->proxy, name);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
         g_variant_get_boolean (value);
}

/* A sandbox is given the address of the accessibility bus, and does not see who tells whether
 * somebody is on it (flatpak, common/flatpak-run.c): somebody may be. */
static gboolean
may_be_hidden (SubletAssistiveStatus *self)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (self->proxy);
  const char *address = g_getenv ("AT_SPI_BUS_ADDRESS");

  return owner == NULL && address != NULL && *address != '\0';
}

static void
update (SubletAssistiveStatus *self)
{
  gboolean present = read_flag (self, "ScreenReaderEnabled") || read_flag (self, "IsEnabled") ||
                     may_be_hidden (self);

  if (self->present == present)
    return;

  self->present = present;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENT]);
}

static void
on_proxy (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletAssistiveStatus) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusProxy) proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (proxy == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("Nobody tells about assistive technologies: %s", error->message);
      return;
    }

  self->proxy = g_steal_pointer (&proxy);
  g_signal_connect_object (self->proxy,
                           "g-properties-changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proxy,
                           "notify::g-name-owner",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_assistive_status_dispose (GObject *object)
{
  SubletAssistiveStatus *self = SUBLET_ASSISTIVE_STATUS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (sublet_assistive_status_parent_class)->dispose (object);
}

static void
sublet_assistive_status_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  switch ((SubletAssistiveStatusProperty) prop_id)
    {
    case PROP_PRESENT:
      g_value_set_boolean (value, SUBLET_ASSISTIVE_STATUS (object)->present);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_assistive_status_class_init (SubletAssistiveStatusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_assistive_status_dispose;
  object_class->get_property = sublet_assistive_status_get_property;

  properties[PROP_PRESENT] =
    g_param_spec_boolean ("present", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/* A pending call holds it for as long as the bus takes, and no longer. */
static void
sublet_assistive_status_init (SubletAssistiveStatus *self)
{
  self->cancellable = g_cancellable_new ();
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION,
                            G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START,
                            NULL,
                            BUS_NAME,
                            BUS_PATH,
                            BUS_INTERFACE,
                            self->cancellable,
                            on_proxy,
                            g_object_ref (self));
}

/**
 * sublet_assistive_status_new:
 *
 * Asks nobody to start: where assistive technologies are in use, who tells about them runs.
 *
 * Returns: (transfer full): the status, absent until the bus says otherwise, or does not say in a
 *   sandbox
 */
SubletAssistiveStatus *
sublet_assistive_status_new (void)
{
  return g_object_new (SUBLET_TYPE_ASSISTIVE_STATUS, NULL);
}

/**
 * sublet_assistive_status_get_present:
 * @self: the status
 *
 * Returns: whether somebody is there
 */
gboolean
sublet_assistive_status_get_present (SubletAssistiveStatus *self)
{
  g_return_val_if_fail (SUBLET_IS_ASSISTIVE_STATUS (self), FALSE);

  return self->present;
}
