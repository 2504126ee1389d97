/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-face.h"

#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-text-scale.h"
#include "ui/common/sublet-format.h"
#include "ui/market/sublet-filter-words.h"

#include <glib/gi18n.h>

struct _SubletMarketFace
{
  AdwBin parent_instance;

  SubletMarketFaceKind kind;

  /* template children */
  AdwStatusPage *page;
  GtkSpinner *spinner;
  GtkButton *first;
  GtkWidget *second;
  GtkWidget *details;
  GtkLabel *message;
};

G_DEFINE_FINAL_TYPE (SubletMarketFace, sublet_market_face, ADW_TYPE_BIN)

static void
set_words (SubletMarketFace *self, const char *icon, const char *title, const char *line)
{
  adw_status_page_set_icon_name (self->page, icon);
  adw_status_page_set_title (self->page, title != NULL ? title : "");
  adw_status_page_set_description (self->page, line);
}

static void
set_first (SubletMarketFace *self, const char *label, const char *action, const char *target)
{
  gtk_widget_set_visible (GTK_WIDGET (self->first), label != NULL);
  if (label == NULL)
    return;

  gtk_button_set_label (self->first, label);
  sublet_ui_wrap_button (self->first);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->first),
                                          target != NULL ? g_variant_new_string (target) : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->first), action);
}

/* The next one after @part, by how much it hides. */
static guint
find_next (SubletMarket *market, guint part)
{
  guint next = SUBLET_N_FILTER_PARTS;
  guint i;

  for (i = 0; i < SUBLET_N_FILTER_PARTS; i++)
    {
      guint n_hidden = sublet_market_get_n_hidden (market, (SubletFilterPart) i);

      if (i == part || n_hidden == 0)
        continue;
      if (next == SUBLET_N_FILTER_PARTS ||
          n_hidden > sublet_market_get_n_hidden (market, (SubletFilterPart) next))
        next = i;
    }

  return next;
}

static char *
dup_blame (SubletMarket *market, guint strictest)
{
  guint next = find_next (market, strictest);
  const char *title = sublet_filter_part_get_title ((SubletFilterPart) strictest);
  g_autofree char *total = sublet_format_number (sublet_market_get_total (market), 0);
  g_autofree char *hidden =
    sublet_format_number (sublet_market_get_n_hidden (market, (SubletFilterPart) strictest), 0);
  g_autofree char *next_hidden = NULL;

  if (next == SUBLET_N_FILTER_PARTS)
    /* TRANSLATORS: a filter, how many offers it hides, how many there are */
    return g_strdup_printf (_ ("%1$s alone hides %2$s of %3$s."), title, hidden, total);

  next_hidden =
    sublet_format_number (sublet_market_get_n_hidden (market, (SubletFilterPart) next), 0);
  /* TRANSLATORS: a filter, how many offers it hides, how many there are; another filter, and how
   * many that one hides */
  return g_strdup_printf (_ ("%1$s alone hides %2$s of %3$s, %4$s %5$s."),
                             title,
                             hidden,
                             total,
                             sublet_filter_part_get_title ((SubletFilterPart) next),
                             next_hidden);
}

static void
show_empty (SubletMarketFace *self, SubletMarket *market)
{
  g_autoptr (GEnumClass) parts = g_type_class_ref (SUBLET_TYPE_FILTER_PART);
  guint n_active = sublet_offer_filter_count_active (sublet_market_get_filter (market));
  guint strictest = sublet_market_face_find_strictest (market);
  g_autofree char *title = NULL;
  g_autofree char *blame = NULL;
  g_autofree char *label = NULL;

  if (strictest == SUBLET_N_FILTER_PARTS)
    {
      set_words (self, "sublet-filter-symbolic", _ ("No Offer Passes the Filters"), NULL);
      set_first (self, NULL, NULL, NULL);
      return;
    }

  title = n_active > 1 ? g_strdup (_ ("No Offer Passes the Filters"))
                       : g_strdup (_ ("No Offer Passes the Filter"));
  blame = dup_blame (market, strictest);
  /* TRANSLATORS: takes a filter away; %s is its title, as in "Price" */
  label =
    g_strdup_printf (_ ("Clear %s"), sublet_filter_part_get_title ((SubletFilterPart) strictest));
  set_words (self, "sublet-filter-symbolic", title, blame);
  set_first (self,
             label,
             "market.clear-filter",
             g_enum_get_value (parts, (int) strictest)->value_nick);
}

static void
show_error (SubletMarketFace *self, SubletMarket *market)
{
  const GError *error = sublet_market_get_error (market);
  g_autofree char *line = error != NULL ? sublet_error_text_dup_both (error) : NULL;

  set_words (self, "network-offline-symbolic", _ ("Offers Are Not Known"), line);
  set_first (self, _ ("Try Again"), "market.refresh", NULL);
  gtk_label_set_text (self->message, error != NULL ? error->message : "");
}

static void
update_spinner (SubletMarketFace *self)
{
  gtk_spinner_set_spinning (self->spinner,
                            self->kind == SUBLET_MARKET_FACE_LOADING &&
                              gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
sublet_market_face_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_market_face_parent_class)->map (widget);

  update_spinner (SUBLET_MARKET_FACE (widget));
}

static void
sublet_market_face_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_market_face_parent_class)->unmap (widget);

  update_spinner (SUBLET_MARKET_FACE (widget));
}

static void
sublet_market_face_dispose (GObject *object)
{
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_MARKET_FACE);

  G_OBJECT_CLASS (sublet_market_face_parent_class)->dispose (object);
}

static void
sublet_market_face_class_init (SubletMarketFaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_market_face_dispose;
  widget_class->map = sublet_market_face_map;
  widget_class->unmap = sublet_market_face_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-market-face.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletMarketFace, page);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketFace, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketFace, first);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketFace, second);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketFace, details);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketFace, message);
}

static void
sublet_market_face_init (SubletMarketFace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_market_face_choose:
 * @market: a market
 *
 * Returns: which face its state has
 */
SubletMarketFaceKind
sublet_market_face_choose (SubletMarket *market)
{
  if (sublet_market_get_shown (market) > 0)
    return SUBLET_MARKET_FACE_CONTENT;

  switch (sublet_market_get_state (market))
    {
    case SUBLET_MARKET_STATE_ERROR:
      return SUBLET_MARKET_FACE_ERROR;
    case SUBLET_MARKET_STATE_KNOWN:
      return sublet_market_get_total (market) > 0 || sublet_market_get_filtered (market)
               ? SUBLET_MARKET_FACE_EMPTY
               : SUBLET_MARKET_FACE_NONE;
    case SUBLET_MARKET_STATE_NEVER:
    case SUBLET_MARKET_STATE_LOADING:
    default:
      return SUBLET_MARKET_FACE_LOADING;
    }
}

/**
 * sublet_market_face_find_strictest:
 * @market: a market
 *
 * Returns: the filter that hides the most offers by itself, SUBLET_N_FILTER_PARTS for none
 */
guint
sublet_market_face_find_strictest (SubletMarket *market)
{
  return find_next (market, SUBLET_N_FILTER_PARTS);
}

/**
 * sublet_market_face_update:
 * @self: a face
 * @market: what it shows the state of
 */
void
sublet_market_face_update (SubletMarketFace *self, SubletMarket *market)
{
  g_return_if_fail (SUBLET_IS_MARKET_FACE (self));

  self->kind = sublet_market_face_choose (market);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->kind == SUBLET_MARKET_FACE_LOADING);
  gtk_widget_set_visible (self->second, self->kind == SUBLET_MARKET_FACE_EMPTY);
  gtk_widget_set_visible (self->details, self->kind == SUBLET_MARKET_FACE_ERROR);

  switch (self->kind)
    {
    case SUBLET_MARKET_FACE_LOADING:
      set_words (self, NULL, NULL, NULL);
      set_first (self, NULL, NULL, NULL);
      break;
    case SUBLET_MARKET_FACE_NONE:
      set_words (self,
                 "sublet-market-symbolic",
                 _ ("No Offers of This Kind"),
                    _ ("Vast lists none right now. Sublet looks again every minute."));
      set_first (self, _ ("Look Now"), "market.refresh", NULL);
      break;
    case SUBLET_MARKET_FACE_EMPTY:
      show_empty (self, market);
      break;
    case SUBLET_MARKET_FACE_ERROR:
      show_error (self, market);
      break;
    case SUBLET_MARKET_FACE_CONTENT:
    default:
      break;
    }
  update_spinner (self);
}
