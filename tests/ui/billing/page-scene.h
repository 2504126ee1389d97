/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-billing-page.h"
#include "ui/sublet-ui-overview.h"

#include <stdbool.h>

G_BEGIN_DECLS

#define PAGE_SCENE_CREDIT_UUSD G_GINT64_CONSTANT (41370000)
#define PAGE_SCENE_BURN_NUSD G_GINT64_CONSTANT (1840000000)

/* The section Overview in a window, on 23 November. */
typedef struct
{
  SubletUiFixture *fixture;
  SubletUiOverview *overview;
  GtkWidget *page;
  GtkWidget *window;
  char *section; /* (owned) (nullable): the one that was asked for last */
  guint n_instances;
} PageScene;

/* So many days of the month are known, once they are loaded. */
void page_scene_init (PageScene *scene, guint n_days);
void page_scene_present (PageScene *scene);
/* Asserts that nothing of it is left, and that nobody asks for charges. */
void page_scene_clear (PageScene *scene);

/* Whether a label that is seen says so. */
bool page_scene_shows (PageScene *scene, const char *text);
void page_scene_await (PageScene *scene, const char *text);
/* By name. */
GtkWidget *page_scene_find (PageScene *scene, const char *name);
/* Of a tile: "figure" or "line". */
const char *page_scene_get_text (PageScene *scene, const char *tile, const char *name);
void page_scene_click (PageScene *scene, const char *label);

G_END_DECLS
