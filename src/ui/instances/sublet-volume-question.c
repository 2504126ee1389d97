/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-volume-question.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-volume-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *place;           /* (owned): what stays, whatever becomes of the row */
  SubletIdleVolumes *volumes; /* (owned) */
  SubletVolume *volume;       /* (owned) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->place);
  g_object_unref (asking->volumes);
  g_object_unref (asking->volume);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = sublet_volume_text_dup_name (asking->volume);
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;

  if (sublet_idle_volumes_delete_finish (SUBLET_IDLE_VOLUMES (source), result, &error))
    {
      /* TRANSLATORS: %s is the name of a volume */
      text = g_strdup_printf (_ ("%s is deleted"), name);
    }
  else
    {
      why = sublet_volume_text_dup_failure (error);
      /* TRANSLATORS: the name of a volume, and a sentence that says that it is not deleted */
      text = g_strdup_printf (_ ("%1$s: %2$s"), name, why);
    }
  sublet_toast_show (asking->place, text);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autofree char *answer = sublet_ui_confirm_finish (result, NULL);
  SubletIdleVolumes *volumes = asking->volumes; /* (borrowed) */
  SubletVolume *volume = asking->volume;        /* (borrowed) */

  if (g_strcmp0 (answer, "delete") == 0)
    sublet_idle_volumes_delete_async (volumes, volume, NULL, on_deleted, g_steal_pointer (&asking));
}

/* (transfer none) */
static GtkWidget *
find_place (GtkWidget *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  return overlay != NULL ? overlay : GTK_WIDGET (gtk_widget_get_root (widget));
}

/**
 * sublet_volume_question_ask:
 * @widget: where it was asked for, in a window; it may go meanwhile
 * @volumes: what knows the volume
 * @volume: one of them
 */
void
sublet_volume_question_ask (GtkWidget *widget, SubletIdleVolumes *volumes, SubletVolume *volume)
{
  g_autofree char *name = sublet_volume_text_dup_name (volume);
  g_autofree char *plain = sublet_format_no_mnemonic (name);
  /* TRANSLATORS: %s is the name of a volume */
  g_autofree char *heading = g_strdup_printf (_ ("Delete %s?"), name);
  /* TRANSLATORS: on a button; %s is the name of a volume */
  g_autofree char *label = g_strdup_printf (_ ("_Delete %s"), plain);
  g_autofree char *body = sublet_volume_text_dup_loss (volume);
  const SubletAnswer answers[] = {
    { "cancel", _ ("_Cancel"), SUBLET_ANSWER_PLAIN },
      { "delete", label, SUBLET_ANSWER_DESTRUCTIVE },
  };
  const SubletQuestion question = {
    .heading = heading,
    .body = body,
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "cancel",
    .close_answer = "cancel",
  };
  Asking *asking = g_new0 (Asking, 1);

  asking->place = g_object_ref (find_place (widget));
  asking->volumes = g_object_ref (volumes);
  asking->volume = g_object_ref (volume);
  sublet_ui_confirm_async (GTK_WIDGET (gtk_widget_get_root (widget)),
                           &question,
                           NULL,
                           on_answered,
                           asking);
}
