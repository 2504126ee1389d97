/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-ssh-key-question.h"

#include "core/rental/sublet-rental-engine-keys.h"
#include "ui/instances/sublet-asking.h"
#include "ui/rent/sublet-key-field.h"

#include <glib/gi18n.h>

typedef struct
{
  SubletAsking asking;
  SubletLaunch *launch;     /* (owned): with the key that is chosen, and nothing else */
  char *before;             /* (owned) (nullable): the key that it has */
  SubletFieldRow *row;      /* (owned) */
  SubletFieldRow *file_row; /* (owned) */
  GtkWidget *file_button;   /* (owned) */
  SubletKeyField *field;    /* (owned) */
} AskData;

/* What cannot be used is said in the form, and cannot be answered with. */
static void
update (AskData *data)
{
  const char *problem;
  const char *chosen;

  sublet_key_field_write (data->field, data->launch);
  problem = sublet_key_field_check (data->field, data->launch);
  chosen = sublet_launch_get_ssh_key (data->launch);
  sublet_ui_confirm_set_enabled (GTK_WIDGET (data->row),
                                 "use",
                                 problem == NULL && g_strcmp0 (chosen, data->before) != 0 &&
                                   !sublet_key_field_get_looking (data->field) &&
                                   sublet_rental_can_set_ssh_key (data->asking.rental));
}

static SubletFieldRow *
make_row (const char *title, GtkWidget *control)
{
  return g_object_ref_sink (g_object_new (SUBLET_TYPE_FIELD_ROW,
                                          "title",
                                          title,
                                          "use-underline",
                                          TRUE,
                                          "control",
                                          control,
                                          "stacked",
                                          TRUE,
                                          NULL));
}

/* The one of Preferences is looked at as any other is. */
static void
tell_preference (AskData *data)
{
  SubletIdentityStore *store = sublet_rental_engine_get_identity_store (data->asking.engine);
  const char *agent_path;

  if (store == NULL)
    return;

  agent_path = sublet_identity_store_get_agent_path (store);
  if (agent_path != NULL)
    sublet_key_field_set_agent_path (data->field, agent_path);
  sublet_key_field_set_preference (data->field, sublet_identity_store_get_choice (store));
}

static GtkWidget *
make_form (AskData *data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entries = gtk_drop_down_new (NULL, NULL);

  data->file_button = g_object_ref_sink (gtk_button_new_with_mnemonic (_ ("Choose _File…")));
  /* TRANSLATORS: which SSH key signs in to the instance */
  data->row = make_row (_ ("SSH _Key"), entries);
  data->file_row = make_row (_ ("Private Key File"), data->file_button);
  data->field = sublet_key_field_new (data->row, data->file_row);
  tell_preference (data);
  sublet_key_field_fill (data->field, data->launch);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (data->row));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (data->file_row));

  return list;
}

static void
follow (gpointer user_data)
{
  AskData *data = user_data;

  g_signal_connect_swapped (data->file_button,
                            "clicked",
                            G_CALLBACK (sublet_key_field_choose_file),
                            data->field);
  g_signal_connect_swapped (data->field, "changed", G_CALLBACK (update), data);
  g_signal_connect_swapped (data->asking.rental, "notify::state", G_CALLBACK (update), data);
  /* For what the agent has, also while nothing of it is chosen. */
  sublet_key_field_look (data->field);
  update (data);
}

static void
give (gpointer user_data, GAsyncReadyCallback callback, gpointer callback_data)
{
  AskData *data = user_data;

  sublet_rental_engine_set_ssh_key_async (data->asking.engine,
                                          data->asking.rental,
                                          sublet_launch_get_ssh_key (data->launch),
                                          NULL,
                                          callback,
                                          callback_data);
}

static void
clear (gpointer user_data)
{
  AskData *data = user_data;

  g_signal_handlers_disconnect_by_data (data->file_button, data->field);
  g_signal_handlers_disconnect_by_data (data->field, data);
  /* A look or a question for a file may hold it. */
  g_object_run_dispose (G_OBJECT (data->field));
  g_clear_object (&data->field);
  g_clear_object (&data->launch);
  g_clear_object (&data->row);
  g_clear_object (&data->file_row);
  g_clear_object (&data->file_button);
  g_free (data->before);
}

static const SubletAskingKind asking_kind = {
  .answer = "use",
  .follow = follow,
  .give = give,
  .finish = sublet_rental_engine_set_ssh_key_finish,
  .clear = clear,
};

/**
 * sublet_ssh_key_ask_async:
 * @parent: a widget of the window that asks
 * @engine: what changes it
 * @rental: one for which sublet_rental_can_set_ssh_key() says yes
 * @cancellable: (nullable): takes the question away; what was answered is done
 * @callback: called when it is changed, failed or was not wanted
 * @user_data: for @callback
 *
 * The key that it has is chosen. One that cannot be used, or that is looked at still, is no answer.
 */
void
sublet_ssh_key_ask_async (GtkWidget *parent,
                          SubletRentalEngine *engine,
                          SubletRental *rental,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *heading = NULL;
  SubletAskingWords words = { .look = SUBLET_ANSWER_SUGGESTED, .by_return = true };
  AskData *data;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (engine));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  data = sublet_asking_new (&asking_kind, sizeof (AskData), engine, rental);
  data->before = sublet_rental_engine_dup_ssh_key (engine, rental);
  data->launch = sublet_launch_new ();
  sublet_launch_set_ssh_key (data->launch, data->before);
  /* TRANSLATORS: %s is the name of an instance */
  heading = g_strdup_printf (_ ("Change the SSH Key of %s"), data->asking.name);
  words.heading = heading;
  words.body = _ ("Your account and the instance get the key. Terminals that are open stay open; "
                  "the next connection signs in with it.");
  words.extra = make_form (data);
  words.label = _ ("_Use This Key");
  sublet_asking_run_async (data, parent, &words, cancellable, callback, user_data);
}

/**
 * sublet_ssh_key_ask_finish:
 * @result: what the callback was given
 * @error: G_IO_ERROR_CANCELLED when it was not wanted, else the engine's
 *
 * Returns: whether it has that key now
 */
gboolean
sublet_ssh_key_ask_finish (GAsyncResult *result, GError **error)
{
  return sublet_asking_run_finish (result, error);
}
