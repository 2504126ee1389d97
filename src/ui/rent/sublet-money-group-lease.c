/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-money-group-private.h"

#include "ui/rent/sublet-rent-text.h"

/* What is offered; the settings' or a recipe's is put in its place among them. 0: none. */
static const int lease_hours[] = { 1, 2, 4, 8, 12, 24, 48, 72, 168, 0 };

/* What is to happen at its end is asked where there is one. */
void
sublet_money_group_show_lease (SubletMoneyGroup *self)
{
  gboolean ends = sublet_money_group_get_lease_us (self) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->then_label), ends);
  gtk_widget_set_visible (GTK_WIDGET (self->end_choice), ends);
}

/**
 * sublet_money_group_set_lease:
 * @self: a group
 * @hours: how long; 0: none, on purpose
 * @end: what is to happen then
 *
 * A length that is not among the choices becomes one of them.
 */
void
sublet_money_group_set_lease (SubletMoneyGroup *self, int hours, SubletLeaseEnd end)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;
  gsize i;

  g_return_if_fail (SUBLET_IS_MONEY_GROUP (self));

  g_array_set_size (self->hours, 0);
  for (i = 0; i < G_N_ELEMENTS (lease_hours); i++)
    {
      int next = lease_hours[i];
      guint len = self->hours->len;
      int last = len == 0 ? 0 : g_array_index (self->hours, int, len - 1);

      if (hours > last && (next == 0 || hours < next))
        g_array_append_val (self->hours, hours);
      g_array_append_val (self->hours, next);
    }
  for (i = 0; i < self->hours->len; i++)
    {
      int choice = g_array_index (self->hours, int, i);
      g_autofree char *word = sublet_rent_text_lease_choice (choice);

      gtk_string_list_append (words, word);
      if (choice == hours)
        selected = (guint) i;
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (self->lease_choice, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->lease_choice, selected);
  gtk_drop_down_set_selected (self->end_choice, end);
  sublet_money_group_show_lease (self);
  self->filling = FALSE;
}

/**
 * sublet_money_group_get_lease_us:
 * @self: a group
 *
 * Returns: how long, in microseconds; 0: none, on purpose
 */
gint64
sublet_money_group_get_lease_us (SubletMoneyGroup *self)
{
  guint selected;

  g_return_val_if_fail (SUBLET_IS_MONEY_GROUP (self), 0);

  selected = gtk_drop_down_get_selected (self->lease_choice);

  return selected < self->hours->len ? g_array_index (self->hours, int, selected) * G_TIME_SPAN_HOUR
                                     : 0;
}

/**
 * sublet_money_group_get_lease_end:
 * @self: a group
 *
 * Returns: what is to happen at the end of the lease
 */
SubletLeaseEnd
sublet_money_group_get_lease_end (SubletMoneyGroup *self)
{
  g_return_val_if_fail (SUBLET_IS_MONEY_GROUP (self), SUBLET_LEASE_END_STOP);

  return (SubletLeaseEnd) gtk_drop_down_get_selected (self->end_choice);
}
