/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* style.css is the application's to load; what is added to it in the dark and in high contrast is
 * added here. */

void sublet_style_follow (AdwStyleManager *manager);

G_END_DECLS
