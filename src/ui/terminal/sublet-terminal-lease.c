/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-lease.h"

#include "ui/common/sublet-label.h"
#include "ui/common/sublet-signal.h"
#include "ui/common/sublet-text-scale.h"
#include "ui/instances/sublet-lease-text.h"

struct _SubletTerminalLease
{
  GtkWidget parent_instance;

  SubletRental *rental; /* (owned) (nullable) */
  SubletClock *clock;   /* (owned) (nullable): there is one as long as there is a rental */
  gulong handler;

  /* template children */
  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *buttons;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (SubletTerminalLease, sublet_terminal_lease, GTK_TYPE_WIDGET)

typedef enum
{
  SIGNAL_EXTEND,
  SIGNAL_END,
  N_SIGNALS
} SubletTerminalLeaseSignal;

static guint signals[N_SIGNALS];

/* Half an hour before, the title says it and no more. */
static bool
is_told (SubletRental *rental)
{
  SubletLeaseState state = rental != NULL ? sublet_rental_get_lease_state (rental)
                                          : SUBLET_LEASE_STATE_NONE;

  return state == SUBLET_LEASE_STATE_LAST || state == SUBLET_LEASE_STATE_WAITING;
}

/* What it said last stays while it goes. */
static void
update (SubletTerminalLease *self)
{
  bool told = is_told (self->rental);
  g_autofree char *sentence = told ? sublet_lease_text_dup_alert (self->rental, self->clock) : NULL;

  /* An "alert" is spoken each time that it is set. */
  if (told)
    sublet_label_set_text (self->label, sentence);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), told);
  gtk_widget_set_can_target (self->revealer, told);
}

static void
on_extend (SubletTerminalLease *self)
{
  g_signal_emit (self, signals[SIGNAL_EXTEND], 0);
}

static void
on_end (SubletTerminalLease *self)
{
  g_signal_emit (self, signals[SIGNAL_END], 0);
}

static void
drop_rental (SubletTerminalLease *self)
{
  if (self->rental != NULL)
    g_clear_signal_handler (&self->handler, self->rental);
  g_clear_object (&self->rental);
  g_clear_object (&self->clock);
}

/**
 * sublet_terminal_lease_set_rental:
 * @self: a strip
 * @rental: (nullable): whose lease it tells of
 * @clock: (nullable): the engine's; only without a rental there is none
 *
 * What it says follows the rental's lease by itself; time that passes is told by calling this.
 */
void
sublet_terminal_lease_set_rental (SubletTerminalLease *self,
                                  SubletRental *rental,
                                  SubletClock *clock)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_LEASE (self));
  g_return_if_fail (rental == NULL || SUBLET_IS_CLOCK (clock));

  if (rental != self->rental)
    {
      drop_rental (self);
      if (rental != NULL)
        {
          self->rental = g_object_ref (rental);
          self->clock = g_object_ref (clock);
          self->handler =
            g_signal_connect_swapped (rental, "notify::lease-state", G_CALLBACK (update), self);
        }
    }
  update (self);
}

/**
 * sublet_terminal_lease_get_rental:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): whose lease it tells of
 */
SubletRental *
sublet_terminal_lease_get_rental (SubletTerminalLease *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_LEASE (self), NULL);

  return self->rental;
}

static void
set_vertical (GtkWidget *box, bool vertical)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box),
                                  vertical ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * sublet_terminal_lease_set_size_class:
 * @self: a strip
 * @size_class: of its window; where it is narrow the buttons stand below, and with large text one
 *   below the other
 */
void
sublet_terminal_lease_set_size_class (SubletTerminalLease *self, SubletSizeClass size_class)
{
  bool narrow = size_class == SUBLET_SIZE_CLASS_NARROW;

  g_return_if_fail (SUBLET_IS_TERMINAL_LEASE (self));

  set_vertical (self->box, narrow);
  set_vertical (self->buttons,
                narrow && sublet_ui_get_text_scale (GTK_WIDGET (self)) >= SUBLET_UI_LARGE_TEXT);
}

static void
sublet_terminal_lease_dispose (GObject *object)
{
  SubletTerminalLease *self = SUBLET_TERMINAL_LEASE (object);

  drop_rental (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_TERMINAL_LEASE);

  G_OBJECT_CLASS (sublet_terminal_lease_parent_class)->dispose (object);
}

static void
sublet_terminal_lease_class_init (SubletTerminalLeaseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_terminal_lease_dispose;
  signals[SIGNAL_EXTEND] = sublet_signal_add (klass, "extend", G_TYPE_NONE);
  signals[SIGNAL_END] = sublet_signal_add (klass, "end", G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/terminal/sublet-terminal-lease.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalLease, revealer);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalLease, box);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalLease, buttons);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalLease, label);
  gtk_widget_class_bind_template_callback (widget_class, on_extend);
  gtk_widget_class_bind_template_callback (widget_class, on_end);
}

static void
sublet_terminal_lease_init (SubletTerminalLease *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
