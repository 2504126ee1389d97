/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-several-text.h"

#include <stdbool.h>

/* Several of them chosen, on cards and lines alike, and what the keyboard does to that. */

static void
on_said (SubletInstancesPage *self, const char *sentence)
{
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}

static void
toggle (SubletInstancesPage *self, SubletRental *rental)
{
  g_autoptr (GPtrArray) rentals = NULL;
  g_autofree char *sentence = NULL;

  sublet_instance_selection_set (self->selection,
                                 rental,
                                 !sublet_instance_selection_contains (self->selection, rental));
  rentals = sublet_instance_selection_dup_rentals (self->selection);
  sentence =
    sublet_several_text_dup_toggled (rental,
                                     sublet_instance_selection_contains (self->selection, rental),
                                     rentals);
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}

/* On a card or line alone: a button in it has the key for itself. */
static gboolean
on_space (GtkWidget *list, GVariant *arguments, gpointer user_data)
{
  SubletInstancesPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  SubletRental *rental = sublet_instances_page_find_focused (self);

  if (rental == NULL || focus == NULL || !GTK_IS_LIST_VIEW (gtk_widget_get_parent (focus)))
    return GDK_EVENT_PROPAGATE;

  toggle (self, rental);
  return GDK_EVENT_STOP;
}

/* Before the list takes them: it would select a line of its own, or all of its own, which is none.
 */
static void
watch_keys (SubletInstancesPage *self, GtkWidget *list)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          gtk_callback_action_new (on_space,
                                                                                   self,
                                                                                   NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_a,
                                                                                  GDK_CONTROL_MASK),
                                                          gtk_named_action_new (
                                                            "instances.select-all")));
  gtk_widget_add_controller (list, keys);
}

/**
 * sublet_instances_page_make_selection: (skip)
 * @self: a page with its table
 */
void
sublet_instances_page_make_selection (SubletInstancesPage *self)
{
  self->bar = sublet_selection_bar_new (self->engine, self->selection, self->records);
  g_signal_connect_object (self->bar, "said", G_CALLBACK (on_said), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->selection,
                          "active",
                          self,
                          "select-mode",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  adw_bin_set_child (ADW_BIN (self->bar_slot), self->bar);
  watch_keys (self, self->list);
  watch_keys (self, self->table);
}

/**
 * sublet_instances_page_order_selected: (skip)
 * @self: a page
 * @action: of a card, as a key means it
 *
 * Returns: whether it is about those that are chosen instead of the one with the focus
 */
gboolean
sublet_instances_page_order_selected (SubletInstancesPage *self, const char *action)
{
  if (sublet_instance_selection_get_n_selected (self->selection) == 0)
    return FALSE;

  if (g_str_equal (action, "instance.destroy"))
    sublet_selection_bar_order (SUBLET_SELECTION_BAR (self->bar), SUBLET_RUN_DESTROY);
  else if (g_str_equal (action, "instance.extend"))
    sublet_selection_bar_order (SUBLET_SELECTION_BAR (self->bar), SUBLET_RUN_EXTEND);
  else
    return FALSE;

  return TRUE;
}

/**
 * sublet_instances_page_on_select_all: (skip)
 * @widget: a page
 * @action: its action
 * @parameter: (nullable): none
 *
 * Chooses all that are shown.
 */
void
sublet_instances_page_on_select_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);

  sublet_instance_selection_add_all (self->selection, G_LIST_MODEL (self->grouped));
}
