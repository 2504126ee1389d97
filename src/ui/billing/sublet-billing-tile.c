/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-tile.h"

#include <glib/gi18n.h>

/* Between the lines of a tile, and with the figure beside them. */
#define SPACING 3
#define BESIDE_SPACING 6

struct _SubletBillingTile
{
  GtkButton parent_instance;

  /* template children */
  GtkWidget *row;
  GtkWidget *column;
  GtkWidget *title;
  GtkWidget *figure;
  GtkWidget *icon;
  GtkWidget *line;
};

G_DEFINE_FINAL_TYPE (SubletBillingTile, sublet_billing_tile, GTK_TYPE_BUTTON)

typedef enum
{
  PROP_TITLE = 1,
} SubletBillingTileProperty;

static GParamSpec *properties[PROP_TITLE + 1];

static void
sublet_billing_tile_dispose (GObject *object)
{
  /* The template would take from the button what the button still takes for its child. */
  gtk_button_set_child (GTK_BUTTON (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_BILLING_TILE);

  G_OBJECT_CLASS (sublet_billing_tile_parent_class)->dispose (object);
}

static void
sublet_billing_tile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletBillingTile *self = SUBLET_BILLING_TILE (object);

  switch ((SubletBillingTileProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->title)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_billing_tile_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  SubletBillingTile *self = SUBLET_BILLING_TILE (object);

  switch ((SubletBillingTileProperty) prop_id)
    {
    case PROP_TITLE:
      gtk_label_set_text (GTK_LABEL (self->title), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, SubletBillingTile, child)

static void
sublet_billing_tile_class_init (SubletBillingTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_billing_tile_dispose;
  object_class->get_property = sublet_billing_tile_get_property;
  object_class->set_property = sublet_billing_tile_set_property;

  properties[PROP_TITLE] =
    g_param_spec_string ("title",
                         NULL,
                         NULL,
                         "",
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-billing-tile.ui");
  BIND (row);
  BIND (column);
  BIND (title);
  BIND (figure);
  BIND (icon);
  BIND (line);
}

static void
sublet_billing_tile_init (SubletBillingTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_billing_tile_show:
 * @self: a tile
 * @figure: how much, or until when
 * @line: (transfer full): what there is to add
 */
void
sublet_billing_tile_show (SubletBillingTile *self, const char *figure, char *line)
{
  g_autofree char *owned = line;
  g_autofree char *sentence = NULL;

  g_return_if_fail (SUBLET_IS_BILLING_TILE (self));

  gtk_label_set_label (GTK_LABEL (self->figure), figure);
  gtk_label_set_label (GTK_LABEL (self->line), line);
  /* TRANSLATORS: said aloud: what a figure is, the figure, and what there is to add */
  sentence = g_strdup_printf (_ ("%1$s: %2$s, %3$s"),
                                 gtk_label_get_text (GTK_LABEL (self->title)),
                                 figure,
                                 line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

/**
 * sublet_billing_tile_set_warns:
 * @self: a tile
 * @warns: whether its line is a warning, and has a sign
 */
void
sublet_billing_tile_set_warns (SubletBillingTile *self, gboolean warns)
{
  g_return_if_fail (SUBLET_IS_BILLING_TILE (self));

  gtk_widget_set_visible (self->icon, warns);
}

/**
 * sublet_billing_tile_set_beside:
 * @self: a tile
 * @beside: whether the figure stands at the row's end, beside title and line; else between them
 */
void
sublet_billing_tile_set_beside (SubletBillingTile *self, gboolean beside)
{
  g_autoptr (GtkWidget) held = NULL;
  GtkWidget *parent;
  GtkWidget *wanted;

  g_return_if_fail (SUBLET_IS_BILLING_TILE (self));

  held = g_object_ref (self->figure);
  parent = gtk_widget_get_parent (self->figure);
  wanted = beside ? self->row : self->column;
  gtk_label_set_xalign (GTK_LABEL (self->figure), beside ? 1 : 0);
  gtk_box_set_spacing (GTK_BOX (self->column), beside ? BESIDE_SPACING : SPACING);
  if (parent == wanted)
    return;

  gtk_box_remove (GTK_BOX (parent), self->figure);
  if (beside)
    gtk_box_append (GTK_BOX (wanted), self->figure);
  else
    gtk_box_insert_child_after (GTK_BOX (wanted), self->figure, self->title);
}
