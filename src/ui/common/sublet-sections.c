/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-sections-private.h"

G_DEFINE_FINAL_TYPE (SubletSections, sublet_sections, ADW_TYPE_BIN)

typedef enum
{
  PROP_LABEL = 1,
  PROP_LIST_FIRST,
  PROP_SIZE_CLASS,
  PROP_SECTION,
} SubletSectionsProperty;

static GParamSpec *properties[PROP_SECTION + 1];

/* There is room for the list or for a section, not for both. */
static gboolean
is_paged (SubletSections *self)
{
  return self->list_first && self->size_class == SUBLET_SIZE_CLASS_NARROW;
}

static void
update_layout (SubletSections *self)
{
  gboolean narrow = self->size_class == SUBLET_SIZE_CLASS_NARROW;
  gboolean paged = is_paged (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->separator),
                                  narrow ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (self->pane, !narrow || (paged && self->on_list));
  gtk_widget_set_hexpand (self->pane, paged);
  gtk_widget_set_visible (self->switcher, narrow && !paged);
  gtk_widget_set_visible (self->separator, !paged);
  gtk_widget_set_visible (GTK_WIDGET (self->stack), !paged || !self->on_list);
}

static void
set_on_list (SubletSections *self, gboolean on_list)
{
  if (self->on_list == on_list)
    return;

  self->on_list = on_list;
  update_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

/* A click, or Enter: also on the one that is chosen already. */
static void
on_row_activated (SubletSections *self, GtkListBoxRow *row)
{
  gtk_stack_set_visible_child_name (self->stack, sublet_sections_get_name (row));
  if (!is_paged (self))
    return;

  set_on_list (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_row_selected (SubletSections *self, GtkListBoxRow *row)
{
  if (row != NULL)
    gtk_stack_set_visible_child_name (self->stack, sublet_sections_get_name (row));
}

void
sublet_sections_follow_shown (SubletSections *self)
{
  GtkListBoxRow *row =
    sublet_sections_find_row (self, gtk_stack_get_visible_child_name (self->stack));

  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

static void
on_shown (SubletSections *self)
{
  sublet_sections_follow_shown (self);
}

/* To what can be done in the section that is shown, or to its row. */
static gboolean
sublet_sections_grab_focus (GtkWidget *widget)
{
  SubletSections *self = SUBLET_SECTIONS (widget);
  GtkWidget *shown = gtk_stack_get_visible_child (self->stack);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (shown != NULL && gtk_widget_get_visible (GTK_WIDGET (self->stack)) &&
      (gtk_widget_grab_focus (shown) || gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD)))
    return TRUE;

  return row != NULL && gtk_widget_get_visible (self->pane) &&
         gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Where nothing hides the list, it is somebody else's. */
static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return sublet_sections_go_back (SUBLET_SECTIONS (widget));
}

static void
sublet_sections_constructed (GObject *object)
{
  SubletSections *self = SUBLET_SECTIONS (object);

  G_OBJECT_CLASS (sublet_sections_parent_class)->constructed (object);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->switcher),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->label,
                                  -1);
  update_layout (self);
}

static void
sublet_sections_finalize (GObject *object)
{
  g_free (SUBLET_SECTIONS (object)->label);

  G_OBJECT_CLASS (sublet_sections_parent_class)->finalize (object);
}

static void
sublet_sections_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletSections *self = SUBLET_SECTIONS (object);

  switch ((SubletSectionsProperty) prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_LIST_FIRST:
      g_value_set_boolean (value, self->list_first);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_SECTION:
      g_value_set_string (value, sublet_sections_get_shown (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_sections_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  SubletSections *self = SUBLET_SECTIONS (object);

  switch ((SubletSectionsProperty) prop_id)
    {
    case PROP_LABEL:
      self->label = g_value_dup_string (value);
      break;
    case PROP_LIST_FIRST:
      self->list_first = g_value_get_boolean (value);
      break;
    case PROP_SIZE_CLASS:
      sublet_sections_set_size_class (self, (SubletSizeClass) g_value_get_enum (value));
      break;
    case PROP_SECTION:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags fixed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, fixed);
  properties[PROP_LIST_FIRST] = g_param_spec_boolean ("list-first", NULL, NULL, FALSE, fixed);
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
}

static void
sublet_sections_class_init (SubletSectionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_sections_constructed;
  object_class->finalize = sublet_sections_finalize;
  object_class->get_property = sublet_sections_get_property;
  object_class->set_property = sublet_sections_set_property;
  widget_class->grab_focus = sublet_sections_grab_focus;

  install_properties (object_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/common/sublet-sections.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletSections, box);
  gtk_widget_class_bind_template_child (widget_class, SubletSections, pane);
  gtk_widget_class_bind_template_child (widget_class, SubletSections, head);
  gtk_widget_class_bind_template_child (widget_class, SubletSections, list);
  gtk_widget_class_bind_template_child (widget_class, SubletSections, switcher);
  gtk_widget_class_bind_template_child (widget_class, SubletSections, separator);
  gtk_widget_class_bind_template_child (widget_class, SubletSections, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
}

static void
sublet_sections_init (SubletSections *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->on_list = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_sections_new:
 * @label: what the list is called, translated, in Header Capitals
 * @list_first: whether a narrow page shows its list first, and a section as a page
 *
 * Returns: (transfer floating): a page without sections
 */
GtkWidget *
sublet_sections_new (const char *label, gboolean list_first)
{
  return g_object_new (SUBLET_TYPE_SECTIONS, "label", label, "list-first", list_first, NULL);
}

/**
 * sublet_sections_set_head:
 * @self: a page
 * @head: (transfer floating) (nullable): what stands above the list
 */
void
sublet_sections_set_head (SubletSections *self, GtkWidget *head)
{
  g_return_if_fail (SUBLET_IS_SECTIONS (self));

  adw_bin_set_child (self->head, head);
}

/**
 * sublet_sections_show:
 * @self: a page
 * @name: the section to show
 */
void
sublet_sections_show (SubletSections *self, const char *name)
{
  g_return_if_fail (SUBLET_IS_SECTIONS (self));

  gtk_stack_set_visible_child_name (self->stack, name);
  set_on_list (self, FALSE);
}

/**
 * sublet_sections_restore:
 * @self: a page with its sections
 * @name: the section that was shown last; one that is not there is not shown
 *
 * As sublet_sections_show(), but that a narrow page still begins with its list.
 */
void
sublet_sections_restore (SubletSections *self, const char *name)
{
  g_return_if_fail (SUBLET_IS_SECTIONS (self));

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    gtk_stack_set_visible_child_name (self->stack, name);
}

/**
 * sublet_sections_can_go_back:
 * @self: a page
 *
 * Returns: whether a section hides the list; "section" notifies
 */
gboolean
sublet_sections_can_go_back (SubletSections *self)
{
  g_return_val_if_fail (SUBLET_IS_SECTIONS (self), FALSE);

  return is_paged (self) && !self->on_list;
}

/**
 * sublet_sections_get_shown:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): name of the section that is shown
 */
const char *
sublet_sections_get_shown (SubletSections *self)
{
  g_return_val_if_fail (SUBLET_IS_SECTIONS (self), NULL);

  return is_paged (self) && self->on_list ? NULL : gtk_stack_get_visible_child_name (self->stack);
}

/**
 * sublet_sections_refresh:
 * @self: a page
 * @action: what a section asks for its content again by, where it has that action
 *
 * The section that is seen; any other asks once somebody looks.
 */
void
sublet_sections_refresh (SubletSections *self, const char *action)
{
  g_return_if_fail (SUBLET_IS_SECTIONS (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && sublet_sections_get_shown (self) != NULL)
    gtk_widget_activate_action (gtk_stack_get_visible_child (self->stack), action, NULL);
}

/**
 * sublet_sections_go_back:
 * @self: a page
 *
 * Returns: whether it went from a section that hides the list to the list
 */
gboolean
sublet_sections_go_back (SubletSections *self)
{
  g_return_val_if_fail (SUBLET_IS_SECTIONS (self), FALSE);

  if (!sublet_sections_can_go_back (self))
    return FALSE;

  set_on_list (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

/**
 * sublet_sections_set_size_class:
 * @self: a page
 * @size_class: how much room the window has
 */
void
sublet_sections_set_size_class (SubletSections *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_SECTIONS (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  update_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
  if (self->list_first)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}
