/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-filter-hint.h"

#include "ui/common/sublet-format.h"
#include "ui/common/sublet-label.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/market/sublet-choice-list.h"
#include "ui/market/sublet-filter-words.h"

#include <glib/gi18n.h>

struct _SubletFilterHint
{
  GtkBox parent_instance;

  SubletFilterPart part;
  GtkLabel *label; /* (borrowed): inside */
};

G_DEFINE_FINAL_TYPE (SubletFilterHint, sublet_filter_hint, GTK_TYPE_BOX)

typedef enum
{
  PROP_PART = 1,
} SubletFilterHintProperty;

static GParamSpec *properties[PROP_PART + 1];

static void
sublet_filter_hint_constructed (GObject *object)
{
  SubletFilterHint *self = SUBLET_FILTER_HINT (object);
  g_autoptr (GEnumClass) parts = g_type_class_ref (SUBLET_TYPE_FILTER_PART);
  g_autofree char *tooltip = NULL;
  GtkWidget *button;

  G_OBJECT_CLASS (sublet_filter_hint_parent_class)->constructed (object);

  /* TRANSLATORS: takes a filter away; %s is its title, as in "Price" */
  tooltip = g_strdup_printf (_ ("Clear %s"), sublet_filter_part_get_title (self->part));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "subdued");

  button = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  sublet_tooltip_set (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "filters.clear");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button),
                                    "s",
                                    g_enum_get_value (parts, (int) self->part)->value_nick);

  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self), button);
}

static void
sublet_filter_hint_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  SubletFilterHint *self = SUBLET_FILTER_HINT (object);

  if (prop_id == PROP_PART)
    self->part = (SubletFilterPart) g_value_get_enum (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_filter_hint_class_init (SubletFilterHintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sublet_filter_hint_constructed;
  object_class->set_property = sublet_filter_hint_set_property;

  properties[PROP_PART] =
    g_param_spec_enum ("part",
                       NULL,
                       NULL,
                       SUBLET_TYPE_FILTER_PART,
                       SUBLET_FILTER_PART_MODEL,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_filter_hint_init (SubletFilterHint *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter-hint");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sublet_filter_hint_update:
 * @self: a hint
 * @active: whether its filter is set
 * @n_hidden: how many offers that filter hides by itself, SUBLET_CHOICE_COUNT_UNKNOWN when that is
 *   not known
 */
void
sublet_filter_hint_update (SubletFilterHint *self, gboolean active, guint n_hidden)
{
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (SUBLET_IS_FILTER_HINT (self));

  gtk_widget_set_visible (GTK_WIDGET (self), active);
  if (!active)
    return;

  if (n_hidden != SUBLET_CHOICE_COUNT_UNKNOWN)
    {
      number = sublet_format_number (n_hidden, 0);
      /* TRANSLATORS: beside a filter: how many offers it hides */
      text = g_strdup_printf (_ ("hides %s"), number);
    }
  else
    {
      text = g_strdup ("");
    }
  sublet_label_set_text (self->label, text);
}
