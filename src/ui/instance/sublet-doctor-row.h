/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-doctor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_DOCTOR_ROW (sublet_doctor_row_get_type ())

/* One link of the chain: its sign, what it is or what is wrong with it, and its time; below, what
 * the server said, and the button that mends it, which activates doctor.mend. */
G_DECLARE_FINAL_TYPE (SubletDoctorRow, sublet_doctor_row, SUBLET, DOCTOR_ROW, GtkListBoxRow)

GtkWidget *sublet_doctor_row_new (void);

/* @mends: it is the one to mend. */
void sublet_doctor_row_show (SubletDoctorRow *self,
                             SubletDoctor *doctor,
                             SubletDoctorLink link,
                             const char *name,
                             gboolean mends);
/* Where there is little room its buttons stand below each other. */
void sublet_doctor_row_set_narrow (SubletDoctorRow *self, gboolean narrow);
/* (nullable): the button that mends it, while there is one. */
GtkWidget *sublet_doctor_row_get_fix (SubletDoctorRow *self);

G_END_DECLS
