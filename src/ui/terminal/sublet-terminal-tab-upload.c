/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-tab-private.h"

#include "ui/common/sublet-announcer.h"

/* Files that are dropped onto a terminal, or chosen for it, go to its instance. */

static void
on_told (SubletTerminalTab *self, const char *sentence)
{
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}

static gboolean
on_drop (SubletTerminalTab *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));
  GSList *l;

  for (l = dropped; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  sublet_terminal_tab_upload (self, G_LIST_MODEL (files));

  return TRUE;
}

/* Before the terminal's own, which would type the files' names. */
static void
add_drop_target (SubletTerminalTab *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * sublet_terminal_tab_make_upload:
 * @self: a tab that is being made
 *
 * Returns: (transfer floating): the strip over its terminal
 */
GtkWidget *
sublet_terminal_tab_make_upload (SubletTerminalTab *self)
{
  GtkWidget *strip = sublet_terminal_upload_new (sublet_terminal_line_get_uploads (self->line));

  g_signal_connect_object (strip, "told", G_CALLBACK (on_told), self, G_CONNECT_SWAPPED);
  add_drop_target (self);

  return strip;
}

/**
 * sublet_terminal_tab_update_price:
 * @self: a tab
 *
 * What goes to an instance is what it downloads.
 */
void
sublet_terminal_tab_update_price (SubletTerminalTab *self)
{
  SubletInstance *instance = sublet_rental_get_instance (self->rental);

  sublet_terminal_upload_set_price (self->upload,
                                    instance != NULL && !self->demo
                                      ? sublet_instance_get_data (instance)->inet_down_nusd_per_tb
                                      : 0);
}

/**
 * sublet_terminal_tab_upload:
 * @self: a tab
 * @files: (element-type GFile): of this computer
 */
void
sublet_terminal_tab_upload (SubletTerminalTab *self, GListModel *files)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_TAB (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  sublet_upload_queue_add (sublet_terminal_line_get_uploads (self->line), files);
}

/**
 * sublet_terminal_tab_is_uploading:
 * @self: a tab
 *
 * Returns: whether a file is on its way, which would not arrive without the tab
 */
gboolean
sublet_terminal_tab_is_uploading (SubletTerminalTab *self)
{
  SubletUploadFacts facts;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_TAB (self), FALSE);

  sublet_upload_queue_read (sublet_terminal_line_get_uploads (self->line), &facts);

  return facts.state == SUBLET_UPLOAD_QUEUE_RUNNING;
}
