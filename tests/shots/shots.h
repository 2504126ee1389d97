/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-account-keys.h"
#include "ui/sublet-ui-fixtures.h"

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

/*
 * One picture: a screen in one of its faces. `make` builds what the window shows; `act`, where it
 * is set, does something to it once it is shown and returns the surface to picture instead: a
 * dialog or a popover. A thorough one is also taken at 1920 x 1080, mirrored, and with text of
 * twice the size.
 */
typedef struct
{
  const char *name;
  GtkWidget *(*make) (SubletUiFixture *fixture);
  GtkWidget *(*act) (SubletUiFixture *fixture, GtkWidget *window);
  bool thorough;
} Shot;

/* Each room has its own lists; the last entry has no name. */
extern const Shot billing_shots[];
extern const Shot common_shots[];
extern const Shot connection_shots[];
extern const Shot forecast_shots[];
extern const Shot instance_card_shots[];
extern const Shot instance_shots[];
extern const Shot instances_shots[];
extern const Shot instances_states_shots[];
extern const Shot instances_table_shots[];
extern const Shot journal_shots[];
extern const Shot keys_shots[];
extern const Shot market_extremes_shots[];
extern const Shot market_kinds_shots[];
extern const Shot logs_shots[];
extern const Shot market_searches_shots[];
extern const Shot market_shots[];
extern const Shot preferences_shots[];
extern const Shot rent_form_shots[];
extern const Shot rent_progress_shots[];
extern const Shot rent_shots[];
extern const Shot runtime_shots[];
extern const Shot spend_shots[];
extern const Shot terminal_shots[];
extern const Shot welcome_shots[];
extern const Shot window_shots[];

/* (transfer full): keys that nobody asks for, with an identity. */
SubletAccountKeys *shots_make_keys (SubletUiFixture *fixture);

G_END_DECLS
