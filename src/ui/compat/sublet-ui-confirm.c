/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef ADW_VERSION_MAX_ALLOWED
#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

#include "ui/common/sublet-tight-text.h"

#include <adwaita.h>

/* Belongs to the dialog, so that it ends with it however that goes. */
typedef struct
{
  GTask *task;        /* (owned) (nullable): until it is answered */
  GSource *cancelled; /* (owned) (nullable) */
} Asking;

static void
asking_free (Asking *asking)
{
  if (asking->task != NULL)
    g_task_return_new_error (asking->task,
                             G_IO_ERROR,
                             G_IO_ERROR_CANCELLED,
                             "the question went away unanswered");
  g_clear_object (&asking->task);
  if (asking->cancelled != NULL)
    {
      g_source_destroy (asking->cancelled);
      g_source_unref (asking->cancelled);
    }
  g_free (asking);
}

/* An answer on its way to who asked. */
typedef struct
{
  GTask *task; /* (owned) */
  char *text;  /* (owned) */
} Answer;

static gboolean
on_dialog_done (gpointer user_data)
{
  Answer *answer = user_data;

  g_task_return_pointer (answer->task, g_steal_pointer (&answer->text), g_free);
  return G_SOURCE_REMOVE;
}

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->task);
  g_free (answer->text);
  g_free (answer);
}

/* Once the dialog has ended: who hears the answer may close the window that it belongs to, and a
 * dialog that is still answering would outlive its parent. */
static void
on_response (AdwMessageDialog *dialog, const char *text, Asking *asking)
{
  Answer *answer;

  if (asking->task == NULL)
    return;

  answer = g_new0 (Answer, 1);
  answer->task = g_steal_pointer (&asking->task);
  answer->text = g_strdup (text);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_dialog_done, answer, (GDestroyNotify) answer_free);
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));
  return G_SOURCE_REMOVE;
}

static AdwResponseAppearance
get_appearance (SubletAnswerLook look)
{
  switch (look)
    {
    case SUBLET_ANSWER_SUGGESTED:
      return ADW_RESPONSE_SUGGESTED;
    case SUBLET_ANSWER_DESTRUCTIVE:
      return ADW_RESPONSE_DESTRUCTIVE;
    case SUBLET_ANSWER_PLAIN:
    default:
      return ADW_RESPONSE_DEFAULT;
    }
}

/* libadwaita names the style class of its body alone. */
static void
keep_body_rates_whole (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "body"))
    sublet_ui_keep_rates_whole (GTK_LABEL (widget));
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    keep_body_rates_whole (child);
}

static GtkWidget *
make_dialog (GtkWidget *parent, const SubletQuestion *question)
{
  GtkRoot *root = parent == NULL ? NULL : gtk_widget_get_root (parent);
  GtkWidget *widget;
  AdwMessageDialog *dialog;
  gsize i;

  widget = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   question->heading,
                                   question->body);
  dialog = ADW_MESSAGE_DIALOG (widget);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (widget), TRUE);
  for (i = 0; i < question->n_answers; i++)
    {
      const SubletAnswer *answer = &question->answers[i];

      adw_message_dialog_add_response (dialog, answer->id, answer->label);
      adw_message_dialog_set_response_appearance (dialog,
                                                  answer->id,
                                                  get_appearance (answer->look));
    }
  adw_message_dialog_set_default_response (dialog, question->default_answer);
  adw_message_dialog_set_close_response (dialog, question->close_answer);
  if (question->extra != NULL)
    adw_message_dialog_set_extra_child (dialog, question->extra);
  keep_body_rates_whole (widget);

  return widget;
}

/**
 * sublet_ui_confirm_async:
 * @parent: (nullable): a widget of the window that asks
 * @question: what to ask; not needed after the call returns
 * @cancellable: (nullable): takes the question away
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks in a modal dialog of its own.
 */
void
sublet_ui_confirm_async (GtkWidget *parent,
                         const SubletQuestion *question,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GtkWidget *dialog;
  Asking *asking;

  g_return_if_fail (parent == NULL || GTK_IS_WIDGET (parent));
  g_return_if_fail (question != NULL && question->n_answers > 0);
  g_return_if_fail (question->close_answer != NULL);

  g_task_set_source_tag (task, sublet_ui_confirm_async);
  /* An answer that was given counts, even if the page behind it is gone since. */
  g_task_set_check_cancellable (task, FALSE);

  dialog = make_dialog (parent, question);
  asking = g_new0 (Asking, 1);
  asking->task = g_steal_pointer (&task);
  if (cancellable != NULL)
    {
      asking->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (asking->cancelled, G_SOURCE_FUNC (on_cancelled), dialog, NULL);
      g_source_attach (asking->cancelled, NULL);
    }
  g_object_set_data_full (G_OBJECT (dialog), "sublet-asking", asking, (GDestroyNotify) asking_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * sublet_ui_confirm_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when the question went away
 *
 * Returns: (transfer full) (nullable): the id of the answer
 */
char *
sublet_ui_confirm_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* (nullable): while it is asked. */
static AdwMessageDialog *
find_dialog (GtkWidget *widget)
{
  return (AdwMessageDialog *) gtk_widget_get_ancestor (widget, ADW_TYPE_MESSAGE_DIALOG);
}

/**
 * sublet_ui_confirm_set_enabled:
 * @widget: a part of the question's extra child
 * @answer: one of its answers
 * @enabled: whether it can be given now
 *
 * Nothing happens once the question is answered.
 */
void
sublet_ui_confirm_set_enabled (GtkWidget *widget, const char *answer, gboolean enabled)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  dialog = find_dialog (widget);
  if (dialog != NULL)
    adw_message_dialog_set_response_enabled (dialog, answer, enabled);
}

/**
 * sublet_ui_confirm_set_heading:
 * @widget: a part of the question's extra child
 * @heading: what it asks from now on
 *
 * Nothing happens once the question is answered.
 */
void
sublet_ui_confirm_set_heading (GtkWidget *widget, const char *heading)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  dialog = find_dialog (widget);
  if (dialog != NULL)
    adw_message_dialog_set_heading (dialog, heading);
}

/**
 * sublet_ui_confirm_rename:
 * @widget: a part of the question's extra child
 * @answer: one of its answers
 * @label: what its button says from now on, with a mnemonic
 *
 * Nothing happens once the question is answered.
 */
void
sublet_ui_confirm_rename (GtkWidget *widget, const char *answer, const char *label)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  dialog = find_dialog (widget);
  if (dialog != NULL)
    adw_message_dialog_set_response_label (dialog, answer, label);
}
