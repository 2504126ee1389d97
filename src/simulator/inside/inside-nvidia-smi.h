/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

int inside_nvidia_smi (int argc, char *argv[]);
