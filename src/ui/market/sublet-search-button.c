/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-search-button.h"
#include "ui/common/sublet-tooltip.h"

#include <glib/gi18n.h>

/* Beside the switcher in the middle there is room for so much. */
#define WIDEST_CHARS 18

/* The list, so that its popover fits into a window of 360. */
#define LIST_WIDTH 400
#define COMPACT_LIST_WIDTH 292

struct _SubletSearchButton
{
  AdwBin parent_instance;

  gboolean is_changed;
  gboolean compact;

  GtkMenuButton *button; /* (borrowed): the child */
  GtkLabel *label;       /* (borrowed): in the button */
  GtkWidget *changed;    /* (borrowed): in the button, never cut off */
  GtkWidget *icon;       /* (borrowed): in the button */
  GtkWidget *list;       /* (borrowed): in the clamp */
  AdwClamp *clamp;       /* (borrowed): in the popover */
};

G_DEFINE_FINAL_TYPE (SubletSearchButton, sublet_search_button, ADW_TYPE_BIN)

static void
on_popover_shown (SubletSearchButton *self)
{
  gtk_widget_grab_focus (self->list);
}

static void
sublet_search_button_class_init (SubletSearchButtonClass *klass)
{
}

static GtkWidget *
make_inside (SubletSearchButton *self)
{
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = gtk_image_new_from_icon_name ("folder-saved-search-symbolic");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, WIDEST_CHARS);
  gtk_box_append (GTK_BOX (inside), self->icon);
  gtk_box_append (GTK_BOX (inside), GTK_WIDGET (self->label));
  /* TRANSLATORS: follows a saved search's name: what is set now is not what it keeps */
  self->changed = gtk_label_new (_ ("· changed"));
  gtk_widget_add_css_class (self->changed, "subdued");
  gtk_box_append (GTK_BOX (inside), self->changed);

  return inside;
}

static void
sublet_search_button_init (SubletSearchButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, make_inside (self));
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  sublet_search_button_set_current (self, NULL, FALSE);
}

/**
 * sublet_search_button_new:
 * @list: (transfer floating): what it opens; has the focus then
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
sublet_search_button_new (GtkWidget *list)
{
  SubletSearchButton *self = g_object_new (SUBLET_TYPE_SEARCH_BUTTON, NULL);
  GtkWidget *popover = gtk_popover_new ();

  self->list = list;
  self->clamp = ADW_CLAMP (adw_clamp_new ());
  adw_clamp_set_child (self->clamp, list);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->clamp));
  g_signal_connect_object (popover,
                           "show",
                           G_CALLBACK (on_popover_shown),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_menu_button_set_popover (self->button, popover);
  sublet_search_button_set_compact (self, FALSE);

  return GTK_WIDGET (self);
}

/**
 * sublet_search_button_set_current:
 * @self: a button
 * @name: (nullable): of the search that was applied last
 * @changed: whether what is set is another by now
 */
void
sublet_search_button_set_current (SubletSearchButton *self, const char *name, gboolean changed)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (SUBLET_IS_SEARCH_BUTTON (self));

  self->is_changed = name != NULL && changed;
  if (name == NULL)
    sentence = g_strdup (_ ("Saved Searches"));
  else if (changed)
    /* TRANSLATORS: %s is a saved search's name; what is set now is not what it keeps */
    sentence = g_strdup_printf (_ ("Saved Searches: %s, changed"), name);
  else
    /* TRANSLATORS: %s is a saved search's name */
    sentence = g_strdup_printf (_ ("Saved Searches: %s"), name);

  gtk_label_set_text (self->label, name != NULL ? name : sentence);
  gtk_widget_set_visible (self->changed, self->is_changed && !self->compact);
  sublet_tooltip_set (GTK_WIDGET (self->button), sentence);
  /* The half that is pressed. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                    gtk_widget_get_first_child (GTK_WIDGET (self->button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

/**
 * sublet_search_button_set_compact:
 * @self: a button
 * @compact: whether an icon stands for its words, which its tooltip tells then, and the list is no
 *   wider than the narrowest window
 */
void
sublet_search_button_set_compact (SubletSearchButton *self, gboolean compact)
{
  int width = compact ? COMPACT_LIST_WIDTH : LIST_WIDTH;

  g_return_if_fail (SUBLET_IS_SEARCH_BUTTON (self));

  self->compact = compact;
  gtk_widget_set_visible (self->icon, compact);
  gtk_widget_set_visible (GTK_WIDGET (self->label), !compact);
  gtk_widget_set_visible (self->changed, self->is_changed && !compact);
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
}

/**
 * sublet_search_button_popup:
 * @self: a button
 *
 * Opens the list.
 */
void
sublet_search_button_popup (SubletSearchButton *self)
{
  g_return_if_fail (SUBLET_IS_SEARCH_BUTTON (self));

  gtk_menu_button_popup (self->button);
}

/**
 * sublet_search_button_popdown:
 * @self: a button
 *
 * Closes the list.
 */
void
sublet_search_button_popdown (SubletSearchButton *self)
{
  g_return_if_fail (SUBLET_IS_SEARCH_BUTTON (self));

  gtk_menu_button_popdown (self->button);
}
