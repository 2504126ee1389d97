/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-settings-private.h"

/* Keys that hold one of a few words. */

/* A word of the schema and the value that the rest of the program knows it by. The words are the
 * schema's: neither the wire's spelling nor the order of an enum may change what is stored. */
typedef struct
{
  const char *nick;
  int value;
} Word;

static const Word price_kinds[] = {
  { "on-demand", SUBLET_PRICE_KIND_ON_DEMAND },
  { "interruptible", SUBLET_PRICE_KIND_INTERRUPTIBLE },
  { "reserved", SUBLET_PRICE_KIND_RESERVED },
  { NULL },
};

static const Word policies[] = {
  { "cheapest", SUBLET_POLICY_CHEAPEST },
  { "second-cheapest", SUBLET_POLICY_SECOND_CHEAPEST },
  { "best-value", SUBLET_POLICY_BEST_VALUE },
  { "most-reliable", SUBLET_POLICY_MOST_RELIABLE },
  { NULL },
};

static const Word lease_ends[] = {
  { "stop", SUBLET_LEASE_END_STOP },
  { "destroy", SUBLET_LEASE_END_DESTROY },
  { "warn", SUBLET_LEASE_END_WARN },
  { NULL },
};

static const struct
{
  const char *key;
  const Word *words;
} vocabularies[] = {
  { "price-kind", price_kinds },
  { "policy", policies },
  { "lease-end", lease_ends },
};

static const Word *
get_words (const char *key)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (vocabularies); i++)
    {
      if (g_str_equal (vocabularies[i].key, key))
        return vocabularies[i].words;
    }

  g_assert_not_reached ();
}

int
sublet_settings_get_word (SubletSettings *self, const char *key)
{
  g_autofree char *nick = g_settings_get_string (self->settings, key);
  const Word *word;

  for (word = get_words (key); word->nick != NULL; word++)
    {
      if (g_str_equal (word->nick, nick))
        return word->value;
    }

  /* GSettings gives the default for anything but the schema's words. */
  g_assert_not_reached ();
}

void
sublet_settings_set_word (SubletSettings *self, const char *key, int value)
{
  const Word *word;

  for (word = get_words (key); word->nick != NULL; word++)
    {
      if (word->value == value)
        {
          g_settings_set_string (self->settings, key, word->nick);
          return;
        }
    }

  g_return_if_reached ();
}
