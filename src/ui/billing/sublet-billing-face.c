/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-face.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-text-scale.h"

#include <glib/gi18n.h>

#define SPINNER_AFTER_MS 300

struct _SubletBillingFace
{
  GtkWidget parent_instance;

  /* the wait before a spinner */
  SubletClock *clock; /* (owned) (nullable): until it was given */
  GCancellable *wait; /* (owned) (nullable) */
  gboolean waited;

  /* template children */
  GtkWidget *icon;
  GtkWidget *spinner;
  GtkWidget *title;
  GtkWidget *line;
  GtkWidget *first;
  GtkWidget *second;
  GtkWidget *details;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (SubletBillingFace, sublet_billing_face, GTK_TYPE_WIDGET)

static guint waited_signal;

static void
on_spinner_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBillingFace) self = user_data;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  self->waited = TRUE;
  g_signal_emit (self, waited_signal, 0);
}

static void
sublet_billing_face_dispose (GObject *object)
{
  SubletBillingFace *self = SUBLET_BILLING_FACE (object);

  sublet_billing_face_stop_waiting (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BILLING_FACE);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_billing_face_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletBillingFace, child)

static void
sublet_billing_face_class_init (SubletBillingFaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_billing_face_dispose;

  waited_signal = g_signal_new ("waited",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-billing-face.ui");
  BIND (icon);
  BIND (spinner);
  BIND (title);
  BIND (line);
  BIND (first);
  BIND (second);
  BIND (details);
  BIND (message);
  gtk_widget_class_set_css_name (widget_class, "billingface");
}

static void
sublet_billing_face_init (SubletBillingFace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_wrap_button (GTK_BUTTON (self->second));
  /* It turns only while it is seen. */
  g_signal_connect (self->spinner, "map", G_CALLBACK (gtk_spinner_start), NULL);
  g_signal_connect (self->spinner, "unmap", G_CALLBACK (gtk_spinner_stop), NULL);
}

/**
 * sublet_billing_face_new:
 *
 * Returns: (transfer floating): a face without words yet
 */
GtkWidget *
sublet_billing_face_new (void)
{
  return g_object_new (SUBLET_TYPE_BILLING_FACE, NULL);
}

static void
set_words (SubletBillingFace *self, const char *icon_name, const char *title, const char *line)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  gtk_widget_set_visible (self->icon, icon_name != NULL);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->line), line);
  gtk_widget_set_visible (self->line, line != NULL);
  if (icon_name != NULL)
    gtk_widget_add_css_class (self->title, "title-1");
  else
    gtk_widget_remove_css_class (self->title, "title-1");
}

static void
set_first (SubletBillingFace *self, const char *label, const char *action)
{
  gtk_widget_set_visible (self->first, label != NULL);
  if (label == NULL)
    return;

  gtk_button_set_label (GTK_BUTTON (self->first), label);
  sublet_ui_wrap_button (GTK_BUTTON (self->first));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->first), action);
}

static void
show_error (SubletBillingFace *self, const GError *error)
{
  g_autofree char *line = sublet_error_text_dup_both (error);

  set_words (self, "network-offline-symbolic", _ ("Your Bill Is Not Known"), line);
  set_first (self, _ ("Try Again"), "billing.refresh");
}

/**
 * sublet_billing_face_update:
 * @self: a face
 * @kind: which one
 * @error: (nullable): why nothing is known
 */
void
sublet_billing_face_update (SubletBillingFace *self,
                            SubletBillingFaceKind kind,
                            const GError *error)
{
  bool failed = kind == SUBLET_BILLING_FACE_ERROR || kind == SUBLET_BILLING_FACE_FORBIDDEN;

  g_return_if_fail (SUBLET_IS_BILLING_FACE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), kind != SUBLET_BILLING_FACE_BLANK);
  gtk_widget_set_visible (self->spinner, kind == SUBLET_BILLING_FACE_LOADING);
  gtk_widget_set_visible (self->second, kind == SUBLET_BILLING_FACE_ERROR);
  gtk_widget_set_visible (self->details, failed && error != NULL);
  gtk_label_set_label (GTK_LABEL (self->message), failed && error != NULL ? error->message : "");
  set_first (self, NULL, NULL);

  switch (kind)
    {
    case SUBLET_BILLING_FACE_LOADING:
      set_words (self, NULL, _ ("Adding up charges…"), NULL);
      break;
    case SUBLET_BILLING_FACE_EMPTY:
      set_words (self,
                 "sublet-billing-symbolic",
                 _ ("Nothing Spent"),
                    _ ("Nothing was billed in these days. Charges appear about an hour after a "
                    "rental begins."));
      set_first (self, _ ("Find a GPU"), "billing.find-gpu");
      break;
    case SUBLET_BILLING_FACE_FORBIDDEN:
      set_words (self,
                 "changes-prevent-symbolic",
                 _ ("Billing Is Not Visible"),
                    g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_ACCOUNT_HIDDEN)
                    ? _ ("This key lacks user_read, so nothing says whose bill it is. The rest of "
                         "Sublet works.")
                    : _ ("This key lacks billing_read. The rest of Sublet works."));
      set_first (self, _ ("Open Vast's Key Page"), "billing.open-keys");
      break;
    case SUBLET_BILLING_FACE_ERROR:
      show_error (self, error);
      break;
    case SUBLET_BILLING_FACE_CONTENT:
    case SUBLET_BILLING_FACE_BLANK:
    default:
      break;
    }
}

/**
 * sublet_billing_face_set_clock:
 * @self: a face
 * @clock: what the wait before a spinner is counted by
 */
void
sublet_billing_face_set_clock (SubletBillingFace *self, SubletClock *clock)
{
  g_return_if_fail (SUBLET_IS_BILLING_FACE (self));
  g_return_if_fail (SUBLET_IS_CLOCK (clock));

  g_set_object (&self->clock, clock);
}

/**
 * sublet_billing_face_wait:
 * @self: a face with a clock
 * @kind: what the page shows
 *
 * Of a page that is seen. A wait that has begun goes on, and is over where there is something to be
 * seen, or a reason why not.
 */
void
sublet_billing_face_wait (SubletBillingFace *self, SubletBillingFaceKind kind)
{
  g_return_if_fail (SUBLET_IS_BILLING_FACE (self));
  g_return_if_fail (self->clock != NULL);

  if (kind != SUBLET_BILLING_FACE_BLANK && kind != SUBLET_BILLING_FACE_LOADING)
    {
      sublet_billing_face_stop_waiting (self);
      self->waited = FALSE;
    }
  else if (self->wait == NULL)
    {
      self->wait = g_cancellable_new ();
      sublet_clock_wait_async (self->clock,
                               SPINNER_AFTER_MS,
                               self->wait,
                               on_spinner_due,
                               g_object_ref (self));
    }
}

/**
 * sublet_billing_face_stop_waiting:
 * @self: a face of a page that goes out of sight
 */
void
sublet_billing_face_stop_waiting (SubletBillingFace *self)
{
  g_return_if_fail (SUBLET_IS_BILLING_FACE (self));

  sublet_cancel_clear (&self->wait);
}

/**
 * sublet_billing_face_get_waited:
 * @self: a face
 *
 * Returns: whether there is nothing to be seen for so long that a spinner says so
 */
gboolean
sublet_billing_face_get_waited (SubletBillingFace *self)
{
  g_return_val_if_fail (SUBLET_IS_BILLING_FACE (self), FALSE);

  return self->waited;
}

/**
 * sublet_billing_face_set_size_class:
 * @self: a face
 * @size_class: how much room there is
 *
 * The drawing is smaller when narrow: the way on stays in sight.
 */
void
sublet_billing_face_set_size_class (SubletBillingFace *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_BILLING_FACE (self));

  gtk_image_set_pixel_size (GTK_IMAGE (self->icon),
                            size_class == SUBLET_SIZE_CLASS_NARROW ? 48 : 96);
}
