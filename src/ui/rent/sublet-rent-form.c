/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-rent-form.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-signal.h"
#include "ui/rent/sublet-launch-text.h"
#include "ui/rent/sublet-rent-form-private.h"

#include <math.h>

G_DEFINE_FINAL_TYPE (SubletRentForm, sublet_rent_form, ADW_TYPE_BIN)

typedef enum
{
  PROP_PROBLEM = 1,
} SubletRentFormProperty;

static GParamSpec *properties[PROP_PROBLEM + 1];

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_SEARCH_KIND,
  SIGNAL_POLICY_CHOSEN,
  SIGNAL_CHOOSE_TEMPLATE,
  SIGNAL_SHOW_KEYS,
  SIGNAL_LAUNCH_OPENED,
  SIGNAL_ACCESS_OPENED,
  N_SIGNALS,
} SubletRentFormSignal;

static guint signals[N_SIGNALS];

/* As the fields stand: GPU at its bid, and the disk. */
static void
get_quote (SubletRentForm *self, SubletPriceKind kind, SubletQuote *quote)
{
  SubletJob job = self->job;
  double disk_gb = sublet_software_group_get_disk_gb (self->software_group);
  gint64 bid_nusd = sublet_money_group_get_bid_nusd (self->money_group);

  if (isfinite (disk_gb) && disk_gb >= 0)
    job.disk_gb = disk_gb;
  job.kind = kind;
  sublet_quote_for_row (sublet_offer_get_row (self->offer), &job, quote);
  if (bid_nusd != SUBLET_MONEY_UNKNOWN)
    quote->running_rate_nusd = sublet_money_add (bid_nusd, quote->disk_rate_nusd);
}

static void
write_launch (SubletRentForm *self)
{
  sublet_software_group_write (self->software_group, self->launch);
  sublet_launch_fold_write (self->launch_fold, self->launch);
  sublet_onstart_fold_write (self->onstart_fold, self->launch);
  sublet_access_fold_write (self->access_fold, self->launch);
}

static void
show_missing (SubletRentForm *self)
{
  g_autofree char *missing = sublet_launch_text_missing (self->launch);

  gtk_label_set_label (self->missing_label, missing == NULL ? "" : missing);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_box), missing != NULL);
}

/* Each part marks its own fields; the first sentence, from the top, stands beside the button. */
static void
check_fields (SubletRentForm *self)
{
  bool reserved = self->job.kind == SUBLET_PRICE_KIND_RESERVED;
  gint64 now_us = self->clock == NULL ? g_get_real_time () : sublet_clock_get_wall_us (self->clock);
  const char *problems[6];
  const char *first = NULL;
  SubletQuote plain;
  SubletQuote discounted;
  gsize i;

  /* A reserved one is rented on demand; its discount comes with the deposit. */
  get_quote (self, reserved ? SUBLET_PRICE_KIND_ON_DEMAND : self->job.kind, &plain);
  get_quote (self, self->job.kind, &discounted);
  sublet_offer_group_set_running_rate (self->offer_group, plain.running_rate_nusd);
  problems[0] = sublet_offer_group_check (self->offer_group);
  problems[1] = sublet_software_group_check (self->software_group, self->launch);
  problems[2] = sublet_money_group_check (self->money_group, &plain, &discounted, now_us);
  problems[3] = sublet_launch_fold_check (self->launch_fold, self->launch);
  problems[4] = sublet_onstart_fold_check (self->onstart_fold, self->launch);
  problems[5] = sublet_access_fold_check (self->access_fold, self->launch);
  for (i = 0; i < G_N_ELEMENTS (problems) && first == NULL; i++)
    first = problems[i];

  show_missing (self);
  if (g_strcmp0 (self->problem, first) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (first);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

void
sublet_rent_form_update (SubletRentForm *self)
{
  if (self->offer == NULL || self->filling)
    return;

  write_launch (self);
  check_fields (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_search_kind (SubletRentForm *self, SubletPriceKind kind)
{
  g_signal_emit (self, signals[SIGNAL_SEARCH_KIND], 0, kind);
}

static void
on_policy_chosen (SubletRentForm *self, SubletPolicy policy)
{
  g_signal_emit (self, signals[SIGNAL_POLICY_CHOSEN], 0, policy);
}

static void
on_choose_template (SubletRentForm *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOOSE_TEMPLATE], 0);
}

static void
on_show_keys (SubletRentForm *self)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_KEYS], 0);
}

static void
on_expanded (SubletRentForm *self, GParamSpec *pspec, AdwExpanderRow *fold)
{
  if (adw_expander_row_get_expanded (fold))
    g_signal_emit (self,
                   signals[ADW_EXPANDER_ROW (self->launch_fold) == fold ? SIGNAL_LAUNCH_OPENED
                                                                        : SIGNAL_ACCESS_OPENED],
                   0);
}

static gboolean
is_field (GtkWidget *widget)
{
  return GTK_IS_ENTRY (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_PASSWORD_ENTRY (widget);
}

/* Fields that are seen, from top to bottom. */
static void
collect_fields (GtkWidget *widget, GPtrArray *fields)
{
  GtkWidget *child;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_sensitive (widget))
    return;
  if (is_field (widget))
    {
      g_ptr_array_add (fields, widget);
      return;
    }
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_fields (child, fields);
}

/* Money never moves by Enter in a field: it leads to the next one, from the last to the first. */
static gboolean
on_key_pressed (SubletRentForm *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventControllerKey *controller)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GPtrArray) fields = NULL;
  guint i;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || focus == NULL)
    return GDK_EVENT_PROPAGATE;

  fields = g_ptr_array_new ();
  collect_fields (GTK_WIDGET (self), fields);
  for (i = 0; i < fields->len; i++)
    {
      GtkWidget *field = g_ptr_array_index (fields, i);

      if (focus == field || gtk_widget_is_ancestor (focus, field))
        {
          gtk_widget_grab_focus (g_ptr_array_index (fields, (i + 1) % fields->len));
          return GDK_EVENT_STOP;
        }
    }

  return GDK_EVENT_PROPAGATE;
}

static void
sublet_rent_form_dispose (GObject *object)
{
  SubletRentForm *self = SUBLET_RENT_FORM (object);

  g_clear_object (&self->offer);
  g_clear_object (&self->clock);
  g_clear_object (&self->launch);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_RENT_FORM);

  G_OBJECT_CLASS (sublet_rent_form_parent_class)->dispose (object);
}

static void
sublet_rent_form_finalize (GObject *object)
{
  g_free (SUBLET_RENT_FORM (object)->problem);

  G_OBJECT_CLASS (sublet_rent_form_parent_class)->finalize (object);
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
  object_class->finalize = sublet_rent_form_finalize;
  object_class->get_property = sublet_rent_form_get_property;

  properties[PROP_PROBLEM] =
    g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = sublet_signal_add (klass, "changed", G_TYPE_NONE);
  signals[SIGNAL_SEARCH_KIND] = sublet_signal_add (klass, "search-kind", SUBLET_TYPE_PRICE_KIND);
  signals[SIGNAL_POLICY_CHOSEN] = sublet_signal_add (klass, "policy-chosen", SUBLET_TYPE_POLICY);
  signals[SIGNAL_CHOOSE_TEMPLATE] = sublet_signal_add (klass, "choose-template", G_TYPE_NONE);
  signals[SIGNAL_SHOW_KEYS] = sublet_signal_add (klass, "show-keys", G_TYPE_NONE);
  signals[SIGNAL_LAUNCH_OPENED] = sublet_signal_add (klass, "launch-opened", G_TYPE_NONE);
  signals[SIGNAL_ACCESS_OPENED] = sublet_signal_add (klass, "access-opened", G_TYPE_NONE);

  g_type_ensure (SUBLET_TYPE_ACCESS_FOLD);
  g_type_ensure (SUBLET_TYPE_LAUNCH_FOLD);
  g_type_ensure (SUBLET_TYPE_MONEY_GROUP);
  g_type_ensure (SUBLET_TYPE_OFFER_GROUP);
  g_type_ensure (SUBLET_TYPE_ONSTART_FOLD);
  g_type_ensure (SUBLET_TYPE_SOFTWARE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-rent-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, offer_group);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, missing_box);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, missing_label);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, software_group);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, money_group);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, launch_fold);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, onstart_fold);
  gtk_widget_class_bind_template_child (widget_class, SubletRentForm, access_fold);
}

/* Until this one goes: a part that waits for something is held, and may go later. */
static void
follow (SubletRentForm *self, gpointer part, const char *signal, GCallback callback)
{
  g_signal_connect_object (part, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
sublet_rent_form_init (SubletRentForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  gpointer parts[6];
  gsize i;

  self->launch = sublet_launch_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Before the fields themselves, which would press a default button. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  parts[0] = self->offer_group;
  parts[1] = self->software_group;
  parts[2] = self->money_group;
  parts[3] = self->launch_fold;
  parts[4] = self->onstart_fold;
  parts[5] = self->access_fold;
  for (i = 0; i < G_N_ELEMENTS (parts); i++)
    g_signal_connect_swapped (parts[i], "changed", G_CALLBACK (sublet_rent_form_update), self);
  follow (self, self->money_group, "search-kind", G_CALLBACK (on_search_kind));
  follow (self, self->offer_group, "policy-chosen", G_CALLBACK (on_policy_chosen));
  follow (self, self->software_group, "choose-template", G_CALLBACK (on_choose_template));
  follow (self, self->access_fold, "show-keys", G_CALLBACK (on_show_keys));
  follow (self, self->launch_fold, "notify::expanded", G_CALLBACK (on_expanded));
  follow (self, self->access_fold, "notify::expanded", G_CALLBACK (on_expanded));
}
