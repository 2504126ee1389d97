/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/market/sublet-offer-tile.h"

#include <glib/gi18n.h>

/* A short answer shows no loading face at all. */
#define LOADING_MS 300

G_DEFINE_FINAL_TYPE (SubletMarketPage, sublet_market_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_MARKET = 1,
  PROP_SETTINGS,
  PROP_SIZE_CLASS,
} SubletMarketPageProperty;

static GParamSpec *properties[PROP_SIZE_CLASS + 1];

typedef enum
{
  SIGNAL_RENT_REQUESTED,
} SubletMarketPageSignal;

static guint signals[SIGNAL_RENT_REQUESTED + 1];

/* ---- faces and views ---- */

static gboolean
is_narrow (SubletMarketPage *self)
{
  return self->size_class == SUBLET_SIZE_CLASS_NARROW;
}

/* The view that is not seen has no model: it would do everything twice. */
static void
show_offers (SubletMarketPage *self)
{
  if (is_narrow (self))
    {
      sublet_market_table_set_model (self->table, NULL);
      if (gtk_list_view_get_model (self->list_view) == NULL)
        gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->model));
      gtk_stack_set_visible_child_name (self->stack, "list");
    }
  else
    {
      gtk_list_view_set_model (self->list_view, NULL);
      sublet_market_table_set_model (self->table, self->model);
      gtk_stack_set_visible_child_name (self->stack, "table");
    }
}

/* The first offers take the focus from whatever the window began with, never from a person who
 * types. */
static void
take_first_focus (SubletMarketPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus;

  if (self->focused || root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->focused = TRUE;
  focus = gtk_root_get_focus (root);
  if (focus == NULL ||
      (!gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) && !GTK_IS_EDITABLE (focus)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void on_loading_due (GObject *source, GAsyncResult *result, gpointer user_data);

static void
update_face (SubletMarketPage *self)
{
  SubletMarketFaceKind kind = sublet_market_face_choose (self->market);

  if (kind != SUBLET_MARKET_FACE_LOADING)
    {
      g_cancellable_cancel (self->loading);
      g_clear_object (&self->loading);
      self->loading_due = FALSE;
    }

  if (kind == SUBLET_MARKET_FACE_CONTENT)
    {
      show_offers (self);
      take_first_focus (self);
      return;
    }
  if (kind == SUBLET_MARKET_FACE_LOADING && !self->loading_due)
    {
      gtk_stack_set_visible_child_name (self->stack, "blank");
      if (self->loading == NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
        {
          self->loading = g_cancellable_new ();
          sublet_clock_wait_async (sublet_market_get_clock (self->market),
                                   LOADING_MS,
                                   self->loading,
                                   on_loading_due,
                                   g_object_ref (self));
        }
      return;
    }

  sublet_market_face_update (self->face, self->market);
  gtk_stack_set_visible_child_name (self->stack, "face");
}

static void
on_loading_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletMarketPage) self = g_steal_pointer (&user_data);

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->loading);
  self->loading_due = TRUE;
  update_face (self);
}

/* ---- selection and details ---- */

static void
update_details (SubletMarketPage *self)
{
  guint selected = sublet_offer_list_model_get_selected (self->model);
  gint64 selected_id = sublet_offer_list_model_get_selected_id (self->model);
  g_autoptr (SubletOffer) offer = NULL;
  SubletOffer *shown = sublet_offer_details_get_offer (self->details);
  SubletJob job;

  sublet_market_get_job (self->market, &job);
  if (selected != G_MAXUINT)
    offer = sublet_market_dup_offer (self->market, selected);
  /* What is gone stays in sight until something else is chosen. */
  if (offer == NULL && shown != NULL && sublet_offer_get_row (shown)->id == selected_id)
    offer = g_object_ref (shown);

  if (self->reason_id != selected_id)
    {
      self->reason_id = 0;
      sublet_offer_details_set_reason (self->details, NULL);
    }
  sublet_offer_details_show (self->details,
                             offer,
                             &job,
                             offer != NULL && !sublet_market_has_offer (self->market, selected_id));
}

static void
keep_selection (SubletMarketPage *self)
{
  gint64 selected_id = sublet_offer_list_model_get_selected_id (self->model);

  if (sublet_offer_list_model_get_selected (self->model) != G_MAXUINT)
    return;
  /* Taken: the details say so. Hidden by a filter: the first one is as good as any. */
  if (selected_id != 0 && !sublet_market_has_offer (self->market, selected_id) &&
      sublet_market_get_total (self->market) > 0)
    return;

  if (sublet_market_get_shown (self->market) > 0)
    sublet_offer_list_model_select_position (self->model, 0);
  else
    sublet_offer_list_model_set_selected_id (self->model, 0);
}

static void
on_selected (SubletMarketPage *self)
{
  update_details (self);
  sublet_market_page_update_actions (self);
}

static void
request_rent (SubletMarketPage *self, SubletOffer *offer)
{
  g_signal_emit (self, signals[SIGNAL_RENT_REQUESTED], 0, offer);
}

static void
on_list_activate (SubletMarketPage *self, guint position)
{
  sublet_offer_list_model_select_position (self->model, position);
  sublet_pane_view_set_end_shown (self->panes, TRUE);
}

static void
on_policy_chosen (SubletMarketPage *self, SubletPolicy policy)
{
  sublet_market_page_rent_by_policy (self, policy);
}

static char *
dup_reason (SubletMarketPage *self, SubletPolicy policy)
{
  g_autofree char *number = sublet_format_number (sublet_market_get_shown (self->market), 0);

  switch (policy)
    {
    case SUBLET_POLICY_SECOND_CHEAPEST:
      /* TRANSLATORS: why an offer was picked; %s is the number of offers */
      return g_strdup_printf (_ ("The second cheapest of %s offers for this job."), number);
    case SUBLET_POLICY_BEST_VALUE:
      /* TRANSLATORS: why an offer was picked; %s is the number of offers */
      return g_strdup_printf (_ ("The most DLPerf per dollar of %s offers."), number);
    case SUBLET_POLICY_MOST_RELIABLE:
      /* TRANSLATORS: why an offer was picked; %s is the number of offers */
      return g_strdup_printf (_ ("The most reliable of %s offers."), number);
    case SUBLET_POLICY_CHEAPEST:
    default:
      /* TRANSLATORS: why an offer was picked; %s is the number of offers */
      return g_strdup_printf (_ ("The cheapest of %s offers for this job."), number);
    }
}

/* ---- following ---- */

/* A pane that covers the offers has a row above it that names it and leads back. */
static void
apply_docked (SubletMarketPage *self)
{
  sublet_filter_pane_set_titled (self->filter_pane,
                                 sublet_pane_view_get_start_docked (self->panes));
  sublet_offer_details_set_closable (self->details, sublet_pane_view_get_end_docked (self->panes));
}

static void
announce (SubletMarketPage *self)
{
  g_autofree char *number = NULL;
  g_autofree char *rate = NULL;
  g_autofree char *sentence = NULL;
  guint n_shown = sublet_market_get_shown (self->market);
  gint64 lowest_nusd = sublet_market_get_lowest_rate_nusd (self->market);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      sublet_market_get_state (self->market) != SUBLET_MARKET_STATE_KNOWN)
    return;

  number = sublet_format_number (n_shown, 0);
  if (lowest_nusd == SUBLET_MONEY_UNKNOWN)
    {
      sentence = g_strdup_printf (ngettext ("%s offer", "%s offers", n_shown), number);
    }
  else
    {
      rate = sublet_format_rate (lowest_nusd);
      /* TRANSLATORS: spoken: how many offers there are, and a rate like $0.334/h */
      sentence = g_strdup_printf (ngettext ("%1$s offer, cheapest %2$s",
                                            "%1$s offers, cheapest %2$s",
                                            n_shown),
                                  number,
                                  rate);
    }
  if (g_strcmp0 (sublet_announcer_get_said (self->announcer), sentence) != 0)
    sublet_announcer_say (self->announcer, sentence);
}

static void
update_filters_toggle (SubletMarketPage *self)
{
  guint n_active = sublet_offer_filter_count_active (sublet_market_get_filter (self->market));
  g_autofree char *number = g_strdup_printf ("%u", n_active);

  gtk_label_set_text (self->filters_label, number);
  gtk_widget_set_visible (GTK_WIDGET (self->filters_label), is_narrow (self) && n_active > 0);
}

static void
on_view_changed (SubletMarketPage *self)
{
  update_face (self);
  keep_selection (self);
  update_details (self);
  sublet_market_page_store_order (self);
  sublet_market_page_update_menus (self);
  sublet_market_page_update_actions (self);
  update_filters_toggle (self);
  announce (self);
}

static void
on_state_changed (SubletMarketPage *self)
{
  update_face (self);
  sublet_market_page_update_actions (self);
}

static void
apply_size_class (SubletMarketPage *self)
{
  sublet_job_bar_set_folded (self->job_bar, self->size_class != SUBLET_SIZE_CLASS_WIDE);
  sublet_market_status_set_narrow (self->status, is_narrow (self));
  gtk_widget_set_visible (self->details_toggle, !is_narrow (self));
  gtk_widget_set_visible (GTK_WIDGET (self->policy), !is_narrow (self));
  /* The switcher in the middle of the head needs the room. */
  sublet_policy_button_set_compact (self->policy, self->size_class == SUBLET_SIZE_CLASS_MEDIUM);
  update_filters_toggle (self);
  update_face (self);
}

/* ---- construction ---- */

static void
make_header_start (SubletMarketPage *self)
{
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->header_start = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->filters_toggle = gtk_toggle_button_new ();
  self->filters_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->filters_label), "numeric");
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("sublet-filter-symbolic"));
  gtk_box_append (GTK_BOX (inside), GTK_WIDGET (self->filters_label));
  gtk_button_set_child (GTK_BUTTON (self->filters_toggle), inside);
  gtk_widget_set_tooltip_text (self->filters_toggle, _ ("Filters"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->filters_toggle),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
  gtk_box_append (GTK_BOX (self->header_start), self->filters_toggle);

  self->policy = SUBLET_POLICY_BUTTON (sublet_policy_button_new ());
  g_signal_connect_object (self->policy,
                           "chosen",
                           G_CALLBACK (on_policy_chosen),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->header_start), GTK_WIDGET (self->policy));
}

static void
make_children (SubletMarketPage *self)
{
  g_autoptr (GtkListItemFactory) factory = sublet_offer_tile_factory_new ();

  self->model = sublet_offer_list_model_new (self->market);
  g_signal_connect_object (self->model,
                           "notify::selected-id",
                           G_CALLBACK (on_selected),
                           self,
                           G_CONNECT_SWAPPED);

  self->job_bar = SUBLET_JOB_BAR (sublet_job_bar_new (self->settings));
  gtk_widget_set_hexpand (GTK_WIDGET (self->job_bar), TRUE);
  gtk_box_prepend (self->bar, GTK_WIDGET (self->job_bar));

  self->filter_pane = SUBLET_FILTER_PANE (sublet_filter_pane_new (self->market));
  g_signal_connect_object (self->filter_pane,
                           "changed",
                           G_CALLBACK (sublet_market_page_store_filter),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_pane_view_set_start (self->panes, GTK_WIDGET (self->filter_pane));

  self->details = SUBLET_OFFER_DETAILS (sublet_offer_details_new ());
  sublet_offer_details_set_clock (self->details, sublet_market_get_clock (self->market));
  sublet_pane_view_set_end (self->panes, GTK_WIDGET (self->details));

  self->status = SUBLET_MARKET_STATUS (sublet_market_status_new (self->market));
  gtk_box_append (self->content, GTK_WIDGET (self->status));

  gtk_list_view_set_factory (self->list_view, factory);
  g_signal_connect_object (self->table,
                           "activated",
                           G_CALLBACK (sublet_market_page_rent),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_announcer_set_clock (self->announcer, sublet_market_get_clock (self->market));

  make_header_start (self);
  g_object_bind_property (self->panes,
                          "start-shown",
                          self->filters_toggle,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->panes,
                          "end-shown",
                          self->details_toggle,
                          "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/* A notification, and what follows it. */
typedef struct
{
  const char *signal;
  void (*follow) (SubletMarketPage *self);
} Followed;

static void
follow (SubletMarketPage *self, gpointer object, const Followed *followed, gsize n_followed)
{
  gsize i;

  for (i = 0; i < n_followed; i++)
    g_signal_connect_object (object,
                             followed[i].signal,
                             G_CALLBACK (followed[i].follow),
                             self,
                             G_CONNECT_SWAPPED);
}

static void
sublet_market_page_constructed (GObject *object)
{
  static const Followed settings[] = {
    { "notify::job-hours", sublet_market_page_load_job },
    { "notify::disk-gb", sublet_market_page_load_job },
    { "notify::job-down-gb", sublet_market_page_load_job },
    { "notify::job-up-gb", sublet_market_page_load_job },
    { "notify::price-kind", sublet_market_page_load_job },
    { "notify::filters", sublet_market_page_load_filter },
    { "notify::sort-columns", sublet_market_page_load_order },
    { "notify::visible-columns", sublet_market_page_load_columns },
    { "notify::policy", sublet_market_page_load_policy },
    { "notify::market-panes", sublet_market_page_load_panes },
  };
  static const Followed market[] = {
    { "view-changed", on_view_changed },        { "notify::state", on_state_changed },
    { "notify::error", on_state_changed },      { "notify::truncated", on_state_changed },
    { "notify::refreshing", on_state_changed },
  };
  static const Followed panes[] = {
    { "notify::start-remembered", sublet_market_page_store_panes },
    { "notify::end-remembered", sublet_market_page_store_panes },
    { "notify::start-docked", apply_docked },
    { "notify::end-docked", apply_docked },
  };
  SubletMarketPage *self = SUBLET_MARKET_PAGE (object);

  G_OBJECT_CLASS (sublet_market_page_parent_class)->constructed (object);

  sublet_market_set_place_namer (self->market, sublet_format_place);
  sublet_market_page_load_job (self);
  sublet_market_page_load_filter (self);
  sublet_market_page_load_order (self);

  make_children (self);
  sublet_market_page_init_actions (self);
  sublet_market_page_hold_while_used (self);
  sublet_market_page_load_columns (self);
  sublet_market_page_load_policy (self);
  sublet_market_page_load_panes (self);

  follow (self, self->settings, settings, G_N_ELEMENTS (settings));
  follow (self, self->market, market, G_N_ELEMENTS (market));
  follow (self, self->panes, panes, G_N_ELEMENTS (panes));
  apply_size_class (self);
  apply_docked (self);
  on_view_changed (self);
}

static void
sublet_market_page_map (GtkWidget *widget)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  GTK_WIDGET_CLASS (sublet_market_page_parent_class)->map (widget);

  sublet_market_set_visible (self->market, TRUE);
  update_face (self);
}

static void
sublet_market_page_unmap (GtkWidget *widget)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  sublet_market_set_visible (self->market, FALSE);
  self->hovered = FALSE;

  GTK_WIDGET_CLASS (sublet_market_page_parent_class)->unmap (widget);
}

static void
sublet_market_page_unroot (GtkWidget *widget)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->key_pressed);
  g_clear_object (&self->key_pressed);
  sublet_market_page_update_held (self);

  GTK_WIDGET_CLASS (sublet_market_page_parent_class)->unroot (widget);
}

static gboolean
sublet_market_page_grab_focus (GtkWidget *widget)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  if (sublet_market_face_choose (self->market) != SUBLET_MARKET_FACE_CONTENT)
    return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  if (is_narrow (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->list_view));

  return gtk_widget_grab_focus (GTK_WIDGET (sublet_market_table_get_view (self->table)));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (widget);

  if (!sublet_pane_view_get_end_shown (self->panes))
    return GDK_EVENT_PROPAGATE;

  sublet_pane_view_set_end_shown (self->panes, FALSE);
  return GDK_EVENT_STOP;
}

static void
sublet_market_page_dispose (GObject *object)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (object);

  if (self->market != NULL)
    g_signal_handlers_disconnect_by_data (self->market, self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sort", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", NULL);
  /* A bin whose child is a child of the template would unparent it twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_MARKET_PAGE);
  g_clear_object (&self->header_start);
  g_clear_object (&self->sort_actions);
  g_clear_object (&self->columns_actions);
  g_clear_object (&self->model);
  g_clear_object (&self->market);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_market_page_parent_class)->dispose (object);
}

static void
sublet_market_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (object);

  if (prop_id == PROP_SIZE_CLASS)
    g_value_set_enum (value, (int) self->size_class);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_market_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletMarketPage *self = SUBLET_MARKET_PAGE (object);

  switch ((SubletMarketPageProperty) prop_id)
    {
    case PROP_MARKET:
      self->market = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_SIZE_CLASS:
      if (self->size_class == (SubletSizeClass) g_value_get_enum (value))
        break;
      self->size_class = (SubletSizeClass) g_value_get_enum (value);
      apply_size_class (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_MARKET] =
    g_param_spec_object ("market",
                         NULL,
                         NULL,
                         SUBLET_TYPE_MARKET,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings",
                         NULL,
                         NULL,
                         SUBLET_TYPE_SETTINGS,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_market_page_class_init (SubletMarketPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_market_page_constructed;
  object_class->dispose = sublet_market_page_dispose;
  object_class->get_property = sublet_market_page_get_property;
  object_class->set_property = sublet_market_page_set_property;
  widget_class->map = sublet_market_page_map;
  widget_class->unmap = sublet_market_page_unmap;
  widget_class->unroot = sublet_market_page_unroot;
  widget_class->grab_focus = sublet_market_page_grab_focus;

  install_properties (object_class);

  signals[SIGNAL_RENT_REQUESTED] = g_signal_new ("rent-requested",
                                                 G_TYPE_FROM_CLASS (klass),
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 1,
                                                 SUBLET_TYPE_OFFER);

  g_type_ensure (SUBLET_TYPE_ANNOUNCER);
  g_type_ensure (SUBLET_TYPE_MARKET_FACE);
  g_type_ensure (SUBLET_TYPE_MARKET_TABLE);
  g_type_ensure (SUBLET_TYPE_PANE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/market/sublet-market-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, details_toggle);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, panes);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, content);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, table);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, list_scrolled);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, face);
  gtk_widget_class_bind_template_child (widget_class, SubletMarketPage, announcer);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate);

  sublet_market_page_install_actions (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
sublet_market_page_init (SubletMarketPage *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_market_page_new:
 * @market: the market
 * @settings: where the job, the filters, the order, the columns and the panes are kept
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sublet_market_page_new (SubletMarket *market, SubletSettings *settings)
{
  return g_object_new (SUBLET_TYPE_MARKET_PAGE, "market", market, "settings", settings, NULL);
}

/**
 * sublet_market_page_get_header_start:
 * @self: a page
 *
 * Returns: (transfer none): the page's part of the header bar: filters, rent by policy
 */
GtkWidget *
sublet_market_page_get_header_start (SubletMarketPage *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET_PAGE (self), NULL);

  return self->header_start;
}

/**
 * sublet_market_page_rent:
 * @self: a page
 *
 * Asks for the offer that the details show, unless somebody else has it.
 */
void
sublet_market_page_rent (SubletMarketPage *self)
{
  SubletOffer *offer;

  g_return_if_fail (SUBLET_IS_MARKET_PAGE (self));

  offer = sublet_offer_details_get_offer (self->details);
  if (offer != NULL && sublet_market_has_offer (self->market, sublet_offer_get_row (offer)->id))
    request_rent (self, offer);
}

/**
 * sublet_market_page_rent_by_policy:
 * @self: a page
 * @policy: how to choose; remembered
 *
 * Selects the offer, says why in the details, and asks for it.
 */
void
sublet_market_page_rent_by_policy (SubletMarketPage *self, SubletPolicy policy)
{
  g_autoptr (SubletOffer) offer = NULL;
  g_autofree char *reason = NULL;
  guint position;

  g_return_if_fail (SUBLET_IS_MARKET_PAGE (self));

  sublet_settings_set_policy (self->settings, policy);
  position = sublet_market_choose (self->market, policy);
  offer = sublet_market_dup_offer (self->market, position);
  if (offer == NULL)
    return;

  reason = dup_reason (self, policy);
  self->reason_id = sublet_offer_get_row (offer)->id;
  sublet_market_page_select_offer (self, self->reason_id);
  sublet_offer_details_set_reason (self->details, reason);
  request_rent (self, offer);
}

/**
 * sublet_market_page_select_offer:
 * @self: a page
 * @offer_id: an offer
 *
 * Selects it and brings it into sight, if it is in the view.
 */
void
sublet_market_page_select_offer (SubletMarketPage *self, gint64 offer_id)
{
  guint position;

  g_return_if_fail (SUBLET_IS_MARKET_PAGE (self));

  position = sublet_market_find_offer (self->market, offer_id);
  if (position == G_MAXUINT)
    return;

  sublet_offer_list_model_set_selected_id (self->model, offer_id);
  if (is_narrow (self))
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
  else
    sublet_market_table_scroll_to (self->table, position);
}
