/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-bcrypt-pbkdf-private.h"
#include "core/ssh/sublet-blowfish-private.h"

#include "support/sublet-test.h"

#include <string.h>

/* Of pi's hexadecimal digits, the first and those at the table's end. Source: as published with the
 * cipher. */
static void
test_tables (void)
{
  SubletBlowfish cipher;

  sublet_blowfish_init (&cipher);
  g_assert_cmphex (cipher.subkeys[0], ==, 0x243f6a88);
  g_assert_cmphex (cipher.subkeys[17], ==, 0x8979fb1b);
  g_assert_cmphex (cipher.boxes[0], ==, 0xd1310ba6);
  g_assert_cmphex (cipher.boxes[256], ==, 0x4b7a70e9);
  g_assert_cmphex (cipher.boxes[512], ==, 0xe93d5a68);
  g_assert_cmphex (cipher.boxes[768], ==, 0x3a39ce37);
  g_assert_cmphex (cipher.boxes[1023], ==, 0x3ac372e6);
}

typedef struct
{
  guint8 key[8];
  guint32 plain[2];
  guint32 encrypted[2];
} Vector;

/* Source: E. Young's vectors, published with the cipher. */
static const Vector vectors[] = {
  { { 0 }, { 0, 0 }, { 0x4ef99745, 0x6198dd78 } },
  { { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
    { 0xffffffff, 0xffffffff },
    { 0x51866fd5, 0xb85ecb8a } },
  { { 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef },
    { 0x11111111, 0x11111111 },
    { 0x61f9c380, 0x2281b096 } },
};

static void
test_vectors (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      guint32 left = vectors[i].plain[0];
      guint32 right = vectors[i].plain[1];
      SubletBlowfish cipher;

      sublet_blowfish_init (&cipher);
      sublet_blowfish_expand (&cipher, vectors[i].key, sizeof vectors[i].key, NULL, 0);
      sublet_blowfish_encrypt (&cipher, &left, &right);
      g_assert_cmphex (left, ==, vectors[i].encrypted[0]);
      g_assert_cmphex (right, ==, vectors[i].encrypted[1]);
    }
}

/* Another salt, passphrase, or number of rounds makes another key; the same, the same. */
static void
test_keys (void)
{
  guint8 key[48], again[48], other[48];

  g_assert_true (sublet_bcrypt_pbkdf ("word", (const guint8 *) "salt", 4, 2, key, sizeof key));
  g_assert_true (sublet_bcrypt_pbkdf ("word", (const guint8 *) "salt", 4, 2, again, sizeof again));
  g_assert_cmpmem (key, sizeof key, again, sizeof again);
  g_assert_true (sublet_bcrypt_pbkdf ("ward", (const guint8 *) "salt", 4, 2, other, sizeof other));
  g_assert_cmpint (memcmp (key, other, sizeof key), !=, 0);
  g_assert_true (sublet_bcrypt_pbkdf ("word", (const guint8 *) "silt", 4, 2, other, sizeof other));
  g_assert_cmpint (memcmp (key, other, sizeof key), !=, 0);
  g_assert_true (sublet_bcrypt_pbkdf ("word", (const guint8 *) "salt", 4, 3, other, sizeof other));
  g_assert_cmpint (memcmp (key, other, sizeof key), !=, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/blowfish/tables", test_tables);
  g_test_add_func ("/core/ssh/blowfish/vectors", test_vectors);
  g_test_add_func ("/core/ssh/blowfish/keys", test_keys);

  return g_test_run ();
}
