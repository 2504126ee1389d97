/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-machine.h"

#include "support/sublet-test.h"

#define N_STATES (SUBLET_RENTAL_STATE_GONE + 1)
#define BIT(state) (1u << (state))

static guint
successors (SubletRentalState state)
{
  guint set = 0;
  int input;

  for (input = 0; input < SUBLET_RENTAL_N_INPUTS; input++)
    {
      SubletRentalState next;

      if (sublet_rental_machine_next (state, input, &next))
        set |= BIT (next);
    }

  return set;
}

static bool
leads (SubletRentalState state, SubletRentalInput input, SubletRentalState to)
{
  SubletRentalState next;

  return sublet_rental_machine_next (state, input, &next) && next == to;
}

/* What is said of the life of a rental, arrow by arrow. */
static void
test_arrows (void)
{
  static const struct
  {
    SubletRentalState from;
    SubletRentalInput input;
    SubletRentalState to;
  } arrows[] = {
    { SUBLET_RENTAL_STATE_INTENDED, SUBLET_RENTAL_INPUT_SEND, SUBLET_RENTAL_STATE_REQUESTING },
    { SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_INPUT_SEND, SUBLET_RENTAL_STATE_REQUESTING },
    { SUBLET_RENTAL_STATE_REQUESTING,
      SUBLET_RENTAL_INPUT_CREATED,
      SUBLET_RENTAL_STATE_PROVISIONING },
    { SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_INPUT_REFUSED, SUBLET_RENTAL_STATE_REFUSED },
    { SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_INPUT_LOST, SUBLET_RENTAL_STATE_UNCLEAR },
    { SUBLET_RENTAL_STATE_UNCLEAR, SUBLET_RENTAL_INPUT_FOUND, SUBLET_RENTAL_STATE_PROVISIONING },
    { SUBLET_RENTAL_STATE_UNCLEAR, SUBLET_RENTAL_INPUT_NOT_FOUND, SUBLET_RENTAL_STATE_REFUSED },
    { SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_INPUT_FOUND, SUBLET_RENTAL_STATE_PROVISIONING },
    { SUBLET_RENTAL_STATE_RUNNING, SUBLET_RENTAL_INPUT_REACHING, SUBLET_RENTAL_STATE_CONNECTING },
    { SUBLET_RENTAL_STATE_CONNECTING, SUBLET_RENTAL_INPUT_REACHED, SUBLET_RENTAL_STATE_READY },
    { SUBLET_RENTAL_STATE_READY, SUBLET_RENTAL_INPUT_SEEN_RUNNING, SUBLET_RENTAL_STATE_RUNNING },
    { SUBLET_RENTAL_STATE_PROVISIONING,
      SUBLET_RENTAL_INPUT_SEEN_RUNNING,
      SUBLET_RENTAL_STATE_RUNNING },
    { SUBLET_RENTAL_STATE_RUNNING, SUBLET_RENTAL_INPUT_STOP_ORDERED, SUBLET_RENTAL_STATE_STOPPING },
    { SUBLET_RENTAL_STATE_STOPPING, SUBLET_RENTAL_INPUT_SEEN_STOPPED, SUBLET_RENTAL_STATE_STOPPED },
    { SUBLET_RENTAL_STATE_STOPPED,
      SUBLET_RENTAL_INPUT_START_ORDERED,
      SUBLET_RENTAL_STATE_STARTING },
    { SUBLET_RENTAL_STATE_STOPPED,
      SUBLET_RENTAL_INPUT_SEEN_COMING_UP,
      SUBLET_RENTAL_STATE_STARTING },
    { SUBLET_RENTAL_STATE_FAILED,
      SUBLET_RENTAL_INPUT_DESTROY_ORDERED,
      SUBLET_RENTAL_STATE_DESTROYING },
    { SUBLET_RENTAL_STATE_DESTROYING,
      SUBLET_RENTAL_INPUT_STILL_THERE,
      SUBLET_RENTAL_STATE_STILL_LISTED },
    { SUBLET_RENTAL_STATE_STILL_LISTED,
      SUBLET_RENTAL_INPUT_DESTROY_ORDERED,
      SUBLET_RENTAL_STATE_DESTROYING },
    { SUBLET_RENTAL_STATE_STILL_LISTED,
      SUBLET_RENTAL_INPUT_ABSENT_TWICE,
      SUBLET_RENTAL_STATE_GONE },
    { SUBLET_RENTAL_STATE_GONE, SUBLET_RENTAL_INPUT_STILL_THERE, SUBLET_RENTAL_STATE_STILL_LISTED },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (arrows); i++)
    g_assert_true (leads (arrows[i].from, arrows[i].input, arrows[i].to));
}

/* An unclear rental is never sent again, never refused by an answer, never ordered about. */
static void
test_unclear (void)
{
  int input;

  for (input = 0; input < SUBLET_RENTAL_N_INPUTS; input++)
    {
      SubletRentalState next;
      bool allowed = input == SUBLET_RENTAL_INPUT_FOUND || input == SUBLET_RENTAL_INPUT_NOT_FOUND ||
                     input == SUBLET_RENTAL_INPUT_CREATED;

      g_assert_cmpint (sublet_rental_machine_next (SUBLET_RENTAL_STATE_UNCLEAR, input, &next),
                       ==,
                       allowed);
    }
}

/* What is paid for ends by two looks and by nothing else; no answer makes it refused. */
static void
test_held (void)
{
  int state;

  for (state = 0; state < N_STATES; state++)
    {
      int input;

      if (!sublet_rental_machine_is_held (state))
        continue;
      for (input = 0; input < SUBLET_RENTAL_N_INPUTS; input++)
        {
          SubletRentalState next;

          if (!sublet_rental_machine_next (state, input, &next))
            continue;
          g_assert_cmpint (next, !=, SUBLET_RENTAL_STATE_REFUSED);
          g_assert_false (sublet_rental_machine_is_unsettled (next));
          g_assert_cmpint (next == SUBLET_RENTAL_STATE_GONE,
                           ==,
                           input == SUBLET_RENTAL_INPUT_ABSENT_TWICE);
        }
    }
}

/* Once its end is ordered, no reading brings it back to life. */
static void
test_ending (void)
{
  const SubletRentalState ending[] = {
    SUBLET_RENTAL_STATE_DESTROYING,
    SUBLET_RENTAL_STATE_STILL_LISTED,
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (ending); i++)
    g_assert_cmpuint (successors (ending[i]) &
                        ~(BIT (SUBLET_RENTAL_STATE_DESTROYING) |
                          BIT (SUBLET_RENTAL_STATE_STILL_LISTED) | BIT (SUBLET_RENTAL_STATE_GONE)),
                      ==,
                      0);
}

/* From wherever it stands there is a way to an end that stops the bill. */
static void
test_ends (void)
{
  int state;

  for (state = 0; state < N_STATES; state++)
    {
      guint reached = BIT (state);
      guint before = 0;

      while (reached != before)
        {
          int from;

          before = reached;
          for (from = 0; from < N_STATES; from++)
            {
              if ((before & BIT (from)) != 0)
                reached |= successors (from);
            }
        }
      g_assert_true ((reached & BIT (SUBLET_RENTAL_STATE_GONE)) != 0);
    }
}

/* Every state is one of: not settled, held, over. */
static void
test_sets (void)
{
  int state;

  for (state = 0; state < N_STATES; state++)
    g_assert_cmpint (sublet_rental_machine_is_unsettled (state) +
                       sublet_rental_machine_is_held (state) +
                       sublet_rental_machine_is_ended (state),
                     ==,
                     1);
}

static SubletInstance *
make_instance (SubletActualStatus actual, const char *status_msg)
{
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = 1;
  data.actual_status = actual;
  data.intended_status = SUBLET_CONTRACT_STATUS_RUNNING;
  data.cur_state = SUBLET_CONTRACT_STATUS_RUNNING;
  data.status_msg = g_strdup (status_msg);

  return sublet_instance_new_take (&data, 1);
}

static void
test_reasons (void)
{
  static const struct
  {
    SubletActualStatus actual;
    const char *status_msg;
    SubletRentalReason reason;
  } rows[] = {
    { SUBLET_ACTUAL_STATUS_LOADING, "Pulling", SUBLET_RENTAL_REASON_NONE },
    { SUBLET_ACTUAL_STATUS_LOADING, "x: manifest unknown", SUBLET_RENTAL_REASON_IMAGE },
    { SUBLET_ACTUAL_STATUS_LOADING, "pull access denied for x", SUBLET_RENTAL_REASON_NO_PULL },
    { SUBLET_ACTUAL_STATUS_LOADING, "unauthorized: x", SUBLET_RENTAL_REASON_NO_PULL },
    { SUBLET_ACTUAL_STATUS_CREATED,
      "Error: OCI runtime create failed: x",
      SUBLET_RENTAL_REASON_CONTAINER },
    { SUBLET_ACTUAL_STATUS_LOADING, "no space left on device", SUBLET_RENTAL_REASON_NO_SPACE },
    { SUBLET_ACTUAL_STATUS_LOADING,
      "failed to resolve reference \"docker.io/x/y:z\": not found",
      SUBLET_RENTAL_REASON_IMAGE },
    /* Of two causes the one that says what to do. */
    { SUBLET_ACTUAL_STATUS_LOADING,
      "failed to resolve reference \"ghcr.io/x/y:z\": unexpected status: 401 unauthorized",
      SUBLET_RENTAL_REASON_NO_PULL },
    { SUBLET_ACTUAL_STATUS_CREATED,
      "Error: OCI runtime create failed: write /x: no space left on device",
      SUBLET_RENTAL_REASON_NO_SPACE },
    { SUBLET_ACTUAL_STATUS_UNKNOWN, NULL, SUBLET_RENTAL_REASON_HOST },
    { SUBLET_ACTUAL_STATUS_LOADING, "Error: what nobody knows", SUBLET_RENTAL_REASON_OTHER },
    { SUBLET_ACTUAL_STATUS_OFFLINE, NULL, SUBLET_RENTAL_REASON_HOST },
    { SUBLET_ACTUAL_STATUS_EXITED, NULL, SUBLET_RENTAL_REASON_EXITED },
    { SUBLET_ACTUAL_STATUS_RUNNING, "success, running", SUBLET_RENTAL_REASON_NONE },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletInstance) instance = make_instance (rows[i].actual, rows[i].status_msg);

      g_assert_cmpint (sublet_rental_machine_reason_for_reading (instance), ==, rows[i].reason);
    }
}

static void
test_phases (void)
{
  int phase;

  for (phase = 0; phase <= SUBLET_INSTANCE_PHASE_RUNNING; phase++)
    {
      SubletRentalInput input;
      SubletRentalState next;
      bool says = sublet_rental_machine_input_for_phase (phase, &input);

      g_assert_cmpint (says, ==, phase != SUBLET_INSTANCE_PHASE_UNKNOWN);
      /* A new contract may be seen in any phase. */
      if (says)
        g_assert_true (sublet_rental_machine_next (SUBLET_RENTAL_STATE_PROVISIONING, input, &next));
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/rental/machine/arrows", test_arrows);
  g_test_add_func ("/core/rental/machine/unclear", test_unclear);
  g_test_add_func ("/core/rental/machine/held", test_held);
  g_test_add_func ("/core/rental/machine/ending", test_ending);
  g_test_add_func ("/core/rental/machine/ends", test_ends);
  g_test_add_func ("/core/rental/machine/sets", test_sets);
  g_test_add_func ("/core/rental/machine/reasons", test_reasons);
  g_test_add_func ("/core/rental/machine/phases", test_phases);

  return g_test_run ();
}
