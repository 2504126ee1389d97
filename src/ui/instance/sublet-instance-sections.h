/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instance/sublet-instance-subject.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How a part of the page of one instance is called and made, which is when the page is. */
typedef struct
{
  const char *name;  /* for the program */
  const char *title; /* in Header Capitals, not translated yet */
  GtkWidget *(*make) (SubletInstanceSubject *subject);
} SubletInstanceSectionMaker;

#define SUBLET_SECTION_OVERVIEW "overview"
#define SUBLET_SECTION_PORTS "ports"
#define SUBLET_SECTION_LOGS "logs"
#define SUBLET_SECTION_CONNECTION "connection"
#define SUBLET_SECTION_CHECKS "checks"

/* In the order of the list; the last one has no name. */
const SubletInstanceSectionMaker *sublet_instance_sections_get (void);

G_END_DECLS
