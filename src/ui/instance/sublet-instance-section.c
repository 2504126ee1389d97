/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-section.h"

#define EDGE 12
#define WIDTH 720

typedef struct
{
  SubletInstanceSubject *subject; /* (owned): construct-only */
  SubletSizeClass size_class;
} SubletInstanceSectionPrivate;

typedef enum
{
  PROP_SIZE_CLASS = 1,
  PROP_SUBJECT,
} SubletInstanceSectionProperty;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SubletInstanceSection, sublet_instance_section, ADW_TYPE_BIN)

static GParamSpec *properties[PROP_SUBJECT + 1];

static SubletInstanceSectionPrivate *
get_private (gpointer self)
{
  return sublet_instance_section_get_instance_private (SUBLET_INSTANCE_SECTION (self));
}

static void
update (SubletInstanceSection *self)
{
  SUBLET_INSTANCE_SECTION_GET_CLASS (self)->update (self);
}

static void
set_size_class (SubletInstanceSection *self, SubletSizeClass size_class)
{
  SubletInstanceSectionClass *klass = SUBLET_INSTANCE_SECTION_GET_CLASS (self);

  if (get_private (self)->size_class == size_class)
    return;

  get_private (self)->size_class = size_class;
  if (klass->size_changed != NULL)
    klass->size_changed (self, size_class);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}

static void
sublet_instance_section_constructed (GObject *object)
{
  SubletInstanceSection *self = SUBLET_INSTANCE_SECTION (object);

  G_OBJECT_CLASS (sublet_instance_section_parent_class)->constructed (object);

  g_signal_connect_object (get_private (self)->subject,
                           "changed",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
sublet_instance_section_dispose (GObject *object)
{
  g_clear_object (&get_private (object)->subject);

  G_OBJECT_CLASS (sublet_instance_section_parent_class)->dispose (object);
}

static void
sublet_instance_section_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  switch ((SubletInstanceSectionProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, get_private (object)->size_class);
      break;
    case PROP_SUBJECT:
      g_value_set_object (value, get_private (object)->subject);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_instance_section_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  switch ((SubletInstanceSectionProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      set_size_class (SUBLET_INSTANCE_SECTION (object), (SubletSizeClass) g_value_get_enum (value));
      break;
    case PROP_SUBJECT:
      get_private (object)->subject = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_instance_section_class_init (SubletInstanceSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sublet_instance_section_constructed;
  object_class->dispose = sublet_instance_section_dispose;
  object_class->get_property = sublet_instance_section_get_property;
  object_class->set_property = sublet_instance_section_set_property;

  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBJECT] =
    g_param_spec_object ("subject",
                         NULL,
                         NULL,
                         SUBLET_TYPE_INSTANCE_SUBJECT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_instance_section_init (SubletInstanceSection *self)
{
  get_private (self)->size_class = SUBLET_SIZE_CLASS_WIDE;
}

/**
 * sublet_instance_section_get_subject:
 * @self: (type SubletInstanceSection): a section
 *
 * Returns: (transfer none) (nullable): what the page is about, until it is disposed of
 */
SubletInstanceSubject *
sublet_instance_section_get_subject (gpointer self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SECTION (self), NULL);

  return get_private (self)->subject;
}

/**
 * sublet_instance_section_get_size_class:
 * @self: (type SubletInstanceSection): a section
 *
 * Returns: how much room the window has
 */
SubletSizeClass
sublet_instance_section_get_size_class (gpointer self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SECTION (self), SUBLET_SIZE_CLASS_WIDE);

  return get_private (self)->size_class;
}

/**
 * sublet_instance_section_set_scrolled:
 * @self: a section
 * @child: (transfer floating): what it shows
 *
 * Shows it as wide as text may be, and scrolled.
 */
void
sublet_instance_section_set_scrolled (SubletInstanceSection *self, GtkWidget *child)
{
  GtkWidget *scrolled;
  GtkWidget *clamp;

  g_return_if_fail (SUBLET_IS_INSTANCE_SECTION (self));

  scrolled = gtk_scrolled_window_new ();
  clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_widget_set_margin_top (clamp, EDGE);
  gtk_widget_set_margin_bottom (clamp, EDGE);
  gtk_widget_set_margin_start (clamp, EDGE);
  gtk_widget_set_margin_end (clamp, EDGE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
