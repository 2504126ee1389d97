/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-actions-private.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-toast.h"
#include "ui/instances/sublet-increase-question.h"
#include "ui/instances/sublet-rental-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  SubletInstanceRecord *record; /* (owned) (nullable) */
  GtkWidget *toasts;            /* (owned) (nullable) */
  char *name;                   /* (owned) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_object (&asking->record);
  g_clear_object (&asking->toasts);
  g_free (asking->name);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* Nothing failed: there is nothing to answer any more, and no increase is shown. */
static void
tell_gone (Asking *asking)
{
  g_autofree char *title = NULL;

  if (asking->toasts == NULL)
    return;

  title =
    /* TRANSLATORS: %s is an instance's label */
    g_strdup_printf (_ ("The price increase of %s no longer waits for an answer"), asking->name);
  sublet_toast_show (asking->toasts, title);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;

  sublet_increase_ask_finish (result, &error);
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
    tell_gone (asking);
  else
    sublet_instance_record_note_outcome (asking->record,
                                         N_ ("The answer to its price increase is not confirmed."),
                                             error);
}

/* From the window, because what acts may be about another one when the answer comes. */
static void
ask (SubletInstanceActions *self, gboolean accept)
{
  GtkRoot *root = sublet_instance_actions_get_root (self);
  GtkWidget *toasts = gtk_widget_get_ancestor (self->widget, ADW_TYPE_TOAST_OVERLAY);
  Asking *asking;

  if (root == NULL || !sublet_rental_can_answer_increase (self->rental))
    return;

  asking = g_new0 (Asking, 1);
  g_set_object (&asking->record, self->record);
  g_set_object (&asking->toasts, toasts);
  asking->name = sublet_rental_text_dup_name (self->rental);
  sublet_increase_ask_async (GTK_WIDGET (root),
                             self->engine,
                             self->rental,
                             accept,
                             NULL,
                             on_asked,
                             asking);
}

void
sublet_instance_actions_accept_increase (SubletInstanceActions *self)
{
  ask (self, TRUE);
}

void
sublet_instance_actions_reject_increase (SubletInstanceActions *self)
{
  ask (self, FALSE);
}
