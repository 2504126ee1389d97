/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "ui/instances/sublet-runtime-list.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"

/* The list as a page has it: no wider than is read well, and away from the edges. */
static GtkWidget *
make (SubletUiFixture *fixture, SubletRuntimeReport *report, gboolean running)
{
  g_autoptr (SubletRuntimeReport) owned = report;
  GtkWidget *list = sublet_runtime_list_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  sublet_runtime_list_set_clock (SUBLET_RUNTIME_LIST (list), SUBLET_CLOCK (fixture->clock));
  sublet_runtime_list_set_report (SUBLET_RUNTIME_LIST (list), report);
  sublet_runtime_list_set_running (SUBLET_RUNTIME_LIST (list), running);
  gtk_widget_set_margin_top (list, 12);
  gtk_widget_set_margin_bottom (list, 12);
  gtk_widget_set_margin_start (list, 12);
  gtk_widget_set_margin_end (list, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), list);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);

  return scroller;
}

static gint64
get_time_us (SubletUiFixture *fixture)
{
  return sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)) - 4 * G_TIME_SPAN_MINUTE;
}

static GtkWidget *
make_never (SubletUiFixture *fixture)
{
  return make (fixture, NULL, FALSE);
}

static GtkWidget *
make_first (SubletUiFixture *fixture)
{
  return make (fixture, NULL, TRUE);
}

static GtkWidget *
make_fine (SubletUiFixture *fixture)
{
  return make (fixture, sublet_ui_runtime_report_new (get_time_us (fixture), NULL), FALSE);
}

static GtkWidget *
make_again (SubletUiFixture *fixture)
{
  return make (fixture, sublet_ui_runtime_report_new (get_time_us (fixture), NULL), TRUE);
}

/* The first results are there; the others wait or, where somebody ended them, will not come. */
static GtkWidget *
make_part (SubletUiFixture *fixture, gboolean running)
{
  static const char output[] = "@sublet gpus ?\n"
                               "@sublet gpus : NVIDIA GeForce RTX 4090, 24564, 570.86.15\n"
                               "@sublet gpus . 0\n"
                               "@sublet cuda ?\n"
                               "@sublet cuda : CUDA Version: 12.8\n"
                               "@sublet cuda . 0\n"
                               "@sublet python ?\n"
                               "@sublet python : =version 3.11.4\n"
                               "@sublet python . 0\n"
                               "@sublet torch ?\n";
  const SubletRuntimeWish wish = { "RTX 4090", 1, 24564 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (output, sizeof (output) - 1);
  g_autoptr (SubletRuntimeReport)
    so_far = sublet_runtime_report_new (bytes, &wish, get_time_us (fixture));
  g_autoptr (SubletRuntimeProgress) progress = sublet_runtime_progress_new (NULL, false);
  GtkWidget *page = make (fixture, NULL, running);
  GtkWidget *list = sublet_ui_test_find_type (page, SUBLET_TYPE_RUNTIME_LIST);

  sublet_runtime_progress_take (progress, output, sizeof (output) - 1);
  sublet_runtime_list_set_progress (SUBLET_RUNTIME_LIST (list), progress, so_far);

  return page;
}

static GtkWidget *
make_rows (SubletUiFixture *fixture)
{
  return make_part (fixture, TRUE);
}

static GtkWidget *
make_ended (SubletUiFixture *fixture)
{
  return make_part (fixture, FALSE);
}

static GtkWidget *
make_gaps (SubletUiFixture *fixture)
{
  return make (fixture,
               sublet_ui_runtime_report_new (get_time_us (fixture),
                                             "=imported xformers",
                                             "=error ImportError: xFormers was built for PyTorch "
                                             "2.5.1 with CUDA 1201",
                                             "=missing flash_attn",
                                             "=error ImportError: flash_attn_2_cuda.so: undefined "
                                             "symbol: _ZN3c105ErrorC2E",
                                             NULL),
               FALSE);
}

static GtkWidget *
make_red (SubletUiFixture *fixture)
{
  return make (fixture,
               sublet_ui_runtime_report_new (get_time_us (fixture),
                                             "4090, 24564",
                                             "4070 Ti SUPER, 16376",
                                             "=available True",
                                             "=warning CUDA initialization: The NVIDIA driver on "
                                             "your system is too old (found version 11040).\n"
                                             "@sublet torch : =available False",
                                             NULL),
               FALSE);
}

static GtkWidget *
make_driver (SubletUiFixture *fixture)
{
  return make (fixture,
               sublet_ui_runtime_report_new (get_time_us (fixture),
                                             "NVIDIA GeForce RTX 4090, 24564, 570.86.15",
                                             "Failed to initialize NVML: Driver/library version "
                                             "mismatch",
                                             "@sublet gpus . 0",
                                             "@sublet gpus . 18",
                                             NULL),
               FALSE);
}

static GtkWidget *
open_details (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *list_box = sublet_ui_test_find (window, "list_box");
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (list_box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *button = sublet_ui_test_find (row, "detail_button");

      if (gtk_widget_get_visible (button))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
    }

  return window;
}

const Shot runtime_shots[] = {
  { "checks-never", make_never, NULL, false },
  { "checks-first", make_first, NULL, false },
  { "checks-rows", make_rows, NULL, true },
  { "checks-ended", make_ended, NULL, false },
  { "checks-fine", make_fine, NULL, true },
  { "checks-again", make_again, NULL, false },
  { "checks-gaps", make_gaps, NULL, false },
  { "checks-details", make_gaps, open_details, false },
  { "checks-red", make_red, open_details, false },
  { "checks-driver", make_driver, NULL, false },
  { NULL },
};
