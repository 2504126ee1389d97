/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-add-key-dialog.h"

#include "core/model/sublet-ssh-text.h"
#include "ui/common/sublet-error-text.h"
#include "ui/preferences/sublet-add-key-dialog-private.h"
#include "ui/preferences/sublet-ssh-key-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 480

G_DEFINE_FINAL_TYPE (SubletAddKeyDialog, sublet_add_key_dialog, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_ADDED,
  N_SIGNALS,
} SubletAddKeyDialogSignal;

static guint signals[N_SIGNALS];

static char *
dup_text (SubletAddKeyDialog *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->text_view), &start, &end);
  return gtk_text_iter_get_text (&start, &end);
}

/**
 * sublet_add_key_dialog_show_problem: (skip)
 * @self: a dialog
 * @problem: (nullable): what is wrong, translated
 */
void
sublet_add_key_dialog_show_problem (SubletAddKeyDialog *self, const char *problem)
{
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_box, problem != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "",
                                  -1);
}

static void
set_adding (SubletAddKeyDialog *self, gboolean adding)
{
  self->adding = adding;
  gtk_spinner_set_spinning (self->spinner, adding);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text_view), !adding);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "add-key.choose-file", !adding);
}

static void
keep_whole (SubletAddKeyDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->whole, &start, &end);
}

static void
update (SubletAddKeyDialog *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *problem = sublet_ssh_key_text_problem (text);
  gboolean empty = *text == '\0';

  keep_whole (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "add-key.add",
                                 problem == NULL && !self->adding);
  sublet_add_key_dialog_show_problem (self, empty ? NULL : problem);
}

/* What must not be shown does not get into the text at all, nor into what can be undone. */
static void
on_insert (SubletAddKeyDialog *self,
           GtkTextIter *location,
           const char *text,
           int length,
           GtkTextBuffer *buffer)
{
  g_autofree char *inserted = g_strndup (text, length < 0 ? strlen (text) : (gsize) length);
  g_autofree char *problem = NULL;

  if (!sublet_ssh_text_is_private (inserted))
    return;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  problem = sublet_ssh_key_text_problem (inserted);
  explicit_bzero (inserted, strlen (inserted));
  sublet_add_key_dialog_show_problem (self, problem);
}

/* ---- adding ---- */

typedef struct
{
  GWeakRef dialog;
  char *line; /* (owned) */
} Adding;

static void
adding_free (Adding *adding)
{
  g_weak_ref_clear (&adding->dialog);
  g_free (adding->line);
  g_free (adding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, adding_free)

/* A dialog that was closed meanwhile has nothing to say; the list tells. */
static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Adding) adding = user_data;
  g_autoptr (SubletAddKeyDialog) self = g_weak_ref_get (&adding->dialog);
  g_autoptr (GError) error = NULL;
  SubletKeyPlacement placement =
    sublet_account_keys_add_finish (SUBLET_ACCOUNT_KEYS (source), result, &error);

  if (self == NULL)
    return;

  set_adding (self, FALSE);
  update (self);
  switch (placement)
    {
    case SUBLET_KEY_PLACEMENT_DONE:
      g_signal_emit (self, signals[SIGNAL_ADDED], 0, adding->line);
      gtk_window_close (GTK_WINDOW (self));
      break;

    case SUBLET_KEY_PLACEMENT_ALREADY_THERE:
      sublet_add_key_dialog_show_problem (self, _ ("Your account has this key already."));
      break;

    case SUBLET_KEY_PLACEMENT_TEAM_REFUSED:
      sublet_add_key_dialog_show_problem (self, _ ("A team's account takes no keys."));
      break;

    case SUBLET_KEY_PLACEMENT_FAILED:
    default:
      /* Cancelled: another account is in use. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_window_close (GTK_WINDOW (self));
      else
        {
          g_autofree char *problem = sublet_error_text_dup_both (error);

          sublet_add_key_dialog_show_problem (self, problem);
        }
      break;
    }
}

static void
on_add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletAddKeyDialog *self = SUBLET_ADD_KEY_DIALOG (widget);
  g_autofree char *text = dup_text (self);
  Adding *adding = g_new0 (Adding, 1);

  g_weak_ref_init (&adding->dialog, self);
  adding->line = g_strdup (text);
  set_adding (self, TRUE);
  update (self);
  sublet_account_keys_add_async (self->keys, text, on_added, adding);
}

static void
on_choose_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_add_key_dialog_choose_file (SUBLET_ADD_KEY_DIALOG (widget));
}

/* ---- the widget ---- */

/* What is still being asked holds the window until it is told to end. */
static void
sublet_add_key_dialog_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (SUBLET_ADD_KEY_DIALOG (widget)->cancellable);

  GTK_WIDGET_CLASS (sublet_add_key_dialog_parent_class)->unroot (widget);
}

static gboolean
sublet_add_key_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (SUBLET_ADD_KEY_DIALOG (window)->cancellable);

  return GTK_WINDOW_CLASS (sublet_add_key_dialog_parent_class)->close_request (window);
}

static void
sublet_add_key_dialog_dispose (GObject *object)
{
  SubletAddKeyDialog *self = SUBLET_ADD_KEY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->keys);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_ADD_KEY_DIALOG);

  G_OBJECT_CLASS (sublet_add_key_dialog_parent_class)->dispose (object);
}

static void
sublet_add_key_dialog_finalize (GObject *object)
{
  g_object_unref (SUBLET_ADD_KEY_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (sublet_add_key_dialog_parent_class)->finalize (object);
}

static void
sublet_add_key_dialog_class_init (SubletAddKeyDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_add_key_dialog_dispose;
  object_class->finalize = sublet_add_key_dialog_finalize;
  widget_class->unroot = sublet_add_key_dialog_unroot;
  GTK_WINDOW_CLASS (klass)->close_request = sublet_add_key_dialog_close_request;

  signals[SIGNAL_ADDED] = g_signal_new ("added",
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
                                               "/ui/preferences/sublet-add-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletAddKeyDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, SubletAddKeyDialog, problem_box);
  gtk_widget_class_bind_template_child (widget_class, SubletAddKeyDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, SubletAddKeyDialog, spinner);

  gtk_widget_class_install_action (widget_class, "add-key.add", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "add-key.choose-file", NULL, on_choose_file);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_Return,
                                       GDK_CONTROL_MASK,
                                       "add-key.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class,
                                       GDK_KEY_KP_Enter,
                                       GDK_CONTROL_MASK,
                                       "add-key.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  /* A plain window has a role that assistive programs look through. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
sublet_add_key_dialog_init (SubletAddKeyDialog *self)
{
  GtkTextBuffer *buffer;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  buffer = gtk_text_view_get_buffer (self->text_view);
  self->whole = gtk_text_buffer_create_tag (buffer, NULL, "insert-hyphens", FALSE, NULL);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (on_insert), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * sublet_add_key_dialog_new:
 * @parent: (nullable): the window it stands before
 * @keys: where the key goes
 *
 * Returns: (transfer none): a dialog that GTK owns, for gtk_window_present()
 */
SubletAddKeyDialog *
sublet_add_key_dialog_new (GtkWindow *parent, SubletAccountKeys *keys)
{
  SubletAddKeyDialog *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_KEYS (keys), NULL);

  self = g_object_new (SUBLET_TYPE_ADD_KEY_DIALOG, "transient-for", parent, NULL);
  self->keys = g_object_ref (keys);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text_view));
  if (parent == NULL)
    gtk_window_set_modal (GTK_WINDOW (self), FALSE);
  /* Not beyond its parent: on a small screen it is as wide. */
  else if (gtk_widget_get_width (GTK_WIDGET (parent)) > 0)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))),
                                 -1);

  return self;
}
