/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-window-private.h"

#include "ui/common/sublet-text-scale.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/terminal/sublet-terminal-lease.h"
#include "ui/terminal/sublet-terminal-search.h"

#include <glib/gi18n.h>
#include <stdbool.h>

/**
 * sublet_terminal_window_get_tab:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the tab in sight
 */
SubletTerminalTab *
sublet_terminal_window_get_tab (SubletTerminalWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  return page == NULL ? NULL : SUBLET_TERMINAL_TAB (adw_tab_page_get_child (page));
}

static void
on_tick (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletTerminalWindow) self = user_data;

  /* Cancelled: it was updated by something else, or is gone. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    sublet_terminal_window_update (self);
}

/**
 * sublet_terminal_window_stop_ticking:
 * @self: a window
 */
void
sublet_terminal_window_stop_ticking (SubletTerminalWindow *self)
{
  if (self->ticking != NULL)
    g_cancellable_cancel (self->ticking);
  g_clear_object (&self->ticking);
}

static void
start_ticking (SubletTerminalWindow *self, SubletRental *rental)
{
  sublet_terminal_window_stop_ticking (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->ticking = g_cancellable_new ();
  sublet_clock_wait_async (self->clock,
                           sublet_terminal_text_get_next_change_ms (rental, self->clock),
                           self->ticking,
                           on_tick,
                           g_object_ref (self));
}

/* Between the buttons of a narrow header large text would be cut: there the facts have a line of
 * their own. */
static void
set_title (SubletTerminalWindow *self, const char *title, const char *subtitle)
{
  bool below = sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (self->size_bin)) ==
                 SUBLET_SIZE_CLASS_NARROW &&
               sublet_ui_get_text_scale (GTK_WIDGET (self)) >= SUBLET_UI_LARGE_TEXT;

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), title);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), below ? "" : subtitle);
  gtk_label_set_label (GTK_LABEL (self->facts), below ? subtitle : "");
  gtk_widget_set_visible (self->facts, below && *subtitle != '\0');
  gtk_window_set_title (GTK_WINDOW (self), title);
}

/**
 * sublet_terminal_window_update:
 * @self: a window
 *
 * Its title, face and actions, after the tab in sight is another or says something else.
 */
void
sublet_terminal_window_update (SubletTerminalWindow *self)
{
  SubletTerminalTab *tab = sublet_terminal_window_get_tab (self);
  SubletSizeClass size_class = sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (self->size_bin));
  SubletRental *rental = NULL;
  VteTerminal *terminal = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), tab != NULL ? "tabs" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->tab_bar), tab != NULL);
  gtk_widget_set_sensitive (self->search_button, tab != NULL);
  /* Room for the second line; the menu has what goes. */
  gtk_widget_set_visible (self->search_button, size_class != SUBLET_SIZE_CLASS_NARROW);
  adw_header_bar_set_decoration_layout (ADW_HEADER_BAR (self->header),
                                        size_class != SUBLET_SIZE_CLASS_NARROW ? NULL : ":close");
  if (tab == NULL)
    {
      sublet_terminal_window_stop_ticking (self);
      set_title (self, _ ("Terminal"), "");
    }
  else
    {
      rental = sublet_terminal_tab_get_rental (tab);
      sublet_terminal_tab_set_size_class (tab, size_class);
      title = sublet_rental_text_dup_name (rental);
      subtitle = sublet_terminal_tab_dup_subtitle (tab, size_class);
      set_title (self, title, subtitle);
      start_ticking (self, rental);
      terminal = sublet_terminal_view_get_terminal (sublet_terminal_tab_get_view (tab));
    }
  sublet_terminal_lease_set_size_class (SUBLET_TERMINAL_LEASE (self->lease), size_class);
  sublet_terminal_lease_set_rental (SUBLET_TERMINAL_LEASE (self->lease), rental, self->clock);
  sublet_terminal_search_set_size_class (SUBLET_TERMINAL_SEARCH (self->search), size_class);
  sublet_terminal_search_set_terminal (SUBLET_TERMINAL_SEARCH (self->search), terminal);
  sublet_terminal_window_update_actions (self);
}
