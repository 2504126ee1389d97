/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-error-text.h"
#include "ui/instances/sublet-instances-text.h"
#include "ui/instances/sublet-volume-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The face that fits, and what stands above the list. */

void
sublet_instances_page_update_status (SubletInstancesPage *self)
{
  g_autofree char *status = sublet_instances_text_dup_status (self->engine);
  g_autofree char *age = sublet_instances_text_dup_age (self->engine);

  gtk_label_set_label (GTK_LABEL (self->status_label), status);
  gtk_label_set_label (GTK_LABEL (self->empty_age_label), age);
}

static void
update_error (SubletInstancesPage *self)
{
  const GError *error = sublet_rental_engine_get_error (self->engine);
  g_autofree char *description = NULL;

  if (error == NULL || g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT))
    description = g_strdup (_ ("Vast has not answered since Sublet started. Something may be "
                               "running and billing."));
  else
    /* TRANSLATORS: %s is a sentence that says why the list is not known */
    description = g_strdup_printf (_ ("%s Something may be running and billing."),
                                      sublet_error_text_get_sentence (error));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->error_page), description);
  gtk_label_set_label (GTK_LABEL (self->error_detail_label), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->error_details, error != NULL);
}

void
sublet_instances_page_update_face (SubletInstancesPage *self)
{
  guint n_rentals = g_list_model_get_n_items (sublet_rental_engine_get_rentals (self->engine));
  guint n_matching = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  const char *face;

  /* A search may find volumes alone; without any rental there is no list for them. */
  if (n_rentals > 0 && self->shown_volumes != NULL)
    n_matching += g_list_model_get_n_items (G_LIST_MODEL (self->shown_volumes));
  face = sublet_instances_text_choose_face (sublet_rental_engine_get_knowledge (self->engine),
                                            sublet_rental_engine_get_error (self->engine) != NULL,
                                            self->waited,
                                            n_rentals,
                                            n_matching);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->faces)), face) != 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->faces), face);
  sublet_instances_page_update_volumes (self);
}

/* What is not rented may bill all the same. */
static void
update_empty (SubletInstancesPage *self)
{
  const char *description;
  g_autofree char *doubt =
    sublet_volume_text_dup_doubt (self->volumes, sublet_rental_engine_get_clock (self->engine));

  if (doubt != NULL)
    description = doubt;
  else if (sublet_idle_volumes_get_knowledge (self->volumes) != SUBLET_KNOWLEDGE_KNOWN)
    description = _ ("Whether volumes bill is not known.");
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->volumes)) > 0)
    description = _ ("Only volumes are billed.");
  else
    description = _ ("So nothing is billed.");
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty_page), description);
}

void
sublet_instances_page_update (SubletInstancesPage *self)
{
  update_empty (self);
  sublet_instances_page_update_status (self);
  update_error (self);
  sublet_instances_page_update_face (self);
}

void
sublet_instances_page_update_pending (SubletInstancesPage *self)
{
  guint pending = sublet_grouped_model_get_pending (self->grouped);
  g_autofree char *text = NULL;

  /* TRANSLATORS: how many cards wait to come, go or move until nobody points at them */
  text = g_strdup_printf (ngettext ("%u change", "%u changes", pending), pending);
  gtk_label_set_label (GTK_LABEL (self->changes_label), text);
  gtk_widget_set_visible (self->changes_box, pending > 0);
}
