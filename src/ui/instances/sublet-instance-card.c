/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

#include "ui/common/sublet-tight-text.h"
#include "ui/common/sublet-update-queue.h"
#include "ui/instances/sublet-connection-row.h"
#include "ui/instances/sublet-gauge-row.h"
#include "ui/instances/sublet-outbid-row.h"
#include "ui/instances/sublet-sparkline.h"
#include "ui/instances/sublet-steps-row.h"

G_DEFINE_FINAL_TYPE (SubletInstanceCard, sublet_instance_card, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ENGINE = 1,
  PROP_CONNECTIONS,
  PROP_SIZE_CLASS,
  PROP_POPOVER_OPEN,
} SubletInstanceCardProperty;

static GParamSpec *properties[PROP_POPOVER_OPEN + 1];

static void
on_update (gpointer user_data)
{
  sublet_instance_card_update (user_data);
}

/* A poll changes many properties at once: they are looked at together, before the next frame. */
void
sublet_instance_card_queue_update (SubletInstanceCard *self)
{
  sublet_update_queue_add (self, on_update);
}

/* What is asked for by an action, the card is asked for. */
static void
on_rent_instead (SubletInstanceCard *self, SubletRental *rental)
{
  g_signal_emit_by_name (self, "rent-instead", rental);
}

static void
on_terminal (SubletInstanceCard *self, SubletRental *rental)
{
  g_signal_emit_by_name (self, "terminal", rental);
}

static void
follow_actions (SubletInstanceCard *self, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->acts, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
sublet_instance_card_constructed (GObject *object)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (object);

  G_OBJECT_CLASS (sublet_instance_card_parent_class)->constructed (object);

  self->acts = sublet_instance_actions_new (GTK_WIDGET (self), self->engine, self->connections);
  follow_actions (self, "changed", G_CALLBACK (sublet_instance_card_queue_update));
  follow_actions (self, "rent-instead", G_CALLBACK (on_rent_instead));
  follow_actions (self, "terminal", G_CALLBACK (on_terminal));
}

static void
sublet_instance_card_dispose (GObject *object)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (object);

  if (self->acts != NULL)
    {
      sublet_instance_card_set_rental (self, NULL, NULL);
      sublet_instance_actions_detach (self->acts);
      g_clear_object (&self->acts);
    }
  sublet_update_queue_remove (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->connections);
  g_clear_object (&self->engine);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_INSTANCE_CARD);

  G_OBJECT_CLASS (sublet_instance_card_parent_class)->dispose (object);
}

static void
sublet_instance_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (object);

  switch ((SubletInstanceCardProperty) prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_CONNECTIONS:
      g_value_set_object (value, self->connections);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_POPOVER_OPEN:
      g_value_set_boolean (value, sublet_instance_card_get_popover_open (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_instance_card_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  SubletInstanceCard *self = SUBLET_INSTANCE_CARD (object);

  switch ((SubletInstanceCardProperty) prop_id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    case PROP_CONNECTIONS:
      self->connections = g_value_dup_object (value);
      break;
    case PROP_SIZE_CLASS:
      sublet_instance_card_set_size_class (self, (SubletSizeClass) g_value_get_enum (value));
      break;
    case PROP_POPOVER_OPEN:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_instance_card_class_init (SubletInstanceCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sublet_instance_card_constructed;
  object_class->dispose = sublet_instance_card_dispose;
  object_class->get_property = sublet_instance_card_get_property;
  object_class->set_property = sublet_instance_card_set_property;

  properties[PROP_ENGINE] =
    g_param_spec_object ("engine",
                         NULL,
                         NULL,
                         SUBLET_TYPE_RENTAL_ENGINE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONNECTIONS] =
    g_param_spec_object ("connections",
                         NULL,
                         NULL,
                         SUBLET_TYPE_CONNECTIONS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_POPOVER_OPEN] =
    g_param_spec_boolean ("popover-open",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * SubletInstanceCard::rent-instead:
   * @self: the card
   * @rental: whose next candidate was above the ceiling
   */
  g_signal_new ("rent-instead",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_RENTAL);

  /**
   * SubletInstanceCard::terminal:
   * @self: the card
   * @rental: where a shell is wanted
   */
  g_signal_new ("terminal",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                SUBLET_TYPE_RENTAL);

  sublet_instance_card_bind_parts (widget_class);
  gtk_widget_class_set_css_name (widget_class, "instancecard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sublet_instance_card_init (SubletInstanceCard *self)
{
  g_autoptr (GtkSizeGroup) captions = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GMenuModel) menu = sublet_instance_actions_make_menu ();

  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  sublet_ui_tell_cut_text (GTK_LABEL (self->main_label));
  sublet_ui_keep_rates_whole (GTK_LABEL (self->line_label));
  sublet_ui_keep_rates_whole (GTK_LABEL (self->next_step_label));
  sublet_ui_keep_rates_whole (GTK_LABEL (self->foot_label));
  sublet_gauge_row_align (SUBLET_GAUGE_ROW (self->disk_gauge), captions);
  sublet_gauge_row_align (SUBLET_GAUGE_ROW (self->ram_gauge), captions);
  sublet_instance_card_watch_popovers (self);
}

/**
 * sublet_instance_card_new:
 * @engine: what carries out orders
 * @connections: (nullable): the ways to what runs; without them a card has no terminal
 *
 * Returns: (transfer floating): a card of nothing yet
 */
GtkWidget *
sublet_instance_card_new (SubletRentalEngine *engine, SubletConnections *connections)
{
  return g_object_new (SUBLET_TYPE_INSTANCE_CARD,
                       "engine",
                       engine,
                       "connections",
                       connections,
                       NULL);
}

/**
 * sublet_instance_card_set_rental:
 * @self: a card
 * @rental: (nullable): what to show
 * @record: (nullable): what this window remembers of it
 */
void
sublet_instance_card_set_rental (SubletInstanceCard *self,
                                 SubletRental *rental,
                                 SubletInstanceRecord *record)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_CARD (self));

  if (self->rental == rental && self->record == record)
    return;

  g_set_object (&self->rental, rental);
  g_set_object (&self->record, record);
  sublet_instance_actions_set_rental (self->acts, rental, record);
  sublet_sparkline_set_record (SUBLET_SPARKLINE (self->gpu_sparkline), record);
  sublet_sparkline_set_record (SUBLET_SPARKLINE (self->vram_sparkline), record);
  sublet_instance_card_update (self);
}

/**
 * sublet_instance_card_get_rental:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): what it shows
 */
SubletRental *
sublet_instance_card_get_rental (SubletInstanceCard *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_CARD (self), NULL);

  return self->rental;
}

/**
 * sublet_instance_card_get_actions:
 * @self: a card
 *
 * Returns: (transfer none): what can be done with what it shows
 */
SubletInstanceActions *
sublet_instance_card_get_actions (SubletInstanceCard *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_CARD (self), NULL);

  return self->acts;
}

/**
 * sublet_instance_card_set_size_class:
 * @self: a card
 * @size_class: how much room the window has
 */
void
sublet_instance_card_set_size_class (SubletInstanceCard *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_CARD (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  sublet_card_layout_set_size_class (self->layout, size_class);
  sublet_steps_row_set_size_class (SUBLET_STEPS_ROW (self->steps_row), size_class);
  sublet_connection_row_set_size_class (SUBLET_CONNECTION_ROW (self->connection_row), size_class);
  sublet_outbid_row_set_narrow (SUBLET_OUTBID_ROW (self->outbid_row),
                                size_class == SUBLET_SIZE_CLASS_NARROW);
  sublet_instance_card_queue_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}

/**
 * sublet_instance_card_set_on_page:
 * @self: a card
 *
 * It stands on the page of its instance, which it cannot open then.
 */
void
sublet_instance_card_set_on_page (SubletInstanceCard *self)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_CARD (self));

  sublet_instance_actions_set_on_page (self->acts);
}
