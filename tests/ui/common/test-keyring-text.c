/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-keyring-text.h"

typedef struct
{
  GError *absent;
  GError *failed;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->absent = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_SECRET_STORE, "absent");
  fixture->failed = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE, "failed");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_error (&fixture->absent);
  g_clear_error (&fixture->failed);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    SubletKeyKeeping keeping;
    bool storing;
    const GError *error;
    const char *text;
  } rows[] = {
    { SUBLET_KEY_KEEPING_KEYRING, false, NULL, "The key is kept in the system keyring." },
    { SUBLET_KEY_KEEPING_SESSION, false, NULL, "The key is kept until you quit." },
    { SUBLET_KEY_KEEPING_SESSION,
      true,
      NULL,
      "The key works already. It is kept when the keyring opens." },
    { SUBLET_KEY_KEEPING_SESSION,
      false,
      fixture->absent,
      "There is no keyring here. The key is kept until you quit." },
    { SUBLET_KEY_KEEPING_SESSION,
      true,
      fixture->failed,
      "The keyring did not answer. The key is kept until you quit." },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (sublet_keyring_text_get_kept (rows[i].keeping, rows[i].storing, rows[i].error),
                     ==,
                     rows[i].text);
}

static void
test_to_come (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (sublet_keyring_text_get_to_come (false, NULL),
                   ==,
                   "It is kept in the system keyring and sent to Vast alone.");
  g_assert_cmpstr (sublet_keyring_text_get_to_come (true, NULL),
                   ==,
                   "A key that you enter now works at once, and is kept when the keyring opens.");
  g_assert_cmpstr (sublet_keyring_text_get_to_come (false, fixture->absent),
                   ==,
                   "There is no keyring here. A key that you enter now is kept until you quit.");
  g_assert_cmpstr (sublet_keyring_text_get_to_come (true, fixture->failed),
                   ==,
                   "The keyring did not answer. A key that you enter now is kept until you quit.");
}

/* Only a sandbox without any keyring can be helped by opening it. */
static void
test_way_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = sublet_keyring_text_dup_way_out (fixture->absent, true);

  g_assert_nonnull (text);
  g_assert_true (g_str_has_suffix (text,
                                   "\nflatpak override --user "
                                   "--talk-name=org.freedesktop.secrets " APPLICATION_ID));
  g_assert_null (sublet_keyring_text_dup_way_out (fixture->absent, false));
  g_assert_null (sublet_keyring_text_dup_way_out (fixture->failed, true));
  g_assert_null (sublet_keyring_text_dup_way_out (NULL, true));
}

#define ADD(path, function) \
  g_test_add ("/ui/common/keyring-text/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("kept", test_kept);
  ADD ("to-come", test_to_come);
  ADD ("way-out", test_way_out);

  return g_test_run ();
}
