/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/rent/sublet-step-row.h"

#include "ui/common/sublet-label.h"
#include "ui/common/sublet-text-scale.h"
#include "ui/common/sublet-tight-text.h"

#include <glib/gi18n.h>

struct _SubletStepRow
{
  GtkListBoxRow parent_instance;

  SubletRentStepLook look;

  GtkStack *sign;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkBox *line;
  GtkLabel *text_label;
  GtkLabel *aside_label;
};

G_DEFINE_FINAL_TYPE (SubletStepRow, sublet_step_row, GTK_TYPE_LIST_BOX_ROW)

typedef struct
{
  const char *icon_name;
  const char *style;
  const char *word; /* what the shape says, for those who do not see it */
} Look;

static const Look looks[] = {
  [SUBLET_RENT_STEP_PENDING] = {
    NULL,
    NULL,
    N_ ("Waiting") },
    [SUBLET_RENT_STEP_DONE] = {
      "object-select-symbolic",
      "state-success",
      N_ ("Done") },
      [SUBLET_RENT_STEP_DOUBT] = {
        "sublet-state-unclear-symbolic",
        "state-warning",
        N_ ("Unclear") },
        [SUBLET_RENT_STEP_STOP] = {
          "window-close-symbolic",
          "state-error",
          N_ ("Not done") },
          /* TRANSLATORS: one of several rentals whose turn has not come */
          [SUBLET_RENT_STEP_TODO] = { "sublet-state-waiting-symbolic",
                                      "state-todo",
                                      N_ ("Not yet") },
          };

static void
update_spinner (SubletStepRow *self)
{
  gtk_spinner_set_spinning (self->spinner,
                            self->look == SUBLET_RENT_STEP_PENDING &&
                              gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
sublet_step_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_step_row_parent_class)->map (widget);

  update_spinner (SUBLET_STEP_ROW (widget));
}

static void
sublet_step_row_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sublet_step_row_parent_class)->unmap (widget);

  update_spinner (SUBLET_STEP_ROW (widget));
}

static void
sublet_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SUBLET_TYPE_STEP_ROW);

  G_OBJECT_CLASS (sublet_step_row_parent_class)->dispose (object);
}

static void
sublet_step_row_class_init (SubletStepRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_step_row_dispose;
  widget_class->map = sublet_step_row_map;
  widget_class->unmap = sublet_step_row_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/rent/sublet-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletStepRow, sign);
  gtk_widget_class_bind_template_child (widget_class, SubletStepRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SubletStepRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SubletStepRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, SubletStepRow, line);
  gtk_widget_class_bind_template_child (widget_class, SubletStepRow, aside_label);
}

/* Large, what there is to add stands below. */
static void
update_line (SubletStepRow *self)
{
  gtk_label_set_xalign (self->aside_label, sublet_ui_stack_large_line (self->line, 3) ? 0 : 1);
}

static void
sublet_step_row_init (SubletStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sublet_ui_keep_rates_whole (self->text_label);
  sublet_ui_follow_text_scale (GTK_WIDGET (self), G_CALLBACK (update_line));
  update_line (self);
}

/**
 * sublet_step_row_new:
 *
 * Returns: (transfer floating): a row without a step
 */
GtkWidget *
sublet_step_row_new (void)
{
  return g_object_new (SUBLET_TYPE_STEP_ROW, NULL);
}

/**
 * sublet_step_row_show:
 * @self: a row
 * @step: what it says from now on
 */
void
sublet_step_row_show (SubletStepRow *self, const SubletRentStep *step)
{
  const Look *look;
  gsize i;

  g_return_if_fail (SUBLET_IS_STEP_ROW (self));
  g_return_if_fail (step != NULL);

  look = &looks[step->look];
  self->look = step->look;

  for (i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if (looks[i].style != NULL && looks[i].style != look->style)
        gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
    }
  if (look->icon_name == NULL)
    gtk_stack_set_visible_child (self->sign, GTK_WIDGET (self->spinner));
  else
    {
      gtk_image_set_from_icon_name (self->icon, look->icon_name);
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), look->style);
      gtk_stack_set_visible_child (self->sign, GTK_WIDGET (self->icon));
    }
  update_spinner (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (look->word), -1);
  sublet_label_set_text (self->text_label, step->text);
  sublet_label_set_text (self->aside_label, step->aside);
  gtk_widget_set_visible (GTK_WIDGET (self->aside_label), step->aside != NULL);
}
