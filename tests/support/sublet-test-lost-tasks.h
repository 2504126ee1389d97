/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * libsoup 3.2 now and then loses the task of a request whose connection is reset, or goes while it
 * is read, which only programs with many requests show. Its functions have no names to suppress
 * them by. One file of such a program includes this; the client's own allocations are held to
 * account by the tests of core/api, which do not.
 */
#ifdef __SANITIZE_ADDRESS__
__attribute__ ((visibility ("default"))) const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libsoup-3.0.so\n";
}
#endif
