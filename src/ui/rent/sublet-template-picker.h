/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TEMPLATE_PICKER (sublet_template_picker_get_type ())

/*
 * Templates to choose one from: recommended or own, searched by name. Modal; asks the service when
 * it opens. Signals: "chosen" (SubletTemplate), then it closes; "listed" (GPtrArray of
 * SubletTemplate, int: a SubletTemplateScope): all that there are of that scope, known to be all.
 */
G_DECLARE_FINAL_TYPE (SubletTemplatePicker,
                      sublet_template_picker,
                      SUBLET,
                      TEMPLATE_PICKER,
                      AdwWindow)

/* account_id: whose own ones are; 0: not known. */
SubletTemplatePicker *sublet_template_picker_new (GtkWindow *parent,
                                                  SubletClient *client,
                                                  gint64 account_id);

G_END_DECLS
