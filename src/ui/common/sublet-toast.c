/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-toast.h"

#include <adwaita.h>

#define SECONDS 5

/* On an overlay: the toast that stands on it. */
#define TOAST_KEY "sublet-toast"

/* (nullable): one that somebody can see. */
static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  return overlay != NULL && gtk_widget_get_root (overlay) != NULL ? ADW_TOAST_OVERLAY (overlay)
                                                                  : NULL;
}

/* libadwaita takes the title for markup; a label or a server's word may hold anything. */
static AdwToast *
make_toast (const char *title)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, SECONDS);

  return toast;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* In place of the one before: what that told or offered is past. */
static void
add (AdwToastOverlay *overlay, AdwToast *toast)
{
  GWeakRef *shown = g_object_get_data (G_OBJECT (overlay), TOAST_KEY);
  g_autoptr (AdwToast) older = shown != NULL ? g_weak_ref_get (shown) : NULL;

  if (older != NULL)
    adw_toast_dismiss (older);
  shown = g_new0 (GWeakRef, 1);
  g_weak_ref_init (shown, toast);
  g_object_set_data_full (G_OBJECT (overlay), TOAST_KEY, shown, weak_ref_free);
  adw_toast_overlay_add_toast (overlay, toast);
}

/* It goes by itself after that, and must not be gone before. */
static void
on_pressed (AdwToastOverlay *overlay)
{
  g_object_set_data (G_OBJECT (overlay), TOAST_KEY, NULL);
}

/**
 * sublet_toast_show:
 * @widget: where something was done
 * @title: a few words
 */
void
sublet_toast_show (GtkWidget *widget, const char *title)
{
  AdwToastOverlay *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (title != NULL);

  overlay = find_overlay (widget);
  if (overlay != NULL)
    add (overlay, make_toast (title));
}

/**
 * sublet_toast_offer:
 * @widget: where something was done
 * @title: a few words
 * @button: what can be done about it
 * @on_clicked: for the toast's signal
 * @data: (transfer full): for @on_clicked
 * @destroy: frees @data, at once where nobody can press
 */
void
sublet_toast_offer (GtkWidget *widget,
                    const char *title,
                    const char *button,
                    GCallback on_clicked,
                    gpointer data,
                    GClosureNotify destroy)
{
  AdwToastOverlay *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (title != NULL && button != NULL);

  overlay = find_overlay (widget);
  if (overlay == NULL)
    {
      destroy (data, NULL);
      return;
    }

  toast = make_toast (title);
  adw_toast_set_button_label (toast, button);
  g_signal_connect_object (toast,
                           "button-clicked",
                           G_CALLBACK (on_pressed),
                           overlay,
                           G_CONNECT_SWAPPED);
  g_signal_connect_data (toast, "button-clicked", on_clicked, data, destroy, 0);
  add (overlay, toast);
}
