/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-runtime-list-private.h"

#include "ui/instances/sublet-runtime-row.h"
#include "ui/instances/sublet-runtime-text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (SubletRuntimeList, sublet_runtime_list, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_RUN_AGAIN,
  SIGNAL_CANCEL,
  N_SIGNALS,
} SubletRuntimeListSignal;

static guint signals[N_SIGNALS];

static void
update_spinner (SubletRuntimeList *self)
{
  gtk_spinner_set_spinning (self->spinner,
                            self->running && gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
update_sign (SubletRuntimeList *self)
{
  const SubletRuntimeLook unknown = { "sublet-checks-symbolic", NULL, N_ ("Not checked") };
  const SubletRuntimeLook *look = &unknown;

  if (self->report != NULL && self->so_far == NULL)
    look = sublet_runtime_text_get_look (
      sublet_runtime_text_get_verdict_sign (sublet_runtime_report_get_verdict (self->report)));

  if (self->icon_class != NULL && self->icon_class != look->icon_class)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->icon_class);
  if (look->icon_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), look->icon_class);
  self->icon_class = look->icon_class;
  gtk_image_set_from_icon_name (self->icon, look->icon_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (look->word), -1);
  gtk_stack_set_visible_child (self->sign,
                               self->running ? GTK_WIDGET (self->spinner)
                                             : GTK_WIDGET (self->icon));
  update_spinner (self);
}

static char *
dup_headline (SubletRuntimeList *self)
{
  if (self->running)
    return g_strdup (self->report == NULL ? _ ("Checking…") : _ ("Checking Again…"));
  if (self->so_far != NULL)
    return g_strdup (_ ("Checks Ended Early"));
  if (self->report == NULL)
    return g_strdup (_ ("Not Checked Yet"));

  return sublet_runtime_text_dup_headline (self->report);
}

static char *
dup_age (SubletRuntimeList *self)
{
  if (self->so_far != NULL)
    /* TRANSLATORS: how many of the questions to a machine are answered */
    return g_strdup_printf (_ ("%1$u of %2$u answered"), self->done, self->all);
  if (self->report == NULL)
    return g_strdup (_ ("Takes about 20 s and costs nothing extra."));
  if (self->clock == NULL)
    return NULL;

  return sublet_runtime_text_dup_age (self->report, self->clock);
}

/* Results one by one, each in the place that it keeps. */
static void
show_row (SubletRuntimeList *self, guint i)
{
  SubletRuntimeRow *row = self->rows->pdata[i];
  SubletRuntimeLine line = (SubletRuntimeLine) i;
  SubletRuntimeStage stage = self->so_far != NULL
                               ? g_array_index (self->stages, SubletRuntimeStage, i)
                               : SUBLET_RUNTIME_STAGE_DONE;

  if (stage == SUBLET_RUNTIME_STAGE_DONE)
    sublet_runtime_row_show (row, self->so_far != NULL ? self->so_far : self->report, line);
  else
    sublet_runtime_row_show_stage (row, self->so_far, line, stage, !self->running);
}

/* As many as there are lines. */
static void
update_rows (SubletRuntimeList *self)
{
  SubletRuntimeReport *shown = self->so_far != NULL ? self->so_far : self->report;
  guint n_lines = shown != NULL ? sublet_runtime_text_get_n_lines (shown) : 0;
  guint i;

  while (self->rows->len > n_lines)
    {
      gtk_list_box_remove (self->list_box, self->rows->pdata[self->rows->len - 1]);
      g_ptr_array_remove_index (self->rows, self->rows->len - 1);
    }
  while (self->rows->len < n_lines)
    {
      GtkWidget *row = sublet_runtime_row_new ();

      gtk_list_box_append (self->list_box, row);
      g_ptr_array_add (self->rows, row);
    }
  for (i = 0; i < n_lines; i++)
    show_row (self, i);
}

static void
update (SubletRuntimeList *self)
{
  g_autofree char *headline = dup_headline (self);
  g_autofree char *age = dup_age (self);

  update_sign (self);
  gtk_label_set_label (self->headline_label, headline);
  gtk_label_set_label (self->age_label, age == NULL ? "" : age);
  gtk_widget_set_visible (GTK_WIDGET (self->age_label), age != NULL);

  if (self->running)
    gtk_button_set_label (self->run_button, _ ("Cancel"));
  else
    gtk_button_set_label (self->run_button,
                          self->report == NULL && self->so_far == NULL
                          ? _ ("Check Now")
                          : _ ("Run Again"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "checks.run", self->can_run || self->running);

  gtk_widget_set_visible (GTK_WIDGET (self->list_box),
                          self->report != NULL || self->so_far != NULL);
  gtk_widget_set_visible (self->more_button, self->report != NULL && self->clock != NULL);
  /* What would be copied is not what is shown. */
  gtk_widget_set_sensitive (self->more_button, self->so_far == NULL);
  update_rows (self);
  /* What was found before may no longer be so. */
  if (self->running && self->so_far == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->list_box), "subdued");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->list_box), "subdued");
}

static void
on_run (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gboolean running = SUBLET_RUNTIME_LIST (widget)->running;

  g_signal_emit (widget, signals[running ? SIGNAL_CANCEL : SIGNAL_RUN_AGAIN], 0);
}

static void
sublet_runtime_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_runtime_list_parent_class)->map (widget);

  update_spinner (SUBLET_RUNTIME_LIST (widget));
}

static void
sublet_runtime_list_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_runtime_list_parent_class)->unmap (widget);

  update_spinner (SUBLET_RUNTIME_LIST (widget));
}

static void
sublet_runtime_list_dispose (GObject *object)
{
  SubletRuntimeList *self = SUBLET_RUNTIME_LIST (object);

  sublet_runtime_list_end_saving (self);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->report, sublet_runtime_report_unref);
  g_clear_pointer (&self->so_far, sublet_runtime_report_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_RUNTIME_LIST);

  G_OBJECT_CLASS (sublet_runtime_list_parent_class)->dispose (object);
}

static void
sublet_runtime_list_finalize (GObject *object)
{
  SubletRuntimeList *self = SUBLET_RUNTIME_LIST (object);

  g_ptr_array_unref (self->rows);
  g_array_unref (self->stages);

  G_OBJECT_CLASS (sublet_runtime_list_parent_class)->finalize (object);
}

static void
sublet_runtime_list_class_init (SubletRuntimeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_runtime_list_dispose;
  object_class->finalize = sublet_runtime_list_finalize;
  widget_class->map = sublet_runtime_list_map;
  widget_class->unmap = sublet_runtime_list_unmap;

  signals[SIGNAL_RUN_AGAIN] = g_signal_new ("run-again",
                                            G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            0);

  signals[SIGNAL_CANCEL] = g_signal_new ("cancel",
                                         G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/instances/sublet-runtime-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeList, sign);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeList, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeList, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeList, headline_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeList, age_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeList, run_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeList, more_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRuntimeList, list_box);

  gtk_widget_class_install_action (widget_class, "checks.run", NULL, on_run);
  sublet_runtime_list_install_save_actions (widget_class);
}

static void
sublet_runtime_list_init (SubletRuntimeList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = g_ptr_array_new ();
  self->stages = g_array_new (FALSE, FALSE, sizeof (SubletRuntimeStage));
  self->can_run = TRUE;
  update (self);
}

/**
 * sublet_runtime_list_new:
 *
 * Returns: (transfer floating): a list of what was not checked yet
 */
GtkWidget *
sublet_runtime_list_new (void)
{
  return g_object_new (SUBLET_TYPE_RUNTIME_LIST, NULL);
}

/**
 * sublet_runtime_list_set_clock:
 * @self: a list
 * @clock: (nullable): what time it is
 */
void
sublet_runtime_list_set_clock (SubletRuntimeList *self, SubletClock *clock)
{
  g_return_if_fail (SUBLET_IS_RUNTIME_LIST (self));
  g_return_if_fail (clock == NULL || SUBLET_IS_CLOCK (clock));

  if (g_set_object (&self->clock, clock))
    update (self);
}

/**
 * sublet_runtime_list_set_report:
 * @self: a list
 * @report: (nullable): what was found
 */
void
sublet_runtime_list_set_report (SubletRuntimeList *self, SubletRuntimeReport *report)
{
  g_return_if_fail (SUBLET_IS_RUNTIME_LIST (self));

  if (self->report == report)
    return;
  g_clear_pointer (&self->report, sublet_runtime_report_unref);
  if (report != NULL)
    self->report = sublet_runtime_report_ref (report);
  update (self);
}

/**
 * sublet_runtime_list_set_running:
 * @self: a list
 * @running: whether the checks run now
 */
void
sublet_runtime_list_set_running (SubletRuntimeList *self, gboolean running)
{
  g_return_if_fail (SUBLET_IS_RUNTIME_LIST (self));

  running = running != FALSE;
  if (self->running == running)
    return;
  self->running = running;
  update (self);
}

/**
 * sublet_runtime_list_set_progress:
 * @self: a list
 * @progress: (nullable): how far the checks have come, or had come when somebody ended them; read
 *   at once
 * @so_far: (nullable): along with it, what they have found until now
 */
void
sublet_runtime_list_set_progress (SubletRuntimeList *self,
                                  const SubletRuntimeProgress *progress,
                                  SubletRuntimeReport *so_far)
{
  guint n_lines;
  guint i;

  g_return_if_fail (SUBLET_IS_RUNTIME_LIST (self));
  g_return_if_fail ((progress != NULL) == (so_far != NULL));

  /* One that comes with it is another with each change of it. */
  if (self->so_far == so_far)
    return;
  g_clear_pointer (&self->so_far, sublet_runtime_report_unref);
  g_array_set_size (self->stages, 0);
  if (so_far != NULL)
    {
      self->so_far = sublet_runtime_report_ref (so_far);
      self->done = sublet_runtime_progress_get_done (progress);
      self->all = sublet_runtime_progress_get_all (progress);
      n_lines = sublet_runtime_text_get_n_lines (so_far);
      for (i = 0; i < n_lines; i++)
        {
          SubletRuntimeStage stage =
            sublet_runtime_text_get_stage (progress, (SubletRuntimeLine) i);

          g_array_append_val (self->stages, stage);
        }
    }
  update (self);
}

/**
 * sublet_runtime_list_set_can_run:
 * @self: a list
 * @can_run: whether there is a connection to run them over
 */
void
sublet_runtime_list_set_can_run (SubletRuntimeList *self, gboolean can_run)
{
  g_return_if_fail (SUBLET_IS_RUNTIME_LIST (self));

  can_run = can_run != FALSE;
  if (self->can_run == can_run)
    return;
  self->can_run = can_run;
  update (self);
}

/**
 * sublet_runtime_list_get_headline:
 * @self: a list
 *
 * Returns: (transfer none): what it says above the rows, also for those who listen
 */
const char *
sublet_runtime_list_get_headline (SubletRuntimeList *self)
{
  g_return_val_if_fail (SUBLET_IS_RUNTIME_LIST (self), NULL);

  return gtk_label_get_label (self->headline_label);
}
