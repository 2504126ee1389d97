/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instance/sublet-instance-overview.h"

#include "core/ssh/sublet-use-watch.h"
#include "ui/common/sublet-seen.h"
#include "ui/instance/sublet-facts-group.h"
#include "ui/instance/sublet-instance-facts.h"
#include "ui/instances/sublet-instance-card.h"

#include <glib/gi18n.h>

struct _SubletInstanceOverview
{
  SubletInstanceSection parent_instance;

  guint n_events; /* that are shown */
  bool seen;
  SubletUseWatch *watch;     /* (owned) (nullable): while it is seen and there is a way to it */
  SubletConnection *watched; /* (owned) (nullable): which way */

  GtkWidget *box; /* (borrowed): inside, as are its children */
  GtkWidget *card;
  GtkWidget *money;
  GtkWidget *addresses;
  GtkWidget *software;
  GtkWidget *timeline;
};

G_DEFINE_FINAL_TYPE (SubletInstanceOverview, sublet_instance_overview, SUBLET_TYPE_INSTANCE_SECTION)

/* ---- how busy it is ---- */

static void
on_sampled (SubletInstanceOverview *self, SubletUseWatch *watch)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);

  sublet_instance_record_take_use (sublet_instance_subject_get_record (subject),
                                   sublet_use_watch_get_use (watch),
                                   sublet_use_watch_get_known_at_us (watch));
}

static void
stop_watching (SubletInstanceOverview *self)
{
  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self);
      sublet_use_watch_stop (self->watch);
    }
  g_clear_object (&self->watch);
  g_clear_object (&self->watched);
}

/* The machine is asked itself while somebody looks at it. */
static void
update_watch (SubletInstanceOverview *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  bool wanted = self->seen && sublet_instance_subject_get_record (subject) != NULL;
  SubletConnection *connection = wanted ? sublet_instance_subject_get_connection (subject) : NULL;

  if (connection == self->watched)
    return;

  stop_watching (self);
  if (connection == NULL)
    return;
  self->watched = g_object_ref (connection);
  self->watch = sublet_use_watch_new (connection);
  g_signal_connect_swapped (self->watch, "sampled", G_CALLBACK (on_sampled), self);
}

static void
on_seen (GtkWidget *widget, gboolean seen)
{
  SubletInstanceOverview *self = SUBLET_INSTANCE_OVERVIEW (widget);

  self->seen = seen;
  update_watch (self);
}

static void
sublet_instance_overview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_instance_overview_parent_class)->map (widget);

  sublet_seen_follow (widget, on_seen);
}

static void
sublet_instance_overview_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_instance_overview_parent_class)->unmap (widget);

  sublet_seen_follow (widget, on_seen);
}

/* ---- the section ---- */

static void
sublet_instance_overview_update (SubletInstanceSection *section)
{
  SubletInstanceOverview *self = SUBLET_INSTANCE_OVERVIEW (section);
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletRental *rental = sublet_instance_subject_get_rental (subject);
  const GArray *events = sublet_rental_get_events (rental);
  guint n_events = events == NULL ? 0 : events->len;

  sublet_instance_facts_show_money (SUBLET_FACTS_GROUP (self->money), subject);
  sublet_instance_facts_show_addresses (SUBLET_FACTS_GROUP (self->addresses), subject);
  sublet_instance_facts_show_software (SUBLET_FACTS_GROUP (self->software), subject);
  if (n_events != self->n_events)
    sublet_instance_facts_show_timeline (SUBLET_FACTS_GROUP (self->timeline), subject);
  self->n_events = n_events;
  update_watch (self);
  sublet_instance_card_update_clock (SUBLET_INSTANCE_CARD (self->card));
}

/* The list of sections stands beside it, so that there is less room than in the window. */
static SubletSizeClass
get_card_size (SubletSizeClass size_class)
{
  return size_class == SUBLET_SIZE_CLASS_WIDE ? SUBLET_SIZE_CLASS_MEDIUM : SUBLET_SIZE_CLASS_NARROW;
}

static void
sublet_instance_overview_size_changed (SubletInstanceSection *section, SubletSizeClass size_class)
{
  SubletInstanceOverview *self = SUBLET_INSTANCE_OVERVIEW (section);

  if (self->card != NULL)
    sublet_instance_card_set_size_class (SUBLET_INSTANCE_CARD (self->card),
                                         get_card_size (size_class));
}

static GtkWidget *
add (SubletInstanceOverview *self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (self->box), child);

  return child;
}

static void
on_terminal (SubletInstanceOverview *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "page.terminal", NULL);
}

static void
make_card (SubletInstanceOverview *self)
{
  SubletInstanceSubject *subject = sublet_instance_section_get_subject (self);
  SubletSizeClass size_class = sublet_instance_section_get_size_class (self);

  self->card = sublet_instance_card_new (sublet_instance_subject_get_engine (subject),
                                         sublet_instance_subject_get_connections (subject));
  sublet_instance_card_set_on_page (SUBLET_INSTANCE_CARD (self->card));
  sublet_instance_card_set_size_class (SUBLET_INSTANCE_CARD (self->card),
                                       get_card_size (size_class));
  sublet_instance_card_set_rental (SUBLET_INSTANCE_CARD (self->card),
                                   sublet_instance_subject_get_rental (subject),
                                   sublet_instance_subject_get_record (subject));
  g_signal_connect_object (self->card,
                           "terminal",
                           G_CALLBACK (on_terminal),
                           self,
                           G_CONNECT_SWAPPED);
  add (self, self->card);
}

static void
sublet_instance_overview_constructed (GObject *object)
{
  SubletInstanceOverview *self = SUBLET_INSTANCE_OVERVIEW (object);

  make_card (self);
  self->money = add (self, sublet_facts_group_new (_ ("Money")));
  /* TRANSLATORS: where an instance can be reached, and by which number it is known */
  self->addresses = add (self, sublet_facts_group_new (_ ("Addresses")));
  self->software = add (self, sublet_facts_group_new (_ ("Software")));
  /* TRANSLATORS: what happened to an instance, in order */
  self->timeline = add (self, sublet_facts_group_new (_ ("Timeline")));

  G_OBJECT_CLASS (sublet_instance_overview_parent_class)->constructed (object);
}

static void
sublet_instance_overview_dispose (GObject *object)
{
  SubletInstanceOverview *self = SUBLET_INSTANCE_OVERVIEW (object);

  stop_watching (self);
  /* A popover that goes with its card without having been closed keeps the grab. */
  if (self->card != NULL)
    sublet_instance_card_popdown (SUBLET_INSTANCE_CARD (self->card));
  self->card = NULL;

  G_OBJECT_CLASS (sublet_instance_overview_parent_class)->dispose (object);
}

static void
sublet_instance_overview_class_init (SubletInstanceOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SubletInstanceSectionClass *section_class = SUBLET_INSTANCE_SECTION_CLASS (klass);

  object_class->constructed = sublet_instance_overview_constructed;
  object_class->dispose = sublet_instance_overview_dispose;
  widget_class->map = sublet_instance_overview_map;
  widget_class->unmap = sublet_instance_overview_unmap;
  section_class->size_changed = sublet_instance_overview_size_changed;
  section_class->update = sublet_instance_overview_update;
}

static void
sublet_instance_overview_init (SubletInstanceOverview *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  sublet_instance_section_set_scrolled (SUBLET_INSTANCE_SECTION (self), self->box);
}

/**
 * sublet_instance_overview_new:
 * @subject: what the page is about
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
sublet_instance_overview_new (SubletInstanceSubject *subject)
{
  return g_object_new (SUBLET_TYPE_INSTANCE_OVERVIEW, "subject", subject, NULL);
}
