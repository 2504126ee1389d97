/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-dialog-private.h"

/* What it is made with. */

typedef enum
{
  PROP_ENGINE = 1,
  PROP_SETTINGS,
  PROP_MARKET,
  PROP_OFFER,
  PROP_ACCOUNT_LABEL,
} SubletRentDialogProperty;

static GParamSpec *properties[PROP_ACCOUNT_LABEL + 1];

static void
sublet_rent_dialog_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletRentDialog *self = SUBLET_RENT_DIALOG (object);

  switch ((SubletRentDialogProperty) prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_MARKET:
      g_value_set_object (value, self->market);
      break;
    case PROP_OFFER:
      g_value_set_object (value, self->offer);
      break;
    case PROP_ACCOUNT_LABEL:
      g_value_set_string (value, self->account_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_rent_dialog_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletRentDialog *self = SUBLET_RENT_DIALOG (object);

  switch ((SubletRentDialogProperty) prop_id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_MARKET:
      self->market = g_value_dup_object (value);
      break;
    case PROP_OFFER:
      self->offer = g_value_dup_object (value);
      break;
    case PROP_ACCOUNT_LABEL:
      self->account_label = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

void
sublet_rent_dialog_install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sublet_rent_dialog_get_property;
  object_class->set_property = sublet_rent_dialog_set_property;

  properties[PROP_ENGINE] =
    g_param_spec_object ("engine", NULL, NULL, SUBLET_TYPE_RENTAL_ENGINE, flags);
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, SUBLET_TYPE_SETTINGS, flags);
  /* Whose job the price is for; without one the settings' is. */
  properties[PROP_MARKET] = g_param_spec_object ("market", NULL, NULL, SUBLET_TYPE_MARKET, flags);
  /* What was chosen first; another one when that is gone. */
  properties[PROP_OFFER] = g_param_spec_object ("offer", NULL, NULL, SUBLET_TYPE_OFFER, flags);
  properties[PROP_ACCOUNT_LABEL] = g_param_spec_string ("account-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}
