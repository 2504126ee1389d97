/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-form.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-field-row.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-text-scale.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST_DISK_GB 8.0
/* Of the settings; for a machine that does not say what it has. */
#define MOST_DISK_GB 100000.0
#define DISK_STEP_GB 8.0
#define DISK_PAGE_GB 64.0

struct _SubletRentForm
{
  AdwBin parent_instance;

  /* state */
  SubletOffer *offer; /* (owned) (nullable): until filled */
  SubletJob job;
  int ceiling_percent;
  gboolean ceiling_touched; /* by the person: no longer follows the price */
  gboolean filling;

  /* template children */
  SubletFieldRow *offer_row;
  SubletFieldRow *ceiling_row;
  GtkSpinButton *ceiling_spin;
  SubletFieldRow *image_row;
  GtkEntry *image_entry;
  GtkMenuButton *recent_button;
  SubletFieldRow *disk_row;
  GtkSpinButton *disk_spin;
  GtkAdjustment *disk_adjustment;
  SubletFieldRow *kind_row;
  GtkLabel *kind_label;
  GtkButton *search_button;
  SubletFieldRow *label_row;
  GtkEntry *label_entry;
};

G_DEFINE_FINAL_TYPE (SubletRentForm, sublet_rent_form, ADW_TYPE_BIN)

typedef enum
{
  PROP_PROBLEM = 1,
} SubletRentFormProperty;

static GParamSpec *properties[PROP_PROBLEM + 1];

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_SEARCH_ON_DEMAND,
  N_SIGNALS,
} SubletRentFormSignal;

static guint signals[N_SIGNALS];

/* What is typed, not what the button made of it last: a value out of range is to be seen. */
static double
read_number (GtkSpinButton *spin)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end = NULL;
  double number = g_strtod (text, &end);

  while (g_ascii_isspace (*end))
    end++;

  return end == text || *end != '\0' ? NAN : number;
}

static void
get_quote (SubletRentForm *self, SubletQuote *quote)
{
  SubletJob job = self->job;
  double disk_gb = read_number (self->disk_spin);

  if (isfinite (disk_gb) && disk_gb >= 0)
    job.disk_gb = disk_gb;
  sublet_quote_for_row (sublet_offer_get_row (self->offer), &job, quote);
}

static void
follow_price (SubletRentForm *self)
{
  SubletQuote quote;
  double usd;

  get_quote (self, &quote);
  if (quote.running_rate_nusd == SUBLET_MONEY_UNKNOWN || self->ceiling_percent == 0)
    usd = 0;
  else
    usd = sublet_money_usd_from_nusd (
      sublet_money_multiply_divide (quote.running_rate_nusd, 100 + self->ceiling_percent, 100));

  gtk_spin_button_set_value (self->ceiling_spin, usd);
}

static void
check_fields (SubletRentForm *self)
{
  const SubletOfferRow *row = sublet_offer_get_row (self->offer);
  gint64 ceiling_nusd = sublet_rent_form_get_ceiling_nusd (self);
  g_autofree char *label = sublet_rent_form_dup_label (self);
  g_autofree char *before = g_strdup (sublet_rent_form_get_problem (self));
  g_autofree char *ceiling_problem = NULL;
  g_autofree char *ceiling_hint = NULL;
  g_autofree char *image_problem = NULL;
  g_autofree char *disk_problem = NULL;
  g_autofree char *label_problem = NULL;
  SubletQuote quote;

  get_quote (self, &quote);
  ceiling_problem = sublet_rent_text_ceiling_problem (ceiling_nusd, quote.running_rate_nusd);
  ceiling_hint = sublet_rent_text_ceiling_hint (ceiling_nusd);
  image_problem = sublet_rent_text_image_problem (sublet_rent_form_get_image (self));
  disk_problem = sublet_rent_text_disk_problem (read_number (self->disk_spin), row->disk_space_gb);
  label_problem = sublet_rent_text_label_problem (label);

  sublet_field_row_set_problem (self->ceiling_row, ceiling_problem);
  sublet_field_row_set_hint (self->ceiling_row, ceiling_hint);
  sublet_field_row_set_problem (self->image_row, image_problem);
  sublet_field_row_set_problem (self->disk_row, disk_problem);
  sublet_field_row_set_problem (self->label_row, label_problem);

  if (g_strcmp0 (before, sublet_rent_form_get_problem (self)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
on_changed (SubletRentForm *self)
{
  if (self->offer == NULL || self->filling)
    return;

  check_fields (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_ceiling_changed (SubletRentForm *self)
{
  if (!self->filling)
    self->ceiling_touched = TRUE;
  on_changed (self);
}

static void
on_disk_changed (SubletRentForm *self)
{
  if (self->offer == NULL || self->filling)
    return;

  if (!self->ceiling_touched)
    {
      self->filling = TRUE;
      follow_price (self);
      self->filling = FALSE;
    }
  on_changed (self);
}

/* Money never moves by Enter in a field: it leads to the next one, from the last to the first. */
static gboolean
on_key_pressed (SubletRentForm *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventControllerKey *controller)
{
  GtkWidget *fields[] = {
    GTK_WIDGET (self->ceiling_spin),
    GTK_WIDGET (self->image_entry),
    GTK_WIDGET (self->disk_spin),
    GTK_WIDGET (self->label_entry),
  };
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gsize i;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || focus == NULL)
    return GDK_EVENT_PROPAGATE;

  for (i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (focus == fields[i] || gtk_widget_is_ancestor (focus, fields[i]))
        {
          gtk_widget_grab_focus (fields[(i + 1) % G_N_ELEMENTS (fields)]);
          return GDK_EVENT_STOP;
        }
    }

  return GDK_EVENT_PROPAGATE;
}

static void
on_use_image (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletRentForm *self = SUBLET_RENT_FORM (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->image_entry), g_variant_get_string (parameter, NULL));
  sublet_rent_form_focus_image (self);
}

static void
on_search_on_demand (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_SEARCH_ON_DEMAND], 0);
}

static void
sublet_rent_form_dispose (GObject *object)
{
  SubletRentForm *self = SUBLET_RENT_FORM (object);

  g_clear_object (&self->offer);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_RENT_FORM);

  G_OBJECT_CLASS (sublet_rent_form_parent_class)->dispose (object);
}

static void
sublet_rent_form_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletRentForm *self = SUBLET_RENT_FORM (object);

  switch ((SubletRentFormProperty) prop_id)
    {
    case PROP_PROBLEM:
      g_value_set_string (value, sublet_rent_form_get_problem (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_rent_form_class_init (SubletRentFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_rent_form_dispose;
  object_class->get_property = sublet_rent_form_get_property;

  properties[PROP_PROBLEM] =
    g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[SIGNAL_SEARCH_ON_DEMAND] = g_signal_new ("search-on-demand",
                                                   G_TYPE_FROM_CLASS (klass),
                                                   G_SIGNAL_RUN_LAST,
                                                   0,
                                                   NULL,
                                                   NULL,
                                                   NULL,
                                                   G_TYPE_NONE,
                                                   0);

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-rent-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, offer_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, ceiling_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, ceiling_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, image_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, image_entry);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, recent_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, disk_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, disk_spin);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, disk_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, kind_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, kind_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, search_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, label_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, label_entry);

  gtk_widget_class_install_action (widget_class, "form.use-image", "s", on_use_image);
  gtk_widget_class_install_action (widget_class,
                                   "form.search-on-demand",
                                   NULL,
                                   on_search_on_demand);
}

static void
sublet_rent_form_init (SubletRentForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Before the fields themselves, which would press a default button. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  /* Not "changed", which comes once more while a new text has replaced the old one by half. */
  g_signal_connect_swapped (self->ceiling_spin,
                            "notify::text",
                            G_CALLBACK (on_ceiling_changed),
                            self);
  g_signal_connect_swapped (self->image_entry, "notify::text", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->disk_spin, "notify::text", G_CALLBACK (on_disk_changed), self);
  g_signal_connect_swapped (self->label_entry, "notify::text", G_CALLBACK (on_changed), self);
}

static void
show_kind (SubletRentForm *self)
{
  const char *word;
  const char *hint;
  const char *problem = _ ("Sublet rents on-demand offers only, so far.");

  switch (sublet_offer_get_kind (self->offer))
    {
    case SUBLET_PRICE_KIND_INTERRUPTIBLE:
      word = _ ("Interruptible");
      hint = _ ("The highest bid keeps the GPU.");
      break;
    case SUBLET_PRICE_KIND_RESERVED:
      word = _ ("Reserved");
      hint = _ ("Prepaid, for a discount.");
      break;
    case SUBLET_PRICE_KIND_ON_DEMAND:
      word = _ ("On-Demand");
      hint = _ ("A fixed rate, never outbid.");
      problem = NULL;
      break;
    case SUBLET_PRICE_KIND_UNKNOWN:
    default:
      word = _ ("Not Known");
      hint = _ ("What this price is for.");
    }

  gtk_label_set_label (self->kind_label, word);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), problem != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_label), problem == NULL);
  sublet_field_row_set_hint (self->kind_row, problem == NULL ? hint : word);
  sublet_field_row_set_problem (self->kind_row, problem);
}

/**
 * sublet_rent_form_fill:
 * @self: a form
 * @offer: what is to be rented
 * @job: what for; its disk becomes the first value, moved into the offer's range
 * @ceiling_percent: how much dearer the next offer may be at first; 0: none is taken
 * @image: the first value
 * @label: the first value
 *
 * Starts afresh: what was typed before is gone. Emits "changed".
 */
void
sublet_rent_form_fill (SubletRentForm *self,
                       SubletOffer *offer,
                       const SubletJob *job,
                       int ceiling_percent,
                       const char *image,
                       const char *label)
{
  const SubletOfferRow *row;
  g_autofree char *gpu = NULL;
  g_autofree char *line = NULL;
  g_autofree char *disk_hint = NULL;
  double most_gb;

  g_return_if_fail (SUBLET_IS_RENT_FORM (self));
  g_return_if_fail (SUBLET_IS_OFFER (offer));
  g_return_if_fail (job != NULL);

  self->filling = TRUE;
  g_set_object (&self->offer, offer);
  self->job = *job;
  self->ceiling_percent = ceiling_percent;
  self->ceiling_touched = FALSE;

  row = sublet_offer_get_row (offer);
  gpu = sublet_format_gpu (row->gpu_name, row->num_gpus);
  line = sublet_rent_text_offer_line (row);
  disk_hint = sublet_rent_text_disk_hint (row->disk_space_gb);
  most_gb = isfinite (row->disk_space_gb) ? MAX (floor (row->disk_space_gb), LEAST_DISK_GB)
                                          : MOST_DISK_GB;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->offer_row), gpu);
  sublet_field_row_set_hint (self->offer_row, *line == '\0' ? NULL : line);
  sublet_field_row_set_hint (self->disk_row, disk_hint);
  gtk_adjustment_configure (self->disk_adjustment,
                            CLAMP (job->disk_gb, LEAST_DISK_GB, most_gb),
                            LEAST_DISK_GB,
                            most_gb,
                            DISK_STEP_GB,
                            DISK_PAGE_GB,
                            0);
  /* Also over a text that was no number. */
  gtk_spin_button_set_value (self->disk_spin, gtk_adjustment_get_value (self->disk_adjustment));
  gtk_editable_set_text (GTK_EDITABLE (self->image_entry), image == NULL ? "" : image);
  gtk_editable_set_text (GTK_EDITABLE (self->label_entry), label == NULL ? "" : label);
  follow_price (self);
  show_kind (self);
  self->filling = FALSE;

  check_fields (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * sublet_rent_form_set_recent_images:
 * @self: a form
 * @images: (nullable) (array zero-terminated=1): what was rented with lately
 */
void
sublet_rent_form_set_recent_images (SubletRentForm *self, const char *const *images)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gsize i;

  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  for (i = 0; images != NULL && images[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (images[i], NULL);

      g_menu_item_set_action_and_target (item, "form.use-image", "s", images[i]);
      g_menu_append_item (menu, item);
    }

  gtk_menu_button_set_menu_model (self->recent_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->recent_button), i > 0);
}

/**
 * sublet_rent_form_focus_image:
 * @self: a form
 *
 * Where typing starts.
 */
void
sublet_rent_form_focus_image (SubletRentForm *self)
{
  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->image_entry));
}

/**
 * sublet_rent_form_set_narrow:
 * @self: a form
 * @narrow: whether there is little room: long texts then get a line of their own
 */
void
sublet_rent_form_set_narrow (SubletRentForm *self, gboolean narrow)
{
  gboolean tight;

  g_return_if_fail (SUBLET_IS_RENT_FORM (self));

  /* Large text in little room leaves no line for a title beside any field. */
  tight = narrow && sublet_ui_get_text_scale (GTK_WIDGET (self)) >= SUBLET_UI_LARGE_TEXT;
  sublet_field_row_set_stacked (self->image_row, narrow);
  sublet_field_row_set_stacked (self->label_row, narrow);
  sublet_field_row_set_stacked (self->ceiling_row, tight);
  sublet_field_row_set_stacked (self->disk_row, tight);
  sublet_field_row_set_stacked (self->kind_row, tight);
}

/**
 * sublet_rent_form_get_disk_gb:
 * @self: a form
 *
 * Returns: GB as sold; NAN when no number is typed
 */
double
sublet_rent_form_get_disk_gb (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), NAN);

  return read_number (self->disk_spin);
}

/**
 * sublet_rent_form_get_image:
 * @self: a form
 *
 * Returns: (transfer none): what is typed
 */
const char *
sublet_rent_form_get_image (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->image_entry));
}

/**
 * sublet_rent_form_dup_label:
 * @self: a form
 *
 * Returns: (transfer full): what is typed, without blanks at its ends
 */
char *
sublet_rent_form_dup_label (SubletRentForm *self)
{
  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->label_entry))));
}

/**
 * sublet_rent_form_get_ceiling_nusd:
 * @self: a form
 *
 * Returns: per hour, GPU and disk; 0: none; SUBLET_MONEY_UNKNOWN when no number is typed
 */
gint64
sublet_rent_form_get_ceiling_nusd (SubletRentForm *self)
{
  gint64 ceiling_nusd;
  double usd;

  g_return_val_if_fail (SUBLET_IS_RENT_FORM (self), SUBLET_MONEY_UNKNOWN);

  usd = read_number (self->ceiling_spin);
  if (!isfinite (usd) || usd < 0 || !sublet_money_nusd_from_usd (usd, &ceiling_nusd))
    return SUBLET_MONEY_UNKNOWN;

  return ceiling_nusd;
}

/**
 * sublet_rent_form_get_problem:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the first sentence about a field; %NULL when all are fine
 */
const char *
sublet_rent_form_get_problem (SubletRentForm *self)
{
  SubletFieldRow *rows[] = {
    self->kind_row, self->ceiling_row, self->image_row, self->disk_row, self->label_row,
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *problem = sublet_field_row_get_problem (rows[i]);

      if (problem != NULL)
        return problem;
    }

  return NULL;
}
