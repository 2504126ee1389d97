/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-filter-pane-private.h"

#include "ui/common/sublet-label.h"

#include <glib/gi18n.h>

/* The pane's children that are one of many, and which filters are in which group. */

#define MAX_PARTS 6
#define NO_PART -1

static const char *const count_ids[SUBLET_FILTER_PANE_COUNTS] = {
  "count_any", "count_1", "count_2", "count_4", "count_8",
};

static const char *const hint_ids[SUBLET_N_FILTER_PARTS] = {
  [SUBLET_FILTER_PART_MODEL] = "model_hint",
  [SUBLET_FILTER_PART_COUNT] = "count_hint",
  [SUBLET_FILTER_PART_ARCHITECTURE] = "architecture_hint",
  [SUBLET_FILTER_PART_PLACE] = "place_hint",
  [SUBLET_FILTER_PART_VERIFICATION] = "verification_hint",
  [SUBLET_FILTER_PART_DATA_CENTER] = "data_center_hint",
  [SUBLET_FILTER_PART_STATIC_IP] = "static_ip_hint",
};

static const struct
{
  const char *id;
  int parts[MAX_PARTS + 1];
} groups[SUBLET_FILTER_PANE_GROUPS] = {
  { "memory", { SUBLET_FILTER_PART_MEMORY, SUBLET_FILTER_PART_TOTAL_MEMORY, NO_PART } },
  { "gpu",
    { SUBLET_FILTER_PART_ARCHITECTURE,
      SUBLET_FILTER_PART_COMPUTE,
      SUBLET_FILTER_PART_CUDA,
      NO_PART } },
  { "place", { SUBLET_FILTER_PART_PLACE, NO_PART } },
  { "network",
    { SUBLET_FILTER_PART_DOWN,
      SUBLET_FILTER_PART_UP,
      SUBLET_FILTER_PART_DOWN_PRICE,
      SUBLET_FILTER_PART_UP_PRICE,
      SUBLET_FILTER_PART_PORTS,
      SUBLET_FILTER_PART_STATIC_IP,
      NO_PART } },
  { "disk", { SUBLET_FILTER_PART_DISK, SUBLET_FILTER_PART_DISK_SPEED, NO_PART } },
  { "cpu", { SUBLET_FILTER_PART_CORES, SUBLET_FILTER_PART_RAM, NO_PART } },
  { "offer",
    { SUBLET_FILTER_PART_DURATION, SUBLET_FILTER_PART_MACHINE, SUBLET_FILTER_PART_HOST, NO_PART } },
};

/**
 * sublet_filter_pane_get_n_hidden: (skip)
 * @self: a pane
 * @part: a filter
 *
 * Returns: how many offers it alone hides; SUBLET_CHOICE_COUNT_UNKNOWN until there is an answer
 */
guint
sublet_filter_pane_get_n_hidden (SubletFilterPane *self, SubletFilterPart part)
{
  return sublet_market_get_state (self->market) == SUBLET_MARKET_STATE_KNOWN
           ? sublet_market_get_n_hidden (self->market, part)
           : SUBLET_CHOICE_COUNT_UNKNOWN;
}

/* A folded group says how many of its filters are set. */
static void
update_group (SubletFilterPane *self, guint i)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);
  g_autofree char *text = NULL;
  guint n_active = 0;
  const int *part;

  for (part = groups[i].parts; *part != NO_PART; part++)
    n_active += sublet_offer_filter_is_active (filter, (SubletFilterPart) *part);

  gtk_widget_set_visible (GTK_WIDGET (self->group_counts[i]), n_active > 0);
  /* TRANSLATORS: beside the title of a group of filters: how many of them are set */
  text = g_strdup_printf (ngettext ("%u set", "%u set", n_active), n_active);
  sublet_label_set_text (self->group_counts[i], text);
}

/**
 * sublet_filter_pane_update_parts: (skip)
 * @self: a pane
 *
 * Brings up to date what is said beside each filter, and of each group.
 */
void
sublet_filter_pane_update_parts (SubletFilterPane *self)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (self->market);
  guint part;
  guint i;

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (self->hints[part] != NULL)
      sublet_filter_hint_update (self->hints[part],
                                 sublet_offer_filter_is_active (filter, (SubletFilterPart) part),
                                 sublet_filter_pane_get_n_hidden (self, (SubletFilterPart) part));
  for (i = 0; i < SUBLET_FILTER_PANE_GROUPS; i++)
    update_group (self, i);
}

static void
bind_child (GtkWidgetClass *widget_class, const char *id, gsize offset, guint i)
{
  gtk_widget_class_bind_template_child_full (widget_class,
                                             id,
                                             FALSE,
                                             (gssize) (offset + i * sizeof (GtkWidget *)));
}

/**
 * sublet_filter_pane_bind_parts: (skip)
 * @widget_class: the pane's
 *
 * Binds the children that are one of many: "count_8", "down_price_range", "memory_group".
 */
void
sublet_filter_pane_bind_parts (GtkWidgetClass *widget_class)
{
  guint i;

  for (i = 0; i < SUBLET_FILTER_PANE_COUNTS; i++)
    bind_child (widget_class, count_ids[i], G_STRUCT_OFFSET (SubletFilterPane, counts), i);
  for (i = 0; i < SUBLET_N_FILTER_PARTS; i++)
    if (hint_ids[i] != NULL)
      bind_child (widget_class, hint_ids[i], G_STRUCT_OFFSET (SubletFilterPane, hints), i);
  for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
    {
      const char *nick = sublet_filter_part_get_nick (sublet_filter_range_get (i)->part);
      g_autofree char *id = g_strdelimit (g_strconcat (nick, "_range", NULL), "-", '_');

      bind_child (widget_class, id, G_STRUCT_OFFSET (SubletFilterPane, ranges), i);
    }
  for (i = 0; i < SUBLET_FILTER_PANE_GROUPS; i++)
    {
      g_autofree char *id = g_strconcat (groups[i].id, "_group", NULL);
      g_autofree char *count_id = g_strconcat (groups[i].id, "_group_count", NULL);

      bind_child (widget_class, id, G_STRUCT_OFFSET (SubletFilterPane, groups), i);
      bind_child (widget_class, count_id, G_STRUCT_OFFSET (SubletFilterPane, group_counts), i);
    }
}
