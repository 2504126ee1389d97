/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-bar.h"

#include "ui/billing/sublet-billing-text.h"
#include "ui/billing/sublet-spend-text.h"
#include "ui/common/sublet-text-scale.h"

#include <glib/gi18n.h>

#define N_STEPS (SUBLET_SPEND_STEP_MONTH + 1)

/* As the chooser has them. */
static const SubletBillingRange ranges[] = {
  SUBLET_BILLING_RANGE_THIS_MONTH, SUBLET_BILLING_RANGE_LAST_MONTH, SUBLET_BILLING_RANGE_30_DAYS,
  SUBLET_BILLING_RANGE_THIS_YEAR,  SUBLET_BILLING_RANGE_DAYS,
};

struct _SubletSpendBar
{
  GtkWidget parent_instance;

  SubletSpendModel *model; /* (owned) */
  SubletSizeClass size_class;
  GtkWidget *step_buttons[N_STEPS]; /* (borrowed) */
  gint64 from_us;                   /* the chosen days that the entries were filled with */
  gint64 until_us;

  /* template children */
  GtkWidget *line;
  GtkWidget *range;
  GtkWidget *days;
  GtkWidget *age;
  GtkWidget *shared;
  GtkWidget *steps;
  GtkWidget *export_button;
  GtkWidget *chosen;
  GtkWidget *dates;
  GtkWidget *from;
  GtkWidget *until;
  GtkWidget *problem;
  GtkWidget *note_box;
  GtkWidget *note_icon;
  GtkWidget *note;
  GtkWidget *retry;
};

G_DEFINE_FINAL_TYPE (SubletSpendBar, sublet_spend_bar, GTK_TYPE_WIDGET)

/* ---- the chosen days ---- */

static void
fill_date (GtkWidget *entry, gint64 at_us)
{
  g_autofree char *text = sublet_billing_range_dup_day (at_us);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* 0: what it says is no day. */
static gint64
read_date (GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  return sublet_billing_range_read_day (text);
}

static void
set_problem (SubletSpendBar *self, GtkWidget *entry, const char *sentence)
{
  GtkWidget *const entries[] = { self->from, self->until };
  gsize i;

  gtk_label_set_label (GTK_LABEL (self->problem), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->problem, sentence != NULL);
  for (i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      if (entries[i] == entry)
        gtk_widget_add_css_class (entries[i], "error");
      else
        gtk_widget_remove_css_class (entries[i], "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (entries[i]),
                                   GTK_ACCESSIBLE_STATE_INVALID,
                                   entries[i] == entry ? GTK_ACCESSIBLE_INVALID_TRUE
                                                       : GTK_ACCESSIBLE_INVALID_FALSE,
                                   -1);
    }
  if (entry != NULL)
    gtk_widget_grab_focus (entry);
}

static void
on_dates (SubletSpendBar *self)
{
  gint64 from_us = read_date (self->from);
  gint64 until_us = read_date (self->until);

  if (from_us <= 0 || until_us <= 0)
    set_problem (self,
                 from_us <= 0 ? self->from : self->until,
                 _ ("A day is written as year-month-day, like 2026-11-17."));
  else if (until_us < from_us)
    set_problem (self, self->until, _ ("The last day is before the first."));
  else if (until_us - from_us > SUBLET_SPEND_MODEL_MAX_DAYS * G_TIME_SPAN_DAY)
    set_problem (self, self->from, _ ("At most ten years can be shown."));
  else
    {
      set_problem (self, NULL, NULL);
      sublet_spend_model_set_days (self->model, from_us, until_us);
    }
}

static void
on_range (SubletSpendBar *self)
{
  SubletBillingRange range =
    ranges[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->range)) % G_N_ELEMENTS (ranges)];

  /* Not while the template is built, nor when it follows. */
  if (self->model == NULL || range == sublet_spend_model_get_range (self->model))
    return;

  sublet_spend_model_set_range (self->model, range);
  if (range == SUBLET_BILLING_RANGE_DAYS)
    gtk_widget_grab_focus (self->from);
}

/* It may have been chosen in another section, or in an earlier run. */
static void
follow_range (SubletSpendBar *self, gint64 from_us, gint64 until_us)
{
  SubletBillingRange range = sublet_spend_model_get_range (self->model);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      if (ranges[i] == range)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->range), i);
    }
  gtk_widget_set_visible (self->chosen, range == SUBLET_BILLING_RANGE_DAYS);
  if (range != SUBLET_BILLING_RANGE_DAYS)
    {
      self->from_us = 0;
      return;
    }
  if (self->from_us == from_us && self->until_us == until_us)
    return;

  self->from_us = from_us;
  self->until_us = until_us;
  fill_date (self->from, from_us);
  fill_date (self->until, until_us);
  set_problem (self, NULL, NULL);
}

/* ---- steps ---- */

static void
on_step (SubletSpendBar *self, GtkToggleButton *button)
{
  guint step;

  if (!gtk_toggle_button_get_active (button))
    return;

  for (step = 0; step < N_STEPS; step++)
    if (self->step_buttons[step] == GTK_WIDGET (button))
      sublet_spend_model_set_step (self->model, (SubletSpendStep) step);
}

static void
make_steps (SubletSpendBar *self)
{
  static const char *const names[N_STEPS] = { "by-day", "by-week", "by-month" };
  guint step;

  for (step = 0; step < N_STEPS; step++)
    {
      GtkWidget *button =
        gtk_toggle_button_new_with_label (sublet_spend_text_get_step ((SubletSpendStep) step));

      self->step_buttons[step] = button;
      if (step > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->step_buttons[0]));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    step == sublet_spend_model_get_step (self->model));
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_step), self, G_CONNECT_SWAPPED);
      gtk_widget_set_name (button, names[step]);
      gtk_widget_set_hexpand (button, TRUE);
      gtk_box_append (GTK_BOX (self->steps), button);
    }
}

/* ---- what it says ---- */

static void
update (SubletSpendBar *self)
{
  SubletClock *clock = sublet_spend_model_get_clock (self->model);
  gint64 now_us = sublet_clock_get_service_us (clock);
  gint64 known_at_us = sublet_spend_model_get_known_at_us (self->model);
  const GError *error = sublet_spend_model_get_error (self->model);
  g_autofree char *days = NULL;
  g_autofree char *age = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *note = NULL;
  guint n_days = sublet_spend_model_get_n_days (self->model);
  guint n_missing = sublet_spend_model_get_n_missing (self->model);
  bool failed = error != NULL;
  gint64 from_us;
  gint64 until_us;

  sublet_spend_model_get_days (self->model, &from_us, &until_us);
  follow_range (self, from_us, until_us);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  self->step_buttons[sublet_spend_model_get_step (self->model)]),
                                TRUE);
  days = sublet_billing_text_dup_days (from_us, until_us, now_us);
  age = sublet_billing_text_dup_known_at (clock, known_at_us);
  if (failed)
    reason = sublet_billing_text_dup_stale (clock, known_at_us, error);
  note = sublet_spend_text_dup_note (n_missing, n_days, reason);
  gtk_label_set_label (GTK_LABEL (self->days), days);
  gtk_label_set_label (GTK_LABEL (self->age), age);
  gtk_label_set_label (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->note_icon),
                                failed ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  if (failed)
    gtk_widget_add_css_class (self->note_icon, "state-warning");
  else
    gtk_widget_remove_css_class (self->note_icon, "state-warning");
  gtk_widget_set_visible (self->retry, failed);
  gtk_widget_set_visible (self->note_box, note != NULL && n_missing < n_days);
  gtk_widget_set_sensitive (self->export_button, n_missing < n_days);
}

/* Only while somebody looks: there is one in each section of the same days. */
static void
on_changed (SubletSpendBar *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update (self);
}

/* ---- the widget ---- */

static void
sublet_spend_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_spend_bar_parent_class)->map (widget);

  update (SUBLET_SPEND_BAR (widget));
}

static void
update_layout (SubletSpendBar *self)
{
  gboolean narrow = self->size_class == SUBLET_SIZE_CLASS_NARROW;
  gboolean large = sublet_ui_get_text_scale (GTK_WIDGET (self)) >= SUBLET_UI_LARGE_TEXT;
  GtkOrientation orientation = narrow || large ? GTK_ORIENTATION_VERTICAL
                                               : GTK_ORIENTATION_HORIZONTAL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->dates), orientation);
}

static void
sublet_spend_bar_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_spend_bar_parent_class)->root (widget);

  sublet_ui_follow_text_scale (widget, G_CALLBACK (update_layout));
  update_layout (SUBLET_SPEND_BAR (widget));
}

static void
sublet_spend_bar_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), update_layout, widget);

  GTK_WIDGET_CLASS (sublet_spend_bar_parent_class)->unroot (widget);
}

static gboolean
sublet_spend_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUBLET_SPEND_BAR (widget)->range);
}

static void
sublet_spend_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_SPEND_BAR);
  g_clear_object (&SUBLET_SPEND_BAR (object)->model);

  G_OBJECT_CLASS (sublet_spend_bar_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletSpendBar, child)

static void
sublet_spend_bar_class_init (SubletSpendBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_spend_bar_dispose;
  widget_class->grab_focus = sublet_spend_bar_grab_focus;
  widget_class->map = sublet_spend_bar_map;
  widget_class->root = sublet_spend_bar_root;
  widget_class->unroot = sublet_spend_bar_unroot;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-spend-bar.ui");
  BIND (line);
  BIND (range);
  BIND (days);
  BIND (age);
  BIND (shared);
  BIND (steps);
  BIND (export_button);
  BIND (chosen);
  BIND (dates);
  BIND (from);
  BIND (until);
  BIND (problem);
  BIND (note_box);
  BIND (note_icon);
  BIND (note);
  BIND (retry);
  gtk_widget_class_bind_template_callback (widget_class, on_range);
  gtk_widget_class_bind_template_callback (widget_class, on_dates);
  gtk_widget_class_set_css_name (widget_class, "spendbar");
}

static void
sublet_spend_bar_init (SubletSpendBar *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_spend_bar_new:
 * @model: what is shown
 *
 * Returns: (transfer floating): a bar that says and changes what is shown
 */
GtkWidget *
sublet_spend_bar_new (SubletSpendModel *model)
{
  SubletSpendBar *self = g_object_new (SUBLET_TYPE_SPEND_BAR, NULL);

  self->model = g_object_ref (model);
  make_steps (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_spend_bar_set_days_only:
 * @self: a bar
 * @shared: translated: with which section the days are shared
 *
 * Neither steps nor export, of a section that has none.
 */
void
sublet_spend_bar_set_days_only (SubletSpendBar *self, const char *shared)
{
  g_return_if_fail (SUBLET_IS_SPEND_BAR (self));

  gtk_widget_set_visible (self->steps, FALSE);
  gtk_widget_set_visible (self->export_button, FALSE);
  gtk_label_set_label (GTK_LABEL (self->shared), shared);
  gtk_widget_set_visible (self->shared, TRUE);
}

/**
 * sublet_spend_bar_set_size_class:
 * @self: a bar
 * @size_class: how much room there is
 */
void
sublet_spend_bar_set_size_class (SubletSpendBar *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_SPEND_BAR (self));

  self->size_class = size_class;
  update_layout (self);
}
