/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-strip-private.h"

#include "ui/common/sublet-tight-text.h"

#define DEFAULT_LOW_CREDIT_HOURS 3

G_DEFINE_FINAL_TYPE (SubletStrip, sublet_strip, GTK_TYPE_WIDGET)

G_DEFINE_ENUM_TYPE (SubletStripKind,
                    sublet_strip_kind,
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_STILL_LISTED, "still-listed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_LOW_CREDIT, "low-credit"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_KEY, "key"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_READ_ONLY, "read-only"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_SESSION_KEY, "session-key"),
                    G_DEFINE_ENUM_VALUE (SUBLET_STRIP_KIND_DEMO, "demo"))

typedef enum
{
  PROP_ENGINE = 1,
  PROP_PROFILE,
  PROP_KEY_STORE,
  PROP_LOW_CREDIT_HOURS,
  PROP_KIND,
} SubletStripProperty;

static GParamSpec *properties[PROP_KIND + 1];

static void
update (SubletStrip *self)
{
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *sentence = NULL;
  SubletStripKind kind = sublet_strip_choose (self, &sentence, &rental);

  g_set_object (&self->rental, rental);
  sublet_strip_show (self, kind, sentence);

  if (self->kind != kind)
    {
      self->kind = kind;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
    }
}

static void
on_clicked (SubletStrip *self)
{
  if (self->kind == SUBLET_STRIP_KIND_UNKNOWN)
    sublet_rental_engine_refresh (self->engine);
  g_signal_emit_by_name (self, "activated", self->kind);
}

static void
on_rentals_changed (GListModel *rentals,
                    guint position,
                    guint removed,
                    guint added,
                    SubletStrip *self)
{
  guint i;

  for (i = position; i < position + added; i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      g_signal_connect_object (rental,
                               "notify::state",
                               G_CALLBACK (update),
                               self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
sublet_strip_constructed (GObject *object)
{
  SubletStrip *self = SUBLET_STRIP (object);
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);

  G_OBJECT_CLASS (sublet_strip_parent_class)->constructed (object);

  g_signal_connect_object (self->engine, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (self->key_store != NULL)
    g_signal_connect_object (self->key_store,
                             "notify",
                             G_CALLBACK (update),
                             self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (rentals, "items-changed", G_CALLBACK (on_rentals_changed), self, 0);
  on_rentals_changed (rentals, 0, 0, g_list_model_get_n_items (rentals), self);
}

static void
sublet_strip_dispose (GObject *object)
{
  SubletStrip *self = SUBLET_STRIP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_STRIP);
  g_clear_object (&self->rental);
  g_clear_object (&self->session);
  g_clear_object (&self->engine);
  g_clear_object (&self->profile);
  g_clear_object (&self->key_store);

  G_OBJECT_CLASS (sublet_strip_parent_class)->dispose (object);
}

static void
sublet_strip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletStrip *self = SUBLET_STRIP (object);

  switch ((SubletStripProperty) prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_KEY_STORE:
      g_value_set_object (value, self->key_store);
      break;
    case PROP_LOW_CREDIT_HOURS:
      g_value_set_int (value, self->low_credit_hours);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_strip_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SubletStrip *self = SUBLET_STRIP (object);

  switch ((SubletStripProperty) prop_id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    case PROP_PROFILE:
      self->profile = g_value_dup_object (value);
      break;
    case PROP_KEY_STORE:
      self->key_store = g_value_dup_object (value);
      break;
    case PROP_LOW_CREDIT_HOURS:
      sublet_strip_set_low_credit_hours (self, g_value_get_int (value));
      break;
    case PROP_KIND:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ENGINE] =
    g_param_spec_object ("engine", NULL, NULL, SUBLET_TYPE_RENTAL_ENGINE, construct);
  properties[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL, SUBLET_TYPE_PROFILE, construct);
  properties[PROP_KEY_STORE] =
    g_param_spec_object ("key-store", NULL, NULL, SUBLET_TYPE_KEY_STORE, construct);
  properties[PROP_LOW_CREDIT_HOURS] =
    g_param_spec_int ("low-credit-hours",
                      NULL,
                      NULL,
                      0,
                      G_MAXINT,
                      DEFAULT_LOW_CREDIT_HOURS,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] = g_param_spec_enum ("kind",
                                             NULL,
                                             NULL,
                                             SUBLET_TYPE_STRIP_KIND,
                                             SUBLET_STRIP_KIND_NONE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_strip_class_init (SubletStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_strip_constructed;
  object_class->dispose = sublet_strip_dispose;
  object_class->get_property = sublet_strip_get_property;
  object_class->set_property = sublet_strip_set_property;

  install_properties (object_class);
  g_signal_new ("activated",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_STRIP_KIND);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/common/sublet-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, revealer);
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, box);
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, label);
  gtk_widget_class_bind_template_child (widget_class, SubletStrip, button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
}

static void
sublet_strip_init (SubletStrip *self)
{
  self->low_credit_hours = DEFAULT_LOW_CREDIT_HOURS;
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_keep_rates_whole (GTK_LABEL (self->label));
}

/**
 * sublet_strip_new:
 * @engine: what knows the rentals
 * @profile: whose data it is
 * @key_store: (nullable): where the key is kept
 *
 * Returns: (transfer floating): a strip
 */
GtkWidget *
sublet_strip_new (SubletRentalEngine *engine, SubletProfile *profile, SubletKeyStore *key_store)
{
  return g_object_new (SUBLET_TYPE_STRIP,
                       "engine",
                       engine,
                       "profile",
                       profile,
                       "key-store",
                       key_store,
                       NULL);
}

/**
 * sublet_strip_get_kind:
 * @self: a strip
 *
 * Returns: what it is about
 */
SubletStripKind
sublet_strip_get_kind (SubletStrip *self)
{
  g_return_val_if_fail (SUBLET_IS_STRIP (self), SUBLET_STRIP_KIND_NONE);

  return self->kind;
}

/**
 * sublet_strip_get_rental:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): the rental it is about
 */
SubletRental *
sublet_strip_get_rental (SubletStrip *self)
{
  g_return_val_if_fail (SUBLET_IS_STRIP (self), NULL);

  return self->rental;
}

/**
 * sublet_strip_set_session:
 * @self: a strip
 * @session: (nullable): which key is in use; once
 */
void
sublet_strip_set_session (SubletStrip *self, SubletSession *session)
{
  g_return_if_fail (SUBLET_IS_STRIP (self));
  g_return_if_fail (self->session == NULL);

  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * sublet_strip_set_low_credit_hours:
 * @self: a strip
 * @low_credit_hours: when the credit lasts less than this it is low; 0: never
 */
void
sublet_strip_set_low_credit_hours (SubletStrip *self, int low_credit_hours)
{
  g_return_if_fail (SUBLET_IS_STRIP (self));

  if (self->low_credit_hours == low_credit_hours)
    return;

  self->low_credit_hours = low_credit_hours;
  if (self->engine != NULL)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOW_CREDIT_HOURS]);
}
