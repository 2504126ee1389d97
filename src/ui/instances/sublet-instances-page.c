/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#include "core/base/sublet-cancel.h"
#include "ui/common/sublet-tight-text.h"

#define SPINNER_AFTER_MS 300

G_DEFINE_FINAL_TYPE (SubletInstancesPage, sublet_instances_page, GTK_TYPE_WIDGET)

static void
on_search_changed (SubletInstancesPage *self)
{
  sublet_instances_page_search (self);
}

static void
on_clear_search (SubletInstancesPage *self)
{
  sublet_instances_page_clear_search (self);
}

static void
on_find_clicked (SubletInstancesPage *self)
{
  g_signal_emit_by_name (self, "find-gpu");
}

static void
on_website_clicked (SubletInstancesPage *self)
{
  g_signal_emit_by_name (self, "open-website");
}

static void
sublet_instances_page_constructed (GObject *object)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (object);

  G_OBJECT_CLASS (sublet_instances_page_parent_class)->constructed (object);

  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer),
                              sublet_rental_engine_get_clock (self->engine));
  self->selection = sublet_instance_selection_new (sublet_rental_engine_get_rentals (self->engine));
  self->volumes = sublet_idle_volumes_dup_shared (self->engine);
  sublet_instances_page_make_model (self);
  sublet_instances_page_make_volumes (self);
  g_signal_connect_object (self->engine,
                           "notify",
                           G_CALLBACK (sublet_instances_page_update),
                           self,
                           G_CONNECT_SWAPPED);

  sublet_instances_page_make_rows (self);
  sublet_instances_page_make_keys (self);
  sublet_instances_page_make_table (self);
  sublet_instances_page_make_selection (self);
  sublet_instances_page_follow_connections (self);
  sublet_instances_page_update_view (self);
  sublet_instances_page_watch_list (self, self->list);
  sublet_instances_page_watch_list (self, self->table);
  sublet_instances_page_update (self);
}

static void
on_spinner_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstancesPage) self = user_data;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  self->waited = TRUE;
  sublet_instances_page_update_face (self);
}

static void
sublet_instances_page_map (GtkWidget *widget)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);

  GTK_WIDGET_CLASS (sublet_instances_page_parent_class)->map (widget);

  if (!self->waited && self->spinner_wait == NULL)
    {
      self->spinner_wait = g_cancellable_new ();
      sublet_clock_wait_async (sublet_rental_engine_get_clock (self->engine),
                               SPINNER_AFTER_MS,
                               self->spinner_wait,
                               on_spinner_due,
                               g_object_ref (self));
    }
  sublet_idle_volumes_set_watched (self->volumes, TRUE);
  sublet_instances_page_start_clock (self);
}

static void
sublet_instances_page_unmap (GtkWidget *widget)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);

  sublet_cancel_clear (&self->spinner_wait);
  sublet_cancel_clear (&self->key_wait);
  self->pointed_at = FALSE;
  sublet_instances_page_update_held (self);
  sublet_instances_page_stop_clock (self);
  if (self->volumes != NULL)
    sublet_idle_volumes_set_watched (self->volumes, FALSE);

  GTK_WIDGET_CLASS (sublet_instances_page_parent_class)->unmap (widget);
}

static void
sublet_instances_page_dispose (GObject *object)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  if (self->table != NULL)
    sublet_instances_table_set_model (SUBLET_INSTANCES_TABLE (self->table), NULL);
  self->table = NULL;
  self->bar = NULL;
  g_clear_handle_id (&self->popover_id, g_source_remove);
  g_clear_object (&self->card_rows);
  g_clear_object (&self->volumes_caption);
  g_clear_object (&self->shown_volumes);
  g_clear_object (&self->grouped);
  g_clear_object (&self->filtered);
  g_clear_object (&self->selection);
  g_clear_object (&self->volumes);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_INSTANCES_PAGE);
  g_clear_object (&self->connections);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_instances_page_parent_class)->dispose (object);
}

static void
sublet_instances_page_finalize (GObject *object)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (object);

  g_hash_table_unref (self->records);
  g_ptr_array_unref (self->cards);
  g_free (self->search_text);
  g_free (self->view);

  G_OBJECT_CLASS (sublet_instances_page_parent_class)->finalize (object);
}

static void
install_signals (SubletInstancesPageClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  g_signal_new ("find-gpu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("open-website", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("rent-instead",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                2,
                SUBLET_TYPE_OFFER,
                SUBLET_TYPE_RENTAL);
  g_signal_new ("terminal",
                type,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_RENTAL);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletInstancesPage, child)

static void
sublet_instances_page_class_init (SubletInstancesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_instances_page_constructed;
  object_class->dispose = sublet_instances_page_dispose;
  object_class->finalize = sublet_instances_page_finalize;
  widget_class->grab_focus = sublet_instances_page_grab_focus;
  widget_class->map = sublet_instances_page_map;
  widget_class->unmap = sublet_instances_page_unmap;

  sublet_instances_page_install_properties (object_class);
  install_signals (klass);

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  g_type_ensure (SUBLET_TYPE_VOLUMES_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/instances/sublet-instances-page.ui");
  BIND (announcer);
  BIND (search_bar);
  BIND (search_entry);
  BIND (faces);
  BIND (spinner);
  BIND (empty_age_label);
  BIND (error_page);
  BIND (error_details);
  BIND (error_detail_label);
  BIND (status_clamp);
  BIND (status_label);
  BIND (changes_box);
  BIND (changes_label);
  BIND (group_button);
  BIND (sort_button);
  BIND (view_buttons);
  BIND (views);
  BIND (list_clamp);
  BIND (empty_page);
  BIND (volumes_group);
  BIND (list);
  BIND (bar_slot);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_search);
  gtk_widget_class_bind_template_callback (widget_class, on_find_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_website_clicked);
  sublet_instances_page_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "instancespage");
}

static void
sublet_instances_page_init (SubletInstancesPage *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->view = g_strdup (SUBLET_INSTANCES_VIEW_CARDS);
  self->records = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  self->cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar),
                                GTK_EDITABLE (self->search_entry));
  sublet_ui_keep_rates_whole (GTK_LABEL (self->status_label));
  /* It turns only while it is seen. */
  g_signal_connect (self->spinner, "map", G_CALLBACK (gtk_spinner_start), NULL);
  g_signal_connect (self->spinner, "unmap", G_CALLBACK (gtk_spinner_stop), NULL);
  sublet_instances_page_update_margins (self);
}

/**
 * sublet_instances_page_new:
 * @engine: what is rented
 * @connections: (nullable): the ways to what runs
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sublet_instances_page_new (SubletRentalEngine *engine, SubletConnections *connections)
{
  return g_object_new (SUBLET_TYPE_INSTANCES_PAGE,
                       "engine",
                       engine,
                       "connections",
                       connections,
                       NULL);
}
