/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/sublet-ui-charges.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The section Spending in a window, on 23 November. */
typedef struct
{
  SubletUiFixture *fixture;
  SubletUiCharges *charges;
  GtkWidget *view;
  GtkWidget *window;
} SpendScene;

/* So many days of the month are known, once they are loaded. */
void spend_scene_init (SpendScene *scene, guint n_days);
/* Asserts that nothing of it is left, and that nobody asks for charges. */
void spend_scene_clear (SpendScene *scene);
/* The databases are open, and the account is known. */
void spend_scene_load (SpendScene *scene);

/* Whether a label says so. */
bool spend_scene_shows (SpendScene *scene, const char *text);
void spend_scene_await (SpendScene *scene, const char *text);
/* By the label's name. */
const char *spend_scene_get_text (SpendScene *scene, const char *name);
guint spend_scene_get_n_bars (SpendScene *scene);
/* By the name of a drop-down. */
void spend_scene_choose (SpendScene *scene, const char *chooser, guint position);

G_END_DECLS
