/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-check-row.h"

#include "ui/common/sublet-text-scale.h"
#include "ui/common/sublet-tight-text.h"
#include "ui/rent/sublet-running-list.h"

#include <glib/gi18n.h>

#define BELOW_SPACING 6
/* A sign is lower than a line of text. */
#define SIGN_MARGIN 2
/* In the narrowest window a wider button would leave too little to the sentence beside it. */
#define LONGEST_BESIDE 150

struct _SubletCheckRow
{
  AdwBin parent_instance;

  SubletPreflightCheck *check; /* (owned) */
  SubletPreflightVerdict verdict;

  GtkStack *sign;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkBox *line;
  GtkLabel *label;
  GtkCheckButton *accept_button;
  GtkToggleButton *show_button;
  GtkButton *fix_button;
  SubletRunningList *running_list;
};

G_DEFINE_FINAL_TYPE (SubletCheckRow, sublet_check_row, ADW_TYPE_BIN)

typedef enum
{
  SIGNAL_FIX,
  SIGNAL_WORSE,
  SIGNAL_ORDER_FAILED,
  N_SIGNALS,
} SubletCheckRowSignal;

static guint signals[N_SIGNALS];

typedef struct
{
  const char *icon_name;
  const char *style;
  const char *word; /* what the shape says, for those who do not see it */
} Look;

static const Look looks[] = {
  [SUBLET_PREFLIGHT_VERDICT_CHECKING] = {
    NULL,
    NULL,
    N_ ("Checking") },
    [SUBLET_PREFLIGHT_VERDICT_FINE] = {
      "object-select-symbolic",
      "state-success",
      N_ ("Fine") },
      [SUBLET_PREFLIGHT_VERDICT_WARNING] = {
        "dialog-warning-symbolic",
        "state-warning",
        N_ ("Warning") },
        /* TRANSLATORS: a check that forbids to rent */
        [SUBLET_PREFLIGHT_VERDICT_STOP] = { "window-close-symbolic", "state-error", N_ ("Stop") },
        };

static void
show_look (SubletCheckRow *self, SubletPreflightVerdict verdict)
{
  const Look *look = &looks[verdict];
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if (looks[i].style != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
    }

  if (look->icon_name == NULL)
    {
      gtk_stack_set_visible_child (self->sign, GTK_WIDGET (self->spinner));
    }
  else
    {
      gtk_image_set_from_icon_name (self->icon, look->icon_name);
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), look->style);
      gtk_stack_set_visible_child (self->sign, GTK_WIDGET (self->icon));
    }

  gtk_spinner_set_spinning (self->spinner,
                            look->icon_name == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (look->word), -1);
}

static void
on_fix (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_FIX], 0);
}

static void
on_order_failed (SubletCheckRow *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_ORDER_FAILED], 0, error);
}

static void
sublet_check_row_map (GtkWidget *widget)
{
  SubletCheckRow *self = SUBLET_CHECK_ROW (widget);

  GTK_WIDGET_CLASS (sublet_check_row_parent_class)->map (widget);

  gtk_spinner_set_spinning (self->spinner, self->verdict == SUBLET_PREFLIGHT_VERDICT_CHECKING);
}

static void
sublet_check_row_unmap (GtkWidget *widget)
{
  gtk_spinner_set_spinning (SUBLET_CHECK_ROW (widget)->spinner, FALSE);

  GTK_WIDGET_CLASS (sublet_check_row_parent_class)->unmap (widget);
}

static void
sublet_check_row_dispose (GObject *object)
{
  SubletCheckRow *self = SUBLET_CHECK_ROW (object);

  g_clear_object (&self->check);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_CHECK_ROW);

  G_OBJECT_CLASS (sublet_check_row_parent_class)->dispose (object);
}

static void
sublet_check_row_class_init (SubletCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_check_row_dispose;
  widget_class->map = sublet_check_row_map;
  widget_class->unmap = sublet_check_row_unmap;

  signals[SIGNAL_FIX] = g_signal_new ("fix",
                                      G_TYPE_FROM_CLASS (klass),
                                      G_SIGNAL_RUN_LAST,
                                      0,
                                      NULL,
                                      NULL,
                                      NULL,
                                      G_TYPE_NONE,
                                      0);
  signals[SIGNAL_WORSE] = g_signal_new ("worse",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_STRING);
  signals[SIGNAL_ORDER_FAILED] = g_signal_new ("order-failed",
                                               G_TYPE_FROM_CLASS (klass),
                                               G_SIGNAL_RUN_LAST,
                                               0,
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_TYPE_NONE,
                                               1,
                                               G_TYPE_ERROR);

  g_type_ensure (SUBLET_TYPE_RUNNING_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, sign);
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, line);
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, label);
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, accept_button);
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, show_button);
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, fix_button);
  gtk_widget_class_bind_template_child (widget_class, SubletCheckRow, running_list);

  gtk_widget_class_install_action (widget_class, "check.fix", NULL, on_fix);
}

/* A button that is large, or long in this language, stands below what it is for. */
static void
update_line (SubletCheckRow *self)
{
  gboolean below = sublet_ui_stack_large_line (self->line, BELOW_SPACING);
  GtkAlign align;
  int width;

  gtk_widget_measure (GTK_WIDGET (self->fix_button),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &width,
                      NULL,
                      NULL,
                      NULL);
  if (!below && width > LONGEST_BESIDE)
    {
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line), GTK_ORIENTATION_VERTICAL);
      gtk_box_set_spacing (self->line, BELOW_SPACING);
      below = TRUE;
    }
  align = below ? GTK_ALIGN_START : GTK_ALIGN_FILL;
  /* Beside the sentence, not between it and the button. */
  gtk_widget_set_valign (GTK_WIDGET (self->sign), below ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (GTK_WIDGET (self->sign), below ? SIGN_MARGIN : 0);
  gtk_widget_set_halign (GTK_WIDGET (self->show_button), align);
  gtk_widget_set_halign (GTK_WIDGET (self->fix_button), align);
}

static void
sublet_check_row_init (SubletCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  sublet_ui_follow_text_scale (GTK_WIDGET (self), G_CALLBACK (update_line));
  update_line (self);
  sublet_ui_keep_rates_whole (self->label);
  g_signal_connect_object (self->running_list,
                           "order-failed",
                           G_CALLBACK (on_order_failed),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_check_row_new:
 * @check: what it shows
 * @engine: what runs already
 *
 * Returns: (transfer floating): a row that still has to be told its facts
 */
GtkWidget *
sublet_check_row_new (SubletPreflightCheck *check, SubletRentalEngine *engine)
{
  SubletCheckRow *self = g_object_new (SUBLET_TYPE_CHECK_ROW, NULL);

  self->check = g_object_ref (check);
  if (sublet_preflight_check_get_kind (check) == SUBLET_PREFLIGHT_KIND_RUNNING)
    sublet_running_list_set_engine (self->running_list, engine);
  g_object_bind_property (check,
                          "accepted",
                          self->accept_button,
                          "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  return GTK_WIDGET (self);
}

/**
 * sublet_check_row_get_check:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
SubletPreflightCheck *
sublet_check_row_get_check (SubletCheckRow *self)
{
  g_return_val_if_fail (SUBLET_IS_CHECK_ROW (self), NULL);

  return self->check;
}

/**
 * sublet_check_row_show:
 * @self: a row
 * @facts: the check at this moment
 */
void
sublet_check_row_show (SubletCheckRow *self, const SubletRentCheckFacts *facts)
{
  g_autofree char *text = NULL;
  g_autofree char *accept = NULL;
  g_autofree char *fix = NULL;
  gboolean has_list;
  gboolean worse;

  g_return_if_fail (SUBLET_IS_CHECK_ROW (self));
  g_return_if_fail (facts != NULL);

  text = sublet_rent_text_check (facts);
  accept = sublet_rent_text_check_accept (facts);
  fix = sublet_rent_text_check_fix (facts);
  has_list = facts->kind == SUBLET_PREFLIGHT_KIND_RUNNING && facts->count > 0;
  worse = facts->verdict > self->verdict && facts->verdict >= SUBLET_PREFLIGHT_VERDICT_WARNING;
  self->verdict = facts->verdict;

  show_look (self, facts->verdict);
  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->accept_button), accept != NULL);
  if (accept != NULL)
    gtk_check_button_set_label (self->accept_button, accept);
  gtk_widget_set_visible (GTK_WIDGET (self->fix_button), fix != NULL);
  if (fix != NULL)
    gtk_button_set_label (self->fix_button, fix);
  update_line (self);
  gtk_widget_set_visible (GTK_WIDGET (self->show_button), has_list);
  if (!has_list)
    gtk_toggle_button_set_active (self->show_button, FALSE);

  if (worse)
    g_signal_emit (self, signals[SIGNAL_WORSE], 0, text);
}
