/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-batch-progress.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-signal.h"
#include "ui/rent/sublet-batch-text.h"
#include "ui/rent/sublet-step-row.h"

struct _SubletBatchProgress
{
  AdwBin parent_instance;

  /* state */
  SubletRentalBatch *batch; /* (owned) (nullable) */
  GPtrArray *rows;          /* (owned) (element-type SubletStepRow): children of list */
  GArray *spoken;           /* (owned) (element-type SubletBatchItemState): row by row */
  gboolean begun;           /* it was seen running */
  gboolean told;            /* how it ended */

  /* template children */
  AdwPreferencesGroup *group;
  GtkButton *stop_button;
  GtkListBox *list;
  GtkLabel *message_label;
  GtkButton *back_button;
};

G_DEFINE_FINAL_TYPE (SubletBatchProgress, sublet_batch_progress, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_STEP,
  SIGNAL_ANSWERED,
  SIGNAL_ENDED,
  SIGNAL_BACK,
  N_SIGNALS,
} SubletBatchProgressSignal;

static guint signals[N_SIGNALS];

/* What another offer costs that was taken in place of the first; 0 when none was. */
static gint64
get_next_rate_nusd (SubletRental *rental)
{
  const GArray *events = sublet_rental_get_events (rental);
  gint64 first_id = 0;
  gint64 rate_nusd = 0;
  guint i;

  for (i = 0; events != NULL && i < events->len; i++)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);

      if (event->state != SUBLET_RENTAL_STATE_REQUESTING)
        continue;
      if (first_id == 0)
        first_id = event->offer_id;
      else if (event->offer_id != first_id)
        rate_nusd = event->rate_nusd;
    }

  return rate_nusd == SUBLET_MONEY_UNKNOWN ? 0 : rate_nusd;
}

static void
read_item (SubletRentalBatchItem *item, SubletBatchReading *reading)
{
  SubletRental *rental = sublet_rental_batch_item_get_rental (item);

  *reading = (SubletBatchReading){
    .state = sublet_rental_batch_item_get_state (item),
    .label = sublet_rental_request_get_label (sublet_rental_batch_item_get_request (item)),
    .error = sublet_rental_batch_item_get_error (item),
  };
  if (rental == NULL)
    return;

  reading->reason = sublet_rental_get_reason (rental);
  reading->next_rate_nusd = get_next_rate_nusd (rental);
}

static void
speak (SubletBatchProgress *self, guint i, SubletBatchItemState state, const SubletRentStep *step)
{
  SubletBatchItemState *spoken = &g_array_index (self->spoken, SubletBatchItemState, i);
  g_autofree char *sentence = NULL;

  if (*spoken == state)
    return;

  *spoken = state;
  sentence = step->aside == NULL ? g_strdup (step->text)
                                 : g_strdup_printf ("%s, %s", step->text, step->aside);
  g_signal_emit (self, signals[SIGNAL_STEP], 0, sentence);
}

static void
show_rows (SubletBatchProgress *self)
{
  GListModel *items = sublet_rental_batch_get_items (self->batch);
  guint i;

  for (i = 0; i < self->rows->len; i++)
    {
      g_autoptr (SubletRentalBatchItem) item = g_list_model_get_item (items, i);
      SubletBatchReading reading;
      SubletRentStep *step;

      read_item (item, &reading);
      step = sublet_batch_text_step (&reading);
      sublet_step_row_show (g_ptr_array_index (self->rows, i), step);
      speak (self, i, reading.state, step);
      sublet_rent_step_free (step);
    }
}

/* Another try from here could rent nothing twice. */
static gboolean
is_nothing_rented (SubletBatchProgress *self)
{
  GListModel *items = sublet_rental_batch_get_items (self->batch);
  guint i;

  for (i = 0; i < self->rows->len; i++)
    {
      g_autoptr (SubletRentalBatchItem) item = g_list_model_get_item (items, i);
      SubletBatchReading reading;

      read_item (item, &reading);
      if (reading.state == SUBLET_BATCH_ITEM_RENTED || reading.state == SUBLET_BATCH_ITEM_UNCLEAR ||
          reading.reason == SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS)
        return FALSE;
    }

  return TRUE;
}

static void
tell_end (SubletBatchProgress *self, const SubletBatchSums *sums)
{
  gboolean all = sums->n_rented == sums->count;

  /* Before it begins it does not run either. */
  if (sums->running)
    self->begun = TRUE;
  if (sums->running || !self->begun || (self->told && !all))
    return;

  self->told = TRUE;
  g_signal_emit (self, signals[all ? SIGNAL_ANSWERED : SIGNAL_ENDED], 0);
}

static void
update (SubletBatchProgress *self)
{
  /* An answer may close the window. */
  g_autoptr (SubletBatchProgress) held = g_object_ref (self);
  SubletBatchSums sums;
  g_autofree char *title = NULL;
  g_autofree char *message = NULL;

  if (self->batch == NULL)
    return;

  sums = (SubletBatchSums){
    .count = self->rows->len,
    .n_rented = sublet_rental_batch_get_n_rented (self->batch),
    .n_refused = sublet_rental_batch_get_n_refused (self->batch),
    .n_unclear = sublet_rental_batch_get_n_unclear (self->batch),
    .running = sublet_rental_batch_get_running (self->batch) || !self->begun,
    .rate_nusd = sublet_rental_batch_get_rate_nusd (self->batch),
  };
  title = sublet_batch_text_title (&sums);
  message = sublet_batch_text_message (&sums);

  show_rows (self);
  adw_preferences_group_set_title (self->group, title);
  gtk_label_set_label (self->message_label, message == NULL ? "" : message);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "batch.stop",
                                 sublet_rental_batch_get_running (self->batch) &&
                                   sublet_rental_batch_get_n_waiting (self->batch) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->stop_button), sums.running);

  gtk_widget_set_visible (GTK_WIDGET (self->back_button),
                          !sums.running && is_nothing_rented (self));

  sums.running = sublet_rental_batch_get_running (self->batch);
  tell_end (self, &sums);
}

static void
on_stop (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletBatchProgress *self = SUBLET_BATCH_PROGRESS (widget);

  if (self->batch != NULL)
    sublet_rental_batch_stop (self->batch);
}

static void
on_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_BACK], 0);
}

static void
forget_batch (SubletBatchProgress *self)
{
  GListModel *items;
  guint i;

  if (self->batch == NULL)
    return;

  items = sublet_rental_batch_get_items (self->batch);
  for (i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = g_list_model_get_item (items, i);

      g_signal_handlers_disconnect_by_data (item, self);
    }
  g_signal_handlers_disconnect_by_data (self->batch, self);
  g_clear_object (&self->batch);
}

static void
sublet_batch_progress_dispose (GObject *object)
{
  SubletBatchProgress *self = SUBLET_BATCH_PROGRESS (object);

  forget_batch (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BATCH_PROGRESS);

  G_OBJECT_CLASS (sublet_batch_progress_parent_class)->dispose (object);
}

static void
sublet_batch_progress_finalize (GObject *object)
{
  SubletBatchProgress *self = SUBLET_BATCH_PROGRESS (object);

  g_ptr_array_unref (self->rows);
  g_array_unref (self->spoken);

  G_OBJECT_CLASS (sublet_batch_progress_parent_class)->finalize (object);
}

static void
sublet_batch_progress_class_init (SubletBatchProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_batch_progress_dispose;
  object_class->finalize = sublet_batch_progress_finalize;

  signals[SIGNAL_STEP] = sublet_signal_add (klass, "step", G_TYPE_STRING);
  signals[SIGNAL_ANSWERED] = sublet_signal_add (klass, "answered", G_TYPE_NONE);
  signals[SIGNAL_ENDED] = sublet_signal_add (klass, "ended", G_TYPE_NONE);
  signals[SIGNAL_BACK] = sublet_signal_add (klass, "back", G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-batch-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletBatchProgress, group);
  gtk_widget_class_bind_template_child (widget_class, SubletBatchProgress, stop_button);
  gtk_widget_class_bind_template_child (widget_class, SubletBatchProgress, list);
  gtk_widget_class_bind_template_child (widget_class, SubletBatchProgress, message_label);
  gtk_widget_class_bind_template_child (widget_class, SubletBatchProgress, back_button);

  gtk_widget_class_install_action (widget_class, "batch.stop", NULL, on_stop);
  gtk_widget_class_install_action (widget_class, "batch.back", NULL, on_back);
}

static void
sublet_batch_progress_init (SubletBatchProgress *self)
{
  self->rows = g_ptr_array_new ();
  self->spoken = g_array_new (FALSE, TRUE, sizeof (SubletBatchItemState));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_batch_progress_new:
 *
 * Returns: (transfer floating): a page that follows nothing
 */
GtkWidget *
sublet_batch_progress_new (void)
{
  return g_object_new (SUBLET_TYPE_BATCH_PROGRESS, NULL);
}

/**
 * sublet_batch_progress_set_batch:
 * @self: a page
 * @batch: (nullable): what to follow, before it is started
 */
void
sublet_batch_progress_set_batch (SubletBatchProgress *self, SubletRentalBatch *batch)
{
  GListModel *items;
  guint i;

  g_return_if_fail (SUBLET_IS_BATCH_PROGRESS (self));
  g_return_if_fail (batch == NULL || SUBLET_IS_RENTAL_BATCH (batch));

  forget_batch (self);
  for (i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_array_set_size (self->spoken, 0);
  self->begun = FALSE;
  self->told = FALSE;
  if (batch == NULL)
    return;

  self->batch = g_object_ref (batch);
  items = sublet_rental_batch_get_items (batch);
  g_array_set_size (self->spoken, g_list_model_get_n_items (items));
  for (i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = g_list_model_get_item (items, i);
      GtkWidget *row = sublet_step_row_new ();

      gtk_list_box_append (self->list, row);
      g_ptr_array_add (self->rows, row);
      g_signal_connect_swapped (item, "notify", G_CALLBACK (update), self);
    }
  g_signal_connect_swapped (batch, "notify", G_CALLBACK (update), self);
  update (self);
}
