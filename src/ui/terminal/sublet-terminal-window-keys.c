/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-window-private.h"

#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

/*
 * A shell wants nearly every key: all of Ctrl with a letter, and F1, F6 and F10 that mean something
 * elsewhere in Sublet. So the window sees each key first, does what stands in this table, and hands
 * the rest to the terminal that has the focus, before the application's keys are looked at.
 */

static const SubletTerminalKey keys[] = {
  { "<Control><Shift>t", "terminal.new-tab", NULL },
  { "<Control><Shift>w", "terminal.close-tab", NULL },
  { "<Control><Shift>c <Control>Insert", "terminal.copy", NULL },
  { "<Control><Shift>v <Control><Shift>Insert", "terminal.paste", NULL },
  /* VTE would paste by itself, without a question. */
  { "<Shift>Insert", "terminal.paste-selection", NULL },
  { "<Control><Shift>f", "terminal.find", NULL },
  { "<Control><Shift>o", "terminal.upload", NULL },
  { "<Control><Shift>d", "terminal.upload-folder", NULL },
  { "<Control>Page_Up", "terminal.previous-tab", NULL },
  { "<Control>Page_Down", "terminal.next-tab", NULL },
  { "<Alt>1", "terminal.select-tab", "1" },
  { "<Alt>2", "terminal.select-tab", "2" },
  { "<Alt>3", "terminal.select-tab", "3" },
  { "<Alt>4", "terminal.select-tab", "4" },
  { "<Alt>5", "terminal.select-tab", "5" },
  { "<Alt>6", "terminal.select-tab", "6" },
  { "<Alt>7", "terminal.select-tab", "7" },
  { "<Alt>8", "terminal.select-tab", "8" },
  { "<Alt>9", "terminal.select-tab", "9" },
  /* With Shift where the sign is above another one. */
  { "<Control>plus <Control><Shift>plus <Control>equal <Control>KP_Add", "terminal.zoom-in", NULL },
  { "<Control>minus <Control>KP_Subtract", "terminal.zoom-out", NULL },
  { "<Control>0 <Control>KP_0", "terminal.zoom-normal", NULL },
  { "F11", "terminal.full-screen", NULL },
  { "<Control>F6", "terminal.leave", NULL },
};

/**
 * sublet_terminal_window_get_keys:
 * @n_keys: (out): how many
 *
 * Returns: (transfer none) (array length=n_keys): the keys and what they do
 */
const SubletTerminalKey *
sublet_terminal_window_get_keys (gsize *n_keys)
{
  *n_keys = G_N_ELEMENTS (keys);
  return keys;
}

static gboolean
matches (const SubletTerminalKey *entry, guint key, GdkModifierType modifiers)
{
  g_auto (GStrv) accelerators = g_strsplit (entry->accelerators, " ", -1);
  guint i;

  for (i = 0; accelerators[i] != NULL; i++)
    {
      guint entry_key = 0;
      GdkModifierType entry_modifiers = 0;

      if (!gtk_accelerator_parse (accelerators[i], &entry_key, &entry_modifiers))
        g_return_val_if_reached (FALSE);
      if (gdk_keyval_to_lower (entry_key) == gdk_keyval_to_lower (key) &&
          entry_modifiers == modifiers)
        return TRUE;
    }

  return FALSE;
}

/**
 * sublet_terminal_window_press:
 * @self: a window
 * @key: a GDK_KEY_ value
 * @modifiers: what is held with it
 *
 * A key that is for something does not go to the shell even while that cannot be done: what has a
 * meaning here has no second one.
 *
 * Returns: whether the key is for something
 */
gboolean
sublet_terminal_window_press (SubletTerminalWindow *self, guint key, GdkModifierType modifiers)
{
  gsize i;

  g_return_val_if_fail (SUBLET_IS_TERMINAL_WINDOW (self), FALSE);

  modifiers &= gtk_accelerator_get_default_mod_mask ();
  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GVariant) target = NULL;

      if (!matches (&keys[i], key, modifiers))
        continue;
      if (keys[i].target != NULL)
        target = g_variant_ref_sink (g_variant_new_parsed (keys[i].target));
      gtk_widget_activate_action_variant (GTK_WIDGET (self), keys[i].action, target);
      return TRUE;
    }

  return FALSE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                gpointer user_data)
{
  SubletTerminalWindow *self =
    SUBLET_TERMINAL_WINDOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (sublet_terminal_window_press (self, key, modifiers))
    return TRUE;
  if (!VTE_IS_TERMINAL (focus))
    return FALSE;

  return sublet_ui_forward_key (controller, focus);
}

/**
 * sublet_terminal_window_add_keys:
 * @self: a window
 *
 * To be called again after its application is another: of the controllers of one widget the latest
 * comes first, and the application's keys are one of them.
 */
void
sublet_terminal_window_add_keys (SubletTerminalWindow *self)
{
  if (self->keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), self->keys);

  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (on_key_pressed), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), self->keys);
}

/* ---- the menu at the pointer ---- */

static GMenuModel *
make_context_model (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("C_opy"), "terminal.copy");
  g_menu_append (menu, _ ("_Paste"), "terminal.paste");
  g_menu_append (menu, _ ("Select _All"), "terminal.select-all");
  g_menu_append (menu, _ ("_Find…"), "terminal.find");

  return G_MENU_MODEL (menu);
}

/**
 * sublet_terminal_window_popup_context_menu:
 * @self: a window
 * @view: where the pointer is
 * @x: in its coordinates
 * @y: likewise
 */
void
sublet_terminal_window_popup_context_menu (SubletTerminalWindow *self,
                                           GtkWidget *view,
                                           double x,
                                           double y)
{
  graphene_point_t at;
  GdkRectangle rectangle;

  if (!gtk_widget_compute_point (view,
                                 self->stack,
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                 &at))
    return;

  if (self->context_menu == NULL)
    {
      g_autoptr (GMenuModel) model = make_context_model ();

      self->context_menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
      gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->context_menu, self->stack);
    }
  rectangle = (GdkRectangle){ (int) at.x, (int) at.y, 1, 1 };
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), &rectangle);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}
