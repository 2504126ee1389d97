/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-report.h"

/*
 * For any POSIX sh: `timeout`, job control, `local` and programs that encode are not everywhere, so
 * what limits, ends and quotes an answer is written out. At the worst it takes twice three seconds
 * more than the limits of its two rounds.
 *
 * A program that does not even end when it is killed (a driver can hang like that) keeps its guard
 * waiting, but not the reader, which holds what the connection waits for: that is ended by a watch
 * of its own.
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
  "  wait $readers\n"
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

  "version=\"import sys\n"
  "print('=version ' + '.'.join(map(str, sys.version_info[:3])))\n"
  "print('=path ' + sys.executable)\"\n"

  /* 64 x 64 twos times themselves: each of the sums is 256. How xFormers keeps the reason for which
   * its kernels are not there is seen in its source (unconfirmed for all versions). */
  "package=\"import sys\n"
  "def say(word, value):\n"
  "    print('=' + word + ' ' + ' '.join(str(value).split())[:250])\n"
  "    sys.stdout.flush()\n"
  "name = sys.argv[1]\n"
  "try:\n"
  "    import importlib.util, warnings\n"
  "    warnings.showwarning = lambda message, *rest, **more: say('warning', message)\n"
  "    if importlib.util.find_spec(name) is None:\n"
  "        say('missing', name)\n"
  "    else:\n"
  "        module = __import__(name)\n"
  "        say('version', module.__version__)\n"
  "        if name == 'torch':\n"
  "            say('cuda', module.version.cuda)\n"
  "            available = module.cuda.is_available()\n"
  "            say('available', available)\n"
  "            if available:\n"
  "                twos = module.full((64, 64), 2.0, device='cuda')\n"
  "                total = (twos @ twos).sum().item()\n"
  "                say('product', 'right' if total == 64 * 64 * 256 else total)\n"
  "        if name == 'xformers':\n"
  "            import xformers.ops\n"
  "            kernels = sys.modules.get('xformers._cpp_lib')\n"
  "            failure = getattr(kernels, '_cpp_library_load_exception', None)\n"
  "            if failure is not None:\n"
  "                raise failure\n"
  "        say('imported', name)\n"
  "except BaseException as error:\n"
  "    say('error', type(error).__name__ + ': ' + str(error))\"\n"

  /* What was said before ended anywhere. */
  "printf \"\\n\"\n"
  "readers=\n"
  "watchers=\n"
  "smi=$(command -v nvidia-smi)\n"
  "if [ -n \"$smi\" ]; then\n"
  "  check gpus 10 \"$smi\" --query-gpu=name,memory.total,driver_version \\\n"
  "    --format=csv,noheader,nounits\n"
  "  check cuda 10 \"$smi\"\n"
  "else\n"
  "  printf \"@sublet gpus ?\\n@sublet gpus . absent\\n\"\n"
  "fi\n"
  "if [ -n \"$python\" ]; then\n"
  "  check python 10 \"$python\" -c \"$version\"\n"
  "else\n"
  "  printf \"@sublet python ?\\n@sublet python . absent\\n\"\n"
  "fi\n"
  "end_round\n"
  "if [ -n \"$python\" ]; then\n"
  "  for name in torch flash_attn xformers; do\n"
  "    check \"$name\" 35 \"$python\" -c \"$package\" \"$name\"\n"
  "  done\n"
  "  end_round\n"
  "fi\n";

/**
 * sublet_runtime_report_get_script:
 *
 * What says of a machine what it is: programs that answer at once before those that take long. It
 * writes no file. To be run with a limit of SUBLET_RUNTIME_SCRIPT_MS and
 * SUBLET_RUNTIME_OUTPUT_BYTES; what it printed goes to sublet_runtime_report_new(), whatever its
 * exit status was.
 *
 * Any thread. Source: nvidia-smi's manual (--query-gpu, --format); PyTorch's `torch.cuda`.
 *
 * Returns: (transfer none): one command
 */
const char *
sublet_runtime_report_get_script (void)
{
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      g_autofree char *quoted = g_shell_quote (script);

      /* The login shell of a person's image need not be a POSIX one. */
      g_once_init_leave (&made, (gsize) g_strconcat ("exec sh -c ", quoted, NULL));
    }

  return (const char *) made;
}
