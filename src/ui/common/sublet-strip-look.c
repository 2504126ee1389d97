/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-strip-private.h"

#include <glib/gi18n.h>

/* How a kind looks; what it says is made when it is shown. */
typedef struct
{
  const char *icon_name;
  const char *icon_class;   /* (nullable) */
  const char *strip_class;  /* (nullable) */
  const char *button_label; /* (nullable) */
} Look;

static const Look looks[] = {
  [SUBLET_STRIP_KIND_NONE] = {
    .icon_name = "dialog-information-symbolic",
  },
  [SUBLET_STRIP_KIND_STILL_LISTED] = {
    .icon_name = "sublet-state-still-listed-symbolic",
    .icon_class = "state-error",
    .strip_class = "error",
    .button_label = N_ ("Show"),
  },
  [SUBLET_STRIP_KIND_UNCLEAR] = {
    .icon_name = "sublet-state-unclear-symbolic",
    .icon_class = "state-warning",
    .strip_class = "warning",
    .button_label = N_ ("Show"),
  },
  [SUBLET_STRIP_KIND_LOW_CREDIT] = {
    .icon_name = "dialog-warning-symbolic",
    .icon_class = "state-warning",
    .strip_class = "warning",
    .button_label = N_ ("Add Credit"),
  },
  [SUBLET_STRIP_KIND_KEY] = {
    .icon_name = "changes-prevent-symbolic",
    .icon_class = "state-warning",
    .strip_class = "warning",
    .button_label = N_ ("Replace the Key…"),
  },
  [SUBLET_STRIP_KIND_UNKNOWN] = {
    .icon_name = "dialog-warning-symbolic",
    .icon_class = "state-warning",
    .strip_class = "warning",
    .button_label = N_ ("Try Again"),
  },
  [SUBLET_STRIP_KIND_READ_ONLY] = {
    .icon_name = "changes-prevent-symbolic",
  },
  [SUBLET_STRIP_KIND_SESSION_KEY] = {
    .icon_name = "dialog-information-symbolic",
    .button_label = N_ ("Try Again"),
  },
  [SUBLET_STRIP_KIND_DEMO] = {
    .icon_name = "dialog-information-symbolic",
    .button_label = N_ ("Use My Key"),
  },
};

static void
replace_class (GtkWidget *widget, const char *old_class, const char *new_class)
{
  if (g_strcmp0 (old_class, new_class) == 0)
    return;
  if (old_class != NULL)
    gtk_widget_remove_css_class (widget, old_class);
  if (new_class != NULL)
    gtk_widget_add_css_class (widget, new_class);
}

void
sublet_strip_show (SubletStrip *self, SubletStripKind kind, const char *sentence)
{
  const Look *old_look = &looks[self->kind];
  const Look *look = &looks[kind];

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), kind != SUBLET_STRIP_KIND_NONE);
  /* What goes keeps its look while it slides away. */
  if (kind != SUBLET_STRIP_KIND_NONE)
    {
      gboolean has_button = look->button_label != NULL &&
                            (kind != SUBLET_STRIP_KIND_SESSION_KEY ||
                             sublet_key_store_get_error (self->key_store) != NULL);

      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), look->icon_name);
      gtk_label_set_label (GTK_LABEL (self->label), sentence);
      gtk_widget_set_visible (self->button, has_button);
      if (look->button_label != NULL)
        gtk_button_set_label (GTK_BUTTON (self->button), _ (look->button_label));
    }
  replace_class (self->icon, old_look->icon_class, look->icon_class);
  replace_class (self->box, old_look->strip_class, look->strip_class);
}
