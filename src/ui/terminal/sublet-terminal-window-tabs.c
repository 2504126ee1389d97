/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-window-private.h"

#include "ui/common/sublet-toast.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/terminal/sublet-shell-line.h"

#include <glib/gi18n.h>

static SubletTerminalTab *
get_nth_tab (SubletTerminalWindow *self, int position)
{
  AdwTabPage *page = adw_tab_view_get_nth_page (self->tab_view, position);

  return SUBLET_TERMINAL_TAB (adw_tab_page_get_child (page));
}

/* ---- a tab in the bar ---- */

/* The instance's state while there is a shell or one comes, else what became of it. */
static const char *
get_icon_name (SubletTerminalTab *tab)
{
  switch (sublet_terminal_tab_get_state (tab))
    {
    case SUBLET_TERMINAL_LINE_LOST:
      return "dialog-warning-symbolic";
    case SUBLET_TERMINAL_LINE_FAILED:
      return "sublet-state-failed-symbolic";
    case SUBLET_TERMINAL_LINE_ENDED:
      return "sublet-state-stopped-symbolic";
    case SUBLET_TERMINAL_LINE_IDLE:
    case SUBLET_TERMINAL_LINE_CONNECTING:
    case SUBLET_TERMINAL_LINE_OPEN:
    default:
      return sublet_rental_text_get_icon_name (sublet_terminal_tab_get_rental (tab));
    }
}

/* The same in words. */
static const char *
get_word (SubletTerminalTab *tab)
{
  switch (sublet_terminal_tab_get_state (tab))
    {
    case SUBLET_TERMINAL_LINE_LOST:
      return _ ("Connection lost");
    case SUBLET_TERMINAL_LINE_FAILED:
      return _ ("No connection");
    case SUBLET_TERMINAL_LINE_ENDED:
      return _ ("Shell ended");
    case SUBLET_TERMINAL_LINE_CONNECTING:
      return _ ("Connecting");
    case SUBLET_TERMINAL_LINE_IDLE:
    case SUBLET_TERMINAL_LINE_OPEN:
    default:
      return sublet_rental_text_get_word (sublet_terminal_tab_get_rental (tab));
    }
}

static void
update_page (SubletTerminalWindow *self, SubletTerminalTab *tab)
{
  AdwTabPage *page = adw_tab_view_get_page (self->tab_view, GTK_WIDGET (tab));
  g_autoptr (GIcon) icon = g_themed_icon_new (get_icon_name (tab));
  g_autofree char *title = sublet_terminal_tab_dup_title (tab);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  /* TRANSLATORS: a tab's tooltip: the terminal and its state, as in "ada-1 (2): Ready" */
  g_autofree char *tooltip = g_strdup_printf (_ ("%1$s: %2$s"), escaped, get_word (tab));

  adw_tab_page_set_title (page, title);
  adw_tab_page_set_tooltip (page, tooltip);
  adw_tab_page_set_icon (page, icon);
  adw_tab_page_set_loading (page,
                            sublet_terminal_tab_get_state (tab) == SUBLET_TERMINAL_LINE_CONNECTING);
}

/* ---- what a tab tells ---- */

static void
on_tab_changed (SubletTerminalTab *tab, SubletTerminalWindow *self)
{
  update_page (self, tab);
  if (tab == sublet_terminal_window_get_tab (self))
    sublet_terminal_window_update (self);
}

static void
on_tab_bell (SubletTerminalTab *tab, SubletTerminalWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_page (self->tab_view, GTK_WIDGET (tab));

  if (!adw_tab_page_get_selected (page) || !gtk_window_is_active (GTK_WINDOW (self)))
    adw_tab_page_set_needs_attention (page, TRUE);
}

static void
on_tab_find_cause (SubletTerminalTab *tab, SubletTerminalWindow *self)
{
  g_signal_emit_by_name (self, "show-rental", sublet_terminal_tab_get_rental (tab));
}

static void
on_tab_close_requested (SubletTerminalTab *tab, SubletTerminalWindow *self)
{
  adw_tab_view_close_page (self->tab_view,
                           adw_tab_view_get_page (self->tab_view, GTK_WIDGET (tab)));
}

static void
on_context_menu (SubletTerminalView *view, double x, double y, SubletTerminalWindow *self)
{
  sublet_terminal_window_popup_context_menu (self, GTK_WIDGET (view), x, y);
}

static void
on_link_refused (SubletTerminalView *view, SubletTerminalWindow *self)
{
  sublet_toast_show (self->toasts, _ ("Only addresses of the web are opened from a terminal."));
}

static void
on_selection_changed (VteTerminal *terminal, SubletTerminalWindow *self)
{
  sublet_terminal_window_update_actions (self);
}

static void
on_page_attached (SubletTerminalWindow *self, AdwTabPage *page)
{
  GtkWidget *tab = adw_tab_page_get_child (page);
  SubletTerminalView *view = sublet_terminal_tab_get_view (SUBLET_TERMINAL_TAB (tab));

  g_signal_connect_object (tab, "changed", G_CALLBACK (on_tab_changed), self, 0);
  g_signal_connect_object (tab, "bell", G_CALLBACK (on_tab_bell), self, 0);
  g_signal_connect_object (tab, "find-cause", G_CALLBACK (on_tab_find_cause), self, 0);
  g_signal_connect_object (tab, "close-requested", G_CALLBACK (on_tab_close_requested), self, 0);
  g_signal_connect_object (view, "context-menu", G_CALLBACK (on_context_menu), self, 0);
  g_signal_connect_object (view, "link-refused", G_CALLBACK (on_link_refused), self, 0);
  g_signal_connect_object (sublet_terminal_view_get_terminal (view),
                           "selection-changed",
                           G_CALLBACK (on_selection_changed),
                           self,
                           0);
  update_page (self, SUBLET_TERMINAL_TAB (tab));
}

/* After the tab view is done with what it does: a window without a tab is over. */
static gboolean
on_last_page_gone (gpointer user_data)
{
  SubletTerminalWindow *self = user_data;

  if (self->tab_view != NULL && adw_tab_view_get_n_pages (self->tab_view) == 0)
    gtk_window_destroy (GTK_WINDOW (self));

  return G_SOURCE_REMOVE;
}

static void
on_page_detached (SubletTerminalWindow *self, AdwTabPage *page)
{
  GtkWidget *tab = adw_tab_page_get_child (page);
  SubletTerminalView *view = sublet_terminal_tab_get_view (SUBLET_TERMINAL_TAB (tab));

  g_signal_handlers_disconnect_by_data (tab, self);
  if (view != NULL)
    {
      g_signal_handlers_disconnect_by_data (view, self);
      g_signal_handlers_disconnect_by_data (sublet_terminal_view_get_terminal (view), self);
    }
  if (adw_tab_view_get_n_pages (self->tab_view) == 0)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_last_page_gone, g_object_ref (self), g_object_unref);
}

static void
on_selected_page (SubletTerminalWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  if (page != NULL)
    adw_tab_page_set_needs_attention (page, FALSE);
  sublet_terminal_window_update (self);
}

static void
on_active (SubletTerminalWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  if (page != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    adw_tab_page_set_needs_attention (page, FALSE);
}

/* A tab that is drawn out of the bar. */
static AdwTabView *
on_create_window (SubletTerminalWindow *self)
{
  SubletTerminalWindow *window =
    sublet_terminal_window_new (gtk_window_get_application (GTK_WINDOW (self)),
                                self->settings,
                                self->clock,
                                self->demo,
                                self->ssh_problem);

  /* Who listens to one listens to all. */
  g_signal_emit_by_name (self, "window-created", window);
  gtk_window_present (GTK_WINDOW (window));
  return window->tab_view;
}

/**
 * sublet_terminal_window_connect_tabs:
 * @self: a window, once
 */
void
sublet_terminal_window_connect_tabs (SubletTerminalWindow *self)
{
  g_signal_connect_swapped (self->tab_view, "page-attached", G_CALLBACK (on_page_attached), self);
  g_signal_connect_swapped (self->tab_view, "page-detached", G_CALLBACK (on_page_detached), self);
  g_signal_connect_swapped (self->tab_view,
                            "notify::selected-page",
                            G_CALLBACK (on_selected_page),
                            self);
  g_signal_connect_swapped (self->tab_view,
                            "close-page",
                            G_CALLBACK (sublet_terminal_window_on_close_page),
                            self);
  g_signal_connect_swapped (self->tab_view, "create-window", G_CALLBACK (on_create_window), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
}

/* ---- tabs come ---- */

static guint
get_next_number (SubletTerminalWindow *self, SubletRental *rental)
{
  guint highest = 0;
  int i;

  for (i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      SubletTerminalTab *tab = get_nth_tab (self, i);

      if (sublet_terminal_tab_get_rental (tab) == rental)
        highest = MAX (highest, sublet_terminal_tab_get_number (tab));
    }

  return highest + 1;
}

/**
 * sublet_terminal_window_add_line:
 * @self: a window
 * @rental: what the terminal is on
 * @line: what stands behind it
 *
 * Returns: (transfer none): a tab in sight
 */
SubletTerminalTab *
sublet_terminal_window_add_line (SubletTerminalWindow *self,
                                 SubletRental *rental,
                                 SubletTerminalLine *line)
{
  GtkWidget *tab;
  AdwTabPage *page;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_WINDOW (self), NULL);

  tab = g_object_new (SUBLET_TYPE_TERMINAL_TAB,
                      "rental",
                      rental,
                      "line",
                      line,
                      "settings",
                      self->settings,
                      "clock",
                      self->clock,
                      "assistive-status",
                      self->status,
                      "demo",
                      self->demo,
                      "ssh-problem",
                      self->ssh_problem,
                      "number",
                      get_next_number (self, rental),
                      NULL);
  page =
    adw_tab_view_add_page (self->tab_view, tab, adw_tab_view_get_selected_page (self->tab_view));
  adw_tab_view_set_selected_page (self->tab_view, page);
  sublet_terminal_window_update (self);
  gtk_widget_grab_focus (tab);

  return SUBLET_TERMINAL_TAB (tab);
}

/**
 * sublet_terminal_window_add_tab:
 * @self: a window
 * @rental: what the terminal is on
 * @connection: the way to it; started by the tab if it does not go
 */
void
sublet_terminal_window_add_tab (SubletTerminalWindow *self,
                                SubletRental *rental,
                                SubletConnection *connection)
{
  g_autoptr (SubletTerminalLine) line = NULL;

  g_return_if_fail (SUBLET_IS_TERMINAL_WINDOW (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (SUBLET_IS_CONNECTION (connection));

  line = sublet_shell_line_new (connection);
  sublet_terminal_window_add_line (self, rental, line);
}

/**
 * sublet_terminal_window_show_tab:
 * @self: a window
 * @rental: a rental
 *
 * Returns: whether one of its tabs is in sight now
 */
gboolean
sublet_terminal_window_show_tab (SubletTerminalWindow *self, SubletRental *rental)
{
  int i;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_WINDOW (self), FALSE);
  g_return_val_if_fail (SUBLET_IS_RENTAL (rental), FALSE);

  for (i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      SubletTerminalTab *tab = get_nth_tab (self, i);

      if (sublet_terminal_tab_get_rental (tab) != rental)
        continue;
      adw_tab_view_set_selected_page (self->tab_view,
                                      adw_tab_view_get_nth_page (self->tab_view, i));
      gtk_widget_grab_focus (GTK_WIDGET (tab));
      return TRUE;
    }

  return FALSE;
}

/**
 * sublet_terminal_window_get_n_tabs:
 * @self: a window
 *
 * Returns: how many tabs it has
 */
guint
sublet_terminal_window_get_n_tabs (SubletTerminalWindow *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_WINDOW (self), 0);

  return (guint) adw_tab_view_get_n_pages (self->tab_view);
}
