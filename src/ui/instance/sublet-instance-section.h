/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"
#include "ui/instance/sublet-instance-subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_SECTION (sublet_instance_section_get_type ())

/*
 * A part of the page of one instance. Properties: "subject" (construct-only); "size-class" (of the
 * window).
 */
G_DECLARE_DERIVABLE_TYPE (SubletInstanceSection,
                          sublet_instance_section,
                          SUBLET,
                          INSTANCE_SECTION,
                          AdwBin)

/* A subclass that builds with its subject does so in its constructed(), and then chains up. */
struct _SubletInstanceSectionClass
{
  AdwBinClass parent_class;

  /* The section is built, or its subject has changed. */
  void (*update) (SubletInstanceSection *self);
  /* (nullable): the window has another size class. */
  void (*size_changed) (SubletInstanceSection *self, SubletSizeClass size_class);
};

/* self: a section. */
/* (nullable): once it is disposed of. */
SubletInstanceSubject *sublet_instance_section_get_subject (gpointer self);
SubletSizeClass sublet_instance_section_get_size_class (gpointer self);
/* For what is read: as wide as text may be, and scrolled. */
void sublet_instance_section_set_scrolled (SubletInstanceSection *self, GtkWidget *child);

G_END_DECLS
