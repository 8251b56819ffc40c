package io.azimuth.fuzz;

import java.util.List;

/** One reader of what others wrote, and what must hold for every input that it gets. */
public interface FuzzTarget {

  /** Inputs that reach far: good ones, mostly. */
  List<byte[]> seeds();

  /**
   * Reads the input.
   *
   * @throws AssertionError when what was read has not the properties that it must have
   * @throws RuntimeException when something else was thrown than the reader declares
   */
  void accept(byte[] input);

  /** How many bytes may be allocated on the way for each byte of the input, besides 2 MiB. */
  default long allocationPerByte() {
    return 1_024;
  }
}
