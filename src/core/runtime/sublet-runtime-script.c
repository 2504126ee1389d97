/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

/*
 * For any POSIX sh: `timeout`, job control, `local` and programs that encode are not everywhere, so
 * what limits, ends and quotes an answer is written out. At the worst each of its rounds takes
 * three seconds more than its limit. Its arguments: where to load something from to measure the
 * network,
 * "-" for nowhere, and the person's packages.
 *
 * A program that does not even end when it is killed (a driver can hang like that) keeps its guard
 * waiting. The reader is ended by a watch of its own; where a shell waits for the whole pipe all
 * the same, the rounds behind it never come, and what was said until the time is over counts.
 */
static const char script[] =
  "exec 2>/dev/null\n"
  "cd /\n"
  "PATH=$PATH:/usr/local/nvidia/bin\n"
  "export PATH LC_ALL=C CUDA_CACHE_DISABLE=1\n"
  "export PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8:backslashreplace\n"
  "leader=\n"
  "command -v setsid >/dev/null && leader=setsid\n"

  /* Ends process $2, and its group where it has one, when it has had $1 seconds. */
  "watch() {\n"
  "  left=$1\n"
  "  while [ \"$left\" -gt 0 ]; do\n"
  "    sleep 1 || exit 0\n"
  "    kill -0 \"$2\" || exit 0\n"
  "    left=$((left - 1))\n"
  "  done\n"
  "  trap \"\" TERM\n"
  "  kill -9 \"-$2\"\n"
  "  kill -9 \"$2\"\n"
  "  exit 9\n"
  "}\n"

  /* The command, for $1 seconds; then how it ended, in a line of its own. */
  "guard() {\n"
  "  limit=$1\n"
  "  shift\n"
  "  $leader \"$@\" </dev/null 2>&1 &\n"
  "  child=$!\n"
  "  watch \"$limit\" \"$child\" </dev/null >/dev/null &\n"
  "  watcher=$!\n"
  "  wait \"$child\"\n"
  "  end=$?\n"
  "  kill \"$watcher\"\n"
  "  wait \"$watcher\"\n"
  "  [ $? -eq 9 ] && end=late\n"
  "  printf \"\\n%s\\n\" \"$end\"\n"
  "}\n"

  /* Each line behind the name. The last one is the guard's. */
  "quote() {\n"
  "  count=0\n"
  "  plain=0\n"
  "  marked=0\n"
  "  held=\n"
  "  while IFS= read -r line; do\n"
  "    case $held in\n"
  "      \"\") ;;\n"
  "      =*)\n"
  "        marked=$((marked + 1))\n"
  "        [ $marked -gt 12 ] || printf \"@sublet %s : %.220s\\n\" \"$1\" \"$held\"\n"
  "        ;;\n"
  "      *)\n"
  "        plain=$((plain + 1))\n"
  "        [ $plain -gt 24 ] || printf \"@sublet %s : %.220s\\n\" \"$1\" \"$held\"\n"
  "        ;;\n"
  "    esac\n"
  "    held=$line\n"
  "    count=$((count + 1))\n"
  "    if [ $count -gt 2000 ]; then\n"
  "      held=flood\n"
  "      break\n"
  "    fi\n"
  "  done\n"
  "  printf \"@sublet %s . %.20s\\n\" \"$1\" \"$held\"\n"
  "}\n"

  /* check NAME SECONDS COMMAND...: beside the others of its round */
  "check() {\n"
  "  name=$1\n"
  "  limit=$2\n"
  "  shift 2\n"
  "  printf \"@sublet %s ?\\n\" \"$name\"\n"
  "  guard \"$limit\" \"$@\" | quote \"$name\" &\n"
  "  readers=\"$readers $!\"\n"
  "  watch $((limit + 3)) $! </dev/null >/dev/null &\n"
  "  watchers=\"$watchers $!\"\n"
  "}\n"

  "end_round() {\n"
  "  [ -z \"$readers\" ] || wait $readers\n"
  "  kill $watchers\n"
  "  readers=\n"
  "  watchers=\n"
  "}\n"

  /* Whether PREFIX/bin/python finds PyTorch, without starting it. */
  "has_torch() {\n"
  "  prefix=${1%/bin/*}\n"
  "  for folder in \"$prefix\"/lib/python3*/*-packages/torch \\\n"
  "    \"$prefix\"/local/lib/python3*/*-packages/torch \\\n"
  "    \"${HOME:-/}\"/.local/lib/python3*/site-packages/torch \\\n"
  "    \"${PYTHONPATH:-/}\"/torch; do\n"
  "    [ -d \"$folder\" ] && return 0\n"
  "  done\n"
  "  return 1\n"
  "}\n"

  /* A command has not always the PATH that a terminal has; images keep their Python in these
   * folders (unconfirmed for most). */
  "python=\n"
  "for candidate in \"$(command -v python3)\" \"$(command -v python)\" \\\n"
  "  /venv/main/bin/python /opt/conda/bin/python /opt/venv/bin/python; do\n"
  "  [ -x \"$candidate\" ] || continue\n"
  "  python=${python:-$candidate}\n"
  "  if has_torch \"$candidate\"; then\n"
  "    python=$candidate\n"
  "    break\n"
  "  fi\n"
  "done\n"

  /* What was said before ended anywhere. */
  "printf \"\\n\"\n"
  "readers=\n"
  "watchers=\n"
  "smi=$(command -v nvidia-smi)\n"
  "if [ -n \"$smi\" ]; then\n"
  "  check gpus 8 \"$smi\" --query-gpu=name,memory.total,driver_version \\\n"
  "    --format=csv,noheader,nounits\n"
  "  check cuda 8 \"$smi\"\n"
  "else\n"
  "  printf \"@sublet gpus ?\\n@sublet gpus . absent\\n\"\n"
  "fi\n"
  "if [ -n \"$python\" ]; then\n"
  "  check python 8 \"$python\" -c \"$version\"\n"
  "else\n"
  "  printf \"@sublet python ?\\n@sublet python . absent\\n\"\n"
  "fi\n"
  "check toolkit 8 sh -c \"$toolkit\"\n"
  "check space 8 sh -c \"$space\"\n"
  "check disk 8 sh -c \"$disk\"\n"
  "end_round\n"
  "if [ \"$1\" != - ]; then\n"
  "  check network 12 sh -c \"$network\" sh \"$1\" \"$python\"\n"
  "  end_round\n"
  "fi\n"
  "[ -n \"$python\" ] || exit 0\n"
  "for name in torch flash_attn xformers bitsandbytes triton; do\n"
  "  check \"$name\" 35 \"$python\" -c \"$package\" \"$name\"\n"
  "done\n"
  "end_round\n"

  /* The person's own, eight side by side. */
  "shift\n"
  "number=0\n"
  "for name in \"$@\"; do\n"
  "  check \"p$number\" 25 \"$python\" -c \"$package\" \"$name\"\n"
  "  number=$((number + 1))\n"
  "  [ $((number % 8)) -ne 0 ] || end_round\n"
  "done\n"
  "end_round\n";

/* The script with its programs, quoted for a shell. */
static const char *
get_quoted_script (void)
{
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      g_autoptr (GString) whole = g_string_new (NULL);
      const SubletRuntimeProgram *program;

      for (program = sublet_runtime_programs_get (); program->name != NULL; program++)
        {
          g_autofree char *quoted = g_shell_quote (program->text);

          g_string_append_printf (whole, "%s=%s\n", program->name, quoted);
        }
      g_string_append (whole, script);
      g_once_init_leave (&made, (gsize) g_shell_quote (whole->str));
    }

  return (const char *) made;
}

/**
 * sublet_runtime_report_dup_script:
 * @packages: (nullable) (element-type SubletRuntimePackage): what else is asked for, as
 *   sublet_runtime_packages_new_from_texts() gives them
 * @network_url: (nullable): where to load SUBLET_RUNTIME_NETWORK_BYTES from to see how fast the
 *   network is, which may cost money; %NULL: that is not asked
 *
 * What says of a machine what it is: programs that answer at once before those that take long. To
 * be run with a limit of SUBLET_RUNTIME_SCRIPT_MS and SUBLET_RUNTIME_OUTPUT_BYTES; what it printed
 * goes to sublet_runtime_report_new(), whatever its exit status was.
 *
 * Any thread. Source: nvidia-smi's manual (--query-gpu, --format); PyTorch's `torch.cuda`.
 *
 * Returns: (transfer full): one command
 */
char *
sublet_runtime_report_dup_script (GPtrArray *packages, const char *network_url)
{
  g_autofree char *url = g_shell_quote (network_url != NULL ? network_url : "-");
  GString *command;
  guint i;

  /* The login shell of a person's image need not be a POSIX one. */
  command = g_string_new ("exec sh -c ");
  g_string_append_printf (command, "%s sublet %s", get_quoted_script (), url);
  for (i = 0; packages != NULL && i < packages->len; i++)
    {
      const SubletRuntimePackage *package = g_ptr_array_index (packages, i);
      g_autofree char *name = g_shell_quote (package->name);

      if (sublet_runtime_package_is_asked (package))
        g_string_append_printf (command, " %s", name);
    }

  return g_string_free (command, FALSE);
}
