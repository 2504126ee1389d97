/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/preferences/sublet-watching-page.h"

#include "ui/preferences/sublet-number-field.h"

struct _SubletWatchingPage
{
  SubletSettingsPage parent_instance;

  SubletSettings *settings; /* (borrowed): the parent's */

  AdwComboRow *closing_row;
  SubletFieldRow *credit_row;
  SubletFieldRow *give_up_row;
  SubletFieldRow *idle_after_row;
  SubletFieldRow *idle_percent_row;
};

G_DEFINE_FINAL_TYPE (SubletWatchingPage, sublet_watching_page, SUBLET_TYPE_SETTINGS_PAGE)

/* What is done when the window closes, in the order of the template's list. */
typedef enum
{
  CLOSING_ASK,
  CLOSING_WATCH,
  CLOSING_LEAVE,
} Closing;

static Closing
get_closing (SubletWatchingPage *self)
{
  gboolean ask, watch;

  g_object_get (self->settings, "ask-before-closing", &ask, "keep-watching", &watch, NULL);
  if (ask)
    return CLOSING_ASK;

  return watch ? CLOSING_WATCH : CLOSING_LEAVE;
}

static void
show_closing (SubletWatchingPage *self)
{
  adw_combo_row_set_selected (self->closing_row, get_closing (self));
}

static void
on_closing_selected (SubletWatchingPage *self)
{
  Closing closing = adw_combo_row_get_selected (self->closing_row);

  if (closing == get_closing (self) || closing > CLOSING_LEAVE)
    return;

  /* The second first: what it means hangs on the first. */
  if (closing != CLOSING_ASK)
    g_object_set (self->settings, "keep-watching", closing == CLOSING_WATCH, NULL);
  g_object_set (self->settings, "ask-before-closing", closing == CLOSING_ASK, NULL);
}

static void
sublet_watching_page_constructed (GObject *object)
{
  SubletWatchingPage *self = SUBLET_WATCHING_PAGE (object);

  G_OBJECT_CLASS (sublet_watching_page_parent_class)->constructed (object);

  self->settings = sublet_settings_page_get_settings (SUBLET_SETTINGS_PAGE (self));
  g_return_if_fail (self->settings != NULL);

  sublet_number_field_bind (self->credit_row,
                            self->settings,
                            "low-credit-hours",
                            SUBLET_NUMBER_FIELD_LOW_CREDIT);
  sublet_number_field_bind (self->give_up_row,
                            self->settings,
                            "give-up-minutes",
                            SUBLET_NUMBER_FIELD_GIVE_UP);
  sublet_number_field_bind (self->idle_after_row,
                            self->settings,
                            "idle-minutes",
                            SUBLET_NUMBER_FIELD_IDLE_AFTER);
  sublet_number_field_bind (self->idle_percent_row,
                            self->settings,
                            "idle-percent",
                            SUBLET_NUMBER_FIELD_IDLE_PERCENT);
  show_closing (self);
  g_signal_connect_object (self->settings,
                           "notify::ask-before-closing",
                           G_CALLBACK (show_closing),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings,
                           "notify::keep-watching",
                           G_CALLBACK (show_closing),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->closing_row,
                            "notify::selected",
                            G_CALLBACK (on_closing_selected),
                            self);
}

static void
sublet_watching_page_dispose (GObject *object)
{
  SubletWatchingPage *self = SUBLET_WATCHING_PAGE (object);

  if (self->closing_row != NULL)
    g_signal_handlers_disconnect_by_data (self->closing_row, self);
  self->settings = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_WATCHING_PAGE);

  G_OBJECT_CLASS (sublet_watching_page_parent_class)->dispose (object);
}

static void
sublet_watching_page_class_init (SubletWatchingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_watching_page_constructed;
  object_class->dispose = sublet_watching_page_dispose;

  g_type_ensure (SUBLET_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/preferences/sublet-watching-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletWatchingPage, closing_row);
  gtk_widget_class_bind_template_child (widget_class, SubletWatchingPage, credit_row);
  gtk_widget_class_bind_template_child (widget_class, SubletWatchingPage, give_up_row);
  gtk_widget_class_bind_template_child (widget_class, SubletWatchingPage, idle_after_row);
  gtk_widget_class_bind_template_child (widget_class, SubletWatchingPage, idle_percent_row);
}

static void
sublet_watching_page_init (SubletWatchingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_watching_page_new:
 * @settings: what is kept
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
sublet_watching_page_new (SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_WATCHING_PAGE, "settings", settings, NULL);
}
