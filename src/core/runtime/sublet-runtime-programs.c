/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-runtime"

#include "config.h"

#include "core/runtime/sublet-runtime-private.h"

/*
 * What the script gives to sh or to Python. Each says lines "=WORD VALUE"; a shell that is not bash
 * has no `pipefail`, no arrays and no numbers but whole ones.
 */

static const char python_version[] = //
  "import sys\n"
  "print('=version ' + '.'.join(map(str, sys.version_info[:3])))\n"
  "print('=path ' + sys.executable)\n";

/*
 * A package by its import's name (the ones Sublet knows) or its distribution's (the person's).
 *
 * 64 x 64 twos times themselves: each of the sums is 256. How xFormers and bitsandbytes keep the
 * reason for which their kernels are not there is seen in their sources (unconfirmed for all
 * versions). importlib.metadata is there from Python 3.8 on; before, and where a package was
 * installed without saying so, its module is looked for. What is installed and has nothing to
 * import is there.
 */
static const char package[] = //
  "import sys\n"
  "def say(word, value):\n"
  "    print('=' + word + ' ' + ' '.join(str(value).split())[:250])\n"
  "    sys.stdout.flush()\n"
  "name = sys.argv[1]\n"
  "def find_distribution():\n"
  "    try:\n"
  "        import importlib.metadata\n"
  "        return importlib.metadata.distribution(name)\n"
  "    except ImportError:\n"
  "        return None\n"
  "def list_modules(distribution):\n"
  "    told = (distribution.read_text('top_level.txt') or '').split()\n"
  "    for file in distribution.files or []:\n"
  "        if len(file.parts) == 2 and file.parts[1] == '__init__.py':\n"
  "            told.append(file.parts[0])\n"
  "        if len(file.parts) == 1 and file.parts[0].endswith('.py'):\n"
  "            told.append(file.parts[0][:-3])\n"
  "    aside = ('test', 'tests', 'docs', 'examples', 'benchmarks')\n"
  "    return [one for one in told\n"
  "            if one.isidentifier() and one[0] != '_' and one not in aside]\n"
  "def find_module(distribution):\n"
  "    own = name.replace('-', '_').replace('.', '_')\n"
  "    modules = list_modules(distribution) if distribution else []\n"
  "    for one in modules:\n"
  "        if one.lower() == own.lower():\n"
  "            return one\n"
  "    if modules:\n"
  "        return modules[0]\n"
  "    for one in (own, own.lower()):\n"
  "        if importlib.util.find_spec(one) is not None:\n"
  "            return one\n"
  "def multiply(torch):\n"
  "    import time\n"
  "    began = time.time()\n"
  "    twos = torch.full((64, 64), 2.0, device='cuda')\n"
  "    total = (twos @ twos).sum().item()\n"
  "    say('product', 'right' if total == 64 * 64 * 256 else total)\n"
  "    say('seconds', '%.3f' % (time.time() - began))\n"
  "def look_at_torch(torch):\n"
  "    say('cuda', torch.version.cuda)\n"
  "    available = torch.cuda.is_available()\n"
  "    say('available', available)\n"
  "    if available:\n"
  "        multiply(torch)\n"
  "def look_at_xformers(xformers):\n"
  "    import xformers.ops\n"
  "    kernels = sys.modules.get('xformers._cpp_lib')\n"
  "    failure = getattr(kernels, '_cpp_library_load_exception', None)\n"
  "    if failure is not None:\n"
  "        raise failure\n"
  "def look_at_bitsandbytes(bitsandbytes):\n"
  "    native = getattr(sys.modules.get('bitsandbytes.cextension'), 'lib', None)\n"
  "    if 'Mock' in type(native).__name__:\n"
  "        raise ImportError(getattr(native, 'error_msg', 'its native library is missing'))\n"
  "looks = {'torch': look_at_torch, 'xformers': look_at_xformers,\n"
  "         'bitsandbytes': look_at_bitsandbytes}\n"
  "try:\n"
  "    import importlib.util, warnings\n"
  "    warnings.showwarning = lambda message, *rest, **more: say('warning', message)\n"
  "    distribution = find_distribution()\n"
  "    found = find_module(distribution)\n"
  "    if found is None and distribution is None:\n"
  "        say('missing', name)\n"
  "    else:\n"
  "        module = __import__(found) if found else None\n"
  "        version = getattr(module, '__version__', None)\n"
  "        if distribution is not None and not isinstance(version, str):\n"
  "            version = distribution.version\n"
  "        if version is not None:\n"
  "            say('version', version)\n"
  "        if name in looks:\n"
  "            looks[name](module)\n"
  "        say('imported', name)\n"
  "except BaseException as error:\n"
  "    say('error', type(error).__name__ + ': ' + str(error))\n";

/* What programs here are built with, or link to. Most images need none beside PyTorch's own. */
static const char toolkit[] = //
  "nvcc=$(command -v nvcc || command -v \"${CUDA_HOME:-/usr/local/cuda}/bin/nvcc\")\n"
  "if [ -n \"$nvcc\" ]; then\n"
  "  \"$nvcc\" --version | while IFS= read -r line; do\n"
  "    case $line in\n"
  "      *\"release \"*)\n"
  "        line=${line#*release }\n"
  "        printf \"=nvcc %s\\n\" \"${line%%,*}\"\n"
  "        ;;\n"
  "    esac\n"
  "  done\n"
  "fi\n"
  "for library in \"${CUDA_HOME:-/usr/local/cuda}\"/lib64/libcudart.so.*.* \\\n"
  "  /usr/local/cuda-*/lib64/libcudart.so.*.* \\\n"
  "  /usr/lib/*-linux-gnu/libcudart.so.*.* /opt/conda/lib/libcudart.so.*.*; do\n"
  "  [ -e \"$library\" ] || continue\n"
  "  printf \"=library %s\\n\" \"${library##*.so.}\"\n"
  "  break\n"
  "done\n"
  "exit 0\n";

/* Where work is kept, and the rest. Overlays and mounts may be different disks. */
static const char space[] = //
  "command -v df >/dev/null || exit 127\n"
  "for folder in / /workspace; do\n"
  "  [ -d \"$folder\" ] || continue\n"
  "  df -Pk \"$folder\" | while read -r device blocks used free rest; do\n"
  "    [ \"$device\" != Filesystem ] && printf \"=free %s %s\\n\" \"$free\" \"$folder\"\n"
  "    : \"$blocks\" \"$used\" \"$rest\"\n"
  "  done\n"
  "done\n"
  "exit 0\n";

/*
 * 128 MiB, a twentieth of what is free at the most, written through to the disk and read back
 * around the cache. The file has no name any more before it grows: however this ends, nothing of it
 * stays. dd says itself how long it took. Zeros: a file system that packs them is too fast here,
 * and making anything else would take longer than a fast disk does.
 */
static const char disk[] = //
  "for program in df dd rm; do\n"
  "  command -v \"$program\" >/dev/null && continue\n"
  "  printf \"=skipped %s is missing\\n\" \"$program\"\n"
  "  exit 0\n"
  "done\n"
  "folder=\n"
  "for candidate in /workspace \"${TMPDIR:-/tmp}\" \"${HOME:-/root}\" /var/tmp; do\n"
  "  if [ -d \"$candidate\" ] && [ -w \"$candidate\" ]; then\n"
  "    folder=${candidate%/}\n"
  "    break\n"
  "  fi\n"
  "done\n"
  "if [ -z \"$folder\" ]; then\n"
  "  printf \"=error no folder can be written\\n\"\n"
  "  exit 0\n"
  "fi\n"
  "free=$(df -Pk \"$folder\" | while read -r device blocks used free rest; do\n"
  "  [ \"$device\" != Filesystem ] && printf \"%s\" \"$free\"\n"
  "  : \"$blocks\" \"$used\" \"$rest\"\n"
  "done)\n"
  "case $free in\n"
  "  \"\" | *[!0-9]*) free=0 ;;\n"
  "esac\n"
  "size=$((free / 1024 / 20))\n"
  "[ \"$size\" -le 128 ] || size=128\n"
  "if [ \"$size\" -lt 16 ]; then\n"
  "  printf \"=skipped %s MiB are free in %s\\n\" \"$((free / 1024))\" \"$folder\"\n"
  "  exit 0\n"
  "fi\n"
  "file=$folder/.sublet-disk-check.$$\n"
  "set -C\n"
  "exec 9>\"$file\"\n"
  "exec 8<\"$file\"\n"
  "rm -f \"$file\"\n"
  "measure() {\n"
  "  while IFS= read -r line; do\n"
  "    case $line in\n"
  "      *copied*) printf \"=%s %s\\n\" \"$1\" \"$line\" ;;\n"
  "      *records*) ;;\n"
  "      *) printf \"%s\\n\" \"$line\" ;;\n"
  "    esac\n"
  "  done\n"
  "}\n"
  "dd if=/dev/zero bs=1048576 count=\"$size\" conv=fsync 2>&1 >&9 | measure write\n"
  "dd of=/dev/null bs=1048576 iflag=direct 2>&1 <&8 | measure read\n"
  "printf \"=folder %s\\n\" \"$folder\"\n";

/* 16 MB of $1 at the most, however much it would send; $2 is a Python or nothing. What the kernel
 * says of its own time is finer than what every `date` does. */
static const char network[] = //
  "get() {\n"
  "  if command -v curl >/dev/null; then\n"
  "    curl -fsSL --max-time 10 \"$1\"\n"
  "  elif command -v wget >/dev/null; then\n"
  "    wget -q -T 10 -O - \"$1\"\n"
  "  else\n"
  "    \"$2\" -c \"import sys, urllib.request as r\n"
  "for part in iter(lambda f=r.urlopen(sys.argv[1], timeout=10): f.read(65536), b''):\n"
  "    sys.stdout.buffer.write(part)\" \"$1\"\n"
  "  fi\n"
  "}\n"
  "if ! command -v curl >/dev/null && ! command -v wget >/dev/null && [ -z \"$2\" ]; then\n"
  "  printf \"=skipped neither curl nor wget nor Python is there\\n\"\n"
  "  exit 0\n"
  "fi\n"
  "for program in head wc; do\n"
  "  command -v \"$program\" >/dev/null && continue\n"
  "  printf \"=skipped %s is missing\\n\" \"$program\"\n"
  "  exit 0\n"
  "done\n"
  "read -r began rest </proc/uptime\n"
  "bytes=$(get \"$1\" \"$2\" | head -c " G_STRINGIFY (
    SUBLET_RUNTIME_NETWORK_BYTES) " | wc -c)\n"
                                  "read -r ended rest </proc/uptime\n"
                                  ": \"$rest\"\n"
                                  "printf \"=bytes %s\\n=began %s\\n=ended %s\\n\" \"$bytes\" "
                                  "\"$began\" \"$ended\"\n";

/* By their names in the script. */
static const SubletRuntimeProgram programs[] = {
  { "version", python_version, false },
  { "package", package, false },
  { "toolkit", toolkit, true },
  { "space", space, true },
  { "disk", disk, true },
  { "network", network, true },
  { NULL, NULL, false },
};

/**
 * sublet_runtime_programs_get: (skip)
 *
 * Returns: (array): all of them, ended by one without a name
 */
const SubletRuntimeProgram *
sublet_runtime_programs_get (void)
{
  return programs;
}
