/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-search-name-dialog.h"

#include <glib/gi18n.h>

#define WIDTH 420

struct _SubletSearchNameDialog
{
  AdwWindow parent_instance;

  SubletSavedSearches *searches; /* (owned) */
  char *renamed_id;              /* (owned) (nullable): of the search that shall be called so */

  /* template children */
  GtkButton *save_button;
  GtkEditable *entry;
  GtkWidget *problem_box;
  GtkLabel *problem_label;
  GtkWidget *note_label;
};

G_DEFINE_FINAL_TYPE (SubletSearchNameDialog, sublet_search_name_dialog, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_NAMED,
  N_SIGNALS,
} SubletSearchNameDialogSignal;

static guint signals[N_SIGNALS];

/* (transfer full) (nullable): NULL where the button that is off says enough */
static char *
dup_problem (SubletSearchNameProblem problem)
{
  switch (problem)
    {
    case SUBLET_SEARCH_NAME_PROBLEM_LONG:
      /* TRANSLATORS: %d is 80 */
      return g_strdup_printf (ngettext ("A name has %d character at most.",
                                        "A name has %d characters at most.",
                                        SUBLET_SAVED_SEARCH_MAX_NAME),
                              SUBLET_SAVED_SEARCH_MAX_NAME);
    case SUBLET_SEARCH_NAME_PROBLEM_CONTROL:
      return g_strdup (_ ("A name is one line of text, without control characters."));
    case SUBLET_SEARCH_NAME_PROBLEM_TAKEN:
      return g_strdup (_ ("Another search has this name."));
    case SUBLET_SEARCH_NAME_PROBLEM_EMPTY:
    case SUBLET_SEARCH_NAME_PROBLEM_NONE:
    default:
      return NULL;
    }
}

static void
update (SubletSearchNameDialog *self)
{
  SubletSearchNameProblem problem =
    sublet_saved_searches_check_name (self->searches,
                                      gtk_editable_get_text (self->entry),
                                      self->renamed_id);
  g_autofree char *text = dup_problem (problem);

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "search-name.save",
                                 problem == SUBLET_SEARCH_NAME_PROBLEM_NONE);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_label_set_text (self->problem_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->problem_box, text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "",
                                  -1);
}

static void
on_save (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletSearchNameDialog *self = SUBLET_SEARCH_NAME_DIALOG (widget);
  g_autofree char *name = sublet_saved_search_normalize_name (gtk_editable_get_text (self->entry));

  g_signal_emit (self, signals[SIGNAL_NAMED], 0, name);
  gtk_window_close (GTK_WINDOW (self));
}

static void
sublet_search_name_dialog_dispose (GObject *object)
{
  SubletSearchNameDialog *self = SUBLET_SEARCH_NAME_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_SEARCH_NAME_DIALOG);
  g_clear_object (&self->searches);

  G_OBJECT_CLASS (sublet_search_name_dialog_parent_class)->dispose (object);
}

static void
sublet_search_name_dialog_finalize (GObject *object)
{
  g_free (SUBLET_SEARCH_NAME_DIALOG (object)->renamed_id);

  G_OBJECT_CLASS (sublet_search_name_dialog_parent_class)->finalize (object);
}

static void
sublet_search_name_dialog_class_init (SubletSearchNameDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_search_name_dialog_dispose;
  object_class->finalize = sublet_search_name_dialog_finalize;

  signals[SIGNAL_NAMED] = g_signal_new ("named",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/market/sublet-search-name-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletSearchNameDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchNameDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchNameDialog, problem_box);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchNameDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SubletSearchNameDialog, note_label);
  gtk_widget_class_install_action (widget_class, "search-name.save", NULL, on_save);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "search-name.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_KP_Enter,
                                       GDK_CONTROL_MASK,
                                       "search-name.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  /* A plain window has a role that assistive programs look through. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
sublet_search_name_dialog_init (SubletSearchNameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_search_name_dialog_new:
 * @parent: (nullable): the window it stands before
 * @searches: the searches that there are
 * @renamed: (nullable): the one that shall be called otherwise; %NULL for a new one
 * @proposed: what the field begins with
 *
 * Returns: (transfer none): a dialog that GTK owns, for gtk_window_present()
 */
SubletSearchNameDialog *
sublet_search_name_dialog_new (GtkWindow *parent,
                               SubletSavedSearches *searches,
                               SubletSavedSearch *renamed,
                               const char *proposed)
{
  SubletSearchNameDialog *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (SUBLET_IS_SAVED_SEARCHES (searches), NULL);
  g_return_val_if_fail (proposed != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_SEARCH_NAME_DIALOG, "transient-for", parent, NULL);
  self->searches = g_object_ref (searches);
  if (renamed != NULL)
    self->renamed_id = g_strdup (sublet_saved_search_get_id (renamed));
  gtk_window_set_title (GTK_WINDOW (self),
                        renamed != NULL
                        ? _ ("Rename Search")
                        : _ ("Save This Search"));
  gtk_button_set_label (self->save_button, renamed != NULL ? _ ("_Rename") : _ ("_Save"));
  gtk_widget_set_visible (self->note_label, renamed == NULL);
  gtk_editable_set_text (self->entry, proposed);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  /* Takes the focus with all of the text selected, so that typing replaces it. */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->entry));
  /* Not beyond its parent: on a small screen it is as wide. */
  if (parent != NULL && gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 -1);

  return self;
}
