/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void sublet_test_begin_leaks (void);
