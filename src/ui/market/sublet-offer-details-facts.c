/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-details-private.h"

#include <glib/gi18n.h>

/* The groups of facts below the receipt. */

/* A figure up to here stays in one line, a longer one is a name and may wrap. */
#define MAX_FIGURE_CHARS 16

/**
 * sublet_offer_details_update_facts: (skip)
 * @self: a pane with an offer
 *
 * Brings the facts up to date that somebody opened.
 */
void
sublet_offer_details_update_facts (SubletOfferDetails *self)
{
  SubletOfferFactSource source = {
    .row = sublet_offer_get_row (self->offer),
    .quote = &self->quote,
    .kind = sublet_offer_get_kind (self->offer),
    .known_at_us = sublet_offer_get_known_at_us (self->offer),
    .now_us = sublet_clock_get_service_us (self->clock),
  };
  gsize n_facts;
  const SubletOfferFact *facts = sublet_offer_facts_get (&n_facts);
  gsize i;

  for (i = 0; i < n_facts; i++)
    {
      GtkLabel *figure = g_ptr_array_index (self->figures, i);

      if (figure == NULL)
        continue;

      sublet_offer_details_take_text (figure, facts[i].format (&source));
      gtk_label_set_width_chars (figure,
                                 (int) MIN (g_utf8_strlen (gtk_label_get_text (figure), -1),
                                            MAX_FIGURE_CHARS));
    }
}

static GtkWidget *
make_fact (const SubletOfferFact *fact, GtkWidget **figure)
{
  GtkWidget *row = adw_action_row_new ();

  *figure = gtk_label_new (NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (fact->title));
  if (fact->explanation != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (fact->explanation));
  gtk_widget_add_css_class (*figure, "numeric");
  gtk_label_set_xalign (GTK_LABEL (*figure), 1);
  gtk_label_set_wrap (GTK_LABEL (*figure), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (*figure), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (*figure), GTK_JUSTIFY_RIGHT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *figure);

  return row;
}

/* A group is filled when it is first opened: thirty rows that nobody looks at would be half of what
 * the page costs. */
static void
on_expanded (SubletOfferDetails *self, GParamSpec *pspec, AdwExpanderRow *expander)
{
  gsize n_facts;
  const SubletOfferFact *facts = sublet_offer_facts_get (&n_facts);
  gsize i;

  for (i = 0; i < n_facts; i++)
    {
      GtkWidget *figure = NULL;

      if (self->groups_rows[facts[i].group] != expander ||
          g_ptr_array_index (self->figures, i) != NULL)
        continue;

      adw_expander_row_add_row (expander, make_fact (&facts[i], &figure));
      g_ptr_array_index (self->figures, i) = figure;
    }
  if (self->offer != NULL)
    sublet_offer_details_update_facts (self);
}

/**
 * sublet_offer_details_make_groups: (skip)
 * @self: a pane
 *
 * Adds the groups, folded and empty.
 */
void
sublet_offer_details_make_groups (SubletOfferDetails *self)
{
  gsize n_facts;
  gsize i;

  sublet_offer_facts_get (&n_facts);
  g_ptr_array_set_size (self->figures, (int) n_facts);
  for (i = 0; i < SUBLET_N_OFFER_FACT_GROUPS; i++)
    {
      AdwExpanderRow *row = ADW_EXPANDER_ROW (adw_expander_row_new ());

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     sublet_offer_fact_group_get_title ((SubletOfferFactGroup) i));
      g_signal_connect_object (row,
                               "notify::expanded",
                               G_CALLBACK (on_expanded),
                               self,
                               G_CONNECT_SWAPPED);
      self->groups_rows[i] = row;
      adw_preferences_group_add (self->groups, GTK_WIDGET (row));
    }
}
