/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-software-question.h"

#include "ui/common/sublet-field-row.h"
#include "ui/common/sublet-order-question.h"
#include "ui/instances/sublet-asking.h"
#include "ui/rent/sublet-env-list.h"
#include "ui/rent/sublet-launch-text.h"
#include "ui/rent/sublet-onstart-fold.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>
#include <stdbool.h>

typedef struct
{
  SubletAsking asking;
  SubletLaunch *launch;       /* (owned): as it is typed */
  SubletFieldRow *image_row;  /* (owned) */
  GtkEntry *image_entry;      /* (owned) */
  SubletEnvList *env_list;    /* (owned) */
  SubletOnstartFold *onstart; /* (owned) */
} AskData;

/* What was not kept of a rental of an earlier session is to be typed again, or taken out. */
static bool
is_complete (SubletLaunch *launch)
{
  guint i;

  for (i = 0; i < sublet_launch_get_n_env (launch); i++)
    {
      if (sublet_launch_get_env_value (launch, i) == NULL)
        return false;
    }

  return !sublet_launch_is_onstart_missing (launch);
}

static void
update (AskData *data)
{
  const char *image = gtk_editable_get_text (GTK_EDITABLE (data->image_entry));
  g_autofree char *image_problem = sublet_rent_text_image_problem (image);
  g_autofree char *env_problem = NULL;
  const char *onstart_problem;
  guint at = 0;

  /* What is typed is the whole of it: a template would add what it has. */
  sublet_launch_set_image (data->launch, *image == '\0' ? NULL : image);
  sublet_launch_set_template (data->launch, NULL, NULL);
  sublet_env_list_write (data->env_list, data->launch);
  sublet_onstart_fold_write (data->onstart, data->launch);
  env_problem = sublet_launch_text_check (data->launch, SUBLET_LAUNCH_FIELD_ENV, &at);
  if (env_problem == NULL && !is_complete (data->launch))
    env_problem = g_strdup (_ ("Type again what is not kept, or take it out."));
  onstart_problem = sublet_onstart_fold_check (data->onstart, data->launch);

  sublet_field_row_set_problem (data->image_row, image_problem);
  sublet_env_list_set_problem (data->env_list, at, env_problem);
  sublet_ui_confirm_set_enabled (GTK_WIDGET (data->image_row),
                                 "update",
                                 image_problem == NULL && env_problem == NULL &&
                                   onstart_problem == NULL &&
                                   sublet_rental_can_update_software (data->asking.rental));
}

static GtkWidget *
make_form (AskData *data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = gtk_entry_new ();
  const char *image = sublet_launch_get_image (data->launch);

  if (image == NULL)
    image = sublet_rental_get_image (data->asking.rental);
  gtk_editable_set_text (GTK_EDITABLE (entry), image != NULL ? image : "");
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  data->image_entry = g_object_ref_sink (GTK_ENTRY (entry));
  data->image_row =
    g_object_ref_sink (g_object_new (SUBLET_TYPE_FIELD_ROW,
                                     "title",
                                     _ ("Image"), "control", entry, "stacked", TRUE, NULL));
  data->env_list = g_object_ref_sink (g_object_new (SUBLET_TYPE_ENV_LIST, NULL));
  data->onstart = g_object_ref_sink (g_object_new (SUBLET_TYPE_ONSTART_FOLD, NULL));
  sublet_env_list_set_stacked (data->env_list, TRUE);
  sublet_env_list_fill (data->env_list, data->launch);
  sublet_onstart_fold_fill (data->onstart, data->launch);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (data->image_row));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (data->env_list));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (data->onstart));

  return list;
}

static void
follow (gpointer user_data)
{
  AskData *data = user_data;

  g_signal_connect_swapped (data->image_entry, "notify::text", G_CALLBACK (update), data);
  g_signal_connect_swapped (data->env_list, "changed", G_CALLBACK (update), data);
  g_signal_connect_swapped (data->onstart, "changed", G_CALLBACK (update), data);
  g_signal_connect_swapped (data->asking.rental, "notify::state", G_CALLBACK (update), data);
  update (data);
}

static void
give (gpointer user_data, GAsyncReadyCallback callback, gpointer callback_data)
{
  AskData *data = user_data;

  sublet_rental_engine_update_software_async (data->asking.engine,
                                              data->asking.rental,
                                              data->launch,
                                              NULL,
                                              callback,
                                              callback_data);
}

static void
clear (gpointer user_data)
{
  AskData *data = user_data;

  g_signal_handlers_disconnect_by_data (data->image_entry, data);
  g_signal_handlers_disconnect_by_data (data->env_list, data);
  g_signal_handlers_disconnect_by_data (data->onstart, data);
  g_clear_object (&data->launch);
  g_clear_object (&data->image_row);
  g_clear_object (&data->image_entry);
  g_clear_object (&data->env_list);
  g_clear_object (&data->onstart);
}

static const SubletAskingKind asking_kind = {
  .answer = "update",
  .follow = follow,
  .give = give,
  .finish = sublet_rental_engine_update_software_finish,
  .clear = clear,
};

/**
 * sublet_software_ask_async:
 * @parent: a widget of the window that asks
 * @engine: what carries the order out
 * @rental: one of its own rentals whose software can be changed
 * @cancellable: (nullable): takes the question away; an order that was given goes on
 * @callback: called when the order was accepted, failed or was not wanted
 * @user_data: for @callback
 *
 * The fields are filled with what runs, as far as it is known here.
 */
void
sublet_software_ask_async (GtkWidget *parent,
                           SubletRentalEngine *engine,
                           SubletRental *rental,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  g_autofree char *button = NULL;
  SubletAskingWords words = { .look = SUBLET_ANSWER_DESTRUCTIVE };
  AskData *data;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  data = sublet_asking_new (&asking_kind, sizeof (AskData), engine, rental);
  data->launch = sublet_rental_engine_dup_launch (engine, rental);
  if (data->launch == NULL)
    data->launch = sublet_launch_new ();
  /* TRANSLATORS: %s is the name of an instance */
  heading = g_strdup_printf (_ ("Update the software of %s?"), data->asking.name);
  body = sublet_order_question_dup_losses (engine, rental, SUBLET_ORDER_UPDATE);
  /* TRANSLATORS: on a button; %s is an instance's label */
  button = g_strdup_printf (_ ("_Recycle %s"), data->asking.label_name);
  words.heading = heading;
  words.body = body;
  words.extra = make_form (data);
  words.label = button;
  sublet_asking_run_async (data, parent, &words, cancellable, callback, user_data);
}

/**
 * sublet_software_ask_finish:
 * @result: what the callback was given
 * @error: G_IO_ERROR_CANCELLED when it was not wanted, else the engine's
 *
 * Returns: whether the service accepted it
 */
gboolean
sublet_software_ask_finish (GAsyncResult *result, GError **error)
{
  return sublet_asking_run_finish (result, error);
}
