/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-offer.h"

#include "ui/common/sublet-label.h"
#include "ui/common/sublet-signal.h"

#include <glib/gi18n.h>

struct _SubletTerminalOffer
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *revealer;
  GtkWidget *box;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (SubletTerminalOffer, sublet_terminal_offer, GTK_TYPE_WIDGET)

typedef enum
{
  SIGNAL_KEEP,
  SIGNAL_DECLINE,
  N_SIGNALS
} SubletTerminalOfferSignal;

static guint signals[N_SIGNALS];

static void
on_keep (SubletTerminalOffer *self)
{
  g_signal_emit (self, signals[SIGNAL_KEEP], 0);
}

static void
on_decline (SubletTerminalOffer *self)
{
  g_signal_emit (self, signals[SIGNAL_DECLINE], 0);
}

/**
 * sublet_terminal_offer_show:
 * @self: a strip
 * @shown: whether it is there
 * @busy: whether the shell cannot be taken now, because something runs in it
 */
void
sublet_terminal_offer_show (SubletTerminalOffer *self, gboolean shown, gboolean busy)
{
  const char *sentence = busy
    ? _ ("Something runs in this shell and would end. Keep it in tmux when that is done.")
    : _ ("This shell can be kept in tmux: what runs in it outlives a lost connection.");

  g_return_if_fail (SUBLET_IS_TERMINAL_OFFER (self));

  /* What it said last stays while it goes; an "alert" is spoken each time that it is set. */
  if (shown)
    sublet_label_set_text (self->label, sentence);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), shown);
  gtk_widget_set_can_target (self->revealer, shown);
}

/**
 * sublet_terminal_offer_get_shown:
 * @self: a strip
 *
 * Returns: whether it is there
 */
gboolean
sublet_terminal_offer_get_shown (SubletTerminalOffer *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_OFFER (self), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

/**
 * sublet_terminal_offer_set_size_class:
 * @self: a strip
 * @size_class: of its window; where it is narrow the buttons stand below
 */
void
sublet_terminal_offer_set_size_class (SubletTerminalOffer *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_OFFER (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  size_class == SUBLET_SIZE_CLASS_NARROW
                                    ? GTK_ORIENTATION_VERTICAL
                                    : GTK_ORIENTATION_HORIZONTAL);
}

static void
sublet_terminal_offer_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_TERMINAL_OFFER);

  G_OBJECT_CLASS (sublet_terminal_offer_parent_class)->dispose (object);
}

static void
sublet_terminal_offer_class_init (SubletTerminalOfferClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_terminal_offer_dispose;
  signals[SIGNAL_KEEP] = sublet_signal_add (klass, "keep", G_TYPE_NONE);
  signals[SIGNAL_DECLINE] = sublet_signal_add (klass, "decline", G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/terminal/sublet-terminal-offer.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalOffer, revealer);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalOffer, box);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalOffer, label);
  gtk_widget_class_bind_template_callback (widget_class, on_keep);
  gtk_widget_class_bind_template_callback (widget_class, on_decline);
}

static void
sublet_terminal_offer_init (SubletTerminalOffer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
