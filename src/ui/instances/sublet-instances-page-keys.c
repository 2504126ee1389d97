/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-volume-row.h"

/* What the keyboard does to the cards, and which of them has its focus. */

/* The actions of the card that has the focus, or holds it, or whose row has it; in the table those
 * of its lines, about the one with the focus. */
static SubletInstanceActions *
find_focused_actions (SubletInstancesPage *self)
{
  SubletInstancesTable *table = SUBLET_INSTANCES_TABLE (self->table);
  SubletRental *rental = sublet_instances_table_get_focused (table);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GtkWidget *card;

  if (rental != NULL)
    return sublet_instances_table_get_actions (table, rental);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->list))
    return NULL;

  card = gtk_widget_get_ancestor (focus, SUBLET_TYPE_INSTANCE_CARD);
  if (card == NULL)
    card = gtk_widget_get_first_child (focus);

  return SUBLET_IS_INSTANCE_CARD (card)
           ? sublet_instance_card_get_actions (SUBLET_INSTANCE_CARD (card))
           : NULL;
}

/**
 * sublet_instances_page_find_focused: (skip)
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the rental whose card or line has the focus
 */
SubletRental *
sublet_instances_page_find_focused (SubletInstancesPage *self)
{
  SubletInstanceActions *actions = find_focused_actions (self);

  return actions == NULL ? NULL : sublet_instance_actions_get_rental (actions);
}

/* (nullable): the one that has the focus, or holds it, or whose row has it. */
static SubletVolumeRow *
find_focused_volume (SubletInstancesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GtkWidget *row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;

  row = gtk_widget_get_ancestor (focus, SUBLET_TYPE_VOLUME_ROW);
  if (row == NULL)
    row = gtk_widget_get_first_child (focus);

  return SUBLET_IS_VOLUME_ROW (row) ? SUBLET_VOLUME_ROW (row) : NULL;
}

static gboolean
on_card_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);
  SubletInstanceActions *actions = find_focused_actions (self);
  SubletVolumeRow *volume = find_focused_volume (self);
  const char *action = g_variant_get_string (arguments, NULL);

  /* What has the focus is meant, not what is chosen elsewhere. */
  if (volume != NULL && g_str_equal (action, "instance.destroy"))
    {
      sublet_volume_row_ask_delete (volume);
      return GDK_EVENT_STOP;
    }
  if (sublet_instances_page_order_selected (self, action))
    return GDK_EVENT_STOP;
  if (actions == NULL)
    return GDK_EVENT_PROPAGATE;

  return sublet_instance_actions_activate (actions, action);
}

/* A row that only shows has no use for it, and would keep it all the same: so it is taken before.
 */
static gboolean
on_list_key (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType modifiers,
             SubletInstancesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  SubletInstanceActions *actions = find_focused_actions (self);

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || actions == NULL ||
      gtk_widget_get_parent (focus) != self->list)
    return GDK_EVENT_PROPAGATE;

  return sublet_instance_actions_activate (actions, "instance.open");
}

void
sublet_instances_page_make_keys (SubletInstancesPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_list_key), self);
  gtk_widget_add_controller (self->list, keys);
}

/* (nullable): one that is made, and shows it. */
static SubletInstanceCard *
find_card (SubletInstancesPage *self, SubletRental *rental)
{
  guint i;

  for (i = 0; i < self->cards->len; i++)
    {
      SubletInstanceCard *card = g_ptr_array_index (self->cards, i);

      if (sublet_instance_card_get_rental (card) == rental)
        return card;
    }

  return NULL;
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);
  SubletRental *rental = sublet_instances_page_find_focused (self);

  if (rental == NULL)
    return GDK_EVENT_PROPAGATE;

  if (sublet_instances_page_is_table (self))
    sublet_instances_table_popup_menu (SUBLET_INSTANCES_TABLE (self->table), rental);
  else
    sublet_instance_card_popup_menu (find_card (self, rental));
  return GDK_EVENT_STOP;
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);

  if (sublet_instance_selection_get_active (self->selection))
    {
      sublet_instance_selection_set_active (self->selection, FALSE);
      return GDK_EVENT_STOP;
    }
  if (!self->search_mode)
    return GDK_EVENT_PROPAGATE;

  g_object_set (self, "search-mode", FALSE, NULL);
  return GDK_EVENT_STOP;
}

static void
on_search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);

  g_object_set (self, "search-mode", TRUE, NULL);
  gtk_widget_grab_focus (self->search_entry);
}

static void
on_refresh (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);

  sublet_rental_engine_refresh (self->engine);
  /* Unseen, they are asked for once somebody looks. */
  if (gtk_widget_get_mapped (widget))
    sublet_idle_volumes_refresh (self->volumes);
}

static void
on_show_changes (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_grouped_model_flush (SUBLET_INSTANCES_PAGE (widget)->grouped);
}

void
sublet_instances_page_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } card_keys[] = {
    { GDK_KEY_Delete, 0, "instance.destroy" },
    { GDK_KEY_KP_Delete, 0, "instance.destroy" },
    { GDK_KEY_F2, 0, "instance.relabel" },
    { GDK_KEY_e, GDK_CONTROL_MASK, "instance.extend" },
    { GDK_KEY_t, GDK_CONTROL_MASK, "instance.terminal" },
    { GDK_KEY_l, GDK_CONTROL_MASK, "instance.logs" },
  };
  gsize i;

  gtk_widget_class_install_action (widget_class, "instances.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "instances.refresh", NULL, on_refresh);
  gtk_widget_class_install_action (widget_class, "instances.show-changes", NULL, on_show_changes);
  gtk_widget_class_install_action (widget_class,
                                   "instances.select-all",
                                   NULL,
                                   sublet_instances_page_on_select_all);
  gtk_widget_class_install_property_action (widget_class, "instances.view", "view");
  gtk_widget_class_install_property_action (widget_class, "instances.group", "group");
  gtk_widget_class_install_property_action (widget_class, "instances.sort-key", "sort-key");
  gtk_widget_class_install_property_action (widget_class,
                                            "instances.sort-descending",
                                            "sort-descending");

  for (i = 0; i < G_N_ELEMENTS (card_keys); i++)
    gtk_widget_class_add_binding (widget_class,
                                  card_keys[i].key,
                                  card_keys[i].modifiers,
                                  on_card_key,
                                  "s",
                                  card_keys[i].action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_a,
                                       GDK_CONTROL_MASK,
                                       "instances.select-all",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_f,
                                       GDK_CONTROL_MASK,
                                       "instances.search",
                                       NULL);
}

/* (nullable): about that rental from now on, in the table. */
static SubletInstanceActions *
find_actions (SubletInstancesPage *self, SubletRental *rental)
{
  SubletInstanceCard *card;

  if (sublet_instances_page_is_table (self))
    return sublet_instances_table_get_actions (SUBLET_INSTANCES_TABLE (self->table), rental);

  card = find_card (self, rental);
  return card == NULL ? NULL : sublet_instance_card_get_actions (card);
}

static gboolean
focus_rental (SubletInstancesPage *self, SubletRental *rental)
{
  SubletInstanceCard *card;

  if (sublet_instances_page_is_table (self))
    return sublet_instances_table_focus (SUBLET_INSTANCES_TABLE (self->table), rental);

  gtk_widget_activate_action (self->list,
                              "list.scroll-to-item",
                              "u",
                              sublet_grouped_model_find (self->grouped, rental));
  card = find_card (self, rental);

  /* The row is what the list's own keys move the focus to. */
  return card != NULL && gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (card)));
}

/* The card or line that needs attention, else the first one, else the way on of an empty face. */
gboolean
sublet_instances_page_grab_focus (GtkWidget *widget)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);
  GListModel *shown = G_LIST_MODEL (self->grouped);
  SubletRental *chosen = NULL; /* (borrowed): the model has it */
  guint i;

  for (i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (shown, i);

      if (!SUBLET_IS_RENTAL (item))
        continue;
      if (sublet_rental_text_get_group (SUBLET_RENTAL (item)) == SUBLET_RENTAL_GROUP_ATTENTION)
        return focus_rental (self, SUBLET_RENTAL (item));
      if (chosen == NULL)
        chosen = SUBLET_RENTAL (item);
    }

  return chosen != NULL ? focus_rental (self, chosen)
                        : gtk_widget_child_focus (self->faces, GTK_DIR_TAB_FORWARD);
}

/**
 * sublet_instances_page_show_rental:
 * @self: a page
 * @rental: a rental of its engine
 *
 * Shows it whatever waits, and moves the focus to its card or line.
 */
void
sublet_instances_page_show_rental (SubletInstancesPage *self, SubletRental *rental)
{
  g_return_if_fail (SUBLET_IS_INSTANCES_PAGE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  sublet_grouped_model_flush (self->grouped);
  if (sublet_grouped_model_find (self->grouped, rental) != G_MAXUINT)
    focus_rental (self, rental);
}

/**
 * sublet_instances_page_return_to:
 * @self: a page
 * @rental: what somebody has looked at elsewhere
 *
 * Moves the focus to its card or line, if that is shown.
 */
void
sublet_instances_page_return_to (SubletInstancesPage *self, SubletRental *rental)
{
  g_return_if_fail (SUBLET_IS_INSTANCES_PAGE (self));

  if (sublet_grouped_model_find (self->grouped, rental) == G_MAXUINT ||
      !focus_rental (self, rental))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * sublet_instances_page_get_record:
 * @self: a page
 * @rental: a rental of its engine
 *
 * Returns: (transfer none) (nullable): what this window remembers of it
 */
SubletInstanceRecord *
sublet_instances_page_get_record (SubletInstancesPage *self, SubletRental *rental)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCES_PAGE (self), NULL);

  return g_hash_table_lookup (self->records, rental);
}

/**
 * sublet_instances_page_try_another:
 * @self: a page
 * @rental: a rental of its engine
 *
 * Shows it, and asks whether it is to be ended and the next one taken, if that can be done with it.
 */
void
sublet_instances_page_try_another (SubletInstancesPage *self, SubletRental *rental)
{
  SubletInstanceActions *actions;

  sublet_instances_page_show_rental (self, rental);
  actions = find_actions (self, rental);
  if (actions != NULL)
    sublet_instance_actions_activate (actions, "instance.try-another");
}

/**
 * sublet_instances_page_change_bid:
 * @self: a page
 * @rental: a rental of its engine
 *
 * Shows it, and asks for another bid, if it is an interruptible one.
 */
void
sublet_instances_page_change_bid (SubletInstancesPage *self, SubletRental *rental)
{
  SubletInstanceActions *actions;

  sublet_instances_page_show_rental (self, rental);
  actions = find_actions (self, rental);
  if (actions != NULL)
    sublet_instance_actions_change_bid (actions);
}
