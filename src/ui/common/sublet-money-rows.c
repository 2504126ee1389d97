/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-money-rows.h"

#include "ui/common/sublet-budget-text.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-money-text.h"

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
make_part (SubletSpending kind, const SubletSpendingPart *part)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  g_autofree char *name = sublet_spending_dup_name (kind, part->count);
  g_autofree char *rate = sublet_format_rate_short (part->rate_nusd);
  GtkWidget *name_label = gtk_label_new (name);
  GtkWidget *rate_label = gtk_label_new (rate);

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_widget_add_css_class (rate_label, "numeric");
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), rate_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "money-part");

  return button;
}

/**
 * sublet_money_rows_fill_parts:
 * @box: a box, whose rows are made anew; not visible without one
 * @engine: what knows the rentals
 * @outlook: (nullable): what knows volumes and traffic
 * @on_clicked: called with @user for a row that was clicked
 * @user: whose rows they are, for as long as they live
 */
void
sublet_money_rows_fill_parts (GtkWidget *box,
                              SubletRentalEngine *engine,
                              SubletOutlook *outlook,
                              GCallback on_clicked,
                              GObject *user)
{
  SubletSpendingPart parts[SUBLET_SPENDING_N];
  guint i;

  empty (box);
  sublet_spending_read (parts, engine);
  if (outlook != NULL)
    {
      g_autoptr (SubletBurn) burn = sublet_outlook_make_burn (outlook);

      sublet_spending_read_beside (parts, burn);
    }
  for (i = 0; i < SUBLET_SPENDING_N; i++)
    {
      GtkWidget *row;

      if (parts[i].count == 0)
        continue;
      row = make_part ((SubletSpending) i, &parts[i]);
      g_signal_connect_object (row, "clicked", on_clicked, user, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), row);
    }
  gtk_widget_set_visible (box, gtk_widget_get_first_child (box) != NULL);
}

static GtkWidget *
make_budget (SubletOutlook *outlook, SubletBudgetPeriod period, gint64 budget_uusd)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  g_autofree char *name = sublet_budget_text_dup_period (period);
  g_autofree char *figure = NULL;
  GtkWidget *name_label = gtk_label_new (name);
  GtkWidget *figure_label;
  SubletSpent spent;

  sublet_outlook_read_spent (outlook, period, &spent);
  figure = sublet_budget_text_dup_figure (&spent, budget_uusd);
  figure_label = gtk_label_new (figure);
  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_widget_add_css_class (figure_label, "numeric");
  if (sublet_budget_get_level (budget_uusd, spent.spent_uusd) == SUBLET_BUDGET_LEVEL_OVER)
    gtk_widget_add_css_class (figure_label, "error");
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), figure_label);
  gtk_widget_add_css_class (box, "money-row");

  return box;
}

/**
 * sublet_money_rows_fill_budgets:
 * @box: a box, whose rows are made anew; not visible without one
 * @outlook: (nullable): what knows the budgets
 */
void
sublet_money_rows_fill_budgets (GtkWidget *box, SubletOutlook *outlook)
{
  guint period;

  empty (box);
  for (period = 0; outlook != NULL && period < SUBLET_N_BUDGET_PERIODS; period++)
    {
      gint64 budget_uusd = sublet_outlook_get_budget_uusd (outlook, (SubletBudgetPeriod) period);

      if (budget_uusd > 0)
        gtk_box_append (GTK_BOX (box),
                        make_budget (outlook, (SubletBudgetPeriod) period, budget_uusd));
    }
  gtk_widget_set_visible (box, gtk_widget_get_first_child (box) != NULL);
}
