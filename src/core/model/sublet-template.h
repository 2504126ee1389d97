/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

G_BEGIN_DECLS

/* Source: fact sheet 8.1. Missing: text NULL, double NAN, number 0. */
typedef struct
{
  gint64 id;
  gint64 creator_id;
  char *hash_id;
  char *name;
  char *description;
  char *image; /* with its tag */
  double recommended_disk_gb;
  double needed_cuda; /* least CUDA version of the offers that it asks for */
  gint64 n_created;   /* how often it was used */
  bool recommended;   /* by the service */
  bool is_private;
} SubletTemplateData;

void sublet_template_data_clear (SubletTemplateData *data);

#define SUBLET_TYPE_TEMPLATE (sublet_template_get_type ())

/* What the service offers to launch from. Immutable; any thread. */
G_DECLARE_FINAL_TYPE (SubletTemplate, sublet_template, SUBLET, TEMPLATE, GObject)

/* Takes the data's members and the launch, which says what the template does. */
SubletTemplate *sublet_template_new_take (SubletTemplateData *data,
                                          SubletLaunch *launch,
                                          guint n_other_flags);

const SubletTemplateData *sublet_template_get_data (SubletTemplate *self);
SubletLaunch *sublet_template_get_launch (SubletTemplate *self);
guint sublet_template_get_n_other_flags (SubletTemplate *self);

/* Docker flags as one text, into a launch; how many were something else. */
guint sublet_template_parse_flags (const char *flags, SubletLaunch *launch);

/* What the template says, to be shown and overridden. */
void sublet_launch_apply_template (SubletLaunch *self, SubletTemplate *template_);

G_END_DECLS
