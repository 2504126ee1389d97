/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-application-private.h"

/* The keys of the window's pages and dialogs are theirs; these hold everywhere. Each stands in
 * gtk/help-overlay.ui too, and a test compares the two. */
static const SubletAccelerator accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "win.refresh", { "F5", "<Control>r" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.show-page('instances')", { "<Control>2" } },
  { "win.show-page('market')", { "<Control>1" } },
  { "window.close", { "<Control>w" } },
};

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SubletApplication *self = SUBLET_APPLICATION (user_data);
  g_autoptr (GList) windows = NULL;
  GList *item;

  /* Each window may have a question before it goes; the application ends with the last one. */
  windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  for (item = windows; item != NULL; item = item->next)
    gtk_window_close (GTK_WINDOW (item->data));
}

static const GActionEntry entries[] = {
  { .name = "quit", .activate = on_quit },
};

/**
 * sublet_application_get_accelerators:
 * @n_accelerators: (out): how many
 *
 * Returns: (transfer none) (array length=n_accelerators): the keys that hold in every window
 */
const SubletAccelerator *
sublet_application_get_accelerators (gsize *n_accelerators)
{
  *n_accelerators = G_N_ELEMENTS (accelerators);

  return accelerators;
}

/**
 * sublet_application_install_actions:
 * @self: the application
 *
 * Adds the `app` actions and their keys, once.
 */
void
sublet_application_install_actions (SubletApplication *self)
{
  gsize i;

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  for (i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           accelerators[i].action,
                                           accelerators[i].accelerators);
}
