/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fuzz"

#include "config.h"

#include "fuzz-decoders.h"

#include "core/api/sublet-api-error-private.h"
#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-offer-fields-private.h"
#include "core/api/sublet-reply-keeper-private.h"
#include "core/model/sublet-ssh-key.h"
#include "core/model/sublet-template.h"
#include "core/runtime/sublet-runtime-progress.h"
#include "core/runtime/sublet-runtime-report.h"
#include "core/runtime/sublet-version-range.h"

#include <string.h>

/*
 * Everything that reads bytes from the network. The first byte says which decoder, the second into
 * which pieces the rest is cut; nothing may crash, and what comes out may be looked at.
 */

static const SubletDecoding *const decodings[] = {
  &sublet_decode_offers,       &sublet_decode_instance_page, &sublet_decode_instance,
  &sublet_decode_account,      &sublet_decode_nothing,       &sublet_decode_ssh_keys,
  &sublet_decode_added_key,    &sublet_decode_charges,       &sublet_decode_invoices,
  &sublet_decode_templates,    &sublet_decode_volumes,       &sublet_decode_volume_offers,
  &sublet_decode_secret_names,
};

static void
decode (const SubletDecoding *decoding, const char *text, gsize length, gsize piece)
{
  const SubletReplyTimes times = { 1, 2 };
  gpointer state = decoding->begin ();
  gpointer result = NULL;
  GError *error = NULL;
  gsize at;

  for (at = 0; at < length && error == NULL; at += MIN (piece, length - at))
    {
      /* A copy of its own, so that reading beyond it is an error that the sanitizer sees. */
      g_autofree char *copy = g_memdup2 (text + at, MIN (piece, length - at));

      decoding->feed (state, copy, MIN (piece, length - at), &error);
    }
  if (error == NULL)
    result = decoding->end (state, &times, &error);
  /* Either of the two, never both, never neither. */
  if ((result == NULL) == (error == NULL))
    g_error ("a decoder gave neither a result nor an error, or both");

  g_clear_error (&error);
  if (result != NULL)
    decoding->free_result (result);
  decoding->free_state (state);
}

static void
read_answer (const char *text, gsize length)
{
  g_auto (SubletApiAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;

  sublet_api_answer_read (&answer, 200 + (int) (length % 400), text, length);
  error = sublet_api_answer_make_error (&answer);
  if (!g_utf8_validate (error->message, -1, NULL))
    g_error ("a message is no UTF-8");
}

/* A search that a NUL does not end. */
static bool
contains (const GString *text, const char *part)
{
  gsize length = strlen (part);
  gsize i;

  for (i = 0; i + length <= text->len; i++)
    {
      if (memcmp (text->str + i, part, length) == 0)
        return true;
    }

  return false;
}

/* What is kept of a reply: never a secret in use, in whatever it is wrapped. */
static void
mask (const char *text, gsize length, SubletReplyMasking masking)
{
  static const char secret[] = FUZZ_SECRET;
  g_autofree char *copy = g_memdup2 (text, length);
  g_autoptr (SubletSecretSet) secrets = sublet_secret_set_new ();
  g_autofree char *base64 = g_base64_encode ((const guchar *) secret, strlen (secret));
  g_autofree char *escaped = g_uri_escape_string (secret, NULL, FALSE);
  GString *masked;

  sublet_secret_set_add (secrets, secret, strlen (secret));
  masked = sublet_reply_mask (copy, length, masking, secrets);
  if (contains (masked, secret) || contains (masked, base64) || contains (masked, escaped))
    g_error ("a secret in use is kept");
  if (masking == SUBLET_REPLY_MASKING_SHAPE && masked->len > length * 2 + 16)
    g_error ("a shape is larger than what it is the shape of");
  g_string_free (masked, TRUE);
}

static void
read_text (const char *text, gsize length)
{
  g_autofree char *whole = g_strndup (text, length);
  g_autofree char *region = NULL;
  g_autofree char *public_key = sublet_ssh_public_key_check (whole, NULL);
  char country[3];

  sublet_place_split (whole, &region, country);
  if (public_key != NULL && !sublet_ssh_public_key_equal (public_key, whole))
    g_error ("a public key became another");
}

/* What comes out goes into the journal and back. */
static void
write_and_read_report (SubletRuntimeReport *report)
{
  g_autofree char *json = sublet_runtime_report_to_json (report);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRuntimeReport) copy = sublet_runtime_report_from_json (json, &error);
  g_autofree char *again = NULL;

  if (copy == NULL)
    g_error ("a report cannot be read back: %s", error->message);
  again = sublet_runtime_report_to_json (copy);
  if (!g_str_equal (json, again))
    g_error ("a report became another");
}

static void
read_runtime_output (const char *text, gsize length)
{
  static const char *const texts[] = { "numpy>=1.26,<3", "?scipy", "torch~=2.4", NULL };
  g_autoptr (GPtrArray) packages = sublet_runtime_packages_new_from_texts (texts);
  const SubletRuntimeWish wish = { "RTX 4090", 1, 24564, packages };
  g_autofree char *copy = g_memdup2 (text, length);
  g_autoptr (GBytes) output = g_bytes_new_static (copy, length);
  g_autoptr (SubletRuntimeReport) report = sublet_runtime_report_new (output, &wish, 1);
  g_autoptr (SubletRuntimeProgress) progress = sublet_runtime_progress_new (packages, false);

  sublet_runtime_progress_take (progress, copy, length);
  if (sublet_runtime_progress_get_done (progress) > sublet_runtime_progress_get_all (progress))
    g_error ("more was done than there is");
  write_and_read_report (report);
}

/* A line of the person's packages, by whatever program. */
static void
read_package (const char *text, gsize length)
{
  g_autofree char *whole = g_strndup (text, length);
  g_autoptr (SubletRuntimePackage) package = sublet_runtime_package_new_from_text (whole);
  g_autofree char *again = sublet_runtime_package_to_text (package);
  g_autoptr (SubletRuntimePackage) copy = sublet_runtime_package_new_from_text (again);
  SubletVersionMatch match = sublet_version_range_match (package->range, whole);

  if (sublet_runtime_package_check (package) == SUBLET_RUNTIME_PACKAGE_FINE &&
      (!g_str_equal (package->name, copy->name) || !g_str_equal (package->range, copy->range) ||
       package->required != copy->required))
    g_error ("a package became another");
  if (match != SUBLET_VERSION_MATCH_UNKNOWN && !sublet_version_range_is_valid (package->range))
    g_error ("a range that is none was compared");
}

static void
read_runtime_json (const char *text, gsize length)
{
  g_autofree char *whole = g_strndup (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRuntimeReport) report = sublet_runtime_report_from_json (whole, &error);

  if ((report == NULL) == (error == NULL))
    g_error ("neither a report nor an error, or both");
  if (report != NULL)
    write_and_read_report (report);
}

/* A launch from the journal, and its secrets from the keyring. */
static void
read_launch (const char *text, gsize length)
{
  g_autofree char *whole = g_strndup (text, length);
  g_autoptr (SubletLaunch) launch = sublet_launch_from_json (whole, NULL);
  g_autoptr (SubletLaunch) flags = sublet_launch_new ();

  sublet_launch_apply_secrets (flags, whole, NULL);
  sublet_template_parse_flags (whole, flags);
  sublet_launch_validate (flags, NULL);
  if (launch != NULL)
    {
      g_autofree char *json = sublet_launch_to_json (launch);
      g_autoptr (SubletLaunch) back = sublet_launch_from_json (json, NULL);

      if (back == NULL || !sublet_launch_equal (launch, back))
        g_error ("a launch became another");
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *) data + 2;
  gsize which;
  gsize piece;

  if (size < 2)
    return 0;

  which = data[0] % FUZZ_N_DECODERS;
  piece = data[1] == 0 ? G_MAXSIZE : data[1];
  if (which < G_N_ELEMENTS (decodings))
    decode (decodings[which], text, size - 2, piece);
  else if (which == G_N_ELEMENTS (decodings))
    read_answer (text, size - 2);
  else if (which == G_N_ELEMENTS (decodings) + 1)
    read_runtime_output (text, size - 2);
  else if (which == G_N_ELEMENTS (decodings) + 2)
    read_runtime_json (text, size - 2);
  else if (which == G_N_ELEMENTS (decodings) + 3)
    mask (text, size - 2, SUBLET_REPLY_MASKING_SECRETS);
  else if (which == G_N_ELEMENTS (decodings) + 4)
    mask (text, size - 2, SUBLET_REPLY_MASKING_SHAPE);
  else if (which == G_N_ELEMENTS (decodings) + 5)
    read_launch (text, size - 2);
  else if (which == G_N_ELEMENTS (decodings) + 6)
    read_package (text, size - 2);
  else
    read_text (text, size - 2);

  return 0;
}
