// The one function of the C library that weights need, so that this layer imports nothing else.

import Glibc

/// The natural logarithm.
func naturalLogarithm(_ value: Double) -> Double { log(value) }
