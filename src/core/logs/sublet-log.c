/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-logs"

#include "config.h"

#include "core/logs/sublet-log-private.h"

/* The object. Its lines are in sublet-log-lines.c, when it is asked for is in sublet-log-ask.c. */

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_KNOWN_AT_US,
} SubletLogProperty;

static GParamSpec *properties[PROP_KNOWN_AT_US + 1];

G_DEFINE_ENUM_TYPE (SubletLogState,
                    sublet_log_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_LOG_STATE_NEVER, "never"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LOG_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LOG_STATE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LOG_STATE_LINES, "lines"),
                    G_DEFINE_ENUM_VALUE (SUBLET_LOG_STATE_ERROR, "error"))

static void sublet_log_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletLog,
                               sublet_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sublet_log_list_model_iface_init))

static void
notify (SubletLog *self, SubletLogProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* ---- the list model ---- */

static GType
sublet_log_get_item_type (GListModel *model)
{
  return SUBLET_TYPE_LOG_LINE;
}

static guint
sublet_log_get_n_items (GListModel *model)
{
  return SUBLET_LOG (model)->lines->len;
}

static gpointer
sublet_log_get_item (GListModel *model, guint position)
{
  SubletLog *self = SUBLET_LOG (model);

  return position < self->lines->len ? g_object_ref (g_ptr_array_index (self->lines, position))
                                     : NULL;
}

static void
sublet_log_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_log_get_item_type;
  iface->get_n_items = sublet_log_get_n_items;
  iface->get_item = sublet_log_get_item;
}

/* ---- the object ---- */

static void
sublet_log_dispose (GObject *object)
{
  SubletLog *self = SUBLET_LOG (object);

  sublet_log_stop (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sublet_log_parent_class)->dispose (object);
}

static void
sublet_log_finalize (GObject *object)
{
  SubletLog *self = SUBLET_LOG (object);

  g_ptr_array_unref (self->lines);
  g_array_unref (self->hashes);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sublet_log_parent_class)->finalize (object);
}

static void
sublet_log_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletLog *self = SUBLET_LOG (object);

  switch ((SubletLogProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, sublet_log_get_state (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_KNOWN_AT_US:
      g_value_set_int64 (value, self->known_at_us);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_log_class_init (SubletLogClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_log_dispose;
  object_class->finalize = sublet_log_finalize;
  object_class->get_property = sublet_log_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SUBLET_TYPE_LOG_STATE, SUBLET_LOG_STATE_NEVER, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_KNOWN_AT_US] =
    g_param_spec_int64 ("known-at-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_log_init (SubletLog *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->interval_ms = SUBLET_LOG_INTERVAL_S * 1000;
}

/* ---- what a look brings ---- */

static void
set_look (SubletLog *self, GCancellable *look)
{
  g_clear_object (&self->look);
  self->look = look;
}

static void
set_error (SubletLog *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

/* What changes together is told together. */
static SubletLogState
begin_change (SubletLog *self)
{
  g_object_freeze_notify (G_OBJECT (self));

  return sublet_log_get_state (self);
}

static void
end_change (SubletLog *self, SubletLogState before)
{
  if (sublet_log_get_state (self) != before)
    notify (self, PROP_STATE);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_log_take_reading: (skip)
 * @self: a log that is looked at
 * @reading: what it says beyond what is known
 */
void
sublet_log_take_reading (SubletLog *self, SubletLogReading *reading)
{
  SubletLogState before = begin_change (self);

  self->known = true;
  self->known_at_us = sublet_clock_get_service_us (sublet_log_get_clock (self));
  self->n_failures = 0;
  sublet_log_add_lines (self, reading);
  notify (self, PROP_KNOWN_AT_US);
  set_look (self, NULL);
  set_error (self, NULL);
  end_change (self, before);
}

/**
 * sublet_log_take_error: (skip)
 * @self: a log that is looked at
 * @error: (transfer full) (nullable): why nothing came; NULL: nobody has to know
 */
void
sublet_log_take_error (SubletLog *self, GError *error)
{
  SubletLogState before = begin_change (self);

  self->n_failures++;
  set_look (self, NULL);
  set_error (self, error);
  end_change (self, before);
}

/**
 * sublet_log_begin_look: (skip)
 * @self: a log that is not looked at
 * @ordered: whether a person wants it: then what failed before is forgotten, else it stays until
 *   the look is over
 */
void
sublet_log_begin_look (SubletLog *self, bool ordered)
{
  SubletLogState before = begin_change (self);

  set_look (self, g_cancellable_new ());
  if (ordered)
    set_error (self, NULL);
  end_change (self, before);
}

/* ---- what it is ---- */

/**
 * sublet_log_new:
 * @client: asks
 * @instance_id: the instance, more than 0
 * @host: of what its host did with it, instead of what its container says
 *
 * Returns: (transfer full): a log that was not asked for yet
 */
SubletLog *
sublet_log_new (SubletClient *client, gint64 instance_id, gboolean host)
{
  SubletLog *self;

  g_return_val_if_fail (SUBLET_IS_CLIENT (client), NULL);
  g_return_val_if_fail (instance_id > 0, NULL);

  self = g_object_new (SUBLET_TYPE_LOG, NULL);
  self->client = g_object_ref (client);
  g_signal_connect_object (client,
                           "key-changed",
                           G_CALLBACK (sublet_log_on_key_changed),
                           self,
                           G_CONNECT_SWAPPED);
  self->instance_id = instance_id;
  self->host = host;

  return self;
}

/**
 * sublet_log_get_host:
 * @self: a log
 *
 * Returns: whether its host says it, not its container
 */
gboolean
sublet_log_get_host (SubletLog *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG (self), FALSE);

  return self->host;
}

/**
 * sublet_log_get_clock:
 * @self: a log
 *
 * Returns: (transfer none): the client's
 */
SubletClock *
sublet_log_get_clock (SubletLog *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG (self), NULL);

  return sublet_client_get_clock (self->client);
}

/**
 * sublet_log_get_state:
 * @self: a log
 *
 * Returns: what there is to show
 */
SubletLogState
sublet_log_get_state (SubletLog *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG (self), SUBLET_LOG_STATE_NEVER);

  if (self->known)
    return self->lines->len > 0 ? SUBLET_LOG_STATE_LINES : SUBLET_LOG_STATE_EMPTY;
  if (self->error != NULL)
    return SUBLET_LOG_STATE_ERROR;

  return self->look != NULL ? SUBLET_LOG_STATE_LOADING : SUBLET_LOG_STATE_NEVER;
}

/**
 * sublet_log_get_error:
 * @self: a log
 *
 * Returns: (transfer none) (nullable): why the latest look brought nothing
 */
const GError *
sublet_log_get_error (SubletLog *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG (self), NULL);

  return self->error;
}

/**
 * sublet_log_get_known_at_us:
 * @self: a log
 *
 * Returns: when its lines came, in service time; 0 while nothing is known
 */
gint64
sublet_log_get_known_at_us (SubletLog *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG (self), 0);

  return self->known_at_us;
}

/**
 * sublet_log_get_interval_s:
 * @self: a log
 *
 * Returns: how often it is asked for while somebody looks and all goes well, in seconds
 */
guint
sublet_log_get_interval_s (SubletLog *self)
{
  g_return_val_if_fail (SUBLET_IS_LOG (self), SUBLET_LOG_INTERVAL_S);

  return (guint) ((self->interval_ms + 999) / 1000);
}
