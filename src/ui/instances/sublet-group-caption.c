/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-group-caption.h"

struct _SubletGroupCaption
{
  GObject parent_instance;

  char *title; /* (owned) */
  char *note;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SubletGroupCaption, sublet_group_caption, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_NOTE,
} SubletGroupCaptionProperty;

static GParamSpec *properties[PROP_NOTE + 1];

static void
sublet_group_caption_finalize (GObject *object)
{
  g_free (SUBLET_GROUP_CAPTION (object)->title);
  g_free (SUBLET_GROUP_CAPTION (object)->note);

  G_OBJECT_CLASS (sublet_group_caption_parent_class)->finalize (object);
}

static void
sublet_group_caption_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletGroupCaptionProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, SUBLET_GROUP_CAPTION (object)->title);
      break;
    case PROP_NOTE:
      g_value_set_string (value, SUBLET_GROUP_CAPTION (object)->note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_group_caption_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((SubletGroupCaptionProperty) prop_id)
    {
    case PROP_TITLE:
      SUBLET_GROUP_CAPTION (object)->title = g_value_dup_string (value);
      break;
    case PROP_NOTE:
      SUBLET_GROUP_CAPTION (object)->note = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_group_caption_class_init (SubletGroupCaptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sublet_group_caption_finalize;
  object_class->get_property = sublet_group_caption_get_property;
  object_class->set_property = sublet_group_caption_set_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTE] =
    g_param_spec_string ("note",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_group_caption_init (SubletGroupCaption *self)
{
}

/**
 * sublet_group_caption_get_title:
 * @self: a caption
 *
 * Returns: (transfer none): what it says
 */
const char *
sublet_group_caption_get_title (SubletGroupCaption *self)
{
  g_return_val_if_fail (SUBLET_IS_GROUP_CAPTION (self), NULL);

  return self->title;
}

/**
 * sublet_group_caption_get_note:
 * @self: a caption
 *
 * Returns: (transfer none) (nullable): what is to be said of the group
 */
const char *
sublet_group_caption_get_note (SubletGroupCaption *self)
{
  g_return_val_if_fail (SUBLET_IS_GROUP_CAPTION (self), NULL);

  return self->note;
}
