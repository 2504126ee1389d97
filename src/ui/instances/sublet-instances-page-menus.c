/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#include "ui/instances/sublet-instance-columns.h"

#include <glib/gi18n.h>

/* By what cards and lines are grouped and sorted. A narrow page has one button for both. */

static GMenuModel *
make_group_section (void)
{
  GMenu *section = g_menu_new ();
  guint i;

  for (i = 0; i < SUBLET_INSTANCE_N_GROUPINGS; i++)
    {
      g_autofree char *action =
        g_strconcat ("instances.group::", sublet_instance_grouping_get_nick (i), NULL);

      g_menu_append (section, sublet_instance_grouping_get_title (i), action);
    }

  return G_MENU_MODEL (section);
}

static GMenuModel *
make_sort_menu (void)
{
  const SubletInstanceColumn *columns = sublet_instance_columns_get ();
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) keys = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();
  guint i;

  for (i = 0; i < SUBLET_INSTANCE_N_KEYS; i++)
    {
      g_autofree char *action =
        g_strconcat ("instances.sort-key::", sublet_instance_key_get_nick (columns[i].key), NULL);

      g_menu_append (keys, _ (columns[i].title), action);
    }
  g_menu_append (direction, _ ("_Descending"), "instances.sort-descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keys));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));

  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_group_menu (bool with_sort)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) section = make_group_section ();
  g_autoptr (GMenuModel) sort = make_sort_menu ();

  g_menu_append_section (menu, NULL, section);
  if (with_sort)
    {
      g_autoptr (GMenu) rest = g_menu_new ();

      g_menu_append_submenu (rest, _ ("_Sort"), sort);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
    }

  return G_MENU_MODEL (menu);
}

/**
 * sublet_instances_page_update_menus: (skip)
 * @self: a page
 *
 * Buttons and menus for the room there is, and what the first one says.
 */
void
sublet_instances_page_update_menus (SubletInstancesPage *self)
{
  bool narrow = self->size_class == SUBLET_SIZE_CLASS_NARROW;
  const char *title = sublet_instance_grouping_get_title (self->grouping);
  /* TRANSLATORS: on a menu button; %s is "State", "Label" or "None" */
  g_autofree char *label = g_strdup_printf (_ ("Group: %s"), title);
  g_autoptr (GMenuModel) group_menu = make_group_menu (narrow);
  g_autoptr (GMenuModel) sort_menu = make_sort_menu ();

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->group_button), group_menu);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->group_button), narrow ? title : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->group_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->sort_button), sort_menu);
  gtk_widget_set_visible (self->sort_button, !narrow);
}
