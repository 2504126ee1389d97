/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "ui/instance/sublet-instance-page.h"

#include <string.h>

/* What the header bar has room for, and which page's buttons stand in it. */

/* A narrow header bar has no room for three buttons of the window: the one that closes stays, on
 * its side. */
static char *
dup_narrow_layout (SubletWindow *self)
{
  g_autofree char *layout = NULL;
  g_auto (GStrv) sides = NULL;
  GString *narrow = g_string_new (NULL);
  guint i;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-decoration-layout",
                &layout,
                NULL);
  sides = g_strsplit (layout != NULL ? layout : ":close", ":", 2);
  for (i = 0; sides[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (narrow, ':');
      if (strstr (sides[i], "close") != NULL)
        g_string_append (narrow, "close");
    }

  return g_string_free (narrow, FALSE);
}

/* (nullable): the page of one instance, while it is in sight. */
static SubletInstancePage *
get_instance_page (SubletWindow *self, const char *page)
{
  return self->instance_page != NULL && g_strcmp0 (page, "instances") == 0
           ? SUBLET_INSTANCE_PAGE (self->instance_page)
           : NULL;
}

static const char *
get_title (SubletWindow *self, SubletInstancePage *instance_page)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->stack);

  if (instance_page != NULL)
    return sublet_instance_page_get_title (instance_page);

  return child != NULL
           ? adw_view_stack_page_get_title (adw_view_stack_get_page (self->stack, child))
           : gtk_window_get_title (GTK_WINDOW (self));
}

void
sublet_window_update_header (SubletWindow *self, const char *root)
{
  SubletSizeClass size = sublet_size_bin_get_size_class (self->size_bin);
  gboolean in_main = g_str_equal (root, "main");
  gboolean narrow = size == SUBLET_SIZE_CLASS_NARROW;
  const char *page = adw_view_stack_get_visible_child_name (self->stack);
  SubletInstancePage *instance_page = in_main ? get_instance_page (self, page) : NULL;
  g_autofree char *layout = narrow ? dup_narrow_layout (self) : NULL;
  const char *start = "none";

  /* Kept in the middle, the title would ask for twice the room of the buttons beside it. */
  adw_header_bar_set_centering_policy (self->header_bar,
                                       narrow ? ADW_CENTERING_POLICY_LOOSE
                                              : ADW_CENTERING_POLICY_STRICT);
  adw_header_bar_set_decoration_layout (self->header_bar, layout);
  adw_view_switcher_set_policy (self->switcher,
                                size == SUBLET_SIZE_CLASS_WIDE ? ADW_VIEW_SWITCHER_POLICY_WIDE
                                                               : ADW_VIEW_SWITCHER_POLICY_NARROW);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, in_main && narrow && instance_page == NULL);
  gtk_label_set_label (self->window_title,
                       in_main ? get_title (self, instance_page)
                               : gtk_window_get_title (GTK_WINDOW (self)));
  gtk_stack_set_visible_child_name (self->title_stack,
                                    in_main && !narrow && instance_page == NULL ? "switcher"
                                                                                : "title");

  if (g_str_equal (root, "welcome"))
    start = "welcome";
  else if (instance_page != NULL)
    start = "instance";
  else if (in_main && page != NULL && gtk_stack_get_child_by_name (self->start_stack, page) != NULL)
    start = page;
  gtk_stack_set_visible_child_name (self->start_stack, start);
  gtk_widget_set_visible (GTK_WIDGET (self->pill_slot), in_main);
  gtk_widget_set_visible (GTK_WIDGET (self->strip_slot), in_main);
}
