/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-progress.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-signal.h"
#include "ui/rent/sublet-rent-steps.h"
#include "ui/rent/sublet-step-row.h"

#include <glib/gi18n.h>

#define TICK_MS 1000

struct _SubletRentProgress
{
  AdwBin parent_instance;

  SubletClock *clock;    /* (owned) (nullable) */
  SubletRental *rental;  /* (owned) (nullable) */
  GCancellable *ticking; /* (owned) (nullable): while a look is waited for and this is mapped */
  gulong notify_handler;
  gint64 ceiling_nusd;
  SubletRentOutcome outcome;
  GPtrArray *rows; /* (owned) (element-type SubletStepRow): children of list */
  guint spoken;    /* how many steps were */

  GtkStack *faces;
  GtkListBox *list;
  GtkLabel *message_label;
  GtkExpander *details;
  GtkLabel *detail_label;
  GtkButton *back_button;
  AdwStatusPage *gone_page;
  GtkButton *instead_button;
  GtkButton *market_button;
};

G_DEFINE_FINAL_TYPE (SubletRentProgress, sublet_rent_progress, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_ANSWERED,
  SIGNAL_REFUSED,
  SIGNAL_STEP,
  SIGNAL_RENT_INSTEAD,
  SIGNAL_BACK,
  N_SIGNALS,
} SubletRentProgressSignal;

static guint signals[N_SIGNALS];

static void on_tick (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_rental (SubletRentProgress *self, SubletRentReading *reading)
{
  *reading = (SubletRentReading){
    .state = SUBLET_RENTAL_STATE_INTENDED,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
    .next_rate_nusd = SUBLET_MONEY_UNKNOWN,
    .ceiling_nusd = self->ceiling_nusd,
    .now_us = sublet_clock_get_service_us (self->clock),
  };
  if (self->rental == NULL)
    return;

  reading->events = sublet_rental_get_events (self->rental);
  reading->state = sublet_rental_get_state (self->rental);
  reading->reason = sublet_rental_get_reason (self->rental);
  reading->label = sublet_rental_get_label (self->rental);
  reading->gpu_name = sublet_rental_get_gpu_name (self->rental);
  reading->place = sublet_rental_get_place (self->rental);
  reading->rate_nusd = sublet_rental_get_quoted_rate_nusd (self->rental);
  reading->next_look_us = sublet_rental_get_next_look_us (self->rental);
  reading->look = sublet_rental_get_look (self->rental);
  reading->looks = sublet_rental_get_looks (self->rental);
  if (sublet_rental_get_next_offer (self->rental) != NULL)
    reading->next_rate_nusd = sublet_rental_get_next_rate_nusd (self->rental);
}

static void
show_steps (SubletRentProgress *self, const SubletRentReading *reading)
{
  g_autoptr (GPtrArray) steps = sublet_rent_steps_new (reading);
  guint i;

  while (self->rows->len > steps->len)
    {
      gtk_list_box_remove (self->list, g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  while (self->rows->len < steps->len)
    {
      GtkWidget *row = sublet_step_row_new ();

      gtk_list_box_append (self->list, row);
      g_ptr_array_add (self->rows, row);
    }

  for (i = 0; i < steps->len; i++)
    {
      const SubletRentStep *step = g_ptr_array_index (steps, i);

      sublet_step_row_show (g_ptr_array_index (self->rows, i), step);
      /* What is still waited for is not a step yet. */
      if (i >= self->spoken && step->look != SUBLET_RENT_STEP_PENDING)
        {
          self->spoken = i + 1;
          g_signal_emit (self, signals[SIGNAL_STEP], 0, step->text);
        }
    }
}

static void
show_gone (SubletRentProgress *self, const char *message)
{
  gboolean has_next = self->rental != NULL && sublet_rental_get_next_offer (self->rental) != NULL;

  adw_status_page_set_description (self->gone_page, message);
  gtk_widget_set_visible (GTK_WIDGET (self->instead_button), has_next);
  gtk_widget_set_visible (GTK_WIDGET (self->market_button), !has_next);
  gtk_stack_set_visible_child_name (self->faces, "gone");
}

static void
update (SubletRentProgress *self)
{
  SubletRentReading reading;
  g_autofree char *message = NULL;
  const char *detail = self->rental == NULL ? NULL : sublet_rental_get_detail (self->rental);
  SubletRentOutcome before = self->outcome;
  gboolean refused;

  if (self->clock == NULL)
    return;

  read_rental (self, &reading);
  self->outcome = sublet_rent_outcome (reading.state, reading.reason);
  refused = self->outcome == SUBLET_RENT_OUTCOME_REFUSED;
  message = sublet_rent_steps_dup_message (&reading);

  show_steps (self, &reading);
  gtk_label_set_label (self->message_label, message == NULL ? "" : message);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), message != NULL);
  gtk_label_set_label (self->detail_label, detail == NULL ? "" : detail);
  gtk_widget_set_visible (GTK_WIDGET (self->details), refused && detail != NULL && *detail != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->back_button),
                          refused && reading.reason != SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS);

  if (self->outcome == SUBLET_RENT_OUTCOME_TAKEN)
    show_gone (self, message);
  else
    gtk_stack_set_visible_child_name (self->faces, "steps");

  if (self->outcome == SUBLET_RENT_OUTCOME_RENTED && before != SUBLET_RENT_OUTCOME_RENTED)
    g_signal_emit (self, signals[SIGNAL_ANSWERED], 0);
  else if ((refused || self->outcome == SUBLET_RENT_OUTCOME_TAKEN) && before != self->outcome)
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0);
}

static void
stop_ticking (SubletRentProgress *self)
{
  if (self->ticking != NULL)
    g_cancellable_cancel (self->ticking);
  g_clear_object (&self->ticking);
}

/* Only a look that is waited for changes by time alone. */
static void
update_ticking (SubletRentProgress *self)
{
  gboolean wanted = self->clock != NULL && self->outcome == SUBLET_RENT_OUTCOME_UNCLEAR &&
                    gtk_widget_get_mapped (GTK_WIDGET (self));

  if (!wanted)
    {
      stop_ticking (self);
      return;
    }
  if (self->ticking != NULL)
    return;

  self->ticking = g_cancellable_new ();
  sublet_clock_wait_async (self->clock, TICK_MS, self->ticking, on_tick, g_object_ref (self));
}

static void
on_tick (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentProgress) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, &error))
    return;

  g_clear_object (&self->ticking);
  update (self);
  update_ticking (self);
}

static void
on_notify (SubletRentProgress *self)
{
  /* An answer may close the window. */
  g_autoptr (SubletRentProgress) held = g_object_ref (self);

  update (self);
  update_ticking (self);
}

static void
on_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_BACK], 0);
}

static void
on_rent_instead (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletRentProgress *self = SUBLET_RENT_PROGRESS (widget);
  SubletOffer *offer = self->rental == NULL ? NULL : sublet_rental_get_next_offer (self->rental);
  g_autoptr (SubletOffer) held = NULL;

  if (offer == NULL)
    return;

  held = g_object_ref (offer);
  g_signal_emit (self, signals[SIGNAL_RENT_INSTEAD], 0, held);
}

static void
sublet_rent_progress_map (GtkWidget *widget)
{
  SubletRentProgress *self = SUBLET_RENT_PROGRESS (widget);

  GTK_WIDGET_CLASS (sublet_rent_progress_parent_class)->map (widget);

  on_notify (self);
}

static void
sublet_rent_progress_unmap (GtkWidget *widget)
{
  stop_ticking (SUBLET_RENT_PROGRESS (widget));

  GTK_WIDGET_CLASS (sublet_rent_progress_parent_class)->unmap (widget);
}

static void
sublet_rent_progress_dispose (GObject *object)
{
  SubletRentProgress *self = SUBLET_RENT_PROGRESS (object);

  stop_ticking (self);
  if (self->rental != NULL)
    g_clear_signal_handler (&self->notify_handler, self->rental);
  g_clear_object (&self->rental);
  g_clear_object (&self->clock);
  /* First: the bin and the template would both unparent the same child. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_RENT_PROGRESS);

  G_OBJECT_CLASS (sublet_rent_progress_parent_class)->dispose (object);
}

static void
sublet_rent_progress_finalize (GObject *object)
{
  SubletRentProgress *self = SUBLET_RENT_PROGRESS (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (sublet_rent_progress_parent_class)->finalize (object);
}

static void
sublet_rent_progress_class_init (SubletRentProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_rent_progress_dispose;
  object_class->finalize = sublet_rent_progress_finalize;
  widget_class->map = sublet_rent_progress_map;
  widget_class->unmap = sublet_rent_progress_unmap;

  signals[SIGNAL_ANSWERED] = sublet_signal_add (klass, "answered", G_TYPE_NONE);
  signals[SIGNAL_REFUSED] = sublet_signal_add (klass, "refused", G_TYPE_NONE);
  signals[SIGNAL_STEP] = sublet_signal_add (klass, "step", G_TYPE_STRING);
  signals[SIGNAL_RENT_INSTEAD] = sublet_signal_add (klass, "rent-instead", SUBLET_TYPE_OFFER);
  signals[SIGNAL_BACK] = sublet_signal_add (klass, "back", G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-rent-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, faces);
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, list);
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, message_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, details);
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, detail_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, back_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, gone_page);
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, instead_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentProgress, market_button);

  gtk_widget_class_install_action (widget_class, "progress.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "progress.rent-instead", NULL, on_rent_instead);
}

static void
sublet_rent_progress_init (SubletRentProgress *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_rent_progress_new:
 *
 * Returns: (transfer floating): a page without a rental
 */
GtkWidget *
sublet_rent_progress_new (void)
{
  return g_object_new (SUBLET_TYPE_RENT_PROGRESS, NULL);
}

/**
 * sublet_rent_progress_start:
 * @self: a page
 * @clock: what knows the time of the service
 *
 * Begins anew: nothing is in the journal yet.
 */
void
sublet_rent_progress_start (SubletRentProgress *self, SubletClock *clock)
{
  g_return_if_fail (SUBLET_IS_RENT_PROGRESS (self));
  g_return_if_fail (SUBLET_IS_CLOCK (clock));

  stop_ticking (self);
  if (self->rental != NULL)
    g_clear_signal_handler (&self->notify_handler, self->rental);
  g_clear_object (&self->rental);
  g_set_object (&self->clock, clock);
  self->outcome = SUBLET_RENT_OUTCOME_ASKING;
  self->spoken = 0;
  update (self);
}

/**
 * sublet_rent_progress_set_rental:
 * @self: a page that was started
 * @rental: what to follow
 * @ceiling_nusd: up to what the next one may be taken, per hour; 0: never
 */
void
sublet_rent_progress_set_rental (SubletRentProgress *self,
                                 SubletRental *rental,
                                 gint64 ceiling_nusd)
{
  g_return_if_fail (SUBLET_IS_RENT_PROGRESS (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));
  g_return_if_fail (self->clock != NULL);

  if (self->rental != NULL)
    g_clear_signal_handler (&self->notify_handler, self->rental);
  g_set_object (&self->rental, rental);
  self->ceiling_nusd = ceiling_nusd;
  self->notify_handler = g_signal_connect_swapped (rental, "notify", G_CALLBACK (on_notify), self);
  on_notify (self);
}
