/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* libFuzzer's name for it. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* How many decoders the first byte chooses from. */
#define FUZZ_N_DECODERS 21

/* Must not be in anything that is kept. */
#define FUZZ_SECRET "sk/9+fuzz:a\"b-0123"
