/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-renting-page.h"

#include "core/market/sublet-policy.h"
#include "ui/preferences/sublet-apply-field.h"
#include "ui/preferences/sublet-number-field.h"
#include "ui/preferences/sublet-preferences-text.h"
#include "ui/rent/sublet-rent-text.h"

#include <glib/gi18n.h>

/* Of the schema. */
#define MOST_PER_HOUR_USD 100000.0
#define MOST_PER_DAY_USD 1000000.0
#define MOST_PER_MONTH_USD 10000000.0

struct _SubletRentingPage
{
  SubletSettingsPage parent_instance;

  SubletSettings *settings; /* (borrowed): the parent's */

  SubletFieldRow *image_row;
  GtkButton *image_button;
  SubletFieldRow *disk_row;
  AdwComboRow *policy_row;
  SubletFieldRow *ceiling_row;
  SubletFieldRow *hour_row;
  GtkButton *hour_button;
  SubletFieldRow *day_row;
  GtkButton *day_button;
  SubletFieldRow *daily_row;
  GtkButton *daily_button;
  SubletFieldRow *monthly_row;
  GtkButton *monthly_button;
};

G_DEFINE_FINAL_TYPE (SubletRentingPage, sublet_renting_page, SUBLET_TYPE_SETTINGS_PAGE)

/* In the order of the list in the template. */
static const SubletPolicy policies[] = {
  SUBLET_POLICY_CHEAPEST,
  SUBLET_POLICY_SECOND_CHEAPEST,
  SUBLET_POLICY_BEST_VALUE,
  SUBLET_POLICY_MOST_RELIABLE,
};

static char *
find_hour_problem (const char *text)
{
  return sublet_preferences_text_amount_problem (text, MOST_PER_HOUR_USD);
}

static char *
find_day_problem (const char *text)
{
  return sublet_preferences_text_amount_problem (text, MOST_PER_DAY_USD);
}

static char *
find_daily_problem (const char *text)
{
  return sublet_preferences_text_budget_problem (text, MOST_PER_DAY_USD);
}

static char *
find_monthly_problem (const char *text)
{
  return sublet_preferences_text_budget_problem (text, MOST_PER_MONTH_USD);
}

static void
show_amount (SubletFieldRow *row, double usd)
{
  /* By locale, but not grouped: it is to be typed over. */
  g_autofree char *text = g_strdup_printf ("%.2f", usd);

  sublet_apply_field_set_kept (row, text);
}

static void
show_caps (SubletRentingPage *self)
{
  show_amount (self->hour_row, sublet_settings_get_spend_cap_per_hour (self->settings));
  show_amount (self->day_row, sublet_settings_get_spend_cap_per_day (self->settings));
}

static void
show_budgets (SubletRentingPage *self)
{
  double daily_usd;
  double monthly_usd;

  g_object_get (self->settings, "daily-budget", &daily_usd, "monthly-budget", &monthly_usd, NULL);
  show_amount (self->daily_row, daily_usd);
  show_amount (self->monthly_row, monthly_usd);
}

static void
show_image (SubletRentingPage *self)
{
  g_autofree char *image = sublet_settings_dup_image (self->settings);

  sublet_apply_field_set_kept (self->image_row, image);
}

static void
show_policy (SubletRentingPage *self)
{
  SubletPolicy policy = sublet_settings_get_policy (self->settings);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      if (policies[i] == policy)
        adw_combo_row_set_selected (self->policy_row, i);
    }
}

static void
on_policy_selected (SubletRentingPage *self)
{
  guint selected = adw_combo_row_get_selected (self->policy_row);

  if (selected < G_N_ELEMENTS (policies) &&
      policies[selected] != sublet_settings_get_policy (self->settings))
    sublet_settings_set_policy (self->settings, policies[selected]);
}

static void
on_image_applied (const char *text, gpointer user_data)
{
  SubletRentingPage *self = SUBLET_RENTING_PAGE (user_data);

  g_object_set (self->settings, "image", text, NULL);
  show_image (self);
}

static void
on_hour_applied (const char *text, gpointer user_data)
{
  SubletRentingPage *self = SUBLET_RENTING_PAGE (user_data);

  g_object_set (self->settings,
                "spend-cap-per-hour",
                sublet_preferences_text_read_number (text),
                NULL);
  show_caps (self);
}

static void
on_day_applied (const char *text, gpointer user_data)
{
  SubletRentingPage *self = SUBLET_RENTING_PAGE (user_data);

  g_object_set (self->settings,
                "spend-cap-per-day",
                sublet_preferences_text_read_number (text),
                NULL);
  show_caps (self);
}

static void
on_daily_applied (const char *text, gpointer user_data)
{
  SubletRentingPage *self = SUBLET_RENTING_PAGE (user_data);

  g_object_set (self->settings, "daily-budget", sublet_preferences_text_read_number (text), NULL);
  show_budgets (self);
}

static void
on_monthly_applied (const char *text, gpointer user_data)
{
  SubletRentingPage *self = SUBLET_RENTING_PAGE (user_data);

  g_object_set (self->settings, "monthly-budget", sublet_preferences_text_read_number (text), NULL);
  show_budgets (self);
}

static void
follow (SubletRentingPage *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->settings, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
sublet_renting_page_constructed (GObject *object)
{
  SubletRentingPage *self = SUBLET_RENTING_PAGE (object);

  G_OBJECT_CLASS (sublet_renting_page_parent_class)->constructed (object);

  self->settings = sublet_settings_page_get_settings (SUBLET_SETTINGS_PAGE (self));
  g_return_if_fail (self->settings != NULL);

  sublet_apply_field_set_up (self->image_row,
                             self->image_button,
                             sublet_rent_text_image_problem,
                             on_image_applied,
                             self);
  sublet_apply_field_set_up (self->hour_row,
                             self->hour_button,
                             find_hour_problem,
                             on_hour_applied,
                             self);
  sublet_apply_field_set_up (self->day_row,
                             self->day_button,
                             find_day_problem,
                             on_day_applied,
                             self);
  sublet_apply_field_set_up (self->daily_row,
                             self->daily_button,
                             find_daily_problem,
                             on_daily_applied,
                             self);
  sublet_apply_field_set_up (self->monthly_row,
                             self->monthly_button,
                             find_monthly_problem,
                             on_monthly_applied,
                             self);
  sublet_number_field_bind (self->disk_row, self->settings, "disk-gb", SUBLET_NUMBER_FIELD_DISK);
  sublet_number_field_bind (self->ceiling_row,
                            self->settings,
                            "ceiling-percent",
                            SUBLET_NUMBER_FIELD_CEILING);

  show_image (self);
  show_caps (self);
  show_budgets (self);
  show_policy (self);
  follow (self, "notify::image", G_CALLBACK (show_image));
  follow (self, "notify::spend-cap-per-hour", G_CALLBACK (show_caps));
  follow (self, "notify::spend-cap-per-day", G_CALLBACK (show_caps));
  follow (self, "notify::daily-budget", G_CALLBACK (show_budgets));
  follow (self, "notify::monthly-budget", G_CALLBACK (show_budgets));
  follow (self, "notify::policy", G_CALLBACK (show_policy));
  g_signal_connect_swapped (self->policy_row,
                            "notify::selected",
                            G_CALLBACK (on_policy_selected),
                            self);
}

static void
sublet_renting_page_dispose (GObject *object)
{
  SubletRentingPage *self = SUBLET_RENTING_PAGE (object);

  if (self->policy_row != NULL)
    g_signal_handlers_disconnect_by_data (self->policy_row, self);
  self->settings = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_RENTING_PAGE);

  G_OBJECT_CLASS (sublet_renting_page_parent_class)->dispose (object);
}

static void
sublet_renting_page_class_init (SubletRentingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_renting_page_constructed;
  object_class->dispose = sublet_renting_page_dispose;

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/preferences/sublet-renting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, image_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, image_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, disk_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, policy_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, ceiling_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, hour_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, hour_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, day_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, day_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, daily_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, daily_button);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, monthly_row);
  gtk_widget_class_bind_template_child (widget_class, SubletRentingPage, monthly_button);
}

static void
sublet_renting_page_init (SubletRentingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_renting_page_new:
 * @settings: what is kept
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
sublet_renting_page_new (SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_RENTING_PAGE, "settings", settings, NULL);
}
