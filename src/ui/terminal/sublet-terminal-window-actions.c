/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-window-private.h"

#include "ui/common/sublet-own-terminal.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/terminal/sublet-shell-line.h"
#include "ui/terminal/sublet-terminal-search.h"

#include <glib/gi18n.h>

static SubletTerminalView *
get_view (SubletTerminalWindow *self)
{
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (self);

  return tab == NULL ? NULL : sublet_terminal_tab_get_view (tab);
}

/* ---- tabs ---- */

static void
on_new_tab (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (widget);
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (self);
  g_autoptr (SubletTerminalLine) line = NULL;

  if (tab == NULL)
    return;

  line = sublet_terminal_line_new_beside (sublet_terminal_tab_get_line (tab));
  sublet_terminal_window_add_line (self, sublet_terminal_tab_get_rental (tab), line);
}

static void
on_close_tab (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (widget);
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  if (page != NULL)
    adw_tab_view_close_page (self->tab_view, page);
}

static void
on_previous_tab (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_tab_view_select_previous_page (SUBLET_TERMINAL_WINDOW (widget)->tab_view);
}

static void
on_next_tab (GtkWidget *widget, const char *action, GVariant *parameter)
{
  adw_tab_view_select_next_page (SUBLET_TERMINAL_WINDOW (widget)->tab_view);
}

/* From 1, as they are counted aloud. */
static void
on_select_tab (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwTabView *tab_view = SUBLET_TERMINAL_WINDOW (widget)->tab_view;
  int number = g_variant_get_int32 (parameter);

  if (number >= 1 && number <= adw_tab_view_get_n_pages (tab_view))
    adw_tab_view_set_selected_page (tab_view, adw_tab_view_get_nth_page (tab_view, number - 1));
}

/* ---- text ---- */

static void
on_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalView *view = get_view (SUBLET_TERMINAL_WINDOW (widget));

  if (view != NULL)
    sublet_terminal_view_copy (view);
}

static void
on_paste (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalView *view = get_view (SUBLET_TERMINAL_WINDOW (widget));

  if (view != NULL)
    sublet_terminal_view_paste (view, false);
}

static void
on_paste_selection (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalView *view = get_view (SUBLET_TERMINAL_WINDOW (widget));

  if (view != NULL)
    sublet_terminal_view_paste (view, true);
}

static void
on_select_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalView *view = get_view (SUBLET_TERMINAL_WINDOW (widget));

  if (view != NULL)
    vte_terminal_select_all (sublet_terminal_view_get_terminal (view));
}

static void
on_find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (widget);

  if (get_view (self) != NULL)
    sublet_find_bar_set_search_mode (SUBLET_FIND_BAR (self->search), TRUE);
}

/* ---- how it looks ---- */

static void
on_zoom (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalView *view = get_view (SUBLET_TERMINAL_WINDOW (widget));

  if (view == NULL)
    return;
  if (g_str_has_suffix (action, "-normal"))
    sublet_terminal_view_zoom_normal (view);
  else
    sublet_terminal_view_zoom (view, g_str_has_suffix (action, "-in") ? 1 : -1);
}

static void
on_full_screen (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (widget);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

/* The one key that the shell does not get so that the keyboard finds out of it. */
static void
on_leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (widget);
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (self);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (tab != NULL && focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (tab)))
    gtk_widget_grab_focus (GTK_WIDGET (tab));
  else if (gtk_widget_get_visible (self->header))
    gtk_widget_grab_focus (self->menu_button);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->tab_bar), GTK_DIR_TAB_FORWARD);
}

/* ---- files ---- */

/* The terminal that was in sight when it was asked. */
static void
on_files_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletTerminalTab) tab = user_data;
  g_autoptr (GListModel) files = sublet_ui_choose_files_finish (result, NULL);

  /* It may have been closed meanwhile. */
  if (files != NULL && gtk_widget_get_root (GTK_WIDGET (tab)) != NULL)
    sublet_terminal_tab_upload (tab, files);
}

static void
choose_files (SubletTerminalWindow *self, const char *title, GtkFileChooserAction action)
{
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (self);

  if (tab != NULL)
    sublet_ui_choose_files_async (GTK_WIDGET (self),
                                  title,
                                  action,
                                  self->cancellable,
                                  on_files_chosen,
                                  g_object_ref (tab));
}

static void
on_upload (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_files (SUBLET_TERMINAL_WINDOW (widget), _ ("Upload Files"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

/* No dialog offers both. */
static void
on_upload_folder (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_files (SUBLET_TERMINAL_WINDOW (widget),
                _ ("Upload Folders"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
on_keep (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (SUBLET_TERMINAL_WINDOW (widget));

  if (tab != NULL)
    sublet_terminal_tab_keep (tab);
}

/* ---- beyond the window ---- */

static void
on_copy_command (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (widget);
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (self);
  g_autofree char *command = NULL;

  if (tab == NULL)
    return;

  command = sublet_terminal_line_dup_command (sublet_terminal_tab_get_line (tab));
  if (command == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), command);
  sublet_toast_show (self->toasts, _ ("SSH command copied"));
}

/* (nullable) */
static SubletConnection *
get_connection (SubletTerminalTab *tab)
{
  SubletTerminalLine *line = tab == NULL ? NULL : sublet_terminal_tab_get_line (tab);

  return SUBLET_IS_SHELL_LINE (line) ? sublet_shell_line_get_connection (SUBLET_SHELL_LINE (line))
                                     : NULL;
}

static void
on_own_terminal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalWindow *self = SUBLET_TERMINAL_WINDOW (widget);
  SubletConnection *connection = get_connection (sublet_terminal_window_get_tab (self));
  g_autofree char *problem = NULL;

  if (!sublet_own_terminal_can_open (connection))
    return;

  problem = sublet_own_terminal_open (connection, widget);
  if (problem != NULL)
    sublet_toast_show (self->toasts, problem);
}

static void
on_find_cause (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (SUBLET_TERMINAL_WINDOW (widget));

  if (tab != NULL)
    sublet_terminal_tab_do (tab, SUBLET_TERMINAL_DEED_FIND_CAUSE);
}

static void
on_show_instances (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "show-instances");
}

static void
on_close_window (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

/**
 * sublet_terminal_window_class_install_actions:
 * @widget_class: the window's class
 */
void
sublet_terminal_window_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "terminal.close-tab", NULL, on_close_tab);
  gtk_widget_class_install_action (widget_class, "terminal.close-window", NULL, on_close_window);
  gtk_widget_class_install_action (widget_class, "terminal.copy", NULL, on_copy);
  gtk_widget_class_install_action (widget_class, "terminal.copy-command", NULL, on_copy_command);
  gtk_widget_class_install_action (widget_class, "terminal.find", NULL, on_find);
  gtk_widget_class_install_action (widget_class, "terminal.find-cause", NULL, on_find_cause);
  gtk_widget_class_install_action (widget_class, "terminal.full-screen", NULL, on_full_screen);
  gtk_widget_class_install_action (widget_class, "terminal.keep", NULL, on_keep);
  gtk_widget_class_install_action (widget_class, "terminal.leave", NULL, on_leave);
  gtk_widget_class_install_action (widget_class, "terminal.new-tab", NULL, on_new_tab);
  gtk_widget_class_install_action (widget_class, "terminal.next-tab", NULL, on_next_tab);
  gtk_widget_class_install_action (widget_class, "terminal.own-terminal", NULL, on_own_terminal);
  gtk_widget_class_install_action (widget_class, "terminal.paste", NULL, on_paste);
  gtk_widget_class_install_action (widget_class,
                                   "terminal.paste-selection",
                                   NULL,
                                   on_paste_selection);
  gtk_widget_class_install_action (widget_class, "terminal.previous-tab", NULL, on_previous_tab);
  gtk_widget_class_install_action (widget_class, "terminal.select-all", NULL, on_select_all);
  gtk_widget_class_install_action (widget_class, "terminal.select-tab", "i", on_select_tab);
  gtk_widget_class_install_action (widget_class,
                                   "terminal.show-instances",
                                   NULL,
                                   on_show_instances);
  gtk_widget_class_install_action (widget_class, "terminal.upload", NULL, on_upload);
  gtk_widget_class_install_action (widget_class, "terminal.upload-folder", NULL, on_upload_folder);
  gtk_widget_class_install_action (widget_class, "terminal.zoom-in", NULL, on_zoom);
  gtk_widget_class_install_action (widget_class, "terminal.zoom-normal", NULL, on_zoom);
  gtk_widget_class_install_action (widget_class, "terminal.zoom-out", NULL, on_zoom);
}

/**
 * sublet_terminal_window_update_actions:
 * @self: a window
 *
 * Enables what can be done now.
 */
void
sublet_terminal_window_update_actions (SubletTerminalWindow *self)
{
  static const char *const with_tab[] = {
    "terminal.close-tab", "terminal.find",    "terminal.find-cause",  "terminal.new-tab",
    "terminal.next-tab",  "terminal.zoom-in", "terminal.zoom-normal", "terminal.previous-tab",
    "terminal.zoom-out",  "terminal.leave",   "terminal.select-all",
  };
  GtkWidget *widget = GTK_WIDGET (self);
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (self);
  g_autofree char *command = NULL;
  gboolean open = FALSE;
  gboolean selected = FALSE;
  gsize i;

  if (tab != NULL)
    {
      command = sublet_terminal_line_dup_command (sublet_terminal_tab_get_line (tab));
      open = sublet_terminal_tab_get_state (tab) == SUBLET_TERMINAL_LINE_OPEN;
      selected = vte_terminal_get_has_selection (
        sublet_terminal_view_get_terminal (sublet_terminal_tab_get_view (tab)));
    }
  for (i = 0; i < G_N_ELEMENTS (with_tab); i++)
    gtk_widget_action_set_enabled (widget, with_tab[i], tab != NULL);
  gtk_widget_action_set_enabled (widget, "terminal.copy", selected);
  gtk_widget_action_set_enabled (widget, "terminal.copy-command", command != NULL);
  gtk_widget_action_set_enabled (widget,
                                 "terminal.own-terminal",
                                 sublet_own_terminal_can_open (get_connection (tab)));
  gtk_widget_action_set_enabled (widget, "terminal.paste", open);
  gtk_widget_action_set_enabled (widget, "terminal.paste-selection", open);
  gtk_widget_action_set_enabled (widget, "terminal.upload", open);
  gtk_widget_action_set_enabled (widget, "terminal.upload-folder", open);
  gtk_widget_action_set_enabled (widget,
                                 "terminal.keep",
                                 tab != NULL && sublet_terminal_tab_can_keep (tab));
}
