/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-blowfish-private.h"

#define ROUNDS 16

#define WORDS (SUBLET_BLOWFISH_SUBKEYS + SUBLET_BLOWFISH_ENTRIES)

/* Words more than are wanted, for what is cut off in so many divisions. */
#define GUARD_WORDS 2

/* ---- pi ---- */

/* A number with one word before the point, the most significant first. */
typedef struct
{
  guint32 words[1 + WORDS + GUARD_WORDS];
} Fixed;

/* @first: those before it are 0. */
static void
divide (Fixed *number, guint32 by, gsize first)
{
  guint64 rest = 0;
  gsize i;

  for (i = first; i < G_N_ELEMENTS (number->words); i++)
    {
      rest = rest << 32 | number->words[i];
      number->words[i] = (guint32) (rest / by);
      rest %= by;
    }
}

static void
add (Fixed *sum, const Fixed *number, gsize first)
{
  guint64 carry = 0;
  gsize i;

  for (i = G_N_ELEMENTS (sum->words); i-- > 0 && (i >= first || carry != 0);)
    {
      carry += (guint64) sum->words[i] + (i >= first ? number->words[i] : 0);
      sum->words[i] = (guint32) carry;
      carry >>= 32;
    }
}

static void
subtract (Fixed *sum, const Fixed *number, gsize first)
{
  guint64 borrow = 0;
  gsize i;

  for (i = G_N_ELEMENTS (sum->words); i-- > 0 && (i >= first || borrow != 0);)
    {
      guint64 taken = (i >= first ? number->words[i] : 0) + borrow;

      borrow = taken > sum->words[i];
      sum->words[i] -= (guint32) taken;
    }
}

/* Adds @factor times the arc tangent of 1 / @of, or takes it away. */
static void
add_arc_tangent (Fixed *sum, guint32 factor, guint32 of, gboolean negative)
{
  Fixed power = { { factor } };
  gsize first = 0;
  guint32 n;

  divide (&power, of, 0);
  for (n = 1; first < G_N_ELEMENTS (power.words); n += 2)
    {
      Fixed term = power;

      divide (&term, n, first);
      if ((n % 4 == 1) != negative)
        add (sum, &term, first);
      else
        subtract (sum, &term, first);
      divide (&power, of * of, first);
      while (first < G_N_ELEMENTS (power.words) && power.words[first] == 0)
        first++;
    }
}

/* Machin's formula: 16 arctan (1/5) - 4 arctan (1/239). */
static gpointer
make_digits (gpointer data)
{
  Fixed *pi = g_new0 (Fixed, 1);

  add_arc_tangent (pi, 16, 5, FALSE);
  add_arc_tangent (pi, 4, 239, TRUE);

  return pi;
}

/**
 * sublet_blowfish_init: (skip)
 * @self: (out caller-allocates): a cipher without a key
 *
 * Its tables are the first 33,344 bits of pi's fraction. They are no secret; they are made once, in
 * a tenth of a second, instead of being written here as numbers that nobody can check by eye.
 */
void
sublet_blowfish_init (SubletBlowfish *self)
{
  static GOnce once = G_ONCE_INIT;
  const Fixed *pi = g_once (&once, make_digits, NULL);
  gsize i;

  for (i = 0; i < SUBLET_BLOWFISH_SUBKEYS; i++)
    self->subkeys[i] = pi->words[1 + i];
  for (i = 0; i < SUBLET_BLOWFISH_ENTRIES; i++)
    self->boxes[i] = pi->words[1 + SUBLET_BLOWFISH_SUBKEYS + i];
}

/* ---- the cipher ---- */

static inline guint32
mix (const SubletBlowfish *self, guint32 half)
{
  const guint32 *boxes = self->boxes;

  return ((boxes[half >> 24] + boxes[256 + (half >> 16 & 0xff)]) ^
          boxes[512 + (half >> 8 & 0xff)]) +
         boxes[768 + (half & 0xff)];
}

void
sublet_blowfish_encrypt (const SubletBlowfish *self, guint32 *left, guint32 *right)
{
  guint32 a = *left;
  guint32 b = *right;
  gsize i;

  for (i = 0; i < ROUNDS; i += 2)
    {
      a ^= self->subkeys[i];
      b ^= mix (self, a);
      b ^= self->subkeys[i + 1];
      a ^= mix (self, b);
    }
  *left = b ^ self->subkeys[ROUNDS + 1];
  *right = a ^ self->subkeys[ROUNDS];
}

/* Four bytes, from the front again when the end is reached. */
static guint32
take_word (const guint8 *bytes, gsize length, gsize *at)
{
  guint32 word = 0;
  gsize i;

  for (i = 0; i < sizeof word; i++)
    {
      word = word << 8 | bytes[*at];
      *at = (*at + 1) % length;
    }

  return word;
}

/**
 * sublet_blowfish_expand: (skip)
 * @self: a cipher, which gets another key
 * @key: (array length=key_length): of any length
 * @key_length: more than 0
 * @salt: (array length=salt_length) (nullable): NULL: as if it were zeros
 * @salt_length: more than 0 with a salt
 *
 * "ExpandKey" and "EksBlowfishSetup" of bcrypt.
 */
void
sublet_blowfish_expand (SubletBlowfish *self,
                        const guint8 *key,
                        gsize key_length,
                        const guint8 *salt,
                        gsize salt_length)
{
  guint32 left = 0;
  guint32 right = 0;
  gsize key_at = 0;
  gsize salt_at = 0;
  gsize i;

  for (i = 0; i < SUBLET_BLOWFISH_SUBKEYS; i++)
    self->subkeys[i] ^= take_word (key, key_length, &key_at);
  for (i = 0; i < SUBLET_BLOWFISH_SUBKEYS + SUBLET_BLOWFISH_ENTRIES; i += 2)
    {
      guint32 *words = i < SUBLET_BLOWFISH_SUBKEYS ? self->subkeys + i
                                                   : self->boxes + i - SUBLET_BLOWFISH_SUBKEYS;

      if (salt != NULL)
        {
          left ^= take_word (salt, salt_length, &salt_at);
          right ^= take_word (salt, salt_length, &salt_at);
        }
      sublet_blowfish_encrypt (self, &left, &right);
      words[0] = left;
      words[1] = right;
    }
}
