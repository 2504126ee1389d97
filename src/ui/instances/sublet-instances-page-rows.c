/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-connection-row.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* Never more often than this, however fast the money runs. */
#define SHORTEST_WAIT_MS 200
/* Nor later: then everything is looked at once. */
#define LONGEST_WAIT_MS (G_GINT64_CONSTANT (60) * 60 * 1000)

/* ---- the clock ---- */

static void on_clock_due (GObject *source, GAsyncResult *result, gpointer user_data);

static void
arm_clock (SubletInstancesPage *self)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  gint64 now_us = sublet_clock_get_service_us (clock);
  gint64 next_us = G_MAXINT64;
  gint64 wait_ms;
  guint i;

  for (i = 0; i < self->cards->len; i++)
    {
      SubletRental *rental = sublet_instance_card_get_rental (g_ptr_array_index (self->cards, i));

      if (rental != NULL)
        next_us = MIN (next_us, sublet_rental_text_get_next_change_us (rental, clock));
    }
  if (next_us == G_MAXINT64)
    return;

  wait_ms = CLAMP ((next_us - now_us) / 1000 + 1, SHORTEST_WAIT_MS, LONGEST_WAIT_MS);
  self->clock_wait = g_cancellable_new ();
  sublet_clock_wait_async (clock, wait_ms, self->clock_wait, on_clock_due, g_object_ref (self));
}

static void
on_clock_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstancesPage) self = user_data;
  guint i;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->clock_wait);
  for (i = 0; i < self->cards->len; i++)
    sublet_instance_card_update_clock (g_ptr_array_index (self->cards, i));
  arm_clock (self);
}

void
sublet_instances_page_start_clock (SubletInstancesPage *self)
{
  guint i;

  sublet_instances_page_stop_clock (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  for (i = 0; i < self->cards->len; i++)
    sublet_instance_card_update_clock (g_ptr_array_index (self->cards, i));
  arm_clock (self);
}

void
sublet_instances_page_stop_clock (SubletInstancesPage *self)
{
  if (self->clock_wait != NULL)
    g_cancellable_cancel (self->clock_wait);
  g_clear_object (&self->clock_wait);
}

/* ---- what is said aloud ---- */

static void
on_state_changed (SubletInstancesPage *self, GParamSpec *pspec, SubletRental *rental)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *line = sublet_rental_text_dup_line (rental, clock);
  g_autofree char *sentence = NULL;

  if (line != NULL)
    sentence =
      /* TRANSLATORS: said aloud: an instance's name, its new state, and what that means */
      g_strdup_printf (_ ("%1$s: %2$s. %3$s"), name, sublet_rental_text_get_word (rental), line);
  else
    /* TRANSLATORS: said aloud: an instance's name and its new state */
    sentence = g_strdup_printf (_ ("%1$s: %2$s."), name, sublet_rental_text_get_word (rental));
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
  /* Another rate or another word: the timer was set for the old ones. */
  sublet_instances_page_start_clock (self);
}

static SubletRental *
find_rental (SubletInstancesPage *self, SubletConnection *connection)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (sublet_rental_get_instance_id (rental) == sublet_connection_get_instance_id (connection))
        return rental;
    }

  return NULL;
}

/* That a chain is broken, and what the checks found: neither is a state of the rental. */
static void
on_connection_news (SubletInstancesPage *self, GParamSpec *pspec, SubletConnection *connection)
{
  SubletRental *rental = find_rental (self, connection);
  g_autofree char *name = rental == NULL ? NULL : sublet_rental_text_dup_name (rental);
  g_autofree char *sentence =
    name == NULL ? NULL : sublet_connection_row_dup_news (connection, name, pspec->name);

  if (sentence != NULL)
    sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}

static void
on_connection_added (SubletInstancesPage *self, SubletConnection *connection)
{
  g_signal_connect_object (connection,
                           "notify::state",
                           G_CALLBACK (on_connection_news),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (connection,
                           "notify::report",
                           G_CALLBACK (on_connection_news),
                           self,
                           G_CONNECT_SWAPPED);
}

void
sublet_instances_page_follow_connections (SubletInstancesPage *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  if (self->connections == NULL)
    return;

  g_signal_connect_object (self->connections,
                           "added",
                           G_CALLBACK (on_connection_added),
                           self,
                           G_CONNECT_SWAPPED);
  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);
      SubletConnection *connection = sublet_connections_peek (self->connections, rental);

      if (connection != NULL)
        on_connection_added (self, connection);
    }
}

/* ---- rows ---- */

static void
on_rent_instead (SubletInstanceCard *card, SubletRental *rental, SubletInstancesPage *self)
{
  SubletOffer *offer = sublet_rental_get_next_offer (rental);

  if (offer != NULL)
    g_signal_emit_by_name (self, "rent-instead", offer, rental);
}

static void
on_terminal (SubletInstanceCard *card, SubletRental *rental, SubletInstancesPage *self)
{
  g_signal_emit_by_name (self, "terminal", rental);
}

static GtkWidget *
make_caption (SubletGroupCaption *caption)
{
  GtkWidget *label = gtk_label_new (sublet_group_caption_get_title (caption));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "group-caption");

  return label;
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, SubletInstancesPage *self)
{
  GObject *item = gtk_list_item_get_item (list_item);
  GtkWidget *child;

  /* Selectable all the same, although nothing here can be selected: a row that is not takes no
   * focus, and the arrow keys would stop at every caption. */
  gtk_list_item_set_activatable (list_item, FALSE);
  if (SUBLET_IS_GROUP_CAPTION (item))
    {
      gtk_list_item_set_child (list_item, make_caption (SUBLET_GROUP_CAPTION (item)));
      return;
    }

  child = sublet_instance_card_new (self->engine, self->connections);
  sublet_instance_card_set_size_class (SUBLET_INSTANCE_CARD (child), self->size_class);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (child),
                                   SUBLET_RENTAL (item),
                                   g_hash_table_lookup (self->records, item));
  g_signal_connect_object (child, "rent-instead", G_CALLBACK (on_rent_instead), self, 0);
  g_signal_connect_object (child, "terminal", G_CALLBACK (on_terminal), self, 0);
  g_signal_connect_object (child,
                           "notify::popover-open",
                           G_CALLBACK (sublet_instances_page_on_popover),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item,
                           "notify::state",
                           G_CALLBACK (on_state_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->cards, child);
  gtk_list_item_set_child (list_item, child);
  sublet_instances_page_start_clock (self);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, SubletInstancesPage *self)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);

  if (SUBLET_IS_INSTANCE_CARD (child))
    {
      SubletRental *rental = sublet_instance_card_get_rental (SUBLET_INSTANCE_CARD (child));

      g_signal_handlers_disconnect_by_func (rental, on_state_changed, self);
      g_ptr_array_remove (self->cards, child);
      sublet_instance_card_popdown (SUBLET_INSTANCE_CARD (child));
      sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (child), NULL, NULL);
    }
  gtk_list_item_set_child (list_item, NULL);
}

void
sublet_instances_page_make_rows (SubletInstancesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
}

/* ---- keyboard ---- */

/* The card that has the focus, or holds it, or whose row has it. */
static SubletInstanceCard *
find_focused_card (SubletInstancesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  GtkWidget *card;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->list))
    return NULL;

  card = gtk_widget_get_ancestor (focus, SUBLET_TYPE_INSTANCE_CARD);
  if (card == NULL)
    card = gtk_widget_get_first_child (focus);

  return SUBLET_IS_INSTANCE_CARD (card) ? SUBLET_INSTANCE_CARD (card) : NULL;
}

static gboolean
on_card_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletInstanceCard *card = find_focused_card (SUBLET_INSTANCES_PAGE (widget));

  if (card == NULL)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate_action (GTK_WIDGET (card),
                                     g_variant_get_string (arguments, NULL),
                                     NULL);
}

static gboolean
on_menu_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletInstanceCard *card = find_focused_card (SUBLET_INSTANCES_PAGE (widget));

  if (card == NULL)
    return GDK_EVENT_PROPAGATE;

  sublet_instance_card_popup_menu (card);
  return GDK_EVENT_STOP;
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);

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
  sublet_rental_engine_refresh (SUBLET_INSTANCES_PAGE (widget)->engine);
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
                                       GDK_KEY_f,
                                       GDK_CONTROL_MASK,
                                       "instances.search",
                                       NULL);
}

static gboolean
focus_card (GtkWidget *card)
{
  /* The row is what the list's own keys move the focus to. */
  return gtk_widget_grab_focus (gtk_widget_get_parent (card));
}

/* The card that needs attention, else the first one, else the way on of an empty face. */
gboolean
sublet_instances_page_grab_focus (GtkWidget *widget)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);
  GtkWidget *first = NULL;
  guint first_position = G_MAXUINT;
  guint i;

  for (i = 0; i < self->cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (self->cards, i);
      SubletRental *rental = sublet_instance_card_get_rental (SUBLET_INSTANCE_CARD (card));
      guint position = sublet_grouped_model_find (self->grouped, rental);

      if (sublet_rental_text_get_group (rental) == SUBLET_RENTAL_GROUP_ATTENTION)
        return focus_card (card);
      if (position < first_position)
        {
          first = card;
          first_position = position;
        }
    }

  if (first != NULL)
    return focus_card (first);

  return gtk_widget_child_focus (self->faces, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
find_card (SubletInstancesPage *self, SubletRental *rental)
{
  guint i;

  for (i = 0; i < self->cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (self->cards, i);

      if (sublet_instance_card_get_rental (SUBLET_INSTANCE_CARD (card)) == rental)
        return card;
    }

  return NULL;
}

/**
 * sublet_instances_page_show_rental:
 * @self: a page
 * @rental: a rental of its engine
 *
 * Shows it whatever waits, and moves the focus to its card.
 */
void
sublet_instances_page_show_rental (SubletInstancesPage *self, SubletRental *rental)
{
  GtkWidget *card;
  guint position;

  g_return_if_fail (SUBLET_IS_INSTANCES_PAGE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  sublet_grouped_model_flush (self->grouped);
  position = sublet_grouped_model_find (self->grouped, rental);
  if (position == G_MAXUINT)
    return;

  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
  card = find_card (self, rental);
  if (card != NULL)
    focus_card (card);
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
  GtkWidget *card;

  sublet_instances_page_show_rental (self, rental);
  card = find_card (self, rental);
  if (card != NULL)
    gtk_widget_activate_action (card, "instance.try-another", NULL);
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
  GtkWidget *card;

  sublet_instances_page_show_rental (self, rental);
  card = find_card (self, rental);
  if (card != NULL)
    sublet_instance_card_change_bid (SUBLET_INSTANCE_CARD (card));
}
