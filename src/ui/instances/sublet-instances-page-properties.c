/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-volume-row.h"

#define PAGE_MARGIN 24
#define PAGE_MARGIN_NARROW 12

/* What the page is told from outside, and what the settings remember of it. */

typedef enum
{
  PROP_ENGINE = 1,
  PROP_CONNECTIONS,
  PROP_SIZE_CLASS,
  PROP_SEARCH_MODE,
  PROP_SELECT_MODE,
  PROP_VIEW,
  PROP_GROUP,
  PROP_SORT_KEY,
  PROP_SORT_DESCENDING,
} SubletInstancesPageProperty;

static GParamSpec *properties[PROP_SORT_DESCENDING + 1];

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
    case PROP_SELECT_MODE:
      g_value_set_boolean (value, sublet_instance_selection_get_active (self->selection));
      break;
    case PROP_VIEW:
      g_value_set_string (value, self->view);
      break;
    case PROP_GROUP:
      g_value_set_string (value, sublet_instance_grouping_get_nick (self->grouping));
      break;
    case PROP_SORT_KEY:
      g_value_set_string (value, sublet_instance_key_get_nick (self->sort_key));
      break;
    case PROP_SORT_DESCENDING:
      g_value_set_boolean (value, self->sort_descending);
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

/* A word that is none, as of a later version, changes nothing. */
static void
set_view (SubletInstancesPage *self, const char *view)
{
  if (g_strcmp0 (self->view, view) == 0 || (g_strcmp0 (view, SUBLET_INSTANCES_VIEW_CARDS) != 0 &&
                                            g_strcmp0 (view, SUBLET_INSTANCES_VIEW_TABLE) != 0))
    return;

  g_free (self->view);
  self->view = g_strdup (view);
  sublet_instances_page_update_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

/* Likewise. */
static void
set_group (SubletInstancesPage *self, const char *nick)
{
  SubletInstanceGrouping grouping;

  if (!sublet_instance_grouping_from_nick (nick, &grouping) || self->grouping == grouping)
    return;

  self->grouping = grouping;
  sublet_instances_page_update_grouping (self);
  sublet_instances_page_update_menus (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUP]);
}

/**
 * sublet_instances_page_set_order:
 * @self: a page
 * @key: by what cards and lines are ordered
 * @descending: in which direction
 */
void
sublet_instances_page_set_order (SubletInstancesPage *self, SubletInstanceKey key, bool descending)
{
  bool other_key = self->sort_key != key;
  bool other_direction = self->sort_descending != descending;

  if (!other_key && !other_direction)
    return;

  self->sort_key = key;
  self->sort_descending = descending;
  sublet_instances_page_update_order (self);
  if (other_key)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT_KEY]);
  if (other_direction)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT_DESCENDING]);
}

static void
sublet_instances_page_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  SubletInstancesPage *self = SUBLET_INSTANCES_PAGE (object);
  SubletInstanceKey key;

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
    case PROP_SELECT_MODE:
      sublet_instance_selection_set_active (self->selection, g_value_get_boolean (value));
      break;
    case PROP_VIEW:
      set_view (self, g_value_get_string (value));
      break;
    case PROP_GROUP:
      set_group (self, g_value_get_string (value));
      break;
    case PROP_SORT_KEY:
      if (sublet_instance_key_from_nick (g_value_get_string (value), &key))
        sublet_instances_page_set_order (self, key, self->sort_descending);
      break;
    case PROP_SORT_DESCENDING:
      sublet_instances_page_set_order (self, self->sort_key, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define LATER (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)
#define ONCE (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS)

/**
 * sublet_instances_page_install_properties: (skip)
 * @object_class: the page's class
 */
void
sublet_instances_page_install_properties (GObjectClass *object_class)
{
  object_class->get_property = sublet_instances_page_get_property;
  object_class->set_property = sublet_instances_page_set_property;

  properties[PROP_ENGINE] =
    g_param_spec_object ("engine", NULL, NULL, SUBLET_TYPE_RENTAL_ENGINE, ONCE);
  properties[PROP_CONNECTIONS] =
    g_param_spec_object ("connections", NULL, NULL, SUBLET_TYPE_CONNECTIONS, ONCE);
  properties[PROP_SIZE_CLASS] = g_param_spec_enum ("size-class",
                                                   NULL,
                                                   NULL,
                                                   SUBLET_TYPE_SIZE_CLASS,
                                                   SUBLET_SIZE_CLASS_WIDE,
                                                   LATER);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, LATER);
  properties[PROP_SELECT_MODE] = g_param_spec_boolean ("select-mode", NULL, NULL, FALSE, LATER);
  properties[PROP_VIEW] =
    g_param_spec_string ("view", NULL, NULL, SUBLET_INSTANCES_VIEW_CARDS, LATER);
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, "state", LATER);
  properties[PROP_SORT_KEY] = g_param_spec_string ("sort-key", NULL, NULL, "state", LATER);
  properties[PROP_SORT_DESCENDING] =
    g_param_spec_boolean ("sort-descending", NULL, NULL, FALSE, LATER);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/**
 * sublet_instances_page_update_margins:
 * @self: a page
 *
 * As much as its width has room for.
 */
void
sublet_instances_page_update_margins (SubletInstancesPage *self)
{
  bool narrow = self->size_class == SUBLET_SIZE_CLASS_NARROW;
  int margin = narrow ? PAGE_MARGIN_NARROW : PAGE_MARGIN;

  gtk_widget_set_margin_start (self->status_clamp, margin);
  gtk_widget_set_margin_end (self->status_clamp, margin);
  sublet_volumes_group_set_room (SUBLET_VOLUMES_GROUP (self->volumes_group), margin, narrow);
  sublet_volume_row_set_list_narrow (self->list, narrow);
  /* The list's are its rows' padding: it would take margins of its own for room. */
  if (narrow)
    gtk_widget_add_css_class (self->list, "narrow");
  else
    gtk_widget_remove_css_class (self->list, "narrow");
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
  sublet_instances_page_update_margins (self);
  sublet_instances_page_update_menus (self);
  sublet_instances_page_update_view (self);
  if (self->bar != NULL)
    sublet_selection_bar_set_size_class (SUBLET_SELECTION_BAR (self->bar), size_class);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}
