/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

#include "ui/common/sublet-error-text.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-increase-text.h"
#include "ui/instances/sublet-lease-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* What stands at its foot: an order on its way, what failed, a notice, what to do next. */

#define ICON_ROOM (16 + 12)

/* What failed here in Sublet's words, what failed there in the service's. */
static char *
dup_details (const GError *failure, const char *detail)
{
  g_autofree char *all = NULL;

  if (failure == NULL && detail == NULL)
    return NULL;
  all = failure == NULL || detail == NULL ? g_strdup (failure != NULL ? failure->message : detail)
                                          : g_strdup_printf ("%s\n\n%s", failure->message, detail);

  return sublet_format_words (all);
}

static char *
dup_failure (SubletInstanceCard *self, const GError *failure)
{
  g_autofree char *why = sublet_error_text_dup_both (failure);

  /* TRANSLATORS: %1$s is a sentence that says which order failed, %2$s one that says why */
  return g_strdup_printf (_ ("%1$s %2$s"),
                             sublet_instance_record_get_failed_order (self->record),
                             why);
}

/* What stands at the foot of a card. */
typedef struct
{
  char *text; /* (owned) (nullable): nothing does */
  bool is_wrong;
  bool is_increase; /* which has its answers beside it */
} Notice;

/* That a lease cannot be carried out is worse than anything else, that it ends soon is less, and
 * half an hour before its end nothing is wrong. A price increase has days. */
static Notice
make_notice (SubletInstanceCard *self)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  SubletLeaseState state = sublet_rental_get_lease_state (self->rental);
  Notice notice = { .is_wrong = true };

  if (state != SUBLET_LEASE_STATE_WAITING)
    notice.text = sublet_rental_text_dup_notice (self->rental);
  if (notice.text != NULL)
    return notice;

  notice.is_wrong = state != SUBLET_LEASE_STATE_SOON;
  notice.text = sublet_lease_text_dup_notice (self->rental,
                                              clock,
                                              sublet_rental_engine_get_read_only (self->engine));
  if (notice.text != NULL || !sublet_increase_text_is_told (self->rental))
    return notice;

  notice.is_wrong = sublet_rental_get_increase_state (self->rental) ==
                    SUBLET_INCREASE_STATE_NOT_SEEN;
  notice.is_increase = true;
  notice.text = sublet_increase_text_dup_foot (self->rental, clock);
  return notice;
}

/* The next step stands beside the details, where there are some: they have one place on every
 * card, at the end of its foot. */
void
sublet_instance_card_update_foot (SubletInstanceCard *self)
{
  const GError *failure = self->record == NULL ? NULL
                                               : sublet_instance_record_get_failure (self->record);
  const char *detail = sublet_rental_get_detail (self->rental);
  bool busy = sublet_rental_get_busy (self->rental);
  g_autofree char *next_step = sublet_rental_text_dup_next_step (self->rental);
  Notice told = make_notice (self);
  g_autofree char *notice = told.text;
  g_autofree char *details = NULL;
  g_autofree char *text = NULL;
  bool tells_next;

  if (detail != NULL && *detail == '\0')
    detail = NULL;
  if (busy)
    failure = NULL;
  if (busy || failure != NULL)
    g_clear_pointer (&notice, g_free);
  tells_next = !busy && failure == NULL && notice == NULL && detail != NULL;
  if (busy)
    text = g_strdup (_ ("The order is on its way."));
  else
    text = failure != NULL ? dup_failure (self, failure)
                           : g_strdup (notice != NULL ? notice : next_step);
  details = dup_details (failure, detail);

  gtk_widget_set_visible (self->foot_line,
                          busy || failure != NULL || notice != NULL || detail != NULL);
  sublet_instance_card_update_outbid (self);
  /* Under the words above them. */
  gtk_widget_set_margin_start (self->outbid_row,
                               self->size_class == SUBLET_SIZE_CLASS_WIDE ? ICON_ROOM : 0);
  gtk_widget_set_visible (self->foot,
                          gtk_widget_get_visible (self->foot_line) ||
                            gtk_widget_get_visible (self->outbid_row));
  gtk_widget_set_visible (self->foot_extend_button,
                          notice != NULL && sublet_lease_text_is_near (self->rental));
  gtk_widget_set_visible (self->failure_icon, failure != NULL || (notice != NULL && told.is_wrong));
  gtk_widget_set_visible (self->foot_answers, notice != NULL && told.is_increase);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->foot_text),
                                  self->size_class == SUBLET_SIZE_CLASS_NARROW
                                    ? GTK_ORIENTATION_VERTICAL
                                    : GTK_ORIENTATION_HORIZONTAL);
  gtk_label_set_label (GTK_LABEL (self->foot_label), text != NULL ? text : "");
  sublet_instance_card_set_subdued (self->foot_label, tells_next);
  /* Under the words above it, as it is beside an icon. */
  gtk_widget_set_margin_start (self->foot_label,
                               !gtk_widget_get_visible (self->failure_icon) &&
                                   self->size_class == SUBLET_SIZE_CLASS_WIDE
                                 ? ICON_ROOM
                                 : 0);
  gtk_label_set_label (GTK_LABEL (self->foot_details_label), details != NULL ? details : "");
  gtk_widget_set_visible (self->foot_details_button, details != NULL);
  sublet_instance_card_set_text (self->next_step_label,
                                 tells_next ? NULL : g_steal_pointer (&next_step));
}
