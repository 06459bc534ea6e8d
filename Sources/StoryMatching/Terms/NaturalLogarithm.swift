// The functions of the C library that weights need, so that this layer imports nothing else.

import Glibc

/// The natural logarithm.
func naturalLogarithm(_ value: Double) -> Double { log(value) }

/// A number raised to a power.
func power(_ base: Float, _ exponent: Float) -> Float { powf(base, exponent) }
