/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-card.h"

#include "ui/common/sublet-text-scale.h"

#include <stdbool.h>

struct _SubletTerminalCard
{
  GtkWidget parent_instance;

  SubletTerminalDeed first_deed;
  SubletTerminalDeed second_deed;
  gboolean shows_details;

  /* template children */
  GtkWidget *box;
  GtkWidget *words;
  GtkWidget *content;
  GtkWidget *spinner;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *line;
  GtkWidget *details;
  GtkWidget *message;
  GtkWidget *buttons;
  GtkWidget *first;
  GtkWidget *second;
};

G_DEFINE_FINAL_TYPE (SubletTerminalCard, sublet_terminal_card, GTK_TYPE_WIDGET)

typedef enum
{
  SIGNAL_DEED,
  N_SIGNALS,
} SubletTerminalCardSignal;

static guint signals[N_SIGNALS];

static void
on_first_clicked (SubletTerminalCard *self)
{
  g_signal_emit (self, signals[SIGNAL_DEED], 0, (int) self->first_deed);
}

static void
on_second_clicked (SubletTerminalCard *self)
{
  g_signal_emit (self, signals[SIGNAL_DEED], 0, (int) self->second_deed);
}

static gboolean
sublet_terminal_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SUBLET_TERMINAL_CARD (widget)->first);
}

static GtkSizeRequestMode
sublet_terminal_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_natural (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* What scrolls wishes the height of its content at the width that it wishes, not at the one that
 * it gets (GTK 4.8): with few words in a line it would scroll where there is room for all. */
static void
sublet_terminal_card_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  SubletTerminalCard *self = SUBLET_TERMINAL_CARD (widget);

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural +=
      MAX (measure_natural (self->content, for_size) - measure_natural (self->words, for_size), 0);
}

static void
sublet_terminal_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SubletTerminalCard *self = SUBLET_TERMINAL_CARD (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
sublet_terminal_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_TERMINAL_CARD);

  G_OBJECT_CLASS (sublet_terminal_card_parent_class)->dispose (object);
}

static void
sublet_terminal_card_class_init (SubletTerminalCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_terminal_card_dispose;
  widget_class->grab_focus = sublet_terminal_card_grab_focus;
  widget_class->get_request_mode = sublet_terminal_card_get_request_mode;
  widget_class->measure = sublet_terminal_card_measure;
  widget_class->size_allocate = sublet_terminal_card_size_allocate;

  signals[SIGNAL_DEED] = g_signal_new ("deed",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "terminalcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/terminal/sublet-terminal-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, box);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, words);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, content);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, title);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, line);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, details);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, message);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, first);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalCard, second);
  gtk_widget_class_bind_template_callback (widget_class, on_first_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_second_clicked);
}

static void
sublet_terminal_card_init (SubletTerminalCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_label (GtkWidget *label, const char *text)
{
  gtk_widget_set_visible (label, text != NULL);
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
}

static void
set_button (GtkWidget *button, SubletTerminalDeed deed)
{
  const char *label = sublet_terminal_text_get_deed (deed);

  gtk_widget_set_visible (button, label != NULL);
  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (button), label);
}

/**
 * sublet_terminal_card_update:
 * @self: a card
 * @text: what it says; with no title it hides
 */
void
sublet_terminal_card_update (SubletTerminalCard *self, const SubletTerminalCardText *text)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_CARD (self));
  g_return_if_fail (text != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), text->title != NULL);
  gtk_widget_set_visible (self->spinner, text->working);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), text->working && text->title != NULL);
  gtk_widget_set_visible (self->icon, text->alarming);
  set_label (self->title, text->title);
  set_label (self->line, text->line);
  gtk_widget_set_visible (self->details, text->details != NULL);
  gtk_label_set_label (GTK_LABEL (self->message), text->details != NULL ? text->details : "");
  if (self->shows_details != text->shows_details)
    {
      self->shows_details = text->shows_details;
      gtk_expander_set_expanded (GTK_EXPANDER (self->details), text->shows_details);
    }
  self->first_deed = text->first;
  self->second_deed = text->second;
  set_button (self->first, text->first);
  set_button (self->second, text->second);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text->title != NULL ? text->title : "",
                                  -1);
}

/**
 * sublet_terminal_card_set_size_class:
 * @self: a card
 * @size_class: how much room there is
 *
 * With little room and large text the buttons stand below each other.
 */
void
sublet_terminal_card_set_size_class (SubletTerminalCard *self, SubletSizeClass size_class)
{
  bool stacked = size_class == SUBLET_SIZE_CLASS_NARROW &&
                 sublet_ui_get_text_scale (GTK_WIDGET (self)) >= SUBLET_UI_LARGE_TEXT;

  g_return_if_fail (SUBLET_IS_TERMINAL_CARD (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
