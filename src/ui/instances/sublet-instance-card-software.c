/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"
#include "ui/instances/sublet-software-question.h"

#include <glib/gi18n.h>

static const SubletCardQuestion question = {
  .ask_async = sublet_software_ask_async,
  .ask_finish = sublet_software_ask_finish,
  .failed = N_ ("That other software runs is not confirmed."),
  };

void
sublet_instance_card_on_update_software (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sublet_instance_card_ask (SUBLET_INSTANCE_CARD (widget), &question);
}
