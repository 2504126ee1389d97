/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-field-row.h"

#include "ui/common/sublet-tight-text.h"

struct _SubletFieldRow
{
  AdwPreferencesRow parent_instance;

  char *hint;         /* (owned) (nullable) */
  char *problem;      /* (owned) (nullable) */
  GtkWidget *control; /* (borrowed) (nullable): child of controls */
  gboolean stacked;

  GtkBox *line;
  GtkBox *controls;
  GtkLabel *title_label;
  GtkLabel *hint_label;
  GtkBox *problem_box;
  GtkLabel *problem_label;
};

static void sublet_field_row_buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletFieldRow,
                               sublet_field_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      sublet_field_row_buildable_iface_init))

typedef enum
{
  PROP_CONTROL = 1,
  PROP_HINT,
  PROP_PROBLEM,
  PROP_STACKED,
} SubletFieldRowProperty;

static GParamSpec *properties[PROP_STACKED + 1];

static GtkBuildableIface *parent_buildable_iface;

static void
describe_control (SubletFieldRow *self)
{
  GtkAccessible *control = GTK_ACCESSIBLE (self->control);

  if (self->control == NULL)
    return;

  if (self->problem != NULL)
    gtk_accessible_update_relation (control,
                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    self->problem_label,
                                    NULL,
                                    -1);
  else if (self->hint != NULL)
    gtk_accessible_update_relation (control,
                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    self->hint_label,
                                    NULL,
                                    -1);
  else
    gtk_accessible_reset_relation (control, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);

  gtk_accessible_update_state (control,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               self->problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                     : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
set_control (SubletFieldRow *self, GtkWidget *control)
{
  if (control == NULL)
    return;

  self->control = control;
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (control, self->stacked);
  gtk_box_append (self->controls, control);
  gtk_label_set_mnemonic_widget (self->title_label, control);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title_label,
                                  NULL,
                                  -1);
}

static void
sublet_field_row_add_child (GtkBuildable *buildable,
                            GtkBuilder *builder,
                            GObject *child,
                            const char *type)
{
  SubletFieldRow *self = SUBLET_FIELD_ROW (buildable);

  if (g_strcmp0 (type, "prefix") == 0)
    gtk_box_prepend (self->controls, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "suffix") == 0)
    gtk_box_append (self->controls, GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
sublet_field_row_buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = sublet_field_row_add_child;
}

static void
sublet_field_row_dispose (GObject *object)
{
  SubletFieldRow *self = SUBLET_FIELD_ROW (object);

  self->control = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_FIELD_ROW);

  G_OBJECT_CLASS (sublet_field_row_parent_class)->dispose (object);
}

static void
sublet_field_row_finalize (GObject *object)
{
  SubletFieldRow *self = SUBLET_FIELD_ROW (object);

  g_free (self->hint);
  g_free (self->problem);

  G_OBJECT_CLASS (sublet_field_row_parent_class)->finalize (object);
}

static void
sublet_field_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletFieldRow *self = SUBLET_FIELD_ROW (object);

  switch ((SubletFieldRowProperty) prop_id)
    {
    case PROP_CONTROL:
      g_value_set_object (value, self->control);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_STACKED:
      g_value_set_boolean (value, self->stacked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_field_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  SubletFieldRow *self = SUBLET_FIELD_ROW (object);

  switch ((SubletFieldRowProperty) prop_id)
    {
    case PROP_CONTROL:
      set_control (self, g_value_get_object (value));
      break;
    case PROP_HINT:
      sublet_field_row_set_hint (self, g_value_get_string (value));
      break;
    case PROP_PROBLEM:
      sublet_field_row_set_problem (self, g_value_get_string (value));
      break;
    case PROP_STACKED:
      sublet_field_row_set_stacked (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_field_row_class_init (SubletFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_field_row_dispose;
  object_class->finalize = sublet_field_row_finalize;
  object_class->get_property = sublet_field_row_get_property;
  object_class->set_property = sublet_field_row_set_property;

  /* What the person types or chooses in; set once, in the template that uses the row. */
  properties[PROP_CONTROL] =
    g_param_spec_object ("control",
                         NULL,
                         NULL,
                         GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /* One line that explains the term or names the range. */
  properties[PROP_HINT] =
    g_param_spec_string ("hint",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* What is wrong with the value, as a sentence; NULL when it is fine. */
  properties[PROP_PROBLEM] =
    g_param_spec_string ("problem",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* The control stands below the title, as wide as the row: for long texts where it is narrow. */
  properties[PROP_STACKED] =
    g_param_spec_boolean ("stacked",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/common/sublet-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletFieldRow, line);
  gtk_widget_class_bind_template_child (widget_class, SubletFieldRow, controls);
  gtk_widget_class_bind_template_child (widget_class, SubletFieldRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, SubletFieldRow, hint_label);
  gtk_widget_class_bind_template_child (widget_class, SubletFieldRow, problem_box);
  gtk_widget_class_bind_template_child (widget_class, SubletFieldRow, problem_label);
}

static void
sublet_field_row_init (SubletFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_keep_rates_whole (self->hint_label);
  sublet_ui_keep_rates_whole (self->problem_label);
}

/**
 * sublet_field_row_get_control:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what the person types or chooses in
 */
GtkWidget *
sublet_field_row_get_control (SubletFieldRow *self)
{
  g_return_val_if_fail (SUBLET_IS_FIELD_ROW (self), NULL);

  return self->control;
}

/**
 * sublet_field_row_get_hint:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the line under the title
 */
const char *
sublet_field_row_get_hint (SubletFieldRow *self)
{
  g_return_val_if_fail (SUBLET_IS_FIELD_ROW (self), NULL);

  return self->hint;
}

/**
 * sublet_field_row_set_hint:
 * @self: a row
 * @hint: (nullable): one line that explains the term or names the range
 */
void
sublet_field_row_set_hint (SubletFieldRow *self, const char *hint)
{
  g_return_if_fail (SUBLET_IS_FIELD_ROW (self));

  if (g_strcmp0 (self->hint, hint) == 0)
    return;

  g_free (self->hint);
  self->hint = g_strdup (hint);
  gtk_label_set_label (self->hint_label, hint == NULL ? "" : hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL);
  describe_control (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

/**
 * sublet_field_row_get_problem:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is wrong with the value
 */
const char *
sublet_field_row_get_problem (SubletFieldRow *self)
{
  g_return_val_if_fail (SUBLET_IS_FIELD_ROW (self), NULL);

  return self->problem;
}

/**
 * sublet_field_row_set_problem:
 * @self: a row
 * @problem: (nullable): what is wrong with the value, as a sentence; %NULL when it is fine
 */
void
sublet_field_row_set_problem (SubletFieldRow *self, const char *problem)
{
  g_return_if_fail (SUBLET_IS_FIELD_ROW (self));

  if (g_strcmp0 (self->problem, problem) == 0)
    return;

  g_free (self->problem);
  self->problem = g_strdup (problem);
  gtk_label_set_label (self->problem_label, problem == NULL ? "" : problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_box), problem != NULL);
  if (self->control != NULL)
    {
      if (problem != NULL)
        gtk_widget_add_css_class (self->control, "error");
      else
        gtk_widget_remove_css_class (self->control, "error");
    }
  describe_control (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/**
 * sublet_field_row_get_stacked:
 * @self: a row
 *
 * Returns: whether the control stands below the title
 */
gboolean
sublet_field_row_get_stacked (SubletFieldRow *self)
{
  g_return_val_if_fail (SUBLET_IS_FIELD_ROW (self), FALSE);

  return self->stacked;
}

/**
 * sublet_field_row_set_stacked:
 * @self: a row
 * @stacked: whether the control stands below the title, as wide as the row
 */
void
sublet_field_row_set_stacked (SubletFieldRow *self, gboolean stacked)
{
  g_return_if_fail (SUBLET_IS_FIELD_ROW (self));

  stacked = !!stacked;
  if (self->stacked == stacked)
    return;

  self->stacked = stacked;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->line, stacked ? 0 : 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->controls), stacked ? 12 : 0);
  if (self->control != NULL)
    gtk_widget_set_hexpand (self->control, stacked);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STACKED]);
}
