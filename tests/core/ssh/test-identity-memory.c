/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-identity-store.h"
#include "core/ssh/sublet-ssh-identity-private.h"

#include "session-fixture.h"
#include "support/sublet-test-memory.h"
#include "support/sublet-test.h"

#include <malloc.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

/* What is left of the private half in this process's own memory once it was used and given up. */

typedef enum
{
  HALF,   /* 32 bytes, as libcrypto is given them */
  TEXT,   /* the same in base64, as the keyring keeps it */
  SCALAR, /* what signs: the first half of its hash. Source: RFC 8032, 5.1.5 */
  PREFIX, /* the second half, which would tell the nonce of each signature */
  N_NEEDLES,
} Kind;

typedef struct
{
  SubletTestNeedle needles[N_NEEDLES];
} Trace;

static void
take_trace (Trace *trace, SubletSshIdentity *identity)
{
  const char *text = secret_value_get_text (sublet_ssh_identity_get_secret (identity)) +
                     strlen (SUBLET_SSH_IDENTITY_FORM);
  guint8 bytes[SUBLET_TEST_NEEDLE_BYTES];
  guint8 hash[64];

  sublet_test_needle_set (&trace->needles[TEXT], "base64", (const guint8 *) text, 43);
  g_assert_cmpint (EVP_DecodeBlock (bytes, (const guint8 *) text, 44), ==, 33);
  sublet_test_needle_set (&trace->needles[HALF], "half", bytes, 32);
  g_assert_cmpint (EVP_Q_digest (NULL, "SHA512", NULL, bytes, 32, hash, NULL), ==, 1);
  /* Its lowest and highest bits are set anew before use; the bytes between are what they are. */
  sublet_test_needle_set (&trace->needles[SCALAR], "scalar", hash + 1, 30);
  sublet_test_needle_set (&trace->needles[PREFIX], "prefix", hash + 32, 32);
  OPENSSL_cleanse (bytes, sizeof bytes);
  OPENSSL_cleanse (hash, sizeof hash);
}

/* ---- the search ---- */

static void
assert_nothing (const Trace *trace)
{
  guint counts[N_NEEDLES];
  guint i;

  sublet_test_memory_search (trace->needles, N_NEEDLES, counts);
  for (i = 0; i < N_NEEDLES; i++)
    g_assert_cmpuint (counts[i], ==, 0);
}

/* Held, it is in one place and one form; nothing of a signature stays beside. */
static void
assert_held_once (const Trace *trace)
{
  guint counts[N_NEEDLES];

  sublet_test_memory_search (trace->needles, N_NEEDLES, counts);
  g_assert_cmpuint (counts[TEXT], ==, 1);
  g_assert_cmpuint (counts[HALF], ==, 0);
  g_assert_cmpuint (counts[SCALAR], ==, 0);
  g_assert_cmpuint (counts[PREFIX], ==, 0);
}

/* ---- tests ---- */

static SubletSshIdentity *
make_identity (void)
{
  g_autoptr (GError) error = NULL;
  SubletSshIdentity *identity = sublet_ssh_identity_new ("test", &error);

  g_assert_no_error (error);
  return identity;
}

/* The search finds what is there, in each form. */
static void
test_found (void)
{
  SubletSshIdentity *identity = make_identity ();
  guint counts[N_NEEDLES];
  guint8 *planted = g_malloc (N_NEEDLES * SUBLET_TEST_NEEDLE_BYTES);
  Trace trace;
  guint i;

  take_trace (&trace, identity);
  g_object_unref (identity);
  assert_nothing (&trace);
  for (i = 0; i < N_NEEDLES; i++)
    sublet_test_needle_plant (&trace.needles[i], planted + i * SUBLET_TEST_NEEDLE_BYTES);
  sublet_test_memory_search (trace.needles, N_NEEDLES, counts);
  for (i = 0; i < N_NEEDLES; i++)
    g_assert_cmpuint (counts[i], >=, 1);
  explicit_bzero (planted, N_NEEDLES * SUBLET_TEST_NEEDLE_BYTES);
  g_free (planted);
  assert_nothing (&trace);
}

static void
test_made_and_used (void)
{
  SubletSshIdentity *identity = make_identity ();
  SubletSshIdentity *again;
  SecretValue *secret;
  g_autoptr (GError) error = NULL;
  Trace trace;
  guint i;

  take_trace (&trace, identity);
  assert_held_once (&trace);
  for (i = 0; i < 20; i++)
    {
      g_autoptr (GBytes)
        signature = sublet_ssh_identity_sign (identity, (const guint8 *) "session", 7, &error);

      g_assert_no_error (error);
      g_assert_nonnull (signature);
    }
  assert_held_once (&trace);

  secret = secret_value_ref (sublet_ssh_identity_get_secret (identity));
  g_object_unref (identity);
  again = sublet_ssh_identity_new_from_secret (secret, "test", &error);
  g_assert_no_error (error);
  secret_value_unref (secret);
  assert_held_once (&trace);
  g_object_unref (again);
  assert_nothing (&trace);
}

/* Over the wire, on a thread of its own, whose stack the C library keeps for the next one. */
static void
test_signed_in (void)
{
  SessionFixture f = { NULL };
  Trace trace;

  session_fixture_set_up (&f, NULL);
  take_trace (&trace, f.identity);
  ssh_connect_well (f.session);
  sublet_ssh_exec_result_free (session_fixture_exec_well (f.session, "true"));
  assert_held_once (&trace);
  session_fixture_tear_down (&f, NULL);
  sublet_test_drain ();
  assert_nothing (&trace);
}

static bool
is_idle (gpointer store)
{
  return !sublet_identity_store_get_busy (store);
}

static SubletIdentityStore *
load_store (void)
{
  SubletIdentityStore *store = sublet_identity_store_new ("https://console.vast.ai", "test", FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;

  sublet_identity_store_load_async (store, NULL, sublet_test_on_result, &result);
  identity = sublet_identity_store_load_finish (store, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (identity);
  sublet_test_await (is_idle, store);

  return store;
}

/* Into the keyring and out of it again, as from one start to the next. */
static void
test_kept (void)
{
  SubletIdentityStore *store = load_store ();
  Trace trace;

  take_trace (&trace, sublet_identity_store_get_identity (store));
  sublet_test_drain ();
  assert_held_once (&trace);
  g_assert_finalize_object (store);
  assert_nothing (&trace);

  store = load_store ();
  sublet_test_drain ();
  assert_held_once (&trace);
  g_assert_finalize_object (store);
  assert_nothing (&trace);
}

int
main (int argc, char *argv[])
{
  /* Freed memory stays as it was left, or there would be nothing to find. */
  mallopt (M_PERTURB, 0);
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/identity-memory/found", test_found);
  g_test_add_func ("/core/ssh/identity-memory/made-and-used", test_made_and_used);
  g_test_add_func ("/core/ssh/identity-memory/signed-in", test_signed_in);
  g_test_add_func ("/core/ssh/identity-memory/kept", test_kept);

  return g_test_run ();
}
