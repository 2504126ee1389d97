# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the same everywhere: rows, columns and one number."""


class Tensor:
    def __init__(self, rows, columns, value):
        self.shape = (rows, columns)
        self.value = value

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")
        return Tensor(self.shape[0], other.shape[1], self.shape[1] * self.value * other.value)

    def sum(self):
        return Tensor(1, 1, self.shape[0] * self.shape[1] * self.value)

    def item(self):
        if self.shape != (1, 1):
            raise RuntimeError("a Tensor with several elements cannot be converted to Scalar")
        return self.value


def full(size, value, device=None):
    return Tensor(*size, value)
