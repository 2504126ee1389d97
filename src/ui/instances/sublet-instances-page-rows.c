/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-volume-row.h"

#include "core/base/sublet-cancel.h"

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

  if (sublet_instances_page_is_table (self))
    next_us = sublet_instances_table_get_next_change_us (SUBLET_INSTANCES_TABLE (self->table));
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
update_clock (SubletInstancesPage *self)
{
  guint i;

  if (sublet_instances_page_is_table (self))
    sublet_instances_table_update_clock (SUBLET_INSTANCES_TABLE (self->table));
  for (i = 0; i < self->cards->len; i++)
    sublet_instance_card_update_clock (g_ptr_array_index (self->cards, i));
}

static void
on_clock_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstancesPage) self = user_data;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->clock_wait);
  update_clock (self);
  arm_clock (self);
}

void
sublet_instances_page_start_clock (SubletInstancesPage *self)
{
  sublet_instances_page_stop_clock (self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  update_clock (self);
  arm_clock (self);
}

void
sublet_instances_page_stop_clock (SubletInstancesPage *self)
{
  sublet_cancel_clear (&self->clock_wait);
}

/* ---- rows ---- */

static void
on_rent_instead (GObject *source, SubletRental *rental, SubletInstancesPage *self)
{
  SubletOffer *offer = sublet_rental_get_next_offer (rental);

  if (offer != NULL)
    g_signal_emit_by_name (self, "rent-instead", offer, rental);
}

static void
on_terminal (GObject *source, SubletRental *rental, SubletInstancesPage *self)
{
  g_signal_emit_by_name (self, "terminal", rental);
}

/**
 * sublet_instances_page_follow_wishes:
 * @self: a page
 * @source: a card, or the actions of the table's lines
 *
 * What it asks for, the window is asked for.
 */
void
sublet_instances_page_follow_wishes (SubletInstancesPage *self, GObject *source)
{
  g_signal_connect_object (source, "rent-instead", G_CALLBACK (on_rent_instead), self, 0);
  g_signal_connect_object (source, "terminal", G_CALLBACK (on_terminal), self, 0);
}

static GtkWidget *
make_caption_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "group-caption");

  return label;
}

static GtkWidget *
make_caption (SubletGroupCaption *caption)
{
  const char *title = sublet_group_caption_get_title (caption);
  const char *note = sublet_group_caption_get_note (caption);
  GtkWidget *box;

  if (note == NULL)
    return make_caption_line (title, "heading");
  if (title == NULL)
    return make_caption_line (note, "subdued");

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), make_caption_line (title, "heading"));
  gtk_box_append (GTK_BOX (box), make_caption_line (note, "subdued"));

  return box;
}

static GtkWidget *
make_volume (SubletInstancesPage *self, SubletVolume *volume)
{
  GtkWidget *row = sublet_volume_row_new (self->volumes, self->engine, volume);

  sublet_volume_row_set_narrow (SUBLET_VOLUME_ROW (row),
                                self->size_class == SUBLET_SIZE_CLASS_NARROW);
  gtk_widget_add_css_class (row, "card");

  return row;
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
  if (SUBLET_IS_VOLUME (item))
    {
      gtk_list_item_set_child (list_item, make_volume (self, SUBLET_VOLUME (item)));
      return;
    }

  child = sublet_instance_card_new (self->engine, self->connections);
  sublet_instance_card_set_size_class (SUBLET_INSTANCE_CARD (child), self->size_class);
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (child),
                                   SUBLET_RENTAL (item),
                                   g_hash_table_lookup (self->records, item));
  sublet_instance_card_set_selection (SUBLET_INSTANCE_CARD (child), self->selection);
  sublet_instances_page_follow_wishes (self, G_OBJECT (child));
  g_signal_connect_object (child,
                           "notify::popover-open",
                           G_CALLBACK (sublet_instances_page_on_popover),
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
