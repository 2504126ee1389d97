/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-outbid-row.h"

#include "ui/common/sublet-tight-text.h"
#include "ui/instances/sublet-outbid-text.h"

struct _SubletOutbidRow
{
  GtkBox parent_instance;

  /* template children */
  GtkWidget *raise_line;
  GtkLabel *raise_label;
  GtkWidget *move_line;
  GtkLabel *move_label;
  GtkWidget *end_line;
  GtkLabel *end_label;
};

G_DEFINE_FINAL_TYPE (SubletOutbidRow, sublet_outbid_row, GTK_TYPE_BOX)

static void
sublet_outbid_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_OUTBID_ROW);

  G_OBJECT_CLASS (sublet_outbid_row_parent_class)->dispose (object);
}

static void
sublet_outbid_row_class_init (SubletOutbidRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_outbid_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/instances/sublet-outbid-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletOutbidRow, raise_line);
  gtk_widget_class_bind_template_child (widget_class, SubletOutbidRow, raise_label);
  gtk_widget_class_bind_template_child (widget_class, SubletOutbidRow, move_line);
  gtk_widget_class_bind_template_child (widget_class, SubletOutbidRow, move_label);
  gtk_widget_class_bind_template_child (widget_class, SubletOutbidRow, end_line);
  gtk_widget_class_bind_template_child (widget_class, SubletOutbidRow, end_label);
}

static void
sublet_outbid_row_init (SubletOutbidRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_keep_rates_whole (self->raise_label);
  sublet_ui_keep_rates_whole (self->move_label);
  sublet_ui_keep_rates_whole (self->end_label);
}

/**
 * sublet_outbid_row_show:
 * @self: a row
 * @rental: one that was outbid
 * @next: (nullable): what could be taken instead; NULL: that cannot be done
 */
void
sublet_outbid_row_show (SubletOutbidRow *self, SubletRental *rental, SubletNextOffer *next)
{
  g_autofree char *raise = NULL;
  g_autofree char *move = NULL;
  g_autofree char *end = NULL;

  g_return_if_fail (SUBLET_IS_OUTBID_ROW (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  raise = sublet_outbid_text_dup_raise (rental);
  end = sublet_outbid_text_dup_end (rental);
  if (next != NULL)
    move = sublet_outbid_text_dup_move (rental,
                                        sublet_next_offer_get_state (next),
                                        sublet_next_offer_get_request (next));
  gtk_label_set_label (self->raise_label, raise);
  gtk_label_set_label (self->end_label, end);
  gtk_label_set_label (self->move_label, move != NULL ? move : "");
  gtk_widget_set_visible (self->move_line, move != NULL);
}

/**
 * sublet_outbid_row_set_narrow:
 * @self: a row
 * @narrow: whether there is no room for words beside a button
 */
void
sublet_outbid_row_set_narrow (SubletOutbidRow *self, gboolean narrow)
{
  GtkWidget *lines[] = { self->raise_line, self->move_line, self->end_line };
  gsize i;

  g_return_if_fail (SUBLET_IS_OUTBID_ROW (self));

  for (i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (lines[i]),
                                      narrow ? GTK_ORIENTATION_VERTICAL
                                             : GTK_ORIENTATION_HORIZONTAL);
      gtk_box_set_spacing (GTK_BOX (lines[i]), narrow ? 6 : 12);
    }
}
