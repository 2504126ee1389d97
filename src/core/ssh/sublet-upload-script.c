/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-upload-tree-private.h"

#include <string.h>

/* What it ends with; no shell ends with these by itself. */
#define STATUS_EXISTS 81
#define STATUS_IS_FOLDER 82
#define STATUS_CANNOT_BEGIN 83
#define STATUS_CANNOT_WRITE 84
#define STATUS_SHORT 85
#define STATUS_NO_TAR 86
#define STATUS_NO_ROOM 87

/* Of the name that are the name of the part, for which a file system has to have room as well.
 * Source: limits.h(0), NAME_MAX: 255 on all that are in use. */
#define STEM_BYTES 230

/* What a login says before it stands on other lines. */
#define FOLDER_MARK "sublet-upload-folder:"
#define DONE_MARK "sublet-upload-done"

/*
 * Needs what POSIX has, and no more. The part gets a name that nobody has, by a redirection that
 * refuses to overwrite; of two at once, the second one takes the next. A link is made only where
 * the name is free, in one step; where the file system knows no links, looking and moving are two.
 * However it ends, short of being killed, the part is removed.
 */
static const char script[] = "LC_ALL=C; export LC_ALL\n"
                             "[ -d \"$folder\" ] || folder=${HOME:-/}\n"
                             "printf '\\n%s%s\\n' '" FOLDER_MARK "' \"$folder\"\n"
                             "target=$folder/$name\n"
                             "taken () { [ -e \"$1\" ] || [ -L \"$1\" ]; }\n"
                             "begin () { (set -C; : > \"$part\"); }\n"
                             "check () {\n"
                             "  [ ! -d \"$target\" ] || exit $is_folder\n"
                             "  [ \"$replace\" = 1 ] || ! taken \"$target\" || exit $exists\n"
                             "}\n"
                             "check\n"
                             "n=1 part=$folder/$stem.part\n"
                             "until begin 2> /dev/null; do\n"
                             "  if ! taken \"$part\"; then\n"
                             "    begin || exit $cannot_begin\n"
                             "    break\n"
                             "  fi\n"
                             "  n=$((n + 1)) part=$folder/$stem.$n.part\n"
                             "done\n"
                             "trap 'rm -f \"$part\"' EXIT\n"
                             "trap 'exit $cannot_write' HUP INT TERM\n"
                             "cat > \"$part\" || exit $cannot_write\n"
                             "[ $(wc -c < \"$part\") -eq \"$size\" ] || exit $short\n"
                             "[ \"$executable\" = 0 ] || chmod +x \"$part\"\n"
                             "check\n"
                             "if [ \"$replace\" = 1 ]; then\n"
                             "  mv -f \"$part\" \"$target\" || exit $cannot_write\n"
                             "elif ! ln \"$part\" \"$target\" 2> /dev/null; then\n"
                             "  check\n"
                             "  mv \"$part\" \"$target\" || exit $cannot_write\n"
                             "fi\n"
                             "printf '%s\\n' '" DONE_MARK "'\n";

/*
 * A folder comes as an archive into a folder of its own, which nobody has, and moves to its place
 * in one step when its end has come. A folder that appears there meanwhile is not touched: moving
 * onto one in which there is something fails, and so does moving onto what is none. Whose the files
 * are is not asked of the archive.
 *
 * GNU's tar goes on where the disk is full, with all that is still to come, and that is paid for.
 * So the room is asked for beforehand; what df says in a form that is not POSIX's, as with a blank
 * in the device's name, says nothing.
 */
static const char folder_script[] = "LC_ALL=C; export LC_ALL; unset TAR_OPTIONS\n"
                                    "[ -d \"$folder\" ] || folder=${HOME:-/}\n"
                                    "printf '\\n%s%s\\n' '" FOLDER_MARK "' \"$folder\"\n"
                                    "taken () { [ -e \"$1\" ] || [ -L \"$1\" ]; }\n"
                                    "check () { ! taken \"$folder/$name\" || exit $exists; }\n"
                                    "check\n"
                                    "command -v tar > /dev/null || exit $no_tar\n"
                                    "lacks_room () {\n"
                                    "  read -r skip\n"
                                    "  read -r skip skip skip room share skip\n"
                                    "  case $share in\n"
                                    "    *%) [ \"$room\" -lt \"$needed\" ] 2> /dev/null;;\n"
                                    "    *) false;;\n"
                                    "  esac\n"
                                    "}\n"
                                    "if df -Pk \"$folder\" 2> /dev/null < /dev/null | lacks_room\n"
                                    "then\n"
                                    "  exit $no_room\n"
                                    "fi\n"
                                    "n=1 part=$folder/$stem.part\n"
                                    "until mkdir \"$part\" 2> /dev/null; do\n"
                                    "  if ! taken \"$part\"; then\n"
                                    "    mkdir \"$part\" || exit $cannot_begin\n"
                                    "    break\n"
                                    "  fi\n"
                                    "  n=$((n + 1)) part=$folder/$stem.$n.part\n"
                                    "done\n"
                                    "trap 'rm -rf \"$part\"' EXIT\n"
                                    "trap 'exit $cannot_write' HUP INT TERM\n"
                                    "tar -x -o -f - -C \"$part\" || exit $cannot_write\n"
                                    "[ -f \"$part/" SUBLET_UPLOAD_TREE_WHOLE "\" ] || exit $short\n"
                                    "check\n"
                                    "if ! mv \"$part/" SUBLET_UPLOAD_TREE_FOLDER
                                    "/$name\" \"$folder/\"; then\n"
                                    "  check\n"
                                    "  exit $cannot_write\n"
                                    "fi\n"
                                    "printf '%s\\n' '" DONE_MARK "'\n";

/* Not seen, or seen at another place than it stands at. */
static bool
is_hidden (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x2028 ||
         c == 0x2029;
}

bool
sublet_upload_name_is_fit (const char *name)
{
  const char *at;

  if (*name == '\0' || strcmp (name, ".") == 0 || strcmp (name, "..") == 0 ||
      strchr (name, '/') != NULL || !g_utf8_validate (name, -1, NULL))
    return false;
  for (at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (is_hidden (g_utf8_get_char (at)))
        return false;
    }

  return true;
}

static char *
dup_stem (const char *name)
{
  const char *end = name;

  while (*end != '\0' && g_utf8_next_char (end) - name <= STEM_BYTES)
    end = g_utf8_next_char (end);

  return g_strndup (name, (gsize) (end - name));
}

/**
 * sublet_upload_script_make: (skip)
 * @folder: where it goes; the home where there is none
 * @name: a fit one
 * @size: bytes that have to come
 * @executable: whether it is a program
 * @replace: what has the name goes
 *
 * Returns: (transfer full): for sh
 */
char *
sublet_upload_script_make (const char *folder,
                           const char *name,
                           guint64 size,
                           bool executable,
                           bool replace)
{
  g_autofree char *quoted_folder = g_shell_quote (folder);
  g_autofree char *quoted_name = g_shell_quote (name);
  g_autofree char *stem = dup_stem (name);
  g_autofree char *quoted_stem = g_shell_quote (stem);

  return g_strdup_printf ("folder=%s\nname=%s\nstem=%s\nsize=%" G_GUINT64_FORMAT
                          "\nexecutable=%d\nreplace=%d\n"
                          "exists=%d is_folder=%d cannot_begin=%d cannot_write=%d short=%d\n%s",
                          quoted_folder,
                          quoted_name,
                          quoted_stem,
                          size,
                          executable,
                          replace,
                          STATUS_EXISTS,
                          STATUS_IS_FOLDER,
                          STATUS_CANNOT_BEGIN,
                          STATUS_CANNOT_WRITE,
                          STATUS_SHORT,
                          script);
}

/**
 * sublet_upload_script_make_for_folder: (skip)
 * @folder: where it goes; the home where there is none
 * @name: a fit one
 * @contents_size: bytes of the files in it
 *
 * Returns: (transfer full): for sh
 */
char *
sublet_upload_script_make_for_folder (const char *folder, const char *name, guint64 contents_size)
{
  g_autofree char *quoted_folder = g_shell_quote (folder);
  g_autofree char *quoted_name = g_shell_quote (name);
  g_autofree char *stem = dup_stem (name);
  g_autofree char *quoted_stem = g_shell_quote (stem);

  return g_strdup_printf ("folder=%s\nname=%s\nstem=%s\nneeded=%" G_GUINT64_FORMAT
                          "\nexists=%d cannot_begin=%d cannot_write=%d short=%d no_tar=%d "
                          "no_room=%d\n%s",
                          quoted_folder,
                          quoted_name,
                          quoted_stem,
                          contents_size / 1024 + (contents_size % 1024 != 0),
                          STATUS_EXISTS,
                          STATUS_CANNOT_BEGIN,
                          STATUS_CANNOT_WRITE,
                          STATUS_SHORT,
                          STATUS_NO_TAR,
                          STATUS_NO_ROOM,
                          folder_script);
}

/* ---- what it gave ---- */

static char *
dup_text (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_utf8_make_valid (data != NULL ? data : "", (gssize) length);
}

/* (nullable) (transfer full): what follows on the line that begins so. */
static char *
find_line (const char *text, const char *start)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  char **line;

  for (line = lines; *line != NULL; line++)
    {
      if (g_str_has_prefix (*line, start))
        return g_strdup (*line + strlen (start));
    }

  return NULL;
}

/**
 * sublet_upload_script_says_no_room: (skip)
 * @line: of what the tools there say; in English, for they were told to
 *
 * Only the line's end is looked at, and only of what tar says: its beginning may be a file's name,
 * and a login may have other disks in mind.
 *
 * Returns: whether tar says that the disk there is full
 */
bool
sublet_upload_script_says_no_room (const char *line)
{
  return g_str_has_prefix (line, "tar: ") &&
         (g_str_has_suffix (line, ": No space left on device") ||
          g_str_has_suffix (line, ": Disk quota exceeded") ||
          g_pattern_match_simple ("*: Wrote only * bytes", line));
}

/* The tools there say it in English, for they were told to. Where the disk is full in the middle of
 * a block, GNU's tar says how much of that it has written, and no more. */
static SubletUploadProblem
judge_errors (const char *errors, SubletUploadProblem otherwise)
{
  if (strstr (errors, "No space left") != NULL || strstr (errors, "quota exceeded") != NULL ||
      strstr (errors, "Wrote only") != NULL)
    return SUBLET_UPLOAD_PROBLEM_NO_ROOM;
  if (strstr (errors, "ermission denied") != NULL || strstr (errors, "Read-only file") != NULL ||
      strstr (errors, "not permitted") != NULL)
    return SUBLET_UPLOAD_PROBLEM_NOT_ALLOWED;

  return otherwise;
}

static SubletUploadProblem
judge_status (const SubletSshExecResult *result, const char *errors)
{
  /* It was said, if perhaps not among the first of all that was. */
  if (result->input_stopped)
    return SUBLET_UPLOAD_PROBLEM_NO_ROOM;

  switch (result->exit_status)
    {
    case STATUS_EXISTS:
      return SUBLET_UPLOAD_PROBLEM_EXISTS;
    case STATUS_IS_FOLDER:
      return SUBLET_UPLOAD_PROBLEM_IS_FOLDER;
    case STATUS_NO_TAR:
      return SUBLET_UPLOAD_PROBLEM_NO_TAR;
    case STATUS_NO_ROOM:
      return SUBLET_UPLOAD_PROBLEM_NO_ROOM;
    default:
      return judge_errors (errors, SUBLET_UPLOAD_PROBLEM_OTHER);
    }
}

/**
 * sublet_upload_script_judge: (skip)
 * @result: what the script gave
 * @name: that it was given
 * @path: (out) (transfer full) (nullable): where the file is, or was to be
 * @error: technical English
 *
 * Returns: SUBLET_UPLOAD_PROBLEM_NONE when the file is there
 */
SubletUploadProblem
sublet_upload_script_judge (SubletSshExecResult *result,
                            const char *name,
                            char **path,
                            GError **error)
{
  g_autofree char *output = dup_text (result->output);
  g_autofree char *errors = dup_text (result->errors);
  g_autofree char *folder = find_line (output, FOLDER_MARK);
  g_autofree char *done = find_line (output, DONE_MARK);

  *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  /* The status is 0 also where the server did not say. */
  if (result->exit_status == 0 && done != NULL)
    return SUBLET_UPLOAD_PROBLEM_NONE;

  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_FAILED,
               "the file was not taken: status %d%s%s: %s",
               result->exit_status,
               result->signal != NULL ? ", signal " : "",
               result->signal != NULL ? result->signal : "",
               g_strstrip (errors));

  return judge_status (result, errors);
}
