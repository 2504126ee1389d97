/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-steps-row.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-tight-text.h"
#include "ui/instances/sublet-state-icon.h"

#include <glib/gi18n.h>

#define ICON_SIZE 16
#define ICON_GAP 6
#define NARROW_COLUMNS 2

typedef struct
{
  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *name_label;
  GtkWidget *time_label;
} StepWidgets;

struct _SubletStepsRow
{
  GtkWidget parent_instance;

  StepWidgets steps[SUBLET_STEPS_N];
  bool narrow;
};

G_DEFINE_FINAL_TYPE (SubletStepsRow, sublet_steps_row, GTK_TYPE_WIDGET)

static const char *const names[SUBLET_STEPS_N] = {
  N_ ("Rented"),
      /* TRANSLATORS: the step at which the machine's host makes the container */
      N_ ("Host"),
          N_ ("Image"),
              /* TRANSLATORS: the last step of coming up */
              NC_ ("step", "Running"),
      };

/* The first time that the journal has the state, 0 when it has not. */
static gint64
find_event_us (SubletRental *rental, SubletRentalState state)
{
  const GArray *events = sublet_rental_get_events (rental);
  guint i;

  for (i = 0; i < events->len; i++)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);

      if (event->state == state)
        return event->at_us;
    }

  return 0;
}

/**
 * sublet_steps_of:
 * @rental: a rental that comes up
 * @record: (nullable): what this window saw of it
 * @steps: (out caller-allocates): how far each step is
 *
 * The journal knows when the contract was made; when the host reported and the image began loading
 * is known only to a window that was open then, so those times may be missing.
 */
void
sublet_steps_of (SubletRental *rental,
                 SubletInstanceRecord *record,
                 SubletStep steps[SUBLET_STEPS_N])
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  SubletActualStatus status = instance == NULL ? SUBLET_ACTUAL_STATUS_NONE
                                               : sublet_instance_get_data (instance)->actual_status;
  bool rented = sublet_rental_get_instance_id (rental) > 0;
  bool host = rented && status != SUBLET_ACTUAL_STATUS_NONE;
  bool image = host && status == SUBLET_ACTUAL_STATUS_RUNNING;

  memset (steps, 0, sizeof (SubletStep) * SUBLET_STEPS_N);
  steps[0].begun = TRUE;
  steps[0].begun_us = find_event_us (rental, SUBLET_RENTAL_STATE_REQUESTING);
  steps[0].ended = rented;
  steps[0].ended_us = find_event_us (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  steps[1].begun = rented;
  steps[1].begun_us = steps[0].ended_us;
  steps[1].ended = host;
  if (record != NULL)
    {
      steps[1].ended_us = sublet_instance_record_get_host_at_us (record);
      steps[2].begun_us = sublet_instance_record_get_loading_at_us (record);
    }
  steps[2].begun = host;
  steps[2].ended = image;
  steps[3].begun = image;
}

/**
 * sublet_steps_get_progress:
 * @rental: a rental
 * @record: (nullable): what this window saw of it
 *
 * Returns: for the ring of its state, 0 to 1; less than 0: it does not come up
 */
double
sublet_steps_get_progress (SubletRental *rental, SubletInstanceRecord *record)
{
  SubletRentalState state = sublet_rental_get_state (rental);
  SubletStep steps[SUBLET_STEPS_N];
  double progress = 0;
  guint i;

  if (state != SUBLET_RENTAL_STATE_PROVISIONING && state != SUBLET_RENTAL_STATE_STARTING)
    return -1;

  sublet_steps_of (rental, record, steps);
  for (i = 0; i < SUBLET_STEPS_N; i++)
    progress += steps[i].ended ? 1.0 / SUBLET_STEPS_N : 0.0;

  return progress;
}

static char *
dup_time (const SubletStep *step, SubletClock *clock)
{
  gint64 duration_us;

  if (!step->begun || step->begun_us <= 0 || (step->ended && step->ended_us <= step->begun_us))
    return NULL;
  if (step->ended)
    return sublet_format_duration (step->ended_us - step->begun_us);

  /* In tens of seconds while it goes on: what changes every second draws the eye. */
  duration_us = MAX (sublet_clock_get_service_us (clock) - step->begun_us, 0);
  duration_us -= duration_us % (10 * G_TIME_SPAN_SECOND);

  return duration_us == 0 ? NULL : sublet_format_duration (duration_us);
}

static const char *
get_name (guint index)
{
  return index == SUBLET_STEPS_N - 1 ? g_dpgettext2 (NULL, "step", names[index]) : _ (names[index]);
}

static void
sublet_steps_row_dispose (GObject *object)
{
  SubletStepsRow *self = SUBLET_STEPS_ROW (object);
  guint i;

  for (i = 0; i < SUBLET_STEPS_N; i++)
    g_clear_pointer (&self->steps[i].box, gtk_widget_unparent);

  G_OBJECT_CLASS (sublet_steps_row_parent_class)->dispose (object);
}

static void
sublet_steps_row_class_init (SubletStepsRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_steps_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_GRID_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
step_init (SubletStepsRow *self, guint index)
{
  StepWidgets *step = &self->steps[index];
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, ICON_GAP);

  step->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  step->icon = sublet_state_icon_new ();
  step->name_label = gtk_label_new (get_name (index));
  step->time_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (step->name_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (step->name_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (step->time_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (step->time_label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (step->time_label, "subdued");
  gtk_widget_add_css_class (step->time_label, "numeric");
  sublet_ui_tell_cut_text (GTK_LABEL (step->name_label));
  sublet_ui_tell_cut_text (GTK_LABEL (step->time_label));
  gtk_widget_set_margin_start (step->time_label, ICON_SIZE + ICON_GAP);

  gtk_box_append (GTK_BOX (top), step->icon);
  gtk_box_append (GTK_BOX (top), step->name_label);
  gtk_box_append (GTK_BOX (step->box), top);
  gtk_box_append (GTK_BOX (step->box), step->time_label);
  gtk_widget_set_parent (step->box, GTK_WIDGET (self));
}

static void
place_steps (SubletStepsRow *self, int columns)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  int i;

  for (i = 0; i < SUBLET_STEPS_N; i++)
    g_object_set (gtk_layout_manager_get_layout_child (layout, self->steps[i].box),
                  "column",
                  i % columns,
                  "row",
                  i / columns,
                  NULL);
}

static void
sublet_steps_row_init (SubletStepsRow *self)
{
  GtkGridLayout *layout = GTK_GRID_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  guint i;

  gtk_grid_layout_set_column_homogeneous (layout, TRUE);
  gtk_grid_layout_set_column_spacing (layout, 6);
  gtk_grid_layout_set_row_spacing (layout, 6);
  for (i = 0; i < SUBLET_STEPS_N; i++)
    step_init (self, i);
  place_steps (self, SUBLET_STEPS_N);
}

/* Where steps stand in two lines, a line that has no times has no room for them either: what comes
 * below is as far from it as on any card. */
static void
show_time (SubletStepsRow *self, StepWidgets *widgets)
{
  const char *time = gtk_label_get_label (GTK_LABEL (widgets->time_label));

  gtk_widget_set_visible (widgets->time_label, *time != '\0' || !self->narrow);
}

/**
 * sublet_steps_row_set_size_class:
 * @self: a row
 * @size_class: how much room the window has
 *
 * Where it is narrow, steps stand in two lines, as the links of a connection do.
 */
void
sublet_steps_row_set_size_class (SubletStepsRow *self, SubletSizeClass size_class)
{
  guint i;

  g_return_if_fail (SUBLET_IS_STEPS_ROW (self));

  self->narrow = size_class == SUBLET_SIZE_CLASS_NARROW;
  place_steps (self, self->narrow ? NARROW_COLUMNS : SUBLET_STEPS_N);
  for (i = 0; i < SUBLET_STEPS_N; i++)
    show_time (self, &self->steps[i]);
}

/**
 * sublet_steps_row_update:
 * @self: a row
 * @rental: a rental that comes up
 * @record: (nullable): what this window saw of it
 * @clock: the engine's
 */
void
sublet_steps_row_update (SubletStepsRow *self,
                         SubletRental *rental,
                         SubletInstanceRecord *record,
                         SubletClock *clock)
{
  SubletStep steps[SUBLET_STEPS_N];
  guint done = 0;
  guint current;
  guint i;
  g_autofree char *spoken = NULL;

  g_return_if_fail (SUBLET_IS_STEPS_ROW (self));

  sublet_steps_of (rental, record, steps);
  for (i = 0; i < SUBLET_STEPS_N; i++)
    {
      StepWidgets *widgets = &self->steps[i];
      g_autofree char *time = dup_time (&steps[i], clock);

      if (steps[i].ended)
        sublet_state_icon_set (SUBLET_STATE_ICON (widgets->icon),
                               "object-select-symbolic",
                               "state-success",
                               -1);
      else
        sublet_state_icon_set (SUBLET_STATE_ICON (widgets->icon),
                               "sublet-state-provisioning-symbolic",
                               steps[i].begun ? "state-accent" : "state-todo",
                               steps[i].begun ? 0.5 : 0.0);
      if (steps[i].begun)
        gtk_widget_remove_css_class (widgets->name_label, "subdued");
      else
        gtk_widget_add_css_class (widgets->name_label, "subdued");
      gtk_label_set_label (GTK_LABEL (widgets->time_label), time != NULL ? time : "");
      show_time (self, widgets);
      done += steps[i].ended ? 1 : 0;
    }

  current = MIN (done, SUBLET_STEPS_N - 1);
  /* TRANSLATORS: for those who listen: step %1$u of %2$u and its name */
  spoken = g_strdup_printf (_ ("Step %1$u of %2$u: %3$s"),
                               current + 1,
                               (guint) SUBLET_STEPS_N,
                               get_name (current));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
