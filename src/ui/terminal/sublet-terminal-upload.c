/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-upload.h"

#include "ui/common/sublet-label.h"
#include "ui/common/sublet-signal.h"
#include "ui/common/sublet-text-scale.h"

struct _SubletTerminalUpload
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletUploadQueue *queue; /* (owned) (nullable) after dispose */

  /* state */
  gulong handler;
  gint64 price_nusd_per_tb;
  SubletUploadQueueState state; /* that was told last */
  SubletUploadProblem problem;

  /* template children */
  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *buttons;
  GtkLabel *sentence;
  GtkProgressBar *bar;
  GtkLabel *progress;
  GtkWidget *replace;
  GtkWidget *try_again;
  GtkWidget *skip;
  GtkWidget *cancel;
  GtkWidget *close;
};

G_DEFINE_FINAL_TYPE (SubletTerminalUpload, sublet_terminal_upload, GTK_TYPE_WIDGET)

static guint told_signal;

static void
show_progress (SubletTerminalUpload *self, const SubletUploadFacts *facts)
{
  gboolean running = facts->state == SUBLET_UPLOAD_QUEUE_RUNNING;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->bar), running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  if (!running)
    return;

  text = sublet_terminal_upload_dup_progress (facts, self->price_nusd_per_tb);
  sublet_label_set_text (self->progress, text);
  gtk_progress_bar_set_fraction (self->bar,
                                 facts->size > 0 ? (double) facts->sent / (double) facts->size : 0);
}

/* What may be done about it, and only that. */
static void
show_buttons (SubletTerminalUpload *self, const SubletUploadFacts *facts)
{
  gboolean stopped = facts->state == SUBLET_UPLOAD_QUEUE_STOPPED;
  /* A folder is never replaced: what is in the other one may be all that was computed. */
  gboolean exists = stopped && facts->problem == SUBLET_UPLOAD_PROBLEM_EXISTS && !facts->is_folder;
  gboolean more = facts->position < facts->n_files;
  GtkWidget *focus = gtk_widget_get_focus_child (self->buttons);

  gtk_widget_set_visible (self->replace, exists);
  gtk_widget_set_visible (self->try_again, stopped && !exists);
  gtk_widget_set_visible (self->skip, stopped && more);
  gtk_widget_set_visible (self->cancel, facts->state == SUBLET_UPLOAD_QUEUE_RUNNING);
  gtk_widget_set_visible (self->close,
                          facts->state == SUBLET_UPLOAD_QUEUE_DONE || (stopped && !more));
  /* The button that was pressed is gone: the keyboard stays where the next one is. */
  if (focus != NULL && !gtk_widget_get_visible (focus))
    gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
}

static void
show_colour (SubletTerminalUpload *self, const SubletUploadFacts *facts)
{
  if (facts->state == SUBLET_UPLOAD_QUEUE_STOPPED)
    gtk_widget_add_css_class (self->box, "warning");
  else
    gtk_widget_remove_css_class (self->box, "warning");
}

/**
 * sublet_terminal_upload_show:
 * @self: a strip
 * @facts: what its queue tells
 *
 * It does so by itself when the queue changes. What it said last stays while it goes.
 */
void
sublet_terminal_upload_show (SubletTerminalUpload *self, const SubletUploadFacts *facts)
{
  gboolean shown = facts->state != SUBLET_UPLOAD_QUEUE_IDLE;
  gboolean entered = facts->state != self->state || facts->problem != self->problem;
  g_autofree char *sentence = NULL;

  self->state = facts->state;
  self->problem = facts->problem;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), shown);
  gtk_widget_set_can_target (self->revealer, shown);
  if (shown)
    {
      sentence = sublet_terminal_upload_dup_sentence (facts);
      sublet_label_set_text (self->sentence, sentence);
      show_progress (self, facts);
      show_colour (self, facts);
      show_buttons (self, facts);
    }
  if (entered && shown)
    g_signal_emit (self, told_signal, 0, sentence);
}

static void
update (SubletTerminalUpload *self)
{
  SubletUploadFacts facts;

  sublet_upload_queue_read (self->queue, &facts);
  sublet_terminal_upload_show (self, &facts);
}

static void
on_replace (SubletTerminalUpload *self)
{
  sublet_upload_queue_try_again (self->queue, TRUE);
}

static void
on_try_again (SubletTerminalUpload *self)
{
  sublet_upload_queue_try_again (self->queue, FALSE);
}

static void
on_skip (SubletTerminalUpload *self)
{
  sublet_upload_queue_skip (self->queue);
}

static void
on_cancel (SubletTerminalUpload *self)
{
  sublet_upload_queue_cancel (self->queue);
}

static void
sublet_terminal_upload_dispose (GObject *object)
{
  SubletTerminalUpload *self = SUBLET_TERMINAL_UPLOAD (object);

  if (self->queue != NULL)
    g_clear_signal_handler (&self->handler, self->queue);
  g_clear_object (&self->queue);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_TERMINAL_UPLOAD);

  G_OBJECT_CLASS (sublet_terminal_upload_parent_class)->dispose (object);
}

static void
sublet_terminal_upload_class_init (SubletTerminalUploadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_terminal_upload_dispose;
  /* A sentence to be spoken: it runs, has stopped, is done. */
  told_signal = sublet_signal_add (klass, "told", G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH
                                               "/ui/terminal/sublet-terminal-upload.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, revealer);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, box);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, buttons);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, sentence);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, bar);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, progress);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, replace);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, try_again);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, skip);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, cancel);
  gtk_widget_class_bind_template_child (widget_class, SubletTerminalUpload, close);
  gtk_widget_class_bind_template_callback (widget_class, on_replace);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
  gtk_widget_class_bind_template_callback (widget_class, on_skip);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
sublet_terminal_upload_init (SubletTerminalUpload *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_terminal_upload_new:
 * @queue: what it tells of
 *
 * Returns: (transfer floating): a strip
 */
GtkWidget *
sublet_terminal_upload_new (SubletUploadQueue *queue)
{
  SubletTerminalUpload *self;

  g_return_val_if_fail (SUBLET_IS_UPLOAD_QUEUE (queue), NULL);

  self = g_object_new (SUBLET_TYPE_TERMINAL_UPLOAD, NULL);
  self->queue = g_object_ref (queue);
  self->handler = g_signal_connect_swapped (queue, "changed", G_CALLBACK (update), self);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_terminal_upload_set_price:
 * @self: a strip
 * @price_nusd_per_tb: what the host charges for what goes to the instance
 */
void
sublet_terminal_upload_set_price (SubletTerminalUpload *self, gint64 price_nusd_per_tb)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_UPLOAD (self));

  if (self->price_nusd_per_tb == price_nusd_per_tb)
    return;
  self->price_nusd_per_tb = price_nusd_per_tb;
  update (self);
}

/**
 * sublet_terminal_upload_set_size_class:
 * @self: a strip
 * @size_class: of its window; where it is narrow the buttons stand below, and with large text one
 *   below the other
 */
void
sublet_terminal_upload_set_size_class (SubletTerminalUpload *self, SubletSizeClass size_class)
{
  bool narrow = size_class == SUBLET_SIZE_CLASS_NARROW;

  g_return_if_fail (SUBLET_IS_TERMINAL_UPLOAD (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->buttons),
                                  narrow && sublet_ui_get_text_scale (GTK_WIDGET (self)) >=
                                              SUBLET_UI_LARGE_TEXT
                                    ? GTK_ORIENTATION_VERTICAL
                                    : GTK_ORIENTATION_HORIZONTAL);
}
