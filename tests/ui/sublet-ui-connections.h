/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-connection.h"
#include "core/ssh/sublet-doctor.h"
#include "ui/sublet-ui-fixtures.h"

G_BEGIN_DECLS

/*
 * Connections in chosen states, to rentals of the fixture; they ask nobody and stay as they are
 * put.
 */

/* On its way, trying @link; SUBLET_CONNECTION_N_LINKS: READY. (transfer none) */
SubletConnection *sublet_ui_connection_walk (SubletUiFixture *fixture,
                                             SubletRental *rental,
                                             SubletConnectionLink link);
/* Broken there; given up, or waiting for the next try. (transfer none) */
SubletConnection *sublet_ui_connection_break (SubletUiFixture *fixture,
                                              SubletRental *rental,
                                              SubletConnectionLink link,
                                              int code,
                                              gboolean given_up);
/* READY, with what the checks found; NULL: they run. (transfer none) */
SubletConnection *sublet_ui_connection_ready (SubletUiFixture *fixture,
                                              SubletRental *rental,
                                              SubletRuntimeReport *report);

/* What it has found: that all links hold (SUBLET_DOCTOR_N_LINKS), or that one is broken. */
void sublet_ui_doctor_find (SubletUiFixture *fixture,
                            SubletDoctor *doctor,
                            SubletDoctorLink link,
                            SubletDoctorFinding finding,
                            SubletDoctorFix fix);
/* It looks, and is at that link. */
void sublet_ui_doctor_walk (SubletDoctor *doctor, SubletDoctorLink link);

G_END_DECLS
