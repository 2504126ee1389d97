/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-first-use.h"

#include "core/rental/sublet-rental.h"

#include "support/sublet-test.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define NEW SUBLET_RENTAL_STATE_REQUESTING
#define SLOW SUBLET_RENTAL_STATE_PROVISIONING
#define UP SUBLET_RENTAL_STATE_RUNNING
#define TRYING SUBLET_RENTAL_STATE_CONNECTING
#define READY SUBLET_RENTAL_STATE_READY
#define STOPPED SUBLET_RENTAL_STATE_STOPPED
#define ANEW SUBLET_RENTAL_STATE_RECYCLING

typedef struct
{
  const char *name;
  gint64 end_minutes; /* 0: there is none */
  struct
  {
    SubletRentalState state;
    gint64 at_minutes;
  } events[8];
  gint64 renewed_minutes;
} Case;

static const Case cases[] = {
  { "not-yet", 0, { { NEW, 100 }, { SLOW, 101 } } },
  { "soon", 132, { { NEW, 100 }, { SLOW, 101 }, { UP, 102 }, { READY, 103 } } },
  { "slow", 280, { { NEW, 100 }, { SLOW, 101 }, { UP, 260 } } },
  { "nobody-watched", 280, { { NEW, 100 }, { SLOW, 101 }, { UP, 2000 } } },
  { "started-again", 132, { { NEW, 100 }, { UP, 102 }, { STOPPED, 200 }, { UP, 300 } } },
  { "adopted", 0, { { UP, 102 }, { READY, 103 } } },
  { "no-port-at-first", 133, { { NEW, 100 }, { SLOW, 101 }, { TRYING, 103 }, { READY, 104 } } },
  { "refused-to-recycle", 132, { { NEW, 100 }, { UP, 102 }, { ANEW, 500 }, { UP, 501 } } },
  { "recycled", 541, { { NEW, 100 }, { UP, 102 }, { ANEW, 500 }, { UP, 511 } }, 511 },
  { "adopted-and-recycled", 541, { { UP, 102 }, { ANEW, 500 }, { UP, 511 } }, 511 },
};

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (row->events) && row->events[i].at_minutes > 0; i++)
    {
      SubletRentalEvent event = { .at_us = row->events[i].at_minutes * MINUTE,
                                  .state = row->events[i].state };

      g_array_append_val (events, event);
    }
  g_assert_cmpint (sublet_first_use_get_end_us (events, row->renewed_minutes * MINUTE),
                   ==,
                   row->end_minutes * MINUTE);
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/rental/first-use/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  return g_test_run ();
}
