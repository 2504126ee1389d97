/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-sections.h"

struct _SubletBillingSections
{
  AdwBin parent_instance;

  SubletSizeClass size_class;

  /* template children */
  GtkBox *box;
  GtkListBox *list;
  GtkWidget *switcher;
  GtkWidget *separator;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (SubletBillingSections, sublet_billing_sections, ADW_TYPE_BIN)

typedef enum
{
  PROP_SIZE_CLASS = 1,
  PROP_SECTION,
} SubletBillingSectionsProperty;

static GParamSpec *properties[PROP_SECTION + 1];

static GQuark
name_quark (void)
{
  return g_quark_from_static_string ("sublet-billing-section");
}

static const char *
get_name (GtkListBoxRow *row)
{
  return g_object_get_qdata (G_OBJECT (row), name_quark ());
}

static void
on_row_selected (SubletBillingSections *self, GtkListBoxRow *row)
{
  if (row != NULL)
    gtk_stack_set_visible_child_name (self->stack, get_name (row));
}

/* The list follows, whoever chose. */
static void
on_shown (SubletBillingSections *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->stack);
  GtkListBoxRow *row;
  int i;

  for (i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (g_strcmp0 (get_name (row), shown) == 0)
        gtk_list_box_select_row (self->list, row);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

/* To what can be done in the section that is shown. */
static gboolean
sublet_billing_sections_grab_focus (GtkWidget *widget)
{
  GtkWidget *shown = gtk_stack_get_visible_child (SUBLET_BILLING_SECTIONS (widget)->stack);

  return shown != NULL && gtk_widget_grab_focus (shown);
}

static void
sublet_billing_sections_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  SubletBillingSections *self = SUBLET_BILLING_SECTIONS (object);

  switch ((SubletBillingSectionsProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_SECTION:
      g_value_set_string (value, sublet_billing_sections_get_shown (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_billing_sections_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  if (prop_id == PROP_SIZE_CLASS)
    sublet_billing_sections_set_size_class (SUBLET_BILLING_SECTIONS (object),
                                            (SubletSizeClass) g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_billing_sections_class_init (SubletBillingSectionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sublet_billing_sections_get_property;
  object_class->set_property = sublet_billing_sections_set_property;
  widget_class->grab_focus = sublet_billing_sections_grab_focus;

  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECTION] =
    g_param_spec_string ("section",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/billing/sublet-billing-sections.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletBillingSections, box);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingSections, list);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingSections, switcher);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingSections, separator);
  gtk_widget_class_bind_template_child (widget_class, SubletBillingSections, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
}

static void
sublet_billing_sections_init (SubletBillingSections *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_billing_sections_new:
 *
 * Returns: (transfer floating): a page without sections
 */
GtkWidget *
sublet_billing_sections_new (void)
{
  return g_object_new (SUBLET_TYPE_BILLING_SECTIONS, NULL);
}

/**
 * sublet_billing_sections_add:
 * @self: a page
 * @name: the section's name, for the program
 * @title: translated, in Header Capitals
 * @section: (transfer floating): the section; the first one is shown
 */
void
sublet_billing_sections_add (SubletBillingSections *self,
                             const char *name,
                             const char *title,
                             GtkWidget *section)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (title);

  g_return_if_fail (SUBLET_IS_BILLING_SECTIONS (self));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_qdata_full (G_OBJECT (row), name_quark (), g_strdup (name), g_free);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (section), "size-class") != NULL)
    g_object_bind_property (self, "size-class", section, "size-class", G_BINDING_SYNC_CREATE);
  gtk_list_box_append (self->list, row);
  gtk_stack_add_titled (self->stack, section, name, title);
  on_shown (self);
}

/**
 * sublet_billing_sections_show:
 * @self: a page
 * @name: the section to show
 */
void
sublet_billing_sections_show (SubletBillingSections *self, const char *name)
{
  g_return_if_fail (SUBLET_IS_BILLING_SECTIONS (self));

  gtk_stack_set_visible_child_name (self->stack, name);
}

/**
 * sublet_billing_sections_get_shown:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): name of the section that is shown
 */
const char *
sublet_billing_sections_get_shown (SubletBillingSections *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING_SECTIONS (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * sublet_billing_sections_set_size_class:
 * @self: a page
 * @size_class: how much room the window has
 */
void
sublet_billing_sections_set_size_class (SubletBillingSections *self, SubletSizeClass size_class)
{
  gboolean narrow = size_class == SUBLET_SIZE_CLASS_NARROW;

  g_return_if_fail (SUBLET_IS_BILLING_SECTIONS (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->separator),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), !narrow);
  gtk_widget_set_visible (self->switcher, narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}
