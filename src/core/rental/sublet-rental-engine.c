/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"

G_DEFINE_FINAL_TYPE (SubletRentalEngine, sublet_rental_engine, G_TYPE_OBJECT)

typedef enum
{
  PROP_KNOWLEDGE = 1,
  PROP_ENGINE_KNOWN_AT_US,
  PROP_UNKNOWN_SINCE_US,
  PROP_ERROR,
  PROP_REFRESHING,
  PROP_ACCOUNT,
  PROP_ACCOUNT_KNOWN,
  PROP_BURN_RATE_NUSD,
  PROP_BESIDE_RATE_NUSD,
  PROP_RUNNING_COUNT,
  PROP_ATTENTION_COUNT,
  PROP_READ_ONLY,
  N_ENGINE_PROPERTIES,
} SubletRentalEngineProperty;

static GParamSpec *properties[N_ENGINE_PROPERTIES];

enum
{
  SIGNAL_RENTAL_ADDED,
  SIGNAL_NOTICE,
  SIGNAL_ACCOUNT_WANTED,
  SIGNAL_SSH_KEY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
sublet_rental_engine_dispose (GObject *object)
{
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (object);

  sublet_engine_stop_polling (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->profile);
  g_clear_object (&self->clock);
  g_clear_object (&self->journal);
  g_clear_object (&self->database);
  g_clear_object (&self->account);
  g_clear_object (&self->account_keys);
  g_clear_object (&self->rentals);
  g_ptr_array_set_size (self->tracks, 0);

  G_OBJECT_CLASS (sublet_rental_engine_parent_class)->dispose (object);
}

static void
sublet_rental_engine_finalize (GObject *object)
{
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (object);

  g_clear_error (&self->error);
  g_free (self->owner.server);
  g_free (self->key_print);
  g_ptr_array_unref (self->tracks);
  g_ptr_array_unref (self->waiting_for_walk);
  g_clear_pointer (&self->meters, g_array_unref);
  g_array_unref (self->lists);
  g_array_unref (self->reserved);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (sublet_rental_engine_parent_class)->finalize (object);
}

static void
sublet_rental_engine_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (object);

  switch ((SubletRentalEngineProperty) prop_id)
    {
    case PROP_KNOWLEDGE:
      g_value_set_enum (value, self->knowledge);
      break;

    case PROP_ENGINE_KNOWN_AT_US:
      g_value_set_int64 (value, self->known_at_us);
      break;

    case PROP_UNKNOWN_SINCE_US:
      g_value_set_int64 (value, self->unknown_since_us);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_REFRESHING:
      g_value_set_boolean (value, self->refreshing);
      break;

    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    case PROP_ACCOUNT_KNOWN:
      g_value_set_boolean (value, self->account != NULL);
      break;

    case PROP_BURN_RATE_NUSD:
      g_value_set_int64 (value, self->burn_rate_nusd);
      break;

    case PROP_BESIDE_RATE_NUSD:
      g_value_set_int64 (value, self->beside_rate_nusd);
      break;

    case PROP_RUNNING_COUNT:
      g_value_set_uint (value, self->running_count);
      break;

    case PROP_ATTENTION_COUNT:
      g_value_set_uint (value, self->attention_count);
      break;

    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;

    case N_ENGINE_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_rental_engine_class_init (SubletRentalEngineClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_rental_engine_dispose;
  object_class->finalize = sublet_rental_engine_finalize;
  object_class->get_property = sublet_rental_engine_get_property;

  properties[PROP_KNOWLEDGE] =
    g_param_spec_enum ("knowledge", NULL, NULL, SUBLET_TYPE_KNOWLEDGE, 0, flags);
  properties[PROP_ENGINE_KNOWN_AT_US] =
    g_param_spec_int64 ("known-at-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_UNKNOWN_SINCE_US] =
    g_param_spec_int64 ("unknown-since-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_REFRESHING] = g_param_spec_boolean ("refreshing", NULL, NULL, FALSE, flags);
  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, SUBLET_TYPE_ACCOUNT, flags);
  properties[PROP_ACCOUNT_KNOWN] = g_param_spec_boolean ("account-known", NULL, NULL, FALSE, flags);
  properties[PROP_BURN_RATE_NUSD] =
    g_param_spec_int64 ("burn-rate-nusd", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BESIDE_RATE_NUSD] =
    g_param_spec_int64 ("beside-rate-nusd", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_RUNNING_COUNT] =
    g_param_spec_uint ("running-count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ATTENTION_COUNT] =
    g_param_spec_uint ("attention-count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_ENGINE_PROPERTIES, properties);

  /**
   * SubletRentalEngine::rental-added:
   * @self: the engine
   * @rental: what was added to the list
   *
   * A rental of ours, after its intent is in the journal.
   */
  signals[SIGNAL_RENTAL_ADDED] = g_signal_new ("rental-added",
                                               SUBLET_TYPE_RENTAL_ENGINE,
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               SUBLET_TYPE_RENTAL);

  /**
   * SubletRentalEngine::notice:
   * @self: the engine
   * @error: what happened
   *
   * Something a person must hear: a damaged database was moved aside, the journal cannot be
   * written.
   */
  signals[SIGNAL_NOTICE] = g_signal_new ("notice",
                                         SUBLET_TYPE_RENTAL_ENGINE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_ERROR);

  /**
   * SubletRentalEngine::account-wanted:
   * @self: the engine
   *
   * A refresh was asked for before it is known whose key it is: the service is to be asked that.
   */
  signals[SIGNAL_ACCOUNT_WANTED] = g_signal_new ("account-wanted",
                                                 SUBLET_TYPE_RENTAL_ENGINE,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 0);

  /**
   * SubletRentalEngine::ssh-key-changed:
   * @self: the engine
   * @rental: which one
   *
   * The person gave it another SSH key, which is in the journal; or it could not be written, and
   * the rental has the one before again.
   */
  signals[SIGNAL_SSH_KEY_CHANGED] = g_signal_new ("ssh-key-changed",
                                                  SUBLET_TYPE_RENTAL_ENGINE,
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
sublet_rental_engine_init (SubletRentalEngine *self)
{
  self->cancellable = g_cancellable_new ();
  self->rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
  self->tracks = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_rental_track_unref);
  self->lists = g_array_new (FALSE, FALSE, sizeof (SubletListRecord));
  self->reserved = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->waiting_for_walk = g_ptr_array_new_with_free_func (g_object_unref);
  self->visible = true;
  self->patience_us = SUBLET_ENGINE_PATIENCE_US;
  self->idle_rule.below_percent = SUBLET_ENGINE_IDLE_PERCENT;
  self->idle_rule.after_us = SUBLET_ENGINE_IDLE_US;
  self->settlement = true;
}

/**
 * sublet_engine_now_us:
 * @self: an engine
 *
 * Returns: service time in Unix microseconds
 */
gint64
sublet_engine_now_us (SubletRentalEngine *self)
{
  return sublet_clock_get_service_us (self->clock);
}

/**
 * sublet_engine_mono_us:
 * @self: an engine
 *
 * Returns: the clock's monotonic time in microseconds
 */
gint64
sublet_engine_mono_us (SubletRentalEngine *self)
{
  return sublet_clock_get_monotonic_us (self->clock);
}

/**
 * sublet_engine_get_mono_of_us:
 * @self: an engine that the service has answered
 * @service_us: a moment that another process wrote down, service time
 *
 * Waits that decide about money are counted by our own clock, which nobody can set. What is over
 * since a moment before this process, only the service's `Date` and this computer's clock can say;
 * of the two the one that says less is believed, and a moment to come is now.
 *
 * Returns: monotonic time of @service_us, at most now
 */
gint64
sublet_engine_get_mono_of_us (SubletRentalEngine *self, gint64 service_us)
{
  gint64 now_us = MIN (sublet_engine_now_us (self), sublet_clock_get_wall_us (self->clock));

  return sublet_engine_mono_us (self) - MAX (now_us - service_us, 0);
}

/**
 * sublet_engine_notify:
 * @self: an engine
 * @property: what changed
 */
void
sublet_engine_notify (SubletRentalEngine *self, const char *property)
{
  g_object_notify (G_OBJECT (self), property);
}

/**
 * sublet_engine_notice:
 * @self: an engine
 * @error: something a person must hear
 */
void
sublet_engine_notice (SubletRentalEngine *self, const GError *error)
{
  g_info ("%s", error->message);
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, error);
}

/**
 * sublet_engine_emit_added:
 * @self: an engine
 * @rental: one of ours, its intent on disk
 */
void
sublet_engine_emit_added (SubletRentalEngine *self, SubletRental *rental)
{
  g_signal_emit (self, signals[SIGNAL_RENTAL_ADDED], 0, rental);
}

/**
 * sublet_engine_emit_ssh_key_changed:
 * @self: an engine
 * @rental: one of ours
 */
void
sublet_engine_emit_ssh_key_changed (SubletRentalEngine *self, SubletRental *rental)
{
  g_signal_emit (self, signals[SIGNAL_SSH_KEY_CHANGED], 0, rental);
}

/**
 * sublet_engine_want_owner:
 * @self: an engine
 *
 * Tells that somebody waits for whose key it is.
 */
void
sublet_engine_want_owner (SubletRentalEngine *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCOUNT_WANTED], 0);
}

/**
 * sublet_engine_check_writable:
 * @self: an engine
 * @error: SUBLET_ERROR_READ_ONLY, or SUBLET_ERROR_STORE before the journal is open
 *
 * Returns: whether what is done here can be written down
 */
bool
sublet_engine_check_writable (SubletRentalEngine *self, GError **error)
{
  if (!self->opened)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "the journal is not open");
      return false;
    }
  if (self->read_only)
    {
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_READ_ONLY,
                   self->another_process ? "another process has the profile"
                                         : "the journal can only be read");
      return false;
    }

  return true;
}

/**
 * sublet_rental_engine_new:
 * @client: the service
 * @profile: where the journal lies
 *
 * Returns: (transfer full): an engine that knows nothing until it is opened
 */
SubletRentalEngine *
sublet_rental_engine_new (SubletClient *client, SubletProfile *profile)
{
  SubletRentalEngine *self;

  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SUBLET_IS_PROFILE (profile), NULL);

  self = g_object_new (SUBLET_TYPE_RENTAL_ENGINE, NULL);
  self->client = g_object_ref (client);
  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (sublet_client_get_clock (client));
  self->owner.server = g_strdup (sublet_client_get_server (client));
  self->another_process = !sublet_profile_get_locked (profile);
  self->read_only = self->another_process;

  return self;
}
