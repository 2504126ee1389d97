/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#define SPINNER_AFTER_MS 300
#define PAGE_MARGIN 24
#define PAGE_MARGIN_NARROW 12

G_DEFINE_FINAL_TYPE (SubletInstancesPage, sublet_instances_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ENGINE = 1,
  PROP_CONNECTIONS,
  PROP_SIZE_CLASS,
  PROP_SEARCH_MODE,
} SubletInstancesPageProperty;

static GParamSpec *properties[PROP_SEARCH_MODE + 1];

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
  g_autoptr (GtkNoSelection) selection = NULL;

  G_OBJECT_CLASS (sublet_instances_page_parent_class)->constructed (object);

  sublet_announcer_set_clock (SUBLET_ANNOUNCER (self->announcer),
                              sublet_rental_engine_get_clock (self->engine));
  sublet_instances_page_make_model (self);
  g_signal_connect_object (self->engine,
                           "notify",
                           G_CALLBACK (sublet_instances_page_update),
                           self,
                           G_CONNECT_SWAPPED);

  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->grouped)));
  sublet_instances_page_make_rows (self);
  sublet_instances_page_follow_connections (self);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
  sublet_instances_page_watch_list (self);
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
  sublet_instances_page_start_clock (self);
}

static void
cancel (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static void
sublet_instances_page_unmap (GtkWidget *widget)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (widget);

  cancel (&self->spinner_wait);
  cancel (&self->key_wait);
  self->pointed_at = FALSE;
  sublet_instances_page_update_held (self);
  sublet_instances_page_stop_clock (self);

  GTK_WIDGET_CLASS (sublet_instances_page_parent_class)->unmap (widget);
}

static void
sublet_instances_page_dispose (GObject *object)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_handle_id (&self->popover_id, g_source_remove);
  g_clear_object (&self->grouped);
  g_clear_object (&self->filtered);
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

  G_OBJECT_CLASS (sublet_instances_page_parent_class)->finalize (object);
}

static void
sublet_instances_page_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (object);

  switch ((SubletInstancesPageProperty) prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_CONNECTIONS:
      g_value_set_object (value, self->connections);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_search_mode (SubletInstancesPage *self, gboolean search_mode)
{
  if (self->search_mode == search_mode)
    return;

  self->search_mode = search_mode;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

static void
sublet_instances_page_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (object);

  switch ((SubletInstancesPageProperty) prop_id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    case PROP_CONNECTIONS:
      self->connections = g_value_dup_object (value);
      break;
    case PROP_SIZE_CLASS:
      sublet_instances_page_set_size_class (self, (SubletSizeClass) g_value_get_enum (value));
      break;
    case PROP_SEARCH_MODE:
      set_search_mode (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_ENGINE] =
    g_param_spec_object ("engine",
                         NULL,
                         NULL,
                         SUBLET_TYPE_RENTAL_ENGINE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONNECTIONS] =
    g_param_spec_object ("connections",
                         NULL,
                         NULL,
                         SUBLET_TYPE_CONNECTIONS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_MODE] =
    g_param_spec_boolean ("search-mode",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
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
  object_class->get_property = sublet_instances_page_get_property;
  object_class->set_property = sublet_instances_page_set_property;
  widget_class->grab_focus = sublet_instances_page_grab_focus;
  widget_class->map = sublet_instances_page_map;
  widget_class->unmap = sublet_instances_page_unmap;

  install_properties (object_class);
  install_signals (klass);

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
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
  BIND (list_clamp);
  BIND (list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_search);
  gtk_widget_class_bind_template_callback (widget_class, on_find_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_website_clicked);
  sublet_instances_page_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "instancespage");
}

static void
set_margins (SubletInstancesPage *self, bool narrow)
{
  int margin = narrow ? PAGE_MARGIN_NARROW : PAGE_MARGIN;

  gtk_widget_set_margin_start (self->status_clamp, margin);
  gtk_widget_set_margin_end (self->status_clamp, margin);
  /* The list's are its rows' padding: it would take margins of its own for room. */
  if (narrow)
    gtk_widget_add_css_class (self->list, "narrow");
  else
    gtk_widget_remove_css_class (self->list, "narrow");
}

static void
sublet_instances_page_init (SubletInstancesPage *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  self->records = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  self->cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->search_bar),
                                GTK_EDITABLE (self->search_entry));
  /* It turns only while it is seen. */
  g_signal_connect (self->spinner, "map", G_CALLBACK (gtk_spinner_start), NULL);
  g_signal_connect (self->spinner, "unmap", G_CALLBACK (gtk_spinner_stop), NULL);
  set_margins (self, false);
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

/**
 * sublet_instances_page_set_size_class:
 * @self: a page
 * @size_class: how much room the window has
 */
void
sublet_instances_page_set_size_class (SubletInstancesPage *self, SubletSizeClass size_class)
{
  guint i;

  g_return_if_fail (SUBLET_IS_INSTANCES_PAGE (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  for (i = 0; i < self->cards->len; i++)
    sublet_instance_card_set_size_class (g_ptr_array_index (self->cards, i), size_class);
  set_margins (self, size_class == SUBLET_SIZE_CLASS_NARROW);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}
