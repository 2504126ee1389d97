/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-search.h"

#include <glib/gi18n.h>
#include <stdbool.h>

#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

struct _SubletTerminalSearch
{
  GtkWidget parent_instance;

  VteTerminal *terminal; /* (weak) (nullable) */

  /* template children */
  GtkWidget *bar;
  GtkWidget *entry;
  GtkWidget *match_case;
  GtkWidget *wrap_around;
  GtkWidget *status;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *close;
};

G_DEFINE_FINAL_TYPE (SubletTerminalSearch, sublet_terminal_search, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SEARCH_MODE = 1,
} SubletTerminalSearchProperty;

static GParamSpec *properties[PROP_SEARCH_MODE + 1];

static const char *
get_text (SubletTerminalSearch *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
show_found (SubletTerminalSearch *self, gboolean found)
{
  gtk_label_set_label (GTK_LABEL (self->status), found ? "" : _ ("Not found"));
  if (found)
    gtk_widget_remove_css_class (self->entry, "error");
  else
    gtk_widget_add_css_class (self->entry, "error");
}

static void
find (SubletTerminalSearch *self, gboolean forward)
{
  /* The entry waits a little before it tells, and VTE 0.70 crashes when it has to scroll to a match
   * in a terminal that is not shown any more. */
  if (self->terminal == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->terminal)) ||
      *get_text (self) == '\0')
    return;

  show_found (self,
              forward ? vte_terminal_search_find_next (self->terminal)
                      : vte_terminal_search_find_previous (self->terminal));
}

/* What is typed is text, not an expression: nobody searching for "a.b" wants "axb". */
static void
update_regex (SubletTerminalSearch *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pattern = NULL;
  VteRegex *regex;
  guint32 flags = PCRE2_UTF | PCRE2_MULTILINE;

  if (self->terminal == NULL)
    return;
  show_found (self, TRUE);
  if (*get_text (self) == '\0' || !sublet_terminal_search_get_search_mode (self))
    {
      vte_terminal_search_set_regex (self->terminal, NULL, 0);
      return;
    }

  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->match_case)))
    flags |= PCRE2_CASELESS;
  pattern = g_regex_escape_string (get_text (self), -1);
  regex = vte_regex_new_for_search (pattern, -1, flags, &error);
  if (regex == NULL)
    {
      g_warning ("A text that was escaped is no pattern: %s", error->message);
      return;
    }
  vte_terminal_search_set_regex (self->terminal, regex, 0);
  vte_regex_unref (regex);
  vte_terminal_search_set_wrap_around (self->terminal,
                                       gtk_toggle_button_get_active (
                                         GTK_TOGGLE_BUTTON (self->wrap_around)));
}

static void
on_text_changed (SubletTerminalSearch *self)
{
  if (self->terminal == NULL)
    return;
  /* From the end again: the longer text is looked for where the shorter one was. */
  vte_terminal_unselect_all (self->terminal);
  update_regex (self);
  find (self, FALSE);
}

static void
on_option_toggled (SubletTerminalSearch *self)
{
  update_regex (self);
}

static void
on_previous (SubletTerminalSearch *self)
{
  find (self, FALSE);
}

static void
on_next (SubletTerminalSearch *self)
{
  find (self, TRUE);
}

static void
on_close (SubletTerminalSearch *self)
{
  sublet_terminal_search_set_search_mode (self, FALSE);
}

static gboolean
on_shift_enter (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  find (SUBLET_TERMINAL_SEARCH (widget), TRUE);
  return TRUE;
}

static void
on_search_mode (SubletTerminalSearch *self)
{
  update_regex (self);
  if (!sublet_terminal_search_get_search_mode (self) && self->terminal != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->terminal));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

static void
sublet_terminal_search_dispose (GObject *object)
{
  SubletTerminalSearch *self = SUBLET_TERMINAL_SEARCH (object);

  g_clear_weak_pointer (&self->terminal);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_TERMINAL_SEARCH);

  G_OBJECT_CLASS (sublet_terminal_search_parent_class)->dispose (object);
}

static void
sublet_terminal_search_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch ((SubletTerminalSearchProperty) prop_id)
    {
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value,
                           sublet_terminal_search_get_search_mode (
                             SUBLET_TERMINAL_SEARCH (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_terminal_search_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  switch ((SubletTerminalSearchProperty) prop_id)
    {
    case PROP_SEARCH_MODE:
      sublet_terminal_search_set_search_mode (SUBLET_TERMINAL_SEARCH (object),
                                              g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/terminal/sublet-terminal-search.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalSearch, bar);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalSearch, match_case);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalSearch, wrap_around);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalSearch, status);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalSearch, previous);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalSearch, next);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalSearch, close);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_option_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_search_mode);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
}

static void
sublet_terminal_search_class_init (SubletTerminalSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_terminal_search_dispose;
  object_class->get_property = sublet_terminal_search_get_property;
  object_class->set_property = sublet_terminal_search_set_property;

  properties[PROP_SEARCH_MODE] =
    g_param_spec_boolean ("search-mode",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "terminalsearch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, on_shift_enter, NULL);
  bind_template (widget_class);
}

static void
sublet_terminal_search_init (SubletTerminalSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->bar), GTK_EDITABLE (self->entry));
}

/**
 * sublet_terminal_search_set_terminal:
 * @self: a search
 * @terminal: (nullable): what to search from now on
 */
void
sublet_terminal_search_set_terminal (SubletTerminalSearch *self, VteTerminal *terminal)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_SEARCH (self));
  g_return_if_fail (terminal == NULL || VTE_IS_TERMINAL (terminal));

  if (self->terminal == terminal)
    return;

  if (self->terminal != NULL)
    vte_terminal_search_set_regex (self->terminal, NULL, 0);
  g_set_weak_pointer (&self->terminal, terminal);
  update_regex (self);
}

/**
 * sublet_terminal_search_set_size_class:
 * @self: a search
 * @size_class: how much room there is
 *
 * A narrow window has no button in its header that closes it, and no room for everything.
 */
void
sublet_terminal_search_set_size_class (SubletTerminalSearch *self, SubletSizeClass size_class)
{
  bool narrow = size_class == SUBLET_SIZE_CLASS_NARROW;

  g_return_if_fail (SUBLET_IS_TERMINAL_SEARCH (self));

  gtk_widget_set_visible (self->close, narrow);
  gtk_widget_set_visible (self->wrap_around, !narrow);
}

/**
 * sublet_terminal_search_get_search_mode:
 * @self: a search
 *
 * Returns: whether it is open
 */
gboolean
sublet_terminal_search_get_search_mode (SubletTerminalSearch *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_SEARCH (self), FALSE);

  return gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar));
}

/**
 * sublet_terminal_search_set_search_mode:
 * @self: a search
 * @search_mode: whether it is to be open
 */
void
sublet_terminal_search_set_search_mode (SubletTerminalSearch *self, gboolean search_mode)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_SEARCH (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), search_mode);
  if (search_mode)
    gtk_widget_grab_focus (self->entry);
}
