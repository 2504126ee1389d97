/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-job-bar-private.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-text-scale.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdbool.h>

/* The shortest job. In the field it is 0, so that steps up from it are whole hours. */
#define SHORTEST_HOURS 0.1

G_DEFINE_FINAL_TYPE (SubletJobBar, sublet_job_bar, ADW_TYPE_BIN)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_FOLDED,
} SubletJobBarProperty;

static GParamSpec *properties[PROP_FOLDED + 1];

static const char *
get_kind_word (SubletPriceKind kind)
{
  switch (kind)
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      return _ ("interruptible");
    case SUBLET_PRICE_KIND_RESERVED:
      return _ ("reserved");
    case SUBLET_PRICE_KIND_ON_DEMAND:
    case SUBLET_PRICE_KIND_UNKNOWN:
    default:
      return _ ("on-demand");
    }
}

static GtkToggleButton *
get_toggle (SubletJobBar *self, SubletPriceKind kind)
{
  switch (kind)
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      return self->interruptible;
    case SUBLET_PRICE_KIND_RESERVED:
      return self->reserved;
    case SUBLET_PRICE_KIND_ON_DEMAND:
    case SUBLET_PRICE_KIND_UNKNOWN:
    default:
      return self->on_demand;
    }
}

static void
on_kind_toggled (SubletJobBar *self, GtkToggleButton *button)
{
  SubletPriceKind kind = SUBLET_PRICE_KIND_ON_DEMAND;

  if (self->updating || !gtk_toggle_button_get_active (button))
    return;

  if (button == self->interruptible)
    kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  else if (button == self->reserved)
    kind = SUBLET_PRICE_KIND_RESERVED;
  g_object_set (self->settings, "price-kind", kind, NULL);
}

static double
get_hours (double in_field)
{
  return MAX (in_field, SHORTEST_HOURS);
}

static double
get_in_field (double hours)
{
  return hours > SHORTEST_HOURS ? hours : 0;
}

/* Reads as GTK does. */
static int
on_hours_input (GtkSpinButton *spin, double *in_field)
{
  *in_field = get_in_field (g_strtod (gtk_editable_get_text (GTK_EDITABLE (spin)), NULL));

  return TRUE;
}

/* Whole hours without decimals. In the locale's spelling but not grouped, so that it can be read
 * again. */
static gboolean
on_hours_output (GtkSpinButton *spin)
{
  double hours = get_hours (gtk_spin_button_get_value (spin));
  bool whole = !islessgreater (hours, round (hours));
  g_autofree char *text = g_strdup_printf ("%.*f", whole ? 0 : 1, hours);

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

static void
update (SubletJobBar *self)
{
  g_autofree char *hours = NULL;
  g_autofree char *disk = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *name = NULL;
  SubletJob job;

  sublet_settings_get_job (self->settings, &job);

  self->updating = TRUE;
  gtk_toggle_button_set_active (get_toggle (self, job.kind), TRUE);
  self->updating = FALSE;

  hours = sublet_format_duration (sublet_job_hours_to_us (job.hours));
  disk = sublet_format_number (job.disk_gb, 0);
  summary =
    /* TRANSLATORS: the job in one line: how long, GB of disk, the kind of price; the blank before
     * GB is a no-break space */
    g_strdup_printf (_ ("Job: %1$s · %2$s GB · %3$s"), hours, disk, get_kind_word (job.kind));
  if (sublet_ui_get_text_scale (GTK_WIDGET (self)) >= SUBLET_UI_LARGE_TEXT)
    lines =
      /* TRANSLATORS: the same in two lines, for large text */
      g_strdup_printf (_ ("Job: %1$s · %2$s GB\n%3$s"), hours, disk, get_kind_word (job.kind));
  gtk_label_set_text (self->summary, lines != NULL ? lines : summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  summary,
                                  -1);
}

static gboolean
show_hours (GBinding *binding, const GValue *hours, GValue *in_field, gpointer user_data)
{
  g_value_set_double (in_field, get_in_field (g_value_get_double (hours)));

  return TRUE;
}

static gboolean
keep_hours (GBinding *binding, const GValue *in_field, GValue *hours, gpointer user_data)
{
  g_value_set_double (hours, get_hours (g_value_get_double (in_field)));

  return TRUE;
}

static void
bind_hours (SubletJobBar *self)
{
  g_object_bind_property_full (self->settings,
                               "job-hours",
                               self->hours_adjustment,
                               "value",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE,
                               show_hours,
                               keep_hours,
                               NULL,
                               NULL);
  g_signal_connect_object (self->settings,
                           "notify::job-hours",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
bind_field (SubletJobBar *self, const char *key, GtkAdjustment *adjustment)
{
  g_autofree char *signal = g_strconcat ("notify::", key, NULL);

  g_object_bind_property (self->settings,
                          key,
                          adjustment,
                          "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->settings, signal, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
sublet_job_bar_unroot (GtkWidget *widget)
{
  SubletJobBar *self = SUBLET_JOB_BAR (widget);

  if (self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (widget, self->tick_id);
      self->tick_id = 0;
    }

  GTK_WIDGET_CLASS (sublet_job_bar_parent_class)->unroot (widget);
}

static void
sublet_job_bar_constructed (GObject *object)
{
  SubletJobBar *self = SUBLET_JOB_BAR (object);

  G_OBJECT_CLASS (sublet_job_bar_parent_class)->constructed (object);

  bind_hours (self);
  bind_field (self, "disk-gb", self->disk_adjustment);
  bind_field (self, "job-down-gb", self->down_adjustment);
  bind_field (self, "job-up-gb", self->up_adjustment);
  g_object_bind_property (self->settings,
                          "side-by-side",
                          self->side_by_side,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->settings,
                           "notify::price-kind",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_ui_follow_text_scale (GTK_WIDGET (self), G_CALLBACK (update));
  update (self);
}

static void
sublet_job_bar_dispose (GObject *object)
{
  SubletJobBar *self = SUBLET_JOB_BAR (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_JOB_BAR);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_job_bar_parent_class)->dispose (object);
}

static void
sublet_job_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletJobBar *self = SUBLET_JOB_BAR (object);

  if (prop_id == PROP_FOLDED)
    g_value_set_boolean (value, self->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_job_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SubletJobBar *self = SUBLET_JOB_BAR (object);

  switch ((SubletJobBarProperty) prop_id)
    {
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_FOLDED:
      sublet_job_bar_set_folded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_job_bar_class_init (SubletJobBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_job_bar_constructed;
  object_class->dispose = sublet_job_bar_dispose;
  object_class->get_property = sublet_job_bar_get_property;
  object_class->set_property = sublet_job_bar_set_property;
  widget_class->measure = sublet_job_bar_measure;
  widget_class->size_allocate = sublet_job_bar_size_allocate;
  widget_class->unroot = sublet_job_bar_unroot;

  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SETTINGS,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-job-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, place);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, folded_place);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, form);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, kinds);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, button);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, summary);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, hours_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, disk_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, down_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, up_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, on_demand);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, interruptible);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, reserved);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, side_by_side);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, side_by_side_box);
  gtk_widget_class_bind_template_child (widget_class, SubletJobBar, side_by_side_label);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_hours_input);
  gtk_widget_class_bind_template_callback (widget_class, on_hours_output);
}

static void
sublet_job_bar_init (SubletJobBar *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A bin's would do both in place of this class. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * sublet_job_bar_new:
 * @settings: where the job is kept
 *
 * Returns: (transfer floating): the job's fields in a row
 */
GtkWidget *
sublet_job_bar_new (SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_JOB_BAR, "settings", settings, NULL);
}

/**
 * sublet_job_bar_set_folded:
 * @self: a bar
 * @folded: whether one button stands for all fields, however much room there is
 *
 * Where the fields do not fit, as in a language of long words, the button stands for them anyway.
 */
void
sublet_job_bar_set_folded (SubletJobBar *self, gboolean folded)
{
  g_return_if_fail (SUBLET_IS_JOB_BAR (self));

  self->fold_wanted = !!folded;
  sublet_job_bar_apply_folded (self);
}
