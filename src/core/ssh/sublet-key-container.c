/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-container-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* With the NUL at its end. */
static const char magic[] = "openssh-key-v1";

#define BEGIN "-----BEGIN OPENSSH PRIVATE KEY-----"
#define END "-----END OPENSSH PRIVATE KEY-----"

/* What the other files begin with that people take for a private key of OpenSSH's. */
typedef struct
{
  const char *start;
  SubletKeyProblem problem;
} Kind;

static const Kind kinds[] = {
  { "PuTTY-User-Key-File-", SUBLET_KEY_PROBLEM_PUTTY },
  { "-----BEGIN RSA PRIVATE KEY-----", SUBLET_KEY_PROBLEM_RSA },
  { "-----BEGIN DSA PRIVATE KEY-----", SUBLET_KEY_PROBLEM_DSA },
  { "-----BEGIN EC PRIVATE KEY-----", SUBLET_KEY_PROBLEM_OLD_FORM },
  { "-----BEGIN PRIVATE KEY-----", SUBLET_KEY_PROBLEM_OLD_FORM },
  { "-----BEGIN ENCRYPTED PRIVATE KEY-----", SUBLET_KEY_PROBLEM_OLD_FORM },
  { "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", SUBLET_KEY_PROBLEM_OLD_FORM },
  { "-----BEGIN PUBLIC KEY-----", SUBLET_KEY_PROBLEM_PUBLIC },
  { "-----BEGIN RSA PUBLIC KEY-----", SUBLET_KEY_PROBLEM_PUBLIC },
  { "---- BEGIN SSH2 PUBLIC KEY ----", SUBLET_KEY_PROBLEM_PUBLIC },
  { "ssh-", SUBLET_KEY_PROBLEM_PUBLIC },
  { "ecdsa-sha2-", SUBLET_KEY_PROBLEM_PUBLIC },
  { "sk-", SUBLET_KEY_PROBLEM_PUBLIC },
};

static SubletKeyProblem
judge_start (const char *text, gsize length)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize size = strlen (kinds[i].start);

      if (length >= size && memcmp (text, kinds[i].start, size) == 0)
        return kinds[i].problem;
    }

  return SUBLET_KEY_PROBLEM_OTHER;
}

/* ---- the armour ---- */

/* Base64 in lines, and nothing else: GLib's own leaves out what is none. */
static bool
decode (SubletKeyContainer *self, const char *text, gsize length)
{
  guint save = 0;
  int state = 0;
  gsize i;

  for (i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && strchr ("+/=\r\n", text[i]) == NULL)
        return false;
    }
  self->bytes = g_malloc0 (length / 4 * 3 + 3);
  self->length = g_base64_decode_step (text, length, self->bytes, &state, &save);

  return state == 0;
}

static bool
take_parts (SubletKeyContainer *self)
{
  SubletSshBytes rest = { self->bytes, self->length };
  guint32 n_keys;

  if (rest.length < sizeof magic || memcmp (rest.data, magic, sizeof magic) != 0)
    return false;

  rest.data += sizeof magic;
  rest.length -= sizeof magic;

  return sublet_ssh_wire_take_string (&rest, &self->cipher) &&
         sublet_ssh_wire_take_string (&rest, &self->kdf) &&
         sublet_ssh_wire_take_string (&rest, &self->kdf_options) &&
         sublet_ssh_wire_take_number (&rest, &n_keys) && n_keys == 1 &&
         sublet_ssh_wire_take_string (&rest, &self->public_blob) &&
         sublet_ssh_wire_take_string (&rest, &self->private_part);
}

/**
 * sublet_key_container_parse: (skip)
 * @self: a container of zeros
 * @text: (array length=length): what is in a file; may have NULs in it
 * @length: in bytes
 *
 * Any thread. Source: OpenSSH, PROTOCOL.key, 1.
 *
 * Returns: NONE when the parts are found, which says nothing yet of what is in them
 */
SubletKeyProblem
sublet_key_container_parse (SubletKeyContainer *self, const char *text, gsize length)
{
  const char *end;

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  if (length < strlen (BEGIN) || memcmp (text, BEGIN, strlen (BEGIN)) != 0)
    return judge_start (text, length);

  text += strlen (BEGIN);
  length -= strlen (BEGIN);
  end = g_strstr_len (text, (gssize) length, END);
  if (end == NULL || !decode (self, text, (gsize) (end - text)) || !take_parts (self))
    return SUBLET_KEY_PROBLEM_DAMAGED;

  return SUBLET_KEY_PROBLEM_NONE;
}

/* ---- the file ---- */

static SubletKeyProblem
fail (SubletKeyContainer *self, int number)
{
  self->detail = g_strdup (g_strerror (number));

  return number == ENOENT || number == ENOTDIR ? SUBLET_KEY_PROBLEM_GONE
                                               : SUBLET_KEY_PROBLEM_UNREADABLE;
}

/* One byte more than there may be tells of a file that is too large. */
static ssize_t
read_all (int fd, char *text, gsize size)
{
  gsize length = 0;
  ssize_t n_read;

  do
    {
      n_read = read (fd, text + length, size - length);
      if (n_read > 0)
        length += (gsize) n_read;
    }
  while (length < size && (n_read > 0 || (n_read < 0 && errno == EINTR)));

  return n_read < 0 ? -1 : (ssize_t) length;
}

static SubletKeyProblem
load_from (SubletKeyContainer *self, int fd, char *text)
{
  struct stat facts;
  ssize_t length;

  if (fstat (fd, &facts) != 0)
    return fail (self, errno);
  if (!S_ISREG (facts.st_mode))
    return SUBLET_KEY_PROBLEM_NO_FILE;

  self->open_to_others = (facts.st_mode & (S_IRWXG | S_IRWXO)) != 0;
  length = read_all (fd, text, SUBLET_KEY_FILE_BYTES + 1);
  if (length < 0)
    return fail (self, errno);
  if (length > SUBLET_KEY_FILE_BYTES)
    return SUBLET_KEY_PROBLEM_TOO_LARGE;

  return sublet_key_container_parse (self, text, (gsize) length);
}

/**
 * sublet_key_container_load: (skip)
 * @self: a container of zeros
 * @path: (type filename): of the file
 *
 * Waits for the file system: not for the main thread. What was read is wiped; what is in the
 * container is wiped when that is cleared.
 *
 * Returns: as sublet_key_container_parse(), or what is wrong with the file
 */
SubletKeyProblem
sublet_key_container_load (SubletKeyContainer *self, const char *path)
{
  SubletKeyProblem problem;
  char *text;
  int fd;

  /* A pipe is not waited for. */
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return fail (self, errno);

  text = g_malloc (SUBLET_KEY_FILE_BYTES + 1);
  problem = load_from (self, fd, text);
  explicit_bzero (text, SUBLET_KEY_FILE_BYTES + 1);
  g_free (text);
  close (fd);

  return problem;
}

void
sublet_key_container_clear (SubletKeyContainer *self)
{
  if (self->bytes != NULL)
    explicit_bzero (self->bytes, self->length);
  g_clear_pointer (&self->bytes, g_free);
  g_clear_pointer (&self->detail, g_free);
}
