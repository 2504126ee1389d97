/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-terminal-page.h"

#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/preferences/sublet-number-field.h"

#include <glib/gi18n.h>

struct _SubletTerminalPage
{
  SubletSettingsPage parent_instance;

  SubletSettings *settings; /* (borrowed): the parent's */

  AdwActionRow *font_row;
  GtkWidget *font_button;
  GtkWidget *system_font_button;
  AdwComboRow *colors_row;
  AdwComboRow *tmux_row;
  GtkWidget *bell_switch;
  SubletFieldRow *lines_row;
};

G_DEFINE_FINAL_TYPE (SubletTerminalPage, sublet_terminal_page, SUBLET_TYPE_SETTINGS_PAGE)

/* In the order of the template's lists. */
static const char *const colors[] = { "system", "light", "dark", NULL };
static const char *const tmux_modes[] = { "offer", "always", "never", NULL };

/* ---- font ---- */

static void
show_font (SubletTerminalPage *self)
{
  g_autofree char *font = NULL;
  g_autofree char *shown = NULL;
  bool chosen;

  g_object_get (self->settings, "terminal-font", &font, NULL);
  chosen = font != NULL && *font != '\0';
  shown = chosen ? sublet_format_name (font) : g_strdup (_ ("The system's monospace font"));
  adw_action_row_set_subtitle (self->font_row, shown);
  gtk_widget_set_visible (self->system_font_button, chosen);
}

static void
on_font_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletTerminalPage) self = user_data;
  g_autofree char *font = sublet_ui_choose_font_finish (result, NULL);

  /* Nothing was chosen, or the window is gone. */
  if (font == NULL || self->settings == NULL)
    return;

  g_object_set (self->settings, "terminal-font", font, NULL);
}

static void
on_font_clicked (SubletTerminalPage *self)
{
  g_autofree char *font = NULL;

  g_object_get (self->settings, "terminal-font", &font, NULL);
  sublet_ui_choose_font_async (GTK_WIDGET (self),
                               _ ("Font of the Terminal"),
                                  font != NULL && *font != '\0' ? font : "Monospace 11",
                                  on_font_chosen,
                                  g_object_ref (self));
}

static void
on_system_font_clicked (SubletTerminalPage *self)
{
  g_object_set (self->settings, "terminal-font", "", NULL);
  /* It goes, and its focus with it. */
  gtk_widget_grab_focus (self->font_button);
}

/* ---- colours ---- */

static void
show_choice (SubletTerminalPage *self,
             AdwComboRow *row,
             const char *property,
             const char *const *choices)
{
  g_autofree char *chosen = NULL;
  guint i;

  g_object_get (self->settings, property, &chosen, NULL);
  for (i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (chosen, choices[i]) == 0)
      adw_combo_row_set_selected (row, i);
}

static void
keep_choice (SubletTerminalPage *self,
             AdwComboRow *row,
             const char *property,
             const char *const *choices)
{
  guint selected = adw_combo_row_get_selected (row);

  if (selected < g_strv_length ((char **) choices))
    g_object_set (self->settings, property, choices[selected], NULL);
}

static void
show_colors (SubletTerminalPage *self)
{
  show_choice (self, self->colors_row, "terminal-colors", colors);
}

static void
on_colors_selected (SubletTerminalPage *self)
{
  keep_choice (self, self->colors_row, "terminal-colors", colors);
}

/* ---- tmux ---- */

static void
show_tmux (SubletTerminalPage *self)
{
  show_choice (self, self->tmux_row, "terminal-tmux", tmux_modes);
}

static void
on_tmux_selected (SubletTerminalPage *self)
{
  keep_choice (self, self->tmux_row, "terminal-tmux", tmux_modes);
}

/* ---- the page ---- */

static void
sublet_terminal_page_constructed (GObject *object)
{
  SubletTerminalPage *self = SUBLET_TERMINAL_PAGE (object);

  G_OBJECT_CLASS (sublet_terminal_page_parent_class)->constructed (object);

  self->settings = sublet_settings_page_get_settings (SUBLET_SETTINGS_PAGE (self));
  g_return_if_fail (self->settings != NULL);

  sublet_number_field_bind (self->lines_row,
                            self->settings,
                            "terminal-scrollback-lines",
                            SUBLET_NUMBER_FIELD_SCROLLBACK);
  g_object_bind_property (self->settings,
                          "terminal-bell",
                          self->bell_switch,
                          "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  show_font (self);
  show_colors (self);
  show_tmux (self);
  g_signal_connect_object (self->settings,
                           "notify::terminal-font",
                           G_CALLBACK (show_font),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::terminal-colors",
                           G_CALLBACK (show_colors),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::terminal-tmux",
                           G_CALLBACK (show_tmux),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->colors_row,
                            "notify::selected",
                            G_CALLBACK (on_colors_selected),
                            self);
  g_signal_connect_swapped (self->tmux_row,
                            "notify::selected",
                            G_CALLBACK (on_tmux_selected),
                            self);
}

static void
sublet_terminal_page_dispose (GObject *object)
{
  SubletTerminalPage *self = SUBLET_TERMINAL_PAGE (object);

  if (self->colors_row != NULL)
    g_signal_handlers_disconnect_by_data (self->colors_row, self);
  if (self->tmux_row != NULL)
    g_signal_handlers_disconnect_by_data (self->tmux_row, self);
  self->settings = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_TERMINAL_PAGE);

  G_OBJECT_CLASS (sublet_terminal_page_parent_class)->dispose (object);
}

static void
sublet_terminal_page_class_init (SubletTerminalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_terminal_page_constructed;
  object_class->dispose = sublet_terminal_page_dispose;

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/preferences/sublet-terminal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalPage, font_row);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalPage, font_button);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalPage, system_font_button);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalPage, colors_row);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalPage, tmux_row);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalPage, bell_switch);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalPage, lines_row);
  gtk_widget_class_bind_template_callback (widget_class, on_font_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_system_font_clicked);
}

static void
sublet_terminal_page_init (SubletTerminalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_terminal_page_new:
 * @settings: what is kept
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
sublet_terminal_page_new (SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_TERMINAL_PAGE, "settings", settings, NULL);
}
