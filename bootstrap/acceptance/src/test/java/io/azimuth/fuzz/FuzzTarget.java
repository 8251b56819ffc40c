package io.azimuth.fuzz;

import java.util.List;

/** A parser of untrusted input, and the properties of every result. */
public interface FuzzTarget {

  /** Seed inputs, mostly valid ones. */
  List<byte[]> seeds();

  /**
   * Parses the input and checks the properties of the result.
   *
   * @throws AssertionError if the result does not have the required properties
   * @throws RuntimeException if the parser throws an exception that it does not declare
   */
  void accept(byte[] input);

  /** How many bytes the target may allocate for each byte of the input, in addition to 2 MiB. */
  default long allocationPerByte() {
    return 1_024;
  }
}
