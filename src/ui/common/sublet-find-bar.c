/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-find-bar.h"

#include <glib/gi18n.h>

typedef struct
{
  /* template children */
  GtkWidget *bar;
  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *status;
  GtkWidget *previous;
  GtkWidget *next;
} SubletFindBarPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SubletFindBar, sublet_find_bar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SEARCH_MODE = 1,
} SubletFindBarProperty;

static GParamSpec *properties[PROP_SEARCH_MODE + 1];

static SubletFindBarPrivate *
get_private (SubletFindBar *self)
{
  return sublet_find_bar_get_instance_private (self);
}

static void
on_text_changed (SubletFindBar *self)
{
  SUBLET_FIND_BAR_GET_CLASS (self)->text_changed (self);
}

static void
on_previous (SubletFindBar *self)
{
  SUBLET_FIND_BAR_GET_CLASS (self)->step (self, -1);
}

static void
on_next (SubletFindBar *self)
{
  SUBLET_FIND_BAR_GET_CLASS (self)->step (self, 1);
}

static gboolean
on_shift_enter (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  on_next (SUBLET_FIND_BAR (widget));
  return TRUE;
}

static void
on_search_mode (SubletFindBar *self)
{
  SUBLET_FIND_BAR_GET_CLASS (self)->mode_changed (self, sublet_find_bar_get_search_mode (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

static void
sublet_find_bar_dispose (GObject *object)
{
  /* Not by its template: GTK 4.8 looks for one of the subclass, which has none. */
  g_clear_pointer (&get_private (SUBLET_FIND_BAR (object))->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (sublet_find_bar_parent_class)->dispose (object);
}

static void
sublet_find_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletFindBarProperty) prop_id)
    {
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, sublet_find_bar_get_search_mode (SUBLET_FIND_BAR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_find_bar_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((SubletFindBarProperty) prop_id)
    {
    case PROP_SEARCH_MODE:
      sublet_find_bar_set_search_mode (SUBLET_FIND_BAR (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/common/sublet-find-bar.ui");
  gtk_widget_class_bind_template_child_private (widget_class, SubletFindBar, bar);
  gtk_widget_class_bind_template_child_private (widget_class, SubletFindBar, box);
  gtk_widget_class_bind_template_child_private (widget_class, SubletFindBar, entry);
  gtk_widget_class_bind_template_child_private (widget_class, SubletFindBar, status);
  gtk_widget_class_bind_template_child_private (widget_class, SubletFindBar, previous);
  gtk_widget_class_bind_template_child_private (widget_class, SubletFindBar, next);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode);
}

static void
sublet_find_bar_class_init (SubletFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_find_bar_dispose;
  object_class->get_property = sublet_find_bar_get_property;
  object_class->set_property = sublet_find_bar_set_property;

  properties[PROP_SEARCH_MODE] =
    g_param_spec_boolean ("search-mode",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "findbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, on_shift_enter, NULL);
  bind_template (widget_class);
}

static void
sublet_find_bar_init (SubletFindBar *self)
{
  SubletFindBarPrivate *priv = get_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (priv->bar), GTK_EDITABLE (priv->entry));
}

/**
 * sublet_find_bar_get_search_mode:
 * @self: a find bar
 *
 * Returns: whether it is open
 */
gboolean
sublet_find_bar_get_search_mode (SubletFindBar *self)
{
  g_return_val_if_fail (SUBLET_IS_FIND_BAR (self), FALSE);

  /* It closes once more while it goes. */
  return get_private (self)->bar != NULL &&
         gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (get_private (self)->bar));
}

/**
 * sublet_find_bar_set_search_mode:
 * @self: a find bar
 * @search_mode: whether it is to be open; it takes the focus then
 */
void
sublet_find_bar_set_search_mode (SubletFindBar *self, gboolean search_mode)
{
  g_return_if_fail (SUBLET_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (get_private (self)->bar), search_mode);
  if (search_mode)
    gtk_widget_grab_focus (get_private (self)->entry);
}

/**
 * sublet_find_bar_set_prompt:
 * @self: a find bar
 * @prompt: what is searched, translated, as in "Find in the Log"
 */
void
sublet_find_bar_set_prompt (SubletFindBar *self, const char *prompt)
{
  GtkWidget *entry;

  g_return_if_fail (SUBLET_IS_FIND_BAR (self));

  entry = get_private (self)->entry;
  g_object_set (entry, "placeholder-text", prompt, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  prompt,
                                  -1);
}

/**
 * sublet_find_bar_get_text:
 * @self: a find bar
 *
 * Returns: (transfer none): what is to be found
 */
const char *
sublet_find_bar_get_text (SubletFindBar *self)
{
  g_return_val_if_fail (SUBLET_IS_FIND_BAR (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (get_private (self)->entry));
}

/**
 * sublet_find_bar_show_found:
 * @self: a find bar
 * @found: whether it was found, or nothing is looked for
 * @words: (nullable): which of how many, translated; ignored where nothing was found
 */
void
sublet_find_bar_show_found (SubletFindBar *self, gboolean found, const char *words)
{
  SubletFindBarPrivate *priv;

  g_return_if_fail (SUBLET_IS_FIND_BAR (self));

  priv = get_private (self);
  if (!found)
    words = _ ("Not found");
  gtk_label_set_label (GTK_LABEL (priv->status), words != NULL ? words : "");
  if (found)
    gtk_widget_remove_css_class (priv->entry, "error");
  else
    gtk_widget_add_css_class (priv->entry, "error");
}

/**
 * sublet_find_bar_set_can_step:
 * @self: a find bar
 * @can_step: whether there is a match to go to; at first there may be
 */
void
sublet_find_bar_set_can_step (SubletFindBar *self, gboolean can_step)
{
  g_return_if_fail (SUBLET_IS_FIND_BAR (self));

  gtk_widget_set_sensitive (get_private (self)->previous, can_step);
  gtk_widget_set_sensitive (get_private (self)->next, can_step);
}

/**
 * sublet_find_bar_add:
 * @self: a find bar
 * @widget: what stands at its end
 */
void
sublet_find_bar_add (SubletFindBar *self, GtkWidget *widget)
{
  g_return_if_fail (SUBLET_IS_FIND_BAR (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_box_append (GTK_BOX (get_private (self)->box), widget);
}
