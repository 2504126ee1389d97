/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-env-line.h"

#include "ui/common/sublet-field-mark.h"
#include "ui/common/sublet-list-line.h"

#include <glib/gi18n.h>

struct _SubletEnvLine
{
  AdwBin parent_instance;

  /* state */
  gboolean asked; /* its value was not kept, and nothing was typed since */

  /* template children */
  GtkBox *line;
  GtkEntry *name_entry;
  GtkPasswordEntry *value_entry;
  GtkToggleButton *reveal_button;
  GtkButton *remove_button;
  GtkLabel *problem_label;
};

G_DEFINE_FINAL_TYPE (SubletEnvLine, sublet_env_line, ADW_TYPE_BIN)

static void
set_label (gpointer widget, char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_free (label);
}

/* Several of them stand below each other: each control says whose it is. */
static void
name_controls (SubletEnvLine *self)
{
  const char *name = sublet_env_line_get_name (self);
  gboolean revealed = gtk_toggle_button_get_active (self->reveal_button);

  if (*name == '\0')
    name = _ ("a variable");

  /* TRANSLATORS: %s is the name of a variable, as in HF_TOKEN, or "a variable" */
  set_label (self->value_entry, g_strdup_printf (_ ("Value of %s"), name));
  /* TRANSLATORS: shows what is typed; %s as above */
  set_label (self->reveal_button, g_strdup_printf (_ ("Reveal the value of %s"), name));
  /* TRANSLATORS: takes the variable out of the list; %s as above */
  set_label (self->remove_button, g_strdup_printf (_ ("Remove %s"), name));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reveal_button),
                               revealed
                               ? _ ("Hide the Value")
                               : _ ("Reveal the Value"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remove_button), _ ("Remove"));
}

static void
on_name_changed (SubletEnvLine *self)
{
  name_controls (self);
  sublet_list_line_changed (GTK_WIDGET (self));
}

static void
on_value_changed (SubletEnvLine *self)
{
  if (self->asked)
    {
      self->asked = FALSE;
      g_object_set (self->value_entry, "placeholder-text", _ ("Value"), NULL);
    }
  sublet_list_line_changed (GTK_WIDGET (self));
}

/* The entry's own eye cannot be reached with the keyboard. */
static void
on_reveal (SubletEnvLine *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->value_entry));
  gboolean revealed = gtk_toggle_button_get_active (self->reveal_button);

  gtk_text_set_visibility (GTK_TEXT (text), revealed);
  gtk_button_set_icon_name (GTK_BUTTON (self->reveal_button),
                            revealed ? "view-conceal-symbolic" : "view-reveal-symbolic");
  name_controls (self);
}

static void
sublet_env_line_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_ENV_LINE);

  G_OBJECT_CLASS (sublet_env_line_parent_class)->dispose (object);
}

static void
sublet_env_line_class_init (SubletEnvLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_env_line_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-env-line.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletEnvLine, line);
  gtk_widget_class_bind_template_child (widget_class, SubletEnvLine, name_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletEnvLine, value_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletEnvLine, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, SubletEnvLine, remove_button);
  gtk_widget_class_bind_template_child (widget_class, SubletEnvLine, problem_label);

  sublet_list_line_install (widget_class, "line.remove");
}

static void
sublet_env_line_init (SubletEnvLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->name_entry, "notify::text", G_CALLBACK (on_name_changed), self);
  g_signal_connect_swapped (self->value_entry, "notify::text", G_CALLBACK (on_value_changed), self);
  g_signal_connect_swapped (self->reveal_button, "notify::active", G_CALLBACK (on_reveal), self);
}

/**
 * sublet_env_line_new:
 * @name: the variable's name, or ""
 * @value: (nullable): its value; %NULL: it was not kept, and is asked for
 *
 * Returns: (transfer floating): a line
 */
GtkWidget *
sublet_env_line_new (const char *name, const char *value)
{
  SubletEnvLine *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_ENV_LINE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), name);
  if (value != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->value_entry), value);
    }
  else
    {
      self->asked = TRUE;
      /* TRANSLATORS: in the field of a value that a recipe does not have any more */
      g_object_set (self->value_entry, "placeholder-text", _ ("Type it again"), NULL);
    }
  name_controls (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_env_line_get_name:
 * @self: a line
 *
 * Returns: (transfer none): what is typed
 */
const char *
sublet_env_line_get_name (SubletEnvLine *self)
{
  g_return_val_if_fail (SUBLET_IS_ENV_LINE (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->name_entry));
}

/**
 * sublet_env_line_get_value:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what is typed, a secret; %NULL while a value that was not
 *   kept is not typed
 */
const char *
sublet_env_line_get_value (SubletEnvLine *self)
{
  g_return_val_if_fail (SUBLET_IS_ENV_LINE (self), NULL);

  return self->asked ? NULL : gtk_editable_get_text (GTK_EDITABLE (self->value_entry));
}

/**
 * sublet_env_line_set_problem:
 * @self: a line
 * @problem: (nullable): what is wrong with it, as a sentence; %NULL when it is fine
 */
void
sublet_env_line_set_problem (SubletEnvLine *self, const char *problem)
{
  g_return_if_fail (SUBLET_IS_ENV_LINE (self));

  gtk_label_set_label (self->problem_label, problem == NULL ? "" : problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
  /* Of a value that is asked for, the name is right. */
  sublet_field_mark (GTK_WIDGET (self->name_entry),
                     problem == NULL || self->asked ? NULL : self->problem_label);
  sublet_field_mark (GTK_WIDGET (self->value_entry),
                     problem != NULL && self->asked ? self->problem_label : NULL);
}

/**
 * sublet_env_line_set_stacked:
 * @self: a line
 * @stacked: whether the value stands below the name
 */
void
sublet_env_line_set_stacked (SubletEnvLine *self, gboolean stacked)
{
  g_return_if_fail (SUBLET_IS_ENV_LINE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * sublet_env_line_focus:
 * @self: a line
 *
 * To the name, or to the value that is asked for.
 */
void
sublet_env_line_focus (SubletEnvLine *self)
{
  g_return_if_fail (SUBLET_IS_ENV_LINE (self));

  gtk_widget_grab_focus (self->asked ? GTK_WIDGET (self->value_entry)
                                     : GTK_WIDGET (self->name_entry));
}
