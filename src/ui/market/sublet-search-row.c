/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-search-row.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-tooltip.h"

#include <glib/gi18n.h>

/* Where the current search has its tick, the others have as much room. */
#define HIDDEN 0.0
#define SHOWN 1.0

struct _SubletSearchRow
{
  GtkListBoxRow parent_instance;

  SubletSavedSearch *search; /* (owned) */
  gboolean is_default;
  SubletLowest lowest;
  double grabbed_y; /* where on the row the handle was taken */

  /* template children */
  GtkWidget *handle;
  GtkWidget *current;
  GtkLabel *name_label;
  GtkLabel *note_label;
  GtkLabel *lowest_label;
  GtkMenuButton *menu_button;
};

G_DEFINE_ENUM_TYPE (SubletSearchVerb,
                    sublet_search_verb,
                    G_DEFINE_ENUM_VALUE (SUBLET_SEARCH_VERB_APPLY, "search.apply"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SEARCH_VERB_REPLACE, "search.replace"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SEARCH_VERB_RENAME, "search.rename"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SEARCH_VERB_TOGGLE_DEFAULT, "search.default"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SEARCH_VERB_MOVE_UP, "search.move-up"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SEARCH_VERB_MOVE_DOWN, "search.move-down"),
                    G_DEFINE_ENUM_VALUE (SUBLET_SEARCH_VERB_REMOVE, "search.remove"))

G_DEFINE_FINAL_TYPE (SubletSearchRow, sublet_search_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  SIGNAL_ACT,
  SIGNAL_DRAGGED,
  N_SIGNALS,
} SubletSearchRowSignal;

static guint signals[N_SIGNALS];

/* ---- what it says ---- */

static const char *
get_note (SubletSearchRow *self)
{
  switch (sublet_saved_search_get_reading (self->search))
    {
    case SUBLET_SEARCH_READING_NONE:
      return self->is_default ? _ ("Default · damaged") : _ ("Damaged");
    case SUBLET_SEARCH_READING_PARTLY:
      return self->is_default ? _ ("Default · from a newer Sublet") : _ ("From a newer Sublet");
    case SUBLET_SEARCH_READING_WHOLLY:
    default:
      return self->is_default ? _ ("Default") : NULL;
    }
}

static char *
dup_lowest (SubletSearchRow *self)
{
  if (self->lowest.known && self->lowest.rate_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: in place of the lowest price: no offer passes the search now */
    return g_strdup (_ ("none now"));

  return sublet_format_rate (self->lowest.rate_nusd);
}

static char *
dup_sentence (SubletSearchRow *self, const char *note, const char *lowest)
{
  const char *name = sublet_saved_search_get_name (self->search);
  g_autofree char *named = NULL;

  /* TRANSLATORS: spoken: a saved search's name, then what is special about it */
  named = note != NULL ? g_strdup_printf (_ ("%1$s, %2$s"), name, note) : g_strdup (name);
  if (!self->lowest.known)
    return g_steal_pointer (&named);

  /* TRANSLATORS: spoken: a saved search, then a rate like $0.334/h, or "none now" */
  return g_strdup_printf (_ ("%1$s, cheapest %2$s"), named, lowest);
}

static void
update (SubletSearchRow *self)
{
  const char *note = get_note (self);
  g_autofree char *lowest = dup_lowest (self);
  g_autofree char *sentence = dup_sentence (self, note, lowest);

  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  gtk_label_set_text (self->lowest_label, lowest);
  sublet_tooltip_set (GTK_WIDGET (self->lowest_label),
                      self->lowest.known
                      ? _ ("The cheapest now, per hour of its job")
                      : _ ("Not known: the offers that are here do not cover it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

/* ---- the menu ---- */

static void
append (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append (section, label, action);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
make_menu (SubletSearchRow *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) move = g_menu_new ();

  g_menu_append (change, _ ("_Replace with What Is Set"), "search.replace");
  g_menu_append (change, _ ("Re_name…"), "search.rename");
  g_menu_append (change,
                 self->is_default
                 ? _ ("No Longer _Default")
                 : _ ("Make _Default"), "search.default");
  g_menu_append (move, _ ("Move _Up"), "search.move-up");
  g_menu_append (move, _ ("Move Do_wn"), "search.move-down");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  append (menu, _ ("D_elete"), "search.remove");

  return G_MENU_MODEL (menu);
}

static void
update_menu (SubletSearchRow *self)
{
  g_autoptr (GMenuModel) menu = make_menu (self);

  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

static void
on_verb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GEnumClass) verbs = g_type_class_ref (SUBLET_TYPE_SEARCH_VERB);
  GEnumValue *verb = g_enum_get_value_by_nick (verbs, action_name);

  g_signal_emit (widget, signals[SIGNAL_ACT], 0, verb->value);
}

static void
on_open_menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_menu_button_popup (SUBLET_SEARCH_ROW (widget)->menu_button);
}

/* ---- dragging ---- */

/* By a gesture of our own: a drag of the desktop's would close the popover that the row is in. */
static void
emit_dragged (SubletSearchRow *self, double offset_y, gboolean released)
{
  g_signal_emit (self, signals[SIGNAL_DRAGGED], 0, self->grabbed_y + offset_y, released);
}

static void
on_drag_begin (SubletSearchRow *self, double x, double y)
{
  double row_x = 0;

  gtk_widget_translate_coordinates (self->handle,
                                    GTK_WIDGET (self),
                                    x,
                                    y,
                                    &row_x,
                                    &self->grabbed_y);
}

static void
on_drag_update (SubletSearchRow *self, double offset_x, double offset_y)
{
  emit_dragged (self, offset_y, FALSE);
}

static void
on_drag_end (SubletSearchRow *self, double offset_x, double offset_y)
{
  emit_dragged (self, offset_y, TRUE);
}

static void
add_drag (SubletSearchRow *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag,
                           "drag-update",
                           G_CALLBACK (on_drag_update),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (self->handle, "grab");
}

/* ---- the widget ---- */

static void
sublet_search_row_dispose (GObject *object)
{
  SubletSearchRow *self = SUBLET_SEARCH_ROW (object);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_SEARCH_ROW);
  g_clear_object (&self->search);

  G_OBJECT_CLASS (sublet_search_row_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_F2, 0, "search.rename" },
    { GDK_KEY_Delete, 0, "search.remove" },
    { GDK_KEY_KP_Delete, 0, "search.remove" },
    { GDK_KEY_Up, GDK_ALT_MASK, "search.move-up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "search.move-down" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "search.menu" },
    { GDK_KEY_Menu, 0, "search.menu" },
  };
  g_autoptr (GEnumClass) verbs = g_type_class_ref (SUBLET_TYPE_SEARCH_VERB);
  guint i;

  for (i = 0; i < verbs->n_values; i++)
    gtk_widget_class_install_action (widget_class, verbs->values[i].value_nick, NULL, on_verb);
  gtk_widget_class_install_action (widget_class, "search.menu", NULL, on_open_menu);
  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class,
                                         keys[i].key,
                                         keys[i].modifiers,
                                         keys[i].action,
                                         NULL);
}

static void
sublet_search_row_class_init (SubletSearchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_search_row_dispose;

  signals[SIGNAL_ACT] = g_signal_new ("act",
                                      G_TYPE_FROM_CLASS (klass),
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      1,
                                      SUBLET_TYPE_SEARCH_VERB);
  signals[SIGNAL_DRAGGED] = g_signal_new ("dragged",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_DOUBLE,
                                          G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-search-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletSearchRow, handle);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchRow, current);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchRow, note_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchRow, lowest_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchRow, menu_button);
  install_actions (widget_class);
}

static void
sublet_search_row_init (SubletSearchRow *self)
{
  self->lowest.rate_nusd = SUBLET_MONEY_UNKNOWN;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_drag (self);
}

/**
 * sublet_search_row_new:
 * @search: what it shows
 *
 * Returns: (transfer floating): a row for a list box
 */
SubletSearchRow *
sublet_search_row_new (SubletSavedSearch *search)
{
  SubletSearchRow *self = g_object_new (SUBLET_TYPE_SEARCH_ROW, NULL);
  const char *name = sublet_saved_search_get_name (search);
  g_autofree char *menu_name = NULL;

  self->search = g_object_ref (search);
  gtk_label_set_text (self->name_label, name);
  sublet_tooltip_set (GTK_WIDGET (self->name_label), name);
  /* TRANSLATORS: the name of a button; %s is a saved search's name */
  menu_name = g_strdup_printf (_ ("What to Do with %s"), name);
  sublet_tooltip_set (GTK_WIDGET (self->menu_button), menu_name);
  /* The half that is pressed. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                    gtk_widget_get_first_child (GTK_WIDGET (self->menu_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu_name,
                                  -1);
  update (self);
  update_menu (self);

  return self;
}

/**
 * sublet_search_row_get_search:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
SubletSavedSearch *
sublet_search_row_get_search (SubletSearchRow *self)
{
  g_return_val_if_fail (SUBLET_IS_SEARCH_ROW (self), NULL);

  return self->search;
}

/**
 * sublet_search_row_set_place:
 * @self: a row
 * @place: what its search is among the others
 */
void
sublet_search_row_set_place (SubletSearchRow *self, const SubletSearchPlace *place)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_change;
  gboolean readable;

  g_return_if_fail (SUBLET_IS_SEARCH_ROW (self));
  g_return_if_fail (place != NULL);

  can_change = !place->read_only;
  readable = sublet_saved_search_get_reading (self->search) != SUBLET_SEARCH_READING_NONE;
  gtk_widget_action_set_enabled (widget, "search.apply", readable);
  gtk_widget_action_set_enabled (widget, "search.replace", can_change);
  gtk_widget_action_set_enabled (widget, "search.rename", can_change);
  gtk_widget_action_set_enabled (widget,
                                 "search.default",
                                 can_change && (readable || place->is_default));
  gtk_widget_action_set_enabled (widget, "search.move-up", can_change && !place->first);
  gtk_widget_action_set_enabled (widget, "search.move-down", can_change && !place->last);
  gtk_widget_action_set_enabled (widget, "search.remove", can_change);
  gtk_widget_set_visible (self->handle, can_change && !(place->first && place->last));
  gtk_widget_set_opacity (self->current, place->current ? SHOWN : HIDDEN);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_SELECTED,
                               place->current,
                               -1);
  if (self->is_default != place->is_default)
    {
      self->is_default = place->is_default;
      update_menu (self);
    }
  update (self);
}

/**
 * sublet_search_row_set_lowest:
 * @self: a row
 * @lowest: what is cheapest of it now
 */
void
sublet_search_row_set_lowest (SubletSearchRow *self, const SubletLowest *lowest)
{
  g_return_if_fail (SUBLET_IS_SEARCH_ROW (self));

  self->lowest = *lowest;
  update (self);
}
