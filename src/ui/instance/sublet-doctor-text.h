/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-doctor.h"

G_BEGIN_DECLS

/* What a doctor has found, in words: pure functions of it. @name is the instance's label. */

/* "Key refused: ada-1 does not have Sublet's key", or what the link is. */
char *sublet_doctor_text_dup_row (SubletDoctor *doctor, SubletDoctorLink link, const char *name);
/* "23 ms", "not reached". */
char *sublet_doctor_text_dup_time (const SubletDoctorResult *result);
/* Of all of it. */
char *sublet_doctor_text_dup_headline (SubletDoctor *doctor, const char *name);
/* On the button that mends it; NULL: nothing does. */
const char *sublet_doctor_text_get_fix (SubletDoctor *doctor, const SubletDoctorResult *result);
/* Beside its sign, for those who listen. */
const char *sublet_doctor_text_get_state (SubletDoctorState state);

G_END_DECLS
