/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SubletError:
 * @SUBLET_ERROR_FAILED: nothing more precise is known
 * @SUBLET_ERROR_AUTH: the service does not accept the key
 * @SUBLET_ERROR_NO_NETWORK: no connection, no name, no route, an untrusted certificate
 * @SUBLET_ERROR_RATE_LIMITED: the service was asked too fast; nothing was done
 * @SUBLET_ERROR_OFFER_GONE: the offer was taken or withdrawn
 * @SUBLET_ERROR_NO_CREDIT: the account's credit is not enough
 * @SUBLET_ERROR_FORBIDDEN: this key lacks a permission; the feature is off, the person stays signed
 * in
 * @SUBLET_ERROR_NOT_FOUND: the thing asked for does not exist
 * @SUBLET_ERROR_INVALID: a value is wrong; the message names the field
 * @SUBLET_ERROR_SERVER: the service failed (5xx)
 * @SUBLET_ERROR_OUTCOME_UNKNOWN: a write may or may not have happened
 * @SUBLET_ERROR_PROTOCOL: the answer cannot be understood
 * @SUBLET_ERROR_SSH_HOST_KEY: a host key differs from the pinned one
 * @SUBLET_ERROR_SSH_HOST_KEY_NEW: a host key was never seen, and nothing vouches for it
 * @SUBLET_ERROR_SSH_AUTH: the instance does not accept the SSH key
 * @SUBLET_ERROR_TIMED_OUT: no answer in time
 * @SUBLET_ERROR_SECRET_STORE: the keyring cannot be used
 * @SUBLET_ERROR_STORE: the database cannot be read or written (disk full, damaged)
 * @SUBLET_ERROR_READ_ONLY: this window may only show: another process has the profile, or the data
 * is newer
 * @SUBLET_ERROR_NOT_KNOWN: what runs is not known, so nothing may be rented
 * @SUBLET_ERROR_CAP: a spend cap forbids it
 * @SUBLET_ERROR_RENTED_TWICE: two instances carry the token of one rental
 * @SUBLET_ERROR_NO_SECRET_STORE: this desktop offers no keyring
 * @SUBLET_ERROR_HOST_SILENT: a host did not do in time what the service told it to do
 * @SUBLET_ERROR_SSH_KEY: the SSH key that was chosen cannot be used; the message says why
 * @SUBLET_ERROR_ACCOUNT_HIDDEN: this key may not say whose it is; what belongs to an account is off
 *
 * What the caller can do about a failure. G_IO_ERROR_CANCELLED always passes through unchanged.
 * Messages are technical English for the log; the words for a person are made in the UI.
 */
typedef enum
{
  SUBLET_ERROR_FAILED,
  SUBLET_ERROR_AUTH,
  SUBLET_ERROR_NO_NETWORK,
  SUBLET_ERROR_RATE_LIMITED,
  SUBLET_ERROR_OFFER_GONE,
  SUBLET_ERROR_NO_CREDIT,
  SUBLET_ERROR_FORBIDDEN,
  SUBLET_ERROR_NOT_FOUND,
  SUBLET_ERROR_INVALID,
  SUBLET_ERROR_SERVER,
  SUBLET_ERROR_OUTCOME_UNKNOWN,
  SUBLET_ERROR_PROTOCOL,
  SUBLET_ERROR_SSH_HOST_KEY,
  SUBLET_ERROR_SSH_HOST_KEY_NEW,
  SUBLET_ERROR_SSH_AUTH,
  SUBLET_ERROR_TIMED_OUT,
  SUBLET_ERROR_SECRET_STORE,
  SUBLET_ERROR_STORE,
  SUBLET_ERROR_READ_ONLY,
  SUBLET_ERROR_NOT_KNOWN,
  SUBLET_ERROR_CAP,
  SUBLET_ERROR_RENTED_TWICE,
  SUBLET_ERROR_NO_SECRET_STORE,
  SUBLET_ERROR_HOST_SILENT,
  SUBLET_ERROR_SSH_KEY,
  SUBLET_ERROR_ACCOUNT_HIDDEN,
} SubletError;

#define SUBLET_ERROR (sublet_error_quark ())

GQuark sublet_error_quark (void);

G_END_DECLS
