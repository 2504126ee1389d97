/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-actions-private.h"

#include "ui/common/sublet-toast.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/instances/sublet-rental-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The service allows 1024, its own pages ask to stay below 128. Source: fact sheet 5.1. */
#define MAX_LABEL_LENGTH 120

typedef struct
{
  SubletRentalEngine *engine;   /* (owned) */
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) (nullable) */
  GtkWidget *entry;             /* (owned) */
  GtkWidget *toasts;            /* (owned) (nullable) */
  char *label;                  /* (owned) (nullable): the one to write */
  char *undo_label;             /* (owned) (nullable): the one before it, NULL for an undo */
} Relabelling;

static void
relabelling_free (Relabelling *relabelling)
{
  g_clear_object (&relabelling->engine);
  g_clear_object (&relabelling->rental);
  g_clear_object (&relabelling->record);
  g_clear_object (&relabelling->entry);
  g_clear_object (&relabelling->toasts);
  g_free (relabelling->label);
  g_free (relabelling->undo_label);
  g_free (relabelling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relabelling, relabelling_free)

static void write_label (Relabelling *relabelling);

static void
on_undo (AdwToast *toast, Relabelling *relabelling)
{
  Relabelling *undo = g_new0 (Relabelling, 1);

  undo->engine = g_object_ref (relabelling->engine);
  undo->rental = g_object_ref (relabelling->rental);
  g_set_object (&undo->record, relabelling->record);
  undo->label = g_strdup (relabelling->undo_label);
  write_label (undo);
}

static void
on_undo_over (gpointer user_data, GClosure *closure)
{
  relabelling_free (user_data);
}

/* Takes the relabelling: the toast keeps it as long as there is something to undo. */
static void
offer_undo (Relabelling *taken)
{
  g_autoptr (Relabelling) relabelling = taken;
  GtkWidget *toasts = relabelling->toasts;
  g_autofree char *title = NULL;

  /* TRANSLATORS: %s is an instance's new label */
  title = g_strdup_printf (_ ("Relabelled %s"), relabelling->label);
  sublet_toast_offer (toasts,
                      title,
                      _ ("Undo"),
                         G_CALLBACK (on_undo),
                         g_steal_pointer (&relabelling),
                         on_undo_over);
}

static void
on_labelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Relabelling) relabelling = user_data;
  g_autoptr (GError) error = NULL;
  gboolean labelled;

  labelled = sublet_rental_engine_set_label_finish (SUBLET_RENTAL_ENGINE (source), result, &error);
  sublet_instance_record_note_outcome (relabelling->record,
                                       N_ ("The new label is not confirmed."), error);
  if (labelled && relabelling->undo_label != NULL && relabelling->toasts != NULL)
    offer_undo (g_steal_pointer (&relabelling));
}

static void
write_label (Relabelling *relabelling)
{
  sublet_rental_engine_set_label_async (relabelling->engine,
                                        relabelling->rental,
                                        relabelling->label,
                                        NULL,
                                        on_labelled,
                                        relabelling);
}

static void
on_label_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Relabelling) relabelling = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = sublet_ui_confirm_finish (result, &error);

  if (g_strcmp0 (answer, "relabel") != 0)
    return;

  relabelling->label =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (relabelling->entry))));
  if (g_strcmp0 (relabelling->label, sublet_rental_get_label (relabelling->rental)) != 0)
    write_label (g_steal_pointer (&relabelling));
}

/* Asked for with an entry, undone with a toast. */
void
sublet_instance_actions_relabel (SubletInstanceActions *self)
{
  const char *label = sublet_rental_get_label (self->rental);
  g_autofree char *name = sublet_rental_text_dup_name (self->rental);
  /* TRANSLATORS: %s is the instance's name */
  g_autofree char *heading = g_strdup_printf (_ ("Relabel %s"), name);
  const SubletAnswer answers[] = {
    { "cancel", _ ("Cancel"), SUBLET_ANSWER_PLAIN },
      { "relabel", _ ("Relabel"), SUBLET_ANSWER_SUGGESTED },
    };
  Relabelling *relabelling = g_new0 (Relabelling, 1);
  SubletQuestion question = {
    .heading = heading,
    .answers = answers,
    .n_answers = G_N_ELEMENTS (answers),
    .default_answer = "relabel",
    .close_answer = "cancel",
  };

  relabelling->engine = g_object_ref (self->engine);
  relabelling->rental = g_object_ref (self->rental);
  g_set_object (&relabelling->record, self->record);
  g_set_object (&relabelling->toasts,
                gtk_widget_get_ancestor (self->widget, ADW_TYPE_TOAST_OVERLAY));
  relabelling->undo_label = g_strdup (label != NULL ? label : "");
  relabelling->entry = g_object_ref_sink (gtk_entry_new ());
  gtk_editable_set_text (GTK_EDITABLE (relabelling->entry), relabelling->undo_label);
  gtk_entry_set_max_length (GTK_ENTRY (relabelling->entry), MAX_LABEL_LENGTH);
  gtk_entry_set_activates_default (GTK_ENTRY (relabelling->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (relabelling->entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Label"), -1);
  question.extra = relabelling->entry;
  sublet_ui_confirm_async (self->widget, &question, NULL, on_label_answer, relabelling);
}
