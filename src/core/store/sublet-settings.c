/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-settings-private.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

G_DEFINE_FINAL_TYPE (SubletSettings, sublet_settings, G_TYPE_OBJECT)

static void
on_changed (GSettings *settings, const char *key, gpointer user_data)
{
  GObject *object = user_data;
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), key);

  g_assert (pspec != NULL);
  g_object_notify_by_pspec (object, pspec);
}

static bool
equals_present (GObject *object, GParamSpec *pspec, const GValue *value)
{
  g_auto (GValue) present = G_VALUE_INIT;

  g_value_init (&present, G_PARAM_SPEC_VALUE_TYPE (pspec));
  g_object_get_property (object, pspec->name, &present);

  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    {
      const char *const *strv = g_value_get_boxed (value);

      return strv != NULL && g_strv_equal (strv, g_value_get_boxed (&present));
    }

  return g_param_values_cmp (pspec, value, &present) == 0;
}

static void
sublet_settings_dispose (GObject *object)
{
  SubletSettings *self = SUBLET_SETTINGS (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_settings_parent_class)->dispose (object);
}

/* One property is one key of the same name: what differs is the type alone. */
static void
sublet_settings_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletSettings *self = SUBLET_SETTINGS (object);
  GType type = G_PARAM_SPEC_VALUE_TYPE (pspec);

  if (type == G_TYPE_STRING)
    g_value_take_string (value, g_settings_get_string (self->settings, pspec->name));
  else if (type == G_TYPE_INT)
    g_value_set_int (value, g_settings_get_int (self->settings, pspec->name));
  else if (type == G_TYPE_DOUBLE)
    g_value_set_double (value, g_settings_get_double (self->settings, pspec->name));
  else if (type == G_TYPE_BOOLEAN)
    g_value_set_boolean (value, g_settings_get_boolean (self->settings, pspec->name));
  else if (type == G_TYPE_STRV)
    g_value_take_boxed (value, g_settings_get_strv (self->settings, pspec->name));
  else if (G_TYPE_IS_ENUM (type))
    g_value_set_enum (value, sublet_settings_get_word (self, pspec->name));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_settings_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SubletSettings *self = SUBLET_SETTINGS (object);
  GType type = G_PARAM_SPEC_VALUE_TYPE (pspec);

  if (equals_present (object, pspec, value))
    return;

  if (type == G_TYPE_STRING)
    g_settings_set_string (self->settings, pspec->name, g_value_get_string (value));
  else if (type == G_TYPE_INT)
    g_settings_set_int (self->settings, pspec->name, g_value_get_int (value));
  else if (type == G_TYPE_DOUBLE)
    g_settings_set_double (self->settings, pspec->name, g_value_get_double (value));
  else if (type == G_TYPE_BOOLEAN)
    g_settings_set_boolean (self->settings, pspec->name, g_value_get_boolean (value));
  else if (type == G_TYPE_STRV)
    g_settings_set_strv (self->settings, pspec->name, g_value_get_boxed (value));
  else if (G_TYPE_IS_ENUM (type))
    sublet_settings_set_word (self, pspec->name, g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

#define FLAGS (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)
#define BOOLEAN(name, initial) g_param_spec_boolean (name, NULL, NULL, initial, FLAGS)
#define INT(name, least, most, initial) \
  g_param_spec_int (name, NULL, NULL, least, most, initial, FLAGS)
#define DOUBLE(name, least, most, initial) \
  g_param_spec_double (name, NULL, NULL, least, most, initial, FLAGS)
#define STRING(name, initial) g_param_spec_string (name, NULL, NULL, initial, FLAGS)
#define ENUM(name, type, initial) g_param_spec_enum (name, NULL, NULL, type, initial, FLAGS)
#define STRINGS(name) g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, FLAGS)

/* Names, ranges and defaults are the schema's, key by key; a test compares them. What each key
 * means stands in the schema. */
static void
install_properties (GObjectClass *object_class)
{
  GParamSpec *properties[] = {
    NULL,
    STRING ("server-url", "https://console.vast.ai"),
    STRING ("image", "pytorch/pytorch:latest"),
    INT ("disk-gb", 8, 100000, 64),
    DOUBLE ("job-hours", 0.1, 8760.0, 8.0),
    DOUBLE ("job-down-gb", 0.0, 1000000.0, 20.0),
    DOUBLE ("job-up-gb", 0.0, 1000000.0, 2.0),
    ENUM ("price-kind", SUBLET_TYPE_PRICE_KIND, SUBLET_PRICE_KIND_ON_DEMAND),
    BOOLEAN ("side-by-side", FALSE),
    ENUM ("policy", SUBLET_TYPE_POLICY, SUBLET_POLICY_CHEAPEST),
    DOUBLE ("policy-max-rate", 0.0, 100000.0, 0.0),
    INT ("ceiling-percent", 0, 100, 5),
    INT ("lease-hours", 0, 8760, 8),
    ENUM ("lease-end", SUBLET_TYPE_LEASE_END, SUBLET_LEASE_END_STOP),
    DOUBLE ("spend-cap-per-hour", 0.0, 100000.0, 0.0),
    DOUBLE ("spend-cap-per-day", 0.0, 1000000.0, 0.0),
    DOUBLE ("daily-budget", 0.0, 1000000.0, 0.0),
    DOUBLE ("monthly-budget", 0.0, 10000000.0, 0.0),
    INT ("low-credit-hours", 0, 720, 3),
    INT ("give-up-minutes", 5, 240, 20),
    INT ("idle-minutes", 0, 1440, 20),
    INT ("idle-percent", 1, 50, 5),
    BOOLEAN ("ask-before-closing", TRUE),
    BOOLEAN ("keep-watching", FALSE),
    INT ("window-width", 360, 16384, 1200),
    INT ("window-height", 300, 16384, 800),
    BOOLEAN ("window-maximized", FALSE),
    STRING ("page", "market"),
    STRING ("billing-section", "overview"),
    STRING ("spending-range", "this-month"),
    STRING ("spending-days", ""),
    STRING ("spending-step", "day"),
    STRING ("spending-grouping", "instance"),
    STRING ("spending-sort", "-total"),
    STRING ("quotes-sort", "-rented"),
    STRING ("filters", ""),
    STRINGS ("sort-columns"),
    STRINGS ("visible-columns"),
    STRINGS ("column-widths"),
    STRINGS ("market-panes"),
    INT ("market-max-offers", 5000, 50000, 20000),
    STRING ("instances-view", "cards"),
    STRING ("instances-group", "state"),
    STRING ("instances-sort", "state"),
    BOOLEAN ("instances-descending", FALSE),
    STRINGS ("packages"),
    BOOLEAN ("measure-network", FALSE),
    STRING ("ssh-key", "own"),
    STRING ("terminal-font", ""),
    STRING ("terminal-colors", "system"),
    STRING ("terminal-tmux", "offer"),
    INT ("terminal-scrollback-lines", 100, 1000000, 10000),
    BOOLEAN ("terminal-bell", TRUE),
    BOOLEAN ("notify-ready", TRUE),
    BOOLEAN ("notify-failed", TRUE),
    BOOLEAN ("notify-lease", TRUE),
    BOOLEAN ("notify-idle", TRUE),
    BOOLEAN ("notify-not-destroyed", TRUE),
    BOOLEAN ("notify-outbid", TRUE),
    BOOLEAN ("notify-offline", TRUE),
    BOOLEAN ("notify-increase", TRUE),
    BOOLEAN ("notify-bill", TRUE),
    BOOLEAN ("notify-budget", TRUE),
    BOOLEAN ("notify-low-credit", TRUE),
  };

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_settings_class_init (SubletSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_settings_dispose;
  object_class->get_property = sublet_settings_get_property;
  object_class->set_property = sublet_settings_set_property;

  install_properties (object_class);
}

static void
sublet_settings_init (SubletSettings *self)
{
}

/**
 * sublet_settings_new:
 * @in_memory: start from the defaults and forget everything at the end, as the demo does
 *
 * Properties go straight through to GSettings, so that what another program changes notifies too. A
 * stored value outside its range reads as the default. sublet_settings_check_installed() comes
 * first: without its schema this ends the program.
 *
 * Returns: (transfer full): the settings
 */
SubletSettings *
sublet_settings_new (gboolean in_memory)
{
  SubletSettings *self = g_object_new (SUBLET_TYPE_SETTINGS, NULL);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autoptr (GError) error = NULL;

  schema = sublet_settings_dup_schema (&error);
  if (schema == NULL)
    g_error ("%s", error->message);

  if (in_memory)
    backend = g_memory_settings_backend_new ();
  self->settings = g_settings_new_full (schema, backend, NULL);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (on_changed), self, 0);

  return self;
}
