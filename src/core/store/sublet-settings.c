/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-settings-private.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

typedef enum
{
  PROP_SERVER_URL = 1,
  PROP_IMAGE,
  PROP_DISK_GB,
  PROP_JOB_HOURS,
  PROP_JOB_DOWN_GB,
  PROP_JOB_UP_GB,
  PROP_PRICE_KIND,
  PROP_SIDE_BY_SIDE,
  PROP_POLICY,
  PROP_POLICY_MAX_RATE,
  PROP_CEILING_PERCENT,
  PROP_LEASE_HOURS,
  PROP_LEASE_END,
  PROP_SPEND_CAP_PER_HOUR,
  PROP_SPEND_CAP_PER_DAY,
  PROP_LOW_CREDIT_HOURS,
  PROP_GIVE_UP_MINUTES,
  PROP_IDLE_MINUTES,
  PROP_IDLE_PERCENT,
  PROP_ASK_BEFORE_CLOSING,
  PROP_KEEP_WATCHING,
  PROP_WINDOW_WIDTH,
  PROP_WINDOW_HEIGHT,
  PROP_WINDOW_MAXIMIZED,
  PROP_PAGE,
  PROP_FILTERS,
  PROP_SORT_COLUMNS,
  PROP_VISIBLE_COLUMNS,
  PROP_COLUMN_WIDTHS,
  PROP_MARKET_PANES,
  PROP_MARKET_MAX_OFFERS,
  PROP_TERMINAL_FONT,
  PROP_TERMINAL_SCROLLBACK_LINES,
  PROP_TERMINAL_BELL,
  PROP_NOTIFY_READY,
  PROP_NOTIFY_FAILED,
  PROP_NOTIFY_LEASE,
  PROP_NOTIFY_IDLE,
  PROP_NOTIFY_NOT_DESTROYED,
  PROP_NOTIFY_OUTBID,
  PROP_NOTIFY_OFFLINE,
  PROP_NOTIFY_LOW_CREDIT,
} SubletSettingsProperty;

/* A word of the schema and the value that the rest of the program knows it by. The words are the
 * schema's: neither the wire's spelling nor the order of an enum may change what is stored. */
typedef struct
{
  const char *nick;
  int value;
} Word;

static const Word price_kinds[] = {
  { "on-demand", SUBLET_PRICE_KIND_ON_DEMAND },
  { "interruptible", SUBLET_PRICE_KIND_INTERRUPTIBLE },
  { "reserved", SUBLET_PRICE_KIND_RESERVED },
  { NULL },
};

static const Word policies[] = {
  { "cheapest", SUBLET_POLICY_CHEAPEST },
  { "second-cheapest", SUBLET_POLICY_SECOND_CHEAPEST },
  { "best-value", SUBLET_POLICY_BEST_VALUE },
  { "most-reliable", SUBLET_POLICY_MOST_RELIABLE },
  { NULL },
};

static const Word lease_ends[] = {
  { "stop", SUBLET_LEASE_END_STOP },
  { "destroy", SUBLET_LEASE_END_DESTROY },
  { "warn", SUBLET_LEASE_END_WARN },
  { NULL },
};

struct _SubletSettings
{
  GObject parent_instance;

  GSettings *settings; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletSettings, sublet_settings, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_NOTIFY_LOW_CREDIT + 1];

static const Word *
get_words (guint prop_id)
{
  switch (prop_id)
    {
    case PROP_PRICE_KIND:
      return price_kinds;
    case PROP_POLICY:
      return policies;
    case PROP_LEASE_END:
      return lease_ends;
    default:
      g_assert_not_reached ();
    }
}

static int
get_word (SubletSettings *self, guint prop_id)
{
  g_autofree char *nick = g_settings_get_string (self->settings, properties[prop_id]->name);
  const Word *word;

  for (word = get_words (prop_id); word->nick != NULL; word++)
    {
      if (g_str_equal (word->nick, nick))
        return word->value;
    }

  /* GSettings gives the default for anything but the schema's words. */
  g_assert_not_reached ();
}

static void
set_word (SubletSettings *self, guint prop_id, int value)
{
  const Word *word;

  for (word = get_words (prop_id); word->nick != NULL; word++)
    {
      if (word->value == value)
        {
          g_settings_set_string (self->settings, properties[prop_id]->name, word->nick);
          return;
        }
    }

  g_return_if_reached ();
}

static void
set_clamped (SubletSettings *self, guint prop_id, double value)
{
  GParamSpecDouble *pspec = G_PARAM_SPEC_DOUBLE (properties[prop_id]);

  g_object_set (self,
                properties[prop_id]->name,
                CLAMP (value, pspec->minimum, pspec->maximum),
                NULL);
}

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
    g_value_set_enum (value, get_word (self, prop_id));
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
    set_word (self, prop_id, g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

#define SETTING_FLAGS (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

static void
sublet_settings_class_init (SubletSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_settings_dispose;
  object_class->get_property = sublet_settings_get_property;
  object_class->set_property = sublet_settings_set_property;

  /* Names, ranges and defaults are the schema's, key by key; a test compares them. What each key
   * means stands in the schema. */
  /* clang-format off */
  properties[PROP_SERVER_URL] = g_param_spec_string ("server-url", NULL, NULL, "https://console.vast.ai", SETTING_FLAGS);
  properties[PROP_IMAGE] = g_param_spec_string ("image", NULL, NULL, "pytorch/pytorch:latest", SETTING_FLAGS);
  properties[PROP_DISK_GB] = g_param_spec_int ("disk-gb", NULL, NULL, 8, 100000, 64, SETTING_FLAGS);
  properties[PROP_JOB_HOURS] = g_param_spec_double ("job-hours", NULL, NULL, 0.1, 8760.0, 8.0, SETTING_FLAGS);
  properties[PROP_JOB_DOWN_GB] = g_param_spec_double ("job-down-gb", NULL, NULL, 0.0, 1000000.0, 20.0, SETTING_FLAGS);
  properties[PROP_JOB_UP_GB] = g_param_spec_double ("job-up-gb", NULL, NULL, 0.0, 1000000.0, 2.0, SETTING_FLAGS);
  properties[PROP_PRICE_KIND] = g_param_spec_enum ("price-kind", NULL, NULL, SUBLET_TYPE_PRICE_KIND, SUBLET_PRICE_KIND_ON_DEMAND, SETTING_FLAGS);
  properties[PROP_SIDE_BY_SIDE] = g_param_spec_boolean ("side-by-side", NULL, NULL, FALSE, SETTING_FLAGS);
  properties[PROP_POLICY] = g_param_spec_enum ("policy", NULL, NULL, SUBLET_TYPE_POLICY, SUBLET_POLICY_CHEAPEST, SETTING_FLAGS);
  properties[PROP_POLICY_MAX_RATE] = g_param_spec_double ("policy-max-rate", NULL, NULL, 0.0, 100000.0, 0.0, SETTING_FLAGS);
  properties[PROP_CEILING_PERCENT] = g_param_spec_int ("ceiling-percent", NULL, NULL, 0, 100, 5, SETTING_FLAGS);
  properties[PROP_LEASE_HOURS] = g_param_spec_int ("lease-hours", NULL, NULL, 0, 8760, 8, SETTING_FLAGS);
  properties[PROP_LEASE_END] = g_param_spec_enum ("lease-end", NULL, NULL, SUBLET_TYPE_LEASE_END, SUBLET_LEASE_END_STOP, SETTING_FLAGS);
  properties[PROP_SPEND_CAP_PER_HOUR] = g_param_spec_double ("spend-cap-per-hour", NULL, NULL, 0.0, 100000.0, 0.0, SETTING_FLAGS);
  properties[PROP_SPEND_CAP_PER_DAY] = g_param_spec_double ("spend-cap-per-day", NULL, NULL, 0.0, 1000000.0, 0.0, SETTING_FLAGS);
  properties[PROP_LOW_CREDIT_HOURS] = g_param_spec_int ("low-credit-hours", NULL, NULL, 0, 720, 3, SETTING_FLAGS);
  properties[PROP_GIVE_UP_MINUTES] = g_param_spec_int ("give-up-minutes", NULL, NULL, 5, 240, 20, SETTING_FLAGS);
  properties[PROP_IDLE_MINUTES] = g_param_spec_int ("idle-minutes", NULL, NULL, 0, 1440, 20, SETTING_FLAGS);
  properties[PROP_IDLE_PERCENT] = g_param_spec_int ("idle-percent", NULL, NULL, 1, 50, 5, SETTING_FLAGS);
  properties[PROP_ASK_BEFORE_CLOSING] = g_param_spec_boolean ("ask-before-closing", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_KEEP_WATCHING] = g_param_spec_boolean ("keep-watching", NULL, NULL, FALSE, SETTING_FLAGS);
  properties[PROP_WINDOW_WIDTH] = g_param_spec_int ("window-width", NULL, NULL, 360, 16384, 1200, SETTING_FLAGS);
  properties[PROP_WINDOW_HEIGHT] = g_param_spec_int ("window-height", NULL, NULL, 300, 16384, 800, SETTING_FLAGS);
  properties[PROP_WINDOW_MAXIMIZED] = g_param_spec_boolean ("window-maximized", NULL, NULL, FALSE, SETTING_FLAGS);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "market", SETTING_FLAGS);
  properties[PROP_FILTERS] = g_param_spec_string ("filters", NULL, NULL, "", SETTING_FLAGS);
  properties[PROP_SORT_COLUMNS] = g_param_spec_boxed ("sort-columns", NULL, NULL, G_TYPE_STRV, SETTING_FLAGS);
  properties[PROP_VISIBLE_COLUMNS] = g_param_spec_boxed ("visible-columns", NULL, NULL, G_TYPE_STRV, SETTING_FLAGS);
  properties[PROP_COLUMN_WIDTHS] = g_param_spec_boxed ("column-widths", NULL, NULL, G_TYPE_STRV, SETTING_FLAGS);
  properties[PROP_MARKET_PANES] = g_param_spec_boxed ("market-panes", NULL, NULL, G_TYPE_STRV, SETTING_FLAGS);
  properties[PROP_MARKET_MAX_OFFERS] = g_param_spec_int ("market-max-offers", NULL, NULL, 5000, 50000, 20000, SETTING_FLAGS);
  properties[PROP_TERMINAL_FONT] = g_param_spec_string ("terminal-font", NULL, NULL, "", SETTING_FLAGS);
  properties[PROP_TERMINAL_SCROLLBACK_LINES] = g_param_spec_int ("terminal-scrollback-lines", NULL, NULL, 100, 1000000, 10000, SETTING_FLAGS);
  properties[PROP_TERMINAL_BELL] = g_param_spec_boolean ("terminal-bell", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_NOTIFY_READY] = g_param_spec_boolean ("notify-ready", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_NOTIFY_FAILED] = g_param_spec_boolean ("notify-failed", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_NOTIFY_LEASE] = g_param_spec_boolean ("notify-lease", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_NOTIFY_IDLE] = g_param_spec_boolean ("notify-idle", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_NOTIFY_NOT_DESTROYED] = g_param_spec_boolean ("notify-not-destroyed", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_NOTIFY_OUTBID] = g_param_spec_boolean ("notify-outbid", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_NOTIFY_OFFLINE] = g_param_spec_boolean ("notify-offline", NULL, NULL, TRUE, SETTING_FLAGS);
  properties[PROP_NOTIFY_LOW_CREDIT] = g_param_spec_boolean ("notify-low-credit", NULL, NULL, TRUE, SETTING_FLAGS);
  /* clang-format on */

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
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

/**
 * sublet_settings_dup_base_url:
 * @self: the settings
 *
 * Where the service is: the environment's `VAST_URL` when it says something, else the setting. Not
 * checked here: sublet_client_new() is the judge.
 *
 * Returns: (transfer full): the address as it stands
 */
char *
sublet_settings_dup_base_url (SubletSettings *self)
{
  const char *url = g_getenv ("VAST_URL");

  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), NULL);

  if (url != NULL && *url != '\0')
    return g_strdup (url);

  return g_settings_get_string (self->settings, "server-url");
}

/**
 * sublet_settings_dup_image:
 * @self: the settings
 *
 * Returns: (transfer full): the container image that a new rental starts with
 */
char *
sublet_settings_dup_image (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), NULL);

  return g_settings_get_string (self->settings, "image");
}

/**
 * sublet_settings_get_job:
 * @self: the settings
 * @job: (out caller-allocates): the job that prices are for
 */
void
sublet_settings_get_job (SubletSettings *self, SubletJob *job)
{
  g_return_if_fail (SUBLET_IS_SETTINGS (self));
  g_return_if_fail (job != NULL);

  job->hours = g_settings_get_double (self->settings, "job-hours");
  job->disk_gb = g_settings_get_int (self->settings, "disk-gb");
  job->down_gb = g_settings_get_double (self->settings, "job-down-gb");
  job->up_gb = g_settings_get_double (self->settings, "job-up-gb");
  job->kind = (SubletPriceKind) get_word (self, PROP_PRICE_KIND);
  job->lease_hours = g_settings_get_int (self->settings, "lease-hours");
  job->cuda = 0;
}

/**
 * sublet_settings_set_job:
 * @self: the settings
 * @job: a job; what lies outside a setting's range is brought to its nearest end
 */
void
sublet_settings_set_job (SubletSettings *self, const SubletJob *job)
{
  g_return_if_fail (SUBLET_IS_SETTINGS (self));
  g_return_if_fail (job != NULL);

  set_clamped (self, PROP_JOB_HOURS, job->hours);
  set_clamped (self, PROP_JOB_DOWN_GB, job->down_gb);
  set_clamped (self, PROP_JOB_UP_GB, job->up_gb);
  g_object_set (self, "disk-gb", (int) CLAMP (job->disk_gb + 0.5, 8.0, 100000.0), NULL);
  if (job->kind != SUBLET_PRICE_KIND_UNKNOWN)
    g_object_set (self, "price-kind", job->kind, NULL);
}

/**
 * sublet_settings_get_policy:
 * @self: the settings
 *
 * Returns: how an offer is picked
 */
SubletPolicy
sublet_settings_get_policy (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), SUBLET_POLICY_CHEAPEST);

  return (SubletPolicy) get_word (self, PROP_POLICY);
}

/**
 * sublet_settings_set_policy:
 * @self: the settings
 * @policy: how an offer is picked
 */
void
sublet_settings_set_policy (SubletSettings *self, SubletPolicy policy)
{
  g_return_if_fail (SUBLET_IS_SETTINGS (self));

  g_object_set (self, "policy", policy, NULL);
}

/**
 * sublet_settings_get_policy_max_rate:
 * @self: the settings
 *
 * Returns: dollars per hour that the job may cost at the most where the most reliable offer is
 *   picked; 0 for any
 */
double
sublet_settings_get_policy_max_rate (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0.0);

  return g_settings_get_double (self->settings, "policy-max-rate");
}

/**
 * sublet_settings_get_ceiling_percent:
 * @self: the settings
 *
 * Returns: how many percent dearer the one next candidate may be; 0: there is none
 */
int
sublet_settings_get_ceiling_percent (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0);

  return g_settings_get_int (self->settings, "ceiling-percent");
}

/**
 * sublet_settings_get_lease_hours:
 * @self: the settings
 *
 * Returns: hours after which a new rental ends; 0: no lease
 */
int
sublet_settings_get_lease_hours (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0);

  return g_settings_get_int (self->settings, "lease-hours");
}

/**
 * sublet_settings_get_lease_end:
 * @self: the settings
 *
 * Returns: what happens when a lease ends
 */
SubletLeaseEnd
sublet_settings_get_lease_end (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), SUBLET_LEASE_END_STOP);

  return (SubletLeaseEnd) get_word (self, PROP_LEASE_END);
}

/**
 * sublet_settings_get_spend_cap_per_hour:
 * @self: the settings
 *
 * Returns: dollars an hour above which nothing is rented or started; 0: no cap
 */
double
sublet_settings_get_spend_cap_per_hour (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0.0);

  return g_settings_get_double (self->settings, "spend-cap-per-hour");
}

/**
 * sublet_settings_get_spend_cap_per_day:
 * @self: the settings
 *
 * Returns: dollars a day above which nothing is rented or started; 0: no cap
 */
double
sublet_settings_get_spend_cap_per_day (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0.0);

  return g_settings_get_double (self->settings, "spend-cap-per-day");
}

/**
 * sublet_settings_get_low_credit_hours:
 * @self: the settings
 *
 * Returns: the window warns when the credit lasts for fewer hours; 0: never
 */
int
sublet_settings_get_low_credit_hours (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 0);

  return g_settings_get_int (self->settings, "low-credit-hours");
}

/**
 * sublet_settings_get_give_up_minutes:
 * @self: the settings
 *
 * Returns: for how many minutes an instance may come up without progress before it counts as stuck
 */
int
sublet_settings_get_give_up_minutes (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 20);

  return g_settings_get_int (self->settings, "give-up-minutes");
}

/**
 * sublet_settings_get_idle_minutes:
 * @self: the settings
 *
 * Returns: for how many minutes a GPU that is paid for may do nothing before it counts as idle; 0:
 *   for ever
 */
int
sublet_settings_get_idle_minutes (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 20);

  return g_settings_get_int (self->settings, "idle-minutes");
}

/**
 * sublet_settings_get_idle_percent:
 * @self: the settings
 *
 * Returns: the percentage of its time below which a GPU does nothing
 */
int
sublet_settings_get_idle_percent (SubletSettings *self)
{
  g_return_val_if_fail (SUBLET_IS_SETTINGS (self), 5);

  return g_settings_get_int (self->settings, "idle-percent");
}
