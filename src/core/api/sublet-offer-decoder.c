/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-offer-decoder-private.h"

#include "core/api/sublet-json-token-private.h"
#include "core/api/sublet-offer-fields-private.h"
#include "core/base/sublet-json-rows.h"
#include "core/model/sublet-text.h"

#include <string.h>

/* Slots of the table of field names; a power of two, mostly empty. */
#define NAME_SLOTS 256

/* Slots of the texts seen last, so that most texts need neither a lock nor a copy. */
#define TEXT_SLOTS 1024

typedef struct
{
  const char *name; /* (borrowed) (nullable) */
  guint length;
  SubletOfferField field;
} Name;

struct _SubletOfferDecoder
{
  SubletJsonRows *rows;          /* (owned) */
  GArray *offers;                /* (owned) (nullable) (element-type SubletOfferRow) */
  GRefString *texts[TEXT_SLOTS]; /* (owned) (nullable) */
};

static Name names[NAME_SLOTS];

static inline guint32
hash_bytes (const char *text, gsize length)
{
  guint32 hash = 2166136261U ^ (guint32) length;
  gsize i;

  for (i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619U;

  return hash ^ hash >> 15;
}

/* Names differ in their length, their first and their last bytes; the comparison decides. */
static inline guint
hash_name (const char *text, gsize length)
{
  return ((guint) length * 31 + (guchar) text[0] * 7 + (guchar) text[length / 2] * 13 +
          (guchar) text[length - 1] * 3) %
         NAME_SLOTS;
}

static void
fill_names (void)
{
  static gsize filled;
  guint field;

  if (!g_once_init_enter (&filled))
    return;

  for (field = 0; field < SUBLET_OFFER_N_FIELDS; field++)
    {
      const char *name = sublet_offer_field_get_name (field);
      guint slot = hash_name (name, strlen (name));

      while (names[slot].name != NULL)
        slot = (slot + 1) % NAME_SLOTS;
      names[slot] = (Name){ name, (guint) strlen (name), field };
    }
  g_once_init_leave (&filled, 1);
}

static int
find_plain_name (const char *text, gsize length)
{
  guint slot;

  if (length == 0)
    return -1;

  for (slot = hash_name (text, length); names[slot].name != NULL; slot = (slot + 1) % NAME_SLOTS)
    {
      if (names[slot].length == length && memcmp (names[slot].name, text, length) == 0)
        return (int) names[slot].field;
    }

  return -1;
}

static int
find_name (const SubletJsonToken *key)
{
  g_autofree char *plain = NULL;

  if (!key->escaped)
    return find_plain_name (key->text, key->length);

  plain = sublet_json_token_unescape (key);
  return find_plain_name (plain, strlen (plain));
}

static GRefString *
share_text (SubletOfferDecoder *self, const char *text, gsize length)
{
  GRefString **slot = &self->texts[hash_bytes (text, length) % TEXT_SLOTS];

  if (*slot == NULL || strncmp (*slot, text, length) != 0 || (*slot)[length] != '\0')
    {
      g_clear_pointer (slot, g_ref_string_release);
      *slot = sublet_text_intern_len (text, length);
    }

  return g_ref_string_acquire (*slot);
}

/* As sublet_json_dup_opt_string(): trimmed, NULL when nothing is left. */
static GRefString *
get_text (SubletOfferDecoder *self, const SubletJsonToken *token)
{
  g_autofree char *plain = NULL;
  const char *start = token->text;
  const char *end;

  if (token->kind != SUBLET_JSON_TOKEN_STRING)
    return NULL;

  end = start + token->length;
  if (token->escaped)
    {
      plain = sublet_json_token_unescape (token);
      start = plain;
      end = plain + strlen (plain);
    }
  while (start < end && g_ascii_isspace (*start))
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;

  return start < end ? share_text (self, start, (gsize) (end - start)) : NULL;
}

/* Reads the members of a row; the byte after it, NULL when it is not whole or malformed. */
static const char *
read_tokens (const char *at, const char *end, SubletJsonToken *tokens)
{
  SubletJsonAllowance allowance = { SUBLET_JSON_MAX_DEPTH - 1, SUBLET_JSON_MAX_MEMBERS };
  SubletJsonToken key;
  SubletJsonToken ignored;

  at = sublet_json_skip_blanks (at + 1, end);
  if (at < end && *at == '}')
    return at + 1;

  for (;;)
    {
      int field;

      if (at == end || *at != '"' || --allowance.members < 0)
        return NULL;
      at = sublet_json_token_read_string (at, end, &key);
      if (at == NULL)
        return NULL;
      at = sublet_json_skip_blanks (at, end);
      if (at == end || *at != ':')
        return NULL;
      at = sublet_json_skip_blanks (at + 1, end);

      field = find_name (&key);
      at = sublet_json_token_read (at, end, &allowance, field >= 0 ? &tokens[field] : &ignored);
      if (at == NULL)
        return NULL;
      at = sublet_json_skip_blanks (at, end);
      if (at == end)
        return NULL;
      if (*at == '}')
        return at + 1;
      if (*at != ',')
        return NULL;
      at = sublet_json_skip_blanks (at + 1, end);
    }
}

static void
read_fields (SubletOfferDecoder *self, const SubletJsonToken *tokens, SubletOfferFields *fields)
{
#define X(name) fields->name = sublet_json_token_get_double (&tokens[SUBLET_OFFER_FIELD_##name]);
  SUBLET_OFFER_NUMBERS (X)
#undef X
#define X(name) fields->name = sublet_json_token_get_int (&tokens[SUBLET_OFFER_FIELD_##name]);
  SUBLET_OFFER_INTEGERS (X)
#undef X
#define X(name) fields->name = sublet_json_token_get_flag (&tokens[SUBLET_OFFER_FIELD_##name]);
  SUBLET_OFFER_FLAGS (X)
#undef X
#define X(name) fields->name = get_text (self, &tokens[SUBLET_OFFER_FIELD_##name]);
  SUBLET_OFFER_TEXTS (X)
#undef X
}

static gsize
try_row (const char *text, gsize length, gpointer user_data)
{
  SubletOfferDecoder *self = user_data;
  SubletJsonToken tokens[SUBLET_OFFER_N_FIELDS];
  SubletOfferFields fields = { 0 };
  SubletOfferRow row;
  const char *after;
  bool sound;

  memset (tokens, 0, sizeof tokens);
  after = read_tokens (text, text + MIN (length, SUBLET_JSON_MAX_ROW_BYTES), tokens);
  if (after == NULL)
    return 0;

  read_fields (self, tokens, &fields);
  sound = sublet_offer_row_from_fields (&fields, &row);
  sublet_offer_fields_clear (&fields);
  if (!sound)
    return 0;

  g_array_append_val (self->offers, row);
  return (gsize) (after - text);
}

static bool
take_row (const char *text, gsize length, gpointer user_data)
{
  return try_row (text, length, user_data) == length;
}

static const SubletJsonRowSink sink = { .take_row = take_row, .try_row = try_row };

/**
 * sublet_offer_decoder_new:
 *
 * Returns: (transfer full): a decoder for one reply
 */
SubletOfferDecoder *
sublet_offer_decoder_new (void)
{
  SubletOfferDecoder *self = g_new0 (SubletOfferDecoder, 1);

  fill_names ();
  self->rows = sublet_json_rows_new ("offers", &sink, self);
  self->offers = sublet_offer_rows_new (0);

  return self;
}

/**
 * sublet_offer_decoder_free:
 * @self: (transfer full): a decoder
 */
void
sublet_offer_decoder_free (SubletOfferDecoder *self)
{
  gsize i;

  sublet_json_rows_free (self->rows);
  g_clear_pointer (&self->offers, g_array_unref);
  for (i = 0; i < TEXT_SLOTS; i++)
    g_clear_pointer (&self->texts[i], g_ref_string_release);
  g_free (self);
}

/**
 * sublet_offer_decoder_feed:
 * @self: a decoder
 * @text: the next bytes
 * @length: how many
 * @error: SUBLET_ERROR_PROTOCOL; nothing more may be fed then
 *
 * Returns: whether the reply may still be whole
 */
bool
sublet_offer_decoder_feed (SubletOfferDecoder *self, const char *text, gsize length, GError **error)
{
  return sublet_json_rows_feed (self->rows, text, length, error);
}

/**
 * sublet_offer_decoder_finish:
 * @self: a decoder that was fed the whole reply
 * @error: SUBLET_ERROR_PROTOCOL when it is cut short
 *
 * Returns: whether the reply was whole
 */
bool
sublet_offer_decoder_finish (SubletOfferDecoder *self, GError **error)
{
  return sublet_json_rows_finish (self->rows, error);
}

/**
 * sublet_offer_decoder_get_found:
 * @self: a finished decoder
 *
 * Returns: whether there was a list of offers, empty or not
 */
bool
sublet_offer_decoder_get_found (SubletOfferDecoder *self)
{
  return sublet_json_rows_get_found (self->rows);
}

/**
 * sublet_offer_decoder_get_n_skipped:
 * @self: a finished decoder
 *
 * Returns: how many rows could not be read
 */
guint
sublet_offer_decoder_get_n_skipped (SubletOfferDecoder *self)
{
  return sublet_json_rows_get_n_skipped (self->rows);
}

/**
 * sublet_offer_decoder_get_envelope:
 * @self: a finished decoder
 *
 * Returns: (transfer none) (nullable): what the reply holds beside the offers
 */
JsonObject *
sublet_offer_decoder_get_envelope (SubletOfferDecoder *self)
{
  return sublet_json_rows_get_envelope (self->rows);
}

/**
 * sublet_offer_decoder_steal_rows:
 * @self: a finished decoder
 *
 * Returns: (transfer full) (element-type SubletOfferRow): the offers, in the order they came
 */
GArray *
sublet_offer_decoder_steal_rows (SubletOfferDecoder *self)
{
  return g_steal_pointer (&self->offers);
}
